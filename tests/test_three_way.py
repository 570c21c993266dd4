"""Two versions of a Chinese file into one: nothing of either is lost, and neighbours never meet."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import later
from tests.repository import Repository, small
from transpipe.model import WRAPPED
from transpipe.target_edits.three_way import Joined, join

TABLE = "| 名 | 义 |\n|---|---|\n| 甲 | 一 |\n| 乙 | 二 |\n| 丙 | 三 |\n"
BASE = f"# 标题\n\n- 第一项\n- 第二项\n- 第三项\n\n{TABLE}\n结尾。\n"


def joined(ours: str, theirs: str, base: str = BASE) -> Joined:
    return join(base, ours, theirs, WRAPPED)


@pytest.mark.parametrize(
    ("mine", "other"),
    [("第一项", "第二项"), ("甲", "乙"), ("一 |", "丙"), ("# 标题", "结尾"), ("第三项", "名")],
)
def test_neighbours_do_not_meet(mine: str, other: str) -> None:
    ours, theirs = BASE.replace(mine, f"{mine}（改）"), BASE.replace(other, f"{other}（另）")
    found = joined(ours, theirs)
    assert found == Joined(ours.replace(other, f"{other}（另）"))
    assert joined(theirs, ours) == found


def test_one_block_that_both_changed_stands_between_marks_and_no_other() -> None:
    ours = BASE.replace("第二项", "甲说").replace("结尾", "终")
    theirs = BASE.replace("第二项", "乙说").replace("第一项", "首项")
    marked = "<<<<<<< ours\n- 甲说\n=======\n- 乙说\n>>>>>>> theirs\n"
    assert joined(ours, theirs) == Joined(
        BASE.replace("第一项", "首项").replace("- 第二项\n", marked).replace("结尾", "终"), 1
    )


@pytest.mark.parametrize(("mine", "other"), [("茶", "a.png"), ("a.png", "1"), ("1", "茶")])
def test_two_keys_of_a_front_matter_do_not_meet(mine: str, other: str) -> None:
    base = f"---\ntitle: 茶\nicon: a.png\nweight: 1\n---\n\n{BASE}"
    ours, theirs = base.replace(mine, f"{mine}2", 1), base.replace(other, f"{other}3", 1)
    assert joined(ours, theirs, base) == Joined(ours.replace(other, f"{other}3", 1))
    found = joined(ours, base.replace(mine, "x", 1), base)
    assert found.conflicts == 1
    assert found.text.startswith("---\n")


def test_what_both_did_alike_is_done_once() -> None:
    ours = BASE.replace("第二项", "次项")
    assert joined(ours, ours) == Joined(ours)


def test_a_block_that_one_changed_and_the_other_took_out_asks() -> None:
    assert joined(BASE.replace("结尾。", "终。"), BASE.replace("\n结尾。\n", "")).conflicts == 1


_BLOCK = st.sampled_from(
    [
        "# 标题\n",
        "段落一。\n",
        "段落二。\n折行。\n",
        "- 项\n",
        "- 另一项\n",
        "> 引\n",
        "```\n码\n```\n",
        "| 甲 |\n|---|\n| 乙 |\n",
        "\n",
    ]
)
_TEXT = st.lists(_BLOCK, max_size=9).map("".join)


@given(_TEXT, _TEXT)
def test_one_side_alone_is_taken_as_it_is(base: str, other: str) -> None:
    assert join(base, base, other, WRAPPED) == Joined(other)
    assert join(base, other, base, WRAPPED) == Joined(other)
    assert join(base, other, other, WRAPPED) == Joined(other)


@given(_TEXT, _TEXT, _TEXT)
def test_each_line_that_either_side_typed_is_there(base: str, ours: str, theirs: str) -> None:
    found = join(base, ours, theirs, WRAPPED)
    there = found.text.split("\n")
    for side in (ours, theirs):
        typed = set(side.split("\n")) - set(base.split("\n"))
        assert typed <= set(there)
    assert ("<<<<<<< ours" in there) is (found.conflicts > 0)


# ── With git ────────────────────────────────────────────────────────────────────────────────

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
EN = "# Title\n\n- The first item.\n- The second item.\n- The third item.\n\nThe end.\n"
ZH = "# 标题\n\n- 第一项。\n- 第二项。\n- 第三项。\n\n结尾。\n"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An adopted article in a clone that knows the driver, and a branch `other`."""
    return begun(tmp_path, EN, ZH)


def begun(tmp_path: Path, english: str, chinese: str) -> Repository:
    made = small(tmp_path / "work", {ARTICLE: english, TARGET: chinese})
    made.steps("init --git", "align")
    driver = f"{sys.executable} -m transpipe git merge-driver %O %A %B %P"
    made.git("config", "merge.transpipe.driver", driver)
    made.commit()
    made.git("branch", "other")
    return made


