"""What of a block can be compared across languages: words, numbers, links, code, length."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from sys import intern

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import What, bracket_images, markup, scan
from transpipe.model import Block, Document, Kind, Span
from transpipe.text import han
from transpipe.text.numbers import quantities

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r"""(?:href|src)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>()（）\[\]\"'，。、；]+|\bwww\.[^\s<>()（），。]+")
_MARKS = re.compile(r"[*~\\]|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ_]*")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_CHINESE = re.compile(f"[{han.HAN}]+")
_LOCALE = re.compile(r"/(?:en|en-us|zh|zh-cn|zh-hans|zh-hant|zh-tw|zh-hk|cn)(?=/|$)")
_LOCALE_HOST = re.compile(r"^(?:en|zh|zh-hans|zh-cn|cn)\.|^www\.")
_HEADING_ID = re.compile(r"\{\s*+#")
_COMMENT = re.compile(r"#|//|--")
_NOTE = re.compile(
    r"[译校编]者?[注按]|校对注|译者补充|译者[:：]|校对[:：]|原文(?:链接|地址|标题)?[:：]|本文译自|翻译[:：]|转载"
)

OPAQUE = frozenset({Kind.CODE, Kind.HTML, Kind.MATH, Kind.FRONT_MATTER, Kind.TEMPLATE})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to align: a block, or all cells of a table row.

    `tokens` are what can be the same in both languages, by class (`u:` address, `c:` code,
    `n:` quantity, `l:` line of code, `w:` Latin word, `=:` whole text …); `words` are the
    stems of the English words in order, `chinese` the runs of Chinese characters. `size` is
    the length of the prose, a Chinese character counting as three letters. `level` is a
    heading's.
    """

    blocks: tuple[int, ...]
    kind: Kind
    text: str
    tokens: frozenset[str]
    words: tuple[str, ...]
    names: frozenset[str]
    chinese: tuple[str, ...]
    size: float
    level: int
    bold: bool
    note: bool
    opaque: bool  # code, HTML and the like


_IRREGULAR = dict(
    re.findall(
        r"(\w+):(\w+)",
        "built:build made:make found:find sent:send written:write wrote:write read:read ran:run "
        "kept:keep held:hold left:leave lost:lose thought:think brought:bring bought:buy "
        "caught:catch taught:teach chosen:choose chose:choose taken:take took:take given:give "
        "gave:give shown:show seen:see saw:see known:know knew:know grown:grow grew:grow "
        "began:begin begun:begin broken:break broke:break spoken:speak hidden:hide went:go "
        "gone:go done:do did:do does:do became:become came:come meant:mean spent:spend "
        "stood:stand understood:understand told:tell sold:sell felt:feel dealt:deal met:meet "
        "led:lead fed:feed paid:pay said:say laid:lay won:win drawn:draw drew:draw thrown:throw "
        "threw:throw fallen:fall fell:fall children:child people:person indices:index "
        "indexes:index vertices:vertex matrices:matrix analyses:analysis better:good best:good "
        "worse:bad worst:bad larger:large largest:large bigger:big biggest:big smaller:small "
        "smallest:small faster:fast fastest:fast slower:slow higher:high highest:high "
        "lower:low lowest:low easier:easy easiest:easy simpler:simple simplest:simple "
        "older:old newer:new later:late latest:late earlier:early longer:long fewer:few",
    )
)
_DOUBLED = re.compile(r"([bdgmnprt])\1$")
_VOWEL = re.compile(r"[aeiouy]")
_WORDS, _TEXTS = 1 << 15, 1 << 13  # how many are remembered


@functools.lru_cache(_WORDS)
def stem(word: str) -> str:
    """An English word without its usual endings; equal for words of one family, mostly."""
    word = word.lower()
    word = _IRREGULAR.get(word, word)
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:ss|x|ch|sh|zz)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed", "ly"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and _VOWEL.search(root):
            word = _DOUBLED.sub(r"\1", root) if ending != "ly" else root
            break
    if word.endswith("i") and len(word) > 3:
        word = word[:-1] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def address(url: str) -> str:
    """An address without what differs between languages: scheme, locale, trailing slash."""
    url = re.sub(r"^[a-z][a-z0-9+.-]*://|^//", "", url.strip().lower())
    url = _LOCALE.sub("", _LOCALE_HOST.sub("", url))
    return url.rstrip("/").removesuffix("index.html").rstrip("/")


def _without_heading_id(text: str) -> str:
    """The text without `{#id}` at its end."""
    bare = text.rstrip()
    if not bare.endswith("}"):
        return text
    found = _HEADING_ID.search(bare, bare.rfind("}", 0, -1) + 1)
    return text[: found.start()] if found else text


def _base_name(path: str) -> str:
    return re.split(r"[?#]", path)[0].rstrip("/").rpartition("/")[2].lower()


class _Reader:
    """Takes the Markdown off a text, keeping what its marks hold as tokens."""

    def __init__(self) -> None:
        self.tokens: set[str] = set()

    def link(self, target: str) -> None:
        place = "" if target.startswith("#") else address(target)
        if place:
            self.tokens.add("u:" + place)

    def image(self, target: str) -> None:
        self.tokens.add("i:" + _base_name(target))

    def code(self, inner: str) -> str:
        inner = inner.strip()
        squeezed = re.sub(r"\s+", "", inner).lower()
        if squeezed:
            self.tokens.add("c:" + squeezed)
        return " " + inner.replace("*", " ") + " "

    def marks(self, text: str) -> Iterator[tuple[Span, str]]:
        """The marks of links and code in a text, and what stands for them."""
        for piece in scan(text):
            if piece.what is What.CODE:
                yield piece.span, self.code(piece.inner.of(text))
            elif piece.what in (What.LINK, What.IMAGE):
                yield from ((span, "") for span in markup((piece,)))
                if piece.target and not piece.label:
                    noted = self.image if piece.what is What.IMAGE else self.link
                    noted(piece.target.of(text))

    def tag(self, match: re.Match[str]) -> str:
        found = _ADDRESS.search(match[0])
        if found:
            self.image(found[1]) if match[0].lower().startswith("<img") else self.link(found[1])
        return " "

    def bare(self, match: re.Match[str]) -> str:
        self.link(match[0])
        return " "

    def read(self, text: str) -> str:
        """The prose of a block."""
        text = _without_heading_id(text)
        if "![" in text:
            text = bracket_images(text)
        if "[" in text or "`" in text:
            text = replace_spans(text, self.marks(text))
        if "http" in text or "www." in text:
            text = _BARE.sub(self.bare, text)
        if "<" in text:
            text = _TAG.sub(self.tag, text)
        return _MARKS.sub(" ", text)


@dataclass(frozen=True, slots=True)
class _Prose:
    """What the words of a text hold, whatever the block they stand in."""

    tokens: frozenset[str]
    words: tuple[str, ...]
    names: frozenset[str]
    chinese: tuple[str, ...]
    letters: int


@functools.lru_cache(_TEXTS)
def _prose(text: str) -> _Prose:
    """Revisions of an article share most of their texts: each is read once."""
    reader = _Reader()
    prose = reader.read(text)
    words: list[str] = []
    names: set[str] = set()
    letters = 0
    for match in _LATIN.finditer(prose):
        word = match[0]
        letters += len(word) + 1
        words.append(stem(word))
        if word.isalpha() and word.islower():
            continue
        if _is_name(word, prose, match.start()):
            names.add(stem(word))
        parts = _PART.findall(word)
        if len(parts) > 1:
            words.extend(stem(part) for part in parts if len(part) > 2)
    tokens = {*reader.tokens, *(intern("w:" + word) for word in words), whole(text)}
    tokens.update("n:" + quantity for quantity in quantities(prose))
    runs = tuple(_CHINESE.findall(prose))
    return _Prose(frozenset(tokens), tuple(words), frozenset(names), runs, letters)


def _is_name(word: str, prose: str, start: int) -> bool:
    """Whether a translator mostly leaves a word: a capital or digit inside, or in a sentence."""
    if any(c.isupper() or c.isdigit() or c == "_" for c in word[1:]):
        return True
    if not word[0].isupper():
        return False
    before = start - 1
    while before >= 0 and prose[before] in " \t\"'“‘([":
        before -= 1
    return before >= 0 and prose[before] not in ".!?:;。！？：；\n-"


def _lines(raw: str) -> set[str]:
    lines = (re.sub(r"\s+", " ", _uncommented(line)).strip() for line in raw.splitlines())
    return {"l:" + line for line in lines if len(line) > 1}


def _uncommented(line: str) -> str:
    """A line of code without a comment in Chinese."""
    mark = _COMMENT.search(line) if _CHINESE.search(line) else None
    return line[: mark.start()] if mark and _CHINESE.search(line, mark.end()) else line


def lesson(source: str, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stems of an English text and the Chinese runs of its translation."""
    return _prose(source).words, _prose(target).chinese


