"""What is taken over from catalogues that other tools kept.

comprehensive-rust's own catalogue is put onto its pages, which have moved on since: asked is what
becomes of the units whose text it has, found by another way of comparing. Of ten articles po4a (and
mdpo, where TRANSPIPE_MDPO names its `md2po`) makes a catalogue, which is filled with Chinese.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import polib

from tests.repository import Repository, small
from transpipe.markdown.inline import mask, unmask
from transpipe.model import Maker, State, Unit

Figure = tuple[str, str, str, bool]
_TEN = ("alternatives", "async", "benchmarks", "contributing", "features", "help-fastapi", "index",
        "project-generation", "python-types", "virtual-environments")  # fmt: skip


def figures(data: Path) -> list[Figure]:
    """Figure 5 of memory and terms."""
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
            tar.extractall(place, filter="data")
        book, docs = Path(place, "comprehensive-rust"), Path(place, "fastapi", "docs", "en", "docs")
        found = [*_book(book, Path(place, "book"))]
        for name, make in (("po4a", _po4a), ("mdpo", _mdpo)):
            found += _made(name, make, docs, Path(place, name))
    return found


def _book(book: Path, place: Path) -> Iterator[Figure]:
    old = polib.pofile(str(book / "zh_CN.po"))
    theirs: dict[str, set[str]] = {}
    for entry in old:
        if entry.msgstr and not entry.fuzzy:
            theirs.setdefault(_letters(entry.msgid), set()).add(_letters(entry.msgstr))
    made = _taken(book / "src", place, book / "zh_CN.po")
    counts, wrong = Counter[str](), 0
    for unit in made:
        if unit.state is State.TRANSLATED:
            wrong += _letters(unit.target) not in theirs.get(_letters(unit.source), set())
        if _letters(unit.source) in theirs and _is_translated(unit, theirs):
            counts[_kind(unit)] += 1
    share = counts["exact"] / counts.total()
    said = f"{share:.3f} ({', '.join(f'{kind} {n}' for kind, n in sorted(counts.items()))})"
    yield "exchange: comprehensive-rust, exact of the same", ">= 0.80", said, share >= 0.8
    yield "exchange: comprehensive-rust, wrong", "0", str(wrong), wrong == 0


def _is_translated(unit: Unit, theirs: dict[str, set[str]]) -> bool:
    return theirs[_letters(unit.source)] != {_letters(unit.source)}


def _letters(text: str) -> str:
    """All that is no blank."""
    return "".join(text.split())


def _kind(unit: Unit) -> str:
    if unit.state is State.TRANSLATED:
        return "exact"
    if unit.state is State.FUZZY:
        made = unit.origin.maker if unit.origin else None
        return "draft" if made is Maker.TM else "doubtful"
    return "left"


def _taken(sources: Path, place: Path, *catalogues: Path) -> list[Unit]:
    """The units of articles after catalogues were taken in."""
    made = small(place, {})
    shutil.copytree(sources, place / "原文")
    made.steps("init")
    options = [word for path in catalogues for word in ("--catalogue", str(path))]
    assert made.transpipe("align", *options).code == 0
    paths = [p.relative_to(place).as_posix() for p in sorted((place / "原文").rglob("*.md"))]
    return [unit for path in paths if _has(made, path) for unit in made.units(path).values()]


def _has(made: Repository, path: str) -> bool:
    return (made.root / "locales/zh_CN/LC_MESSAGES" / path).with_suffix(".po").exists()


def _made(name: str, make: Callable[[Path, Path], bool], docs: Path, place: Path) -> list[Figure]:
    sources, catalogues = place / "sources", []
    sources.mkdir(parents=True)
    for article in _TEN:
        source = Path(shutil.copy(docs / f"{article}.md", sources))
        catalogue = place / f"{article}.po"
        if not make(source, catalogue):
            return []
        _fill(catalogue)
        catalogues.append(catalogue)
    counts = Counter(map(_kind, _taken(sources, place / "work", *catalogues)))
    share = counts["exact"] / counts.total()
    said = f"{share:.3f} ({', '.join(f'{kind} {n}' for kind, n in sorted(counts.items()))})"
    return [(f"exchange: {name}, exact of all units", ">= 0.95", said, share >= 0.95)]


def _po4a(source: Path, catalogue: Path) -> bool:
    command = ["po4a-updatepo", "-f", "text", "-o", "markdown", "-M", "UTF-8"]
    return _ran([*command, "-m", str(source), "-p", str(catalogue)]) is not None


def _mdpo(source: Path, catalogue: Path) -> bool:
    program = os.environ.get("TRANSPIPE_MDPO", "")
    made = _ran([program, str(source)]) if program else None
    if made is not None:
        catalogue.write_bytes(made)
    return made is not None


def _ran(command: list[str]) -> bytes | None:
    if shutil.which(command[0]) is None:
        return None
    done = subprocess.run(command, check=True, capture_output=True)
    return done.stdout


def _fill(path: Path) -> None:
    """Puts Chinese into a catalogue: two characters for a word, the markup as it is."""
    catalogue = polib.pofile(path.read_text("utf-8"), wrapwidth=0)
    for entry in catalogue:
        text, slots = mask(entry.msgid)
        entry.msgstr = unmask(re.sub(r"[A-Za-z][A-Za-z'-]*", "译文", text), slots) or ""
    catalogue.save(str(path))
