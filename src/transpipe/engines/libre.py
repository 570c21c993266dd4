"""A LibreTranslate server (its JSON over HTTP)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from gettext import gettext as _
from typing import Any

from transpipe.engines.asking import Unanswered
from transpipe.engines.wire import Key, Wire, refused, text_of
from transpipe.model import Locale, Question

ADDRESS = "http://localhost:5000"
KEY = "LIBRE_API_KEY"
# What servers call the two scripts, new ones first; what those of every version understand is last.
_CODES = {
    Locale.ZH_CN: ("zh-hans", "zh"),
    Locale.ZH_TW: ("zh-hant", "zt"),
    Locale.ZH_HK: ("zh-hant", "zt"),
}


class Libre:
    """A LibreTranslate server as a Service; it may need no key.

    One text a request: an answer belongs to what was asked.
    """

    name = "libre"
    heeds = False
    most = 1
    limit = 1800

    def __init__(self, base: str = "", variable: str = "") -> None:
        self._key = Key(variable or KEY)
        self._wire = Wire(base or ADDRESS, self._key)
        self.identity = f"libre 1 {self._wire.base}"
        self._codes: dict[str, str] | None = None

    def ask(
        self, questions: Sequence[Question], locale: Locale, seconds: float
    ) -> list[str | None]:
        """One answer a question, in order. Raises Unanswered."""
        return [self._ask(each.text, self._code(locale, seconds), seconds) for each in questions]

    def _ask(self, text: str, code: str, seconds: float) -> str:
        sent = {"q": text, "source": "en", "target": code, "format": "text"}
        if self._key.value:
            sent["api_key"] = self._key.value
        try:
            found = self._wire.send("/translate", sent, seconds)
        except Unanswered as fault:
            # Some servers say so with a 400.
            if "API key" in fault.reason and not fault.stop and not fault.again:
                raise refused(self._key, 400) from None
            raise
        return text_of(found.get("translatedText") if isinstance(found, dict) else None)

    def _code(self, locale: Locale, seconds: float) -> str:
        """What the server calls the script of a locale, as it says itself."""
        if self._codes is None:
            listed: Any = None
            try:
                listed = self._wire.send("/languages", None, seconds)
            except Unanswered as fault:
                if fault.again or (fault.stop and "404" not in fault.reason):
                    raise
            self._codes = dict(_listed(listed))
        wanted = _CODES[locale]
        if not self._codes:
            return wanted[-1]
        for name in wanted:
            if name in self._codes:
                return self._codes[name]
        raise Unanswered(_("the server has no Chinese of that script"), stop=True)


def _listed(languages: Any) -> list[tuple[str, str]]:
    """The codes of a list of languages, small, each as the server writes it."""
    with suppress(TypeError, KeyError, AttributeError):
        codes = [str(each["code"]) for each in languages]
        for each in languages:
            if each["code"] == "en":
                codes += [str(target) for target in each.get("targets") or ()]
        return [(code.lower(), code) for code in codes]
    return []
