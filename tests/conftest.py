"""Where the shared data is: `TRANSPIPE_DATA`, else `../shared` beside the repository."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings

from transpipe import wiring

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


def later(*values: object) -> list[object]:
    """Further cases of a kind that `make test` has tried; .ci/run tries them."""
    return [pytest.param(value, marks=pytest.mark.more) for value in values]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks with `more` what comes after the first N cases of a test marked `first(N)`.

    What is `long` stays with the long tests.
    """
    cases: Counter[str] = Counter()
    for item in items:
        name = item.nodeid.split("[")[0]
        cases[name] += 1
        limit = item.get_closest_marker("first")
        is_long = item.get_closest_marker("long")
        if limit is not None and cases[name] > limit.args[0] and not is_long:
            item.add_marker("more")


@pytest.fixture(scope="session", autouse=True)
def nobody_pulls_the_plug() -> Iterator[None]:
    """To wait for the disk is for power cuts; tests that mean it put their own in its place."""
    with patch.object(os, "fsync", lambda _descriptor: None):
        yield


@pytest.fixture(scope="session", autouse=True)
def interruptions_are_heard() -> None:
    """What a shell runs in the background ignores SIGINT, and so do the programs it begins."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def nobody_else_is_asked() -> Iterator[None]:
    """Commands align as they do without the extra `semantic`; its tests run them by themselves."""
    with patch.object(wiring, "witness", lambda: None):
        yield


@pytest.fixture(scope="session")
def data() -> Path:
    """The labelled data and real repositories; a test that needs them skips where they are not."""
    if not (SHARED / "corpus").is_dir():
        message = f"the shared data is not at {SHARED}: set TRANSPIPE_DATA"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return SHARED
