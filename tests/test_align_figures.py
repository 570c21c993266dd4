"""The development pairs through `align`: the goals hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures.align import Scored, scored


@pytest.fixture(scope="module")
def result(data: Path) -> Scored:
    return scored(data)


@pytest.mark.more
def test_it_never_aborts(result: Scored) -> None:
    assert result.aborts == 0
    assert result.report["missing"] == []


def test_links(result: Scored) -> None:
    assert result.f1("link") >= 0.993
    assert result.f1("link", "hard") >= 0.98
    assert min(result.cases()) >= 0.95
    stale = result.cases("fa-stale-")
    assert sum(stale) / len(stale) >= 0.99


def test_whole_beads_and_blocks_without_counterpart(result: Scored) -> None:
    assert result.f1("strict") >= 0.975
    assert result.f1("null") >= 0.96
    types = result.report["all"]["types"]
    assert types["m-n"]["recall"] >= 0.90
    assert types["moved"]["recall"] >= 0.90


def test_sure_means_sure(result: Scored) -> None:
    sure = result.report["all"]["sure"]
    assert sure["precision"] >= 0.999
    assert sure["share"] >= 0.93
