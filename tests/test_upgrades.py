"""A newer converter is an event of its own: nothing changes by it until that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.repository import Repository, after
from transpipe import po, wiring
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project, opened
from transpipe.editions.upgrades import tell_recut
from transpipe.engines.opencc import OpenCC
from transpipe.errors import Refused
from transpipe.model import Locale, Quotes
from transpipe.repository import Workspace
from transpipe.workflows.convert import convert
from transpipe.workflows.sync import sync
from transpipe.workflows.upgrade import upgrade

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
CATALOGUE = "locales/zh_TW/LC_MESSAGES/原文/a.po"
FILES = {
    ARTICLE: "# Files\n\nOpen the file.\n\nClose it again.\n",
    TARGET: "# 档案\n\n打开文件。\n\n再关上它。\n",
}


class Newer:
    """OpenCC as it might be next year."""

    version, quotes = "opencc of next year", Quotes.CORNER

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The same, but for one word."""
        found = OpenCC().convert(texts, locale)
        return [text.replace("開啟", "打開") for text in found] if locale is Locale.ZH_TW else found


def opened_at(repository: Repository) -> Project:
    workspace = Workspace(repository.root)
    return opened(workspace, workspace.config())


def told(outcome: Outcome, code: str) -> list[str]:
    return [finding.message for finding in outcome.findings if finding.code == code]


def begun(folder: Path) -> Repository:
    return after(folder, FILES, "init", "align", "convert --add zh_TW", "run")


def upgraded(here: Repository) -> tuple[list[tuple[str, str, int]], Outcome]:
    said, outcome = upgrade(opened_at(here), None, Newer(), wiring.cut_words)
    return [(each.before, each.after, each.count) for each in said], outcome


def test_an_upgrade_changes_words_when_it_is_asked_for_alone(tmp_path: Path) -> None:
    here = begun(tmp_path / "r")
    before = here.read(CATALOGUE)
    assert sync(opened_at(here), None, Newer()).written == ()
    waiting = convert(opened_at(here), None, [Locale.ZH_TW], Newer())
    assert (waiting.written, len(told(waiting, "upgrade-waits"))) == ((), 1)
    assert here.read(CATALOGUE) == before
    words, outcome = upgraded(here)
    assert (words, outcome.written) == ([("開啟", "打開", 1)], (CATALOGUE,))
    assert "打開檔案" in here.read(CATALOGUE)
    assert upgraded(here) == ([], Outcome())
    again = convert(opened_at(here), None, [Locale.ZH_TW], Newer())
    assert (again.written, told(again, "upgrade-waits")) == ((), [])


def test_words_that_change_meanwhile_are_a_newer_converter_s_and_the_others_stay(
    tmp_path: Path,
) -> None:
    here = begun(tmp_path / "r")
    here.translate(ARTICLE, {"Close it again.": "打开文件再关上。"})
    sync(opened_at(here), None, Newer())
    said = here.read(CATALOGUE)
    assert ("打開檔案再關上" in said, "開啟檔案。" in said) == (True, True)


def test_an_upgrade_is_never_mixed_with_words_that_wait(tmp_path: Path) -> None:
    here = begun(tmp_path / "r")
    here.translate(ARTICLE, {"Close it again.": "打开文件再关上。"})
    before = here.read(CATALOGUE)
    with pytest.raises(Refused, match="run"):
        upgraded(here)
    assert here.read(CATALOGUE) == before


def test_an_upgrade_leaves_people_s_words(tmp_path: Path) -> None:
    here = begun(tmp_path / "r")
    here.translate(ARTICLE, {"Open the file.": "請開啟檔案。"}, Locale.ZH_TW)
    here.steps("run")
    words, _outcome = upgraded(here)
    assert words == []
    assert "請開啟檔案。" in here.read(CATALOGUE)


def test_a_catalogue_that_does_not_say_its_release_waits_for_an_upgrade_too(
    tmp_path: Path,
) -> None:
    here = begun(tmp_path / "r")
    field = "X-Transpipe-Converter"
    lines = here.read(CATALOGUE).splitlines(keepends=True)
    here.write(CATALOGUE, "".join(line for line in lines if field not in line))
    said = convert(opened_at(here), None, [Locale.ZH_TW], Newer())
    assert ("打開" in here.read(CATALOGUE), len(told(said, "upgrade-waits"))) == (False, 1)
    said = convert(opened_at(here), None, [Locale.ZH_TW], OpenCC())
    assert (said.written, told(said, "upgrade-waits")) == ((), [])


def test_the_command_lists_and_writes(tmp_path: Path) -> None:
    here = begun(tmp_path / "r")
    old = here.read(CATALOGUE)
    here.write(CATALOGUE, old.replace(OpenCC().version, "opencc 1.1.9, table x"))
    assert here.transpipe("convert", "--upgrade", "--json").out == ""
    assert OpenCC().version in here.read(CATALOGUE)


def test_words_that_people_changed_are_no_newer_conversion(tmp_path: Path) -> None:
    here = begun(tmp_path / "r")
    here.write(TARGET, here.read(TARGET).replace("再关上它", "然后关上它"))
    assert told(sync(opened_at(here), None, OpenCC()), "converted-anew") == []


def test_what_newer_rules_cut_otherwise_is_listed() -> None:
    before = po.parse(
        'msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "One."\nmsgstr "一。"\n'
        '\nmsgid "(label)="\nmsgstr ""\n', "a.po", ARTICLE, Locale.ZH_CN,
    )  # fmt: skip
    now = replace(before, units=before.units[:1])
    (finding,) = tell_recut(before, now)
    assert "- (label)=" in finding.message
    assert not list(tell_recut(now, now))
