"""From a file's own layout to the source's: every Chinese word comes along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.repository import adopted
from transpipe.links.mapping import LinkMap
from transpipe.markdown.segments import parse
from transpipe.model import Edition, Layout, Locale, Pair, PairKind, Policy, State
from transpipe.publish.relayout import relayout
from transpipe.units.build import empty, unit_of
from transpipe.units.placement import place

SOURCE = "# Title\n\nFirst.\n\n```\nrun  # now\n```\n\n* One\n* Two\n\nLast.\n"
WORDS = {"Title": "题目", "First.": "开头。", "One": "一", "Two": "二", "Last.": "结尾。"}
LINKS = LinkMap("原文/a.md", "译文/a.md")
PAIR = Pair("原文/a.md", "译文/a.md", PairKind.BOTH)


def relaid(file: str, source: str = SOURCE, words: dict[str, str] | None = None) -> tuple[str, str]:
    """The text and the layout it has then."""
    document, chinese = parse(source), parse(file, source=False)
    made = empty(document, "原文/a.md", Locale.ZH_CN, Layout.OWN)
    said = words or WORDS
    units = tuple(u.changed(said[u.source]) if u.source in said else u for u in made.units)
    made = replace(made, units=units)
    held = place(made, chinese)
    edition = Edition(PAIR, chinese, made, document)
    result, layout = relayout(edition, held, unit_of(document, made), LINKS, Policy())
    return result.text, layout.value


def test_a_file_with_the_words_alone_gets_the_blocks_of_the_source() -> None:
    file = "题目\n====\n\n开头。\n\n```\nrun  # now\n```\n\n1. 一\n2. 二\n\n结尾。\n"
    wanted = SOURCE
    for english, chinese in WORDS.items():
        wanted = wanted.replace(english, chinese)
    assert relaid(file) == (wanted, "source")


def test_an_untranslated_block_is_english() -> None:
    text, layout = relaid("# 题目\n\n开头。\n", words={"Title": "题目", "First.": "开头。"})
    assert text == SOURCE.replace("Title", "题目").replace("First.", "开头。")
    assert layout == "source"


ADDITIONS = [
    ("译者：某人\n\n# 题目\n\n开头。\n", "译者：某人"),
    ("# 题目\n\n开头。\n\n（译注：说明。）\n\n* 一\n* 二\n", "（译注：说明。）"),
    ("# 题目\n\n开头。\n\n```\nrun  # 现在\n```\n\n* 一\n", "run  # 现在"),
    ("# 题目\n\n* 一\n* 多的一项\n* 二\n", "多的一项"),
    ("# 题目\n\n| 表 | 头 |\n|--|--|\n| 甲 | 乙 |\n\n结尾。\n", "甲"),
    ("# 题目\n\n## 多的标题\n\n结尾。\n", "## 多的标题"),
    ("# 题目\n\n<p>说明文字</p>\n\n结尾。\n", "<p>说明文字</p>"),
    ("# 题目\n\n/// tip | 提示\n\n开头。\n\n///\n", "提示"),
    ("# 题目\n\n> 引来的话。\n\n结尾。\n", "引来的话。"),
]


@pytest.mark.parametrize(("file", "addition"), ADDITIONS)
def test_an_addition_comes_along(file: str, addition: str) -> None:
    text, layout = relaid(file)
    assert addition in text
    assert layout == "own"


def test_a_note_stands_behind_the_block_it_follows() -> None:
    text, _layout = relaid("# 题目\n\n开头。\n\n（译注）\n\n* 一\n* 二\n\n结尾。\n")
    assert "开头。\n\n（译注）\n\n```\nrun" in text


def test_a_title_that_the_source_does_not_give_its_box() -> None:
    source = "# Title\n\n/// tip\n\nFirst.\n\n///\n\nLast.\n"
    file = "# 题目\n\n/// tip | 提示\n\n开头。\n\n///\n\n结尾。\n"
    assert relaid(file, source)[0] == file


def test_each_of_equal_texts_counts() -> None:
    source = "# Title\n\n## Note\n\nFirst.\n\nLast.\n"
    file = "# 题目\n\n## 注意\n\n开头。\n\n## 注意\n\n结尾。\n"
    text, layout = relaid(file, source, {**WORDS, "Note": "注意"})
    assert text.count("注意") == 2
    assert layout == "own"


def test_words_that_changed_meanwhile_do_not_come_along_twice() -> None:
    document = parse(SOURCE)
    file = parse("# 题目\n\n开头。\n\n结尾。\n", source=False)
    made = empty(document, "原文/a.md", Locale.ZH_CN, Layout.OWN)
    units = tuple(u.changed(WORDS[u.source]) for u in made.units)
    then = replace(made, units=units)
    now = replace(
        then,
        units=tuple(u.changed("新开头。") if u.source == "First." else u for u in units),
    )
    held = place(then, file)
    edition = Edition(PAIR, file, now, document)
    result, layout = relayout(edition, held, unit_of(document, now), LINKS, Policy())
    assert "新开头。" in result.text
    assert result.text.count("开头。") == 1
    assert layout is Layout.PARENT
    assert all(u.state is State.TRANSLATED for u in units)


def test_a_note_that_begins_like_another_comes_along(tmp_path: Path) -> None:
    english = (
        "# Recovery\n\nThe index is rebuilt.\n\nThe queue must not grow.\n\n"
        "The index is rebuilt.\n\nThe index is rebuilt.\n\n> Test all backups.\n"
    )
    chinese = (
        "# 恢复\n\n会重建索引。\n\n（译注：另有说明。）\n\n队列不能增长。\n\n"
        "会重建索引。\n\n（译注：另有说明。）\n\n"
        "会重建索引。\n\n（译注：另有说明。）还有一句。\n\n> 备份都要测试。\n"
    )
    made = adopted(tmp_path / "work", {"原文/a.md": english, "译文/a.md": chinese}, ("原文/a.md",))
    assert made.transpipe("build", "--relayout", "原文/a.md").code == 0
    text = made.read("译文/a.md")
    assert text.count("（译注：另有说明。）") == chinese.count("（译注：另有说明。）")
    assert "（译注：另有说明。）还有一句。" in text
