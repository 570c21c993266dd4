"""What agents are offered: units that wait for words as they stand, and a place for drafts of them.

An agent has no say beyond a draft. What it proposes goes through the guard, into a unit that is
empty or holds a draft of its own, and stays fuzzy and marked as a machine's until a person has
confirmed it. Words of people are shown, never changed: for those that wait for a person, what it
proposes is kept beside them as a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from gettext import gettext as _

from transpipe.draft import suggest
from transpipe.draft.guard import Passage, guard
from transpipe.draft.masking import mask
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.project import Project
from transpipe.errors import BadArgument, WouldOverwrite
from transpipe.markdown.inline import words
from transpipe.model import (
    Catalogued,
    Known,
    Maker,
    Origin,
    Owner,
    Question,
    State,
    Suggestion,
    Unit,
    made_for,
    standing,
)
from transpipe.model.text import digest
from transpipe.ports import Memory
from transpipe.repository.suggestions import keep
from transpipe.workflows.claims import claims
from transpipe.workflows.draft import is_put_back
from transpipe.workflows.from_engine import wording
from transpipe.workflows.memory import find, renew
from transpipe.workflows.offered import Judged, Offered, Proposal, Task, WaitsFor, Wanted
from transpipe.workflows.tasks import ORDER, WAITS, units_of
from transpipe.workflows.tasks import Task as Waiting

MOST = 20  # units of a task, and drafts of a proposal
_CHARACTERS = 12_000  # of the sources of a task; a longer paragraph is a person's to cut
_PREFIX = "agent/"
_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 40  # characters of an agent's name


def named(said: str) -> str:
    """The name of an agent as a mark has it: letters, digits, `.`, `_` and `-`, and not many.

    >>> named("Some Agent/2")
    'Some-Agent-2'
    """
    return _NAME.sub("-", said).strip("-.")[:_LONGEST] or "unnamed"


def next_task(project: Project, memory: Memory, wanted: Wanted) -> Task:
    """The first units that are wanted, of one article. Raises ArticleNotFound, BadArgument."""
    drafts = wanted.kind is WaitsFor.DRAFT
    if drafts:
        renew(project, memory)
    found = not wanted.after
    for article in project.catalogued(wanted.article):
        desk = _Desk(project, article)
        waiting = desk.waiting
        if not found and desk.has(wanted.after):
            found, waiting = True, desk.behind(wanted.after)
        waiting = [unit for unit in waiting if found and _is_open(unit) is drafts]
        if waiting:
            taken = _bounded(waiting, wanted.most)
            people = tuple(each.line for each in claims(project, article.name))
            left = len(waiting) - len(taken)
            return Task(article.name, desk.offered(taken, memory), left, people)
    if not found:
        raise BadArgument(_("there is no unit {ticket} any more").format(ticket=wanted.after))
    return Task(wanted.article or "", (), 0)


def propose(
    project: Project, agent: str, name: str, proposals: Sequence[Proposal]
) -> tuple[Judged, ...]:
    """Puts drafts into an article, as far as they hold; one for each proposal says what became.

    What holds for words that wait for a person is a suggestion, which `edit` shows.

    A ticket holds as long as nothing of what it names has changed. Raises ArticleNotFound, and
    WouldOverwrite where the file has words that the catalogue was put back from.
    """
    with project.workspace.locked():
        for article in project.catalogued(name):
            if is_put_back(project, article):
                raise WouldOverwrite(article.pair.target, "transpipe sync")
            desk, found, judged = _Desk(project, article), dict[str, Unit](), list[Judged]()
            for proposal in proposals:
                one, unit = desk.judge(proposal, agent)
                judged.append(one)
                found |= {proposal.ticket: unit} if unit is not None else {}
            desk.put(found)
            return tuple(judged)
    raise BadArgument(
        _("{article}: no catalogue yet; `transpipe run` makes one").format(article=name)
    )


def _bounded(units: Sequence[Unit], most: int) -> Sequence[Unit]:
    """As many units as fit into a task, at least one that does."""
    taken, characters = list[Unit](), 0
    for unit in units[: max(1, min(most, MOST))]:
        characters += len(unit.source) + len(unit.target)
        if taken and characters > _CHARACTERS:
            break
        taken.append(unit)
    return taken


def _is_open(unit: Unit) -> bool:
    """Whether any agent may make a draft: no words are there, or an agent's."""
    empty = unit.state is State.EMPTY and not unit.target
    return empty and len(unit.source) <= _CHARACTERS


def _may_be_drafted(unit: Unit, agent: str) -> bool:
    """The same of one that also may better its own drafts."""
    made = unit.origin
    own = made is not None and (made.maker, made.engine) == (Maker.MT, f"{_PREFIX}{agent}")
    return _is_open(unit) or (own and unit.owner is Owner.MACHINE and unit.conflict is None)


