"""Findings that a file itself does not want: `<!-- transpipe: noqa TP301 -->`.

Beside other text it speaks of its line; alone on a line, of the block that follows. Without codes
it speaks of all. In a catalogue the comment `# noqa: TP105` of a translator speaks of its entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from transpipe.model import Finding
from transpipe.model.codes import meant

_COMMENT = re.compile(r"<!--\s*transpipe:\s*noqa\b(?P<codes>[^>]*?)-->", re.IGNORECASE)
_NOTE = re.compile(r"\s*noqa\b\s*:?(?P<codes>.*)", re.IGNORECASE)

Unwanted = Mapping[int, Sequence[str]]
"""For lines, from 1, the codes that are not wanted there; none: all."""


def unwanted(text: str) -> Unwanted:
    """What a Markdown file does not want to be told."""
    if "noqa" not in text:
        return {}
    rows = text.split("\n")
    found: dict[int, Sequence[str]] = {}
    for number, row in enumerate(rows, 1):
        comment = _COMMENT.search(row)
        if comment:
            codes = _codes(comment["codes"])
            alone = not (row[: comment.start()] + row[comment.end() :]).strip()
            for line in _following(rows, number) if alone else [number]:
                found[line] = codes
    return found


def _following(rows: Sequence[str], number: int) -> Iterator[int]:
    """The lines of the block behind a line."""
    at = number
    while at < len(rows) and not rows[at].strip():
        at += 1
    while at < len(rows) and rows[at].strip():
        at += 1
        yield at


def _codes(text: str) -> Sequence[str]:
    return re.findall(r"[\w-]+", text)


def wanted(found: Iterable[Finding], known: Unwanted) -> Iterator[Finding]:
    """The findings that a file does not refuse."""
    for finding in found:
        codes = known.get(finding.line)
        if codes is None or (codes and not any(meant(c, (finding.code,)) for c in codes)):
            yield finding


def is_refused(notes: Iterable[str], code: str) -> bool:
    """Whether a translator's comments on an entry refuse findings of a code."""
    for note in notes:
        said = _NOTE.fullmatch(note.lstrip("# "))
        codes = _codes(said["codes"]) if said else ()
        if said and (not codes or any(meant(name, (code,)) for name in codes)):
            return True
    return False
