"""What of a text renders as a link, image or note, once it is known what its article defines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from transpipe.markdown.definitions import definitions, folded
from transpipe.markdown.inline import Link, links, replace_spans
from transpipe.markdown.scan import REMEMBERED, Piece, What, markup, scan
from transpipe.model import Document, Span

_BRACKETS = re.compile(r"\\.|\[[^\[\]\\]*(?:\\.[^\[\]\\]*)*\]", re.DOTALL)
_NOTE = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*\[\^([^\]\s]+)\]:")


@dataclass(frozen=True, eq=False, slots=True)
class Defined:
    """What an article defines: addresses by label, and the labels of its notes, both folded.

    `names` are the labels as they are written.
    """

    links: Mapping[str, str] = field(default_factory=dict)
    notes: Collection[str] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(document: Document) -> Defined:
        """The definitions of an article."""
        text, found, names = document.text, dict[str, str](), dict[str, str]()
        for definition in definitions(document):
            found.setdefault(definition.label, definition.target.of(text))
            names.setdefault(definition.label, definition.name.of(text))
        within = (block.raw for block in document.blocks if "footnote" in block.path)
        notes = (label.of(raw) for raw in within if (label := note_label(raw)))
        return Defined(found, frozenset(map(folded, notes)), names)


def note_label(raw: str) -> Span | None:
    """Where the label of a note stands in its first block, as that stands in the file."""
    found = _NOTE.match(raw)
    return Span(*found.span(1)) if found else None


@dataclass(frozen=True, slots=True)
class Use:
    """A place that asks for a definition: `[words][label]`, `[label]`, `![words][]`, `[^a]`."""

    span: Span
    words: str
    label: str
    what: What = What.LINK
    short: bool = False  # nothing but the label, which may be words as well


@lru_cache(maxsize=REMEMBERED)
def uses(text: str) -> tuple[Use, ...]:
    """Every place of a text that may ask for a definition, in order."""
    if "[" not in text:
        return ()
    pieces = scan(text)
    found = [*_written(text, pieces), *_short(text, pieces)]
    return tuple(sorted(found, key=lambda use: use.span))


def _written(text: str, pieces: Collection[Piece]) -> Iterator[Use]:
    for piece in pieces:
        if piece.what is What.FOOTNOTE:
            label = text[piece.span.start + 2 : piece.span.end - 1]
            yield Use(piece.span, "", folded(label), What.FOOTNOTE)
        elif piece.label:
            yield Use(piece.span, piece.inner.of(text), piece.label, piece.what)


def _short(text: str, pieces: tuple[Piece, ...]) -> Iterator[Use]:
    taken = {position for span in markup(pieces) for position in range(span.start, span.end)}
    for found in _BRACKETS.finditer(text):
        words = found[0][1:-1]
        plain = found[0][0] == "[" and words.strip() and not words.startswith("^")
        free = found.start() not in taken and found.end() - 1 not in taken
        if not plain or not free or _followed(text, found.end()):
            continue
        before = found.start() - 1
        image = text[max(before, 0) : found.start()] == "!" and before not in taken
        span = Span(found.start() - image, found.end())
        yield Use(span, words, folded(words), What.IMAGE if image else What.LINK, True)


def _followed(text: str, position: int) -> bool:
    """Whether a label follows a bracket, which then is no label itself."""
    found = _BRACKETS.match(text, position)
    return found is not None and found[0].startswith("[")


def shown_links(text: str, defined: Defined) -> tuple[Link, ...]:
    """The links of a text that render, references with the address that is defined for them."""
    found = [link for link in links(text) if not link.label]
    for use in uses(text):
        if use.what is not What.FOOTNOTE and use.label in defined.links:
            image, target = use.what is What.IMAGE, defined.links[use.label]
            found.append(Link(use.span, use.words, target, image, use.label))
    return tuple(sorted(found, key=lambda link: link.span))


def resolved(link: Link, defined: Defined) -> Link:
    """A reference with the address that is defined for it, if any."""
    return replace(link, target=defined.links.get(link.label, "")) if link.label else link


def dead(text: str, defined: Defined) -> tuple[Use, ...]:
    """The uses of a text for which nothing is defined; a short one may be meant as words."""
    return tuple(
        use
        for use in uses(text)
        if use.label not in (defined.notes if use.what is What.FOOTNOTE else defined.links)
    )


# ── Labels that are the words themselves ────────────────────────────────────────────────────


def with_labels(text: str, labels: Collection[str]) -> str:
    """The text with the label of every reference written out: `[words][]` as `[words][words]`.

    So is `[words]` alone where that is one of the `labels`.
    """
    changes = []
    for use in uses(text):
        end = use.span.end
        if _is_collapsed(text, use):
            changes.append((Span(end - 1, end - 1), use.words))
        elif use.short and use.label in labels:
            changes.append((Span(end, end), f"[{use.words}]"))
    return replace_spans(text, changes) if changes else text


def without_labels(text: str, before: str) -> str:
    """The text with those labels left out again that say no more than its words, as `before`."""
    then, now = uses(before), uses(text)
    if then == now or len(then) != len(now):
        return text
    changes = []
    for old, new in zip(then, now, strict=True):
        if old.words == new.words and new.span.of(text).endswith(f"][{new.words}]"):
            end = new.span.end - 1
            if _is_collapsed(before, old):
                changes.append((Span(end - len(new.words), end), ""))
            elif old.short and not new.short:
                changes.append((Span(end - len(new.words) - 1, end + 1), ""))
    return replace_spans(text, changes)


def _is_collapsed(text: str, use: Use) -> bool:
    return use.what is not What.FOOTNOTE and not use.short and use.span.of(text).endswith("][]")
