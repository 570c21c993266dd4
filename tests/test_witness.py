"""The second witness: what it settles, what it leaves, and that nothing changes without it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import Repository, small
from tests.test_workflows import run
from transpipe.align.beads import align
from transpipe.align.witness import settle
from transpipe.engines.opencc import OpenCC
from transpipe.engines.semantic import Semantic
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Certainty, Document, Doubt, Maker, Owner, State
from transpipe.repository import Workspace
from transpipe.workflows.align import align_files

ARTICLE, FILE = "原文/a.md", "译文/a.md"
# Without a number, a name, a link or a word that the lexicon has.
ENGLISH = """# Gardening

Water the roses early in the morning.

Never feed strange dogs.

Old letters smell of dust.
"""
CHINESE = """# 园艺

玫瑰要在清晨浇水。

切勿喂食陌生的狗。

旧信有灰尘的气味。
"""


@pytest.fixture(scope="module")
def witness() -> Semantic:
    return Semantic()


def documents() -> tuple[Document, Document]:
    return parse(ENGLISH), parse(CHINESE, source=False)


def doubtful(reason: Doubt, *pairs: tuple[int, int]) -> list[Bead]:
    return [Bead((a,), (b,), 0.9, Certainty.DOUBTFUL, (), reason) for a, b in pairs]


def test_pairs_that_mean_the_same_are_settled(witness: Semantic) -> None:
    beads = doubtful(Doubt.PLACE, (0, 0), (1, 1), (2, 2), (3, 3))
    found = settle(beads, *documents(), witness)
    assert [bead.certainty for bead in found] == [Certainty.SURE] * 4
    assert {(bead.witness, bead.reason) for bead in found} == {("semantic", None)}


def test_pairs_that_do_not_stay_in_doubt(witness: Semantic) -> None:
    beads = doubtful(Doubt.PLACE, (1, 2), (2, 3), (3, 1))
    assert settle(beads, *documents(), witness) == tuple(beads)


@pytest.mark.parametrize("reason", [Doubt.NUMBERS, Doubt.LINKS, Doubt.STRANGERS])
def test_what_it_cannot_see_it_leaves_alone(witness: Semantic, reason: Doubt) -> None:
    beads = doubtful(reason, (1, 1), (2, 2))
    assert settle(beads, *documents(), witness) == tuple(beads)


def test_what_is_sure_is_not_asked_about() -> None:
    class Never:
        name = "never"

        def likeness(self, left: object, right: object) -> list[list[float]]:
            raise AssertionError

    beads = [Bead((0,), (0,), 1.0, Certainty.SURE), Bead((1,), ()), Bead((), (2,))]
    assert settle(beads, *documents(), Never()) == tuple(beads)


@pytest.mark.more
def test_the_mark_names_the_witness(tmp_path: Path) -> None:
    """Run as a user does, with the package installed; a second run writes nothing."""
    made = small(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE})
    run(made, "init")
    for command in ("align", "sync", "run"):
        state = made.state()
        subprocess.run([sys.executable, "-m", "transpipe", command], cwd=made.root, check=True)
    assert {p: d for p, (d, _t) in made.state().items() if p.startswith(("locales", "译文"))} == {
        p: d for p, (d, _t) in state.items() if p.startswith(("locales", "译文"))
    }
    units = made.catalogue(ARTICLE).active()
    told = [u for u in units if u.origin is not None and u.origin.engine == "semantic"]
    assert told
    for unit in told:
        assert unit.state is State.TRANSLATED
        assert unit.owner is Owner.PERSON
        assert unit.origin is not None
        assert unit.origin.maker is Maker.ALIGN


def test_without_it_the_same_pairs_are_found(tmp_path: Path, witness: Semantic) -> None:
    made = Repository(tmp_path)
    made.write("en.md", ENGLISH)
    made.write("zh.md", CHINESE)
    args = (Workspace(tmp_path), "en.md", "zh.md")
    plain, told = (align_files(*args, OpenCC(), asked)[2] for asked in (None, witness))
    assert [(b.source, b.target) for b in plain] == [(b.source, b.target) for b in told]
    assert plain == align(*documents())
