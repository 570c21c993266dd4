"""What stands inside a segment: emphasis, links, code, words; placeholders; what is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from transpipe.markdown.scan import Piece, What, markup, scan
from transpipe.model import Span

_RUN = re.compile(r"\*+|_+")
_LINKS = (What.LINK, What.IMAGE, What.AUTOLINK, What.URL)
_MASKED = (
    *(What.CODE, What.HTML, What.AUTOLINK, What.URL),
    *(What.MATH, What.FOOTNOTE, What.TEMPLATE),
)
_SLOT = re.compile(r"⟦\s*([0-9０-９]{1,9})\s*⟧")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # a backslash before another sign is one
_LITERAL_SLOT = re.compile(r"[⟦⟧]")


@dataclass(slots=True)
class _Run:
    """A run of marks: `left` of them are unused, from `start`; what may pair with what."""

    mark: str
    start: int
    size: int
    opens: bool
    closes: bool
    left: int
    used: int = 0


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether a run can open and close: the flanking rules of CommonMark 6.2."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    blank_before, blank_after = before.isspace(), after.isspace()
    left = not blank_after and (not _is_mark(after) or blank_before or _is_mark(before))
    right = not blank_before and (not _is_mark(before) or blank_after or _is_mark(after))
    if text[start] == "*":
        return left, right
    return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))


def _scopes(text: str, pieces: tuple[Piece, ...]) -> list[list[_Run]]:
    """The runs outside code, HTML and addresses, those inside one link's words together."""
    links = [p for p in pieces if p.what in (What.LINK, What.IMAGE)]
    scopes: dict[int, list[_Run]] = {}
    stack: list[int] = []
    following = 0
    for start, end in _runs(text, markup(pieces)):
        while following < len(links) and links[following].span.start <= start:
            stack.append(following)
            following += 1
        while stack and links[stack[-1]].span.end <= start:
            stack.pop()
        opens, closes = _flanks(text, start, end)
        run = _Run(text[start], start, end - start, opens, closes, end - start)
        scopes.setdefault(stack[-1] if stack else -1, []).append(run)
    return list(scopes.values())


def _runs(text: str, holes: Sequence[Span]) -> Iterator[tuple[int, int]]:
    position = 0
    for hole in (*holes, Span(len(text), len(text))):
        if position < hole.start:
            yield from (run.span() for run in _RUN.finditer(text, position, hole.start))
        position = max(position, hole.end)


def _pair(runs: list[_Run]) -> list[Span]:
    """Pair the runs of one scope; the spans of the marks that become emphasis."""
    rendered: list[Span] = []
    stack: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.left:
            key = (run.mark, run.opens, run.size % 3)
            opener = _opener(stack, run, bottoms.get(key, 0))
            if opener < 0:
                bottoms[key] = len(stack)
                break
            del stack[opener + 1 :]
            above = stack[opener]
            count = 2 if above.left > 1 and run.left > 1 else 1
            above.left -= count
            first = above.start + above.used + above.left
            rendered.append(Span(first, first + count))
            rendered.append(Span(run.start + run.used, run.start + run.used + count))
            run.used += count
            run.left -= count
            if not above.left:
                del stack[opener:]
            bottoms = {key: min(bottom, len(stack)) for key, bottom in bottoms.items()}
        if run.opens and run.left:
            stack.append(run)
    return rendered


def _opener(stack: Sequence[_Run], run: _Run, bottom: int) -> int:
    for number in range(len(stack) - 1, bottom - 1, -1):
        above = stack[number]
        odd = (above.closes or run.opens) and (above.size + run.size) % 3 == 0
        if above.mark == run.mark and not (odd and (above.size % 3 or run.size % 3)):
            return number
    return -1


def unrendered_emphasis(text: str) -> tuple[Span, ...]:
    """From a `*` or `**` that stays literal to the one it was meant to pair with, in order.

    A run counts as meant for emphasis when words touch it from inside; of `**`, blanks may.
    """
    found: list[Span] = []
    for scope in _scopes(text, scan(text)):
        _pair(scope)
        waiting: dict[int, _Run] = {}
        for run in scope:
            if run.mark != "*" or run.left != run.size:
                continue
            opener = waiting.get(run.size)
            inside = opener and text[opener.start + opener.size : run.start].strip()
            if opener and inside and (run.size > 1 or not text[run.start - 1].isspace()):
                found.append(Span(opener.start, run.start + run.size))
                del waiting[run.size]
            elif run.size > 1 or not text[run.start + 1 : run.start + 2].isspace():
                waiting[run.size] = run
    return tuple(sorted(found))


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


def links(text: str) -> tuple[Link, ...]:
    """Inline links, images, autolinks, bare addresses and uses of references, in order."""
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


def code_spans(text: str) -> tuple[str, ...]:
    """The code spans with their backticks, in order."""
    return tuple(piece.span.of(text) for piece in scan(text) if piece.what is What.CODE)


def urls(text: str) -> tuple[str, ...]:
    """Every address that a link, an image or the text itself names, in order."""
    return tuple(link.target for link in links(text) if link.target)


def map_targets(text: str, f: Callable[[str], str]) -> str:
    """The text with `f` of every address of an inline link or image; nothing else changes."""
    pieces = [p for p in scan(text) if p.what in (What.LINK, What.IMAGE) and not p.label]
    spans = sorted(piece.target for piece in pieces if piece.target)
    return replace_spans(text, [(span, _mapped(text, span, f)) for span in spans])


def _mapped(text: str, span: Span, f: Callable[[str], str]) -> str:
    old = span.of(text)
    new = f(old)
    bare = new != old and text[span.start - 1 : span.start] != "<"
    return _bracketed(new) if bare else new


def _bracketed(target: str) -> str:
    """An address as it must be written: in `<>` where blanks or brackets would end it."""
    probe = scan(f"[a]({target})")
    whole = len(probe) == 1 and probe[0].target == Span(4, 4 + len(target))
    return target if whole else f"<{target}>"


def words(text: str) -> str:
    """The words alone: without code, HTML, addresses, math and the marks of links."""
    return replace_spans(text, [(span, " ") for span in markup(scan(text))])


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


def mask(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with `⟦0⟧`, `⟦1⟧` … for what is not to be translated, and what they stand for.

    Of a link the words stay: `[words](target)` becomes `[words]⟦0⟧`.
    """
    spans: list[Span] = [Span(*found.span()) for found in _LITERAL_SLOT.finditer(text)]
    for piece in scan(text):
        if piece.what in _MASKED:
            spans.append(piece.span)
        elif piece.what in (What.LINK, What.IMAGE):
            spans.append(Span(piece.inner.end + 1, piece.span.end))
    out, slots, position = [], list[str](), 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= position and span.start < span.end:
            out += [text[position : span.start], f"⟦{len(slots)}⟧"]
            slots.append(span.of(text))
            position = span.end
    return "".join([*out, text[position:]]), tuple(slots)


def unmask(text: str, slots: tuple[str, ...]) -> str | None:
    """The text with every placeholder put back; None where one is lost, doubled or invented."""
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
    shown = [(span, "") for span in (*emphasis(text), *markup(linked))]
    known = {**_SHOWN, **(shows or {})}
    for piece in pieces:
        if show := known.get(piece.what):
            shown.append((piece.span, show(piece, text)))
    return replace_spans(text, shown)


def emphasis(text: str) -> tuple[Span, ...]:
    """The marks that become emphasis; those that belong together follow one another."""
    return tuple(span for scope in _scopes(text, scan(text)) for span in _pair(scope))
