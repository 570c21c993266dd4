"""A newer converter is an event of its own: told once, and apart from what people typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.repository import Repository, after
from transpipe import po
from transpipe.editions.project import opened
from transpipe.editions.upgrades import tell_recut
from transpipe.engines.opencc import OpenCC
from transpipe.model import Locale
from transpipe.repository import Workspace
from transpipe.workflows.sync import sync

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
FILES = {
    ARTICLE: "# Files\n\nOpen the file.\n\nClose it again.\n",
    TARGET: "# 档案\n\n打开文件。\n\n再关上它。\n",
}


class Newer:
    """OpenCC as it might be next year."""

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The same, but for one word."""
        found = OpenCC().convert(texts, locale)
        return [text.replace("開啟", "打開") for text in found] if locale is Locale.ZH_TW else found


def codes(repository: Repository, converter: OpenCC | Newer) -> list[str]:
    workspace = Workspace(repository.root)
    outcome = sync(opened(workspace, workspace.config()), None, converter)
    return [finding.message for finding in outcome.findings if finding.code == "converted-anew"]


def test_a_newer_converter_says_once_what_it_changes(tmp_path: Path) -> None:
    here = after(tmp_path / "r", FILES, "init", "align", "convert --add zh_TW", "run")
    assert codes(here, OpenCC()) == []
    said = codes(here, Newer())
    assert len(said) == 1
    assert "{+打+}開[-啟-]檔案" in said[0]
    assert codes(here, Newer()) == []


def test_words_that_people_changed_are_no_newer_conversion(tmp_path: Path) -> None:
    here = after(tmp_path / "r", FILES, "init", "align", "convert --add zh_TW", "run")
    here.write(TARGET, here.read(TARGET).replace("再关上它", "然后关上它"))
    assert codes(here, OpenCC()) == []


def test_what_newer_rules_cut_otherwise_is_listed() -> None:
    before = po.parse(
        'msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "One."\nmsgstr "一。"\n'
        '\nmsgid "(label)="\nmsgstr ""\n', "a.po", ARTICLE, Locale.ZH_CN,
    )  # fmt: skip
    now = replace(before, units=before.units[:1])
    (finding,) = tell_recut(before, now)
    assert "- (label)=" in finding.message
    assert not list(tell_recut(now, now))
