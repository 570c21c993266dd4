"""Blocks taken out of an article, and blocks of another one put in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from transpipe.markdown.encode import Writer, heading_of, joined, paragraphs, row_of, rows
from transpipe.markdown.segments import outline
from transpipe.markdown.source import Page, page
from transpipe.model import OPAQUE, Block, Document, Kind, Lines, Span

_MARKER = re.compile(r"([-+*]|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?$")
_OWN = {Kind.ITEM: 2, Kind.FOOTNOTE: 1, Kind.DEFINITION: 1, Kind.CELL: 1}


def _blank(line: str) -> bool:
    return not line.strip(" \t>")


# ── Taking out ──────────────────────────────────────────────────────────────────────────────


def remove(document: Document, numbers: Collection[int]) -> str:
    """The article without some blocks and the blank lines that belonged to them.

    A list item goes with its marker when nothing else is left in it, a table row when all its
    cells go. A block that can't be taken out without changing others stays.
    """
    gone = {number for number in numbers if 0 <= number < len(document.blocks)}
    for blanks in (True, False):
        text = _without(document, gone, blanks)
        if _left(document, gone, text):
            return text
    kept: set[int] = set()
    for number in sorted(gone):
        if _left(document, {*kept, number}, _without(document, {*kept, number}, True)):
            kept.add(number)
    return _without(document, kept, True)


def _left(document: Document, gone: set[int], text: str) -> bool:
    """Whether the blocks that stay are what they were."""
    rest = [(b.kind, b.text) for n, b in enumerate(document.blocks) if n not in gone]
    return [(b.kind, b.text) for b in outline(text, document.lines).blocks] == rest


def _without(document: Document, gone: set[int], blanks: bool) -> str:
    sheet = page(document.text)
    lines: set[int] = set()
    spans: list[Span] = []
    kept = [block for n, block in enumerate(document.blocks) if n not in gone]
    held = {block.container[:depth] for block in kept for depth in range(len(block.container) + 1)}
    begun: set[tuple[int, ...]] = set()
    for number, block in enumerate(document.blocks):
        opened = [
            block.container[:depth]
            for depth in range(1, len(block.container) + 1)
            if block.container[:depth] not in begun and block.path[depth - 1] != "table"
        ]
        begun.update(opened)
        if number not in gone:
            continue
        shared = any(container in held for container in opened)
        if (shared or _in_kept_row(block, kept)) and block.segment:
            fragments = block.segment.fragments
            if block.kind is not Kind.CELL:
                spans.append(Span(fragments[0].start, fragments[-1].end))
        else:
            lines.update(range(block.lines[0] - 1, block.lines[1]))
            whole = block.kind is Kind.CELL and block.container not in held
            lines.update([block.lines[1]] if whole and _is_head(document, block) else [])
            if opened and _is_bare_marker(sheet, block.lines[0] - 2):
                lines.add(block.lines[0] - 2)
    spans += [_cut_out(sheet, first, last, blanks) for first, last in _runs(lines)]
    out, position = [], 0
    for span in sorted(spans):
        out.append(document.text[position : span.start])
        position = max(span.end, position)
    return "".join([*out, document.text[position:]])


def _in_kept_row(block: Block, kept: Sequence[Block]) -> bool:
    return block.kind is Kind.CELL and any(other.row == block.row for other in kept)


def _is_head(document: Document, block: Block) -> bool:
    """Whether a cell is in the first row of its table."""
    rows_there = [b.row or 0 for b in document.blocks if b.container == block.container]
    return block.row == min(rows_there)


def _is_bare_marker(sheet: Page, line: int) -> bool:
    return line >= 0 and bool(re.match(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]*$", sheet.line(line)))


def _runs(lines: Collection[int]) -> Iterator[tuple[int, int]]:
    first = last = -2
    for line in sorted(lines):
        if line != last + 1:
            if first >= 0:
                yield first, last
            first = line
        last = line
    if first >= 0:
        yield first, last


def _cut_out(sheet: Page, first: int, last: int, blanks: bool) -> Span:
    """The characters of some lines, and of the blank lines on one side of them."""
    count = len(sheet.starts)
    before = first > 0 and _blank(sheet.line(first - 1))
    at_end = last + 1 >= count
    while blanks and last + 1 < count and _blank(sheet.line(last + 1)) and (before or not first):
        if ">" in sheet.line(first - 1) and ">" not in sheet.line(last + 1):
            break
        last += 1
    ends = last + 1 >= count or ">" not in sheet.line(last + 1)
    while blanks and first > 0 and _blank(sheet.line(first - 1)):
        if not (at_end or last + 1 >= count or (">" in sheet.line(first - 1) and ends)):
            break
        first -= 1
    if last + 1 < count:
        return Span(sheet.start(first), sheet.starts[last + 1])
    if sheet.ends[last] < len(sheet.text) or not first:
        return Span(sheet.start(first), len(sheet.text))
    return Span(sheet.ends[first - 1], len(sheet.text))


# ── Putting in ──────────────────────────────────────────────────────────────────────────────


def insert(document: Document, after: int | None, origin: Document, number: int, text: str) -> str:
    """The article with a block of another one, its words replaced by `text`, after block `after`.

    It stands in the containers of that block which its own path shares; a list item becomes the
    next item of its list. None: at the start. The article unchanged where there is no place.
    """
    block = origin.blocks[number]
    body = _body(origin, block, text)
    before = _at(document, after)
    if not body:
        return document.text
    for line, lead, rest in _places(document, before, block):
        for apart in (True, False) if document.lines is Lines.WRAP else (False, True):
            if block.kind is Kind.ITEM:
                apart = _is_loose(document, before) == apart
            longer = _put(document, line, _prefixed(body, lead, rest), apart, rest)
            if _grown(document, longer, before, block):
                return longer
    return document.text


def _at(document: Document, after: int | None) -> int:
    """The block after which to insert; -1 for the start. Nothing goes into front matter."""
    at = -1 if after is None else after
    while at + 1 < len(document.blocks) and (
        document.blocks[at + 1].kind is Kind.FRONT_MATTER
        or document.blocks[at + 1].path == ("front",)
    ):
        at += 1
    return at


def _body(origin: Document, block: Block, text: str) -> list[list[str]]:
    """The paragraphs of a new block, a list of lines each, without any container's prefix."""
    if block.kind in OPAQUE:
        lines = text.strip("\r\n").splitlines()
        indent = min((len(li) - len(li.lstrip()) for li in lines[1:] if li.strip()), default=0)
        own = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
        return [[lines[0].lstrip(), *(li[min(indent, own or indent) :] for li in lines[1:])]]
    if block.segment is None:
        return []
    writer = Writer(origin)
    before = writer.before(block.segment.fragments[0].start)
    tail = writer.after(block.segment.fragments[-1].end)
    line = joined(rows(text))
    if not line:
        return []
    match block.kind:
        case Kind.HEADING:
            tail = tail if block.lines[0] == block.lines[1] else ""
            return [["#" * block.level + " " + heading_of(line, tail) + tail.rstrip()]]
        case Kind.TITLE:
            return [] if block.path == ("front",) else [[before.lstrip(" \t>") + line + tail]]
        case Kind.CELL:
            return [[before.lstrip(" \t>") + line.replace("|", "\\|") + tail]]
    return [_escaped_rows(part) for part in paragraphs(text)]


