"""Walking through the units that need a person, each written as soon as it is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.check.run import check_pair
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogued,
    Finding,
    Locale,
    Pair,
    Severity,
    Standing,
    Unit,
    UnitId,
    standing,
)
from transpipe.ports import Converter, Memory
from transpipe.rules import Context
from transpipe.text.diff import word_diff
from transpipe.workflows.decisions import (
    Card,
    Choice,
    Decision,
    Neighbour,
    Wanted,
    beside,
    decided,
)
from transpipe.workflows.from_memory import Recall
from transpipe.workflows.memory import renew
from transpipe.workflows.offers import Offers
from transpipe.workflows.sync import sync
from transpipe.workflows.tasks import ORDER, Task, rank, units_of, waits

__all__ = ["Ask", "Edited", "Wanted", "edit"]

Ask = Callable[[Card], Decision]


@dataclass(frozen=True)
class Edited:
    """What a walk led to: how many decisions changed a unit, how many units are left."""

    changed: int
    left: int
    outcome: Outcome


@dataclass(frozen=True)
class _Done:
    """A decision that changed a unit: which in the queue, and what it was before."""

    number: int
    before: Unit


def edit(
    project: Project,
    wanted: Wanted,
    tools: tuple[Converter, Memory],
    ask: Ask,
) -> Edited:
    """Asks of each unit what is to become of it, until there is none, or `ask` says to quit.

    The articles are synced first. What is decided is in the catalogue before the next is asked, as
    if it had been changed in a PO editor: whoever ends this, by whatever means, loses what was
    being typed alone. Files follow with the next build.
    """
    converter, memory = tools
    outcome = sync(project, wanted.article, converter)
    project = project.up_to_date()
    renew(project, memory)
    desk = _Desk(project, Recall(memory), converter)
    queue = tuple(desk.waiting(wanted))
    done, problem, number = list[_Done](), "", 0
    while number < len(queue):
        card = desk.card(queue, number, problem)
        decision, problem = ask(card), ""
        if decision.choice is Choice.QUIT:
            break
        try:
            number = _carry_out(desk, queue, card, decision, done)
        except BadArgument as fault:
            problem = str(fault)
    written = tuple(dict.fromkeys((*outcome.written, *desk.written)))
    return Edited(len(done), len(queue) - number, replace(outcome, written=written))


def _carry_out(
    desk: _Desk,
    queue: Sequence[_Place],
    card: Card,
    decision: Decision,
    done: list[_Done],
) -> int:
    """Which unit comes next. Raises BadArgument where the decision cannot be carried out."""
    number = card.number - 1
    if decision.choice is Choice.SKIP:
        return number + 1
    if decision.choice is Choice.UNDO:
        if not done:
            return max(number - 1, 0)
        last = done[-1]
        desk.put(queue[last.number], last.before)
        done.pop()
        return last.number
    before = desk.unit(queue[number])
    after = decided(before, decision, card.suggestions)
    if after != before and (over := desk.parent(queue[number])):
        after = beside(before, after, over)
    if after != before:
        desk.put(queue[number], after)
        done.append(_Done(number, before))
    found = desk.findings(after, queue[number].locale)
    stays = decision.choice is Choice.COMMENT or any(map(_is_error, found))
    words = decision.choice in (Choice.WRITE, Choice.TAKE, Choice.COMMENT)
    return number if stays and words and after != before else number + 1


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


@dataclass(frozen=True)
class _Place:
    """A unit of an article in a locale, and what was known of it when the walk began."""

    pair: Pair
    locale: Locale
    unit: UnitId
    task: Task

    @property
    def of(self) -> _Name:
        return self.pair, self.locale


_Name = tuple[Pair, Locale]
"""Which catalogue: by the pair and the locale."""


class _Desk:
    """The articles that are being worked on, as they were last written."""

    def __init__(self, project: Project, recall: Recall, converter: Converter) -> None:
        self._project = project
        self._offers = Offers(project.workspace, recall, converter)
        self._open: dict[_Name, Catalogued] = {}
        self._context = Context(terms=project.terms.finder)
        self.written: list[str] = []

    def waiting(self, wanted: Wanted) -> Iterator[_Place]:
        """The units that are asked for, article by article, the most pressing of each first."""
        for article in self._project.catalogued(wanted.article):
            yield from self._waiting(article, article.pair, wanted)
            for locale in self._project.config.derived:
                child = self._project.derived(article, locale)
                if child is not None:
                    yield from self._waiting(child, article.pair, wanted)

    def _waiting(self, article: Catalogued, pair: Pair, wanted: Wanted) -> Iterator[_Place]:
        self._open[pair, article.locale] = article

        def asked(unit: Unit, how: Standing) -> bool:
            return self._is_asked(wanted, unit, how, article)

        found = units_of(article, article.catalogue, asked)
        for task in sorted(filter(wanted.is_met, found), key=_rank):
            yield _Place(pair, article.locale, task.unit.id, task)

    def _is_asked(self, wanted: Wanted, unit: Unit, how: Standing, article: Catalogued) -> bool:
        if wanted.states and how not in wanted.states:
            return False
        if wanted.codes and not article.is_derived:
            found = self.findings(unit, article.locale)
            return any(finding.code in wanted.codes for finding in found)
        return not wanted.codes and waits(unit, article, how)

    def findings(self, unit: Unit, locale: Locale) -> tuple[Finding, ...]:
        """What the checks say of the words of a unit; terms are those of the authored locale."""
        context = self._context if locale is self._project.config.authored else Context()
        return check_pair(unit.source, unit.target, context) if unit.target else ()

    def unit(self, place: _Place) -> Unit:
        """A unit as it was last written."""
        return self._open[place.of].catalogue.find()[place.unit]

    def parent(self, place: _Place) -> Unit | None:
        """The unit whose words an override stands beside; None in the authored locale."""
        if place.locale is place.pair.authored:
            return None
        units = self._open[place.pair, place.pair.authored].catalogue.find()
        return units.get(place.unit) or units.get(UnitId(None, place.unit.source))

    def put(self, place: _Place, unit: Unit) -> None:
        """Writes a unit into its catalogue. What it said before need not stand any more."""
        article = self._open[place.of]
        before = self.unit(place)
        units = tuple(unit if each.id == unit.id else each for each in article.catalogue.units)
        changed = article.holding(replace(article.catalogue, units=units))
        given_up = [before.target, before.conflict.text if before.conflict else ""]
        with self._project.workspace.locked():
            said = write_catalogue(self._project, changed, given_up=[*filter(None, given_up)])
        self._open[place.of] = changed
        self.written += said

    def card(self, queue: Sequence[_Place], number: int, problem: str) -> Card:
        """All that is shown of a unit."""
        place = queue[number]
        unit, article, over = self.unit(place), self._open[place.of], self.parent(place)
        here = article.catalogue.active()
        at = next(n for n, each in enumerate(here) if each.id == place.unit)
        task = replace(place.task, unit=unit)
        if unit.target != place.task.unit.target or standing(unit) is not task.how:
            task = replace(task, how=standing(unit), weight=None, edits=(), reason="")
        return Card(
            number + 1,
            len(queue),
            article.name,
            task,
            _neighbour(here[at - 1]) if at else None,
            _neighbour(here[at + 1]) if at + 1 < len(here) else None,
            self._offers.of(article, unit, over),
            self._terms(unit.source) if over is None else (),
            self.findings(unit, place.locale),
            word_diff(unit.parent or over.target, over.target) if over else (),
            problem,
            place.pair.authored,
        )

    def _terms(self, source: str) -> tuple[tuple[str, str], ...]:
        finder = self._context.terms
        found = {term.source: " / ".join(term.targets) for term, _span in finder.found(source)}
        return tuple((term, words or term) for term, words in found.items())


def _neighbour(unit: Unit) -> Neighbour:
    return Neighbour(unit.source, unit.target)


def _rank(task: Task) -> tuple[int, int]:
    return rank(task) if task.how in ORDER else (len(ORDER), 0)
