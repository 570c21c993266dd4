"""The Chinese locales."""

from __future__ import annotations

from enum import StrEnum


class Locale(StrEnum):
    """A Chinese locale, by its gettext name."""

    ZH_CN = "zh_CN"
    ZH_TW = "zh_TW"
    ZH_HK = "zh_HK"

    @property
    def tag(self) -> str:
        """The BCP 47 tag, as in HTML's `lang`."""
        return {"zh_CN": "zh-Hans", "zh_TW": "zh-Hant-TW", "zh_HK": "zh-Hant-HK"}[self.value]
