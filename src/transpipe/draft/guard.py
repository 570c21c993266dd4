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
from transpipe.model import Known, Locale
from transpipe.rules import NOWHERE, Rule, answers, drafts
from transpipe.rules.answers import is_nameable

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
    masked: Masked, answer: str | None, locale: Locale = Locale.ZH_CN, old: Known | None = None
) -> Guarded:
    """What an answer is worth; a text that is let through has the markup of its source.

    Where the engine was shown what was said before, nothing that the source has left comes back.

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
            reason = reason or (carried(old, masked.source, text) if old else "")
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


def _rules(locale: Locale) -> tuple[Rule, ...]:
    simplified, traditional = answers.SCRIPTS
    script = simplified if locale is Locale.ZH_CN else traditional
    return (*drafts.RULES, *answers.RULES, script)
