"""Catalogues that other tools open and save: nothing is lost, stale, or written for nothing."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import polib
import pytest

from tests.conftest import ROOT, later
from tests.figures.foreign import random_repository
from tests.figures.round_trips import Tally, play, trip
from tests.foreign import path
from tests.repository import Repository, adopted
from tests.round_trips import EDITORS, facts
from transpipe.model import Locale
from transpipe.repository import Workspace

needs_gettext = pytest.mark.skipif(not shutil.which("msgcat"), reason="gettext is not installed")
FIRST, *OTHERS = (name for name in EDITORS if name != "translate-toolkit")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return random_repository(tmp_path_factory.mktemp("model"), Random(4)).root


@pytest.fixture
def made(model: Path, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(model, tmp_path / "work", symlinks=True))


@needs_gettext
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("name", [FIRST, "translate-toolkit", *later(*OTHERS)])
def test_a_round_trip(made: Repository, name: str, edited: bool) -> None:
    tally = Tally()
    trip(tally, made, EDITORS[name], name, edited=edited)
    assert tally == Tally(trips=1)


@needs_gettext
def test_what_a_tool_drops_is_no_write_for_nothing(made: Repository) -> None:
    """Babel drops our fields of the header; the facts that polib sees tell it from taste."""
    had = facts(path(made))
    EDITORS["polib"].save(path(made))
    assert facts(path(made)) == had
    EDITORS["Babel"].save(path(made))
    assert facts(path(made)) != had


@pytest.mark.parametrize("guide", ["原文/reviewing.md", "译文/审阅.md"])
def test_the_pattern_for_weblate_finds_each_catalogue(guide: str) -> None:
    lines = (ROOT / guide).read_text("utf-8").splitlines()
    (pattern,) = (line for line in lines if line.startswith("locales/(?P<language>"))
    catalogues = sorted(path.relative_to(ROOT) for path in (ROOT / "locales").rglob("*.po"))
    found = [re.fullmatch(pattern, path.as_posix()) for path in catalogues]
    assert {match["language"] for match in found if match} == {"zh_CN"}
    names = {match["component"] for match in found if match}
    assert len(names) == len(catalogues)
    assert "原文/reviewing" in names


@needs_gettext
@pytest.mark.long
def test_each_tool_with_sixty_catalogues() -> None:
    assert play(range(60)) == Tally(trips=60 * 2 * len(EDITORS))


def test_what_we_say_of_a_place_is_ours_however_a_tool_wraps_it(tmp_path: Path) -> None:
    heading = "What there is to say of the many kinds of kettles that people have at home"
    source = f"# {heading}\n\n<!-- i18n:comment: said in haste -->\n\nThey boil water.\n"
    target = f"# {'家里各种水壶' * 3}\n\n它们烧水。\n"
    repository = adopted(tmp_path / "made", {"原文/a.md": source, "译文/a.md": target})
    file = repository.root / Workspace.catalogue_path("原文/a.md", Locale.ZH_CN)
    polib.pofile(str(file)).save()
    saved = file.read_text("utf-8")
    assert re.search(r"^#\. § .*\n#\. .*」下\n#\. said in haste$", saved, re.MULTILINE)
    repository.steps("sync", "run")
    assert file.read_text("utf-8") == saved
