"""Derived catalogues that hold what a person has a say in: the rest follows, and nobody sees it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import Repository, after
from tests.test_upgrades import (
    ARTICLE,
    CATALOGUE,
    SETTINGS,
    TARGET,
    Newer,
    begun,
    build_at,
    opened_at,
    sync_at,
    told,
    upgraded,
    words_of,
)
from transpipe.engines.opencc import OpenCC
from transpipe.model import DerivedCatalogues, Locale, Owner, State
from transpipe.workflows.convert import convert

FILE = "译文/zh_TW/a.md"
OVERRIDES, FULL = DerivedCatalogues.OVERRIDES, DerivedCatalogues.FULL
TW = Locale.ZH_TW


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    return begun(tmp_path / "r", OVERRIDES)


def entries(here: Repository) -> list[str]:
    lines = here.read(CATALOGUE).splitlines()
    return [line for line in lines if line.startswith("msgid") and line != 'msgid ""']


def cloned(here: Repository) -> None:
    """What this clone remembers is gone, as in a fresh one."""
    here.commit()
    shutil.rmtree(here.root / ".transpipe")


def steady(here: Repository) -> None:
    before = here.state()
    here.steps("run", "sync", "convert", "build")
    assert here.state() == before


def test_what_follows_is_not_written_and_yet_there(here: Repository) -> None:
    assert entries(here) == []
    assert here.read(FILE) == "# 檔案\n\n開啟檔案。\n\n再關上它。\n"
    assert "zh_TW" in here.transpipe("status").out
    steady(here)


@pytest.mark.parametrize("where", ["file", *later("catalogue")])
def test_a_person_s_words_are_held_beside_those_they_were_made_for(
    here: Repository, where: str
) -> None:
    if where == "file":
        here.write(FILE, here.read(FILE).replace("再關上它", "再闔上它"))
    else:
        here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    assert entries(here) == ['msgid "Close it again."']
    assert "再闔上它" in here.read(FILE)
    steady(here)
    here.write(TARGET, here.read(TARGET).replace("再关上它", "然后关上它"))
    here.steps("run")
    unit = here.units(ARTICLE, TW)["Close it again."]
    assert (unit.target, unit.state, unit.parent) == ("再闔上它。", State.FUZZY, "再关上它。")
    steady(here)


def test_who_takes_an_override_out_has_the_converter_s_words_again(here: Repository) -> None:
    before = here.read(CATALOGUE)
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    assert "再闔上它" in here.read(FILE)
    here.write(CATALOGUE, before)
    here.steps("run")
    assert ("再關上它" in here.read(FILE), entries(here)) == (True, [])
    steady(here)


def test_words_go_with_a_text_that_is_edited(here: Repository) -> None:
    """The text that came instead is there already, in zh_CN: the override is for it."""
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    here.write(ARTICLE, here.read(ARTICLE).replace("Close it again.", "Close it once again."))
    here.steps("run")
    unit = here.units(ARTICLE, TW)["Close it once again."]
    assert (unit.target, unit.state, unit.owner) == ("再闔上它。", State.FUZZY, Owner.PERSON)
    steady(here)


@pytest.mark.more
def test_words_go_with_a_text_whose_parent_was_synced_without_them(here: Repository) -> None:
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    old = here.read(CATALOGUE)
    here.commit()
    here.write(ARTICLE, here.read(ARTICLE).replace("Close it again.", "Close it once again."))
    here.steps("sync")
    here.write(CATALOGUE, old)
    here.steps("run")
    unit = here.units(ARTICLE, TW)["Close it once again."]
    assert (unit.target, unit.state) == ("再闔上它。", State.FUZZY)


@pytest.mark.parametrize("fresh", [False, *later(True)])
def test_a_file_keeps_what_another_release_made_until_an_upgrade(
    here: Repository, fresh: bool
) -> None:
    if fresh:
        cloned(here)
    before = here.read(FILE)
    assert sync_at(here, Newer()).written == ()
    assert build_at(here, Newer()).written == ()
    assert "開啟" in words_of(here, Newer())
    assert upgraded(here)[0] == [("開啟", "打開", 1)]
    assert here.read(FILE) == before
    assert build_at(here, Newer()).written == (FILE,)
    assert here.read(FILE) == before.replace("開啟", "打開")


@pytest.mark.more
def test_what_a_person_typed_is_no_older_conversion(here: Repository) -> None:
    """In simplified characters both are the same, and nothing is remembered."""
    here.commit()
    here.write(FILE, here.read(FILE).replace("再關上它", "再關上牠"))
    cloned(here)
    sync_at(here, Newer())
    assert entries(here) == ['msgid "Close it again."']
    assert "再關上牠" in here.read(CATALOGUE)
    assert "開啟" in words_of(here, Newer())


@pytest.mark.more
def test_another_form_is_a_change_of_its_own_that_is_told(here: Repository) -> None:
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    held, file = here.read(CATALOGUE), here.read(FILE)
    here.write(SETTINGS, here.read(SETTINGS).replace(f'"{OVERRIDES}"', f'"{FULL}"'))
    said = convert(opened_at(here, OpenCC()), None, [TW], OpenCC())
    assert (said.written, len(told(said, "form-waits"))) == ((), 1)
    here.steps("run")
    assert here.read(CATALOGUE) == held
    here.steps("convert --upgrade")
    assert len(entries(here)) == 3
    here.steps("run")
    whole = here.read(CATALOGUE)
    here.write(SETTINGS, here.read(SETTINGS).replace(f'"{FULL}"', f'"{OVERRIDES}"'))
    here.steps("convert --upgrade", "run")
    assert (here.read(CATALOGUE), here.read(FILE)) == (held, file)
    here.write(SETTINGS, here.read(SETTINGS).replace(f'"{OVERRIDES}"', f'"{FULL}"'))
    here.steps("convert --upgrade", "run")
    assert (here.read(CATALOGUE), here.read(FILE)) == (whole, file)


def test_a_note_beside_derived_words_stays(here: Repository) -> None:
    catalogue = here._catalogue(ARTICLE, TW)
    units = (
        replace(u, notes=("問過作者",)) if u.source == "Open the file." else u
        for u in catalogue.units
    )
    text = here.read(CATALOGUE)
    here.put(replace(catalogue, units=tuple(units)))
    assert here.read(CATALOGUE) != text
    here.steps("run")
    (noted,) = (u for u in here.units(ARTICLE, TW).values() if u.notes)
    assert (noted.notes, noted.owner) == (("問過作者",), Owner.DERIVED)
    steady(here)


@pytest.mark.more
def test_a_catalogue_of_before_goes_on_as_it_is(tmp_path: Path) -> None:
    here = begun(tmp_path / "r", FULL)
    here.write(SETTINGS, here.read(SETTINGS).replace(f'derived_catalogues = "{FULL}"\n', ""))
    before = here.read(CATALOGUE)
    here.steps("run")
    assert here.read(CATALOGUE) == before
    here.write(TARGET, here.read(TARGET).replace("再关上它", "然后关上它"))
    here.steps("run")
    assert (len(entries(here)), "然後關上它" in here.read(CATALOGUE)) == (3, True)


def test_without_any_setting_a_derived_catalogue_holds_all_units(tmp_path: Path) -> None:
    files = {ARTICLE: "Open the file.\n", TARGET: "打开文件。\n"}
    here = after(tmp_path / "r", files, "init", "align", "convert --add zh_TW", "run")
    assert len(entries(here)) == 1


@pytest.mark.parametrize("form", [OVERRIDES, *later(FULL)])
def test_an_article_that_is_renamed_keeps_what_its_catalogue_holds(
    tmp_path: Path, form: DerivedCatalogues
) -> None:
    here = begun(tmp_path / "r", form)
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    here.commit()
    count, file = len(entries(here)), here.read(FILE)
    here.write(SETTINGS, here.read(SETTINGS).replace(f'derived_catalogues = "{form}"\n', ""))
    here.steps(f"mv {ARTICLE} 原文/b.md")
    moved = here.read(CATALOGUE.replace("/a.po", "/b.po"))
    assert moved.count("\nmsgid ") == count
    assert here.read(FILE.replace("a.md", "b.md")) == file
    here.steps("run")
    steady(here)


def comes_back(here: Repository, tool: Callable[[str], str], *, fresh: bool) -> None:
    """What a tool takes out of the catalogue of now, perhaps in another clone."""
    wanted = here.read(CATALOGUE)
    if fresh:
        cloned(here)
    here.write(CATALOGUE, tool(wanted))
    here.steps("run")
    assert here.read(CATALOGUE) == wanted
    steady(here)


def less_end(text: str) -> str:
    return text[: text.index("#~ ")]


def less_header(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith('"X-Transpipe'))


@pytest.mark.parametrize("tool", [less_end, *later(less_header)])
@pytest.mark.parametrize("fresh", [False, *later(True)])
def test_what_a_tool_takes_out_is_put_back_and_what_a_person_took_out_is_not(
    here: Repository, tool: Callable[[str], str], fresh: bool
) -> None:
    here.translate(ARTICLE, {"Open the file.": "請打開檔案。"}, TW)
    here.steps("run")
    here.commit()
    here.write(CATALOGUE, here.git("show", f"HEAD:{CATALOGUE}").replace("請打開", "再打開"))
    here.translate(ARTICLE, {"Close it again.": "再闔上它。", "Open the file.": "開啟檔案。"}, TW)
    here.steps("run")
    here.commit()
    assert entries(here) == ['msgid "Close it again."']
    comes_back(here, tool, fresh=fresh)


def less_marks(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))


def less_comments(text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if line[:1] != "#")


@pytest.mark.parametrize("tool", [less_marks, *later(less_comments)])
@pytest.mark.parametrize("fresh", [False, *later(True)])
def test_the_mark_of_an_override_comes_back(
    here: Repository, tool: Callable[[str], str], fresh: bool
) -> None:
    """Without it nobody would know beside which words it was made."""
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    here.commit()
    comes_back(here, tool, fresh=fresh)


def test_a_header_without_entries_is_a_whole_catalogue_of_overrides(here: Repository) -> None:
    wanted = here.read(CATALOGUE)
    here.write(CATALOGUE, less_comments(wanted))
    assert "msgid" not in here.read(CATALOGUE).partition("\n\n")[2]
    here.steps("run")
    assert here.read(CATALOGUE) == wanted
    here.translate(ARTICLE, {"Close it again.": "再闔上它。"}, TW)
    here.steps("run")
    here.commit()
    held = here.read(CATALOGUE)
    here.write(CATALOGUE, f"{held.partition(chr(10) * 2)[0]}\n")  # cut off behind the header
    here.steps("run")
    assert here.read(CATALOGUE) == held
