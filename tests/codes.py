"""The guide's table of codes, made from the rules, in both languages. `make codes` runs it.

python -m tests.codes
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import dropwhile

import polib

from tests.conftest import ROOT
from tests.messages import CATALOGUE
from transpipe.rules import RULES

GUIDE = ROOT / "原文" / "settings.md"
CHINESE = ROOT / "译文" / "设置.md"
_HEAD = "| code | gravest | finds |\n| --- | --- | --- |\n"
_HEAD_IN_CHINESE = "| 代号 | 最严重 | 找出什么 |\n| --- | --- | --- |\n"


def table(head: str = _HEAD, said: Callable[[str], str] = str) -> str:
    """A row a kind of finding, in the order in which they are told."""
    rows = (f"| `{rule.code}` | {said(rule.severity)} | {said(rule.help)} |\n" for rule in RULES)
    return head + "".join(dict.fromkeys(rows))


def updated(guide: str) -> str:
    """The guide with the table as the rules have it, in its language."""
    chinese = _HEAD_IN_CHINESE in guide
    head = _HEAD_IN_CHINESE if chinese else _HEAD
    before, _head, after = guide.partition(head)
    rest = dropwhile(lambda line: line.startswith("|"), after.splitlines(keepends=True))
    return before + table(head, in_chinese() if chinese else str) + "".join(rest)


def in_chinese() -> Callable[[str], str]:
    """What our own catalogue makes of a message; itself where it has none."""
    known = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE))}
    return lambda message: known.get(message) or str(message)


if __name__ == "__main__":
    for path in (GUIDE, CHINESE):
        path.write_text(updated(path.read_text("utf-8")), "utf-8")
