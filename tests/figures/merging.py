"""Figures of the merge driver: two branches edit the same units, by the function and by git."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.figures import Figure
from tests.figures import random_catalogues as samples
from tests.repository import Repository, small
from transpipe import po
from transpipe.editions.branches import merge_branches
from transpipe.model import Catalogue, Owner, State, Unit

_MERGES, _REAL, _JUDGED = 1000, 20, 25
_PATH = "locales/zh_CN/LC_MESSAGES/原文/a.po"


def figures(_data: Path) -> list[Figure]:
    """Figure 5 of keeping current: both texts kept, the file always sound."""
    lost, broken, silent, judged = by_function(_MERGES)
    real = by_git(_REAL)
    rows = [
        (f"merge driver, same units: merges of {_MERGES} that lose a text", "0", lost),
        (f"merge driver, same units: broken files of {_MERGES}", "0", broken),
        (f"merge driver, same units: conflicts of {_MERGES} merges not told of", "0", silent),
        (f"merge driver, same units: of {_JUDGED} files msgfmt -c finds fault with", "0", judged),
        (f"merge driver, same units: of {_REAL} merges by git not as the function's", "0", real),
    ]
    return [(name, goal, str(value), value == 0) for name, goal, value in rows]


def by_function(count: int) -> tuple[int, int, int, int]:
    """Merges that lose a text, that make no sound file, that are silent, that msgfmt refuses."""
    lost = broken = silent = judged = 0
    for seed in range(count):
        base, ours, theirs = sides(Random(seed))
        found = merge_branches(base, ours, theirs)
        merged, findings = found.catalogue, found.findings
        text = po.render(merged)
        lost += bool(missing(base, ours, theirs, merged))
        broken += po.parse(text).units != merged.units
        silent += len(findings) < clashes(base, ours, theirs)
        if seed % (count // _JUDGED or 1) == 0:
            judged += not is_sound(text)
    return lost, broken, silent, judged


def sides(random: Random) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A catalogue and what two branches made of it, who met in about half of what they touched."""
    base = samples.catalogue(random, 24, odd=False)
    units = [replace(u, flags=tuple(f for f in u.flags if f != "no-c-format")) for u in base.units]
    base = replace(base, units=tuple(units))
    shared = random.sample(range(24), 8)
    ours, theirs = (
        branched(random, base, {*shared, *random.sample(range(24), 6)}, name) for name in "甲乙"
    )
    read = (po.parse(po.render(side), _PATH) for side in (base, ours, theirs))
    base, ours, theirs = read
    return base, ours, theirs


def branched(random: Random, base: Catalogue, own: set[int], name: str) -> Catalogue:
    """What a branch makes of it: words, states, names, order, the header, a new source text."""
    made = samples.branched(random, base, own, name)
    units = [_worded(random, unit, name) if random.random() < 0.2 else unit for unit in made.units]
    if random.random() < 0.5:
        place = random.randrange(len(units))
        units[place] = _edited(random, units[place], name)
    if random.random() < 0.3:
        random.shuffle(units)
    units.sort(key=lambda unit: not unit.active)
    headers = {**dict(made.headers), "Last-Translator": name, "X-Generator": f"{name} 1"}
    return replace(
        made,
        units=tuple({unit.id: unit for unit in units}.values()),
        headers=tuple(headers.items()),
        comments=(*made.comments, f"© {name}"),
    )


def _worded(random: Random, unit: Unit, name: str) -> Unit:
    words = f"{name}：{samples.chinese(random)}"
    return unit.changed(words) if unit.active else replace(unit, target=words)


def _edited(random: Random, unit: Unit, name: str) -> Unit:
    """A unit whose source was edited on this branch, as sync leaves it: another msgid, fuzzy."""
    if not unit.active or not unit.target or unit.owner is not Owner.PERSON:
        return unit
    source = f"{unit.source} {name if random.random() < 0.5 else 'more'}"
    stale = replace(unit, source=source, state=State.FUZZY, previous=unit.source, review=None)
    return replace(stale, origin=None, parent=None)


def missing(base: Catalogue, ours: Catalogue, theirs: Catalogue, merged: Catalogue) -> Counter[str]:
    """Words that a person put in on a side, and that stand nowhere in what was merged."""
    had = {unit.target for unit in base.units}
    kept = {unit.target for unit in merged.units}
    held = "\n\n".join(unit.conflict.text for unit in merged.units if unit.conflict)
    new = (
        unit.target
        for side in (ours, theirs)
        for unit in side.units
        if unit.target and unit.target not in had and unit.owner is Owner.PERSON
    )
    return Counter(text for text in new if text not in kept and text not in held)


def clashes(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> int:
    """Units that both sides gave new words of a person, and different ones."""
    before, left, right = ({u.id: u for u in c.units} for c in (base, ours, theirs))
    return sum(
        left[key].owner is right[key].owner is Owner.PERSON
        and len({left[key].target, right[key].target, before[key].target, ""}) == 4
        for key in before.keys() & left.keys() & right.keys()
        if before[key].target
    )


def is_sound(text: str) -> bool:
    """Whether gettext has nothing to say against a file."""
    if not shutil.which("msgfmt"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        path.write_text(text, "utf-8", newline="")
        done = subprocess.run(
            ("msgfmt", "-c", "-o", "/dev/null", str(path)), capture_output=True, check=False
        )
    return (done.returncode, done.stderr) == (0, b"")


# ── Through git ─────────────────────────────────────────────────────────────────────────────


def by_git(count: int) -> int:
    """Merges by git itself that fail, or leave another file than the function makes."""
    with tempfile.TemporaryDirectory() as folder:
        repository = small(
            Path(folder) / "repository", {".gitattributes": "*.po merge=transpipe\n"}
        )
        driver = f"'{sys.executable}' -m transpipe git merge-driver %O %A %B %P"
        repository.git("config", "merge.transpipe.driver", driver)
        return sum(not _merged_by_git(repository, seed) for seed in range(count))


def _merged_by_git(repository: Repository, seed: int) -> bool:
    base, ours, theirs = sides(Random(seed))
    start, other = f"start{seed}", f"other{seed}"
    for branch, catalogue in ((start, base), (other, theirs)):
        repository.git("switch", "-q", "-c", branch)
        repository.write(_PATH, po.render(catalogue))
        repository.commit()
    repository.git("switch", "-q", start)
    repository.write(_PATH, po.render(ours))
    repository.commit()
    repository.git("merge", "-q", "--no-edit", other)
    return repository.read(_PATH) == po.render(merge_branches(base, ours, theirs).catalogue)
