"""The mechanical part of an edit, made in the translation: code, numbers, names, addresses, marks.

Everything here refuses (None) rather than guesses: a wrong patch is worse than a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from transpipe.model import Action, Span, Weight
from transpipe.stale.nouns import Difference, Reading, Sort, Target
from transpipe.stale.reading import read
from transpipe.stale.terms import NUMBERS, SCALES
from transpipe.text.han import only_han

_Change = tuple[Span, str]
_CHINESE_SCALE = re.compile(r"\s*[多余餘]?[十百千万萬亿億]")


def patched(found: Iterable[Difference], old: Reading, new: Reading, target: str) -> str | None:
    """`target` with the differences between `old` and `new` that a machine can carry over.

    Nothing but the tokens named in them is touched. None where one of them cannot be found in
    the translation exactly as often as in the source, or where the order leaves a doubt.
    """
    due = [d for d in found if d.action is Action.PATCH]
    chinese = read(target)
    changes: list[_Change] = []
    for part in (
        _tokens([d for d in due if d.sort is Sort.CODE], old, chinese),
        _tokens([d for d in due if d.sort is Sort.NUMBER], old, chinese),
        _names([d for d in due if d.weight is Weight.SPELLING], old, chinese),
        addresses([d for d in due if d.sort is Sort.ADDRESS], old, chinese),
        marks([d for d in due if d.sort is Sort.ADDRESS], (old, new), chinese),
    ):
        if part is None:
            return None
        changes += part
    result = _applied(target, changes)
    return result if result is not None and only_han(result) == only_han(target) else None


def _applied(target: str, changes: Iterable[_Change]) -> str | None:
    """The text with all changes made at once; None where two of them touch the same place."""
    out, position = [], 0
    for span, text in sorted(changes, key=lambda change: (change[0].start, change[0].end)):
        if span.start < position:
            return None
        out += [target[position : span.start], text]
        position = span.end
    return "".join([*out, target[position:]])


def _tokens(due: Sequence[Difference], old: Reading, chinese: Reading) -> list[_Change] | None:
    """Code or numbers: those that read alike change alike, or all stand in the same order."""
    becomes = {d.place: d.after for d in due}
    changes: list[_Change] = []
    for before in sorted({d.before for d in due}):
        sort = next(d.sort for d in due if d.before == before)
        sorts = {old.tokens[d.place].sort for d in due if d.before == before} | {sort}
        here = [i for i, t in enumerate(old.tokens) if t.text == before and t.sort in sorts]
        after = [becomes.get(i, before) for i in here]
        places = _places(before, chinese, len(here), sorts)
        if places is None or not all(_fits(before, text) for text in after):
            return None
        if sort is Sort.NUMBER and _scaled(here, old, places, chinese):
            return None
        if len(set(after)) > 1 and not _in_order(old, chinese):
            return None
        changes += zip(places, after, strict=True)
    return changes


def _places(
    before: str, chinese: Reading, expected: int, sorts: Collection[Sort]
) -> list[Span] | None:
    """Where a token stands in the translation, if it does so as often as expected."""
    for choice in (sorts, {Sort.WORD, Sort.CODE, Sort.NUMBER}):
        places = [t.span for t in chinese.tokens if t.text == before and t.sort in choice]
        if len(places) == expected:
            return places
        if places:
            return None
    return None


def _fits(before: str, after: str) -> bool:
    """Whether the new text can stand where the old one stood, between the same marks."""
    if any(after.count(mark) > before.count(mark) for mark in "`|\n"):
        return False
    return not {before.lower(), after.lower()} & NUMBERS.keys()


def _scaled(here: Iterable[int], old: Reading, places: Iterable[Span], chinese: Reading) -> bool:
    """Whether a number counts thousands or millions, which Chinese counts in 万 and 亿."""
    following = (old.tokens[i + 1].text.lower() for i in here if i + 1 < len(old.tokens))
    if any(word in SCALES for word in following):
        return True
    return any(_CHINESE_SCALE.match(chinese.text, place.end) for place in places)


def _in_order(old: Reading, chinese: Reading) -> bool:
    """Whether the translation has the code and numbers of the source, in the same order."""
    a, b = (
        [t.text for t in reading.tokens if t.sort in (Sort.CODE, Sort.NUMBER)]
        for reading in (old, chinese)
    )
    return a == b


def _names(due: Iterable[Difference], old: Reading, chinese: Reading) -> list[_Change] | None:
    """Misspelt names: where the translation copied them it has the slip as well."""
    changes: list[_Change] = []
    for difference in due:
        places = [t.span for t in chinese.tokens if t.text == difference.before]
        expected = sum(t.text == difference.before for t in old.tokens)
        if places and len(places) != expected:
            return None
        changes += [(place, difference.after) for place in places]
    return changes


_ADDRESSED = frozenset({"link", "image", "definition"})


def addresses(due: Iterable[Difference], old: Reading, chinese: Reading) -> list[_Change] | None:
    """Addresses that became others, wherever they stand."""
    becomes: dict[Span, str] = {}
    for d in due:
        if d.old and d.new and _readdressed(d):
            becomes[d.old.span] = d.new.value
        elif d.place >= 0:
            becomes[old.tokens[d.place].span] = d.after
    everywhere, there = _addresses(old), _addresses(chinese)
    values = {value for span, value in everywhere if span in becomes}
    changes: list[_Change] = []
    for value in sorted(values):
        after = [becomes.get(span, value) for span, v in everywhere if v == value]
        places = [span for span, v in there if v == value]
        if len(places) != len(after) or not all(after):
            return None
        if len(set(after)) > 1 and [v for _, v in there] != [v for _, v in everywhere]:
            return None
        changes += zip(places, after, strict=True)
    return changes


def _addresses(reading: Reading) -> list[tuple[Span, str]]:
    """Every address of a block, in order: of links and images, and bare ones."""
    found = [(t.span, t.value) for t in reading.targets if t.kind in _ADDRESSED]
    found += [(t.span, t.text) for t in reading.tokens if t.sort is Sort.ADDRESS]
    return sorted(found, key=lambda item: item[0].start)


def marks(
    due: Iterable[Difference], sides: tuple[Reading, Reading], chinese: Reading
) -> list[_Change] | None:
    """Anchors, labels and notes; links added or taken away. `sides` are the old and the new source.

    Not where an address left its words for others: which of the Chinese words those are is a
    reader's question.
    """
    due, new = tuple(due), sides[1]
    left = {d.old.value for d in due if d.old}
    if any(
        d.new.value in left for d in due if d.new and (d.old is None or d.old.kind != d.new.kind)
    ):
        return None
    changes: list[_Change] = []
    for d in due:
        change: _Change | None = None
        if (d.new is None and d.old is None) or _readdressed(d):
            continue
        if d.new is None and d.old:
            change = _removed(d.old, sides, chinese)
        elif d.new:
            change = _changed(d.old, d.new, new, chinese) if d.old else _added(d.new, new, chinese)
        if change is None:
            return None
        changes.append(change)
    return changes


def _readdressed(d: Difference) -> bool:
    """Whether an address became another."""
    return bool(d.old and d.new and d.old.kind in _ADDRESSED and d.new.kind in _ADDRESSED)


def _only(kind: str, value: str, chinese: Reading) -> Target | None:
    """The one target of this kind and value."""
    found = [t for t in chinese.targets if t.kind == kind and t.value == value]
    return found[0] if len(found) == 1 else None


def _changed(old: Target, new: Target, text: Reading, chinese: Reading) -> _Change | None:
    place = _only(old.kind, old.value, chinese)
    if place is None:
        return None
    value = new.span.of(text.text)
    fits = old.kind == new.kind and value and place.span.of(chinese.text)
    return (place.span, value) if fits else None


def _removed(old: Target, sides: tuple[Reading, Reading], chinese: Reading) -> _Change | None:
    """A mark taken away; the words of a link stay."""
    place = _only(old.kind, old.value, chinese)
    if place is None:
        return None
    start, end = place.whole.start, place.whole.end
    if old.kind in ("anchor", "note"):
        blanks = len(chinese.text[:start]) - len(chinese.text[:start].rstrip())
        return Span(start - blanks * (old.kind == "anchor"), end), ""
    inner, linked = _inner(place, chinese), _inner(old, sides[0])
    if inner is None or linked is None:
        return None
    # `[words]` alone may still be a reference, defined elsewhere.
    label = f"[{linked.of(sides[0].text)}]"
    before, after = (_apart_from_links(side).count(label) for side in sides)
    words = inner.of(chinese.text)
    return Span(start, end), f"[{words}]" if after > before else words


def _apart_from_links(side: Reading) -> str:
    """What a source says outside the marks that lead somewhere."""
    text, at = "", 0
    for target in sorted(side.targets, key=lambda target: target.whole.start):
        text += side.text[at : target.whole.start]
        at = max(at, target.whole.end)
    return text + side.text[at:]


def _inner(place: Target, side: Reading) -> Span | None:
    """The words of a Markdown link."""
    text, start = side.text, place.whole.start
    if text[start : start + 1] != "[":
        return None
    close = text.rfind("]", start, place.span.start)
    return Span(start + 1, close) if close > start else None


def _added(new: Target, text: Reading, chinese: Reading) -> _Change | None:
    """An anchor at the end or the start: where others belong only a reader knows."""
    mark = new.whole.of(text.text)
    if new.kind != "anchor" or any(t.kind == "anchor" for t in chinese.targets):
        return None
    if new.words[0] >= len(text.tokens) and mark.startswith("{"):
        before = text.text[: new.whole.start]
        blanks = before[len(before.rstrip()) :]
        end = len(chinese.text.rstrip())
        return Span(end, end), blanks + mark
    if new.words[0] == 0 and mark.startswith("<"):
        following = text.text[new.whole.end :]
        closing = "</a>" if following.startswith("</a>") else ""
        rest = following.removeprefix("</a>")
        blanks = rest[: len(rest) - len(rest.lstrip())]
        return Span(chinese.start, chinese.start), mark + closing + blanks
    return None
