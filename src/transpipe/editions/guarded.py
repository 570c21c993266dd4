"""What must stand after a catalogue or a Chinese file is written (the net is `repository.guard`).

A person takes words back by writing others in their place: in the file, and the catalogue follows;
in the catalogue, and the file follows. Then the old ones may go, as many as were written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from transpipe.editions import cache
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.model import (
    Catalogue,
    Catalogued,
    Edition,
    Held,
    Layout,
    Locale,
    Maker,
    MergeBase,
    Owner,
    Unit,
    UnitId,
    made_for,
)
from transpipe.publish.comments import describe
from transpipe.repository.guard import Keeping, squeezed
from transpipe.text.sentences import paragraphs
from transpipe.units.names import is_name, small_words
from transpipe.units.placement import bare, held, held_in, machine, said, targets, texts

Base = Callable[[], MergeBase | None]


def write_catalogue(
    project: Project,
    article: Catalogued,
    base: MergeBase | None = None,
    given_up: Collection[str] = (),
) -> tuple[str, ...]:
    """Writes the catalogue of an article as it is to be, with its comments. Raises WouldLose.

    Its Chinese file is as it stands; `base` is what both last agreed on; `given_up` are words that
    stand in a commit, or that somebody took out of the file: they need not stand here.
    """
    before = project.catalogue(article.pair, article.locale)
    if isinstance(article, Edition):
        begun = before is None or not before.units
        begin = project.config.language if begun else ""
        article = article.holding(describe(article.catalogue, article.source, begin))
    keeping = _of_catalogue(project, article, before, base) if before else None
    if keeping is not None and given_up:
        parts = [bare(part) for words in given_up for part in paragraphs(words)]
        keeping = replace(keeping, places=(*keeping.places, lambda: parts))
    return project.catalogues.keep(article.catalogue, keeping)


def _of_catalogue(
    project: Project, article: Catalogued, before: Catalogue, base: MergeBase | None
) -> Keeping:
    after, path = article.catalogue, project.workspace.catalogue_path(article.name, article.locale)

    def here() -> Iterable[str]:
        return said(article.file)

    def replaced(lost: Sequence[Held]) -> Sequence[Held]:
        known = targets(before)
        patches = sum(_patched(unit, known) for unit in after.units)
        left = _not_retyped(lost, base, after, "".join(map(squeezed, here()))) if base else lost
        return left[patches:]

    kept = targets(after)
    return Keeping(
        tuple(held(before, path, kept)),
        (lambda: texts(after), here),
        article.pair.target,
        replaced,
        lambda: elsewhere(project, path),
    )


def _others(project: Project, mine: str) -> Iterator[Catalogue]:
    """The other catalogues of a locale: texts move from one article to another."""
    folder = "/".join(mine.split("/")[:3]) + "/"
    for path in sorted(project.files):
        if path.startswith(folder) and path.endswith(".po") and path != mine:
            with suppress(TranspipeError):
                text = project.workspace.read_text(path)
                yield cache.read(text, path, "", project.config.authored).catalogue


def elsewhere(project: Project, mine: str) -> Iterator[str]:
    """What the other catalogues of a locale say."""
    return chain.from_iterable(map(texts, _others(project, mine)))


def _not_retyped(
    lost: Sequence[Held], base: MergeBase, after: Catalogue, now: str
) -> Sequence[Held]:
    """Which words nobody took back in the file: it had them, and says others of their unit now.

    Of the other side of a conflict one of the two is enough.
    """
    had = "".join(map(squeezed, said(base.file)))
    heirs, names = _Heirs(after), _names(base.catalogue)
    left: list[Held] = []
    for each in lost:
        ids = names.get(each.text, set())
        units = (*heirs.of(each.unit), *(u for u in after.units if u.id in ids))
        signs = (squeezed(each.text) in had, any(_stands(unit, now) for unit in units))
        if not (any(signs) if each.beside else all(signs)):
            left.append(each)
    return left


def _names(catalogue: Catalogue) -> dict[str, set[UnitId]]:
    """The units that say each text."""
    found: dict[str, set[UnitId]] = {}
    for unit in catalogue.units:
        for part in paragraphs(unit.target):
            found.setdefault(bare(part), set()).add(unit.id)
    return found


class _Heirs:
    """The units of catalogues by every source that their words are known to be made for."""

    def __init__(self, *catalogues: Catalogue) -> None:
        self._units: dict[str, list[Unit]] = {}
        for unit in (unit for catalogue in catalogues for unit in catalogue.units):
            for source in _sources(unit):
                self._units.setdefault(source, []).append(unit)

    def of(self, *sources: str) -> Sequence[Unit]:
        return [unit for source in sources for unit in self._units.get(source, ())]


def _sources(unit: Unit) -> set[str]:
    """What the words of a unit are known to be made for: one text, or those that were merged."""
    return {unit.source, made_for(unit)[0], *(unit.previous or unit.source).split("\n\n")}


def _stands(unit: Unit, there: str) -> bool:
    """Whether a text has words of a unit that are no English, or those beside it in a conflict."""
    own = unit.target if unit.target != unit.source else ""
    other = unit.conflict.text if unit.conflict else ""
    parts = (*paragraphs(own), *paragraphs(other))
    return any(squeezed(bare(part)) in there for part in parts)


def _patched(unit: Unit, known: frozenset[str]) -> bool:
    """Whether a patch, which is listed, has just made the words of a unit."""
    made = unit.origin is not None and unit.origin.maker is Maker.PATCH
    return made and unit.target not in known


def of_file(
    project: Project, article: Edition, says: Catalogue, text: str, base: Base
) -> Keeping | None:
    """What must stand once the Chinese file of an article says `text`; None where it is new."""
    if not article.is_written:
        return None
    file, now = article.file, project.catalogue(article.pair, says.locale) or says
    path = project.workspace.catalogue_path(article.name, says.locale)

    def ours() -> set[str]:
        return {*said(article.source), *machine(now), *machine(says)}

    def afterwards() -> tuple[str, ...]:
        return tuple(said(cache.document(text, says.cut, source=False)))

    def replaced(lost: Sequence[Held]) -> Sequence[Held]:
        agreed = base()
        small = small_words(article.source)
        left = _taken_back(lost, agreed, _Heirs(now, says), small) if agreed else lost
        if agreed and left:
            left = _taken_back(left, agreed, _Heirs(*_others(project, path)), small)
        return left

    return Keeping(
        tuple(held_in(file, article.pair.target, text)),
        (lambda: texts(now), ours, afterwards),
        path,
        replaced,
        lambda: chain(elsewhere(project, path), _parents(project, article, says.locale)),
    )


def _parents(project: Project, article: Edition, locale: Locale) -> Iterator[str]:
    """What the authored catalogue of a derived locale says: a copy of that is nobody's either."""
    authored = article.pair.authored
    parent = project.catalogue(article.pair, authored) if locale is not authored else None
    yield from texts(parent) if parent is not None else ()


