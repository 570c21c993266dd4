"""Rules about links: of a unit, that they are those of the source; of an article, that they lead
somewhere."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from gettext import gettext as _
from posixpath import dirname, join, normpath

from transpipe.links.anchors import all_anchors, is_known
from transpipe.links.files import Files, file_of, is_inside
from transpipe.links.locales import is_localised
from transpipe.markdown.inline import Link, links
from transpipe.model import Block, Document, Finding, Severity, Span, Unit
from transpipe.text.similarity import nearest


def same_links(unit: Unit) -> Iterator[Finding]:
    """Every link of the source is in the target, with its address; a localised page counts."""
    lost, new = _differing(unit)
    others = _Others(new)
    for link in lost:
        changed = others.take_nearest(link)
        if changed:
            code = "changed-image" if link.image else "changed-url"
            message = _("{old} has become {new}").format(old=_name(link), new=_name(changed))
        else:
            code = "missing-image" if link.image else "dropped-link"
            message = _("no link to {target}").format(target=_name(link))
        severity = Severity.WARNING if link.image else Severity.ERROR
        yield Finding(code, severity, message, source=unit.source, target=unit.target)
    for link in others.left():
        message = _("a link that the source does not have: {target}").format(target=_name(link))
        yield Finding("extra-link", Severity.INFO, message, source=unit.source, target=unit.target)


def _name(link: Link) -> str:
    return link.target or f"[{link.label}]"


def _differing(unit: Unit) -> tuple[list[Link], list[Link]]:
    """Links of the source that the target lacks, and the other way round."""
    lost, new = list(links(unit.source)), list(links(unit.target))
    # What is equal is taken first, so that it is not taken for something that is only alike.
    lost, new = _struck(
        lost, new, lambda link, others: [key for key in (_key(link),) if key in others]
    )
    lost, new = _struck(lost, new, _among(_localised))
    # An address may stand in a tag of the other side; `[name]` alone may be a link, too.
    there = {link.target: f'"{link.target}"' in unit.target for link in lost}
    here = {link.target: f'"{link.target}"' in unit.source for link in new}
    short = {link.text: _shortcut(link.text, unit.source) for link in new}
    lost = [link for link in lost if not there[link.target]]
    new = [link for link in new if not short[link.text] and not here[link.target]]
    return _struck(lost, new, _among(_either_is_reference))


def _shortcut(label: str, text: str) -> bool:
    return re.search(rf"\[{re.escape(label)}\](?![\[(])", text) is not None


# ── Which link has become which ─────────────────────────────────────────────────────────────

Key = tuple[bool, str, str]
Others = Mapping[Key, Sequence[int]]


def _key(link: Link) -> Key:
    """All that counts of a link when two are compared."""
    return link.image, link.target, link.label


def _struck(
    lost: Sequence[Link], new: Sequence[Link], alike: Callable[[Link, Others], list[Key]]
) -> tuple[list[Link], list[Link]]:
    """What is left when each link of one side has taken the first of the other that is alike.

    `alike` gives the keys of those; equal links have the same ones.
    """
    places: dict[Key, deque[int]] = {}
    for number, link in enumerate(new):
        places.setdefault(_key(link), deque()).append(number)
    known: dict[Key, list[Key]] = {}
    left: list[Link] = []
    taken: set[int] = set()
    for link in lost:
        if _key(link) not in known:
            known[_key(link)] = alike(link, places)
        first = min((places[key] for key in known[_key(link)] if places[key]), default=None)
        if first is None:
            left.append(link)
        else:
            taken.add(first.popleft())
    return left, [link for number, link in enumerate(new) if number not in taken]


def _among(alike: Callable[[Link, Link], bool]) -> Callable[[Link, Others], list[Key]]:
    return lambda link, others: [key for key in others if alike(link, _link(*key))]


def _link(image: bool, target: str, label: str) -> Link:
    return Link(Span(0, 0), Span(0, 0), "", target, image, label)


class _Others:
    """Links that are left, by their sort and name; one after the other is taken."""

    def __init__(self, links: Sequence[Link]) -> None:
        self._links = dict(enumerate(links))
        self._named: dict[bool, dict[str, list[int]]] = {False: {}, True: {}}
        for number, link in self._links.items():
            self._named[link.image].setdefault(_name(link), []).append(number)

    def take_nearest(self, link: Link) -> Link | None:
        """The link whose address is most like this one's, of the same sort."""
        named = self._named[link.image]
        name = nearest(_name(link), list(named), 0.0)
        if name not in named:
            return None
        found = self._links.pop(named[name].pop())
        if not named[name]:
            del named[name]
        return found

    def left(self) -> list[Link]:
        """Those that nobody took, in order."""
        return list(self._links.values())


def _either_is_reference(source: Link, target: Link) -> bool:
    """The address of a reference stands elsewhere: any link may be the same."""
    return source.image == target.image and bool(source.label or target.label)


def _localised(source: Link, target: Link) -> bool:
    same_sort = source.image == target.image and not source.label and not target.label
    return same_sort and is_localised(source.target, target.target)


def dead_links(
    document: Document, files: Files | None, path: str
) -> Iterator[tuple[Block, Link, Finding]]:
    """Relative links to files that are not there or empty, and to headings that are not there.

    `files` are those of the repository, None where they are not known; `path` is the document's.
    """
    anchors = all_anchors(document)
    for block in document.blocks:
        for link in links(block.segment.text) if block.segment else ():
            address, _hash, anchor = link.target.partition("#")
            if anchor and not address and not is_known(anchor, anchors):
                message = _("no heading #{anchor}").format(anchor=anchor)
                yield block, link, Finding("dead-anchor", Severity.ERROR, message)
            elif files is not None and is_inside(link.target):
                file = normpath(join(dirname(path), file_of(address)))
                if not files.holds(file):
                    message = _("no file {file}").format(file=file)
                    yield block, link, Finding("dead-link", Severity.ERROR, message)
                elif files.is_empty(file):
                    message = _("{file} is empty").format(file=file)
                    yield block, link, Finding("empty-file", Severity.WARNING, message)
