"""Characters of the wrong script, listed and mended; and those that could be another one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

from transpipe.convert.repair import mended, misspelt, undecided
from transpipe.editions.project import Project
from transpipe.errors import FileFault, Refused
from transpipe.markdown import source
from transpipe.model import Locale
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

    With `dry` nothing is written. Raises NoSuchFile, FileFault, and Refused for a text that is
    simplified.
    """
    places, written = list[Place](), list[str]()
    for path in paths:
        data = files.read_named(folder / path, path)
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
    config = project.config
    others = (locale for locale in config.derived if locale is not Locale.ZH_CN)
    paths = [project.derived_path(pair.target, locale) for locale in others]
    paths += [pair.target] if config.authored is not Locale.ZH_CN else []
    return tuple(path for path in paths if project.workspace.exists(path))


def _places(path: str, text: str, found: Sequence[Misspelt]) -> Iterator[Place]:
    places = _where(text, [slip.at for slip in found])
    for slip, (line, col, around) in zip(found, places, strict=True):
        yield Place(path, line, col, slip.character, slip.expected, slip.certain, around)


@dataclass(frozen=True, slots=True)
class Choice:
    """A character that could be another one: what it becomes, and what else it could."""

    file: str
    line: int
    col: int
    char: str
    chosen: str
    other: str
    context: str


def ambiguous(folder: Path, paths: Sequence[str], speller: Speller) -> Iterator[Choice]:
    """The characters of simplified files that a person may want to look at.

    Raises NoSuchFile, FileFault.
    """
    for path in paths:
        text = source.read(files.read_named(folder / path, path))
        found = undecided(text, speller, markdown=not path.endswith(".txt"))
        places = _where(text, [each.at for each in found])
        for each, (line, col, around) in zip(found, places, strict=True):
            yield Choice(path, line, col, each.character, each.chosen, each.other, around)


def _where(text: str, found: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The line (from 1) and column (from 0) of some places, in order, and the words around each."""
    line, counted = 1, 0
    for at in found:
        line += text.count("\n", counted, at)
        counted = at
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        around = text[max(begin, at - 6) : min(at + 7, end if end >= 0 else len(text))]
        yield line, at - begin, around
