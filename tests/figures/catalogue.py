"""Figures of the catalogue: sound files, nothing lost, quiet diffs, merges without conflicts."""

from __future__ import annotations

import difflib
import shutil
import subprocess
import tarfile
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.figures import Figure
from tests.figures import random_catalogues as samples
from transpipe import po
from transpipe.errors import CatalogueDamaged
from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Document, Layout, Locale
from transpipe.source_edits.merge import merge
from transpipe.target_edits.branches import three_way
from transpipe.units.build import empty

# Every so many-th Markdown file; `msgfmt` and `msgcat` run once a catalogue.
_EVERY = 5


def figures(data: Path) -> list[Figure]:
    """Figure 5 of the main job; over a fifth of the corpus' Markdown and both its catalogues."""
    return [*_sound(data), *_damages(), _quiet(), *_merges()]


def _corpus(data: Path) -> list[tuple[str, str]]:
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        files = [(m.name, tar.extractfile(m)) for m in tar if m.name.endswith((".md", ".po"))]
        return [(name, file.read().decode()) for name, file in files if file]


def _sound(data: Path) -> list[Figure]:
    articles = [row for row in _corpus(data) if row[0].endswith(".md")][::_EVERY]
    texts = [po.render(_filled(Random(name), parse(text))) for name, text in articles]
    foreign = [(n, t) for n, t in _corpus(data) if n.endswith(".po")]
    kept = sum(_reads_back(text) for _name, text in foreign)
    texts += [po.render(po.parse(text)) for _name, text in foreign]
    count = len(texts)
    row = f"{kept} of {len(foreign)}"
    rows = [
        ("the corpus' own .po: PO → Catalogue → PO keeps all", "all", row, kept == len(foreign))
    ]
    if not shutil.which("msgcat"):
        return [*rows, ("msgfmt -c, msgcat", "all", "gettext is not installed", False)]
    silent, same = map(sum, zip(*map(_judged, texts), strict=True))
    all_of = f"{count} of {count}"
    return [
        *rows,
        ("msgfmt -c is silent", all_of, f"{silent}", silent == count),
        ("msgcat --no-wrap changes no byte", all_of, f"{same}", same == count),
    ]


def _filled(random: Random, document: Document) -> Catalogue:
    catalogue = empty(document, "原文/a b.md", Locale.ZH_CN, Layout.PARENT)
    units = [u.changed(samples.chinese(random)) for u in catalogue.units]
    units = [u.doubted() if random.random() < 0.2 else u for u in units]
    return replace(catalogue, units=tuple(units))


def _reads_back(text: str) -> bool:
    catalogue = po.parse(text)
    return po.parse(po.render(catalogue)).units == catalogue.units


def _judged(text: str) -> tuple[bool, bool]:
    """Whether msgfmt says nothing, and whether msgcat writes the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.po"
        path.write_text(text, "utf-8", newline="")
        check = ("msgfmt", "-c", "-o", "/dev/null", str(path))
        silent = subprocess.run(check, capture_output=True, check=False)
        written = subprocess.run(
            ("msgcat", "--no-wrap", str(path)), capture_output=True, check=False
        )
    quiet = (silent.returncode, silent.stdout, silent.stderr) == (0, b"", b"")
    return quiet, written.stdout == text.encode()


def _damages(count: int = 1000) -> list[Figure]:
    """Cut files, conflict marks, changed bytes; words changed into other words are read."""
    random = Random(2026)
    before = [samples.catalogue(Random(seed), 30) for seed in range(10)]
    texts = [po.render(catalogue).encode() for catalogue in before]
    done: Counter[tuple[str, str]] = Counter()
    for _ in range(count):
        number = random.randrange(len(texts))
        kind, raw = samples.damaged(random, texts[number])
        done[kind, _outcome(before[number], raw)] += 1
    cut = sum(n for (kind, _), n in done.items() if kind != "byte")
    refused = sum(n for (kind, how), n in done.items() if kind != "byte" and how == "refused")
    lossy = sum(n for (_, how), n in done.items() if how == "lossy")
    bytes_said = f"{done['byte', 'refused']} refused, {done['byte', 'read']} read whole"
    return [
        ("truncations and conflict marks refused", f"{cut} of {cut}", f"{refused}", refused == cut),
        ("changed bytes", "refused or read whole", bytes_said, lossy == 0),
        (f"lossy reads of {count} damaged files", "0", f"{lossy}", lossy == 0),
    ]


def _outcome(before: Catalogue, raw: bytes) -> str:
    try:
        after = po.parse(raw.decode("utf-8", "surrogateescape"))
    except CatalogueDamaged:
        return "refused"
    words = [Counter((u.id, u.target) for u in c.units) for c in (before, after)]
    whole = sum(words[0].values()) == sum(words[1].values())
    return "read" if whole and sum((words[0] - words[1]).values()) <= 1 else "lossy"


def _quiet() -> Figure:
    random = Random(1)
    lines = [f"{number} {samples.sentence(random)}." for number in range(150)]
    catalogue = empty(parse("\n\n".join(lines)), "原文/a.md", Locale.ZH_CN, Layout.PARENT)
    units = tuple(unit.changed(samples.chinese(random)) for unit in catalogue.units)
    catalogue = replace(catalogue, units=units)
    merged = merge(parse("\n\n".join(["A new start.", *lines])), catalogue).catalogue
    before, after = (po.render(c).splitlines() for c in (catalogue, merged))
    changed = sum(line[0] in "+-" for line in difflib.ndiff(before, after))
    name = "lines of the PO changed by one paragraph inserted at the top"
    return name, "≤ 10", f"{changed} ({len(units)} units)", 0 < changed <= 10


def _merges(count: int = 1000) -> list[Figure]:
    random = Random(4)
    base = samples.catalogue(random, 30)
    conflicts = losses = 0
    for _ in range(count):
        numbers = random.sample(range(30), 30)
        ours = samples.branched(random, base, set(numbers[:10]), "甲")
        theirs = samples.branched(random, base, set(numbers[10:20]), "乙")
        merged, findings = three_way(base, ours, theirs)
        conflicts += bool(findings)
        before, left, right, after = (_by_id(c) for c in (base, ours, theirs, merged))
        wanted = {k: right[k] if left.get(k) == before.get(k) else left[k] for k in left | right}
        losses += after != wanted
    return [
        (f"merge driver: conflicts in {count} merges", "0", f"{conflicts}", conflicts == 0),
        (f"merge driver: merges of {count} that lose anything", "0", f"{losses}", losses == 0),
    ]


def _by_id(catalogue: Catalogue) -> dict[object, object]:
    return {unit.id: unit for unit in catalogue.units}