def _escaped_rows(part: str) -> list[str]:
    out: list[str] = []
    for row in rows(part):
        written = row_of(out[-1] if out else "", row, force=False)
        out.append(written if written is not None else "\\" + row)
    return [row + "\\" for row in out[:-1]] + out[-1:]


def _places(document: Document, before: int, block: Block) -> Iterator[tuple[int, str, str]]:
    """Lines after which a new block may stand, with what its first line and the others begin
    with, best first."""
    lead = _lead(block)
    if before < 0:
        yield -1, lead, _spaces(lead)
        return
    last = document.blocks[before]
    base = block.path[: len(block.path) - _OWN.get(block.kind, 0)]
    depth = _common(base, last.path)
    writer = Writer(document)
    if block.kind is Kind.ITEM and last.path[depth : depth + 2] == ("list", "item"):
        prefix, marker = _sibling(writer, last.container[: depth + 2], before)
        depth += 1
        lead = marker or lead
    else:
        prefix = _prefix(writer, last, depth)
    rest = prefix + _spaces(lead)
    if block.kind is Kind.QUOTE and "quote" not in last.path[:depth]:
        lead, rest = "> ", prefix + "> "
    yield last.lines[1] - 1, prefix + lead, rest
    inside = last.container[: depth + 1]
    end = max(b.lines[1] for b in document.blocks if b.container[: depth + 1] == inside)
    yield end - 1, prefix + lead, rest
    yield max(b.lines[1] for b in document.blocks[: before + 1]) - 1, lead, _spaces(lead)


