"""The rows of an index: what stands behind the words of an entry belongs to the index alone.

* [title](address) | [原文](./原文/X.md) | [译文](./译文/Y.md)
"""

from __future__ import annotations

import re

from transpipe.model import Span

SOURCE_LABELS = ["原文", "英文", "英文原文", "英文版", "原文链接", "源文"]
TARGET_LABELS = ["译文", "譯文", "翻译", "中译", "译", "译本", "中文译文", "中文翻译", "中文版"]

_SEPARATORS = " \t\u3000|｜/·-—"
# People write （ or leave the closing bracket out: to the scanner that is no link.
_WORDS = rf"\[\W*+(?:{'|'.join((*SOURCE_LABELS, *TARGET_LABELS))})\W*\][(（]"
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
