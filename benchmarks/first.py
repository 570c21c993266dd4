"""The first `sync` of articles that nobody has translated, and the second."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from benchmarks import corpus, peers
from benchmarks.bench import Bench
from benchmarks.peers import Peer
from benchmarks.rows import Row, absent, at_most, told
from benchmarks.timing import HERE, Cost, Work, in_turn, transpipe
from tests.repository import Repository
from tests.shadow.checkout import Code

FILES = 1460
_GOALS = {"po4a": 0.55, "translate-toolkit": 0.25}


def rows(bench: Bench) -> list[Row]:
    """Each in turn with mistune's parse, the previous version and the peers."""
    count = bench.count(FILES)
    begun = corpus.untranslated(bench.data, bench.folder("first"), count)
    articles = begun.root / corpus.SOURCES
    found = [peer for peer in peers.installed() if peer.name != "mdpo"]  # its cost is quadratic
    works: dict[str, Work] = {
        "mistune": partial(peers.parse, articles),
        "first": partial(_sync, begun, bench.folder("first-now"), HERE),
        "second": partial(transpipe, bench.folder("first-now"), "sync"),
        "anew": partial(transpipe, bench.folder("first-now"), "sync", "--no-cache"),
        "previous": partial(_sync, begun, bench.folder("first-before"), bench.previous),
        **{p.name: partial(_extract, p, articles, bench.folder("extract")) for p in found},
    }
    took = {name: cost.cpu for name, cost in in_turn(works, bench.rounds).items()}
    first, floor, what = took["first"], took["mistune"], f"first sync, {count} files"
    made = [
        at_most(f"{what}, beside mistune's parse", first / floor, 1.3),
        *(_beside(what, first, took, name, goal) for name, goal in _GOALS.items()),
        told(f"{what}, beside the previous version", first / took["previous"]),
    ]
    made += [told(f"{name}, {count} files, beside mistune's parse", took[name] / floor)
             for name in ("previous", *(peer.name for peer in found))]  # fmt: skip
    return [
        *made,
        at_most("second sync, nothing changed, beside the first", took["second"] / first, 0.08),
        told("the same with --no-cache", took["anew"] / first),
    ]


def _beside(what: str, first: float, took: dict[str, float], peer: str, goal: float) -> Row:
    name = f"{what}, beside {peer}"
    return at_most(name, first / took[peer], goal) if peer in took else _missing(name, peer, goal)


def _missing(name: str, peer: str, goal: float) -> Row:
    return absent(name, f"≤ {goal:g} ×", f"{peer} is not installed")


def _sync(begun: Repository, place: Path, code: Code) -> Cost:
    return transpipe(corpus.begun(begun, place, code), "sync", code=code)


def _extract(peer: Peer, articles: Path, place: Path) -> Cost:
    there = place.with_name(f"{place.name}-{peer.name}{peer.suffix}")
    shutil.rmtree(there, ignore_errors=True)
    there.unlink(missing_ok=True)
    return peer.extract(articles, there)
