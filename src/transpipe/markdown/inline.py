"""What stands inside a segment: emphasis, links, code, words; placeholders; what is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from transpipe.markdown.attributes import InTag, quoted
from transpipe.markdown.attributes import addresses as in_tags
from transpipe.markdown.emphasis import rendered
from transpipe.markdown.scan import REMEMBERED, Piece, What, markup, scan
from transpipe.model import Span

_LINKS = (What.LINK, What.IMAGE, What.AUTOLINK, What.URL)
_MASKED = (
    *(What.CODE, What.HTML, What.AUTOLINK, What.URL),
    *(What.MATH, What.FOOTNOTE, What.TEMPLATE),
)
_SLOT = re.compile(r"⟦\s*([0-9０-９]{1,9})\s*⟧")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # a backslash before another sign is one
# `{{< relref "use.md#keep" >}}`, as the address of a link.
_REF = re.compile(r'\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?"([^"]*)"')
_LITERAL_SLOT = re.compile(r"[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link, image or address: `text` are its words, `target` where it leads, as written.

    A reference (`[words][label]`) has no target but a `label`, folded.
    """

    span: Span
    text: str
    target: str
    image: bool = False
    label: str = ""


def in_place(text: str) -> str:
    """The words of a text, with blanks for what is none: every place is where it was."""
    pieces = scan(text)
    holes = [p.span for p in pieces if p.what not in (What.LINK, What.IMAGE)]
    holes += [Span(p.inner.end, p.span.end) for p in pieces if p.what in (What.LINK, What.IMAGE)]
    return replace_spans(text, [(hole, " " * (hole.end - hole.start)) for hole in holes])


@lru_cache(maxsize=REMEMBERED)
def links(text: str) -> tuple[Link, ...]:
    """Inline links, images, autolinks, bare addresses and uses of references, in order."""
    if not may_link(text):
        return ()
    return tuple(
        Link(
            piece.span,
            piece.inner.of(text),
            "" if piece.label else (piece.target or piece.span).of(text),
            piece.what is What.IMAGE,
            piece.label,
        )
        for piece in scan(text)
        if piece.what in _LINKS
    )


def may_link(text: str) -> bool:
    """Whether a text may hold a link, or what was meant as one."""
    if "[" in text or "]" in text or "<" in text or "://" in text:
        return True
    if not text.isascii() and _LINKY.search(text):
        return True
    return "." in text and "www." in text.lower()


_LINKY = re.compile("[［【〔！]")


def code_spans(text: str) -> tuple[str, ...]:
    """The code spans with their backticks, in order."""
    return tuple(piece.span.of(text) for piece in scan(text) if piece.what is What.CODE)


def urls(text: str) -> tuple[str, ...]:
    """Every address that a link, an image or the text itself names, in order."""
    return tuple(link.target for link in links(text) if link.target)


def map_targets(text: str, f: Callable[[str], str]) -> str:
    """The text with `f` of every address of a link, an image, a tag or a shortcode."""
    pieces = [p for p in scan(text) if p.what in (What.LINK, What.IMAGE) and not p.label]
    spans = sorted(piece.target for piece in pieces if piece.target)
    changes = [(span, _mapped(text, span, f)) for span in spans]
    for span in _in_tags(text):
        old = span.of(text)
        new = f(InTag(old))
        changes.append((span, new if new == old else quoted(text, span, new)))
    changes += [(span, f(span.of(text))) for span in _in_shortcodes(text)]
    return replace_spans(text, changes)


def addresses(text: str) -> Iterator[tuple[Span, str]]:
    """Every address that a text names, tags included, with the link or value it stands in."""
    if not may_link(text) and "{{" not in text:
        return
    yield from ((link.span, link.target) for link in links(text) if link.target)
    yield from ((span, InTag(span.of(text))) for span in _in_tags(text))
    yield from ((span, span.of(text)) for span in _in_shortcodes(text))


def _in_shortcodes(text: str) -> Iterator[Span]:
    """Where addresses stand in the shortcodes that Hugo has for links."""
    for piece in scan(text) if "ref " in text else ():
        found = _REF.match(piece.span.of(text)) if piece.what is What.TEMPLATE else None
        if found:
            yield Span(piece.span.start + found.start(1), piece.span.start + found.end(1))


def _in_tags(text: str) -> Iterator[Span]:
    """Where addresses stand in the tags of a text."""
    for piece in scan(text):
        if piece.what is What.HTML:
            for span in in_tags(piece.span.of(text)):
                yield Span(piece.span.start + span.start, piece.span.start + span.end)


def _mapped(text: str, span: Span, f: Callable[[str], str]) -> str:
    old = span.of(text)
    new = f(old)
    bare = new != old and text[span.start - 1 : span.start] != "<"
    return bracketed(new) if bare else new


