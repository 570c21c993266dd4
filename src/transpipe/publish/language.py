"""Our words in what is written; they follow the project's setting, never the machine's locale."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from transpipe.model import Locale, Owner, Standing, Unit, Weight

Speak = Callable[[str], str]


@lru_cache
def speak(language: str) -> Speak:
    """Our own words in `language` (`zh_CN`, `zh_TW`, `en`), else in English."""
    messages = str(files("transpipe") / "messages")
    return gettext.translation("transpipe", messages, languages=[language], fallback=True).gettext


def tag(language: str) -> str:
    """The BCP 47 tag of a language setting, as in HTML's `lang`."""
    return Locale(language).tag if language in set(Locale) else language.replace("_", "-")


def word(how: Standing, _: Speak) -> str:
    """The standing in the language of what is written."""
    return {
        Standing.DONE: _("confirmed"),
        Standing.DERIVED: _("derived"),
        Standing.DOUBTFUL: _("doubtful"),
        Standing.STALE: _("stale"),
        Standing.DRAFT: _("machine draft"),
        Standing.CONFLICT: _("conflict"),
        Standing.MISSING: _("untranslated"),
        Standing.REMOVED: _("removed"),
    }[how]


def matter(weight: Weight, _: Speak) -> str:
    """What an edit of a source changes, by how much it matters."""
    return {
        Weight.SAME: _("blanks"),
        Weight.MARKUP: _("markup"),
        Weight.LINK: _("link"),
        Weight.SPELLING: _("spelling"),
        Weight.CODE: _("code"),
        Weight.NUMBER: _("number"),
        Weight.MODALITY: _("modality"),
        Weight.CONTENT: _("content"),
    }[weight]


def origin(unit: Unit | None) -> str:
    """The engine or memory that wrote a draft (`mt:google`), '' for a person's words."""
    if unit is None or unit.origin is None or unit.owner is Owner.PERSON:
        return ""
    return unit.origin.by


def label(name: str, _: Speak) -> str:
    """What a note of a kind is called (`NOTE`, `tip`), '' where that is not known."""
    return {
        "note": _("Note"),
        "info": _("Info"),
        "tip": _("Tip"),
        "hint": _("Tip"),
        "important": _("Important"),
        "warning": _("Warning"),
        "caution": _("Caution"),
        "danger": _("Danger"),
        "details": _("Details"),
        "example": _("Example"),
        "question": _("Question"),
    }.get(name.lower(), "")
