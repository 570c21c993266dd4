"""What two articles can share, numbered: tokens, phrases with their translations, terms.

A name begins with its class: `t:` an English phrase or one of its translations, `z:` a Chinese
term or an English phrase that it translates, else a class of `features.Item.tokens`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transpipe.align.features import Item
from transpipe.align.lexicon import Lexicon, segmented

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Keys:
    """The names by their numbers, and the numbers that each item holds, rising."""

    names: Sequence[str]
    source: Sequence[Numbers]
    target: Sequence[Numbers]


def keys(source: Sequence[Item], target: Sequence[Item], lexicon: Lexicon) -> Keys:
    """The keys that both sides hold, and the Latin words that only the target does.

    What else one side alone holds says nothing: it may be written otherwise throughout.
    """
    phrases = [set() if item.opaque else lexicon.phrases(item.words) for item in source]
    used: set[str] = set().union(*phrases)
    theirs = _target(target, _by_term(used, lexicon), lexicon)
    there: set[str] = set().union(*theirs)
    renderings = _renderings(used, there, lexicon)
    ours = [
        item.tokens.union(*(renderings[phrase] for phrase in found))
        for item, found in zip(source, phrases, strict=True)
    ]
    kept = there.intersection(set().union(*ours))
    kept.update(name for name in there if name.startswith("w:"))
    names = sorted(kept)
    number = {name: n for n, name in enumerate(names)}
    return Keys(
        names,
        [tuple(sorted(map(number.__getitem__, held & kept))) for held in ours],
        [tuple(sorted(map(number.__getitem__, held & kept))) for held in theirs],
    )


def _by_term(used: Iterable[str], lexicon: Lexicon) -> Mapping[str, list[str]]:
    """The names of the phrases that a Chinese term may stand for."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in used:
        for term in lexicon.entries[phrase]:
            found[term].append("t:" + phrase)
    return found


def _target(
    items: Iterable[Item], by_term: Mapping[str, list[str]], lexicon: Lexicon
) -> list[set[str]]:
    sides = []
    terms = lexicon.chinese
    for item in items:
        names = set(item.tokens)
        for run in item.chinese:
            contained = terms.contained(run)
            for _start, term in contained:
                if term in by_term:
                    names.update(by_term[term])
            names.update("z:" + term for term in segmented(contained))
        sides.append(names)
    return sides


def _renderings(
    used: Iterable[str], there: set[str], lexicon: Lexicon
) -> Mapping[str, tuple[str, ...]]:
    """The names of a phrase and of those of its translations that stand in the target."""
    named = {phrase: ["z:" + term for term in lexicon.entries[phrase]] for phrase in used}
    return {
        phrase: ("t:" + phrase, *(name for name in names if name in there))
        for phrase, names in named.items()
    }