def bracketed(target: str) -> str:
    """An address as it must be written: in `<>` where blanks or brackets would end it."""
    probe = scan(f"[a]({target})")
    whole = len(probe) == 1 and probe[0].target == Span(4, 4 + len(target))
    return target if whole else f"<{target}>"


# What would end a link's destination or mean something else; Chinese may stand as it is.
_UNSAFE = re.compile(r"[\x00-\x20()<>\"\\%?#]")


def spelt(path: str) -> str:
    """A path of a file as the destination of a link."""
    return _UNSAFE.sub(lambda match: quote(match[0]), path)


@lru_cache(maxsize=REMEMBERED)
def words(text: str) -> str:
    """The words alone: without code, HTML, addresses, math and the marks of links."""
    pieces = scan(text)
    return replace_spans(text, [(span, " ") for span in markup(pieces)]) if pieces else text


def unlink(text: str) -> str:
    """The text with the words of its links and images in their place.

    References stay: whether `[3][4]` is one is not known here.
    """
    linked = (p for p in scan(text) if p.what in (What.LINK, What.IMAGE) and not p.label)
    return replace_spans(text, [(span, "") for span in markup(tuple(linked))])


def replace_spans(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with others in place of some spans; what lies within one of them goes with it."""
    out, position = [], 0
    for span, new in sorted(changes, key=lambda change: (change[0].start, -change[0].end)):
        if span.start >= position:
            out += [text[position : span.start], new]
            position = span.end
    return "".join([*out, text[position:]])


# ── Placeholders ────────────────────────────────────────────────────────────────────────────


def mask(
    text: str, *, titles: bool = False, kept: Iterable[Span] = ()
) -> tuple[str, tuple[str, ...]]:
    """The text with `⟦0⟧`, `⟦1⟧` … for what is not to be translated, and what they stand for.

    Of a link the words stay, `[words](target)` becomes `[words]⟦0⟧`, and the title with `titles`.
    `kept` is not to be translated either.
    """
    spans = [*kept, *(Span(*found.span()) for found in _LITERAL_SLOT.finditer(text))]
    for piece in scan(text):
        if piece.what in _MASKED:
            spans.append(piece.span)
        elif piece.what in (What.LINK, What.IMAGE):
            shown = piece.title if titles else None
            if shown is not None:
                spans.append(Span(piece.inner.end + 1, shown.start))
            spans.append(Span(shown.end if shown else piece.inner.end + 1, piece.span.end))
    if not spans:
        return text, ()
    out, slots, position = [], list[str](), 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        left = Span(max(span.start, position), span.end)
        if left.start < left.end:
            out += [text[position : left.start], f"⟦{len(slots)}⟧"]
            slots.append(left.of(text))
            position = left.end
    return "".join([*out, text[position:]]), tuple(slots)


def unmask(text: str, slots: tuple[str, ...]) -> str | None:
    """The text with every placeholder put back; None where one is lost, doubled or invented."""
    if not slots and "⟦" not in text and "⟧" not in text:
        return text
    found = [int(number) for number in _SLOT.findall(text)]
    if sorted(found) != list(range(len(slots))) or _LITERAL_SLOT.search(_SLOT.sub("", text)):
        return None
    for number, slot in enumerate(slots):
        if slot.startswith(("(", "[")) and not slot.startswith("[^"):
            text = re.sub(rf"[\]］]\s+(?=⟦\s*{number}\s*⟧)", "]", text)
    return _SLOT.sub(lambda match: slots[int(match[1])], text)


# ── As a reader sees it ────────────────────────────────────────────────────────────────────────


Show = Callable[[Piece, str], str]


def inner(piece: Piece, text: str) -> str:
    """What stands between the marks of a piece."""
    return piece.inner.of(text)


def nothing(_piece: Piece, _text: str) -> str:
    """No part of what is read."""
    return ""


_SHOWN: Mapping[What, Show] = {
    **dict.fromkeys((What.CODE, What.AUTOLINK, What.URL, What.MATH), inner),
    **dict.fromkeys((What.HTML, What.FOOTNOTE, What.IMAGE), nothing),
    What.ENTITY: lambda piece, text: unescape(piece.span.of(text)),
    What.ESCAPE: lambda piece, text: _ESCAPED.sub(r"\1", piece.span.of(text)),
}


def plain(text: str, shows: Mapping[What, Show] | None = None) -> str:
    """What a reader sees of a text: no marks, no addresses, entities and escapes resolved.

    `shows` says what is seen of pieces of some kinds, where that is another thing.
    """
    pieces = scan(text)
    linked = tuple(piece for piece in pieces if piece.what is What.LINK)
    shown = [(span, "") for span in (*rendered(text), *markup(linked))]
    known = {**_SHOWN, **(shows or {})}
    for piece in pieces:
        if show := known.get(piece.what):
            shown.append((piece.span, show(piece, text)))
    return replace_spans(text, shown)
