"""Two branches: the source moves on upon one, the Chinese is improved upon the other; real git."""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import pytest

from tests.conftest import later
from tests.figures.two_branches import DRIVER as CALLED
from tests.figures.two_branches import OPERATIONS, SIDES, WAYS, Merge, Pair, figures, tried
from tests.repository import Repository, adopted
from tests.test_workflows import run, steady
from transpipe.model import Conflict, Locale, State

ARTICLE, FILE, TW = "原文/a.md", "译文/a.md", "译文/zh_TW/a.md"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"
ONE, TWO, THREE = (
    "A cache keeps answers that were expensive to find.",
    "Old entries are dropped. The cache is small.",
    "Errors are never kept.",
)
ENGLISH = f"# Caching\n\n{ONE}\n\n{TWO}\n\n{THREE}\n"
CHINESE = "# 缓存\n\n缓存保存难得的答案。\n\n旧条目会被丢弃。缓存很小。\n\n错误从不留存。\n"


def repository(place: Path, *, relaid: bool = False) -> Repository:
    made = adopted(place, {ARTICLE: ENGLISH, FILE: CHINESE}, (ARTICLE,), relaid=relaid)
    made.git("config", "merge.transpipe.driver", CALLED)
    return made


@pytest.fixture(params=["own", *later("source")])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    return repository(tmp_path / "work", relaid=request.param == "source")


def typed(made: Repository, old: str, new: str, path: str = FILE) -> None:
    text = made.read(path)
    assert text.count(old) == 1
    made.write(path, text.replace(old, new))


def branch(made: Repository, name: str, old: str, new: str, start: str = "main") -> None:
    """A branch on which somebody typed in the Chinese file, and ran transpipe."""
    made.git("switch", "-q", "-c", name, start)
    typed(made, old, new)
    made.steps("run")
    made.commit()


def clash(made: Repository, *arguments: str) -> None:
    """Two branches typed in one paragraph, and git stopped."""
    branch(made, "theirs", "缓存很小", "缓存不大")
    branch(made, "ours", "旧条目会被", "旧的条目将被")
    ran = tried(made, *(arguments or ("merge", "-q", "--no-edit", "theirs")))
    assert ran.code == 1, ran.out + ran.err
    assert "<<<<<<<" in made.read(FILE)


OURS, THEIRS = "旧的条目将被丢弃。缓存很小。", "旧条目会被丢弃。缓存不大。"


def both_stand(made: Repository, first: str = OURS, other: str = THEIRS) -> None:
    unit = made.units(ARTICLE)[TWO]
    assert (unit.target, unit.conflict) == (first, Conflict("theirs", other))
    assert f"\n{first}\n" in made.read(FILE)
    assert "<<<<<<<" not in made.read(FILE)


# ── Merges ──────────────────────────────────────────────────────────────────────────────────

ALL = list(product(OPERATIONS, WAYS, SIDES, range(2)))
FIRST = [("split", "po", "ours", 0), ("join", "file", "theirs", 1)]


@pytest.mark.parametrize("case", [*FIRST, *later(*(case for case in ALL if case not in FIRST))])
def test_words_follow_their_text(tmp_path: Path, case: tuple[str, str, str, int]) -> None:
    operation, way, side, seed = case
    merge = Merge(Pair(seed, operation, way), side, tmp_path)
    assert list(merge.faults(tmp_path / "work")) == []


@pytest.mark.long
def test_every_figure_of_two_branches(data: Path) -> None:
    assert [row for row in figures(data) if not row[3]] == []


def test_another_branch_is_no_tool_that_took_something_out(tmp_path: Path) -> None:
    """What was run on one branch has no say on another, in the catalogue and in the file."""
    made = repository(tmp_path / "work")
    made.git("switch", "-q", "-c", "moved")
    typed(made, TWO, TWO.replace(". The", ".\n\nThe"), ARTICLE)
    made.steps("run")
    made.commit()
    made.git("switch", "-q", "main")
    made.translate(ARTICLE, {TWO: "旧条目会被丢弃。缓存可不大。"})
    made.steps("run")
    assert [unit.source for unit in made.catalogue(ARTICLE).units if not unit.active] == []
    assert made.read(FILE) == CHINESE.replace("缓存很小", "缓存可不大")


