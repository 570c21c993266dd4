"""What file names say: which file is whose translation, and what a new translation is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import chain, count
from pathlib import PurePosixPath

from transpipe.markdown.inline import unlink
from transpipe.model import Locale


class Tongue(IntEnum):
    """The language that a name gives a file; the lower of two Chinese ones is preferred."""

    SIMPLIFIED = 1
    CHINESE = 2
    TRADITIONAL = 3
    PLAIN = 4
    ENGLISH = 5
    OTHER = 6


_NAMES = {
    Tongue.ENGLISH: "en en-us en-gb eng english 英文",
    Tongue.SIMPLIFIED: "zh-hans zh-cn zh-hans-cn zh-sg zhcn chs sc cn 简体 简体中文",
    Tongue.CHINESE: "zh zho chi chinese 中文 中",
    Tongue.TRADITIONAL: "zh-hant zh-tw zh-hk zh-hant-tw zh-hant-hk cht tc tw hk 繁体 繁體 繁體中文",
    Tongue.OTHER: "ja jp ko kr fr de es it pt pt-br br ru uk pl tr vi th ar fa id nl cs el he hi "
    "hu sv ro da fi no bn",
}
_TAGS = {tag: tongue for tongue, names in _NAMES.items() for tag in names.split()}
_CHINESE = (Tongue.SIMPLIFIED, Tongue.CHINESE, Tongue.TRADITIONAL)
_LONGEST = 160  # bytes of a name: `.md`, `.po` and a counter fit into the 255 of file systems


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: `README_EN.md` is `readme` in English, beside nothing else."""

    path: str
    folder: str
    stem: str
    tongue: Tongue


@lru_cache(maxsize=65536)
def take_apart(path: str) -> Named:
    """A path with the language that the end of its name gives it."""
    pure = PurePosixPath(path)
    folder = "" if str(pure.parent) == "." else str(pure.parent)
    for match in re.finditer(r"[-_. ]", pure.stem):
        tag = pure.stem[match.end() :].replace("_", "-").casefold()
        if match.start() and tag in _TAGS:
            return Named(path, folder, pure.stem[: match.start()].casefold(), _TAGS[tag])
    return Named(path, folder, pure.stem.casefold(), Tongue.PLAIN)


def is_named_chinese(path: str) -> bool:
    """Whether a name, or a folder's, says that a file is Chinese."""
    folders = (_TAGS.get(_tag(folder)) for _head, folder, _rest in _cuts(path))
    return take_apart(path).tongue in _CHINESE or any(tongue in _CHINESE for tongue in folders)


def catalogue_path(article: str, locale: Locale) -> str:
    """`locales/zh_CN/LC_MESSAGES/原文/X.po` of `原文/X.md`; other endings stay."""
    return f"locales/{locale.value}/LC_MESSAGES/{article.removesuffix('.md')}.po"


def in_one_folder(
    paths: Iterable[str],
    chinese: Callable[[str], bool],
    blank: Callable[[str], bool],
    adopted: Callable[[str], bool] = lambda _source: False,
) -> Iterator[tuple[str, str]]:
    """(source, target) where names in one folder differ only in a language: `README_EN`, `README`.

    A name without a language is looked into: English it is a source, Chinese or empty a target.
    The translation of a source that was `adopted` stays one, whatever stands there now.
    """
    groups: dict[tuple[str, str], list[Named]] = {}
    for path in sorted(paths):
        named = take_apart(path)
        groups.setdefault((named.folder, named.stem), []).append(named)
    for group in (group for group in groups.values() if len(group) > 1):
        sources = [n for n in group if n.tongue is Tongue.ENGLISH] or [
            n
            for n in group
            if n.tongue is Tongue.PLAIN and not blank(n.path) and not chinese(n.path)
        ]
        targets = sorted((n.tongue, n.path) for n in group if n.tongue <= Tongue.PLAIN)
        for source in sources[:1]:
            fitting = (
                path
                for _tongue, path in targets
                if path != source.path and (adopted(source.path) or blank(path) or chinese(path))
            )
            yield from ((source.path, path) for path in [*fitting][:1])


def other_languages(paths: Iterable[str], taken: Collection[str]) -> Iterator[str]:
    """Files that are a further language of one in `taken`: `README-zh-TW.md`, `docs/ja/a.md`."""
    stems = {(n.folder, n.stem) for n in map(take_apart, taken)}
    rests = {(head, rest) for path in taken for head, _folder, rest in _cuts(path)}
    for path in paths:
        named = take_apart(path)
        beside_one = named.tongue is not Tongue.PLAIN and (named.folder, named.stem) in stems
        below_one = any(
            (head, rest) in rests or head + rest in taken for head, _folder, rest in _cuts(path)
        )
        if path not in taken and (beside_one or below_one):
            yield path


