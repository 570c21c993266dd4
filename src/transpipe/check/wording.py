"""How ordinary the words of a Chinese text are: ordinary ones are no name that slipped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

# The words of a Chinese text in order, each with how often it stands in two million.
Words = Callable[[str], Sequence[tuple[str, int]]]

_OFTEN = 60  # in two million
_OPENING = 900  # in two million: what a part of a sentence begins with, 如, 包括, 以下
_COMMON = 2000  # in two million: the words that hold sentences together, and the commonest others
_LONGEST = 6  # characters of a name that is written by its sound
_OF = "的"


def is_word(text: str, words: Words) -> bool:
    """Whether a text is one word that prose often has."""
    return len(words(text)) == 1 and is_phrase(text, words)


def is_phrase(text: str, words: Words) -> bool:
    """Whether prose often has every word of a text."""
    return all(count >= _OFTEN for _word, count in words(text))


def has_common(text: str, words: Words) -> bool:
    """Whether a text has one of the commonest words: then it is a phrase rather than a name.

    What is no word at all has its characters for their sound, behind the first.
    """
    found = words(text)
    sound = all(len(word) == 1 for word, _count in found)
    return any(count >= _COMMON for _word, count in (found[:1] if sound else found))


def opens_common(text: str, words: Words) -> bool:
    """Whether a text begins with a common word, as the part of a sentence does."""
    return any(count >= _OPENING for _word, count in words(text)[:1])


def is_compound(text: str, words: Words, least: int = 2) -> bool:
    """Whether a text is several words, none of a single character."""
    found = words(text)
    return len(found) >= least and all(len(word) > 1 for word, _count in found)


def sounded(text: str, words: Words) -> str:
    """What a text begins with that is no word, before 的 or a word; empty where there is none.

    So a name looks that was written by its sound: in characters that hardly stand alone.
    """
    found = words(text)
    alone = list(takewhile(lambda word: len(word[0]) == 1 and word[1] < _OFTEN, found))
    behind = found[len(alone) :][:1]
    ended = any(word == _OF or len(word) > 1 for word, _count in behind)
    return text[: len(alone)] if 1 < len(alone) <= _LONGEST and ended else ""
