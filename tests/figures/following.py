"""What follows from zh_CN in the project's own guide, and how long conversion takes."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import mistune

from tests.figures import Figure
from tests.guide import HERE, built, guide
from tests.repository import Repository
from transpipe import po
from transpipe.convert.articles import convert_markdown
from transpipe.engines.opencc import OpenCC
from transpipe.model import Catalogue, DerivedCatalogues, Locale

_DEAD = ("dead-link", "dead-anchor", "dead-reference", "missing-definition")
_BARE = "import opencc; opencc.OpenCC('s2twp').convert('打开文件')"
_OURS = (
    "from transpipe.engines.opencc import OpenCC\n"
    "from transpipe.model import Locale\nOpenCC().convert(['打开文件'], Locale.ZH_TW)"
)
_TIMES = 5


def of_guide() -> Iterator[Figure]:
    """Reviews, bytes and links of zh_TW: every unit of zh_CN is reviewed, all units are held."""
    with tempfile.TemporaryDirectory() as place:
        here = guide(Path(place) / "guide", DerivedCatalogues.FULL)
        _review(here)
        here.steps("run")
        held = "".join(p.read_text("utf-8") for p in (here.root / "locales/zh_TW").rglob("*.po"))
        count = held.count("reviewed by=")
        yield "reviewed marks invented in zh_TW of the guide", "0", str(count), not count
        before = built(here)
        for path in (here.root / "译文/zh_TW").rglob("*.md"):
            path.unlink()
        here.steps("run")
        after = built(here)
        changed = sum(before.get(path) != after.get(path) for path in before | after)
        yield "files with other bytes, derived again", "0", str(changed), not changed
        said = here.transpipe("check", "--all").out.splitlines()
        dead = sum("译文/zh_TW/" in line and any(c in line for c in _DEAD) for line in said)
        yield "dead links in its derived files", "0", str(dead), not dead


def _review(here: Repository) -> None:
    for path in (here.root / "locales/zh_CN").rglob("*.po"):
        found = po.parse(path.read_text("utf-8"))
        path.write_text(po.render(_reviewed(found)), "utf-8", newline="\n")


def _reviewed(catalogue: Catalogue) -> Catalogue:
    units = (unit.reviewed("ada") if unit.confirmed else unit for unit in catalogue.units)
    return replace(catalogue, units=tuple(units))


def of_time() -> Iterator[Figure]:
    """Processor time, as ratios; of several runs the shortest, or the median."""
    texts = [path.read_text("utf-8") for path in sorted((HERE / "译文").glob("*.md"))]
    parse, converter = mistune.create_markdown(), OpenCC()
    converter.convert(["文件"], Locale.ZH_TW)
    ours = _shortest(texts, lambda text: convert_markdown(text, converter, Locale.ZH_TW))
    ratio = ours / _shortest(texts, parse)
    yield "Markdown converted : mistune's parse of it", "≤ 2", f"{ratio:.2f}", ratio <= 2
    bare, first = (median(_process(code) for _ in range(_TIMES)) for code in (_BARE, _OURS))
    yield "first conversion : OpenCC's alone", "≤ 2", f"{first / bare:.2f}", first <= 2 * bare


def _shortest(texts: Sequence[str], act: Callable[[str], object]) -> float:
    def once() -> float:
        begun = time.process_time()
        for text in texts:
            act(text)
        return time.process_time() - begun

    return min(once() for _ in range(_TIMES))


def _process(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
