"""Inline Markdown cut into what is no prose (code, links, HTML, math) in one pass, linear in time.

CommonMark 6 and GFM 6.9, less what only words depend on (`emphasis`). Text that no
piece covers is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from transpipe.model import Span
from transpipe.text.han import HAN
from transpipe.text.ticks import Ticks


class What(Enum):
    """What a piece of inline Markdown is."""

    ESCAPE = "escape"
    CODE = "code"
    HTML = "html"
    AUTOLINK = "autolink"
    URL = "url"
    MATH = "math"
    FOOTNOTE = "footnote"
    TEMPLATE = "template"
    ENTITY = "entity"
    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of inline Markdown.

    `inner` is what stands between its marks (the words of a link), `target` an address as
    written, without `<>`. `label` is the label of a reference, whose `target` span it is; `title`
    is that of a link without its quotes.
    """

    what: What
    span: Span
    inner: Span
    target: Span | None = None
    label: str = ""
    title: Span | None = None


_NAME = r"[A-Za-z_:][\w.:-]*+"
_VALUE = r"""(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+")"""
_STARTS = re.compile(r"[\\`<$\[\]{&]|!\[|(?<![A-Za-z0-9])(?:https?://|ftp://|www\.)", re.IGNORECASE)
# What nothing of that begins without: a text that has none of these is all prose.
_ANY_START = re.compile(r"[\\`<$\[\]{&:]")
_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+)>"
)
_TAG = re.compile(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*+(?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+\s*+/?|/[A-Za-z][\w-]*+\s*+)>"
)
_PAIRS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_MATH = re.compile(rf"\$\$[^$\n]++\$\$|\$`[^`\n]++`\$|\$(?![\s$])(?:[^$\\\n{HAN}]|\\.)++\$(?!\d)")
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[\\]{1,200}\]")
_TEMPLATE = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\}")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_URL = re.compile(r"[!#-;=?-Z^_a-{}~]*+")  # ASCII, but for " < > [ \ ] ` |
_TRAILING = frozenset("?!.,:*_~';")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]")
_ANGLE = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_TITLE = re.compile(
    r"""\s++(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\))""", re.DOTALL
)
_BARE = re.compile(r"(?:[^\s\x00-\x1f()\\]|\\.)++|[()]")
_BLANKS = re.compile(r"\s*+")
# An image whose address has blanks in it: a common slip, which CommonMark 6.4 reads as words.
_IMAGE, _PICTURE = r"(!\[[^\]\n]{0,999}\]\()", r"\.(?:png|jpe?g|gif|svg|webp)"
_WORD, _REST = r"[^()<>\n\" ]{1,200}", r"[^()<>\n\"]{0,200}"
_LOOSE_IMAGE = re.compile(rf"{_IMAGE}({_WORD} {_REST}{_PICTURE})(\))", re.IGNORECASE)
_BRACKETED_IMAGE = re.compile(rf"{_IMAGE}<({_WORD} {_REST})>(\))")
_DEPTH = 16
# Of texts of so many characters, which nearly every paragraph is, many are remembered at once.
_SHORT, _MANY, _FEW = 1 << 13, 1 << 10, 2
REMEMBERED = 1 << 8
"""Of how many texts is remembered what is asked for by several rules, and of a file twice."""


def scan(text: str) -> tuple[Piece, ...]:
    """The pieces of a text by where they begin; only links and images hold others."""
    return _read(text) if len(text) <= _SHORT else _read_long(text)


# Links, code and words of a text are asked for one after the other: it is read once.
@lru_cache(maxsize=_FEW)
def _read_long(text: str) -> tuple[Piece, ...]:
    return _read.__wrapped__(text)


@lru_cache(maxsize=_MANY)
def _read(text: str) -> tuple[Piece, ...]:
    if not _ANY_START.search(text) and not ("." in text and "www." in text.lower()):
        return ()
    reader = _Reader(text)
    reader.read()
    return tuple(sorted(reader.pieces, key=lambda piece: (piece.span.start, -piece.span.end)))


