"""Figures of the carry-over: where blocks come from, and `transpipe merge` beside msgmerge."""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from tests.figures import Figure
from transpipe.repository import Workspace
from transpipe.workflows.merge import mapped

_TRANSPIPE = (sys.executable, "-m", "transpipe", "merge")
_MSGMERGE = ("msgmerge", "-q", "--previous")
# Runs of each program, in turn; of the large pair one is enough.
_RUNS = 5
_LARGE = "10"


def figures(data: Path) -> list[Figure]:
    """Issue 4, figures 1 (mapping) and 2 (a better msgmerge)."""
    return [*_mapping(data), *_merging(data)]


def _mapping(data: Path) -> list[Figure]:
    cases, score = data / "stale-dev" / "merge", data / "stale-dev" / "score.py"
    with tempfile.TemporaryDirectory() as folder:
        for case in sorted(cases.glob("*/gold.jsonl")):
            name = case.parent
            steps = mapped(Workspace(name), str(name / "old.md"), str(name / "new.md"))
            lines = "".join(json.dumps(step) + "\n" for step in steps)
            (Path(folder) / f"{name.name}.jsonl").write_text(lines, "utf-8")
        said = _ran(sys.executable, str(score), "merge", str(cases), folder, "--json")
    found = json.loads(said)
    f1, false = found["link"]["f1"], found["false_carry"]["rate"]
    rows: list[Figure] = [("mapping: link F1", "≥ .997", f"{f1:.4f}", f1 >= 0.997)]
    for tag, least in (("split", 0.95), ("merged", 0.98)):
        recall = found["recall"][tag]["rate"]
        rows.append((f"mapping: {tag} recall", f"≥ {least}", f"{recall:.4f}", recall >= least))
    return [*rows, ("mapping: false carry", "≤ .6 %", f"{false:.2%}", false <= 0.006)]


def _merging(data: Path) -> list[Figure]:
    if not shutil.which("msgmerge"):
        return [("transpipe merge", "beside msgmerge", "gettext is not installed", False)]
    peer = data / "peers" / "merge.py"
    with tempfile.TemporaryDirectory() as folder:
        catalogue = Path(folder) / "zh_CN.po"
        with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
            file = next(tar.extractfile(m) for m in tar if m.name.endswith("/zh_CN.po"))
            assert file is not None
            catalogue.write_bytes(file.read())
        small, large = Path(folder) / "small", Path(folder) / "large"
        _ran(sys.executable, str(peer), "make", str(catalogue), str(small))
        _ran(sys.executable, str(peer), "make", str(catalogue), str(large), "--repeat", _LARGE)
        return [*_small(peer, small), *_large(peer, large)]


def _small(peer: Path, pair: Path) -> list[Figure]:
    _wall, cpu = _beside(pair, _RUNS)
    right, wrong, false, new = _scored(peer, pair)
    return [
        ("merge: right", "≥ 99 %", f"{right:.1%}", right >= 0.99),
        ("merge: wrong", "≤ 0.5 %", f"{wrong:.1%}", wrong <= 0.005),
        ("merge: new text given words", "≤ 8 %", f"{false / new:.1%}", false <= 0.08 * new),
        ("merge: cpu beside msgmerge", "≤ 0.35", f"{cpu:.2f}", cpu <= 0.35),
    ]


def _large(peer: Path, pair: Path) -> list[Figure]:
    wall, _cpu = _beside(pair, 1)
    right, _wrong, _false, _new = _scored(peer, pair)
    return [
        ("merge, 20,000 messages: right", "≥ 93 %", f"{right:.1%}", right >= 0.93),
        ("merge, 20,000 messages: wall beside msgmerge", "≤ 0.4", f"{wall:.2f}", wall <= 0.4),
    ]


def _beside(pair: Path, runs: int) -> tuple[float, float]:
    """Wall and cpu time of `transpipe merge` over msgmerge's: medians of runs in turn."""
    ratios: list[tuple[float, float]] = []
    files = (str(pair / "old.po"), str(pair / "new.pot"), "-o")
    for _run in range(runs):
        theirs = _timed(*_MSGMERGE, *files, str(pair / "msgmerge.po"))
        ours = _timed(*_TRANSPIPE, *files, str(pair / "transpipe.po"))
        ratios.append((ours[0] / theirs[0], ours[1] / theirs[1]))
    wall, cpu = zip(*ratios, strict=True)
    return statistics.median(wall), statistics.median(cpu)


def _timed(*command: str) -> tuple[float, float]:
    """Wall and user + system seconds of a whole process."""
    start = time.monotonic()
    process = subprocess.Popen(command)
    _pid, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 0, command
    return time.monotonic() - start, used.ru_utime + used.ru_stime


def _scored(peer: Path, pair: Path) -> tuple[float, float, int, int]:
    """Shares of edited messages right and wrong; new ones given words, of how many."""
    said = _ran(sys.executable, str(peer), "score", str(pair), str(pair / "transpipe.po"))
    counts = {name: int(n) for name, n in re.findall(r"(right|wrong|edited) (\d+)", said)}
    kinds = {name: int(n) for name, n in re.findall(r"'(new [\w ]+)': (\d+)", said)}
    false = kinds.get("new given a FALSE fuzzy", 0)
    edited = counts["edited"]
    return counts["right"] / edited, counts["wrong"] / edited, false, sum(kinds.values())


def _ran(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
