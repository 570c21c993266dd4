"""English prose as rows of words, and what its grammar says of them: which could name a thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

# Words that carry grammar alone, by their class, after Quirk et al. (1985): closed, so that there
# are no others. None of them begins or ends a term or stands in one.
_ARTICLES = "a an the my your his her its our their"
_DETERMINERS = (
    f"{_ARTICLES} this these that those each every either neither some any no another both all "
    "many few several most other such which what one two three"
)
_AUXILIARIES = (
    "can cannot could will would shall should may might must ought do does did don't doesn't "
    "didn't can't won't wouldn't shouldn't couldn't let let's to not never please"
)
_PRONOUNS = "i he she it we you they who me him us them"
_PREPOSITIONS = (
    "of in on at for with by from into onto within inside upon via through toward towards over "
    "under between about against during per without across along among around behind below above"
)
_OTHERS = (
    "am is are was were be been being have has had having as than so too very more less much and "
    "or but nor if when while because since before after until unless although though whether "
    "where why how there here then now again also even still already once soon yet ever just only "
    "however therefore moreover furthermore nevertheless nonetheless consequently instead "
    "yourself itself himself herself ourselves yourselves themselves myself mine yours hers ours "
    "theirs whose whom it's that's isn't aren't wasn't you'll you're you've we'll we're we've "
    "they're there's i'm i'll like lot e.g i.e etc s t d ll re ve m"
)
ARTICLES, DETERMINERS = frozenset(_ARTICLES.split()), frozenset(_DETERMINERS.split())
AUXILIARIES, PRONOUNS = frozenset(_AUXILIARIES.split()), frozenset(_PRONOUNS.split())
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
GRAMMAR = DETERMINERS | AUXILIARIES | PRONOUNS | PREPOSITIONS | frozenset(_OTHERS.split())

MOST_WORDS = 4  # of a term
LATIN = r"[A-Za-z][A-Za-z0-9]*(?:[-'’+#./][A-Za-z0-9]+)*[+#]*"  # a word of Latin letters
_TOKEN = re.compile(rf"{LATIN}|[^\sA-Za-z]")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


@dataclass(frozen=True, slots=True)
class Row:
    """A text word by word: as they are `written`, and `words` in small letters, in the singular."""

    written: tuple[str, ...]
    words: tuple[str, ...]

    def phrases(self) -> Iterator[tuple[str, int, int]]:
        """Each run of words that could be a term, and where it begins and ends."""
        for start in range(len(self.words)):
            for end in range(start + 1, min(start + MOST_WORDS, len(self.words)) + 1):
                if not is_word(self.words[end - 1]):
                    break
                yield " ".join(self.words[start:end]), start, end


def is_word(token: str) -> bool:
    """Whether it is a word with a meaning of its own, not a mark and not grammar."""
    return token[0].isalpha() and token not in GRAMMAR and len(token) > 1


def rows_of(texts: Iterable[str]) -> tuple[Row, ...]:
    """The texts word by word; a plural is folded where the texts have its singular, too.

    Words that a hyphen joins are words of their own where the texts have them apart, too.
    """
    written = _parted([tuple(_TOKEN.findall(text)) for text in texts])
    known = {word.lower() for row in written for word in row}
    singular = {word: _singular(word.lower(), known) for row in written for word in row}
    return tuple(Row(row, tuple(singular[word] for word in row)) for row in written)


def _parted(written: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows with `compile-time` as two words where `compile time` stands in any of them."""
    apart = {pair for row in written for pair in pairwise(map(str.lower, row))}

    def parts(word: str) -> tuple[str, ...]:
        found = tuple(word.split("-"))
        return found if {*pairwise(map(str.lower, found))} <= apart else (word,)

    return [tuple(chain.from_iterable(map(parts, row))) for row in written]


def _singular(word: str, known: set[str]) -> str:
    if word.endswith("ss"):
        return word
    for ending, instead in _PLURALS:
        root = word.removesuffix(ending) + instead
        if word.endswith(ending) and len(root) > 2 and root in known:
            return root
    return word


@dataclass
class Uses:
    """How a phrase is used: how often in all, as a thing, before a thing, and as what is done."""

    all: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def naming(self, phrase: str) -> float:
        """0 … 1: whether it names a thing, rather than says what is done, how or of what kind.

        Where a thing is named, a determiner or preposition stands in front and no other word of
        the same phrase behind; where something is done, the doer in front or an article behind.
        """
        seen = self.named[phrase] + _KIND * self.before[phrase] - self.done[phrase] + _UNSEEN
        return max(0.0, min(1.0, seen / max(1, self.all[phrase]) / _ENOUGH)) ** 2


# How much it says that a word stands before a thing; what is granted to what was hardly seen; the
# share of all places from which a word counts as a name.
_KIND, _UNSEEN, _ENOUGH = 0.1, 0.2, 0.2


def uses_of(rows: Sequence[Row]) -> Uses:
    """How each phrase of the rows is used."""
    uses = Uses()
    for row in rows:
        framed = ("", *row.words, "")
        for phrase, start, end in row.phrases():
            uses.all[phrase] += 1
            before, behind = framed[start], framed[end + 1]
            plural = row.written[end - 1].lower() != row.words[end - 1]
            ends = not behind or not is_word(behind)
            if before in AUXILIARIES or before in PRONOUNS or behind in ARTICLES:
                uses.done[phrase] += 1
            elif before in DETERMINERS or before in PREPOSITIONS:
                (uses.named if ends else uses.before)[phrase] += 1
            elif plural and ends and before not in GRAMMAR:
                uses.named[phrase] += 1
    return uses
