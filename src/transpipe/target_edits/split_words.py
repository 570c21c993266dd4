"""Words of a text that was split or merged: its heirs, the units that have them now, and edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.markdown import inline
from transpipe.model import Catalogue, Conflict, Owner, State, Unit, UnitId
from transpipe.units.shares import shared_anew


def heirs_in(units: Sequence[Unit]) -> Mapping[str, list[int]]:
    """By each text that was split or merged, the numbers of the units that have its words."""
    found: dict[str, list[int]] = {}
    for number, unit in enumerate(units):
        if unit.state is State.FUZZY:
            for text in dict.fromkeys((unit.previous or "").split("\n\n")):
                found.setdefault(text, []).append(number)
    return found


@dataclass(frozen=True, slots=True)
class Retyped:
    """What was typed over the words that a text had before it was split or merged."""

    source: str
    had: str
    said: str

    def shares(self, texts: Sequence[str], sources: Sequence[str]) -> Sequence[str] | None:
        """What its heirs say then, who say `texts` now; None where these are others already."""
        if len(texts) == 1 and texts[0].count(self.had) == 1:
            return [texts[0].replace(self.had, self.said)]
        if len(texts) > 1 and all(text in self.had for text in texts):
            return shared_anew(texts, self.had, self.said, self.source, sources)
        return None


def hand_on(units: list[Unit], heirs: Sequence[int], typed: Retyped, gone: bool) -> None:
    """Edited words of a text that has been split or merged: its heirs say them too, if they can.

    Where nothing says which words are whose, the first has all of them.
    Where they have others by now, and the text is gone, the first has both in a conflict.
    """
    if not heirs:
        return
    texts = [units[number].target for number in heirs]
    shares = typed.shares(texts, [units[number].source for number in heirs])
    if shares is None and gone and any(text not in typed.said for text in texts):
        units[heirs[0]] = contested(units[heirs[0]], typed.said)
    for number, text in zip(heirs, texts if shares is None else shares, strict=True):
        if not text:
            units[number] = units[number].changed("")
        elif text != units[number].target:
            units[number] = replace(units[number], target=text, origin=None)


def inherited(
    agreed: Catalogue, words: Mapping[UnitId, str], to_source: Callable[[str], str]
) -> dict[UnitId, str]:
    """Words typed over those of texts that have been split or merged, by the units that inherit.

    Both stand in what file and catalogue agreed on: the texts as they were, and what they became.
    """
    units = agreed.find()
    found: dict[UnitId, str] = {}
    numbers = heirs_in(agreed.units)
    for key, typed in sorted(words.items(), key=lambda item: -len(_had(units, item[0]))):
        had, said = _had(units, key), inline.map_targets(typed, to_source)
        heirs = [agreed.units[n] for n in numbers.get(key[1], ())]
        heirs = [heir for heir in heirs if heir.id != key and heir.id not in words]
        if not said or not had or not heirs:
            continue
        texts = [found.get(heir.id, heir.target) for heir in heirs]
        shares = Retyped(key[1], had, said).shares(texts, [heir.source for heir in heirs])
        rows = zip(heirs, shares or (), strict=shares is not None)
        found |= {heir.id: share for heir, share in rows if share != heir.target}
    return found


def _had(units: Mapping[UnitId, Unit], key: UnitId) -> str:
    return units[key].target if key in units else ""


def passed_on(unit: Unit, had: str, said: str) -> Unit:
    """A unit with words that it inherits, where it had `had`: as stale as it was, or in doubt."""
    if unit.target == said:
        return unit
    if unit.target != had and unit.owner is Owner.PERSON:
        return contested(unit, said) if said else unit.doubted()
    return replace(unit, target=said, origin=None).doubted()


def ask_heirs(units: list[Unit], before: Unit, typed: Unit) -> Unit | None:
    """Words that one branch typed over those of `before`, where the other split or merged its text.

    The first of the heirs among the units has them beside its own in a conflict, and is returned.
    """
    mine = heirs_in(units).get(before.source, [])
    words = typed.target if typed.owner is Owner.PERSON else ""
    if words in ("", before.target) or all(units[number].target in words for number in mine):
        return None
    first = units[mine[0]]
    if first.conflict is None:
        units[mine[0]] = replace(first.doubted(), conflict=Conflict("theirs", words))
    return units[mine[0]]


def contested(unit: Unit, said: str) -> Unit:
    """The unit as it is, in doubt, with what the file says beside it."""
    return replace(unit.doubted(), conflict=_conflict(unit, said))


def _conflict(unit: Unit, said: str) -> Conflict:
    """The file's words beside the unit's, and beside those of a branch that stand there already."""
    held = unit.conflict
    if held is not None and held.side == "md" and held.text and not said:
        return held  # words are given up for others alone
    if held is None or held.side == "md" or said in held.text.split("\n\n"):
        return held if held and held.side != "md" else Conflict("md", said)
    return Conflict("md", f"{held.text}\n\n{said}")
