"""Blocks of one article put into another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transpipe.markdown.encode import ATTRIBUTE, HTML, Writer, heading_of, paragraphs, row_of, rows
from transpipe.markdown.removal import is_blank
from transpipe.markdown.segments import outline
from transpipe.markdown.source import page
from transpipe.model import OPAQUE, Block, Document, Grammar, Kind, Lines
from transpipe.text.han import joined

_MARKER = re.compile(r"([-+*]|(\d{1,9})([.)]))([ \t]+)(\[[ xX]\][ \t]+)?$")
_OWN = {Kind.ITEM: 2, Kind.FOOTNOTE: 1, Kind.DEFINITION: 1, Kind.CELL: 1}


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
    for line, lead, rest, outer in _places(document, before, block):
        for apart in (True, False) if document.lines is Lines.WRAP else (False, True):
            if block.kind is Kind.ITEM:
                apart = _is_loose(document, before) == apart
            longer = _put(document, line, _prefixed(body, lead, rest), apart, outer)
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
    if block.segment is None or block.path[-1:] == (HTML,) or block.kind is Kind.COMMENT:
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
            return (
                []
                if block.path[-1:] in (("front",), (ATTRIBUTE,))
                else [[before.lstrip(" \t>") + line + tail]]
            )
        case Kind.CELL:
            return [[before.lstrip(" \t>") + line.replace("|", "\\|") + tail]]
    grammar = origin.cut.syntax.grammar
    return [_escaped_rows(part, grammar) for part in paragraphs(text)]


def _escaped_rows(part: str, grammar: Grammar) -> list[str]:
    out: list[str] = []
    for row in rows(part):
        written = row_of(out[-1] if out else "", row, force=False, grammar=grammar)
        out.append(written if written is not None else "\\" + row)
    return [row + "\\" for row in out[:-1]] + out[-1:]


def _places(document: Document, before: int, block: Block) -> Iterator[tuple[int, str, str, str]]:
    """Lines after which a new block may stand, with what its first line, its others and the
    blank ones around it begin with, best first."""
    lead = _lead(block)
    if before < 0:
        yield -1, lead, _spaces(lead), ""
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
    if block.kind is Kind.QUOTE and "quote" in last.path[:depth]:
        lead = ""
    rest = prefix + _spaces(lead)
    yield last.lines[1] - 1, prefix + lead, rest, prefix
    inside = last.container[: depth + 1]
    end = max(b.lines[1] for b in document.blocks if b.container[: depth + 1] == inside)
    yield end - 1, prefix + lead, rest, prefix
    yield max(b.lines[1] for b in document.blocks[: before + 1]) - 1, lead, _spaces(lead), ""


def _lead(block: Block) -> str:
    """What a block's own first line begins with, after the prefixes of its containers."""
    line = block.raw.split("\n", 1)[0]
    if block.kind is Kind.ITEM and block.segment:
        found = re.search(r"(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?", line)
        return found[0] if found else "- "
    if block.kind is Kind.FOOTNOTE:
        found = re.search(r"\[\^[^\]]*\]:[ \t]*", line)
        return found[0] if found else ""
    return {Kind.DEFINITION: ":   ", Kind.QUOTE: "> "}.get(block.kind, "")


def _spaces(lead: str) -> str:
    return re.sub(r"[^>]", " ", re.sub(r"\[[ xX]\][ \t]+$", "", lead))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    depth = 0
    while depth < min(len(a), len(b)) and a[depth] == b[depth]:
        depth += 1
    # Within a list there are items only.
    return depth - 1 if depth and a[depth - 1] == "list" else depth


def _prefix(writer: Writer, last: Block, depth: int) -> str:
    """What lines in the outermost `depth` containers of a block begin with."""
    inside = last.container[:depth]
    blocks = [b for b in writer.document.blocks if depth and b.container[:depth] == inside]
    # Those that stand in nothing deeper tell it best.
    blocks.sort(key=lambda block: block.container != inside)
    fragments = ((b.kind, b.segment.fragments) for b in blocks if b.segment)
    return next((writer.prefix(*found, first=True) for found in fragments), "")


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
    return any(is_blank(sheet.line(b.lines[0] - 2)) for b in firsts)


def _prefixed(body: list[list[str]], lead: str, rest: str) -> list[str]:
    lines: list[str] = []
    for part in body:
        lines += [rest.rstrip()] if lines else []
        for line in part:
            lines.append((rest if lines else lead) + line)
    return lines


def _put(document: Document, line: int, lines: list[str], apart: bool, outer: str) -> str:
    """The text with these lines after one of its lines, with blank ones around where `apart`."""
    sheet, eol = page(document.text), Writer(document).eol
    blank = outer.rstrip() if ">" in outer else ""
    marks = " \t>" if blank else " \t"
    if apart and line >= 0 and sheet.line(line).strip(marks):
        lines = [blank, *lines]
    following = line + 1 < len(sheet.starts) and document.text != ""
    if apart and following and sheet.line(line + 1).strip(marks):
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
    new = outline(text, document.cut).blocks
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
