"""Drafts for empty units, from the memory and from an engine: always marked as such.

What is known for certain comes from the memory, the rest from the engine, where one is asked; what
neither has, from the texts of the memory that are most like it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from transpipe.draft import suggest
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.overwriting import has_newer_words
from transpipe.editions.project import Project
from transpipe.errors import WouldOverwrite
from transpipe.model import (
    Catalogue,
    Catalogued,
    Draft,
    Edition,
    Finding,
    Origin,
    Severity,
    State,
    Suggestion,
    Unit,
    UnitId,
)
from transpipe.pairs.derived import written_in
from transpipe.ports import Memory, Translator
from transpipe.repository.suggestions import keep
from transpipe.workflows.from_engine import Asking, to_ask, to_ask_anew
from transpipe.workflows.from_memory import Recall, choices, drafts, is_sure, updates
from transpipe.workflows.memory import renew

Found = Mapping[UnitId, Sequence[Draft]]  # one draft at least, the best first


@dataclass(frozen=True)
class Helpers:
    """Who is asked for drafts: an engine, the memory of the project, or both."""

    translator: Translator | None = None
    memory: Memory | None = None


@dataclass(frozen=True)
class Asked:
    """Whom a dry run does not ask: the memory, and an engine that `heeds` what stale units said."""

    memory: Memory | None = None
    heeds: bool = False


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many units are open, and what of them would be sent: texts and their characters."""

    units: int
    texts: int
    characters: int


@dataclass(frozen=True)
class Suggested:
    """The drafts made for one article, and what is suggested beside the words of stale units."""

    article: str
    drafts: tuple[Draft, ...]
    updates: tuple[Draft, ...] = ()


def draft(
    project: Project, name: str | None, helpers: Helpers, limit: int | None = None
) -> tuple[tuple[Suggested, ...], Outcome]:
    """Drafts the empty units. Every one is fuzzy and marked; words stay as they are.

    Each article is written as soon as it is drafted, so that an interruption loses one at most.
    One whose catalogue git has put back is refused: drafted, it would no longer be known as such,
    and the file has newer words.
    """
    recall = _recall(project, helpers.memory)
    engine = Asking.of(project, helpers.translator, recall)
    outcome = project.left_alone(name)
    suggested: list[Suggested] = []
    with project.workspace.locked():
        for article in project.catalogued(name):
            project.step(article.name)
            if is_put_back(project, article):
                outcome += one_of_many(name, partial(_refuse, article))
                continue
            left = None if limit is None else limit - sum(len(s.drafts) for s in suggested)
            # A file that is named for zh_TW wants that of an engine, too.
            locale = written_in(article.pair.target, article.locale)
            catalogue = replace(article.catalogue, locale=locale)
            found = _found(catalogue, engine, recall, left)
            beside = tuple(updates(catalogue, recall)) if recall else ()
            if engine and limit is None:
                beside += tuple(engine.updates(catalogue, {one.source for one in beside}))
            suggested.append(Suggested(article.name, tuple(_first(found).values()), beside))
            outcome += one_of_many(name, partial(_put_in, project, article, _first(found)))
            _keep(project, article, found, beside)
    return tuple(suggested), outcome + Outcome(findings=project.told(name))


def _recall(project: Project, memory: Memory | None) -> Recall | None:
    """The memory with all that is confirmed now."""
    if memory is None:
        return None
    renew(project, memory)
    exact = State.TRANSLATED if project.config.draft.confirm_exact else State.FUZZY
    return Recall(memory, exact)


def _found(
    catalogue: Catalogue, engine: Asking | None, recall: Recall | None, limit: int | None
) -> Found:
    """The drafts for the first `limit` of the empty units of a catalogue, in order.

    The catalogue is not touched: who puts a draft into it marks it as a machine's.
    """
    units = suggest.open_units(catalogue)[:limit]
    recalled = choices(catalogue, units, recall) if recall else {}
    answers = dict(engine.drafts(catalogue, units, _first(recalled))) if engine else {}
    found = (
        (unit.id, _ranked(recalled.get(unit.id, ()), answers.get(unit.source))) for unit in units
    )
    return {name: drafts for name, drafts in found if drafts}


def _first(found: Found) -> dict[UnitId, Draft]:
    return {name: drafts[0] for name, drafts in found.items()}


def estimated(
    project: Project, name: str | None, asked_of: Asked, limit: int | None = None
) -> Estimate:
    """What an engine would be sent, at most: nobody is asked."""
    recall = _recall(project, asked_of.memory)
    texts, characters, units = dict[str, None](), 0, 0
    for article in project.catalogued(name):
        catalogue = article.catalogue
        open_units = suggest.open_units(catalogue)[: None if limit is None else limit - units]
        units += len(open_units)
        recalled = drafts(catalogue, open_units, recall) if recall else {}
        asked = to_ask(catalogue, open_units, recalled, recall)
        if asked_of.heeds and limit is None:
            beside = updates(catalogue, recall) if recall else ()
            asked += to_ask_anew(catalogue, {one.source for one in beside})
        for text in suggest.sent(suggest.to_be_asked(asked)):
            characters += len(text) if text not in texts else 0
            texts[text] = None
    return Estimate(units, len(texts), characters)


def _ranked(recalled: Sequence[Draft], answer: Draft | None) -> tuple[Draft, ...]:
    if answer is None:
        return tuple(recalled)
    if recalled and (not answer.text or is_sure(recalled[0])):
        return *recalled, answer
    return answer, *recalled


def _put_in(project: Project, article: Catalogued, found: Mapping[UnitId, Draft]) -> Outcome:
    units = tuple(_drafted(unit, found.get(unit.id)) for unit in article.catalogue.units)
    path = project.workspace.catalogue_path(article.name, article.locale)
    drafted = article.holding(replace(article.catalogue, units=units))
    answered = any(draft.text for draft in found.values())
    written = write_catalogue(project, drafted) if answered else ()
    refused = {draft: None for draft in found.values() if not draft.text}
    told = tuple(
        Finding("refused", Severity.WARNING, draft.reason, path, source=draft.source)
        for draft in refused
    )
    return Outcome(written, told)


def _keep(project: Project, article: Catalogued, found: Found, beside: Sequence[Draft]) -> None:
    """What was found for an article is kept for `edit`, as long as its unit waits for somebody."""
    by_source = dict[str, list[Suggestion]]()
    for draft in (*chain.from_iterable(found.values()), *beside):
        if draft.text:
            by_source.setdefault(draft.source, []).append(Suggestion.of(draft))
    waiting = {unit.source for unit in article.catalogue.active() if not unit.confirmed}
    keep(project.workspace, (article.name, article.locale), by_source, waiting)


def _refuse(article: Catalogued) -> Outcome:
    raise WouldOverwrite(article.pair.target, "transpipe sync")


def is_put_back(project: Project, article: Catalogued) -> bool:
    """Whether the catalogue is an older one than the file, so that its empty units are not."""
    empty = any(unit.state is State.EMPTY for unit in article.catalogue.units)
    return empty and isinstance(article, Edition) and has_newer_words(project, article)


def _drafted(unit: Unit, found: Draft | None) -> Unit:
    if found is None or not found.text or unit.state is not State.EMPTY:
        return unit
    filled = replace(unit, target=found.text, state=found.state)
    return filled.marked(Origin(found.maker, found.engine))
