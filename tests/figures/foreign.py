"""Figures of catalogues that other tools save: nothing is lost, confirmed, or written for it."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from tests import foreign
from tests.figures import Figure
from tests.foreign import SAVES, files, words
from tests.histories.words import TOKEN, article
from tests.repository import Repository, small
from transpipe.catalogue import marks
from transpipe.model import Conflict, Layout, Locale, Standing, State, Unit, standing

_SAVES = 8  # so many of them in one repository
ARTICLE, FILE = foreign.ARTICLE, foreign.FILE
LOCALES = (Locale.ZH_CN, Locale.ZH_TW)


def figures(_data: Path, saves: int = 200, mishaps: int = 300) -> list[Figure]:
    """How often we write beside other tools, and what is wrong after their mishaps."""
    if not shutil.which("msgcat"):
        return [("foreign saves", "0 writes", "gettext is not installed", False)]
    written = sum(_written(seed, min(_SAVES, saves - seed)) for seed in range(0, saves, _SAVES))
    wrong = [said for seed in range(mishaps) if (said := broken(seed))]
    said = "; ".join(wrong[:3])
    return [
        (f"files written by a sync after each of {saves} saves by other tools", "0",
         str(written), written == 0),
        (f"{mishaps} catalogues that other tools took something out of: words in no place, "
         "confirmed by nobody, taken out of a file, written twice", "0",
         f"{len(wrong)} {said}".strip(), not wrong),
    ]  # fmt: skip


def _written(seed: int, saves: int) -> int:
    """The files that syncs write, each after another tool has saved both catalogues."""
    random, written = Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        made = random_repository(Path(folder), random)
        for _ in range(saves):
            for locale in LOCALES:
                SAVES[random.choice(list(SAVES))](foreign.path(made, locale))
            before = made.state()
            ran = made.transpipe("sync")
            after = made.state()
            written += ran.code != 0
            written += sum(before.get(path) != after[path] for path in after)
    return written


# ── Repositories ────────────────────────────────────────────────────────────────────────────


def random_repository(place: Path, random: Random) -> Repository:
    """An article with a translation in both locales, adopted, and units of all kinds in it."""
    english, chinese, number = article(random, random.randint(3, 12), 1)
    made = small(place / "work", {ARTICLE: english, FILE: chinese})
    _run(made, "init", "align", "convert --add zh_TW", "build")
    if random.random() < 0.4:
        _run(made, f"build --relayout {ARTICLE}", "sync", "build")
    _edit_source(made, random)
    _run(made, "sync", "draft --engine echo")
    numbers = iter(range(number, number + 100))

    def furnished(unit: Unit) -> Unit:
        return _furnished(unit, random, lambda: foreign.token(next(numbers)))

    for locale in LOCALES:
        foreign.rewrite(made, locale, furnished if locale is Locale.ZH_CN else _overridden(random))
        _run(made, "sync")
    _run(made, "build", "sync")
    made.commit()
    return made


def _furnished(unit: Unit, random: Random, token: Callable[[], str]) -> Unit:
    """A unit as a person, or another branch, may have left it."""
    kind = random.choice(("as it is", "as it is", "doubt", "conflict", "note", "review", "confirm"))
    if not unit.target or not unit.active:
        return unit
    if kind == "doubt" and unit.confirmed:
        return marks.marked(unit.doubted(), "align", confidence=0.5)
    if kind == "conflict" and unit.confirmed:
        return replace(unit.doubted(), conflict=Conflict("theirs", f"另一种说法。{token()}"))
    if kind == "note":
        return replace(unit, notes=(f"一条说明。{token()}",))
    if kind == "review" and unit.confirmed:
        return marks.reviewed(unit, "王小明")
    if kind == "confirm" and unit.state is State.FUZZY:
        return replace(unit, state=State.TRANSLATED, conflict=None)
    return unit


def _overridden(random: Random) -> Callable[[Unit], Unit]:
    """Some units with a person's words in the derived locale."""

    def overridden(unit: Unit) -> Unit:
        wanted = unit.active and unit.target and TOKEN.search(unit.target)
        if not wanted or random.random() > 0.2:
            return unit
        return replace(unit, target=f"另譯：{unit.target}")

    return overridden


