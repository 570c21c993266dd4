"""Catalogues → what stands in 译文/, and the derived locales beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from gettext import gettext as _

from transpipe.catalogue import po
from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import bare, place, spoken
from transpipe.config import Config
from transpipe.convert.script import convert_prose
from transpipe.errors import BadArgument, WouldOverwrite
from transpipe.markdown import segments
from transpipe.markdown.source import ended_like
from transpipe.model import Catalogue, Document, Finding, Layout, Locale, Policy, Publication
from transpipe.ports import Converter
from transpipe.publish.article import fill, from_source, into_own
from transpipe.publish.links import LinkMap
from transpipe.publish.relayout import relayout
from transpipe.publish.relink import relinked
from transpipe.text.published_marks import Mark, mark
from transpipe.workflows.agreed import Agreed, agreed, announce, published, remember
from transpipe.workflows.derived import derived
from transpipe.workflows.guarded import of_file
from transpipe.workflows.judging import followed
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.notices import noticed
from transpipe.workflows.plans import Built, anchors_after
from transpipe.workflows.project import Article, Outcome, Project
from transpipe.workspace import remembered


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


def planned(
    project: Project, name: str | None, policy: Policy, converter: Converter
) -> tuple[Built, ...]:
    """What `build` would write, file by file. Raises WouldOverwrite before anything is written.

    A file with words of its own, which no catalogue holds, stops the whole build.
    """
    anchors_of = project.anchors()
    plans: list[tuple[Article, Built]] = []
    for article in project.articles(name):
        project.step(article.name)
        built = _planned(project, article, project.links(article.pair, anchors_of), policy)
        plans += [(article, built)] if built is not None else []
    later = anchors_after(plans, anchors_of)
    found: list[Built] = []
    for article, built in plans:
        links = project.links(article.pair, anchors_of)
        if later is not anchors_of:
            now = project.links(article.pair, later)
            built, links = _linked(project, article, built, links, now, policy), now
        found += [built, *_derived(project, article, built, links, policy, converter)]
    return tuple(found)


def _linked(
    project: Project, article: Article, built: Built, before: LinkMap, now: LinkMap, policy: Policy
) -> Built:
    """A plan whose links lead to the headings as they will be."""
    if built.says.layout is not Layout.OWN:
        return _planned(project, article, now, policy) or built
    file = segments.parse(built.after, built.says.lines, source=False)
    return replace(built, after=relinked(file, place(built.says, file), before, now))


def _planned(project: Project, article: Article, links: LinkMap, policy: Policy) -> Built | None:
    if article.source is None:
        return None  # emptied by somebody: no reason to empty its translation too
    if article.catalogue is None:
        if article.file is not None:
            raise WouldOverwrite(article.pair.target, "transpipe align")
        return None
    own = article.file is not None and article.catalogue.layout is Layout.OWN
    article = replace(article, catalogue=followed(article.source, article.catalogue))
    if own:
        return _own(project, article, links, policy)
    return _source(project, article, links, policy)


def relaid(project: Project, name: str, policy: Policy) -> tuple[Built, ...]:
    """An article moved from its own layout to the source's; not written yet."""
    article = next(iter(project.articles(name)))
    if article.source is None or article.file is None or article.catalogue is None:
        said = _("{article}: nothing is translated yet; there is no layout to move from")
        raise BadArgument(said.format(article=article.name))
    base = _guard_own(project, article)
    says = published(article.catalogue, base)
    links = project.links(article.pair, project.anchors())
    units, target = unit_of(article.source, says), article.pair.target
    result, layout = relayout(
        article.file, base.settled, article.source, units, links, policy, target
    )
    if layout is Layout.SOURCE:
        result = with_frame(project, article, result)
    says, moved = (replace(catalogue, layout=layout) for catalogue in (says, article.catalogue))
    text = noticed(project, article, says, result.text)
    built = _built(project, article, text, result.findings, says)
    return (replace(built, moved=moved),)


def dry(planned: Iterable[Built]) -> Outcome:
    """The files that would be written."""
    return Outcome(tuple(b.path for b in planned if b.changed), _findings(planned))


def written(project: Project, planned: Iterable[Built]) -> Outcome:
    """Writes what was planned; a file that is as it should be keeps its time of change."""
    workspace = project.workspace
    paths: list[str] = []
    with workspace.locked():
        for built in planned:
            if built.changed:
                announce(workspace, built.article, built.after, built.says)
                paths += workspace.write(built.path, built.after, built.keeping)
            if built.moved:
                path = workspace.catalogue_path(built.article, built.locale)
                paths += workspace.write(path, po.render(built.moved))
            remember(workspace, built.article, built.after, built.says)
    return Outcome(tuple(paths), _findings(planned))


def _findings(planned: Iterable[Built]) -> tuple[Finding, ...]:
    return tuple(finding for built in planned for finding in built.findings)


def _built(
    project: Project,
    article: Article,
    text: str,
    findings: tuple[Finding, ...],
    says: Catalogue,
) -> Built:
    target, before = article.pair.target, _text(article)
    built = Built(article.name, target, before, text, says, says.locale, findings)
    if text == before:
        return built
    keeping = of_file(project, article, says, text, lambda: agreed(project, article))
    return replace(built, keeping=keeping)


