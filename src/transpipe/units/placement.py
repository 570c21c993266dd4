"""Where the words of a catalogue stand in a Chinese file, by the words themselves; and whose."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from transpipe.markdown.pointers import map_html
from transpipe.model import Block, Catalogue, Document, Held, Kind, Owner, Placement, Unit, UnitId
from transpipe.text.han import count_han
from transpipe.text.published_marks import without_marks
from transpipe.text.sentences import paragraphs
from transpipe.text.similarity import opcodes
from transpipe.units.bare import bare as bare
from transpipe.units.neighbours import Spot, around, best
from transpipe.units.stacked import stands_beside

Piece = tuple[Unit, str]


# What a block is, and whose words stand in it; its own text where no unit's do.
Signature = list[tuple[Kind, tuple[UnitId, ...] | str]]


# So many places of one text may be compared with each other.
_MOST = 10_000


_LINE = re.compile(r"[^\r\n]*[^\s]")


def place(catalogue: Catalogue, document: Document) -> Placement:
    """The units whose words stand in each block of a document, in order first, then moved ones.

    Words are compared without link destinations, since a catalogue holds those of the source. A
    unit without words stands where its English does, or the draft that nobody has confirmed.
    Nothing is guessed: a unit whose words were changed on either side is `lost`.
    """
    units = [unit for unit in catalogue.units if unit.words]
    pieces = [(unit, piece) for unit in units for piece in paragraphs(unit.words)]
    if not document.blocks:  # nobody has written the file yet
        lost = {unit.id for unit, _ in pieces}
        return Placement((), tuple(unit for unit in units if unit.id in lost))
    keys = [bare(block.text) if block.segment else "" for block in document.blocks]
    held: dict[int, list[Unit]] = {}
    told = _told_apart(pieces, keys, [block.row for block in document.blocks])
    held.update((number, [pieces[at][0]]) for at, number in told.items())
    pieces = [piece for at, piece in enumerate(pieces) if at not in told]
    left = _in_order(pieces, ["" if n in held else key for n, key in enumerate(keys)], held)
    left = _anywhere(left, keys, held)
    left = _shared(left, (), keys, held)
    if any(key and number not in held for number, key in enumerate(keys)):
        left = _shared(left, units, keys, held)
    left = _beside_english(left, keys, held)
    _again(units, keys, held)
    _in_english([unit for unit in catalogue.active() if not unit.words], keys, held)
    missing = {unit.id for unit, _ in left}
    return Placement(
        tuple(tuple(held.get(n, ())) for n in range(len(keys))),
        tuple(unit for unit in units if unit.id in missing),
    )


def spoken(document: Document) -> list[tuple[Kind, str]]:
    """What a file says, block by block, whatever its line ends, addresses and outer blanks."""
    return [(b.kind, bare(b.text) if b.segment else _raw(b)) for b in document.blocks]


def _raw(block: Block) -> str:
    """An opaque block; a tag leads elsewhere in another file."""
    raw = map_html(block.raw, lambda _address: "") if block.kind is Kind.HTML else block.raw
    return "\n".join(_LINE.findall(raw.strip()))


def signature(document: Document, placement: Placement) -> Signature:
    """The blocks of a file, by the units that stand in them or by what they say."""
    return [
        (kind, tuple(unit.id for unit in held) or text)
        for (kind, text), held in zip(spoken(document), placement.blocks, strict=True)
    ]


def unmarked(document: Document) -> Document:
    """A file's blocks without the marks that we put behind words when we published them."""
    blocks = [
        replace(block, segment=replace(block.segment, text=without_marks(block.text)))
        if block.segment
        else block
        for block in document.blocks
    ]
    return replace(document, blocks=tuple(blocks))


def _told_apart(
    pieces: Sequence[Piece], keys: Sequence[str], rows: Sequence[int | None]
) -> dict[int, int]:
    """The block of each piece that several units say alike: where its neighbours stand."""
    wanted = [bare(piece) for _, piece in pieces]
    speakers: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(wanted):
        speakers[key].append(at)
    speakers = {k: ats for k, ats in speakers.items() if len({pieces[a][0].id for a in ats}) > 1}
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key in speakers:
            blocks[key].append(number)
    spots = [Spot(key, row) for key, row in zip(keys, rows, strict=True)]
    sides = around([Spot(key) for key in wanted], spots) if blocks else None
    found: dict[int, int] = {}
    for key, there in blocks.items():
        mine = speakers[key]
        if sides is None or len(mine) * len(there) > _MOST:
            continue
        alike = [(sides.alike(i, j), a, b) for a, i in enumerate(mine) for b, j in enumerate(there)]
        found.update((mine[a], there[b]) for a, b in best(alike))
    return found


def _in_order(pieces: list[Piece], keys: list[str], held: dict[int, list[Unit]]) -> list[Piece]:
    """Places the longest common subsequence; what is left comes back."""
    wanted = [bare(piece) for _, piece in pieces]
    left: list[Piece] = []
    for tag, a, a_end, b, _ in opcodes(wanted, keys):
        if tag == "equal":
            for offset, (unit, _piece) in enumerate(pieces[a:a_end]):
                held[b + offset] = [unit]
        else:
            left += pieces[a:a_end]
    return left


def _anywhere(left: list[Piece], keys: list[str], held: dict[int, list[Unit]]) -> list[Piece]:
    """Places moved words: the n-th of equal pieces in the n-th free block."""
    free: dict[str, deque[int]] = defaultdict(deque)
    for number, key in enumerate(keys):
        if key and number not in held:
            free[key].append(number)
    rest: list[Piece] = []
    for unit, piece in left:
        places = free.get(bare(piece))
        if places:
            held[places.popleft()] = [unit]
        else:
            rest.append((unit, piece))
    return rest


