"""How a repository lays out its translations: a folder of Chinese, and where its English is.

A Chinese folder (`docs/zh/`, `i18n/zh/docusaurus-plugin-content-docs/current/`) is one with the tag
of the language in its path. Its English lies in the folder whose files have the same names: the one
for English beside it, one above it, the one that the site's generator has for it, else whichever
holds most of them. What is here knows names alone; whether a file is English is asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from posixpath import commonpath, dirname
from unicodedata import normalize

import transpipe.pairs.naming as naming
from transpipe.pairs.naming import CHINESE, Tongue, take_apart, tongue_of

# A folder anywhere is believed where so many of the names are there, of all so large a share.
_MANY, _MOST = 3, 0.6
# So many translations make a habit, and this share of them where all files could have one.
HABIT, HALF = 2, 0.5
# Names that all folders have.
SAME_EVERYWHERE = frozenset(("readme", "index", "_index", "summary"))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sources lie and where their targets do, as patterns; `base` is the sources' folder.

    `pairs` are those that are there on both sides; `offered` the sources without a target, each
    with where that will be. `implied` where no folder says that its files are to be translated:
    what is missing is known by what is there.
    """

    base: str
    source: str
    target: str
    pairs: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...] = ()
    implied: bool = False


def recognise(
    paths: Sequence[str], english: Callable[[str], bool], chinese: Callable[[str], bool]
) -> Iterator[Layout]:
    """The layouts by folders among some articles, where English stands beside Chinese first.

    Of a file in no folder for its language `english` and `chinese` tell what its words are.
    """
    search = _Search(paths, english, chinese)
    found = [layout for tree in search.trees() for layout in search.layouts(tree)]
    yield from sorted(found, key=lambda layout: not is_for(Tongue.ENGLISH, layout.base))
    yield from search.turned_round()


def is_for(tongue: Tongue, folder: str) -> bool:
    """Whether a folder, with its `/`, is named for a language."""
    return tongue_of(folder.rstrip("/").rpartition("/")[2]) is tongue


@dataclass(frozen=True, slots=True)
class _Tree:
    """A folder of Chinese: its path with `/`, what is below, and where English would be.

    `anywhere` where that may be any folder: its whole name is that of Chinese.
    """

    base: str
    rests: frozenset[str]
    candidates: tuple[str, ...]
    anywhere: bool = True


