"""A Chinese file with its structure repaired as a person would, for a person to look at.

Each kind for itself, in an order: what is no part of the article goes first, then lists and
paragraphs get their lines, then links and emphasis their marks. A repair stays where it keeps
every word, takes its finding away and brings no error; the others are as if they had not been.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from transpipe.check.noqa import Unwanted, unwanted
from transpipe.check.reading import reading
from transpipe.check.run import between
from transpipe.markdown import segments
from transpipe.markdown.inline import replace_spans
from transpipe.model import OPAQUE, Block, Document, Kind, Lines, Severity, Span
from transpipe.model.codes import NUMBERS, meant
from transpipe.model.text import WRAPPED
from transpipe.rules import CODES, RULES, Context, Hit, Scope

TAKING_OUT = ("page-furniture", "duplicate-block")
_LINES = ("flattened-list", "missing-paragraph-break", "accidental-heading")
_WORDS = ("malformed-link", "escaped-emphasis", "emphasis-unbalanced", "emphasis-boundary")
_ORDER = (
    *((code,) for code in (*TAKING_OUT, *_LINES, "pair-link-syntax", *_WORDS)),
    ("tilde-range", "address-runs-on"),
)
REPAIRABLE = tuple(code for codes in _ORDER for code in codes)
WITHIN_BLOCKS = ("tilde-range", "address-runs-on", *_WORDS)
_MARKDOWN = tuple(
    rule
    for rule in RULES
    if rule.of is not Scope.PAIR and NUMBERS.get(rule.code, "").startswith("TP2")
)
_ROUNDS = 5
_UNBROKEN = (Kind.CELL, Kind.HEADING, Kind.TITLE)
# What a repair may put, or take away: it is no word of anybody's.
_MARKS = re.compile(r"[\s*_\\<>|]+")
_WIDE = str.maketrans("～", "~")
_BLANKS = re.compile(r"[ \t>]*")


@dataclass(frozen=True, slots=True)
class Taken:
    """Lines that a repair takes out of a file, with their text."""

    code: str
    lines: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file after its repairs: what was taken out of it, and how many repairs of each code."""

    text: str
    taken: tuple[Taken, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Change:
    """One repair where it stands in the file."""

    code: str
    edits: tuple[tuple[Span, str], ...]

    @property
    def span(self) -> Span:
        return Span(self.edits[0][0].start, self.edits[-1][0].end)


def repair(context: Context, codes: Collection[str] = REPAIRABLE) -> Repaired:
    """The file of a context with what can be repaired; done twice it is as once."""
    done = Repaired(context.article.text if context.article is not None else "")
    for group in _ORDER:
        wanted = [code for code in group if code in codes and code not in context.unwanted]
        for _round in range(_ROUNDS if wanted else 0):
            more = _repaired(reading(context, done.text), wanted)
            if more.text == done.text:
                break
            counts = dict(done.counts)
            counts.update((code, counts.get(code, 0) + n) for code, n in more.counts)
            done = Repaired(more.text, (*done.taken, *more.taken), tuple(counts.items()))
    return done


def _repaired(context: Context, codes: Collection[str]) -> Repaired:
    """One round: all repairs together where that is safe, else each for itself."""
    found = list(_apart(sorted(_changes(context, codes), key=lambda change: change.span)))
    text = context.article.text if context.article is not None else ""
    if not found:
        return Repaired(text)
    safe = _safe(_State(context, found[0].code), [], found)
    counts = {code: sum(change.code == code for change in safe) for code in codes}
    told = tuple((code, count) for code, count in counts.items() if count)
    return Repaired(_with(text, safe), tuple(_taken(text, safe)), told)


def _safe(before: _State, kept: list[_Change], found: Sequence[_Change]) -> list[_Change]:
    """What was kept, and all that are safe beside it: a half at a time where not all are."""
    if _is_safe(before, [*kept, *found]):
        return [*kept, *found]
    if len(found) == 1:
        return kept
    half = len(found) // 2
    return _safe(before, _safe(before, kept, found[:half]), found[half:])


def _apart(found: Sequence[_Change]) -> Iterator[_Change]:
    """Those that do not meet one before them."""
    end = -1
    for change in found:
        if change.span.start >= end:
            end = change.span.end
            yield change


def _with(text: str, changes: Sequence[_Change]) -> str:
    return replace_spans(text, [edit for change in changes for edit in change.edits])


def _taken(text: str, changes: Sequence[_Change]) -> Iterator[Taken]:
    for change in changes:
        if change.code in TAKING_OUT:
            span = change.edits[0][0]
            gone = span.of(text).strip("\n")
            first = text.count("\n", 0, text.index(gone, span.start)) + 1
            yield Taken(change.code, (first, first + gone.count("\n")), gone)


# ── Where repairs stand ─────────────────────────────────────────────────────────────────────


def _changes(context: Context, codes: Collection[str]) -> Iterator[_Change]:
    """What the rules of some codes would have, less what the file refuses."""
    article = context.article or Document.blank()
    refused = unwanted(article.text)
    for rule in RULES:
        if rule.code not in codes or rule.of is Scope.PAIR:
            continue
        if rule.of is Scope.ARTICLE:
            for hit in rule.find("", article.text, context):
                if hit.repairs and not _is_refused(rule.code, hit.line, refused):
                    yield _Change(rule.code, tuple(_in_file(article.text, rule.code, hit)))
            continue
        for block in article.blocks:
            for hit in rule.find("", block.text, context) if block.segment else ():
                refuses = any(_is_refused(rule.code, n, refused) for n in block.lines)
                edits = tuple(_in_block(article.text, block, hit))
                if edits and not refuses:
                    yield _Change(rule.code, edits)


def _is_refused(code: str, line: int, refused: Unwanted) -> bool:
    names = refused.get(line)
    return names is not None and (not names or any(code in meant(n, CODES) for n in names))


def _in_file(text: str, code: str, hit: Hit) -> Iterator[tuple[Span, str]]:
    for each in hit.repairs:
        yield (_whole_lines(text, each.span) if code in TAKING_OUT else each.span), each.new


def _whole_lines(text: str, span: Span) -> Span:
    """The lines of some blocks, with the empty ones behind them; at the end, those before."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    while end < len(text) and text[end] == "\n":
        end += 1
    while end == len(text) and start and text[:start].endswith("\n\n"):
        start -= 1
    return Span(start, end)


def _in_block(text: str, block: Block, hit: Hit) -> Iterator[tuple[Span, str]]:
    """The edits of a hit; a new line begins as the block's first one does."""
    if block.segment is None:
        return
    lead = _BLANKS.match(text, text.rfind("\n", 0, block.span.start) + 1)
    for each in hit.repairs:
        if "\n" in each.new and block.kind in _UNBROKEN:
            return
        new = each.new.replace("\n", f"\n{lead[0] if lead else ''}")
        yield between(block.segment, each.span), new


# ── What a repair must not do ───────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _State:
    """What of a file a repair of one code is judged by; each is looked at once, when asked for."""

    context: Context
    code: str

    @property
    def text(self) -> str:
        return (self.context.article or Document.blank()).text

    @cached_property
    def words(self) -> str:
        return _words(self.text, self.code)

    @cached_property
    def opaque(self) -> list[str]:
        return _opaque(self.context)

    @cached_property
    def outline(self) -> Sequence[Block]:
        """The blocks that a reader sees, also of a file in which each line is one."""
        article = self.context.article or Document.blank()
        keeps = article.cut.lines is Lines.KEEP and self.code in _LINES
        return _outline(self.text) if keeps else article.blocks

    @cached_property
    def left(self) -> int:
        return len(list(_changes(self.context, [self.code])))

    @cached_property
    def errors(self) -> int:
        return _errors(self.context)


@lru_cache(maxsize=4)
def _outline(text: str) -> Sequence[Block]:
    return segments.outline(text, WRAPPED).blocks


def _is_safe(before: _State, changes: Sequence[_Change]) -> bool:
    """Whether every word stays, the blocks become what they are to be, and no error comes."""
    if before.code in TAKING_OUT:
        return all(_words(s.of(before.text)) for change in changes for s, _new in change.edits)
    after = _State(reading(before.context, _with(before.text, changes)), before.code)
    return (
        before.words == after.words
        and before.opaque == after.opaque
        and _grows(before, after, changes)
        and after.left < max(1, before.left)
        and after.errors <= before.errors
    )


def _words(text: str, code: str = "") -> str:
    """What of a text is no mark that repairs may touch; of links only what is Chinese."""
    if code == "malformed-link":
        return re.sub(r"[\x00-\x7f“”‘’]", "", text)
    return _MARKS.sub("", text).translate(_WIDE)


def _opaque(context: Context) -> list[str]:
    blocks = context.article.blocks if context.article is not None else ()
    return [block.raw for block in blocks if block.kind in OPAQUE]


def _grows(before: _State, after: _State, changes: Sequence[_Change]) -> bool:
    """Whether there are as many more blocks as new lines were put, and the others are the same."""
    if before.code == "accidental-heading":
        headings, others = (sum(b.kind is Kind.HEADING for b in s.outline) for s in (after, before))
        return headings < others
    lines = sum("\n" in put for change in changes for _span, put in change.edits)
    return len(after.outline) - len(before.outline) == (lines if before.code in _LINES else 0)


def _errors(context: Context) -> int:
    """How many errors of Markdown there are."""
    article = context.article or Document.blank()
    english = context.english.text if context.english is not None else ""
    texts = [("", block.text) for block in article.blocks if block.segment]
    return sum(
        (hit.severity or rule.severity) is Severity.ERROR
        for rule in _MARKDOWN
        for source, target in (texts if rule.of is Scope.TEXT else [(english, article.text)])
        for hit in rule.find(source, target, context)
    )
