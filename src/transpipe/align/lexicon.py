"""Word pairs: a starter termbase, and what an article and its project teach."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from transpipe.align.features import stem

LONGEST = 6  # Chinese characters of a term that is looked for
PHRASE = 4  # English words of one


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English phrases (stems joined by blanks) and what each may be in Chinese (simplified)."""

    entries: Mapping[str, frozenset[str]]

    def phrases(self, words: Sequence[str]) -> set[str]:
        """The phrases of an entry that stand in a row of stems."""
        found = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + PHRASE, len(words)) + 1):
                phrase = words[start] if end == start + 1 else " ".join(words[start:end])
                if phrase in self.entries:
                    found.add(phrase)
        return found

    def chinese(self) -> frozenset[str]:
        """Every Chinese term."""
        return frozenset(term for terms in self.entries.values() for term in terms)


def _stems(phrase: str) -> str:
    return " ".join(stem(word) for word in phrase.replace("-", " ").split())


@functools.cache
def starter() -> Lexicon:
    """The termbase that comes with the package (`starter.tsv`: English, tab, Chinese by commas)."""
    entries: dict[str, set[str]] = {}
    text = resources.files("transpipe.align").joinpath("starter.tsv").read_text("utf-8")
    for line in text.splitlines():
        english, _tab, chinese = line.partition("\t")
        if chinese:
            entries.setdefault(_stems(english), set()).update(chinese.split(","))
    return Lexicon({phrase: frozenset(terms) for phrase, terms in entries.items()})


def segmented(run: str, terms: frozenset[str]) -> list[str]:
    """The known terms of a run of Chinese, longest first, without overlap."""
    found: list[str] = []
    start, end = 0, len(run)
    while start < end:
        for length in range(min(LONGEST, end - start), 0, -1):
            if run[start : start + length] in terms:
                found.append(run[start : start + length])
                start += length
                break
        else:
            start += 1
    return found


def contained(run: str, terms: frozenset[str]) -> set[str]:
    """All known terms that stand in a run of Chinese, overlapping ones too."""
    return {
        run[start : start + length]
        for start in range(len(run))
        for length in range(1, min(LONGEST, len(run) - start) + 1)
        if run[start : start + length] in terms
    }


SEEN = 2  # times a word pair must have met
ALIKE = {2: 0.95, 3: 0.75}  # the Dice coefficient it must reach, by how often it was met
LIKELY = 0.6  # the same for what was met more often
GRAMS = (2, 3, 4)
COMMON = 0.2  # a word or gram in more of the pairs than this teaches nothing

FUNCTION = frozenset(
    re.findall(
        r"\w+",
        "the and for are was were has have had can could will would may might should must this "
        "that these those with from into than then when where which while who what why how its our "
        "your their his her they them not but also such som any all each other mor most very just "
        "only been being does did about after befor over under between through you use us",
    )
)

Lesson = tuple[Collection[str], Sequence[str]]  # stems of the source, Chinese runs of the target


def _open_words(words: Collection[str], runs: Sequence[str], lexicon: Lexicon) -> set[str]:
    """The words of a pair for which the lexicon knows nothing that stands on the other side."""
    text = " ".join(runs)
    return {
        word
        for word in words
        if word not in FUNCTION
        and len(word) > 2
        and not any(term in text for term in lexicon.entries.get(word, ()))
    }


def _grams(runs: Sequence[str]) -> set[str]:
    return {
        run[start : start + length]
        for run in runs
        for length in GRAMS
        for start in range(len(run) - length + 1)
    }


def learn(lexicon: Lexicon, lessons: Sequence[Lesson]) -> Lexicon:
    """The lexicon with the word pairs that go together in pairs already sure (Dice, 1945).

    A word learns one Chinese string at most: the likest, of those the longest.
    """
    limit = max(COMMON * len(lessons), SEEN + 1)
    words = Counter(word for stems, _ in lessons for word in set(stems))
    wanted = {word for word, count in words.items() if SEEN <= count <= limit}
    sides = [_grams(runs) for _, runs in lessons]
    grams = Counter(gram for side in sides for gram in side)
    kept = {gram for gram, count in grams.items() if SEEN <= count <= limit}
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for (stems, runs), side in zip(lessons, sides, strict=True):
        near = side & kept
        for word in _open_words(set(stems) & wanted, runs, lexicon):
            met[word].update(near)
    entries = dict(lexicon.entries)
    for word in sorted(met):
        best = max(
            (
                (2 * count / (words[word] + grams[gram]), len(gram), gram)
                for gram, count in met[word].items()
                if count >= SEEN
                and 2 * count / (words[word] + grams[gram]) >= ALIKE.get(count, LIKELY)
            ),
            default=None,
        )
        if best:
            entries[word] = entries.get(word, frozenset()) | {best[2]}
    return Lexicon(entries)