def whole(text: str) -> str:
    """The token of a text that is the same but for marks and blanks."""
    return "=:" + re.sub(r"[\s*_`#>~-]+", "", text).lower()


def _item(blocks: Sequence[int], group: Sequence[Block], fold: Callable[[str], str]) -> Item:
    first = group[0]
    opaque = first.kind in OPAQUE
    raw = first.text if opaque else "\n".join(block.text for block in group)
    text = fold(raw) if _CHINESE.search(raw) else raw
    prose = _prose(text)
    stripped = text.strip()
    more = _lines(raw) if opaque else {whole(b.text) for b in group} if len(group) > 1 else set()
    return Item(
        blocks=tuple(blocks),
        kind=first.kind,
        text=text,
        tokens=prose.tokens | more,
        words=prose.words,
        names=prose.names,
        chinese=prose.chinese,
        size=3.0 * sum(map(len, prose.chinese)) + prose.letters,
        level=first.level if first.kind is Kind.HEADING else 0,
        bold=stripped.startswith(("**", "__")) and stripped.endswith(("**", "__")),
        note=bool(_NOTE.search(text[:40])),
        opaque=opaque,
    )


def items(document: Document, fold: Callable[[str], str]) -> tuple[Item, ...]:
    """The things to align of a document, in order: its blocks, the cells of a row as one.

    So are code and the comments in it.
    """
    numbered = (([n for n, _ in group], [b for _, b in group]) for group in grouped(document))
    return tuple(_item(numbers, blocks, fold) for numbers, blocks in numbered)


def grouped(document: Document) -> list[list[tuple[int, Block]]]:
    """The numbered blocks of each item: the cells of a row are one, code and its comments too."""
    groups: list[list[tuple[int, Block]]] = []
    row: int | None = None
    for number, block in enumerate(document.blocks):
        if (block.row is None or block.row != row) and block.kind is not Kind.COMMENT:
            groups.append([])
        groups[-1].append((number, block))
        row = block.row
    return groups


def length_ratio(source: float, target: float) -> float:
    """How long a target is for a letter of its source, drawn towards the usual."""
    return min(max((target + 500) / (source + 500), 0.7), 1.4)
