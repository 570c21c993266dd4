"""Edits that people made in the Chinese file, by the unit whose words they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transpipe.model import Document, Placement, Unit, UnitId
from transpipe.target_edits.blocks import Descent, descent
from transpipe.text.han import joined
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import unmarked
from transpipe.units.shares import shared_out
from transpipe.units.stacked import chinese_half
from transpipe.units.word_weights import kept

# So much of a file that is as it was is not another file.
_MOST = 0.5
# The blocks that the paragraphs of a unit fill in one of its places.
Run = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """What people did to a Chinese file since it last agreed with its catalogue.

    `words` gives the new words of the units whose blocks were changed ('' where all were taken
    out); `added` are the blocks (numbers in the file as it is now) that no unit accounts for.
    `doubtful` units hold words of others too: their blocks were merged, and no border was found.
    `kept` is how much of the Chinese of the file before stands there still, edited or not (0 … 1).
    Of the units `elsewhere` another place still says what all places said. `cut` where the file
    ends in the middle of what it said.
    """

    words: Mapping[UnitId, str]
    added: tuple[int, ...]
    doubtful: frozenset[UnitId] = frozenset()
    kept: float = 1.0
    elsewhere: frozenset[UnitId] = frozenset()
    cut: bool = False


def edited(before: Document, placement: Placement, now: Document) -> Edited:
    r"""The edits between the file that agreed and the file as it is, by unit.

    Blocks are followed by their text, then, where a run was replaced, by likeness and order.

    >>> from transpipe.markdown.segments import parse
    >>> from transpipe.model import State
    >>> unit = Unit("Boil the water.", "烧水。", State.TRANSLATED)
    >>> before, now = (parse(text, source=False) for text in ("烧水。\n", "把水烧开。\n"))
    >>> dict(edited(before, Placement(((unit,),)), now).words)
    {UnitId(context=None, source='Boil the water.'): '把水烧开。'}
    """
    traces = _traces(unmarked(before), placement, unmarked(now))
    words: dict[UnitId, str] = {}
    doubtful: set[UnitId] = set()
    elsewhere: set[UnitId] = set()
    for key, places in placement.places().items():
        unit = next(u for u in placement.blocks[places[0]] if u.id == key)
        said = _said(unit, places, traces)
        if said is not None:
            words[key] = said
            if any(map(traces.same, _runs(unit, places, traces))):
                elsewhere.add(key)
            if said and not traces.guessed.isdisjoint(places):
                doubtful.add(key)
    kept, left = _kept(traces), frozenset(elsewhere)
    return Edited(words, _added(traces), frozenset(doubtful), kept, left)


@dataclass(frozen=True)
class _Traces:
    """The file before and now, with the texts that each block before has become.

    `guessed` are the blocks that were merged where nothing says which words are whose.
    """

    before: Document
    placement: Placement
    now: Document
    came: Descent
    texts: Mapping[int, Sequence[str]]
    guessed: frozenset[int]

    def unchanged(self, place: int) -> bool:
        return list(self.texts.get(place, ())) == [self.before.blocks[place].text]

    def same(self, run: Run) -> bool:
        """Whether all blocks of a place are as they were."""
        return all(self.unchanged(place) for place in run)

    def said(self, run: Run) -> str:
        """What stands in the blocks of a place now."""
        return "\n\n".join(text for place in run for text in self.texts.get(place, ()))


def _traces(before: Document, placement: Placement, now: Document) -> _Traces:
    """Follows every block; of one that was merged with others it has its share.

    A translator's own words that were put into a paragraph are that paragraph's from then on.
    """
    came = descent(before, now)
    texts: dict[int, list[str]] = {}
    guessed: set[int] = set()
    for number, olds in sorted(came.items()):
        said = [now.blocks[number].text]
        olds = tuple(old for old in olds if placement.blocks[old]) or olds
        if len({tuple(u.id for u in placement.blocks[o]) for o in olds}) > 1:
            was = [before.blocks[o].text for o in olds]
            said = shared_out(was, joined(was), said[0])
            guessed |= set(olds) if not all(said) else set()
        for old, share in zip(olds, said, strict=False):
            texts.setdefault(old, []).extend([share] if share else [])
    return _Traces(before, placement, now, came, texts, frozenset(guessed))


def _kept(traces: _Traces) -> float:
    """How much has stayed; where most is another text, how much of what there is now was there."""
    old, new = traces.before.blocks, traces.now.blocks
    then = [(b.text, joined(traces.texts.get(n, ()))) for n, b in enumerate(old) if b.segment]
    if kept([(a, a if a == b else "") for a, b in then]) >= _MOST:
        return kept(then)
    came = ((n, [old[o].text for o in traces.came.get(n, ())]) for n in range(len(new)))
    return min(kept(then), kept([(new[n].text, joined(t)) for n, t in came if new[n].segment]))


def _added(traces: _Traces) -> tuple[int, ...]:
    """Blocks that are new, or were changed where no unit stood (English that was translated).

    Those are open, too, into which a block of several units was divided, if no border says how.
    """
    added: list[int] = []
    for number, block in enumerate(traces.now.blocks):
        olds = traces.came.get(number, ())
        same = any(traces.before.blocks[old].text == block.text for old in olds)
        held = any(traces.placement.blocks[old] and not _is_divided(traces, old) for old in olds)
        if block.segment and not held and not same:
            added.append(number)
    return tuple(added)


def _said(unit: Unit, places: list[int], traces: _Traces) -> str | None:
    """The words a unit has in the file now; None where nothing changed."""
    if all(traces.unchanged(place) for place in places):
        return None
    if any(len(traces.placement.blocks[place]) > 1 for place in places):
        return _share(unit, places[0], traces)
    # A repeated source text stands in several places: the first that was edited speaks.
    changed = (run for run in _runs(unit, places, traces) if not traces.same(run))
    said = next((traces.said(run) for run in changed), None)
    return said and (_half(unit, said, places, traces) or said)


def _half(unit: Unit, said: str, places: Sequence[int], traces: _Traces) -> str:
    """The Chinese of what stands beside its English: where it did before, or is all there was.

    '' where it is not so. Other English is somebody's own.
    """
    if not unit.words:
        return ""
    olds = [traces.before.blocks[place].text for place in places]
    beside = [old.replace(unit.words, "").strip() for old in olds if unit.words in old]
    sources = (*filter(None, (unit.source, unit.previous)), *filter(None, beside))
    halves = filter(None, (chinese_half(said, source) for source in sources))
    return next((half for half in halves if any(beside) or half == unit.words), "")


def repeated(before: Document, placement: Placement, now: Document) -> dict[UnitId, dict[Run, str]]:
    """What each place says now of those units that all places of a text share and some changed.

    Of a unit that has no words the places are left out where nobody has written any.
    """
    shared = {
        key: numbers
        for key, numbers in placement.places().items()
        if key[0] is None and len(numbers) > 1
    }
    if not shared or before.text == now.text:
        return {}
    traces = _traces(unmarked(before), placement, unmarked(now))
    found: dict[UnitId, dict[Run, str]] = {}
    for key, numbers in shared.items():
        unit = next(u for u in placement.blocks[numbers[0]] if u.id == key)
        runs = _runs(unit, numbers, traces)
        if len(runs) > 1 and any(not traces.same(run) for run in runs):
            told = {run: unit.words if traces.same(run) else traces.said(run) for run in runs}
            found[key] = {run: words for run, words in told.items() if words or unit.words}
    return found


def _runs(unit: Unit, places: Sequence[int], traces: _Traces) -> list[Run]:
    """The blocks of a unit, place by place; none where it shares a block with another."""
    if any(len(traces.placement.blocks[place]) > 1 for place in places):
        return []
    span = max(1, len(paragraphs(unit.words)))
    return [tuple(places[start : start + span]) for start in range(0, len(places), span)]


def _share(unit: Unit, place: int, traces: _Traces) -> str | None:
    """The share of a unit in a block that several units fill; None where it is as it was."""
    if _is_divided(traces, place):
        return ""
    held = traces.placement.blocks[place]
    share = _shares(traces, place)[next(i for i, u in enumerate(held) if u.id == unit.id)]
    return None if share == unit.words else share


def _shares(traces: _Traces, place: int) -> list[str]:
    words = [unit.words for unit in traces.placement.blocks[place]]
    text = joined(traces.texts.get(place, ()))
    return shared_out(words, traces.before.blocks[place].text, text)


def _is_divided(traces: _Traces, place: int) -> bool:
    """Whether the one block of several units is many now, and one of them would have them all."""
    if len(traces.placement.blocks[place]) < 2 or len(traces.texts.get(place, ())) < 2:
        return False
    return not all(_shares(traces, place))
