"""How far articles are: which units are stale, how much that matters, and since when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from transpipe.markdown.segments import outline
from transpipe.model import (
    Behind,
    Catalogue,
    Cut,
    Grammar,
    Lines,
    Maker,
    Progress,
    Revision,
    Severity,
    StaleUnit,
    Standing,
    Syntax,
    Unit,
    Weight,
    made_for,
    standing,
)
from transpipe.stale.nouns import Sort
from transpipe.stale.reading import read
from transpipe.stale.severity import severity

# What a reader would do wrong comes before what a reader would miss.
PRESSING = (
    Weight.MODALITY,
    Weight.NUMBER,
    Weight.CODE,
    Weight.CONTENT,
    Weight.LINK,
    Weight.SPELLING,
    Weight.MARKUP,
    Weight.SAME,
)
_MILD = (Weight.SAME, Weight.MARKUP, Weight.SPELLING)
_WRONG = (Weight.MODALITY, Weight.NUMBER)
_severity = lru_cache(maxsize=1 << 12)(severity)


def weigh(unit: Unit) -> Weight:
    """How much the source of a unit has changed since its words were made."""
    return _severity(made_for(unit)[0], unit.source)


def exceeds(weight: Weight, limit: Weight) -> bool:
    """Whether a change is graver than the limit, in the order of Weight."""
    order = tuple(Weight)
    return order.index(weight) > order.index(limit)


def worst(weights: Iterable[Weight]) -> tuple[Weight | None, int]:
    """The most pressing of some weights, and how often it is among them."""
    found = sorted(weights, key=PRESSING.index)
    return (found[0], found.count(found[0])) if found else (None, 0)


def ranked(units: Iterable[StaleUnit]) -> tuple[StaleUnit, ...]:
    """The units, the most pressing first; those of one weight by their place."""
    return tuple(sorted(units, key=lambda u: (PRESSING.index(u.weight), u.file, u.line)))


def pressing(weight: Weight) -> Severity:
    """How much a stale unit matters to a check.

    Where a "not" or a number has changed, the translation says what is not so: an error. Where
    code, an address or the content has, it lacks something: a warning. The rest is for the record.
    """
    if weight in _WRONG:
        return Severity.ERROR
    return Severity.INFO if weight in _MILD else Severity.WARNING


def kept_by_wording(unit: Unit) -> bool:
    """Whether a unit stands confirmed for a source that has other words than the one it was for.

    The mark of the kept edit says what that was; markup, marks and capitals are no words.
    """
    if (
        unit.origin is None
        or unit.origin.maker is not Maker.KEEP
        or standing(unit) is not Standing.DONE
    ):
        return False
    before, _context = made_for(unit)
    return _words(before) != _words(unit.source)


def _words(text: str) -> list[str]:
    return [token.text.casefold() for token in read(text).tokens if token.sort is Sort.WORD]


def progress(catalogue: Catalogue, target: str, note: str = "") -> Progress:
    """The units of a catalogue, each counted once; `target` is the path of the Chinese file."""
    count = catalogue.counts()
    weights = [weigh(u) for u in catalogue.units if standing(u) is Standing.STALE]
    gravest, how_many = worst(weights)
    return Progress(
        article=catalogue.article,
        locale=catalogue.locale,
        target=target,
        total=sum(count.values()) - count[Standing.REMOVED],
        confirmed=count[Standing.DONE],
        derived=count[Standing.DERIVED],
        doubtful=count[Standing.DOUBTFUL],
        stale=count[Standing.STALE],
        draft=count[Standing.DRAFT],
        conflict=count[Standing.CONFLICT],
        empty=count[Standing.MISSING],
        obsolete=count[Standing.REMOVED],
        note=note,
        worst=gravest,
        worst_count=how_many,
        kept=sum(map(kept_by_wording, catalogue.units)),
        weights=tuple((w, weights.count(w)) for w in PRESSING if w in weights),
    )


def share(row: Progress) -> float:
    """0 … 1: how much of an article has words that stand (confirmed or derived)."""
    return (row.confirmed + row.derived) / row.total if row.total else 1.0


def worst_first(rows: Iterable[Progress]) -> tuple[Progress, ...]:
    """The rows by what is left to do: conflicts, what is stale, opaque changes, the least done."""

    def rank(row: Progress) -> tuple[int, int, int, int, int, float, str, bool, str]:
        weight = len(PRESSING) if row.worst is None else PRESSING.index(row.worst)
        return (
            -row.conflict,
            weight,
            -row.worst_count,
            -row.stale,
            -row.opaque,
            share(row),
            row.article,
            not row.authored,
            row.locale.value,
        )

    return tuple(sorted(rows, key=rank))


# Line ends, indents and quote marks within a paragraph are no part of its text.
_LAYOUT = re.compile(r"\\(?=\r?\n)|[\s>]+")
_BATCH = 64  # versions read at a time
_DAY = 86_400  # seconds

Read = Callable[[Sequence[Revision]], Iterable[str | None]]


def behind(
    olds: Iterable[str], revisions: Sequence[Revision], read: Read, base: str, *, shallow: bool
) -> Behind | None:
    """How far words made for the texts `olds` are behind; None where the history knows nothing.

    `revisions` are those of the source, newest first, and `read` gives their texts. A text was
    current up to the newest version that holds it; the article is behind by the oldest of them.
    `base` is the commit that the words were aligned with, for texts that no version holds.
    """
    if not revisions:
        return None
    found = _newest(dict.fromkeys(olds), revisions, read)
    known = [place for place in found.values() if place is not None]
    lost = len(known) < len(found)
    if lost and not shallow:
        known += [n for n, revision in enumerate(revisions) if revision.commit == base]
    if lost and shallow:
        return _behind(revisions, len(revisions), at_least=True)
    return _behind(revisions, max(known), at_least=False) if known else None


def _behind(revisions: Sequence[Revision], commits: int, *, at_least: bool) -> Behind:
    if not commits:
        return Behind(at_least=at_least)
    first = revisions[commits - 1]  # the first that the words do not follow
    days = max(0, revisions[0].time - first.time) // _DAY
    return Behind(first.commit, commits, days, at_least)


def _newest(
    places: dict[str, int | None], revisions: Sequence[Revision], read: Read
) -> dict[str, int | None]:
    """The number of the newest version that holds each text, None where none does."""
    wanted = {old: [_bare(part) for part in old.split("\n\n")] for old in places}
    for start in range(0, len(revisions), _BATCH):
        for number, text in enumerate(read(revisions[start : start + _BATCH]), start):
            bare = _bare(text or "")
            near = [old for old, place in places.items() if place is None]
            near = [old for old in near if all(part in bare for part in wanted[old])]
            blocks = _blocks(text or "", revisions[number].path) if near else frozenset()
            places.update((old, number) for old in near if blocks.issuperset(wanted[old]))
        if None not in places.values():
            break
    return places


def _blocks(text: str, path: str) -> frozenset[str]:
    """The texts of a version, however it is cut; each whole: one that goes on is another."""
    syntaxes = (Syntax(Grammar.FIRST), Syntax.of(path))
    cut = (outline(text, Cut(syntax, lines)).blocks for syntax in syntaxes for lines in Lines)
    return frozenset(_bare(block.text) for blocks in cut for block in blocks)


def _bare(text: str) -> str:
    return _LAYOUT.sub("", text)
