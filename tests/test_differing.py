"""A file and a catalogue that differ in a copy of the repository that knows no state of before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, adopted
from tests.test_workflows import run, steady

ARTICLE, FILE = "原文/a.md", "译文/a.md"
TABLE = "| The name | By default |\n| --- | --- |\n| By default | Yes |\n| Long | Required |\n\n"
OTHER = "| The name | Long |\n| --- | --- |\n| Not set | No |\n| Required | The name |\n\n"
ENGLISH = f"# Recovery\n\n{TABLE * 3}## Old versions\n\n{OTHER}{TABLE * 2}"
CHINESE_TABLE = "| 名称 | 默认 |\n| --- | --- |\n| 默认值 | 是 |\n| 长文本 | 必填 |\n\n"
CHINESE_OTHER = "| 名字 | 长的文本 |\n| --- | --- |\n| 未设置 | 否 |\n| 必须填写的 | 名字 |\n\n"
CHINESE = f"# 恢复\n\n{CHINESE_TABLE * 3}## 旧版本\n\n{CHINESE_OTHER}{CHINESE_TABLE * 2}"
HERE = ("Recovery / Old versions", "Required")


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """An article whose tables repeat, in a layout of its own; git and what was remembered are gone.

    In the source one table has moved since, and in the file one more has been put at its end.
    """
    repository = adopted(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE}, (ARTICLE,))
    for folder in (".git", ".transpipe"):
        shutil.rmtree(repository.root / folder)
    repository.write(ARTICLE, ENGLISH.replace(OTHER + TABLE, TABLE + OTHER))
    repository.write(FILE, CHINESE + CHINESE_TABLE)
    po = "locales/zh_CN/LC_MESSAGES/原文/a.po"
    repository.write(po, repository.read(po).replace("必须填写的", "必须填写的项"))
    return repository


def test_what_is_said_otherwise_in_its_place_is_asked_about(made: Repository) -> None:
    made.write(FILE, made.read(FILE).replace("必须填写的", "必须填写"))
    assert "1 unit was changed on both sides" in run(made, "sync")
    unit = made.catalogue(ARTICLE).find()[HERE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("必须填写的项", "必须填写")
    run(made, "build")
    steady(made, "sync", "build")
    assert "必须填写 |" in made.read(FILE)


@pytest.mark.parametrize("note", ["（译者另有说明。）", ""])
def test_a_note_where_words_are_missing_is_a_translators_own(made: Repository, note: str) -> None:
    made.write(FILE, made.read(FILE).replace("必须填写的", note))
    assert "both sides" not in run(made, "sync")
    run(made, "build")
    steady(made, "sync", "build")
    assert made.catalogue(ARTICLE).find()[HERE].target == "必须填写的项"
    assert note in made.read(FILE)


def test_words_that_are_another_units_are_not_confirmed_for_a_new_one(tmp_path: Path) -> None:
    """A text stood twice in the source, and one place is another by now; the file is cut off."""
    twice = "Two nodes may disagree for a short while. Metrics are sampled once a second."
    said = "- 两个节点可能在短时间内不一致。指标每秒采样一次。"
    begun, rest = f"# 分片\n\n## 用法\n\n{said}\n\n## 示例\n", f"\n{said}\n\n> 索引会重建。\n"
    english = f"# Sharding\n\n## Use\n\n- {twice}\n\n## Examples\n\n- {twice}\n\n> Rebuild it.\n"
    repository = adopted(tmp_path / "work", {ARTICLE: english, FILE: begun + rest}, (ARTICLE,))
    repository.write(ARTICLE, english.replace(" for ", " during ", 1))
    repository.write(FILE, begun)
    for folder in (".git", ".transpipe"):
        shutil.rmtree(repository.root / folder)
    run(repository, "sync")
    units = repository.units(ARTICLE)
    assert units[twice].confirmed
    assert not units[twice.replace(" for ", " during ")].confirmed
