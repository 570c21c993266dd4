"""The names that headings have in a page, as its site gives them, and what becomes of them.

And of the links to them, once a build has named headings anew or put some in. Everybody who wants
the name of a heading asks here; `slugs` knows what each kind of site does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import unquote

from transpipe.links.mapping import LinkMap
from transpipe.links.slugs import RULES, Pinned, Taken
from transpipe.markdown import inline
from transpipe.markdown.segments import parse
from transpipe.markdown.splice import splice
from transpipe.model import AS_GITHUB, Block, Document, Kind, Naming, Placement, Span

# Whether a link that stands in a file leads nowhere any more, and another one does in its place.
Mends = Callable[[str, str], bool]

# Where a tag begins or ends, and an id between.
_ID = re.compile(r"""(?P<open><[A-Za-z])|>|\s(?:id|name)\s*+=\s*+["']?(?P<id>[^"'\s>]++)""")


def slugs(document: Document, naming: Naming = AS_GITHUB) -> tuple[str, ...]:
    """The anchor of every heading, in order: an explicit id, else its name; '' for none."""
    rule = RULES[naming.style]
    found = [block for _number, block in _headings(document)]
    ids = (block.anchor for block in found if block.anchor)
    taken: Taken = dict.fromkeys(ids, 0) if rule.pinned is Pinned.RESERVED else {}
    names: list[str] = []
    for block in found:
        if block.anchor and rule.pinned is Pinned.TAKEN:
            taken.setdefault(block.anchor, 0)
        slug = None if block.anchor else rule.slug(block.segment.text if block.segment else "")
        names.append(block.anchor if slug is None else rule.number(slug, taken))
    return tuple(names)


def _headings(document: Document) -> Iterator[tuple[int, Block]]:
    return ((n, block) for n, block in enumerate(document.blocks) if block.kind is Kind.HEADING)


def anchors(
    source: Document, target: Document, headings: Mapping[int, int], naming: Naming = AS_GITHUB
) -> dict[str, str]:
    """Each anchor of the source's headings as the target has it; `headings` maps block to block.

    An id that a tag gives both of them stays; else it is the name of the heading.
    """
    theirs, found = names_of(target, naming), dict[str, str]()
    for number, names in names_of(source, naming).items():
        there = theirs.get(headings.get(number, -1), ())
        for name in names if there else ():
            found.setdefault(name, name if name in there else there[0])
    return found


def names_of(document: Document, naming: Naming = AS_GITHUB) -> dict[int, tuple[str, ...]]:
    """The anchors of each heading by its block, that of its name before those of tags in it."""
    named = zip(_headings(document), slugs(document, naming), strict=True)
    return {n: tuple(filter(None, (name, *block.ids))) for (n, block), name in named}


def renumbered(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """The anchors of the headings of a page after they got other words; {} where some are gone."""
    pairs = zip(before, after, strict=True) if len(before) == len(after) else ()
    return {old: new for old, new in pairs if old and new}


def worded(document: Document, words: Mapping[int, str]) -> Document:
    """The document with other words in some blocks, as far as the names of headings go."""
    blocks = [
        replace(block, segment=replace(block.segment, text=words[number]))
        if block.kind is Kind.HEADING and block.segment and words.get(number)
        else block
        for number, block in enumerate(document.blocks)
    ]
    return replace(document, blocks=tuple(blocks))


def renamed(
    document: Document, words: Mapping[int, str], naming: Naming = AS_GITHUB
) -> dict[str, str]:
    """`#old` → `#new` for each heading, once blocks have other words."""
    names = zip(slugs(document, naming), slugs(worded(document, words), naming), strict=True)
    return {f"#{old}": f"#{new}" for old, new in names if old and new}


def all_anchors(document: Document, naming: Naming = AS_GITHUB) -> Collection[str]:
    """Every name in a page that a link can lead to: headings, ids of blocks and of HTML tags."""
    ids = (block.anchor for block in document.blocks if block.anchor)
    return frozenset((*filter(None, slugs(document, naming)), *ids, *ids_in(document.text), "top"))


def ids_in(text: str) -> Iterator[str]:
    """The first id or name of each HTML tag."""
    inside, at = False, 0
    while part := _ID.search(text, at):
        at = part.end()
        if inside and part["id"]:
            yield part["id"]
        elif part["id"]:
            at = part.start("id")
        inside = bool(part["open"]) or (inside and part[0] != ">" and not part["id"])


def is_known(anchor: str, anchors: Collection[str]) -> bool:
    """Whether a link to an anchor leads somewhere; notes have names of their own."""
    name = unquote(anchor)
    return name in anchors or name.lower() in anchors or name.startswith("fn")


def relinked(
    file: Document, placement: Placement, before: LinkMap, after: LinkMap, mends: Mends
) -> str:
    """The file with links changed to what `after` writes.

    Those change that stand as `before` wrote them, and those to an anchor that is not there any
    more where `after` knows one that is: `mends` says which. `placement` says whose words stand in
    which block; what a person wrote in another way stays.
    """
    texts: dict[int, str] = {}
    lines: list[tuple[Span, str]] = []
    for number, held in enumerate(placement.blocks):
        targets = [target for unit in held for target in _addresses(unit.words)]
        moved = {before.forward(target): after.forward(target) for target in targets}
        block = file.blocks[number]
        there = _addresses(block.text) if any("#" in target for target in targets) else []
        if len(there) == len(targets):
            new = (after.forward(target) for target in targets)
            moved |= {
                old: now
                for old, now in zip(there, new, strict=True)
                if old != now and "#" in old and _is_to_same(old, now) and mends(old, now)
            }
        if any(old != now for old, now in moved.items()):
            text = inline.map_targets(block.text, partial(_followed, moved))
            in_lines = _in_lines(file, block, text, moved)
            lines += in_lines
            texts |= {number: text} if text != block.text and not in_lines else {}
    if lines:
        file = parse(inline.replace_spans(file.text, lines), file.cut, source=False)
    return splice(file, texts).text if texts else file.text


def _in_lines(
    file: Document, block: Block, text: str, moved: Mapping[str, str]
) -> list[tuple[Span, str]]:
    """The lines of a text of several with the links changed, where that is all there is to it."""
    spans = block.segment.fragments if block.segment else ()
    lines = [(span, span.of(file.text)) for span in spans]
    new = [(span, inline.map_targets(line, partial(_followed, moved))) for span, line in lines]
    changed = [each for each, had in zip(new, lines, strict=True) if each != had]
    said = [address for _span, line in new for address in _addresses(line)]
    return changed if len(lines) > 1 and said == _addresses(text) else []


def _addresses(text: str) -> list[str]:
    return [address for _span, address in inline.addresses(text)]


def _is_to_same(old: str, now: str) -> bool:
    return unquote(old.partition("#")[0]) == unquote(now.partition("#")[0])


def _followed(moved: Mapping[str, str], link: str) -> str:
    return moved.get(link, link)
