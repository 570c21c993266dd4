"""Terms that are proposed from a large catalogue, beside those that its translators use."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.figures import Figure
from transpipe.repository import Workspace
from transpipe.workflows.terms import mine, units_in


def figures(data: Path) -> list[Figure]:
    """Recall and precision of the first 200, and the same of the half that nothing was tuned on."""
    rows = (data / "draft-dev" / "terms-mine.jsonl").read_text("utf-8").splitlines()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        catalogue = folder / "zh_CN.po"
        catalogue.write_bytes(_catalogue(data))
        found = mine(units_in(Workspace(folder), ["zh_CN.po"]))
        proposed = folder / "proposed.jsonl"
        proposed.write_text(
            "".join(json.dumps({"term": p.term, "target": p.best.text}) + "\n" for p in found),
            "utf-8",
        )
        figures = list[Figure]()
        for name, part in (("all", rows), *_halves(rows)):
            gold = folder / f"{name}.jsonl"
            gold.write_text("\n".join(part), "utf-8")
            score = _score(data, gold, proposed)["top_200"]
            for what in ("recall", "precision"):
                figure = f"terms mined, first 200, {name}: {what}"
                figures.append((figure, "≥ .85", f"{score[what]:.3f}", score[what] >= 0.85))
    return figures


def _catalogue(data: Path) -> bytes:
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        file = next(tar.extractfile(m) for m in tar if m.name.endswith("/zh_CN.po"))
        assert file is not None
        return file.read()


def _halves(rows: list[str]) -> list[tuple[str, list[str]]]:
    """Read while it was written, and not: by the hash of the term."""

    def odd(row: str) -> bool:
        return bool(hashlib.sha256(json.loads(row)["term"].encode()).digest()[-1] % 2)

    return [("seen half", [r for r in rows if not odd(r)]), ("unseen half", [*filter(odd, rows)])]


def _score(data: Path, gold: Path, proposed: Path) -> dict[str, dict[str, float]]:
    score = data / "draft-dev" / "score.py"
    said = subprocess.run(
        [sys.executable, str(score), "terms", str(gold), str(proposed), "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, dict[str, float]] = json.loads(said.stdout)
    return found
