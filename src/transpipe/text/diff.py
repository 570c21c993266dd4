"""The edits between two strings, as people see them (diff-match-patch is opened here)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diff_match_patch import diff_match_patch

from transpipe.model import Edit
from transpipe.text.han import HAN
from transpipe.text.similarity import opcodes

# A word, a Chinese character, a run of blanks or one other sign is one step of a diff.
_TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+(?:['’][^\W\d_]+)?|\s+|.", re.DOTALL)
_LENGTH = 60  # characters that are shown of a whole block
_OPS = {0: "=", -1: "-", 1: "+"}


def tokens(text: str) -> list[str]:
    """A text cut into words, Chinese characters, blanks and signs; joined again it is the text."""
    return _TOKEN.findall(text)


def word_diff(before: str, after: str) -> tuple[Edit, ...]:
    """The edits that make `before` into `after`, by word and Chinese character.

    rapidfuzz finds the steps (Indel distance), diff-match-patch makes them readable (its semantic
    clean-up); no clock is involved, so the answer is the same everywhere.
    """
    a, b = tokens(before), tokens(after)
    raw: list[tuple[int, str]] = []
    for tag, a_from, a_to, b_from, b_to in opcodes(a, b):
        old, new = "".join(a[a_from:a_to]), "".join(b[b_from:b_to])
        steps = [(0, old)] if tag == "equal" else [(-1, old), (1, new)]
        raw += [(op, text) for op, text in steps if text]
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    engine.diff_cleanupSemantic(raw)
    # Puts what went before what came, wherever the two stand side by side.
    engine.diff_cleanupMerge(raw)
    return tuple(Edit(_OPS[op], text) for op, text in raw if text)


def shortened(edits: Sequence[Edit], around: int = 24) -> tuple[Edit, ...]:
    """A diff in which of what stayed the same only some characters beside each edit are left."""
    found: list[Edit] = []
    for number, edit in enumerate(edits):
        first, last = number == 0, number == len(edits) - 1
        head = "" if first else edit.text[:around]
        tail = "" if last else edit.text[-around:]
        text = f"{head}…{tail}"
        found.append(Edit("=", text) if edit.op == "=" and len(text) < len(edit.text) else edit)
    return tuple(found)


def beginning(text: str, most: int) -> str:
    """The first characters of a text, on one line; `…` says that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def brief(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LENGTH else f"{line[:_LENGTH]}…"


def excerpt(edits: Sequence[Edit]) -> str:
    """A diff on one line, shortened: `…wait [-30-]{+60+} seconds`."""
    written = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    parts = (written[edit.op].format(edit.text) for edit in shortened(edits))
    return "".join(parts).replace("\n", " ")
