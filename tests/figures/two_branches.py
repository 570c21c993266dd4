"""Figures of two branches: the source moves on upon one, the Chinese is improved upon the other.

Real git merges them, through the driver; then somebody finishes the merge and runs transpipe.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from random import Random

from tests.figures import Figure
from tests.histories.words import SENTENCES, TITLES, token
from tests.repository import ENVIRONMENT, Ran, Repository, adopted

# Two hundred take an hour and a half on two cores.
SEEDS = int(os.environ.get("TRANSPIPE_BRANCHES", "10"))
ARTICLE, FILE = "原文/a.md", "译文/a.md"
OPERATIONS = ("split", "join", "move", "reword", "list")
WAYS = ("file", "po")
SIDES = ("ours", "theirs")

# The driver as `transpipe git merge-driver` calls it, without the second that all commands take.
_CODE = (
    "import sys, pathlib; from transpipe.repository import Workspace; "
    "from transpipe.workflows.git_drivers import merge_driver; "
    "sys.exit(merge_driver(Workspace(pathlib.Path()), *sys.argv[1:]).torn)"
)
DRIVER = f"'{sys.executable}' -c '{_CODE}' %O %A %B %P"

# An English sentence with its Chinese; blocks of these make an article.
Sentence = tuple[str, str]


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or item: what its line begins with, and its sentences."""

    mark: str
    sentences: tuple[Sentence, ...]

    def text(self, side: int) -> str:
        """It in English (0) or Chinese (1)."""
        return self.mark + (" ", "")[side].join(s[side] for s in self.sentences)


Blocks = tuple[Block, ...]


def figures(_data: Path) -> list[Figure]:
    """Figure 5 of both sides: words of both branches stand, and nothing old over them."""
    with ProcessPoolExecutor() as pool:
        faults = Counter(fault for found in pool.map(played, range(SEEDS)) for fault in found)
    count = SEEDS * len(OPERATIONS) * len(WAYS) * len(SIDES)
    rows = (
        ("lost", f"two branches: merges of {count} that lose words"),
        ("older", f"two branches: merges of {count} that publish older words"),
        ("unsteady", f"two branches: merges of {count} after which a second run writes"),
        ("refused", f"two branches: merges of {count} that no command finishes"),
    )
    kinds = {code: Counter(f for f in faults.elements() if f.startswith(code)) for code, _n in rows}
    return [
        (name, "0", f"{kinds[code].total()} {_most(kinds[code])}".strip(), not kinds[code])
        for code, name in rows
    ]


def _most(kinds: Counter[str]) -> str:
    said = ", ".join(f"{kind.partition(': ')[2]} {n}" for kind, n in kinds.most_common(5))
    return f"({said})" if said else ""


def played(seed: int) -> list[str]:
    """What goes wrong in the merges of one seed, as `lost: split, po, ours`."""
    with tempfile.TemporaryDirectory() as folder:
        return [
            f"{fault}: {operation}, {way}, {side}"
            for operation, way in product(OPERATIONS, WAYS)
            for side, fault in Pair(seed, operation, way).faults(Path(folder))
        ]


@dataclass(frozen=True)
class Pair:
    """One pair of branches: what is done to the source, and where the Chinese is improved."""

    seed: int
    operation: str
    way: str

    def faults(self, folder: Path) -> Iterator[tuple[str, str]]:
        """What goes wrong when either branch is merged into the other."""
        for side in SIDES:
            place = folder / f"{self.operation}-{self.way}-{side}"
            for fault in Merge(self, side, folder).faults(place):
                yield side, fault

    def random(self, what: str = "") -> Random:
        """Always the same for one seed and purpose."""
        return Random(f"{self.seed} {what}")

    @property
    def blocks(self) -> Blocks:
        """The article that both branches begin with."""
        random = self.random()
        pool = iter(random.sample(SENTENCES, len(SENTENCES)))

        def some(*counts: int, mark: str = "") -> Iterator[Block]:
            for count in counts:
                yield Block(mark, tuple(next(pool) for _ in range(count)))

        titles = [Block(f"{'#' * n} ", (title,)) for n, title in enumerate(TITLES[:3], 1)]
        titles[2] = replace(titles[2], mark="## ")
        counts = (random.choice((2, 3)), random.choice((1, 2)), random.choice((3, 4)))
        body = [*some(*counts)]
        last = [*some(random.choice((1, 2)), 1)]
        items = [*some(1, 1, 1, mark="- ")]
        return (titles[0], *body[:2], titles[1], body[2], *items, titles[2], *last)

    @property
    def moved_on(self) -> tuple[Blocks, tuple[Sentence, ...]]:
        """The article after the operation, and the sentences that it touched."""
        return _OPERATIONS[self.operation](self.blocks, self.random(self.operation))


