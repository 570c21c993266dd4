"""A text that is about to replace a catalogue, read back by another parser (polib's door).

Whatever polib reads otherwise than it was meant is not written. People's comments it is not shown:
it reads them otherwise than gettext does.
"""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

import polib

from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, State, Unit
from transpipe.po.header import own, written_fields
from transpipe.po.units import END

# What str.splitlines takes for a line end though gettext does not; polib gets others instead.
_ODD = "\x1c\x1d\x1e\x85\u2028\u2029"
_READ = ("#~ ", "#, ", "#| ")
_MSGID = ("msgid ", "#~ msgid ")

# msgctxt, msgid, msgstr; whether obsolete; flags; previous msgid, previous msgctxt.
Fields = tuple[object, ...]


def prove(text: str, catalogue: Catalogue, path: str) -> str:
    """The text itself. Raises CatalogueDamaged where polib does not read the catalogue in it."""
    lines = text.split("\n")
    shown = "\n".join(x for x in lines if not x.startswith("#") or x.startswith(_READ))
    stands = _stand_ins(shown)
    try:
        file = polib.pofile(shown.translate(stands), encoding="utf-8")
    except (OSError, ValueError) as fault:
        reason = _("polib cannot read it: {fault}").format(fault=fault)
        raise CatalogueDamaged(path, 1, reason) from None
    read = [_read(entry) for entry in file]
    meant = [_stood_in(fields, stands) for fields in _meant(catalogue)]
    ours = own(written_fields(catalogue))
    if read != meant or any(file.metadata.get(name) != value for name, value in ours):
        starts = [n for n, line in enumerate(lines, 1) if line.startswith(_MSGID)]
        pairs = zip(starts[1:], read, meant, strict=False)
        line = next((line for line, a, b in pairs if a != b), starts[0])
        raise CatalogueDamaged(path, line, _("two parsers read it differently"))
    return text


def _read(entry: polib.POEntry) -> Fields:
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgstr,
        bool(entry.obsolete),
        frozenset(entry.flags),
        entry.previous_msgid,
        entry.previous_msgctxt,
    )


def _meant(catalogue: Catalogue) -> Iterator[Fields]:
    """The entries of a catalogue as they stand in its file."""
    for unit in sorted(catalogue.units, key=lambda unit: not unit.active):
        yield _fields(unit)
    yield (*END, True, frozenset(), None, None)


def _fields(unit: Unit) -> Fields:
    flags = frozenset(("fuzzy", *unit.flags) if unit.state is State.FUZZY else unit.flags)
    # polib knows nothing of what an obsolete entry was before.
    before = (unit.previous, unit.previous_context) if unit.active else (None, None)
    return (unit.context, unit.source, unit.fitted().target, not unit.active, flags, *before)


def _stood_in(fields: Fields, stands: dict[int, str]) -> Fields:
    """An entry as polib can read it at best: it does not know the escape of a bell either."""
    if not stands and not any(isinstance(field, str) and "\a" in field for field in fields):
        return fields
    return tuple(
        field.translate(stands).replace("\a", r"\a") if isinstance(field, str) else field
        for field in fields
    )


def _stand_ins(text: str) -> dict[int, str]:
    """For each odd character of a text a private one that the text does not hold."""
    odd = [character for character in _ODD if character in text]
    free = (chr(n) for n in range(0x100000, 0x10FFFE) if chr(n) not in text)
    return dict(zip(map(ord, odd), free, strict=False))
