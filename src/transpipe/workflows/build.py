"""Catalogues → what stands in 译文/, and the derived locales beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from gettext import gettext as _

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import place
from transpipe.config import Config
from transpipe.convert.script import convert_prose
from transpipe.errors import BadArgument, WouldOverwrite
from transpipe.links.mapping import LinkMap
from transpipe.links.relink import relinked
from transpipe.markdown import segments
from transpipe.markdown.source import ended_like
from transpipe.model import (
    Article,
    Catalogue,
    Edition,
    Finding,
    Layout,
    Locale,
    Orphan,
    Pair,
    Policy,
    Publication,
    Sourceless,
    Unit,
    Unread,
)
from transpipe.ports import Converter
from transpipe.publish.article import fill, from_source, into_own
from transpipe.publish.relayout import relayout
from transpipe.text.published_marks import Mark, mark
from transpipe.workflows.derived import derived
from transpipe.workflows.guarded import of_file
from transpipe.workflows.judging import followed
from transpipe.workflows.merge_base import find_merge_base, is_strange, published, source_before
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.notices import noticed
from transpipe.workflows.outcome import Outcome, refused
from transpipe.workflows.overwriting import (
    guard_own,
    guard_source,
)
from transpipe.workflows.plans import Built, Plan, anchors_after, dry, written
from transpipe.workflows.project import Project
from transpipe.workflows.reading import left_in_english, strange

Faults = dict[Pair, WouldOverwrite]
__all__ = ["dry", "planned", "policy", "relaid", "written"]


def policy(
    config: Config, *, drafts: bool = False, fill: bool = False, keep: float | None = None
) -> Policy:
    """What the settings and the options say is published."""
    return Policy(
        missing=config.missing,
        drafts=drafts,
        fill=fill,
        keep=config.keep if keep is None else keep,
        draft_mark=mark(Mark.DRAFT, config.language),
        missing_mark=mark(Mark.MISSING, config.language),
    )


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
    english = map(left_in_english, unread)
    known = [each for each in articles if isinstance(each, Edition | Orphan)]
    locales = project.config.locales
    derived = (project.derived(each, locale) for each in known for locale in locales)
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
                _refuse_unread(article)
                # One whose source was emptied is no reason to empty its translation too.
                if isinstance(article, Edition):
                    links = project.links(article.pair, anchors_of)
                    built = _planned(project, article, links, policy)
                    plans += [(article, built)] if built is not None else []
    later, early = anchors_after(plans, anchors_of), len(faults)
    found: list[Built] = []
    for article, built in plans:
        with _at_fault(article, faults):
            links = project.links(article.pair, anchors_of)
            if later is not anchors_of:
                now = project.links(article.pair, later)
                built, links = _linked(project, article, built, links, now, policy), now
            found += [built, *_derived(project, article, built, links, policy, converter)]
    if len(faults) > early:  # the headings of these stay as they are
        return _planned_all(project, name, policy, converter, faults)
    return found, faults


@contextmanager
def _at_fault(article: Article, faults: Faults) -> Iterator[None]:
    try:
        yield
    except WouldOverwrite as fault:
        faults[article.pair] = fault


def _linked(
    project: Project, article: Edition, built: Built, before: LinkMap, now: LinkMap, policy: Policy
) -> Built:
    """A plan whose links lead to the headings as they will be."""
    if built.says.layout is not Layout.OWN:
        return _planned(project, article, now, policy) or built
    file = segments.parse(built.after, built.says.lines, source=False)
    return replace(built, after=relinked(file, place(built.says, file), before, now))


def _refuse_unread(article: Article) -> None:
    """Raises WouldOverwrite for a translation that nobody has taken in yet."""
    if isinstance(article, Unread) and left_in_english(article) is None:
        raise WouldOverwrite(article.pair.target, "transpipe align")


def _planned(project: Project, article: Edition, links: LinkMap, policy: Policy) -> Built | None:
    if is_strange(project, article):
        return None
    own = article.is_written and article.catalogue.layout is Layout.OWN
    vocabulary = project.vocabulary(article.pair, article.source)
    before = source_before(project, article)
    says = followed(article.source, article.catalogue, before, vocabulary)
    article = article.holding(says)
    if own:
        return _own(project, article, links, policy)
    return _source(project, article, links, policy)


def relaid(project: Project, name: str, policy: Policy) -> Plan:
    """An article moved from its own layout to the source's; not written yet."""
    article = next(iter(project.articles(name)))
    if not isinstance(article, Edition) or not article.is_written:
        said = _("{article}: nothing is translated yet; there is no layout to move from")
        raise BadArgument(said.format(article=article.name))
    base = guard_own(project, article)
    says = published(article.catalogue, base)
    links = project.links(article.pair, project.anchors())
    units, target = unit_of(article.source, says), article.pair.target
    result, layout = relayout(
        article.file, base.settled, article.source, units, links, policy, target
    )
    if layout is Layout.PARENT:
        result = with_frame(project, article, result)
    says, moved = (replace(catalogue, layout=layout) for catalogue in (says, article.catalogue))
    text = noticed(project, article, says, result.text)
    built = _built(project, article, text, result.findings, says)
    return Plan((replace(built, moved=moved),))


