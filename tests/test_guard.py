"""The net under every write: words of a person that would stand nowhere stop it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, after
from transpipe import po
from transpipe.editions import sync_edition as syncing
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.project import Project, opened
from transpipe.engines.opencc import OpenCC
from transpipe.errors import WouldLose
from transpipe.model import Catalogue, Held, Locale, State
from transpipe.repository import Workspace
from transpipe.repository.guard import Keeping, check, squeezed
from transpipe.workflows.build import planned, policy, written

ENGLISH = "# Caches\n\nA cache keeps answers.\n\nIt forgets the oldest one first.\n"
CHINESE = "# 缓存\n\n缓存保存答案。\n\n它先忘掉最旧的那个。\n"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"


@pytest.fixture
def adopted(tmp_path: Path) -> Repository:
    return after(tmp_path / "r", {"原文/a.md": ENGLISH, "译文/a.md": CHINESE}, "init", "align")


def project_of(repository: Repository) -> Project:
    workspace = Workspace(repository.root)
    return opened(workspace, workspace.config())


def without(catalogue: Catalogue, source: str) -> Catalogue:
    """The catalogue less one unit: what no stage may ever make."""
    units = tuple(unit for unit in catalogue.units if unit.source != source)
    return replace(catalogue, units=units)


# ── catalogues ──────────────────────────────────────────────────────────────────────────────


def test_a_catalogue_that_drops_words_which_stand_nowhere_is_not_written(
    adopted: Repository,
) -> None:
    adopted.translate("原文/a.md", {"A cache keeps answers.": "缓存记住答案。"})
    before = adopted.read(PO)
    project = project_of(adopted)
    article = next(project.catalogued())
    left = without(article.catalogue, "A cache keeps answers.")
    with pytest.raises(WouldLose) as fault:
        write_catalogue(project, article.holding(left))
    assert fault.value.code == 4
    for fact in ("缓存记住答案。", "A cache keeps answers.", PO, "译文/a.md"):
        assert fact in str(fault.value)
    assert adopted.read(PO) == before


def test_words_that_the_file_has_may_leave_the_catalogue(adopted: Repository) -> None:
    project = project_of(adopted)
    article = next(project.catalogued())
    left = without(article.catalogue, "A cache keeps answers.")
    assert write_catalogue(project, article.holding(left)) == (PO,)


def test_words_written_anew_in_the_file_take_back_the_old_ones(adopted: Repository) -> None:
    adopted.write("译文/a.md", CHINESE.replace("缓存保存答案。", "缓存把答案留着。"))
    assert adopted.transpipe("sync").code == 0
    assert adopted.units("原文/a.md")["A cache keeps answers."].target == "缓存把答案留着。"
    assert "缓存保存答案。" not in adopted.read(PO)


def test_a_stage_that_forgets_obsolete_words_is_stopped(adopted: Repository) -> None:
    adopted.translate("原文/a.md", {"A cache keeps answers.": "缓存记住答案。"})
    adopted.write("原文/a.md", ENGLISH.replace("A cache keeps answers.\n\n", ""))
    whole = syncing.settle

    def forgetful(*given: object, **named: bool) -> object:
        merged, found = whole(*given, **named)  # type: ignore[arg-type]
        units = tuple(u for u in merged.catalogue.units if u.state is not State.OBSOLETE)
        return replace(merged, catalogue=replace(merged.catalogue, units=units)), found

    before = adopted.read(PO)
    with patch.object(syncing, "settle", forgetful):
        ran = adopted.transpipe("sync")
    assert ran.code == 4
    assert "缓存记住答案。" in ran.out + ran.err
    assert adopted.read(PO) == before
    assert adopted.transpipe("sync").code == 0
    assert "缓存记住答案。" in adopted.read(PO)


# ── files ───────────────────────────────────────────────────────────────────────────────────


def test_a_build_that_would_take_words_out_of_everything_is_stopped(adopted: Repository) -> None:
    with _forgetting("缓存保存答案。"):
        project = project_of(adopted)
        article = next(project.catalogued())
        path = adopted.root / PO
        forgot = without(article.catalogue, "A cache keeps answers.")
        path.write_text(po.render(forgot), "utf-8")
        adopted.write("原文/a.md", ENGLISH.replace("A cache keeps answers.\n\n", ""))
        project = project_of(adopted)
        plans = planned(project, None, policy(project.config), OpenCC())
        done = written(project, plans)
        assert done.refused
        assert "译文/a.md:3" in done.findings[-1].message
    assert adopted.read("译文/a.md") == CHINESE


@contextmanager
def _forgetting(words: str) -> Iterator[None]:
    """A build whose plan lacks some words that neither file nor catalogue would have then."""
    from transpipe.editions import build_edition as build

    whole = build.into_own

    def forgetful(file, placement, says, links, target):  # type: ignore[no-untyped-def]
        result = whole(file, placement, says, links, target)
        return replace(result, text=result.text.replace(f"{words}\n\n", ""))

    with patch.object(build, "into_own", forgetful):
        yield


def test_words_replaced_in_the_catalogue_may_leave_the_file(adopted: Repository) -> None:
    adopted.translate("原文/a.md", {"A cache keeps answers.": "缓存记住答案。"})
    assert adopted.transpipe("build").code == 0
    assert "缓存记住答案。" in adopted.read("译文/a.md")
    assert "缓存保存答案。" not in adopted.read("译文/a.md")


def test_derived_words_follow_their_parent_without_a_word(adopted: Repository) -> None:
    assert adopted.transpipe("convert", "--add", "zh_TW").code == 0
    assert adopted.transpipe("run").code == 0
    adopted.translate("原文/a.md", {"A cache keeps answers.": "缓存记住答案。"})
    assert adopted.transpipe("run").code == 0
    assert adopted.units("原文/a.md", Locale.ZH_TW)["A cache keeps answers."].target


# ── the function itself ─────────────────────────────────────────────────────────────────────

TEXTS = st.text("甲乙丙 \n", min_size=1).filter(str.strip)


@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5))
def test_what_stands_nowhere_is_refused_and_nothing_else_is(
    before: list[str], after: list[str]
) -> None:
    keeping = Keeping(tuple(Held(text, "", "x.md") for text in before), (lambda: after,), "y.po")
    whole = squeezed("".join(after))
    if all(squeezed(text) in whole for text in before):
        check("x.md", keeping)
    else:
        with pytest.raises(WouldLose):
            check("x.md", keeping)


def test_a_confirmed_unit_is_written_without_what_it_was_made_for(adopted: Repository) -> None:
    """P6: read again it has none, so that the next sync would write."""
    project = project_of(adopted)
    catalogue = next(project.catalogued()).catalogue
    units = tuple(replace(u, previous="Old.") if u.confirmed else u for u in catalogue.units)
    project.catalogues.keep(replace(catalogue, units=units))
    assert "#|" not in adopted.read(PO)
