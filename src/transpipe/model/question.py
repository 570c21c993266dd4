"""What an engine is asked, with what it may know beside the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What a word is to be called: one of `targets`, and none of `not_these`."""

    source: str
    targets: tuple[str, ...] = ()
    not_these: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A text and its translation: an older one of what is asked, or one that is like it."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Question:
    """A text to be translated, with placeholders for what is not.

    All else is for engines that can read it: what was `wrong` with the last answer, the source
    texts `before` and `after`, words, what it said before, what is `alike`.
    """

    text: str
    wrong: str = ""
    before: str = ""
    after: str = ""
    words: tuple[Wording, ...] = ()
    alike: tuple[Known, ...] = ()
    old: Known | None = None
