"""What goes to other tools and comes back: the memory as TMX, the termbase as TBX.

The units are those of the labelled memory and of comprehensive-rust's catalogue, whose own program
made them; translate-toolkit reads what is written, and writes what is read.
"""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from translate.storage import tbx as toolkit_tbx
from translate.storage import tmx as toolkit_tmx

from tests.test_memory_exchange import HARMFUL, OMEGAT_1, OMEGAT_2, WEBLATE
from transpipe.draft import old_catalogue, tmx
from transpipe.model import Locale, Remembered, Term
from transpipe.terms.exchange import read_tbx, write_tbx

Figure = tuple[str, str, str, bool]
_ZH = Locale.ZH_CN


def figures(data: Path) -> list[Figure]:
    """Figure 4 of memory and terms."""
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        file = next(tar.extractfile(m) for m in tar if m.name.endswith("/zh_CN.po"))
        assert file is not None
        catalogue = file.read()
    folder = data / "draft-dev"
    return [*_tmx(folder, catalogue), _written(catalogue), *_read(), _refused(), *_tbx(folder)]


def _tmx(folder: Path, catalogue: bytes) -> Iterator[Figure]:
    rows = lzma.decompress((folder / "memory.jsonl.xz").read_bytes()).decode().splitlines()
    labelled = (json.loads(row) for row in rows)
    units = [Remembered(row["source"], row["target"], row["id"]) for row in labelled]
    units += old_catalogue.read(catalogue.decode(), "zh_CN.po", _ZH)
    written = tmx.write(units, _ZH)
    again = tmx.read(written, _ZH)
    lost = sum(a != b for a, b in zip(units, again, strict=False)) + abs(len(units) - len(again))
    yield "TMX: units lost on the way out and back", "0", f"{lost} of {len(units)}", lost == 0
    theirs = toolkit_tmx.tmxfile.parsestring(written.encode()).units
    same = sum(
        (their.source, their.target) == (unit.source, unit.target)
        for their, unit in zip(theirs, units, strict=False)
    )
    said = f"{same} of {len(units)}"
    yield "TMX: units that translate-toolkit reads", "all", said, same == len(units) == len(theirs)


def _written(catalogue: bytes) -> Figure:
    """What po2tmx makes of a catalogue, against the catalogue itself."""
    with tempfile.TemporaryDirectory() as place:
        old, new = Path(place, "zh_CN.po"), Path(place, "zh_CN.tmx")
        old.write_bytes(catalogue)
        program = [sys.executable, "-m", "translate.convert.po2tmx", "-l", "zh_CN"]
        subprocess.run([*program, str(old), str(new)], check=True, capture_output=True)
        entries = polib.pofile(str(old))
        wanted = {(e.msgid, e.msgstr) for e in entries if e.translated() and not e.obsolete}
        units = tmx.read(new.read_text("utf-8"), _ZH)
    found = {(_letters(unit.source), _letters(unit.target)) for unit in units}
    missing = [row for row in wanted if (_letters(row[0]), _letters(row[1])) not in found]
    said = f"{len(wanted) - len(missing)} of {len(wanted)}"
    return "TMX: units of translate-toolkit's po2tmx that are read", "all", said, not missing


def _letters(text: str) -> str:
    return "".join(text.split())


def _read() -> Iterator[Figure]:
    tools = {"OmegaT, level 1": OMEGAT_1, "OmegaT, level 2": OMEGAT_2, "Weblate": WEBLATE}
    for name, text in tools.items():
        found = len(tmx.read(text, _ZH))
        yield f"TMX: a file as of {name}", "read", "read" if found else "not read", found == 1


def _refused() -> Figure:
    """How long the slowest of the harmful files takes, entities and 100 MB lines among them."""
    slowest = 0.0
    for text in HARMFUL.values():
        begun = time.process_time()
        try:
            tmx.read(text, _ZH)
        except ValueError:
            slowest = max(slowest, time.process_time() - begun)
        else:
            slowest = float("inf")
    said = f"{len(HARMFUL)} refused, the slowest in {slowest:.1f} s"
    return "TMX: what could do harm", "<= 3 s", said, slowest <= 3


def _tbx(folder: Path) -> Iterator[Figure]:
    rows = map(json.loads, (folder / "terms.jsonl").read_text("utf-8").splitlines())
    terms = [Term(row["term"], _forms(row)) for row in rows]
    written = write_tbx(terms)
    same = sum(a == b for a, b in zip(terms, read_tbx(written), strict=True))
    yield (
        "TBX: terms that come back as they were",
        "all",
        f"{same} of {len(terms)}",
        (same == len(terms)),
    )
    theirs = toolkit_tbx.tbxfile.parsestring(written.encode())
    sources = {unit.source for unit in theirs.units}
    known = sum(term.source in sources for term in terms)
    said = f"{known} of {len(terms)}"
    yield "TBX: terms that translate-toolkit reads", "all", said, known == len(terms)
    back = read_tbx(bytes(theirs).decode())
    same = sum(a == b for a, b in zip(terms, back, strict=False))
    said = f"{same} of {len(terms)}"
    yield "TBX: terms as translate-toolkit writes them", "all", said, same == len(terms)


def _forms(row: dict[str, Any]) -> tuple[str, ...]:
    """What translators call a term; to leave it as it is makes it a name, not a form."""
    said = (form for forms in row["forms"].values() for form in forms)
    return tuple(dict.fromkeys(form for form in said if form != row["term"]))
