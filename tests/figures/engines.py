"""How engines are asked: what fails is lost alone, in time, and costs little of ours.

Against a server on the loopback that speaks as services do (`tests.loopback`); and a whole article
drafted with signs that say nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.figures import Figure
from tests.loopback import CASES, serving, source, translated
from tests.repository import Repository, cloned
from tests.test_services import (
    BAD,
    CANARY,
    CLOSED,
    DEADLINE,
    HASTY,
    KEYS,
    SERVICES,
    TEXTS,
    asked,
    faulty,
    made,
)
from transpipe.draft.suggest import drafts
from transpipe.engines.asking import Patience
from transpipe.engines.libre import Libre
from transpipe.engines.patient import Patient
from transpipe.errors import EngineFault
from transpipe.markdown.segments import parse
from transpipe.model import Locale, State

_MANY, _PAUSE, _CONNECTIONS = 1000, 0.2, 8
_ARTICLE, _TARGET = "原文/how_sharding_works.md", "译文/how_sharding_works.md"
# The scheduler's own delay, on a machine with more to do.
_SLACK = 0.1


def figures(data: Path) -> Iterator[Figure]:
    """Figures 2, 3 and 5 of drafts."""
    with patch.dict(os.environ, KEYS):
        yield from _faults()
        yield from _canary()
        yield from _many()
    yield from _article(data)


# ── what fails ──────────────────────────────────────────────────────────────────────────────────


def _faults() -> Iterator[Figure]:
    crashes = mixed = kept = good = late = cases = 0
    for service_of in SERVICES.values():
        for case in CASES:
            cases += 1
            with serving(faulty(case)) as service:
                try:
                    found = drafts(
                        asked(*TEXTS), Patient(service_of(service.base), HASTY), Locale.ZH_CN
                    )
                except EngineFault:
                    crashes += case not in CLOSED
                    continue
                except Exception:
                    crashes += 1
                    continue
                mixed += sum(d.text not in ("", translated(d.source)) for d in found)
                others = [d for d in found if d.source != BAD and case not in CLOSED]
                good, kept = good + len(others), kept + sum(bool(d.text) for d in others)
                start = time.monotonic()
                try:
                    engine = Patient(service_of(service.base), HASTY)
                    engine.translate(asked(BAD), Locale.ZH_CN)
                except EngineFault:
                    pass
                late += time.monotonic() - start > 1.1 * DEADLINE + _SLACK
    yield f"engines: crashes in {cases} faults", "0", str(crashes), crashes == 0
    yield "engines: wrong pairings", "0", str(mixed), mixed == 0
    yield "engines: good texts kept", "100 %", f"{kept} of {good}", kept == good
    yield "engines: later than the deadline + 10 %", "0", str(late), late == 0


def _canary() -> Iterator[Figure]:
    seen = runs = 0
    for case in CASES:
        if case in ("huge", "zeros"):
            continue
        runs += 1
        with tempfile.TemporaryDirectory() as folder, serving(faulty(case)) as service:
            repository = made(Path(folder), service.base, "timeout = 0.5\n")
            ran = repository.transpipe("-v", "draft", "-e", "libre")
            seen += CANARY in ran.out + ran.err
            files = (path for path in repository.root.rglob("*") if path.is_file())
            seen += sum(CANARY.encode() in path.read_bytes() for path in files)
    yield f"engines: a key seen anywhere in {runs} runs", "0", str(seen), seen == 0


# ── how long ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _elsewhere() -> Iterator[str]:
    """The server in a process of its own, whose time is not ours."""
    words = [sys.executable, "-m", "tests.loopback", "120", str(_PAUSE)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        try:
            yield program.stdout.readline().strip() if program.stdout else ""
        finally:
            program.terminate()


def _many() -> Iterator[Figure]:
    patience = Patience(connections=_CONNECTIONS, deadline=30)
    texts = [source(number) for number in range(_MANY)]
    with _elsewhere() as base:
        engine = Patient(Libre(base), patience)
        engine.translate(asked("Warm up 1."), Locale.ZH_CN)
        wall, cpu = time.monotonic(), time.process_time()
        found = drafts(asked(*texts), engine, Locale.ZH_CN)
        wall, cpu = time.monotonic() - wall, time.process_time() - cpu
    assert [draft.text for draft in found] == [translated(text) for text in texts]
    ideal = _MANY * _PAUSE / _CONNECTIONS
    said = f"{wall / ideal:.2f} x the ideal ({wall:.1f} s)"
    yield (
        f"engines: {_MANY} texts over {_CONNECTIONS} connections",
        "<= 1.25 x",
        said,
        (wall <= 1.25 * ideal),
    )
    each = 1000 * cpu / _MANY
    yield "engines: our own time a text, guard and all", "<= 2 ms", f"{each:.2f} ms", each <= 2


# ── a whole article ─────────────────────────────────────────────────────────────────────────────


def _article(data: Path) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "work"
        repository = cloned(data / "corpus" / "awesome-scalability-zh.bundle", place)
        repository.steps("init", "sync")
        repository.transpipe("draft", _ARTICLE, "--engine", "pseudo", "--no-memory")
        units = repository.catalogue(_ARTICLE).active()
        drafted = [unit for unit in units if unit.target]
        fuzzy = sum(unit.state is State.FUZZY for unit in drafted)
        repository.transpipe("build", _ARTICLE, "--drafts")
        yield from _built(repository, len(units), len(drafted), fuzzy)


def _built(repository: Repository, units: int, drafted: int, fuzzy: int) -> Iterator[Figure]:
    said = f"{drafted} of {units}, {fuzzy} fuzzy"
    yield "pseudo: units drafted, all fuzzy", "all", said, drafted == units == fuzzy
    english, chinese = (parse(repository.read(path)) for path in (_ARTICLE, _TARGET))
    equal = english.shape == chinese.shape
    yield "pseudo: the structure of the article", "equal", str(equal), equal
    marked = len(re.findall("机翻草稿|machine draft", repository.read(_TARGET)))
    yield "pseudo: marks of drafts on the page", f">= {drafted}", str(marked), marked >= drafted
    errors = repository.transpipe("check", _ARTICLE).out.count(" error ")
    yield "pseudo: findings of severity error", "0", str(errors), errors == 0
