"""The tools that do parts of the same work, where they are installed, and mistune as the floor.

`MDPO_BIN` and `TOOLKIT_BIN` name the folders of their commands: two of them call theirs alike.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Cost, cost, python

_PARSE = """
import pathlib, sys
import mistune
parse = mistune.create_markdown(renderer=None, plugins=["table", "strikethrough", "url"])
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    parse(path.read_text("utf-8"))
"""
_MDPO_BACK = """
import pathlib, sys
from mdpo.po2md import pofile_to_markdown
source, catalogue, out = map(pathlib.Path, sys.argv[1:])
for path in sorted(source.rglob("*.md")):
    there = out / path.relative_to(source)
    there.parent.mkdir(parents=True, exist_ok=True)
    pofile_to_markdown(str(path), str(catalogue), save=str(there), wrapwidth=0)
"""
_PO4A = ("-f", "text", "-o", "markdown", "-o", "neverwrap", "-o", "yfm_lenient", "-M", "UTF-8")


def parse(articles: Path) -> Cost:
    """mistune's full parse of all articles: what nobody does the work without."""
    return python(_PARSE, str(articles))


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its name, and the folder of its commands (empty where PATH knows them)."""

    name: str
    folder: str = ""

    def extract(self, articles: Path, place: Path) -> Cost:
        """All articles into catalogues at a place that is not there yet."""
        files = [str(path) for path in sorted(articles.rglob("*.md"))]
        if self.name == "po4a":
            masters = [word for path in files for word in ("-m", path)]
            return cost([self._at("po4a-updatepo"), *_PO4A, *masters, "-p", str(place)], articles)
        if self.name == "mdpo":
            return cost([self._at("md2po"), "-q", "-s", "-p", str(place), "-w", "0", *files],
                        articles)  # fmt: skip
        options = ["--progress=none", "--duplicates=merge", "--multifile=single"]
        return cost([self._at("md2po"), *options, "-i", str(articles), "-o", str(place)], articles)

    def generate(self, articles: Path, catalogues: Path, place: Path) -> Cost:
        """Translations from catalogues that are filled, at a place that is not there yet."""
        place.mkdir()
        if self.name == "po4a":
            return cost([self._at("po4a"), "-q", "--no-update", "-f",
                         str(_po4a_settings(articles, catalogues, place))], place)  # fmt: skip
        if self.name == "mdpo":
            return cost([self._at("python3"), "-c", _MDPO_BACK, *map(str, (articles, catalogues,
                         place))], place)  # fmt: skip
        options = ["--progress=none", "-m", "0", "-i", str(catalogues), "-t", str(articles)]
        return cost([self._at("po2md"), *options, "-o", str(place)], place)

    @property
    def suffix(self) -> str:
        """How what it extracts is called: a folder has none."""
        return "" if self.name == "translate-toolkit" else ".po"

    def _at(self, command: str) -> str:
        return str(Path(self.folder) / command) if self.folder else command


def _po4a_settings(articles: Path, catalogues: Path, place: Path) -> Path:
    rows = ["[po4a_langs] zh", f"[po4a_paths] {place}/all.pot zh:{catalogues}",
            '[options] opt:"-M UTF-8 -k 0"']  # fmt: skip
    options = "-o markdown -o neverwrap -o yfm_lenient"
    for path in sorted(articles.rglob("*.md")):
        there = place / path.relative_to(articles)
        there.parent.mkdir(parents=True, exist_ok=True)
        rows.append(f'[type: text] {path} zh:{there} opt:"{options}"')
    settings = place / "po4a.cfg"
    settings.write_text("\n".join(rows) + "\n", "utf-8")
    return settings


def installed() -> Sequence[Peer]:
    """The peers that are on this machine."""
    mdpo, toolkit = os.environ.get("MDPO_BIN", ""), os.environ.get("TOOLKIT_BIN", "")
    found = [Peer("po4a")] if shutil.which("po4a") else []
    found += [Peer("mdpo", mdpo)] if mdpo else []
    ours = str(Path(sys.executable).parent)
    has_markdown = toolkit or (shutil.which("po2md", path=ours) and _knows_markdown())
    return [*found, Peer("translate-toolkit", toolkit or ours)] if has_markdown else found


def _knows_markdown() -> bool:
    from importlib.util import find_spec

    return find_spec("mistletoe") is not None
