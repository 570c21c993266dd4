"""Bytes into text and its lines, and back, without losing a byte; which language a text is in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from transpipe.model import Span
from transpipe.text.han import count_han, count_neighbours, mostly_han

BOM = "\ufeff"

# Never `str.splitlines`: it also cuts at \x0b, \x0c, \x85 and U+2028, which are text in Markdown.
_EOL = re.compile(r"\r\n|\r|\n")
_CODECS = (("GB18030", "gb18030"), ("Big5", "big5"), ("Latin-1", "cp1252"))
# The two hundred characters that make up more than half of any Chinese text are in one of these.
_COMMON = re.compile(
    "[的一是不了在人有我他这個个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年過过發发後后"
    "作里用道行所然家种事成方多经經么去法学如都同现現当當没動动面起看定天分还進进好小部其些主样理心她本前开但因"
    "只从想实實日军者意无力它与長长把机十民第公此已工使情明性知全三又關关点正业外将两高间由问很最重並物手应"
    "這來們為國時說會對於過與無應問業將兩間並從樣開種，。、：；]"
)
# A whole file, not yet cut into blocks, is nothing for the scanner. Roughly is enough: what is
# taken out here only must not be prose.
_NO_PROSE = re.compile(
    r"^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)"
    r"|`[^`\n]*`|<!--.*?(?:-->|\Z)|<[^<>\n]*>|\]\([^()\s]*\)|https?://\S+",
    re.MULTILINE | re.DOTALL,
)
_LIST = re.compile(r"^ {0,3}(?:[-+*][ \t]|\d+[.)][ \t]|\|)", re.MULTILINE)
_SAMPLE, _GLANCE = 40_000, 8_000
_LATIN = "a-zA-Z\u00c0-\u024f"
_LATIN_WORD = re.compile(f"[{_LATIN}]+")
_OTHER_LETTER = re.compile(rf"[^\W\d_{_LATIN}]")


def read(data: bytes) -> str:
    """The text of a file. Any bytes are allowed: `write` gives the same ones back."""
    return data.decode("utf-8", "surrogateescape")


def write(text: str) -> bytes:
    """The bytes of a text that `read` made, or of any other."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins; the last line end of a text begins no line."""
    starts = [0, *(match.end() for match in _EOL.finditer(text))]
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    return tuple(starts)


def line_end(text: str) -> str:
    """The line end a file uses most: a new line in it gets the same."""
    found = _EOL.findall(text)
    return max(("\n", "\r\n", "\r"), key=found.count) if found else "\n"


def ended_like(text: str, other: str) -> str:
    """A text with the line ends and the byte order mark of another; as it is where that is empty.

    A file that mixes its line ends has none to be kept.
    """
    ends = set(_EOL.findall(other))
    if len(ends) > 1 or not other:
        return text
    text = _EOL.sub(ends.pop(), text) if ends else text
    return BOM + text.removeprefix(BOM) if other.startswith(BOM) else text.removeprefix(BOM)


@dataclass(frozen=True, slots=True)
class Page:
    """A text and its lines, numbered from 0; `ends` leave the line ends out."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def line(self, number: int) -> str:
        """One line without its end, and without the mark of byte order before the first."""
        return self.text[self.start(number) : self.ends[number]]

    def start(self, number: int) -> int:
        """Where the text of a line begins, after a mark of byte order."""
        start = self.starts[number]
        return start + 1 if start == 0 and self.text.startswith(BOM) else start

    def number(self, position: int) -> int:
        """The line in which a character stands."""
        return bisect_right(self.starts, position) - 1

    def span(self, first: int, last: int) -> Span:
        """The characters of some lines, without the last line end."""
        return Span(self.start(first), max(self.ends[last], self.start(first)))


def page(text: str) -> Page:
    """A text with its table of lines."""
    starts = line_starts(text)
    ends = [match.start() for match in _EOL.finditer(text)]
    if len(ends) < len(starts):
        ends.append(len(text))
    return Page(text, starts, tuple(ends))


def is_utf8(data: bytes) -> bool:
    """Whether every byte is part of a UTF-8 character, and none is NUL."""
    return bad_line(data) == 0


def bad_line(data: bytes) -> int:
    """The first line (from 1) that is not UTF-8 text; 0 where all are."""
    try:
        data.decode("utf-8")
        bad = data.find(b"\0")
    except UnicodeDecodeError as error:
        bad = error.start
    return 0 if bad < 0 else len(_EOL.findall(data[:bad].decode("latin-1"))) + 1


def guess_encoding(data: bytes) -> str:
    """What a file that is not UTF-8 is probably written in; empty where nothing fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4000].count(0) * 4 > len(data[:4000]):
        return "UTF-16"
    scores = [(_share_of_common(data, codec), name) for name, codec in _CODECS]
    best, name = max(scores, key=lambda score: score[0])
    return name if best > 0 else ""


def rough(data: bytes, guess: str) -> str:
    """What a file that is not UTF-8 says as far as can be told, in the encoding that is guessed."""
    return data.decode({"UTF-16": "utf-16", **dict(_CODECS)}.get(guess, "utf-8"), "replace")


def _share_of_common(data: bytes, codec: str) -> float:
    """How much a text looks like one in that encoding: the share of common Chinese characters."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    if codec == "cp1252":
        return 0.05
    return len(_COMMON.findall(text)) / max(count_han(text), 1)


def is_chinese(text: str) -> bool:
    """Whether an article's prose is mostly Chinese; Japanese and Korean are not."""
    prose = _NO_PROSE.sub(" ", text[:_SAMPLE])
    return mostly_han(prose) and count_neighbours(prose) * 10 <= count_han(prose)


def is_latin(text: str) -> bool:
    """Whether an article may be English: it has more words in Latin letters than other letters."""
    prose = _NO_PROSE.sub(" ", text[:_GLANCE])
    others = len(_OTHER_LETTER.findall(prose))
    return not others or others < len(_LATIN_WORD.findall(prose))


def opens_in_chinese(text: str) -> bool:
    """Whether an index speaks Chinese: as a whole, or before its first list or table of titles."""
    return is_chinese(text) or is_chinese(_LIST.split(text, maxsplit=1)[0])


def is_blank(text: str) -> bool:
    """Whether a file holds no words at all: nothing, blanks, a lone byte order mark."""
    return not text.strip("\ufeff \t\r\n\f\v\u3000\u00a0")
