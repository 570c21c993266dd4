"""`edit`: units one by one, by a person at a terminal and by a program; each saved at once."""

from __future__ import annotations

import io
import json
import random
import re
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.conftest import later
from tests.repository import ENVIRONMENT, Ran, Repository, adopted
from tests.terminal import Terminal
from transpipe.cli import screen
from transpipe.model import Locale, State, Unit

PROMPT = "for all: "
EN = "# Title\n\nThe cache holds 10 entries.\n\nThe owner must not leave.\n\nA new day.\n"
ZH = "# 标题\n\n缓存有 10 个条目。\n\n所有者不得离开。\n\n新的一天。\n"
NEW = EN.replace("must not leave", "must leave at once") + "\nSome more text of ours.\n"
TERMS = '[[term]]\nsource = "cache"\ntarget = "缓存"\n'


@pytest.fixture
def stale(tmp_path: Path) -> Repository:
    """An article with one stale and one empty unit."""
    files: dict[str, str | bytes] = {"原文/X.md": EN, "译文/X.md": ZH, "terms.toml": TERMS}
    made = adopted(tmp_path / "work", files)
    made.write("原文/X.md", NEW)
    return made


def units(repository: Repository, article: str = "原文/X.md") -> dict[str, Unit]:
    """The live units of an article by their sources."""
    return {unit.source: unit for unit in repository.catalogue(article).active()}


def contents(repository: Repository) -> dict[str, bytes]:
    """What every file says."""
    return {path: said[0] for path, said in repository.state().items()}


def piped(repository: Repository, said: str, *options: str) -> Ran:
    """What `edit` makes of lines on stdin."""
    with patch.object(sys, "stdin", io.StringIO(said)):
        return repository.transpipe("edit", "--json-lines", *options)


def walk(repository: Repository, *decisions: dict[str, Any], options: str = "") -> list[Any]:
    """The rows that a program gets for its decisions."""
    said = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in decisions)
    ran = piped(repository, said, *options.split())
    assert ran.code == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_program_writes_undoes_and_comments(stale: Repository) -> None:
    first, *rows = walk(
        stale,
        {"do": "take", "number": 1},
        {"do": "write", "text": "所有者必须立刻离开。"},
        {"do": "undo"},
        {"do": "comment", "text": "transpipe: by=mt:x"},
        {"do": "write", "text": "所有者必须立刻离开。"},
        {"do": "accept"},
    )
    assert (first["state"], first["weight"], first["total"]) == ("stale", "content", 2)
    assert {edit["op"]: edit["text"].strip() for edit in first["edits"]}["-"] == "not"
    assert first["before"]["target"] == "缓存有 10 个条目。"
    assert [row["number"] for row in rows] == [1, 2, 1, 1, 2, 2]
    assert rows[0]["problem"]
    assert rows[2]["target"] == "所有者不得离开。"
    assert rows[-1]["problem"]  # there are no words yet that could stand
    found = units(stale)["The owner must leave at once."]
    assert (found.target, found.state) == ("所有者必须立刻离开。", State.TRANSLATED)
    assert found.notes == ("· transpipe: by=mt:x",)
    assert units(stale)["Some more text of ours."].state is State.EMPTY


def test_what_nobody_decides_stays(stale: Repository) -> None:
    stale.steps("sync")
    before = contents(stale)
    walk(stale, {"do": "skip"}, {"do": "skip"})
    walk(stale, {"do": "write", "text": "立刻离开。"}, {"do": "undo"}, {"do": "quit"})
    walk(stale, {"do": "accept"}, {"do": "undo"})
    assert contents(stale) == before


def test_the_words_of_a_source_may_be_those_of_its_translation(stale: Repository) -> None:
    rows = walk(stale, {"do": "keep"}, {"do": "skip"}, {"do": "accept"}, {"do": "keep"})
    assert [bool(row["problem"]) for row in rows] == [False, True, False, True]
    found = units(stale)["Some more text of ours."]
    assert (found.target, found.confirmed) == (found.source, True)
    stale.steps("sync")
    assert units(stale)["Some more text of ours."] == found


TW = "译文/zh_TW/X.md"


