"""The parts of a page, in order: one a unit, one a table, one for what nobody translates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from transpipe.model import OPAQUE, Edit, Kind, Standing, Unit, UnitId, standing
from transpipe.model.text import digest
from transpipe.publish.comments import reason
from transpipe.publish.language import Speak, origin, word
from transpipe.publish.pages.listing import one_link, way_to
from transpipe.publish.pages.markup import Texts, block_html, both_html, heading, side, table_html
from transpipe.publish.pages.rows import Row
from transpipe.text.diff import word_diff
from transpipe.text.han import mostly_han

# What a page's `data-state` knows; a conflict is something to look at, derived words are done.
_STATES = {
    Standing.DERIVED: "done",
    Standing.CONFLICT: "fuzzy",
    Standing.REMOVED: "",
}
_TAG = re.compile(r"<[^>]*>")
_SAID = re.compile(r' (?:alt|title)="[^"]*"')
_WORST = ["missing", "mt", "stale", "fuzzy", "done", ""]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page. `source` and `target` are safe HTML, '' where there is none.

    `id` is made from the unit alone, so that it stays when others come and go; `aliases` are
    other names of the place: a heading's anchors, the id of a stale unit before its change.
    `note` is what a reader should know besides the state, `edit` where the words can be changed.
    """

    id: str
    kind: str
    source: str = ""
    target: str = ""
    state: str = ""
    badge: str = ""
    note: str = ""
    edit: str = ""
    source_lang: str = ""
    once: bool = False
    diff: tuple[Edit, ...] = ()
    aliases: tuple[str, ...] = ()
    level: int = 0
    title: str = ""
    reviewed: bool = False
    added: bool = False

    @property
    def classes(self) -> str:
        """Its kind but for paragraphs, whether it stands once, has no source, or is an addition."""
        alone = bool(self.target) and not self.source
        said = {self.kind: self.kind != Kind.PARAGRAPH, "once": self.once, "alone": alone}
        return "".join(f" {name}" for name, is_so in {**said, "added": self.added}.items() if is_so)


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


class Outline:
    """How deep each heading stands: one deeper than the one before at most, whatever its level."""

    def __init__(self) -> None:
        self._before = 1  # the title

    def take(self, level: int) -> int:
        """The depth of the next heading."""
        self._before = min(level, self._before + 1)
        return self._before


@dataclass(frozen=True, slots=True)
class Making:
    """What parts are made with: `texts` make HTML, `edit` gives a unit's address at the host.

    `bilingual` where the article has a source. `there` gives the page of the article that a row
    of an index tells of. In a `listing`, which is one of links, lists are folded.
    """

    texts: Texts
    names: Names
    speak: Speak
    bilingual: bool = True
    edit: Callable[[UnitId], str] = field(default=lambda _unit: "")
    there: Callable[[UnitId], str] = field(default=lambda _unit: "")
    listing: bool = False
    outline: Outline = field(default_factory=Outline)


def part(row: Row, how: Making, tight: bool = False) -> Part:
    """The part of one block; in a list that is `tight` its paragraphs are no elements."""
    block, unit, texts = row.block, row.unit, how.texts
    state, badge = _standing(unit, row.words, how.speak)
    if row.is_added:
        source, target = "", block_html(block, row.words, texts, tight)
    elif row.words and not row.other and block.kind not in OPAQUE:
        source, target = both_html(block, row.words, texts, tight)
    else:
        source, words = block_html(block, block.text, texts, tight), row.words
        words = row.other.text if row.other else words
        target = block_html(row.other or block, words, texts, tight) if words else ""
    if target and _is_picture(source) and _bare(source) == _bare(target):
        source, target = target, target
    source, target = _deep(heading(block), how.outline, source, target)
    one = one_link(source, target) if how.listing and state == "done" else ""
    if one:
        source = target = one
    once = not row.is_added and (source == target or (unit is None and not target))
    diff = word_diff(unit.previous or "", unit.source) if unit and state == "stale" else ()
    page = how.there(unit.id) if unit else ""
    way = way_to(page, how.speak) if page else ""
    return Part(
        id=how.names.take(id_of(unit, block.text)),
        kind=block.kind.value,
        source=source + way if once else source,
        target="" if once else target + way,
        state=state,
        badge="" if once else badge,
        note=_note(unit, state, how.speak),
        edit=how.edit(unit.id) if unit and not once else "",
        source_lang="" if row.is_added or one else _lang(block.text),
        once=once,
        diff=tuple(diff),
        aliases=_aliases(row, how.names),
        level=heading(block),
        title=texts.inline(row.words or block.text) if heading(block) else "",
        reviewed=state == "done" and unit is not None and unit.review_holds,
        added=row.is_added and how.bilingual,
    )


