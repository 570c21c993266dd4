"""Both sides of an article changed since its merge base: what its catalogues say then.

A case has the files as they were when all agreed (`before`), those that changed since (`now`), and
what comes out (`after`): the catalogues, and the findings, one a line.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import CASES
from transpipe.engines.opencc import OpenCC
from transpipe.model import Locale
from transpipe.workflows.project import opened
from transpipe.workflows.sync import sync
from transpipe.workspace import Workspace, remembered
from transpipe.workspace.remembered import Remembered

HERE = sorted((CASES / "sync_edition").glob("*/"))


@pytest.mark.parametrize("case", HERE, ids=lambda case: case.name)
def test_sync_edition(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case / "before", tmp_path, dirs_exist_ok=True)
    _remember(Workspace(tmp_path))
    shutil.copytree(case / "now", tmp_path, dirs_exist_ok=True)
    workspace = Workspace(tmp_path)
    found = sync(opened(workspace, workspace.config()), None, OpenCC()).findings
    said = "".join(f"{f.file}:{f.line} {f.severity} {f.code}: {f.message}\n" for f in found)
    assert said == (case / "after" / "findings.txt").read_text("utf-8")
    for path in sorted((case / "after").rglob("*.po")):
        name = str(path.relative_to(case / "after"))
        assert (tmp_path / name).read_text("utf-8") == path.read_text("utf-8"), name


def _remember(workspace: Workspace) -> None:
    """What this clone knows of files that agree with their catalogues."""
    project = opened(workspace, workspace.config())
    for pair in project.authored():
        for locale in (Locale.ZH_CN, *project.config.locales):
            derived = locale is not Locale.ZH_CN
            file = project.derived_path(pair.target, locale) if derived else pair.target
            catalogue = workspace.catalogue_path(pair.article, locale)
            texts = map(workspace.read_text, (file, catalogue, pair.article))
            remembered.remember(workspace, pair.article, locale, Remembered(*texts))
