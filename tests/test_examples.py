"""The examples in docstrings are run."""

from __future__ import annotations

import doctest
import importlib

import pytest

STAGES = (
    "align.beads", "source_edits.versions", "stale.severity", "target_edits.edits",
    "draft.suggest", "check.run", "convert.prose", "publish.article", "po.spelling",
)  # fmt: skip


@pytest.mark.parametrize("name", STAGES)
def test_the_examples_of_a_stage(name: str) -> None:
    ran = doctest.testmod(importlib.import_module(f"transpipe.{name}"))
    assert ran.attempted > 0
    assert ran.failed == 0
