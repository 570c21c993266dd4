"""Catalogues → what stands in 译文/, and the derived locales beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.catalogue import po
from transpipe.catalogue.placement import bare, place
from transpipe.config import Config
from transpipe.errors import BadArgument, WouldOverwrite
from transpipe.markdown import segments
from transpipe.model import Catalogue, Finding, Layout, Locale, Placement, Policy, Publication
from transpipe.ports import Converter
from transpipe.publish.article import fill, from_source, into_own
from transpipe.publish.language import speak
from transpipe.publish.links import LinkMap
from transpipe.publish.relayout import relayout
from transpipe.workflows.agreed import agreed, remember
from transpipe.workflows.derived import derived
from transpipe.workflows.metadata import with_frame
from transpipe.workflows.project import AUTHORED, Article, Outcome, Project


@dataclass(frozen=True)
class Built:
    """A Chinese file as it stands and as it would be written; `before` is '' where none is.

    `catalogue` is what file and catalogue agree on afterwards; `moved` where its layout changed.
    """

    article: str
    path: str
    before: str
    after: str
    catalogue: Catalogue
    locale: Locale = AUTHORED
    findings: tuple[Finding, ...] = ()
    moved: bool = False

    @property
    def changed(self) -> bool:
        """Whether writing it would change anything."""
        return self.before != self.after


def policy(
    config: Config, *, drafts: bool = False, fill: bool = False, keep: float | None = None
) -> Policy:
    """What the settings and the options say is published."""
    _ = speak(config.language)
    return Policy(
        missing=config.missing,
        drafts=drafts,
        fill=fill,
        keep=config.keep if keep is None else keep,
        draft_mark=_(" [machine draft]"),
        missing_mark=_(" [not translated yet]"),
    )


def planned(
    project: Project, name: str | None, policy: Policy, converter: Converter
) -> tuple[Built, ...]:
    """What `build` would write, file by file. Raises WouldOverwrite before anything is written.

    A file with words of its own, which no catalogue holds, stops the whole build.
    """
    found: list[Built] = []
    anchors_of = project.anchors()
    for article in project.articles(name):
        project.step(article.name)
        links = project.links(article.pair, anchors_of)
        authored = _planned(project, article, links, policy)
        if authored is not None:
            found.append(authored)
            found += _derived(project, article, authored, links, converter)
    return tuple(found)


def _planned(project: Project, article: Article, links: LinkMap, policy: Policy) -> Built | None:
    if article.source is None:
        return None  # emptied by somebody: no reason to empty its translation too
    if article.catalogue is None:
        if article.file is not None:
            raise WouldOverwrite(article.pair.target, "transpipe align")
        return None
    if article.file is not None and article.catalogue.layout is Layout.OWN:
        return _own(project, article, links, policy)
    return _source(project, article, links, policy)


def relaid(project: Project, name: str, policy: Policy) -> tuple[Built, ...]:
    """An article moved from its own layout to the source's; not written yet."""
    article = next(iter(project.articles(name)))
    if article.source is None or article.file is None or article.catalogue is None:
        said = _("{article}: nothing is translated yet; there is no layout to move from")
        raise BadArgument(said.format(article=article.name))
    placement = _guard_own(project, article)
    links = project.links(article.pair, project.anchors())
    result, layout = relayout(
        article.file, placement, article.source, article.units, links, policy, article.pair.target
    )
    if layout is Layout.SOURCE:
        result = with_frame(project, article, result)
    catalogue = replace(article.catalogue, layout=layout)
    return (_built(article, result.text, result.findings, catalogue, moved=True),)


def dry(planned: Iterable[Built]) -> Outcome:
    """The files that would be written."""
    return Outcome(tuple(b.path for b in planned if b.changed), _findings(planned))


