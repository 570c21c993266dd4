"""The whole way on the real repository, in every order, as a user would type it."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import permutations, repeat
from pathlib import Path

from tests.figures import Figure
from tests.repository import Repository, cloned

BUNDLE = "corpus/awesome-scalability-zh.bundle"
STEPS = ("align", "sync", "build", "status")
ALLOWED = {"transpipe.toml", ".gitattributes", "locales/"}


def figures(data: Path) -> list[Figure]:
    """Figure 2 of the main job: everything found, nothing lost or overwritten, in ≤ 60 s."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        clone = cloned(data / BUNDLE, place / "first")
        with_images(clone, data)
        started = time.perf_counter()
        codes = [clone.process(step).code for step in ("init", *STEPS)]
        seconds = time.perf_counter() - started
        quiet = unchanged(clone)
        # By the clock alone these take a quarter of an hour; each has a clone of its own.
        with ProcessPoolExecutor() as pool:
            places = [place / f"order{number}" for number in range(len(orders_()))]
            orders = list(pool.map(_order_fails, repeat(data), places, orders_()))
        facts = said(clone)
    bad = [message for message in orders if message]
    return [
        ("real repository: init align sync build status", "exit 0", str(codes), not any(codes)),
        ("real repository: seconds in all", "≤ 60", f"{seconds:.1f}", seconds <= 60),
        (
            "real repository: files touched besides settings and locales",
            "0",
            str(len(quiet)),
            not quiet,
        ),
        ("real repository: other orders that fail", "0", str(len(bad)), not bad),
        ("real repository: facts found and said", "16 of 16", f"{facts} of 16", facts == 16),
    ]


# One white pixel: what a picture shows does not matter here, that it is there does.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63f80f0001010100"
    "1bb6ee560000000049454e44ae426082"
)


def with_images(clone: Repository, data: Path) -> None:
    """Puts the pictures of the real tree, which the bundle leaves out, into a clone."""
    rows = (data / "lint-dev" / "index.tree.tsv").read_text("utf-8").splitlines()
    for name in (row.partition("\t")[2] for row in rows):
        if name.endswith(".png"):
            clone.write(name, PIXEL)
    clone.commit()


def orders_() -> list[tuple[str, ...]]:
    """Every order of the steps after init, and the one command."""
    return [*permutations(STEPS), ("run",), ("run", "run"), ("sync", "run"), ("status", "run")]


def _order_fails(data: Path, place: Path, order: tuple[str, ...]) -> str:
    """What went wrong when init and these steps were run, '' for nothing."""
    clone = cloned(data / BUNDLE, place)
    for step in ("init", *order):
        ran = clone.transpipe(step)
        # build before align is refused (4), to protect the translation: it names the command.
        refused = step == "build" and ran.code == 4 and "transpipe align" in ran.out
        if ran.code not in (0, 1) and not refused:
            return f"{order}: {step} exits {ran.code}: {ran.out}{ran.err}"
    changed = unchanged(clone)
    return f"{order}: {changed}" if changed else ""


def unchanged(clone: Repository) -> list[str]:
    """The paths that git sees as changed and that adoption may not touch."""
    return [path for path in clone.status() if path not in ALLOWED]


FACTS = (
    "原文/Anatomy of a System Design Interview.md",
    "原文/Eventually_Consistent.md",
    "原文/Garbage_Collection_Optimization_for_High-Throughput_and_Low-Latency_Java_Applications.md",
    "原文/SQL_Transaction_Isolation_Levels_Explained.md",
    "Storing_hundreds_of_millions_of_simple_key-value_pairs_in_Redis.md",
    "原文/The_Twelve-Factor_APP.md",
    "原文/how_sharding_works.md",
    "README_EN.md",
    "译文/12-factor应用.md",
    "译文/LinkedIn_Java应用GC优化.md",
    "译文/SQL事务隔离级别.md",
    "译文/how_sharding_works.md",
    "译文/在redis中存储成千上万个简单的kv.md",
    "译文/高吞吐低延时Java应用的GC优化.md",
    "unlinked",
    "引文翻译/HotSpot Java虚拟机的内存管理.md",
)


def said(clone: Repository) -> int:
    """How many of the facts of this repository `init` and `status --all` print."""
    out = clone.transpipe("init").out + clone.transpipe("status", "--all").out
    return sum(fact in out for fact in FACTS)
