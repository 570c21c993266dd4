"""The memory as other tools have it: TMX 1.4.

What is read is data of strangers: `text.xml_events` says what is refused. Of the marks inside a
text what they stand for is kept; languages are told by their tags, whatever their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from transpipe.model import Locale, Remembered
from transpipe.text.languages import is_english, locale_of
from transpipe.text.xml_events import can_be_said, escaped, walk

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="transpipe" creationtoolversion="1" segtype="paragraph" o-tmf="PO" \
adminlang="en" srclang="en" datatype="plaintext"/>
<body>
"""
_FOOT = "</body>\n</tmx>\n"
_ARTICLE, _CONTEXT, _AFTER = "x-article", "x-context", "x-after"


def write(units: Iterable[Remembered], locale: Locale) -> str:
    """A document of all units that XML can say; a unit of a memory is the same when read again."""
    tag = locale.value.replace("_", "-")
    return _HEAD + "".join(_entry(unit, tag) for unit in units if is_sayable(unit)) + _FOOT


def is_sayable(unit: Remembered) -> bool:
    """Whether a unit can be written; control characters cannot."""
    return all(map(can_be_said, _texts(unit)))


def _texts(unit: Remembered) -> tuple[str, ...]:
    return unit.source, unit.target, unit.article, unit.context or "", unit.after


def _entry(unit: Remembered, tag: str) -> str:
    said = {_ARTICLE: unit.article or None, _CONTEXT: unit.context, _AFTER: unit.after or None}
    props = "".join(
        f'<prop type="{kind}">{escaped(text)}</prop>'
        for kind, text in said.items()
        if text is not None
    )
    variants = "".join(
        f'<tuv xml:lang="{language}"><seg>{escaped(text)}</seg></tuv>\n'
        for language, text in (("en", unit.source), (tag, unit.target))
    )
    return f"<tu>{props}\n{variants}</tu>\n"


@dataclass
class _Reader:
    """What was found, in the entry that is open its variants and properties, and what is said."""

    locale: Locale
    found: list[Remembered] = field(default_factory=list)
    variants: list[tuple[str, str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    language: str = ""
    kind: str = ""
    said: list[str] = field(default_factory=list)
    is_said: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "tu":
            self.variants, self.properties = [], {}
        elif name == "tuv":
            self.language = attributes.get("xml:lang", attributes.get("lang", ""))
        elif name in ("seg", "prop"):
            self.said, self.is_said = [], True
            self.kind = attributes.get("type", "")

    def text(self, data: str) -> None:
        if self.is_said:
            self.said.append(data)

    def end(self, name: str) -> None:
        if name in ("seg", "prop"):
            said, self.is_said = "".join(self.said), False
            if name == "seg":
                self.variants.append((self.language, said))
            else:
                self.properties.setdefault(self.kind, said)
        elif name == "tu":
            self.found += self._units()

    def _units(self) -> Iterator[Remembered]:
        sources = [text for tag, text in self.variants if is_english(tag)]
        targets = [text for tag, text in self.variants if locale_of(tag) is self.locale]
        article, after = (self.properties.get(kind, "") for kind in (_ARTICLE, _AFTER))
        context = self.properties.get(_CONTEXT)
        for source in sources[:1]:
            for target in targets:
                if source and target:
                    yield Remembered(source, target, article, context, after)


def read(text: str, locale: Locale) -> tuple[Remembered, ...]:
    """The units of a document that are from English into this locale. Raises ValueError."""
    reader = _Reader(locale)
    walk(text.removeprefix("\ufeff"), reader)
    return tuple(reader.found)