def _taken_back(
    lost: Sequence[Held], base: MergeBase, heirs: _Heirs, small: Collection[str]
) -> Sequence[Held]:
    """Which words of a file nobody took back: neither in a catalogue, nor were they ours.

    Who writes a name in their place, as the source has it, takes them back too, and so does who
    confirms one text alone in English; many at once are a tool's doing.
    """
    blocks = zip(base.file.blocks, base.placement.blocks, strict=True)
    held = {bare(block.text): units for block, units in blocks if block.segment is not None}
    made = set(machine(base.catalogue))
    left: list[Held] = []
    english: list[Held] = []
    for each in lost:
        if each.text in made:
            continue
        units = held.get(each.text)
        follows = base.catalogue.layout is Layout.PARENT and not base.strange
        if not units and units is not None and follows:
            continue  # in the source's layout what no unit holds was written by a build
        persons = [unit for unit in units or () if unit.owner is Owner.PERSON]
        if units and not persons:
            continue  # several drafts or conversions in one block
        mine = [heirs.of(*_sources(unit)) for unit in persons]
        if mine and all(any(_worded(u, small) for u in theirs) for theirs in mine):
            continue
        kept = mine and all(any(map(_is_kept, theirs)) for theirs in mine)
        (english if kept else left).append(each)
    return left if len(english) < 2 else [*left, *english]


def _is_kept(unit: Unit) -> bool:
    """Whether a unit is confirmed in the words of its source."""
    return unit.confirmed and unit.target == unit.source


def _worded(unit: Unit, small: Collection[str]) -> bool:
    """Whether a unit has words that no machine made; English is none, a name is."""
    if not unit.target or unit.owner is Owner.MACHINE:
        return False
    return unit.target != unit.source or is_name(unit.source, small)
