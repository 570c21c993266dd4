"""Adoption, and commands on adopted articles of which nothing, or one paragraph, has changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks import corpus
from benchmarks.bench import Bench
from benchmarks.rows import Row, at_most, told
from benchmarks.timing import HERE, Cost, Work, in_turn, transpipe
from tests import many
from tests.repository import Repository
from tests.shadow.checkout import Code

ARTICLES = 1000
# Articles, and how many small ones are put together to make each: sixty units.
LONG, PARTS = 200, 15


def rows(bench: Bench) -> list[Row]:
    """The unchanged beside the first, and adoption beside the previous version."""
    return [*_unchanged(bench), *_aligned(bench)]


def _unchanged(bench: Bench) -> list[Row]:
    count = bench.count(ARTICLES)
    begun = corpus.pairs(bench.folder("adopted"), count)
    place = bench.folder("adopted-now")
    number = iter(range(count))
    works: dict[str, Work] = {
        "first": partial(_after_copy, begun, place, HERE, "run"),
        "second": partial(transpipe, place, "run"),
        "changed": lambda: _changed(place, next(number)),
        "anew": partial(transpipe, place, "run", "--no-cache"),
        "version": partial(transpipe, place, "--version"),
        "status, asked first": partial(transpipe, place, "status"),
        "status": partial(transpipe, place, "status"),
    }
    took = in_turn(works, bench.rounds)
    first = took["first"].cpu
    what = f"run on {count} adopted articles"
    return [
        at_most(f"{what}, second time, beside the first", took["second"].cpu / first, 0.05),
        at_most(f"{what}, one paragraph changed", took["changed"].cpu / first, 0.06),
        told(f"{what}, with --no-cache", took["anew"].cpu / first),
        at_most(f"status on {count} unchanged articles, wall, beside --version",
                took["status"].wall / took["version"].wall, 3),
    ]  # fmt: skip


def _changed(place: Path, number: int) -> Cost:
    path = place / corpus.SOURCES / many.path_of(number)
    text = path.read_text("utf-8")
    path.write_text(text.replace("After ", "Not before ", 1), "utf-8")
    return transpipe(place, "run")


def _aligned(bench: Bench) -> list[Row]:
    begun = {
        "fastapi, 113 articles": corpus.real_pairs(bench.data, bench.folder("align-real")),
        f"{LONG} articles with {LONG * PARTS * 4} units": _long(bench.folder("align-long")),
    }
    made = []
    for name, repository in begun.items():
        works: dict[str, Work] = {
            key: partial(_after_copy, repository, bench.folder(f"align-{key}"), code, "align")
            for key, code in (("now", HERE), ("before", bench.previous))
        }
        took = in_turn(works, bench.rounds)
        ratio = took["now"].cpu / took["before"].cpu
        made.append(at_most(f"align, {name}, beside the previous version", ratio, 0.5))
    return made


def _long(place: Path) -> Repository:
    """Articles that are each several small ones, one after the other."""
    parts = many.files(LONG * PARTS)
    files: dict[str, str | bytes] = {}
    for folder in (corpus.SOURCES, corpus.TARGETS):
        texts = [parts[f"{folder}/{many.path_of(number)}"] for number in range(LONG * PARTS)]
        for number in range(LONG):
            mine = texts[number * PARTS : (number + 1) * PARTS]
            files[f"{folder}/long{number}.md"] = "\n".join(map(str, mine))
    found = Repository(place)
    for path, text in files.items():
        found.write(path, text)
    found.git("init", "-q")
    found.commit()
    return found


def _after_copy(begun: Repository, place: Path, code: Code, command: str) -> Cost:
    return transpipe(corpus.begun(begun, place, code), command, code=code)