def written(blocks: Iterable[Block], side: int) -> str:
    """Blocks as Markdown; the items of a list stand close."""
    text, before = "", ""
    for block in blocks:
        close = block.mark == before == "- "
        text += ("" if not text else "\n" if close else "\n\n") + block.text(side)
        before = block.mark
    return f"{text}\n"


# ── What is done to the source ──────────────────────────────────────────────────────────────


def _long(blocks: Blocks, least: int = 2) -> list[int]:
    return [n for n, b in enumerate(blocks) if not b.mark and len(b.sentences) >= least]


def _split(blocks: Blocks, random: Random) -> tuple[Blocks, tuple[Sentence, ...]]:
    at = random.choice(_long(blocks))
    said = blocks[at].sentences
    cut = random.randrange(1, len(said))
    parts = (Block("", said[:cut]), Block("", said[cut:]))
    return (*blocks[:at], *parts, *blocks[at + 1 :]), said


def _join(blocks: Blocks, random: Random) -> tuple[Blocks, tuple[Sentence, ...]]:
    twos = [n for n in range(1, len(blocks)) if not blocks[n - 1].mark and not blocks[n].mark]
    at = random.choice(twos)
    said = (*blocks[at - 1].sentences, *blocks[at].sentences)
    return (*blocks[: at - 1], Block("", said), *blocks[at + 1 :]), said


def _move(blocks: Blocks, random: Random) -> tuple[Blocks, tuple[Sentence, ...]]:
    at = random.choice(_long(blocks, 1))
    rest = (*blocks[:at], *blocks[at + 1 :])
    free = [n for n in range(1, len(rest) + 1) if abs(n - at) > 1]
    free = [n for n in free if n == len(rest) or rest[n].mark != "- " or rest[n - 1].mark != "- "]
    to = random.choice(free)
    return (*rest[:to], blocks[at], *rest[to:]), blocks[at].sentences


def _reword(blocks: Blocks, random: Random) -> tuple[Blocks, tuple[Sentence, ...]]:
    at = random.choice(_long(blocks, 1))
    said = list(blocks[at].sentences)
    which = random.randrange(len(said))
    english, chinese = said[which]
    other = random.choice(("unless the operator says otherwise", "and never twice", "by default"))
    said[which] = (f"{english[:-1]}, {other}.", chinese)
    new = replace(blocks[at], sentences=tuple(said))
    return (*blocks[:at], new, *blocks[at + 1 :]), blocks[at].sentences


def _list(blocks: Blocks, random: Random) -> tuple[Blocks, tuple[Sentence, ...]]:
    """An item is put in, or a paragraph becomes a list, or a list a paragraph."""
    kind = random.randrange(3)
    items = [n for n, b in enumerate(blocks) if b.mark == "- "]
    if kind == 0:
        at = random.choice(items)
        new = Block("- ", (("Nothing else is ever written to that disk.", ""),))
        near = (*blocks[at].sentences, *blocks[max(at - 1, items[0])].sentences)
        return (*blocks[:at], new, *blocks[at:]), near
    if kind == 1:
        at = random.choice(_long(blocks))
        said = blocks[at].sentences
        return (*blocks[:at], *(Block("- ", (s,)) for s in said), *blocks[at + 1 :]), said
    said = tuple(s for n in items for s in blocks[n].sentences)
    return (*blocks[: items[0]], Block("", said), *blocks[items[-1] + 1 :]), said


_OPERATIONS: dict[str, Callable[[Blocks, Random], tuple[Blocks, tuple[Sentence, ...]]]] = {
    "split": _split, "join": _join, "move": _move, "reword": _reword, "list": _list,
}  # fmt: skip


