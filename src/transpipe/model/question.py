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


@dataclass(frozen=True, slots=True)
class Heard:
    """How far an engine is: of `asked` texts so many are `done`, the others not yet, or not at all.

    `known` had been answered before; `sent` went out, in so many `characters`, and `again` is how
    many of these were no first try.
    """

    asked: int = 0
    done: int = 0
    known: int = 0
    sent: int = 0
    characters: int = 0
    again: int = 0