@pytest.fixture
def overridden(tmp_path: Path) -> Repository:
    """An override whose zh_CN words have changed since."""
    files: dict[str, str | bytes] = {"原文/X.md": EN, "译文/X.md": ZH}
    made = adopted(tmp_path / "work", files)
    made.steps("accept X", "convert --add zh_TW", "build")
    made.write(TW, made.read(TW).replace("快取有", "快取裡有"))
    made.steps("sync", "build")
    made.write("译文/X.md", ZH.replace("缓存有 10", "缓存共有 10"))
    made.steps("sync")
    return made


def test_overrides_are_walked_through_too(overridden: Repository) -> None:
    """Beside the words of now, with what these are converted to."""
    (row,) = walk(overridden, {"do": "quit"})
    assert row["target_place"] == f"{TW}:3"
    assert row["target"] == "快取裡有 10 個條目。"
    assert [edit["text"] for edit in row["parent"] if edit["op"] == "+"] == ["共"]
    assert [one["text"] for one in row["suggestions"]] == ["快取共有 10 個條目。"]
    walk(overridden, {"do": "write", "text": "快取裡共有 10 個條目。"})
    (unit,) = (u for u in units_in_taiwan(overridden) if "10" in u.source)
    assert (unit.target, unit.state, unit.parent) == (
        "快取裡共有 10 個條目。", State.TRANSLATED, "缓存共有 10 个条目。",
    )  # fmt: skip
    before = contents(overridden)
    overridden.steps("sync")
    assert contents(overridden) == before
    overridden.steps("build")
    assert "快取裡共有" in overridden.read(TW)


@pytest.mark.more
def test_an_override_is_given_up_for_what_is_converted(overridden: Repository) -> None:
    walk(overridden, {"do": "take", "number": 1})
    (unit,) = (u for u in units_in_taiwan(overridden) if "10" in u.source)
    assert unit.target == "快取共有 10 個條目。"
    assert walk(overridden, {"do": "quit"}) == []


def units_in_taiwan(repository: Repository) -> tuple[Unit, ...]:
    """The units of its zh_TW edition."""
    return repository.catalogue("原文/X.md", Locale.ZH_TW).active()


@pytest.mark.more
def test_the_session_is_one_run_to_undo(stale: Repository) -> None:
    before = stale.read("locales/zh_CN/LC_MESSAGES/原文/X.po")
    walk(stale, {"do": "accept"}, {"do": "write", "text": "再来一些我们的文字。"})
    assert stale.transpipe("undo").code == 0
    assert stale.read("locales/zh_CN/LC_MESSAGES/原文/X.po") == before


@pytest.mark.more
def test_a_review_holds(stale: Repository) -> None:
    assert walk(stale, {"do": "review"})[1]["problem"]
    walk(stale, {"do": "review", "text": "林"}, {"do": "quit"})
    found = units(stale)["The owner must leave at once."]
    assert found.review is not None
    assert (found.review.by, found.review_holds, found.confirmed) == ("林", True, True)


def test_the_next_run_publishes_what_was_written(stale: Repository) -> None:
    walk(stale, {"do": "write", "text": "所有者必须立刻离开。"}, {"do": "quit"})
    walk(stale, {"do": "write", "text": "再来一些我们的文字。"}, {"do": "quit"})
    stale.steps("run", "build --fill")
    assert stale.read("译文/X.md") == ZH.replace("不得", "必须立刻") + "\n再来一些我们的文字。\n"


@pytest.mark.more
def test_words_may_be_written_twice_before_they_are_built(stale: Repository) -> None:
    """The first stand in no file: who writes others in their place gives them up."""
    text = "再来一些我们的文字，写得长一些，好让守卫也看见它。"
    walk(stale, {"do": "skip"}, {"do": "write", "text": text})
    rows = walk(stale, {"do": "undo"}, {"do": "write", "text": "短些。"}, options="--state empty")
    assert rows == []
    walk(stale, {"do": "skip"}, {"do": "write", "text": f"{text}还有。"}, {"do": "undo"},
         {"do": "write", "text": "算了。"})  # fmt: skip


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("options", "sources"),
    [
        ("--state empty", ["Some more text of ours."]),
        ("--state stale --severity content", ["The owner must leave at once."]),
        ("--severity number", []),
        ("--finding TP105", []),
        ("X --state draft", []),
    ],
)
def test_which_units_are_asked_for(stale: Repository, options: str, sources: list[str]) -> None:
    rows = walk(stale, *[{"do": "skip"}] * 9, options=options)
    assert [row["source"] for row in rows] == sources


