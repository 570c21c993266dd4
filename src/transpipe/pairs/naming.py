"""What file names say: which file is whose translation, and what a new translation is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache, partial
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
    Tongue.ENGLISH: "en en-us en-gb en-au en-ca eng english 英文 英语",
    Tongue.SIMPLIFIED: "zh-hans zh-cn zh-hans-cn zh-hans-sg zh-sg zhcn zhs zh-chs chs hans sc cn "
    "simplified-chinese chinese-simplified schinese zh-simplified 简体 简体中文 简中",
    Tongue.CHINESE: "zh zho chi cmn chinese 中文 中 汉语 中文版",
    Tongue.TRADITIONAL: "zh-hant zh-tw zh-hk zh-mo zh-hant-tw zh-hant-hk zh-hant-mo zhtw zht "
    "zh-cht cht hant tc tw hk traditional-chinese chinese-traditional tchinese zh-traditional "
    "繁体 繁體 繁体中文 繁體中文 繁中 正體中文",
    Tongue.OTHER: "ja jp ko kr fr de es it pt br ru uk ua pl tr vi vn th ar fa id nl cs el he hi "
    "hu sv ro da fi no bn bg ca sk sl sr hr lt lv sw ta ur kk uz az ka hy mk mn km "
    "japanese korean french german spanish italian portuguese brazilian russian ukrainian polish "
    "turkish vietnamese thai arabic persian farsi indonesian dutch czech greek hebrew hindi "
    "hungarian swedish romanian danish finnish norwegian bengali bulgarian catalan "
    "日本語 日本语 日语 한국어 русский français deutsch español português",
}
_TAGS = {tag: tongue for tongue, names in _NAMES.items() for tag in names.split()}
# A language with a region or a script, such as `pt-BR`; that of a name is known by its first part.
# In small letters only the regions count that are no English words.
_REGIONAL = re.compile(
    r"([a-z]{2,3})[-_](?:[A-Z]{2}|[A-Z][a-z]{3}|[0-9]{3}|br|pt|gb|us|ca|mx|es|fr|de|jp|kr|it|ru|vn"
    r"|tr|ch|nl|se|dk|pl|cz|ua|th|ir|latn|cyrl)"
)
CHINESE = (Tongue.SIMPLIFIED, Tongue.CHINESE, Tongue.TRADITIONAL)
# Never looked into: made by tools, or other people's.
_SKIPPED = (
    "node_modules _site locales venv env vendor third_party dist build target site-packages "
    "__pycache__ tests test testdata fixtures"
)
SKIPPED = frozenset(_SKIPPED.split())
_LONGEST = 160  # bytes of a name: `.md`, `.po` and a counter fit into the 255 of file systems


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart: `README_EN.md` is `readme` in English, `_EN` at the end of its stem."""

    path: str
    folder: str
    stem: str
    tongue: Tongue
    ending: str = ""


def tongue_of(word: str) -> Tongue:
    """The language whose tag or name a word is, PLAIN for any other word."""
    tag = _tag(word)
    if tag in _TAGS:
        return _TAGS[tag]
    regional = _REGIONAL.fullmatch(word)
    known = _TAGS.get(regional[1]) if regional else None
    return known or Tongue.PLAIN


@lru_cache(maxsize=65536)
def take_apart(path: str) -> Named:
    """A path with the language that the end of its name gives it."""
    pure = PurePosixPath(path)
    folder = "" if str(pure.parent) == "." else str(pure.parent)
    for match in re.finditer(r"[-_. ]", pure.stem):
        stem, ending = pure.stem[: match.start()], pure.stem[match.start() :]
        tongue = tongue_of(ending[1:])
        if stem and tongue is not Tongue.PLAIN:
            return Named(path, folder, stem.casefold(), tongue, ending)
    return Named(path, folder, pure.stem.casefold(), Tongue.PLAIN)


def is_aside(path: str) -> bool:
    """Whether a file lies in a folder that tools make or others fill."""
    return any(folder in SKIPPED for folder in path.split("/")[:-1])