# ── transpipe resolve ───────────────────────────────────────────────────────────────────────


def test_what_both_typed_is_ours_and_theirs_beside_it(made: Repository) -> None:
    clash(made)
    assert "transpipe resolve" in run(made, "sync", code=4)
    before = made.state()
    assert FILE in run(made, "resolve", "--dry-run")
    assert made.state() == before
    said = run(made, "resolve", FILE)
    assert f"git add {FILE}" in said
    both_stand(made)
    steady(made, "resolve", "sync", "build")
    assert made.git("ls-files", "--unmerged")  # nothing is added
    made.commit()
    run(made, "run")
    steady(made, "run")
    made.translate(ARTICLE, {TWO: "旧的条目将被丢弃。缓存不大。"})
    run(made, "run")
    assert "旧的条目将被丢弃。缓存不大。" in made.read(FILE)


def test_undo_puts_the_marks_back(tmp_path: Path) -> None:
    made = repository(tmp_path / "work")
    clash(made)
    before = {path: data for path, (data, _time) in made.state().items()}
    run(made, "resolve")
    run(made, "undo")
    assert {path: data for path, (data, _time) in made.state().items()} == before


@pytest.mark.more
def test_marks_that_were_committed(made: Repository) -> None:
    """git knows of no merge any more: what both say is in the file alone."""
    clash(made)
    made.commit()
    shutil.rmtree(made.root / ".transpipe")
    run(made, "resolve")
    both_stand(made)
    steady(made, "resolve", "sync", "build")


@pytest.mark.more
def test_additions_of_both_sides(tmp_path: Path) -> None:
    made = repository(tmp_path / "work")
    for name, old in (("theirs", "缓存很小。\n"), ("ours", "缓存很小。\n")):
        branch(made, name, old, f"缓存很小，{name}。\n\n（译注：{name} 的话。）\n")
    assert tried(made, "merge", "-q", "theirs").code == 1
    run(made, "resolve")
    for name in ("ours", "theirs"):
        assert made.read(FILE).count(f"（译注：{name} 的话。）") == 1
    steady(made, "resolve", "sync", "build")


@pytest.mark.more
def test_words_that_no_catalogue_had_yet(made: Repository) -> None:
    for name, old, new in (("theirs", "缓存很小", "缓存不大"), ("ours", "会被", "将被")):
        made.git("switch", "-q", "-c", name, "main")
        typed(made, old, new)
        made.commit()
    assert tried(made, "merge", "-q", "theirs").code == 1
    run(made, "resolve")
    both_stand(made, "旧条目将被丢弃。缓存很小。")


@pytest.mark.more
def test_a_catalogue_merged_by_hand_for_one_side(made: Repository) -> None:
    clash(made)
    made.git("checkout", "theirs", "--", PO)
    run(made, "resolve")
    kept = made.read(PO) + made.read(FILE)
    assert OURS in kept
    assert THEIRS in kept
    steady(made, "resolve", "sync", "build")


@pytest.mark.more
def test_what_somebody_began_to_settle_stays(made: Repository) -> None:
    clash(made)
    typed(made, "缓存保存难得的答案", "缓存保存来之不易的答案")
    run(made, "resolve")
    both_stand(made)
    assert made.units(ARTICLE)[ONE].target == "缓存保存来之不易的答案。"
    assert "缓存保存来之不易的答案。" in made.read(FILE)


@pytest.mark.more
def test_derived_files_are_rebuilt_and_overrides_stay(made: Repository) -> None:
    made.steps("convert --add zh_TW", "build")
    made.write(TW, made.read(TW).replace("錯誤從不留存", "錯誤絕不留存"))
    made.steps("run")
    made.commit()
    clash(made)
    assert "<<<<<<<" in made.read(TW)
    run(made, "resolve")
    both_stand(made)
    assert "<<<<<<<" not in made.read(TW)
    assert "舊的條目將被丟棄" in made.read(TW)
    assert "錯誤絕不留存。" in made.read(TW)
    assert made.units(ARTICLE, Locale.ZH_TW)[THREE].target == "錯誤絕不留存。"
    steady(made, "resolve", "sync", "build")


