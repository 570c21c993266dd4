"""The rows of an index: what stands behind the words of an entry belongs to the index alone.

* [title](address) | [原文](./原文/X.md) | [译文](./译文/Y.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transpipe.model import Span

SOURCE_LABELS = ["原文", "英文", "英文原文", "英文版", "原文链接", "源文"]
TARGET_LABELS = ["译文", "譯文", "翻译", "中译", "译", "译本", "中文译文", "中文翻译", "中文版"]

GAP = " | "  # what parts the links of a row
_SEPARATORS = " \t\u3000|｜/·-—"
# How far a translation is, as it may stand behind a label: `[译文 60%](…)`.
PROGRESS = re.compile(r"\d{1,3} ?%")
# The text of a labelled link: marks beside the word are no part of it, nor is how far it is.
_SIDES = "|".join(sorted((*SOURCE_LABELS, *TARGET_LABELS), key=len, reverse=True))
LABEL = rf"[^\w\[\]]*(?:{_SIDES})(?:[^\w\[\]]|{PROGRESS.pattern})*"
# People write （ or leave the closing bracket out: to the scanner that is no link.
_WORDS = rf"\[\W*+(?:{_SIDES})(?:\W|{PROGRESS.pattern})*\][(（]"
_LABEL = re.compile(_WORDS)
# The first bracket of several in a row, from the word before them on.
_FIRST = re.compile(rf"(?:^|\w)[^\w\[]*+(?P<label>{_WORDS})")
_BETWEEN = re.compile(f"[{re.escape(_SEPARATORS)}]*+")


def suffix_start(text: str) -> int:
    """Where the labelled links at the end of a row begin; the length where there are none.

    Blanks and separators before the first one belong to them. Nothing else may follow, and words
    must stand before. A link without its closing bracket goes to the next bar.
    """
    first = _FIRST.search(text)
    at = first.start("label") if first else len(text)
    start = len(text[:at].rstrip(_SEPARATORS))
    while label := _LABEL.match(text, at):
        between = _BETWEEN.match(text, _end(text, label.end()))
        at = between.end() if between else len(text)
    return start if first and start and at == len(text) else len(text)


def unmarked(label: str) -> str:
    """The text of a link without how far the translation is that it leads to."""
    return PROGRESS.sub("", label)


def gaps(row: str) -> Iterator[tuple[Span, Span]]:
    """What parts the labelled links behind the words of a row, each with the link behind it.

    None for links that begin a line.
    """
    at = suffix_start(row)
    while match := _LABEL.search(row, at):
        if match.start():
            yield Span(at, match.start()), Span(match.start(), _end(row, match.end()))
        end = _end(row, match.end())
        at = len(row[:end].rstrip(_SEPARATORS))


def without_suffix(text: str, spans: list[Span]) -> list[Span]:
    """The lines of an entry without the labelled links that it ends with."""
    last = spans[-1]
    line = last.of(text)
    words = Span(last.start, last.start + suffix_start(line))
    if len(spans) > 1 and _LABEL.match(line.lstrip(_SEPARATORS)):
        # The labels have a line of their own.
        probe = "x " + line
        return spans if suffix_start(probe) == len(probe) else spans[:-1]
    return [*spans[:-1], words]


def _end(text: str, at: int) -> int:
    """Where a link's destination ends, with its bracket."""
    depth = 1
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] in "(（":
            depth += 1
        elif text[at] in ")）":
            depth -= 1
        if depth == 0 or text[at : at + 1] in "|｜":
            return at + (depth == 0)
        at += 1
    return len(text)
