"""The words of a reading as terms: contractions opened, phrases of one meaning as one; numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from transpipe.stale.nouns import Reading, Sort, Term
from transpipe.stale.words import class_of, lines

_ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DIGITS = re.compile(r"\d+")
_LONGEST = 1000  # digits; what has more is data
_UNITS = """
b kb mb gb tb pb kib mib gib tib bit bits kbit mbit kbps mbps gbps byte bytes kilobyte kilobytes
megabyte megabytes gigabyte gigabytes terabyte terabytes ns us µs ms s sec secs min mins h hr hrs
hz khz mhz ghz px pt em rem mm cm m km kg g mg v mv w kw
"""
UNITS = frozenset(_UNITS.split())
_MONTHS = """
january february march april may june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec
"""
MONTHS = frozenset(_MONTHS.split())
_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
NUMBERS = {word: value for value, word in enumerate(_NUMBERS.split())}
NUMBERS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "thousand": 1000}
SCALES = {"hundred", "thousand", "million", "billion", "trillion", "dozen", "k"}


def numeral(text: str) -> int | None:
    """The value of a whole number in figures, one English word, or Roman figures; else None."""
    if text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    if text.lower() in NUMBERS:
        return NUMBERS[text.lower()]
    if not _ROMAN.match(text):
        return None
    total = 0
    values = [_VALUES[sign] for sign in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if following > value else value
    return total


def figures(old: str, new: str) -> bool:
    """Whether two pieces of code differ in figures alone, and not in a name or an address."""
    if _DIGITS.sub("0", old) != _DIGITS.sub("0", new) or "://" in old:
        return False
    changed = [
        (a, b) for a, b in zip(_DIGITS.finditer(old), _DIGITS.finditer(new), strict=True)
        if a[0] != b[0]
    ]  # fmt: skip
    return all(not old[max(0, a.start() - 1) : a.start()].isalpha() for a, _ in changed)


_Word = tuple[str, int, int, str]  # a word in small letters, its token, its sentence, as written

# The key words of RFC 2119; in capitals each is a level of its own.
REQUIREMENTS = frozenset({"MUST", "REQUIRED", "SHALL", "SHOULD", "RECOMMENDED", "MAY", "OPTIONAL"})
UPWARDS = "=+"
_QUOTES = str.maketrans("’‘", "''")
_IRREGULAR_NOT = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_CLITICS = {"'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_SUBJECTS = {"it", "that", "there", "here", "what", "who", "he", "she", "this", "where", "how"}
_END = re.compile(r"[.!?;。！？；]+")


def terms(reading: Reading) -> tuple[Term, ...]:
    """The terms of a block in order; punctuation is none, it only ends sentences."""
    found: list[Term] = []
    run: list[_Word] = []
    asked: set[int] = set()  # the sentences with a "whether" so far
    sentence = 0

    def flush() -> None:
        asked.update(at for word, _, at, _ in run if word in ("whether", "if"))
        counted = bool(found) and found[-1].sort is Sort.NUMBER
        found.extend(_phrased(list(_unasked(run, asked)), counted))
        run.clear()

    for number, token in enumerate(reading.tokens):
        if token.sort is Sort.WORD:
            words = _words(reading, number)
            run += [(word, number, sentence, token.text) for word in words]
            continue
        if token.sort is Sort.SIGN:
            sentence += bool(_END.fullmatch(token.text))
            if token.text not in ("-", ",", "(", ")"):
                flush()
            continue
        flush()
        key = _PREFIX[token.sort] + token.text
        found.append(Term(key, token.sort, number, number, token.text, sentence=sentence))
    flush()
    return tuple(found)


def _unasked(run: list[_Word], asked: set[int]) -> Iterator[_Word]:
    """The words without the "or not" of a "whether": it says nothing that is not asked."""
    skip = 0
    for at, word in enumerate(run):
        if skip:
            skip -= 1
            continue
        if word[0] != "or" or [w for w, *_ in run[at : at + 2]] != ["or", "not"]:
            yield word
            continue
        rest = run[at + 2 : at + 3]
        ends = not rest or rest[0][2] != word[2] or rest[0][0] in _JOINING
        ends |= at > 0 and run[at - 1][0] == "whether"
        if word[2] in asked and ends:
            skip = 1
        else:
            yield word


_JOINING = {"and", "but", "before", "after", "when", "while", "until", "because", "since", "so"}
_PREFIX = {Sort.CODE: "`", Sort.ADDRESS: "<", Sort.NUMBER: "#", Sort.OPERATOR: "="}


def _words(reading: Reading, at: int) -> tuple[str, ...]:
    """The words of a token, in small letters where capitals are no matter."""
    text = reading.tokens[at].text
    if text.islower() and text.isascii() and len(text) >= _UNIT and text not in _UNUSUAL:
        return _apart(text)  # most are like this
    return (text,) if keeps_capitals(reading, at) else _opened(reading, at)


def keeps_capitals(reading: Reading, at: int) -> bool:
    """Whether capitals make a word what it is: MUST, 5 Mb, US among small letters, x and X."""
    token, word = reading.tokens[at], reading.tokens[at].text.lower()
    if token.text in REQUIREMENTS or (len(word) == 1 and word not in ("a", "i")):
        return True
    if (word in UNITS or len(word) < _UNIT) and at and reading.tokens[at - 1].sort is Sort.NUMBER:
        return True
    if len(word) < 2 or not token.text.isupper():
        return False
    beside = (*reading.tokens[max(0, at - 1) : at], *reading.tokens[at + 1 : at + 2])
    shouted = any(len(t.text) > 1 and t.text.isupper() for t in beside)
    return not shouted and word in (*class_of("pronoun"), *class_of("relative"))


# What is shorter, behind a number, is a unit: mW.
_UNIT = 3
# These may be names of months, or units behind a number.
_UNUSUAL = UNITS | {"may", "march"}


def _opened(reading: Reading, at: int) -> tuple[str, ...]:
    """The words of a token: don't = do not, we're = we are."""
    token, following = reading.tokens[at], reading.tokens[at + 1 : at + 2]
    word = token.text.translate(_QUOTES).casefold()
    if word in ("may", "march") and following and following[0].sort is Sort.NUMBER:
        return (f"{word} (month)",) if token.text[0].isupper() else (word,)
    return _apart(word)


@cache
def _apart(word: str) -> tuple[str, ...]:
    if word == "cannot":
        return ("can", "not")
    if word.endswith("n't"):
        return (_IRREGULAR_NOT.get(word, word[:-3]), "not")
    for clitic, full in _CLITICS.items():
        if word.endswith(clitic):
            return (word.removesuffix(clitic), full)
    if word.endswith("'s") and word != "let's":
        rest = word.removesuffix("'s")
        return (rest, "is") if rest in _SUBJECTS else (rest, "'s")
    return (word,)


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """First word → (all words, key, force), the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    forceful = [(f"~{name}", name, forms) for name, forms in _named("modality.txt")]
    for key, force, forms in [*forceful, *((name, "", f) for name, f in _named("phrases.txt"))]:
        for words in (tuple(phrase.split()) for phrase in forms.split(" | ")):
            found.setdefault(words[0], []).append((words, key, force))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def _named(file: str) -> Iterator[tuple[str, str]]:
    """The names in a file of phrases, and the forms of each."""
    for line in lines(file):
        name, _, forms = line.partition(" = ")
        yield name, forms


def _phrased(run: list[_Word], counted: bool) -> list[Term]:
    """The longest phrases first; a phrase does not reach over the end of a sentence.

    `counted`: a number stands before them, which "and above" belongs to.
    """
    words, phrases = tuple(word for word, *_ in run), _phrases()
    found: list[Term] = []
    at = 0
    while at < len(run):
        size, key, force = 1, words[at], ""
        for phrase, name, strength in phrases.get(key, ()):
            upwards = name == UPWARDS and not (counted and at == 0)
            if words[at : at + len(phrase)] == phrase and not upwards:
                size, key, force = len(phrase), name, strength
                break
        _word, first, in_sentence, text = run[at]
        text = text if size == 1 else " ".join(words[at : at + size])
        last = run[at + size - 1][1]
        found.append(Term(key, Sort.WORD, first, last, text, force, in_sentence))
        at += size
    return found


def month(term: Term) -> bool:
    """Whether it is the name of a month, in a date."""
    return term.key.removesuffix(" (month)") in MONTHS and term.key != "may"