def test_a_catalogue_with_marks_comes_first(tmp_path: Path) -> None:
    """git's strategy for several heads calls no driver; `git checkout --merge` does."""
    made = repository(tmp_path / "work")
    branch(made, "theirs", "缓存很小", "缓存不大")
    branch(made, "third", "错误从不", "错误绝不")
    branch(made, "ours", "旧条目会被", "旧的条目将被")
    assert tried(made, "merge", "-q", "third", "theirs").code == 1
    assert "<<<<<<<" in made.read(PO)
    before = made.state()
    for name in ((), (ARTICLE,)):
        ran = made.transpipe("resolve", *name)
        assert ran.code == 4
        assert f"`git checkout --merge -- {PO}` merges it by unit" in ran.out + ran.err
    assert made.state() == before
    made.git("checkout", "--merge", "--", PO)
    run(made, "resolve")
    both_stand(made)
    assert "错误绝不留存。" in made.read(FILE)


# ── Other ways in which git brings branches together ────────────────────────────────────────


@pytest.mark.more
def test_an_octopus_merge_of_different_paragraphs(made: Repository) -> None:
    branch(made, "one", "缓存很小", "缓存不大")
    branch(made, "two", "错误从不", "错误绝不")
    made.git("switch", "-q", "main")
    made.git("merge", "-q", "--no-edit", "one", "two")
    steady(made, "sync", "build")
    assert made.read(FILE) == CHINESE.replace("很小", "不大").replace("从不", "绝不")
    assert made.units(ARTICLE)[THREE].target == "错误绝不留存。"


@pytest.mark.parametrize("command", ["rebase", *later("cherry-pick", "stash")])
def test_a_commit_on_another_branch(made: Repository, command: str) -> None:
    """A rebase has their side for ours: what is there already comes first."""
    branch(made, "theirs", "缓存很小", "缓存不大")
    branch(made, "ours", "旧条目会被", "旧的条目将被")
    if command == "rebase":
        ran, first, other = tried(made, "rebase", "theirs"), THEIRS, OURS
    elif command == "cherry-pick":
        ran, first, other = tried(made, "cherry-pick", "theirs"), OURS, THEIRS
    else:
        made.git("reset", "-q", "--soft", "main")
        made.git("stash", "push", "-q")
        made.git("switch", "-q", "theirs")
        ran, first, other = tried(made, "stash", "pop"), THEIRS, OURS
    assert ran.code == 1, ran.out + ran.err
    run(made, "resolve")
    both_stand(made, first, other)
    steady(made, "resolve", "sync", "build")
    made.git("add", "-A")
    if command != "stash":
        made.git("-c", "core.editor=true", command, "--continue")
    steady(made, "sync", "build")


@pytest.mark.more
@pytest.mark.parametrize("command", ["rebase", "cherry-pick"])
def test_improved_words_follow_a_split_there_too(made: Repository, command: str) -> None:
    first, second = TWO.split(". ")
    branch(made, "better", "缓存很小", "缓存可不大")
    made.git("switch", "-q", "-c", "moved", "main")
    typed(made, TWO, f"{first}.\n\n{second}", ARTICLE)
    made.steps("run")
    made.commit()
    if command == "cherry-pick":
        ran = tried(made, "cherry-pick", "better")
    else:
        ran = tried(made, "rebase", "better")
    if ran.code:
        run(made, "resolve")
        made.commit()
    run(made, "run")
    unit = made.units(ARTICLE)[second]
    assert (unit.target, unit.state, unit.previous) == ("缓存可不大。", State.FUZZY, TWO)
    assert "缓存可不大。" in made.read(FILE)
    assert "缓存很小" not in made.read(FILE)
    steady(made, "run")


def test_a_paragraph_that_another_branch_improved_can_go_on_both_sides(made: Repository) -> None:
    branch(made, "theirs", "错误从不留存", "错误从不保留")
    branch(made, "ours", "缓存很小", "缓存不大")
    made.git("merge", "-q", "--no-edit", "theirs")
    made.write(ARTICLE, ENGLISH.replace(f"\n{THREE}\n", ""))
    typed(made, "\n错误从不保留。\n", "")
    typed(made, "难得的答案", "得来不易的答案", PO)
    made.steps("run")
    assert not any(unit.conflict for unit in made.catalogue(ARTICLE).units)
    assert "得来不易" in made.read(FILE)
