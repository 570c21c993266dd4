"""What catalogues of other tools hold: po4a, mdpo, mdbook-i18n-helpers, translate-toolkit, Weblate.

They cut articles into nearly the texts that we have. Where they keep the ends of lines, two blanks
between sentences or the marks of a quote, those are folded away as ours are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.structure import anchor_start
from transpipe.model import Locale, Remembered
from transpipe.po.grammar import parse
from transpipe.po.header import read_fields, read_locale
from transpipe.text.han import joint

_QUOTE = re.compile(r"(?m)^>[ \t]?")
_BLANKS = re.compile(r"[ \t]{2,}")
_HARD = "  "


def read(text: str, path: str, locale: Locale) -> tuple[Remembered, ...]:
    """The pairs of a PO file that are translated, and not in doubt, folded as ours are.

    Raises CatalogueDamaged for a file that is none, ValueError for one of another locale.
    """
    head, *rest = parse(text, path)
    fields = read_fields(head, path)
    # Some tools leave the language empty.
    if dict(fields).get("Language") and (named := read_locale(fields, head, path)) is not locale:
        raise ValueError(_("it is in {locale}").format(locale=named.value))
    pairs = (
        Remembered(_text(entry.key[1]), _text(entry.target), path)
        for entry in rest
        if entry.key[1] and entry.target and not entry.fuzzy
    )
    return tuple(pair for pair in pairs if pair.source and pair.target)


def folded(text: str) -> str:
    """A text with its soft breaks folded; hard ones stay.

    >>> folded("One line,\\n  two blanks.  Three.")
    'One line, two blanks. Three.'
    """
    lines = list(_lines(text))
    out = ""
    for line in lines:
        kept = _BLANKS.sub(" ", line.strip(" \t"))
        apart = "" if not out or out.endswith("\n") else joint(out, kept)
        out += apart + kept + ("\n" if line.endswith(_HARD) and line is not lines[-1] else "")
    return out.strip()


def _text(said: str) -> str:
    """A text as ours are: folded, a heading without the id at its end."""
    text = folded(said)
    end, anchor = anchor_start(text)
    return text[:end] if anchor and end else text


def _lines(text: str) -> Iterator[str]:
    lines = text.strip("\n").split("\n")
    if all(line.startswith(">") for line in lines):
        lines = [_QUOTE.sub("", line) for line in lines]
    yield from lines


def key(text: str) -> str:
    """What makes two texts one: all but the blanks between their words."""
    return " ".join(_QUOTE.sub("", text).split())
