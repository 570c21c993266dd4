"""What `draft` suggests for a unit and does not write stays at hand for `edit`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.loopback import Loopback, serving, source, translated
from tests.repository import Repository, adopted
from tests.test_edit import units, walk
from tests.test_from_engine import ARTICLE, OLD, made
from transpipe.model import Locale, State, Suggestion
from transpipe.repository import Workspace
from transpipe.repository.suggestions import keep, suggested

CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/a.po"
KEPT = ".transpipe/suggestions/zh_CN/原文/a.json"
ENGLISH = "# Tea\n\nWait until all the green leaves have unfolded in the pot.\n"
FILES: dict[str, str | bytes] = {
    "原文/a.md": ENGLISH, "译文/a.md": "# 茶\n\n等壶里的绿叶都舒展开。\n",
    "原文/b.md": ENGLISH, "译文/b.md": "# 茶\n\n且等壶中绿叶全部展开。\n",
    "原文/c.md": ENGLISH, "译文/c.md": "# 茶\n\n等壶里的绿叶都舒展开。\n",
}  # fmt: skip
SKIP = [{"do": "skip"}] * 9


def offered(rows: list[Any], text: str) -> dict[str, str]:
    """What is suggested for a source text: the origin of each."""
    (row,) = (row for row in rows if row["source"] == text)
    return {one["text"]: f"{one['origin']} {one['score']}".strip() for one in row["suggestions"]}


def drafted(folder: Path) -> tuple[Repository, str]:
    """A repository in which a model was asked what a stale unit might say; and its source."""
    with serving(Loopback()) as service:
        repository = made(folder, service.base)
        assert repository.transpipe("draft", "-e", "openai").code == 0
    return repository, next(text for text in repository.units(ARTICLE) if "whole day" in text)


def test_what_a_model_makes_of_a_stale_unit_can_be_taken(tmp_path: Path) -> None:
    repository, stale = drafted(tmp_path)
    assert repository.units(ARTICLE)[stale].target == OLD
    (row, *_rest) = walk(repository, {"do": "take", "number": 1}, options="--state stale")
    assert offered([row], stale) == {translated(source(2)): "mt:openai/small"}
    found = repository.units(ARTICLE)[stale]
    assert (found.target, found.confirmed) == (translated(source(2)), True)
    assert found.origin is None or not found.origin.owns


@pytest.mark.parametrize("damage", [None, b"", b"[1]", b'{"a": 1}', b'{"a": [["x", 1, 2]]}',
                                    b"\xff", b"[" * 9000])  # fmt: skip
def test_what_is_kept_may_be_damaged_or_gone(tmp_path: Path, damage: bytes | None) -> None:
    workspace = Workspace(tmp_path)
    found = {"Tea.": [Suggestion("茶。", "mt:echo")]}
    place = ARTICLE, Locale.ZH_CN
    keep(workspace, place, found, ["Tea."])
    assert suggested(workspace, *place) == found
    (tmp_path / KEPT).unlink() if damage is None else (tmp_path / KEPT).write_bytes(damage)
    assert suggested(workspace, *place) == {}
    keep(workspace, place, found, ["Tea."])
    assert suggested(workspace, *place) == found


def test_the_newest_of_a_text_are_kept_while_it_waits(tmp_path: Path) -> None:
    workspace, place = Workspace(tmp_path), (ARTICLE, Locale.ZH_CN)
    for n in range(9):
        keep(workspace, place, {"Tea.": [Suggestion(f"茶{n}", "mt:a")]}, ["Tea."])
    assert [one.text for one in suggested(workspace, *place)["Tea."]] == [
        f"茶{n}" for n in (8, 7, 6, 5, 4, 3)
    ]
    keep(workspace, place, {}, [])
    assert not (tmp_path / KEPT).exists()


def test_what_memory_and_engine_said_of_an_empty_unit_stands_side_by_side(tmp_path: Path) -> None:
    """The memory has two translations of the text most like it, the engine another."""
    repository = adopted(tmp_path / "work", FILES)
    new = ENGLISH.split("\n\n")[1].strip().replace("pot", "small pot") + " Do not stir it."
    repository.write("原文/a.md", ENGLISH + f"\n{new}\n")
    repository.steps("accept 原文/a.md", "accept 原文/b.md", "accept 原文/c.md", "sync")
    rows = walk(repository, *SKIP, options="--state empty")
    recalled = offered(rows, new)
    assert len(recalled) == 2
    repository.steps("draft -e echo")
    said = f"[zh_CN] {new}"
    assert units(repository, ARTICLE)[new].target == said
    assert offered(walk(repository, *SKIP, options="--state draft"), new) == recalled
    repository.write(CATALOGUE, repository.read(CATALOGUE).replace(said, "等小壶里的叶子。"))
    rows = walk(repository, *SKIP, options="--state doubtful")
    assert offered(rows, new) == recalled | {said: "mt:echo"}


@pytest.mark.more
def test_nothing_is_suggested_where_somebody_stands_by_the_words(tmp_path: Path) -> None:
    repository, stale = drafted(tmp_path)
    words = "工作进程 7 等着全天的第一个任务。"
    walk(repository, {"do": "write", "text": words}, {"do": "quit"}, options="--state stale")
    rows = walk(repository, *SKIP, options="--finding wrong-number")
    assert translated(source(2)) not in offered(rows, stale)
    assert repository.units(ARTICLE)[stale].state is State.TRANSLATED


def test_suggestions_go_with_their_article(tmp_path: Path) -> None:
    made = adopted(tmp_path / "work", FILES, list(FILES)[::2])
    made.write("原文/d.md", "# Pot\n\nSee [the tea](./a.md) first.\n")
    made.steps("run")
    workspace, locale = Workspace(made.root), Locale.ZH_CN
    source, one = "See [the tea](./a.md) first.", Suggestion("先看[茶](./a.md)。", "mt:x", "")
    keep(workspace, ("原文/d.md", locale), {source: [one]}, {source})
    made.commit()
    made.steps("mv 原文/d.md 原文/hot/e.md")
    assert not suggested(workspace, "原文/d.md", locale)
    assert suggested(workspace, "原文/hot/e.md", locale) == {
        source.replace("./a", "../a"): [Suggestion("先看[茶](../a.md)。", "mt:x", "")]
    }
    made.commit()
    made.steps("rm 原文/hot/e.md")
    assert not suggested(workspace, "原文/hot/e.md", locale)
