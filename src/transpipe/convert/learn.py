"""Rules that people's words imply: what they write instead of what conversion makes of a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transpipe.model import Locale
from transpipe.ports import Converter
from transpipe.text.han import HAN
from transpipe.text.similarity import opcodes

Cut = Callable[[str], Sequence[str]]

# So many words a rule may be of, so many characters, and so often it must have been meant.
_WORDS, _LENGTH, _OFTEN = 3, 8, 3
_CHINESE = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Overridden:
    """A person's words beside those that they stand for, and what conversion makes of these."""

    words: str
    parent: str
    converted: str


@dataclass(frozen=True, slots=True)
class Habit:
    """A word of zh_CN, the form that people give it, and in how many units.

    In `kept` units people left it as it is converted.
    """

    word: str
    form: str
    count: int
    kept: int = 0


def habits(
    overridden: Sequence[Overridden], cut: Cut, converter: Converter, locale: Locale
) -> tuple[Habit, ...]:
    """What people changed in the same way in three units at least, the most frequent first.

    No word is among them that they leave as it is converted as often, or that they also give
    another form.

    >>> from transpipe.engines.opencc import OpenCC
    >>> one = Overridden("載入組件。", "加载组件。", "載入元件。")
    >>> habits([one] * 3, lambda text: ["加载", "组件", "。"], OpenCC(), Locale.ZH_TW)
    (Habit(word='组件', form='組件', count=3, kept=0),)
    """
    counts: dict[tuple[str, str], int] = {}
    for each in overridden:
        for change in dict.fromkeys(_changes(each, cut, converter, locale)):
            counts[change] = counts.get(change, 0) + 1
    often = {change: count for change, count in counts.items() if count >= _OFTEN}
    words = [word for word, _form in often]
    plain = dict(zip(words, converter.convert(words, locale), strict=True))
    found = [
        Habit(word, form, count, _kept(word, plain[word], overridden))
        for (word, form), count in often.items()
        if words.count(word) == 1 and plain[word] != form
    ]
    meant = (habit for habit in found if habit.kept < habit.count)
    return tuple(sorted(meant, key=lambda habit: (-habit.count, habit.word)))


def _kept(word: str, plain: str, overridden: Iterable[Overridden]) -> int:
    return sum(word in each.parent and plain in each.words for each in overridden)


def _changes(
    each: Overridden, cut: Cut, converter: Converter, locale: Locale
) -> Iterator[tuple[str, str]]:
    """The words of the parent, with what a person wrote in the place of what they become."""
    for words, _old, new in replaced(each.parent, each.words, cut, converter, locale):
        word = "".join(words)
        if len(words) > _WORDS or not _is_fit(word, new):
            continue
        if each.converted.count(new) < each.words.count(new):
            yield word, new


def replaced(
    parent: str, text: str, cut: Cut, converter: Converter, locale: Locale
) -> Iterator[tuple[Sequence[str], str, str]]:
    """Words of the parent with what they become, and what else a text says in their place.

    What a text has besides, between two words, belongs to that of them which it changes.
    """
    words = list(cut(parent))
    forms = converter.convert(words, locale)
    made, borders = "".join(forms), [0]
    for form in forms:
        borders.append(borders[-1] + len(form))
    there = _same_places(made, text)
    safe = [(n, at, there[at]) for n, at in enumerate(borders) if at in there]
    begun = 0
    for (first, a, (_, late)), (last, b, (early, end)) in pairwise(safe):
        if first == last or made[a:b] == text[late:early]:
            begun = early
            continue
        yield words[first:last], made[a:b], text[begun:end]
        begun = end


def _is_fit(word: str, form: str) -> bool:
    whole = all(map(_CHINESE.fullmatch, (word, form)))
    return whole and 2 <= len(word) <= _LENGTH and len(form) <= 2 * _LENGTH


def _same_places(a: str, b: str) -> dict[int, tuple[int, int]]:
    """Where borders of one text stand in another one, at or within what both have alike.

    Two places each: what comes between them stands in the second text alone.
    """
    found = {0: (0, 0), len(a): (len(b), len(b))}
    for tag, a_from, a_to, b_from, _b_to in opcodes(a, b):
        for at in range(a_from, a_to + 1) if tag == "equal" else ():
            place = b_from + at - a_from
            found[at] = (min(place, found.get(at, (place, 0))[0]), place)
    return found
