"""The same letters as other words: written together, apart, with an apostrophe or without."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transpipe.stale.inflection import listed
from transpipe.stale.reading import Sort, Token
from transpipe.stale.spelling import grammatical, written_alike
from transpipe.stale.words import class_of


def letters(tokens: Iterable[Token]) -> str:
    """What is written but for capitals and marks; C# has its own."""
    return "".join(c for t in tokens for c in t.text.casefold() if c.isalnum() or _names_it(c, t))


def _names_it(character: str, token: Token) -> bool:
    return character == "#" and token.sort is Sort.WORD


def respelt(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether tokens with the same letters are the same words: "data base" and "database".

    "We're" and "were" are two, and so are "in valid" and "invalid", "any one" and "anyone".
    """
    return all(_one_word(x, y) for x, y in _groups(a, b))


def _groups(a: Sequence[Token], b: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    """The words of either side that share their letters, as few as can be."""
    sides = [[t for t in side if t.sort is Sort.WORD] for side in (a, b)]
    while all(sides):
        x, y = ([side.pop(0)] for side in sides)
        while len(letters(x)) != len(letters(y)):
            short = 0 if len(letters(x)) < len(letters(y)) else 1
            (x, y)[short].append(sides[short].pop(0))
        yield x, y


def _one_word(x: Sequence[Token], y: Sequence[Token]) -> bool:
    parts, whole = (y, x) if len(x) == 1 else (x, y)
    if len(whole) > 1:
        return [t.text for t in parts] == [t.text for t in whole]
    word = whole[0].text.casefold().replace("’", "'")
    if len(parts) == 1:
        return _apostrophe(word, parts[0].text.casefold().replace("’", "'"))
    apart = not all(t.glued for t in parts[1:])
    grammar = grammatical(parts[0].text.casefold()) and word not in class_of("preposition")
    return not (apart and grammar)


def _apostrophe(a: str, b: str) -> bool:
    """ "Dont" is "don't" and "users" may be "user's"; "ill", "well", "were" are words."""
    bare, other = sorted((a, b), key=len)
    alike = a == b or written_alike(a, b) or other.endswith(("n't", "'s"))
    return alike or not listed(bare)
