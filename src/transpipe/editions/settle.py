"""Which edits of the source a person need not look at: kept, patched, or answered in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.align.lexicon import starter
from transpipe.model import (
    Action,
    Carry,
    Catalogue,
    Doubt,
    Finding,
    Locale,
    Maker,
    Merged,
    Origin,
    Owner,
    Severity,
    State,
    Unit,
    UnitId,
    made_for,
    stale,
)
from transpipe.ports import Converter
from transpipe.stale.answers import answers
from transpipe.stale.edited import Edited
from transpipe.stale.rendered import Dictionary
from transpipe.stale.severity import judged
from transpipe.stale.slips import NO_PROJECT, Vocabulary

# Of a text that was split so much of what is elsewhere stands in other texts.
_MOST = 0.5


@dataclass(frozen=True)
class Typed:
    """What tells which words people typed since file and catalogue agreed: the catalogue then.

    `dictionary` says what words of the source may be in Chinese.
    """

    agreed: Catalogue
    dictionary: Dictionary

    @classmethod
    def since(cls, agreed: Catalogue, converter: Converter) -> Typed:
        """With the dictionary that comes with the package; a converter makes one script of two."""

        def fold(text: str) -> str:
            return converter.convert([text], Locale.ZH_CN)[0]

        return cls(agreed, Dictionary(lambda words: starter().renderings(words), fold))


def settle(
    merged: Merged,
    before: Catalogue,
    vocabulary: Vocabulary = NO_PROJECT,
    typed: Typed | None = None,
    *,
    patches: bool = True,
) -> tuple[Merged, tuple[Finding, ...]]:
    """The merge with those edits settled that no person need look at; patches are reported.

    An edit is judged against the source that the words were made for, so that small steps cannot
    add up unseen. Only words that stood confirmed, or were stale for an edit alone, are settled.
    `vocabulary` is what the project writes in other places. What somebody `typed` is not patched:
    it is current where it says what a patch would, and where it answers the edit of the source.
    Without `patches` what could be patched is stale like everything else.
    """
    old = {unit.id: unit for unit in before.units}
    came = _came_from(before, old, merged)
    had = typed.agreed.find() if typed else {}
    units: list[Unit] = []
    findings: list[Finding] = []
    for unit in merged.catalogue.units:
        result, agreed, origin = unit, had.get(unit.id), came.get(unit.id)
        if agreed is not None and _is_typed_over(unit, origin or old.get(unit.id), agreed):
            origin = agreed
        if origin is not None and unit.active:
            edit = _Step(
                unit, origin, agreed if agreed and _is_typed(unit, agreed) else None, patches
            )
            result = _settled(edit, vocabulary, typed.dictionary if typed else None)
        elif (
            agreed is not None and typed is not None and _was_stale(old.get(unit.id), unit, merged)
        ):
            result = _followed(_Step(unit, old[unit.id], agreed), typed.dictionary)
        if result.target != unit.target:
            findings.append(_patched(before.article, unit, result))
        units.append(result)
    return replace(merged, catalogue=replace(merged.catalogue, units=tuple(units))), tuple(findings)


def _came_from(
    before: Catalogue, old: Mapping[UnitId, Unit], merged: Merged
) -> dict[tuple[str | None, str], Unit | None]:
    """The units as they were whose source was edited, by context and source of now.

    `old` are those of the catalogue before, by id.
    """
    by_source = {unit.source: unit for unit in reversed(before.units)}
    return {
        (step.context, step.source): old.get(
            UnitId(step.old_context, step.old), by_source.get(step.old)
        )
        for step in merged.carried
        if step.how is Carry.EDITED and step.old is not None
    }


@dataclass(frozen=True)
class _Step:
    """A unit whose source was edited, as it was before, and as file and catalogue agreed on it.

    `agreed` is None where nobody has typed its words since. Without `patches` no machine may
    change the words.
    """

    unit: Unit
    before: Unit
    agreed: Unit | None
    patches: bool = True

    @property
    def words(self) -> str:
        """The words that were made for the source before."""
        return self.agreed.words if self.agreed else self.unit.target

    def is_answered(self, source: str, dictionary: Dictionary | None) -> bool:
        """Whether who typed the words changed them as the source was changed."""
        if self.agreed is None or dictionary is None:
            return False
        edit = Edited(self.agreed.words, self.unit.target)
        return answers(Edited(source, self.unit.source), edit, dictionary)


def _was_stale(before: Unit | None, unit: Unit, merged: Merged) -> bool:
    """Whether words were stale until somebody typed others in the file.

    Of a text that was split nobody knows which words had to change.
    """
    if before is None or not stale(before) or unit.state is not State.TRANSLATED:
        return False
    whole = made_for(before)[0]
    if unit.source not in whole:
        return True
    rest = whole.replace(unit.source, "", 1).strip()
    parts = {u.source for u in merged.catalogue.active() if u.id != unit.id and u.source in rest}
    return sum(map(len, parts)) < _MOST * len(rest)


def _followed(step: _Step, dictionary: Dictionary) -> Unit:
    """The unit as current if what was typed answers the edit of the source, else still stale."""
    unit, was = step.unit, step.before
    typed = bool(step.words) and step.words != unit.target
    if not typed or step.is_answered(made_for(was)[0], dictionary):
        return unit
    previous = made_for(was)[0]
    waiting = replace(
        unit, state=State.FUZZY, previous=previous, previous_context=was.previous_context
    )
    return waiting.marked(Origin(Maker.EDIT))


def _settled(step: _Step, vocabulary: Vocabulary, dictionary: Dictionary | None) -> Unit:
    unit, source = step.unit, made_for(step.before)[0]
    moved_on = stale(unit) or source == unit.source or step.before is step.agreed
    if unit.owner is not Owner.PERSON or unit.conflict or not moved_on:
        return unit
    current = replace(unit, state=State.TRANSLATED, previous=None, previous_context=None)
    if not _stood(step.before):
        back = source == unit.source and _was_typed_beside(step.before)
        answered = step.is_answered(step.before.source if back else source, dictionary)
        if answered:
            return replace(current, origin=None)
        return unit.marked(Origin(Maker.EDIT, doubt=Doubt.BACK)) if back else unit
    judgement = judged(source, unit.source, step.words, vocabulary)
    if judgement.action is Action.KEEP:
        same = source == unit.source
        kept = replace(current, origin=None)
        return kept if same else kept.marked(Origin(Maker.KEEP, made_from=source))
    if judgement.action is Action.PATCH and judgement.target is not None:
        if judgement.target == unit.target:
            return replace(current, origin=None)
        if step.agreed is None and step.patches:
            return replace(current, target=judgement.target).marked(Origin(Maker.PATCH))
    if step.is_answered(source, dictionary):
        return replace(current, origin=None)
    beside = unit.origin if unit.origin and unit.origin.maker is Maker.CONVERT else None
    waiting = replace(unit, state=State.FUZZY, previous=source, origin=beside)
    return waiting.marked(Origin(Maker.EDIT)) if step.agreed is not None else waiting


def _is_typed_over(unit: Unit, before: Unit | None, agreed: Unit) -> bool:
    """Whether people typed words where only a machine had patched those that were agreed on."""
    if before is None or unit.target in ("", before.target):
        return False
    patched = before.origin is not None and before.origin.maker is Maker.PATCH
    return patched and stale(agreed)


def _is_typed(unit: Unit, agreed: Unit) -> bool:
    """Whether somebody has typed a unit's words since file and catalogue agreed.

    A patch that no build has published yet is nobody's.
    """
    if not agreed.words or agreed.words == unit.target:
        return False
    marked = unit.origin is not None and unit.origin.maker is Maker.PATCH
    return not marked and not (_may_be_patch(unit) and is_patch_of(unit, agreed))


def only_patched(catalogue: Catalogue, agreed: Catalogue) -> frozenset[UnitId]:
    """The units whose words are what a machine makes of those that were agreed on, and no others.

    The mark of a patch stays where somebody corrects the words in a PO editor, and goes where the
    source has changed since in what no machine can follow.
    """
    had = agreed.find()
    units = (u for u in catalogue.units if u.id in had and _may_be_patch(u))
    apart = (u for u in units if u.target != had[u.id].target)
    return frozenset(u.id for u in apart if is_patch_of(u, had[u.id]))


def _may_be_patch(unit: Unit) -> bool:
    """Whether a unit is marked as patched, or is stale without any mark."""
    if unit.origin is None:
        return stale(unit)
    return unit.origin.maker is Maker.PATCH


def is_patch_of(unit: Unit, agreed: Unit) -> bool:
    """Whether the words of a unit are what a machine makes of those that were agreed on."""
    made = judged(made_for(agreed)[0], made_for(unit)[0], agreed.words).target
    return not unit.conflict and made == unit.target


def _stood(unit: Unit) -> bool:
    """Whether nothing but an edit of the source was ever in doubt about its words."""
    if unit.state is State.TRANSLATED:
        return True
    doubted = unit.origin is not None and unit.origin.maker not in (Maker.KEEP, Maker.PATCH)
    return stale(unit) and not doubted


def _was_typed_beside(unit: Unit) -> bool:
    """Whether its words were typed beside an edit of the source that they do not answer.

    Then they need not be those of the source before that edit, should it come back.
    """
    return unit.origin is not None and unit.origin.maker is Maker.EDIT


def _patched(article: str, before: Unit, after: Unit) -> Finding:
    said = _("patched by machine: {before} → {after}").format(
        before=before.target, after=after.target
    )
    return Finding("patched", Severity.INFO, said, article, 0, source=after.source)