def typed(made: Repository, old: str, new: str, *steps: str) -> None:
    made.write(TARGET, made.read(TARGET).replace(old, new))
    made.steps(*steps)
    made.commit()


@pytest.mark.parametrize("steps", [("sync",), *later(())])
def test_two_items_in_a_row_merge(made: Repository, steps: tuple[str, ...]) -> None:
    assert "译文/**/*.md merge=transpipe\n" in made.read(".gitattributes")
    typed(made, "第一项", "首项", *steps)
    made.git("checkout", "-q", "other")
    typed(made, "第二项", "次项", *steps)
    made.git("merge", "-q", "main", "-m", "both")
    assert made.read(TARGET) == ZH.replace("第一项", "首项").replace("第二项", "次项")
    made.steps("run")
    assert made.read(TARGET) == ZH.replace("第一项", "首项").replace("第二项", "次项")
    assert not [unit for unit in made.catalogue(ARTICLE).active() if unit.conflict]


def test_what_both_typed_is_marked_and_resolve_keeps_both(made: Repository) -> None:
    typed(made, "第二项", "甲的第二项", "sync")
    made.git("checkout", "-q", "other")
    typed(made, "第二项", "乙的第二项", "sync")
    with pytest.raises(AssertionError):  # git says that it conflicts
        made.git("merge", "-q", "main", "-m", "both")
    assert made.read(TARGET).count("<<<<<<<") == 1
    made.steps("resolve")
    assert "<<<<<<<" not in made.read(TARGET)
    said = made.read("locales/zh_CN/LC_MESSAGES/原文/a.po")
    assert "甲的第二项" in said
    assert "乙的第二项" in said


@pytest.mark.parametrize(
    ("piece", "mine", "other"),
    [
        ("```sh\nrun --a\n```", "```sh\nrun --b\n```", "```sh\nrun --c\n```"),
        ("[x]: https://x.org/a", "[x]: https://x.org/b", "[x]: https://x.org/c"),
        ("译者注：有误。", "译者注：无误。", "译者注：存疑。"),
    ],
)
def test_resolve_tells_of_both_versions_that_no_unit_holds(
    tmp_path: Path, piece: str, mine: str, other: str
) -> None:
    english = EN if piece.startswith("译") else f"{EN}\n{piece}\n\nThat is all.\n"
    chinese = f"{ZH}\n{piece}\n\n就这些。\n"
    made = begun(tmp_path, english, chinese)
    typed(made, piece, mine)
    made.git("checkout", "-q", "other")
    typed(made, piece, other)
    with pytest.raises(AssertionError):
        made.git("merge", "-q", "main", "-m", "both")
    said = made.transpipe("resolve")
    text = made.read(TARGET)
    assert mine in text
    assert other in text
    line = text[: text.index(mine)].count("\n") + 1
    assert f"{TARGET}:{line}: warning resolved: both sides changed this" in said.out


def test_a_title_that_both_typed_is_one_conflict(tmp_path: Path) -> None:
    front = "---\ntitle: {}\nicon: a\n---\n\n"
    made = begun(tmp_path, front.format("Tea") + EN, front.format("茶") + ZH)
    typed(made, "title: 茶", "title: 绿茶", "sync")
    made.git("checkout", "-q", "other")
    typed(made, "title: 茶", "title: 红茶", "sync")
    with pytest.raises(AssertionError):
        made.git("merge", "-q", "main", "-m", "both")
    made.steps("resolve")
    assert made.read(TARGET).count("title: ") == 1
    assert "绿茶" in made.read("locales/zh_CN/LC_MESSAGES/原文/a.po")


@pytest.mark.parametrize(
    ("article", "target", "line"),
    [
        ("docs/a.md", "docs/a.zh-CN.md", "*.zh-CN.md"),
        ("src/b/README.md", "src/b/README_zh.md", "*_zh.md"),
        ("content/a.en.md", "content/a.zh.md", "*.zh.md"),
        ("README_EN.md", "README.md", "/README.md"),
    ],
)
def test_translations_beside_their_sources_are_named(
    tmp_path: Path, article: str, target: str, line: str
) -> None:
    made = small(tmp_path / "work", {article: EN, target: ZH})
    made.steps("init")
    assert f"{line} merge=transpipe\n" in made.read(".gitattributes")
    said = made.git("check-attr", "merge", "--", article, target)
    assert f"{article}: merge: unspecified\n" in said
    assert f"{target}: merge: transpipe\n" in said
