"""Catalogues and files that git has put back: words that stand in no commit are not given up."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.histories.killing import Killed, killed_at
from tests.histories.tools import emptied_all
from tests.repository import Repository, adopted, small
from tests.test_workflows import run, steady
from transpipe.model import Locale, Owner, State

pytestmark = pytest.mark.more

ARTICLE, FILE, TW = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
OTHER, OTHERS = "原文/b.md", "译文/b.md"
LOCALES = "locales"
PO, PO_B = (f"locales/zh_CN/LC_MESSAGES/原文/{name}.po" for name in "ab")
ONE, TWO, THREE = "A cache keeps answers.", "Old entries are dropped.", "Errors are never kept."
LONGER = "A cache keeps most answers for a while."
ENGLISH = f"# Caches\n\n{ONE}\n\n{TWO}\n\n{THREE}\n"
CHINESE = "# 缓存\n\n缓存保存答案。\n\n旧的条目会被丢弃。\n\n错误从不保存。\n"


@pytest.fixture(params=["own", "source"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    """Two articles, adopted, confirmed, built and committed."""
    files = {ARTICLE: ENGLISH, FILE: CHINESE, OTHER: ENGLISH, OTHERS: CHINESE}
    relaid = request.param == "source"
    return adopted(tmp_path / "work", files, (ARTICLE, OTHER), relaid=relaid)


def typed(repository: Repository, path: str, old: str, new: str) -> None:
    text = repository.read(path)
    assert old in text
    repository.write(path, text.replace(old, new))


def worked(repository: Repository) -> str:
    """Sync and build; both again write nothing."""
    said = run(repository, "sync") + run(repository, "build")
    steady(repository, "sync", "build")
    return said


def said_in(catalogue: str) -> list[str]:
    """The lines of a catalogue, less what it says of the places of its units."""
    return sorted(line for line in catalogue.split("\n") if not line.startswith("#. §"))


def words(repository: Repository, source: str, article: str = ARTICLE) -> str:
    unit = repository.units(article)[source]
    assert unit.confirmed, unit
    return unit.target


# ── The catalogue ───────────────────────────────────────────────────────────────────────────


def test_words_of_the_file_come_back_into_a_catalogue_put_back(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    now = made.read(FILE)
    made.git("checkout", "--", LOCALES)
    assert "缓存保存答案" in made.read(PO)
    assert "transpipe sync" in run(made, "build", code=4)
    assert made.read(FILE) == now
    assert "1 unit has the newer words of the file again" in worked(made)
    assert made.read(FILE) == now
    assert words(made, ONE) == "缓存留存答案。"


def test_words_with_a_link_are_put_back_over(tmp_path: Path) -> None:
    english, chinese = f"{ENGLISH}\nSee [this](./x.md).\n", f"{CHINESE}\n见[这里](./x.md)。\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese}, (ARTICLE,))
    typed(made, FILE, "见[这里]", "请看[这里]")
    worked(made)
    made.git("checkout", "--", LOCALES)
    worked(made)
    assert words(made, "See [this](./x.md).") == "请看[这里](./x.md)。"


def test_the_others_are_left_alone(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    typed(made, OTHERS, "保存答案", "储存答案")
    worked(made)
    made.translate(OTHER, {TWO: "旧条目被丢掉。"})
    made.git("checkout", "--", PO)
    worked(made)
    assert words(made, ONE) == "缓存留存答案。"
    assert (words(made, ONE, OTHER), words(made, TWO, OTHER)) == (
        "缓存储存答案。",
        "旧条目被丢掉。",
    )
    assert "旧条目被丢掉。" in made.read(OTHERS)


def test_a_stash_of_the_catalogues_alone(made: Repository) -> None:
    typed(made, FILE, "从不保存", "绝不保存")
    worked(made)
    made.git("stash", "push", "-q", "--", LOCALES)
    worked(made)
    assert "错误绝不保存。" in made.read(FILE)
    assert words(made, THREE) == "错误绝不保存。"


def test_a_merge_settled_with_their_catalogue_and_our_file(made: Repository) -> None:
    made.git("checkout", "-q", "-b", "theirs")
    made.translate(ARTICLE, {TWO: "他们说旧条目被丢弃。"})
    made.commit()
    made.git("checkout", "-q", "main")
    typed(made, FILE, "保存答案", "留存答案")
    typed(made, FILE, "旧的条目", "旧有的条目")
    worked(made)
    made.git("stash", "-q")
    made.git("merge", "-q", "theirs")
    # What comes back from the stash meets their catalogue, and theirs is taken.
    made.git("checkout", "stash@{0}", "--", FILE)
    made.git("stash", "drop", "-q")
    worked(made)
    assert "缓存留存答案。" in made.read(FILE)
    assert words(made, ONE) == "缓存留存答案。"
    kept = made.read(FILE) + made.read(PO)
    assert "旧有的条目会被丢弃。" in kept


def test_a_colleagues_catalogue_is_no_catalogue_put_back(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.commit()
    made.git("checkout", "-q", "-b", "theirs")
    made.translate(ARTICLE, {ONE: "缓存把答案留下来。"})
    made.commit()
    made.git("checkout", "-q", "main")
    made.git("merge", "-q", "theirs")
    worked(made)
    assert "缓存把答案留下来。" in made.read(FILE)
    assert words(made, ONE) == "缓存把答案留下来。"


def test_new_words_in_a_catalogue_are_an_edit_of_it(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.translate(ARTICLE, {ONE: "缓存把答案存起来。"})
    assert "put back" not in worked(made)
    assert "缓存把答案存起来。" in made.read(FILE)


def test_new_words_beside_what_was_put_back(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", LOCALES)
    made.translate(ARTICLE, {THREE: "从不保存错误。"})
    worked(made)
    assert (words(made, ONE), words(made, THREE)) == ("缓存留存答案。", "从不保存错误。")
    assert "缓存留存答案。" in made.read(FILE)
    assert "从不保存错误。" in made.read(FILE)


def test_the_file_was_edited_again_meanwhile(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", LOCALES)
    typed(made, FILE, "从不保存", "绝不保存")
    worked(made)
    assert (words(made, ONE), words(made, THREE)) == ("缓存留存答案。", "错误绝不保存。")


def test_the_source_has_moved_on_meanwhile(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", LOCALES)
    typed(made, ARTICLE, ONE, LONGER)
    worked(made)
    unit = made.units(ARTICLE)[LONGER]
    assert (unit.target, unit.previous) == ("缓存留存答案。", ONE)
    assert "缓存留存答案。" in made.read(FILE)


def test_a_paragraph_left_the_source_meanwhile(made: Repository) -> None:
    """The words that its file had, and no commit, stay as obsolete."""
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "HEAD", "--", LOCALES)
    typed(made, ARTICLE, f"{ONE}\n\n", "")
    assert "put back" in worked(made)
    units = made.catalogue(ARTICLE).units
    assert "缓存留存答案。" in {unit.target for unit in units if not unit.active}
    assert "答案" not in made.read(FILE)


def test_the_article_was_renamed_meanwhile(made: Repository) -> None:
    """A text that came from another article has a catalogue without it, under the old name."""
    typed(made, OTHER, ENGLISH, ENGLISH + "\nQuorums are halves.\n")
    typed(made, OTHERS, CHINESE, CHINESE + "\n法定人数是半数。\n")
    worked(made)
    typed(made, OTHER, "\nQuorums are halves.\n", "")
    typed(made, ARTICLE, ENGLISH, ENGLISH + "\nQuorums are halves.\n")
    run(made, "sync")
    run(made, "build", "--fill")
    assert "法定人数是半数。" in made.read(FILE)
    made.git("checkout", "HEAD", "--", LOCALES)
    for folder in ("原文", "译文"):
        (made.root / folder / "a.md").rename(made.root / folder / "c.md")
    assert "put back" in worked(made)
    assert words(made, "Quorums are halves.", "原文/c.md") == "法定人数是半数。"
    assert "法定人数是半数。" in made.read("译文/c.md")


def test_nothing_is_drafted_over_a_catalogue_put_back(made: Repository) -> None:
    """Drafted, it would no longer be known as one, and the file has newer words."""
    typed(made, ARTICLE, ENGLISH, f"{ENGLISH}\nSilence is golden.\n")
    run(made, "sync")
    made.commit()
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "HEAD", "--", LOCALES)
    said = run(made, "draft", "--engine", "echo", code=4)
    assert "transpipe sync" in said
    assert said.endswith("next: transpipe sync\n")
    assert made.transpipe().out.endswith("next: transpipe sync\n")
    assert "put back" in worked(made)
    assert "transpipe sync" not in made.transpipe().out
    assert words(made, ONE) == "缓存留存答案。"
    run(made, "draft", "--engine", "echo")


def test_without_git_a_catalogue_is_what_it_is(made: Repository) -> None:
    before = made.read(PO)
    shutil.rmtree(made.root / ".git")
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.write(PO, before)
    worked(made)
    assert made.read(FILE) == CHINESE


def test_what_is_stale_still_is_when_the_catalogue_is_put_back(made: Repository) -> None:
    """Who typed the words while the source changed has not seen the new one yet."""
    typed(made, ARTICLE, ONE, LONGER)
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", LOCALES)
    worked(made)
    unit = made.units(ARTICLE)[LONGER]
    assert (unit.target, unit.state, unit.previous) == ("缓存留存答案。", State.FUZZY, ONE)


def test_what_was_confirmed_since_is_not_asked_again(made: Repository) -> None:
    typed(made, ARTICLE, ONE, LONGER)
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.confirm(ARTICLE)
    worked(made)
    made.git("checkout", "--", LOCALES)
    worked(made)
    assert words(made, LONGER) == "缓存留存答案。"


# ── Words of the file that a commit has, and no committed catalogue ─────────────────────────


def contributed(repository: Repository, *edits: tuple[str, str]) -> None:
    """Somebody edits the file and commits it without a sync; here it is taken in."""
    for old, new in edits:
        typed(repository, FILE, old, new)
    repository.commit()
    worked(repository)
    assert [words(repository, s) for s in (ONE, TWO)] == ["缓存留存答案。", "旧条目会被丢弃。"]


EDITS = ("保存答案", "留存答案"), ("旧的条目", "旧条目")


def test_a_contribution_is_taken_in_again_with_a_catalogue_put_back(made: Repository) -> None:
    contributed(made, *EDITS)
    now, catalogue = made.read(FILE), made.read(PO)
    made.git("checkout", "--", LOCALES)
    assert "2 units have the newer words of the file again" in worked(made)
    assert (made.read(FILE), made.read(PO)) == (now, catalogue)


def test_the_old_words_written_over_a_contribution_are_asked_about(made: Repository) -> None:
    """They may have been typed, or another tool has saved the catalogue since it was put back."""
    contributed(made, *EDITS)
    now = made.read(FILE)
    made.translate(ARTICLE, {ONE: "缓存保存答案。"})
    worked(made)
    unit = made.units(ARTICLE)[ONE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("缓存保存答案。", "缓存留存答案。")
    assert made.read(FILE) == now
    made.confirm(ARTICLE)
    worked(made)
    assert words(made, ONE) == "缓存保存答案。"
    assert "缓存保存答案。" in made.read(FILE)
    made.commit()
    steady(made, "sync", "build")


def test_other_words_written_over_a_contribution_are_an_edit(made: Repository) -> None:
    contributed(made, *EDITS)
    made.translate(ARTICLE, {ONE: "缓存把答案存起来。"})
    worked(made)
    assert words(made, ONE) == "缓存把答案存起来。"
    assert "缓存把答案存起来。" in made.read(FILE)


def test_a_contribution_and_a_colleagues_newer_catalogue_are_asked_about(made: Repository) -> None:
    made.git("checkout", "-q", "-b", "theirs")
    made.translate(ARTICLE, {ONE: "缓存把答案留下来。"})
    made.commit()
    made.git("checkout", "-q", "main")
    contributed(made, *EDITS)
    now = made.read(FILE)
    made.git("checkout", "--", LOCALES)
    made.git("merge", "-q", "theirs")
    worked(made)
    unit = made.units(ARTICLE)[ONE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("缓存把答案留下来。", "缓存留存答案。")
    assert made.read(FILE) == now


def test_a_conflict_that_was_settled_is_no_catalogue_put_back(
    made: Repository, tmp_path: Path
) -> None:
    """Without its comment and mark a unit is as it was before it was asked about.

    The header of a catalogue that git put back says nothing of a conflict: it asks again.
    """
    typed(made, FILE, "保存答案", "留存答案")
    made.commit()
    there = tmp_path / "clone"
    made.git("clone", "-q", "--depth", "1", f"file://{made.root}", str(there))
    clone = Repository(there)
    before = clone.read(PO)
    worked(clone)
    assert clone.units(ARTICLE)[ONE].conflict is not None
    clone.write(PO, before)
    worked(clone)
    assert clone.units(ARTICLE)[ONE].conflict is not None
    assert "缓存留存答案。" in clone.read(FILE)
    marks = r"# transpipe: conflict from=md\n(?:# >.*\n)*|#, fuzzy\n"
    clone.write(PO, re.sub(marks, "", clone.read(PO)))
    worked(clone)
    assert words(clone, ONE) == "缓存保存答案。"
    assert "缓存保存答案。" in clone.read(FILE)
    assert clone.read(PO) == before


def test_work_that_was_put_aside_while_a_conflict_was_asked(made: Repository) -> None:
    """The catalogue that comes back was written before anybody asked."""
    typed(made, FILE, "保存答案", "留存答案")
    typed(made, PO, "缓存保存答案", "缓存记住答案")
    made.commit()
    before = made.read(PO)
    typed(made, PO, "错误从不保存", "错误绝不保存")
    aside = made.read(PO)
    made.write(PO, before)
    worked(made)
    assert made.units(ARTICLE)[ONE].conflict is not None
    made.write(PO, aside)
    worked(made)
    assert made.units(ARTICLE)[ONE].conflict is not None
    assert "缓存留存答案。" in made.read(FILE)


def test_a_paragraph_that_was_contributed(tmp_path: Path) -> None:
    files = {ARTICLE: ENGLISH, FILE: CHINESE.replace("错误从不保存。", THREE)}
    made = adopted(tmp_path / "work", files, (ARTICLE,))
    typed(made, FILE, THREE, "错误从不保存。")
    made.commit()
    worked(made)
    catalogue = made.read(PO)
    made.git("checkout", "--", LOCALES)
    worked(made)
    assert made.read(PO) == catalogue


# ── The file ────────────────────────────────────────────────────────────────────────────────


def test_newer_words_of_the_catalogue_stay_when_the_file_is_put_back(made: Repository) -> None:
    made.translate(ARTICLE, {ONE: "缓存留存答案。", TWO: "旧条目被丢掉。"})
    worked(made)
    now = made.read(FILE)
    made.git("checkout", "--", "译文")
    assert "2 units keep the newer words of the catalogue" in worked(made)
    assert (words(made, ONE), words(made, TWO)) == ("缓存留存答案。", "旧条目被丢掉。")
    assert made.read(FILE) == now


def test_one_unit_alone_may_have_been_typed(made: Repository) -> None:
    made.translate(ARTICLE, {ONE: "缓存留存答案。"})
    worked(made)
    made.git("checkout", "--", "译文")
    assert "conflict" in worked(made)
    unit = made.units(ARTICLE)[ONE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("缓存留存答案。", "缓存保存答案。")
    made.confirm(ARTICLE)
    worked(made)
    assert "缓存留存答案。" in made.read(FILE)


def test_a_place_that_was_told_apart_is_put_back(tmp_path: Path) -> None:
    """Its unit is new since the commit, which has the words of all places."""
    english, chinese = f"{ENGLISH}\n{ONE}\n", f"{CHINESE}\n缓存保存答案。\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese}, (ARTICLE,))
    made.write(FILE, chinese.replace("缓存保存", "缓存留存", 1))
    worked(made)
    made.git("checkout", "HEAD", "--", "译文")
    typed(made, FILE, "旧的条目会被丢弃。", "旧的条目会被丢弃。\n\n（译注：另有说明。）")
    worked(made)
    texts = [
        u.target + (u.conflict.text if u.conflict else "") for u in made.catalogue(ARTICLE).units
    ]
    assert any("缓存留存答案。" in text for text in texts)


def test_both_put_back_are_as_they_were(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", "译文", LOCALES)
    steady(made, "sync", "build")
    assert made.read(FILE) == CHINESE


# ── Commits of which one side is newer than the other ───────────────────────────────────────


@pytest.mark.parametrize("back", [("stash", "-q"), ("checkout", "--", "译文")])
def test_a_commit_whose_catalogue_was_newer_than_its_file(
    made: Repository, back: tuple[str, ...]
) -> None:
    made.translate(ARTICLE, {ONE: "缓存留存答案。", TWO: "旧条目被丢掉。"})
    made.commit()
    worked(made)
    now = made.read(FILE)
    made.git(*back)
    assert made.read(FILE) == CHINESE
    assert "2 units keep the newer words of the catalogue" in worked(made)
    assert (words(made, ONE), words(made, TWO)) == ("缓存留存答案。", "旧条目被丢掉。")
    assert made.read(FILE) == now


def test_one_unit_of_such_a_commit_may_have_been_typed(made: Repository) -> None:
    made.translate(ARTICLE, {ONE: "缓存留存答案。"})
    made.commit()
    worked(made)
    made.git("stash", "-q")
    typed(made, FILE, "从不保存", "绝不保存")
    assert "conflict" in worked(made)
    unit = made.units(ARTICLE)[ONE]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("缓存留存答案。", "缓存保存答案。")
    assert words(made, THREE) == "错误绝不保存。"


@pytest.mark.parametrize(
    ("said", "built"),
    [("缓存储存答案。", False), ("缓存储存答案。", True), ("缓存保存答案。", True)],
)
def test_words_typed_over_newer_ones_and_committed_alone(
    made: Repository, said: str, built: bool
) -> None:
    made.translate(ARTICLE, {ONE: "缓存留存答案。"})
    made.commit()
    worked(made)
    if built:
        made.commit()
    typed(made, FILE, "缓存留存答案。", said)
    made.commit()
    assert "conflict" not in worked(made)
    assert words(made, ONE) == said


def test_a_commit_whose_file_was_newer_than_its_catalogue(made: Repository) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    made.commit()
    worked(made)
    made.git("checkout", "--", LOCALES)
    assert "1 unit has the newer words of the file again" in worked(made)
    assert words(made, ONE) == "缓存留存答案。"


@pytest.fixture
def uncommitted(tmp_path: Path) -> Repository:
    """An article in a commit, its catalogue in none yet."""
    made = small(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE})
    made.commit()
    made.steps("init", "align")
    made.confirm(ARTICLE)
    made.steps("sync", "build")
    return made


def test_a_file_put_back_and_edited_where_no_commit_has_a_catalogue(
    uncommitted: Repository,
) -> None:
    made = uncommitted
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    made.git("checkout", "--", "译文")
    typed(made, FILE, "错误从不保存。\n", "错误绝不保存。\n")
    run(made, "sync")
    assert words(made, THREE) == "错误绝不保存。"
    asked = made.units(ARTICLE)[ONE]
    assert asked.conflict is not None
    assert (asked.target, asked.conflict.text) == ("缓存留存答案。", "缓存保存答案。")


def test_a_conflict_keeps_the_words_that_git_took_out_of_the_file(
    uncommitted: Repository,
) -> None:
    made = uncommitted
    typed(made, FILE, "保存答案", "留存答案")
    made.translate(ARTICLE, {ONE: "缓存记住答案。"})
    run(made, "sync")
    made.git("checkout", "--", "译文")
    run(made, "sync")
    for last, new in (("保存答案", "留着答案"), ("留着答案", "存着答案")):
        typed(made, FILE, last, new)
        run(made, "sync")
        asked = made.units(ARTICLE)[ONE]
        assert asked.conflict is not None
        assert (asked.target, asked.conflict.text) == (
            "缓存记住答案。",
            f"缓存留存答案。\n\n缓存{new}。",
        )


def test_words_typed_where_no_commit_has_a_catalogue_are_an_edit(uncommitted: Repository) -> None:
    made = uncommitted
    typed(made, FILE, "保存答案", "留存答案")
    worked(made)
    typed(made, FILE, "留存答案", "留着答案")
    worked(made)
    assert words(made, ONE) == "缓存留着答案。"


def test_an_edit_of_a_file_that_was_put_back_takes_no_newer_words(made: Repository) -> None:
    """They were in no commit, and not before whoever typed; what a commit has may be typed over."""
    made.translate(ARTICLE, {ONE: "缓存留存答案。", TWO: "旧条目被丢掉。"})
    worked(made)
    made.git("checkout", "--", "译文")
    typed(made, FILE, "旧的条目会被丢弃", "陈旧的条目会被丢弃")
    typed(made, FILE, "错误从不保存", "错误绝不保存")
    worked(made)
    asked = made.units(ARTICLE)[TWO]
    assert asked.conflict is not None
    assert (asked.target, asked.conflict.text) == ("旧条目被丢掉。", "陈旧的条目会被丢弃。")
    assert words(made, THREE) == "错误绝不保存。"


@pytest.mark.parametrize("kind", ["conflict", "filled"])
def test_a_tool_had_emptied_what_is_put_back_behind_a_commit(tmp_path: Path, kind: str) -> None:
    """Of two states it may be made of, which say the same of all else, none loses a word."""
    chinese = CHINESE.replace("旧的条目会被丢弃。\n\n", "")
    made = adopted(tmp_path / "work", {ARTICLE: ENGLISH, FILE: chinese}, (ARTICLE,))
    if kind == "conflict":
        typed(made, FILE, "保存答案", "留存答案")
    new = {ONE: "缓存记住答案。"} if kind == "conflict" else {TWO: "旧条目被丢掉。"}
    made.translate(ARTICLE, new)
    run(made, "sync")
    whole, file = said_in(made.read(PO)), made.read(FILE)
    emptied_all(made.root / PO, Random(0))
    emptied = made.read(PO)
    made.git("checkout", "--", "译文", LOCALES)
    run(made, "sync")
    made.write(PO, emptied)
    made.write(FILE, file)
    run(made, "sync")
    assert {source: made.units(ARTICLE)[source].target for source in new} == new
    assert said_in(made.read(PO)) == whole


def test_what_somebody_has_emptied_stays_so_when_a_tool_empties_all(made: Repository) -> None:
    for words in ("旧条目被丢掉。", ""):
        made.translate(ARTICLE, {TWO: words})
        run(made, "sync")
    typed(made, FILE, "旧的条目会被丢弃。\n\n", "")
    run(made, "sync")
    said = {source: unit.target for source, unit in made.units(ARTICLE).items()}
    assert said[TWO] == ""
    emptied_all(made.root / PO, Random(0))
    run(made, "sync")
    assert {source: unit.target for source, unit in made.units(ARTICLE).items()} == said


# ── Derived locales, and work that was cut off ──────────────────────────────────────────────


def test_a_derived_locale_put_back(made: Repository) -> None:
    run(made, "convert", "--add", "zh_TW")
    run(made, "build")
    made.commit()
    typed(made, FILE, "保存答案", "留存答案")
    typed(made, TW, "錯誤從不儲存", "錯誤絕不存下")
    worked(made)
    now = made.read(FILE), made.read(TW)
    assert "快取留存答案。" in now[1]
    made.git("checkout", "--", LOCALES)
    worked(made)
    assert (made.read(FILE), made.read(TW)) == now
    units = made.units(ARTICLE, Locale.ZH_TW)
    assert units[THREE].owner is Owner.PERSON
    assert units[ONE].owner is Owner.DERIVED
    made.git("checkout", "--", "译文")
    worked(made)
    units = made.units(ARTICLE, Locale.ZH_TW)
    assert units[ONE].owner is Owner.DERIVED
    asked = units[THREE]
    assert asked.conflict is not None
    assert (asked.target, asked.conflict.text) == ("錯誤絕不存下。", "錯誤從不儲存。")


def test_an_override_in_doubt_still_is_when_the_catalogues_are_put_back(made: Repository) -> None:
    """It was written beside words that had changed; nobody has said that it stands."""
    run(made, "convert", "--add", "zh_TW")
    run(made, "build")
    made.commit()
    made.translate(ARTICLE, {THREE: "从不保存错误。"})
    typed(made, TW, "錯誤從不儲存", "錯誤絕不存下")
    run(made, "sync")
    assert made.units(ARTICLE, Locale.ZH_TW)[THREE].state is State.FUZZY
    made.git("checkout", "--", LOCALES)
    worked(made)
    unit = made.units(ARTICLE, Locale.ZH_TW)[THREE]
    assert (unit.target, unit.state) == ("錯誤絕不存下。", State.FUZZY)


@pytest.mark.parametrize("step", range(0, 24, 3))
def test_a_run_that_was_killed_before_the_catalogue_was_put_back(
    made: Repository, step: int
) -> None:
    typed(made, FILE, "保存答案", "留存答案")
    for command in ("sync", "build"):
        with suppress(Killed), killed_at(step):
            made.transpipe(command)
    made.git("checkout", "--", LOCALES)
    worked(made)
    assert "缓存留存答案。" in made.read(FILE)
    assert words(made, ONE) == "缓存留存答案。"


# ── The source ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("commands", [("sync", "build"), ("sync", "sync", "build"), ("run",)])
def test_a_source_that_is_put_back_is_no_catalogue_put_back(
    tmp_path: Path, commands: tuple[str, ...]
) -> None:
    """The patch of its patch says what the commit says: git has nothing to do with it."""
    files = {ARTICLE: "# Limits\n\nThe limit is 10 MB.\n", FILE: "# 限制\n\n上限为 10 MB。\n"}
    limits = adopted(tmp_path / "work", files, (ARTICLE,))
    typed(limits, ARTICLE, "10 MB", "20 MB")
    worked(limits)
    assert "上限为 20 MB。" in limits.read(FILE)
    typed(limits, ARTICLE, "20 MB", "10 MB")
    said = "".join(run(limits, command) for command in commands)
    assert "put back" not in said
    assert limits.read(FILE) == files[FILE]
    assert words(limits, "The limit is 10 MB.") == "上限为 10 MB。"
    steady(limits, "sync", "build")


def test_a_layout_put_back_takes_no_note_away(uncommitted: Repository) -> None:
    """What somebody added to the file stays, though the catalogue is one from before that."""
    made = uncommitted
    run(made, "build", "--relayout", ARTICLE)
    worked(made)
    made.commit()
    made.write(FILE, made.read(FILE) + "\n（译注：又一句话。）\n")
    run(made, "sync")
    now = made.read(FILE)
    made.git("checkout", "--", LOCALES)
    assert "transpipe sync" in run(made, "build", code=4)
    assert made.read(FILE) == now
    worked(made)
    assert made.read(FILE) == now


def test_what_was_committed_since_is_an_edit_and_nothing_that_git_put_back(
    made: Repository,
) -> None:
    """Edited, built, edited again, committed: the newer words are the ones that somebody meant."""
    typed(made, PO, "旧的条目会被丢弃。", "旧条目先丢弃。")
    run(made, "build")
    typed(made, PO, "旧条目先丢弃。", "旧条目最先丢弃。")
    made.git("add", LOCALES)
    made.git("commit", "-q", "-m", "newer words")
    run(made, "sync")
    assert words(made, TWO) == "旧条目最先丢弃。"
    run(made, "build")
    assert "旧条目最先丢弃。" in made.read(FILE)


def test_words_without_a_place_in_the_file_are_edited_and_committed(made: Repository) -> None:
    new = "Nobody has this yet."
    made.write(ARTICLE, ENGLISH + f"\n{new}\n")
    run(made, "sync")
    made.commit()
    for said in ("谁也没有。", "谁都还没有。"):
        made.translate(ARTICLE, {new: said})
        if said == "谁也没有。":
            run(made, "build")
    made.commit()
    run(made, "sync")
    assert words(made, new) == "谁都还没有。"