def written(project: Project, planned: Iterable[Built]) -> Outcome:
    """Writes what was planned; a file that is as it should be keeps its time of change."""
    workspace = project.workspace
    paths: list[str] = []
    with workspace.locked():
        for built in planned:
            paths += workspace.write(built.path, built.after) if built.changed else ()
            if built.moved:
                path = workspace.catalogue_path(built.article, built.locale)
                paths += workspace.write(path, po.render(built.catalogue))
            remember(workspace, built.article, built.after, built.catalogue)
    return Outcome(tuple(paths), _findings(planned))


def _findings(planned: Iterable[Built]) -> tuple[Finding, ...]:
    return tuple(finding for built in planned for finding in built.findings)


def _built(
    article: Article,
    text: str,
    findings: tuple[Finding, ...],
    catalogue: Catalogue,
    *,
    moved: bool = False,
) -> Built:
    target = article.pair.target
    return Built(article.name, target, _text(article), text, catalogue, AUTHORED, findings, moved)


def _own(project: Project, article: Article, links: LinkMap, policy: Policy) -> Built:
    assert article.source is not None
    assert article.file is not None
    assert article.catalogue is not None
    placement = _guard_own(project, article)
    target = article.pair.target
    result = into_own(article.file, placement, article.catalogue, links, target)
    text = result.text
    if policy.fill:
        document = segments.parse(text, article.catalogue.lines, source=False)
        held = place(article.catalogue, document)
        text = fill(text, article.source, article.units, article.catalogue, held, policy, links)
    return _built(article, text, result.findings, article.catalogue)


def _guard_own(project: Project, article: Article) -> Placement:
    """Which units stand in the file. Raises WouldOverwrite where it was edited since they did."""
    base = agreed(project, article)
    if base is None or base.file.text != _text(article):
        raise WouldOverwrite(article.pair.target, "transpipe sync")
    return base.placement


def _source(project: Project, article: Article, links: LinkMap, policy: Policy) -> Built | None:
    assert article.source is not None
    assert article.catalogue is not None
    target = article.pair.target
    result = from_source(article.source, article.units, links, policy, target)
    result = with_frame(project, article, result)
    if not result.published or _below(result, article, policy):
        return None
    if article.file is not None and result.text != _text(article):
        _guard_source(project, article, links)
    return _built(article, result.text, result.findings, article.catalogue)


def _below(result: Publication, article: Article, policy: Policy) -> bool:
    return 100 * result.published < policy.keep * len(article.units)


def _guard_source(project: Project, article: Article, links: LinkMap) -> None:
    """Raises WouldOverwrite where the file has words that nobody wrote down elsewhere."""
    stored = project.workspace.read_base(article.name, AUTHORED)
    if stored and stored[0] == _text(article):
        return
    assert article.file is not None
    assert article.source is not None
    assert article.catalogue is not None
    known = {bare(part) for u in article.catalogue.units for part in u.target.split("\n\n")}
    known |= {bare(block.text) for block in article.source.blocks}
    known |= {bare(u.previous) for u in article.catalogue.units if u.previous}
    for block in article.file.blocks:
        if block.segment and block.segment.translatable and bare(block.text) not in known:
            raise WouldOverwrite(article.pair.target, "transpipe sync", block.lines[0])


def _text(article: Article) -> str:
    return article.file.text if article.file else ""


def _derived(
    project: Project, article: Article, authored: Built, links: LinkMap, converter: Converter
) -> Iterator[Built]:
    """The files of the derived locales, made from the authored one as it will stand."""
    document = segments.parse(authored.after, authored.catalogue.lines, source=False)
    for locale in project.config.locales:
        catalogue = project.catalogue(article.pair, locale)
        if catalogue is None:
            continue
        path = project.derived_path(article.pair.target, locale)
        text = derived(document, authored.catalogue, catalogue, links, converter, path)
        before = project.workspace.read_text(path) if project.workspace.exists(path) else ""
        stored = project.workspace.read_base(article.name, locale)
        if before not in ("", text) and not (stored and stored[0] == before):
            raise WouldOverwrite(path, "transpipe sync")
        yield Built(article.name, path, before, text, catalogue, locale)
