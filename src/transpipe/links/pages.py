"""Addresses of pages, as a site serves them: `../use/`, `use.html`, `/guide/use` for use.md.

Which article one names, and how the page of another is named in the same way. The folder that an
address begins in is that of the file, that of the page (which is a folder for a browser), or, after
`/`, one that the file is in.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum
from posixpath import basename, commonpath, dirname, join, normpath, relpath, splitext
from urllib.parse import unquote

from transpipe.model import AnchorStyle

# Sites that lead to the reader's language by themselves: the address of a page is the same in all,
# and where nobody has translated it, it leads to the source.
LOCALISED = frozenset(
    {AnchorStyle.DOCUSAURUS, AnchorStyle.HUGO, AnchorStyle.MKDOCS, AnchorStyle.MKDOCS_UNICODE}
)
# Where Astro's Starlight has its pages. It makes one in each language, from the source if need be.
_STARLIGHT = "src/content/docs/"
_ENDINGS = (".md", ".mdx")
_INDEXES = ("index", "README", "_index")


class Start(Enum):
    """Where an address begins: in the folder of the file, in the page as a folder, or above.

    Above with a `/` before it, or, where a site has it so, without.
    """

    FILE = "file"
    PAGE = "page"
    ROOT = "root"
    TOP = "top"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that an address names.

    `root` is the folder where an address with `/` begins; `index` says that a folder is named in
    the place of its page, `ending` what stands behind the name.
    """

    article: str
    start: Start
    root: str = ""
    index: bool = False
    ending: str = ""

    def is_tagged(self, file: str) -> bool:
        """Whether a translation has the name of this page with a tag behind: `use.zh-CN`."""
        plain, named = (basename(splitext(path)[0]) for path in (self.article, file))
        return self.ending not in _ENDINGS and named.startswith(f"{plain}.")


def page_named(
    path: str,
    here: str,
    articles: Container[str],
    *,
    from_top: bool = False,
    first: Start | None = None,
) -> Page | None:
    """The page that an address names in the file `here`, if it is that of one of these articles.

    The address of a file that lies there is none of these. `from_top` says that addresses of the
    site begin in one folder, wherever the page is; `first` where it is looked for first.
    """
    path = unquote(path)
    is_file = path.endswith(_ENDINGS) and not path.startswith("/")
    starts = () if is_file else _starts(path, here)
    tried = (*starts, *(_tops(path, here) if from_top else ()))
    for start, folder in sorted(tried, key=lambda each: each[0] is not first):
        name = normpath(join(folder, path.lstrip("/"))) if path.strip("/") else folder or "."
        for article, index, ending in _files(name, path):
            if article in articles:
                return Page(article, start, folder, index, ending)
    return None


def _starts(path: str, here: str) -> Iterator[tuple[Start, str]]:
    folder = dirname(here)
    if not path.startswith("/"):
        yield Start.FILE, folder
        yield Start.PAGE, _as_folder(here)
        return
    while folder:
        yield Start.ROOT, folder
        folder = dirname(folder)
    yield Start.ROOT, ""


def _tops(path: str, here: str) -> Iterator[tuple[Start, str]]:
    if not path.startswith(("/", ".")):
        yield from ((Start.TOP, folder) for _start, folder in _starts("/", here))


def _as_folder(file: str) -> str:
    """The page of a file as a browser sees it: a folder."""
    stem = splitext(file)[0]
    return dirname(stem) if basename(stem) in _INDEXES else stem


def _files(name: str, path: str) -> Iterator[tuple[str, bool, str]]:
    """The files that a name may stand for, whether as the page of a folder, and what is behind."""
    stem, ending = splitext(name)
    if ending in _ENDINGS and not path.endswith("/"):
        yield name, False, ending
        return
    bare, ending = (stem, ending) if ending in (".html", ".htm") else (name, "")
    ending = ending or ("/" if path.endswith("/") else "")
    yield from ((f"{bare}{end}", False, ending) for end in _ENDINGS)
    folder = "" if bare == "." else f"{bare}/"
    if ending in ("", "/"):
        for index in _INDEXES:
            yield from ((f"{folder}{index}{end}", True, ending) for end in _ENDINGS)


def address_of(page: Page, file: str, here: str, like: str) -> str | None:
    """The address of the page of another file in the file `here`, spelt as `like`.

    None where that way of naming does not reach it.
    """
    stem, ending = splitext(file)
    if page.index and basename(stem) not in _INDEXES:
        return None
    served = dirname(file) if page.index else file if page.ending == ending else stem
    if page.start in (Start.ROOT, Start.TOP):
        inside = not page.root or commonpath([page.root, served or "."]) == page.root
        slash = "/" if page.start is Start.ROOT else ""
        found = f"{slash}{relpath(served or '.', page.root or '.')}" if inside else None
        return found and _ended(found.removesuffix("/."), page.ending)
    folder = dirname(here) if page.start is Start.FILE else _as_folder(here)
    if normpath(join(folder, unquote(like).removesuffix(page.ending))) == normpath(served or "."):
        return like
    return _ended(relpath(served or ".", folder or "."), page.ending)


def _ended(name: str, ending: str) -> str:
    if ending in _ENDINGS:  # it is part of the name
        return name
    return f"{name}{ending}" if name or ending else "/"


def stands_for_missing(style: AnchorStyle, source: str) -> bool:
    """Whether a site has a page for an article that nobody has translated, made of the source."""
    return style in LOCALISED or _STARLIGHT in f"/{source}"


def from_content(source: str, target: str) -> str:
    """The path of a source from the top of the contents, which it shares with its target.

    So Docusaurus finds a page in the reader's language, else in the source's.
    """
    theirs, ours = (path.split("/")[::-1] for path in (source, target))
    same = [a for a, b in zip(theirs, ours, strict=False) if a == b]
    whole = theirs[: len(same)] == same == ours[: len(same)]
    return "/".join(same[::-1]) if whole else ""
