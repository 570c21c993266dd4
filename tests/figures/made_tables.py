"""Tables in two languages whose cells are known to be pairs, inside real pages."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from transpipe.markdown.segments import parse
from transpipe.model import Bead, Document, Kind

WORDS = Path(__file__).parent.parent / "fixtures" / "table_words.tsv"
FORMS = (
    "column added",
    "column dropped",
    "columns swapped",
    "row added",
    "row dropped",
    "row moved",
    "identical cells",
    "flags",
    "two columns",
    "several",
)
MOST = 150  # blocks of a page that a table is put into

Words = dict[str, list[tuple[str, str]]]
Cell = tuple[str, str]  # what stands in the English table and in the Chinese one
Place = tuple[int, int]  # row and column of a table


@cache
def words(half: int) -> Words:
    """The vocabulary of one half, by what it is."""
    found: Words = defaultdict(list)
    for line in WORDS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            number, what, english, chinese = line.split("\t")
            if int(number) == half:
                found[what].append((english, chinese))
    return found


@dataclass(frozen=True)
class Column:
    """The cells of a column, the header first."""

    what: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Made:
    """A page with a table in it; `pairs` are the places that belong together."""

    form: str
    source: Document
    target: Document
    source_cells: dict[int, Place]  # by block
    target_cells: dict[int, Place]
    pairs: frozenset[tuple[Place, Place]]


def made(data: Path, seed: int, held_out: bool) -> Made:
    """The page of a seed; those of the held-out half use the words of the second half."""
    rng = random.Random(f"table {seed}")
    form = FORMS[seed % len(FORMS)]
    columns = _columns(rng, words(2 if held_out else 1), form)
    left, right = _sides(rng, columns, form, words(2 if held_out else 1))
    pairs = frozenset(
        ((r, c), (right[0].index(row), right[1].index(column)))
        for r, row in enumerate(left[0])
        for c, column in enumerate(left[1])
        if row in right[0] and column in right[1]
    )
    tables = [
        _table([[columns[c].cells[r][side] for c in order] for r in rows])
        for side, (rows, order) in enumerate((left, right))
    ]
    (english, at), (chinese, there) = _page(data, rng, tables)
    source, target = parse(english), parse(chinese, source=False)
    return Made(form, source, target, _cells(source, at), _cells(target, there), pairs)


# ── Tables ──────────────────────────────────────────────────────────────────────────────────


def _columns(rng: random.Random, vocabulary: Words, form: str) -> list[Column]:
    """The columns of a table: one that names its rows, and others."""
    first = rng.choice(("key", "key", "label"))
    others = ["type", "number", "flag", "prose", "label", "rank", "since", "flag"]
    if first == "label":
        others.remove("label")
    count = 2 if form == "two columns" else rng.randint(3, 6)
    if form == "flags":
        whats = [first, *rng.sample(["flag", "flag", "rank", "prose"], count - 2 or 1), "flag"]
    elif form == "two columns":
        whats = [first, rng.choice(("flag", "prose", "number", "rank", "type"))]
    else:
        whats = [first, *rng.sample(others, count - 1)]
    rows = rng.randint(3, 11)
    same = form == "identical cells"
    nouns = rng.sample(vocabulary["noun"], rows)
    headers = {what: rng.sample(pairs, len(pairs)) for what, pairs in vocabulary.items()}
    return [
        Column(what, (headers[what].pop(), *_body(rng, vocabulary, what, nouns, same)))
        for what in whats
    ]


def _body(
    rng: random.Random, vocabulary: Words, what: str, nouns: list[Cell], same: bool
) -> list[Cell]:
    """The cells below a header; `nouns` are what the rows are about."""
    if what == "key":
        shape = rng.choice(("camel", "snake", "code"))
        return [(_key(english, shape),) * 2 for english, _ in nouns]
    if what == "label":
        return [(english.capitalize(), chinese) for english, chinese in nouns]
    if what == "prose":
        verbs = [rng.choice(vocabulary["verb"]) for _ in nouns]
        return [(v[0].format(n[0]), v[1].format(n[1])) for v, n in zip(verbs, nouns, strict=True)]
    choices = _choices(rng, vocabulary, what)
    picked = [rng.choice(choices) for _ in nouns]
    return [picked[0]] * len(nouns) if same else picked


def _choices(rng: random.Random, vocabulary: Words, what: str) -> list[Cell]:
    """The values that the cells of a column have."""
    if what == "flag":
        pairs = vocabulary["word"]
        at = rng.randrange(0, len(pairs), 2)
        return rng.choice((pairs[at : at + 2], pairs[at : at + 2], [("✓", "✓"), ("✗", "✗")]))
    if what == "rank":
        return vocabulary["level"]
    if what == "type":
        shape = rng.choice(("{}", "`{}`"))
        return [(shape.format(name),) * 2 for name in ("string", "int", "boolean", "float")]
    if what == "since":
        return [(f"v{rng.randint(1, 4)}.{rng.randint(0, 12)}",) * 2 for _ in range(4)]
    unit = rng.choice((("", ""), (" ms", " 毫秒"), (" MB", " MB"), ("", "")))
    numbers = [rng.choice((0, 1, 5, 10, 30, 64, 100, 250, 512, 3600, 8080)) for _ in range(6)]
    return [(f"{number}{unit[0]}", f"{number}{unit[1]}") for number in numbers]


def _key(english: str, shape: str) -> str:
    parts = english.split()
    if shape == "camel":
        return parts[0] + "".join(part.capitalize() for part in parts[1:])
    name = "_".join(parts)
    return name if shape == "snake" else f"`{name}`"


Side = tuple[list[int], list[int]]  # its rows and columns, in order; -1, -2 … stand there alone


def _sides(
    rng: random.Random, columns: list[Column], form: str, vocabulary: Words
) -> tuple[Side, Side]:
    """Which rows and columns stand on each side; what one side lacks is left out of it."""
    count = len(columns[0].cells)
    left: Side = (list(range(count)), list(range(len(columns))))
    right: Side = (list(left[0]), list(left[1]))
    doings = [form]
    if form in ("identical cells", "flags", "two columns"):
        doings = [rng.choice(("row added", "row dropped", "row moved", "columns swapped", ""))]
    if form == "several":
        doings = rng.sample(FORMS[:6], 2)
    for doing in doings:
        _do(rng, doing, (left, right), (columns, vocabulary))
    return left, right


def _do(
    rng: random.Random, doing: str, sides: tuple[Side, Side], made: tuple[list[Column], Words]
) -> None:
    left, right = sides
    columns, vocabulary = made
    rows, order = right
    if doing == "column added":
        columns.append(_extra(rng, columns, vocabulary))
        order.insert(rng.randint(0, len(order)), len(columns) - 1)
    elif doing == "column dropped" and len(order) > 2:
        order.remove(rng.choice(order[1:]))
    elif doing == "columns swapped":
        a, b = rng.sample(range(len(order)), 2)
        order[a], order[b] = order[b], order[a]
    elif doing == "row added":
        left[0].remove(rng.choice(left[0][1:]))
    elif doing == "row dropped":
        rows.remove(rng.choice(rows[1:]))
    elif doing == "row moved" and len(rows) > 3:
        row = rng.choice(rows[1:])
        at = rows.index(row)
        rows.remove(row)
        rows.insert(rng.choice([n for n in range(1, len(rows) + 1) if n != at]), row)


def _extra(rng: random.Random, columns: list[Column], vocabulary: Words) -> Column:
    """A column that only one side has: remarks, flags or numbers."""
    what = rng.choice(("prose", "flag", "number"))
    count = len(columns[0].cells) - 1
    body = _body(rng, vocabulary, what, rng.sample(vocabulary["noun"], count), same=False)
    return Column("note", (rng.choice(vocabulary["note"]), *body))


def _table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


# ── Pages ───────────────────────────────────────────────────────────────────────────────────


@cache
def pages(data: Path) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Real pages in both languages, and the lines behind which a table may stand in both."""
    found = []
    for folder in sorted((data / "align-dev").glob("*/")):
        english, chinese = ((folder / name).read_text("utf-8") for name in ("en.md", "zh.md"))
        blocks = parse(english).blocks, parse(chinese, source=False).blocks
        if max(map(len, blocks)) <= MOST:
            places = _places(folder, english, chinese)
            if places:
                found.append((english, chinese, places))
    return found