def test_confirmed_units_with_a_finding_are_asked_for(stale: Repository) -> None:
    walk(stale, {"do": "skip"}, {"do": "write", "text": "再来 7 段我们的文字。"})
    (row,) = walk(stale, {"do": "skip"}, options="--finding wrong-number")
    assert (row["state"], row["source"]) == ("done", "Some more text of ours.")
    assert {finding["code"] for finding in row["findings"]} == {"wrong-number"}


def test_a_conflict_is_chosen_from(stale: Repository) -> None:
    """Its two texts are the first suggestions; it cannot stand as it is."""
    path = "locales/zh_CN/LC_MESSAGES/原文/X.po"
    stale.write(path, stale.read(path).replace("新的一天。", "又是一天。"))
    stale.write("译文/X.md", ZH.replace("新的一天。", "崭新的一天。"))
    stale.transpipe("sync")
    rows = walk(stale, {"do": "accept"}, {"do": "take", "number": 2}, options="--state conflict")
    assert rows[0]["state"] == "conflict"
    assert [one["text"] for one in rows[0]["suggestions"][:2]] == ["又是一天。", "崭新的一天。"]
    assert rows[1]["problem"]
    found = units(stale)["A new day."]
    assert (found.target, found.confirmed, found.conflict) == ("崭新的一天。", True, None)


@pytest.mark.parametrize("line", ["no json", "[]", '{"do": "wrte"}', '{"do": "write", "text": 1}',
                                  '{"do": ["accept"]}', "[" * 20000])  # fmt: skip
def test_what_is_no_decision_ends_it(stale: Repository, line: str) -> None:
    stale.steps("sync")
    before = stale.state()
    ran = piped(stale, f"{line}\n")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert stale.state() == before


@pytest.mark.more
def test_it_wants_a_terminal(stale: Repository) -> None:
    with patch.object(sys, "stdin", io.StringIO()):
        ran = stale.transpipe("edit")
    assert ran.code == 2
    assert "--json-lines" in ran.err


# ── At a terminal ───────────────────────────────────────────────────────────────────────────


def at_terminal(repository: Repository, *arguments: str) -> Terminal:
    """Somebody who edits."""
    return Terminal(repository.root, ["edit", *arguments], ENVIRONMENT)


def test_somebody_edits_at_a_terminal(stale: Repository) -> None:
    terminal = at_terminal(stale)
    seen = terminal.until(PROMPT)
    assert "The owner must [-not -]leave{+ at once+}." in seen
    assert all(screen.cells(line) <= 80 for line in seen.split("\n"))
    terminal.type("e\n")
    assert terminal.until("zh> 所有者不得离开。")
    terminal.type("\x15所有者必须立刻离开。\n")
    shown = terminal.until(PROMPT)
    assert "2/2" in shown
    assert "[k]eep" in shown  # there are no words that could be accepted
    assert "[a]ccept" not in shown
    terminal.type("?\n")
    assert "$EDITOR" in terminal.until(PROMPT)
    terminal.type("q\n")
    assert terminal.wait() == 0
    assert "1 unit changed" in terminal.screen
    assert units(stale)["The owner must leave at once."].target == "所有者必须立刻离开。"


@pytest.mark.more
def test_the_editor_is_the_one_that_is_named(stale: Repository, tmp_path: Path) -> None:
    program = tmp_path / "my editor.sh"
    program.write_text('#!/bin/sh\nprintf "所有者必须立刻离开。\\n" > "$1"\n', "utf-8")
    program.chmod(0o755)
    named = {**ENVIRONMENT, "VISUAL": "", "EDITOR": f"'{program}'"}
    terminal = Terminal(stale.root, ["edit"], named)
    terminal.until(PROMPT)
    terminal.type("o\n")
    assert "2/2" in terminal.until(PROMPT)
    terminal.type("\x04")
    assert terminal.wait() == 0
    assert units(stale)["The owner must leave at once."].target == "所有者必须立刻离开。"


