"""The index in step: rows found, mended and told; what they say of each article, renewed."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, SHARED
from tests.index_oracle import compared, plain
from tests.repository import Repository, after, small
from transpipe.config import Config, parse
from transpipe.errors import BadSetting
from transpipe.pairs.reading_list import compare, items
from transpipe.pairs.row_repairs import RowRepairs
from transpipe.pairs.row_suffixes import RowArticle, Suffixes, is_suffix
from transpipe.pairs.tree import Tree

CASE = ROOT / "tests" / "cases" / "index" / "a hundred damaged rows"
LIST = "# 清单\n\n* [甲](https://example.org/a)\n* [乙](https://example.org/b)\n"
EN, ZH = "# Title\n\nOne thing.\n\nAnother thing.\n", "# 标题\n\n一件事。\n\n另一件事。\n"
# A suffix as a person may have damaged it, by its signs alone.
_BEHIND = re.compile(r"[ \t|｜/·—-]*[\[［【](?:原文|译文).*$")


def repairs(text: str, files: list[str], former: dict[str, list[str]] | None = None) -> RowRepairs:
    tree = Tree({**dict.fromkeys(files, 9), "README.md": 9}, lambda _path: text, Config())
    return RowRepairs(tree, "README.md", text, lambda path: (former or {}).get(path, ()))


def hundred() -> tuple[RowRepairs, str]:
    files = (CASE / "files.txt").read_text("utf-8").split("\n")[:-1]
    text = (CASE / "README.md").read_bytes().decode()
    return repairs(text, files), (CASE / "mended.md").read_bytes().decode()


def test_a_hundred_damaged_rows_are_found_mended_or_told() -> None:
    found, mended = hundred()
    rows = [line.split() for line in (CASE / "found.txt").read_text().splitlines()]
    told = {fault.finding.line for fault in found.faults}
    left = {fault.finding.line for fault in found.faults if fault.new is None}
    assert told == {int(number) for number, *_left in rows}
    assert left == {int(number) for number, *is_left in rows if is_left}
    assert found.mended == mended


def test_nothing_else_in_the_index_changes() -> None:
    found, _mended = hundred()
    pairs = list(zip(found.text.split("\n"), found.mended.split("\n"), strict=True))
    assert all(_BEHIND.sub("", old) == _BEHIND.sub("", new) for old, new in pairs)
    again = repairs(found.mended, [p for p in found.tree.files if p != "README.md"])
    assert again.mended == found.mended


def test_a_file_that_git_saw_move_is_the_one_that_is_meant() -> None:
    text = "* [甲](https://e.org/a) | [原文](./原文/old.md)\n"
    found = repairs(text, ["原文/new.md", "原文/other.md"], {"原文/new.md": ["原文/old.md"]})
    assert found.mended == text.replace("old", "new")
    assert repairs(text, ["原文/new.md", "原文/other.md"]).mended == text


def test_a_link_that_may_mean_two_files_stays() -> None:
    text = "* [甲](https://e.org/a) | [原文](./原文/x/a.md)\n"
    found = repairs(text, ["原文/1/a.md", "原文/2/a.md"])
    assert found.mended == text
    assert "原文/1/a.md, 原文/2/a.md" in found.faults[0].finding.message


def test_no_dead_link_is_led_to_a_file_of_the_other_side_or_of_another_row() -> None:
    text = "* 甲 | [原文](./原文/a.md)\n* 乙 | [译文](./译文/a.md)\n* 丙 | [原文](./原文/x/a.md)\n"
    found = repairs(text, ["原文/a.md"])
    assert found.mended == text
    assert [fault.finding.line for fault in found.faults] == [2, 3]


@given(st.text(alphabet="[]()（）|｜*- \n\\原文译a.md%/#`", max_size=80))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_text_is_mended_once(text: str) -> None:
    files = ["原文/a.md", "译文/a.md"]
    once = repairs(text, files).mended
    assert repairs(once, files).mended == once
    plainer = [re.sub(r"[\[\]()（）|｜ \t/·—%\\.#-]", "", each) for each in (text, once)]
    kept = re.sub(r"原文|译文|md|a|25|20|23", "", plainer[0])
    assert kept == re.sub(r"原文|译文|md|a|25|20|23", "", plainer[1])


# ── reading lists ───────────────────────────────────────────────────────────────────────────


def test_what_is_missing_extra_and_moved() -> None:
    english = (
        "## One\n* [A](http://e.org/a)\n* [B](http://e.org/b)\n## Two\n* [C](http://e.org/c)\n"
    )
    chinese = "## 一\n* [丙](https://e.org/c/)\n* [甲（http://e.org/a)\n* [丁](http://e.org/d)\n"
    found = compare(english, chinese.replace("[甲", "[甲]"))
    assert [item.title for item in found.missing] == ["B"]
    assert [item.title for item in found.extra] == ["丁"]
    assert len(found.moved) == 1


@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
@settings(derandomize=True, max_examples=200, deadline=None)
def test_the_comparison_is_that_of_addresses(theirs: list[int], ours: list[int]) -> None:
    english, chinese = (
        "".join(f"* [t](http://e.org/{n})\n" for n in each) for each in (theirs, ours)
    )
    found, wanted = compare(english, chinese), compared(english, chinese)
    assert (
        Counter(plain(f"http://{i.address.rstrip('?')}") for i in found.missing) == wanted.missing
    )
    assert Counter(plain(f"http://{i.address.rstrip('?')}") for i in found.extra) == wanted.extra
    kept = [pair[0].line for pair in found.kept]
    assert kept == sorted(kept)
    assert len(found.moved) == wanted.moved


@pytest.mark.skipif(not (SHARED / "lint-dev").is_dir(), reason="no data")
def test_the_labelled_list() -> None:
    folder = SHARED / "lint-dev"
    english, chinese = ((folder / f"index.{x}.md").read_text("utf-8") for x in ("en", "zh"))
    found, wanted = compare(english, chinese), compared(english, chinese)
    assert (len(found.missing), len(found.extra)) == (wanted.missing.total(), wanted.extra.total())
    assert len(found.moved) == wanted.moved
    assert len(items(english)) > 800


# ── what a row says ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def begun(tmp_path: Path) -> Repository:
    """Two articles, one adopted; the row of one has its links, that of the other its address."""
    files = {
        "原文/a.md": EN, "译文/a.md": ZH,
        "原文/b.md": "> original: https://example.org/b\n\n" + EN,
        "README.md": LIST.replace("/a)", "/a) | [英文](原文/a.md) · [译文](./译文/a.md)"),
    }  # fmt: skip
    return after(tmp_path / "r", files, "init", "align")


def test_links_and_progress_are_written_and_words_stay(begun: Repository) -> None:
    ran = begun.transpipe("index", "update")
    assert (ran.code, begun.read("README.md").split("\n")[2:4]) == (0, [
        "* [甲](https://example.org/a) | [英文](原文/a.md) · [译文](./译文/a.md)",
        "* [乙](https://example.org/b) | [原文](./原文/b.md)",
    ])  # fmt: skip
    assert "nothing to write" in begun.transpipe("index", "update").out


def test_progress_follows_the_catalogue(begun: Repository) -> None:
    begun.translate("原文/a.md", {"Another thing.": ""})
    begun.transpipe("index", "update")
    assert "[译文 66%](./译文/a.md)" in begun.read("README.md")
    begun.translate("原文/a.md", {"Another thing.": "另一件事。"})
    settings_ = begun.read("transpipe.toml") + '\n[rows]\ndone = " ✓"\n'
    begun.write("transpipe.toml", settings_)
    begun.transpipe("index", "update")
    assert "[译文 ✓](./译文/a.md)" in begun.read("README.md")
    begun.translate("原文/a.md", {"Another thing.": ""})
    begun.transpipe("index", "update")
    assert "[译文 66%](./译文/a.md)" in begun.read("README.md")


def test_what_is_written_is_no_part_of_a_unit(tmp_path: Path) -> None:
    english = LIST.replace("清单", "List").replace("甲", "First one").replace("乙", "Second one")
    index = LIST.replace("/a)", "/a) | [原文](原文/a.md)|[译文](译文/a.md)")
    files = {"原文/a.md": EN, "译文/a.md": ZH, "README_EN.md": english, "README.md": index}
    there = after(tmp_path / "r", files, "init", "align", "run")
    there.translate("原文/a.md", {"Another thing.": ""})
    there.steps("sync", "index fix", "index update")
    before = there.read("README.md")
    assert " | [原文](原文/a.md) | [译文 66%](译文/a.md)" in before
    catalogue = there.catalogue("README_EN.md")
    there.steps("run")
    assert there.read("README.md") == before
    assert there.catalogue("README_EN.md") == catalogue


def test_the_rows_that_an_update_would_write_are_told(begun: Repository) -> None:
    rows = [
        json.loads(line) for line in begun.transpipe("index", "check", "--json").out.splitlines()
    ]
    assert [(row["code"], row["line"]) for row in rows if row["file"] == "README.md"] == [
        ("pair-link-syntax", 3), ("outdated-row", 4)
    ]  # fmt: skip


def test_a_row_that_leads_out_of_the_repository_is_mended(tmp_path: Path) -> None:
    index = "* [甲](https://e.org/a) | [原文](.\\原文\\a.md) | [译文](/译文/a.md)\n"
    there = small(tmp_path, {"原文/a.md": EN, "译文/a.md": ZH, "README.md": index})
    assert there.transpipe("status").code == 4
    assert there.transpipe("index", "check").code == 1
    there.steps("index fix", "index check", "status")
    assert there.read("README.md").endswith(" | [原文](./原文/a.md) | [译文](./译文/a.md)\n")


def test_the_english_list_is_the_source_of_the_index_or_named(tmp_path: Path) -> None:
    english = LIST + "* [Third](https://example.org/c)\n"
    there = small(tmp_path, {"README.md": LIST, "lists/en.md": english})
    assert "missing-item" not in there.transpipe("index", "check").out
    assert "missing-item" in there.transpipe("index", "check", "--source", "lists/en.md").out
    there.write(
        "README_EN.md", english.replace("甲", "One").replace("乙", "Two").replace("清单", "L")
    )
    assert "missing-item" in there.transpipe("index", "check").out


@pytest.mark.parametrize("form", ["[read]({path})", "[译本（全文见此）]({path})"])
def test_a_link_that_nobody_would_know_again_is_refused(begun: Repository, form: str) -> None:
    assert not is_suffix(form)
    begun.write("transpipe.toml", begun.read("transpipe.toml") + f'\n[rows]\ntarget = "{form}"\n')
    ran = begun.transpipe("index", "update")
    assert ran.code == 2
    assert "transpipe.toml:" in ran.err


@pytest.mark.parametrize("bad", ['source = "原文"', 'progress = "half"', 'done = "[x]"', "x = 1"])
def test_odd_settings_are_refused(bad: str) -> None:
    with pytest.raises(BadSetting):
        parse(f"[rows]\n{bad}\n")


@given(st.integers(0, 100), st.integers(0, 100), st.booleans())
@settings(derandomize=True, max_examples=60, deadline=None)
def test_an_update_is_made_once_and_made_back(first: int, second: int, wrapped: bool) -> None:
    text = LIST.replace("/a)", "/a)\n  [原文](原文/a.md)") if wrapped else LIST
    second_row = 5 if wrapped else 4
    lines = {3: RowArticle("原文/a.md", "译文/a b.md", first), second_row: RowArticle("原文/b.md")}
    index = Suffixes("README.md", text, Config().rows)
    once = index.updated(lines)
    assert Suffixes("README.md", once, Config().rows).updated(lines) == once
    others = lines | {3: RowArticle("原文/a.md", "译文/a b.md", second)}
    other = Suffixes("README.md", once, Config().rows).updated(others)
    assert Suffixes("README.md", other, Config().rows).updated(lines) == once
