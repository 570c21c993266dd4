"""One JSON request over HTTP (httpx is opened here): what came back, or why nothing did.

Text and key go to one address alone: no redirect is followed. No message holds a key, nor what a
server says of one. An answer is read up to a ceiling, uncompressed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING, Any

from transpipe.engines.asking import Unanswered, late

if TYPE_CHECKING:
    import httpx

_MOST = 4_000_000  # bytes read of one answer
_BUSY = frozenset((408, 425, 429, 500, 502, 503, 504, 529))
_CLOSED = frozenset((401, 402, 403, 404, 407, 451, 456))
_CONNECT = 5.0  # seconds
_SHORTEST_KEY = 4  # of less, a message would be full of it
_SAID = 200  # characters of what a server says


@dataclass(frozen=True, slots=True)
class Key:
    """A key, known by the name of the variable in the environment that holds it."""

    variable: str

    @property
    def value(self) -> str:
        """The key itself, '' where there is none."""
        return os.environ.get(self.variable, "").strip()

    def hidden_in(self, text: str) -> str:
        """A text without the key, nor any piece of it that is long enough to matter."""
        key = self.value
        if len(key) < _SHORTEST_KEY:
            return text
        for part in (key, key[: len(key) // 2], key[-(len(key) // 2) :]):
            text = text.replace(part, "…") if len(part) >= _SHORTEST_KEY else text
        return text


@dataclass(frozen=True)
class Wire:
    """Requests to the addresses below `base`."""

    base: str
    key: Key

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        return httpx.Client(headers={"Accept-Encoding": "identity"}, follow_redirects=False)

    def send(
        self, path: str, sent: Any, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Any:
        """The JSON that answers `sent`, or a GET where that is None. Raises Unanswered."""
        import httpx

        end, address = monotonic() + seconds, f"{self.base.rstrip('/')}{path}"
        wait = httpx.Timeout(max(0.001, seconds), connect=max(0.001, min(_CONNECT, seconds)))
        method, body = ("GET", None) if sent is None else ("POST", sent)
        try:
            with self._client.stream(
                method, address, json=body, headers=headers, timeout=wait
            ) as response:
                data = _read(response, end, seconds)
        except httpx.TimeoutException:
            raise late(seconds) from None
        except (httpx.UnsupportedProtocol, httpx.InvalidURL):
            said = _("{address} is no address: set `url` in [draft]")
            raise Unanswered(said.format(address=self._shown(address)), stop=True) from None
        except (httpx.HTTPError, OSError, UnicodeError) as fault:
            raise self._unreachable(address, fault) from None
        status = response.status_code
        if status != httpx.codes.OK:
            raise self._refusal(status, data, response.headers)
        return self._json(data, response.headers)

    def _json(self, data: bytes, headers: Mapping[str, str]) -> Any:
        try:
            return json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            pass
        if "html" in headers.get("Content-Type", "").lower():
            said = _("{address} answers with a page: set `url` in [draft]")
            raise Unanswered(said.format(address=self._shown(self.base)), stop=True)
        raise Unanswered(_("an answer that cannot be read"))

    def _unreachable(self, address: str, fault: Exception) -> Unanswered:
        shown = self._shown(address)
        if "CERTIFICATE_VERIFY" in str(fault):
            said = _(
                "the certificate of {address} is not trusted; SSL_CERT_FILE names those that are"
            )
            return Unanswered(said.format(address=shown), stop=True)
        said = _("no connection to {address} ({kind}): set `url` in [draft], or start the server")
        return Unanswered(said.format(address=shown, kind=type(fault).__name__), again=True)

    def _shown(self, address: str) -> str:
        return self.key.hidden_in(address.split("?")[0])

    def _refusal(self, status: int, data: bytes, headers: Mapping[str, str]) -> Unanswered:
        said = self.key.hidden_in(message(data))[:_SAID]
        wait = seconds_of(headers.get("Retry-After", ""), headers.get("retry-after-ms", ""))
        if status in (401, 403):
            return refused(self.key, status)
        if status == 456 or "insufficient_quota" in data[:_MOST].decode("utf-8", "replace"):
            return Unanswered(_("the quota is used up"), stop=True)
        reason = _("the server says {status} {text}").format(status=status, text=said).strip()
        return Unanswered(
            reason,
            again=status in _BUSY,
            stop=status in _CLOSED or 300 <= status < 400,
            wait=wait,
        )


def _read(response: httpx.Response, end: float, seconds: float) -> bytes:
    """The body, as far as the deadline and the ceiling let it come."""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unanswered(_("an answer that cannot be read"))
    parts, size = list[bytes](), 0
    for part in response.iter_raw():
        parts.append(part)
        size += len(part)
        if size > _MOST:
            raise Unanswered(_("an answer too long to be one"))
        if monotonic() > end:
            raise late(seconds)
    return b"".join(parts)


def refused(key: Key, status: int) -> Unanswered:
    """Why a service serves nobody with this key."""
    said = _("the key is refused ({status}): does {variable} hold it, in the environment?")
    return Unanswered(said.format(variable=key.variable, status=status), stop=True)


def message(data: bytes) -> str:
    """What a server says in its error, in whichever of the usual places; '' for nothing."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ""
    for key in ("error", "message", "detail"):
        found = value.get(key) if isinstance(value, dict) else None
        if isinstance(found, dict):
            found = found.get("message")
        if isinstance(found, str):
            return " ".join(found.split())
    return ""


def seconds_of(header: str, milliseconds: str = "") -> float:
    """Retry-After in seconds, be it a number or a date; 0 for anything else, or the past."""
    with suppress(ValueError, OverflowError):
        if milliseconds:
            return max(0.0, float(milliseconds) / 1000)
        return max(0.0, float(header))
    with suppress(ValueError, TypeError, OverflowError):
        when = parsedate_to_datetime(header)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    return 0.0


def text_of(value: object) -> str:
    """A text that is one. Raises Unanswered for anything else, or half a character in it."""
    if not isinstance(value, str):
        raise Unanswered(_("an answer that cannot be read"))
    return value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