def in_language_folders(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(source, target) in folders named for languages: `docs/en/a.md`, `docs/zh/a.md`.

    Where there is no folder for English, the one above holds it (`docs/a.md`). An English file
    whose Chinese counterpart is missing is listed beside `en` folders only.
    """
    folders: dict[str, set[str]] = {}
    for path in paths:
        for head, folder, _rest in _cuts(path):
            folders.setdefault(head, set()).add(folder)
    there = set(paths)
    for head in sorted(folders):
        ranked = sorted((_TAGS[_tag(folder)], folder) for folder in folders[head])
        chinese = [folder for tongue, folder in ranked if tongue in _CHINESE]
        english = [f"{folder}/" for tongue, folder in ranked if tongue is Tongue.ENGLISH]
        for source in paths if chinese else ():
            above = head + (english[0] if english else "")
            target = f"{head}{chinese[0]}/{source.removeprefix(above)}"
            below = source.startswith(above) and (english or not any(_cuts(source)))
            if below and (english or target in there):
                yield source, target


def equal(path: str, folder: str) -> str:
    """What two files with one name share: case, blanks and a folder of its own name apart."""
    parents, pure = _placed(path, folder)
    return "/".join(_folded(part) for part in (*parents, pure.stem))


def _placed(path: str, folder: str) -> tuple[tuple[str, ...], PurePosixPath]:
    """The folders of a file below this one, without one of its own name, and the file there."""
    pure = PurePosixPath(path.removeprefix(f"{folder}/"))
    parents = pure.parent.parts
    own = parents and _folded(parents[-1]) == _folded(pure.stem)
    return (parents[:-1] if own else parents), pure


def file_name(title: str, blank: str = "_") -> str:
    """A title as the stem of a file name: without markup and what file systems refuse.

    At most 160 bytes of UTF-8, cut between characters; empty where nothing remains.
    """
    words = re.sub(r"[`*]|(?<!\w)_+|_+(?!\w)|[\x00-\x1f\x7f?\"<>]", "", unlink(title))
    words = re.sub(r"\s*[/\\:|]+\s*", "-", words)
    words = re.sub(r"\s+", blank, words.strip(" .\t-"))
    return words.encode("utf-8", "ignore")[:_LONGEST].decode("utf-8", "ignore").strip(" .")


@dataclass(frozen=True, slots=True)
class Habit:
    """How a repository names its translations: by title or by source, and blanks in titles."""

    by_title: bool
    blank: str = "_"


def habit(siblings: Sequence[tuple[str, str, str]]) -> Habit:
    """The habit that (source, target, title) of the translations there are show."""
    titled = sum(_titled(target, title) for _source, target, title in siblings)
    sourced = sum(
        _folded(PurePosixPath(source).stem) == _folded(PurePosixPath(target).stem)
        for source, target, _title in siblings
    )
    spaced = [(target, title) for _source, target, title in siblings if " " in title.strip()]
    blanks = {
        blank: sum(
            PurePosixPath(target).stem == file_name(title, blank) for target, title in spaced
        )
        for blank in ("_", "-", "", " ")
    }
    return Habit(titled > sourced, max(blanks, key=lambda blank: blanks[blank]))


def new_target(
    source: str, title: str, habit: Habit, folders: tuple[str, str], taken: Collection[str]
) -> str:
    """The path of a translation that is not there yet.

    `folders` are those of sources and targets; `taken` are the keys (`key`) of the paths there
    are. A source in a folder of its own name loses that folder.
    """
    source_dir, target_dir = folders
    parents, pure = _placed(source, source_dir)
    folder = "/".join((target_dir, *parents))
    named = file_name(title, habit.blank) if habit.by_title else ""
    numbered = (f"{pure.stem}-{number}" for number in count(2))
    stems = chain(filter(None, (named, pure.stem)), numbered)
    paths = (f"{folder}/{stem}{pure.suffix}" for stem in stems)
    return next(path for path in paths if key(path) not in taken)


def key(path: str) -> str:
    """What two paths share that no file system should have to tell apart."""
    return unicodedata.normalize("NFC", path).casefold()


def _titled(target: str, title: str) -> bool:
    stem = PurePosixPath(target).stem
    return bool(title) and any(stem == file_name(title, blank) for blank in ("_", "-", "", " "))


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", name)).casefold()


# ── folders named for languages ─────────────────────────────────────────────────────────────


def _tag(folder: str) -> str:
    return folder.replace("_", "-").casefold()


def _cuts(path: str) -> Iterator[tuple[str, str, str]]:
    """(what is above with its `/`, folder, what is below) of each language's folder."""
    parts = path.split("/")
    for depth, folder in enumerate(parts[:-1]):
        if _tag(folder) in _TAGS:
            yield "".join(f"{p}/" for p in parts[:depth]), folder, "/".join(parts[depth + 1 :])
