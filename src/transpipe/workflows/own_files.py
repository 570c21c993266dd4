"""The project's own files: sources, translations in every locale, and indexes; their pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from posixpath import basename, dirname, relpath
from urllib.parse import unquote

from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.links.moves import named_files
from transpipe.markdown.segments import parse
from transpipe.model import Cut
from transpipe.pairs import SUFFIXES


@dataclass(frozen=True)
class OwnFile:
    """A file whose links follow what moves, and how it is cut."""

    path: str
    cut: Cut


def own_files(project: Project) -> tuple[OwnFile, ...]:
    """Those that are there and written here, each once; none of an article that is left alone."""
    found: dict[str, OwnFile] = {}
    for pair in (pair for pair in project.pairs.pairs if not project.faults(pair)):
        cut = project.config.cut_of(pair.article)
        for path in (pair.source, *project.translations(pair)):
            if path and path in project.files and not project.workspace.is_mounted(path):
                found.setdefault(path, OwnFile(path, cut))
    for path in project.config.index:
        if path in project.files:
            found.setdefault(path, OwnFile(path, project.config.cut_of(path)))
    return tuple(found.values())


def texts_naming(project: Project, paths: Collection[str]) -> Iterator[tuple[OwnFile, str]]:
    """Those that may name one of these files, or are one, with what they say."""
    names = {basename(path) for path in paths}
    for own in own_files(project):
        with suppress(TranspipeError):  # one that cannot be read is said elsewhere
            text = project.workspace.read_text(own.path)
            if own.path in paths or any(name in unquote(text) for name in names):
                yield own, text


def pictures(project: Project, path: str, mine: Collection[str]) -> tuple[str, ...]:
    """The files beside an article that it alone of the project's own names, no articles.

    Beside it is in its folder or below; `mine` are all its files, which may name them too.
    """
    own = {each.path: each for each in own_files(project)}
    if path not in own:
        return ()
    named = _named(project, own[path])
    beside = [each for each in sorted(named) if _is_picture(project, path, each)]
    if not beside:
        return ()
    others = set[str]()
    for each, _text in texts_naming(project, beside):
        others |= _named(project, each) if each.path not in mine else set()
    return tuple(each for each in beside if each not in others)


def _is_picture(project: Project, path: str, named: str) -> bool:
    inside = not relpath(named, dirname(path) or ".").startswith("..")
    return named in project.files and inside and not named.lower().endswith((*SUFFIXES, ".po"))


def _named(project: Project, own: OwnFile) -> frozenset[str]:
    with suppress(TranspipeError):
        return named_files(parse(project.workspace.read_text(own.path), own.cut), own.path)
    return frozenset()


def others_naming(project: Project, paths: Collection[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The Markdown files that are not the project's own, with those of these files they link to."""
    own = {each.path for each in own_files(project)}
    names = {basename(path) for path in paths}
    for path in project.files:
        if path in own or not path.lower().endswith(SUFFIXES) or project.workspace.is_mounted(path):
            continue
        with suppress(TranspipeError):
            text = project.workspace.read_text(path)
            if any(name in unquote(text) for name in names):
                found = _named(project, OwnFile(path, project.config.cut_of(path)))
                if found & set(paths):
                    yield path, found & frozenset(paths)
