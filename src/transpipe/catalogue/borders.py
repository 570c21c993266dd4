"""Where one unit's words end and the next one's begin in a block that several fill."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.text.similarity import opcodes


def shared_out(words: Sequence[str], before: str, now: str) -> list[str]:
    """A block's new text, shared out to those whose words made up the old one.

    A border between two that lies in text which did not change stays where it is; where an edit
    went over it, the first of the two holds both.
    """
    steps = opcodes(before, now)
    shares = [""] * len(words)
    owner = start = at = 0
    for number, part in enumerate(words[:-1]):
        found = before.find(part, at)
        if found < 0:
            break
        at = found + len(part)
        border = next((b + at - a for tag, a, end, b, _ in steps if _keeps(tag, a, at, end)), None)
        if border is not None:
            shares[owner] = now[start:border].strip()
            owner, start = number + 1, border
    shares[owner] = now[start:].strip()
    return shares


def _keeps(tag: str, start: int, at: int, end: int) -> bool:
    return tag == "equal" and start < at <= end
