"""Bilingual pages: one self-contained HTML file an article and locale, and an index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from transpipe.editions import staleness
from transpipe.editions.kept import Work
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.model import (
    AUTHORED,
    Document,
    Edition,
    Fresh,
    Kind,
    Locale,
    Orphan,
    Pair,
    Sourceless,
    Unread,
)
from transpipe.model.inputs import doubt, note
from transpipe.ports import Answer, Converter
from transpipe.repository.remembered import fitted
from transpipe.workflows.page_links import Placed, quoted
from transpipe.workflows.site_pages import Listed, Page, Site, html_of, templates_of, title_of
from transpipe.workflows.status import status

SITE = "_site"
_LISTED = "listed"  # the question which pages there are, in which order, with which titles


@dataclass(frozen=True, slots=True)
class _Made:
    """The pages of an article: path and text of each, and the pictures they show, by place."""

    texts: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, str], ...]


def pages(project: Project, name: str | None, converter: Converter | None = None) -> Outcome:
    """Writes the pages of all articles (or of one) and the index; unchanged ones are left alone."""
    wanted = {pair.article for pair in project.named(name)}
    listed = {pair.article: _listed(project, pair) for pair in project.named()}
    hrefs = {(name, one.locale): one.path for name, found in listed.items() for one in found}
    hrefs |= _left_alone(project)
    site = Site(listed, hrefs, converter)
    known = site.name
    project.kept.answers[_LISTED] = lambda: known
    outcome = project.left_alone(name)
    with project.workspace.locked():
        outcome += Outcome(project.workspace.write(f"{SITE}/.gitignore", "*\n"))
        pairs = [p for p in project.named() if p.article in wanted and listed[p.article]]
        make, finish = partial(_made, project, site), partial(_written, project, name)
        work = Work("pages", Outcome, make, finish)
        for pair, one in zip(pairs, project.kept.each(work, pairs, project.executor), strict=True):
            project.step(pair.article)
            outcome += one
        for path, text in _around(project, site):
            outcome += Outcome(project.workspace.write(f"{SITE}/{path}", text))
    return outcome


def _listed(project: Project, pair: Pair) -> tuple[Listed, ...]:
    """The pages of an article: one for each locale that it is in."""

    def made() -> tuple[Listed, ...]:
        found = _pages(project, pair)
        return tuple(Listed(one.locale, one.path, title_of(project, one.article)) for one in found)

    return project.kept.get(f"listed {pair.article}", tuple[Listed, ...], made)


def _made(project: Project, site: Site, pair: Pair) -> _Made:
    """The pages of an article."""
    note(_LISTED, project.kept.answers[_LISTED]())
    texts: list[tuple[str, str]] = []
    pictures: dict[str, str] = {}
    for one in _pages(project, pair):
        placed = Placed(
            project, (pair.article, pair.target), (one.path, one.locale), site.hrefs, pictures
        )
        texts.append((one.path, html_of(project, one, site, placed)))
    return _Made(tuple(texts), tuple(pictures.items()))


def _written(project: Project, name: str | None, _pair: Pair, answer: Answer[_Made]) -> Outcome:
    """Writes the pages of an article, and its pictures beside them."""
    workspace = project.workspace

    def write(path: str, text: str) -> Outcome:
        return Outcome(workspace.write(f"{SITE}/{path}", text))

    def copy(path: str, picture: str) -> Outcome:
        return Outcome(workspace.write(f"{SITE}/{path}", workspace.read_bytes(picture)))

    def written() -> Outcome:
        made = answer()
        rows = [one_of_many(name, partial(write, *row)) for row in made.texts]
        rows += [one_of_many(name, partial(copy, *row)) for row in made.pictures]
        return sum(rows, Outcome())

    outcome = one_of_many(name, written)
    if outcome.refused:
        doubt()  # whatever stands in the way may go
    return outcome


def _left_alone(project: Project) -> dict[tuple[str, Locale], str]:
    """The pages that are there of articles that are left alone."""
    pairs = [pair for pair in project.pairs.pairs if project.faults(pair)]
    locales = (AUTHORED, *project.config.derived)
    known = {(pair.article, locale): _path(pair, locale) for pair in pairs for locale in locales}
    there = project.workspace.exists
    return {key: path for key, path in known.items() if there(f"{SITE}/{path}")}


def _pages(project: Project, pair: Pair) -> Iterator[Page]:
    """The pages of an article: in each locale; one without a source as it is."""
    article = project.article(pair)
    match article:
        case Orphan() | Sourceless() if article.file.text:
            yield Page(Sourceless(pair, article.file), _path(pair, AUTHORED))
        case Fresh() | Unread() | Edition():
            yield from _of(project, article)


def _of(project: Project, article: Fresh | Unread | Edition) -> Iterator[Page]:
    """The pages of an article with a source: one for each catalogue that it has."""
    pair, source = article.pair, article.source
    if isinstance(article, Edition):
        now = staleness.current(project, pair, article.catalogue)
        yield Page(article.holding(now), _path(pair, AUTHORED))
    for locale in project.config.derived:
        catalogue = project.catalogue(pair, locale)
        if catalogue is not None:
            edition = Edition(pair, Document.blank(source.cut), catalogue, source)
            yield Page(edition, _path(pair, locale))


def _path(pair: Pair, locale: Locale) -> str:
    """`原文/X.md` in zh_CN → `原文/X.html`, other locales below a folder of their own."""
    stem = pair.article.rpartition(".")[0] or pair.article
    stem = "home/README" if stem == "index" else stem
    path = fitted(stem, ".html")
    return path if locale is AUTHORED else f"{locale.value}/{path}"


def _around(project: Project, site: Site) -> Iterator[tuple[str, str]]:
    """What there is besides the pages of articles: the index, and a map of the site."""
    from transpipe.publish.pages.frame import About
    from transpipe.publish.pages.page import index, site_map

    rows = status(project).rows
    titles: dict[str, str] = {}
    for name, found in site.listed.items():
        titles[name] = next((one.title for one in found if one.title), "")
    links = {key: quoted(path) for key, path in site.hrefs.items()}
    about = About(
        title=_site_title(project),
        language=project.config.language,
        templates=templates_of(project),
    )
    yield "index.html", index(rows, links, titles=titles, about=about)
    if project.config.pages.site:
        paths = ["index.html", *site.hrefs.values()]
        yield "sitemap.xml", site_map(project.config.pages.site, map(quoted, paths))


def _site_title(project: Project) -> str:
    """The heading of the first index that there is."""
    from transpipe.markdown.segments import outline
    from transpipe.publish.pages.sieve import title

    for path in project.config.index:
        if project.workspace.exists(path):
            blocks = outline(project.workspace.read_text(path)).blocks
            heads = (block.text for block in blocks if block.kind is Kind.HEADING)
            return title(next(heads, ""))
    return ""
