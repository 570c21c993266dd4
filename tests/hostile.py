"""Texts that are hard on a parser: each a pattern that is repeated until it hurts.

WRITTEN are by hand, a few for each thing that Markdown has; `generated` are put together from
fragments of it, always the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

SEED = 158
GENERATED = 50


@dataclass(frozen=True)
class Pattern:
    """A text of any size: `make(n)` has n pieces."""

    name: str
    make: Callable[[int], str]


def repeated(piece: str, head: str = "", tail: str = "") -> Pattern:
    """The same piece again and again, with something before and behind."""
    name = f"{head}{{{piece}}}{tail}".encode("unicode_escape").decode()
    return Pattern(name, lambda n: head + piece * n + tail)


def _rising(piece: str, between: str) -> Pattern:
    """Runs of one sign, each longer than the one before; as many signs as n in all."""

    def make(n: int) -> str:
        runs, size = [], 1
        while n > 0:
            runs.append(piece * size)
            n, size = n - size, size + 1
        return between.join(runs)

    return Pattern(f"rising {{{piece}}}", make)


def _wide(cell: str) -> Pattern:
    """A table of two rows and n columns."""
    return Pattern(f"wide {{{cell}}}", lambda n: f"{cell * n}|\n{'|-' * n}|\n{cell * n}|\n")


def _deep(marker: str) -> Pattern:
    """Containers within each other, as deep as the root of n, so that the text has size n."""

    def make(n: int) -> str:
        depth = int((2 * n) ** 0.5)
        return "".join(f"{'  ' * level}{marker} a\n" for level in range(depth))

    return Pattern(f"deep {{{marker}}}", make)


_BRACKETS = (
    "[a](", "[a](b", "[a](<b", '[a](b "c', "[", "]", "[[", "[a", "[a][", "[]()", "![a](", "![",
    "[![a](b)](", "[a](b(c", "](", "[^a", "[^a]: b\n", "[a]: b\n", "[a]: <b\n", "[a](b) ",
)  # fmt: skip
_ANGLES = (
    "<a:", "<a@b.", "<https://a", "<", "<a ", "<a b=", "<a b='", '<a b="c" ', "</a", "<!--",
    "<!A", "<?", "<![CDATA[", "<div>\n", '<img src="a" ', "<a id=b>",
)  # fmt: skip
_ADDRESSES = (
    "https://", "http://a.b/", "www.", "https://a.b/((", "https://a.b/)", "a@b.c ", "https://a。",
    "a.b",
)  # fmt: skip
_CODE = ("` ", "`a``b", "`a` ", "``` ", "```\n", "~~~\na\n", "    a\n\n", "`a\n")
_EMPHASIS = ("*", "**a", "*a ", "_a_b", "***a**", "*a_ ", "~~a", "**注意：**")
_BLOCKS = (
    "|", "|a|b|\n|-|-|\n", "|a\n", "> ", "- ", "- a\n", "1. a\n\n", "> a\nb\n", "# a\n", "#",
    "a\n===\n", ":::a\n", "!!! a\n", "a\n: b\n", "---\n", "# a {#b}\n", "a\n\n", "a  \n",
    "{: .a}\n", "[toc]\n\n", "(a)=\n", "*[a]: b\n", "\\a[b]{1}", "<code src=a></code>\n",
)  # fmt: skip
_SIGNS = ("{{", "{%", "{{a} ", "$", "$a ", "$$", "\\", "&", "&#x")
_WORDS = (
    "a", "中", "word ", "词，", "A b. ", "他说。", "“", "（", "1", "1,000 ", "一百万",
    "one hundred ",
    "a-", "a/b", "\u3000", " | [原文](a)",
)  # fmt: skip
WRITTEN: tuple[Pattern, ...] = (
    *map(
        repeated,
        (
            *(*_BRACKETS, *_ANGLES, *_ADDRESSES, *_CODE),
            *(*_EMPHASIS, *_BLOCKS, *_SIGNS, *_WORDS),
        ),
    ),
    _rising("`", "a"),
    _rising("*", "a"),
    _wide("|a"),
    _deep("-"),
    _deep(">"),
)

_FRAGMENTS = (
    *("[", "]", "(", ")", "![", "](", "][", "[^", "]:", "<", ">", "</", "<!--", "-->", "<a", "<b@"),
    *("`", "``", "```", "*", "**", "_", "__", "~~", "|", "\\", "$", "$$", "{{", "}}", "{%", "{#"),
    *("&", "&amp;", "#", "# ", "> ", "- ", "1. ", ": ", "===", "---", ":::", "///", "!!! "),
    *("https://", "www.", ".", "/", "?", "=", '"', "'", ":", ",", "，", "。", "：", "“", "”", "（"),
    *("）", "《", "、", "中", "词语", "a", "word", "B", "7", "1.5", " ", "  ", "\t", "\n", "\n\n"),
)


def generated(count: int = GENERATED) -> tuple[Pattern, ...]:
    """Patterns of two to six fragments, none of them twice."""
    random = Random(SEED)
    pieces: dict[str, None] = {}
    while len(pieces) < count:
        pieces["".join(random.choices(_FRAGMENTS, k=random.randint(2, 6)))] = None
    return tuple(map(repeated, pieces))
