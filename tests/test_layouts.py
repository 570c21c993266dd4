"""The layouts that repositories have: what is whose translation, quietly adopted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layouts import LAYOUTS, lay, read
from tests.repository import Repository
from transpipe import wiring
from transpipe.model import Pair, PairKind
from transpipe.pairs import find
from transpipe.repository import Workspace


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_pairs_of_a_layout(path: Path, tmp_path: Path) -> None:
    layout = read(path)
    assert len(layout.pairs) >= 8 or layout.settings
    workspace = Workspace(lay(layout, tmp_path).root)
    config = workspace.config()
    workspace.mount(wiring.history(workspace.root, config)[1])
    found = find(workspace.files(), workspace.read_text, config)
    of_kind = {
        kind: sorted((p.source or "", p.target) for p in found.pairs if p.kind is kind)
        for kind in PairKind
    }
    assert of_kind[PairKind.BOTH] == sorted(layout.pairs)
    assert of_kind[PairKind.UNTRANSLATED] == sorted(layout.offered)
    chinese = sorted(("", path) for language, path in layout.others if language == "zh")
    assert of_kind[PairKind.SOURCELESS] == chinese


def pairs(repository: Repository) -> set[Pair]:
    """What is found in a repository now."""
    workspace = Workspace(repository.root)
    return set(find(workspace.files(), workspace.read_text, workspace.config()).pairs)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_a_layout_is_adopted_quietly(path: Path, tmp_path: Path) -> None:
    layout = read(path)
    repository = lay(layout, tmp_path)
    before = pairs(repository)
    repository.steps("init")
    assert pairs(repository) == before  # what init writes down says the same
    repository.steps("align", "build")
    changed = {
        line[3:].split("/")[0].strip('"')
        for line in repository.git("status", "--porcelain", "-z").split("\0")
    }
    assert changed <= {"", "transpipe.toml", ".gitattributes", "locales"}
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "adopted")
    repository.steps("sync")  # which makes the catalogues of what is offered
    repository.git("add", "-A")
    repository.git("commit", "-q", "--allow-empty", "-m", "offered")
    for command in ("init", "align", "sync", "check", "status", "build", "run", "pages"):
        ran = repository.transpipe(command)
        assert ran.code in (0, 1), ran.err
        assert not repository.git("status", "--porcelain"), command
