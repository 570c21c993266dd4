"""Files in both languages: copies that are hardly translated, names and identifiers in Chinese."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.figures import identifiers, mixed
from tests.repository import Repository, after
from tests.test_workflows import run, steady
from transpipe.model import Layout, Maker, State

ARTICLE, FILE = "原文/a.md", "译文/a.md"
ENGLISH = """---
title: Queues
---

# Queues

A queue hands work on to whoever is free.

Watch its length, and say so when it grows.

## Limits

Nothing is kept for longer than a day.

| Name | Type | Meaning |
| --- | --- | --- |
| `depth` | number | How many messages may wait. |
| owner | string | Who is told when it is full. |
"""
OLDER = ENGLISH.replace("whoever is free", "the first that is free").replace("a day", "a week")
FIRST = "A queue hands work on to whoever is free.", "队列把工作交给空闲的人。"


def adopted(place: Path, english: str, file: str) -> Repository:
    return after(place / "work", {ARTICLE: english, FILE: file}, "init", "align")


@pytest.mark.parametrize("text", [ENGLISH, OLDER], ids=["equal", "older"])
@pytest.mark.parametrize("words", [(), FIRST], ids=["nothing", "a block"])
def test_a_copy_is_adopted_as_it_is_and_rests(
    tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    english = FIRST[0] if text == ENGLISH else OLDER.split("\n\n")[2]
    file = text.replace(english, words[1]) if words else text
    made = adopted(tmp_path, ENGLISH, file)
    catalogue = made.catalogue(ARTICLE)
    assert catalogue.layout is Layout.OWN
    said = {u.source: (u.target, u.state) for u in catalogue.active() if u.target}
    assert said == ({FIRST[0]: (FIRST[1], State.TRANSLATED)} if words else {})
    steady(made, "build", "sync")
    run(made, "run")
    steady(made, "run", "sync", "build")
    assert made.read(FILE) == file


def test_what_is_translated_in_a_copy_later_is_taken_in(tmp_path: Path) -> None:
    made = adopted(tmp_path, ENGLISH, ENGLISH)
    made.write(FILE, ENGLISH.replace(*FIRST))
    run(made, "sync")
    said = {u.source: u.target for u in made.catalogue(ARTICLE).active() if u.target}
    assert said == {FIRST[0]: FIRST[1]}
    run(made, "run")
    steady(made, "run", "sync")


def test_of_a_copy_that_nobody_translated_no_derived_file_is_made(tmp_path: Path) -> None:
    made = adopted(tmp_path, ENGLISH, OLDER)
    for command in ("convert --add zh_TW", "build", "run"):
        run(made, *command.split())
    assert not (made.root / "译文/zh_TW").exists()
    made.write(FILE, OLDER.replace("# Queues", "# 队列"))
    run(made, "run")
    assert "# 佇列" in made.read("译文/zh_TW/a.md")
    steady(made, "run")


def test_a_text_of_nobody_is_not_adopted(tmp_path: Path) -> None:
    made = adopted(tmp_path, ENGLISH, "# Boats\n\nThey swim, mostly.\n")
    assert not (made.root / "locales").exists()


# ── Identifiers ─────────────────────────────────────────────────────────────────────────────

PROPERTIES = """# Properties

Every editor has these properties, and each of them may be left out.

| Property | Type | Default | Meaning |
| --- | --- | --- | --- |
| caret | boolean | true | Whether the caret is shown. |
| registry-center-ref | string | no value | Where addresses are kept. |
| email.bcc | string | none | Who gets a copy. |
| maxLength | int / long | 10 | The longest text that is taken. |

[![Build Status](https://e.org/b.svg)](https://e.org/b)

- **overwrite:**
- caret-color
- It is never sent twice.

![What the editor looks like in the dark.](dark.png)

An editor that has no caret can still be read.
"""
IN_CHINESE = """# 属性

每个编辑器都有这些属性，每一个都可以省略。

| 属性 | 类型 | 默认值 | 含义 |
| --- | --- | --- | --- |
| caret | boolean | true | 是否显示光标。 |
| registry-center-ref | string | no value | 保存地址的地方。 |
| email.bcc | string | none | Who gets a copy. |
| maxLength | int / long | 10 | 接受的最长文本。 |

[![Build Status](https://e.org/b.svg)](https://e.org/b)

- **overwrite:**
- caret-color
- It is never sent twice.

![What the editor looks like in the dark.](dark.png)

没有光标的编辑器仍然可以阅读。
"""
KEPT = (
    *("caret", "boolean", "true", "registry-center-ref", "string", "no value", "email.bcc"),
    *("none", "maxLength", "int / long", "[![Build Status](https://e.org/b.svg)](https://e.org/b)"),
    *("**overwrite:**", "caret-color"),
)
LEFT = (
    "Who gets a copy.",
    "It is never sent twice.",
    "![What the editor looks like in the dark.](dark.png)",
)


def test_identifiers_among_chinese_are_done_and_sentences_are_not(tmp_path: Path) -> None:
    made = adopted(tmp_path, PROPERTIES, IN_CHINESE)
    units = made.units(ARTICLE)
    for text in KEPT:
        unit = units[text]
        assert (unit.state, unit.target) == (State.TRANSLATED, text)
        assert unit.origin is not None
        assert unit.origin.maker is Maker.KEEP
    assert {text for text, unit in units.items() if unit.state is State.EMPTY} == set(LEFT)
    steady(made, "build", "sync")
    run(made, "run")
    steady(made, "run")


def test_they_are_done_for_a_new_row_too(tmp_path: Path) -> None:
    made = adopted(tmp_path, PROPERTIES, IN_CHINESE)
    for path, words in ((ARTICLE, "Whether it blinks."), (FILE, "是否闪烁。")):
        row = f"| blink | boolean | off | {words} |\n| maxLength"
        made.write(path, made.read(path).replace("| maxLength", row))
    run(made, "sync")
    units = made.units(ARTICLE)
    assert [units[text].confirmed for text in ("blink", "off", "boolean")] == [True] * 3
    steady(made, "sync", "build")
    run(made, "run")
    steady(made, "run")


def test_they_are_not_done_where_nothing_is_translated(tmp_path: Path) -> None:
    units = adopted(tmp_path, PROPERTIES, PROPERTIES).units(ARTICLE)
    assert {unit.state for unit in units.values()} == {State.EMPTY}


def test_an_old_catalogue_is_not_written_anew_for_them(tmp_path: Path) -> None:
    made = adopted(tmp_path, PROPERTIES, IN_CHINESE)
    made.translate(ARTICLE, dict.fromkeys(KEPT, ""))
    made.commit()
    shutil.rmtree(made.root / ".transpipe")
    steady(made, "sync", "build")
    run(made, "run")
    steady(made, "run")
    assert made.units(ARTICLE)["caret"].state is State.EMPTY


# ── Figures ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.more
def test_some_copies(data: Path) -> None:
    assert [row for row in mixed.figures(data, copies=12) if not row[3]] == []


@pytest.mark.more
def test_some_identifiers(data: Path) -> None:
    assert [row for row in identifiers.figures(data, pages=10) if not row[3]] == []


@pytest.mark.long
def test_every_identifier(data: Path) -> None:
    assert [row for row in identifiers.figures(data) if not row[3]] == []


@pytest.mark.long
def test_every_copy(data: Path) -> None:
    assert [row for row in mixed.figures(data) if not row[3]] == []
