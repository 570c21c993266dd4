"""Addresses: their parts, the files that they name, and one page in several languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import takewhile
from posixpath import dirname, join, normpath, relpath, splitext
from urllib.parse import SplitResult, unquote, urlsplit

from transpipe.text.han import count_han

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Parts of an address that say no more than in which language the page is.
_REGION = "(?:[-_](?:cn|tw|hk|hans|hant|us|gb))?"
_LANGUAGE = re.compile(
    rf"(?:(?<=[/.])|^)(?:zh|cn|en){_REGION}(?=[/.]|$)|//(?:zh|en|cn|www){_REGION}\.",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"[?&](?:hl|lang|language|locale)=(?:zh|cn|en)(?:[-_]\w+)?(?=[&#]|$)", re.IGNORECASE
)
_EMPTY = re.compile(r"(?<=\w)\.(?:(?=\.\w)|(?=/?$))")  # where a part was taken out
_CHINESE = re.compile(r"(?<![a-z])(?:zh|cn)(?![a-z])", re.IGNORECASE)
# What a page within the repository may be named without.
_PAGE_END = re.compile(r"(?:^|(?<=/))(?:index|readme)?(?:\.mdx?|\.html?)?$|(?:\.mdx?|\.html?)$")
# What names a language in a path: `zh-CN.`, `_ja`, `hans`.
_TAG = re.compile(r"[._-]?(?:[a-z]{2,3}|hans|hant)(?:[_-][a-z]{2,4})?[._-]?", re.IGNORECASE)
# GitHub leads from one of them to the other.
_ON_GITHUB = re.compile(r"(github\.com/[^/]+/[^/]+)/tree/")
# What a site's program puts in: what the address is in the end nobody knows here.
_VARIABLE = re.compile(r"\$\{|\{\{|\{%|<%")
_WIKI = re.compile(r"https?://(?:zh|en)\.(?:m\.)?wikipedia\.org/", re.IGNORECASE)


def parts(address: str) -> SplitResult:
    """Scheme, host, path and so on; what is no address at all ("http://[") is all path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("invalid", address, "", "", "")


@dataclass(frozen=True, eq=False)
class Files:
    """The files of a repository by path, with their sizes in bytes where these are known."""

    paths: Collection[str]

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder that a file is in, at any depth."""
        found = {"."} if self.paths else set()
        for folder in map(dirname, self.paths):
            while folder and folder not in found:
                found.add(folder)
                folder = dirname(folder)
        return frozenset(found)

    def holds(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        return path in self.paths or path in self.folders

    def has_page(self, path: str) -> bool:
        """Whether there is such a file or folder, or the file of such a page."""
        return self.holds(path) or is_served(path, self)

    def is_empty(self, path: str) -> bool:
        """Whether it is a file that is known to hold nothing."""
        return isinstance(self.paths, Mapping) and self.paths.get(path) == 0


@dataclass(frozen=True, eq=False)
class Mirrored(Files):
    """The same files, where what stands beside a source counts as beside its target too."""

    there: Files
    source: str
    target: str

    def holds(self, path: str) -> bool:
        """Whether there is such a file or folder, or would be if the target stood at its source."""
        inside = relpath(path, dirname(self.target) or ".")
        return self.there.holds(path) or self.there.holds(
            normpath(join(dirname(self.source), inside))
        )


def file_of(address: str) -> str:
    """The path an address names: no query, escapes resolved."""
    return unquote(unescape(_ESCAPE.sub(r"\1", address.partition("?")[0])))


def file_named(address: str, path: str) -> str:
    """The path of the file that an address names in the file at `path`; '' for one outside."""
    if not is_inside(address):
        return ""
    return normpath(join(dirname(path), file_of(address.partition("#")[0])))


def file_from(folder: str, address: str) -> str:
    """The same of an address that begins in a folder; '' for one outside."""
    return file_named(address, join(folder, "_"))


def is_edition(file: str, source: str, target: str) -> bool:
    """Whether a file is an article itself, or stands where one of its languages would.

    That is where source and target stand, but for what is their language.

    >>> is_edition("README.ja-JP.md", "README.md", "README.zh-CN.md")
    True
    >>> is_edition("docs/use.md", "docs/en/run.md", "docs/zh/run.md")
    False
    """
    if file in (source, target):
        return True
    head = _shared(source, target)
    tail = _shared(source[len(head) :][::-1], target[len(head) :][::-1])[::-1]
    if not (head + tail and file.startswith(head) and file.endswith(tail)):
        return False
    inner = slice(len(head), -len(tail) or None)
    tags = _TAG.fullmatch(target[inner]), _TAG.fullmatch(file[inner])
    return all(tags) and len(file) >= len(head + tail)


def _shared(one: str, other: str) -> str:
    """How both begin, sign for sign: of `README.md` and `README.zh.md` that is `README.`."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(sign for sign, _other in same)


