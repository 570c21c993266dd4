"""`check --fix --unsafe`: structure repaired as a person would, and nothing else changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED
from tests.repository import adopted
from transpipe.check.repair import REPAIRABLE, TAKING_OUT, repair
from transpipe.markdown.segments import parse
from transpipe.model.codes import NUMBERS
from transpipe.rules import RULES, Context

CASES = sorted((Path(__file__).parent / "cases" / "repairs").glob("*/"))


def repaired(text: str) -> str:
    return repair(Context("x.md", article=parse(text, source=False))).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_repaired_as_a_person_would(case: Path) -> None:
    wanted = (case / "after.md").read_text("utf-8")
    assert repaired((case / "before.md").read_text("utf-8")) == wanted
    assert repaired(wanted) == wanted


def test_every_kind_that_is_repaired_has_a_case() -> None:
    counts = {
        code
        for case in CASES
        for code, _count in repair(
            Context("x.md", article=parse((case / "before.md").read_text("utf-8"), source=False))
        ).counts
    }
    assert counts == set(REPAIRABLE) <= {rule.code for rule in RULES}
    assert all(code in NUMBERS for code in REPAIRABLE)


PIECES = st.sampled_from(
    ["缓存。", "* 一项", "。* 二项", "**重点", "**的词**", "10~20", "~", "https://a.b/c吧", "\n\n",
     "\n", "# 题", "-----", "`a* b`", "[x](<a rel=) >词", "[http://a.b”](<a rel=) >词", "- ",
     "1. 甲。 2. 乙。", "\\*词\\*", "> ", "| 甲 | 乙 |", "English.", "```\n", "**"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
def test_no_word_is_lost_and_twice_is_as_once(text: str) -> None:
    codes = [code for code in REPAIRABLE if code not in TAKING_OUT]
    new = repair(Context("x.md", article=parse(text, source=False)), codes).text
    again = repair(Context("x.md", article=parse(new, source=False)), codes).text
    assert again == new
    squeeze = re.compile(r"[\x00-\x7f“”‘’～]")
    assert squeeze.sub("", new) == squeeze.sub("", text)


@pytest.mark.skipif(not (SHARED / "lint-dev").is_dir(), reason="TRANSPIPE_DATA is not there")
@pytest.mark.more
@pytest.mark.parametrize("name", ["002.md", "003.md", "12-factor.zh.md", "index.zh.md"])
def test_of_real_articles_only_what_is_listed_goes(name: str) -> None:
    text = (SHARED / "lint-dev" / name).read_text("utf-8")
    done = repair(Context(name, article=parse(text, source=False)))
    left = text
    for taken in done.taken:
        assert taken.text in left
        left = left.replace(taken.text, "", 1)
    han = re.compile(r"[^\u4e00-\u9fff]")
    assert han.sub("", done.text) == han.sub("", left)
    assert repaired(done.text) == done.text


SOURCE = "# Title\n\n* First.\n* Second.\n\nSee https://example.org now.\n"
TARGET = "# 题目\n\n* 第一项。* 第二项。\n\n见 https://example.org吧。\n"
FILES = {"原文/a.md": SOURCE, "译文/a.md": TARGET}


def test_the_diff_comes_first_and_the_catalogue_follows(tmp_path: Path) -> None:
    made = adopted(tmp_path / "made", FILES)
    said = made.transpipe("check", "--fix", "--unsafe", "--dry-run").out
    assert "+* 第二项。" in said
    assert made.read("译文/a.md") == TARGET
    made.transpipe("check", "--fix")
    assert "* 第一项。* 第二项。" in made.read("译文/a.md")
    said = made.transpipe("check", "--fix", "--unsafe").out
    assert "+* 第二项。" in said
    assert "* 第一项。\n* 第二项。\n\n见 https://example.org 吧。" in made.read("译文/a.md")
    before = made.state()
    made.transpipe("check", "--fix", "--unsafe")
    assert made.state() == before
    assert made.transpipe("sync", "--check").code == 0


def test_lines_that_go_are_listed(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "other-articles-of-the-page")
    path = tmp_path / "a.md"
    path.write_text((case / "before.md").read_text("utf-8"), "utf-8")
    made = adopted(tmp_path / "made", FILES)
    made.write("译文/b.md", path.read_text("utf-8"))
    said = made.transpipe("check", "译文/b.md", "--fix", "--unsafe", "--dry-run").out
    assert "译文/b.md:7–15" in said
    assert made.transpipe("check", "--unsafe").code == 2
