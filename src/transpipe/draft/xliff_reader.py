"""What comes back in XLIFF: the units of each article, by the names that they went out with.

A target counts as approved where nothing in the file says otherwise: of 1.2 neither its state nor
`approved`; of 2.0 the state of every segment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _

from transpipe.draft.xliff import MACHINE, OURS, SENT
from transpipe.model import Exchanged
from transpipe.text.xml_events import walk

_DONE = ("translated", "reviewed", "signed-off", "final")
_UNITS, _SEGMENTS = ("trans-unit", "unit"), ("segment", "ignorable")
_MACHINES = ("mt-suggestion", "leveraged-mt", "fuzzy-match")
_NOTE = "note"


Edition = tuple[str, str]  # an article, and the tag of the language that it is in, '' for none


def read(text: str) -> Mapping[Edition, tuple[Exchanged, ...]]:
    """The units of a document by their articles, and languages. Raises ValueError."""
    reader = _Reader()
    walk(text.removeprefix("\ufeff"), reader)
    if not reader.is_xliff:
        raise ValueError(_("no XLIFF"))
    return {name: tuple(units) for name, units in reader.found.items()}


@dataclass
class _Reader:
    """What was found, by article; of the unit that is open what it says so far."""

    found: dict[Edition, list[Exchanged]] = field(default_factory=dict)
    is_xliff: bool = False
    language: str = ""
    edition: Edition = ("", "")
    path: list[str] = field(default_factory=list)
    unit: _Unit | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "xliff" and not self.path:
            self.is_xliff, self.language = True, attributes.get("trgLang", "")
        if name == "file":
            tag = attributes.get("target-language", self.language)
            self.edition = attributes.get("original", ""), tag
            self.found.setdefault(self.edition, [])
        elif name in _UNITS:
            self.unit = _Unit(attributes.get("id", ""), attributes.get("approved", ""))
        elif self.unit is not None:
            self.unit.start(self.path[-1], name, attributes)
        self.path.append(name)

    def text(self, data: str) -> None:
        if self.unit is not None and self.unit.into is not None:
            self.unit.into.append(data)

    def end(self, name: str) -> None:
        self.path.pop()
        if name in _UNITS and self.unit is not None:
            self.found.setdefault(self.edition, []).append(self.unit.exchanged())
            self.unit = None
        elif self.unit is not None:
            self.unit.end(self.path[-1], name)


@dataclass
class _Unit:
    """A unit that is open; `into` takes the text that is being said."""

    name: str
    approved: str
    states: list[str] = field(default_factory=list)
    machine: bool = False
    sent: str = ""
    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    into: list[str] | None = None

    def start(self, parent: str, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins in it; what stands in other translations is no matter."""
        if parent in (*_UNITS, *_SEGMENTS) and name in ("source", "target"):
            self.into = self.sources if name == "source" else self.targets
            if name == "target" and parent in _UNITS:
                self._stands(attributes.get("state", ""), attributes.get("state-qualifier", ""))
        elif name == "segment" and parent in _UNITS:
            self._stands(attributes.get("state", "initial"), attributes.get("subState", ""))
        elif name == _NOTE and OURS in (attributes.get("from"), attributes.get("category")):
            self.into = self.notes
            self.notes.append(" ")

    def _stands(self, state: str, qualifier: str) -> None:
        self.states.append(state)
        written = qualifier in _MACHINES or qualifier == MACHINE
        self.machine = self.machine or (written and state not in _DONE)

    def end(self, parent: str, name: str) -> None:
        """An element ends in it."""
        if name in ("source", "target", _NOTE) and parent in (*_UNITS, *_SEGMENTS, "notes"):
            self.into = None

    def exchanged(self) -> Exchanged:
        """The unit as it was said."""
        said = (note.strip() for note in "".join(self.notes).split())
        base = next((note.removeprefix(SENT) for note in said if note.startswith(SENT)), "")
        states = {state for state in self.states if state}
        done = states <= {*_DONE} and (bool(states) or self.approved == "yes")
        target = "".join(self.targets)
        approved = done and self.approved != "no" and bool(target)
        source, machine = "".join(self.sources), self.machine and not approved
        return Exchanged(self.name, source, target, approved, machine, base)
