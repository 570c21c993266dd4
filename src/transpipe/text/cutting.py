"""Where a word of Chinese ends: the likeliest cut of a text, by how often words are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import exp, log

from transpipe.text.han import HAN

_RUN = re.compile(f"[{HAN}]+")
_TERM = 60  # how often a term stands at least: its borders are what is asked for
_KEPT = 20_000  # runs whose words are remembered


@dataclass(frozen=True, eq=False)
class Cutter:
    """Words with what each costs; a cut is the cheaper the oftener its words are written.

    >>> cutter = Cutter.of({"改变": 9, "变量": 9, "量子": 9, "比特": 9}, ())
    >>> cutter.cut("改变量子比特")
    ['改变', '量子', '比特']
    """

    costs: Mapping[str, float]
    heads: Mapping[str, int]  # what words begin with, two characters; the longest word of each
    unknown: float
    known: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, counts: Mapping[str, int], terms: Iterable[str]) -> Cutter:
        """A cutter for words of which it is known how often they stand, and for terms."""
        often = {**counts, **{term: max(counts.get(term, 0), _TERM) for term in terms}}
        total = log(sum(often.values()) + 1)
        costs = {count: total - log(count) for count in set(often.values())}
        return cls(
            {word: costs[count] for word, count in often.items()},
            {word[:2]: len(word) for word in sorted(often, key=len) if len(word) > 1},
            total,
        )

    def cut(self, run: str) -> list[str]:
        """The words of a run of Chinese characters, in order; what is no word, one by one."""
        if (found := self.known.get(run)) is None:
            found = self._cut(run)
            if len(self.known) < _KEPT:
                self.known[run] = found
        return found

    def _cut(self, run: str) -> list[str]:
        costs, heads, count = self.costs, self.heads, len(run)
        best, taken = [0.0] + [float("inf")] * count, [1] * (count + 1)
        for at, sign in enumerate(run):
            here = best[at]
            cost = here + costs.get(sign, self.unknown)
            if cost < best[at + 1]:
                best[at + 1], taken[at + 1] = cost, 1
            longest = heads.get(run[at : at + 2], 0)
            for end in range(at + 2, min(at + longest, count) + 1):
                word = costs.get(run[at:end])
                if word is not None and here + word < best[end]:
                    best[end], taken[end] = here + word, end - at
        words, end = list[str](), count
        while end:
            words.append(run[end - taken[end] : end])
            end -= taken[end]
        words.reverse()
        return words

    def count(self, word: str) -> int:
        """How often a word stands; 0 for what is none."""
        return round(exp(self.unknown - self.costs[word])) if word in self.costs else 0

    def runs(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """Each run of Chinese of a text, as its words, behind what stands before it as it is."""
        end = 0
        for found in _RUN.finditer(text):
            yield text[end : found.start()], self.cut(found[0])
            end = found.end()
        yield text[end:], []
