"""Findings that a file itself does not want: `<!-- transpipe: noqa TP301 -->`.

Beside other text it speaks of its line; alone on a line, of the block that follows. Without codes
it speaks of all. In a catalogue the comment `# noqa: TP105` of a translator speaks of its entry.
What autocorrect, textlint and zhlint are told not to look at is not set otherwise here, either.
Where such a comment is shown as code it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from gettext import gettext as _

from transpipe.markdown.fences import lines_in_tags
from transpipe.model import Finding, Severity
from transpipe.model.codes import meant
from transpipe.rules.houses import RULES as HOUSES
from transpipe.rules.typography import RULES as TYPOGRAPHY

_COMMENT = re.compile(r"<!--\s*transpipe:\s*noqa\b(?P<codes>[^>]*?)-->", re.IGNORECASE)
_NOTE = re.compile(r"\s*noqa\b\s*:?(?P<codes>.*)", re.IGNORECASE)
_STYLE = tuple(rule.code for rule in (*TYPOGRAPHY, *HOUSES))
_ANY = re.compile(r"noqa|autocorrect|textlint|zhlint")
_TOOLS = r"<!--\s*(?:autocorrect|textlint)"
_SWITCH = re.compile(
    rf"{_TOOLS}(?:(?P<off>-disable|:\s*false)|-enable|:\s*true)\s*-->", re.IGNORECASE
)
_WHOLE = re.compile(r"<!--\s*zhlint\s+disabled\s*-->", re.IGNORECASE)
# `[prefix-,]text[,end][,-suffix]`: the first text is enough to find its line.
_KEPT = re.compile(r"<!--\s*zhlint\s+ignore:\s*(?:[^,>]*-,)?(?P<text>[^,>]*?)\s*(?:,[^>]*)?-->")
# A fence, or code within a line.
_CODE = re.compile(
    r"^[ \t>]*(?P<fence>```+|~~~+).*?(?:^[ \t>]*(?P=fence)[^\n]*$|\Z)"
    r"|(?P<ticks>`+)[^`\n]+(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)

Unwanted = Mapping[int, Sequence[str]]
"""For lines, from 1, the codes that are not wanted there; none: all."""


def unwanted(text: str) -> Unwanted:
    """What a Markdown file does not want to be told; of its code, nothing."""
    code: dict[int, Sequence[str]] = dict.fromkeys(lines_in_tags(text), ())
    if not _ANY.search(text):
        return code
    rows = _rows(text)
    of_others = _of_others(rows, text.split("\n"))
    found = dict.fromkeys(of_others, _STYLE) | code
    for _number, lines, codes in _comments(rows):
        for line in lines:
            before = found.get(line)
            found[line] = () if before == () or not codes else (*codes, *(before or ()))
    return found


def _rows(text: str) -> list[str]:
    """The lines with something else in the place of each character of code."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", "`", code[0]), text).split("\n")


def _comments(rows: Sequence[str]) -> Iterator[tuple[int, Sequence[int], Sequence[str]]]:
    """Our own comments: the line of each, the lines that it speaks of, and its codes."""
    for number, row in enumerate(rows, 1):
        comment = _COMMENT.search(row)
        if comment:
            alone = not (row[: comment.start()] + row[comment.end() :]).strip()
            lines = [*_following(rows, number)] if alone else [number]
            yield number, lines, _codes(comment["codes"])


def _of_others(rows: Sequence[str], texts: Sequence[str]) -> Iterator[int]:
    """The lines that other tools are told not to set."""
    off = any(map(_WHOLE.search, rows))
    kept = [found["text"] for row in rows if (found := _KEPT.search(row)) and found["text"]]
    for number, row in enumerate(rows, 1):
        switch = _SWITCH.search(row)
        off = bool(switch["off"]) if switch and not any(map(_WHOLE.search, rows)) else off
        if off or any(text in texts[number - 1] for text in kept):
            yield number


def unused(found: Iterable[Finding], text: str) -> Iterator[Finding]:
    """The comments that refuse nothing of what was found."""
    if "noqa" not in text:
        return
    codes: dict[int, list[str]] = {}
    for finding in found:
        codes.setdefault(finding.line, []).append(finding.code)
    for number, lines, names in _comments(_rows(text)):
        there = [code for line in lines for code in codes.get(line, ())]
        if not any(not names or any(meant(name, (code,)) for name in names) for code in there):
            said = _("there is nothing here that it refuses")
            yield Finding("unused-noqa", Severity.INFO, said, line=number)


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
