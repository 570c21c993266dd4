"""Figures of what stands verbatim in a translation: identifiers are done, sentences never.

Pages are made at run time: a real article nearly all of which is translated, with tables of
properties and lists between its blocks. Identifiers are what the corpus has between backticks,
sentences those of its prose that stand in English on both sides.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.figures import Figure
from tests.figures.mixed import HELD, Pair, cases, gold
from tests.repository import small
from transpipe.markdown.segments import parse
from transpipe.text.han import count_han

ARTICLE, FILE = "原文/article.md", "译文/article.md"
HEADS = (("Property", "Type", "Default", "Meaning"), ("属性", "类型", "默认值", "含义"))
TYPES = ("string", "boolean", "number", "array", "object", "int / long", "`string[]`", "Date")
VALUES = ("true", "false", "null", "none", "auto", "10px", "—", "`{}`", "no value")

Made = tuple[str, str, frozenset[str], frozenset[str]]
_LEAST = 0.85  # of the blocks of an article that must have a translation


def figures(data: Path, pages: int = 60) -> list[Figure]:
    """Both halves of the seeds: those that were looked at, and those that were not."""
    half = pages // 2
    rows: list[Figure] = []
    for name, first in (("seen", 0), ("held out", HELD)):
        done = wanted = english = sentences = 0
        for seed in range(first, first + half):
            made = page(data, seed)
            confirmed = adopted(made)
            wanted += len(made[2])
            done += len(made[2] & confirmed)
            sentences += len(made[3])
            english += len(made[3] & confirmed)
        share = done / wanted
        rows += [
            (f"identifiers that stand verbatim and are done ({name})", "≥ .98",
             f"{share:.4f} of {wanted}", share >= 0.98),
            (f"English sentences that stand verbatim and are done ({name})", "0",
             f"{english} of {sentences}", english == 0),
        ]  # fmt: skip
    return rows


def adopted(made: Made) -> frozenset[str]:
    """The texts of a page that are confirmed as they stand once it is adopted."""
    with tempfile.TemporaryDirectory() as folder:
        repository = small(Path(folder), {ARTICLE: made[0], FILE: made[1]})
        repository.write("transpipe.toml", "")  # some of the pages are in traditional Chinese
        repository.steps("align")
        units = repository.catalogue(ARTICLE).active()
        return frozenset(u.source for u in units if u.confirmed and not count_han(u.target))


@lru_cache
def names(data: Path) -> tuple[str, ...]:
    """What the corpus has between backticks and is no more than a name."""
    texts = (gold(case)[0] for case in cases(data))
    found = {name for text in texts for name in re.findall(r"`([A-Za-z][\w.:-]*\w)`", text)}
    return tuple(sorted(found))


def page(data: Path, seed: int) -> Made:
    """A source, its translation, and which texts are verbatim in both: identifiers, sentences."""
    random = Random(seed)
    full = [case for case in cases(data) if _is_full(case)]
    source, pairs = gold(random.choice(full))
    left = {p.lines for p in pairs if _is_sentence(p.english) and random.random() < 0.12}
    some = iter(random.sample(names(data), 120))
    inserts: dict[int, tuple[str, str, list[str]]] = {}
    places = [p.lines[1] for p in pairs if p.kind in ("paragraph", "heading")]
    for at in random.sample(places, min(3, len(places))):
        meanings = [p for p in pairs if p.kind == "paragraph" and "|" not in p.english + p.chinese]
        make: Callable[..., tuple[str, str, list[str]]]
        make = random.choice((_table, _table, _list))
        inserts[at] = make(random, some, meanings)
    ours, theirs, kept = _written(source, pairs, left, inserts)
    sentences = {b.text for b in parse(ours).blocks if b.segment} & {
        b.text for b in parse(theirs, source=False).blocks if b.segment
    }
    there = {text for text in sentences if _is_sentence(text)}
    units = {segment.text for _number, segment in parse(ours).segments()}
    return ours, theirs, frozenset(kept) & units, frozenset(there)


def _is_full(case: Path) -> bool:
    source, pairs = gold(case)
    return len(pairs) >= _LEAST * sum(1 for _ in parse(source).segments())


def _is_sentence(text: str) -> bool:
    plain = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    return len(re.findall(r"(?<!\S)[a-z]{2,}(?=[\s.,:;!?]|$)", plain)) >= 4


def _written(
    source: str,
    pairs: Sequence[Pair],
    left: set[tuple[int, int]],
    inserts: dict[int, tuple[str, str, list[str]]],
) -> tuple[str, str, list[str]]:
    lines, ours, theirs = source.split("\n"), list[str](), list[str]()
    kept: list[str] = []
    starts = {pair.lines[0]: pair for pair in pairs}
    at = 1
    while at <= len(lines):
        pair = starts.get(at)
        end = pair.lines[1] if pair else at
        said = "\n".join(lines[at - 1 : end])
        ours.append(said)
        theirs.append(pair.chinese if pair and pair.lines not in left else said)
        if pair and end in inserts:
            english, chinese, texts = inserts[end]
            ours += ["", english, ""]
            theirs += ["", chinese, ""]
            kept += texts
        at = end + 1
    return "\n".join(ours), "\n".join(theirs), kept


def _table(random: Random, some: object, meanings: Sequence[Pair]) -> tuple[str, str, list[str]]:
    """Properties: a name, a type and a default that stay, and what it means."""
    assert hasattr(some, "__next__")
    rows: tuple[list[str], list[str]] = ([], [])
    kept: list[str] = []
    for side, head in zip(rows, HEADS, strict=True):
        side += ["| " + " | ".join(head) + " |", "| --- | --- | --- | --- |"]
    for _ in range(random.randint(3, 8)):
        cells = [next(some), random.choice(TYPES), random.choice(VALUES)]
        kept += cells
        pair = random.choice(meanings)
        english = pair.english.replace("\n", " ")
        chinese = pair.chinese.replace("\n", "")
        if _is_sentence(english) and random.random() < 0.15:
            chinese = english
        for side, meaning in zip(rows, (english, chinese), strict=True):
            side.append("| " + " | ".join([*cells, meaning]) + " |")
    return "\n".join(rows[0]), "\n".join(rows[1]), kept


def _list(random: Random, some: object, _meanings: Sequence[Pair]) -> tuple[str, str, list[str]]:
    """Names alone, an item each."""
    assert hasattr(some, "__next__")
    kept = [next(some) for _ in range(random.randint(3, 6))]
    kept = [random.choice(("{}", "**{}:**", "[{}](https://e.org)")).format(name) for name in kept]
    text = "\n".join(f"- {name}" for name in kept)
    return text, text, kept
