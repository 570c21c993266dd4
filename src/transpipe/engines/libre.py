"""A LibreTranslate server, asked directly (httpx)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, Any

from transpipe.engines.asking import Patience, Unanswered, ask_each
from transpipe.model import Locale, Question

if TYPE_CHECKING:
    import httpx

# What servers of every version understand; newer ones say zh-Hans and zh-Hant themselves.
_CODES = {Locale.ZH_CN: "zh", Locale.ZH_TW: "zt", Locale.ZH_HK: "zt"}
_MOST = 1_000_000  # bytes read of one answer
_BUSY = {429, 500, 502, 503, 504}
_CLOSED = {401, 403}


class Libre:
    """A LibreTranslate server as a Translator.

    `key` names the environment variable that holds the key; a server may need none. Text and key
    go in the body, to this server alone: a redirect is not followed.
    """

    name = "libre"
    heeds = False

    def __init__(
        self,
        base: str = "http://localhost:5000",
        key: str = "LIBRE_API_KEY",
        patience: Patience | None = None,
    ) -> None:
        self._address = f"{base.rstrip('/')}/translate"
        self._key = key
        self._patience = patience or Patience()

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        """One answer a text, None where it failed; EngineFault where all did."""
        import httpx

        wait = httpx.Timeout(self._patience.deadline, connect=min(5.0, self._patience.deadline))
        with httpx.Client(timeout=wait) as client:
            texts = [each.text for each in questions]
            return ask_each(
                self.name, texts, lambda text: self._ask(client, text, locale), self._patience
            )

    def _ask(self, client: httpx.Client, text: str, locale: Locale) -> str | None:
        import httpx

        question = {"q": text, "source": "en", "target": _CODES[locale], "format": "text"}
        if key := os.environ.get(self._key, ""):
            question["api_key"] = key
        try:
            with client.stream("POST", self._address, json=question) as response:
                body = self._read(response)
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.UnsupportedProtocol:
            raise Unanswered(
                _("{address} is no address").format(address=self._address), stop=True
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            kind = type(fault).__name__
            raise Unanswered(
                _("no connection to {address} ({kind})").format(address=self._address, kind=kind),
                again=True,
            ) from None
        if response.status_code != 200:
            raise self._refusal(response, body, key)
        return _answer(body)

    def _read(self, response: httpx.Response) -> bytes:
        """The body, as far as the deadline and the ceiling let it come."""
        end = monotonic() + self._patience.deadline
        body = b""
        for part in response.iter_bytes():
            body += part
            if len(body) > _MOST:
                raise Unanswered(_("an answer too long to be one"))
            if monotonic() > end:
                raise self._late()
        return body

    def _late(self) -> Unanswered:
        seconds = f"{self._patience.deadline:g}"
        return Unanswered(_("no answer in {seconds} s").format(seconds=seconds))

    def _refusal(self, response: httpx.Response, body: bytes, key: str) -> Unanswered:
        status = response.status_code
        message = _field(body, "error")
        message = message if isinstance(message, str) else ""
        if key:
            message = message.replace(key, "…")
        reason = _("the server says {status} {text}").format(status=status, text=message[:200])
        return Unanswered(
            reason.strip(),
            again=status in _BUSY,
            # 400 is about one text, unless it says that a key is wanted.
            stop=status in _CLOSED or 300 <= status < 400 or "API key" in message,
            wait=_seconds(response.headers.get("Retry-After", "")),
        )


def _answer(body: bytes) -> str:
    answer = _field(body, "translatedText")
    if not isinstance(answer, str):
        raise Unanswered(_("an answer that cannot be read"))
    # Half a surrogate pair is legal JSON and no text.
    return answer.encode("utf-8", "replace").decode("utf-8")


def _field(body: bytes, name: str) -> Any:
    try:
        answer = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return answer.get(name) if isinstance(answer, dict) else None


def _seconds(header: str) -> float:
    """Retry-After in seconds; 0 for a date or anything else."""
    return float(header) if header.isascii() and header.isdigit() else 0.0
