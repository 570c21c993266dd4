"""Drafts for empty units, from an engine: always fuzzy, always marked as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from transpipe.draft.suggest import suggest
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.overwriting import has_newer_words
from transpipe.editions.project import Project
from transpipe.errors import WouldOverwrite
from transpipe.model import (
    AUTHORED,
    Catalogued,
    Draft,
    Edition,
    Finding,
    Maker,
    Origin,
    Severity,
    State,
    Unit,
)
from transpipe.ports import Translator


@dataclass(frozen=True)
class Suggested:
    """The drafts made for one article."""

    article: str
    drafts: tuple[Draft, ...]


def draft(
    project: Project, name: str | None, translator: Translator, limit: int | None = None
) -> tuple[tuple[Suggested, ...], Outcome]:
    """Asks an engine for the empty units. Every answer is fuzzy and marked; words stay as they are.

    Each article is written as soon as it is drafted, so that an interruption loses one at most.
    One whose catalogue git has put back is refused: drafted, it would no longer be known as such,
    and the file has newer words.
    """
    outcome = project.left_alone(name)
    suggested: list[Suggested] = []
    with project.workspace.locked():
        for article in project.catalogued(name):
            project.step(article.name)
            if _is_put_back(project, article):
                outcome += one_of_many(name, partial(_refuse, article))
                continue
            left = None if limit is None else limit - sum(len(s.drafts) for s in suggested)
            drafts = suggest(article.catalogue, translator, left)
            suggested.append(Suggested(article.name, drafts))
            outcome += one_of_many(name, partial(_put_in, project, article, drafts))
    return tuple(suggested), outcome + Outcome(findings=project.told(name))


def _put_in(project: Project, article: Catalogued, drafts: Sequence[Draft]) -> Outcome:
    answers = {found.source: found for found in drafts if found.text}
    units = tuple(_drafted(unit, answers.get(unit.source)) for unit in article.catalogue.units)
    path = project.workspace.catalogue_path(article.name, AUTHORED)
    drafted = article.holding(replace(article.catalogue, units=units))
    written = write_catalogue(project, drafted) if answers else ()
    refused = tuple(
        Finding("refused", Severity.WARNING, found.reason, path, source=found.source)
        for found in drafts
        if not found.text
    )
    return Outcome(written, refused)


def _refuse(article: Catalogued) -> Outcome:
    raise WouldOverwrite(article.pair.target, "transpipe sync")


def _is_put_back(project: Project, article: Catalogued) -> bool:
    empty = any(unit.state is State.EMPTY for unit in article.catalogue.units)
    return empty and isinstance(article, Edition) and has_newer_words(project, article)


def _drafted(unit: Unit, found: Draft | None) -> Unit:
    if found is None or unit.state is not State.EMPTY:
        return unit
    fuzzy = replace(unit, target=found.text, state=State.FUZZY)
    return fuzzy.marked(Origin(Maker.MT, found.engine))
