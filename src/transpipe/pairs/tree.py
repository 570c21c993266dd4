"""The files of a repository as pairing sees them: which are articles, in which language."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from gettext import gettext as _
from pathlib import PurePosixPath
from typing import Protocol

from transpipe.errors import FileFault, NotText
from transpipe.markdown.source import is_blank, is_chinese, is_latin
from transpipe.model import Locale, Mount, PairPattern
from transpipe.pairs.index import address
from transpipe.pairs.naming import catalogue_path, cuts, is_aside, is_named_chinese
from transpipe.pairs.patterns import SUFFIXES, glob

LEAVES = -1  # the size of a symbolic link that leads out of the repository

# The files that make a repository, not articles; by name, whatever follows it.
HOUSEKEEPING = re.compile(
    r"(?:licen[cs]e|copying|notice|change-?log|changes|history|news|release[-_ ]?notes|contributing"
    r"|contributors|code[-_]of[-_]conduct|security|authors|maintainers|support|governance"
    r"|pull_request_template|issue_template)(?:\b|[-_.])",
    re.IGNORECASE,
)
_LARGEST = 8_000_000
_EDGE = 30
_SUGGESTIONS = 10
_UPSTREAM = re.compile(
    r"^[\s>*_\-#|（(【\[]*(?:(?:英文)?原文(?:链接|地址|网址|出处)?|英文版|译自|翻译自|出处|来源"
    r"|(?:original|source)(?: (?:article|post|url|link))?|original_url|source_url)"
    r"[\s\"'*_:：】\])）]{1,6}.{0,120}?(?P<url>https?://[^\s<>)\]）】\"']+)",
    re.IGNORECASE | re.MULTILINE,
)


class Places(Protocol):
    """Where articles lie; the settings have these fields."""

    @property
    def source_dir(self) -> str:
        """The folder of the sources, `原文`."""

    @property
    def target_dir(self) -> str:
        """The folder of the targets, `译文`."""

    @property
    def index(self) -> tuple[str, ...]:
        """The files whose rows link articles, the first that says something wins."""

    @property
    def pairs(self) -> tuple[PairPattern, ...]:
        """Sources and targets as set by hand."""

    @property
    def authored(self) -> Locale:
        """The locale in which people write the translations."""

    @property
    def derived(self) -> tuple[Locale, ...]:
        """The locales that are derived from it."""

    @property
    def exclude(self) -> tuple[str, ...]:
        """Globs of what is no article."""


class Tree:
    """Files by path, read when asked; what is read is kept only as an answer."""

    def __init__(
        self, files: Mapping[str, int], read: Callable[[str], str], places: Places
    ) -> None:
        self.files = files
        self.places = places
        self.unreadable: dict[str, NotText | FileFault] = {}
        self._read = read
        self._chinese: dict[str, bool] = {}
        self._english: dict[str, bool] = {}
        self._asked = 0

    @cached_property
    def articles(self) -> tuple[str, ...]:
        """Every file that could be an article, sorted."""
        return tuple(sorted(path for path in self.files if self._may_be_article(path)))

    def _within(self, folder: str) -> tuple[str, ...]:
        return tuple(path for path in self.articles if path.startswith(f"{folder}/"))

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The articles in the folder of sources."""
        return self._within(self.places.source_dir)

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The articles in the folder of targets."""
        return self._within(self.places.target_dir)

    @cached_property
    def elsewhere(self) -> tuple[str, ...]:
        """The articles in neither folder, but not the files that make a repository."""
        placed = {*self.sources, *self.targets}
        return tuple(
            path
            for path in self.articles
            if path not in placed and not HOUSEKEEPING.match(path.rpartition("/")[2])
        )

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Whatever is Markdown in sight, sorted: an article where its counterpart is there."""
        return tuple(sorted(path for path in self.files if self._is_text(path)))

    def texts_in(self, mount: Mount) -> tuple[str, ...]:
        """Whatever is Markdown in a tree that lies elsewhere, sorted: no article by its name."""
        found = (path for path in self.files if mount.holds(path))
        return tuple(sorted(path for path in found if self._is_markdown(path)))

    @cached_property
    def unplaced(self) -> tuple[str, ...]:
        """What is Markdown in neither folder, nor in one that tools make or others fill.

        A folder of such a name within a language's is part of that one: `docs/zh/build/`; so may
        be one outside all of them, whose files can only be a counterpart.
        """
        placed = {*self.sources, *self.targets}
        heads = {path: next(cuts(path), (path, "", ""))[0] for path in self.texts}
        return tuple(
            path
            for path, head in heads.items()
            if path not in placed and (head == path or not is_aside(head))
        )

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder there is a file in, at any depth."""
        direct = {path.rpartition("/")[0] for path in self.files}
        above = (str(folder) for path in direct for folder in PurePosixPath(path).parents)
        return frozenset((*direct, *above))

    def find(self, path: str) -> str | None:
        """The file of that name, spelt as on disk (NFC and NFD are one name); None without one."""
        if path in self.files:
            return path
        return self._composed.get(unicodedata.normalize("NFC", path))

    def leads_out(self, path: str) -> bool:
        """Whether a path, or a folder of it, is a symbolic link out of the repository."""
        folders = (str(folder) for folder in PurePosixPath(path).parents)
        return any(self.files.get(step) == LEAVES for step in (path, *folders))

    def blank(self, path: str) -> bool:
        """Whether a file is absent or holds no words."""
        size = self.files.get(path, 0)
        if size <= 0:
            return True
        return size <= _EDGE and is_blank(self.text(path)) and path not in self.unreadable

    def chinese(self, path: str) -> bool:
        """Whether a file's prose is mostly Chinese; of one that is closed to us its name tells."""
        if path not in self._chinese:
            text = self.text(path)
            closed = isinstance(self.unreadable.get(path), FileFault)
            self._chinese[path] = is_named_chinese(path) if closed else is_chinese(text)
        return self._chinese[path]

    def english(self, path: str) -> bool:
        """Whether a file may be a source: its prose is in Latin letters, or it has a catalogue."""
        if path not in self._english:
            text = self.text(path)
            closed = isinstance(self.unreadable.get(path), FileFault)
            self._english[path] = self.adopted(path) or closed or is_latin(text)
        return self._english[path]

    def adopted(self, source: str) -> bool:
        """Whether an article has a catalogue."""
        return catalogue_path(source, Locale.ZH_CN) in self.files

    def upstream(self, path: str) -> str:
        """The address that a file itself gives for its original; empty where it gives none."""
        return upstream(self.text(path))

    def text(self, path: str) -> str:
        """What a file says; nothing where it is huge or closed to us.

        Of one that is not text as much as can be told, so that it stays whose it was; both are
        noted.
        """
        if not 0 < self.files.get(path, 0) <= _LARGEST:
            return ""
        try:
            return self._read(path)
        except (NotText, FileFault) as error:
            self.unreadable[path] = error
            return error.rough if isinstance(error, NotText) else ""

    def nearest(self, path: str) -> str:
        """The article whose name is most like this one's, empty where none comes near.

        Of several with one name, the one in the same folder, else the first.
        """
        wanted = PurePosixPath(path)
        named = self._by_stem.get(self.meant(wanted.stem, self._by_stem), [""])
        beside = [found for found in named if found.rpartition("/")[0] == str(wanted.parent)]
        return (beside or named)[0]

    def hint(self, path: str) -> str:
        """The same in words, to be put behind what says that a path does not exist."""
        near = self.nearest(path)
        return _(" (did you mean {nearest}?)").format(nearest=near) if near else ""

    def meant(self, name: str, names: Iterable[str], cutoff: float = 0.6) -> str:
        """The name most like this one, empty where none comes near.

        Only the first times it is asked: each costs up to a second, and who has a hundred dead
        links needs no hundred suggestions.
        """
        self._asked += 1
        if self._asked > _SUGGESTIONS:
            return ""
        return next(iter(difflib.get_close_matches(name, list(names), 1, cutoff)), "")

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        stems: dict[str, list[str]] = {}
        for path in self.articles:
            stems.setdefault(PurePosixPath(path).stem, []).append(path)
        return stems

    @cached_property
    def _composed(self) -> dict[str, str]:
        return {unicodedata.normalize("NFC", path): path for path in self.files}

    @cached_property
    def _excluded(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(glob(pattern)) for pattern in self.places.exclude)

    def _may_be_article(self, path: str) -> bool:
        if not self._is_text(path):
            return False
        return self._placed(path) or not is_aside(path)

    def _is_text(self, path: str) -> bool:
        """Whether a file of this repository is Markdown in sight that nobody excludes."""
        return not self.is_mounted(path) and self._is_markdown(path)

    def is_mounted(self, path: str) -> bool:
        """Whether a file is part of a tree that the settings take the sources from."""
        return any(mount.holds(path) for mount in self._mounts)

    @cached_property
    def _mounts(self) -> tuple[Mount, ...]:
        return tuple({pair.mount: None for pair in self.places.pairs if pair.mount})

    def _is_markdown(self, path: str) -> bool:
        if not path.lower().endswith(SUFFIXES) or self.files[path] == LEAVES:
            return False
        hidden = any(part.startswith(".") for part in path.split("/"))
        return not hidden and not any(pattern.fullmatch(path) for pattern in self._excluded)

    def _placed(self, path: str) -> bool:
        return path.startswith((f"{self.places.source_dir}/", f"{self.places.target_dir}/"))


def upstream(text: str) -> str:
    """The address in a line `> 原文: [url](url)`, or in front matter, near an end of an article."""
    lines = re.split(r"\r\n|\r|\n", text)
    edges = [*lines[:_EDGE], *lines[_EDGE:][-10:]]
    found = _UPSTREAM.search("\n".join(edges))
    return address(found["url"].rstrip(".,;:。，；：")) if found else ""


def bare_address(url: str) -> str:
    """What two addresses of one article share: scheme, `www.`, anchors, tracking apart."""
    if not url:
        return ""
    path, _question, query = url.split("#", 1)[0].partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(("utm_", "ref="))]
    bare = re.sub(r"\Ahttps?://(?:www\.)?", "", path, flags=re.IGNORECASE).rstrip("/")
    host, slash, rest = bare.partition("/")
    return f"{host.lower()}{slash}{rest}?{'&'.join(kept)}"
