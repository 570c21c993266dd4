"""Where a text was changed, and which sentences of two languages may say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transpipe.text.sentences import sentences
from transpipe.text.similarity import opcodes
from transpipe.text.tokens import tokens

# From where to where, in either text.
Run = tuple[int, int, int, int]

NOTE = re.compile("[译譯校编編]者?[注註按]")
_BEGINS_NOTE = re.compile(rf"\s*[（(\[【]\s*{NOTE.pattern}")
# How far apart, of the whole text, two sentences may stand that say the same.
_APART = 0.1


def changed_runs(before: str, after: str) -> list[Run]:
    """The runs that differ, by word and Chinese character; those a step apart are one."""
    old, new = tokens(before), tokens(after)
    a_at, b_at = _places(old), _places(new)
    found: list[Run] = []
    for tag, a, a_end, b, b_end in opcodes(old, new):
        if tag == "equal":
            continue
        run = (a_at[a], a_at[a_end], b_at[b], b_at[b_end])
        if found and run[0] - found[-1][1] <= 1 and run[2] - found[-1][3] <= 1:
            run = (found[-1][0], run[1], found[-1][2], run[3])
            found.pop()
        found.append(run)
    return found


def _places(parts: Sequence[str]) -> list[int]:
    """Where each part begins, and where the last one ends."""
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places


def is_near(here: tuple[str, int], there: tuple[str, int]) -> bool:
    """Whether two places, each of a text, are in sentences that may say the same."""
    (one, count), (other, total) = _sentence(*here), _sentence(*there)
    if count == total:
        return one == other
    starts_before_end = other / total < (one + 1) / count + _APART
    return starts_before_end and (other + 1) / total > one / count - _APART


def _sentence(text: str, place: int) -> tuple[int, int]:
    """The number of the sentence that a place is in, from 0, and how many there are, less notes."""
    ends, count = _places(sentences(text))[1:], count_sentences(text)
    number = sum(end <= place for end in ends)
    return min(number, max(0, count - 1)), max(1, count)


def count_sentences(text: str) -> int:
    """How many sentences a text has, the notes of a translator aside."""
    return sum(not _BEGINS_NOTE.match(sentence) for sentence in sentences(text))
