"""`rm`: an article out of the repository, with all that belongs to it; no words are lost unseen.

What people wrote must stand in the last commit, else it is refused unless it is asked for by
force; `undo` brings all of it back. Links of other articles to it stay, and are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from posixpath import basename
from urllib.parse import unquote

from transpipe import po
from transpipe.editions.project import Project
from transpipe.errors import BadArgument, Refused, TranspipeError
from transpipe.links.moves import named_files
from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Finding, Held, Locale, Pair, Severity
from transpipe.pairs.index import Row, Side, address, rows
from transpipe.pairs.resolve import resolve_rows
from transpipe.pairs.row_suffixes import Suffixes
from transpipe.pairs.tree import Tree
from transpipe.repository import files, remembered, suggestions
from transpipe.repository.guard import squeezed
from transpipe.text.diff import beginning
from transpipe.units.placement import bare, held, held_in, machine, said, texts
from transpipe.workflows import claims
from transpipe.workflows.own_files import others_naming, pictures, texts_naming

_SHOWN = 40  # characters of words in a message


@dataclass(eq=False)
class Uncommitted(Refused):
    """Words, or files, that stand nowhere but in what is to be removed."""

    lost: tuple[Held, ...]
    paths: tuple[str, ...]

    def __str__(self) -> str:
        count = len(self.lost) + len(self.paths)
        first = self.paths[0] if self.paths else ""
        if self.lost:
            words = beginning(self.lost[0].text, _SHOWN)
            first = f"{self.lost[0].place}: “{words}”"
        told = ngettext(
            "{n} text is in no commit ({first}); commit it first, or remove it with --force",
            "{n} texts are in no commit ({first}); commit them first, or remove them with --force",
            count,
        )
        return told.format(n=count, first=first)


@dataclass(frozen=True)
class Removed:
    """The files that are gone, the indexes that changed, and what still names them."""

    removed: tuple[str, ...]
    changed: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def remove(project: Project, name: str, *, force: bool = False) -> Removed:
    """Takes an article out: source, translations, catalogues, its own pictures, index rows.

    Raises Uncommitted where words of people, or the source, are in no commit; with `force` they
    go all the same.
    """
    workspace = project.workspace
    with workspace.locked():
        (pair,) = project.named(name)
        paths = _files(project, pair)
        _refuse(project, pair, paths, force=force)
        findings = tuple(_named(project, pair, paths))
        written: list[str] = []
        for index, text in _indexes(project, pair).items():
            written += workspace.write(index, text)
        for locale in Locale:
            remembered.forget(workspace, pair.article, locale)
            suggestions.forget(workspace, pair.article, locale)
        paths += [path for path in (claims.path_of(pair.article),) if path in project.files]
        for path in paths:
            workspace.put(path, None)
    return Removed(tuple(paths), tuple(written), findings)


def _files(project: Project, pair: Pair) -> list[str]:
    """All files of an article, those of people first."""
    mine = [path for path in (pair.source, *_translations(project, pair)) if path]
    there = [path for path in dict.fromkeys(mine) if path in project.files]
    there = [path for path in there if not project.workspace.is_mounted(path)]
    found = [picture for path in there for picture in pictures(project, path, mine)]
    catalogues = (project.workspace.catalogue_path(pair.article, locale) for locale in Locale)
    found += [path for path in catalogues if path in project.files]
    return [*there, *dict.fromkeys(found)]


def _translations(project: Project, pair: Pair) -> Iterator[str]:
    yield pair.target
    others = (locale for locale in Locale if locale is not pair.authored)
    yield from (project.derived_path(pair.target, locale) for locale in others)


# ── what would be lost ──────────────────────────────────────────────────────────────────────


def _refuse(project: Project, pair: Pair, paths: Sequence[str], *, force: bool) -> None:
    for path in paths:
        if files.is_link(project.workspace.root / path):
            raise BadArgument(_("{path}: a symbolic link is not removed").format(path=path))
    if pair.target in project.config.index:
        raise BadArgument(_("{path} is an index").format(path=pair.target))
    if force:
        return
    data = project.history.read([("HEAD", path) for path in paths])
    committed = {path: each for path, each in zip(paths, data, strict=True) if each is not None}
    same = {p for p, each in committed.items() if _same(project.workspace.read_bytes(p), each)}
    left = [path for path in paths if path not in same]
    prose = [path for path in left if _is_prose(project, pair, path)]
    lost = tuple(_lost(project, pair, prose, committed))
    if lost or len(prose) < len(left):
        raise Uncommitted(lost, tuple(path for path in left if path not in prose))


def _same(one: bytes, other: bytes) -> bool:
    return one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _is_prose(project: Project, pair: Pair, path: str) -> bool:
    """Whether a file is one of those in which words are looked for."""
    return path.endswith(".po") or path in (pair.source, *_translations(project, pair))


def _lost(
    project: Project, pair: Pair, paths: Sequence[str], committed: Mapping[str, bytes]
) -> Iterator[Held]:
    """The words of people, and the source's, that the last commit has nowhere."""
    saved = squeezed("".join(t for p, each in committed.items() for t in _says(p, each, pair)))
    catalogues = [each for locale in Locale if (each := project.catalogue(pair, locale))]
    ours = {text for each in catalogues for text in machine(each)} if pair.source else set()
    ours |= set(texts(catalogues[0])) if len(catalogues) > 1 else set()
    for path in paths:
        for words in _held(project, pair, path, catalogues):
            file = not path.endswith(".po") and path != pair.source
            if squeezed(words.text) not in saved and not (file and words.text in ours):
                yield words


