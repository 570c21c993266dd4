"""One block as HTML. What it makes is as safe as the two functions it is given for the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from transpipe.model import OPAQUE, Block, Kind
from transpipe.text.sentences import paragraphs

Render = Callable[[str], str]

_ORDERED = re.compile(r"(\d{1,9})[.)]\s")
_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_LABEL = re.compile(r"[ \t>]*\[\^([^\]\s]+)\]:")
_TASK = re.compile(r"\[([ xX])\]\s")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Texts:
    """How the texts of a page become HTML: `inline` a segment's, `raw` an HTML block's."""

    inline: Render
    raw: Render


def block_html(block: Block, text: str, texts: Texts) -> str:
    """A block with `text` as its prose, or as its raw lines where it is opaque; no cell."""
    if "quote" in block.path and block.kind in OPAQUE:
        text = _QUOTED.sub("", text)
    if block.kind is Kind.CODE:
        inner = f'<pre tabindex="0"><code>{escape(code(text))}</code></pre>'
    elif block.kind is Kind.HTML:
        inner = texts.raw(text)
    elif block.kind in {Kind.MATH, Kind.TEMPLATE}:
        inner = f'<pre class="raw" tabindex="0">{escape(text.strip())}</pre>'
    else:
        inner = "".join(_prose(block, part, texts) for part in paragraphs(text))
    if "quote" in block.path:
        inner = f"<blockquote>{inner}</blockquote>" if inner else ""
    elif "admonition" in block.path:
        inner = f'<div class="note">{inner}</div>' if inner else ""
    return _indented(block, inner)


def table_html(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML elements already; its first row is the head."""
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows[1:])
    head = "".join(rows[0]) if rows else ""
    body = f"<tbody>{body}</tbody>" if body else ""
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr>{head}</tr></thead>{body}</table></div>'
    )


def heading(block: Block) -> int:
    """The level a block has as a heading, 0 for none; the title of front matter is the first."""
    if block.kind is Kind.HEADING:
        return min(max(block.level, 1), 6)
    return int(block.path == ("front",) and block.raw.lstrip().startswith("title"))


def code(raw: str) -> str:
    """The code of a code block, without its fence and its indent."""
    lines = raw.expandtabs(4).splitlines()
    first = _PREFIX.sub("", lines[0], count=1) if lines else ""
    fence = _FENCE.match(first)
    if fence:
        lines = lines[1:]
        if lines and re.fullmatch(rf"\s*{re.escape(fence[1][0])}{{3,}}\s*", lines[-1]):
            lines = lines[:-1]
    cut = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[cut:] for line in lines)


def _prose(block: Block, text: str, texts: Texts) -> str:
    """One paragraph of a block's prose in the element of its kind."""
    inner = escape(text) if block.kind is Kind.COMMENT else texts.inline(text)
    if level := heading(block):
        return f"<h{level}>{inner}</h{level}>"
    if block.kind is Kind.ITEM:
        return _item(block, inner)
    if block.kind is Kind.TERM:
        return f"<p><strong>{inner}</strong></p>"
    if block.kind is Kind.FOOTNOTE and (label := _LABEL.match(block.raw)):
        inner = f"<sup>[{escape(label[1])}]</sup> {inner}"
    style = {
        Kind.TITLE: ' class="adm"',
        Kind.FOOTNOTE: ' class="fn"',
        Kind.DEFINITION: ' class="i1"',
    }
    return f"<p{style.get(block.kind, '')}>{inner}</p>"


def _item(block: Block, inner: str) -> str:
    """A list of one item: each unit has its own place, so that two languages stay level."""
    lead = block.raw.lstrip(" \t>")
    while (bullet := re.match(r"(?:[-+*]|\d{1,9}[.)])\s+", lead)) and (
        re.match(r"(?:[-+*]|\d{1,9}[.)])\s", lead[bullet.end() :])
    ):
        lead = lead[bullet.end() :]
    number = _ORDERED.match(lead)
    task = _TASK.match(re.sub(r"^(?:[-+*]|\d{1,9}[.)])\s+", "", lead))
    box = "" if task is None else "☐ " if task[1] == " " else "☑ "
    if number:
        return f'<ol start="{int(number[1])}"><li>{box}{inner}</li></ol>'
    return f"<ul><li>{box}{inner}</li></ul>"


def _indented(block: Block, inner: str) -> str:
    """What stands in a list stands as deep on the page; an item's own list is one step of it."""
    depth = block.path.count("list") - (block.kind is Kind.ITEM)
    depth = min(depth, _DEEPEST)
    return f'<div class="i{depth}">{inner}</div>' if depth > 0 and inner else inner
