"""Which Chinese strings go together with an English phrase: counted over pairs of texts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transpipe.terms.english import LATIN, Row
from transpipe.text.han import HAN, is_han

SEEN = 3  # units that a pair must stand in
LONGEST = 8  # Chinese characters of a term
CHOICES = 8  # strings that are considered for a phrase
FAINT = 0.15  # of the units with a phrase those that must have the string
_FREE = 0.2  # of all units those that a character stands in which binds nothing
_RUN = re.compile(f"[{HAN}]+|{LATIN}")
_LONE = 2 * SEEN  # units that a character must stand in to be a term on its own
# A longer string that has lost so many of the units of a part of it says more than the phrase;
# where it has lost less, the part is a piece of it. Of the two one is left.
_LOST = 1.5
_LONE_PIECE = 0.4  # a character is a piece where it has this share of its units in one string


@dataclass(frozen=True, slots=True)
class Choice:
    """A string that a phrase may be in Chinese: in how many of its units, and how surely (Dice)."""

    text: str
    units: int
    dice: float


def strings_of(text: str) -> Iterator[str]:
    """Every string of a Chinese text that could be a term; what is Latin in it as whole words."""
    for run in _RUN.findall(text):
        if not is_han(run[0]):
            yield run.lower()
            continue
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST, len(run)) + 1):
                yield run[start:end]


def spans_of(string: str, text: str) -> Iterator[range]:
    """Where a string stands in a text, both in small letters; what is Latin as a whole word."""
    edge = "" if is_han(string[0]) else "(?<![a-z0-9])"
    end = "" if is_han(string[-1]) else "(?![a-z0-9])"
    for found in re.finditer(f"{edge}{re.escape(string)}{end}", text):
        yield range(*found.span())


def choices_of(rows: Sequence[Row], targets: Sequence[str]) -> Mapping[str, tuple[Choice, ...]]:
    """For each phrase that stands in enough rows the strings of its targets, the likest first."""
    sides = [frozenset(strings_of(target)) for target in targets]
    counts = Counter(string for side in sides for string in side)
    kept = {string for string, count in counts.items() if count >= SEEN}
    near = [side & kept for side in sides]
    units: dict[str, dict[int, None]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for phrase, _start, _end in row.phrases():
            units[phrase][number] = None
    free = frozenset(s for s in kept if len(s) == 1 and counts[s] > _FREE * len(sides))
    found = {}
    for phrase, numbers in units.items():
        if len(numbers) >= SEEN:
            met: Counter[str] = Counter()
            for number in numbers:
                met.update(near[number])
            if chosen := _chosen(met, counts, len(numbers), free):
                found[phrase] = chosen
    return found


def _chosen(
    met: Mapping[str, int], counts: Mapping[str, int], size: int, free: Collection[str]
) -> tuple[Choice, ...]:
    least = max(SEEN, FAINT * size)
    likely = {
        string: count
        for string, count in met.items()
        if count >= (least if len(string) > 1 else max(least, _LONE))
    }
    longer = _longer(likely, free)
    choices = [
        Choice(string, count, 2 * count / (size + counts[string]))
        for string, count in likely.items()
        if not _is_piece(string, count, longer.get(string, 0))
        and not _says_more(string, count, likely)
    ]
    choices.sort(key=lambda choice: (-choice.dice, -len(choice.text), choice.text))
    return tuple(choices[:CHOICES])


def _longer(likely: Mapping[str, int], free: Collection[str]) -> Mapping[str, int]:
    """In how many units at most a string has one and the same character beside it, by the string.

    Characters that stand everywhere bind nothing.
    """
    found: dict[str, int] = {}
    for string, count in likely.items():
        if is_han(string[0]) and len(string) > 1:
            for part, beside in ((string[1:], string[0]), (string[:-1], string[-1])):
                if beside not in free:
                    found[part] = max(count, found.get(part, 0))
    return found


def _is_piece(string: str, count: int, longer: int) -> bool:
    return longer >= _LONE_PIECE * count if len(string) == 1 else _LOST * longer > count


def _says_more(string: str, count: int, likely: Mapping[str, int]) -> bool:
    """Whether a part of it, one character shorter, stands in many more of the units."""
    parts = (string[1:], string[:-1]) if len(string) > 2 and is_han(string[0]) else ()
    return any(likely.get(part, 0) >= _LOST * count for part in parts)
