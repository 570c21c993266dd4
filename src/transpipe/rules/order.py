"""What has changed places: code, numbers, addresses that all are there, each for another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache, partial
from gettext import gettext as _
from itertools import pairwise

from transpipe.links.addresses import is_localised
from transpipe.markdown.inline import Link, in_place, links, replace_spans, words
from transpipe.markdown.scan import What, scan
from transpipe.model import Severity, Span
from transpipe.rules.guards import has_code, may_link
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.amounts import amounts
from transpipe.text.han import has_han
from transpipe.text.readings import Amount
from transpipe.text.relations import FIRST_THING, exchanged

_MOST = 1000  # things of one pair
_FEW = 60  # numbers of one pair: among more nobody sees which changed places
_NAME = re.compile(r"[A-Z][A-Za-z0-9.+#-]+")
_AND = re.compile(r"\s*(?:,?\s*(?:and|or)|[,/&])\s*(?:the\s+|an?\s+)?", re.IGNORECASE)
_AND_HAN = re.compile(r"\s*[和与與或及、，,/&]\s*")


class _Kind(Enum):
    CODE = "code"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class _Thing:
    """What stands once in both texts, in whatever spelling, and where."""

    kind: _Kind
    text: str
    there: Span
    here: Span


@lru_cache(maxsize=32)
def _things(source: str, target: str) -> tuple[_Thing, ...]:
    return (*_code(source, target), *_numbers(source, target), *_names(source, target))


def _code(source: str, target: str) -> Iterator[_Thing]:
    if source.count("`") < 4 or target.count("`") < 4:
        return
    theirs, ours = _once(source), _once(target)
    for text in theirs.keys() & ours.keys():
        yield _Thing(_Kind.CODE, text, theirs[text], ours[text])


def _once(text: str) -> dict[str, Span]:
    """The code of a text that stands there once."""
    found = [(p.span.of(text), p.span) for p in scan(text) if p.what is What.CODE]
    counts = Counter(code for code, _span in found)
    return {code: span for code, span in found if counts[code] == 1}


def _numbers(source: str, target: str) -> Iterator[_Thing]:
    """The amounts that have one like them on the other side."""
    for text in (source, target):  # these have been asked for already
        if sum(map(_is_said, amounts(words(text)))) < 2:
            return
    theirs = amounts(in_place(source))
    ours = amounts(in_place(target)) if 1 < len(theirs) <= _FEW else ()
    ours = ours if len(ours) <= _FEW else ()
    for amount in filter(_is_said, theirs):
        same = [other for other in ours if amount.says(other)]
        if len(same) != 1 or not (_only(amount, theirs) and _only(same[0], ours)):
            continue
        if _only(same[0], theirs):
            yield _Thing(_Kind.NUMBER, amount.text, amount.span, same[0].span)


def _is_said(amount: Amount) -> bool:
    """Whether it is a number that stands there: a "per second" goes where its language puts it."""
    return amount.figures or amount.is_strict or amount.counts or amount.text != "1"


def _only(amount: Amount, among: Sequence[Amount]) -> bool:
    return sum(amount.says(other) for other in among) == 1


def _names(source: str, target: str) -> Iterator[_Thing]:
    """Names in Latin letters that stand once in both."""
    theirs, ours = (_NAME.finditer(in_place(text)) for text in (source, target))
    there, here = ([(found[0], Span(*found.span())) for found in side] for side in (theirs, ours))
    counts = [Counter(name for name, _span in side) for side in (there, here)]
    spans = dict(here)
    for name, span in there:
        if counts[0][name] == counts[1][name] == 1:
            yield _Thing(_Kind.NAME, name, span, spans[name])


# ── Code and numbers ────────────────────────────────────────────────────────────────────────


def _swapped(kind: _Kind, source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not has_han(target):
        return
    things = [*(_code if kind is _Kind.CODE else _numbers)(source, target)][:_MOST]
    if len(things) < 2 or _in_one_order(things):
        return
    order = {chr(FIRST_THING + n): thing for n, thing in enumerate(things)}
    theirs = replace_spans(source, [(thing.there, mark) for mark, thing in order.items()])
    ours = replace_spans(target, [(thing.here, mark) for mark, thing in order.items()])
    pairs = list(exchanged(theirs, ours))
    found = [(order[a], order[b]) for a, b in pairs] or list(_beside_names(kind, source, target))
    if found:
        message = _("{first} and {second} have changed places")
        yield Hit(message.format(first=found[0][0].text, second=found[0][1].text))


def _in_one_order(things: Sequence[_Thing]) -> bool:
    """Whether things stand in the same order on both sides, so that none can have changed place."""
    there = sorted(things, key=lambda thing: thing.there)
    return there == sorted(things, key=lambda thing: thing.here)


def _beside_names(kind: _Kind, source: str, target: str) -> Iterator[tuple[_Thing, _Thing]]:
    """Two numbers that change places where the names beside them do not."""
    if kind is not _Kind.NUMBER:
        return
    things = [t for t in _things(source, target) if not _is_within(t, _things(source, target))]
    there = sorted(things, key=lambda thing: thing.there)
    here = sorted(things, key=lambda thing: thing.here)
    shape = [t.kind is kind for t in there]
    turns = len(shape) >= 4 and all(a is not b for a, b in pairwise(shape))
    if not turns or shape != [t.kind is kind for t in here]:
        return
    moved = [(a, b) for a, b in zip(there, here, strict=True) if a is not b]
    if len(moved) == 2 and all(a.kind is kind and b.kind is kind for a, b in moved):
        yield moved[0]


def _is_within(thing: _Thing, others: Sequence[_Thing]) -> bool:
    return any(
        o is not thing and o.there.start <= thing.there.start and thing.there.end <= o.there.end
        for o in others
    )


# ── Addresses ───────────────────────────────────────────────────────────────────────────────


def _addresses(source: str, target: str, _context: Context) -> Iterator[Hit]:
    theirs, ours = _links(source), _links(target)
    if len(theirs) < 2 or Counter(x.target for x in theirs) != Counter(x.target for x in ours):
        return
    for a, b in _crossed(theirs, ours, source, target):
        message = _("{first} and {second} have changed places")
        yield Hit(message.format(first=a.target, second=b.target))
        return


def _links(text: str) -> list[Link]:
    """Those with words of their own: the address that a link shows is no other link."""
    named = [link for link in links(text) if link.target and link.text and not link.image]
    within = [link.span for link in named if link.text != link.target]
    return [link for link in named if not any(_is_inside(link.span, span) for span in within)]


def _is_inside(span: Span, whole: Span) -> bool:
    return whole.start < span.start and span.end < whole.end


def _crossed(
    theirs: Sequence[Link], ours: Sequence[Link], source: str, target: str
) -> Iterator[tuple[Link, Link]]:
    said = {link.text.casefold(): link for link in theirs}
    by_address = {link.target: link for link in theirs}
    for link in ours:
        same = said.get(link.text.casefold())
        if same and same.target != link.target and not is_localised(same.target, link.target):
            yield same, by_address[link.target]
    # In "a and b" and "甲和乙" what comes first is the same thing.
    for (a, b), (c, d) in zip(pairwise(theirs), pairwise(ours), strict=False):
        joined = _AND.fullmatch(_gap(source, a, b)) and _AND_HAN.fullmatch(_gap(target, c, d))
        turned = (a.target, b.target) == (d.target, c.target) and a.target != b.target
        if joined and turned and not {c.text.casefold(), d.text.casefold()} & said.keys():
            yield a, b


def _gap(text: str, first: Link, second: Link) -> str:
    return text[first.span.end : second.span.start]


RULES = (
    Rule(
        "swapped-code",
        Severity.WARNING,
        "two code spans in each other's places",
        partial(_swapped, _Kind.CODE),
        where=has_code,
    ),
    Rule(
        "swapped-number",
        Severity.WARNING,
        "two numbers in each other's places",
        partial(_swapped, _Kind.NUMBER),
    ),
    Rule(
        "swapped-url",
        Severity.ERROR,
        "two links that lead where the other should",
        _addresses,
        where=may_link,
    ),
)
