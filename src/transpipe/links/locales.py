"""One page in several languages: whether two addresses are those of one."""

from __future__ import annotations

import re
from posixpath import splitext
from urllib.parse import unquote

from transpipe.links.address import parts
from transpipe.text.han import count_han

# Parts of an address that say no more than in which language the page is.
_LANGUAGE = re.compile(
    r"(?<=[/.])(?:zh|cn|en)(?:[-_](?:cn|tw|hk|hans|hant|us|gb))?(?=[/.]|$)|//(?:zh|en|cn|www)\.",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"(?<![a-z])(?:zh|cn)(?![a-z])", re.IGNORECASE)
_WIKI = re.compile(r"https?://(?:zh|en)\.(?:m\.)?wikipedia\.org/", re.IGNORECASE)


def is_localised(source: str, target: str) -> bool:
    """Whether an address is that of the source in another language, or within the repository."""
    if _WIKI.match(source) and _WIKI.match(target):
        return True
    return _same_page(source, target) or _moved(source, target)


def _same_page(source: str, target: str) -> bool:
    """The same address, but for the parts that name a language."""
    a, b = parts(source), parts(target)
    if _plain(source.split("#")[0]) != _plain(target.split("#")[0]):
        # A link within the repository may lead to the translated article, or its heading.
        return not a.scheme and not b.scheme and splitext(a.path)[1] == splitext(b.path)[1]
    return bool(a.fragment) == bool(b.fragment) and (a.scheme, b.scheme) != ("https", "http")


def _moved(source: str, target: str) -> bool:
    """A page beside the source's in Chinese, or the same file from within the repository."""
    a, b = parts(source), parts(target)
    if not b.scheme:
        return "/" in b.path and source.endswith("/" + b.path.lstrip("./"))
    inside = a.netloc == b.netloc and b.path.startswith(a.path.rstrip("/"))
    return inside and bool(_CHINESE.search(b.path) or count_han(unquote(b.fragment)))


def _plain(address: str) -> str:
    address = re.sub(r"^https?:", "", _LANGUAGE.sub("", address))
    return re.sub(r"(?<!:)/+", "/", address).strip("/").lower()
