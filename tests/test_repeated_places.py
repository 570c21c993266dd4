"""Repeated texts through the commands, in both layouts: each place follows its own block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.repository import Repository, after
from tests.snapshot import made_once
from tests.test_workflows import run, steady
from transpipe import po
from transpipe.model import Layout, Locale, State

pytestmark = pytest.mark.first(1)

PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"
ARTICLE, FILE, TW = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
SAME, NEW = "The same is said thrice here.", "The same is said three times here."
ENGLISH = f"# Title\n\nA one.\n\n{SAME}\n\nB two.\n\n{SAME}\n\nC three.\n\n{SAME}\n\nD four.\n"
CHINESE = "# 标题\n\n第一。\n\n都一样。\n\n第二。\n\n另一样。\n\n第三。\n\n都一样。\n\n第四。\n"
ALIKE = CHINESE.replace("另一样", "都一样")
TABLE = (
    "# Title\n\n| Name | Needed |\n|---|---|\n| a one | Yes |\n| b two | No |\n| c three | Yes |\n"
)
GRID = "# 标题\n\n| 名称 | 必需 |\n|---|---|\n| 甲一 | 是 |\n| 乙二 | 否 |\n| 丙三 | 是 |\n"


def adopted(place: Path, english: str, chinese: str, layout: str) -> Repository:
    """One article, adopted and confirmed, committed, in this layout."""

    def make(root: Path) -> None:
        made = after(root, {ARTICLE: english, FILE: chinese}, "init", "align")
        units = tuple(u.changed(u.target) for u in made.catalogue(ARTICLE).active())
        assert all(unit.target for unit in units)
        made.write(PO, po.render(replace(made.catalogue(ARTICLE), units=units)))
        run(made, "sync")
        if layout == "source":
            run(made, "build", "--relayout", ARTICLE)
            assert made.catalogue(ARTICLE).layout is Layout.PARENT
        made.commit()
        assert made.read(FILE) == chinese

    key = (__name__, english, chinese, layout)
    return Repository(made_once(key, place / "work", make))


@pytest.fixture(params=["own", "source"])
def layout(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def thrice(tmp_path: Path, layout: str) -> Repository:
    return adopted(tmp_path, ENGLISH, CHINESE, layout)


@pytest.fixture
def alike(tmp_path: Path, layout: str) -> Repository:
    return adopted(tmp_path, ENGLISH, ALIKE, layout)


def changed(made: Repository, path: str, old: str, new: str, nth: int | None = None) -> None:
    """Puts a text in the place of another: everywhere, or where it stands for the n-th time."""
    parts = made.read(path).split(old)
    assert len(parts) > (nth or 0) + 1
    if nth is None:
        made.write(path, new.join(parts))
    else:
        made.write(path, f"{old.join(parts[: nth + 1])}{new}{old.join(parts[nth + 1 :])}")


def settled(made: Repository) -> str:
    """Sync and build; both again write nothing."""
    said = run(made, "sync") + run(made, "build")
    steady(made, "sync", "build")
    return said


def words(made: Repository, source: str) -> dict[str | None, str]:
    """The words of the units of a text by their msgctxt."""
    units = made.catalogue(ARTICLE).active()
    return {unit.context: unit.target for unit in units if unit.source == source}


# ── The source changes ──────────────────────────────────────────────────────────────────────


def test_all_places_change_alike(thrice: Repository) -> None:
    changed(thrice, ARTICLE, SAME, NEW)
    settled(thrice)
    assert thrice.read(FILE) == CHINESE
    assert words(thrice, NEW) == {None: "都一样。", "Title #2": "另一样。"}
    assert {u.previous for u in thrice.catalogue(ARTICLE).units if u.source == NEW} == {SAME}


def test_all_places_change_alike_in_a_clone_without_memory(thrice: Repository) -> None:
    thrice.git("clean", "-qfdx", ".transpipe")
    test_all_places_change_alike(thrice)


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_one_place_changes(alike: Repository, nth: int) -> None:
    changed(alike, ARTICLE, SAME, NEW, nth)
    settled(alike)
    assert alike.read(FILE) == ALIKE
    fuzzy = [u for u in alike.catalogue(ARTICLE).active() if u.state is State.FUZZY]
    assert [(u.source, u.target, u.previous) for u in fuzzy] == [(NEW, "都一样。", SAME)]
    # What is typed there now is said there alone.
    changed(alike, FILE, "都一样。", "说了三遍。", nth)
    settled(alike)
    assert words(alike, NEW) == {None: "说了三遍。"}
    assert words(alike, SAME) == {None: "都一样。"}
    assert alike.read(FILE).count("说了三遍。") == 1


@pytest.mark.parametrize(("nth", "left"), [(0, "另 都"), (1, "都 都"), (2, "都 另")])
def test_a_place_that_leaves_takes_its_own_block_along(
    thrice: Repository, nth: int, left: str
) -> None:
    changed(thrice, ARTICLE, f"{SAME}\n\n", "", nth)
    settled(thrice)
    said = [text[0] for text in thrice.read(FILE).split("\n\n") if "一样" in text]
    assert said == left.split(" ")


def test_equal_words_of_texts_that_were_made_two_stay_where_they_are(
    tmp_path: Path, layout: str
) -> None:
    """One of two equal texts is another by now, and a text stands a second time, further up."""
    stops, samples = "It stops the world for 200 ms.", "Samples are taken once a second."
    blocks = ["# Title", SAME, stops, SAME, samples, stops]
    alike, stopped = "都一样。", "程序停顿 200 毫秒。"
    chinese = "\n\n".join(["# 标题", alike, stopped, alike, "每秒采样一次。", stopped])
    made = adopted(tmp_path, "\n\n".join(blocks) + "\n", chinese + "\n", layout)
    blocks[2] = stops.replace("the", "that")
    made.write(ARTICLE, "\n\n".join([*blocks[:2], samples, *blocks[2:]]) + "\n")
    changed(made, FILE, "都一样。", "都不一样。", 0)
    run(made, "sync")
    assert words(made, SAME) == {None: "都不一样。", "Title #2": "都一样。"}


def test_rows_that_change_places(tmp_path: Path, layout: str) -> None:
    made = adopted(tmp_path, TABLE, GRID.replace("丙三 | 是", "丙三 | 要"), layout)
    rows = "| a one | Yes |\n", "| c three | Yes |\n"
    text = made.read(ARTICLE).replace(rows[0], "@@").replace(rows[1], rows[0])
    made.write(ARTICLE, text.replace("@@", rows[1]))
    settled(made)
    assert "| 甲一 | 是 |" in made.read(FILE)
    assert "| 丙三 | 要 |" in made.read(FILE)


def test_a_cell_that_says_no_now(tmp_path: Path, layout: str) -> None:
    made = adopted(tmp_path, TABLE, GRID, layout)
    changed(made, ARTICLE, "| c three | Yes |", "| c three | No |")
    settled(made)
    assert made.read(FILE) == GRID.replace("| 丙三 | 是 |", "| 丙三 | 否 |")
    changed(made, ARTICLE, "| b two | No |", "| b two | Maybe |")
    settled(made)
    assert "| 乙二 | 否 |" in made.read(FILE)
    assert made.units(ARTICLE)["Maybe"].previous == "No"


def test_a_heading_above_its_own_words_is_renamed(tmp_path: Path, layout: str) -> None:
    english = "# Title\n\n## First\n\nYes, always.\n\n## Second\n\nYes, always.\n\nBye now.\n"
    chinese = "# 标题\n\n## 其一\n\n总是如此。\n\n## 其二\n\n一贯如此。\n\n再见了。\n"
    made = adopted(tmp_path, english, chinese, layout)
    changed(made, ARTICLE, "## Second", "## Second and last")
    changed(made, ARTICLE, "Yes, always.", "Yes, nearly always.")
    settled(made)
    assert made.read(FILE) == chinese
    assert sorted(words(made, "Yes, nearly always.").values()) == ["一贯如此。", "总是如此。"]


def test_one_place_is_split_in_the_source(tmp_path: Path, layout: str) -> None:
    one, two = "The first talks about servers.", "The second talks about databases."
    english = f"# Title\n\nA one.\n\n{one} {two}\n\nB two.\n\n{one} {two}\n\nC three.\n"
    pair = "第一句讲服务器。第二句讲数据库。"
    chinese = f"# 标题\n\n第一。\n\n{pair}\n\n第二。\n\n{pair}\n\n第三。\n"
    made = adopted(tmp_path, english, chinese, layout)
    changed(made, ARTICLE, f"{one} {two}", f"{one}\n\n{two}", 1)
    settled(made)
    assert made.units(ARTICLE)[f"{one} {two}"].confirmed
    assert [made.units(ARTICLE)[text].target for text in (one, two)] == [pair[:8], pair[8:]]
    assert made.read(FILE).replace("。\n\n第二句", "。第二句") == chinese
    changed(made, FILE, "第二句讲数据库。", "第二句讲关系数据库。", 1)
    settled(made)
    assert made.units(ARTICLE)[two].target == "第二句讲关系数据库。"
    assert made.units(ARTICLE)[f"{one} {two}"].target == pair


# ── The Chinese file changes ────────────────────────────────────────────────────────────────


def test_two_places_edited_differently_both_live(alike: Repository) -> None:
    changed(alike, FILE, "都一样。", "前面一样。", 0)
    changed(alike, FILE, "都一样。", "后面一样。", 1)
    now = alike.read(FILE)
    settled(alike)
    assert alike.read(FILE) == now
    assert sorted(words(alike, SAME).values()) == ["前面一样。", "后面一样。", "都一样。"]
    assert all(unit.confirmed for unit in alike.catalogue(ARTICLE).active())


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_one_place_edited_alone_says_nothing_of_the_others(alike: Repository, nth: int) -> None:
    changed(alike, FILE, "都一样。", "不一样。", nth)
    now = alike.read(FILE)
    settled(alike)
    assert alike.read(FILE) == now
    own = {0: "Title", 1: "Title #2", 2: "Title #3"}[nth]
    assert words(alike, SAME) == {None: "都一样。", own: "不一样。"}


def test_all_places_edited_alike_share_a_unit(alike: Repository) -> None:
    changed(alike, FILE, "都一样。", "全一样。")
    settled(alike)
    assert words(alike, SAME) == {None: "全一样。"}


def test_a_place_taken_out_leaves_the_others_alone(tmp_path: Path) -> None:
    made = adopted(tmp_path, ENGLISH, ALIKE, "own")
    changed(made, FILE, "都一样。\n\n", "", 1)
    now = made.read(FILE)
    settled(made)
    assert made.read(FILE) == now
    assert words(made, SAME) == {None: "都一样。", "Title #2": ""}


def test_a_front_matter_title_and_the_heading_are_edited_apart(tmp_path: Path, layout: str) -> None:
    english = "---\ntitle: All about caches\n---\n\n# All about caches\n\nThey keep answers.\n"
    chinese = "---\ntitle: 缓存大全\n---\n\n# 缓存大全\n\n它们保存答案。\n"
    made = adopted(tmp_path, english, chinese, layout)
    changed(made, FILE, "title: 缓存大全", "title: 缓存")
    changed(made, FILE, "# 缓存大全", "# 关于缓存的一切")
    now = made.read(FILE)
    settled(made)
    assert made.read(FILE) == now
    assert sorted(words(made, "All about caches").values()) == ["关于缓存的一切", "缓存"]


def test_a_cell_of_many_is_edited_alone(tmp_path: Path, layout: str) -> None:
    rows = [(f"setting {n} {n * n}", f"第 {n} 项设置 {n * n}") for n in range(40)]
    head = "# Title\n\n| Name | Needed |\n|---|---|\n", "# 标题\n\n| 名称 | 必需 |\n|---|---|\n"
    english = head[0] + "".join(f"| {name} | Yes |\n" for name, _ in rows)
    chinese = head[1] + "".join(f"| {name} | 是 |\n" for _, name in rows)
    made = adopted(tmp_path, english, chinese, layout)
    changed(made, FILE, "设置 529 | 是 |", "设置 529 | 看情况 |")
    now = made.read(FILE)
    settled(made)
    assert made.read(FILE) == now
    assert words(made, "Yes") == {None: "是", "Title #24": "看情况"}


def test_an_edit_of_a_place_whose_source_changed_too(tmp_path: Path, layout: str) -> None:
    made = adopted(tmp_path, TABLE, GRID, layout)
    changed(made, ARTICLE, "| c three | Yes |", "| c three | No |")
    changed(made, FILE, "| 丙三 | 是 |", "| 丙三 | 不用 |")
    settled(made)
    assert "| 丙三 | 不用 |" in made.read(FILE)
    assert "| 乙二 | 否 |" in made.read(FILE)
    assert sorted(words(made, "No").values()) == ["不用", "否"]


# ── Derived locales ─────────────────────────────────────────────────────────────────────────


def test_an_override_of_one_place_alone(alike: Repository) -> None:
    run(alike, "convert", "--add", "zh_TW")
    run(alike, "build")
    changed(alike, TW, "都一樣。", "這裡一樣。", 1)
    now = alike.read(TW)
    settled(alike)
    steady(alike, "convert", "build")
    assert alike.read(TW) == now
    units = [u for u in alike.catalogue(ARTICLE, Locale.ZH_TW).active() if u.source == SAME]
    assert [(u.context, u.target) for u in units if u.confirmed] == [("Title #2", "這裡一樣。")]
    # The parent's words change, and so do those that follow them.
    changed(alike, FILE, "都一样。", "全一样。")
    settled(alike)
    assert alike.read(TW) == now.replace("都一樣", "全一樣")
