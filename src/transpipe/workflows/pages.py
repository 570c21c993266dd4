"""Bilingual pages: one self-contained HTML file an article and locale, and an index."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from transpipe.editions import staleness
from transpipe.editions.kept import Work
from transpipe.editions.metadata import facts
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.model import (
    AUTHORED,
    Document,
    Edition,
    Fresh,
    Locale,
    Orphan,
    Pair,
    Sourceless,
    Unit,
    Unread,
)
from transpipe.model.inputs import doubt, note
from transpipe.model.text import digest
from transpipe.ports import Answer
from transpipe.repository.remembered import fitted
from transpipe.units.build import unit_of
from transpipe.workflows.status import status

SITE = "_site"


Hrefs = Mapping[tuple[str, Locale], str]
_HREFS = "hrefs"  # the question which pages there are


@dataclass(frozen=True, slots=True)
class _Listed:
    """A page that there is, and its title."""

    locale: Locale
    path: str
    title: str = ""


@dataclass(frozen=True)
class _Page:
    article: Edition | Sourceless
    path: str

    @property
    def locale(self) -> Locale:
        return self.article.locale if isinstance(self.article, Edition) else AUTHORED


def pages(project: Project, name: str | None) -> Outcome:
    """Writes the pages of all articles (or of one) and the index; unchanged ones are left alone."""
    wanted = {pair.article for pair in project.named(name)}
    listed = {pair.article: _listed(project, pair) for pair in project.named()}
    hrefs = {(name, one.locale): one.path for name, found in listed.items() for one in found}
    hrefs |= _left_alone(project)
    known = _name(hrefs)
    project.kept.answers[_HREFS] = lambda: known
    outcome = project.left_alone(name)
    with project.workspace.locked():
        outcome += Outcome(project.workspace.write(f"{SITE}/.gitignore", "*\n"))
        pairs = [p for p in project.named() if p.article in wanted and listed[p.article]]
        make, finish = partial(_texts, project, hrefs), partial(_written, project, name)
        work = Work("pages", Outcome, make, finish)
        for pair, one in zip(pairs, project.kept.each(work, pairs, project.executor), strict=True):
            project.step(pair.article)
            outcome += one
        index = _index(project, listed, hrefs)
        outcome += Outcome(project.workspace.write(f"{SITE}/index.html", index))
    return outcome


def _listed(project: Project, pair: Pair) -> tuple[_Listed, ...]:
    """The pages of an article: one for each locale that it is in."""

    def made() -> tuple[_Listed, ...]:
        found = _pages(project, pair)
        return tuple(_Listed(one.locale, one.path, _title(project, one.article)) for one in found)

    return project.kept.get(f"listed {pair.article}", tuple[_Listed, ...], made)


def _texts(project: Project, hrefs: Hrefs, pair: Pair) -> tuple[tuple[str, str], ...]:
    """The pages of an article: the path and the text of each."""
    note(_HREFS, project.kept.answers[_HREFS]())
    return tuple((one.path, _html(project, one, hrefs)) for one in _pages(project, pair))


def _written(
    project: Project, name: str | None, _pair: Pair, answer: Answer[Sequence[tuple[str, str]]]
) -> Outcome:
    """Writes the pages of an article."""

    def write(path: str, text: str) -> Outcome:
        return Outcome(project.workspace.write(f"{SITE}/{path}", text))

    def written() -> Outcome:
        rows = [one_of_many(name, partial(write, *row)) for row in answer()]
        return sum(rows, Outcome())

    outcome = one_of_many(name, written)
    if outcome.refused:
        doubt()  # whatever stands in the way may go
    return outcome


def _name(hrefs: Hrefs) -> str:
    """What stands for all pages that there are."""
    rows = (f"{name}\0{locale.value}\0{path}" for (name, locale), path in hrefs.items())
    return digest("\0".join(rows))


def _left_alone(project: Project) -> dict[tuple[str, Locale], str]:
    """The pages that are there of articles that are left alone."""
    pairs = [pair for pair in project.pairs.pairs if project.faults(pair)]
    locales = (AUTHORED, *project.config.derived)
    known = {(pair.article, locale): _path(pair, locale) for pair in pairs for locale in locales}
    there = project.workspace.exists
    return {key: path for key, path in known.items() if there(f"{SITE}/{path}")}


def _pages(project: Project, pair: Pair) -> Iterator[_Page]:
    """The pages of an article: in each locale; one without a source as it is."""
    article = project.article(pair)
    match article:
        case Orphan() | Sourceless() if article.file.text:
            yield _Page(Sourceless(pair, article.file), _path(pair, AUTHORED))
        case Fresh() | Unread() | Edition():
            yield from _of(project, article)


def _of(project: Project, article: Fresh | Unread | Edition) -> Iterator[_Page]:
    """The pages of an article with a source: one for each catalogue that it has."""
    pair, source = article.pair, article.source
    if isinstance(article, Edition):
        now = staleness.current(project, pair, article.catalogue)
        yield _Page(article.holding(now), _path(pair, AUTHORED))
    for locale in project.config.derived:
        catalogue = project.catalogue(pair, locale)
        if catalogue is not None:
            edition = Edition(pair, Document.blank(source.cut), catalogue, source)
            yield _Page(edition, _path(pair, locale))


def _path(pair: Pair, locale: Locale) -> str:
    """`原文/X.md` in zh_CN → `原文/X.html`, other locales below a folder of their own."""
    stem = pair.article.rpartition(".")[0] or pair.article
    stem = "home/README" if stem == "index" else stem
    path = fitted(stem, ".html")
    return path if locale is AUTHORED else f"{locale.value}/{path}"


def _html(project: Project, one: _Page, hrefs: Hrefs) -> str:
    from transpipe.publish.pages.frame import About
    from transpipe.publish.pages.page import page

    article = one.article
    units: Mapping[int, Unit] = {}
    if isinstance(article, Edition):
        units = unit_of(article.source, article.catalogue)
    others = tuple(
        (other, _relative(hrefs[article.name, other], one.path))
        for other in (AUTHORED, *project.config.derived)
        if other is not one.locale and (article.name, other) in hrefs
    )
    return page(
        article,
        units,
        About(
            title=_title(project, article),
            language=project.config.language,
            home=_relative("index.html", one.path),
            alternates=others,
            facts=_facts(project, article),
            opaque=len(opaque_changes(project, article)),
            naming=project.config.naming,
        ),
        href=_leading(project, one, hrefs),
    )


def _relative(path: str, page_path: str) -> str:
    return _quoted(posixpath.relpath(path, posixpath.dirname(page_path) or "."))


def _quoted(path: str) -> str:
    return quote(path, errors="surrogateescape")


def _leading(project: Project, one: _Page, hrefs: Hrefs) -> Callable[[str], str]:
    """Where a link of the article leads from its page: to another page, or to the file."""
    folder = posixpath.dirname(one.article.name)

    def href(link: str) -> str:
        if ":" in link.partition("/")[0] or link.startswith(("#", "/")) or not link:
            return link
        path, hash_, anchor = link.partition("#")
        there = posixpath.normpath(posixpath.join(folder, unquote(path)))
        known = hrefs.get((there, one.locale)) or hrefs.get((there, AUTHORED))
        if known:
            return _relative(known, one.path) + hash_ + anchor
        if there in project.files and not project.workspace.is_mounted(there):
            return _relative(f"../{there}", one.path) + hash_ + anchor
        return link

    return href


def _facts(project: Project, article: Edition | Sourceless) -> dict[str, str]:
    """What a page says of an article, under the names its template has for it."""
    known = facts(project, article)
    return {"url" if name == "original" else name: text for name, text in known.items()}


def _title(project: Project, article: Edition | Sourceless) -> str:
    return project.config.metadata(article.name).title or article.pair.title


def _index(project: Project, listed: Mapping[str, Sequence[_Listed]], hrefs: Hrefs) -> str:
    from transpipe.publish.pages.frame import About
    from transpipe.publish.pages.page import index

    rows = status(project).rows
    titles = {name: one.title for name, found in listed.items() for one in found if one.title}
    links = {key: _quoted(path) for key, path in hrefs.items()}
    return index(rows, links, titles=titles, about=About(language=project.config.language))