class _Search:
    def __init__(
        self,
        paths: Sequence[str],
        english: Callable[[str], bool],
        chinese: Callable[[str], bool],
    ) -> None:
        self.paths = frozenset(paths)
        self._named = {_name(path): path for path in sorted(paths, reverse=True)}
        self.english = english
        self.chinese = chinese
        self.folders: dict[str, dict[str, set[str]]] = {}
        for path in paths:
            for head, folder, rest in naming.cuts(path):
                self.folders.setdefault(head, defaultdict(set))[folder].add(rest)
        self._plain = [path for path in paths if not any(naming.cuts(path))]

    def trees(self) -> Iterator[_Tree]:
        """The folders of Chinese: one below each place, the simplified one before others."""
        for head in sorted(self.folders):
            folders = self.folders[head]
            ranked = sorted((tongue_of(folder), folder) for folder in folders)
            chinese = [folder for tongue, folder in ranked if tongue in CHINESE]
            english = [f"{head}{f}/" for tongue, f in ranked if tongue is Tongue.ENGLISH]
            if chinese:
                base = f"{head}{chinese[0]}/"
                yield from _split(base, head, folders[chinese[0]], english[:1])
        yield from self._tagged()

    def _tagged(self) -> Iterator[_Tree]:
        """The folders whose names end or begin with Chinese: `docs-zh/` beside `docs/`."""
        found: dict[tuple[str, str], set[str]] = {}
        for path in self._plain:
            parts = path.split("/")
            for depth, folder in enumerate(parts[:-1]):
                head = "".join(f"{part}/" for part in parts[:depth])
                if _TAGGED.search(folder) and not naming.is_aside(f"{head}x"):
                    found.setdefault((head, folder), set()).add("/".join(parts[depth + 1 :]))
        for (head, folder), rests in sorted(found.items()):
            for bare in _untagged(folder):
                english = (f"{head}{name}/" for name in (f"{bare}-en", f"{bare}_en", bare))
                yield _Tree(f"{head}{folder}/", frozenset(rests), tuple(english), anywhere=False)

    def layouts(self, tree: _Tree) -> Iterator[Layout]:
        """Where the English of a tree is: nothing where no place has any of it."""
        best = max(tree.candidates, key=lambda base: self._shared(base, tree), default="")
        if self._shared(best, tree):
            yield self._layout(best, tree)
        elif elsewhere := self._anywhere(tree) if tree.anywhere else "":
            yield self._layout(elsewhere, tree)
        elif tree.candidates and is_for(Tongue.ENGLISH, tree.candidates[0]):
            yield self._layout(tree.candidates[0], tree)

    def turned_round(self) -> Iterator[Layout]:
        """Where English has a folder, and the Chinese that it was made for lies above it."""
        for head, folders in sorted(self.folders.items()):
            tongues = {tongue_of(folder): folder for folder in sorted(folders, reverse=True)}
            if Tongue.ENGLISH not in tongues or not tongues.keys().isdisjoint(CHINESE):
                continue
            folder = tongues[Tongue.ENGLISH]
            for tree in _split(f"{head}{folder}/", head, folders[folder], ()):
                base = max(tree.candidates, key=lambda base: self._shared(base, tree))
                both = [(tree.base + rest, self._there(base + rest)) for rest in sorted(tree.rests)]
                pairs = [pair for pair in both if pair[1] and self.chinese(pair[1])]
                yield Layout(tree.base, f"{tree.base}**", f"{base}**", tuple(pairs))

    def _shared(self, base: str, tree: _Tree) -> int:
        return sum(bool(self._there(base + rest)) for rest in tree.rests)

    def _there(self, path: str) -> str:
        """The file of that name, in whatever normal form and with whichever ending; '' for none."""
        return path if path in self.paths else self._named.get(_name(path), "")

    def _anywhere(self, tree: _Tree) -> str:
        """The folder that holds most of the names of a tree; '' where none holds enough."""
        telling = {rest for rest in tree.rests if take_apart(rest).stem not in SAME_EVERYWHERE}
        counts: Counter[str] = Counter()
        for path in self._plain:
            parts = path.split("/")
            for depth in range(1, len(parts)):
                if "/".join(parts[depth:]) in telling:
                    counts["".join(f"{part}/" for part in parts[:depth])] += 1
        enough = max(_MANY, _MOST * len(telling))
        fitting = [base for base, count in counts.items() if count >= enough]

        def rank(base: str) -> tuple[int, int, str]:
            return -counts[base], -len(commonpath([base, tree.base])), base

        return min(fitting, key=rank, default="")

    def _layout(self, base: str, tree: _Tree) -> Layout:
        own = is_for(Tongue.ENGLISH, base)
        below = [path for path in sorted(self.paths) if path.startswith(base)]
        sources = [path for path in below if self._may_be_source(path, base, own)]
        plain = frozenset(sources)
        pairs = [
            (path, target)
            for path in below
            if (target := self._there(tree.base + path.removeprefix(base)))
            and (self._is_pair(path, target) if path not in plain else own or self.english(path))
        ]
        there = {source for source, _target in pairs}
        open_ = [path for path in sources if path not in there]
        offers = own or self._offers(base, pairs, open_)
        offered = [
            (path, tree.base + path.removeprefix(base))
            for path in open_
            if offers and (own or self.english(path))
        ]
        only = "" if base else _only_name(pairs)
        if only and not offers:
            open_ = [path for path in open_ if path.rpartition("/")[2] == only]
            offered = [(path, tree.base + path) for path in open_ if self.english(path)]
            ends = f"**/{only}", f"{tree.base}**/{only}"
            return Layout(base, *ends, tuple(pairs), tuple(offered), True)
        ends = f"{base}**", f"{tree.base}**"
        return Layout(base, *ends, tuple(pairs), tuple(offered), offers and not own)

    def _may_be_source(self, path: str, base: str, own: bool) -> bool:
        """Whether a path is in no other language's folder and has no other language's name.

        In a folder for English `request-id.md` is no Indonesian: its words tell.
        """
        rest = path.removeprefix(base)
        tongue = take_apart(rest).tongue
        plain = tongue in (Tongue.PLAIN, Tongue.ENGLISH)
        return not any(naming.cuts(rest)) and (plain or (own and self.english(path)))

    def _is_pair(self, path: str, target: str) -> bool:
        """Whether two files below a folder that is named for a language on both sides are a pair.

        `docs/tw/` beside `docs/zh/tw/` is about Taiwan: their words tell.
        """
        return self.english(path) and self.chinese(target)

    def _offers(self, base: str, pairs: Sequence[object], missing: Sequence[str]) -> bool:
        """Whether what is not translated yet seems to be meant to be."""
        if base:
            return len(pairs) >= HABIT
        return len(pairs) >= HABIT and len(pairs) >= HALF * (len(pairs) + len(missing))


