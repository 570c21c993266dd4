"""The main job on the real repository; the figures themselves are those of `make score`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.figures import main_job
from tests.repository import cloned


@pytest.mark.more
def test_the_whole_way_on_the_real_repository(data: Path, tmp_path: Path) -> None:
    clone = cloned(data / main_job.BUNDLE, tmp_path / "clone")
    before = {path: bytes_ for path, (bytes_, _time) in clone.state().items()}
    for step in ("init", "run"):
        ran = clone.transpipe(step)
        assert ran.code == 0, ran.err
    assert main_job.unchanged(clone) == []
    after = {path: bytes_ for path, (bytes_, _time) in clone.state().items()}
    assert {path: after[path] for path in before} == before
    assert main_job.said(clone) == len(main_job.FACTS)


@pytest.mark.long
def test_every_figure_of_the_main_job(data: Path) -> None:
    missed = [row for row in main_job.figures(data) if not row[3]]
    assert missed == []
