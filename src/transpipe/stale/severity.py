"""How much a change of the source matters to its translation: blanks … a "not"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from transpipe.markdown.scan import bracket_images, has_loose_image, unbracket_images
from transpipe.model import Action, Judgement, Weight
from transpipe.stale.compare import differences
from transpipe.stale.difference import Difference
from transpipe.stale.patch import patched
from transpipe.stale.reading import read
from transpipe.stale.vocabulary import NO_PROJECT, Vocabulary

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
    """
    if target is not None and any(map(has_loose_image, (old, new))):
        firm = judged(bracket_images(old), bracket_images(new), bracket_images(target), vocabulary)
        said = None if firm.target is None else unbracket_images(firm.target, target)
        return replace(firm, target=said)
    before, after = read(old), read(new)
    found = differences(before, after, vocabulary.beside(old, new))
    judgement = _judgement(found)
    if target is None or judgement.action is not Action.PATCH:
        return judgement
    result = patched(found, before, after, target)
    if result == target:  # a misspelt name that the translation did not copy
        return Judgement(judgement.weight, Action.KEEP, reason=judgement.reason)
    action = Action.REVIEW if result is None else Action.PATCH
    return Judgement(judgement.weight, action, result, judgement.reason)


def patch(old: str, new: str, target: str) -> str | None:
    """`target`, the translation of `old`, with what changed mechanically changed in it as well.

    Only addresses, code, numbers and misspelt names are replaced; every other character stays.
    None where words changed too, or where a token does not stand in the translation exactly as
    often as expected.
    """
    before, after = read(old), read(new)
    found = differences(before, after)
    if _judgement(found).action is Action.REVIEW:
        return None
    return patched(found, before, after, target)


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
