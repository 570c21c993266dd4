"""What looks like a mark of a Chinese sentence and is a sign: operators, formulas, faces, columns.

Asked of a text as a reader sees it (`Seen.shown`); what is a sign here stays as it is.
"""

from __future__ import annotations

import re

from transpipe.text.han import HAN

# Two different marks in a row end no sentence (`?:`), nor does one twice (`::`); but 吗?! and 好!!
_MARKS = frozenset(",;:?!.")
_LOUD = frozenset("?!")
_RUN = 8  # of them one looks at
# Words that join what is on both sides of them: behind a sign they end no clause.
_JOINED = re.compile(rf"[^{HAN}\s] ?(?:[和或与及與]|以及|或者|而非|而不是) ?$")
FACE = re.compile(r"[:;=][-o]?[()\[\]]")
"""A face made of marks; a bracket that it ends with closes nothing."""
# A formula goes on behind its brackets: (0×128) + (1×64); or is a call in mathematics: O(n 个).
_CALCULATED = re.compile(r" ?[-+*/=^×÷] ?[A-Za-z0-9(]")
_OPERATED = re.compile(r"[0-9=+*/^×÷]")
_CALL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]\([A-Za-z0-9](?![A-Za-z])")
_SENTENCE_MARK = re.compile(r"[，。；：？！,;:?!]")
_COLUMN = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
_APART = re.compile(r"\s[-–—|/·&]\s")


def is_sign(shown: str, at: int) -> bool:
    """Whether a half-width mark is written for itself, or as a part of another sign."""
    run = {shown[at], shown[at - 1 : at], shown[at + 1 : at + 2]} & _MARKS
    beside = shown[at - 1 : at] in _MARKS or shown[at + 1 : at + 2] in _MARKS
    if beside and not run <= _LOUD:
        return True
    face = FACE.match(shown, at)
    if face and face[0].endswith(")") and shown.count("(", 0, at) <= shown.count(")", 0, at):
        return True
    return shown[at] in "?!.;:" and bool(_JOINED.search(shown[max(0, at - 6) : at]))


def first_of_run(shown: str, at: int) -> int:
    """Where the marks begin of which a place is one: what is before them speaks for all."""
    before = shown[max(0, at - _RUN) : at]
    return at - (len(before) - len(before.rstrip("?!？！"))) if shown[at] in _LOUD else at


def is_formula(shown: str, start: int, end: int) -> bool:
    """Whether brackets, with both ends of them, are those of a formula or of its call."""
    within, behind = shown[start:end], _CALCULATED.match(shown, end)
    calculated = behind and _OPERATED.search(within) and not re.search(f"[{HAN}]", within)
    return bool(calculated or _CALL.match(shown, max(0, start - 1)))


def is_row(shown: str) -> bool:
    """Whether words stand beside each other as in columns, and make no sentence."""
    if _SENTENCE_MARK.search(shown):
        return False
    gaps = len(_COLUMN.findall(shown))
    return gaps > 1 or (gaps > 0 and bool(_APART.search(shown)))
