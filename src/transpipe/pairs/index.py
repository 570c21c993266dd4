"""The rows of a README index: which 原文 and which 译文 a row links, and the article's own link.

    * [title](upstream address) | [原文](./原文/X.md) | [译文](./译文/Y.md)

People write these rows by hand, so that more is read than CommonMark allows: a missing separator
or closing bracket, blanks in file names, full-width brackets. Code and comments hold no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote

from transpipe.markdown.index_rows import LABEL, SOURCE_LABELS, TARGET_LABELS, unmarked
from transpipe.model import Span

# The words of language switches, and English ones. They count where both sides stand together.
_SOURCE_LANGUAGE = "english en 英语 英 source original"
_TARGET_LANGUAGE = "中文 简体中文 简体 chinese zh zhcn cn 中 translation translated"


class Side(Enum):
    """What the text of a link says that it leads to."""

    SOURCE = "source"
    TARGET = "target"
    NEITHER = "neither"


_SIDES = {
    **dict.fromkeys(SOURCE_LABELS, Side.SOURCE),
    **dict.fromkeys(TARGET_LABELS, Side.TARGET),
}
_LANGUAGES = {
    **dict.fromkeys(_SOURCE_LANGUAGE.split(), Side.SOURCE),
    **dict.fromkeys(_TARGET_LANGUAGE.split(), Side.TARGET),
}


@dataclass(frozen=True, slots=True)
class IndexLink:
    """A link of a row as it is written: its text, destination and line (from 1).

    `span` is where it stands in the index, `inside` where its destination does; that is empty
    where it stands elsewhere.
    """

    text: str
    target: str
    line: int
    span: Span
    inside: Span

    @property
    def side(self) -> Side:
        """What its text says."""
        return _SIDES.get(_word(self.text), Side.NEITHER)

    @property
    def language(self) -> Side:
        """What its text says when languages are read as sides too."""
        return _LANGUAGES.get(_word(self.text), self.side)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list or table, or a line: its links, and the words before the first one.

    `marker` is that of the list, a bar in a table, '' for a line of prose; `span` is where the row
    stands in the index, less its marker and the blanks at its end.
    """

    line: int
    indent: int
    words: str
    links: tuple[IndexLink, ...]
    marker: str
    span: Span

    @property
    def bare(self) -> bool:
        """Whether the row holds nothing but labels, so that it continues the one above it."""
        labels = all(link.side is not Side.NEITHER for link in self.links)
        return bool(self.links) and labels and not self.words


def rows(text: str) -> tuple[Row, ...]:
    """The rows of an index that hold a link, in order; lines that continue a row belong to it."""
    found: list[Row] = []
    references = dict(_REFERENCE.findall(text))
    seen = without_code(text)
    places = [match.span(1) for match in _LINE.finditer(seen)]
    lines = [seen[start:end] for start, end in places]
    for number, (line, place) in enumerate(zip(lines, places, strict=True), 1):
        indent, marker, content = _cut(line)
        start = place[1] - len(content)
        links = tuple(_placed(link, number, start) for link in _links(content, references))
        span = Span(start, start + len(content.rstrip()))
        row = Row(number, indent, _words(content), links, marker, span)
        above = found[-1] if found else None
        if above and _continues(above, row, marker, lines):
            whole = Span(above.span.start, row.span.end)
            found[-1] = replace(above, links=above.links + links, span=whole)
        elif links or marker:
            found.append(row)
    return tuple(row for row in found if row.links)


def address(target: str) -> str:
    """The web address a link leads to, empty where it is none."""
    return target if re.match(r"https?://[^/\s]", target, re.IGNORECASE) else ""


def resolve(target: str, folder: str) -> tuple[str, ...] | None:
    """The repository paths a link may mean, the likeliest first; None where it leaves it.

    `folder` is that of the file the link stands in, empty at the root. Nothing for a web address
    or an anchor. `#` and `?` begin an anchor or a query, unless a file is called that.
    """
    raw = target.strip()
    if not raw or raw[0] in "#?" or _SCHEME.match(raw):
        return ()
    whole = unquote(raw, errors="surrogateescape")
    if _LEAVES.search(whole) or raw.lower().startswith("file:"):
        return None
    paths = []
    for name in (raw, *(raw.split(sign, 1)[0] for sign in "#?" if sign in raw)):
        path = joined(folder, unquote(name, errors="surrogateescape"))
        if path is None:
            return None
        paths.append(path)
    return tuple(dict.fromkeys(path for path in paths if path))


# ── reading a line ──────────────────────────────────────────────────────────────────────────

_NO_ROW = re.compile(
    r"^[ \t>]*(?P<fence>```+|~~~+).*?(?:^[ \t>]*(?P=fence)[^\n]*$|\Z)"
    r"|<!--.*?(?:-->|\Z)|(?P<ticks>`+)[^`\n]*\]\([^`\n]*(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_REFERENCE = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*<?([^\s>]+)", re.MULTILINE)
