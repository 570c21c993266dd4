"""Pairs of terms that the project's own translations hold, the most useful first.

What goes together is counted first, and then settled unit by unit: the surest pair takes its words
on both sides, and what is left is for the next (competitive linking, Melamed 2000). So that
"memory" does not get what is said of "memory management".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from transpipe.markdown.inline import words
from transpipe.model import Proposal, Rendering, Unit
from transpipe.terms.association import SEEN, Choice, choices_of, spans_of
from transpipe.terms.english import Row, Uses, rows_of, uses_of

MOST = 6000  # pairs that are learnt from; of more every n-th is taken
_AS_IT_IS = 0.3  # what a name is worth that stays as it is, beside one that is translated
_PER_WORD, _PER_CHARACTER = 0.15, 0.02  # how much surer a longer pair is
_EXAMPLES = 3


@dataclass
class _Links:
    """What was linked: by phrase its strings, with their units; what was left alone, how often."""

    units: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    alone: Counter[str] = field(default_factory=Counter)
    strings: Counter[str] = field(default_factory=Counter)


def mine(units: Iterable[Unit]) -> tuple[Proposal, ...]:
    """The terms of confirmed units with what each is in Chinese, ranked by how many it would serve.

    The same text counts once. The order of the units changes at most which of two equal ones is an
    example.
    """
    pairs = _taken({(u.source, u.target): u for u in units if u.confirmed and u.target})
    sources = [words(unit.source) for unit in pairs]
    targets = [words(unit.target) for unit in pairs]
    rows = rows_of(sources)
    links = _link(rows, targets, choices_of(rows, targets))
    uses, spelt = uses_of(rows), _spellings(rows)
    ranked = sorted(_ranked(links, uses), key=lambda found: (-found[0], found[1]))
    return tuple(_proposal(phrase, links.units[phrase], pairs, spelt) for _worth, phrase in ranked)


def _taken(pairs: Mapping[tuple[str, str], Unit]) -> tuple[Unit, ...]:
    """The pairs to learn from, in an order that does not depend on where they came from."""
    ordered = [pairs[key] for key in sorted(pairs)]
    return tuple(ordered[:: -(-len(ordered) // MOST) or 1])


def _link(
    rows: Sequence[Row], targets: Sequence[str], choices: Mapping[str, tuple[Choice, ...]]
) -> _Links:
    links = _Links()
    for number, (row, target) in enumerate(zip(rows, targets, strict=True)):
        places: dict[str, list[range]] = defaultdict(list)
        for phrase, start, end in row.phrases():
            if phrase in choices:
                places[phrase].append(range(start, end))
        for phrase, string in _settle(places, target.lower(), choices):
            if string:
                links.units[phrase][string].append(number)
                links.strings[string] += 1
            else:
                links.alone[phrase] += 1
    return links


def _settle(
    places: Mapping[str, list[range]], target: str, choices: Mapping[str, tuple[Choice, ...]]
) -> Iterator[tuple[str, str]]:
    """Each phrase with its string, the surest pair first; without one where none is left.

    A part of a phrase that is settled may have a part of its string: "data" of "data type".
    """
    offers = sorted(
        (-_sureness(phrase, choice), phrase, choice.text)
        for phrase in places
        for choice in choices[phrase]
    )
    taken, used = dict[int, int](), dict[int, int]()
    settled = set[str]()
    for number, (_sure, phrase, string) in enumerate(offers):
        if phrase in settled:
            continue
        mine = {_holder(taken, place): place for place in reversed(places[phrase])}
        theirs = {_holder(used, span): span for span in spans_of(string, target)}
        for holder in mine.keys() & theirs.keys() - {_TORN}:
            settled.add(phrase)
            if holder == _FREE:
                free = [place for place in places[phrase] if _holder(taken, place) == _FREE]
                taken |= dict.fromkeys(chain.from_iterable(free), number)
                used |= dict.fromkeys(theirs[holder], number)
        if phrase in settled:
            yield phrase, string
    for phrase, spans in places.items():
        if phrase not in settled and any(_holder(taken, span) == _FREE for span in spans):
            yield phrase, ""


_FREE, _TORN = -1, -2  # held by no pair; held in part, or by many


def _holder(held: Mapping[int, int], span: range) -> int:
    """The number of the pair that has all of a span."""
    holders = {held.get(at, _FREE) for at in span}
    return holders.pop() if len(holders) == 1 else _TORN


def _sureness(phrase: str, choice: Choice) -> float:
    size = (1 + _PER_WORD * phrase.count(" ")) * (1 + _PER_CHARACTER * len(choice.text))
    return choice.dice * size


def _ranked(links: _Links, uses: Uses) -> Iterator[tuple[float, str]]:
    """Each phrase with its worth: the units it serves, less where it is said in another way."""
    for phrase, strings in links.units.items():
        string, count = _best(strings)
        if count < SEEN:
            continue
        seen = sum(map(len, strings.values())) + links.alone[phrase]
        alike = 2 * count / (seen + links.strings[string])
        kept = _AS_IT_IS if string == phrase else 1.0
        words = 1 + _PER_WORD * phrase.count(" ")
        if worth := count * alike * kept * words * uses.naming(phrase):
            yield worth, phrase


def _best(strings: Mapping[str, Sequence[int]]) -> tuple[str, int]:
    string = max(strings, key=lambda each: _size(each, strings))
    return string, len(strings[string])


def _spellings(rows: Sequence[Row]) -> Mapping[str, str]:
    """Each phrase as it is mostly written: names keep their capitals."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        for phrase, start, end in row.phrases():
            written = " ".join(row.written[start:end])
            if written.lower() == phrase:
                found[phrase][written] += 1
    return {p: max(counts, key=lambda w: (counts[w], w)) for p, counts in found.items()}


def _proposal(
    phrase: str,
    strings: Mapping[str, Sequence[int]],
    pairs: Sequence[Unit],
    spelt: Mapping[str, str],
) -> Proposal:
    ordered = sorted(strings, key=lambda each: _size(each, strings), reverse=True)
    forms = (_rendering(text, [pairs[number] for number in strings[text]]) for text in ordered)
    return Proposal(spelt.get(phrase, phrase), tuple(forms))


def _rendering(text: str, units: Sequence[Unit]) -> Rendering:
    written = _as_written(text, [unit.target for unit in units])
    return Rendering(written, len(units), tuple(sorted(units, key=_length)[:_EXAMPLES]))


def _size(string: str, strings: Mapping[str, Sequence[int]]) -> tuple[int, int, str]:
    return len(strings[string]), len(string), string


def _length(unit: Unit) -> int:
    return len(unit.source)


def _as_written(string: str, targets: Sequence[str]) -> str:
    """A string as it mostly stands: what is compared is in small letters."""
    counts = Counter(
        target[span.start : span.stop]
        for target in targets
        for span in spans_of(string, target.lower())
    )
    return max(counts, key=lambda written: (counts[written], written), default=string)
