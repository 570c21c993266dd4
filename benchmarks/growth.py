"""How time and memory grow: with the number of files, and with the blocks of one article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks import corpus
from benchmarks.bench import Bench
from benchmarks.plot import Line, drawn
from benchmarks.rows import Row, at_most
from benchmarks.timing import Cost, transpipe
from tests import many
from tests.repository import small

FILES = (1000, 2000, 5000, 10_000)
BLOCKS = (100, 200, 400, 800, 1600, 3200, 6400)
# In this order each finds the state that the ones before it left.
COMMANDS = ("init", "align", "sync", "check", "status", "build", "pages", "run")
PLOTS = Path(__file__).parent
_MEGABYTES = 250


def rows(bench: Bench) -> list[Row]:
    """Both, with a plot each beside the results."""
    return [*_files(bench), *_blocks(bench)]


def _files(bench: Bench) -> list[Row]:
    sizes = [bench.count(files) for files in FILES]
    costs = [_commands(bench.folder(f"growth-{size}"), size) for size in sizes]
    times = [Line(name, [each[name].cpu for each in costs]) for name in COMMANDS]
    said = f"{sizes[0]:,} → {sizes[-1]:,} files"
    text = drawn(f"CPU seconds, {said}", sizes, times)
    (PLOTS / "growth-files.svg").write_text(text, "utf-8")
    goal = 10.5 * sizes[-1] / sizes[0] / 10
    made = []
    for name in COMMANDS:
        small_one, large = costs[0][name], costs[-1][name]
        made.append(at_most(f"{name}, {said}, time", large.cpu / small_one.cpu, goal))
        made.append(at_most(f"{name}, {sizes[-1]:,} files, resident", large.peak, _MEGABYTES, "MB"))
    return made


def _commands(place: Path, count: int) -> dict[str, Cost]:
    """What each command takes; answers that are kept are not asked."""
    root = many.repository(place, count).root
    return {name: transpipe(root, name, "--no-cache") for name in COMMANDS}


def _blocks(bench: Bench) -> list[Row]:
    sizes = [size for size in BLOCKS if size <= max(200, BLOCKS[-1] * bench.share)]
    empty = _run(bench, 1)
    times = [_run(bench, size) - empty for size in sizes]
    text = drawn("run, one article: CPU seconds by blocks", sizes, [Line("run", times)])
    (PLOTS / "growth-blocks.svg").write_text(text, "utf-8")
    worst = max(later / earlier for earlier, later in pairwise(times))
    return [at_most(f"run, one article, {sizes[0]} → {sizes[-1]} blocks, a doubling", worst, 2.2)]


def _run(bench: Bench, blocks: int) -> float:
    """The processor's time for one pair of so many blocks, from nothing to its page."""
    files = many.files(blocks)
    sides = {}
    for folder in (corpus.SOURCES, corpus.TARGETS):
        texts = [str(files[f"{folder}/{many.path_of(number)}"]) for number in range(blocks)]
        sides[f"{folder}/one.md"] = "\n\n".join(_paragraphs(texts)) + "\n"
    place = bench.folder(f"blocks-{blocks}")
    root = small(place, dict(sides)).root
    return transpipe(root, "init").cpu + transpipe(root, "run").cpu


def _paragraphs(texts: Sequence[str]) -> list[str]:
    """The title of each small article as a heading, and the first of its sentences, in turn."""
    found = []
    for number, text in enumerate(texts):
        title, sentence, *_rest = text.split("\n\n")
        found.append(f"#{title}" if number % 8 == 0 else sentence)
    return found
