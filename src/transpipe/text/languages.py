"""The languages that other tools name: `en-US`, `zh_Hans`, `zh-Hant-HK`."""

from __future__ import annotations

from transpipe.model import Locale


def is_english(tag: str) -> bool:
    """Whether a tag names a kind of English."""
    return _parts(tag)[0] == "en"


def locale_of(tag: str) -> Locale | None:
    """The Chinese locale that a tag names, None for none; the script decides, then the region."""
    parts = _parts(tag)
    if parts[0] != "zh":
        return None
    if "hans" in parts:
        return Locale.ZH_CN
    if "hk" in parts or "mo" in parts:
        return Locale.ZH_HK
    return Locale.ZH_TW if "tw" in parts or "hant" in parts else Locale.ZH_CN


def _parts(tag: str) -> list[str]:
    return tag.lower().replace("_", "-").split("-")
