"""How an article says the words of its source, over all its units."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.markdown.inline import links, plain, words
from transpipe.text.han import has_han

Name = tuple[str, str]
"""The address of a link, or '' for a text of its own, and the English words, folded."""

_MOST = 4  # words of a name
_SMALL = re.compile(r"(?<![\w./@:#$-])[a-z]{4,}(?![\w/@-]|\.\w)", re.ASCII)
_SIGNS = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, eq=False)
class Usage:
    """The sources and targets of an article's units."""

    pairs: Sequence[tuple[str, str]] = ()

    def otherwise(self, source: str, target: str) -> Sequence[tuple[str, str, str]]:
        """The names in a pair that the article mostly calls otherwise: English, here, mostly."""
        return self._odd.get((source, target), ())

    def source_of(self, target: str) -> str:
        """What a text was translated from; '' where that is not known."""
        return self._sources.get(target.strip(), "")

    def kept(self, word: str) -> tuple[int, int]:
        """In how many targets an English word of their source stands, and in how many sources."""
        there = [target for source, target in self._in_small if word in source]
        return sum(word in target for target in there), len(there)

    @cached_property
    def _odd(self) -> Mapping[tuple[str, str], Sequence[tuple[str, str, str]]]:
        names = [(pair, list(names_of(*pair))) for pair in self.pairs]
        forms: dict[Name, Counter[str]] = defaultdict(Counter)
        spelt: dict[str, str] = {}
        for _pair, found in names:
            for name, said in found:
                forms[name][folded(said)] += 1
                spelt.setdefault(folded(said), said)
        # Of those that are as many, what is said first.
        mostly = {name: max(c, key=c.__getitem__) for name, c in forms.items() if len(c) > 1}
        odd: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for pair, found in names if mostly else ():
            for name, said in found:
                if mostly.get(name, folded(said)) != folded(said):
                    odd.setdefault(pair, []).append((name[1], said, spelt[mostly[name]]))
        return odd

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        return {target.strip(): source for source, target in reversed(self.pairs)}

    @cached_property
    def _in_small(self) -> Sequence[tuple[frozenset[str], frozenset[str]]]:
        translated = (pair for pair in self.pairs if has_han(pair[1]))
        return [(small_words(words(a)), small_words(words(b))) for a, b in translated]


def names_of(source: str, target: str) -> Iterator[tuple[Name, str]]:
    """The names in a text, each with what it is called: of itself, where it is short, and links."""
    if not has_han(target):
        return
    if "](" not in source:
        short = len(source.split()) <= _MOST and "`" not in source
        name = plain(source).strip().rstrip(":") if short else "."
        if not name.endswith((".", "?", "!")):
            yield ("", name.casefold()), plain(target).strip().rstrip(":：")
        return
    theirs, ours = ({link.target: link.text for link in links(text)} for text in (source, target))
    for address, text in theirs.items():
        said = ours.get(address, "")
        if has_han(said) and "`" not in text and text != address:
            yield (address, text.casefold()), said


def folded(said: str) -> str:
    """What counts of a name when two are compared."""
    return _SIGNS.sub("", said).casefold()


def small_words(text: str) -> frozenset[str]:
    """The words in small letters, of four at least; no names, and no parts of others."""
    return frozenset(_SMALL.findall(text))
