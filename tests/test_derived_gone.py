"""A derived catalogue that is gone while its file stands: what people typed there is no less so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, after
from tests.test_workflows import run, steady
from transpipe.model import Locale, Owner

pytestmark = pytest.mark.first(3)

ARTICLE, FILE, TW = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
PO = "locales/zh_TW/LC_MESSAGES/原文/a.po"
ENGLISH = "# Caches\n\nA cache keeps answers.\n\nOld entries are dropped.\n"
CHINESE = "# 缓存\n\n缓存保存答案。\n\n旧的条目会被丢弃。\n"
TYPED, ADDED = "舊條目會丟掉。", "臺灣讀者請注意。"


def made(place: Path) -> Repository:
    commands = ("init", "align", "convert --add zh_TW", "run")
    return after(place, {ARTICLE: ENGLISH, FILE: CHINESE}, *commands, commit=True)


def typed(repository: Repository, words: str) -> None:
    assert "舊的條目會被丟棄。" in repository.read(TW)
    repository.write(TW, repository.read(TW).replace("舊的條目會被丟棄。", words))


@pytest.mark.parametrize("way", [("run",), ("convert", "sync", "build"), ("sync", "build")])
@pytest.mark.parametrize("cloned", [False, True])
@pytest.mark.parametrize("committed", [False, True])
def test_its_words_come_back(
    tmp_path: Path, committed: bool, cloned: bool, way: tuple[str, ...]
) -> None:
    repository = made(tmp_path / "work")
    typed(repository, f"{TYPED}\n\n{ADDED}")
    run(repository, "run")
    if committed:
        repository.commit()
    if cloned:
        shutil.rmtree(repository.root / ".transpipe")
    said = repository.read(TW)
    (repository.root / PO).unlink()
    for command in way:
        run(repository, command)
    assert repository.read(TW) == said
    unit = repository.units(ARTICLE, Locale.ZH_TW)["Old entries are dropped."]
    assert (unit.target, unit.owner) == (TYPED, Owner.PERSON)
    steady(repository, "sync", "convert", "build", "run")


def test_what_nobody_typed_follows_the_translation(tmp_path: Path) -> None:
    repository = made(tmp_path / "work")
    (repository.root / PO).unlink()
    repository.write(FILE, CHINESE.replace("旧的条目会被丢弃", "旧的条目会被清除"))
    run(repository, "run")
    assert "舊的條目會被清除。" in repository.read(TW)
    owners = {unit.owner for unit in repository.units(ARTICLE, Locale.ZH_TW).values()}
    assert owners == {Owner.DERIVED}
    steady(repository, "run")


def test_without_the_file_it_is_made_anew(tmp_path: Path) -> None:
    repository = made(tmp_path / "work")
    typed(repository, TYPED)
    run(repository, "run")
    for path in (PO, TW):
        (repository.root / path).unlink()
    run(repository, "run")
    assert TYPED not in repository.read(TW)
    steady(repository, "run")
