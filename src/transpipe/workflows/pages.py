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
    Document,
    Edition,
    Fresh,
    Locale,
    Orphan,
    Pair,
    Sourceless,
    Unread,
)
from transpipe.model.inputs import Inputs, doubt, gathered, note
from transpipe.ports import Answer, Converter
from transpipe.repository.remembered import fitted
from transpipe.repository.shelf import KNOWN, Shelf, names
from transpipe.workflows.page_links import Placed
from transpipe.workflows.site_around import around
from transpipe.workflows.site_pages import Listed, Page, Site, html_of, title_of

SITE = "_site"
_KNOWN = "site"  # the question whether it is known what was made there
_LISTED = "listed"  # the question which pages there are


@dataclass(frozen=True, slots=True)
class _Made:
    """The pages of an article: path and text of each, and the pictures they show, by place."""

    texts: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, str], ...]


def pages(
    project: Project,
    name: str | None,
    converter: Converter | None = None,
    shelf: Shelf | None = None,
) -> Outcome:
    """Writes the pages of all articles (or of one) and the index; unchanged ones are left alone.

    They stand on the `shelf`, else in `_site`. What was written there for articles or pictures that
    are gone is removed when all are made.
    """
    shelf = shelf or Shelf(project.workspace, SITE)
    wanted = {pair.article for pair in project.named(name)}
    listed = {pair.article: _listed(project, pair) for pair in project.named()}
    hrefs = {(name, one.locale): one.path for name, found in listed.items() for one in found}
    hrefs |= _left_alone(project, shelf)
    site = Site(listed, hrefs, converter)
    known = site.name
    project.kept.answers[_LISTED] = lambda: known
    project.kept.answers[_KNOWN] = lambda: names(shelf.known)
    for article in listed:
        project.kept.answers[_beside(article)] = partial(site.around, article)
    outcome = project.left_alone(name)
    with project.workspace.locked():
        outcome += claimed(shelf)
        pairs = [p for p in project.named() if p.article in wanted and listed[p.article]]
        make, finish = partial(_made, project, site), partial(_written, project, shelf, name)
        work = Work(_name(shelf), Outcome, make, finish)
        for pair, one in zip(pairs, project.kept.each(work, pairs, project.executor), strict=True):
            project.step(pair.article)
            outcome += one
            shelf.keep(pair.article)
        for path, text in around(project, site):
            outcome += Outcome(shelf.write("", path, text))
        still = tuple(pair.article for pair in project.pairs.pairs if project.faults(pair))
        outcome += Outcome(shelf.settle(whole=name is None, still=still))
    return outcome


def claimed(shelf: Shelf) -> Outcome:
    """Makes sure that files may be written there; the usual folder is none of git's."""
    if shelf.folder != SITE:
        shelf.claim()
    is_usual = shelf.folder.partition("/")[0] == SITE
    return Outcome(shelf.workspace.write(f"{SITE}/.gitignore", "*\n") if is_usual else ())


def _listed(project: Project, pair: Pair) -> tuple[Listed, ...]:
    """The pages of an article: one for each locale that it is in."""

    def made() -> tuple[Listed, ...]:
        found = _pages(project, pair)
        return tuple(Listed(one.locale, one.path, title_of(project, one.article)) for one in found)

    return project.kept.get(f"listed {pair.article}", tuple[Listed, ...], made)


def _made(project: Project, site: Site, pair: Pair) -> _Made:
    """The pages of an article.

    What is kept of them holds where it is remembered what was made: else nobody could tell what is
    no longer made.
    """
    note(_LISTED, project.kept.answers[_LISTED]())
    note(_KNOWN, KNOWN)
    beside = _beside(pair.article)
    note(beside, project.kept.answers[beside]())
    texts: list[tuple[str, str]] = []
    pictures: dict[str, str] = {}
    for one in _pages(project, pair):
        placed = Placed(
            project, (pair.article, pair.target), (one.path, one.locale), site.hrefs, pictures
        )
        texts.append((one.path, html_of(project, one, site, placed)))
    return _Made(tuple(texts), tuple(pictures.items()))


def _written(
    project: Project, shelf: Shelf, name: str | None, pair: Pair, answer: Answer[_Made]
) -> Outcome:
    """Writes the pages of an article, and its pictures beside them.

    Kept is that they stand as they were written: nobody makes them twice.
    """

    def write(path: str, text: str) -> Outcome:
        return Outcome(shelf.write(pair.article, path, text))

    def copy(path: str, picture: str) -> Outcome:
        return Outcome(shelf.write(pair.article, path, shelf.workspace.read_bytes(picture)))

    def written() -> Outcome:
        with gathered() as inputs:
            made = answer()
        rows = [one_of_many(name, partial(write, *row)) for row in made.texts]
        rows += [one_of_many(name, partial(copy, *row)) for row in made.pictures]
        outcome = sum(rows, Outcome())
        if not outcome.refused:
            kept = f"{_name(shelf)} {pair.article}"
            project.kept.keep(kept, Outcome(), _standing(shelf, made, inputs))
        return outcome

    outcome = one_of_many(name, written)
    if outcome.refused:
        doubt()  # whatever stands in the way may go
    return outcome


def _beside(article: str) -> str:
    """The question what the pages before and after those of an article are called."""
    return f"beside {article}"


def _name(shelf: Shelf) -> str:
    return f"pages {shelf.folder}"


def _standing(shelf: Shelf, made: _Made, inputs: Inputs) -> Inputs:
    """What pages were made from, and that they and their pictures are as they are now."""
    with gathered() as files:
        for path, _what in (*made.texts, *made.pictures):
            shelf.stands(path)
        for _path, picture in made.pictures:
            shelf.workspace.said(picture)
    files.add(inputs)
    return files


def _left_alone(project: Project, shelf: Shelf) -> dict[tuple[str, Locale], str]:
    """The pages that are there of articles that are left alone."""
    pairs = [pair for pair in project.pairs.pairs if project.faults(pair)]
    locales = project.config.locales
    known = {(pair.article, locale): _path(pair, locale) for pair in pairs for locale in locales}
    return {key: path for key, path in known.items() if shelf.exists(path)}


def _pages(project: Project, pair: Pair) -> Iterator[Page]:
    """The pages of an article: in each locale; one without a source as it is."""
    article = project.article(pair)
    match article:
        case Orphan() | Sourceless() if article.file.text:
            yield Page(Sourceless(pair, article.file), _path(pair, pair.authored))
        case Fresh() | Unread() | Edition():
            yield from _of(project, article)


def _of(project: Project, article: Fresh | Unread | Edition) -> Iterator[Page]:
    """The pages of an article with a source: one for each catalogue that it has."""
    pair, source = article.pair, article.source
    if isinstance(article, Edition):
        now = staleness.current(project, pair, article.catalogue)
        yield Page(article.holding(now), _path(pair, pair.authored))
    for locale in project.config.derived:
        catalogue = project.catalogue(pair, locale)
        if catalogue is not None:
            edition = Edition(pair, Document.blank(source.cut), catalogue, source)
            yield Page(edition, _path(pair, locale))


def _path(pair: Pair, locale: Locale) -> str:
    """`原文/X.md` → `原文/X.html`, in derived locales below a folder of their own."""
    stem = pair.article.rpartition(".")[0] or pair.article
    stem = "home/README" if stem == "index" else stem
    path = fitted(stem, ".html")
    return path if locale is pair.authored else f"{locale.value}/{path}"
