"""`add`, `mv` and `rm`: an article with all that belongs to it, and `undo` takes each back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.histories.killing import Killed, killed_at
from tests.moving import begun, play, tree
from tests.repository import Repository, adopted, small
from transpipe.editions.relocated import relocated
from transpipe.links.moves import Moves, shown_files
from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Cut, Locale, Origin, Owner, State, Unit
from transpipe.pairs.row_placing import placed, section_of

PLACES = {"原文/a.md", "原文/b.md", "原文/deep/c.md", "原文/a/p.png", "other.md"}


@pytest.fixture(name="there")
def _there(tmp_path: Path) -> Repository:
    return begun(tmp_path / "r")


# ── links ───────────────────────────────────────────────────────────────────────────────────


LINKS = [
    ("./b.md", "../b.md"),
    ("b.md#top", "../b.md#top"),
    ("<./b.md>", "<../b.md>"),
    ("deep/c.md 'title'", "../deep/c.md 'title'"),
    ("a/p.png", "a/p.png"),  # moves along
    ("#top", "#top"),
    ("https://e.org/b.md", "https://e.org/b.md"),
    ("/原文/b.md", "/原文/b.md"),
    ("gone.md", "gone.md"),
]


@pytest.mark.parametrize(("old", "new"), LINKS)
def test_links_of_a_file_that_moves(old: str, new: str) -> None:
    moves = Moves({"原文/a.md": "原文/x/a.md", "原文/a/p.png": "原文/x/a/p.png"}, PLACES)
    text = f"See [it]({old}).\r\n\r\n> ![p]({old})\r\n> and `[c]({old})`\r\n\r\n"
    text += f"```\r\n[c]({old})\r\n```\r\n"
    wanted = text.replace(f"[it]({old})", f"[it]({new})").replace(f"![p]({old})", f"![p]({new})")
    assert moves.text("原文/a.md", text, Cut()) == wanted


def test_links_to_a_file_that_moves() -> None:
    moves = Moves({"原文/b.md": "原文/b c.md"}, PLACES)
    text = "[x](./b.md)\n\n[r]: b.md#q\n\n<a href='./b.md'>b</a>\n\n| [t](b.md) | b.md |\n|-|-|\n"
    wanted = (
        "[x](./b%20c.md)\n\n[r]: b%20c.md#q\n\n<a href='./b%20c.md'>b</a>\n\n"
        "| [t](b%20c.md) | b.md |\n|-|-|\n"
    )
    assert moves.text("原文/a.md", text, Cut()) == wanted
    assert Moves({}, PLACES).text("原文/a.md", text, Cut()) == text


def test_pictures_are_what_is_shown() -> None:
    text = "![a](x/a.png)\n\n[no](.env) <img src='b c.svg'>\n\n```\n![no](c.png)\n```\n![w](http://e/x.png)\n"
    assert shown_files(parse(text)) == ("x/a.png", "b c.svg")


# ── mv ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.more
def test_all_of_an_article_moves_and_all_that_names_it_follows(there: Repository) -> None:
    ran = there.transpipe("mv", "原文/a.md", "原文/deep/new.md")
    assert ran.code == 0
    for path in ("原文/a.md", "原文/a/p.png", "原文/a", "locales/zh_TW/LC_MESSAGES/原文/a.po"):
        assert not (there.root / path).exists()
    for path in (
        "原文/deep/new.md",
        "原文/deep/a/p.png",
        "locales/zh_TW/LC_MESSAGES/原文/deep/new.po",
    ):
        assert (there.root / path).is_file()
    assert "[原文](./原文/deep/new.md) | [译文](./译文/a译.md)" in there.read("README.md")
    assert "See [that](deep/new.md#title)" in there.read("原文/f.md")
    assert "[ref]: ../b.md" in there.read("原文/deep/new.md")
    assert "![自己](../原文/deep/a/p.png)" in there.read("译文/a译.md")
    assert "原文/deep/new.md" in there.catalogue("原文/deep/new.md").units[0].references


@pytest.mark.more
def test_nothing_is_stale_and_nothing_is_left_to_do(there: Repository) -> None:
    unit = there.catalogue("原文/f.md").active()[1]
    there.transpipe("mv", "原文/a.md", "原文/x/y.md")
    assert there.transpipe("build", "--check").code == there.transpipe("sync", "--check").code == 0
    moved = there.catalogue("原文/f.md").active()[1]
    assert (moved.source, moved.confirmed) == (unit.source.replace("a.md", "x/y.md"), True)
    there.commit()
    assert there.transpipe("check", "--code", "opaque-changed").out.startswith("0 ")


def test_marks_name_the_unit_as_it_is_then() -> None:
    moves = Moves({"原文/b.md": "原文/c.md"}, PLACES)
    draft = Unit("[b](./b.md)", "[乙](./b.md)", State.FUZZY).marked(Origin.of("mt:echo"))
    done = Unit("See [b](b.md).", "见[乙](b.md)。", State.TRANSLATED).reviewed("Li")
    other = Unit("None", "无", State.TRANSLATED).reviewed("Li")
    before = Catalogue("原文/a.md", Locale.ZH_CN, (draft, done, other))
    first, second, third = relocated(before, moves).units
    assert (first.target, first.owner, first.origin.key) == (
        "[乙](./c.md)", Owner.MACHINE, first.key
    )  # fmt: skip
    assert (second.source, second.review_holds) == ("See [b](c.md).", True)
    assert third == other
    typed = replace(draft, target="[乙](./b.md)！")
    assert relocated(replace(before, units=(typed,)), moves).units[0].owner is Owner.PERSON


@pytest.mark.more
def test_derived_words_stay_derived(there: Repository) -> None:
    before = [unit.owner for unit in there.catalogue("原文/f.md", Locale.ZH_TW).active()]
    there.transpipe("mv", "原文/a.md", "原文/x/y.md")
    after = there.catalogue("原文/f.md", Locale.ZH_TW).active()
    assert [unit.owner for unit in after] == before
    assert "x/y.md" in after[1].target


@pytest.mark.more
def test_an_edit_that_no_sync_has_seen_moves_along(there: Repository) -> None:
    there.write("译文/a译.md", there.read("译文/a译.md").replace("这里有", "此处有"))
    there.steps("mv 原文/a.md 原文/x/y.md", "sync")
    assert "此处有[ref]。" in [unit.target for unit in there.catalogue("原文/x/y.md").active()]


@pytest.mark.more
def test_the_translation_alone(there: Repository) -> None:
    there.steps("mv 译文/a译.md 译文/deep/新.md")
    assert (there.root / "原文/a.md").is_file()
    assert "[译文](./译文/deep/新.md)" in there.read("README.md")
    assert "见[那个](deep/新.md#标题)" in there.read("译文/f译.md")
    assert (there.root / "译文/zh_TW/deep/新.md").is_file()
    assert there.transpipe("build", "--check").code == 0


def test_a_translation_of_the_same_name_keeps_it(tmp_path: Path) -> None:
    files = {
        "原文/a.md": "# Title\n\nOne.\n",
        "译文/a.md": "# 标题\n\n一。\n",
        "README.md": "# R\n",
    }
    there = small(tmp_path, files)
    there.steps("init", "align", "mv a.md b", "status")
    assert sorted(p.name for p in there.root.glob("?文/*")) == ["b.md", "b.md"]
    assert len(there.catalogue("原文/b.md").active()) == 2


@pytest.mark.more
def test_settings_follow(there: Repository) -> None:
    said = there.read("transpipe.toml") + '\n[articles."原文/a.md"]\nauthor = "Ann"\n'
    there.write("transpipe.toml", said)
    there.steps("mv 原文/a.md 原文/b2.md")
    assert there.read("transpipe.toml") == said.replace("原文/a.md", "原文/b2.md")


@pytest.mark.more
def test_other_files_that_name_it_are_told(there: Repository) -> None:
    there.write("CONTRIBUTING.md", "Read [this](原文/a.md).\n")
    ran = there.transpipe("mv", "原文/a.md", "原文/x.md")
    assert "CONTRIBUTING.md:1: warning dead-link" in ran.out
    assert there.read("CONTRIBUTING.md") == "Read [this](原文/a.md).\n"


REFUSED = [
    (("原文/a.md", "原文/b.md"), 4),
    (("原文/a.md", "原文/a.md"), 2),
    (("原文/a.md", "locales/a.md"), 2),
    (("原文/a.md", "../a.md"), 2),
    (("nothing.md", "x.md"), 2),
    (("译文/a.md", "原文/x.md"), 2),
    (("原文/a.md", "译文/x.md"), 2),
]


@pytest.mark.more
@pytest.mark.parametrize(("words", "code"), REFUSED)
def test_what_cannot_be_moved(there: Repository, words: tuple[str, str], code: int) -> None:
    before = tree(there)
    assert there.transpipe("mv", *words).code == code
    assert tree(there) == before


@pytest.mark.more
def test_a_new_article_waits_for_its_words_before_these_are_derived(there: Repository) -> None:
    there.write("原文/newer.md", "# Newer\n\nWater is wet.\n")
    said = there.transpipe("add", "原文/newer.md").out
    assert "\nnext: " in said
    assert "convert" not in said.rpartition("next: ")[2]


@pytest.mark.more
def test_a_dry_run_moves_nothing(there: Repository) -> None:
    before = tree(there)
    rows = json.loads(there.transpipe("mv", "a.md", "x.md", "--dry-run", "--json").out)
    assert ["原文/a.md", "原文/x.md"] in rows["moved"]
    there.steps("rm a.md --dry-run")
    assert tree(there) == before


# ── rm ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.more
def test_all_of_an_article_goes_and_comes_back(there: Repository) -> None:
    before = tree(there)
    ran = there.transpipe("rm", "a.md")
    assert ran.code == 0
    left = {path for path in tree(there) if "/a." in path or "/a/" in path or "a译" in path}
    assert left == set()
    assert "* [题0](https://e.org/0)\n" in there.read("README.md")
    assert "原文/f.md:3: warning dead-link" in ran.out
    there.steps("undo")
    assert tree(there) == before


@pytest.mark.more
def test_a_row_without_an_address_of_its_own_goes_as_a_whole(there: Repository) -> None:
    there.write("README.md", there.read("README.md").replace("(https://e.org/0)", "(./原文/a.md)"))
    there.steps("rm a.md")
    assert "题0" not in there.read("README.md")
    assert there.read("README.md").count("* [") == 4


def test_what_goes_without_a_row_is_not_called_up_to_date(tmp_path: Path) -> None:
    made = small(tmp_path, {"en/a.md": "# A\n", "zh/a.md": "# 甲\n", "en/b.md": "# B\n"})
    made.commit()
    dry, done = (made.transpipe("rm", "en/a.md", *more).out for more in (["--dry-run"], []))
    assert dry == "- en/a.md\n- zh/a.md\n"
    assert done.startswith(f"{dry}`transpipe undo` brings it back")


def test_a_translation_that_nobody_would_know_is_named_with_its_source(tmp_path: Path) -> None:
    made = small(tmp_path, {"en/a.md": "# A\n", "zh/a.md": "# 甲\n", "zh/b.md": "# 乙\n"})
    ran = made.transpipe("mv", "zh/a.md", "zh/c.md")
    assert (ran.code, "en/a.md: nobody would know that zh/c.md" in ran.err) == (2, True)


def test_rows_of_others_stay_where_no_source_is(tmp_path: Path) -> None:
    rows = "# 索引\n\n- 甲 [译文](./译文/a.md)\n- 乙 [译文](./译文/b.md)\n"
    texts = {f"译文/{n}.md": "# 标题\n\n只有中文的一段。\n" for n in "ab"}
    made = small(tmp_path, {"README.md": rows, **texts})
    made.commit()
    assert made.transpipe("rm", "译文/a.md").code == 0
    assert made.read("README.md") == rows.replace("- 甲 [译文](./译文/a.md)\n", "")


@pytest.mark.more
def test_words_that_no_commit_has_are_not_lost(there: Repository) -> None:
    there.write("译文/a译.md", there.read("译文/a译.md").replace("这里有", "此处有"))
    before = tree(there)
    ran = there.transpipe("rm", "a.md")
    assert ran.code == 4
    assert "此处有" in ran.err
    there.steps("sync")
    assert there.transpipe("rm", "a.md").code == 4
    there.steps("rm a.md --force", "undo")
    there.write("译文/a译.md", there.read("译文/a译.md").replace("此处有", "这里有"))
    assert set(tree(there)) == set(before)


@pytest.mark.more
def test_what_else_is_not_committed_is_no_reason(there: Repository) -> None:
    there.write("译文/b译.md", there.read("译文/b译.md").replace("这里有", "此处有"))
    there.write("译文/zh_TW/a译.md", there.read("译文/zh_TW/a译.md") + "\n\n")
    there.write("译文/a译.md", there.read("译文/a译.md") + "\n")
    there.steps("rm a.md")
    assert "此处有" in there.read("译文/b译.md")


@pytest.mark.more
def test_a_picture_that_is_new_is_not_lost(there: Repository) -> None:
    there.write("原文/a/p.png", b"another one")
    ran = there.transpipe("rm", "a.md")
    assert (ran.code, "原文/a/p.png" in ran.err) == (4, True)


def test_without_git_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "原文").mkdir()
    there = Repository(tmp_path)
    there.write("原文/a.md", "# Title\n\nOne.\n")
    there.write("transpipe.toml", "")
    assert there.transpipe("rm", "a.md").code == 4
    there.steps("rm a.md --force")
    assert not (tmp_path / "原文").exists()
    there.steps("undo")
    assert there.read("原文/a.md") == "# Title\n\nOne.\n"


# ── add ─────────────────────────────────────────────────────────────────────────────────────


NEW = (
    "# A new one\n\n> Original: https://e.org/new\n\n"
    "![p](img/p.png) ![no](../secret.png) ![no](.env)\n"
)


@pytest.fixture(name="outside")
def _outside(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "outside"
    (folder / "img").mkdir(parents=True)
    (folder / "New.md").write_text(NEW, "utf-8")
    for name in ("img/p.png", ".env", "../secret.png"):
        (folder / name).write_text("secret", "utf-8")
    return folder


@pytest.mark.more
def test_an_article_is_taken_in_with_its_pictures(there: Repository, outside: Path) -> None:
    before = tree(there)
    there.steps(f"add {outside}/New.md --title 新文章")
    new = {path for path in tree(there) if path not in before and "/.transpipe" not in path}
    assert new == {"/原文/New.md", "/原文/img/p.png", "/locales/zh_CN/LC_MESSAGES/原文/New.po"}
    last = there.read("README.md").rstrip("\n").split("\n")[-1]
    assert last == "* [新文章](https://e.org/new) | [原文](./原文/New.md)"
    assert "nothing to write" in there.transpipe("add", f"{outside}/New.md").out
    there.steps("undo")
    assert tree(there) == before


@pytest.mark.more
def test_a_row_that_tells_of_it_is_its_row(there: Repository, outside: Path) -> None:
    there.write("README.md", there.read("README.md") + "* [新](http://www.e.org/new/)\n")
    there.steps(f"add {outside}/New.md")
    assert there.read("README.md").endswith(
        "* [新](http://www.e.org/new/) | [原文](./原文/New.md)\n"
    )


@pytest.mark.more
def test_another_file_of_that_name_stays(there: Repository, outside: Path) -> None:
    there.write("原文/img/p.png", b"ours")
    before = tree(there)
    assert there.transpipe("add", f"{outside}/New.md").code == 4
    assert there.transpipe("add", f"{outside}/.env").code == 2
    assert there.transpipe("add", f"{outside}/New.md", "--row", "三").code in (2, 4)
    assert tree(there) == before


@pytest.mark.more
def test_a_link_that_leads_out_is_not_followed(there: Repository, outside: Path) -> None:
    (outside / "img/p.png").unlink()
    (outside / "img/p.png").symlink_to(outside.parent / "secret.png")
    there.steps(f"add {outside}/New.md")
    assert not (there.root / "原文/img").exists()


@pytest.mark.more
def test_a_file_of_the_repository_moves_into_place(there: Repository) -> None:
    there.write("draft.md", "# Draft\n\nOne.\n")
    there.steps("add draft.md --row 一")
    assert not (there.root / "draft.md").exists()
    before = there.read("README.md")
    assert before.endswith("* Draft | [原文](./原文/draft.md)\n")
    there.steps("add 原文/draft.md --row 一")
    assert there.read("README.md") == before


PLACED = [
    ("# 甲\n\n- [a](x)\n\n# 乙\n\ntext\n", "甲", "# 甲\n\n- [a](x)\n- row\n\n# 乙\n\ntext\n"),
    ("# 甲\n\n1. [a](x)\n2. [b](y)", "甲", "# 甲\n\n1. [a](x)\n2. [b](y)\n3. row\n"),
    ("# 甲 :x:\r\n\r\n\t* [a](x)\r\n\t\t* [b](y)\r\n", "甲",
     "# 甲 :x:\r\n\r\n\t* [a](x)\r\n\t\t* [b](y)\r\n\t* row\r\n"),
    ("# 甲\n\n## 乙\n", "乙", "# 甲\n\n## 乙\n\n* row\n"),
    # What ends a line for Python alone ends none here; what stands in code is no heading.
    ("# 甲\n\n一\u2028二\x0c\x85\n\n- [a](x)\n# 乙\n- [b](y)\n# 丙\n", "乙",
     "# 甲\n\n一\u2028二\x0c\x85\n\n- [a](x)\n# 乙\n- [b](y)\n- row\n# 丙\n"),
    ("# 甲\n\n```sh\n# 乙\n```\n\n- [a](x)\n", "甲",
     "# 甲\n\n```sh\n# 乙\n```\n\n- [a](x)\n- row\n"),
]  # fmt: skip


@pytest.mark.more
@pytest.mark.parametrize("path", ["译文/a译.md", "译文/zh_TW/a译.md", "README.md"])
def test_what_is_no_source_stays_where_it_is(there: Repository, path: str) -> None:
    before = tree(there)
    ran = there.transpipe("add", path)
    assert (ran.code, "is no source" in ran.err) == (2, True)
    assert tree(there) == before


def test_without_an_index_there_is_no_row(tmp_path: Path) -> None:
    made = adopted(tmp_path, {"原文/a.md": "# A\n", "译文/a.md": "# 甲\n"}, ["原文/a.md"])
    made.write("notes.md", "# Notes\n\nSome text.\n")
    ran = made.transpipe("add", "notes.md")
    there = [(tmp_path / path).exists() for path in ("notes.md", "原文/notes.md")]
    assert (ran.code, there) == (0, [False, True])


@pytest.mark.parametrize(("text", "named", "wanted"), PLACED)
def test_a_row_is_written_as_its_neighbours_are(text: str, named: str, wanted: str) -> None:
    assert placed(text, section_of(text, named, "README.md"), "row") == wanted


def test_each_of_them_is_undone(tmp_path: Path) -> None:
    files = {"原文/a.md": "# Title\n\n[b](b.md)\n", "译文/a.md": "# 标题\n\n[乙](b.md)\n"}
    files |= {"原文/b.md": "# Title\n\n[a](a.md)\n", "译文/b.md": "# 标题\n\n[甲](a.md)\n"}
    index = "# 清单\n\n* [甲](http://e.org/a) | [原文](原文/a.md) | [译文](译文/a.md)\n"
    there = small(tmp_path / "r", files | {"README.md": index})
    there.steps("init", "align")
    there.commit()
    there.write("new.md", "# New\n")
    for wish in ("mv a.md c/d.md", "mv 译文/a.md 甲", "rm b.md", "add new.md --row 清单"):
        before = tree(there)
        there.steps(wish)
        after_ = tree(there)
        assert after_ != before
        there.steps("undo")
        assert tree(there) == before
        there.steps("undo")
        assert tree(there) == after_


@pytest.mark.more
@pytest.mark.parametrize("step", range(0, 90, 6))
@pytest.mark.parametrize("wish", ["mv a.md new/b.md", "rm a.md"])
def test_a_wish_that_was_killed_can_be_undone(there: Repository, wish: str, step: int) -> None:
    before = tree(there)
    try:
        with killed_at(step):
            there.transpipe(*wish.split())
    except Killed:
        if _less_state(tree(there)) != _less_state(before):
            ran = there.transpipe("undo")
            assert ran.code == 0, ran.err
            assert _less_state(tree(there)) == _less_state(before)


def _less_state(found: dict[str, str]) -> dict[str, str]:
    """Without what is ours alone, and folders that were made for a file that never came."""
    ours = (path for path in found if path.startswith("/.transpipe") or found[path] == "-")
    return {path: found[path] for path in found.keys() - set(ours)}


# ── at random ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.more
@pytest.mark.parametrize("seed", range(4))
def test_each_wish_is_undone_to_the_last_byte(tmp_path: Path, seed: int) -> None:
    assert play(tmp_path / "r", seed) == []
