"""What a person accepts in an edition: doubts of its units, opaque changes beside its copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext

from transpipe.convert.variants import agreed
from transpipe.editions.context import Context
from transpipe.editions.opaque import less_followed, opaque_changes
from transpipe.model import (
    Accepting,
    Catalogue,
    Document,
    Edition,
    Finding,
    OpaqueChange,
    Severity,
    Spot,
    Unit,
    UnitId,
    Words,
)
from transpipe.po.header import accepted, accepting
from transpipe.repository import Workspace
from transpipe.stale.accept import SETTLED, Answer, answer, as_source, stand
from transpipe.text.diff import beginning
from transpipe.units.build import unit_of
from transpipe.units.placement import place

_LENGTH = 40  # characters of a text that a line shows


@dataclass(frozen=True)
class Accepted:
    """A catalogue with what was accepted; `refused` where a conflict was named."""

    catalogue: Catalogue
    findings: tuple[Finding, ...] = ()
    refused: bool = False


def accept(edition: Edition, words: Words | None, context: Context) -> Accepted:
    """The catalogue of an edition with those doubts settled that somebody accepts; no word changes.

    An override stands beside the `words` as they are now. Names of accepted opaque changes that
    are no more go.
    """
    edition = edition.holding(less_followed(edition))
    wish, locale = context.accepting, edition.locale
    spots = wish.spots_in(locale)
    if not spots and locale not in wish.whole:
        return Accepted(edition.catalogue)
    lines = _Lines(edition)
    met = {spot: lines.units(spot) for spot in spots}
    asked = {key: _is_of(spot, edition) for spot in spots for key in met[spot]}
    done = _Units(edition, words, wish, asked, lines).done()
    by_line = locale in wish.whole or not all(spot.key for spot in spots)
    changes = opaque_changes(context.project, edition) if by_line else ()
    chosen = {c: [s for s in spots if lines.covers(s, c)] for c in changes}
    beside = [c for c in changes if locale in wish.whole or chosen[c]]
    names = {name for change in beside for name in (*change.names, change.copy) if name}
    catalogue = accepting(done.catalogue, accepted(done.catalogue) | names)
    found = (*done.findings, *(lines.told(change) for change in beside))
    bare = [s for s in spots if not met[s] and all(s not in held for held in chosen.values())]
    found += tuple(lines.nothing(spot) for spot in bare if _is_of(spot, edition))
    if not found and locale in wish.whole and (not edition.is_derived or len(wish.whole) == 1):
        found = (_left(_("nothing here is in doubt"), edition.pair.target, 1),)
    return Accepted(catalogue, found, done.refused)


def _is_of(spot: Spot, edition: Edition) -> bool:
    """Whether a place is to be answered for in a locale, whatever stands there."""
    return spot.locale is edition.locale or (spot.locale is None and not edition.is_derived)


def _left(said: str, file: str, line: int, severity: Severity = Severity.INFO) -> Finding:
    return Finding("not-accepted", severity, said, file, line)


def units_at(edition: Edition, spot: Spot) -> tuple[Unit, ...]:
    """The units of an edition that a place means."""
    return tuple(map(edition.catalogue.find().__getitem__, _Lines(edition).units(spot)))


# ── Where things stand ──────────────────────────────────────────────────────────────────────


class _Lines:
    """The lines of an edition's two files, and what stands there."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        catalogue, source, file = edition.catalogue, edition.source, edition.file
        self._source = {n: u.id for n, u in unit_of(source, catalogue).items()}
        held = place(catalogue, file).blocks
        self._held = {n: [unit.id for unit in units] for n, units in enumerate(held)}
        self._keys = {unit.id: unit.key for unit in catalogue.active()}
        firsts: dict[UnitId, tuple[str, int]] = {}
        for n, ids in self._held.items():
            for key in ids:
                firsts.setdefault(key, (edition.pair.target, file.blocks[n].lines[0]))
        for n, key in self._source.items():
            firsts.setdefault(key, (edition.name, source.blocks[n].lines[0]))
        self._firsts: Mapping[UnitId, tuple[str, int]] = firsts

    def of(self, unit: Unit) -> tuple[str, int]:
        """The file and line of a unit's words, or of its source where they stand nowhere."""
        return self._firsts.get(unit.id, (self._edition.pair.target, 1))

    def units(self, spot: Spot) -> frozenset[UnitId]:
        """The units that a place means."""
        if spot.key:
            return frozenset(key for key, name in self._keys.items() if name == spot.key)
        if spot.locale is None:
            there = at(self._edition.source, spot.line)
            return frozenset(self._source[n] for n in there if n in self._source)
        return frozenset(i for n in at(self._edition.file, spot.line) for i in self._held[n])

    def covers(self, spot: Spot, change: OpaqueChange) -> bool:
        """Whether a place is that of an opaque change, on either side."""
        if spot.key:
            return False
        if spot.locale is None:
            first, document = change.source, self._edition.source
            return first <= spot.line <= change.last or _begins(document, first, spot.line)
        return _begins(self._edition.file, change.target, spot.line)

    def told(self, change: OpaqueChange) -> Finding:
        """That an opaque change is accepted."""
        file, line = self._edition.pair.target, change.target
        if not line:
            file, line = self._edition.name, change.source
        said = _("stands beside the changed source: {text}")
        text = beginning(change.after or change.before, _LENGTH)
        return Finding("accepted", Severity.INFO, said.format(text=text), file, line)

    def nothing(self, spot: Spot) -> Finding:
        """That no unit stands where one was named."""
        file = self._edition.name if spot.locale is None else self._edition.pair.target
        return _left(_("nothing here is in doubt"), file, spot.line)


