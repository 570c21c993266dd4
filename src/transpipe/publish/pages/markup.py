"""One block as HTML. What it makes is as safe as the functions it is given for the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from transpipe.model import Block, Kind
from transpipe.text.sentences import paragraphs

Render = Callable[[str], str]

_PREFIX = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_TASK = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+\[([ xX])\][ \t]")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_SIDES = {":-": "l", ":-:": "c", "-:": "r"}
_NO_TAG = re.compile(r"<[^>]*>|\s+")


@dataclass(frozen=True, slots=True)
class Texts:
    """How the texts of a page become HTML: `inline` a segment's, `raw` an HTML block's.

    `cell` is for a table's, in which raw HTML may hold blocks. `both` makes a text and its
    translation, with the same number at sentences that say the same.
    """

    inline: Render
    cell: Render
    raw: Render
    both: Callable[[str, str], tuple[str, str]]


def both_html(block: Block, words: str, texts: Texts, tight: bool) -> tuple[str, str]:
    """A block of prose and its translation."""
    if len(paragraphs(words)) > 1 or block.kind is Kind.COMMENT:
        return tuple(block_html(block, text, texts, tight) for text in (block.text, words))  # type: ignore[return-value]
    source, target = texts.both(block.text, words)
    return _prose(block, source, tight), _prose(block, target, tight)


def block_html(block: Block, text: str, texts: Texts, tight: bool = False) -> str:
    """A block with `text` as its prose, or as its raw lines where it is opaque; no cell.

    In a list whose items are `tight` a paragraph has no element of its own.
    """
    if block.kind is Kind.CODE:
        return f"<pre tabindex=0><code>{escape(code(block, text), quote=False)}</code></pre>"
    if block.kind is Kind.HTML:
        text = _QUOTED.sub("", text) if "quote" in block.path else text
        return texts.raw(_PREFIX.sub("", text, count=1) if "item" in block.path else text)
    if block.kind in {Kind.MATH, Kind.TEMPLATE}:
        return f"<pre class=raw tabindex=0>{escape(text.strip(), quote=False)}</pre>"
    said = paragraphs(text)
    return "".join(
        _prose(block, _inner(block, part, texts), tight and len(said) == 1) for part in said
    )


def _inner(block: Block, text: str, texts: Texts) -> str:
    return escape(text) if block.kind is Kind.COMMENT else texts.inline(text)


def table_html(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells that are HTML elements already; its first row is the head."""
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows[1:])
    head = "".join(rows[0]) if rows else ""
    body = f"<tbody>{body}</tbody>" if body else ""
    return f"<div class=wide tabindex=0><table><thead><tr>{head}</tr></thead>{body}</table></div>"


def side(mark: object) -> str:
    """The class of a column by the mark of its alignment, '' for none."""
    name = _SIDES.get(str(mark), "")
    return f' class="{name}"' if name else ""


def heading(block: Block) -> int:
    """The level a block has as a heading, 0 for none; the title of front matter is the first."""
    if block.kind is Kind.HEADING:
        return min(max(block.level, 1), 6)
    return int(block.path == ("front",) and block.raw.lstrip().startswith("title"))


def box(block: Block) -> str:
    """The box of a task: ` ` or `x`, '' for what is none."""
    found = _TASK.match(block.raw) if block.kind is Kind.ITEM else None
    return found[1].lower() if found else ""


def has_text(html: str) -> bool:
    """Whether a piece of HTML shows anything but blanks."""
    return "<img" in html or "<hr" in html or bool(_NO_TAG.sub("", html))


def code(block: Block, raw: str) -> str:
    """The code of a code block, without its fence and its indent."""
    if block.code and raw == block.raw:
        start = block.span.start
        lines = [raw[line.start - start : line.end - start] for line in block.code]
        return "\n".join(lines) + "\n"
    lines = _QUOTED.sub("", raw).expandtabs(4).splitlines() if "quote" in block.path else []
    lines = lines or raw.expandtabs(4).splitlines()
    first = _PREFIX.sub("", lines[0], count=1) if lines else ""
    fence = _FENCE.match(first)
    if fence:
        lines = lines[1:]
        if lines and re.fullmatch(rf"\s*{re.escape(fence[1][0])}{{3,}}\s*", lines[-1]):
            lines = lines[:-1]
    elif lines and "item" in block.path:
        lines[0] = " " * (len(lines[0]) - len(first)) + first
    cut = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    cut = cut if fence or block.path else min(cut, 4)
    return "".join(f"{line[cut:]}\n" for line in lines)


def _prose(block: Block, inner: str, tight: bool) -> str:
    """One paragraph of a block's prose in the element of its kind."""
    if level := heading(block):
        return f"<h{level}>{inner}</h{level}>"
    if block.kind is Kind.TERM or (tight and block.kind in {Kind.ITEM, Kind.PARAGRAPH}):
        return inner
    name = ' class="adm"' if block.kind is Kind.TITLE else ""
    return f"<p{name}>{inner}</p>"
