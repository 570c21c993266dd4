"""Alignment of the development pairs with their own scorer, and how long it takes."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.figures import Figure
from transpipe.align import features
from transpipe.align.beads import align
from transpipe.align.witness import settle
from transpipe.engines.opencc import OpenCC
from transpipe.engines.semantic import Semantic
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Block, Document, Locale
from transpipe.ports import Witness

OTHERS = 12  # unrelated pairs that are tried
SIZES = (625, 1250, 2500, 5000)  # blocks of the articles that are timed
RUNS = 3  # of which the quickest counts


@dataclass(frozen=True, slots=True)
class Scored:
    """What the scorer of the data says (its `--json`), and how many pairs raised an error."""

    report: dict[str, Any]
    aborts: int

    def f1(self, figure: str, source: str = "") -> float:
        part = self.report["sources"][source] if source else self.report["all"]
        return float(part[figure]["f1"])

    def cases(self, prefix: str = "") -> list[float]:
        """Link F1 of the cases whose names begin so."""
        found = self.report["cases"].items()
        return [float(case["link"]["f1"]) for name, case in found if name.startswith(prefix)]


def simplified(text: str) -> str:
    return OpenCC().convert([text], Locale.ZH_CN)[0]


def names(data: Path) -> list[str]:
    return sorted(path.parent.name for path in (data / "align-dev").glob("*/gold.jsonl"))


def pair(data: Path, name: str) -> tuple[Document, Document]:
    folder = data / "align-dev" / name
    source = parse((folder / "en.md").read_text("utf-8"))
    return source, parse((folder / "zh.md").read_text("utf-8"), source=False)


def line(bead: Bead, source: Document, target: Document) -> str:
    """A bead in the scorer's format."""

    def lines(document: Document, blocks: Iterable[int]) -> list[list[int]] | None:
        return [list(document.blocks[block].lines) for block in blocks] or None

    sides = {"en": lines(source, bead.source), "zh": lines(target, bead.target)}
    return json.dumps(sides | {"confidence": bead.confidence, "state": bead.certainty.value})


def scored(data: Path, witness: Witness | None = None) -> Scored:
    """Every development pair, aligned and scored; doubtful ones settled by a witness, if any."""
    aborts = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in names(data):
            source, target = pair(data, name)
            try:
                beads = align(source, target, fold=simplified)
                beads = settle(beads, source, target, witness) if witness else beads
            except Exception:
                aborts += 1
                continue
            text = "".join(line(bead, source, target) + "\n" for bead in beads)
            (Path(folder) / f"{name}.jsonl").write_text(text, "utf-8")
        gold = data / "align-dev"
        ran = subprocess.run(
            [sys.executable, gold / "score.py", gold, folder, "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
    return Scored(json.loads(ran.stdout), aborts)


def joined(documents: Sequence[Document], most: int) -> Document:
    """The first `most` blocks of several articles as one, over again until there are enough."""
    blocks: list[Block] = [block for document in documents for block in document.blocks]
    return Document("", tuple(itertools.islice(itertools.cycle(blocks), most)), ())


def seconds(pairs: Sequence[tuple[Document, Document]], most: int) -> float:
    """Processor time for the first `most` blocks of some pairs, one after another."""
    sources, targets = [one for one, _ in pairs], [other for _, other in pairs]
    count, there = (sum(len(one.blocks) for one in side) for side in (sources, targets))
    source, target = joined(sources, most), joined(targets, round(most * there / count))
    times = []
    for _ in range(RUNS):
        features._prose.cache_clear()  # as if the texts had never been read
        started = time.process_time()
        align(source, target, fold=simplified)
        times.append(time.process_time() - started)
    return min(times)


def timings(data: Path) -> list[Figure]:
    """How long an article of 200 blocks takes, and how that grows with the article."""
    pairs = [pair(data, name) for name in names(data) if not name.startswith("hard-")]
    article, large = seconds(pairs, 200), [seconds(pairs, size) for size in SIZES]
    growth = max(b / a for a, b in itertools.pairwise(large))
    return [
        ("align: seconds for 200 blocks", "< 0.5", f"{article:.2f}", article < 0.5),
        ("align: growth a doubling, up to 5,000", "≤ 2.3", f"{growth:.2f}", growth <= 2.3),
    ]


def unrelated(data: Path) -> float:
    """The part of blocks in sure pairs, between articles that are no translations."""
    cases = [name for name in names(data) if not name.startswith("hard-")]
    step = len(cases) // 2
    sure = blocks = 0
    for name, other in zip(cases[:OTHERS], cases[step:], strict=False):
        if name.split("-")[0] == other.split("-")[0]:
            continue
        source, target = pair(data, name)[0], pair(data, other)[1]
        sure += sum(bead.certainty.value == "sure" for bead in align(source, target))
        blocks += min(len(source.blocks), len(target.blocks))
    return sure / max(blocks, 1)


def _at_least(name: str, goal: float, value: float) -> Figure:
    return (name, f"≥ {goal}", f"{value:.4f}", value >= goal)


def figures(data: Path) -> list[Figure]:
    """The table of alignment figures."""
    result = scored(data)
    sure, types = result.report["all"]["sure"], result.report["all"]["types"]
    stale = result.cases("fa-stale-")
    stray = unrelated(data)
    return [
        ("align: pairs on which it aborts", "0", str(result.aborts), result.aborts == 0),
        _at_least("align: link F1, all", 0.993, result.f1("link")),
        _at_least("align: link F1, hard", 0.98, result.f1("link", "hard")),
        _at_least("align: link F1, fa-stale, macro", 0.99, sum(stale) / len(stale)),
        _at_least("align: link F1, worst case", 0.95, min(result.cases())),
        _at_least("align: strict F1", 0.975, result.f1("strict")),
        _at_least("align: null F1", 0.96, result.f1("null")),
        _at_least("align: recall of m-n", 0.90, types["m-n"]["recall"]),
        _at_least("align: recall of moved", 0.90, types["moved"]["recall"]),
        _at_least("align: precision of sure links", 0.999, sure["precision"]),
        _at_least("align: share of sure links", 0.93, sure["share"]),
        ("align: sure pairs between unrelated", "< 2 %", f"{stray:.2%}", stray < 0.02),
        *_semantic(data),
        *timings(data),
    ]


def _semantic(data: Path) -> list[Figure]:
    """The same with the second witness of the extra `semantic`."""
    report = scored(data, Semantic()).report
    sure, hard = report["all"]["sure"], report["sources"]["hard"]["sure"]
    return [
        _at_least("align: precision of sure links, with semantic", 0.999, sure["precision"]),
        _at_least("align: share of sure links, with semantic", 0.97, sure["share"]),
        _at_least("align: share of sure links, hard, with semantic", 0.90, hard["share"]),
    ]
