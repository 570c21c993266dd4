"""`clean DIR`: a folder of Chinese articles without their English, put right in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from gettext import gettext as _
from pathlib import Path

from transpipe.check.clean import Cleaned, about, clean, elsewhere
from transpipe.check.mending import is_chinese
from transpipe.check.names import propose
from transpipe.check.reading import reading
from transpipe.check.repair import TAKING_OUT, repair
from transpipe.config import CheckSettings, names
from transpipe.editions.asked import Asked
from transpipe.errors import BadArgument, FileFault, NotText
from transpipe.markdown import segments, source
from transpipe.model import Cut, Document, Locale, Syntax
from transpipe.model.house_style import HouseStyle
from transpipe.model.product import ProductName
from transpipe.pairs.decoding import decoded
from transpipe.ports import Speller
from transpipe.repository import Workspace, files
from transpipe.rules import Context
from transpipe.workflows.check import spelling_of
from transpipe.workflows.repair import paths_of

__all__ = ["Cleaned", "Folder", "cleaned", "opened", "proposals", "proposed", "written"]


@dataclass(frozen=True)
class Folder:
    """The articles of a folder as they stand, by path; those that are not Chinese are left alone.

    `unread` says of files why they are no text; `table` is the path of the folder's decided names,
    `text` what that says.
    """

    root: Path
    articles: Mapping[str, Document]
    seen: Mapping[str, bytes]
    others: tuple[str, ...]
    unread: tuple[NotText, ...]
    table: str
    text: str


def opened(root: Path, named: str) -> Folder:
    """What a folder, or one file, has to be cleaned. Raises BadArgument where there is none.

    One that lies elsewhere is a root of its own. A single file that is no text raises NotText.
    """
    root, named = _within(root, named)
    paths = [path for path in paths_of(root, named) if not path.endswith(".txt")]
    if not paths:
        raise BadArgument(_("{path}: no Markdown file there").format(path=named))
    seen = {path: files.read_named(root / path, path) for path in paths}
    read, unread = dict[str, Document](), list[NotText]()
    for path, raw in seen.items():
        try:
            read[path] = segments.parse(decoded(raw, path), Cut(Syntax.of(path)), source=False)
        except NotText as error:
            unread.append(error)
    if paths == [named] and unread:
        raise unread[0]
    chinese = {path: article for path, article in read.items() if is_chinese(article)}
    folder = Path(named) if (root / named).is_dir() else Path(named).parent
    table = (folder / names.NAMES).as_posix()
    data = files.read(root / table, table)
    others = tuple(path for path in read if path not in chinese)
    said = source.read(data) if data else ""
    return Folder(root, chinese, seen, others, tuple(unread), table, said)


def _within(root: Path, named: str) -> tuple[Path, str]:
    """The root and a path below it that a path from a folder means."""
    place = (root / named).resolve()
    if place.is_relative_to(root.resolve()):
        return root, place.relative_to(root.resolve()).as_posix()
    return (place, ".") if place.is_dir() else (place.parent, place.name)


def cleaned(
    folder: Folder, speller: Speller, style: HouseStyle = HouseStyle.HOUSE
) -> tuple[Cleaned, ...]:
    """Every article of a folder as it is to be; nothing is written. Raises BadSetting."""
    decided = names.parse(folder.text, folder.table)
    products = {each.said: each.name for each in decided if each.name not in ("", each.said)}
    shared, asked = (
        elsewhere(folder.articles),
        Asked(Workspace(folder.root), CheckSettings(style=style)),
    )
    done = []
    for path, article in folder.articles.items():
        spelling = spelling_of(article, Locale.ZH_CN, speller)
        once = cache(spelling) if spelling is not None else None  # most texts are asked often
        context = Context(path, article=article, spelling=once, unwanted=asked.unwanted(path))
        context = replace(context, wanted=asked.wanted(path))
        done.append(clean(about(context, products, shared[path])))
    return tuple(done)


def written(folder: Folder, done: Sequence[Cleaned], workspace: Workspace) -> tuple[str, ...]:
    """Writes what was cleaned, each file if it still is as it was read, for `undo` to put back.

    Answers with the paths as the folder has them. Raises FileFault.
    """
    changed = [each for each in done if each.text != each.before]
    with workspace.locked() if changed else nullcontext():
        for each in changed:
            _put(folder, each.path, source.write(each.text), folder.seen[each.path], workspace)
    return tuple(each.path for each in changed)


def proposals(folder: Folder, speller: Speller) -> tuple[ProductName, ...]:
    """What in the articles may be a name, and stands in no table yet. Raises BadSetting.

    What is no part of an article needs no decision.
    """
    known = names.parse(folder.text, folder.table)
    shared = elsewhere(folder.articles)
    kept = {
        path: reading(context, repair(context, TAKING_OUT).text).article or article
        for path, article in folder.articles.items()
        for context in [Context(path, article=article, elsewhere=shared[path])]
    }
    return propose(kept, speller.words, [each.said for each in known])


def proposed(folder: Folder, found: Sequence[ProductName], workspace: Workspace) -> tuple[str, ...]:
    """The table with proposals to be decided behind what it has; its path, where it is written."""
    new = names.added(folder.text, found)
    if new == folder.text:
        return ()
    data = files.read(folder.root / folder.table, "")
    with workspace.locked():
        _put(folder, folder.table, source.write(new), data, workspace)
    return (folder.table,)


def _put(folder: Folder, path: str, data: bytes, seen: bytes | None, workspace: Workspace) -> None:
    if files.read(folder.root / path, path) != seen:
        raise FileFault(path, _("changed by someone else meanwhile; nothing was written"))
    place = (folder.root.resolve() / path).relative_to(workspace.root)
    workspace.write(place.as_posix(), data)