def _shared(
    left: list[Piece], units: Iterable[Unit], keys: list[str], held: dict[int, list[Unit]]
) -> list[Piece]:
    """Places units that fill one block together, in whatever order they stand in it.

    The unit of a repeated source text may stand in one that is placed already, too.
    """
    again = [(u, u.words) for u in units if u.active and u.context is None]
    pieces, count = [*left, *again], len(left)
    texts = [bare(words) for _unit, words in pieces]
    free: dict[str, deque[int]] = defaultdict(deque)
    for at, text in enumerate(texts):
        if text:
            free[text].append(at)
    sizes = sorted({len(text) for text in free}, reverse=True)
    used: set[int] = set()
    for number, key in enumerate(keys if free else ()):
        found = _filling(free, sizes, key) if key and number not in held else []
        if len(found) > 1:
            held[number] = [pieces[at][0] for at in found]
            used.update(at for at in found if at < count)
        for at in reversed(found):
            if at >= count or len(found) == 1:
                free[texts[at]].appendleft(at)
    return [piece for at, piece in enumerate(left) if at not in used]


def _beside_english(left: list[Piece], keys: list[str], held: dict[int, list[Unit]]) -> list[Piece]:
    """Places units whose words share a block with their English."""
    mixed = [n for n, key in enumerate(keys) if n not in held and count_han(key)] if left else []
    rest: list[Piece] = []
    for unit, piece in left:
        words, sources = bare(piece), list(filter(None, (unit.source, unit.previous)))
        free = (n for n in mixed if n not in held)
        number = next((n for n in free if stands_beside(keys[n], words, sources)), None)
        if number is None:
            rest.append((unit, piece))
        else:
            held[number] = [unit]
    return rest


def _filling(free: Mapping[str, deque[int]], sizes: Sequence[int], key: str) -> list[int]:
    """The pieces, taken from the free ones, that one after the other make up a block's text.

    The longest that fits comes first. They are put back, and it is none, where they do not.
    """
    found: list[int] = []
    taken: list[str] = []
    start = 0
    while start < len(key):
        starts = (key[start : start + size] for size in sizes if size <= len(key) - start)
        text = next((text for text in starts if free.get(text)), "")
        if not text:
            for at, back in zip(reversed(found), reversed(taken), strict=True):
                free[back].appendleft(at)
            return []
        found.append(free[text].popleft())
        taken.append(text)
        start += len(text)
        while key[start : start + 1].isspace():
            start += 1
    return found


def _again(units: Iterable[Unit], keys: list[str], held: dict[int, list[Unit]]) -> None:
    """A repeated source text has one unit: its words may stand in more blocks."""
    by_words = {bare(unit.words): unit for unit in units if unit.active and unit.context is None}
    for number, key in enumerate(keys):
        if key and number not in held and key in by_words:
            held[number] = [by_words[key]]


def _in_english(units: Iterable[Unit], keys: list[str], held: dict[int, list[Unit]]) -> None:
    """Units that nobody has translated yet stand where their source does, or their draft."""
    waiting: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for text in dict.fromkeys((unit.source, unit.target)):
            waiting[bare(text)].append(unit)
    for number, key in enumerate(keys):
        if key and number not in held and waiting.get(key):
            held[number] = [waiting[key][0]]
            # The unit of a repeated text stands in more places; one of a place alone does not.
            if len(waiting[key]) > 1 or waiting[key][0].context is not None:
                waiting[key].pop(0)


def held(catalogue: Catalogue, path: str, kept: Collection[str] = ()) -> Iterator[Held]:
    """The words of people in a catalogue: of live and obsolete units, and in conflicts.

    Texts that are `kept`, to the very character, are left out; so is a target that is its source.
    """
    for unit in catalogue.units:
        if unit.owner is Owner.PERSON and unit.target != unit.source and unit.target not in kept:
            yield from (Held(bare(p), unit.source, path) for p in paragraphs(unit.target))
        other = unit.conflict
        if other is not None and other.text not in kept:
            of_file = other.side == "md"
            yield from (Held(bare(p), unit.source, path, of_file) for p in paragraphs(other.text))


def targets(catalogue: Catalogue) -> frozenset[str]:
    """Every text of a catalogue to the very character: targets, and the other side of conflicts."""
    return frozenset(text for unit in catalogue.units for text in _texts(unit))


def texts(catalogue: Catalogue) -> Iterator[str]:
    """Every paragraph that a catalogue says, whosever it is."""
    for text in targets(catalogue):
        yield from map(bare, paragraphs(text))


def _texts(unit: Unit) -> Iterator[str]:
    yield unit.target
    if unit.conflict is not None:
        yield unit.conflict.text


def machine(catalogue: Catalogue) -> Iterator[str]:
    """What a file may say that no person wrote there: sources, drafts, derived words."""
    for unit in catalogue.units:
        yield bare(unit.source)
        if unit.previous is not None:
            yield from map(bare, (unit.previous, *paragraphs(unit.previous)))
        if unit.owner is not Owner.PERSON:
            yield from map(bare, paragraphs(unit.target))


def said(document: Document) -> Iterator[str]:
    """The prose of a file, block by block."""
    return (bare(block.text) for block in document.blocks if block.segment is not None)


def held_in(document: Document, path: str, after: str) -> Iterator[Held]:
    """The Chinese prose of a file that does not stand in `after` to the very character."""
    for block in document.blocks:
        if block.segment is not None and count_han(block.text) and block.raw not in after:
            yield Held(bare(block.text), "", f"{path}:{block.lines[0]}")
