"""Any PO file in another script: its translations alone, entry by entry where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transpipe.convert.prose import convert_prose
from transpipe.markdown.inline import replace_spans
from transpipe.model import Locale, Span
from transpipe.po.grammar import parse
from transpipe.po.spelling import QUOTED, strings_of, text_of
from transpipe.ports import Converter

_FORM = re.compile(
    rf"^(?P<mark>(?:\#~ )?)msgstr(?:\[\d+\])? (?P<said>{QUOTED}\n(?:(?:\#~ )?{QUOTED}\n)*)",
    re.MULTILINE,
)
_HEADER = re.compile(r'^msgid ""\n(?=msgstr )', re.MULTILINE)
_LANGUAGE = re.compile(r'^"Language: [^"\\]*\\n"$', re.MULTILINE)


def translations(text: str, path: str) -> str:
    """What the translations of a PO file say, one after the other. Raises CatalogueDamaged."""
    parse(text, path)
    return "\n".join(said for _span, _mark, said in _forms(_unix(text)))


def convert_po(text: str, converter: Converter, locale: Locale) -> str:
    """The text of a sound PO file with its translations converted, and the language it names.

    Whatever else stands in it stays byte for byte: comments, flags, sources, the order of entries.
    """
    plain = _unix(text)
    found = list(_forms(plain))
    texts = convert_prose([said for _span, _mark, said in found], converter, locale)
    changes = [
        (span, strings_of(new)[:-1].replace("\n", f"\n{mark}") + "\n")
        for (span, mark, said), new in zip(found, texts, strict=True)
        if new != said
    ]
    head = _header_end(plain)
    named = _LANGUAGE.search(plain, 0, head)
    if named:
        changes.append((Span(*named.span()), f'"Language: {locale.value}\\n"'))
    new = replace_spans(plain, changes)
    return new.replace("\n", "\r\n") if plain != text else new


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n")


def _header_end(text: str) -> int:
    """Where the strings of the header end; 0 without one."""
    found = _HEADER.search(text)
    form = _FORM.match(text, found.end()) if found else None
    return form.end() if form else 0


def _forms(text: str) -> Iterator[tuple[Span, str, str]]:
    """Each translation but the header's: where its strings stand, their mark, what they say."""
    head = _header_end(text)
    for found in _FORM.finditer(text):
        if found.end() == head:
            continue
        said = text_of(found["said"].replace("\n#~ ", "\n"))
        if said:
            yield Span(*found.span("said")), found["mark"], said
