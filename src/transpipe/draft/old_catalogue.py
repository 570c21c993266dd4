"""What catalogues of other tools hold: po4a, mdpo, mdbook-i18n-helpers, translate-toolkit, Weblate.

They cut articles into nearly the texts that we have. Where they keep the ends of lines, two blanks
between sentences or the marks of a quote, those are folded away as ours are. A table in one entry
is cut into its cells, and a paragraph that was cut at its hard breaks is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.segments import outline
from transpipe.markdown.structure import anchor_start
from transpipe.model import Kind, Locale, Remembered
from transpipe.po.grammar import parse
from transpipe.po.header import read_fields, read_locale
from transpipe.text.han import joint

_QUOTE = re.compile(r"(?m)^>[ \t]?")
_BLANKS = re.compile(r"[ \t]{2,}")
_HARD, _BROKEN = "  ", "  \n"


def read(text: str, path: str, locale: Locale) -> tuple[Remembered, ...]:
    """The pairs of a PO file that are translated, and not in doubt, folded as ours are.

    Raises CatalogueDamaged for a file that is none, ValueError for one of another locale.
    """
    head, *rest = parse(text, path)
    fields = read_fields(head, path)
    # Some tools leave the language empty.
    if dict(fields).get("Language") and (named := read_locale(fields, head, path)) is not locale:
        raise ValueError(_("it is in {locale}").format(locale=named.value))
    said = [(entry.key[1], "" if entry.fuzzy else entry.target) for entry in rest if entry.key[1]]
    found = ((_text(source), _text(target)) for source, target in _pairs(said))
    return tuple(Remembered(*pair, path) for pair in found if all(pair))


def _pairs(said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The texts of entries: of a table its cells, of a paragraph in pieces the whole."""
    begun: list[tuple[str, str]] = []
    for source, target in said:
        begun.append((source, target))
        if source.endswith(_BROKEN):
            continue
        if all(words for _source, words in begun):
            yield from _cells("".join(row[0] for row in begun), "".join(row[1] for row in begun))
        else:
            yield from begun
        begun = []
    yield from begun


def _cells(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The two texts; of a table the cells, where its translation has the same rows and columns."""
    if "|" in source and "|" in target:
        ours, theirs = outline(source), outline(target)
        if {block.kind for block in ours.blocks} == {Kind.CELL} and ours.shape == theirs.shape:
            pairs = zip(ours.segments(), theirs.segments(), strict=True)
            yield from ((mine.text, other.text) for (_n, mine), (_m, other) in pairs)
            return
    yield source, target


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
