"""Catalogues that go through other tools and come back, with an edit or without, in numbers."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests import foreign
from tests.figures import Figure
from tests.figures.foreign import LOCALES, random_repository
from tests.foreign import ARTICLE, words
from tests.histories.words import TOKEN, token
from tests.repository import Repository
from tests.round_trips import EDITORS, Editor, facts
from transpipe.model import Locale, Standing, standing

CATALOGUES = int(os.environ.get("TRANSPIPE_ROUND_TRIPS", "60"))
_NEW = token(7777)
Standings = dict[tuple[str, str | None], Standing]


@dataclass
class Tally:
    """What went wrong: words in no place, units in another state, files written for nothing."""

    trips: int = 0
    lost: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)


def figures(_data: Path) -> list[Figure]:
    """Each tool with so many catalogues, each saved as it is and with other words in one unit."""
    if not shutil.which("msgcat"):
        return [("round trips", "0", "gettext is not installed", False)]
    tally = play(range(CATALOGUES))
    what = f"{len(EDITORS)} tools × {CATALOGUES} catalogues × (edit, none): "
    return [
        (what + "words lost", "0", _said(tally.lost), not tally.lost),
        (what + "units that became stale, or confirmed", "0", _said(tally.moved), not tally.moved),
        (what + "writes for nothing", "0", _said(tally.written), not tally.written),
    ]


def _said(found: list[str]) -> str:
    return f"{len(found)} {'; '.join(found[:3])}".strip()


def play(seeds: range) -> Tally:
    """Every tool, twice with each catalogue."""
    tally = Tally()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            made = random_repository(Path(folder), Random(seed))
            for name, editor in EDITORS.items():
                for edited in (False, True):
                    copy = Repository(Path(shutil.copytree(made.root, Path(folder) / "copy")))
                    trip(tally, copy, editor, f"{seed} {name}{' edited' * edited}", edited=edited)
                    shutil.rmtree(copy.root)
    return tally


def trip(tally: Tally, made: Repository, editor: Editor, name: str, *, edited: bool) -> None:
    tally.trips += 1
    had, before = words(made), {locale: standings(made, locale) for locale in LOCALES}
    old = _word(made) if edited else ""
    lossless = True
    for locale in LOCALES:
        path = foreign.path(made, locale)
        were = facts(path)
        if old and locale is Locale.ZH_CN:
            editor.edit(path, old, _NEW)
            lossless = False
        else:
            editor.save(path)
        lossless = lossless and facts(path) == were
    there = made.state()
    ran = made.transpipe("sync")
    if ran.code:
        tally.lost.append(f"{name}: {ran.out}{ran.err}")
        return
    if lossless and made.state() != there:
        tally.written.append(name)
    lost = had - words(made) - {old}
    if lost or (old and _NEW not in words(made)):
        tally.lost.append(f"{name}: {sorted(lost) or 'the edit'}")
    made.transpipe("sync")
    there = made.state()
    made.transpipe("sync")
    if made.state() != there:
        tally.written.append(f"{name}: again")
    for locale in LOCALES:
        tally.moved += _moved(name, before[locale], standings(made, locale), old)


def _moved(name: str, before: Standings, now: Standings, old: str) -> list[str]:
    """Units that became stale, or that nobody confirmed, but for the one that was edited."""
    wrong = [
        f"{name}: {key[0][:40]} {was} → {now.get(key)}"
        for key, was in before.items()
        if now.get(key) is not was and (now.get(key) in (Standing.STALE, Standing.DONE, None))
    ]
    return wrong if len(wrong) > 2 * bool(old) else []


def standings(made: Repository, locale: Locale) -> Standings:
    """The standing of each live unit."""
    units = made.catalogue(ARTICLE, locale).active()
    return {(unit.source, unit.context): standing(unit) for unit in units}


def _word(made: Repository) -> str:
    """A token that stands once in the catalogue, in the words of a confirmed unit."""
    text = foreign.path(made).read_text("utf-8")
    units = (u for u in made.catalogue(ARTICLE).active() if standing(u) is Standing.DONE)
    found = (TOKEN.search(unit.target) for unit in units)
    return next((m[0] for m in found if m and text.count(m[0]) == 1), "")
