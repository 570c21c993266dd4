"""One paragraph of a long article is edited: how far that reaches into the catalogue."""

from __future__ import annotations

import difflib
import tempfile
from pathlib import Path

from tests.figures import Figure
from tests.histories.play import COMMAND
from tests.repository import Repository
from transpipe.model import State

UNITS, EDITS = 150, 30
ARTICLE, PO = "原文/long.md", "locales/zh_CN/LC_MESSAGES/原文/long.po"
# Of every weight: kept, patched, and left to a person.
WAYS = (
    lambda text, n: text.replace("keeps", "stores"),
    lambda text, n: text.replace("keeps", "does not keep"),
    lambda text, n: text.replace(f"{n} minutes", f"{n + 500} minutes"),
    lambda text, n: text.replace(f"/{n})", f"/new/{n})"),
    lambda text, n: text.replace("Server", "*Server*"),
    lambda text, n: f"{text} It also says so.",
)


def figures(data: Path) -> list[Figure]:
    """The most units and lines that one edit of one paragraph changes."""
    with tempfile.TemporaryDirectory() as folder:
        reached = [_reach(Path(folder) / str(n), n) for n in range(EDITS)]
    units, lines = (max(numbers) for numbers in zip(*reached, strict=True))
    what = f"one paragraph of {UNITS} edited ({EDITS} times): most "
    return [
        (what + "units changed", "≤ 1", str(units), 0 < units <= 1),
        (what + "lines of the catalogue changed", "≤ 10", str(lines), 0 < lines <= 10),
    ]


def _paragraph(number: int) -> str:
    link = f"[notes](https://example.org/{number})"
    return f"Server number {number} keeps its answers for {number} minutes, see {link}."


def _reach(place: Path, number: int) -> tuple[int, int]:
    """Units and lines of the catalogue that an edit changes."""
    repository = Repository(place)
    texts = [_paragraph(n) for n in range(UNITS)]
    repository.write("transpipe.toml", "")
    repository.write(ARTICLE, "\n\n".join(texts) + "\n")
    COMMAND["sync"](place, False)
    said = {text: f"第 {n} 台服务器把答案保留 {n} 分钟，见[说明](https://example.org/{n})。"
            for n, text in enumerate(texts)}  # fmt: skip
    repository.translate(ARTICLE, said)
    before, units = repository.read(PO), repository.catalogue(ARTICLE).active()
    at = 37 * number % UNITS
    texts[at] = WAYS[number % len(WAYS)](texts[at], at)
    repository.write(ARTICLE, "\n\n".join(texts) + "\n")
    COMMAND["sync"](place, False)
    now = repository.catalogue(ARTICLE).active()
    assert all(unit.target and unit.state is not State.EMPTY for unit in now)
    changed = [line for line in difflib.unified_diff(
        before.splitlines(), repository.read(PO).splitlines(), lineterm="", n=0
    ) if line[0] in "+-" and line[:3] not in ("+++", "---")]  # fmt: skip
    return sum(a != b for a, b in zip(units, now, strict=True)), len(changed)
