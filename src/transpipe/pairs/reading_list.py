"""A reading list beside the English one: which items it lacks, has besides, or has elsewhere.

Items are known by their address: titles are translated, and entries may be broken otherwise. What
has no address on the web is not compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from itertools import accumulate

from transpipe.model import Finding, Severity
from transpipe.pairs.index import Side, address, rows, without_code
from transpipe.pairs.tree import bare_address

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: its line (from 1), the heading above it, title and bare address."""

    line: int
    section: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists: the pairs that stand in one order, and what does not."""

    kept: tuple[tuple[Item, Item], ...]
    missing: tuple[Item, ...]
    extra: tuple[Item, ...]
    moved: tuple[tuple[Item, Item], ...]


def titles(text: str) -> Iterator[str | None]:
    """Of each line of an index the title of the heading that it is, None where it is none."""
    for line in re.split(r"\r\n|\r|\n", without_code(text)):
        found = _HEADING.match(line)
        yield found[1] if found else None


def _nearest(above: str | None, here: str | None) -> str | None:
    return above if here is None else here


def items(text: str) -> tuple[Item, ...]:
    """The items of all lists of a text that link to the web, in order."""
    headings = tuple(accumulate(titles(text), _nearest))
    found: list[Item] = []
    for row in rows(text):
        link = next(
            (n for n in row.links if n.side is Side.NEITHER and address(n.target.strip())), None
        )
        if row.marker and link:
            title = row.words or link.text.strip()
            found.append(
                Item(
                    row.line,
                    headings[row.line - 1] or "",
                    title,
                    bare_address(link.target.strip()),
                )
            )
    return tuple(found)


def compare(english: str, chinese: str) -> Comparison:
    """What a list has of the English one, by address; each item counts as often as it stands.

    As few as can be are moved: those that would have to move for the others to be in order.
    """
    theirs, ours = items(english), items(chinese)
    kept = tuple(_in_order(theirs, ours))
    moved = tuple(_moved_pairs(theirs, ours, dict(kept)))
    seen = (
        {number for number, _mine in (*kept, *moved)},
        {mine for _number, mine in (*kept, *moved)},
    )
    return Comparison(
        tuple((theirs[number], ours[mine]) for number, mine in kept),
        tuple(item for n, item in enumerate(theirs) if n not in seen[0]),
        tuple(item for n, item in enumerate(ours) if n not in seen[1]),
        tuple((theirs[number], ours[mine]) for number, mine in moved),
    )


def _in_order(theirs: Sequence[Item], ours: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The numbers of most items with one address that stand in one order in both lists."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(theirs):
        places[item.address].append(number)
    seen = Counter[str]()
    candidates: list[tuple[int, int]] = []
    for mine, item in enumerate(ours):
        there = places.get(item.address, [])
        if len(there) > _MANY:  # the same link over and over: one after the other
            there = there[seen[item.address] :][:1]
            seen[item.address] += 1
        candidates += ((number, mine) for number in reversed(there))
    rising = _rising([number for number, _mine in candidates])
    yield from (pair for place, pair in enumerate(candidates) if place in rising)


_MANY = 20


def _moved_pairs(
    theirs: Sequence[Item], ours: Sequence[Item], kept: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """The others with one address; first those that stand in one section."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, item in enumerate(theirs):
        if number not in kept:
            waiting[item.address].append(number)
    sections, found = _sections(theirs, ours), dict[int, int]()
    taken = set(kept.values())
    for alike in (True, False):
        for mine, item in enumerate(ours):
            if mine in taken or mine in found:
                continue
            there = waiting.get(item.address, [])
            wanted = sections.get(item.section)
            fitting = (n for n in there if not alike or theirs[n].section == wanted)
            for number in tuple(fitting)[:1]:
                found[mine] = number
                there.remove(number)
    yield from ((found[mine], mine) for mine in sorted(found))


def _sections(theirs: Sequence[Item], ours: Sequence[Item]) -> Mapping[str, str]:
    """The English heading that most addresses under one of ours stand under."""
    places = {item.address: item.section for item in theirs}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item in ours:
        if item.address in places:
            votes[item.section][places[item.address]] += 1
    return {section: count.most_common(1)[0][0] for section, count in votes.items()}


def _rising(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest row of numbers that rises."""
    ends: list[int] = []  # the smallest number that a row of each length ends with
    last: list[int] = []  # and its place
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [place]
    found: set[int] = set()
    place = last[-1] if last else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return frozenset(found)


# ── what is said of it ──────────────────────────────────────────────────────────────────────


def findings(index: str, found: Comparison) -> tuple[Finding, ...]:
    """What differs, in the order of the lines of the index; what lacks, where it should stand."""
    told = (*_missing(index, found), *_extra(index, found), *_moved(index, found))
    return tuple(sorted(told, key=lambda finding: finding.line))


def _missing(index: str, found: Comparison) -> Iterator[Finding]:
    instead = _instead(found)
    places = [theirs.line for theirs, _ours in found.kept]
    for item in found.missing:
        above = bisect_left(places, item.line) - 1
        said = _("no item for {title} ({address})")
        said = said.format(title=item.title, address=item.address.rstrip("?"))
        other = instead.get(item)
        if other is not None:
            said += _("; line {line} has another address in its place").format(line=other.line)
        line = other.line if other else found.kept[above][1].line if above >= 0 else 1
        yield Finding("missing-item", Severity.WARNING, said, index, line, source=item.title)


def _instead(found: Comparison) -> Mapping[Item, Item]:
    """The extra item that stands where one is missing: between the same two, as many on each side.

    Either could be the other's: an address that has changed.
    """
    lacks, more = defaultdict[int, list[Item]](list), defaultdict[int, list[Item]](list)
    theirs = [item.line for item, _ours in found.kept]
    ours = [item.line for _theirs, item in found.kept]
    for item in found.missing:
        lacks[bisect_left(theirs, item.line)].append(item)
    for item in found.extra:
        more[bisect_left(ours, item.line)].append(item)
    same = (place for place in lacks if len(lacks[place]) == len(more[place]))
    return {a: b for place in same for a, b in zip(lacks[place], more[place], strict=True)}


def _extra(index: str, found: Comparison) -> Iterator[Finding]:
    known = {pair[1].address for pair in (*found.kept, *found.moved)}
    for item in found.extra:
        said = _("an item that the source does not have: {text}").format(text=item.title)
        if item.address in known:
            said = _("an item that the source has once less: {text}").format(text=item.title)
        yield Finding("extra-item", Severity.INFO, said, index, item.line, target=item.title)


def _moved(index: str, found: Comparison) -> Iterator[Finding]:
    for theirs, ours in found.moved:
        said = _("{title} stands under “{section}” in the source, in line {line}")
        said = said.format(title=ours.title, section=theirs.section, line=theirs.line)
        yield Finding("moved-item", Severity.INFO, said, index, ours.line, source=theirs.title)
