"""Both sides of an article changed since its merge base: what its catalogues say then.

A case has the files as they were when all agreed (`before`), those that changed since (`now`), and
what comes out (`after`): the catalogues, and the findings, one a line.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CASES
from transpipe import po
from transpipe.editions.context import Context
from transpipe.editions.merge_base import find_merge_base
from transpipe.editions.moved_words import elsewhere
from transpipe.editions.project import Project, opened
from transpipe.editions.sync_edition import Moved, Synced, sync_edition
from transpipe.engines.opencc import OpenCC
from transpipe.model import Edition, Locale, Words
from transpipe.repository import Workspace, remembered
from transpipe.repository.remembered import Remembered
from transpipe.source_edits.merge import merge

HERE = sorted((CASES / "sync_edition").glob("*/"))


class _OneRelease(OpenCC):
    """OpenCC whose release is nowhere named: the cases are of all releases."""

    version = ""


@pytest.mark.parametrize("case", HERE, ids=lambda case: case.name)
def test_sync_edition(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case / "before", tmp_path, dirs_exist_ok=True)
    workspace = Workspace(tmp_path)
    _remember(opened(workspace, workspace.config()))
    shutil.copytree(case / "now", tmp_path, dirs_exist_ok=True)
    made = list(_synced(opened(workspace, workspace.config())))
    told = (finding for synced in made for finding in synced.findings)
    said = "".join(f"{f.file}:{f.line} {f.severity} {f.code}: {f.message}\n" for f in told)
    assert said == (case / "after" / "findings.txt").read_text("utf-8")
    for synced in made:
        catalogue = synced.catalogue
        name = Workspace.catalogue_path(catalogue.article, catalogue.locale)
        path = next(case / state / name for state in ("after", "now", "before")
                    if (case / state / name).exists())  # fmt: skip
        assert po.render(catalogue) == path.read_text("utf-8")


def _synced(project: Project) -> Iterator[Synced]:
    """All editions, each derived one behind that whose words it takes."""
    others, anchors_of = elsewhere(project, None), project.anchors()
    for article in project.articles():
        assert isinstance(article, Edition)
        context = Context(project, project.links(article.pair, anchors_of), _OneRelease())
        base = find_merge_base(project, article)
        synced = _one(article, Moved(others.alone(article), others), None, context)
        yield synced
        words = Words(article.holding(synced.catalogue), base.catalogue if base else None)
        for locale in project.config.derived:
            child = project.derived(article, locale)
            if child is not None:
                yield _one(child, Moved(merge(child.source, child.catalogue)), words, context)


def _one(edition: Edition, moved: Moved, words: Words | None, context: Context) -> Synced:
    base = find_merge_base(context.project, edition.holding(moved.merged.catalogue))
    return sync_edition(edition, moved, words, base, context)


def _remember(project: Project) -> None:
    """What this clone knows of files that agree with their catalogues."""
    workspace = project.workspace
    for pair in project.authored():
        for locale in (Locale.ZH_CN, *project.config.derived):
            derived = locale is not Locale.ZH_CN
            file = project.derived_path(pair.target, locale) if derived else pair.target
            catalogue = workspace.catalogue_path(pair.article, locale)
            texts = map(workspace.read_text, (file, catalogue, pair.article))
            remembered.remember(workspace, pair.article, locale, Remembered(*texts))
