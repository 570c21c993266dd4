"""Figures of files in two languages: copies that are hardly translated, and identifiers.

Copies are made at run time from the gold pairs of the corpus: the English article, some blocks of
which say their Chinese, the others what the source says, or an older English. Seeds from HELD on
were not looked at while the code was written.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.figures import Figure
from tests.repository import Repository, small
from transpipe.model import State, Unit
from transpipe.text.han import count_han

ARTICLE, FILE = "原文/article.md", "译文/article.md"
PREFIXES = ("asz-12factor-", "asz-list-", "sdp-", "fa-", "cr-cn-")
HELD = 1000  # the first seed of the half that nobody looks at
_SHARE = 0.6  # of the blocks, at most, that are translated
_PROSE = ("heading", "paragraph", "list_item", "blockquote")


def figures(data: Path, copies: int = 200) -> list[Figure]:
    """Both halves of the seeds: those that were looked at, and those that were not."""
    half = copies // 2
    rows = []
    for name, first in (("seen", 0), ("held out", HELD)):
        found = [measure(data, seed) for seed in range(first, first + half)]
        rows += _rows(name, found)
    return rows


def _rows(name: str, found: list[Measured]) -> list[Figure]:
    english = sum(each.english for each in found)
    wrong = sum(each.wrong for each in found)
    built, again = (sum(getattr(each, key) for each in found) for key in ("built", "again"))
    off = [abs(each.share - each.truth) for each in found]
    near = sum(each <= 0.01 for each in off)
    of = f"of {len(found)} mostly English copies ({name})"
    mean = sum(off) / len(off)
    return [
        (f"English confirmed in units {of}", "0", str(english), english == 0),
        (f"Chinese confirmed for another block {of}", "0", str(wrong), wrong == 0),
        (f"files written by build {of}", "0", str(built), built == 0),
        (f"files written by a second run {of}", "0", str(again), again == 0),
        (f"status off the truth {of}", "≤ 1 %", f"{mean:.2%}; {near} within 1 %", mean <= 0.01),
    ]


# ── Copies ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Pair:
    """A source block, the lines it stands in (from 1), and the lines that translate it."""

    lines: tuple[int, int]
    kind: str
    english: str
    chinese: str


@dataclass(frozen=True)
class Copy:
    """A source, a copy of it, and which texts of the source are translated there, by what."""

    source: str
    file: str
    translated: tuple[Pair, ...]
    blocks: int


@dataclass(frozen=True)
class Measured:
    """What became of a copy."""

    english: int
    wrong: int
    built: int
    again: int
    share: float
    truth: float
    said: str = ""


@lru_cache
def gold(case: Path) -> tuple[str, tuple[Pair, ...]]:
    """An article and its blocks that have one Chinese counterpart of the same kind, in order."""
    sides = {}
    for side in ("en", "zh"):
        rows = (case / f"{side}.blocks.jsonl").read_text("utf-8").splitlines()
        sides[side] = [json.loads(row) for row in rows]
    pairs = []
    for line in (case / "gold.jsonl").read_text("utf-8").splitlines():
        bead = json.loads(line)
        if len(bead["en"]) != 1 or len(bead["zh"]) != 1 or bead.get("tag"):
            continue
        ours, theirs = sides["en"][bead["en"][0]], sides["zh"][bead["zh"][0]]
        if ours["kind"] == theirs["kind"] in _PROSE and count_han(theirs["text"]) > 1:
            at = ours["line_start"], ours["line_end"]
            pairs.append(Pair(at, ours["kind"], ours["text"], theirs["text"]))
    return (case / "en.md").read_text("utf-8"), tuple(pairs)


def cases(data: Path) -> list[Path]:
    """The articles that copies are made of."""
    folders = sorted(p for p in (data / "align-dev").iterdir() if p.name.startswith(PREFIXES))
    return [case for case in folders if len(gold(case)[1]) >= 10]


def copy(data: Path, seed: int) -> Copy:
    """A copy of which up to 0.6 is translated: here and there, from the top, or by the section."""
    random = Random(seed)
    source, pairs = gold(random.choice(cases(data)))
    share = random.choice((0.0, random.uniform(0, _SHARE), random.uniform(0, _SHARE)))
    count = round(share * len(pairs))
    start = random.randrange(len(pairs) - count + 1)
    how = random.choice(("here and there", "from the top", "by the section"))
    if how == "here and there":
        chosen = sorted(random.sample(range(len(pairs)), count))
    else:
        chosen = list(range(count) if how == "from the top" else range(start, start + count))
    older = random.choice((0.0, random.uniform(0, 0.5)))
    lines = source.split("\n")
    translated = {pairs[n].lines: pairs[n] for n in chosen}
    found: list[str] = []
    blocks = {pair.lines[0]: pair for pair in pairs}
    at = 1
    while at <= len(lines):
        pair = blocks.get(at)
        if pair is None:
            found.append(lines[at - 1])
            at += 1
            continue
        text = "\n".join(lines[at - 1 : pair.lines[1]])
        if pair.lines in translated:
            found.append(pair.chinese)
        elif random.random() < older:
            found += _older(text, pair.kind, random)
        else:
            found.append(text)
        at = pair.lines[1] + 1
    return Copy(source, "\n".join(found), tuple(translated.values()), len(pairs))


_WORD = re.compile(r"(?<![\w`/(\[<{])[A-Za-z]{4,}(?![\w`/)\]>}])")


def _older(text: str, kind: str, random: Random) -> list[str]:
    """A block in its earlier words: words changed or missing, a sentence less or more, or none."""
    how = random.choice(("words", "words", "less", "more", "none", "before"))
    if how == "none" and kind == "paragraph":
        return []
    if how == "before" and kind == "paragraph":
        return [text, "", "This paragraph was taken out of the article since."]
    if how == "more" and kind in ("paragraph", "list_item"):
        return [f"{text} It said more in those days."]
    parts = re.split(r"(?<=[.!?]) ", text)
    if how == "less" and len(parts) > 1 and kind == "paragraph":
        del parts[random.randrange(1, len(parts))]
        return [" ".join(parts)]
    words = list(_WORD.finditer(text))
    for match in sorted(random.sample(words, min(len(words), 2)), key=lambda m: -m.start()):
        new = random.choice(("", "former", "early"))
        text = text[: match.start()] + new + text[match.end() :]
    return [re.sub(r"(?<=\S) {2,}", " ", text)]


# ── What becomes of them ────────────────────────────────────────────────────────────────────


def measure(data: Path, seed: int) -> Measured:
    """A copy, adopted and run twice."""
    made = copy(data, seed)
    with tempfile.TemporaryDirectory() as folder:
        repository = small(Path(folder), {ARTICLE: made.source, FILE: made.file})
        repository.write("transpipe.toml", "")  # some of the pairs are in traditional Chinese
        repository.steps("align")
        built = _written(repository, "build")
        wrote = _written(repository, "sync")
        ran = repository.transpipe("run")
        again = wrote + _written(repository, "run") + (ran.code != 0)
        again += repository.read(FILE) != made.file
        units = repository.catalogue(ARTICLE).active()
        status = json.loads(repository.transpipe("status", "--json").out.splitlines()[0])
    return _judged(made, units, built, again, status)


def _written(repository: Repository, command: str) -> int:
    """How many files a command writes."""
    before = repository.state()
    repository.transpipe(command)
    after = repository.state()
    return sum(before.get(path) != after[path] for path in after) + len(before.keys() - after)


def _judged(
    made: Copy, units: tuple[Unit, ...], built: int, again: int, status: dict[str, object]
) -> Measured:
    said = Counter(_bare(pair.chinese) for pair in made.translated)
    words = {_bare(pair.english): _bare(pair.chinese) for pair in made.translated}
    confirmed = [unit for unit in units if unit.confirmed]
    english = [unit for unit in confirmed if not count_han(unit.target) and is_prose(unit.target)]
    wrong = [u for u in confirmed if count_han(u.target) and not _is_right(u, words, said)]
    worded = [u for u in units if u.target and u.state is not State.EMPTY]
    right = [u for u in units if _is_translated(u, words)]
    kept = [u for u in confirmed if not count_han(u.target) and not is_prose(u.target)]
    total = len(units) or 1
    truth = (len(right) + len(kept)) / total
    shown = [
        f"{u.source!r} = {u.target!r} not {words.get(_bare(u.source))}" for u in (*english, *wrong)
    ]
    assert status["total"] == len(units)
    return Measured(
        len(english), len(wrong), built, again, len(worded) / total, truth, "; ".join(shown[:3])
    )


def is_prose(text: str) -> bool:
    """Whether a text holds two words and more that are not names."""
    plain = _LINK.sub("]", re.sub(r"`[^`]*`|!\[[^]]*\]\([^)]*\)", "", text))
    return len(re.findall(r"(?<![\w`/.-])[a-z]{2,}(?![\w`/.-])", plain)) > 1


def _is_right(unit: Unit, words: dict[str, str], said: Counter[str]) -> bool:
    target = _bare(unit.target)
    wanted = words.get(_bare(unit.source))
    return target == wanted if wanted is not None else target not in said


def _is_translated(unit: Unit, words: dict[str, str]) -> bool:
    return _bare(unit.source) in words


_LINK = re.compile(r"\]\([^)]*\)")


def _bare(text: str) -> str:
    """A text without its marks of blocks, link targets, ids and blanks."""
    text = re.sub(r"\s*\{ ?#[^}]*\}", "", _LINK.sub("]", text.split(" | [原文]")[0]))
    text = re.sub(
        r"^[\s>#]*(?:(?:[-+*]|\d+\.)(?=\s))?[\s#]*|\s*#+\s*$", "", text, flags=re.MULTILINE
    )
    return re.sub(r"\s+", "", text)
