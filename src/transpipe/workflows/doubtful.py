"""Pairs that a person must look at: those of the catalogues, or of two files just aligned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.reading import How, read
from transpipe.errors import BadArgument
from transpipe.model import (
    Bead,
    Catalogued,
    Certainty,
    Document,
    Doubt,
    Edition,
    Maker,
    Owner,
    State,
    Unit,
    Unread,
)
from transpipe.ports import Converter
from transpipe.publish.comments import reason

_OF_DOUBTS = (Maker.ALIGN, Maker.EDIT)


@dataclass(frozen=True)
class DoubtfulPair:
    """A pair with the confidence (0 … 1) it was made with, and where its Chinese stands.

    `reason` says in words why it is doubtful; '' where that is not known. `unit` is the key of its
    unit, '' where it has none yet.
    """

    confidence: float
    file: str
    line: int
    source: str
    target: str
    reason: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Reason:
    """One bead with all that spoke for and against it; `number` counts from 1."""

    number: int
    bead: Bead
    source_lines: tuple[tuple[int, int], ...]
    target_lines: tuple[tuple[int, int], ...]
    source: str
    target: str


def doubtful(project: Project, name: str | None) -> tuple[DoubtfulPair, ...]:
    """The doubtful pairs of the catalogues, the least likely first."""
    found = [doubt for article in project.catalogued(name) for doubt in _of(article)]
    return tuple(sorted(found, key=lambda doubt: (doubt.confidence, doubt.file, doubt.line)))


def _of(article: Catalogued) -> Iterator[DoubtfulPair]:
    places = find_words(article).places()
    for unit in article.catalogue.active():
        if _is_doubtful(unit) and unit.origin is not None:
            blocks = places.get(unit.id, [])
            line = article.file.blocks[blocks[0]].lines[0] if blocks else 0
            confidence = unit.origin.confidence or 0.0
            file, why = article.pair.target, _why(unit.origin.doubt)
            texts = unit.source, unit.target
            yield DoubtfulPair(confidence, file, line, *texts, why, unit.key)


def _is_doubtful(unit: Unit) -> bool:
    made = unit.origin is not None and unit.origin.maker in _OF_DOUBTS and unit.previous is None
    return made and unit.state is State.FUZZY and unit.owner is Owner.PERSON


def _why(doubt: Doubt | None) -> str:
    return reason(doubt, _) if doubt is not None else ""


def doubtful_beads(
    source: Document, target: Document, beads: Sequence[Bead], file: str
) -> tuple[DoubtfulPair, ...]:
    """The doubtful pairs of two files, the least likely first."""
    found = [
        DoubtfulPair(
            round(bead.confidence, 4),
            file,
            target.blocks[bead.target[0]].lines[0],
            _words(source, bead.source),
            _words(target, bead.target),
            _why(bead.reason),
        )
        for bead in beads
        if bead.certainty is Certainty.DOUBTFUL and bead.target
    ]
    return tuple(sorted(found, key=lambda doubt: (doubt.confidence, doubt.line)))


def beads_of(
    project: Project, name: str, converter: Converter, how: How
) -> tuple[Document, Document, tuple[Bead, ...]]:
    """The beads of an article as `align` makes them. Raises BadArgument without a translation."""
    article = next(project.articles(name))
    if isinstance(article, Edition) and article.is_written:
        article = article.unread()
    if not isinstance(article, Unread):
        raise BadArgument(_("{path}: nothing is translated yet").format(path=article.pair.target))
    reading = read(project, article, converter, how)
    return reading.source, article.file, reading.beads


def explained(source: Document, target: Document, beads: Sequence[Bead], number: int) -> Reason:
    """Why the bead of that number, from 1, was made. Raises BadArgument where there is none."""
    if not 1 <= number <= len(beads):
        said = _("there is no pair {number}: they go from 1 to {count}")
        raise BadArgument(said.format(number=number, count=len(beads)))
    bead = beads[number - 1]
    return Reason(
        number,
        bead,
        tuple(dict.fromkeys(source.blocks[n].lines for n in bead.source)),
        tuple(dict.fromkeys(target.blocks[n].lines for n in bead.target)),
        _words(source, bead.source),
        _words(target, bead.target),
    )


def _words(document: Document, numbers: Sequence[int]) -> str:
    return "\n\n".join(document.blocks[number].text for number in numbers)
