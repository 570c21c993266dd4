"""Catalogues → what stands in 译文/, and the derived locales beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

from transpipe.editions.build_edition import (
    Built,
    Plan,
    Unchanged,
    as_built,
    build_edition,
    dry,
    plan_file,
    written,
)
from transpipe.editions.context import Context
from transpipe.editions.layout import policy
from transpipe.editions.local_headings import coming_anchors
from transpipe.editions.merge_base import is_strange, published, source_before
from transpipe.editions.metadata import with_frame
from transpipe.editions.moved_words import begin
from transpipe.editions.notices import noticed
from transpipe.editions.outcome import Outcome, refused
from transpipe.editions.overwriting import guard
from transpipe.editions.pinning import with_pins
from transpipe.editions.project import Project
from transpipe.editions.relinking import Relinking
from transpipe.editions.staleness import followed
from transpipe.editions.waiting import hardly_begun, left_in_english, strange
from transpipe.errors import BadArgument, WouldOverwrite
from transpipe.links.mapping import Anchors
from transpipe.model import (
    Edition,
    Finding,
    Fresh,
    Layout,
    Locale,
    Orphan,
    Pair,
    Policy,
    Sourceless,
    Unread,
)
from transpipe.ports import Converter
from transpipe.publish.relayout import relayout
from transpipe.units.build import unit_of

Faults = dict[Pair, WouldOverwrite]
Coming = Mapping[Locale, Anchors]
_Plans = Mapping[str, tuple[Edition, Built] | Unchanged | None]
NO_COMING: Coming = {}
__all__ = ["dry", "planned", "policy", "relaid", "written"]


def planned(project: Project, name: str | None, policy: Policy, converter: Converter) -> Plan:
    """What `build` would write, file by file; nothing is written yet.

    An article of which a file has words that no catalogue holds is left alone with all its files;
    the one that was named raises WouldOverwrite instead.
    """
    wish = _Wish(project, policy, converter)
    files, faults = _planned_all(wish, name, {})
    for fault in faults.values() if name is not None else ():
        raise fault
    left = project.left_alone(name) + Outcome(findings=_left(project, name))
    return Plan(tuple(files), left + refused(faults.values()), wish.keep)


@dataclass(frozen=True)
class _Wish:
    """A build that is wanted; `anew` where nothing is known from the last time."""

    project: Project
    policy: Policy
    converter: Converter
    anew: bool = False

    @property
    def keep(self) -> str:
        """Under which name it is kept that an article stands."""
        return f"build {self.policy!r}"

    def context(self, pair: Pair, anchors_of: Anchors, coming: Coming = NO_COMING) -> Context:
        """What an article is built in."""
        links = self.project.links(pair, anchors_of)
        return Context(self.project, links, self.converter, coming=coming)

    def part(self, name: str) -> AbstractContextManager[None]:
        """What is asked meanwhile is asked for an article."""
        return self.project.kept.part(f"{self.keep} {name}")

    def unchanged(self, pair: Pair) -> Unchanged | None:
        """An article whose files stand as they would be written, as far as that is known."""
        name = f"{self.keep} {pair.article}"
        known = [] if self.anew else self.project.kept.recall(name, tuple[Finding, ...])
        return Unchanged(pair.article, known[0]) if known else None


def _left(project: Project, name: str | None) -> tuple[Finding, ...]:
    """A finding for each file that is no work of ours, or perhaps not the right one."""
    english: list[Finding] = []
    wrong: list[Finding] = []
    for pair in project.authored(name):
        if project.workspace.exists(pair.target):
            kind = tuple[tuple[Finding, ...], tuple[Finding, ...]]
            said = project.kept.get(f"left {pair.article}", kind, partial(_odd, project, pair))
            english += said[0]
            wrong += said[1]
    return (*english, *wrong)


def _odd(project: Project, pair: Pair) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is said of English in a translation, and of files that may be another's."""
    article, english = project.article(pair), None
    known: list[Edition | Orphan] = []
    match article:
        case Unread() | Sourceless():
            english = left_in_english(article)
        case Edition():
            english = hardly_begun(article)
    if isinstance(article, Edition | Orphan):
        known = [article]
    begun = begin(article) if isinstance(article, Fresh | Unread) else None
    above = (*known, *((begun,) if begun else ()))
    derived = [project.derived(each, loc) for each in above for loc in project.config.derived]
    wrong = tuple(
        strange(each) for each in (*known, *derived) if each and is_strange(project, each)
    )
    return ((english,) if english else ()), wrong


