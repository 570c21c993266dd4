"""Is a draft fit to be shown? A draft that fails is refused, never mended by a guess."""

from __future__ import annotations

import re
from gettext import gettext as _

from transpipe.rules import NOWHERE, drafts

# What the echo engine says: a rehearsal in which nothing is translated.
_REHEARSAL = re.compile(r"\[zh_[A-Z]{2}\] ")


def fit(source: str, answer: str) -> str:
    """Why an answer is not fit to be a draft of the source; '' where nothing speaks against it.

    Both are Markdown as it stands in an article, placeholders put back.
    """
    if not answer.strip():
        return _("an empty answer")
    if answer.strip() == source.strip():
        return _("the source came back")
    if _REHEARSAL.sub("", answer, count=1) == source:
        return ""
    hits = (hit for rule in drafts.RULES for hit in rule.find(source, answer, NOWHERE))
    return next((hit.message for hit in hits), "")