# ── What is done to the Chinese ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Improved:
    """A Chinese sentence that somebody said better."""

    old: str
    new: str

    @classmethod
    def made(cls, sentence: Sentence, random: Random, number: int) -> Improved:
        """In a word in its midst, by a clause at its end, or told anew."""
        old, sign = sentence[1], token(number)
        middle = next((n for n, c in enumerate(old) if c in "`[" and n), len(old) // 2)
        news = (
            old[:middle] + sign + old[middle:],
            f"{old[:-1]}，{sign}如此。",
            f"换言之，{sign}。",
        )
        return cls(old, random.choice(news))


class Merge:
    """A merge of a pair: `ours` is the branch whose source moved on, or that of the Chinese."""

    def __init__(self, pair: Pair, side: str, folder: Path) -> None:
        self.pair, self.side, self.folder = pair, side, folder
        random = pair.random(f"{pair.operation} {pair.way}")
        self.blocks, touched = pair.moved_on
        self.better = Improved.made(random.choice(touched), random, 1)
        # Who moved the source on has looked at the Chinese too, at times.
        other = Improved.made(random.choice(touched), random, 2)
        self.own = other if random.random() < 0.3 else None
        self.runs = random.random() < 0.5  # whether transpipe ran after the Chinese was typed
        self.clone = random.choice(("same", "same", "fresh"))

    def faults(self, place: Path) -> Iterator[str]:
        """What is wrong once git has merged, somebody finished it, and transpipe has run."""
        made = self._branches(place)
        ours, theirs = ("moved", "better") if self.side == "ours" else ("better", "moved")
        made.git("switch", "-q", ours)
        if self.clone == "fresh":
            shutil.rmtree(made.root / ".transpipe")
        before = made.read(FILE)
        if merged(made, theirs) or made.transpipe("run").code:
            yield "refused"
            return
        yield from self._judged(made, before)
        stood = made.state()
        if made.transpipe("run").code or made.state() != stood:
            yield "unsteady"

    def _judged(self, made: Repository, before: str) -> Iterator[str]:
        units = made.catalogue(ARTICLE).active()
        held = [u.conflict.text for u in units if u.conflict]
        there = _squeezed("".join((*(u.target for u in units), *held)))
        typed = [self.better, *([self.own] if self.own else [])]
        alone = len(typed) == 1 or typed[0].old != typed[1].old
        file = _squeezed(made.read(FILE))
        if any(_squeezed(t.new) not in there for t in typed):
            yield "lost"
        shown = [_squeezed(t.new) in file for t in typed]
        # Where both typed in one unit, what stands must be the words of one of them.
        enough = any(shown) if any(u.conflict for u in units) or not alone else all(shown)
        back = any(t.new in before and _squeezed(t.new) not in file for t in typed[:1])
        if not enough or (back and not self.own):
            yield "older"

    def _branches(self, place: Path) -> Repository:
        """A repository with both branches, made once."""
        pair = self.pair

        def make(root: Path) -> None:
            made = based(root, pair)
            made.git("switch", "-q", "-c", "moved")
            made.write(ARTICLE, written(self.blocks, 0))
            made.steps("run")
            if self.own is not None:
                typed(made, self.own, "file" if pair.seed % 2 else "po")
                made.steps("run")
            made.commit()
            made.git("switch", "-q", "-c", "better", "main")
            typed(made, self.better, pair.way)
            if self.runs:
                made.steps("run")
            made.commit()

        first = self.folder / f"{pair.operation}-{pair.way}"
        if not first.exists():
            make(first)
        return Repository(shutil.copytree(first, place, copy_function=shutil.copy2))


def based(root: Path, pair: Pair) -> Repository:
    """The article, translated and confirmed; in its own layout, or in the source's."""
    files = {ARTICLE: written(pair.blocks, 0), FILE: written(pair.blocks, 1)}
    made = adopted(root, files, (ARTICLE,), relaid=bool(pair.seed % 2))
    made.git("config", "merge.transpipe.driver", DRIVER)
    return made


def typed(made: Repository, better: Improved, way: str) -> None:
    """Somebody says it better, in the Chinese file or in the catalogue."""
    if way == "file":
        text = made.read(FILE)
        assert better.old in text, better
        made.write(FILE, text.replace(better.old, better.new))
        return
    units = made.units(ARTICLE)
    words = {s: u.target.replace(better.old, better.new) for s, u in units.items()}
    words = {s: text for s, text in words.items() if text != units[s].target}
    assert words, better
    made.translate(ARTICLE, words)


def merged(made: Repository, branch: str) -> int:
    """Merges a branch as people do: what git cannot is rebuilt, then committed."""
    ran = tried(made, "merge", "-q", "--no-edit", branch)
    if ran.code:
        resolved = made.transpipe("resolve")
        if resolved.code:
            return resolved.code
        made.commit()
    return 0


def tried(made: Repository, *arguments: str) -> Ran:
    """Runs git, which may stop at a conflict."""
    command = ["git", "-c", "gc.auto=0", *arguments]
    done = subprocess.run(
        command, cwd=made.root, env=os.environ | ENVIRONMENT, capture_output=True, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def _squeezed(text: str) -> str:
    return "".join(text.split())
