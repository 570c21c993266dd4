"""Texts that say their source and its translation: at a line end, `<br>`, a bar, or side by side.

The Chinese half alone is the translation. The English beside it belongs to the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from transpipe.markdown import inline
from transpipe.markdown.folding import fold
from transpipe.model import Block, Document
from transpipe.text.han import HAN, count_han
from transpipe.text.similarity import ratio_from
from transpipe.units.bare import bare
from transpipe.units.names import is_name, is_word

_BREAK = re.compile(r"\s*(?:<br\s*/?>|\n)\s*", re.IGNORECASE)
_BAR = re.compile(r"\s+[/|·—–-]\s+|\s*[／｜]\s*")
_MARK = r"(?:<br\s*/?>|[\s/|／｜·—–:：-])+"
_EDGE = re.compile(rf"^{_MARK}|{_MARK}$", re.IGNORECASE)
_HAN = re.compile(f"[{HAN}]")
_LATIN = re.compile("[A-Za-z]{2,}")
# A word, no part of a path or of an identifier.
_PROSE = re.compile(r"(?<![\w./@-])[A-Za-z]{2,}(?![\w/@]|[.-]\w)")
_BRACKETED = re.compile(r"[(（\[［【].*[)）\]］】]$", re.DOTALL)
_NEXT = 4  # marks that are looked at on either side
_WORDS = 3  # of older English, at least
# Words that are written small, at least, and of so many letters: a name may have one, and "of".
_PLAIN, _LETTERS = 2, 3
_LIKE = 0.7  # how like the source it is
_SHORT = 0.35  # the length of the Chinese, a character counting three, by that of the source

Halves = tuple[str, str]


def chinese_half(
    text: str, source: str, ends: Iterable[Halves] = (), small: Collection[str] = ()
) -> str:
    """The Chinese of a text that says its source beside it, '' where it does not.

    At a break, or at one of the line `ends`, it may be older English. Within a line, where the two
    change sides, the source must stand to the letter and be no name; `small` words are none. At a
    bar it may be one.
    """
    if not count_han(text) or not _LATIN.search(text):
        return ""
    breaks = (*ends, *_at(_BREAK, text))
    older = (c for e, c in _sides(breaks) if _is_older(e, c, source))
    bars = (c for e, c in _sides((*breaks, *_at(_BAR, text))) if _is_same(e, source))
    named = _is_perhaps_name(source, small)
    within = (c for e, c in _within(text, source) if not named and _is_same(e, source))
    halves = (half for half in chain(bars, older, within) if count_han(half))
    return next((half for half in halves if _may_be_all(half, source)), "")


def _may_be_all(chinese: str, source: str) -> bool:
    """Whether a half may say all of its source: it is no remark behind it, in brackets or short.

    Words of another language count where the source has them.
    """
    if _BRACKETED.match(chinese) and not _BRACKETED.match(source):
        return False
    wanted, words = inline.words(source), inline.words(chinese)
    known = sum(len(word) for word in _LATIN.findall(words) if word in wanted)
    return 3 * count_han(words) + known >= _SHORT * len(wanted)


def _is_perhaps_name(text: str, small: Collection[str]) -> bool:
    """Whether all words of a text may be a name: one that is written small elsewhere is none."""
    known = all(word.lower() in small for word in _LATIN.findall(text))
    return not known and (is_word(text) or is_name(text, small))


def says_source(text: str, source: str) -> bool:
    """Whether Chinese has its source inside, whole words of it."""
    wanted, words = (" ".join(bare(each).split()) for each in (source, text))
    if wanted not in words or wanted == words:
        return False
    if not _LATIN.search(wanted) or not count_han(words):
        return False
    found = (words[: at.start()] + " " + words[at.end() :] for at in _whole(wanted).finditer(words))
    return any(map(count_han, found))


def keeps_english(text: str, source: str) -> bool:
    """Whether Chinese begins or ends in English prose, words of its source or of an older one."""
    said = inline.words(text)
    han = list(_HAN.finditer(said))
    known = set(map(str.lower, _LATIN.findall(inline.words(source))))
    edges = (said[: han[0].start()], said[han[-1].end() :]) if han else ()
    words = [word for edge in edges for word in _PROSE.findall(edge)]
    there = [word for word in words if word.lower() in known]
    plain = [word for word in there if word.islower() and len(word) >= _LETTERS]
    return len(words) >= _WORDS and len(plain) >= _PLAIN and 2 * len(there) >= len(words)


def _whole(text: str) -> re.Pattern[str]:
    """A text where it is no part of a longer word."""
    return re.compile(rf"(?<![A-Za-z0-9]){re.escape(text)}(?![A-Za-z0-9])")


def line_ends(document: Document, block: Block) -> Iterator[Halves]:
    """What stands before and behind the line ends of a block where Chinese begins and ends."""
    spans = block.segment.fragments if block.segment else ()
    lines = [n for n, span in enumerate(spans) if count_han(span.of(document.text))]
    for count in sorted({lines[0], lines[-1] + 1} - {0, len(spans)}) if lines else ():
        before, after = (fold(document.text, part) for part in (spans[:count], spans[count:]))
        yield _unbroken(before).strip(), after.strip()


def _unbroken(text: str) -> str:
    """A text without the backslash that makes the end of its last line a hard break."""
    escapes = len(text) - len(text.rstrip("\\"))
    return text[:-1] if escapes % 2 else text


def stands_beside(text: str, words: str, sources: Collection[str]) -> bool:
    """Whether a text is these words with one of the sources, or an older one, beside them."""
    if not words or len(text) <= len(words):
        return False
    rests = [text[: -len(words)]] if text.endswith(words) else []
    rests += [text[len(words) :]] if text.startswith(words) else []
    rests = [_EDGE.sub("", rest) for rest in rests if not count_han(rest)]
    return any(_is_same(r, s) or _is_older(r, words, s) for r in rests for s in sources)


def beside_english(text: str, words: str, new: str) -> str:
    """A text with new words for some that stand there beside their English; else the new words.

    No words, none at all: nobody reads the English for its own sake.
    """
    wanted, whole = bare(words), bare(text)
    if not new or not wanted or wanted == whole:
        return new
    starts = (at for at in range(1, len(text)) if text.startswith(wanted[0], at))
    ends = (at for at in range(1, len(text)) if text.endswith(wanted[-1], 0, at))
    for at in starts if whole.endswith(wanted) else ():
        if not count_han(text[:at]) and bare(text[at:]) == wanted:
            return text[:at] + new
    for at in ends if whole.startswith(wanted) else ():
        if not count_han(text[at:]) and bare(text[:at]) == wanted:
            return new + text[at:]
    return new


def _at(mark: re.Pattern[str], text: str) -> Iterator[Halves]:
    """What stands before and behind the marks next to where Chinese begins and ends."""
    han = [found.start() for found in _HAN.finditer(text)]
    marks = list(mark.finditer(text))
    first = [found for found in marks if found.end() <= han[0]]
    last = [found for found in marks if found.start() > han[-1]]
    for found in (*first[-_NEXT:], *last[:_NEXT]):
        yield text[: found.start()].strip(), text[found.end() :].strip()


def _sides(halves: Iterable[Halves]) -> Iterator[Halves]:
    """The halves either way round, those without Chinese first."""
    for one, other in halves:
        yield from (pair for pair in ((one, other), (other, one)) if not count_han(pair[0]))


def _within(text: str, source: str) -> Iterator[Halves]:
    """A text cut behind or before its source, and where the script changes."""
    cuts = [len(source)] if text.startswith(source) else []
    cuts += [len(text) - len(source)] if text.endswith(source) else []
    han = list(_HAN.finditer(text))
    cuts += [han[0].start(), han[-1].end()] if han else []
    halves = ((_EDGE.sub("", text[:at]), _EDGE.sub("", text[at:])) for at in cuts)
    yield from _sides(halves)


def _is_same(english: str, source: str) -> bool:
    return bare(english).split() == bare(source).split() != []


def _is_older(english: str, chinese: str, source: str) -> bool:
    """Whether English is a sentence much like the source, and the Chinese may be all of that."""
    size = len(chinese) + 2 * count_han(chinese)
    if len(_LATIN.findall(english)) < _WORDS or size < _SHORT * len(source):
        return False
    return ratio_from(_LIKE, bare(english), bare(source)) >= _LIKE
