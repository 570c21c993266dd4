"""Figures of a translator's day: `edit` at a terminal, screens of help and lists, and waiting."""

from __future__ import annotations

import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from benchmarks.timing import HERE, Cost, Work, cost, in_turn, transpipe
from tests import many
from tests.figures import Figure
from tests.repository import Repository, adopted
from tests.test_edit import PROMPT, at_terminal, holds, play
from tests.test_edit import many as of_units
from tests.test_help import half_english, screens

WIDTHS, LANGUAGES = (60, 80, 120), ("en", "zh_CN")
LINES = 23  # of a screen of 24, with the line that is typed next
ARTICLES, UNITS, KILLS, ROUNDS = 1000, 200, 10, 5

# Names and texts that are long, wide, or both; emoji too.
_LONG = "一篇名字很长很长的文章讲的是怎样在很多台服务器上保存数据而不丢失任何一条记录"
_NAMES = (
    f"原文/{_LONG}.md", "原文/🚀 rocket 📚 books.md",
    "原文/very/deep/folders/with-a-very-long-english-name-that-fits-no-column-of-any-table.md",
)  # fmt: skip
_EN = (
    "# The cache 🚀 of many servers\n\n"
    "The cache must hold 10 entries of `code`, see [docs](x.md).\n\n"
    f"{'A_very_long_word' * 8} has no blank, and is longer than any terminal.\n\n"
    "An ownership is shared 📚 by all the servers in all the clusters of the whole wide world.\n"
)
_ZH = (
    "# 很多服务器的缓存 🚀\n\n缓存必须有 12 个`条目`,参见[文档](x.md)。\n\n"
    f"{_LONG}里面有一个没有任何空格的词。\n\n所有权📚由全世界所有集群里的所有服务器共同拥有。\n"
)
_TERMS = '[[term]]\nsource = "ownership"\ntarget = "拥有权"\n'
LISTS = (
    "", "status", "status --all", f"status {_NAMES[0]}", f"status {_NAMES[0]} --all",
    "status --state stale", "check", "check --all", "check --explain TP105", "review --base HEAD",
    "align --doubtful", f"align {_NAMES[0]} --explain 1", "tm stats", "tm search cache",
    "tm search An_ownership_is_shared", "terms mine", "terms drift", "doctor",
    "config show --origin", "draft --dry-run", "sync --dry-run", "build", "undo",
)  # fmt: skip


def wide(place: Path) -> Repository:
    """A repository of such names and texts, in which something of every kind is to do."""
    files: dict[str, str | bytes] = dict.fromkeys(_NAMES, _EN)
    files |= {name.replace("原文", "译文"): _ZH for name in _NAMES} | {"terms.toml": _TERMS}
    made = adopted(place, files)
    made.steps("convert --add zh_TW")
    for name in _NAMES[:2]:
        made.write(name, _EN.replace("must hold", "must not hold") + "\nOne more 🚀 paragraph.\n")
    made.steps("sync")
    return made


def cells(text: str) -> int:
    """The columns of a text, counted without the library that the program uses."""
    silent = ("Mn", "Me", "Cf")
    shown = (c for c in text if unicodedata.category(c) not in silent)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def too_wide(made: Repository, columns: int, language: str) -> Iterator[str]:
    """The lines of lists, tables and cards that have no room."""
    screen = replace(made, environment={"COLUMNS": str(columns), "LANGUAGE": language})
    for command in LISTS:
        ran = screen.transpipe(*command.split())
        assert ran.code in (0, 1, 3), (command, ran.err)
        lines = (*ran.out.splitlines(), *ran.err.splitlines())
        yield from (f"{command}: {line}" for line in lines if cells(line) > columns)


def figures(data: Path) -> list[Figure]:
    """Figures 1, 3, 4, 7 and 8 of the issue."""
    return [*_edited(), *_screens(), *_lists(), *_waited()]


def _edited() -> Iterator[Figure]:
    """A session of many units, and sessions that are killed."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(KILLS + 1):
            made = of_units(Path(folder) / str(number), 20 if number else UNITS)
            chance, terminal = Random(number), at_terminal(made)
            turns = chance.randrange(1, 15) if number else UNITS + UNITS // 5
            decided, last = play(terminal, turns, chance)
            if number:
                terminal.kill()
            elif terminal.until(PROMPT).endswith(PROMPT):
                terminal.type("q\n")
            try:
                holds(made, decided, frozenset([last] if number else ()))
            except AssertionError as fault:
                wrong.append(f"{number}: {fault}")
    said = f"{UNITS} units edited at a terminal, {KILLS} sessions killed: decisions lost"
    yield said, "0", f"{len(wrong)} {'; '.join(wrong[:2])}".strip(), not wrong


def _screens() -> Iterator[Figure]:
    found = {language: screens(language) for language in LANGUAGES}
    for language, texts in found.items():
        high = {" ".join(w): text.count("\n") for w, text in texts.items() if w != ("--all",)}
        most = max(high, key=lambda name: high[name])
        name = f"the longest of {len(high)} screens of help in {language}, lines"
        yield name, f"≤ {LINES}", f"{high[most]} ({most or 'transpipe'})", high[most] <= LINES
    first = found["en"][()].splitlines()
    there = any("redo" in line and "paragraph" in line for line in first)
    yield (
        "“the paragraphs I have to redo” on the first screen",
        "yes",
        "yes" if there else "no",
        there,
    )
    left = half_english()
    yield "messages with English words left under zh_CN", "0", str(len(left)), not left


def _lists() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        made = wide(Path(folder) / "work")
        for columns in WIDTHS:
            bad = [line for language in LANGUAGES for line in too_wide(made, columns, language)]
            name = f"lines of {len(LISTS)} lists wider than {columns} columns, both languages"
            yield name, "0", f"{len(bad)} {'; '.join(bad[:2])}".strip(), not bad


_TAB = {"_TRANSPIPE_COMPLETE": "complete_bash", "COMP_CWORD": "2"}


def _waited() -> Iterator[Figure]:
    """By the processor; the machine may have other things to do."""
    with tempfile.TemporaryDirectory() as folder:
        place = many.repository(Path(folder) / "many", ARTICLES).root
        for command in ("init", "align"):
            transpipe(place, command, "-q")
        first = transpipe(place, "status").cpu
        transpipe(place, "status")
        works: dict[str, Work] = {
            "typer": partial(cost, [sys.executable, "-c", "import typer"], place),
            "--version": partial(transpipe, place, "--version"),
            "--help": partial(transpipe, place, "--help"),
            "Tab after an option": partial(_tabbed, place, "status\n--s"),
            "Tab after an article": partial(_tabbed, place, "status\n原"),
            "status": partial(transpipe, place, "status"),
        }
        took = {name: each.cpu for name, each in in_turn(works, ROUNDS).items()}
    share = took["status"] / first
    name = f"status on {ARTICLES} articles, unchanged since the last, beside the first"
    yield name, "≤ 0.1", f"{share:.3f}", share <= 0.1
    for name, most in (("--version", 2.0), ("--help", 3.0), ("Tab after an option", 2.5),
                       ("Tab after an article", 2.5)):  # fmt: skip
        times = took[name] / took["typer"]
        yield f"{name} beside `import typer`", f"≤ {most}", f"{times:.2f}", times <= most


def _tabbed(place: Path, words: str) -> Cost:
    asked = _TAB | {"COMP_WORDS": f"transpipe\n{words}"}
    return cost([HERE.python, "-m", "transpipe"], place, HERE.environment | asked)