def _planned_all(
    wish: _Wish, name: str | None, known: Faults
) -> tuple[list[Built | Unchanged], Faults]:
    """The files of all articles but those at fault, and what is wrong with these."""
    project, faults = wish.project, dict(known)
    anchors_of = project.anchors()
    plans: dict[str, tuple[Edition, Built] | Unchanged | None] = {}
    for pair in project.authored(name):
        if pair not in known:
            project.step(pair.article)
            with _at_fault(pair, faults), wish.part(pair.article):
                context = wish.context(pair, anchors_of)
                plans[pair.article] = wish.unchanged(pair) or _authored(pair, wish.policy, context)
    worked = tuple(plan for plan in plans.values() if isinstance(plan, tuple))
    relinking, early = Relinking(project, anchors_of, worked), len(faults)
    if relinking.after is not relinking.before and not wish.anew:
        return _planned_all(replace(wish, anew=True), name, known)
    coming, found = _coming(wish, plans, relinking.after), list[Built | Unchanged]()
    for article, plan in plans.items():
        match plan:
            case Unchanged():
                found.append(plan)
            case (edition, _built):
                with _at_fault(edition.pair, faults), wish.part(article):
                    context = wish.context(edition.pair, relinking.after, coming)
                    found += _finished(plan, wish.policy, context, relinking)
            case None:
                project.kept.keep_parts(f"{wish.keep} {article}", ())
    if len(faults) > early:  # the headings of these stay as they are
        return _planned_all(wish, name, faults)
    return found, faults


def _finished(
    plan: tuple[Edition, Built], policy: Policy, context: Context, relinking: Relinking
) -> list[Built]:
    """The files of an article in all its locales."""
    edition, built = plan
    built = _linked(edition, built, policy, context, relinking)
    return [built, *_derived(edition, built, policy, context)]


def _coming(wish: _Wish, plans: _Plans, anchors_of: Anchors) -> Coming:
    """The anchors of derived files as they are going to be."""
    project = wish.project
    pairs = {pair.article: pair for pair in project.pairs.pairs}

    def planned(name: str) -> Edition | None:
        plan = plans.get(name)
        if isinstance(plan, Unchanged):
            plan = _authored(pairs[name], wish.policy, wish.context(pairs[name], anchors_of))
        article = project.article(pairs[name])  # also where it is planned: that depends on it
        if plan is not None:
            return as_built(*plan)
        return article if isinstance(article, Edition) and article.is_written else None

    def context(article: Edition) -> Context:
        return wish.context(article.pair, anchors_of)

    return coming_anchors(context, anchors_of, planned, project.config.derived)


@contextmanager
def _at_fault(pair: Pair, faults: Faults) -> Iterator[None]:
    try:
        yield
    except WouldOverwrite as fault:
        faults[pair] = fault


def _authored(pair: Pair, policy: Policy, context: Context) -> tuple[Edition, Built] | None:
    """The authored file of an article, where one is to be written.

    One whose source was emptied by somebody is no reason to empty its translation too.
    """
    article = context.project.article(pair)
    match article:
        case Unread() if left_in_english(article) is None:
            raise WouldOverwrite(pair.target, "transpipe align")
        case Edition():
            built = _built(article, policy, context)
            return (article, built) if built is not None else None
    return None


def _built(edition: Edition, policy: Policy, context: Context) -> Built | None:
    """The authored file of an edition, as `sync` would leave its catalogue for the source of now.

    No patch is made here: file and catalogue are to agree on what is published.
    """
    project, source = context.project, edition.source
    if is_strange(project, edition):
        return None
    vocabulary = project.vocabulary(edition.pair, source)
    before = source_before(project, edition)
    says = followed(source, edition.catalogue, before, vocabulary, patches=False)
    return build_edition(edition.holding(says), None, policy, context)


def _linked(
    edition: Edition, built: Built, policy: Policy, context: Context, relinking: Relinking
) -> Built:
    """A plan whose links lead to the headings as they will be."""
    if built.says.layout is Layout.OWN:
        return replace(built, after=relinking.of_own(edition, built))
    same = relinking.after is relinking.before
    return built if same else _built(edition, policy, context) or built


def _derived(
    edition: Edition, authored: Built, policy: Policy, context: Context
) -> Iterator[Built]:
    """The files of the derived locales, made from the authored one as it will stand."""
    project, says = context.project, authored.says
    found = [project.derived(edition, locale) for locale in project.config.derived]
    words = as_built(edition, authored) if any(found) else edition
    begun = any(unit.words for unit in says.active())
    for child in found:
        if child is None or not (begun or child.is_written):
            continue  # nobody has said anything in Chinese yet
        if not is_strange(project, child):
            built = build_edition(child, words, policy, context)
            if built is not None:
                yield built


def relaid(project: Project, name: str, policy: Policy) -> Plan:
    """An article moved from its own layout to the source's; not written yet."""
    article = next(iter(project.articles(name)))
    if not isinstance(article, Edition) or not article.is_written:
        said = _("{article}: nothing is translated yet; there is no layout to move from")
        raise BadArgument(said.format(article=article.name))
    base = guard(project, article)
    says = published(article.catalogue, base)
    links, units = project.links(article.pair, project.anchors()), unit_of(article.source, says)
    result, layout = relayout(article, base.settled, units, links, policy)
    if layout is Layout.PARENT:
        result = with_frame(project, article, result)
    text = with_pins(article.holding(says), result.text, project.config.naming, everywhere=True)
    says, moved = (replace(catalogue, layout=layout) for catalogue in (says, article.catalogue))
    text = noticed(project, article, says, text)
    built = plan_file(project, article, says, text, result.findings)
    return Plan((replace(built, moved=moved),))