def _held(
    project: Project, pair: Pair, path: str, catalogues: Sequence[Catalogue]
) -> Iterator[Held]:
    if path.endswith(".po"):
        for each in catalogues:
            if project.workspace.catalogue_path(pair.article, each.locale) == path:
                yield from held(each, path)
                notes = (note for unit in each.units for note in unit.notes)
                yield from (Held(bare(note), "", path) for note in notes)
        return
    document = parse(project.workspace.read_text(path), project.config.cut_of(pair.article))
    if path == pair.source:
        yield from (Held(text, text, path) for text in said(document))
    else:
        yield from held_in(document, path, "")


def _says(path: str, data: bytes, pair: Pair) -> Iterator[str]:
    """What a file of the last commit says."""
    text = data.decode("utf-8", "replace")
    with suppress(TranspipeError):
        if path.endswith(".po"):
            catalogue = po.parse(text, path, pair.article)
            yield from texts(catalogue)
            yield from (bare(note) for unit in catalogue.units for note in unit.notes)
        else:
            yield from said(parse(text, source=False))


# ── what names it ───────────────────────────────────────────────────────────────────────────


def _indexes(project: Project, pair: Pair) -> dict[str, str]:
    """The indexes without the links to an article.

    A row that has an address of its own stays without them: it is an item of a reading list. Any
    other goes as a whole, unless rows stand below it.
    """
    tree = Tree(project.files, project.workspace.read_text, project.config)
    found: dict[str, str] = {}
    for index in (path for path in project.config.index if path in project.files):
        text = project.workspace.read_text(index)
        linked = resolve_rows(tree, index)
        mine = {path for path in (pair.source, pair.target) if path}
        lines = {row.line for row in linked if {row.source, row.target} & mine}
        for row in [row for row in reversed(rows(text)) if row.line in lines]:
            text = _without(project, index, text, row)
        found[index] = text
    return found


def _without(project: Project, index: str, text: str, row: Row) -> str:
    suffixes = Suffixes(index, text, project.config.rows)
    behind = suffixes.behind(row)
    own = any(link.side is Side.NEITHER and address(link.target) for link in row.links)
    below = [each for each in rows(text) if each.line > row.line]
    if own or (below and below[0].indent > row.indent and row.marker != "|"):
        return text[: behind.start] + text[behind.end :]
    start = max(text.rfind(sign, 0, row.span.start) for sign in "\r\n") + 1
    end = row.span.end
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    end += 2 if text[end : end + 2] == "\r\n" else 1
    return text[:start] + text[end:]


def _named(project: Project, pair: Pair, paths: Sequence[str]) -> Iterator[Finding]:
    """Links of what stays, and settings, that name what is going."""
    gone = frozenset(paths)
    for own, text in texts_naming(project, gone):
        if own.path in gone or own.path in project.config.index:
            continue
        named = named_files(parse(text, own.cut), own.path) & gone
        yield from (_still(project, own.path, path) for path in sorted(named))
    for path, named in others_naming(project, gone):
        if path not in gone:
            yield from (_still(project, path, each) for each in sorted(named))
    yield from _in_settings(project, pair)


def _still(project: Project, path: str, gone: str) -> Finding:
    message = _("still links to {path}, which is gone").format(path=gone)
    lines = unquote(project.workspace.read_text(path)).split("\n")
    line = next((n for n, line in enumerate(lines, 1) if basename(gone) in line), 0)
    return Finding("dead-link", Severity.WARNING, message, path, line)


def _in_settings(project: Project, pair: Pair) -> Iterator[Finding]:
    path = project.config.path
    lines = project.workspace.read_text(path).split("\n") if path else []
    names = [f'"{each}"' for each in (pair.source, pair.target) if each]
    for number, line in enumerate(lines, 1):
        if any(name in line for name in names) and not line.lstrip().startswith("#"):
            message = _("still names an article that is gone")
            yield Finding("missing-path", Severity.WARNING, message, path, number)
