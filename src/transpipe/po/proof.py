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

Said = tuple[str | None, str, str, bool, frozenset[str], str | None, str | None]
"""msgctxt, msgid, msgstr; whether obsolete; flags; previous msgid, previous msgctxt."""


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
    meant = [_stood_in(said, stands) for said in _said(catalogue)]
    fields = {name: file.metadata.get(name) for name, _value in own(written_fields(catalogue))}
    if read != meant or fields != dict(own(written_fields(catalogue))):
        starts = [n for n, line in enumerate(lines, 1) if line.startswith(_MSGID)]
        pairs = zip(starts[1:], read, meant, strict=False)
        line = next((line for line, a, b in pairs if a != b), starts[0])
        raise CatalogueDamaged(path, line, _("two parsers read it differently"))
    return text


def _read(entry: polib.POEntry) -> Said:
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgstr,
        bool(entry.obsolete),
        frozenset(entry.flags),
        entry.previous_msgid,
        entry.previous_msgctxt,
    )


def _said(catalogue: Catalogue) -> Iterator[Said]:
    """The entries of a catalogue as they stand in its file."""
    yield from (_meant(unit) for unit in catalogue.units if unit.active)
    yield from (_meant(unit) for unit in catalogue.units if not unit.active)
    yield (*END, True, frozenset(), None, None)


def _meant(unit: Unit) -> Said:
    flags = frozenset(("fuzzy", *unit.flags) if unit.state is State.FUZZY else unit.flags)
    # polib knows nothing of what an obsolete entry was before.
    before = (unit.previous, unit.previous_context) if unit.active else (None, None)
    said = unit.fitted().target
    return (unit.context, unit.source, said, not unit.active, flags, *before)


def _stood_in(said: Said, stands: dict[int, str]) -> Said:
    """An entry as polib can read it at best: it does not know the escape of a bell either."""
    texts = (said[0], said[1], said[2], said[5], said[6])
    if not stands and not any(text and "\a" in text for text in texts):
        return said
    context, source, target, previous, before = (
        text and text.translate(stands).replace("\a", r"\a") for text in texts
    )
    return (context, source or "", target or "", said[3], said[4], previous, before)


def _stand_ins(text: str) -> dict[int, str]:
    """For each odd character of a text a private one that the text does not hold."""
    odd = [character for character in _ODD if character in text]
    free = (chr(n) for n in range(0x100000, 0x10FFFE) if chr(n) not in text)
    return dict(zip(map(ord, odd), free, strict=False))
