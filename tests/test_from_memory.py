"""What is drafted from the memory, and what is suggested where words are stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import Repository, small
from transpipe.draft.carrying import survivors
from transpipe.draft.following import Means, follow
from transpipe.model import Maker, State
from transpipe.workflows.from_memory import carried_over

CASES = sorted((Path(__file__).parent / "cases" / "following").glob("*/"))
KNOWN = {"Leave the lid open.": "盖子不要盖上。", "Pour the tea.": "倒茶。"}
MEANS = Means(carried_over, KNOWN.get)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_following(case: Path) -> None:
    old, new, target, draft = (
        (case / f"{name}.md").read_text("utf-8").removesuffix("\n")
        for name in ("old", "new", "target", "draft")
    )
    assert (follow(old, new, target, MEANS) or "") == draft


PAIRS = {
    "The kettle holds two litres.": "水壶能装两升水。",
    "Call `boil()` before noon.": "请在中午前调用 `boil()`。",
    "See the [manual](https://example.com/tea).": "参见[手册](https://example.com/tea)。",
    "Leaves unfold in warm water.": "茶叶在温水里舒展。",
    "Nobody drinks it cold.": "没有人喝凉的。",
    "Ada keeps 12 cups.": "Ada 保管 12 个杯子。",
}  # fmt: skip
parts = st.lists(st.sampled_from(sorted(PAIRS)), min_size=1, max_size=5, unique=True)


@given(old=parts, new=parts)
@settings(max_examples=30)
def test_what_a_draft_says_is_what_its_source_says(old: list[str], new: list[str]) -> None:
    """Whatever left, came or moved: each sentence has its own words, and no others are left."""
    target = "".join(PAIRS[part] for part in old)
    draft = follow(" ".join(old), " ".join(new), target, Means(carried_over, PAIRS.get))
    assert draft == "".join(PAIRS[part] for part in new)
    kept = Means(carried_over, lambda _text: None)
    alone = follow(" ".join(old), " ".join(new), target, kept)
    assert alone in (None, draft)
    assert survivors(" ".join(old), " ".join(new), draft) == ()


ENGLISH = "# Tea\n\nPour the tea into 4 cups.\n\nWait until the leaves have unfolded.\n"
CHINESE = "# 茶\n\n把茶倒进 4 个杯子。\n\n等到茶叶舒展开。\n"
OTHER = "# More\n\nWait until the leaves have unfolded.\n\nPour the tea into 6 cups.\n\nSing.\n"
FILES: dict[str, str | bytes] = {
    "原文/a.md": ENGLISH, "译文/a.md": CHINESE, "原文/b.md": OTHER,
}  # fmt: skip
EXACT, ADAPTED = "Wait until the leaves have unfolded.", "Pour the tea into 6 cups."


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = small(tmp_path, FILES)
    repository.steps("init", "align", "sync")
    return repository


def test_what_is_known_is_drafted_and_marked(made: Repository) -> None:
    ran = made.transpipe("draft")
    assert ran.code == 0
    assert "2 drafts from memory" in ran.out
    units = made.units("原文/b.md")
    assert (units[EXACT].target, units[EXACT].state) == ("等到茶叶舒展开。", State.FUZZY)
    assert (units[ADAPTED].target, units[ADAPTED].state) == ("把茶倒进 6 个杯子。", State.FUZZY)
    assert units["Sing."].state is State.EMPTY
    assert "# transpipe: by=tm:100% key=" in made.read("locales/zh_CN/LC_MESSAGES/原文/b.po")
    made.steps("build")
    assert not (made.root / "译文/b.md").exists()
    before = made.read("locales/zh_CN/LC_MESSAGES/原文/b.po")
    made.steps("draft")
    assert made.read("locales/zh_CN/LC_MESSAGES/原文/b.po") == before


def test_what_differs_in_a_number_is_said(made: Repository) -> None:
    rows = [json.loads(row) for row in made.transpipe("draft", "--json").out.splitlines()]
    differs = {row["source"]: row["differs"] for row in rows}
    assert differs == {EXACT: [], ADAPTED: ["4 → 6"]}
    assert all(row["maker"] == "tm" for row in rows)


def test_an_engine_is_asked_for_what_the_memory_does_not_know(made: Repository) -> None:
    made.steps("draft --engine echo")
    makers = {u.source: u.origin.maker for u in made.units("原文/b.md").values() if u.origin}
    assert makers == {
        "More": Maker.MT, EXACT: Maker.TM, ADAPTED: Maker.TM, "Sing.": Maker.MT,
    }  # fmt: skip


def test_without_the_memory_nothing_comes_from_it(made: Repository) -> None:
    made.steps("draft --no-memory --engine echo")
    assert all(u.origin and u.origin.maker is Maker.MT for u in made.units("原文/b.md").values())
    assert made.transpipe("draft", "--no-memory").code == 2


@pytest.mark.parametrize("same", [True, False])
def test_the_same_behind_the_same_is_confirmed_where_that_is_wished(
    tmp_path: Path, same: bool
) -> None:
    other = ENGLISH if same else OTHER
    files = FILES | {"原文/b.md": other, "transpipe.toml": "[draft]\nconfirm_exact = true\n"}
    made = small(tmp_path, files)
    made.steps("align", "sync", "draft")
    unit = made.units("原文/b.md")[EXACT]
    assert unit.target == "等到茶叶舒展开。"
    assert unit.state is (State.TRANSLATED if same else State.FUZZY)
    assert made.units("原文/a.md")[EXACT].state is State.TRANSLATED


def test_what_follows_for_stale_words_is_shown_and_nothing_is_written(tmp_path: Path) -> None:
    english = "# Tea\n\nPour the tea. Sing a song of old. Wait until the leaves unfold.\n"
    chinese = "# 茶\n\n倒茶。唱一首老歌。等到茶叶舒展开。\n"
    made = small(tmp_path, {"原文/a.md": english, "译文/a.md": chinese})
    made.steps("init", "align", "sync")
    made.write("原文/a.md", english.replace(" Sing a song of old.", ""))
    made.steps("sync")
    path = "locales/zh_CN/LC_MESSAGES/原文/a.po"
    before = made.read(path)
    ran = made.transpipe("draft")
    assert "倒茶。等到茶叶舒展开。" in ran.out
    (row,) = map(json.loads, made.transpipe("draft", "--json").out.splitlines())
    assert row["previous"].endswith("Sing a song of old. Wait until the leaves unfold.")
    assert made.read(path) == before
    assert "唱一首老歌" in made.read("译文/a.md")


def test_a_memory_that_cannot_be_had_is_one_line_and_can_be_done_without(made: Repository) -> None:
    made.write(".transpipe/memory", "no folder")
    ran = made.transpipe("draft", "--engine", "echo")
    assert ran.code == 3
    assert len(ran.err.strip().splitlines()) == 1
    assert made.transpipe("draft", "--engine", "echo", "--no-memory").code == 0