class _Desk:
    """An article, as it is shown and as drafts are put into it."""

    def __init__(self, project: Project, article: Catalogued) -> None:
        self._project = project
        self._article = article
        self._around = suggest.neighbours(article.catalogue)
        self._suggested: dict[str, tuple[Suggestion, ...]] = {}

    @cached_property
    def _tickets(self) -> dict[str, Unit]:
        """The units that somebody may name; of most articles nobody does."""
        return {self._ticket(unit): unit for unit in self._article.catalogue.active()}

    @property
    def waiting(self) -> list[Unit]:
        """The units that wait for anybody, in the order of the article."""
        return [u for u in self._article.catalogue.active() if standing(u) in ORDER]

    def has(self, ticket: str) -> bool:
        """Whether a ticket is of a unit of this article."""
        return ticket in self._tickets

    def behind(self, ticket: str) -> list[Unit]:
        """Those of them that come after the unit of a ticket."""
        active = list(self._article.catalogue.active())
        later = {unit.id for unit in active[active.index(self._tickets[ticket]) + 1 :]}
        return [unit for unit in self.waiting if unit.id in later]

    def offered(self, units: Sequence[Unit], memory: Memory) -> tuple[Offered, ...]:
        """Units as they are shown."""
        ids = {unit.id for unit in units}
        found = units_of(self._article, self._article.catalogue, lambda u, _how: u.id in ids)
        return tuple(self._offered(task, memory) for task in found)

    def _offered(self, task: Waiting, memory: Memory) -> Offered:
        unit = task.unit
        asked, draftable = self._question(unit), _is_open(unit)
        hit = find(unit.source, memory, unit.context) if draftable else None
        was = made_for(unit)[0] if unit.target else unit.source
        return Offered(
            self._ticket(unit),
            task.source or task.target,
            WAITS[task.how],
            draftable,
            _cut(unit.source),
            _cut(unit.target),
            _cut(was) if was != unit.source else "",
            task.reason,
            _cut(asked.before),
            _cut(asked.after),
            asked.words,
            (Known(_cut(hit.source), _cut(hit.target)),) if hit else (),
        )

    def judge(self, proposal: Proposal, agent: str) -> tuple[Judged, Unit | None]:
        """What becomes of a proposal, and the unit as it leaves it; None where it changes none."""
        unit = self._tickets.pop(proposal.ticket, None)
        if unit is None:
            said = _("no such unit any more: it has changed, or is another article's")
            return Judged(proposal.ticket, False, reason=said), None
        may_draft = _may_be_drafted(unit, agent)
        if not may_draft and (standing(unit) not in ORDER or not unit.target):
            said = _("words stand there that are not yours to change: that is for a person")
            return Judged(proposal.ticket, False, reason=said), None
        question = self._question(unit)
        if not may_draft and (was := made_for(unit)[0]) != unit.source:
            question = replace(question, old=Known(was, unit.target))
        guarded = guard(mask(unit.source), proposal.text, self._article.locale, question)
        if guarded.passage is Passage.REFUSE:
            return Judged(proposal.ticket, False, reason=guarded.reason), None
        if not may_draft:
            self._suggested[unit.source] = (Suggestion(guarded.text, f"mt:{_PREFIX}{agent}"),)
            return Judged(proposal.ticket, False, guarded.text, suggested=True), None
        fresh = replace(unit, previous=None, previous_context=None)
        drafted = replace(fresh, target=guarded.text, state=State.FUZZY)
        made = drafted.marked(Origin(Maker.MT, f"{_PREFIX}{agent}"))
        return Judged(self._ticket(made), True, guarded.text), made

    def put(self, drafted: Mapping[str, Unit]) -> None:
        """Writes the drafts, by the tickets of their units; keeps what was suggested."""
        if self._suggested:
            waiting = {unit.source for unit in self.waiting}
            keep(
                self._project.workspace,
                (self._article.name, self._article.locale),
                self._suggested,
                waiting,
            )
        if not drafted:
            return
        units = {unit.id: unit for unit in drafted.values()}
        catalogue = self._article.catalogue
        after = tuple(units.get(unit.id, unit) for unit in catalogue.units)
        write_catalogue(self._project, self._article.holding(replace(catalogue, units=after)))

    def _question(self, unit: Unit) -> Question:
        """The unit with what stands around it, and what the project calls its words."""
        finder = self._project.terms.finder
        found = dict.fromkeys(term for term, _span in finder.found(words(unit.source)))
        around = self._around[unit.source]
        return replace(around, words=tuple(wording(term, self._article.locale) for term in found))

    def _ticket(self, unit: Unit) -> str:
        asked = self._question(unit)
        origin = unit.origin.by if unit.origin else ""
        shown = (self._article.name, unit.context, unit.source, unit.target, unit.state, origin)
        around = (asked.before, asked.after, *map(repr, asked.words))
        return digest(*(None if each is None else str(each) for each in (*shown, *around)))


_SHOWN = 4000  # characters of a text beside the unit's own that is shown


def _cut(text: str) -> str:
    return text if len(text) <= _CHARACTERS else f"{text[:_SHOWN]}…"
