"""`transpipe merge` beside gettext's own, on a real catalogue and on one of many variants of it."""

from __future__ import annotations

import shutil
import tarfile
from functools import partial
from pathlib import Path
from random import Random

import polib

from benchmarks.bench import Bench
from benchmarks.corpus import ARCHIVE
from benchmarks.rows import Row, absent, at_most
from benchmarks.timing import cost, in_turn, transpipe

# How many variants of each message, and what `merge` took beside msgmerge when it was new.
SIZES = ((1, 0.22), (8, 0.05))
_EDITED, _ABSENT = 0.1, 0.05
_WORDS = ("network", "cluster", "value", "memory", "thread", "policy", "cache", "module")


def rows(bench: Bench) -> list[Row]:
    """The same two files for both."""
    made = []
    for variants, goal in SIZES:
        old, new, count = _pair(bench, variants)
        name = f"merge, {count} messages, beside msgmerge"
        if not shutil.which("msgmerge"):
            made.append(absent(name, f"≤ {goal:g} ×", "gettext is not installed"))
            continue
        theirs = ["msgmerge", "-q", "--previous", "-o", str(old.with_suffix(".theirs")), str(old),
                  str(new)]  # fmt: skip
        ours = ("merge", str(old), str(new), "-o", str(old.with_suffix(".ours")))
        works = {
            "msgmerge": partial(cost, theirs, old.parent),
            "merge": partial(transpipe, old.parent, *ours),
        }
        took = in_turn(works, bench.rounds)
        made.append(at_most(name, took["merge"].cpu / took["msgmerge"].cpu, goal))
    return made


def _pair(bench: Bench, variants: int) -> tuple[Path, Path, int]:
    """A translated catalogue and the messages of a later version: edited, new and gone."""
    random = Random(variants)
    place = bench.folder(f"merge-{variants}")
    place.mkdir()
    old, new = _empty(), dict[str, polib.POEntry]()
    messages = _messages(bench.data, variants)
    for source, target in messages.items():
        draw = random.random()
        if draw > _ABSENT:
            old.append(polib.POEntry(msgid=source, msgstr=target))
        if draw < 1 - _ABSENT:
            edited = _ABSENT < draw < _ABSENT + _EDITED
            text = _edited(source, random) if edited else source
            new[text] = polib.POEntry(msgid=text)
    later = _empty()
    later.extend(new.values())
    paths = place / "old.po", place / "new.pot"
    for path, catalogue in zip(paths, (old, later), strict=True):
        catalogue.save(str(path))
    return *paths, len(messages)


def _empty() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=78)
    catalogue.metadata = {"Language": "zh_CN", "MIME-Version": "1.0",
                          "Content-Type": "text/plain; charset=UTF-8",
                          "Content-Transfer-Encoding": "8bit"}  # fmt: skip
    return catalogue


def _messages(data: Path, variants: int) -> dict[str, str]:
    with tarfile.open(data / ARCHIVE) as archive:
        member = next(m for m in archive.getmembers() if m.name.endswith("zh_CN.po"))
        file = archive.extractfile(member)
        text = file.read().decode("utf-8") if file else ""
    random, found = Random(0), {}
    entries = [e for e in polib.pofile(text) if e.msgstr and not e.obsolete and not e.fuzzy]
    for variant in range(variants):
        for entry in entries:
            source = _edited(entry.msgid, random) if variant else entry.msgid
            found[source] = f"{entry.msgstr}{variant or ''}"
    return found


def _edited(text: str, random: Random) -> str:
    words = text.split(" ")
    words.insert(random.randrange(len(words)) + 1, random.choice(_WORDS))
    return " ".join(words)