def _edit_source(made: Repository, random: Random) -> None:
    """The source after some edits: texts that are stale, texts that have gone."""
    blocks = made.read(ARTICLE).strip("\n").split("\n\n")
    for _ in range(random.randint(0, 4)):
        at = random.randrange(1, len(blocks))
        if random.random() < 0.5 and len(blocks) > 3:
            del blocks[at]
        else:
            blocks[at] = blocks[at].replace(" the ", " not the ", 1).replace(" a ", " no ", 1)
    made.write(ARTICLE, "\n\n".join(blocks) + "\n")


def _run(made: Repository, *commands: str) -> None:
    for command in commands:
        ran = made.transpipe(*command.split())
        assert ran.code == 0, f"{command}: {ran.out}{ran.err}"


# ── Mishaps ─────────────────────────────────────────────────────────────────────────────────

MISHAPS = foreign.LOSSES
# Where a catalogue has only so many comments, a person may have taken them all out.
_FEW = 3


def broken(seed: int) -> str:
    """What is wrong after a mishap with one or both catalogues, '' if nothing.

    Wrong is only what is not wrong without the mishap.
    """
    random = Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        made = random_repository(Path(folder), random)
        twin = Repository(Path(shutil.copytree(made.root, Path(folder) / "twin")))
        names = _mishaps(made, random)
        locales = random.choice((LOCALES, LOCALES, LOCALES[:1], LOCALES[1:]))
        first, how = random.choice(("sync", "build", "run", "convert")), random.random()
        had = (words(made), _confirmed(made), files(made))
        for name in names:
            for locale in locales:
                MISHAPS[name](foreign.path(made, locale))
        for repository in (made, twin):
            if how < 0.25:
                repository.commit()
            elif how > 0.75:
                shutil.rmtree(repository.root / ".transpipe")
        found = _after(made, *had, first=first)
        found = "" if found and _after(twin, *had, first=first) else found
    then = "committed" if how < 0.25 else "cloned" if how > 0.75 else ""
    return f"{seed}: {', '.join(names)} in {'+'.join(locales)} {then}: {found}" if found else ""


def _mishaps(made: Repository, random: Random) -> list[str]:
    """One or two mishaps that nobody can take for a person's act."""
    few = any(
        0 < sum(bool(u.origin or u.notes or u.review or u.conflict) for u in catalogue.units) < _FEW
        for catalogue in (made.catalogue(ARTICLE, locale) for locale in LOCALES)
    )
    names = [name for name in MISHAPS if not (few and name.startswith("no marks"))]
    return [random.choice(names) for _ in range(random.choice((1, 1, 2)))]


def _after(
    made: Repository,
    had: set[str],
    confirmed: set[tuple[str, str, str]],
    before: dict[str, str],
    *,
    first: str,
) -> str:
    for command in dict.fromkeys((first, "build", "sync", "build")):
        ran = made.transpipe(command)
        if ran.code == 4 and re.search("no entries after the header|the file is empty", ran.out):
            return ""  # nothing is left of the file: refused, and git has it
        if ran.code not in (0, 1):
            return f"{command}: {ran.out}{ran.err}"
        if "gone" in ran.out or "removed" in ran.out:
            return f"{command} says: {ran.out}"
    if had - words(made):
        return f"lost {sorted(had - words(made))}"
    if more := _confirmed(made) - confirmed:
        return f"confirmed {sorted(more)}"
    if files(made) != before:
        return "a file has changed"
    state = made.state()
    for command in ("sync", "build", "convert"):
        made.transpipe(command)
    return "written twice" if made.state() != state else ""


def _confirmed(made: Repository) -> set[tuple[str, str, str]]:
    return {
        (locale.value, unit.source, unit.target)
        for locale in LOCALES
        for unit in made.catalogue(ARTICLE, locale).active()
        if standing(unit) is Standing.DONE
    }


__all__ = ["LOCALES", "Layout", "broken", "figures"]
