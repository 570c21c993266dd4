"""Services on the network by way of deep-translator, which is opened here.

The library waits without end, gives up a batch at its first failure and writes keys into its
messages: it is asked one text at a time, under a deadline, and its messages are never passed on.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from transpipe.engines.asking import Unanswered
from transpipe.errors import BadArgument
from transpipe.model import Locale, Question


@dataclass(frozen=True, slots=True)
class _Service:
    """A class of the library, its words for Chinese, and the environment's names of its keys."""

    translator: str
    simplified: str
    traditional: str
    keys: tuple[tuple[str, str], ...] = ()


# Those of the library that still work as it calls them; DeepL takes no key in the address any
# more, MyMemory hands out its error messages as translations, Microsoft's asks before it is asked.
SERVICES = {
    "baidu": _Service(
        "BaiduTranslator", "zh", "cht", (("appid", "BAIDU_APPID"), ("appkey", "BAIDU_APPKEY"))
    ),
    "google": _Service("GoogleTranslator", "zh-CN", "zh-TW"),
}
_ERROR_PAGE = re.compile(r"Error \d{3} \(")
_BUSY = {"ERR_TOO_MANY_REQUESTS", "ERR_INTERNAL_SERVER_ERROR", "ERR_SERVICE_NOT_AVAIBLE"}


class Online:
    """A service of the library as a Service; keys come from the environment alone."""

    heeds = False
    most = 1
    limit = 1800  # Google takes about this much Chinese in an address (nine bytes a character)

    def __init__(self, service: str, base: str = "") -> None:
        """`base` stands in for the service's own address."""
        if service not in SERVICES:
            known = ", ".join(SERVICES)
            raise BadArgument(
                _("{name}: no such service; there are {known}").format(name=service, known=known)
            )
        self.name = service
        self.identity = f"{service} 1 {base}"
        self._base = base

    def ask(
        self, questions: Sequence[Question], locale: Locale, seconds: float
    ) -> list[str | None]:
        """One answer a question, in order. Raises Unanswered."""
        return [self._ask(each.text, locale) for each in questions]

    def _open(self, locale: Locale) -> Any:
        """A translator of its own for each request: they keep what is asked in themselves."""
        service = SERVICES[self.name]
        missing = [name for _key, name in service.keys if not os.environ.get(name)]
        if missing:
            said = _("set {names} in the environment")
            raise Unanswered(said.format(names=", ".join(missing)), stop=True)
        target = service.simplified if locale is Locale.ZH_CN else service.traditional
        keys = {key: os.environ[name] for key, name in service.keys}
        kind = getattr(importlib.import_module("deep_translator"), service.translator)
        translator = kind(source="en", target=target, **keys)
        if self._base:
            translator._base_url = self._base
        return translator

    def _ask(self, text: str, locale: Locale) -> str | None:
        try:
            answer = self._open(locale).translate(text)
        except Unanswered:
            raise
        except Exception as fault:  # the library lets through whatever happens below it
            # Not chained: the text of the library's errors holds keys.
            raise _unanswered(fault) from None
        if answer is not None and not isinstance(answer, str):
            raise Unanswered(_("an answer that cannot be read"))
        if answer and _ERROR_PAGE.match(answer):
            raise Unanswered(_("an error page for an answer"), again=True)
        if not answer or not answer.strip():
            raise Unanswered(_("an empty answer"))
        return answer.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _unanswered(fault: Exception) -> Unanswered:
    kind = type(fault).__name__
    if kind == "TooManyRequests" or (kind == "ServerException" and _BUSY & set(fault.args)):
        return Unanswered(_("too many requests, or the service is down"), again=True)
    if kind == "RequestError":
        return Unanswered(_("the service refuses, or is down"), again=True)
    if kind in {"AuthorizationException", "ApiKeyException", "LanguageNotSupportedException"}:
        return Unanswered(_("the service refuses the key or the language"), stop=True)
    if isinstance(fault, OSError) and "CERTIFICATE_VERIFY" in str(fault):
        said = _("its certificate is not trusted; REQUESTS_CA_BUNDLE names those that are")
        return Unanswered(said, stop=True)
    if isinstance(fault, OSError) and not isinstance(fault, ValueError):
        said = _("no connection: is there a network, or a proxy to be named in HTTPS_PROXY?")
        return Unanswered(said, again=True)
    return Unanswered(_("an answer that cannot be read ({kind})").format(kind=kind))
