"""Lists in groups that share a screen: each shows its first items, and says how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import ngettext

from transpipe.cli import output

_LEAST = 3  # lines that a group has: its title, an item, how many more there are


@dataclass(frozen=True)
class Group:
    """Items of one kind: each some lines, which stay together."""

    title: str
    style: str
    items: tuple[tuple[str, ...], ...]


def lines(groups: Sequence[Group], room: int | None) -> list[str]:
    """The groups in at most `room` lines, of which each gets its share; None for all."""
    found: list[str] = []
    for number, group in enumerate(groups):
        left = len(groups) - number
        if room is not None and room - len(found) < (_LEAST if left == 1 else _LEAST + 1):
            found.append(more(sum(len(other.items) for other in groups[number:])))
            break
        share = None if room is None else max((room - len(found)) // left, _LEAST)
        found += _shown(group, share)
    return found


def more(count: int, option: str = "--all") -> str:
    """How many are not shown, and the option that shows them."""
    said = ngettext(
        "… and {n} more ({option} shows all)", "… and {n} more ({option} shows all)", count
    )
    return said.format(n=count, option=option)


def _shown(group: Group, room: int | None) -> Iterator[str]:
    yield output.paint(group.title, group.style)
    used = 1
    for number, item in enumerate(group.items):
        left = len(group.items) - number
        if room is not None and used + len(item) + (left > 1) > room:
            yield f"  {more(left)}"
            return
        used += len(item)
        yield from item
