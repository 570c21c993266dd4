"""The layout of a Chinese text: paragraphs and items that have run into each other, stray marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.markdown.emphasis import emphases, rendered
from transpipe.markdown.emphasis_mends import mended_emphasis
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import What, scan
from transpipe.model import Block, Document, Kind, Lines, Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope
from transpipe.text.han import HAN, count_han

# The star of an item: behind the end of a sentence, or with the blanks or emphasis of an item.
_ROW = re.compile(
    r"(?<=[^\s*/])\*(?=[ \t]+(?:\*\*\S|\[)|[ \t]{2,}[^\s*|。，；：！？、）)])"
    r"|(?<=[。！？.!?:：）)】”])\*(?=[ \t]+[^\s*|。，；：！？、）)])"
)
# Where one of them is, so are those behind it that end no sentence before.
_MORE = re.compile(rf"(?<=[{HAN}])\*(?=[ \t]+[{HAN}])")
_NUMBER = re.compile(r"(?<=[。！？；.!?;])\s*(\d{1,2})[.、．)）]\s?(?=\S)")
_COUNTS = re.compile(r"\d[.、．)）]")
_COUNTED = re.compile(r"(?<![\w.])(\d{1,2})[.)](?=\s)")
_ESCAPED = re.compile(
    r"(?P<mark>(?:\\\*){1,3}|(?:\\_){2})(?=\S)(?P<words>[^\n*\\]{1,200}?)(?<=\S)(?P=mark)"
)
_NAME = re.compile(r"[\w.]+", re.ASCII)
_STRAY = re.compile(rf"(?<=[{HAN}][。！？])[?？!！,，;；]+(?=\s|$)")
_TWO_MARKS = re.compile("[。！？][?？!！,，;；]")
_HYPHENS = re.compile(r"[ \t]{0,3}-{2,}[ \t]*")
_DOUBLE = re.compile(r"\n[ \t>]*=+\s*$")
_MARKED = re.compile(
    r"[ \t]*(?:[#>|]|[-*+][ \t]|\d{1,9}[.)][ \t]|```|~~~|-{3,}|={3,}|<|!\[[^\]]*\]\([^)]*\)\s*$)"
)
_LEAST = 4  # rows that are repeated


def _joined(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """Lines that were paragraphs, in a file that keeps one on each line."""
    article = context.article
    if article is None or article.cut.lines is not Lines.KEEP:
        return
    prose = {b.lines[0] for b in article.blocks if b.kind in (Kind.PARAGRAPH, Kind.ITEM)}
    rows, start = target.split("\n"), 0
    for number, row in enumerate(rows, 1):
        above = rows[number - 2] if number > 1 else ""
        begins = bool(row.strip()) and not _MARKED.match(row) and number in prose
        if begins and above.strip() and _goes_on(above):
            message = _("no empty line before it: it shows as one paragraph with the line above")
            repair = Repair(Span(start, start), "\n")
            yield Hit(message, None, Span(start, start + 1), number, target=row, repairs=(repair,))
        start += len(row) + 1


def _goes_on(above: str) -> bool:
    """Whether a line below would be of the same paragraph, or item, and show right behind it."""
    if above.endswith(("  ", "\\")):
        return False
    item = re.match(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S", above)
    return bool(item) or not _MARKED.match(above)


def _flattened(_source: str, target: str, context: Context) -> Iterator[Hit]:
    if "*" in target:
        pieces = [piece.span for piece in scan(target)]
        marks = {at for span in rendered(target) for at in range(span.start, span.end)}
        rows = list(_ROW.finditer(target))
        more = _MORE.finditer(target, rows[0].end()) if rows else ()
        for found in sorted((*rows, *more), key=re.Match[str].start):
            inside = any(s.start <= found.start() < s.end for s in pieces)
            if found.start() not in marks and not inside and count_han(target[: found.start()]):
                yield _item(Span(*found.span()), "*")
    numbers = list(_NUMBER.finditer(target)) if _COUNTS.search(target) else []
    counted = [int(found[1]) for found in numbers] == [*range(2, len(numbers) + 2)]
    if len(numbers) > 1 and counted and not _counts_within(target, context, len(numbers) + 1):
        for found in numbers:
            blanks = Span(found.start(), found.start(1))
            repair = Repair(blanks, "\n")
            yield replace(_item(Span(*found.span(1)), ""), repairs=(repair,))


def _item(mark: Span, sign: str) -> Hit:
    """An item that begins within a line, and should in one of its own."""
    repair = Repair(mark, f"\n{sign}")
    return Hit(_("an item begins within a line"), span=mark, repairs=(repair,))


def _counts_within(target: str, context: Context, last: int) -> bool:
    """Whether the source, too, counts its items within a line: 1) this, 2) that.

    Of a text whose own source nobody knows that may be any of the article.
    """
    blocks = context.english.blocks if context.english is not None else ()
    own = context.usage.source_of(target)
    texts = [own] if own else [block.text for block in blocks]
    return any(
        [int(found) for found in _COUNTED.findall(text)][-last:] == [*range(1, last + 1)]
        for text in texts
    )


def _escaped(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    for found in _ESCAPED.finditer(target) if "\\" in target else ():
        words, mark = found["words"], found["mark"].replace("\\", "")
        if "_" in mark and _NAME.fullmatch(words):
            continue  # `\_\_init\_\_` is how a name of a program is written
        message = _("{text} shows its marks: {mend}")
        mend = f"{mark}{words}{mark}"
        said = message.format(text=found[0], mend=mend)
        span = Span(*found.span())
        new = replace_spans(target, [(span, mend)])
        if len(emphases(new)) == len(emphases(target)):
            mend = mended_emphasis(new, Span(span.start, span.start + len(mend))) or ""
        repairs = (Repair(span, mend),) if mend else ()
        yield Hit(said, span=span, target=found[0], repairs=repairs)


def _stray(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not _TWO_MARKS.search(target) or not _STRAY.search(target):
        return
    shown = replace_spans(
        target,
        [(p.span, "x" * (p.span.end - p.span.start)) for p in scan(target) if _is_code(p.what)],
    )
    for found in _STRAY.finditer(shown):
        yield Hit(_("a mark too many: {mark}").format(mark=found[0]), span=Span(*found.span()))


def _is_code(what: What) -> bool:
    return what not in (What.LINK, What.IMAGE)


def _underlined(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """A line of hyphens below a text, in a file whose other headings are made otherwise.

    Who underlines a title does so with the headings below it, too.
    """
    blocks = context.article.blocks if context.article else ()
    headings = [b.raw for b in blocks if b.kind is Kind.HEADING]
    made_otherwise = any(raw.lstrip(" >").startswith("#") for raw in headings)
    if not made_otherwise or any(_DOUBLE.search(raw) for raw in headings):
        return
    made = (Kind.HEADING, Kind.PARAGRAPH)
    ends = {b.lines[0] + b.raw.rstrip("\n- \t").count("\n") for b in blocks if b.kind in made}
    start, above = 0, ""
    for number, row in enumerate(target.split("\n"), 1):
        if _HYPHENS.fullmatch(row) and above.strip() and number - 1 in ends:
            message = _("the line makes a heading of the text above it")
            span = Span(start, start + len(row))
            repair = Repair(Span(start, start), "\n")
            yield Hit(message, None, span, number, target=above, repairs=(repair,))
        start, above = start + len(row) + 1, row


def _repeated(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """Rows of blocks that stand below a heading a second time.

    They slipped in where one row follows the other, or both are of one list.
    """
    blocks = _texts(context.article)
    again = list(_twice(blocks))
    if again and len(again) <= len(list(_twice(_texts(context.english)))):
        return  # the source says it twice, too
    for earlier, number, size in again:
        message = _("{n} blocks stand there a second time, first in line {line}")
        said = message.format(n=size, line=blocks[earlier].lines[0])
        gone = Span(blocks[number].span.start, blocks[number + size - 1].span.end)
        line, text = blocks[number].lines[0], blocks[number].text
        slipped = number == earlier + size or _are_of_one_list(blocks[earlier : number + size])
        yield Hit(said, line=line, target=text, repairs=(Repair(gone),) if slipped else ())


def _texts(document: Document | None) -> list[Block]:
    return [block for block in document.blocks if block.segment] if document else []


def _twice(blocks: list[Block]) -> Iterator[tuple[int, int, int]]:
    """Rows of blocks that stand there before: where first, where again, how many."""
    first: dict[tuple[tuple[str, ...], ...], int] = {}
    number = 0
    while number + _LEAST <= len(blocks):
        rows = blocks[number : number + _LEAST]
        key = tuple((block.text, *block.trail) for block in rows)
        earlier = first.setdefault(key, number)
        if earlier == number or not all(len(block.text) > 8 for block in rows):
            number += 1
            continue
        size = _run(blocks, earlier, number)
        yield earlier, number, size
        number += size


def _are_of_one_list(blocks: Sequence[Block]) -> bool:
    """Whether blocks are items of one list; steps that stand there again are for another thing."""
    return len({block.container[:1] for block in blocks}) == 1 and {
        block.kind for block in blocks
    } == {Kind.ITEM}


def _run(blocks: list[Block], first: int, second: int) -> int:
    size = 0
    while second + size < len(blocks) and blocks[first + size].text == blocks[second + size].text:
        size += 1
    return size


RULES = (
    Rule(
        "missing-paragraph-break",
        Severity.WARNING,
        "a paragraph that shows as one with the line above, for want of an empty line",
        _joined,
        of=Scope.ARTICLE,
    ),
    Rule(
        "accidental-heading",
        Severity.WARNING,
        "a line of hyphens that makes a heading of the text above it",
        _underlined,
        of=Scope.ARTICLE,
    ),
    Rule(
        "duplicate-block",
        Severity.WARNING,
        "blocks that stand in the file a second time, one behind the other",
        _repeated,
        of=Scope.ARTICLE,
    ),
    Rule(
        "flattened-list",
        Severity.WARNING,
        "an item of a list that begins within a line",
        _flattened,
        of=Scope.TEXT,
    ),
    Rule(
        "escaped-emphasis",
        Severity.WARNING,
        "emphasis whose marks are escaped: they stay visible",
        _escaped,
        of=Scope.TEXT,
    ),
    Rule(
        "stray-text",
        Severity.WARNING,
        "a mark too many behind the end of a sentence",
        _stray,
        of=Scope.TEXT,
    ),
)
