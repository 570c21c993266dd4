"""`add`: an article into the repository, with its pictures, a catalogue, and a row of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from posixpath import basename, join

from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.links.moves import shown_files
from transpipe.markdown.inline import plain
from transpipe.markdown.segments import parse
from transpipe.model import Document, Finding, Kind, Severity
from transpipe.pairs import SUFFIXES, decoded
from transpipe.pairs.index import address, resolve, rows
from transpipe.pairs.naming import file_name
from transpipe.pairs.row_placing import Section, placed, section_of
from transpipe.pairs.row_suffixes import RowArticle, Suffixes
from transpipe.pairs.tree import bare_address, upstream
from transpipe.ports import Converter
from transpipe.repository import files
from transpipe.workflows.index import update
from transpipe.workflows.move import Taken
from transpipe.workflows.sync import sync


@dataclass(frozen=True)
class Wish:
    """The file as a user named it, the title of its row, and the section that is to have it."""

    file: str
    title: str = ""
    section: str = ""


def add(project: Project, wish: Wish, converter: Converter) -> Outcome:
    """Takes an article in: a file from elsewhere is copied, one of the repository stays one file.

    It goes into the folder of sources, unless it is an article where it stands. Raises Taken,
    BadArgument, NoSuchFile, NotText; nothing is written then.
    """
    workspace = project.workspace
    with workspace.locked():
        coming = _coming(project, wish)
        indexes = _rows(project, wish, coming)
        written: list[str] = []
        for path, data in coming.files.items():
            written += workspace.write(path, data)
        for path, text in indexes.items():
            written += workspace.write(path, text)
        if coming.old:
            workspace.put(coming.old, None)
        outcome = Outcome(tuple(written))
        if workspace.dry_run:
            return outcome
        project = project.reopened()
        outcome += sync(project, coming.path, converter)
        for index in _index(project.reopened()):
            outcome += update(project.reopened(), index, coming.path)
        return outcome + Outcome(findings=tuple(_unlinked(project.reopened(), coming.path)))


@dataclass(frozen=True)
class _Coming:
    """What is to be written by path, where the article is then, and what it says.

    `old` is the file of the repository that it was, '' for one from elsewhere.
    """

    path: str
    text: str
    files: dict[str, bytes]
    old: str = ""


def _coming(project: Project, wish: Wish) -> _Coming:
    workspace = project.workspace
    place = workspace.start / wish.file
    data = files.read_named(place, wish.file)
    if not wish.file.lower().endswith(SUFFIXES):
        raise BadArgument(_("{path}: no Markdown file").format(path=wish.file))
    text = decoded(data, wish.file)
    old = _inside(workspace.root, place)
    for pair in project.pairs.pairs if old else ():
        if old == pair.source:
            return _Coming(old, text, {})
        if old in (*project.translations(pair), *project.config.index):
            no_source = _("{path} is no source: it is a translation, or an index")
            raise BadArgument(no_source.format(path=old))
    path = join(_folder(project), basename(place.as_posix()))
    found = {path: data} if path != old else {}
    for picture in _pictures(text) if path != old else ():
        there = files.read_below(place.parent, picture)
        if there is not None:
            found[join(_folder(project), picture)] = there
    for each, said in found.items():
        if workspace.exists(each) and workspace.read_bytes(each) != said:
            raise Taken(each)
        if workspace.is_taken(each):
            raise Taken(each)
    return _Coming(path, text, found, old if path != old else "")


def _inside(root: Path, place: Path) -> str:
    """The path of a file in the repository, '' for one that lies elsewhere."""
    real = place.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else ""


def _folder(project: Project) -> str:
    """Where sources lie: the folder of the settings, else that of most articles."""
    usual = project.config.source_dir
    there = [p.source.rpartition("/")[0] for p in project.pairs.pairs if p.source and p.target]
    inside = any(f"{each}/".startswith(f"{usual}/") for each in there)
    if inside or not there:
        return usual
    return max(sorted(set(there)), key=there.count)


def _pictures(text: str) -> Iterator[str]:
    """The files beside an article that it shows as pictures, below its folder."""
    for path in dict.fromkeys(shown_files(parse(text))):
        parts = path.split("/")
        if not any(part.startswith(".") for part in parts) and not path.startswith("/"):
            yield path


# ── the row ─────────────────────────────────────────────────────────────────────────────────


def _rows(project: Project, wish: Wish, coming: _Coming) -> dict[str, str]:
    """The index with a row for the article; none where one is its own, or nobody said where.

    Raises BadArgument where the section that was named is none of the index.
    """
    if wish.section and not _index(project):
        raise BadArgument(_("there is no index to have a row"))
    for index in _index(project):
        text = project.workspace.read_text(index)
        section = section_of(text, wish.section, index) if wish.section else None
        if _has_row(index, text, coming, section):
            return {}
        title = wish.title or _title(parse(coming.text)) or _stem(coming.path)
        url = project.config.metadata(coming.path).original or upstream(coming.text)
        suffix = Suffixes(index, text, project.config.rows).written(RowArticle(coming.path))
        row = (f"[{title}]({url})" if url else title) + suffix
        try:
            return {index: placed(text, section_of(text, wish.section, index), row)}
        except BadArgument:
            if wish.section:
                raise
    return {}


def _index(project: Project) -> tuple[str, ...]:
    """The first index that is there, if any: the one that has the rows of new articles."""
    there = (path for path in project.config.index if path in project.files)
    return tuple(path for path in there if path.lower().endswith(SUFFIXES))[:1]


def _has_row(index: str, text: str, coming: _Coming, section: Section | None = None) -> bool:
    """Whether a row, or one of a section, links an article or tells of it by address or title."""
    url = bare_address(upstream(coming.text))
    for row in rows(text):
        if section and not section.first <= row.line <= section.last:
            continue
        for link in row.links:
            paths = resolve(link.target, index.rpartition("/")[0]) or ()
            if coming.path in paths or (url and bare_address(address(link.target)) == url):
                return True
        titles = (row.words, *(link.text for link in row.links[:1]))
        if row.marker and _stem(coming.path) in map(file_name, titles):
            return True
    return False


def _stem(path: str) -> str:
    return basename(path).rpartition(".")[0]


def _title(document: Document) -> str:
    """What an article is called: in its front matter, else by its first heading."""
    heads = (plain(block.text) for block in document.blocks if block.kind is Kind.HEADING)
    return dict(document.meta).get("title", "") or next(heads, "")


def _unlinked(project: Project, path: str) -> Iterator[Finding]:
    """That an article has no row, where there is an index."""
    for index in _index(project):
        text = project.workspace.read_text(index)
        if not _has_row(index, text, _Coming(path, "", {})):
            said = _("no row of {index} links it: `transpipe add {path} --row SECTION` adds one")
            message = said.format(index=index, path=path)
            yield Finding("unlisted-article", Severity.WARNING, message, path)
        return