def many(folder: Path, count: int) -> Repository:
    """An article of many units, half of them stale and half of them new."""
    pieces = ("river", "stone", "window", "garden", "letter", "engine", "market", "bridge")
    rest = ("opens", "closes", "waits", "sings", "turns", "falls", "stays", "moves", "burns")
    words = [f"{a} {b}" for a in pieces for b in rest]
    english = [f"The {words[n % 72]} near `k{n:03}` today." for n in range(count)]
    old = [line.replace("today", "slowly") for line in english[: count // 2]]
    chinese = [f"在 `k{n:03}` 附近，第{n}段慢慢地来。" for n in range(count // 2)]
    files: dict[str, str | bytes] = {
        "原文/X.md": "\n\n".join(old) + "\n",
        "译文/X.md": "\n\n".join(chinese) + "\n",
    }
    made = adopted(folder, files)
    made.steps("accept X")
    made.write("原文/X.md", "\n\n".join(english) + "\n")
    return made


def key_of(shown: str) -> str:
    """The unit that a screen shows."""
    text = shown[shown.rindex("── ") :]
    (found,) = re.findall(r"^  en .*?(k\d{3})", text, re.MULTILINE)
    return str(found)


def play(
    terminal: Terminal, until: int, chance: random.Random
) -> tuple[dict[str, str | None], str]:
    """Somebody who writes, accepts, skips and undoes: the words by key, and the last of these.

    None is for what was left as it was.
    """
    last = ""
    decided: dict[str, str | None] = {}
    order: list[str] = []
    for number in range(until):
        shown = terminal.until(PROMPT)
        if not shown.endswith(PROMPT):
            break
        key = key_of(shown)
        act = chance.choice("eeeeaasu")
        if act == "u" and not order:
            act = "s"
        if act == "a" and "empty" in shown[shown.rindex("── ") :].split("\n")[1]:
            act = "e"
        if act == "e":
            terminal.type("e\n")
            terminal.until("zh> ", "。", "`")
            text = f"在 `{key}` 附近，写于第{number}次：中文输入。"
            terminal.type(f"\x15{text}\n")
            decided[key], last = text, key
            order.append(key)
            continue
        if act == "a":
            decided[key], last = "as it is", key
            order.append(key)
        if act == "u":
            last = order.pop()
            decided[last] = None
        terminal.type(f"{act}\n")
    return decided, last


def holds(made: Repository, decided: dict[str, str | None], loose: frozenset[str]) -> None:
    """What was decided is in the catalogue, all but what was being typed."""
    for source, unit in units(made).items():
        (key,) = re.findall(r"k\d{3}", source)
        said = decided.get(key)
        if key in loose:
            continue
        if said is None:
            assert unit.state in (State.FUZZY, State.EMPTY), key
        else:
            assert unit.confirmed, key
            assert said in ("as it is", unit.target), key
        if said in (None, "as it is") and unit.target:
            assert "慢慢地" in unit.target, key


@pytest.mark.parametrize("count", later(6, 200))
def test_a_session_of_many_units(tmp_path: Path, count: int) -> None:
    made = many(tmp_path / "work", count)
    terminal = at_terminal(made)
    decided, _last = play(terminal, count + count // 5, random.Random(count))
    if terminal.until(PROMPT).endswith(PROMPT):
        terminal.type("q\n")
    assert terminal.wait() == 0
    holds(made, decided, frozenset())


@pytest.mark.parametrize("seed", later(*range(1, 6)))
def test_killed_at_any_moment_only_what_is_typed_is_lost(tmp_path: Path, seed: int) -> None:
    made, chance = many(tmp_path / "work", 20), random.Random(seed)
    terminal = at_terminal(made)
    decided, last = play(terminal, chance.randrange(1, 15), chance)
    # The last decision is on its way, or has arrived.
    terminal.kill()
    assert made.transpipe("status").code == 0
    holds(made, decided, frozenset([last]))
