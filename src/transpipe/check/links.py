"""Rules about links: of a unit, that they are those of the source; of an article, that they lead
somewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from gettext import gettext as _
from html import unescape
from posixpath import dirname, join, normpath, splitext
from urllib.parse import SplitResult, unquote, urlsplit

from transpipe.markdown.inline import Link, links, slugs
from transpipe.model import Block, Document, Finding, Severity, Unit
from transpipe.text.han import count_han
from transpipe.text.similarity import nearest

# Parts of an address that say no more than in which language the page is.
_LANGUAGE = re.compile(
    r"(?<=[/.])(?:zh|cn|en)(?:[-_](?:cn|tw|hk|hans|hant|us|gb))?(?=[/.]|$)|//(?:zh|en|cn|www)\.",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"(?<![a-z])(?:zh|cn)(?![a-z])", re.IGNORECASE)
_WIKI = re.compile(r"https?://(?:zh|en)\.(?:m\.)?wikipedia\.org/", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ID = re.compile(r"""<[A-Za-z][^>]*?\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")


def same_links(unit: Unit) -> Iterator[Finding]:
    """Every link of the source is in the target, with its address; a localised page counts."""
    lost, new = _differing(unit)
    for link in lost:
        changed = _nearest(link, new)
        if changed:
            new.remove(changed)
            code = "changed-image" if link.image else "changed-url"
            message = _("{old} has become {new}").format(old=_name(link), new=_name(changed))
        else:
            code = "missing-image" if link.image else "dropped-link"
            message = _("no link to {target}").format(target=_name(link))
        severity = Severity.WARNING if link.image else Severity.ERROR
        yield Finding(code, severity, message, source=unit.source, target=unit.target)
    for link in new:
        message = _("a link that the source does not have: {target}").format(target=_name(link))
        yield Finding("extra-link", Severity.INFO, message, source=unit.source, target=unit.target)


def _name(link: Link) -> str:
    return link.target or f"[{link.label}]"


def _nearest(link: Link, others: Sequence[Link]) -> Link | None:
    """The link whose address is most like this one's, of the same sort."""
    same = {_name(other): other for other in others if other.image == link.image}
    return same.get(nearest(_name(link), list(same), 0.0))


def _differing(unit: Unit) -> tuple[list[Link], list[Link]]:
    """Links of the source that the target lacks, and the other way round."""
    lost, new = list(links(unit.source)), list(links(unit.target))
    # What is equal is taken first, so that it is not taken for something that is only alike.
    _strike(lost, new, _equal)
    _strike(lost, new, _localised)
    # An address may stand in a tag of the other side; `[name]` alone may be a link, too.
    lost = [link for link in lost if f'"{link.target}"' not in unit.target]
    new = [
        link
        for link in new
        if not _shortcut(link.text, unit.source) and f'"{link.target}"' not in unit.source
    ]
    _strike(lost, new, _either_is_reference)
    return lost, new


def _shortcut(label: str, text: str) -> bool:
    return re.search(rf"\[{re.escape(label)}\](?![\[(])", text) is not None


def _strike(lost: list[Link], new: list[Link], alike: Callable[[Link, Link], bool]) -> None:
    for link in tuple(lost):
        if found := next((other for other in new if alike(link, other)), None):
            lost.remove(link)
            new.remove(found)


def _equal(source: Link, target: Link) -> bool:
    return (source.image, source.target, source.label) == (
        target.image,
        target.target,
        target.label,
    )


def _either_is_reference(source: Link, target: Link) -> bool:
    """The address of a reference stands elsewhere: any link may be the same."""
    return source.image == target.image and bool(source.label or target.label)


def _localised(source: Link, target: Link) -> bool:
    """Whether an address is that of the source in another language, or within the repository."""
    if source.image != target.image or source.label or target.label:
        return False
    if _WIKI.match(source.target) and _WIKI.match(target.target):
        return True
    return _same_page(source.target, target.target) or _moved(source.target, target.target)


def _same_page(source: str, target: str) -> bool:
    """The same address, but for the parts that name a language."""
    a, b = _parts(source), _parts(target)
    if _plain(source.split("#")[0]) != _plain(target.split("#")[0]):
        # A link within the repository may lead to the translated article, or its heading.
        return not a.scheme and not b.scheme and splitext(a.path)[1] == splitext(b.path)[1]
    return bool(a.fragment) == bool(b.fragment) and (a.scheme, b.scheme) != ("https", "http")


def _moved(source: str, target: str) -> bool:
    """A page beside the source's in Chinese, or the same file from within the repository."""
    a, b = _parts(source), _parts(target)
    if not b.scheme:
        return "/" in b.path and source.endswith("/" + b.path.lstrip("./"))
    inside = a.netloc == b.netloc and b.path.startswith(a.path.rstrip("/"))
    return inside and bool(_CHINESE.search(b.path) or count_han(unquote(b.fragment)))


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # "http://[": no address at all
        return SplitResult("invalid", address, "", "", "")


def _plain(address: str) -> str:
    address = re.sub(r"^https?:", "", _LANGUAGE.sub("", address))
    return re.sub(r"(?<!:)/+", "/", address).strip("/").lower()


def dead_links(
    document: Document, files: Collection[str] | None, path: str
) -> Iterator[tuple[Block, Link, Finding]]:
    """Relative links to files that are not there or empty, and to headings that are not there.

    `files` are the paths of the repository, with their sizes where it is a mapping; None where
    they are not known. `path` is that of the document.
    """
    anchors = _anchors(document)
    folders = {folder for file in files or () for folder in _folders(file)}
    for block in document.blocks:
        for link in links(block.segment.text) if block.segment else ():
            address, _hash, anchor = link.target.partition("#")
            if anchor and not address and not _known(anchor, anchors):
                message = _("no heading #{anchor}").format(anchor=anchor)
                yield block, link, Finding("dead-anchor", Severity.ERROR, message)
            elif files is not None and _inside(link.target):
                file = normpath(join(dirname(path), _file(address)))
                if file not in files and file not in folders:
                    message = _("no file {file}").format(file=file)
                    yield block, link, Finding("dead-link", Severity.ERROR, message)
                elif isinstance(files, Mapping) and files.get(file) == 0:
                    message = _("{file} is empty").format(file=file)
                    yield block, link, Finding("empty-file", Severity.WARNING, message)


def _file(address: str) -> str:
    """The path an address names: no query, escapes resolved."""
    return unquote(unescape(_ESCAPE.sub(r"\1", address.partition("?")[0])))


def _inside(target: str) -> bool:
    """Whether a link is relative to the file it stands in."""
    parts = _parts(target)
    return bool(parts.path) and not parts.scheme and not parts.netloc and target[0] not in "/<{"


def _folders(file: str) -> Iterator[str]:
    while file := dirname(file):
        yield file
    yield "."


def _anchors(document: Document) -> Counter[str]:
    found = Counter(slugs(document))
    found.update(block.anchor for block in document.blocks if block.anchor)
    found.update(_ID.findall(document.text))
    found.update(["top"])
    return found


def _known(anchor: str, anchors: Collection[str]) -> bool:
    name = unquote(anchor)
    return name in anchors or name.lower() in anchors or name.startswith("fn")
