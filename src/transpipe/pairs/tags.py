"""The tags of Chinese locales in paths: which locale one names, what it would be for another."""

from __future__ import annotations

import re

from transpipe.model import Locale
from transpipe.pairs.naming import Tongue, tongue_of

# What stands in a tag for each locale; of two rows with the same word the first is taken.
_LOCALES = (Locale.ZH_CN, Locale.ZH_TW, Locale.ZH_HK)
_ROWS = (
    ("cn", "tw", "hk"), ("hans", "hant", "hant"), ("chs", "cht", "cht"), ("sc", "tc", "tc"),
    ("zhcn", "zhtw", "zhhk"), ("zhs", "zht", "zht"), ("simplified", "traditional", "traditional"),
    ("schinese", "tchinese", "tchinese"), ("简体", "繁體", "繁體"), ("简中", "繁中", "繁中"),
    ("简体中文", "繁體中文", "繁體中文"), ("简体中文", "正體中文", "正體中文"),
    ("简体", "繁体", "繁体"), ("简体中文", "繁体中文", "繁体中文"), ("sg", "tw", "hk"),
    ("cn", "tw", "mo"),
)  # fmt: skip
_PARTS = {word: row for row in reversed(_ROWS) for word in row}
# What names the language alone, where that is not `zh`.
_LANGUAGE: dict[str, dict[Locale, str]] = {
    "zh": {},
    "chinese": {Locale.ZH_TW: "traditional-chinese", Locale.ZH_CN: "simplified-chinese"},
    "中文": {Locale.ZH_TW: "繁體中文", Locale.ZH_CN: "简体中文"},
}
_REGIONS = {Locale.ZH_CN: "CN", Locale.ZH_TW: "TW", Locale.ZH_HK: "HK"}


def locale_of(tag: str) -> Locale | None:
    """The locale that a tag names, None for one that names the language alone, and for others."""
    match tongue_of(tag):
        case Tongue.SIMPLIFIED:
            return Locale.ZH_CN
        case Tongue.TRADITIONAL:
            return Locale.ZH_HK if re.search(r"hk|mo$", tag, re.IGNORECASE) else Locale.ZH_TW
    return None


def tongues_of(locale: Locale) -> tuple[Tongue, Tongue]:
    """What the names of files in a locale say: its script, or Chinese alone."""
    own = Tongue.SIMPLIFIED if locale is Locale.ZH_CN else Tongue.TRADITIONAL
    return own, Tongue.CHINESE


def others(authored: Locale) -> tuple[Locale, ...]:
    """The locales that can be derived from the one in which people write."""
    return tuple(locale for locale in _LOCALES if locale is not authored)


def counterpart(tag: str, locale: Locale) -> str:
    """A tag of Chinese as it would be for a derived locale, in the same style."""
    if tag.casefold() in _LANGUAGE:
        return _LANGUAGE[tag.casefold()].get(locale, f"zh-{_REGIONS[locale]}")
    place = _LOCALES.index(locale)
    parts = [
        _styled(_PARTS[part.casefold()][place], part) if part.casefold() in _PARTS else part
        for part in re.split(r"([-_])", tag)
    ]
    made = "".join(parts)
    if locale_of(made) is locale:
        return made
    named = f"{made}-{_styled(_REGIONS[locale], tag)}"
    return named if locale_of(named) is locale else f"zh-{_REGIONS[locale]}"


def _styled(word: str, like: str) -> str:
    """A word in the case of another one."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like.istitle() else word.lower()
