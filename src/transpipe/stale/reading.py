"""A block of Markdown as the comparison sees it: its frame, its words and signs, where it leads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from html import unescape

from transpipe.markdown.scan import Piece, What, scan
from transpipe.model import Span
from transpipe.stale.nouns import Reading, Sort, Target, Token
from transpipe.text.han import HAN

_EXTENSIONS = (
    "bash|bat|c|cc|cfg|conf|cpp|cs|css|csv|db|env|exe|go|h|hpp|htm|html|ini|ipynb|java|jpg|js|json|"
    "jsx|kt|lock|log|md|mdx|php|pl|png|po|ps1|py|rb|rs|rst|scala|sh|so|sql|svg|swift|tar|toml|ts|"
    "tsv|tsx|txt|xml|yaml|yml|zip"
)
_N = "A-Za-z0-9_"
_CHINESE = re.compile(f"[{HAN}]")
_LETTERS = re.compile(r"[A-Za-z]\w*")
# Repetitions that may fail later are bounded, so that reading stays linear.
TOKEN = re.compile(
    r"(?P<plain>[A-Z]?[a-z]+(?=[ ,;!?)]|\.?\s|\.?$))"
    r"|(?P<emoji>:[a-z][a-z0-9_+-]{0,40}:)"
    rf"|(?P<code>(?!_[^_\s]{{1,80}}_(?![{_N}]))(?:[{_N}.-]{{1,60}}/){{0,12}}[{_N}-]{{1,60}}(?:\.[{_N}-]{{1,60}}){{0,6}}"
    rf"\.(?:{_EXTENSIONS})(?![A-Za-z0-9]|_[{_N}])"
    rf"|(?<![{_N}/])(?:\.{{0,2}}|~)/[A-Za-z_](?:[{_N}./-]{{0,200}}[{_N}/])?"
    rf"|(?<![{_N}-])--[a-z][{_N}-]+|(?<![^\s(/|])[-.][A-Za-z][{_N}-]*"
    rf"|[A-Za-z][{_N}]{{0,60}}(?:(?:::|\.)[{_N}]{{1,60}}){{0,8}}\(\)"
    rf"|[A-Za-z][{_N}]{{0,60}}(?:::[{_N}]+)+"
    r"|[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+|(?<![A-Za-z0-9])[a-z]{1,60}[A-Z][a-z][A-Za-z0-9]*)"
    rf"|(?P<number>(?<![{_N}])[vV]?[0-9]+(?:[.,:/-][0-9]+)*"
    rf"(?:(?:st|nd|rd|th|[A-Za-zµ]{{1,3}})(?![{_N}])|%)?)"
    rf"|(?P<word>e\.g\.|i\.e\.|(?<![{_N}])[A-Z]#(?![{_N}])|[{HAN}]|[^\W_{HAN}]+(?:['’][^\W\d_{HAN}]+)*)"
    r"|(?P<operator>[<>=≤≥≠±×÷&|^$€£%+]+|!=+|[←-⇿∀-⋿]|(?<!\S)-(?=[0-9]))"
    r"|(?P<sign>--+|\.{2,}|[^\s\w*_~\\\[\]])"
)


_FRAME = re.compile(
    r"\s*(?:(?P<quote>>)\s?|(?P<level>#{1,6})(?:\s+|$)|(?P<bullet>[-*+])\s+(?P<box>\[[ xX]\]\s+)?"
    r"|(?P<number>\d{1,9}[.)])\s+)"
)
_QUOTED_LINE = re.compile(r"(?<=\n)[ \t]*(?:>[ \t]?)+")
# A block of its own, which the scanner, for what stands inside a block, does not know.
_DEFINITION = re.compile(r"\s*\[(?!\^)[^\]\n]+\]:\s*<?(?P<value>[^\s>]+)>?")
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][^{}\n]*\}")
_ANCHOR = re.compile(r"#([^\s{}]+)")
_ATTRIBUTE = re.compile(
    r"""\b(?P<name>href|src|alt|title|name|id)\s*=\s*"""
    r"""(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""",
    re.IGNORECASE,
)
_TAG_NAME = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_TAGS = """
a abbr b big br center cite code dd del details dfn div dl dt em figcaption figure font h1 h2 h3
h4 h5 h6 hr i iframe img ins kbd li mark ol p picture pre q s samp section small source span
strong sub summary sup svg table tbody td th thead tr tt u ul var video wbr
"""
_HTML = frozenset(_TAGS.split())
_SORTS = {"plain": Sort.WORD, "emoji": Sort.SIGN} | {sort.value: sort for sort in Sort}


def read(text: str) -> Reading:
    """A block with its marker, or the inline Markdown of a segment, read once from end to end."""
    frame, start = _frame(text)
    body = text
    if ">" in frame:
        body = _QUOTED_LINE.sub(lambda m: " " * len(m[0]), text)
    walker = _Walker(body, scan(body))
    if definition := _DEFINITION.match(body):
        span = Span(*definition.span("value"))
        walker.lead("definition", span.of(body), span, span)
        start = definition.end()
    walker.walk(start, len(body))
    walker.close_code(len(body))
    return Reading(
        text, "".join(body.split()), frame, start, tuple(walker.tokens), tuple(walker.targets)
    )


def _frame(text: str) -> tuple[tuple[str, ...], int]:
    """The marks before the words: quote, heading, bullet or number; a heading's is the last."""
    marks: list[str] = []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    while found := _FRAME.match(text, start):
        if not found["level"] and found.end() >= end:
            break
        marks.append(next(mark for mark in found.groups() if mark).strip())
        if found["box"]:
            marks.append(found["box"].strip())
        start = found.end()
        if found["level"]:
            break
    return tuple(marks), start


@dataclass(slots=True)
class _Walker:
    """Goes through the pieces of a block in order and collects tokens and targets."""

    text: str
    pieces: tuple[Piece, ...]
    tokens: list[Token] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    open_links: list[tuple[Span, str, Span, int]] = field(default_factory=list)
    code_from: int = -1
    code: list[str] = field(default_factory=list)
    number: int = 0
    last: int = 0  # where the last token or mark ended

    def walk(self, start: int, end: int) -> None:
        """Read `text[start:end]`, and what lies in its pieces; those inside links on the way."""
        position, around = start, list[tuple[Piece, int, int]]()
        while True:
            piece = self.pieces[self.number] if self.number < len(self.pieces) else None
            if piece is None or piece.span.start >= end:
                self.words(position, end)
                if not around:
                    return
                link, first, end = around.pop()
                self.leave(link, first)
                position = link.span.end
                continue
            self.number += 1
            if piece.span.start < position:
                continue
            self.words(position, piece.span.start)
            if piece.what in (What.LINK, What.IMAGE):
                around.append((piece, len(self.tokens), end))
                if self.last >= piece.span.start:
                    self.last += piece.inner.start - piece.span.start
                position, end = piece.inner.start, piece.inner.end
            else:
                self.piece(piece)
                position = piece.span.end

    def leave(self, piece: Piece, first: int) -> None:
        """Note where a link or image leads whose words, from token `first` on, are read."""
        if not piece.label and piece.target:
            self.plain(piece.target.end + 1, piece.span.end - 1)  # its title
        kind = "label" if piece.label else "image" if piece.what is What.IMAGE else "link"
        span = piece.target or piece.span
        value = piece.label or span.of(self.text)
        self.targets.append(Target(kind, value, span, piece.span, (first, len(self.tokens))))
        self.pass_by(piece)

    def lead(self, kind: str, value: str, span: Span, whole: Span) -> None:
        """Note where something leads from here."""
        here = len(self.tokens)
        self.targets.append(Target(kind, value, span, whole, (here, here)))

    def pass_by(self, piece: Piece) -> None:
        if self.last >= piece.span.start:
            self.last = max(self.last, piece.span.end)

    def piece(self, piece: Piece) -> None:
        match piece.what:
            case What.CODE | What.MATH | What.TEMPLATE:
                self.mark(piece.inner, piece.span)
            case What.AUTOLINK | What.URL:
                self.add(Sort.ADDRESS, piece.inner, piece.span)
            case What.HTML:
                self.html(piece.span)
            case What.FOOTNOTE:
                self.lead("note", piece.span.of(self.text), piece.span, piece.span)
            case What.ENTITY | What.ESCAPE:
                shown = unescape(piece.span.of(self.text)).removeprefix("\\")
                if self.code_from >= 0:
                    escaped = piece.what is What.ESCAPE
                    self.code.append(shown if escaped else piece.span.of(self.text))
                elif shown.strip("*_~\\[]\xa0 "):
                    sort = Sort.OPERATOR if shown in "<>&=≤≥≠±×÷" else Sort.SIGN
                    self.add(sort, piece.span, piece.span, shown)
        self.pass_by(piece)

    def add(self, sort: Sort, inner: Span, whole: Span, text: str = "") -> None:
        if self.code_from >= 0:
            self.code.append(inner.of(self.text))
            return
        shown = text or " ".join(inner.of(self.text).split())
        self.tokens.append(Token(sort, shown, inner, self.last >= whole.start))
        self.last = whole.end

    def mark(self, inner: Span, whole: Span, text: str = "") -> None:
        """Code that is marked as such; within other code it is part of that."""
        before = len(self.tokens)
        self.add(Sort.CODE, inner, whole, text)
        self.tokens[before:] = [replace(token, marked=True) for token in self.tokens[before:]]

    def words(self, start: int, end: int) -> None:
        """Prose without any piece in it: attributes of a link or heading, then tokens."""
        if self.code_from >= 0:
            self.code.append(self.text[start:end])
            return
        position = start
        for found in _ATTRIBUTES.finditer(self.text, start, end):
            self.plain(position, found.start())
            if anchor := _ANCHOR.search(found[0]):
                span = Span(found.start() + anchor.start(1), found.start() + anchor.end(1))
                self.lead("anchor", span.of(self.text), span, Span(*found.span()))
            position = found.end()
        self.plain(position, end)

    def plain(self, start: int, end: int) -> None:
        if self.code_from >= 0:
            self.code += (found[0] for found in TOKEN.finditer(self.text, start, end))
            return
        last = self.last
        for found in TOKEN.finditer(self.text, start, end):
            # Marks of emphasis between a token and the one before it do not part them.
            at, to = found.span()
            glued = last >= at or not self.text[last:at].strip("*_~\\[]")
            sort = _SORTS[found.lastgroup or "sign"]
            self.tokens.append(Token(sort, found[0], Span(at, to), glued))
            last = to
        self.last = last

    def html(self, span: Span) -> None:
        """A tag: a code span of its own, a link, an anchor; formatting and comments are nothing."""
        tag = span.of(self.text)
        found = _TAG_NAME.match(tag)
        if not found:
            return
        closing, name = found[1], found[2].lower()
        if name == "code" and closing:
            self.close_code(span.start)
        elif name == "code" and self.code_from < 0:
            self.code_from, self.code = span.end, []
        elif self.code_from >= 0:
            self.code += [] if name in _HTML else [tag]
        elif name not in _HTML and "=" in tag:  # a component: its words are shown
            self.plain(span.start + 1, span.end - 1)
        elif name not in _HTML:
            self.add(Sort.CODE, span, span, tag)
        elif name == "a" and closing and self.open_links:
            whole, value, where, first = self.open_links.pop()
            if value:
                link = Span(whole.start, span.end)
                self.targets.append(Target("link", value, where, link, (first, len(self.tokens))))
        elif not closing:
            self.attributes(name, tag, span)

    def attributes(self, name: str, tag: str, span: Span) -> None:
        value, where = "", span
        for found in _ATTRIBUTE.finditer(tag):
            group = next(g for g in "abc" if found[g] is not None)
            place = Span(span.start + found.start(group), span.start + found.end(group))
            key = found["name"].lower()
            if key == "href" and name == "a":
                value, where = found[group], place
            elif key == "src":
                self.lead("image", found[group], place, span)
            elif key in ("alt", "title"):
                self.plain(place.start, place.end)
            elif key in ("name", "id") and (name == "a" or key == "id"):
                self.lead("anchor", found[group], place, span)
        if name == "a":
            self.open_links.append((span, value, where, len(self.tokens)))

    def close_code(self, end: int) -> None:
        if self.code_from < 0:
            return
        span, shown = Span(self.code_from, end), " ".join("".join(self.code).split())
        self.code_from = -1
        if shown:
            self.mark(span, Span(span.start - len("<code>"), end), shown)


def verbatim(reading: Reading) -> Counter[str]:
    """Code, numbers, addresses, signs of operation, where links lead, and words in Latin letters.

    Words are counted with their capitals and, as `~word`, without.
    """
    found: Counter[str] = Counter()
    for token in reading.tokens:
        if token.sort is not Sort.SIGN and not _CHINESE.search(token.text):
            found[token.text] += 1
        found.update(f"~{word.lower()}" for word in _LETTERS.findall(token.text))
    found.update(f"→{target.value}" for target in reading.targets)
    return found
