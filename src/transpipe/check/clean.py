"""A Chinese file of a folder cleaned in one pass: structure, names, characters, marks, blanks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.check.mending import mend_file
from transpipe.check.noqa import unwanted, wanted
from transpipe.check.reading import reading
from transpipe.check.repair import Taken, repair
from transpipe.check.run import check_file, place
from transpipe.markdown.inline import plain, replace_spans
from transpipe.model import Document, Finding, Kind, Span
from transpipe.rules import RULES, Context

_NAMES = tuple(rule for rule in RULES if rule.code == "proper-noun-translated")
_ROUNDS = 4
_FRAME = 0.5  # of the articles of a folder have the frame of their site


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it was and as it is to be; what was taken out, what was told, and still is."""

    path: str
    before: str
    text: str
    taken: tuple[Taken, ...]
    told: tuple[Finding, ...]
    left: tuple[Finding, ...]


def clean(context: Context) -> Cleaned:
    """The file of a context with all that can be done without its English; twice it is as once."""
    before = (context.article or Document.blank()).text
    told, taken, now = findings(context), list[Taken](), context
    for _round in range(_ROUNDS):
        done = repair(now)
        taken += done.taken
        after = reading(now, done.text)
        after = reading(after, with_names(after))
        after = reading(after, mend_file(after))
        settled, now = _text(after) == _text(now), after
        if settled:
            break
    return Cleaned(context.path, before, _text(now), tuple(taken), told, findings(now))


def _text(context: Context) -> str:
    return (context.article or Document.blank()).text


def findings(context: Context) -> tuple[Finding, ...]:
    """What the checks find in a file, less what it refuses."""
    found = wanted(check_file(context), unwanted(_text(context)))
    return tuple(finding for finding in found if finding.code not in context.unwanted)


def with_names(context: Context) -> str:
    """The text with the names that were decided, wherever they stand in prose."""
    return replace_spans(_text(context), list(_named(context)))


def _named(context: Context) -> Iterator[tuple[Span, str]]:
    for block in context.article.blocks if context.article is not None else ():
        if block.segment is not None:
            for rule in _NAMES:
                for hit in rule.find("", block.text, context):
                    yield from ((place(block.segment, r.span), r.new) for r in hit.repairs)


def elsewhere(articles: Mapping[str, Document]) -> dict[str, frozenset[str]]:
    """For each article the blocks that it begins or ends with as half of the folder does.

    What a few articles say alike is a section that they share, and no frame of a site; a copy, or
    the page of another release, is the same article.
    """
    named = {path: _title(each) or path for path, each in articles.items()}
    least = max(2, _FRAME * len(set(named.values())))
    rows = {path: [b.raw.strip() for b in each.blocks] for path, each in articles.items()}
    every = [_frames(each) for each in (rows, {path: r[::-1] for path, r in rows.items()})]
    having = defaultdict[tuple[int, int], set[str]](set)
    for end, frames in enumerate(every):
        for path, ways in frames.items():
            for way in ways:
                having[end, way].add(named[path])
    return {
        path: frozenset(
            raw
            for end, frames in enumerate(every)
            for raw, way in zip(rows[path][:: 1 - 2 * end], frames[path], strict=True)
            if len(having[end, way]) >= least
        )
        for path in articles
    }


def _title(article: Document) -> str:
    return next((plain(b.text).strip() for b in article.blocks if b.kind is Kind.HEADING), "")


def _frames(rows: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
    """For each block a number that says what a file has from its edge up to there."""
    ways = dict[tuple[int, str], int]()
    found = dict[str, list[int]]()
    for path, each in rows.items():
        found[path], way = [], 0
        for raw in each:
            way = ways.setdefault((way, raw), len(ways) + 1)
            found[path].append(way)
    return found


def about(context: Context, products: Mapping[str, str], others: frozenset[str]) -> Context:
    """A context that knows what is decided of names, and what other files have."""
    return replace(context, products=products, elsewhere=others)
