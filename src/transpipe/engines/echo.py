"""The engine that needs no network: it says the text again, so that the way can be tried out."""

from __future__ import annotations

from collections.abc import Sequence

from transpipe.model import Locale, Question


class Echo:
    """Answers every text with itself behind the locale's name; placeholders stay as they are."""

    name = "echo"
    heeds = False

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        """`[zh_CN] text` for each text."""
        return [f"[{locale.value}] {each.text}" for each in questions]
