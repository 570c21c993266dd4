"""A small site with all that an article can have, in every state: pages of it are tried."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.conftest import CASES
from tests.repository import Repository, small
from transpipe import po
from transpipe.model import Doubt, Locale, Maker, Origin, State, Unit
from transpipe.repository import Workspace

FILES = CASES / "site"
NOTES = "原文/notes.md"


def site(place: Path, settings: str = 'derived = ["zh_TW"]\n') -> Repository:
    """A repository with the files of the case, aligned, units in every state, and its pages."""
    paths = sorted(path for path in FILES.rglob("*") if path.is_file())
    made = small(place, {path.relative_to(FILES).as_posix(): path.read_bytes() for path in paths})
    made.write("transpipe.toml", settings)
    now = made.read(NOTES)
    made.write(NOTES, now.replace("*Four minutes* for", "*Five minutes* for"))
    made.steps("align", "sync")
    for name in ("原文/notes.md", "原文/list.md"):
        made.confirm(name)
    made.write(NOTES, now)
    made.steps("sync")
    _mark(made)
    made.steps("convert", "pages")
    return made


def _mark(made: Repository) -> None:
    """Gives units of one article the states that a reader should see."""
    catalogue = made.catalogue(NOTES)
    changed = replace(catalogue, units=tuple(_marked(unit) for unit in catalogue.units))
    path = Workspace.catalogue_path(NOTES, Locale.ZH_CN)
    made.write(path, po.render(changed))


def _marked(unit: Unit) -> Unit:
    if unit.source.startswith("Bitter"):
        doubt = Origin(Maker.ALIGN, confidence=0.4, doubt=Doubt.NUMBERS)
        return replace(unit, state=State.FUZZY).marked(doubt)
    if unit.source.startswith("A pot that"):
        return unit.reviewed("王小明")
    return unit
