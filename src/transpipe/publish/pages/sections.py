"""The sections of a page, in order: one a unit, one a table, one for what nobody translates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from transpipe.model import OPAQUE, Edit, Kind, Standing, Unit, standing
from transpipe.model.text import digest
from transpipe.publish.language import Speak, origin, word
from transpipe.publish.pages.markup import Texts, block_html, heading, table_html
from transpipe.publish.pages.rows import Row
from transpipe.text.diff import word_diff
from transpipe.text.han import mostly_han

# What a page's `data-state` knows; a conflict is something to look at, derived words are done.
_STATES = {
    Standing.DERIVED: "done",
    Standing.CONFLICT: "fuzzy",
    Standing.REMOVED: "",
}
_WORST = ["missing", "mt", "stale", "fuzzy", "done", ""]


@dataclass(frozen=True, slots=True)
class Part:
    """One section of a page. `source` and `target` are safe HTML, '' where there is none.

    `id` is made from the unit alone, so that it stays when others come and go; `aliases` are
    other names of the place: a heading's anchors, the id of a stale unit before its change.
    """

    id: str
    kind: str
    source: str = ""
    target: str = ""
    state: str = ""
    badge: str = ""
    source_lang: str = ""
    once: bool = False
    diff: tuple[Edit, ...] = ()
    aliases: tuple[str, ...] = ()
    level: int = 0
    title: str = ""

    @property
    def classes(self) -> str:
        """Its kind, and whether it stands once for both languages, or has no source."""
        alone = " alone" if self.target and not self.source else ""
        return self.kind + (" once" if self.once else "") + alone


class Names:
    """Every id of a page once; a repeated one gets `-1`, `-2`, … in order, as anchors do."""

    def __init__(self, taken: Sequence[str]) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        """This id, or the next that is free."""
        name, number = wanted, 0
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name

    def offer(self, wanted: str) -> tuple[str, ...]:
        """This id if it is free; an alias that is not would lead astray."""
        if not wanted or wanted in self._taken:
            return ()
        self._taken.add(wanted)
        return (wanted,)


def parts(rows: Sequence[Row], texts: Texts, names: Names, speak: Speak) -> Iterator[Part]:
    """The sections of a page; the cells of a table make one."""
    for table, group in groupby(rows, key=_table_of):
        if table is None:
            yield from (_part(row, texts, names, speak) for row in group)
        else:
            yield _table(list(group), texts, names, speak)


def _part(row: Row, texts: Texts, names: Names, speak: Speak) -> Part:
    block, unit = row.block, row.unit
    state, badge = _standing(unit, row.words, speak)
    lang = "" if row.is_added or block.kind in OPAQUE else _lang(block.text)
    source = "" if row.is_added else block_html(block, block.text, texts)
    words = row.other.text if row.other else row.words
    target = block_html(block, words, texts) if words or row.is_added else ""
    once = not row.is_added and (source == target or (unit is None and not target))
    diff = word_diff(unit.previous or "", unit.source) if unit and state == "stale" else ()
    return Part(
        id=names.take(_id(unit, block.text)),
        kind=block.kind.value,
        source=source,
        target="" if once else target,
        state=state,
        badge="" if once else badge,
        source_lang=lang,
        once=once,
        diff=tuple(diff),
        aliases=_aliases(row, names),
        level=heading(block),
        title=texts.inline(row.words or block.text) if heading(block) else "",
    )


def _table(held: Sequence[Row], texts: Texts, names: Names, speak: Speak) -> Part:
    """A table in both languages, one below the other or side by side; each cell keeps its id."""
    section = names.take(f"s-{digest('table', held[0].block.text)}")
    grid: list[list[Row | None]] = []
    width = max(row.block.column or 0 for row in held) + 1
    for _row, cells in groupby(held, key=lambda row: row.block.row):
        grid.append([None] * width)
        for cell in cells:
            grid[-1][cell.block.column or 0] = cell
    alone = held[0].is_added
    states = [_standing(row.unit, row.words, speak)[0] for row in held]
    once = not alone and not any(states)
    worst = min(states, key=_WORST.index)
    return Part(
        id=section,
        kind="table",
        source="" if alone else table_html(_cells(grid, texts)),
        target="" if once else table_html(_cells(grid, texts, names, speak)),
        # A table is missing only where every cell is: the rest can be read.
        state="fuzzy" if worst == "missing" and set(states) - {"missing", ""} else worst,
        source_lang=_lang(" ".join(row.block.text for row in held)),
        once=once,
    )


def _cells(
    grid: Sequence[Sequence[Row | None]],
    texts: Texts,
    names: Names | None = None,
    speak: Speak = str,
) -> list[list[str]]:
    """The cells of a table as elements: the source's, or with `names` the target's."""
    found: list[list[str]] = []
    for number, cells in enumerate(grid):
        tag = "th" if number == 0 else "td"
        found.append([])
        for row in cells:
            mark, inner = "", ""
            if row is not None and names is None:
                inner = texts.inline(row.block.text)
            elif row is not None and names is not None:
                state, badge = _standing(row.unit, row.words, speak)
                mark = f' id="{names.take(_id(row.unit, row.block.text))}"'
                mark += f' data-state="{state}"' if state else ""
                note = f'<span class="badge">{escape(badge)}</span>' if badge else ""
                inner = note + texts.inline(row.words or row.block.text)
            # An empty head cell names nothing.
            tag_here = tag if inner else "td"
            found[-1].append(f"<{tag_here}{mark}>{inner}</{tag_here}>")
    return found


def _table_of(row: Row) -> tuple[object, ...] | None:
    """What the cells of one table share that stand next to each other; None outside of tables."""
    return (row.block.container, row.is_added) if row.block.kind is Kind.CELL else None


def _standing(unit: Unit | None, words: str, speak: Speak) -> tuple[str, str]:
    """A unit's `data-state` and, unless it is done, the same in words with the engine's name."""
    if unit is None:
        return "", ""
    how = standing(unit)
    if not words and how is Standing.DRAFT:
        how = Standing.MISSING  # a draft that is not shown
    if how in {Standing.DONE, Standing.DERIVED}:
        return "done", ""
    by = f" · {origin(unit)}" if how is Standing.DRAFT and origin(unit) else ""
    return _STATES.get(how, how.value), word(how, speak) + by


def _aliases(row: Row, names: Names) -> tuple[str, ...]:
    """A heading's anchors in both languages, and the place's name before its source changed."""
    found: tuple[str, ...] = ()
    for name in row.anchors:
        found += names.offer(name)
    if row.unit is not None and row.unit.previous is not None:
        found += names.offer(f"s-{digest(row.unit.previous_context, row.unit.previous)}")
    return found


def _id(unit: Unit | None, text: str) -> str:
    return f"s-{digest(*unit.id)}" if unit else f"s-{digest('block', text)}"


def _lang(text: str) -> str:
    return "zh-Hans" if mostly_han(text) else "en"