_MARKER = re.compile(r"\A(?:(?:[-*+•]|\d{1,9}[.)])[ \t]+|\|)")
# More than the scanner takes for a link: full-width brackets, blanks, no closing bracket.
_LINK = re.compile(r"(?<!\\)\[(?P<text>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\](?P<open>[(（\[])?")
# What is meant for the link of a label, and is none: wide brackets, a blank between the two pairs.
_LOOSE = re.compile(rf"[\[［【](?P<text>{LABEL})[\]］】][ \t\u3000]*(?P<open>[(（])")
TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')\s*$")
_SCHEME = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
# Absolute, UNC, a drive, backslashes, NUL.
_LEAVES = re.compile(r"\A/|\A[A-Za-z]:|[\\\x00]")
_NO_LETTER = re.compile(r"[\W_]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPED_MARK = re.compile(r"\\([()\[\]_*`!#&<>|~{}])")
_PLAIN = re.compile(r"[^\\()（）\[\]]*")
_OPENING = {"(": "(", "（": "(（"}
_CLOSING = {"(": ")", "（": ")）"}
_TAB = 4
_LONGEST = 4096


@lru_cache(maxsize=1 << 12)
def _word(text: str) -> str:
    """The letters of a link's text: `**原文**：` is `原文`, `译文 60%` `译文`, `zh-CN` `zhcn`."""
    return _NO_LETTER.sub("", unmarked(text)).casefold()


def without_code(text: str) -> str:
    """An index with blanks for code and comments: what stands there is no row, and no heading."""
    return _NO_ROW.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", match[0])


def _cut(line: str) -> tuple[int, str, str]:
    """Indent in columns, list marker or table bar, and what follows."""
    text = line.lstrip(" \t>")
    indent = len(line.removesuffix(text).expandtabs(_TAB))
    rest = _MARKER.sub("", text, count=1)
    return indent, text.removesuffix(rest).strip(), rest


def _continues(above: Row, row: Row, marker: str, lines: list[str]) -> bool:
    """Whether a line belongs to the row above: wrapped, or a deeper list of labels alone."""
    last = max([above.line, *(link.line for link in above.links)])
    between = lines[last : row.line - 1]
    if any(line.strip() for line in between) or not row.bare or _labels(above) >= _labels(row):
        return False
    return row.indent > above.indent if marker else not between


def _labels(row: Row) -> set[Side]:
    return {link.side for link in row.links} - {Side.NEITHER}


def _words(content: str) -> str:
    """What stands before the first link, without bars, checkboxes and emphasis."""
    before = _LINK.split(content, maxsplit=1)[0].split("|", 1)[0]
    return re.sub(r"^\[[ xX]\]\s", "", before).strip(" \t*_~!|｜:：-—")


def _placed(link: IndexLink, line: int, start: int) -> IndexLink:
    """A link of a line where it stands in the index."""
    span, inside = (Span(s.start + start, s.end + start) for s in (link.span, link.inside))
    return replace(link, line=line, span=span, inside=inside)


def _links(line: str, references: dict[str, str]) -> Iterator[IndexLink]:
    """The links of a line, placed in it."""
    at = 0
    while match := _next(line, at):
        at = match.end()
        if line[: match.start()].endswith("!"):  # an image; one inside a link stays in its text
            continue
        text = _ESCAPED.sub(r"\1", match["text"])
        inside = Span(at, at)
        if match["open"] in ("(", "（"):
            target, at, end = _destination(line, at, match["open"])
            inside = Span(inside.start, end)
        else:
            label, at = _reference(line, match)
            if label not in references:
                continue
            target = references[label]
        yield IndexLink(text, target, 0, Span(match.start(), at), inside)


def _next(line: str, at: int) -> re.Match[str] | None:
    """The next link from a place on; of a label also one that only a person takes for a link."""
    found = _LINK.search(line, at)
    wide = _LOOSE.search(line, at, found.start() if found else len(line))
    return wide or (_LOOSE.match(line, found.start()) if found else None) or found


def _reference(line: str, match: re.Match[str]) -> tuple[str, int]:
    """`[text][label]`, `[text][]` or `[label]`: the label, and where it ends."""
    end = line.find("]", match.end()) if match["open"] else -1
    label = line[match.end() : end] if end >= 0 else ""
    return label or match["text"], end + 1 if end >= 0 else match.end()


def _destination(line: str, start: int, opened: str) -> tuple[str, int, int]:
    """What stands between a link's brackets, where the link ends, and where that does.

    Where the closing bracket is missing, the destination ends at the next bar or the line's end.
    No address is longer than some thousand characters.
    """
    line = line[: start + _LONGEST]
    plain = _PLAIN.match(line, start)
    depth, at = 1, plain.end() if plain else start
    while at < len(line):
        if line[at] == "\\":
            at += 1
        elif line[at] in _OPENING[opened]:
            depth += 1
        elif line[at] in _CLOSING[opened]:
            depth -= 1
        if depth == 0:
            return _stripped(line[start:at]), at + 1, at
        at += 1
    unclosed = re.split(r"\s*[|｜]|\s\[", line[start:], maxsplit=1)[0]
    end = start + len(unclosed)
    return _stripped(unclosed), end, end


def _stripped(target: str) -> str:
    """A destination without its title, angle brackets and escapes of marks."""
    bare = TITLE.sub("", target.strip())
    if bare.startswith("<") and bare.endswith(">"):
        bare = bare[1:-1]
    return _ESCAPED_MARK.sub(r"\1", bare)


def joined(folder: str, path: str) -> str | None:
    """A path from the root, `.` and `..` resolved; None where it leaves or enters `.git`."""
    parts: list[str] = []
    for part in [*folder.split("/"), *path.split("/")]:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part.rstrip(". ").lower() in (".git", "git~1"):
            return None
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
