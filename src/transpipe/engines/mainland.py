"""Taiwan's terms put back into the mainland's: the shipped table read backwards."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from transpipe.engines import tables

# Shorter ones may stand across the border of two words: 全域 in 安全域.
_SHORTEST = 3


@dataclass(frozen=True, eq=False)
class Terms:
    """What forms of Taiwan are on the mainland, and how long those are that begin with a sign."""

    becomes: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    begins: re.Pattern[str]

    def put_back(self, text: str, put: Callable[[str], str]) -> str:
        """The text with what `put` makes of each term's word; the longest form is taken."""
        parts, end = list[str](), 0
        for found in self.begins.finditer(text):
            at = found.start()
            sizes = self.lengths[text[at]] if at >= end else ()
            size = next((size for size in sizes if text[at : at + size] in self.becomes), 0)
            if size:
                parts += text[end:at], put(self.becomes[text[at : at + size]])
                end = at + size
        return "".join((*parts, text[end:])) if parts else text


@cache
def terms(characters: Callable[[str], str]) -> Terms:
    """The forms that one word of the mainland has, and that are no words there themselves.

    `characters` makes simplified ones of traditional ones, and leaves the words. 期望值 is said on
    both sides of the strait; 三向交握 can only be 三次握手.
    """
    table, cutter = tables.taiwan().becomes, tables.cutter()
    times = Counter(table.values())
    becomes = {
        form: word
        for word, form in table.items()
        if len(form) >= _SHORTEST
        and times[form] == 1
        and (said := characters(form)) != word
        and list(cutter.cut(said)) != [said]
    }
    lengths = defaultdict[str, set[int]](set)
    for form in becomes:
        lengths[form[0]].add(len(form))
    longest_first = {sign: tuple(sorted(sizes, reverse=True)) for sign, sizes in lengths.items()}
    return Terms(becomes, longest_first, re.compile(f"[{''.join(sorted(lengths))}]"))
