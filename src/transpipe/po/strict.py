"""What a catalogue of ours may not have, though it is a PO file: beyond the grammar of any.

polib reads two of three randomly truncated files without a word. Here a file without a header or
without entries is refused, one in another encoding, plural forms, and the same entry twice. What a
comment could hide is looked for in `comments`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.po.grammar import Entry, parse, refuse_twins

_CHARSET = re.compile(r"charset=([\w-]+)")
# A comment or a blank line where something else can have been.
_HIDDEN = re.compile(r"\n(?:#~[ \t]*(?:#|\r?\n)|[\f\v])")
_UTF8 = ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET")


def entries(text: str, path: str) -> list[Entry]:
    """The entries of a catalogue in order, the header first.

    Raises CatalogueDamaged with the line (from 1) of whatever is not sound.
    """
    found = parse(text, path)
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        line = text.count("\n", 0, hidden.start()) + 2
        raise CatalogueDamaged(path, line, _("not a line of a PO file"))
    _check_plurals(found, path)
    _check_header(found, path)
    for entry in found[1:]:
        if not entry.key[1]:
            raise CatalogueDamaged(path, entry.line, _("an entry without msgid"))
    refuse_twins(found, path)
    return found


def _check_plurals(found: Sequence[Entry], path: str) -> None:
    for entry in found:
        if entry.plural:
            above = entry.comments.count("\n") + entry.context.count("\n")
            line = entry.numbers[above + entry.source.count("\n")]
            raise CatalogueDamaged(path, line, _("plural forms, which no article has"))


def _check_header(found: Sequence[Entry], path: str) -> None:
    head, *rest = found
    if not head.line:
        raise CatalogueDamaged(path, rest[0].line if rest else 1, _("no header"))
    charset = _CHARSET.search(head.target)
    if charset and charset[1].upper() not in _UTF8:
        reason = _("the header says {charset}, not UTF-8").format(charset=charset[1])
        raise CatalogueDamaged(path, head.line, reason)
    if not rest:
        raise CatalogueDamaged(path, head.line, _("cut off: no entries after the header"))
