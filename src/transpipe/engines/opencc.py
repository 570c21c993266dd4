"""Simplified to traditional Chinese and back (OpenCC is opened here)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from gettext import gettext as _

from transpipe.errors import EngineFault
from transpipe.model import Locale

# Taiwan's characters and words; Hong Kong's characters; mainland words from Taiwan's.
CONFIGS = {Locale.ZH_TW: "s2twp", Locale.ZH_HK: "s2hk", Locale.ZH_CN: "tw2sp"}
# OpenCC stops at a NUL, and half a surrogate pair (a byte that was no UTF-8) is no text for it.
_UNFIT = re.compile("([\0\ud800-\udfff]+)")


class OpenCC:
    """OpenCC as a Converter. What it cannot read stays as it is."""

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The texts in the script and words of `locale`, in order."""
        convert = _converter(CONFIGS[locale])
        return [
            "".join(
                part if number % 2 else convert(part)
                for number, part in enumerate(_UNFIT.split(text))
            )
            for text in texts
        ]


@cache
def _converter(config: str) -> Callable[[str], str]:
    try:
        import opencc
    except ImportError as fault:
        raise EngineFault("opencc", _("not installed: {fault}").format(fault=fault)) from None
    converter = opencc.OpenCC(config)

    def convert(text: str) -> str:
        return str(converter.convert(text))

    return convert
