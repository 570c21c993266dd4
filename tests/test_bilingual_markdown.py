"""Bilingual Markdown that the pages command writes, and that `align` reads back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import later
from tests.figures.bilingual import read_back, round_trips
from tests.repository import Repository, adopted, small
from transpipe.markdown.segments import parse
from transpipe.publish.bilingual import bilingual

SOURCE = """---
title: Tea at home
---

# Tea

Let it draw
for a while.
- black tea
- green tea

  It is cooler.

> [!NOTE]
> The pot is hot.

!!! note "A title"
    And its text.

| tea | water |
|---|---|
| black | boiling |

Not translated.

Two lines of it.

```sh
kettle --on
```

Term
: Its meaning

A note[^1].

[^1]: What it says.

Setext
------
"""
WORDS = {
    "Tea at home": "家里的茶", "Tea": "茶", "Let it draw for a while.": "泡一会儿。",
    "black tea": "红茶", "green tea": "绿茶\n\n又叫不发酵茶。", "It is cooler.": "凉一些。",
    "The pot is hot.": "壶很烫。", "A title": "标题", "And its text.": "还有正文。",
    "tea": "茶叶", "water": "水", "black": "红", "boiling": "滚开",
    "Two lines of it.": "两段。\n\n第二段。", "Term": "词", "Its meaning": "词义",
    "A note[^1].": "一个注[^1]。", "What it says.": "注的内容。", "Setext": "下划线标题",
}  # fmt: skip


def numbered(words: Mapping[str, str]) -> dict[int, str]:
    blocks = enumerate(parse(SOURCE).blocks)
    return {number: words[block.text] for number, block in blocks if block.text in words}


@pytest.mark.parametrize("hidden", [False, True])
def test_every_unit_is_read_back(hidden: bool) -> None:
    source, words = parse(SOURCE), numbered(WORDS)
    text = bilingual(source, words, hidden=hidden)
    assert read_back(source, text) == words
    # All lines of the English are there as they were, and in order.
    lines = iter(text.split("\n"))
    single = {"title: Tea at home", '!!! note "A title"', "Term"}
    assert all(line in single or line in lines for line in SOURCE.split("\n") if line)


def test_the_english_stands_above_its_chinese_or_in_a_comment() -> None:
    source = parse("# Tea\n\n- hot\n")
    words = {0: "茶", 1: "烫"}
    assert bilingual(source, words) == "# Tea\n\n# 茶\n\n- hot\n\n  烫\n"
    hidden = "<!--\n# Tea\n-->\n\n# 茶\n\n<!--\n- hot\n-->\n\n- 烫\n"
    assert bilingual(source, words, hidden=True) == hidden


@pytest.mark.parametrize("hidden", [False, True])
def test_what_a_translator_added_is_nobodys_translation(hidden: bool) -> None:
    source = parse("Tea is hot.\n\nMilk is not.\n")
    text = bilingual(
        source, {0: "茶是热的。"}, {0: ["译注：小心。"], -1: ["译者序"]}, hidden=hidden
    )
    assert "译注：小心。" in text
    assert text.index("译者序") < text.index("Tea is hot.") < text.index("译注")
    assert read_back(source, text) == {0: "茶是热的。"}


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("URL.", "URL。"),
        ("Airflow - Workflow Orchestration", "Airflow"),
        ("[Wikipedia](https://x.org/w)", "Wikipedia"),
        ("`**data` means:", "`**data 意思是 keys`"),
    ],
)
def test_names_and_code_are_read_back_as_they_were_written(
    english: str, said: str, hidden: bool
) -> None:
    source = parse(f"# Tea\n\n{english}\n\nIt is hot.\n")
    words = {0: "茶", 1: said, 2: "它是热的。"}
    assert read_back(source, bilingual(source, words, hidden=hidden)) == words


def test_english_of_an_older_source_is_no_translation_of_what_is_above_it() -> None:
    """Text by text the source is there but for one that has changed: that is still English."""
    lines = [f"Sentence {n} is here.\n\n第 {n} 句在这里。" for n in range(10)]
    old = "Pour the water slowly and wait."
    file = "\n\n".join([*lines, "Tea is hot.", old])
    source = [f"Sentence {n} is here." for n in range(10)] + ["Tea is hot.", "Pour it at once."]
    found = read_back(parse("\n\n".join(source)), file)
    assert found == {n: f"第 {n} 句在这里。" for n in range(10)}


@pytest.mark.parametrize("form", ["markdown", *later("comments")])
def test_a_folder_of_both_languages_is_adopted_as_it_was(tmp_path: Path, form: str) -> None:
    files: dict[str, str | bytes] = {
        "原文/tea.md": "# Tea\n\n![pot](img/pot.png)\n\nTea is hot.\n\n| tea | milk |\n|---|---|\n",
        "译文/茶.md": "# 茶\n\n![壶](img/pot.png)\n\n茶是热的。\n\n| 茶叶 | 牛奶 |\n|---|---|\n",
        "原文/img/pot.png": b"\x89PNG",
        "README.md": "* [茶](./译文/茶.md) | [原文](./原文/tea.md) | [译文](./译文/茶.md)\n",
    }
    made = adopted(tmp_path / "tea", files, ["原文/tea.md"])
    made.steps(f"pages --format {form} --out {tmp_path / 'both'}")
    text = (tmp_path / "both/原文/tea.md").read_text("utf-8")
    assert (tmp_path / "both/原文/img/pot.png").read_bytes() == b"\x89PNG"
    again = made.transpipe("pages", "--format", form, "--out", str(tmp_path / "both"))
    assert "nothing to write" in again.out
    other = small(tmp_path / "other", {**files, "译文/茶.md": text})
    other.steps("init", "align --from bilingual")
    assert words_of(other) == words_of(made)


def words_of(made: Repository) -> dict[str, str]:
    return {source: unit.target for source, unit in made.units("原文/tea.md").items()}


@pytest.mark.more
def test_units_of_the_corpora_come_back(data: Path) -> None:
    same, total, lost = round_trips(data, every=6)
    assert total > 1000
    assert same == total, lost
