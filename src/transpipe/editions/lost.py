"""What articles may have lost: texts that have words, and no place in their article any more."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.model import Catalogue, Document, Pair
from transpipe.model.inputs import shelved
from transpipe.model.text import digest
from transpipe.repository import Workspace
from transpipe.units.places import at, places

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

    @shelved
    def pairs(self) -> Mapping[str, Pair]:
        """The articles that words may come from, by name."""
        return {pair.article: pair for pair in self.project.pairs.pairs if pair.source}

    def holders(self, texts: Collection[str]) -> list[str]:
        """The articles that may have lost one of these texts, sorted."""
        wanted = {digest(text) for text in texts}
        return sorted(n for n, loss in self.losses.items() if not wanted.isdisjoint(loss.texts))

    @shelved
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
        catalogue = self.project.catalogue(pair, pair.authored)
        source = self.project.source(pair, catalogue) if catalogue else None
        loss = _loss(source, catalogue) if source and catalogue else Loss()
        self._now[name] = _Row(*names, loss)
        return loss

    @shelved
    def _known(self) -> dict[str, _Row]:
        with suppress(*_DAMAGED):  # nothing is known
            stored = json.loads(self.project.workspace.read_state(_FILE) or b"{}")
            if stored["form"] == _FORM:
                return {name: _read(*row) for name, row in stored["lost"].items()}
        return {}


def _loss(source: Document, catalogue: Catalogue) -> Loss:
    """The texts of units that have words and no place; whether one of them was live."""
    if not any(unit.target for unit in catalogue.units):
        return Loss()
    units = catalogue.find()
    placed = {unit.id for place in places(source) if (unit := at(place, units))}
    lost = [u for u in catalogue.units if u.target and not (u.active and u.id in placed)]
    return Loss(frozenset(digest(u.source) for u in lost), any(u.active for u in lost))


def _names(workspace: Workspace, pair: Pair) -> tuple[str, str]:
    """The names of what source and catalogue of an article say; '' for one that is not there."""
    path = workspace.catalogue_path(pair.article, pair.authored)
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
