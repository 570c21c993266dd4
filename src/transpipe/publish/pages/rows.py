"""Which source block stands beside which words on a bilingual page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from transpipe.links.anchors import ids_in, names_of, worded
from transpipe.markdown.inline import map_targets
from transpipe.model import OPAQUE, Block, Document, Kind, Naming, Unit
from transpipe.text.published_marks import without_marks
from transpipe.text.sentences import paragraphs
from transpipe.text.similarity import opcodes

# Structure without words: nothing of it is shown.
_SILENT = frozenset({Kind.FRONT_MATTER, Kind.DIRECTIVE})

# Where a tag may give a place a name; in code it is only shown.
_WITH_TAGS = frozenset(Kind) - {Kind.CODE, Kind.COMMENT, Kind.MATH, Kind.TEMPLATE}


@dataclass(frozen=True, slots=True)
class Row:
    """A source block with the words shown beside it; or one of the target that `is_added` there.

    `number` is the block's place in its document. `other` is the target's own version of an
    opaque block (comments in code, captions in HTML), `anchors` the names of a heading in both.
    """

    number: int
    block: Block
    unit: Unit | None = None
    words: str = ""
    other: Block | None = None
    is_added: bool = False
    anchors: tuple[str, ...] = ()


def _added(number: int, block: Block) -> Row:
    return Row(number, block, words=block.text, is_added=True)


def rows(
    source: Document, target: Document | None, units: Mapping[int, Unit], drafts: bool = False
) -> tuple[Row, ...]:
    """Every block of the source in order, and what only the target has after its predecessor.

    A machine's draft is shown only with `drafts`, the words of a conflict never.
    """
    found = tuple(
        Row(number, block, units.get(number), shown(units.get(number), drafts))
        for number, block in _blocks(source)
    )
    return tuple(_with_target(found, target)) if target and target.blocks else found


def alone(target: Document) -> tuple[Row, ...]:
    """A Chinese article without a source: every block is its own."""
    return tuple(_added(number, block) for number, block in _blocks(target))


def named(
    found: Sequence[Row], document: Document, target: Document, naming: Naming
) -> Iterator[Row]:
    """The rows with the names of their headings in both languages, and those that tags give."""
    words = worded(document, {row.number: row.words for row in found if not row.is_added})
    here = [names_of(each, naming) for each in (document, words)]
    added = names_of(target, naming)
    for row in found:
        sides = [added] if row.is_added else here
        names = [name for side in sides for name in side.get(row.number, ())]
        names += ids_in(row.block.raw) if row.block.kind in _WITH_TAGS else ()
        yield replace(row, anchors=tuple(dict.fromkeys(names))) if names else row


def shown(unit: Unit | None, drafts: bool = False) -> str:
    """The words of a unit that a reader may see, '' where there are none."""
    if unit is None or unit.conflict is not None:
        return ""
    return unit.words or (unit.target if drafts and unit.active else "")


def _blocks(document: Document) -> Iterator[tuple[int, Block]]:
    """The blocks that a page shows; the front matter's title only where no heading says it."""
    headed = any(block.kind is Kind.HEADING and block.level == 1 for block in document.blocks)
    for number, block in enumerate(document.blocks):
        if block.kind not in _SILENT and not (headed and block.path == ("front",)):
            yield number, block


def _with_target(found: Sequence[Row], target: Document) -> Iterator[Row]:
    """The rows with the target's own opaque blocks, and its additions between them."""
    keyed = [(key, at) for at, row in enumerate(found) for key in _keys(row)]
    owner = [at for _key, at in keyed]
    theirs = list(_blocks(target))
    other: dict[int, Block] = {}
    added: dict[int, list[Row]] = {}
    steps = opcodes([key for key, _at in keyed], [_key(block.text) for _number, block in theirs])
    regions = tuple(_regions(steps))
    known = _known(found) if any(b_from < b_to for *_ours, b_from, b_to in regions) else set()
    for a_from, a_to, b_from, b_to in regions:
        free = [at for at in owner[a_from:a_to] if found[at].block.kind in OPAQUE]
        after = owner[a_from - 1] if a_from else -1
        for number, block in theirs[b_from:b_to]:
            same = [at for at in free if found[at].block.kind is block.kind]
            if block.kind in OPAQUE and same:
                other[same[0]] = block
                after = same[0]
                free = [at for at in free if at > after]
            elif _key(block.text) not in known:
                added.setdefault(after, []).append(_added(number, block))
    yield from added.get(-1, ())
    for at, row in enumerate(found):
        yield replace(row, other=other[at]) if at in other else row
        yield from added.get(at, ())


def _regions(
    steps: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[int, int, int, int]]:
    """All changes between two equal runs taken together."""
    for is_equal, group in groupby(steps, key=lambda step: step[0] == "equal"):
        held = list(group)
        if not is_equal:
            yield held[0][1], held[-1][2], held[0][3], held[-1][4]


def _keys(row: Row) -> list[str]:
    """What the target's blocks say where this row stands in it."""
    if row.block.kind in OPAQUE or row.unit is None or not row.words:
        return [_key(row.block.text)]
    return [_key(part) for part in paragraphs(row.words)] or [""]


def _known(found: Sequence[Row]) -> set[str]:
    """Texts that have their place already: the source's, and the words of any of its units."""
    texts = [row.block.text for row in found]
    for unit in filter(None, (row.unit for row in found)):
        texts += [unit.target, *paragraphs(unit.target)]
    return {_key(text) for text in texts}


def _key(text: str) -> str:
    """A text without its link targets (the two sides have each their own), our marks and blanks."""
    text = without_marks(text)
    # Without any of these there is no address in it.
    has_links = "](" in text or "<" in text or "]:" in text
    return "".join((map_targets(text, lambda _target: "") if has_links else text).split())
