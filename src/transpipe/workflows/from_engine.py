"""What an engine suggests for the units of a catalogue that are empty, or stale.

Engines that can read it are shown what stands around a text, what its terms are called, the most
similar translation, and what a stale unit said before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.draft import suggest
from transpipe.editions.project import Project
from transpipe.editions.termbase import Terms
from transpipe.markdown.inline import words
from transpipe.model import (
    Catalogue,
    Draft,
    Known,
    Locale,
    Question,
    Term,
    Unit,
    UnitId,
    Wording,
    made_for,
)
from transpipe.ports import Translator
from transpipe.text.terms import Finder
from transpipe.workflows.from_memory import Recall, is_open_to_updates, is_sure
from transpipe.workflows.memory import find

Found = Mapping[UnitId, Draft]


def to_ask(
    catalogue: Catalogue, units: Sequence[Unit], recalled: Found, recall: Recall | None
) -> list[Question]:
    """What an engine is to be asked: all for which the memory has nothing that is sure.

    What the project has as it is, wherever it was translated, is a name here.
    """
    around = suggest.neighbours(catalogue)
    return [
        around[unit.source]
        for unit in units
        if ((known := recalled.get(unit.id)) is None or not is_sure(known))
        and not (recall and _is_kept(unit.source, recall))
    ]


def to_ask_anew(catalogue: Catalogue, known: Collection[str]) -> list[Question]:
    """What an engine is to be asked for stale units, with what they said; not for known sources."""
    around = suggest.neighbours(catalogue)
    stale = {
        unit.source: Known(made_for(unit)[0], unit.target)
        for unit in catalogue.units
        if is_open_to_updates(unit) and unit.source not in known
    }
    return [replace(around[source], old=old) for source, old in stale.items()]


def _is_kept(text: str, recall: Recall) -> bool:
    return {unit.target for unit in recall.memory.units(text)} == {text}


@dataclass(frozen=True)
class Asking:
    """An engine, and what it may be shown."""

    translator: Translator
    finder: Finder
    recall: Recall | None

    @classmethod
    def of(
        cls, project: Project, translator: Translator | None, recall: Recall | None
    ) -> Asking | None:
        """None where no engine was named."""
        if translator is None:
            return None
        return cls(translator, Terms(project.workspace).finder, recall)

    def drafts(
        self, catalogue: Catalogue, units: Sequence[Unit], recalled: Found
    ) -> Iterator[tuple[str, Draft]]:
        """The answer for each of these units that has nothing sure, by its source."""
        yield from self._answers(catalogue, to_ask(catalogue, units, recalled, self.recall))

    def updates(self, catalogue: Catalogue, known: Collection[str]) -> Iterator[Draft]:
        """What the words of stale units might be now, but for those sources of which it is known.

        Only of an engine that can be shown the words that were; these stay as they are.
        """
        asked = to_ask_anew(catalogue, known) if self.translator.heeds else []
        before = {each.text: each.old for each in asked}
        for source, found in self._answers(catalogue, asked) if asked else ():
            old = before[source]
            if old is not None and found.text and found.text != old.target:
                yield replace(found, previous=old.source)

    def _answers(
        self, catalogue: Catalogue, asked: Sequence[Question]
    ) -> Iterator[tuple[str, Draft]]:
        questions = [self._shown(each, catalogue.locale) for each in asked]
        for answer in suggest.drafts(questions, self.translator, catalogue.locale):
            yield answer.source, answer

    def _shown(self, question: Question, locale: Locale) -> Question:
        """The question with what is known of its words; that is held against any answer."""
        terms = dict.fromkeys(term for term, _span in self.finder.found(words(question.text)))
        asked = replace(question, words=tuple(wording(term, locale) for term in terms))
        if self.recall is None or not self.translator.heeds:
            return asked
        hit = find(question.text, self.recall.memory)
        return replace(asked, alike=(Known(hit.source, hit.target),) if hit else ())


def wording(term: Term, locale: Locale) -> Wording:
    """What a term is to be called in a locale, and what not."""
    form = dict(term.forms).get(locale)
    return Wording(term.source, (form,) if form else term.targets, term.forbidden)
