"""No history of edits, commands and kills loses a word; `make score` plays ten thousand."""

from __future__ import annotations

import pytest

from tests.conftest import later
from tests.histories import derived, elsewhere, play, together
from tests.histories.crash import broken_by_a_kill
from tests.histories.play import broken
from transpipe.model import Locale

QUICK, HISTORIES, AT_ONCE = 50, 300, 10
SOME, ELSEWHERE = 20, 200
TOGETHER, FEW = 60, 3
DERIVED = 200
OTHER_WAY = 40  # of them, with zh_TW as what people write
# Of a derived edition: words without a mark, whose parent changed later.
SILENT = (6, 112)
# Histories of both sides that were broken once, and that no other test would have shown.
ONCE_BROKEN = (2379, 2420, 2720)


@pytest.mark.first(2)
@pytest.mark.parametrize(
    "first", [*range(0, QUICK, AT_ONCE), *later(*range(QUICK, HISTORIES, AT_ONCE))]
)
def test_random_histories_lose_nothing(first: int) -> None:
    """P4, P6 and P8, conflicts included; a quarter of the histories is in git, clones and all."""
    found = {seed: said for seed in range(first, first + AT_ONCE) if (said := broken(seed))}
    assert not found


@pytest.mark.more
@pytest.mark.parametrize("first", [0, AT_ONCE])
def test_with_an_attribution_they_lose_nothing_either(
    first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = play.History._write

    def also(history: play.History, path: str, text: str) -> None:
        if path == "transpipe.toml":
            write(
                history, "whose.md", "> 版本：{revision}\n> 作者：{author}\n> 校对：{reviewers}\n"
            )
            text += 'attribution = "whose.md"\n[articles."原文/a.md"]\nauthor = "X"\n'
        write(history, path, text)

    monkeypatch.setattr(play.History, "_write", also)
    assert not {s: said for s in range(first, first + AT_ONCE) if (said := broken(s))}


@pytest.mark.parametrize("first", [0, *later(AT_ONCE)])
def test_a_process_that_is_killed_leaves_nothing_half_done(first: int) -> None:
    """P8, with `kill -9`."""
    found = {s: said for s in range(first, first + AT_ONCE) if (said := broken_by_a_kill(s))}
    assert not found


@pytest.mark.more
@pytest.mark.parametrize(
    "first", [*range(0, SOME, AT_ONCE), *later(*range(SOME, ELSEWHERE, AT_ONCE))]
)
def test_english_elsewhere_moves_on_and_nothing_is_lost(first: int) -> None:
    """P4 and P6 where the English is edited, renamed, forced or away in a tree of its own."""
    seeds = range(first, first + AT_ONCE)
    assert not {seed: said for seed in seeds if (said := elsewhere.broken(seed))}


@pytest.mark.parametrize("first", [0, *later(*range(FEW, TOGETHER, FEW))])
def test_both_sides_are_written_at_once_and_nothing_is_lost_or_silent(first: int) -> None:
    """P4, P6 and P11, as an oracle sees it that reads what both sides say."""
    seeds = range(first, first + FEW)
    assert not {seed: said for seed in seeds if (said := together.broken(seed))}


@pytest.mark.more
@pytest.mark.parametrize("first", range(0, DERIVED, AT_ONCE))
def test_a_derived_edition_loses_nothing_and_is_never_silently_stale(first: int) -> None:
    """P4 and P11 where zh_CN and zh_TW are edited, tools save, and the converter is upgraded."""
    seeds = range(first, first + AT_ONCE)
    assert not {seed: said for seed in seeds if (said := derived.broken(seed))}


@pytest.mark.more
@pytest.mark.parametrize("first", range(0, OTHER_WAY, AT_ONCE))
def test_so_does_one_that_is_derived_from_traditional_chinese(first: int) -> None:
    """The same where people write zh_TW, and zh_CN is derived."""
    seeds = range(first, first + AT_ONCE)
    found = {seed: derived.broken(seed, Locale.ZH_TW) for seed in seeds}
    assert not {seed: said for seed, said in found.items() if said}


@pytest.mark.more
@pytest.mark.parametrize("seed", SILENT)
def test_words_without_a_mark_are_not_silently_stale(seed: int) -> None:
    assert not derived.broken(seed)


@pytest.mark.more
@pytest.mark.parametrize("seed", ONCE_BROKEN)
def test_what_was_broken_once_on_both_sides_holds(seed: int) -> None:
    assert not together.broken(seed)


def test_both_sides_at_once_are_one_history_of_a_seed() -> None:
    """What is done, and what becomes of it, is the same each time."""
    assert together.plan(7) == together.plan(7)
    assert together.of_seed(7) == together.of_seed(7)
