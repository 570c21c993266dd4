"""A newer converter is an event of its own: nothing changes by it until that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import Repository, after
from transpipe import po, wiring
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project, opened
from transpipe.editions.upgrades import tell_recut
from transpipe.engines.git import Git
from transpipe.engines.opencc import OpenCC
from transpipe.errors import Refused
from transpipe.model import DerivedCatalogues, Locale, Quotes
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.convert import convert
from transpipe.workflows.sync import sync
from transpipe.workflows.upgrade import upgrade

SETTINGS = "transpipe.toml"
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


def opened_at(repository: Repository, converter: Converter) -> Project:
    workspace = Workspace(repository.root)
    project = opened(workspace, workspace.config(), Git(repository.root))
    return replace(project, converter=converter)


def sync_at(here: Repository, converter: Converter) -> Outcome:
    return sync(opened_at(here, converter), None, converter)


def convert_at(here: Repository, converter: Converter) -> Outcome:
    return convert(opened_at(here, converter), None, [Locale.ZH_TW], converter)


def build_at(here: Repository, converter: Converter) -> Outcome:
    project = opened_at(here, converter)
    return written(project, planned(project, None, policy(project.config), converter))


def words_of(here: Repository, converter: Converter) -> str:
    """What the derived edition says, whatever its catalogue holds."""
    project = opened_at(here, converter)
    catalogue = project.catalogue(project.find(ARTICLE), Locale.ZH_TW)
    assert catalogue is not None
    return "\n".join(unit.target for unit in catalogue.active())


def told(outcome: Outcome, code: str) -> list[str]:
    return [finding.message for finding in outcome.findings if finding.code == code]


@pytest.fixture(params=[DerivedCatalogues.OVERRIDES, *later(DerivedCatalogues.FULL)])
def here(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    return begun(tmp_path / "r", request.param)


def begun(folder: Path, form: DerivedCatalogues) -> Repository:
    made = after(folder, FILES, "init", "align")
    made.write(SETTINGS, f'derived_catalogues = "{form}"\n' + made.read(SETTINGS))
    made.steps("convert --add zh_TW", "run")
    return made


def upgraded(here: Repository) -> tuple[list[tuple[str, str, int]], Outcome]:
    said, outcome = upgrade(opened_at(here, Newer()), None, Newer(), wiring.cut_words)
    return [(each.before, each.after, each.count) for each in said], outcome


def test_an_upgrade_changes_words_when_it_is_asked_for_alone(here: Repository) -> None:
    before = here.read(CATALOGUE)
    assert sync_at(here, Newer()).written == ()
    waiting = convert_at(here, Newer())
    assert (waiting.written, len(told(waiting, "upgrade-waits"))) == ((), 1)
    assert here.read(CATALOGUE) == before
    words, outcome = upgraded(here)
    assert (words, outcome.written) == ([("開啟", "打開", 1)], (CATALOGUE,))
    assert "打開檔案" in words_of(here, Newer())
    assert upgraded(here) == ([], Outcome())
    again = convert_at(here, Newer())
    assert (again.written, told(again, "upgrade-waits")) == ((), [])


def test_words_that_change_meanwhile_are_a_newer_converter_s_and_the_others_stay(
    here: Repository,
) -> None:
    here.translate(ARTICLE, {"Close it again.": "打开文件再关上。"})
    sync_at(here, Newer())
    said = words_of(here, Newer())
    assert ("打開檔案再關上" in said, "開啟檔案。" in said) == (True, True)


def test_an_upgrade_is_never_mixed_with_words_that_wait(here: Repository) -> None:
    here.translate(ARTICLE, {"Close it again.": "打开文件再关上。"})
    before = here.read(CATALOGUE)
    with pytest.raises(Refused, match="run"):
        upgraded(here)
    assert here.read(CATALOGUE) == before


def test_an_upgrade_leaves_people_s_words(here: Repository) -> None:
    here.translate(ARTICLE, {"Open the file.": "請開啟檔案。"}, Locale.ZH_TW)
    here.steps("run")
    words, _outcome = upgraded(here)
    assert words == []
    assert "請開啟檔案。" in here.read(CATALOGUE)


def test_a_catalogue_that_does_not_say_its_release_waits_for_an_upgrade_too(
    here: Repository,
) -> None:
    field = "X-Transpipe-Converter"
    lines = here.read(CATALOGUE).splitlines(keepends=True)
    here.write(CATALOGUE, "".join(line for line in lines if field not in line))
    said = convert_at(here, Newer())
    assert ("打開" in words_of(here, Newer()), len(told(said, "upgrade-waits"))) == (False, 1)
    said = convert_at(here, OpenCC())
    assert (said.written, told(said, "upgrade-waits")) == ((), [])


def test_the_command_lists_and_writes(here: Repository) -> None:
    old = here.read(CATALOGUE)
    here.write(CATALOGUE, old.replace(OpenCC().version, "opencc 1.1.9, table x"))
    assert here.transpipe("convert", "--upgrade", "--json").out == ""
    assert OpenCC().version in here.read(CATALOGUE)


def test_words_that_people_changed_are_no_newer_conversion(here: Repository) -> None:
    here.write(TARGET, here.read(TARGET).replace("再关上它", "然后关上它"))
    assert told(sync_at(here, OpenCC()), "converted-anew") == []


def test_what_newer_rules_cut_otherwise_is_listed() -> None:
    before = po.parse(
        'msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "One."\nmsgstr "一。"\n'
        '\nmsgid "(label)="\nmsgstr ""\n', "a.po", ARTICLE, Locale.ZH_CN,
    )  # fmt: skip
    now = replace(before, units=before.units[:1])
    (finding,) = tell_recut(before, now)
    assert "- (label)=" in finding.message
    assert not list(tell_recut(now, now))
