"""Words that follow their text into another article: files split, or joined."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property

from transpipe.editions.merge_base import source_before
from transpipe.editions.orphans import orphans, read
from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.model import (
    AUTHORED,
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
    Pair,
    Unit,
    UnitId,
    Unread,
)
from transpipe.model.text import digest
from transpipe.repository import Workspace
from transpipe.source_edits.merge import merge
from transpipe.units.places import at, places


@dataclass(frozen=True, eq=False)
class Elsewhere:
    """What the articles have lost, this time or ever; read only where it is asked for."""

    project: Project
    lost: Lost

    def alone(self, article: Edition) -> Merged:
        """The merge of an article with its own catalogue alone."""
        if article.name not in self._merges:
            before = source_before(self.project, article)
            self._merges[article.name] = merge(article.source, article.catalogue, before=before)
        return self._merges[article.name]

    def fill(
        self, article: Edition, merged: Merged, taken: Collection[UnitId] = ()
    ) -> tuple[Merged, tuple[str, ...]]:
        """The merge of an article with words from elsewhere, and the articles they came from.

        Only units get some that have none, now that all is in the catalogue which the article
        itself says, and that are not `taken`: something else stands in their place.
        """
        empty = [u for u in article.catalogue.active() if _is_empty(u) and u.id not in taken]
        new = {step.source for step in merged.carried if step.how is Carry.NEW}
        wanted = {u.id for u in empty if u.source in new or u.source in self._fresh_texts}
        found = self._of(article.name, {key.source for key in wanted}) if wanted else {}
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

    @cached_property
    def _merges(self) -> dict[str, Merged]:
        return {}

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
        units = self.alone(article).catalogue.units if isinstance(article, Edition) else ()
        return tuple(unit for unit in units if not unit.active and _may_go(unit))

    @cached_property
    def _orphaned(self) -> dict[str, tuple[Unit, ...]]:
        """The units with words of the catalogues whose article is gone."""
        return {
            orphan.article: tuple(unit for unit in orphan.units if _may_go(unit))
            for orphan in orphans(self.project)
        }

    @cached_property
    def _fresh(self) -> dict[str, tuple[Unit, ...]]:
        """What each article has lost since its catalogue was written."""
        found: dict[str, tuple[Unit, ...]] = {}
        for name in (name for name, loss in self.lost.losses.items() if loss.fresh):
            units = self._asleep(name)
            carried = self._merges[name].carried if units else ()
            gone = {step.source for step in carried if step.how is Carry.GONE}
            found[name] = tuple(unit for unit in units if unit.source in gone)
        return {name: units for name, units in found.items() if units}

    @cached_property
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
    if name is None:
        _all = found.lost.losses
    return found


def begin(article: Fresh | Unread) -> Edition:
    """An article that has no catalogue yet with one without units.

    A file that is there was not made by us: it stays its own skeleton.
    """
    source, cut = article.source, article.source.cut
    file = article.file if isinstance(article, Unread) else Document.blank(cut)
    layout = Layout.OWN if isinstance(article, Unread) else Layout.PARENT
    catalogue = Catalogue(article.name, AUTHORED, layout=layout, cut=cut)
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


_FILE = "lost.json"
_FORM = 1  # of the file; another one is not read
_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Loss:
    """What an article may have lost: names of texts, and whether one since the last sync."""

    texts: frozenset[str] = frozenset()
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A loss, with the names of the source and the catalogue that it was found out for."""

    source: str
    catalogue: str
    loss: Loss


@dataclass(frozen=True, eq=False)
class Lost:
    """The losses of all articles, found out when one is asked for, as their files are then."""

    project: Project
    _now: dict[str, _Row] = field(default_factory=dict)

    @cached_property
    def pairs(self) -> Mapping[str, Pair]:
        """The articles that words may come from, by name."""
        return {pair.article: pair for pair in self.project.pairs.pairs if pair.source}

    def holders(self, texts: Collection[str]) -> list[str]:
        """The articles that may have lost one of these texts, sorted."""
        wanted = {digest(text) for text in texts}
        return sorted(n for n, loss in self.losses.items() if not wanted.isdisjoint(loss.texts))

    @cached_property
    def losses(self) -> Mapping[str, Loss]:
        """What each article may have lost, those without any left out."""
        found = ((name, self._lost(name, pair)) for name, pair in self.pairs.items())
        return {name: loss for name, loss in found if loss != Loss()}

    def note(self, pair: Pair, source: Document, catalogue: Catalogue) -> None:
        """What an article has lost as it is by now, for the next time."""
        names = _names(self.project.workspace, pair)
        self._now[pair.article] = _Row(*names, _loss(source, catalogue))

    def save(self) -> None:
        """Keeps what was found out."""
        rows = {**self._known, **self._now}
        if rows != self._known:
            text = _rendered({name: rows[name] for name in self.pairs if name in rows})
            self.project.workspace.write_state(_FILE, text)

    def _lost(self, name: str, pair: Pair) -> Loss:
        known = self._known.get(name)
        with suppress(TranspipeError):  # what cannot be read has lost nothing
            names = _names(self.project.workspace, pair)
            if known is not None and (known.source, known.catalogue) == names:
                return known.loss
        if self.project.faults(pair):
            return Loss()
        catalogue = self.project.catalogue(pair, AUTHORED)
        source = self.project.source(pair, catalogue)
        loss = _loss(source, catalogue) if source and catalogue else Loss()
        self._now[name] = _Row(*names, loss)
        return loss

    @cached_property
    def _known(self) -> dict[str, _Row]:
        with suppress(*_DAMAGED):  # nothing is known
            stored = json.loads(self.project.workspace.read_state(_FILE) or b"{}")
            if stored["form"] == _FORM:
                return {name: _read(*row) for name, row in stored["lost"].items()}
        return {}


def _loss(source: Document, catalogue: Catalogue) -> Loss:
    """The texts of units that have words and no place; whether one of them was live."""
    units = catalogue.find()
    placed = {unit.id for place in places(source) if (unit := at(place, units))}
    lost = [u for u in catalogue.units if u.target and not (u.active and u.id in placed)]
    return Loss(frozenset(digest(u.source) for u in lost), any(u.active for u in lost))


def _names(workspace: Workspace, pair: Pair) -> tuple[str, str]:
    """The names of what source and catalogue of an article say; '' for one that is not there."""
    path = workspace.catalogue_path(pair.article, AUTHORED)
    source, catalogue = (workspace.said(p) or b"" for p in (pair.article, path))
    return source.hex()[:32], catalogue.hex()[:32]


def _rendered(rows: Mapping[str, _Row]) -> str:
    said = {
        name: [row.source, row.catalogue, sorted(row.loss.texts), row.loss.fresh]
        for name, row in rows.items()
    }
    return json.dumps({"form": _FORM, "lost": said}, indent=0) + "\n"


def _read(source: str, catalogue: str, texts: Collection[str], fresh: bool) -> _Row:
    return _Row(source, catalogue, Loss(frozenset(texts), fresh))
