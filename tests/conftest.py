"""Where the shared data is: `TRANSPIPE_DATA`, else `../shared` beside the repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("TRANSPIPE_DATA", ROOT.parent / "shared"))
CASES = ROOT / "tests" / "cases"


# The same examples on every run and machine: what fails can be run again.
settings.register_profile("transpipe", derandomize=True, deadline=None)
settings.load_profile("transpipe")


def pytest_sessionstart() -> None:
    """Where everything must be tried, nothing is left out for want of a program."""
    if os.environ.get("CI") == "true" and not shutil.which("msgcat"):
        raise pytest.UsageError("gettext is not installed")


@pytest.fixture(scope="session")
def data() -> Path:
    """The labelled data and real repositories; a test that needs them skips where they are not."""
    if not (SHARED / "corpus").is_dir():
        message = f"the shared data is not at {SHARED}: set TRANSPIPE_DATA"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return SHARED
