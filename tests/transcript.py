"""The screens of the guide's page on a translator's day: what the commands print, as they print it.

python -m tests.transcript   runs the day in both languages, and puts its screens into the page

The nth block of `console` in the page is the nth screen here.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.conftest import ROOT
from tests.repository import ENVIRONMENT, Repository, small
from tests.terminal import Terminal

PAGES = {"en": ROOT / "原文" / "a-translators-day.md", "zh_CN": ROOT / "译文" / "译者的一天.md"}
ARTICLE, FILE = "原文/caches.md", "译文/缓存.md"
_EN = (
    "# Caches\n\nA cache keeps answers, so that nobody has to work them out twice.\n\n"
    "A cache must be shared.\n\n## When to empty it\n\n"
    "Empty it when what it was made from changes.\n"
)
_ZH = (
    "# 缓存\n\n缓存保存答案，免得有人再算一遍。\n\n缓存必须共享。\n\n## 何时清空\n\n"
    "数据来源改变时，就清空缓存。\n"
)
_ROW = "* [Caches](https://example.org/c) | [原文](原文/caches.md) | [译文](译文/缓存.md)\n"
_NOW = _EN.replace("must be shared.", "must not be shared.") + "\nNever empty it by hand.\n"
_WORDS = ("缓存不得共享。", "切勿手动清空。")
_BLOCK = re.compile(r"^```console\n.*?^```$", re.MULTILINE | re.DOTALL)
_ASKS = {"en": "for all: ", "zh_CN": "全部："}


@dataclass(frozen=True)
class _Day:
    """A repository and the language of whoever works there."""

    made: Repository
    language: str

    def said(self, command: str) -> str:
        """A command and its screen."""
        screen = replace(self.made, environment={"COLUMNS": "80", "LANGUAGE": self.language})
        ran = screen.transpipe(*command.split())
        return f"$ transpipe {command}".rstrip() + f"\n{ran.out.rstrip()}"

    def edited(self) -> str:
        """A session at a terminal in which all that waits is written anew."""
        env = {**ENVIRONMENT, "LANGUAGE": self.language}
        terminal, asks = Terminal(self.made.root, ["edit"], env), _ASKS[self.language]
        parts = ["$ transpipe edit"]
        for words in _WORDS:
            shown = terminal.until(asks)
            parts += [shown[shown.index("── ") :] + "e"]
            terminal.type("e\n")
            terminal.until("zh> ", "。")
            terminal.type(f"\x15{words}\n")
            parts += [f"zh> {words}", ""]
        assert terminal.wait() == 0
        parts += [terminal.screen[terminal.screen.rindex("\n\n") :].strip()]
        return "\n".join(parts)


def screens(language: str) -> list[str]:
    """The screens of a day, in their order."""
    return list(_day(language))


def _day(language: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        made = small(Path(folder) / "work", {"README.md": _ROW, ARTICLE: _EN, FILE: _ZH})
        made.steps("init", "align", "accept 原文/caches.md")
        made.git("add", "-A")
        made.git("commit", "-qm", "catalogues")
        made.write(ARTICLE, _NOW)
        made.git("commit", "-qam", "the English moved on")
        day = _Day(made, language)
        yield day.said("sync")
        yield day.said(f"status {ARTICLE}")
        yield day.edited()
        yield day.said("run")
        yield day.said("build --fill")
        yield day.said("status")
        made.git("add", "-A")
        yield "$ git diff --cached 译文\n" + _changed(made)


def _changed(made: Repository) -> str:
    """The changed lines of the Chinese file, as git shows them."""
    diff = made.git("diff", "--cached", "-U1", "--", "译文")
    return diff[diff.index("@@") :].rstrip()


def updated(page: str, shown: list[str]) -> str:
    """The page with these screens."""
    rest = iter(shown)
    done = _BLOCK.sub(lambda _match: f"```console\n{next(rest)}\n```", page)
    assert next(rest, None) is None, "the page has fewer blocks than the day has screens"
    return done


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(updated(path.read_text("utf-8"), screens(language)), "utf-8")
