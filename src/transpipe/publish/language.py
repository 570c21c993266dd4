"""The language of what is written: it follows the project's setting, never the machine's locale."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

Speak = Callable[[str], str]


@lru_cache
def speak(language: str) -> Speak:
    """Our own words in `language` (`zh_CN`, `en`); what is not translated stays English."""
    messages = str(files("transpipe") / "messages")
    return gettext.translation("transpipe", messages, languages=[language], fallback=True).gettext


def tag(language: str) -> str:
    """The BCP 47 tag of a language setting, as in HTML's `lang`."""
    tags = {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant-TW", "zh_HK": "zh-Hant-HK"}
    return tags.get(language, language.replace("_", "-"))
