"""Word pairs: a starter termbase, and what an article and its project teach."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources

from transpipe.align.features import Item, lesson, stem, whole

LONGEST = 6  # Chinese characters of a term that is looked for
PHRASE = 4  # English words of one


class Terms:
    """Chinese terms, found in running text by the character that they begin with."""

    def __init__(self, terms: Iterable[str], more_than: Terms | None = None) -> None:
        new = frozenset(terms)
        self._terms: frozenset[str] = new | more_than._terms if more_than else new
        self._lengths: dict[str, list[int]] = dict(more_than._lengths) if more_than else {}
        lengths: dict[str, set[int]] = defaultdict(set)
        for term in new:
            if 0 < len(term) <= LONGEST:
                lengths[term[0]].add(len(term))
        for first, found in lengths.items():
            self._lengths[first] = sorted(found.union(self._lengths.get(first, ())), reverse=True)

    def contained(self, run: str) -> list[tuple[int, str]]:
        """All terms in a run of Chinese and where they begin, of each place the longest first."""
        found = []
        for start, first in enumerate(run):
            for length in self._lengths.get(first, ()):
                term = run[start : start + length]
                if term in self._terms:
                    found.append((start, term))
        return found


def segmented(contained: Iterable[tuple[int, str]]) -> Iterator[str]:
    """Of the terms that a run contains the longest ones from left to right, without overlap."""
    end = 0
    for start, term in contained:
        if start >= end:
            yield term
            end = start + len(term)


@dataclass(frozen=True)
class Lexicon:
    """English phrases (stems joined by blanks) and what each may be in Chinese (simplified).

    One that was learnt holds all of its `parent`, and `learnt` words with one term more each.
    """

    entries: Mapping[str, frozenset[str]]
    parent: Lexicon | None = None
    learnt: Mapping[str, str] = field(default_factory=dict)

    @functools.cached_property
    def _longest(self) -> Mapping[str, int]:
        """How many words the longest phrase has that begins with a word."""
        if self.parent is not None:
            return {**dict.fromkeys(self.learnt, 1), **self.parent._longest}
        longest: dict[str, int] = {}
        for phrase in self.entries:
            first, blank, _rest = phrase.partition(" ")
            count = phrase.count(" ") + 1 if blank else 1
            if count > longest.get(first, 0):
                longest[first] = min(count, PHRASE)
        return longest

    def phrases(self, words: Sequence[str]) -> set[str]:
        """The phrases of an entry that stand in a row of stems."""
        entries, longest = self.entries, self._longest
        found = entries.keys() & set(words)
        for start, word in enumerate(words):
            for end in range(start + 2, min(start + longest.get(word, 0), len(words)) + 1):
                phrase = " ".join(words[start:end])
                if phrase in entries:
                    found.add(phrase)
        return found

    def renderings(self, words: Sequence[str]) -> set[str]:
        """What the phrases of a row of words may be in Chinese."""
        phrases = self.phrases([stem(word) for word in words])
        return {term for phrase in phrases for term in self.entries[phrase]}

    @functools.cached_property
    def chinese(self) -> Terms:
        """Every Chinese term."""
        if self.parent is not None:
            return Terms(self.learnt.values(), self.parent.chinese)
        return Terms(term for terms in self.entries.values() for term in terms)


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
    learnt: dict[str, str] = {}
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
            learnt[word] = best[2]
    if not learnt:
        return lexicon
    more = {word: lexicon.entries.get(word, frozenset()) | {term} for word, term in learnt.items()}
    return Lexicon({**lexicon.entries, **more}, lexicon, learnt)


MOST = 3000  # pairs that are learnt from


@dataclass(frozen=True)
class Known:
    """A lexicon, and by source text and by target text the tokens that say "known to be a pair".

    `pairs` are the texts of both sides as they are.
    """

    lexicon: Lexicon = field(default_factory=starter)
    sources: Mapping[str, frozenset[str]] = field(default_factory=dict)
    targets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pairs: frozenset[tuple[str, str]] = frozenset()

    def marked(
        self, left: Sequence[Item], right: Sequence[Item]
    ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Items whose translation is known carry it as a token, on both sides."""
        if not self.sources:
            return tuple(left), tuple(right)
        return (
            tuple(_with(item, self.sources.get(item.text)) for item in left),
            tuple(_with(item, self.targets.get(whole(item.text))) for item in right),
        )


def _with(item: Item, tokens: frozenset[str] | None) -> Item:
    return replace(item, tokens=item.tokens | tokens) if tokens else item


def known(pairs: Sequence[tuple[str, str]], fold: Callable[[str], str]) -> Known:
    """What confirmed pairs of source and target teach: all of them as they are, words from some.

    At most MOST: of more pairs every n-th is taken, so that all articles have a say.
    """
    folded = [(source, fold(target)) for source, target in pairs]
    taken = folded[:: -(-len(pairs) // MOST) or 1]
    sources: dict[str, set[str]] = defaultdict(set)
    for source, target in folded:
        sources[source].add("k" + whole(target))
    tokens = {token for there in sources.values() for token in there}
    return Known(
        learn(starter(), [lesson(*pair) for pair in taken]) if taken else starter(),
        {source: frozenset(there) for source, there in sources.items()},
        {token[1:]: frozenset({token}) for token in tokens},
        frozenset(folded),
    )
