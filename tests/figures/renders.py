"""Figures of what readers click: links, images, notes and emphasis that do not render."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import cmarkgfm

from tests.breakages import Broken, Pair, broken, pairs
from tests.figures import Figure
from transpipe.check.mending import mend_file
from transpipe.check.run import check_file
from transpipe.markdown.segments import parse
from transpipe.model import Severity
from transpipe.rules import Context

SEED, COUNT = 14, 300  # of either half of the pairs
CODES = frozenset(
    (
        *("malformed-link", "dead-reference", "broken-definition", "missing-definition"),
        *("emphasis-broken", "emphasis-unbalanced"),
    )
)


def figures(data: Path) -> list[Figure]:
    """Breakages found and mended, and what is said of pairs without any."""
    rows: list[Figure] = []
    for name, half in halves(data).items():
        rows += _half(name, half)
    return rows


def halves(data: Path) -> dict[str, list[Pair]]:
    """The pairs that were looked at while the rules were written, and those that nobody read."""
    found = pairs(data)
    return {"seen": list(found[::2]), "unread": list(found[1::2])}


def _half(name: str, half: Sequence[Pair]) -> list[Figure]:
    told, mended, total = Counter[str](), Counter[str](), Counter[str]()
    for each in broken(list(half), COUNT, SEED):
        total[each.kind] += 1
        told[each.kind] += is_found(each)
        mended[each.kind] += is_mended(each)
    count, units, false = total.total(), 0, 0
    for pair in half:
        units += sum(1 for _segment in parse(pair.target, source=False).segments())
        false += sum(not is_seen(pair, line) for _code, line, _said in said(pair, pair.target))
    found, right = told.total() / count, mended.total() / count
    return [
        (f"renders, {name}: breakages found", "≥ .99", f"{found:.3f} of {count}", found >= 0.99),
        (f"renders, {name}: mended as intended", "≥ .95", f"{right:.3f}", right >= 0.95),
        (f"renders, {name}: told of unbroken pairs, and not so", "≤ 2 per 1,000 units",
         f"{1000 * false / units:.2f} ({false} of {units})", false <= 0.002 * units),
    ]  # fmt: skip


def context(pair: Pair, target: str) -> Context:
    """What is known of a translation beside its source."""
    source = parse(pair.source)
    return Context("zh/x.md", None, parse(target, source.cut, source=False), source, source="x.md")


def said(pair: Pair, target: str) -> list[tuple[str, int, str]]:
    """The errors of rendering in a translation."""
    found = check_file(context(pair, target))
    errors = (f for f in found if f.severity is Severity.ERROR and f.code in CODES)
    return [(f.code, f.line, f.message) for f in errors]


def is_seen(pair: Pair, line: int) -> bool:
    """Whether cmark-gfm, too, shows marks of emphasis in the paragraph of a line."""
    blocks = parse(pair.target, source=False).blocks
    text = next(b.text for b in blocks if b.segment and b.lines[0] <= line <= b.lines[1])
    shown = re.sub(r"<code>.*?</code>|<[^>]*>", "", cmarkgfm.github_flavored_markdown_to_html(text))
    return re.search(r"\*|＊＊|(?<![A-Za-z0-9])_[\u4e00-\u9fff]", shown) is not None


def is_found(each: Broken) -> bool:
    """Whether more is said of the broken text than of the good one."""
    before = Counter(code for code, _line, _message in said(each.pair, each.wanted))
    after = Counter(code for code, _line, _message in said(each.pair, each.text))
    return bool(after - before)


def is_mended(each: Broken) -> bool:
    """Whether its mend gives what the good text is, mended itself where that has faults of its own.

    Definitions may have come back at another place.
    """
    mine = mend_file(context(each.pair, each.text))
    good = mend_file(context(each.pair, each.wanted))
    if each.kind == "definition: gone":
        return sorted(filter(None, mine.split("\n"))) == sorted(filter(None, good.split("\n")))
    return mine == good
