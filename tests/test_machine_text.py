"""Translations of machines, adopted as drafts; and files that are no translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.repository import Repository, small
from transpipe import po
from transpipe.align.machine import signs
from transpipe.markdown.segments import parse
from transpipe.model import Owner, State

FOLDERS = sorted((CASES / "align" / "machine").glob("*/"))
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/queue.po"
SOURCE = "# Queues\n\nA queue hands work on.\n\nWatch its length.\n"
TARGET = "# 队列\n\n队列把工作交出去。\n\n注意它的长度。\n"


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_signs(case: Path) -> None:
    document = parse((case / "zh.md").read_text("utf-8"), source=False)
    assert len(signs(document)) == int((case / "signs.txt").read_text("utf-8"))


def test_translations_of_people_carry_no_signs(data: Path) -> None:
    for path in sorted((data / "align-dev").glob("*/zh.md")):
        assert signs(parse(path.read_text("utf-8"), source=False)) == (), path


def repository(place: Path, target: str | bytes, settings: str = "") -> Repository:
    made = small(place / "r", {"原文/queue.md": SOURCE, "译文/queue.md": target})
    made.transpipe("init")
    if settings:
        made.write("transpipe.toml", made.read("transpipe.toml") + settings)
    return made


def test_machine_text_is_adopted_as_drafts(tmp_path: Path) -> None:
    made = repository(tmp_path, TARGET)
    ran = made.transpipe("align", "--as", "mt:google")
    assert ran.code == 0, ran.err
    units = po.parse(made.read(CATALOGUE)).units
    assert [unit.target for unit in units] == ["队列", "队列把工作交出去。", "注意它的长度。"]
    assert {unit.state for unit in units} == {State.FUZZY}
    assert {unit.owner for unit in units} == {Owner.MACHINE}
    assert {unit.origin and unit.origin.by for unit in units} == {"mt:google"}
    assert made.transpipe("build").code == 0
    assert made.read("译文/queue.md") == TARGET


def test_the_setting_says_the_same(tmp_path: Path) -> None:
    made = repository(tmp_path, TARGET, '\n[articles."原文/queue.md"]\nas = "mt:deepl"\n')
    made.transpipe("align")
    units = po.parse(made.read(CATALOGUE)).units
    assert {unit.origin and unit.origin.by for unit in units} == {"mt:deepl"}


def test_what_is_no_machine_is_refused(tmp_path: Path) -> None:
    made = repository(tmp_path, TARGET)
    ran = made.transpipe("align", "--as", "google")
    assert ran.code == 2
    assert "mt:NAME" in ran.err
    assert not (made.root / "locales").exists()


def test_align_proposes_it_and_can_be_asked_again(tmp_path: Path) -> None:
    made = repository(tmp_path, TARGET + "\n本文由百度翻译自动生成。\n")
    ran = made.transpipe("align")
    assert "machine-text: looks machine translated" in ran.out
    assert "--as mt:NAME" in ran.out
    ran = made.transpipe("align", "queue", "--as", "mt:baidu")
    assert ran.code == 0, ran.err
    units = po.parse(made.read(CATALOGUE)).units
    assert {unit.owner for unit in units} == {Owner.MACHINE}


def test_a_catalogue_with_work_in_it_is_not_made_anew(tmp_path: Path) -> None:
    made = repository(tmp_path, TARGET)
    made.transpipe("align")
    made.write(CATALOGUE, made.read(CATALOGUE).replace("注意它的长度。", "盯住它的长度。"))
    before = made.read(CATALOGUE)
    ran = made.transpipe("align", "queue", "--as", "mt:baidu")
    assert "has a catalogue already" in ran.out
    assert made.read(CATALOGUE) == before


# ── What is no translation ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("target", "code"),
    [
        (b"", "empty-target"),
        (b"\n \n", "empty-target"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe", "not-text"),
        ("队列把工作交出去。注意它的长度。".encode("gb18030"), "not-text"),
        (b"# Rows\n\nNothing of the article stands here.\n", "untranslated"),
        ("# キュー\n\nキューは仕事を渡します。長さに注意してください。\n".encode(), "untranslated"),
    ],
)
def test_what_is_no_translation_gets_a_finding_and_no_units(
    tmp_path: Path, target: bytes, code: str
) -> None:
    made = repository(tmp_path, target)
    made.write("原文/other.md", "# Other\n\nAnother text.\n")
    made.write("译文/other.md", "# 其他\n\n另一篇文章。\n")
    ran = made.transpipe("align")
    assert ran.code == (4 if code == "not-text" else 0), ran.err
    assert f" {code}: " in ran.out
    assert not (made.root / CATALOGUE).exists()
    assert (made.root / CATALOGUE.replace("queue", "other")).exists()
    named = made.transpipe("align", "queue")
    assert f" {code}: " in named.out or (named.code == 4 and "not UTF-8" in named.err)
    assert made.root.joinpath("译文/queue.md").read_bytes() == target
