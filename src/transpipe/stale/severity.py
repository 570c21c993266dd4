"""How much a change of the source matters to its translation: blanks … a "not"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from transpipe.markdown.scan import bracket_images, has_loose_image, unbracket_images
from transpipe.model import Action, Judgement, Weight
from transpipe.stale.nouns import (
    Difference,
    Hunk,
    Reading,
    Sort,
    Term,
    Token,
    bare,
    letters,
    shown,
    tight,
    unquoted,
)
from transpipe.stale.patch import patched
from transpipe.stale.reading import read
from transpipe.stale.signs import weigh_marks, weigh_signs
from transpipe.stale.slips import NO_PROJECT, Vocabulary, mended
from transpipe.stale.spelling import Elsewhere, nowhere, respelt
from transpipe.stale.terms import keeps_capitals, terms
from transpipe.stale.tokens import retargeted, token_differences
from transpipe.stale.wording import wording
from transpipe.text.similarity import runs

_Compared = tuple[Reading, Reading, tuple[Difference, ...]]
_WEIGHTS = tuple(Weight)
_ACTIONS = tuple(Action)


def severity(old: str, new: str) -> Weight:
    """The weight of the gravest difference between two versions of a block or segment."""
    return judged(old, new).weight


def judged(
    old: str, new: str, target: str | None = None, vocabulary: Vocabulary = NO_PROJECT
) -> Judgement:
    """What an edit of a source text means, and for `target` what is to be done with it.

    `target` is the translation of `old`, `vocabulary` what the project writes elsewhere. Where a
    patch is due but cannot be made in the target with certainty, a person has to look.

    >>> judged("It listens on port 80.", "It listens on port 8080.", "它监听 80 端口。").target
    '它监听 8080 端口。'
    >>> str(judged("Answers may be old.", "Answers may not be old.").action)
    'review'
    """
    if target is not None and any(map(has_loose_image, (old, new))):
        firm = judged(bracket_images(old), bracket_images(new), bracket_images(target), vocabulary)
        said = None if firm.target is None else unbracket_images(firm.target, target)
        return replace(firm, target=said)
    before, after, found = _compared(old, new, vocabulary)
    judgement = _judgement(found)
    if target is None or judgement.action is not Action.PATCH:
        return judgement
    result = patched(found, before, after, target)
    if result == target:  # a misspelt name that the translation did not copy
        return Judgement(judgement.weight, Action.KEEP, reason=judgement.reason)
    action = Action.REVIEW if result is None else Action.PATCH
    return Judgement(judgement.weight, action, result, judgement.reason)


def misread(old: str, new: str) -> tuple[str, ...]:
    """The numbers, negations and modals in which two texts differ, as `before → after`."""
    grave = (Weight.NUMBER, Weight.MODALITY)
    said = (_judgement([each]).reason for each in _alone(old, new)[2] if each.weight in grave)
    return tuple(dict.fromkeys(filter(None, said)))


def changes_modality(old: str, new: str) -> bool:
    """Whether a "not", a "must" or an "only" came or went, whatever else has changed too."""
    return any(each.weight is Weight.MODALITY for each in _alone(old, new)[2])


def _compared(old: str, new: str, vocabulary: Vocabulary) -> _Compared:
    if vocabulary is NO_PROJECT:
        return _alone(old, new)
    before, after = read(old), read(new)
    return before, after, differences(before, after, vocabulary.beside(old, new))


@lru_cache(maxsize=64)
def _alone(old: str, new: str) -> _Compared:
    """The same without a project: who asks what an edit means asks for a patch, too."""
    before, after = read(old), read(new)
    return before, after, differences(before, after, NO_PROJECT.beside(old, new))


def edits(rows: Iterable[Mapping[str, str]]) -> Iterator[dict[str, str]]:
    """For rows `id`, `old`, `new` and perhaps `zh_old`: `id`, `class`, `action`, `zh_new`."""
    for row in rows:
        judgement = judged(row["old"], row["new"], row.get("zh_old"))
        answer = {"id": row["id"], "class": judgement.weight, "action": judgement.action}
        if judgement.action is Action.PATCH and judgement.target is not None:
            answer["zh_new"] = judgement.target
        yield {key: str(value) for key, value in answer.items()}


def _judgement(found: Iterable[Difference]) -> Judgement:
    """The gravest of all, with the gravest action of all."""
    gravest = max(found, key=lambda d: _WEIGHTS.index(d.weight), default=None)
    if gravest is None:
        return Judgement(Weight.SAME, Action.KEEP)
    actions = [_ACTIONS.index(d.action) for d in found]
    reason = f"{gravest.before} → {gravest.after}" if gravest.before or gravest.after else ""
    return Judgement(gravest.weight, _ACTIONS[max(actions)], reason=reason)


def hunks(before: Sequence[Term], after: Sequence[Term]) -> Iterator[Hunk]:
    """The runs of terms that are not the same on both sides."""
    if [_frame_key(t) for t in before] == [_frame_key(t) for t in after]:
        # The words are the same: code, numbers and addresses pair up by their places.
        changed = (i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a.key != b.key)
        yield from (Hunk(before, after, i, i + 1, i, i + 1) for i in changed)
        return
    for old, new in runs([t.key for t in before], [t.key for t in after]):
        yield Hunk(before, after, old.start, old.stop, new.start, new.stop)


def _frame_key(term: Term) -> str:
    return term.key if term.sort in (Sort.WORD, Sort.OPERATOR) else term.sort.value


def differences(
    old: Reading, new: Reading, elsewhere: Elsewhere = nowhere
) -> tuple[Difference, ...]:
    """Everything that differs between two readings: code and numbers, words, targets, signs."""
    old, misspelt = mended(old, new, elsewhere)
    before, after = terms(old), terms(new)
    changed = tuple(hunks(before, after))
    found = list(misspelt)
    worded: list[Hunk] = []
    for hunk in changed:
        if looks := _looks_alike(old, new, hunk):
            found.append(Difference(looks, Action.KEEP))
        else:
            rest, parts = token_differences(hunk)
            found += parts
            worded.append(rest)
    found += wording(worded)
    found += retargeted(old, new)
    found += weigh_signs((old, before), (new, after), changed)
    return (*found, *weigh_marks(old, new, changed))


def _looks_alike(old: Reading, new: Reading, hunk: Hunk) -> Weight | None:
    """Whether the same letters stand on both sides: `filter`ing, front-end, read me."""
    here, there = hunk.tokens
    a, b = [old.tokens[i] for i in here], [new.tokens[i] for i in there]
    if _figures(a) != _figures(b):
        return None
    if bare(a) != bare(b) and _capitals(old, here) != _capitals(new, there):
        return None
    if not a or not b:
        signs = _between(new, hunk.after, hunk.b_at) if a else _between(old, hunk.before, hunk.a_at)
        # A path or operator that was code and is plain now is a sign: `/`.
        return Weight.MARKUP if len([*a, *b]) == 1 and [*a, *b][0].text in signs else None
    worded = {t.sort for t in (*a, *b)} <= {Sort.WORD, Sort.SIGN}
    marked_a, marked_b = any(t.marked for t in a), any(t.marked for t in b)
    if tight(a) == tight(b):
        if marked_a or marked_b or shown(a) == shown(b):
            return Weight.MARKUP
        return Weight.SPELLING if not worded or respelt(a, b) else None
    if marked_a != marked_b:
        code = unquoted(a if marked_a else b)
        words, span = (new, there) if marked_a else (old, here)
        if code in {unquoted(part) for part in _widened(words, span)}:
            return Weight.MARKUP
    if worded:
        owners = _owners(old, here) != _owners(new, there)
        alike = not owners and letters(a) == letters(b) and respelt(a, b)
        return Weight.SPELLING if alike else None
    # "`string`" and "String" are one word; `-v` and `-V`, `a-b` and `ab` are two.
    solid = {t.sort for t in a} & {t.sort for t in b} & {Sort.CODE, Sort.NUMBER}
    same = unquoted(a).casefold() == unquoted(b).casefold()
    return Weight.SPELLING if same and not solid else None


def _capitals(reading: Reading, span: range) -> list[str]:
    """What is another word in small letters: "MUST" and "must" have the same, and that is all."""
    words = (at for at in span if reading.tokens[at].sort is Sort.WORD)
    return [reading.tokens[at].text for at in words if keeps_capitals(reading, at)]


def _figures(tokens: Iterable[Token]) -> list[str]:
    """The figures that stand together: 10 and 1 0 have the same, and are other numbers."""
    return [figure for token in tokens for figure in _FIGURES.findall(token.text)]


def _widened(reading: Reading, span: range) -> Iterator[Sequence[Token]]:
    """Some tokens, alone and with the signs right before and behind them."""
    for before in range(3):
        for behind in range(3):
            start, end = max(0, span.start - before), span.stop + behind
            around = (*reading.tokens[start : span.start], *reading.tokens[span.stop : end])
            if all(t.sort is Sort.SIGN for t in around):
                yield reading.tokens[start:end]


def _between(reading: Reading, terms: Sequence[Term], at: int) -> set[str]:
    """The signs between two terms that follow each other."""
    start = terms[at - 1].last + 1 if at else 0
    end = terms[at].first if at < len(terms) else len(reading.tokens)
    return {t.text for t in reading.tokens[start:end] if t.sort is Sort.SIGN}


def _owners(reading: Reading, span: range) -> bool:
    """Whether an apostrophe follows: the clerks', not the clerk's."""
    following = reading.tokens[span.stop : span.stop + 1]
    return any(t.glued and t.text in ("'", "’") for t in following)


_FIGURES = re.compile(r"\d+")