def plain(address: str) -> str:
    """An address less its anchor, its query and what names a language."""
    return _plain(address.partition("#")[0].partition("?")[0])


def is_hidden(path: str) -> bool:
    """Whether a name in a path begins with a dot: nobody looks there."""
    return any(part.startswith(".") and part.strip(".") for part in path.split("/"))


def is_served(path: str, files: Files) -> bool:
    """Whether a page of a site has this name: `x.html`, `x/` or `x`, for the file `x.md`."""
    stem, ending = splitext(path)
    if ending not in ("", ".html", ".htm"):
        return False
    bare = stem if ending else path
    names = (f"{bare}{end}" for end in (".md", ".mdx", "/index.md", "/index.mdx", "/README.md"))
    return any(name in files.paths for name in names)


def is_inside(target: str) -> bool:
    """Whether a link is relative to the file it stands in.

    >>> is_inside("a.md"), is_inside("${site}api.html"), is_inside("pictures/{{ name }}.png")
    (True, False, False)
    """
    found = parts(target)
    inside = bool(found.path) and not found.scheme and not found.netloc
    inside = inside and not _VARIABLE.search(target)
    return inside and target[0] not in "/<{" and not target.lower().startswith("www.")


def is_page(target: str) -> bool:
    """Whether a link leads to a file of the repository, or to a page of its site."""
    found = parts(target)
    within = not found.scheme and not found.netloc and not found.query
    return within and is_inside(found.path.lstrip("/"))


def is_localised(source: str, target: str) -> bool:
    """Whether an address is that of the source in another language, or within the repository."""
    if _WIKI.match(source) and _WIKI.match(target):
        return True
    return _same_page(source, target) or _moved(source, target)


def _same_page(source: str, target: str) -> bool:
    """The same address, but for the parts that name a language."""
    a, b = parts(source), parts(target)
    ours, theirs = _plain(source.split("#")[0]), _plain(target.split("#")[0])
    if _LANGUAGE.findall(source) != _LANGUAGE.findall(target):
        # Two sites of one project need not agree on whether a page is `x`, `x/` or `x.html`.
        ours, theirs = (_PAGE_END.sub("", address).strip("/") for address in (ours, theirs))
    if ours != theirs:
        # A link within the repository may lead to the translated article, or its heading.
        return not a.scheme and not b.scheme and splitext(a.path)[1] == splitext(b.path)[1]
    return bool(a.fragment) == bool(b.fragment) and (a.scheme, b.scheme) != ("https", "http")


def _moved(source: str, target: str) -> bool:
    """A page beside the source's in Chinese, or the same file from within the repository."""
    a, b = parts(source), parts(target)
    if not a.scheme and b.scheme and _CHINESE.search(b.path):  # on the site that is made of it
        return _page_name(a.path) == _page_name(b.path)
    if not b.scheme:
        if not a.scheme and a.fragment == b.fragment and _tail(a.path) == _tail(b.path) != ():
            return True  # the file of a page, and the page of its site
        inside = "/" in b.path
        return inside and (source.endswith("/" + b.path.lstrip("./")) or _is_its_page(source, b))
    named = _page_name(a.path) == _page_name(b.path) != ""
    inside = a.netloc == b.netloc and (named or b.path.startswith(a.path.rstrip("/")))
    return inside and bool(_CHINESE.search(b.path) or count_han(unquote(b.fragment)))


def _tail(path: str) -> tuple[str, ...]:
    """The folder and name of a page, without its ending; () where there is no folder."""
    names = [name for name in _PAGE_END.sub("", path).split("/") if name.strip(".")]
    return tuple(names[-2:]) if len(names) > 1 else ()


def _is_its_page(source: str, inside: SplitResult) -> bool:
    """Whether a page of a site is named as the file that it is made of, in the same folder."""
    there, file = parts(source), inside.path.lstrip("./")
    if not there.scheme or there.fragment != inside.fragment:
        return False
    page = _PAGE_END.sub("", there.path).rstrip("/")
    named = "/" in file and page.endswith("/" + _PAGE_END.sub("", file).rstrip("/"))
    return named or there.path.endswith("/" + file)


def _page_name(path: str) -> str:
    return _PAGE_END.sub("", path).rstrip("/").rpartition("/")[2]


def _plain(address: str) -> str:
    address = _ASKED.sub("", address)
    bare = _LANGUAGE.sub(lambda found: "//" if found[0].startswith("//") else "", address)
    address = _EMPTY.sub("", re.sub(r"^https?:", "", bare)).lower()
    address = _ON_GITHUB.sub(r"\1/blob/", address)
    if not parts(address).netloc:
        address = _PAGE_END.sub("", address)
    return re.sub(r"(?<!:)/+", "/", address).strip("/")
