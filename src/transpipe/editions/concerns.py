"""Why a reviewer should look at a change: what one side says by now and the other does not."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from transpipe.check.run import check_pair
from transpipe.markdown.inline import replace_spans, words
from transpipe.markdown.scan import What, scan
from transpipe.model import (
    Concern,
    Finding,
    Maker,
    Severity,
    Standing,
    Unit,
    Weight,
    standing,
)
from transpipe.stale.severity import severity
from transpipe.text.amount_changes import differing
from transpipe.text.denial import BINDS_IN_CHINESE, DENIES, DENIES_IN_CHINESE

# What bears on no word behind it, or is written as a name within a sentence, is the answer of a
# form, a button, a number: it denies where the other language says so, too.
_LABEL = re.compile(r"\b(?i:no)\b(?!\s+\w)|(?<=[a-z,;]\s)No\b")
# A "no" that is a sentence, or all that is said, answers: where the Chinese stays as it is, such a
# one has come or gone.
_ANSWER = re.compile(r"(?:^|[.!?:]\s+)[*_]*no(?=[*_]*(?:[.!](?!\s*\d)|$))", re.I)
_LABEL_IN_CHINESE = re.compile("(?<=[一-鿿])否|否(?=[一-鿿])")
_FORBIDDEN_OR_LABEL = re.compile(_LABEL_IN_CHINESE.pattern + "|禁")

_IN_DOUBT = {
    Standing.DOUBTFUL: Concern.DOUBTFUL,
    Standing.DRAFT: Concern.DRAFT,
    Standing.MISSING: Concern.MISSING,
}
_MILD = (Weight.SAME, Weight.MARKUP, Weight.SPELLING, Weight.LINK)
_severity = lru_cache(maxsize=1 << 12)(severity)


def weight(before: Unit | None, after: Unit | None) -> Weight | None:
    """How much the source has changed; None where it has not, or is on one side alone."""
    if before is None or after is None or before.source == after.source:
        return None
    return _severity(before.source, after.source)


def new_findings(before: Unit | None, after: Unit | None) -> tuple[Finding, ...]:
    """What is found of a pair of texts that was not found of it before."""
    known = Counter(found.code for found in _found(before))
    fresh: list[Finding] = []
    for finding in _found(after):
        if known[finding.code]:
            known[finding.code] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)


def concern(
    before: Unit | None,
    after: Unit | None,
    how_much: Weight | None,
    findings: tuple[Finding, ...],
) -> Concern:
    """The gravest reason to look at a unit that differs."""
    if after is None:
        return Concern.WORDING
    old = before or Unit("")
    now = standing(after)
    if now is Standing.CONFLICT and standing(before) is not Standing.CONFLICT:
        return Concern.CONFLICT
    if old.target and not after.target:
        return Concern.LOST
    same = old.source == after.source and old.target == after.target
    said = None if same or not after.target else _said_by_one(old, after, how_much)
    if said is not None:
        return said
    if not same and after.origin is not None and after.origin.maker is Maker.PATCH:
        return Concern.PATCHED
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Concern.FINDING
    if now is Standing.STALE and not same:
        return Concern.MARKUP if how_much in _MILD else Concern.STALE
    if now in _IN_DOUBT and (now is not standing(before) or not same):
        return _IN_DOUBT[now]
    return _words(old, after, how_much)


def _words(old: Unit, after: Unit, how_much: Weight | None) -> Concern:
    """Of words that nothing speaks against."""
    if after.target and not old.target:
        return Concern.TRANSLATED
    if old.source == after.source:
        return Concern.STATE if old.target == after.target else Concern.WORDING
    if not old.source:
        return Concern.WORDING
    if how_much in _MILD:
        return Concern.MARKUP
    return Concern.FOLLOWED if old.target != after.target else Concern.STALE


def _said_by_one(old: Unit, after: Unit, how_much: Weight | None) -> Concern | None:
    """Whether a "not", a "must" or a number came or went on one side alone."""
    if denies_otherwise(old, after):
        return Concern.MODALITY
    if how_much is Weight.MODALITY and old.target == after.target:
        return Concern.MODALITY
    if how_much is Weight.MODALITY and _binds(old.target) == _binds(after.target):
        return Concern.MODALITY
    if how_much is Weight.NUMBER and old.target == after.target:
        return Concern.NUMBER
    wrong = differing(after.source, after.target)
    if any(wrong) and (not old.target or wrong != differing(old.source, old.target)):
        return Concern.NUMBER
    return None


def denies_otherwise(old: Unit, after: Unit) -> bool:
    """Whether a "not" came or went in one language and not in the other."""
    if not (old.source and old.target):
        return False
    answers = (len(_ANSWER.findall(each.source)) for each in (old, after))
    if old.target == after.target and len(set(answers)) > 1:
        return True
    ours = _growth(DENIES, _LABEL, old.source, after.source)
    # What English forbids in other words than "not" is not known here: where it has changed,
    # what forbids in Chinese denies or does not.
    may = _LABEL_IN_CHINESE if old.source == after.source else _FORBIDDEN_OR_LABEL
    theirs = _growth(DENIES_IN_CHINESE, may, old.target, after.target)
    return ours.isdisjoint(theirs)


def _growth(
    denies: re.Pattern[str], label: re.Pattern[str], before: str, after: str
) -> frozenset[int]:
    """Whether there is more in the text after that denies (1), less (-1), or as much (0).

    Two answers where it depends on what labels say.
    """

    signs: set[int] = set()
    counts = (_counts(denies, label, _prose(text)) for text in (before, after))
    for then, now in zip(*counts, strict=True):
        signs.add((now > then) - (now < then))
    return frozenset(signs)


def _prose(text: str) -> str:
    """The words of a text, a name in place of code: what code is called denies nothing.

    >>> _prose("With `none` there is no `log`.")
    'With x there is no x.'
    """
    code = (piece.span for piece in scan(text) if piece.what is What.CODE)
    return words(replace_spans(text, [(span, "x") for span in code]))


def _counts(denies: re.Pattern[str], label: re.Pattern[str], text: str) -> tuple[int, int]:
    """How often a text denies: where labels say nothing, and where they do."""
    firm, labels = ({f.start() for f in pattern.finditer(text)} for pattern in (denies, label))
    return len(firm - labels), len(firm | labels)


def _binds(text: str) -> Counter[str]:
    found = BINDS_IN_CHINESE.findall(text) + DENIES_IN_CHINESE.findall(text)
    return Counter(found)


def _found(unit: Unit | None) -> tuple[Finding, ...]:
    return check_pair(unit.source, unit.target) if unit is not None and unit.target else ()
