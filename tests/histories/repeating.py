"""Articles in which texts repeat: headings, sentences, cells; translated alike or apart."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.histories.words import SENTENCES, TITLES, token

Block = tuple[str, str]
_HEADINGS = (("Notes", "说明"), ("Examples", "示例"), ("Old versions", "旧版本"), ("Use", "用法"))
_CELLS = (("Required", "必填"), ("Yes", "是"), ("No", "否"), ("The name", "名称"),
          ("A long text", "长文本"), ("Not set", "未设置"), ("By default", "默认"))  # fmt: skip
VOCABULARY = tuple(english for english, _ in (*SENTENCES, *TITLES, *_HEADINGS, *_CELLS))
"""All the English that articles are made of."""
_MARKS = ("", "", "", "- ", "> ", "1. ")


class Writer:
    """Makes articles; the number of the next token goes on from one to the next."""

    def __init__(self, random: Random, first: int) -> None:
        self.random = random
        self.number = first

    def article(self, count: int) -> tuple[str, str]:
        """English and Chinese of about so many blocks."""
        title, pool = self.random.choice(TITLES), self.random.sample(SENTENCES, len(SENTENCES))
        blocks = [(f"# {title[0]}", f"# {title[1]}{self._token()}")]
        for _ in range(count):
            kind = self.random.random()
            if kind < 0.35 and len(blocks) > 1:
                blocks.append(self._again(self.random.choice(blocks[1:])))
            elif kind < 0.5:
                blocks.append(self._heading())
            elif kind < 0.6:
                blocks.append(self._table())
            elif pool:
                blocks.append(self._paragraph(pool))
        front = self._front(title) if self.random.random() < 0.15 else ("", "")
        return _joined(front[0], [b[0] for b in blocks]), _joined(front[1], [b[1] for b in blocks])

    def _again(self, block: Block) -> Block:
        """The same English once more: its Chinese as it was, in other words, or not there."""
        source, target = block
        kind = self.random.random()
        if kind < 0.5 or source.startswith("|"):
            return block
        if kind < 0.8 and target:
            return source, target + self._token()
        return source, ""

    def _heading(self) -> Block:
        source, target = self.random.choice(_HEADINGS)
        return f"## {source}", f"## {target}{self._token()}"

    def _paragraph(self, pool: list[Block]) -> Block:
        mark = self.random.choice(_MARKS)
        chosen = [pool.pop() for _ in range(min(len(pool), self.random.choice((1, 1, 2))))]
        source = mark + " ".join(english for english, _ in chosen)
        if self.random.random() < 0.15:
            return source, ""
        note = f"\n\n（译注：另有说明。{self._token()}）" if self.random.random() < 0.08 else ""
        return source, mark + "".join(chinese for _, chinese in chosen) + self._token() + note

    def _table(self) -> Block:
        rows = [[self.random.choice(_CELLS) for _ in range(2)] for _ in range(3)]
        known: dict[str, str] = {}

        def said(cell: Block) -> str:
            if cell[0] not in known or self.random.random() < 0.3:
                known[cell[0]] = cell[1] + self._token()
            return known[cell[0]]

        return _table(rows, lambda cell: cell[0]), _table(rows, said)

    def _front(self, title: Block) -> Block:
        """A title in front matter that says what the heading says."""
        return f"---\ntitle: {title[0]}\n---\n\n", f"---\ntitle: {title[1]}{self._token()}\n---\n\n"

    def _token(self) -> str:
        self.number += 1
        return token(self.number - 1)


def _table(rows: list[list[Block]], said: Callable[[Block], str]) -> str:
    lines = ["| " + " | ".join(said(cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "| --- | --- |", *lines[1:]])


def _joined(front: str, blocks: list[str]) -> str:
    return front + "\n\n".join(block for block in blocks if block) + "\n"
