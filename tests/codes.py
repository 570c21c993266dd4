"""The guide's table of codes, made from the rules. `make codes` runs it.

python -m tests.codes
"""

from __future__ import annotations

from itertools import dropwhile

from tests.conftest import ROOT
from transpipe.rules import RULES

GUIDE = ROOT / "原文" / "settings.md"
_HEAD = "| code | gravest | finds |\n| --- | --- | --- |\n"


def table() -> str:
    """A row a kind of finding, in the order in which they are told."""
    rows = (f"| `{rule.code}` | {rule.severity} | {rule.help} |\n" for rule in RULES)
    return _HEAD + "".join(dict.fromkeys(rows))


def updated(guide: str) -> str:
    """The guide with the table as the rules have it."""
    before, _head, after = guide.partition(_HEAD)
    rest = dropwhile(lambda line: line.startswith("|"), after.splitlines(keepends=True))
    return before + table() + "".join(rest)


if __name__ == "__main__":
    GUIDE.write_text(updated(GUIDE.read_text("utf-8")), "utf-8")
