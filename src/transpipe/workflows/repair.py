"""Badly converted text: characters of the wrong script, listed and mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from transpipe.convert.repair import mended, misspelt
from transpipe.editions.project import Project
from transpipe.errors import FileFault, Refused
from transpipe.markdown import source
from transpipe.model.misspelt import Misspelt
from transpipe.ports import Speller
from transpipe.repository import files

_ENDINGS = (".md", ".mdx", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Place:
    """A wrong character in a file: line from 1, column from 0, and the words around it."""

    file: str
    line: int
    col: int
    char: str
    expected: str
    certain: bool
    context: str


def repair(
    folder: Path, paths: Sequence[str], speller: Speller, *, dry: bool
) -> tuple[tuple[Place, ...], tuple[str, ...]]:
    """The wrong characters of some files, and which of these were written: the certain are mended.

    With `dry` nothing is written. Raises FileFault, and Refused for a text that is simplified.
    """
    places, written = list[Place](), list[str]()
    for path in paths:
        data = _bytes(folder, path)
        text = source.read(data)
        found = misspelt(text, speller, markdown=not path.endswith(".txt"))
        if found and not speller.scripts(text).is_traditional:
            said = _(
                "{path} is in simplified characters: `transpipe convert --to zh_TW` converts it"
            )
            raise Refused(said.format(path=path))
        places += _places(path, text, found)
        new = source.write(mended(text, found))
        if new != data and not dry:
            if not files.replace(folder / path, path, new, data):
                raise FileFault(path, _("changed by someone else meanwhile; nothing was written"))
            written.append(path)
    return tuple(places), tuple(written)


def paths_of(folder: Path, named: str) -> tuple[str, ...]:
    """The files that a path names: itself, or those of a folder; none where nothing is there."""
    if files.is_file(folder / named, named):
        return (named,)
    return files.within(folder, named, _ENDINGS)


def derived_paths(project: Project, name: str) -> tuple[str, ...]:
    """The files of an article in its traditional locales. Raises ArticleNotFound."""
    pair = project.find(name)
    paths = [project.derived_path(pair.target, locale) for locale in project.config.derived]
    return tuple(path for path in paths if project.workspace.exists(path))


def _bytes(folder: Path, name: str) -> bytes:
    data = files.read(folder / name, name)
    if data is None:
        raise FileFault(name, _("no such file"))
    return data


def _places(path: str, text: str, found: Sequence[Misspelt]) -> Iterator[Place]:
    line, begin, counted = 1, 0, 0
    for slip in found:
        line += text.count("\n", counted, slip.at)
        counted = slip.at
        begin = text.rfind("\n", 0, slip.at) + 1
        end = text.find("\n", slip.at)
        around = text[max(begin, slip.at - 6) : min(slip.at + 7, end if end >= 0 else len(text))]
        yield Place(
            path, line, slip.at - begin, slip.character, slip.expected, slip.certain, around
        )