def _name(path: str) -> str:
    return normalize("NFC", path.rpartition(".")[0])


def _only_name(pairs: Sequence[tuple[str, str]]) -> str:
    """The one name that all sources have, '' where they have several or are few."""
    names = {source.rpartition("/")[2] for source, _target in pairs}
    return names.pop() if len(names) == 1 and len(pairs) >= _MANY else ""


# A word before the language or behind it.
_TAGGED = re.compile(r"[^-_.][-_.][^-_.]")


def _untagged(folder: str) -> Iterator[str]:
    """What a folder's name says besides Chinese, if it does say that."""
    for found in re.finditer(r"[-_.]", folder):
        before, after = folder[: found.start()], folder[found.end() :]
        if before and tongue_of(after) in CHINESE:
            yield before
        elif after and tongue_of(before) in CHINESE:
            yield after


# Where Docusaurus has the English of what it has in `i18n/zh/docusaurus-plugin-content-…/`.
_PLUGIN = re.compile(
    r"docusaurus-plugin-content-(?P<kind>docs|blog|pages)(?:-(?P<id>[^/]+))?/"
    r"(?:(?P<version>current|version-[^/]+)/)?"
)


def _split(base: str, head: str, rests: Iterable[str], english: Sequence[str]) -> Iterator[_Tree]:
    """The trees of a Chinese folder: a plugin's each by itself, all the rest together."""
    groups: dict[str, set[str]] = {}
    for rest in rests:
        plugin = _PLUGIN.match(rest)
        part = plugin[0] if plugin else ""
        groups.setdefault(part, set()).add(rest.removeprefix(part))
    for part, below in sorted(groups.items()):
        places = (*english, *above(head)) if not part else tuple(_generated(head, part))
        yield _Tree(base + part, frozenset(below), tuple(dict.fromkeys(places)))


def above(head: str) -> Iterator[str]:
    """The folder itself and those above it, the nearest first, the root last."""
    while head:
        yield head
        head = dirname(head.rstrip("/"))
        head = f"{head}/" if head else ""
    yield ""


def _generated(head: str, part: str) -> Iterator[str]:
    plugin = _PLUGIN.match(part)
    if plugin is None:
        return
    kind, name, version = plugin["kind"], plugin["id"], plugin["version"]
    sites = [site for site in above(head) if site != head][:2]
    for site in sites:
        if kind != "docs":
            yield f"{site}{name}/" if name else f"{site}{'src/pages' if kind == 'pages' else kind}/"
        elif version in (None, "current"):
            yield f"{site}{name or 'docs'}/"
        else:
            yield f"{site}{f'{name}_' if name else ''}versioned_docs/{version}/"
