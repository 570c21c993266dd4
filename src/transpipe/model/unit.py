"""The noun of an entry of a catalogue: its words, their state, and whose words they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from typing import NamedTuple

from transpipe.model.bead import Doubt
from transpipe.model.text import digest


class State(Enum):
    """gettext's four states of an entry."""

    EMPTY = "empty"
    FUZZY = "fuzzy"
    TRANSLATED = "translated"
    OBSOLETE = "obsolete"


class Owner(Enum):
    """Whose words a target is: this decides what a machine may touch (DESIGN.md, section 4)."""

    PERSON = "person"
    MACHINE = "machine"  # a draft of memory or engine that nobody has confirmed
    DERIVED = "derived"  # made by conversion and unchanged since


class Maker(StrEnum):
    """Who put words where they stand: what `by=` begins with."""

    ALIGN = "align"
    TM = "tm"
    MT = "mt"
    CONVERT = "convert"
    PATCH = "patch"
    KEEP = "keep"
    FIX = "fix"
    EDIT = "edit"

    @property
    def owns(self) -> bool:
        """Whether words of this origin can be a machine's, so that their hash is noted."""
        return self in (Maker.TM, Maker.MT, Maker.CONVERT)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit's words came from: the mark `# transpipe: by=… key=… …`.

    `engine` says which machine it was (`by=mt:google`), which witness made a pair sure, or how
    like a text of the memory is to the unit's (`by=tm:93%`). `key`
    names msgctxt+msgid, `out` the words as the machine wrote them, `base` the text they were
    derived from, `made_from` (`from=`) the source they were made for, `doubt` (`why=`) what makes
    a pair of texts doubtful.
    """

    maker: Maker
    engine: str = ""
    key: str = ""
    out: str = ""
    base: str = ""
    made_from: str = ""
    confidence: float | None = None
    doubt: Doubt | None = None

    @classmethod
    def of(
        cls,
        by: str,
        *,
        base: str = "",
        made_from: str = "",
        confidence: float | None = None,
    ) -> Origin:
        """What `by=` says, as yet of no unit. Raises ValueError for a maker that is not known."""
        name, colon, engine = by.partition(":")
        maker = Maker(name)
        may_be_named = maker in (Maker.ALIGN, Maker.TM) and bool(colon)
        named = maker in (Maker.MT, Maker.CONVERT) or may_be_named
        if bool(colon) != named or bool(engine) != named:
            raise ValueError(by)
        return cls(maker, engine, base=base, made_from=made_from, confidence=confidence)

    @property
    def by(self) -> str:
        """Maker and engine, as the mark has them."""
        return f"{self.maker}:{self.engine}" if self.engine else self.maker.value


@dataclass(frozen=True, slots=True)
class Review:
    """`# transpipe: reviewed by=NAME of=…`; void unless `of` names the unit as it stands."""

    by: str
    of: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The other side's words of a unit that both sides changed; `side` is `md` or `theirs`."""

    side: str
    text: str


# How the msgctxt begins of what a unit said in a place that it has lost, and of what it said where
# its text was split or merged: no heading begins so.
DISPLACED, DIVIDED = "\n", "\n\n"


