"""The words that may be taken for a unit, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from transpipe.convert.prose import convert_prose
from transpipe.model import Catalogued, Maker, Suggestion, Unit, made_for
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.repository.suggestions import suggested
from transpipe.workflows.from_memory import Recall, choices, updates


@dataclass(frozen=True)
class Offers:
    """What is offered for units, from the memory, from conversion and of what `draft` has kept."""

    workspace: Workspace
    recall: Recall
    converter: Converter
    _kept: dict[str, dict[str, list[Suggestion]]] = field(default_factory=dict)

    def of(self, article: Catalogued, unit: Unit, over: Unit | None) -> tuple[Suggestion, ...]:
        """The texts of a conflict; what follows from the old words; what the memory has.

        Also what `draft` has kept, but not where somebody stands by the words. Of an override,
        what its parent's words `over` are converted to. Each text once, and not the unit's own.
        """
        found: dict[str, Suggestion] = {}
        if unit.conflict is not None:
            found[unit.target] = Suggestion(unit.target, "catalogue")
            found[unit.conflict.text] = Suggestion(unit.conflict.text, unit.conflict.side)
        for one in self._remembered(article, unit) if over is None else self._made(article, over):
            found.setdefault(one.text, one)
        if unit.conflict is None:
            found.pop(unit.target, None)
        return tuple(one for text, one in found.items() if text)

    def _remembered(self, article: Catalogued, unit: Unit) -> Iterator[Suggestion]:
        alone = replace(article.catalogue, units=(unit,))
        remembered = choices(article.catalogue, [_as_now(unit)], self.recall)
        for draft in chain(updates(alone, self.recall), *remembered.values()):
            yield Suggestion.of(draft)
        if not unit.confirmed:
            yield from self._of_draft(article).get(unit.source, [])

    def _of_draft(self, article: Catalogued) -> dict[str, list[Suggestion]]:
        name, locale = article.name, article.pair.authored
        if name not in self._kept:
            self._kept[name] = suggested(self.workspace, name, locale)
        return self._kept[name]

    def _made(self, article: Catalogued, over: Unit) -> Iterator[Suggestion]:
        for text in convert_prose([over.target], self.converter, article.locale):
            yield Suggestion(text, Maker.CONVERT.value)


def _as_now(unit: Unit) -> Unit:
    """A unit to be asked of the memory for its source of now."""
    return replace(unit, previous=None) if made_for(unit)[0] != unit.source else unit
