"""DeepL, version 2 of its interface: key in the header, texts as XML, up to fifty a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _
from html import escape, unescape

from transpipe.engines.asking import Unanswered
from transpipe.engines.wire import Key, Wire, text_of
from transpipe.model import Locale, Question

KEY = "DEEPL_AUTH_KEY"
_FREE, _PAID = "https://api-free.deepl.com", "https://api.deepl.com"
_CODES = {Locale.ZH_CN: "ZH-HANS", Locale.ZH_TW: "ZH-HANT", Locale.ZH_HK: "ZH-HANT"}
_SLOT = re.compile(r"⟦(/?)(\d+)⟧")
_TAG = re.compile(r'<x id="(\d+)"\s*/>|<g id="(\d+)">|</g>')
# Each text stands in an element that says which it is: answers cannot be mixed up.
_TEXT = re.compile(r'\s*<u id="(\d+)">(.*)</u>\s*', re.DOTALL)


class DeepL:
    """DeepL as a Service."""

    name = "deepl"
    heeds = False
    most = 25
    limit = 0

    def __init__(self, base: str = "", variable: str = "") -> None:
        self._key, self._base = Key(variable or KEY), base
        self.identity = f"deepl 1 {base}"
        self._wire: Wire | None = None

    def ask(
        self, questions: Sequence[Question], locale: Locale, seconds: float
    ) -> list[str | None]:
        """One answer a question, in order. Raises Unanswered."""
        key = self._key.value
        if not key:
            said = _("set {names} in the environment")
            raise Unanswered(said.format(names=self._key.variable), stop=True)
        if self._wire is None:
            own = _FREE if key.endswith(":fx") else _PAID
            self._wire = Wire(self._base or own, self._key)
        sent = {
            "text": [_tagged(n, each.text) for n, each in enumerate(questions)],
            "source_lang": "EN", "target_lang": _CODES[locale],
            "tag_handling": "xml", "ignore_tags": ["x"],
        }  # fmt: skip
        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        found = self._wire.send("/v2/translate", sent, seconds, headers)
        rows = found.get("translations") if isinstance(found, dict) else None
        if not isinstance(rows, list) or len(rows) != len(questions):
            raise Unanswered(_("an answer that cannot be read"))
        return [_untagged(n, row) for n, row in enumerate(rows)]


def _tagged(number: int, text: str) -> str:
    ends = {name for mark, name in _SLOT.findall(text) if mark}

    def tag(found: re.Match[str]) -> str:
        if found[2] not in ends:
            return f'<x id="{found[2]}"/>'
        return "</g>" if found[1] else f'<g id="{found[2]}">'

    return f'<u id="{number}">{_SLOT.sub(tag, escape(text, quote=False))}</u>'


def _untagged(number: int, row: object) -> str:
    """The text of an answer. Raises Unanswered where it is that of another question."""
    found = _TEXT.fullmatch(text_of(row.get("text") if isinstance(row, dict) else None))
    if not found or int(found[1]) != number:
        raise Unanswered(_("an answer that belongs to another text"))
    opened = list[str]()

    def slot(tag: re.Match[str]) -> str:
        if tag[1]:
            return f"⟦{tag[1]}⟧"
        if tag[2]:
            opened.append(tag[2])
            return f"⟦{tag[2]}⟧"
        return f"⟦/{opened.pop()}⟧" if opened else tag[0]

    return unescape(_TAG.sub(slot, found[2]))