def _lead(block: Block) -> str:
    """What a block's own first line begins with, after the prefixes of its containers."""
    line = block.raw.split("\n", 1)[0]
    if block.kind is Kind.ITEM and block.segment:
        found = re.search(r"(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", line)
        return found[0] if found else "- "
    if block.kind is Kind.FOOTNOTE:
        found = re.search(r"\[\^[^\]]*\]:[ \t]*", line)
        return found[0] if found else ""
    return ":   " if block.kind is Kind.DEFINITION else ""


def _spaces(lead: str) -> str:
    return " " * len(re.sub(r"\[[ xX]\][ \t]+$", "", lead))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    depth = 0
    while depth < min(len(a), len(b)) and a[depth] == b[depth]:
        depth += 1
    # Within a list there are items only.
    return depth - 1 if depth and a[depth - 1] == "list" else depth


def _prefix(writer: Writer, last: Block, depth: int) -> str:
    """What lines in the outermost `depth` containers of a block begin with."""
    if not depth:
        return ""
    inside = last.container[:depth]
    direct = [b for b in writer.document.blocks if b.container == inside and b.segment]
    fallback = [b for b in writer.document.blocks if b.container[:depth] == inside and b.segment]
    chosen = (direct or fallback)[:1]
    return writer.prefix(chosen[0], first=True) if chosen else ""


def _sibling(writer: Writer, item: tuple[int, ...], before: int) -> tuple[str, str]:
    """The prefix of a list item's marker, and the marker of the next item."""
    for block in writer.document.blocks[: before + 1]:
        if block.container == item and block.kind is Kind.ITEM and block.segment:
            found = _MARKER.search(writer.before(block.segment.fragments[0].start))
            if found:
                marker = f"{int(found[2]) + 1}{found[3]}" if found[2] else found[1]
                prefix = re.sub(r"[^>\s]", " ", found.string[: found.start()])
                return prefix, marker + found[4] + (found[5] or "")
    return "", ""


def _is_loose(document: Document, before: int) -> bool:
    """Whether blank lines part the items of the list around a block."""
    sheet = page(document.text)
    last = document.blocks[before] if before >= 0 else None
    if last is None or "list" not in last.path:
        return True
    depth = len(last.path) - last.path[::-1].index("list")
    items = [b for b in document.blocks if b.container[:depth] == last.container[:depth]]
    firsts = [b for b in items if b.kind is Kind.ITEM and len(b.path) == depth + 1][1:]
    return any(_blank(sheet.line(b.lines[0] - 2)) for b in firsts)


def _prefixed(body: list[list[str]], lead: str, rest: str) -> list[str]:
    lines: list[str] = []
    for part in body:
        lines += [rest.rstrip()] if lines else []
        for line in part:
            lines.append((rest if lines else lead) + line)
    return lines


def _put(document: Document, line: int, lines: list[str], apart: bool, rest: str) -> str:
    """The text with these lines after one of its lines, with blank ones around where `apart`."""
    sheet, eol = page(document.text), Writer(document).eol
    blank = rest.rstrip() if ">" in rest else ""
    if apart and line >= 0 and not _blank(sheet.line(line)):
        lines = [blank, *lines]
    following = line + 1 < len(sheet.starts) and document.text != ""
    if apart and following and not _blank(sheet.line(line + 1)):
        lines = [*lines, blank]
    at = sheet.starts[line + 1] if following else len(document.text)
    if line < 0:
        at = sheet.start(0)
    head, new = document.text[:at], "".join(added + eol for added in lines)
    if head.strip("\ufeff") and not head.endswith(("\n", "\r")):
        new = eol + new.removesuffix(eol)
    return head + new + document.text[at:]


def _grown(document: Document, text: str, before: int, block: Block) -> bool:
    """Whether a text has the old blocks as they were, and new ones after block `before`."""
    new = outline(text, document.lines).blocks
    added, at = len(new) - len(document.blocks), before + 1
    if added < 1:
        return False
    old = [(b.kind, b.text, b.path) for b in document.blocks]
    found = [(b.kind, b.text, b.path) for b in new]
    alike = new[at].kind is block.kind or {new[at].kind, block.kind} <= {
        Kind.PARAGRAPH,
        Kind.QUOTE,
    }
    return alike and found[:at] + found[at + added :] == old