@dataclass(slots=True)
class _Reader:
    text: str
    pieces: list[Piece] = field(default_factory=list)
    openers: list[tuple[int, bool]] = field(default_factory=list)
    floor: int = 0  # link openers below it cannot open: a link holds no link
    unclosed: set[str] = field(default_factory=set)
    last_bracket: int = -1
    ticks: Ticks = field(init=False)

    def read(self) -> None:
        self.ticks = Ticks(self.text)
        self.last_bracket = self.text.rfind(")")
        position = 0
        while found := _STARTS.search(self.text, position):
            position = self.one(found[0], found.start())

    def one(self, mark: str, start: int) -> int:
        """Read what begins at `start`; where to go on."""
        match mark:
            case "\\":
                return self.escape(start)
            case "`":
                return self.code(start)
            case "<":
                return self.angle(start)
            case "$":
                return self.simple(What.MATH, _MATH, start, start + 1)
            case "{":
                return self.simple(What.TEMPLATE, _TEMPLATE, start, start + 1)
            case "&":
                return self.simple(What.ENTITY, _ENTITY, start, start + 1)
            case "[" | "![":
                return self.opener(mark, start)
            case "]":
                return self.closer(start)
            case _:
                return self.url(start)

    def add(self, what: What, start: int, end: int, edge: int = 0) -> int:
        self.pieces.append(Piece(what, Span(start, end), Span(start + edge, end - edge)))
        return end

    def simple(self, what: What, form: re.Pattern[str], start: int, otherwise: int) -> int:
        found = form.match(self.text, start)
        return self.add(what, start, found.end()) if found else otherwise

    def escape(self, start: int) -> int:
        following = self.text[start + 1 : start + 2]
        if following.isascii() and following.isprintable() and not following.isalnum():
            return self.add(What.ESCAPE, start, start + 1 + len(following.strip()))
        return start + 1

    def code(self, start: int) -> int:
        """A code span ends at the next run of as many backticks (CommonMark 6.1)."""
        size = 1
        while self.text.startswith("`", start + size):
            size += 1
        closing = self.ticks.closing(start, size)
        if closing is None:
            return start + size
        return self.add(What.CODE, start, closing + size, size)

    def angle(self, start: int) -> int:
        if found := _AUTOLINK.match(self.text, start):
            target = Span(*found.span(1))
            self.pieces.append(Piece(What.AUTOLINK, Span(*found.span()), target, target))
            return found.end()
        for opening, closing in _PAIRS:
            if self.text.startswith(opening, start):
                if opening == "<!" and not self.text[start + 2 : start + 3].isalpha():
                    return start + 1
                end = -1 if closing in self.unclosed else self.text.find(closing, start + 2)
                if end < 0:
                    self.unclosed.add(closing)
                    return start + 1
                return self.add(What.HTML, start, end + len(closing))
        return self.simple(What.HTML, _TAG, start, start + 1)

    def opener(self, mark: str, start: int) -> int:
        note = _FOOTNOTE.match(self.text, start) if mark == "[" else None
        if note and not self.text.startswith("(", note.end()):
            return self.add(What.FOOTNOTE, start, note.end())
        self.openers.append((start, mark == "!["))
        return start + len(mark)

    def closer(self, start: int) -> int:
        if not self.openers:
            return start + 1
        opening, image = self.openers.pop()
        dead = not image and len(self.openers) < self.floor
        self.floor = min(self.floor, len(self.openers))
        if dead:
            return start + 1
        inner = Span(opening + 1 + image, start)
        piece = self.inline_link(opening, image, inner) or self.reference(opening, image, inner)
        if not piece:
            return start + 1
        self.pieces.append(piece)
        if not image:
            self.floor = len(self.openers)
        return piece.span.end

    def inline_link(self, opening: int, image: bool, inner: Span) -> Piece | None:
        """`(destination "title")` after a bracket (CommonMark 6.3)."""
        if not self.text.startswith("(", inner.end + 1) or self.last_bracket < inner.end:
            return None
        start = self.blanks(inner.end + 2)
        if angle := _ANGLE.match(self.text, start):
            target, end = Span(*angle.span(1)), angle.end()
        elif self.text.startswith("<", start):
            return None
        else:
            end = self.destination(start)
            target = Span(start, end)
        title = _TITLE.match(self.text, end)
        end = self.blanks(title.end() if title else end)
        if not self.text.startswith(")", end):
            return None
        what = What.IMAGE if image else What.LINK
        said = Span(title.end() - len(title[0].lstrip()) + 1, title.end() - 1) if title else None
        return Piece(what, Span(opening, end + 1), inner, target, title=said)

    def blanks(self, start: int) -> int:
        found = _BLANKS.match(self.text, start)
        return found.end() if found else start

    def destination(self, start: int) -> int:
        """Where an address without `<>` ends; its brackets are in pairs."""
        depth, end = 0, start
        while found := _BARE.match(self.text, end):
            if found[0] == "(":
                depth += 1
            elif found[0] == ")":
                depth -= 1
            if depth < 0 or depth > _DEPTH:
                break
            end = found.end()
        return end

    def reference(self, opening: int, image: bool, inner: Span) -> Piece | None:
        """`[words][label]` or `[label][]`; whether the label is defined is not known here."""
        label = _LABEL.match(self.text, inner.end + 1)
        if not label or not (label[1].strip() or inner.start < inner.end):
            return None
        target = Span(*label.span(1))
        words = " ".join((label[1] or inner.of(self.text)).split()).casefold()
        what = What.IMAGE if image else What.LINK
        return Piece(what, Span(opening, label.end()), inner, target, words)

    def url(self, start: int) -> int:
        """An address that stands bare in the text (GFM 6.9), ASCII only."""
        found = _URL.match(self.text, start)
        address = found[0] if found else ""
        size, excess = len(address), address.count(")") - address.count("(")
        while size and (
            address[size - 1] in _TRAILING or (address[size - 1] == ")" and excess > 0)
        ):
            size -= 1
            excess -= address[size] == ")"
        if size < 9:
            return start + 4
        return self.add(What.URL, start, start + size)


def markup(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    """What of a text is no words, in order: pieces, and of links all but their words."""
    spans: list[Span] = []
    for piece in pieces:
        if piece.what in (What.LINK, What.IMAGE):
            spans.append(Span(piece.span.start, piece.inner.start))
            spans.append(Span(piece.inner.end, piece.span.end))
        else:
            spans.append(piece.span)
    return tuple(sorted(spans))


def has_loose_image(text: str) -> bool:
    """Whether an image has a blank in its address and is none for that."""
    return _LOOSE_IMAGE.search(text) is not None


def bracket_images(text: str) -> str:
    """The text with the addresses of such images in angle brackets, as they should be."""
    return _LOOSE_IMAGE.sub(r"\1<\2>\3", text)


def unbracket_images(text: str, like: str) -> str:
    """The text with those addresses bare again that are bare in `like`."""
    bare = {found[2] for found in _LOOSE_IMAGE.finditer(like)}
    return _BRACKETED_IMAGE.sub(lambda m: m[1] + m[2] + m[3] if m[2] in bare else m[0], text)
