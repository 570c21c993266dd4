"""Whether people edited a translation where its source was edited: then it is up to date.

The evidence is what both edits touched: the same token went and came on both sides, or the words
of the translation changed in the sentence whose words changed in the source, in what those words
may be in the other language or as much as they did. What shows nothing of the kind is an edit of
its own, and a person has to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from transpipe.model import Action
from transpipe.stale.changed_runs import NOTE, Run, changed_runs, count_sentences, is_near
from transpipe.stale.grammar import functional
from transpipe.stale.nouns import Difference, Hunk, Reading, Sort, Term
from transpipe.stale.reading import read, verbatim
from transpipe.stale.rendered import Dictionary, Rendered, denials
from transpipe.stale.severity import differences, hunks
from transpipe.stale.terms import terms
from transpipe.stale.tokens import token_differences
from transpipe.stale.wording import wording
from transpipe.text.han import HAN
from transpipe.text.numbers import quantities

# What a word of the source is in the translation, in Chinese characters; a word of grammar less.
_WORD, _SMALL_WORD, _LATIN_WORD = 1.8, 0.8, 2.0
# What somebody rewrote changed so many characters, and so much of what the source did.
_REWRITTEN, _AS_MUCH = 5.0, 0.35
# Where a side hardly lost or gained anything, the other did neither; of so many characters.
_ONE_WAY, _MUCH = 0.2, 5.0
# Of a text that was written anew so much of its length went, and of the new one's came.
_ANEW, _LONG = 1 / 3, 12  # and so many characters
# One or two words of a source.
_FEW = 2 * _WORD
_CHINESE = re.compile(f"[{HAN}]")
_LATIN = re.compile(r"[A-Za-z][\w.-]*|\d+")
_LETTERS = re.compile(r"[A-Za-z]\w*")


@dataclass(frozen=True)
class Edited:
    """A text before and after an edit, and what it was made of."""

    before: str
    after: str

    @cached_property
    def readings(self) -> tuple[Reading, Reading]:
        """Both texts, read."""
        return read(self.before), read(self.after)

    @cached_property
    def gone(self) -> Counter[str]:
        """What stands in every language as it is, and left."""
        return self.had - self.has

    @cached_property
    def come(self) -> Counter[str]:
        """What stands in every language as it is, and came."""
        return self.has - self.had

    @cached_property
    def had(self) -> Counter[str]:
        """What stood there in every language as it is."""
        return verbatim(self.readings[0])

    @cached_property
    def has(self) -> Counter[str]:
        """What stands there now in every language as it is."""
        return verbatim(self.readings[1])

    @cached_property
    def anew(self) -> bool:
        """Whether most of what stood there went, and most of what stands there came."""
        runs = changed_runs(self.before, self.after)
        gone, come = sum(b - a for a, b, _c, _d in runs), sum(d - c for _a, _b, c, d in runs)
        least = min(gone / max(1, len(self.before)), come / max(1, len(self.after)))
        return least >= _ANEW and min(gone, come) >= _LONG

    @cached_property
    def growth(self) -> int:
        """How many sentences more there are."""
        return count_sentences(self.after) - count_sentences(self.before)

    @cached_property
    def counted(self) -> tuple[Counter[str], Counter[str]]:
        """The quantities that left, and those that came."""
        old, new = (Counter(quantities(text)) for text in (self.before, self.after))
        return old - new, new - old


def answers(source: Edited, target: Edited, dictionary: Dictionary) -> bool:
    """Whether the edit of a translation answers every edit of its source that it had to.

    >>> from transpipe.stale.rendered import Dictionary
    >>> nothing = Dictionary(lambda words: (), str)
    >>> source = Edited("It waits 10 s. Then it stops.", "It waits 20 s. Then it stops.")
    >>> answers(source, Edited("它等 10 秒。然后停止。", "它等 20 秒。然后停止。"), nothing)
    True
    >>> answers(source, Edited("它等 10 秒。然后停止。", "它等 10 秒。随后停止。"), nothing)
    False
    """
    if target.before == target.after:
        return False
    due = [d for d in differences(*source.readings) if d.action is not Action.KEEP]
    if not all(_follows(d, source, target) for d in due if _is_token(d)):
        return False
    if all(map(_is_token, due)):
        return True
    worded = tuple(_worded(source))
    denied = sum(denials(*_sides(hunk)) for hunk in worded)
    whole = Rendered(target.before, target.after, (), dictionary, denied)
    if _is_anew(source, target) and whole.as_forceful(map(_sides, worded)):
        return True
    return all(_is_reworded(hunk, (source, target), dictionary, denied) for hunk in worded)


# ── What stands in both languages as it is ──────────────────────────────────────────────────


def _is_token(difference: Difference) -> bool:
    return difference.sort is not Sort.WORD or difference.action is Action.PATCH


def _follows(difference: Difference, source: Edited, target: Edited) -> bool:
    """Whether a token that went from the source, or came there, did so in the translation."""
    old = f"→{difference.old.value}" if difference.old else difference.before
    new = f"→{difference.new.value}" if difference.new else difference.after
    left, came = bool(old) and source.gone[old] > 0, bool(new) and source.come[new] > 0
    if not left and not came:
        return not (old and new) or _has_changed_places({old, new}, source, target)
    copied = left and target.had[old] > 0
    # The translation may keep as many as the source still has.
    if copied and target.gone[old] < min(source.gone[old], target.had[old] - source.has[old]):
        return False
    if (came and target.come[new]) or (copied and not came):
        return True
    if difference.sort is Sort.NUMBER and source.counted == target.counted:
        return True
    if (difference.old or difference.new) and not copied:  # the translation leads elsewhere
        return any(thing.startswith("→") for thing in (*target.gone, *target.come))
    return copied and difference.action is Action.REVIEW


def _has_changed_places(things: set[str], source: Edited, target: Edited) -> bool:
    """Whether what only changed places in the source did so in a translation that has it all."""
    if any(target.had[thing] != source.had[thing] for thing in things):
        return True
    old, new = ([t.text for t in side.tokens if t.text in things] for side in target.readings)
    return old != new and all(target.has[thing] == source.has[thing] for thing in things)


def _is_anew(source: Edited, target: Edited) -> bool:
    """Whether both were written anew, the translation with as many sentences more or less."""
    more, kept_up = source.growth, target.growth
    follows = (kept_up - more) * ((more > 0) - (more < 0)) >= 0
    return follows and source.anew and target.anew


# ── Words ───────────────────────────────────────────────────────────────────────────────────


def _worded(source: Edited) -> Iterator[Hunk]:
    """The hunks of the source whose words a person has to look at."""
    for hunk in hunks(*map(terms, source.readings)):
        rest, _tokens = token_differences(hunk)
        if any(d.action is not Action.KEEP for d in wording([rest])):
            yield hunk


def _sides(hunk: Hunk) -> tuple[Sequence[Term], Sequence[Term]]:
    return hunk.before[hunk.a_at : hunk.a_to], hunk.after[hunk.b_at : hunk.b_to]


def _is_reworded(
    hunk: Hunk, both: tuple[Edited, Edited], dictionary: Dictionary, denied: int
) -> bool:
    """Whether the translation of some words was edited with them; `denied` is of all hunks."""
    source, target = both
    old, new = _sides(hunk)
    less = _less(old, _gone(source, target)), _less(new, _come(source, target))
    if less != (old, new):  # what stands in Chinese as it is has followed; the rest must too
        old, new = less
        if not any(_size(*s) >= _WORD for s in (less, less[::-1])) and not _forces(*less):
            return True
    runs, sizes = _beside(hunk, source, target), (_size(old, new), _size(new, old))
    if not runs or not _keeps_up(*sizes, source, target):
        return False
    rendered = Rendered(target.before, target.after, tuple(runs), dictionary, denied)
    if max(sizes) <= _FEW:
        few = rendered.few(old, new)
        if few is not None:
            return few
    # In a sentence that came or went as a whole they did so with it.
    whole = _way(*sizes) and source.growth != 0
    if not whole and not rendered.with_force(old, new):
        return False
    return _as_much(*sizes, target, runs)


def _gone(source: Edited, target: Edited) -> Callable[[str], bool]:
    """Whether what stands in Chinese as it is went, or stands there no oftener than here."""
    return lambda thing: (
        target.gone[thing] > 0 or (target.had[thing] > 0 and target.has[thing] <= source.has[thing])
    )


def _come(source: Edited, target: Edited) -> Callable[[str], bool]:
    """Whether what stands in Chinese as it is came, or stands there as often as here."""
    return lambda thing: target.come[thing] > 0 or target.has[thing] >= source.has[thing] > 0


def _less(parts: Sequence[Term], followed: Callable[[str], bool]) -> Sequence[Term]:
    """The terms of a hunk less those that came or went in the Chinese text as they are."""
    left = [term for term in parts if not _has_followed(term, followed)]
    return parts if len(left) == len(parts) else left


def _has_followed(term: Term, followed: Callable[[str], bool]) -> bool:
    if term.sort is not Sort.WORD and followed(term.words):
        return True
    return any(followed(f"~{word.lower()}") for word in _LETTERS.findall(term.words))


def _forces(old: Sequence[Term], new: Sequence[Term]) -> bool:
    """Whether a "must", "may" or "not" stands on one side alone."""
    return {t.key for t in old if t.force} != {t.key for t in new if t.force}


def _size(mine: Sequence[Term], theirs: Sequence[Term]) -> float:
    """How many Chinese characters the words make that one side of a hunk has alone."""
    alone = Counter(t.key for t in mine) - Counter(t.key for t in theirs)
    small = {t.key for t in mine if functional(t)}
    return sum(count * (_SMALL_WORD if w in small else _WORD) for w, count in alone.items())


def _as_much(left: float, came: float, target: Edited, runs: Sequence[Run]) -> bool:
    """Whether a translation was rewritten by as much as its source, and grew or shrank with it."""
    gone = sum(_weight(target.before[a:b]) for a, b, _c, _d in runs)
    new = sum(_weight(target.after[c:d]) for _a, _b, c, d in runs)
    if gone + new < max(_REWRITTEN, _AS_MUCH * (left + came)):
        return False
    if (left >= _MUCH and not gone) or (came >= _MUCH and not new):
        return False  # what went from the source must go here too, and what came there must come
    way = _way(left, came)
    return not way or (new - gone) * way > 0


def _keeps_up(left: float, came: float, source: Edited, target: Edited) -> bool:
    """Whether a translation gained or lost a sentence for each that its source did, and no word."""
    return (target.growth - source.growth) * _way(left, came) >= 0


def _way(left: float, came: float) -> int:
    """1 where a text only grew, -1 where it only shrank, else 0."""
    if came >= _MUCH and left <= _ONE_WAY * came:
        return 1
    return -int(left >= _MUCH and came <= _ONE_WAY * left)


def _weight(text: str) -> float:
    return len(_CHINESE.findall(text)) + _LATIN_WORD * len(_LATIN.findall(text))


def _beside(hunk: Hunk, source: Edited, target: Edited) -> list[Run]:
    """The runs of words of a translation that changed in the sentence of a hunk."""
    old, new = _at(hunk.before, hunk.a_at, source, 0), _at(hunk.after, hunk.b_at, source, 1)
    noted = len(NOTE.findall(target.after)) > len(NOTE.findall(target.before))
    return [
        (a, b, c, d)
        for a, b, c, d in changed_runs(target.before, target.after)
        if _CHINESE.search(target.before[a:b] + target.after[c:d])
        and not (noted and NOTE.search(target.after[c:d]))
        and (
            (b > a and is_near((source.before, old), (target.before, a)))
            or (d > c and is_near((source.after, new), (target.after, c)))
        )
    ]


def _at(parts: Sequence[Term], number: int, source: Edited, side: int) -> int:
    """Where the term of a number stands; of a gap behind the last one, where that ends."""
    tokens = source.readings[side].tokens
    if number < len(parts):
        return tokens[parts[number].first].span.start
    return tokens[parts[-1].last].span.end - 1 if parts else 0
