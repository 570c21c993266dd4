"""What an engine is given of a text, and its placeholders found again in what it answers.

Two ways to write placeholders are read: `⟦1⟧`, with `⟦2⟧words⟦/2⟧` for a link, and the tags
`<x id="1"/>` and `<g id="2">words</g>` for the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import Piece, What, scan
from transpipe.model import Span

_OPAQUE = frozenset(
    {
        *(What.CODE, What.HTML, What.AUTOLINK, What.URL, What.MATH, What.FOOTNOTE),
        What.TEMPLATE,
    }
)
FIELD = re.compile(r"\{[^{}\n]*\}|%[sd]\b")
_LITERAL = re.compile(r"[⟦⟧]")
_EXACT = re.compile(r'⟦(/?\d+)⟧|<x id="(\d+)"/>|<g id="(\d+)">|(</g>)')
_OPEN, _CLOSE = r"⟦\[［【〖〔{｛(（<＜《「『", r"⟧\]］】〗〕}｝)）>＞》」』"
_BRACKETED = re.compile(
    rf"\\?[{_OPEN}]{{1,2}}\s*(?P<end>[/／]?)\s*(?P<number>[0-9０-９]{{1,4}})\s*\\?[{_CLOSE}]{{1,2}}"
)
_QUOTE = r"""(?:["'“”‘’＂「」『』]|&quot;|&\#(?:34|39|x22|x27);)?"""
_TAGGED = re.compile(
    rf"(?:[<＜〈《]|&lt;)\s*(?:(?P<close>[/／]\s*[gｇ])|[xｘgｇ]\s*id\s*[=＝]\s*"
    rf"{_QUOTE}\s*(?P<number>[0-9０-９]{{1,4}})\s*{_QUOTE}\s*[/／]?)\s*(?:[>＞〉》]|&gt;)"
    r"(?:\s*</x>)?",
    re.IGNORECASE,
)
_NUMBERLESS = re.compile(r"[⟦【][^⟦⟧【】\d]{0,40}[⟧】]|<\s*[xX]\b[^<>0-9]{0,40}/\s*>")


@dataclass(frozen=True, slots=True)
class Masked:
    """A source, the `text` that an engine gets, and what each placeholder in it stands for."""

    source: str
    text: str
    slots: Mapping[str, str]

    @property
    def has_tags(self) -> bool:
        """Whether the placeholders are tags."""
        return bool(self.slots) and "⟦" not in self.text


def mask(source: str) -> Masked:
    """The source with `⟦1⟧` … for what is not to be translated, `⟦2⟧words⟦/2⟧` for its links."""
    spans = sorted(_hidden(source), key=lambda each: (each[0].start, -each[0].end))
    out, slots, position, numbers = list[str](), dict[str, str](), 0, dict[int, int]()
    for span, link in spans:
        if span.start < position or span.start == span.end:
            continue
        name = f"/{numbers[link]}" if link in numbers else str(1 + sum("/" not in s for s in slots))
        if link >= 0:
            numbers.setdefault(link, int(name.strip("/")))
        out += [source[position : span.start], f"⟦{name}⟧"]
        slots[name] = span.of(source)
        position = span.end
    return Masked(source, "".join([*out, source[position:]]), slots)


def _hidden(source: str) -> Iterator[tuple[Span, int]]:
    """What engines do not see; both ends of a link with a number of its own, else -1."""
    pieces = scan(source)
    covered = [piece.span for piece in pieces if piece.what in _OPAQUE]
    yield from ((span, -1) for span in covered)
    for found in (*_LITERAL.finditer(source), *FIELD.finditer(source)):
        if not any(span.start < found.end() and found.start() < span.end for span in covered):
            yield Span(*found.span()), -1
    for number, piece in enumerate(pieces):
        if piece.what in (What.LINK, What.IMAGE) and not _is_opaque(piece, source):
            yield Span(piece.span.start, piece.inner.start), number
            yield Span(piece.inner.end, piece.span.end), number


def _is_opaque(piece: Piece, source: str) -> bool:
    """Whether a link has no words that could be translated, and stays as it is."""
    return not piece.inner.of(source).strip()


def exactly(masked: Masked, answer: str) -> str | None:
    """The answer with its placeholders put back; None unless each stands there once, as sent."""
    return _put_back(masked, answer, [(Span(*m.span()), _name(m)) for m in _EXACT.finditer(answer)])


def found_again(masked: Masked, answer: str) -> str | None:
    """The answer with its placeholders put back, however they are written; None for a guess.

    Their numbers say which is which. One alone may have lost its own.
    """
    if not masked.slots:
        return answer
    if (text := exactly(masked, answer)) is not None:
        return text
    form = _TAGGED if masked.has_tags else _BRACKETED
    sent = {*masked.slots, "/"}
    own = Counter(_name(m) for m in form.finditer(masked.text) if _name(m) not in sent)
    found = [(Span(*m.span()), _name(m)) for m in form.finditer(answer)]
    kept = [(span, name) for span, name in found if not own[name]]
    lost = {name for name in masked.slots if name not in {name for _span, name in kept}}
    if masked.has_tags:
        lost = {name for name in lost if "/" not in name}
    bare = [m for m in _NUMBERLESS.finditer(answer) if m[0] not in masked.text]
    if len(lost) == len(bare) == 1 and not masked.slots[min(lost)].startswith(("[", "](")):
        kept.append((Span(*bare[0].span()), min(lost)))
    return _put_back(masked, answer, sorted(kept, key=lambda each: each[0].start))


def _name(found: re.Match[str]) -> str:
    """Which placeholder is meant; `/` alone for an end of a tag, which has no number."""
    if found.re is _EXACT:
        return found[1] or found[2] or found[3] or "/"
    parts = found.groupdict()
    if parts.get("close"):
        return "/"
    return ("/" if parts.get("end") else "") + str(int(found["number"]))


def _put_back(masked: Masked, answer: str, found: list[tuple[Span, str]]) -> str | None:
    changes, open_tags = list[tuple[Span, str]](), list[str]()
    names = list[str]()
    for span, name in found:
        if name == "/":
            if not open_tags:
                return None
            name = f"/{open_tags.pop()}"
        elif masked.has_tags and f"/{name}" in masked.slots:
            open_tags.append(name)
        names.append(name)
        changes.append((span, masked.slots.get(name, "")))
    if sorted(names) != sorted(masked.slots):
        return None
    text = replace_spans(answer, changes)
    return None if _LITERAL.search(_without(text, masked)) else text


def _without(text: str, masked: Masked) -> str:
    """The text less what the source itself has of the brackets of placeholders."""
    return text.replace("⟦", "").replace("⟧", "") if _LITERAL.search(masked.source) else text