def is_named_chinese(path: str) -> bool:
    """Whether a name, or a folder's, says that a file is Chinese."""
    folders = (tongue_of(folder) for _head, folder, _rest in cuts(path))
    return take_apart(path).tongue in CHINESE or any(tongue in CHINESE for tongue in folders)


def language(path: str) -> Tongue:
    """The language that a name, or a folder's, gives a file; the lower of several."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    folders = (tongue_of(folder) for _head, folder, _rest in cuts(path))
    return min(take_apart(path).tongue, tongue_of(stem), *folders)


def is_named_foreign(path: str) -> bool:
    """Whether a name, or a folder's, says that a file is in neither English nor Chinese."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    folders = (tongue_of(folder) for _head, folder, _rest in cuts(path))
    return Tongue.OTHER in (take_apart(path).tongue, tongue_of(stem), *folders)


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
    names = [take_apart(path) for path in sorted(paths)]
    taken: set[str] = set()
    for form in (str, partial(unicodedata.normalize, "NFC")):  # twins are two articles
        groups: dict[tuple[str, str], list[Named]] = {}
        for named in names:
            if named.path not in taken:
                for one in (named, *_whole(named)):
                    groups.setdefault((form(one.folder), form(one.stem)), []).append(one)
        for group in (group for group in groups.values() if len(group) > 1):
            for pair in _in_group(group, chinese, blank, adopted):
                taken.update(pair)
                yield pair


def _whole(named: Named) -> Iterator[Named]:
    """The same without a language: `made-it.md` beside `made-it.zh.md` is no Italian."""
    if named.tongue in (Tongue.OTHER, Tongue.TRADITIONAL):
        stem = f"{named.stem}{named.ending}".casefold()
        yield Named(named.path, named.folder, stem, Tongue.PLAIN)


def _in_group(
    group: Sequence[Named],
    chinese: Callable[[str], bool],
    blank: Callable[[str], bool],
    adopted: Callable[[str], bool],
) -> Iterator[tuple[str, str]]:
    """The pair among files of one name, one at most."""
    sources = [n for n in group if n.tongue is Tongue.ENGLISH] or [
        n for n in group if n.tongue is Tongue.PLAIN and not blank(n.path) and not chinese(n.path)
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
    rests = {(head, rest) for path in taken for head, _folder, rest in cuts(path)}
    for path in paths:
        named = take_apart(path)
        beside_one = named.tongue is not Tongue.PLAIN and (named.folder, named.stem) in stems
        below_one = any(
            (head, rest) in rests or head + rest in taken for head, _folder, rest in cuts(path)
        )
        if path not in taken and (beside_one or below_one):
            yield path


def equal(path: str, folder: str) -> str:
    """What two files with one name share: case, blanks and a folder of its own name apart."""
    parents, pure = _placed(path, folder)
    return "/".join(folded(part) for part in (*parents, pure.stem))


def _placed(path: str, folder: str) -> tuple[tuple[str, ...], PurePosixPath]:
    """The folders of a file below this one, without one of its own name, and the file there."""
    pure = PurePosixPath(path.removeprefix(f"{folder}/"))
    parents = pure.parent.parts
    own = parents and folded(parents[-1]) == folded(pure.stem)
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
        folded(PurePosixPath(source).stem) == folded(PurePosixPath(target).stem)
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


def folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", unicodedata.normalize("NFC", name)).casefold()


# ── folders named for languages ─────────────────────────────────────────────────────────────


def _tag(folder: str) -> str:
    return folder.replace("_", "-").casefold()


def cuts(path: str) -> Iterator[tuple[str, str, str]]:
    """(what is above with its `/`, folder, what is below) of each language's folder."""
    parts = path.split("/")
    for depth, folder in enumerate(parts[:-1]):
        if tongue_of(folder) is not Tongue.PLAIN:
            yield "".join(f"{p}/" for p in parts[:depth]), folder, "/".join(parts[depth + 1 :])
