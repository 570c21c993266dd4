"""Where terms stand in prose: whole words, in the singular or plural, the longest term first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transpipe.model import Span, Term, Termbase

_WORD = re.compile(r"[^\W_]+(?:['’+#]+[^\W_]*)*")
_GAP = re.compile(r"[\s-]+")
_JOINTS = "-_.@"  # between two letters they make one word of two: client-side, a.b

Word = tuple[str, Span]


@dataclass(frozen=True)
class Finder:
    """The terms of a termbase, found in English prose by the word that they begin with."""

    termbase: Termbase

    @cached_property
    def _by_first(self) -> Mapping[str, list[tuple[tuple[str, ...], Term]]]:
        found: dict[str, list[tuple[tuple[str, ...], Term]]] = defaultdict(list)
        for term in self.termbase.terms:
            words = tuple(word for word, _span in _words(term.source))
            for first in _forms(words[0]) if len(words) == 1 else words[:1]:
                found[first].append((words, term))
        for terms in found.values():
            terms.sort(key=lambda item: -len(item[0]))
        return found

    def found(self, prose: str) -> Iterator[tuple[Term, Span]]:
        """Each place of a term, none within another."""
        words = _words(prose) if self.termbase.terms else []
        end = 0
        for at, (first, span) in enumerate(words):
            for wanted, term in self._by_first.get(first, ()) if span.start >= end else ():
                place = _place(prose, words[at : at + len(wanted)], wanted)
                if place is not None and _is_spelt(place.of(prose), term):
                    yield term, place
                    end = place.end
                    break


NO_TERMS = Finder(Termbase())


def _words(text: str) -> list[Word]:
    return [(found[0].casefold(), Span(*found.span())) for found in _WORD.finditer(text)]


def _forms(word: str) -> tuple[str, ...]:
    """A word, its plural and its possessive."""
    many = word[:-1] + "ies" if word.endswith("y") else word + "es"
    return (word, word + "s", many, word + "'s", word + "’s")


def _place(prose: str, there: Sequence[Word], wanted: tuple[str, ...]) -> Span | None:
    """The span of some words where they are those that are wanted, and no part of a longer one."""
    words = tuple(word for word, _span in there)
    if len(words) < len(wanted) or words[:-1] != wanted[:-1] or words[-1] not in _forms(wanted[-1]):
        return None
    spans = [span for _word, span in there]
    gaps = (prose[a.end : b.start] for a, b in pairwise(spans))
    span = Span(spans[0].start, spans[-1].end)
    before, behind = prose[max(0, span.start - 2) : span.start], prose[span.end : span.end + 2]
    joined = _joins(before[::-1]) or _joins(behind)
    return span if all(map(_GAP.fullmatch, gaps)) and not joined else None


def _joins(outward: str) -> bool:
    return len(outward) == 2 and outward[0] in _JOINTS and outward[1].isalnum()


def _is_spelt(said: str, term: Term) -> bool:
    return not term.exact_case or said.startswith(term.source)


def spans_of(form: str, text: str) -> Iterator[Span]:
    """Where a form stands in Chinese text; what is Latin in it as whole words, in any case."""
    for found in re.finditer(pattern_of(form), text, re.IGNORECASE):
        yield Span(*found.span())


def pattern_of(form: str) -> str:
    """What finds a form in Chinese text; not where Latin letters go on before or behind it."""
    head = r"(?<![A-Za-z0-9])" if form[0].isascii() else ""
    tail = r"(?![A-Za-z0-9])" if form[-1].isascii() else ""
    return f"{head}{re.escape(form)}{tail}"


def outside(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    """Those of some spans that do not lie within one of the others."""
    around = tuple(others)
    for span in spans:
        if not any(other.start <= span.start and span.end <= other.end for other in around):
            yield span
