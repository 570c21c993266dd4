"""Which characters are not those of Taiwan: to simplified characters and back, word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache

from transpipe.engines import tables
from transpipe.engines.opencc import Bordered, plain
from transpipe.model.misspelt import Misspelt, Scripts, Undecided

# Radicals, which PDFs leave in the place of characters, and characters kept for other standards.
_FOREIGN = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
# What OpenCC cannot read, each for itself.
_UNFIT = re.compile("[\0\x1d-\x1f\ud800-\udfff]")


class Spelling:
    """A Speller for Taiwan. A text that it cannot count character by character is not judged."""

    def wrong(self, text: str) -> Sequence[Misspelt]:
        """The characters of a text that are not Taiwan's, in order."""
        return [slip for at, line in _lines(text) for slip in _wrong(line, at)]

    def undecided(self, text: str) -> Sequence[Undecided]:
        """The characters that are converted otherwise without the borders of words, in order.

        Words of which a table says how they are written are decided.
        """
        found = list[Undecided]()
        for at, line in _lines(text):
            ours, whole = _speller().convert(line), plain("s2tw")(line)
            if ours == whole or not len(ours) == len(whole) == len(line):
                continue
            known = _in_words(line, tables.taiwan().becomes)
            for n, (was, one, other) in enumerate(zip(line, ours, whole, strict=True)):
                if one != other and n not in known and (one, other) not in tables.either():
                    found.append(Undecided(at + n, was, one, other))
        return found

    def scripts(self, text: str) -> Scripts:
        """How many characters are of one script alone, of those that technical words have."""
        simplified, traditional = _alone()
        return Scripts(len(simplified.findall(text)), len(traditional.findall(text)))

    def words(self, text: str) -> Sequence[tuple[str, int]]:
        """The words of a text of Chinese characters, with how often each stands in two million."""
        simple, cutter = plain("t2s")(text), tables.cutter()
        found = cutter.cut(simple if len(simple) == len(text) else text)
        return [(word, cutter.count(word)) for word in found]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in _UNFIT.sub("?", text).split("\n"):
        yield at, line
        at += len(line) + 1


def _wrong(line: str, at: int) -> Iterator[Misspelt]:
    said = _FOREIGN.sub(lambda found: _own(found[0]), line)
    simple = plain("t2s")(said)
    back = _speller().convert(simple) if len(simple) == len(line) else said
    back = back if len(back) == len(line) else said
    known = _in_words(simple, _speller().forms) if back != line else ()
    for n, (was, new) in enumerate(zip(line, back, strict=True)):
        if was != new and (was, new) not in tables.either() and not _is_in_word(line, n):
            certain = was != said[n] or _is_simplified(was) or n in known
            yield Misspelt(at + n, was, new, certain)


def _is_in_word(line: str, at: int) -> bool:
    """Whether a character stands in a word that conversion itself writes so: 回復 of 回滚."""
    words = _words_of().get(line[at], ())
    return any(
        line.startswith(word, at - n)
        for word in words
        for n, character in enumerate(word)
        if character == line[at] and n <= at
    )


@cache
def _words_of() -> Mapping[str, Sequence[str]]:
    """Taiwan's words of the table by the characters in them."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(tables.taiwan().becomes.values()):
        for character in dict.fromkeys(word if len(word) > 1 else ""):
            found.setdefault(character, []).append(word)
    return found


def _own(character: str) -> str:
    """The character that a radical, or one of another standard, stands for."""
    plain_form = unicodedata.normalize("NFKC", character)
    return plain_form if len(plain_form) == 1 else character


@cache
def _is_simplified(character: str) -> bool:
    """Whether it has a traditional form, and is no character of Taiwan's own words."""
    simplified = plain("t2s")(character) == character != plain("s2t")(character)
    return simplified and character not in _own_characters()


@cache
def _alone() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands in the words of the mainland and in none of Taiwan's, and the reverse."""
    theirs, ours = frozenset("".join(tables.taiwan().becomes)), _own_characters()
    return re.compile(f"[{''.join(theirs - ours)}]"), re.compile(f"[{''.join(ours - theirs)}]")


@cache
def _own_characters() -> frozenset[str]:
    return frozenset("".join(tables.taiwan().becomes.values()))


def _in_words(text: str, forms: Container[str]) -> set[int]:
    """Where words stand of which a table says how they are written."""
    found, at = set[int](), 0
    for between, words in tables.cutter().runs(text):
        at += len(between)
        for word in words:
            if word in forms:
                found.update(range(at, at + len(word)))
            at += len(word)
    return found


@cache
def _speller() -> Bordered:
    """What brings back a text that was made simplified: characters alone, words as they are."""
    simple = plain("t2s")
    forms = {**tables.taiwan().becomes, **tables.spellings().becomes}
    same = {word: form for word, form in forms.items() if simple(form) == word}
    return Bordered(plain("s2tw"), tables.cutter(), same)