def _built(
    project: Project,
    article: Edition,
    text: str,
    findings: tuple[Finding, ...],
    says: Catalogue,
) -> Built:
    target, before, source = article.pair.target, article.file.text, article.source.text
    built = Built(article.name, target, before, text, says, says.locale, findings, source=source)
    if text == before:
        return built
    keeping = of_file(project, article, says, text, lambda: find_merge_base(project, article))
    return replace(built, keeping=keeping)


def _own(
    project: Project,
    article: Edition,
    links: LinkMap,
    policy: Policy,
    convert: Callable[[str], str] = str,
) -> Built:
    """A file that is its own skeleton, in any locale."""
    base = guard_own(project, article)
    says = published(article.catalogue, base)
    target = article.pair.target
    result = into_own(article.file, base.settled, says, links, target)
    text = result.text
    if policy.fill:
        document = segments.parse(text, says.lines, source=False)
        units = unit_of(article.source, says)
        text = fill(text, article.source, units, says, place(says, document), policy, links)
    text = noticed(project, article, says, text, convert)
    return _built(project, article, text, result.findings, says)


def _source(project: Project, article: Edition, links: LinkMap, policy: Policy) -> Built | None:
    target = article.pair.target
    clash = any(unit.conflict for unit in article.catalogue.active())
    says = published(article.catalogue, find_merge_base(project, article) if clash else None)
    units = unit_of(article.source, says)
    result = with_frame(project, article, from_source(article.source, units, links, policy, target))
    if not result.published or _below(result, units, policy):
        return None
    text = noticed(project, article, says, ended_like(result.text, article.file.text))
    if article.is_written and text != article.file.text:
        guard_source(project, article)
    return _built(project, article, text, result.findings, says)


def _below(result: Publication, units: Mapping[int, Unit], policy: Policy) -> bool:
    return 100 * result.published < policy.keep * len(units)


# ── Derived locales ─────────────────────────────────────────────────────────────────────────


def _derived(
    project: Project,
    article: Edition,
    authored: Built,
    links: LinkMap,
    policy: Policy,
    converter: Converter,
) -> Iterator[Built]:
    """The files of the derived locales, made from the authored one as it will stand."""
    for locale in project.config.locales:
        child = project.derived(article, locale)
        if child is None or is_strange(project, child):
            continue
        if child.is_written and child.catalogue.layout is Layout.OWN:
            convert = _into(converter, locale)
            yield _own(project, child, replace(links, target=child.pair.target), policy, convert)
        else:
            yield _following(project, child, authored, links, converter)


def _following(
    project: Project, child: Edition, authored: Built, links: LinkMap, converter: Converter
) -> Built:
    """A derived file in the blocks of the authored one."""
    document = segments.parse(authored.after, authored.says.lines, source=False)
    clash = any(unit.conflict for unit in child.catalogue.active())
    says = published(child.catalogue, find_merge_base(project, child) if clash else None)
    text = derived(document, authored.says, child.holding(says), links, converter)
    text = ended_like(text, child.file.text)
    text = noticed(project, child, says, text, _into(converter, says.locale))
    if child.is_written and text != child.file.text:
        guard_own(project, child)
    return _built(project, child, text, (), says)


def _into(converter: Converter, locale: Locale) -> Callable[[str], str]:
    """What puts Markdown of ours into the script of a locale."""
    return lambda text: convert_prose([text], converter, locale)[0]
