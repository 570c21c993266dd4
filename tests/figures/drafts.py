"""What the memory makes of stale units, and how long it takes to draft from it.

A stale unit is a labelled query (draft-dev) with the unit that it was made from; or several units
in a row of which one was left out or another came in. Words are those of terms that only the old
source has, in the forms that translators used for them, and what a translation copies: names and
numbers. Of units in a row they are the pairs of characters that only the one that left has.

Times are ratios in one run, by CPU.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.repository import Repository, small
from transpipe.engines.sqlite import Sqlite
from transpipe.model import Catalogue, Locale, Remembered, State, Unit
from transpipe.workflows.from_memory import Recall, updates

_STALE, _DRAFTED, _ARTICLES = 300, 2000, 20
_COPIED = re.compile(r"[A-Za-z][A-Za-z_]+|\d+")
_HAN = re.compile("[\u4e00-\u9fff]{2}")


def figures(data: Path) -> list[tuple[str, str, str, bool]]:
    """Figures 3 and 6 of memory and terms."""
    units = _read(lzma.decompress((data / "draft-dev" / "memory.jsonl.xz").read_bytes()))
    return [*_stale(data / "draft-dev", units), *_time(units)]


# ── what survives ───────────────────────────────────────────────────────────────────────────────


def _stale(folder: Path, units: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, bool]]:
    memory = Sqlite()
    memory.update({"": ("", [Remembered(unit["source"], unit["target"]) for unit in units])})
    terms = _read((folder / "terms.jsonl").read_bytes())
    labelled = _labelled(units, _read((folder / "memory-queries.jsonl").read_bytes()), terms)
    made = _in_rows(units)
    asked = [row for part in zip(labelled, made, strict=False) for row in part][:_STALE]
    gone = left = drafted = 0
    for unit, words in asked:
        catalogue = Catalogue("a.md", Locale.ZH_CN, (unit,))
        for draft in updates(catalogue, Recall(memory)):
            drafted += 1
            gone += len(words)
            left += sum(word in draft.text for word in words)
    said = f"{left} of {gone} in {drafted} drafts for {len(asked)} units"
    yield "drafts: words that the source took away", "<= 1 %", said, left <= gone / 100 and gone > 0


def _labelled(
    units: list[dict[str, Any]], queries: list[dict[str, Any]], terms: list[dict[str, Any]]
) -> Iterator[tuple[Unit, set[str]]]:
    by_id = {unit["id"]: unit for unit in units}
    random.Random(5).shuffle(queries)
    for query in queries:
        if query["id"] is not None and query["edit"] != "part":
            unit = by_id[query["id"]]
            old, new, target = unit["source"], query["source"], unit["target"]
            words = (_copied(old) - _copied(new)) | _forms(old, terms) - _forms(new, terms)
            yield _unit(old, new, target), {word for word in words if word in target}


def _in_rows(units: list[dict[str, Any]]) -> Iterator[tuple[Unit, set[str]]]:
    chance = random.Random(11)
    short = [u for u in units if 30 < len(u["source"]) < 200 and u["source"].endswith(".")]
    while True:
        rows = [(u["source"], u["target"]) for u in chance.sample(short, 3)]
        place = chance.randrange(3)
        new = [row for n, row in enumerate(rows) if n != place]
        if chance.random() < 0.5:
            new.insert(
                place, next(iter(chance.sample([(u["source"], u["target"]) for u in short], 1)))
            )
        stays = "\n".join(target for _source, target in new)
        words = set(_HAN.findall(rows[place][1])) | _copied(rows[place][1])
        old, target = (" ".join(row[side] for row in rows) for side in (0, 1))
        unit = _unit(old, " ".join(source for source, _target in new), target)
        yield unit, {word for word in words if word not in stays}


def _unit(old: str, new: str, target: str) -> Unit:
    return Unit(new, target, State.FUZZY, previous=old)


def _copied(text: str) -> set[str]:
    return set(_COPIED.findall(text))


def _forms(text: str, terms: list[dict[str, Any]]) -> set[str]:
    small_text = f" {' '.join(re.findall('[a-z]+', text.lower()))} "
    return {
        form
        for term in terms
        if any(f" {name} " in small_text for name in (term["term"], *term["variants"]))
        for forms in term["forms"].values()
        for form in forms
    }


# ── time ────────────────────────────────────────────────────────────────────────────────────────


def _time(units: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, bool]]:
    """As programs, which is what a user waits for; and what remains without their start."""
    whole, count = _costs(units, _of_program)
    bare, _count = _costs(units, _in_process)
    said = f"{whole:.2f} x the sync that finds the units ({bare:.2f} x within one process)"
    name = f"drafts: {count} of {_DRAFTED} from the memory, both commands as programs"
    yield name, "<= 3 x sync", said, whole <= 3


def _costs(
    units: list[dict[str, Any]], cost: Callable[[Repository, str], float]
) -> tuple[float, int]:
    """What `draft` costs beside the `sync` before it, and how many units it drafts."""
    chance = random.Random(13)
    plain = [u for u in units if re.fullmatch(r"[A-Z][\w ,.()'-]{30,300}", u["source"])]
    known = chance.sample(plain, _DRAFTED)
    with tempfile.TemporaryDirectory() as place:
        made = small(Path(place) / "work", {})
        for number in range(_ARTICLES):
            mine = known[number::_ARTICLES]
            made.write(f"原文/known{number}.md", "\n\n".join(u["source"] for u in mine) + "\n")
        made.steps("init", "sync")
        words = {unit["source"]: unit["target"] for unit in known}
        for number in range(_ARTICLES):
            made.translate(f"原文/known{number}.md", words)
            new = (_edited(u["source"], chance) for u in known[number::_ARTICLES])
            made.write(f"原文/new{number}.md", "\n\n".join(new) + "\n")
        synced, drafted = cost(made, "sync"), cost(made, "draft")
        count = sum(bool(u.target) for n in range(_ARTICLES) for u in _units(made, n))
        return drafted / synced, count


def _units(made: Repository, number: int) -> tuple[Unit, ...]:
    return tuple(made.units(f"原文/new{number}.md").values())


def _edited(text: str, chance: random.Random) -> str:
    """A text with up to two words that are others."""
    words = text.split(" ")
    for _ in range(chance.randint(0, 2)):
        words[chance.randrange(len(words))] = chance.choice(["river", "kettle", "seldom", "amber"])
    return " ".join(words)


def _in_process(made: Repository, command: str) -> float:
    begun = time.process_time()
    assert made.transpipe(command).code == 0
    return time.process_time() - begun


def _of_program(made: Repository, command: str) -> float:
    begun = os.times()
    program = [sys.executable, "-m", "transpipe", "-C", str(made.root), command]
    subprocess.run(program, check=True, capture_output=True)
    ended = os.times()
    return sum(ended[2:4]) - sum(begun[2:4])


def _read(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]