def _deep(level: int, outline: Outline, *sides: str) -> tuple[str, ...]:
    """A heading in both languages that says how deep it stands, where its level is another."""
    depth = outline.take(level) if level else 0
    if depth == level:
        return sides
    return tuple(html.replace(f"<h{level}>", f"<h{level} aria-level={depth}>", 1) for html in sides)


def table(held: Sequence[Row], sides: Sequence[object], how: Making) -> Part:
    """A table in both languages; each cell keeps its id. `sides` are its columns' alignments."""
    section = how.names.take(f"s-{digest('table', held[0].block.text)}")
    grid: list[list[Row | None]] = []
    width = max(max(row.block.column or 0 for row in held) + 1, len(sides))
    for _row, cells in groupby(held, key=lambda row: row.block.row):
        grid.append([None] * width)
        for cell in cells:
            grid[-1][cell.block.column or 0] = cell
    alone = held[0].is_added
    states = [_standing(row.unit, row.words, how.speak)[0] for row in held]
    once = not alone and not any(states)
    worst = min(states, key=_WORST.index)
    marks = [side(mark) for mark in sides] + [""] * (width - len(sides))
    units = [row.unit for row in held if row.unit]
    return Part(
        id=section,
        kind="table",
        source="" if alone else table_html(_cells(grid, marks, how, named=False)),
        target="" if once else table_html(_cells(grid, marks, how, named=True)),
        # A table is missing only where every cell is: the rest can be read.
        state="fuzzy" if worst == "missing" and set(states) - {"missing", ""} else worst,
        edit=how.edit(units[0].id) if units else "",
        source_lang="" if alone else _lang(" ".join(row.block.text for row in held)),
        once=once,
        added=alone and how.bilingual,
    )


def _cells(
    grid: Sequence[Sequence[Row | None]], marks: Sequence[str], how: Making, named: bool
) -> list[list[str]]:
    """The cells of a table as elements: the source's, or with their names the target's."""
    found: list[list[str]] = []
    for number, cells in enumerate(grid):
        tag = "th" if number == 0 else "td"
        found.append([])
        for row, mark in zip(cells, marks, strict=False):
            inner = ""
            if row is not None and not named:
                inner = how.texts.cell(row.block.text)
            elif row is not None:
                state, badge = _standing(row.unit, row.words, how.speak)
                mark += f" id={how.names.take(id_of(row.unit, row.block.text))}"
                mark += f" data-state={state}" if state not in {"", "done"} else ""
                note = f'<span class="badge">{escape(badge)}</span>' if badge else ""
                inner = note + how.texts.cell(row.words or row.block.text)
            # An empty head cell names nothing.
            tag_here = tag if inner else "td"
            found[-1].append(f"<{tag_here}{mark}>{inner}</{tag_here}>")
    return found


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


def _note(unit: Unit | None, state: str, _: Speak) -> str:
    """Why a unit is doubtful, or who has reviewed it."""
    if unit is None:
        return ""
    if state == "fuzzy" and unit.origin is not None and unit.origin.doubt is not None:
        return reason(unit.origin.doubt, _)
    if state == "done" and unit.review is not None and unit.review_holds:
        return _("reviewed by {name}").format(name=unit.review.by)
    return ""


def _aliases(row: Row, names: Names) -> tuple[str, ...]:
    """A heading's anchors in both languages, and the place's name before its source changed."""
    found: tuple[str, ...] = ()
    for name in row.anchors:
        found += names.offer(name)
    if row.unit is not None and row.unit.previous is not None:
        found += names.offer(f"s-{digest(row.unit.previous_context, row.unit.previous)}")
    return found


def id_of(unit: Unit | None, text: str) -> str:
    """The name of a unit's place on its page, of a block's where it has no unit."""
    return f"s-{digest(*unit.id)}" if unit else f"s-{digest('block', text)}"


def _is_picture(html: str) -> bool:
    return "<img" in html and not _TAG.sub("", html).strip()


def _bare(html: str) -> str:
    """HTML without what is said of a picture."""
    return _SAID.sub("", html)


def _lang(text: str) -> str:
    return "zh-Hans" if mostly_han(text) else "en"


def counted(parts: Sequence[Part]) -> Mapping[str, int]:
    """How many parts of a page there are of each state."""
    return {state: sum(part.state == state for part in parts) for state in _WORST if state}
