"""A machine's answer let through, put right, or refused: nothing reaches a catalogue past this.

What stands around the answer is taken off, placeholders are put back, damage of form that has one
way back is mended; then the rules hold what came of it against its source, both parsed. Whatever
they find is a reason to refuse: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from gettext import gettext as _

from transpipe.draft.carrying import carried
from transpipe.draft.masking import Masked, exactly, found_again
from transpipe.draft.mending import mended
from transpipe.draft.unwrapping import after_preface, unwrapped
from transpipe.model import Locale, Question
from transpipe.rules import NOWHERE, Rule, answers, drafts
from transpipe.rules.answers import is_nameable
from transpipe.text.terms import outside, spans_of

# What the echo engine says: a rehearsal in which nothing is translated.
REHEARSAL = re.compile(r"\[zh_[A-Z]{2}\] ")


class Passage(Enum):
    """What becomes of an answer."""

    ACCEPT = "accept"
    REPAIR = "repair"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Guarded:
    """An answer judged: `text` is what may be a draft, or else there is a `reason`."""

    passage: Passage
    text: str = ""
    reason: str = ""


def guard(
    masked: Masked,
    answer: str | None,
    locale: Locale = Locale.ZH_CN,
    question: Question | None = None,
) -> Guarded:
    """What an answer is worth; a text that is let through has the markup of its source.

    Where the `question` shows what was said before, nothing that the source has left comes back;
    nor does it call a term what it must not be called.

    >>> from transpipe.draft.masking import mask
    >>> guard(mask("Use `tea`."), "使用【1】。").text
    '使用`tea`。'
    """
    if answer is None:
        return Guarded(Passage.REFUSE, reason=_("no answer"))
    reasons = list[str]()
    for text in _readings(masked, answer):
        reason = _("a placeholder is lost or doubled")
        if text is not None:
            reason = fault(masked.source, text, locale)
            reason = reason or _beside(question, masked.source, text)
        if text is not None and not reason:
            same = text == exactly(masked, answer)
            return Guarded(Passage.ACCEPT if same else Passage.REPAIR, text)
        reasons.append(reason)
    return Guarded(Passage.REFUSE, reason=reasons[-1])


def _readings(masked: Masked, answer: str) -> Iterator[str | None]:
    """The Markdown that an answer may mean, what is more likely first; None for none."""
    whole = unwrapped(masked.source, answer)
    for text in (*after_preface(masked.source, whole), whole):
        plain = found_again(masked, unwrapped(masked.source, text))
        yield None if plain is None else mended(masked.source, plain).strip()


def fault(source: str, text: str, locale: Locale) -> str:
    """Why a text is no draft of the source; '' where nothing speaks against it.

    >>> fault("Use `tea`.", "使用 `tea`。", Locale.ZH_CN)
    ''
    """
    if not text:
        return _("an empty answer")
    if text == source and is_nameable(source):
        return ""
    if REHEARSAL.match(text) and REHEARSAL.sub("", text, count=1) == source:
        return ""
    hits = (hit for rule in _rules(locale) for hit in rule.find(source, text, NOWHERE))
    return next((hit.message for hit in hits), "")


def _beside(question: Question | None, source: str, text: str) -> str:
    """What speaks against a text of all that the question says beside the source."""
    if question is None:
        return ""
    reason = carried(question.old, source, text) if question.old else ""
    for word in question.words:
        if not word.targets and word.source.casefold() not in text.casefold():
            return _("a name is to stay as it is: {word}").format(word=word.source)
        right = [span for target in word.targets for span in spans_of(target, text)]
        for form in word.not_these:
            if next(outside(spans_of(form, text), right), None) is not None:
                return _("a term is not to be called so: {word}").format(word=form)
    return reason


def _rules(locale: Locale) -> tuple[Rule, ...]:
    simplified, traditional = answers.SCRIPTS
    script = simplified if locale is Locale.ZH_CN else traditional
    return (*drafts.RULES, *answers.RULES, script)
