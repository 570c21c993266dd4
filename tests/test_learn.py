"""`convert --learn`: the same change three times is proposed, with what it would touch."""

from __future__ import annotations

import json
from pathlib import Path

from tests.repository import Repository, small
from transpipe import wiring
from transpipe.convert.learn import Habit, Overridden, habits
from transpipe.model import Locale

ZH = {
    "Put it in.": "装上组件。",
    "Take it out.": "取下组件。",
    "Parts wear out.": "组件会磨损。",
    "Buy a part.": "买一个组件。",
    "A part of code.": "代码里的 `组件` 和组件库。",
    "Read the code.": "读代码。",
}
MINE = {
    "Put it in.": "裝上部件。",
    "Take it out.": "取下部件。",
    "Parts wear out.": "部件會磨損。",
    "Read the code.": "讀一讀程式碼。",
}


def repository(folder: Path, mine: dict[str, str]) -> Repository:
    """An article of which a person has changed some units in zh_TW."""
    files = {
        "原文/a.md": "\n\n".join(ZH) + "\n",
        "译文/a.md": "\n\n".join(ZH.values()) + "\n",
        "transpipe.toml": 'derived = ["zh_TW"]\n',
    }
    made = small(folder, files)
    made.steps("align", "run")
    made.translate("原文/a.md", mine, Locale.ZH_TW)
    made.steps("run")
    return made


def test_a_change_that_people_make_three_times_is_proposed(tmp_path: Path) -> None:
    made = repository(tmp_path, MINE)
    ran = made.transpipe("convert", "--learn", "--json")
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["word"], row["form"], row["count"], row["kept"]) == ("组件", "部件", 3, 0)
    assert [touched["after"] for touched in row["touched"]] == [
        "買一個部件。",
        "程式碼裡的 `组件` 和部件庫。",
    ]
    assert not (made.root / "words.toml").exists()
    assert "组件 → 部件" in made.transpipe("convert", "--learn").out


def test_what_was_learnt_is_written_and_people_s_words_stay(tmp_path: Path) -> None:
    made = repository(tmp_path, MINE)
    assert "wrote words.toml" in made.transpipe("convert", "--learn", "--write").out
    assert made.read("words.toml") == '[zh_TW]\n"组件" = "部件"\n'
    made.steps("run")
    said = made.read("译文/zh_TW/a.md")
    assert "買一個部件。\n\n程式碼裡的 `组件` 和部件庫。" in said
    assert all(words in said for words in MINE.values())
    assert made.transpipe("convert", "--learn").out == ""


def test_two_changes_are_no_rule(tmp_path: Path) -> None:
    two = dict(list(MINE.items())[:2])
    assert repository(tmp_path, two).transpipe("convert", "--learn", "--json").out == ""


def learnt(*rows: tuple[str, str]) -> tuple[Habit, ...]:
    """What is learnt from units, each a zh_CN text and what a person wrote."""
    converter = wiring.converter()
    converted = converter.convert([parent for parent, _words in rows], Locale.ZH_TW)
    sides = [Overridden(w, p, c) for (p, w), c in zip(rows, converted, strict=True)]
    return habits(sides, wiring.cut_words, converter, Locale.ZH_TW)


def test_a_word_that_people_call_two_things_is_no_rule() -> None:
    rows = [("装上组件。", "裝上部件。")] * 3
    assert [(h.word, h.form) for h in learnt(*rows)] == [("组件", "部件")]
    assert learnt(*rows, *[("取下组件。", "取下零件。")] * 3) == ()
    assert learnt(*rows, *[("读组件。", "讀一讀元件。")] * 3) == ()


def test_what_people_put_in_or_take_out_is_no_word() -> None:
    assert learnt(*[("装上组件。", "裝上的元件。")] * 3) == ()
    assert learnt(*[("装上组件。", "裝上。")] * 3) == ()
    assert learnt(*[("装上组件。", "裝上 `部件`。")] * 3) == ()
