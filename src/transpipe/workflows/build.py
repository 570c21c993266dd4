"""Catalogues → what stands in 译文/, and the derived locales beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from gettext import gettext as _

from transpipe.editions.build_edition import (
    Built,
    Plan,
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
    Article,
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
__all__ = ["dry", "planned", "policy", "relaid", "written"]


def planned(project: Project, name: str | None, policy: Policy, converter: Converter) -> Plan:
    """What `build` would write, file by file; nothing is written yet.

    An article of which a file has words that no catalogue holds is left alone with all its files;
    the one that was named raises WouldOverwrite instead.
    """
    files, faults = _planned_all(project, name, policy, converter, {})
    for fault in faults.values() if name is not None else ():
        raise fault
    left = project.left_alone(name) + Outcome(findings=_left(project, name))
    return Plan(tuple(files), left + refused(faults.values()))


def _left(project: Project, name: str | None) -> tuple[Finding, ...]:
    """A finding for each file that is no work of ours, or perhaps not the right one."""
    pairs = (pair for pair in project.authored(name) if project.workspace.exists(pair.target))
    articles = [project.article(pair) for pair in pairs]
    unread = (each for each in articles if isinstance(each, Unread | Sourceless))
    adopted = (each for each in articles if isinstance(each, Edition))
    english = (*map(left_in_english, unread), *map(hardly_begun, adopted))
    known = [each for each in articles if isinstance(each, Edition | Orphan)]
    begun = [begin(each) for each in articles if isinstance(each, Fresh | Unread)]
    locales = project.config.derived
    derived = (project.derived(each, locale) for each in (*known, *begun) for locale in locales)
    wrong = (each for each in (*known, *derived) if each and is_strange(project, each))
    return (*filter(None, english), *map(strange, wrong))


def _planned_all(
    project: Project, name: str | None, policy: Policy, converter: Converter, known: Faults
) -> tuple[list[Built], Faults]:
    """The files of all articles but those at fault, and what is wrong with these."""
    anchors_of, faults = project.anchors(), dict(known)
    plans: list[tuple[Edition, Built]] = []
    for article in project.articles(name):
        if article.pair not in known:
            project.step(article.name)
            with _at_fault(article, faults):
                context = Context(project, project.links(article.pair, anchors_of), converter)
                plans += _authored(article, policy, context)
    relinking, early = Relinking(project, anchors_of, tuple(plans)), len(faults)
    coming = _coming(project, plans, relinking.after, converter)
    found: list[Built] = []
    for edition, built in plans:
        with _at_fault(edition, faults):
            links = project.links(edition.pair, relinking.after)
            context = Context(project, links, converter, coming=coming)
            built = _linked(edition, built, policy, context, relinking)
            found += [built, *_derived(edition, built, policy, context)]
    if len(faults) > early:  # the headings of these stay as they are
        return _planned_all(project, name, policy, converter, faults)
    return found, faults


def _coming(
    project: Project,
    plans: Sequence[tuple[Edition, Built]],
    anchors_of: Anchors,
    converter: Converter,
) -> Mapping[Locale, Anchors]:
    """The anchors of derived files as they are going to be."""
    by_name = {edition.name: (edition, built) for edition, built in plans}
    pairs = {pair.article: pair for pair in project.pairs.pairs}

    def planned(name: str) -> Edition | None:
        if name in by_name:
            return as_built(*by_name[name])
        article = project.article(pairs[name])
        return article if isinstance(article, Edition) and article.is_written else None

    def context(article: Edition) -> Context:
        return Context(project, project.links(article.pair, anchors_of), converter)

    return coming_anchors(context, anchors_of, planned, project.config.derived)


@contextmanager
def _at_fault(article: Article, faults: Faults) -> Iterator[None]:
    try:
        yield
    except WouldOverwrite as fault:
        faults[article.pair] = fault


def _authored(
    article: Article, policy: Policy, context: Context
) -> Iterator[tuple[Edition, Built]]:
    """The zh_CN file of an article, where one is to be written.

    One whose source was emptied by somebody is no reason to empty its translation too.
    """
    match article:
        case Unread() if left_in_english(article) is None:
            raise WouldOverwrite(article.pair.target, "transpipe align")
        case Edition():
            built = _built(article, policy, context)
            if built is not None:
                yield article, built


def _built(edition: Edition, policy: Policy, context: Context) -> Built | None:
    """The zh_CN file of an edition, as `sync` would leave its catalogue for the source of now.

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