def _own(
    project: Project,
    article: Article,
    links: LinkMap,
    policy: Policy,
    convert: Callable[[str], str] = str,
) -> Built:
    """A file that is its own skeleton, in any locale."""
    assert article.source is not None
    assert article.file is not None
    assert article.catalogue is not None
    base = _guard_own(project, article)
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


def _guard_own(project: Project, article: Article) -> Agreed:
    """What file and catalogue agreed on. Raises WouldOverwrite where the file says more by now."""
    assert article.file is not None
    base = agreed(project, article)
    if base is None or not _says_the_same(base.file, article.file):
        raise WouldOverwrite(article.pair.target, "transpipe sync", _first_other(base, article))
    return base


def _says_the_same(before: Document, now: Document) -> bool:
    """Whether two files differ in their line ends and blanks at most: that is nobody's words."""
    return before.text == now.text or spoken(before) == spoken(now)


def _first_other(base: Agreed | None, article: Article) -> int:
    """The line of the first block that was not there when file and catalogue agreed."""
    assert article.file is not None
    known = set(spoken(base.file)) if base else set()
    rows = zip(spoken(article.file), article.file.blocks, strict=True)
    return next((block.lines[0] for said, block in rows if base and said not in known), 1)


def _source(project: Project, article: Article, links: LinkMap, policy: Policy) -> Built | None:
    assert article.source is not None
    assert article.catalogue is not None
    target = article.pair.target
    clash = article.file and any(unit.conflict for unit in article.catalogue.active())
    says = published(article.catalogue, agreed(project, article) if clash else None)
    units = unit_of(article.source, says)
    result = with_frame(project, article, from_source(article.source, units, links, policy, target))
    if not result.published or _below(result, article, policy):
        return None
    text = noticed(project, article, says, ended_like(result.text, _text(article)))
    if article.file is not None and text != article.file.text:
        _guard_source(project, article)
    return _built(project, article, text, result.findings, says)


def _below(result: Publication, article: Article, policy: Policy) -> bool:
    return 100 * result.published < policy.keep * len(article.units)


def _guard_source(project: Project, article: Article) -> None:
    """Raises WouldOverwrite where the file has words that nobody wrote down elsewhere."""
    assert article.file is not None
    assert article.source is not None
    assert article.catalogue is not None
    if _is_as_left(project, article):
        return
    known = {bare(part) for u in article.catalogue.units for part in u.target.split("\n\n")}
    known |= {bare(block.text) for block in article.source.blocks}
    known |= {bare(u.previous) for u in article.catalogue.units if u.previous}
    for block in article.file.blocks:
        if block.segment and block.segment.translatable and bare(block.text) not in known:
            raise WouldOverwrite(article.pair.target, "transpipe sync", block.lines[0])


def _is_as_left(project: Project, article: Article) -> bool:
    """Whether a file is what the last sync or build of this clone left, blanks aside."""
    assert article.file is not None
    assert article.catalogue is not None
    locale, text = article.catalogue.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    if stored is None:
        return False
    before = segments.parse(stored[0], article.catalogue.lines, source=False)
    return _says_the_same(before, article.file)


def _text(article: Article) -> str:
    return article.file.text if article.file else ""


# ── Derived locales ─────────────────────────────────────────────────────────────────────────


def _derived(
    project: Project,
    article: Article,
    authored: Built,
    links: LinkMap,
    policy: Policy,
    converter: Converter,
) -> Iterator[Built]:
    """The files of the derived locales, made from the authored one as it will stand."""
    for locale in project.config.locales:
        child = project.derived(article, locale)
        if child is None or child.catalogue is None:
            continue
        if child.file is not None and child.catalogue.layout is Layout.OWN:
            convert = _into(converter, locale)
            yield _own(project, child, replace(links, target=child.pair.target), policy, convert)
        else:
            yield _following(project, child, authored, links, converter)


def _following(
    project: Project, child: Article, authored: Built, links: LinkMap, converter: Converter
) -> Built:
    """A derived file in the blocks of the authored one."""
    assert child.catalogue is not None
    document = segments.parse(authored.after, authored.says.lines, source=False)
    clash = child.file and any(unit.conflict for unit in child.catalogue.active())
    says = published(child.catalogue, agreed(project, child) if clash else None)
    text = derived(document, authored.says, says, links, converter, child.pair.target)
    text = ended_like(text, _text(child))
    text = noticed(project, child, says, text, _into(converter, says.locale))
    if child.file is not None and text != child.file.text and not _is_as_left(project, child):
        base = agreed(project, child)
        if base is None or not _says_the_same(base.file, child.file):
            line = _first_other(base, child)
            raise WouldOverwrite(child.pair.target, "transpipe sync", line)
    return _built(project, child, text, (), says)


def _into(converter: Converter, locale: Locale) -> Callable[[str], str]:
    """What puts Markdown of ours into the script of a locale."""
    return lambda text: convert_prose([text], converter, locale)[0]
