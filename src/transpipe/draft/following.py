"""A translation that follows its source: the smallest change of it, or none.

Sentence by sentence: what stayed keeps its words, what left takes them with it, what changed is
patched, what is new comes from the memory. Where one of these cannot be done for certain there is
no answer, for half of it would carry on what the source no longer says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transpipe.draft.carrying import survivors
from transpipe.draft.suggest import fit
from transpipe.text.han import columns
from transpipe.text.sentences import sentences
from transpipe.text.similarity import opcodes, ratio

# A sentence that takes so much more or less room than its article would have it is not the one.
_TWICE = 2.2
_ALIKE = 0.6  # of less, another sentence stands there
_SHORT = 24  # columns; of less, room says nothing


@dataclass(frozen=True, slots=True)
class Means:
    """What can be had for a text: its `known` translation, or the `patch` of that of another."""

    patch: Callable[[str, str, str], str | None]
    known: Callable[[str], str | None]


def follow(old: str, new: str, target: str, means: Means) -> str | None:
    """The translation of `old` changed into one of `new`; None where that cannot be certain.

    Of the words that only the old source has none is left that a translation copies.
    """
    draft = means.patch(old, new, target) or _by_sentences(old, new, target, means)
    if draft is None or survivors(old, new, draft) or fit(new, draft):
        return None
    return draft


def _by_sentences(old: str, new: str, target: str, means: Means) -> str | None:
    before, after, theirs = (sentences(text) for text in (old, new, target))
    if len(before) == len(after) == 1:
        return means.known(new)
    if not _are_pairs(before, theirs):
        return None
    mine, wanted = [s.strip() for s in before], [s.strip() for s in after]
    steps = opcodes(mine, wanted)
    changed = [n for tag, a, end, _b, _e in steps if tag != "equal" for n in range(a, end)]
    pairs, found = [(mine[n], theirs[n]) for n in changed], list[str]()
    for tag, a, a_end, b, b_end in steps:
        said = [_said(sentence, pairs, means) for sentence in wanted[b:b_end] if tag != "equal"]
        if None in said:
            return None
        found += filter(None, theirs[a:a_end] if tag == "equal" else said)
    return _joined(found) or None


def _said(sentence: str, pairs: Sequence[tuple[str, str]], means: Means) -> str | None:
    """A sentence in Chinese: that of the old one most like it, patched; or what is known for it."""
    most = max(pairs, key=lambda pair: ratio(pair[0], sentence), default=None)
    if most is not None and ratio(most[0], sentence) >= _ALIKE:
        bare = most[1].rstrip()
        if (said := means.patch(most[0], sentence, bare)) is not None:
            return said + most[1][len(bare) :]
    return means.known(sentence)


def _are_pairs(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether the sentences of two languages say the same, one by one, as far as can be seen."""
    if len(sources) != len(targets) or not sources:
        return False
    usual = columns("".join(targets)) / max(1, columns("".join(sources)))
    pairs = [(s.strip(), t.strip()) for s, t in zip(sources, targets, strict=True)]
    return all(not fit(s, t) and _has_room(s, t, usual) for s, t in pairs)


def _has_room(source: str, target: str, usual: float) -> bool:
    here, there = columns(source) * usual, columns(target)
    if max(here, there) < _SHORT:
        return True
    return here < _TWICE * there and there < _TWICE * here


def _joined(parts: Sequence[str]) -> str:
    """Sentences as one text: with a blank between where a mark of Latin script ends one."""
    text = ""
    for part in parts:
        apart = text and text[-1] in ".!?" and not part[0].isspace()
        text += (" " if apart else "") + part
    return text.rstrip()
