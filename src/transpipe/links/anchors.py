"""The names that headings have in a page, as GitHub gives them, and what becomes of them.

And of the links to them, once a build has named headings anew or put some in.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import unquote

from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline
from transpipe.markdown.inline import plain
from transpipe.markdown.splice import splice
from transpipe.model import Document, Kind, Placement

# Where a tag begins or ends, and an id between.
_ID = re.compile(r"""(?P<open><[A-Za-z])|>|\s(?:id|name)\s*+=\s*+["']?(?P<id>[^"'\s>]++)""")


def slug(heading_text: str) -> str:
    """The anchor GitHub gives a heading: letters, digits, `_` and `-` of its plain text."""
    kept = (c for c in plain(heading_text.strip()).lower() if c in " -_\n" or _is_word(c))
    return "".join(kept).replace(" ", "-").replace("\n", "-")


def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc")


def slugs(document: Document) -> tuple[str, ...]:
    """The anchor of every heading, in order: an explicit id, else its slug, with -1 and so on."""
    taken: dict[str, int] = {}
    found = []
    for block in document.blocks:
        if block.kind is not Kind.HEADING:
            continue
        name = block.anchor or slug(block.segment.text if block.segment else "")
        anchor = name
        while anchor in taken and not block.anchor:
            taken[name] += 1
            anchor = f"{name}-{taken[name]}"
        taken.setdefault(anchor, 0)
        found.append(anchor)
    return tuple(found)


def renumbered(before: Sequence[str], after: Sequence[str]) -> dict[str, str]:
    """The anchors of the headings of a page after they got other words; {} where some are gone."""
    return dict(zip(before, after, strict=True)) if len(before) == len(after) else {}


def anchors(source: Document, target: Document, headings: Mapping[int, int]) -> dict[str, str]:
    """The anchor of each source heading in the target; `headings` maps block to block."""
    slug_in_target = _slug_of(target)
    return {
        name: slug_in_target[headings[number]]
        for number, name in _slug_of(source).items()
        if headings.get(number) in slug_in_target
    }


def _slug_of(document: Document) -> dict[int, str]:
    numbers = [n for n, block in enumerate(document.blocks) if block.kind is Kind.HEADING]
    return dict(zip(numbers, slugs(document), strict=True))


def renamed(document: Document, words: Mapping[int, str]) -> dict[str, str]:
    """`#old` → `#new` for the headings without an explicit id, once blocks have other words."""
    after: Counter[str] = Counter()
    anchors: dict[str, str] = {}
    for number, old in _slug_of(document).items():
        block = document.blocks[number]
        if block.anchor:
            continue
        new = slug(words.get(number, block.text))
        after[new] += 1
        # A heading that is there already has its number, as GitHub counts them.
        anchors[f"#{old}"] = f"#{new}-{after[new] - 1}" if after[new] > 1 else f"#{new}"
    return anchors


def all_anchors(document: Document) -> Collection[str]:
    """Every name in a page that a link can lead to: headings, ids of blocks and of HTML tags."""
    ids = (block.anchor for block in document.blocks if block.anchor)
    return frozenset((*slugs(document), *ids, *_ids(document.text), "top"))


def _ids(text: str) -> Iterator[str]:
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


def relinked(file: Document, placement: Placement, before: LinkMap, after: LinkMap) -> str:
    """The file with those links changed that stand as `before` wrote them and `after` does not.

    `placement` says whose words stand in which block; what a person wrote in another way stays.
    """
    texts: dict[int, str] = {}
    for number, held in enumerate(placement.blocks):
        moved = {
            before.forward(target): after.forward(target)
            for unit in held
            for target in inline.urls(unit.words)
            if before.forward(target) != after.forward(target)
        }
        if moved:
            block = file.blocks[number]
            text = inline.map_targets(block.text, partial(_followed, moved))
            texts |= {number: text} if text != block.text else {}
    return splice(file, texts).text if texts else file.text


def _followed(moved: Mapping[str, str], link: str) -> str:
    return moved.get(link, link)
