"""Figures of layouts: whose translation each file is, in the small repositories of the tests."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.figures import Figure
from tests.layouts import LAYOUTS, lay, read
from transpipe.model import PairKind
from transpipe.pairs import find
from transpipe.repository import Workspace

_SETTINGS = 3  # lines, at most, for a layout that nobody knows


def figures(_data: Path) -> list[Figure]:
    """Pairs found and wrong, articles of other languages in a pair, lines of settings."""
    right = wrong = wanted = foreign = lines = 0
    for path in LAYOUTS:
        layout = read(path)
        with tempfile.TemporaryDirectory() as folder:
            workspace = Workspace(lay(layout, Path(folder)).root)
            found = find(workspace.files(), workspace.read_text, workspace.config())
        both = {(p.source or "", p.target) for p in found.pairs if p.kind is PairKind.BOTH}
        right += len(both & set(layout.pairs))
        wrong += len(both - set(layout.pairs))
        wanted += len(layout.pairs)
        others = {path for language, path in layout.others if language in ("ja", "ko", "vi")}
        foreign += sum(not others.isdisjoint((p.source, p.target)) for p in found.pairs)
        lines = max(lines, layout.settings.count("\n"))
    of = f"of {len(LAYOUTS)} layouts"
    precision, recall = right / (right + wrong), right / wanted
    return [
        (f"pairs {of}, precision", "1.00", f"{precision:.4f}", wrong == 0),
        (f"pairs {of}, recall", "≥ .99", f"{recall:.4f}", recall >= 0.99),
        ("Japanese, Korean, Vietnamese articles in a pair", "0", str(foreign), foreign == 0),
        ("lines of settings for a layout nobody knows", "≤ 3", str(lines), lines <= _SETTINGS),
    ]
