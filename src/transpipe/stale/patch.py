"""The mechanical part of an edit, made in the translation: code, numbers, names, addresses.

Everything here refuses (None) rather than guesses: a wrong patch is worse than a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from transpipe.model import Action, Span, Weight
from transpipe.stale.nouns import Difference, Reading, Sort, Token
from transpipe.stale.patch_links import addresses, marks
from transpipe.stale.reading import read
from transpipe.stale.terms import NUMBERS, SCALES
from transpipe.text.han import HAN

_Change = tuple[Span, str]
_HAN = re.compile(f"[{HAN}]")
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
        marks([d for d in due if d.sort is Sort.ADDRESS], new, chinese),
    ):
        if part is None:
            return None
        changes += part
    result = _applied(target, changes)
    return result if result is not None and _han(result) == _han(target) else None


def _han(text: str) -> str:
    """The Chinese of a text, which no patch may touch."""
    return "".join(_HAN.findall(text))


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

    def solid(tokens: Iterable[Token]) -> list[str]:
        return [t.text for t in tokens if t.sort in (Sort.CODE, Sort.NUMBER)]

    return solid(old.tokens) == solid(chinese.tokens)


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
