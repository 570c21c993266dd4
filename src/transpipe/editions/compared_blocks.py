"""What differs between two versions of an article's files beside its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transpipe.editions.sides import Side
from transpipe.markdown.words import diff
from transpipe.model import Block, Change, ChangeKind, Concern, Edit, Kind, Locale, Subject, Version
from transpipe.source_edits.opaque_pairs import pair
from transpipe.source_edits.opaque_pieces import LINK, Piece, Row
from transpipe.text.diff import word_diff
from transpipe.text.han import has_letters
from transpipe.text.similarity import scores
from transpipe.units.bare import bare

_ALIKE = 0.5  # below, two additions are two and not one that was edited

# A piece before and after, by its number among the rows; None where it is not there.
_Step = tuple[int | None, int | None]


def opaque(before: Side, after: Side) -> Iterator[Change]:
    """The code, HTML and link definitions that differ in either file, each with its copy."""
    sources = _steps(before.source_rows, after.source_rows)
    targets = _steps(before.target_rows, after.target_rows)
    old = pair(before.source_rows, before.target_rows) if sources or targets else {}
    new = pair(after.source_rows, after.target_rows) if sources or targets else {}
    left = dict.fromkeys(targets)
    for a, b in sources:
        copy = _copy((a, b), (old, new), (before, after))
        left.pop(copy, None)
        yield _opaque(before, after, (a, b), copy)
    came, went = {t: s for s, t in new.items()}, {t: s for s, t in old.items()}
    for a, b in left:
        mine = went.get(a) if a is not None else None, came.get(b) if b is not None else None
        yield _opaque(before, after, mine, (a, b))


def _steps(old: Sequence[Row], new: Sequence[Row]) -> list[_Step]:
    """The pieces that are not as they were."""
    if [_raw(row) for row in old] == [_raw(row) for row in new]:
        return []
    became = pair(old, new)
    steps: list[_Step] = [(a, b) for a, b in became.items() if _raw(old[a]) != _raw(new[b])]
    steps += [(n, None) for n, row in enumerate(old) if row.piece and n not in became]
    there = set(became.values())
    steps += [(None, n) for n, row in enumerate(new) if row.piece and n not in there]
    return sorted(steps, key=lambda step: step[1] if step[1] is not None else step[0] or 0)


def _raw(row: Row) -> str:
    return row.piece.text if row.piece else ""


def _copy(
    step: _Step, copies: tuple[dict[int, int], dict[int, int]], sides: tuple[Side, Side]
) -> _Step:
    """The piece of the Chinese file that is a copy of one of the source, before and after."""
    a, b = (copies[n].get(at) if at is not None else None for n, at in enumerate(step))
    if a is None and b is None:
        return a, b
    became = pair(sides[0].target_rows, sides[1].target_rows)
    if a is None:
        a = next((old for old, new in became.items() if new == b), None)
    return a, became.get(a) if b is None and a is not None else b


def _opaque(before: Side, after: Side, source: _Step, target: _Step) -> Change:
    was, now = _piece(before.source_rows, source[0]), _piece(after.source_rows, source[1])
    had, has = _piece(before.target_rows, target[0]), _piece(after.target_rows, target[1])
    old = Version(_text(was), _text(had), None, _line(was), _line(had))
    new = Version(_text(now), _text(has), None, _line(now), _line(has))
    gone, fresh = not (now or has), not (was or had)
    return Change(
        "",
        Locale.ZH_CN,
        _how(old, new, gone, fresh),
        None if fresh else old,
        None if gone else new,
        Subject.OPAQUE,
        _kind(now or has or was or had),
        _concern(old, new, after.is_parents, now or has or was or had),
        source=word_diff(old.source, new.source),
        target=word_diff(old.target, new.target),
    )


def _how(old: Version, new: Version, gone: bool, fresh: bool) -> ChangeKind:
    if gone or fresh:
        return ChangeKind.REMOVED if gone else ChangeKind.NEW
    both = old.source != new.source, old.target != new.target
    if all(both):
        return ChangeKind.BOTH
    return ChangeKind.SOURCE if both[0] else ChangeKind.TARGET


def _concern(old: Version, new: Version, follows: bool, piece: Piece | None) -> Concern:
    if old.source != new.source and (old.target != new.target or follows):
        return Concern.FOLLOWED
    if new.source == new.target:
        return Concern.FOLLOWED
    return Concern.MARKUP if piece is not None and piece.kind == LINK else Concern.OPAQUE


def _piece(found: Sequence[Row], at: int | None) -> Piece | None:
    return found[at].piece if at is not None else None


def _text(piece: Piece | None) -> str:
    return piece.raw if piece is not None else ""


def _line(piece: Piece | None) -> int:
    return piece.line if piece is not None else 0


def _kind(piece: Piece | None) -> Kind | None:
    return Kind(piece.kind) if piece is not None and piece.kind in set(Kind) else None


def additions(before: Side, after: Side, told: Iterable[Change]) -> Iterator[Change]:
    """The blocks of prose in the Chinese file that differ and are in no change of a unit.

    The English of a unit without words, in their place, is no addition.
    """
    news = [version.target or version.source for each in told if (version := each.after)]
    olds = [version.target or version.source for each in told if (version := each.before)]
    went = _untold(before, after, olds)
    came = _untold(after, before, news)
    table = scores([before.file.blocks[n].text for n in went],
                   [after.file.blocks[n].text for n in came], _ALIKE)  # fmt: skip
    found = [(-s, i, j) for i, row in enumerate(table) for j, s in enumerate(row) if s >= _ALIKE]
    partner: dict[int, int] = {}
    for _score, i, j in sorted(found):
        if i not in partner and j not in partner.values():
            partner[i] = j
    whose = {j: i for i, j in partner.items()}
    for j, number in enumerate(came):
        old = went[whose[j]] if j in whose else None
        yield _addition(before, after, old, number)
    for i, number in enumerate(went):
        if i not in partner:
            yield _gone(before, after, number) or _addition(before, after, number, None)


def _gone(before: Side, after: Side, number: int) -> Change | None:
    """The loss of a unit whose words stood in a block, where its catalogue says them still."""
    lost = [unit for unit in before.held[number] if unit.id not in after.target_blocks]
    there = {unit.id: unit for unit in after.units}
    if not lost or lost[0].id not in there:
        return None
    unit, now = lost[0], there[lost[0].id]
    lines = before.source_lines.get(unit.id, 0), before.file.blocks[number].lines[0]
    return Change(
        "",
        Locale.ZH_CN,
        ChangeKind.TARGET,
        Version(unit.source, unit.target, unit, *lines),
        Version(now.source, "", now.changed(""), after.source_lines.get(now.id, 0), 0),
        Subject.UNIT,
        before.file.blocks[number].kind,
        Concern.LOST,
        source=diff(unit.source, now.source),
        target=diff(unit.target, ""),
    )


def _untold(side: Side, other: Side, told: Sequence[str]) -> list[int]:
    """The blocks of a side whose texts the other has not, and no change tells."""
    there = Counter(block.text for block in other.file.blocks if block.segment)
    said = "\n".join(map(bare, told))
    found: list[int] = []
    for number, block in enumerate(side.file.blocks):
        text = block.text if block.segment else ""
        if there[text] > 0:
            there[text] -= 1
        elif has_letters(text) and bare(text) not in said:
            found.append(number)
    return found


def _addition(before: Side, after: Side, a: int | None, b: int | None) -> Change:
    old = _of_block(before, a)
    new = _of_block(after, b)
    was, now = old or Version(), new or Version()
    how = ChangeKind.TARGET if old and new else ChangeKind.NEW if new else ChangeKind.REMOVED
    return Change(
        "",
        Locale.ZH_CN,
        how,
        old,
        new,
        Subject.ADDITION,
        _block(after if b is not None else before, b if b is not None else a).kind,
        Concern.WORDING,
        source=_same(now.source or was.source),
        target=diff(was.target, now.target),
    )


def _same(text: str) -> tuple[Edit, ...]:
    return (Edit("=", text),) if text else ()


def _block(side: Side, number: int | None) -> Block:
    return side.file.blocks[number or 0]


def _of_block(side: Side, number: int | None) -> Version | None:
    """A block of the Chinese file beside the English of the unit that stands there, if any."""
    if number is None:
        return None
    block, held = side.file.blocks[number], side.held[number]
    source = held[0].source if held else ""
    line = side.source_lines.get(held[0].id, 0) if held else 0
    return Version(source, block.text, None, line, block.lines[0])
