"""An article at two moments, side by side: every unit and block that differs, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from transpipe.editions import concerns
from transpipe.editions.compared_blocks import additions, opaque
from transpipe.editions.sides import Side
from transpipe.markdown.words import diff
from transpipe.model import (
    Change,
    ChangeKind,
    Concern,
    Locale,
    Maker,
    Owner,
    Pair,
    Subject,
    Unit,
    UnitId,
    Version,
    standing,
)
from transpipe.model.text import digest
from transpipe.publish.changes import Pairs, moved, pairs


@dataclass(frozen=True, eq=False)
class Versions:
    """An article before and after; `pair` is what it is now, or was.

    `drafts` are the texts that machines had written, by their digests.
    """

    pair: Pair
    before: Side
    after: Side
    drafts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Compared:
    """Both versions of an article in one locale.

    `adopted` says that it had no catalogue before: how sure its pairs are is no change.
    """

    versions: Versions
    locale: Locale
    adopted: bool = False

    @property
    def before(self) -> Side:
        """How it was."""
        return self.versions.before

    @property
    def after(self) -> Side:
        """How it is."""
        return self.versions.after

    def changes(self) -> Iterator[Change]:
        """Every unit and block that differs, in the order of the article."""
        yield from self._found
        yield from (self._filed(c) for c in (*opaque(self.before, self.after), *self._additions))

    @property
    def unchanged(self) -> int:
        """How many units are as they were, and where they were."""
        same = sum(not self._differs(a, b) for a, b in self._pairs if b is not None)
        return same - sum(change.subject is Subject.UNIT for change in self._additions)

    @cached_property
    def _found(self) -> tuple[Change, ...]:
        return tuple(self._change(a, b) for a, b in self._pairs if self._differs(a, b))

    @cached_property
    def _additions(self) -> tuple[Change, ...]:
        return tuple(additions(self.before, self.after, self._found))

    @cached_property
    def _pairs(self) -> Pairs:
        return pairs(self.before.units, self.after.units)

    @cached_property
    def _moved(self) -> set[UnitId]:
        return moved(self._pairs, self.before.units)

    def _differs(self, a: Unit | None, b: Unit | None) -> bool:
        if self.adopted:
            return self._is_told_anew(a, b)
        if a is None or b is None:
            return True
        return _seen(a) != _seen(b) or b.id in self._moved

    def _is_told_anew(self, a: Unit | None, b: Unit | None) -> bool:
        """Whether either file says other words: that they are paired otherwise is no change."""
        return any(
            not other.says(side, unit)
            for side, other, unit in ((self.before, self.after, a), (self.after, self.before, b))
            if unit is not None
        )

    def _change(self, a: Unit | None, b: Unit | None) -> Change:
        old, new = a or Unit(""), b or Unit("")
        weight, findings = concerns.weight(a, b), concerns.new_findings(a, b)
        elsewhere = b is not None and b.id in self._moved and not self.adopted
        how = _how(a, b)
        concern = concerns.concern(a, b, weight, findings)
        if how is ChangeKind.MOVED:
            concern = Concern.MOVED
        change = Change(
            self.versions.pair.article,
            self.locale,
            how,
            self.before_version(a),
            self.after_version(b, a),
            concern=concern,
            source=diff(old.source, new.source),
            target=diff(old.target, new.target),
            weight=weight,
            findings=findings,
            moved=elsewhere,
        )
        return self._filed(self._with_draft(change, a, b))

    def before_version(self, unit: Unit | None) -> Version | None:
        """What a unit said, with its lines."""
        return _version(self.before, unit)

    def after_version(self, unit: Unit | None, was: Unit | None = None) -> Version | None:
        """What a unit says, with its lines; words that are not in the file yet, with its old one's.

        That is so of what was patched, or converted anew, and of what waits for `build`.
        """
        found = _version(self.after, unit)
        if found is None or was is None or found.target_line or not was.target:
            return found
        return replace(found, target_line=self.after.line_saying(self.before, was))

    def _with_draft(self, change: Change, a: Unit | None, b: Unit | None) -> Change:
        """With what a machine had written, where these are a person's words by now."""
        if b is None or b.owner is not Owner.PERSON or not b.target:
            return change
        draft = a.target if a is not None and a.owner is Owner.MACHINE else ""
        made = b.origin
        if not draft and made is not None and made.maker in (Maker.MT, Maker.TM) and made.out:
            left = digest(b.target) == made.out
            draft = b.target if left else self.versions.drafts.get(made.out, "")
        return replace(change, draft=draft, final=diff(draft, b.target) if draft else ())

    def _filed(self, change: Change) -> Change:
        known = replace(
            change,
            article=self.versions.pair.article,
            locale=self.locale,
            source_file=self.versions.pair.source or "",
            target_file=self.versions.pair.target,
        )
        block = None
        for side, version in ((self.after, change.after), (self.before, change.before)):
            if block is None and version is not None and version.unit is not None:
                block = side.source_blocks.get(version.unit.id)
        return replace(known, kind=block.kind) if block is not None else known


def _version(side: Side, unit: Unit | None) -> Version | None:
    if unit is None:
        return None
    lines = side.source_lines.get(unit.id, 0), side.target_lines.get(unit.id, 0)
    return Version(unit.source, unit.target, unit, *lines)


def _how(a: Unit | None, b: Unit | None) -> ChangeKind:
    if a is None:
        return ChangeKind.NEW
    if b is None:
        return ChangeKind.REMOVED
    source, target = a.source != b.source, a.target != b.target
    if source and target:
        return ChangeKind.BOTH
    if source or target:
        return ChangeKind.SOURCE if source else ChangeKind.TARGET
    return ChangeKind.STATE if _seen(a) != _seen(b) else ChangeKind.MOVED


def _seen(unit: Unit) -> tuple[object, ...]:
    """What a reviewer sees of a unit; marks and references are not shown."""
    return unit.source, unit.target, standing(unit), unit.conflict, unit.review is None