def at(document: Document, line: int) -> Iterator[int]:
    """The numbers of the blocks that a line belongs to."""
    return (n for n, b in enumerate(document.blocks) if b.lines[0] <= line <= b.lines[1])


def _begins(document: Document, first: int, line: int) -> bool:
    """Whether a line is the `first`, or of the block that begins there."""
    there = (document.blocks[number].lines[0] for number in at(document, line))
    return first > 0 and (first == line or first in there)


# ── Units ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Units:
    """The units of an edition, and what is wished of them.

    `named` were those named singly; true where it must be said what keeps one from being accepted.
    """

    edition: Edition
    words: Words | None
    wish: Accepting
    named: Mapping[UnitId, bool]
    lines: _Lines

    def done(self) -> Accepted:
        """The catalogue with what was accepted of them."""
        whole = self.wish.whole.get(self.edition.locale, ())
        everything = self.edition.locale in self.wish.whole
        derived = self.edition.is_derived
        parents = self.words.edition.catalogue.find() if self.words else {}
        units: list[Unit] = []
        findings: list[Finding] = []
        left: list[Answer] = []
        looked = 0
        for unit in self.edition.catalogue.units:
            said = answer(unit, derived=derived)
            single = unit.id in self.named and unit.active
            fit = said in SETTLED and said is not Answer.DRAFT and unit.id in whole
            if (single and said in SETTLED) or fit:
                findings.append(self._told(unit, said))
                unit = self._standing(unit, parents)
            elif single and said is Answer.EMPTY and self.wish.keep and not derived:
                unit = self._reviewed(as_source(unit))
                findings.append(self._told(unit, said))
            elif single and (self.named[unit.id] or said is Answer.CONFLICT):
                unit, told = self._not_settled(unit, said)
                findings.append(told)
            elif everything and self._is_unreviewed(unit, said):
                unit, looked = self._reviewed(unit), looked + 1
            elif everything and unit.active:
                left.append(said)
            units.append(unit)
        refused = any(finding.severity is Severity.ERROR for finding in findings)
        findings += (*self._looked_at(looked), *self._left_out(left))
        catalogue = replace(self.edition.catalogue, units=tuple(units))
        return Accepted(catalogue, tuple(findings), refused)

    def _is_unreviewed(self, unit: Unit, said: Answer) -> bool:
        """Whether a reviewer of the whole article has no doubt of a unit to settle but to look."""
        done = said is Answer.SURE and unit.confirmed and bool(self.wish.reviewer)
        return done and self._reviewed(unit) != unit

    def _looked_at(self, count: int) -> Iterator[Finding]:
        """How many units beside those in doubt are reviewed now."""
        if count:
            said = ngettext(
                "{n} confirmed unit reviewed by {name}",
                "{n} confirmed units reviewed by {name}",
                count,
            ).format(n=count, name=self.wish.reviewer)
            yield Finding("accepted", Severity.INFO, said, self.edition.pair.target, 1)

    def _standing(self, unit: Unit, parents: Mapping[UnitId, Unit]) -> Unit:
        over = parents.get(unit.id) or parents.get(UnitId(None, unit.source))
        unit = stand(agreed(unit, over) if over else unit)
        return self._reviewed(unit)

    def _reviewed(self, unit: Unit) -> Unit:
        return unit.reviewed(self.wish.reviewer) if self.wish.reviewer else unit

    def _told(self, unit: Unit, said: Answer) -> Finding:
        override = self.edition.is_derived
        words = {
            Answer.STALE: _("stands for the source as it is now: {text}"),
            Answer.DOUBTFUL: _("stands for this source: {text}"),
            Answer.DRAFT: _("stands as a person's words: {text}"),
            Answer.KEPT: _("stands for the source as it is now: {text}"),
            Answer.EMPTY: _("stands in the words of its source: {text}"),
        }
        message = words[said]
        if override and said is Answer.DOUBTFUL:
            message = _("stands beside the words of {locale}: {text}")
        message = message.format(
            text=beginning(unit.target, _LENGTH), locale=self.edition.pair.authored.value
        )
        return self._finding("accepted", message, unit)

    def _finding(self, code: str, message: str, unit: Unit) -> Finding:
        file, line = self.lines.of(unit)
        return Finding(code, Severity.INFO, message, file, line, 0, 0, unit.source, unit.target)

    def _not_settled(self, unit: Unit, said: Answer) -> tuple[Unit, Finding]:
        """A unit that was named, and is not in doubt; reviewed it may be."""
        if said is Answer.SURE and self.wish.reviewer:
            reviewed = self._reviewed(unit)
            message = _("reviewed by {name}").format(name=self.wish.reviewer)
            return reviewed, self._finding("accepted", message, unit)
        path = Workspace.catalogue_path(self.edition.name, self.edition.locale)
        message = {
            Answer.CONFLICT: _(
                "a conflict is no doubt: leave the better text in {path} and take the fuzzy flag "
                "away"
            ),
            Answer.EMPTY: _("there are no words yet; `--keep` lets those of the source stand"),
            Answer.FOLLOWS: _("follows the words of {locale}: accept these"),
        }.get(said, _("nothing here is in doubt"))
        finding = self._finding(
            "not-accepted", message.format(path=path, locale=self.edition.pair.authored.value), unit
        )
        conflict = said is Answer.CONFLICT
        return unit, replace(finding, severity=Severity.ERROR) if conflict else finding

    def _left_out(self, left: Sequence[Answer]) -> Iterator[Finding]:
        """How many units all do not stand when the whole article is accepted."""
        file = self.edition.pair.target
        drafts, conflicts = left.count(Answer.DRAFT), left.count(Answer.CONFLICT)
        new = left.count(Answer.STALE) + left.count(Answer.DOUBTFUL)
        if drafts:
            said = ngettext(
                "{n} draft is left out: accept it by its line",
                "{n} drafts are left out: accept each by its line",
                drafts,
            )
            yield _left(said.format(n=drafts), file, 1)
        if conflicts:
            said = ngettext(
                "{n} conflict is left: leave the better text in {path} and take the fuzzy flag "
                "away",
                "{n} conflicts are left: leave the better texts in {path} and take the fuzzy "
                "flags away",
                conflicts,
            )
            path = Workspace.catalogue_path(self.edition.name, self.edition.locale)
            yield _left(said.format(n=conflicts, path=path), file, 1, Severity.WARNING)
        if new:
            said = ngettext(
                "{n} unit has come into doubt only now: look at it first",
                "{n} units have come into doubt only now: look at them first",
                new,
            )
            yield _left(said.format(n=new), file, 1, Severity.WARNING)
