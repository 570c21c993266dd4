"""A repository whose only Chinese is traditional: its files are articles like any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.repository import Repository, small
from transpipe.editions.project import opened
from transpipe.model import Locale, Question
from transpipe.repository import Workspace
from transpipe.workflows.draft import Helpers, draft

FILES: dict[str, str | bytes] = {
    "docs/en/a.md": "# Files\n\nOpen the file.\n\nClose it again.\n",
    "docs/en/b.md": "# Other\n\nNothing here.\n",
}
ALONE = {"zh-TW": Locale.ZH_TW, "zh-HK": Locale.ZH_HK, "zh-CN": Locale.ZH_CN}


class Asked:
    """An engine that says nothing, and remembers for which locale it was asked."""

    name, heeds = "asked", False

    def __init__(self) -> None:
        self.locales: set[Locale] = set()

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        self.locales.add(locale)
        return [None for _question in questions]


def repository(folder: Path, tag: str) -> Repository:
    made = small(folder, FILES | {f"docs/{tag}/a.md": "# 檔案\n\n開啟檔案。\n"})
    made.steps("init", "align", "sync")
    return made


@pytest.mark.parametrize("tag", ALONE)
def test_drafts_are_asked_for_in_the_locale_of_the_file(tmp_path: Path, tag: str) -> None:
    made, engine = repository(tmp_path, tag), Asked()
    workspace = Workspace(made.root)
    draft(opened(workspace, workspace.config()), None, Helpers(engine))
    assert engine.locales == {ALONE[tag]}


def test_what_would_leave_nothing_to_derive_from_is_refused(tmp_path: Path) -> None:
    made = small(tmp_path, FILES | {"docs/zh-TW/a.md": "# 檔案\n\n開啟檔案。\n"})
    made.write("transpipe.toml", '\nderived = ["zh_TW"]\n')
    ran = made.transpipe("status")
    assert ran.code == 2
    assert "transpipe.toml:2: derived: docs/zh-TW/a.md is in zh_TW already" in ran.err


def test_a_file_that_can_be_derived_is_no_reason_to_refuse(tmp_path: Path) -> None:
    files = FILES | {"docs/zh-CN/a.md": "# 文件\n\n打开文件。\n", "docs/zh-TW/a.md": "# 檔案\n"}
    made = small(tmp_path, files)
    made.write("transpipe.toml", 'derived = ["zh_TW"]\n')
    assert made.transpipe("status").code == 0
