"""Translations written from catalogues in which everything is translated."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from benchmarks import corpus, peers
from benchmarks.bench import Bench
from benchmarks.peers import Peer
from benchmarks.rows import Row, at_most, told
from benchmarks.timing import HERE, Cost, Work, in_turn, transpipe
from tests.repository import Repository
from tests.shadow.checkout import Code

FILES = 130


def rows(bench: Bench) -> list[Row]:
    """Each in turn with mistune's parse, the previous version and the peers."""
    begun = corpus.untranslated(bench.data, bench.folder("generate"), FILES, "fastapi/")
    articles = begun.root / corpus.SOURCES
    works: dict[str, Work] = {
        "mistune": partial(peers.parse, articles),
        "build": partial(_build, begun, bench.folder("generate-now"), HERE),
        "previous": partial(_build, begun, bench.folder("generate-before"), bench.previous),
    }
    found = peers.installed()
    for peer in found:
        catalogues = bench.folder(f"filled-{peer.name}{peer.suffix}")
        peer.extract(articles, catalogues)
        corpus.filled(catalogues)
        place = bench.folder(f"generated-{peer.name}")
        works[peer.name] = partial(_generate, peer, articles, catalogues, place)
    took = {name: cost.cpu for name, cost in in_turn(works, bench.rounds).items()}
    floor, name = took["mistune"], f"build, {FILES} files, beside mistune's parse"
    others = ("previous", *(peer.name for peer in found))
    return [
        at_most(name, took["build"] / floor, 1.3),
        *(told(f"{other}, the same", took[other] / floor) for other in others),
    ]


def _build(begun: Repository, place: Path, code: Code) -> Cost:
    corpus.begun(begun, place, code)
    transpipe(place, "sync", code=code)
    corpus.filled(place / "locales")
    took = transpipe(place, "build", code=code)
    written = list((place / corpus.TARGETS).rglob("*.md"))
    if len(written) < 0.9 * FILES:
        raise RuntimeError(f"{len(written)} of {FILES} files were built")
    return took


def _generate(peer: Peer, articles: Path, catalogues: Path, place: Path) -> Cost:
    shutil.rmtree(place, ignore_errors=True)
    return peer.generate(articles, catalogues, place)
