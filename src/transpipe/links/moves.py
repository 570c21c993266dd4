"""Links once files have got other names: those in files that moved, and those to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from transpipe.links.mapping import SCHEMES
from transpipe.markdown.attributes import quoted
from transpipe.markdown.inline import bracketed, links, map_targets, replace_spans, spelt
from transpipe.markdown.pointers import pointers
from transpipe.markdown.segments import parse
from transpipe.model import Cut, Document, Kind, Span


@dataclass(frozen=True)
class Moves:
    """The files that get other names, old → new, and all the files that there were before."""

    names: Mapping[str, str]
    files: Collection[str]

    def of(self, path: str) -> str:
        """What a file is called afterwards."""
        return self.names.get(path, path)

    def link(self, here: str, link: str) -> str:
        """A link of a file (by its old name) as it is once all have their new ones.

        What leads to no file, or by the names of a site's pages, stays.
        """
        if not link or link.startswith("/") or link.lower().startswith(SCHEMES):
            return link
        path, rest = self._cut(here, link)
        named = _named(here, path) if path else ""
        if not path or named not in self.files:
            return link
        there, after = self.of(named), self.of(here)
        if _named(after, path) == there:
            return link
        relative = relpath(there, dirname(after) or ".")
        dotted = path.startswith("./") and not relative.startswith(".")
        return spelt(f"./{relative}" if dotted else relative) + rest

    def link_in_either(self, here: str, there: str, link: str) -> str:
        """The same for a link that a catalogue has as the file `there` does, if `here` has none."""
        path = self._cut(here, link)[0]
        return self.link(here if _named(here, path) in self.files else there, link)

    def _cut(self, here: str, link: str) -> tuple[str, str]:
        """The path in a link, and its query and anchor; a file may be called like one with them."""
        if _named(here, link) in self.files:
            return link, ""
        path = re.split("[#?]", link, maxsplit=1)[0]
        return path, link[len(path) :]

    def text(self, here: str, text: str, cut: Cut) -> str:
        """A file with its links as they are then; outside their addresses no byte changes."""
        return relinked(parse(text, cut), lambda link: self.link(here, link))


def _named(here: str, path: str) -> str:
    return normpath(join(dirname(here), unquote(path, errors="surrogateescape")))


def relinked(document: Document, f: Callable[[str], str]) -> str:
    """The text of an article with `f` of each address: in prose, rows, definitions and HTML."""
    text = document.text
    changes = [*_in_blocks(document, f)]
    for pointer in pointers(document):
        new = f(pointer.address)
        if new != pointer.address:
            old = pointer.span
            as_tag = pointer.tag
            changes.append((old, quoted(text, old, new) if as_tag else _defined(text, old, new)))
    return replace_spans(text, changes)


def _defined(text: str, span: Span, new: str) -> str:
    return new if text[span.start - 1] == "<" else bracketed(new)


def _in_blocks(document: Document, f: Callable[[str], str]) -> Iterator[tuple[Span, str]]:
    for block in document.blocks:
        said = block.span.of(document.text)
        if block.segment is not None and ("](" in said or "=" in said or "ref " in said):
            new = map_targets(said, f)
            if new != said:
                yield block.span, new


def named_files(document: Document, here: str) -> frozenset[str]:
    """The paths that an article names, there or not, in links, definitions and HTML."""
    found: set[str] = set()

    def seen(link: str) -> str:
        if link and not link.lower().startswith(SCHEMES):
            found.update((_named(here, link), _named(here, re.split("[#?]", link, maxsplit=1)[0])))
        return link

    relinked(document, seen)
    return frozenset(found)


_SHOWN = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)


def shown_files(document: Document) -> tuple[str, ...]:
    """The paths of the pictures that an article shows, from its folder, in order."""
    texts = [
        block.span.of(document.text) for block in document.blocks if block.kind is not Kind.CODE
    ]
    found = [link.target for text in texts for link in links(text) if link.image and link.target]
    found += [address for text in texts for address in _SHOWN.findall(text)]
    inside = (address for address in found if not address.lower().startswith(SCHEMES))
    paths = (normpath(unquote(re.split("[#?]", address, maxsplit=1)[0])) for address in inside)
    return tuple(dict.fromkeys(paths))
