"""Lists of links: which articles are one, and how their rows are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from transpipe.model import Kind
from transpipe.publish.language import Speak
from transpipe.publish.pages.rows import Row

_LEAST, _SHARE = 20, 0.5  # rows that are links, and their share of all blocks
_ROW = re.compile(r"\[.*\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LINK = re.compile(r"(?P<before><p>)?(?P<open><a [^>]*>)(?P<words>(?:(?!</?a\b).)*)</a>(?:</p>)?")


def is_listing(rows: Sequence[Row]) -> bool:
    """Whether an article is a list of links, for the most part."""
    items = (row for row in rows if row.block.kind is Kind.ITEM)
    links = sum(bool(_ROW.fullmatch(row.block.text)) for row in items)
    return links >= _LEAST and links >= _SHARE * len(rows)


def one_link(source: str, target: str) -> str:
    """The link that a row is in both languages, '' where it is not one, or leads to two places."""
    ours, theirs = (_LINK.fullmatch(html) for html in (source, target))
    if source == target or not ours or not theirs or ours["open"] != theirs["open"]:
        return ""
    inner = f'<span class="t">{theirs["words"]}</span><small class="s" lang="en">{ours["words"]}'
    return f"<p>{ours['open']}{inner}</small></a></p>"


def way_to(page: str, _: Speak) -> str:
    """The link from a row to the page of its article."""
    said = _("In both languages")
    return f'<p><a href="{escape(page)}">{escape(said)}</a></p>'


def foldable(count: int, _: Speak) -> str:
    """What begins a list that can be folded, with how many entries it has."""
    said = escape(_("Entries: {count}").format(count=count))
    return f'<details open><summary class="meta">{said}</summary>'