@dataclass(frozen=True)
class Labelled:
    """A block as the development set has it."""

    kind: str
    text: str
    last: int  # the number of its last line


def gold(folder: Path) -> tuple[list[Bead], list[Labelled], list[Labelled]]:
    """The beads of a case, as they are labelled, and the blocks of both sides."""

    def rows(name: str) -> list[dict[str, Any]]:
        lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    left, right = (
        [Labelled(row["kind"], row["text"], row["line_end"]) for row in rows(name)]
        for name in ("en.blocks", "zh.blocks")
    )
    return [Bead(tuple(row["en"]), tuple(row["zh"])) for row in rows("gold")], left, right


def _places(folder: Path, english: str, chinese: str) -> list[tuple[int, int]]:
    """The last lines of paragraphs that are each other's translation, and are in no list."""
    beads, left, right = gold(folder)
    sides = [
        {block.lines[1] for block in document.blocks if not block.path and _is_prose(block.kind)}
        for document in (parse(english), parse(chinese, source=False))
    ]
    pairs = [bead for bead in beads if len(bead.source) == len(bead.target) == 1]
    ends = [(left[bead.source[0]].last, right[bead.target[0]].last) for bead in pairs]
    return [(a, b) for a, b in ends if a in sides[0] and b in sides[1]]


def _is_prose(kind: Kind) -> bool:
    return kind in (Kind.PARAGRAPH, Kind.HEADING)


def _page(data: Path, rng: random.Random, tables: list[str]) -> list[tuple[str, int]]:
    """A page with the tables put into both of its languages, and the line each begins at."""
    english, chinese, places = rng.choice(pages(data))
    ends = rng.choice(places)
    found = []
    for text, end, table in zip((english, chinese), ends, tables, strict=True):
        lines = text.split("\n")
        new = [*lines[:end], "", table, "", *lines[end:]]
        found.append(("\n".join(new), end + 2))
    return found


def _cells(document: Document, line: int) -> dict[int, Place]:
    """The places of the cells of the table that begins at a line."""
    table = next(b.container for b in document.blocks if b.row is not None and b.lines[0] == line)
    cells = [(n, b) for n, b in enumerate(document.blocks) if b.container == table]
    found = [(n, b.row, b.column) for n, b in cells if b.row is not None and b.column is not None]
    first = min(row for _n, row, _column in found)
    return {n: (row - first, column) for n, row, column in found}
