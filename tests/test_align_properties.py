"""What holds for any two articles."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures.align import names, pair, simplified, unrelated
from transpipe.align.beads import align
from transpipe.align.lexicon import known
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Block, Certainty, Document

LINES = st.sampled_from(
    [
        "# Title",
        "text here",
        "- item",
        "- 条目",
        "中文段落。",
        "",
        "```\ncode\n```",
        "> quote",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<br>",
        "1. one",
        "**粗体**",
        "![x](y.png)",
        "$$x$$",
    ]
)


def each_once(beads: tuple[Bead, ...], source: Document, target: Document) -> bool:
    sides = [Counter(b for bead in beads for b in side(bead)) for side in (_source, _target)]
    return sides == [Counter(range(len(d.blocks))) for d in (source, target)]


def _source(bead: Bead) -> tuple[int, ...]:
    return bead.source


def _target(bead: Bead) -> tuple[int, ...]:
    return bead.target


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=20), st.lists(LINES, max_size=20))
def test_every_block_is_used_exactly_once(left: list[str], right: list[str]) -> None:
    source = parse("\n\n".join(left))
    target = parse("\n\n".join(right), source=False)
    beads = align(source, target)
    assert each_once(beads, source, target)
    assert beads == align(source, target)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_garbage_aligns(left: str, right: str) -> None:
    source, target = parse(left), parse(right, source=False)
    assert each_once(align(source, target), source, target)


@pytest.mark.parametrize("texts", [("", ""), ("# A\n\nb\n", ""), ("", "# 甲\n\n乙\n")])
def test_an_empty_side_leaves_all_without_counterpart(texts: tuple[str, str]) -> None:
    source, target = parse(texts[0]), parse(texts[1], source=False)
    beads = align(source, target)
    assert each_once(beads, source, target)
    assert {bead.certainty for bead in beads} <= {Certainty.NONE}


def some(data: Path, step: int) -> list[str]:
    return names(data)[::step]


def test_an_article_aligned_with_itself_is_one_to_one(data: Path) -> None:
    for name in some(data, 7):
        for document in pair(data, name):
            beads = align(document, document)
            assert all(bead.source == bead.target for bead in beads), name
            assert {len(bead.source) for bead in beads} == {1}, name
            assert {bead.confidence for bead in beads} == {1.0}, name


def _swapped(document: Document, a: int, b: int) -> Document:
    """Two blocks in each other's place."""
    blocks = list(document.blocks)
    blocks[a], blocks[b] = blocks[b], blocks[a]
    return Document("", tuple(blocks), ())


@pytest.mark.parametrize("name", ["asz-12factor-1", "fa-clean-features", "cr-tw-modules-clean"])
def test_swapping_nothing_changes_nothing(data: Path, name: str) -> None:
    source, target = pair(data, name)
    beads = align(source, target, fold=simplified)
    places = [number for bead in beads for number in bead.target]
    assert places == sorted(places)
    assert align(source, _swapped(target, 5, 5), fold=simplified) == beads
    back = _swapped(_swapped(target, 5, 25), 25, 5)
    assert align(source, back, fold=simplified) == beads


def _damaged(document: Document, chance: random.Random) -> Document:
    blocks: list[Block] = []
    for block in document.blocks:
        blocks.extend([block] * chance.choices((0, 1, 2), (1, 8, 1))[0])
    return Document("", tuple(blocks), ())


def test_deletions_and_duplications_never_abort(data: Path) -> None:
    chance = random.Random(3)
    for name in some(data, 9):
        source, target = (_damaged(document, chance) for document in pair(data, name))
        assert each_once(align(source, target, fold=simplified), source, target)


def test_unrelated_articles_have_next_to_no_sure_pairs(data: Path) -> None:
    assert unrelated(data) < 0.02


def test_what_catalogues_know_is_found_again() -> None:
    source = parse("Alpha beta.\n\nGamma delta.\n\nEpsilon zeta.\n")
    target = parse("子丑寅卯。\n\n辰巳午未。\n\n甲乙丙丁。\n", source=False)
    memory = known([("Alpha beta.", "甲乙丙丁。")], str)
    found = {bead.source: bead.target for bead in align(source, target, memory)}
    assert found[(0,)] == (2,)
