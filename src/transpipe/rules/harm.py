"""What may do harm: signs that nobody sees, letters that look like others, links that run code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import addresses
from transpipe.markdown.scan import What, scan
from transpipe.model import Severity, Span
from transpipe.rules.guards import may_address
from transpipe.rules.rule import Context, Hit, Rule, Scope

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Between two letters of one script nobody needs them; emoji are joined by U+200D.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u200b\u2060-\u2064\u3164\uffa0\U000e0001-\U000e007f]"
    "|(?<!^)\ufeff|(?<=[\u4e00-\u9fffA-Za-z])[\u200c\u200d](?=[\u4e00-\u9fffA-Za-z])"
)
_ANY = re.compile(  # of either
    "[\u00ad\u034f\u115f\u1160\u180e\u200b-\u200d\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
    "\U000e0001-\U000e007f]"
)
_LATIN_WORD = re.compile(r"[^\W\d_]{2,}")
_SCHEME = re.compile(
    r"[\s\x00-\x1f]*(?:j\s*a\s*v\s*a\s*script|vbscript|file):|[\s]*data:text/html", re.I
)


def _signs(form: re.Pattern[str], target: str, context: Context) -> Iterator[Hit]:
    """The signs of a form in the whole file, code too, as often as the source has fewer."""
    known = context.english.text if context.english is not None else ""
    for found in form.finditer(target) if _ANY.search(target) else ():
        if found[0] not in known:
            line = target.count("\n", 0, found.start())
            name = unicodedata.name(found[0], "?")
            said = f"U+{ord(found[0]):04X} {name}"
            shown = target.split("\n", line + 1)[line]
            yield Hit(said, span=Span(*found.span()), line=line + 1, target=shown)


def _bidi(_source: str, target: str, context: Context) -> Iterator[Hit]:
    yield from _signs(_BIDI, target, context)


def _invisible(_source: str, target: str, context: Context) -> Iterator[Hit]:
    yield from _signs(_INVISIBLE, target, context)


_FOREIGN = re.compile("[\u0370-\u052f\u1f00-\u1fff]")  # Greek and Cyrillic letters


def _homoglyphs(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """Words of two alphabets in code and addresses."""
    if target.isascii() or not _FOREIGN.search(target):
        return
    code = ((p.span, p.inner.of(target)) for p in scan(target) if p.what is What.CODE)
    for span, text in (*code, *addresses(target)):
        for found in _LATIN_WORD.finditer(text):
            scripts = {_script(letter) for letter in found[0]}
            if (
                "LATIN" in scripts
                and scripts & {"CYRILLIC", "GREEK"}
                and text not in _known(context)
            ):
                message = _("{word} is written in two alphabets")
                yield Hit(message.format(word=found[0]), span=span, target=text)


def _known(context: Context) -> str:
    return context.english.text if context.english is not None else ""


def _script(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "?").partition(" ")[0]


def _unsafe(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for span, address in addresses(target):
        if _SCHEME.match(address) and address not in context.addresses:
            yield Hit(_("a link to {target}").format(target=address[:60]), span=span)


RULES = (
    Rule(
        "bidi-control",
        Severity.ERROR,
        "a sign that turns the direction of text: what is read is not what stands there",
        _bidi,
        of=Scope.ARTICLE,
    ),
    Rule(
        "invisible-character",
        Severity.WARNING,
        "a character that nobody sees",
        _invisible,
        of=Scope.ARTICLE,
    ),
    Rule(
        "homoglyph",
        Severity.ERROR,
        "code or an address with letters of another alphabet that look like Latin ones",
        _homoglyphs,
        of=Scope.TEXT,
    ),
    Rule(
        "unsafe-link",
        Severity.ERROR,
        "a link that runs code, or opens a file of the reader",
        _unsafe,
        of=Scope.TEXT,
        where=may_address,
    ),
)
