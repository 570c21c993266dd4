"""Words that follow their text into another article: files split, or joined."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.editions.lost import Lost
from transpipe.editions.merge_base import find_merge_base, source_before
from transpipe.editions.orphans import orphans, read
from transpipe.editions.project import Project
from transpipe.model import (
    Carry,
    Catalogue,
    Document,
    Doubt,
    Edition,
    Fresh,
    Layout,
    Locale,
    Merged,
    Owner,
    Unit,
    UnitId,
    Unread,
)
from transpipe.model.inputs import Shelf, apart, doubt, note, shelved
from transpipe.model.text import digest
from transpipe.source_edits.merge import merge
from transpipe.units.bare import stands
from transpipe.units.placement import spoken

_FRESH = "fresh"  # the question which texts went just now


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """What the articles have lost, this time or ever; read only where it is asked for."""

    project: Project
    lost: Lost

    def alone(self, article: Edition) -> Merged:
        """The merge of an article with its own catalogue alone."""

        def made() -> Merged:
            before = source_before(self.project, article)
            return merge(article.source, article.catalogue, before=before)

        return self._merges.get(article.name, made)

    def fill(
        self, article: Edition, merged: Merged, taken: Collection[UnitId] = ()
    ) -> tuple[Merged, tuple[str, ...]]:
        """The merge of an article with words from elsewhere, and the articles they came from.

        Only units get some that have none, now that all is in the catalogue which the article
        itself says, and that are not `taken`: something else stands in their place.
        """
        empty = [u for u in article.catalogue.active() if _is_empty(u) and u.id not in taken]
        new = {step.source for step in merged.carried if step.how is Carry.NEW}
        fresh = self._fresh_ones() if empty else frozenset()
        wanted = {u.id for u in empty if u.source in new or u.source in fresh}
        found = self._given(article.name, {key.source for key in wanted}) if wanted else {}
        if not found:
            return replace(merged, catalogue=article.catalogue), ()
        old = replace(
            article.catalogue, units=tuple(u for u in article.catalogue.units if u.id not in wanted)
        )
        theirs = [unit for units in found.values() for unit in units]
        filled = merge(article.source, old, theirs)
        given = {u.id: u for u in filled.catalogue.active() if u.id in wanted and u.target}
        steps = [s for s in filled.carried if UnitId(s.context, s.source) in given]
        units = tuple(given.get(u.id, u) if u.active else u for u in article.catalogue.units)
        catalogue = replace(article.catalogue, units=units)
        kept = [s for s in merged.carried if UnitId(s.context, s.source) not in given]
        names = _givers(found, {step.old for step in steps}, [u.target for u in given.values()])
        return replace(merged, catalogue=catalogue, carried=(*kept, *steps)), names

    @shelved
    def _merges(self) -> Shelf[str, Merged]:
        return Shelf()

    def _given(self, name: str, texts: set[str]) -> dict[str, Sequence[Unit]]:
        doubt()  # any article may be the one
        with apart():
            return self._of(name, texts)

    def _of(self, name: str, texts: set[str]) -> dict[str, Sequence[Unit]]:
        """The vanished units, by article, of those that had a text; and what just went."""
        held = {n: self._asleep(n) for n in self.lost.holders(texts) if n != name}
        held |= {n: units for n, units in self._orphaned.items() if n != name}
        names = sorted(n for n, units in held.items() if any(u.source in texts for u in units))
        found: dict[str, Sequence[Unit]] = {other: held[other] for other in names}
        found |= {n: u for n, u in self._fresh.items() if n not in names and n != name}
        return found

    def _asleep(self, name: str) -> tuple[Unit, ...]:
        """The units with words that are in no place of an article any more."""
        article = self.project.article(self.lost.pairs[name])
        if isinstance(article, Fresh | Unread):
            article = begin(article)
        if not isinstance(article, Edition):
            return ()
        units = self.alone(article).catalogue.units
        asked = self.contested.get(name, frozenset())
        asleep = (unit for unit in units if not unit.active and _may_go(unit))
        return tuple(unit.doubted() if unit.id in asked else unit for unit in asleep)

    @shelved
    def contested(self) -> Mapping[str, frozenset[UnitId]]:
        """What went just now, by article, that somebody wrote otherwise in the file.

        No conflict that anybody sees holds the two, since their text is gone: a person looks where
        it came to. Looked up before anything is written, since it asks for the merge base.
        """
        names = [name for name, loss in self.lost.losses.items() if loss.fresh]
        found = ((name, self.project.article(self.lost.pairs[name])) for name in names)
        return {name: self._apart(each) for name, each in found if isinstance(each, Edition)}

    def _apart(self, article: Edition) -> frozenset[UnitId]:
        active = {unit.id for unit in article.catalogue.active()}
        units = [u for u in self.alone(article).catalogue.units if not u.active and u.id in active]
        said = {t for _kind, t in spoken(article.file)} if units and article.is_written else None
        if said is None or all(stands(unit.target, said) for unit in units):
            return frozenset()
        base = find_merge_base(self.project, article)
        had = {u.id: u.words for u in base.catalogue.active()} if base is not None else {}
        # A file may be behind what somebody typed in the catalogue: it says what both said before.
        behind = {key for key, words in had.items() if stands(words, said)}
        return frozenset(u.id for u in units if u.id not in behind and not stands(u.target, said))

    @shelved
    def _orphaned(self) -> dict[str, tuple[Unit, ...]]:
        """The units with words of the catalogues whose article is gone."""
        return {
            orphan.article: tuple(unit for unit in orphan.units if _may_go(unit))
            for orphan in orphans(self.project)
        }

    @shelved
    def _fresh(self) -> dict[str, tuple[Unit, ...]]:
        """What each article has lost since its catalogue was written."""
        found: dict[str, tuple[Unit, ...]] = {}
        for name in (name for name, loss in self.lost.losses.items() if loss.fresh):
            units = self._asleep(name)
            article = self.project.article(self.lost.pairs[name]) if units else None
            carried = self.alone(article).carried if isinstance(article, Edition) else ()
            gone = {step.source for step in carried if step.how is Carry.GONE}
            found[name] = tuple(unit for unit in units if unit.source in gone)
        return {name: units for name, units in found.items() if units}

    def _fresh_ones(self) -> frozenset[str]:
        """The texts that went just now: what depends on them does on their names alone."""
        note(_FRESH, self.fresh())
        with apart():
            return self._fresh_texts

    def fresh(self) -> str:
        """The name of the texts that went just now."""
        with apart():
            return digest("\0".join(sorted(self._fresh_texts)))

    @shelved
    def _fresh_texts(self) -> frozenset[str]:
        return frozenset(unit.source for units in self._fresh.values() for unit in units)


def _givers(
    found: Mapping[str, Sequence[Unit]], sources: Collection[str | None], words: Sequence[str]
) -> tuple[str, ...]:
    """The articles that had one of the sources, with a translation that stands in some words."""
    names = (
        name
        for name, units in found.items()
        if any(u.source in sources and any(u.target in text for text in words) for u in units)
    )
    return tuple(sorted(names))


# Pairs for which nothing spoke but where they stood: elsewhere nothing does.
_OF_PLACE = (Doubt.STRANGERS, Doubt.PLACE, Doubt.RIVAL, Doubt.LITTLE, Doubt.COLUMN)


def _may_go(unit: Unit) -> bool:
    """Whether a unit has words that mean the same in another article."""
    doubt = unit.origin.doubt if unit.origin else None
    return bool(unit.target) and doubt not in _OF_PLACE


def _is_empty(unit: Unit) -> bool:
    return not (unit.target or unit.notes or unit.conflict)


def elsewhere(project: Project, name: str | None) -> Elsewhere:
    """Where the words of texts that are new in an article, or in any, are looked up.

    What is lost is what was when nothing was written yet: where all are written, it is looked up
    before.
    """
    found = Elsewhere(project, Lost(project))
    project.kept.answers[_FRESH] = found.fresh
    if name is None:
        with apart():
            _all = found.contested
    return found


def begin(article: Fresh | Unread) -> Edition:
    """An article that has no catalogue yet with one without units.

    A file that is there was not made by us: it stays its own skeleton.
    """
    source, cut = article.source, article.source.cut
    file = article.file if isinstance(article, Unread) else Document.blank(cut)
    layout = Layout.OWN if isinstance(article, Unread) else Layout.PARENT
    catalogue = Catalogue(article.name, article.pair.authored, layout=layout, cut=cut)
    return Edition(article.pair, file, catalogue, source)


def overrides(project: Project, names: Sequence[str], locale: Locale) -> list[Unit]:
    """A person's words in a derived locale, of the articles with these names."""
    pairs = {pair.article: pair for pair in project.pairs.pairs if not project.faults(pair)}
    found = (
        project.catalogue(pairs[name], locale) if name in pairs else read(project, name, locale)
        for name in names
    )
    units = (unit for catalogue in found if catalogue for unit in catalogue.units)
    return [unit for unit in units if unit.owner is Owner.PERSON and unit.target]
