"""What people do to the files of a repository; each edit is known by its token ever after."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.histories.words import SENTENCES, TOKEN, token
from transpipe import po
from transpipe.model import Catalogue, Locale


class People:
    """Those who edit; `words` are the tokens of the texts by which somebody stands.

    The English is in the folder `sources`.
    """

    def __init__(self, root: Path, random: Random, sources: str = "原文") -> None:
        self.root = root
        self.random = random
        self.sources = sources
        self.number = 0
        self.words: set[str] = set()
        self.both: list[tuple[str, str]] = []

    # ── the source ──────────────────────────────────────────────────────────────────────────

    def reword(self) -> bool:
        """One word, number, link or `not` of a paragraph is another."""
        old, new = self.random.choice(
            ((" the ", " that "), (" a ", " one "), (" is ", " is not "), ("0 ", "5 "), (".", "!"),
             ("must not", "must"), (".org/", ".com/"), (" for ", " during "))
        )  # fmt: skip
        return self._source(lambda block: block.replace(old, new, 1))

    def extend(self) -> bool:
        """A paragraph has one sentence more."""
        return self._source(lambda block: f"{block} {self.random.choice(SENTENCES)[0]}")

    def insert(self) -> bool:
        """There is a new paragraph."""
        said = self.random.choice(SENTENCES)[0].replace(".", f", as of {self._next()}.")
        return self._source(lambda block: f"{block}\n\n{said}")

    def delete(self) -> bool:
        """A paragraph is gone."""
        return self._blocks(self.sources, lambda blocks, at: blocks[:at] + blocks[at + 1 :])

    def move(self) -> bool:
        """A paragraph stands somewhere else."""
        to = self.random.randrange(1, 9)

        def moved(blocks: list[str], at: int) -> list[str]:
            rest = blocks[:at] + blocks[at + 1 :]
            return [*rest[:to], blocks[at], *rest[to:]]

        return self._blocks(self.sources, moved)

    def split(self) -> bool:
        """A paragraph is two."""
        return self._source(lambda block: re.sub(r"(?<=[.!]) (?=[A-Z])", "\n\n", block, count=1))

    def merge(self) -> bool:
        """Two paragraphs are one."""
        return self._blocks(self.sources, _merged)

    def rename(self) -> bool:
        """An article has another name; so has its translation, or not."""
        path = self._one(self.sources)
        if path is None:
            return False
        name = f"{path.stem.rstrip('0123456789')}{self._next()}.md"
        target = self.root / "译文" / path.name
        path.rename(path.with_name(name))
        if target.exists() and self.random.random() < 0.8:
            target.rename(target.with_name(name))
        return True

    def transfer(self) -> bool:
        """A paragraph leaves one article for another."""
        files = self._files(self.sources)
        if len(files) < 2:
            return False
        here, there = self.random.sample(files, 2)
        blocks = _cut(here.read_text("utf-8"))
        if len(blocks) < 3:
            return False
        block = blocks.pop(self.random.randrange(1, len(blocks)))
        here.write_text(_joined(blocks), "utf-8")
        there.write_text(_joined([*_cut(there.read_text("utf-8")), block]), "utf-8")
        return True

    # ── the Chinese Markdown ────────────────────────────────────────────────────────────────

    def correct(self) -> bool:
        """A translator writes a paragraph of the Chinese file anew."""

        def corrected(block: str) -> str:
            found = TOKEN.search(block)
            if not found:
                return block
            self.words.discard(found[0])
            return block.replace(found[0], "改" + self._token())

        return self._target(corrected)

    def note(self) -> bool:
        """A translator adds a note of their own."""
        return self._target(lambda block: f"{block}\n\n（译注：又一句话。{self._token()}）")

    def cut(self) -> bool:
        """A translator splits a Chinese paragraph."""
        return self._target(lambda block: re.sub("。(?=[^〖）])", "。\n\n", block, count=1))

    def join(self) -> bool:
        """A translator merges two Chinese paragraphs."""
        return self._blocks("译文", _merged)

    def drop(self) -> bool:
        """A translator takes a paragraph out, and no longer stands by it."""

        def dropped(blocks: list[str], at: int) -> list[str]:
            self.words.difference_update(TOKEN.findall(blocks[at]))
            return blocks[:at] + blocks[at + 1 :]

        return self._blocks("译文", dropped)

    # ── the catalogue ───────────────────────────────────────────────────────────────────────

    def edit(self) -> bool:
        """A translator writes the words of a unit in a PO editor, or clears its fuzzy mark."""
        path = self._one("locales")
        if path is None:
            return False
        catalogue = read(path)
        active = [n for n, unit in enumerate(catalogue.units) if unit.active]
        if not active:
            return False
        at = self.random.choice(active)
        unit = catalogue.units[at]
        said = unit.target
        if unit.conflict:  # they have seen both texts, and settle it
            self.words.difference_update(TOKEN.findall(unit.conflict.text))
        if not said or self.random.random() < 0.7:
            self.words.difference_update(TOKEN.findall(said))
            said = "编" + TOKEN.sub("", said) + self._token()
        units = (*catalogue.units[:at], unit.changed(said), *catalogue.units[at + 1 :])
        path.write_text(po.render(replace(catalogue, units=units)), "utf-8")
        return True

    def quarrel(self) -> bool:
        """Two translators change the words of one unit, one here and one there."""
        files = [path for path in self._files("译文") if TOKEN.search(path.read_text("utf-8"))]
        if not files:
            return False
        file = self.random.choice(files)
        text = file.read_text("utf-8")
        word = self.random.choice(TOKEN.findall(text))
        # Where the source has left, nobody can tell what belongs to what.
        paired = (self.root / self.sources / file.name).exists()
        for path in (p for p in self._files("locales") if paired and p.stem == file.stem):
            said = path.read_text("utf-8")
            live = [line for line in said.split("\n") if line.startswith(('"', "msg"))]
            if said.count(word) == sum(word in line for line in live) == text.count(word) == 1:
                mine, theirs = self._token(), self._token()
                file.write_text(text.replace(word, mine), "utf-8")
                path.write_text(said.replace(word, theirs), "utf-8")
                self.words.discard(word)
                self.both.append((mine, theirs))
                return True
        return False

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _token(self) -> str:
        made = token(self._next())
        self.words.add(made)
        return made

    def _files(self, folder: str) -> list[Path]:
        kinds = (".md", ".po")
        return sorted(p for p in (self.root / folder).rglob("*") if p.suffix in kinds)

    def _one(self, folder: str) -> Path | None:
        files = self._files(folder)
        return self.random.choice(files) if files else None

    def _source(self, change: Callable[[str], str]) -> bool:
        return self._one_block(self.sources, change)

    def _target(self, change: Callable[[str], str]) -> bool:
        return self._one_block("译文", change)

    def _one_block(self, folder: str, change: Callable[[str], str]) -> bool:
        def changed(blocks: list[str], at: int) -> list[str]:
            return [*blocks[:at], change(blocks[at]), *blocks[at + 1 :]]

        return self._blocks(folder, changed)

    def _blocks(self, folder: str, change: Callable[[list[str], int], list[str]]) -> bool:
        """Changes the blocks of one file at one place; the title stays where it is."""
        path = self._one(folder)
        if path is None:
            return False
        text = path.read_text("utf-8")
        blocks = _cut(text)
        if len(blocks) < 3:
            return False
        new = _joined(change(blocks, self.random.randrange(1, len(blocks))))
        path.write_text(new, "utf-8")
        return new != text


def read(path: Path) -> Catalogue:
    """A catalogue, as it stands on disk."""
    return po.parse(path.read_text("utf-8"), str(path), "x", Locale.ZH_CN)


def _cut(text: str) -> list[str]:
    return [block for block in text.strip("\n").split("\n\n") if block]


def _joined(blocks: list[str]) -> str:
    return "\n\n".join(blocks) + "\n"


def _merged(blocks: list[str], at: int) -> list[str]:
    if at + 1 >= len(blocks):
        return blocks
    space = "" if TOKEN.search(blocks[at]) else " "
    rest = re.sub(r"^[->] ", "", blocks[at + 1])
    return [*blocks[:at], blocks[at] + space + rest, *blocks[at + 2 :]]