class UnitId(NamedTuple):
    """What makes a unit unique in its catalogue: its msgctxt, None for none, and its source."""

    context: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalogue.

    `context` is None where the entry has no msgctxt. `previous` is the source that a stale
    target was written for. `notes` are translator comments of people, a line each; `parent` is
    the text an override was made beside (`# > `). `flags` are those beside `fuzzy`.
    """

    source: str
    target: str = ""
    state: State = State.EMPTY
    context: str | None = None
    previous: str | None = None
    previous_context: str | None = None
    origin: Origin | None = None
    review: Review | None = None
    conflict: Conflict | None = None
    parent: str | None = None
    notes: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> UnitId:
        """What makes it unique in its catalogue."""
        return UnitId(self.context, self.source)

    @property
    def key(self) -> str:
        """The name of msgctxt and msgid that a mark of its own carries."""
        return digest(self.context, self.source)

    @property
    def owner(self) -> Owner:
        """Whose words the target is, by origin, state and target alone."""
        made = self.origin
        if made is None or not made.out or digest(self.target) != made.out:
            return Owner.PERSON
        if made.maker is Maker.CONVERT:
            return Owner.DERIVED
        machine = made.maker in (Maker.TM, Maker.MT)
        return Owner.MACHINE if machine and self.fuzzy else Owner.PERSON

    @property
    def fuzzy(self) -> bool:
        """Whether a person must look; an obsolete unit keeps that among its flags."""
        obsolete = self.state is State.OBSOLETE
        return self.state is State.FUZZY or (obsolete and "fuzzy" in self.flags)

    @property
    def displaced(self) -> bool:
        """Whether it stands for a place that is no longer in the source (in a merge base only)."""
        return self.context is not None and self.context.startswith(DISPLACED)

    @property
    def divided(self) -> bool:
        """Whether its text was split or merged in that place."""
        return self.context is not None and self.context.startswith(DIVIDED)

    @property
    def confirmed(self) -> bool:
        """Translated, not fuzzy and not derived."""
        return self.state is State.TRANSLATED and self.owner is Owner.PERSON

    @property
    def active(self) -> bool:
        """In the article as it is now."""
        return self.state is not State.OBSOLETE

    @property
    def words(self) -> str:
        """What may be published without asking: a person's or derived words, never a draft."""
        if self.owner is Owner.MACHINE or self.state in (State.EMPTY, State.OBSOLETE):
            return ""
        return self.target

    def marked(self, made: Origin) -> Unit:
        """The unit with an origin that is its own, and names its words as they stand now."""
        unit = self.fitted()
        out = digest(unit.target) if made.maker.owns else ""
        return replace(unit, origin=replace(made, key=unit.key, out=out))

    def fitted(self) -> Unit:
        """A translated unit's target with line ends at its ends only as its source has them.

        msgfmt insists on that. Words that a person has to look at anyway stay as they are.
        """
        words = self.target.strip("\n")
        if self.state is not State.TRANSLATED or not words:
            return self
        before, after = self.source.startswith("\n"), self.source.endswith("\n")
        target = "\n" * before + words + "\n" * after
        return self if target == self.target else replace(self, target=target)

    def reviewed(self, name: str) -> Unit:
        """The unit with `name` as the one who looked at it as it stands."""
        return replace(self, review=Review(name, self._reviewed_as))

    @property
    def review_holds(self) -> bool:
        """Whether somebody reviewed the unit, and it has not changed since."""
        return self.review is not None and self.review.of == self._reviewed_as

    @property
    def _reviewed_as(self) -> str:
        return digest(self.context, self.source, self.target)

    def changed(self, target: str) -> Unit:
        """A person's new words: confirmed where there are any, else empty."""
        state = State.TRANSLATED if target else State.EMPTY
        return replace(
            self,
            target=target,
            state=state,
            origin=None,
            previous=None,
            previous_context=None,
            conflict=None,
        )

    def doubted(self, origin: Origin | None = None) -> Unit:
        """The same words, which a person must look at again; once they have a place again."""
        if not self.active:
            flags = self.flags if "fuzzy" in self.flags else ("fuzzy", *self.flags)
            return replace(self, flags=flags, origin=origin or self.origin)
        state = State.FUZZY if self.target else State.EMPTY
        return replace(self, state=state, origin=origin or self.origin)


class Standing(StrEnum):
    """What a reader or reviewer must know about a target before believing it."""

    DONE = "done"
    DERIVED = "derived"
    DOUBTFUL = "fuzzy"
    STALE = "stale"
    DRAFT = "mt"
    CONFLICT = "conflict"
    MISSING = "missing"
    REMOVED = "removed"


def standing(unit: Unit | None) -> Standing:
    """The one word for a unit, the most pressing; `removed` for one no longer in the article."""
    if unit is None or not unit.active:
        return Standing.REMOVED
    if unit.state is State.EMPTY or not unit.target:
        return Standing.MISSING
    if unit.conflict is not None:
        return Standing.CONFLICT
    if unit.owner is Owner.MACHINE:
        return Standing.DRAFT
    if unit.state is State.FUZZY:
        return Standing.STALE if stale(unit) else Standing.DOUBTFUL
    return Standing.DERIVED if unit.owner is Owner.DERIVED else Standing.DONE


def stale(unit: Unit) -> bool:
    """The words were written for a source that has changed since, and nobody has looked yet."""
    behind = unit.previous is not None and unit.previous != unit.source
    return behind and unit.state is State.FUZZY and bool(unit.target)


def made_for(unit: Unit) -> tuple[str, str | None]:
    """The source that a unit's words were made for, and its msgctxt.

    The mark of a kept edit says so before all else: small edits in a row must not add up unseen.
    """
    if unit.origin is not None and unit.origin.maker is Maker.KEEP and unit.origin.made_from:
        return unit.origin.made_from, unit.context if unit.active else None
    if unit.fuzzy and unit.previous is not None:
        return unit.previous, unit.previous_context
    return unit.source, unit.context if unit.active else None
