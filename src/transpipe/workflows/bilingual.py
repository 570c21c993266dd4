"""Bilingual Markdown: each article with both languages in one file, and its pictures beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial
from urllib.parse import unquote

from transpipe.editions import staleness
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.markdown.attributes import addresses
from transpipe.markdown.inline import map_targets
from transpipe.model import Document, Edition, Kind, Pair
from transpipe.publish.bilingual import bilingual
from transpipe.repository.shelf import Shelf
from transpipe.units.build import unit_of
from transpipe.workflows.page_links import PICTURES
from transpipe.workflows.pages import claimed


def bilingual_files(
    project: Project, name: str | None, shelf: Shelf, *, hidden: bool = False
) -> Outcome:
    """Writes both languages of all articles (or of one); unchanged files are left alone.

    `hidden`: the source in comments. Links stay as they are: articles and their pictures stand
    there as they stand in the repository.
    """
    outcome = project.left_alone(name)
    with project.workspace.locked():
        outcome += claimed(shelf)
        for pair in project.named(name):
            project.step(pair.article)
            write = partial(_written, project, pair, shelf, hidden=hidden)
            outcome += one_of_many(name, write)
        left = tuple(pair.article for pair in project.pairs.pairs if project.faults(pair))
        outcome += Outcome(shelf.settle(whole=name is None, still=left))
    return outcome


def _written(project: Project, pair: Pair, shelf: Shelf, *, hidden: bool) -> Outcome:
    rows: tuple[str, ...] = ()
    for path, edition in _editions(project, pair):
        text = _text(edition, hidden=hidden)
        rows += shelf.write(pair.article, path, text)
        for place, picture in sorted(set(_pictures(project, pair.article, path, edition.source))):
            rows += shelf.write(pair.article, place, project.workspace.read_bytes(picture))
    return Outcome(rows)


def _editions(project: Project, pair: Pair) -> Iterator[tuple[str, Edition]]:
    """An article in each locale that it is in, with the path of its file there."""
    article = project.article(pair)
    if isinstance(article, Edition):
        now = staleness.current(project, pair, article.catalogue)
        yield pair.article, article.holding(now)
        for locale in project.config.derived:
            catalogue = project.catalogue(pair, locale)
            if catalogue is not None:
                file = Document.blank(article.source.cut)
                edition = Edition(pair, file, catalogue, article.source)
                yield f"{locale.value}/{pair.article}", edition


def _text(edition: Edition, *, hidden: bool) -> str:
    from transpipe.publish.pages.rows import rows

    found = rows(edition.source, edition.file, unit_of(edition.source, edition.catalogue))
    words = {row.number: row.words for row in found if row.words and not row.is_added}
    added: dict[int, list[str]] = {}
    after = -1
    for row in found:
        if not row.is_added:
            after = row.number
        elif row.block.kind is not Kind.CELL:
            added.setdefault(after, []).append(row.block.raw)
    return bilingual(edition.source, words, added, hidden=hidden)


def _pictures(
    project: Project, article: str, path: str, source: Document
) -> Iterator[tuple[str, str]]:
    """The pictures of an article: where each is put, and where it is."""
    folder, there = posixpath.dirname(article), posixpath.dirname(path)
    for target in _targets(source):
        bare = unquote(target.partition("#")[0].partition("?")[0])
        picture = posixpath.normpath(posixpath.join(folder, bare))
        place = posixpath.normpath(posixpath.join(there, bare))
        is_picture = posixpath.splitext(bare)[1].lower() in PICTURES
        if is_picture and project.files.get(picture, -1) >= 0 and not place.startswith(".."):
            yield place, picture


def _targets(source: Document) -> Iterator[str]:
    """What links and tags of an article name."""
    found: list[str] = []

    def seen(target: str) -> str:
        found.append(target)
        return target

    for block in source.blocks:
        if block.segment is not None:
            map_targets(block.text, seen)
        if "<" in block.raw:
            found += (span.of(block.raw) for span in addresses(block.raw))
    yield from found
