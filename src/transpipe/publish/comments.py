"""What a translator meets first in a PO editor: what a text is, where it stands, why it waits.

One extracted comment (`#.`), which editors show beside the text and nobody types over. It is made
anew whenever a catalogue is written, and alone never makes anybody write it.
"""

from __future__ import annotations

from dataclasses import replace

from transpipe.model import Block, Catalogue, Document, Doubt, Kind, Maker, Owner, Unit, UnitId
from transpipe.po.header import COMMENTS
from transpipe.po.units import PLACE, undescribed
from transpipe.publish.language import Speak, speak
from transpipe.units.places import Place, at, places


def describe(catalogue: Catalogue, source: Document, begin: str = "") -> Catalogue:
    """The catalogue with a comment for people on each of its live units.

    They are in the language that its header names; where that names none, in the one to `begin`
    with, and where that is none, too, there are no comments: no edit rewrites every unit.
    """
    language = catalogue.header(COMMENTS) or begin
    if not language:
        return catalogue
    units, first = catalogue.find(), dict[UnitId, Place]()
    for place in places(source):
        unit = at(place, units)
        if unit is not None:
            first.setdefault(unit.id, place)
    _ = speak(language)

    def said(unit: Unit) -> Unit:
        unit = undescribed(unit)
        place = first.get(unit.id) if unit.active else None
        if place is None:
            return unit
        parts = filter(None, (where(source.blocks[place.number], _), why(unit, _)))
        return replace(unit, extracted=(PLACE + " · ".join(parts), *unit.extracted))

    others = (field for field in catalogue.headers if field[0] != COMMENTS)
    headers = (*others, (COMMENTS, language))
    return replace(catalogue, units=tuple(map(said, catalogue.units)), headers=headers)


def where(block: Block, _: Speak) -> str:
    """What a block is, and under which heading it stands."""
    kind = _kind(block.kind, _)
    if not block.trail:
        return kind
    heading = " ".join(block.trail[-1].split())
    return _("{kind} · under “{heading}”").format(kind=kind, heading=heading)


def _kind(kind: Kind, _: Speak) -> str:
    match kind:  # each unit of each article asks: only one of these is looked up
        case Kind.HEADING:
            return _("heading")
        case Kind.ITEM:
            return _("list item")
        case Kind.CELL:
            return _("table cell")
        case Kind.QUOTE:
            return _("quote")
        case Kind.TITLE:
            return _("title")
        case Kind.TERM:
            return _("term")
        case Kind.DEFINITION:
            return _("definition")
        case Kind.FOOTNOTE:
            return _("footnote")
        case Kind.COMMENT:
            return _("comment in code")
        case _other:
            return _("paragraph")


def why(unit: Unit, _: Speak) -> str:
    """Why a unit waits for a person, '' where it does not."""
    if unit.conflict is not None:
        return _("conflict: both sides were changed; the other text stands beside “>”")
    if not unit.fuzzy:
        return ""
    if unit.previous is not None:
        return _("stale: the source has changed since it was translated")
    if unit.owner is Owner.MACHINE and unit.origin is not None:
        if unit.origin.maker is Maker.TM:
            said = _("draft from the memory ({likeness}): not published until it is confirmed")
            return said.format(likeness=unit.origin.engine or "?")
        return _("draft by {engine}: not published until it is confirmed").format(
            engine=unit.origin.engine
        )
    if unit.owner is Owner.DERIVED:
        return _("converted from words that are in doubt themselves")
    doubt = unit.origin.doubt if unit.origin is not None else None
    if doubt is None:
        return _("doubtful: somebody must look")
    return _("doubtful: {reason}").format(reason=reason(doubt, _))


def reason(doubt: Doubt, _: Speak) -> str:
    """Why a pair is doubtful, in words."""
    return {
        Doubt.STRANGERS: _("the two articles have little in common"),
        Doubt.SPLIT: _("several paragraphs on one side; which words belong to which?"),
        Doubt.MOVED: _("it stands elsewhere in the translation"),
        Doubt.NUMBERS: _("the numbers differ"),
        Doubt.LINKS: _("the addresses differ"),
        Doubt.PLACE: _("only its place speaks for the pair"),
        Doubt.RIVAL: _("another pair is nearly as likely"),
        Doubt.KIND: _("a heading on one side, none on the other"),
        Doubt.LITTLE: _("the two texts have little in common"),
        Doubt.INSIDE: _("the English stands in the Chinese text"),
        Doubt.COLUMN: _("the columns of the tables could not be told apart"),
        Doubt.BACK: _("its words were changed beside an edit of the source that has gone back"),
    }[doubt]
