"""A new source and an old catalogue: what is kept, what is to be looked at, what has gone.

Texts that did not change keep their units wherever they moved, and what was here before is
revived. Of the rest, only what vanished can have become what is new (`heirs`): edited, split or
merged texts keep their words, fuzzy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transpipe.catalogue.carry import Match, holds_words, live, named_apart, obsolete
from transpipe.catalogue.contexts import Place, at, places
from transpipe.catalogue.heirs import Heir, heirs
from transpipe.catalogue.shares import shares
from transpipe.model import Carried, Carry, Catalogue, Document, Merged, Unit
from transpipe.text.similarity import scores

# How alike two heading trails must be, for one to be the other renamed.
_ALIKE = 0.6
# What takes the words of a unit without becoming that unit.
_COPIES = (Carry.SPLIT, Carry.MERGED)

# The matches so far, by the index of their place.
Matches = dict[int, Match]


def merge(document: Document, old: Catalogue, elsewhere: Sequence[Unit] = ()) -> Merged:
    """The catalogue for the source as it is now; merged again it stays as it is.

    A unit whose text is still there keeps everything. One whose text was edited keeps its words,
    fuzzy, with the text they were made for; of one that was split or merged the words are shared
    out or joined, fuzzy, and it stays obsolete as it was. One whose text has gone becomes obsolete
    if it has words: no words of a person are dropped. `elsewhere` are units of other articles,
    in their order, whose words may be taken along (a file was renamed or split).
    """
    here = places(document)
    matches: Matches = {}
    for exact in (_same, _renamed, _revived):
        matches |= exact(here, old, matches)
    matches |= _heirs_here(here, old, matches)
    matches |= _from_elsewhere(here, elsewhere, matches)
    matches |= _from_obsolete(here, old, matches)
    units, carried = live(here, matches, old)
    return _assembled(document, old, matches, units, carried)


def _assembled(
    document: Document,
    old: Catalogue,
    matches: Matches,
    units: Sequence[Unit],
    carried: Sequence[Carried],
) -> Merged:
    kept = {match.old[0].id for match in matches.values() if _takes(match)}
    shared = {u.id for match in matches.values() if match.how in _COPIES for u in match.old}
    gone = [unit for unit in old.units if unit.active and unit.id not in kept]
    left = [unit for unit in old.units if not unit.active and unit.id not in kept]
    retired = named_apart((*left, *(obsolete(u) for u in gone if holds_words(u))), units)
    lost = [u for u in gone if u.id not in shared]
    return Merged(
        replace(old, units=(*units, *retired), lines=document.lines),
        (*carried, *(Carried(Carry.GONE, u.source, u.source, u.context) for u in lost)),
    )


def _takes(match: Match) -> bool:
    """Whether the unit of the place is the old one, not a copy of its words."""
    if match.how in (Carry.SAME, Carry.REVIVED):
        return True
    return match.how is Carry.EDITED and match.main and match.old[0].active


# ── Texts that are still there ──────────────────────────────────────────────────────────────


def _same(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Places whose text has a unit."""
    active = old.find()
    found = ((index, at(place, active)) for index, place in enumerate(here))
    return {index: Match(Carry.SAME, (unit,), unit.context) for index, unit in found if unit}


def _renamed(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Units of one place alone, whose heading was renamed: the place is known by the new one."""
    used = {match.old[0].id for match in matches.values()}
    first = {place.text: index for index, place in reversed(list(enumerate(here)))}
    left = [u for u in old.units if u.active and u.context and u.id not in used]
    free = [
        index
        for index, place in enumerate(here)
        if index not in matches or (matches[index].context is None and index != first[place.text])
    ]
    alike = scores([u.context or "" for u in left], [here[i].context for i in free], _ALIKE)
    rows = [
        (score, a, b)
        for a, line in enumerate(alike)
        for b, score in enumerate(line)
        if score >= _ALIKE and left[a].source == here[free[b]].text
    ]
    return {free[b]: Match(Carry.EDITED, (left[a],), here[free[b]].context) for a, b in _best(rows)}


def _best(rows: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pairs one to one, the highest score first; equals in order."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _score, a, b in sorted(rows, key=lambda row: (-row[0], abs(row[1] - row[2]), row[1:])):
        if a not in found and b not in taken:
            found[a] = b
            taken.add(b)
    return list(found.items())


def _revived(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts that are back: their words were kept as obsolete."""
    asleep: dict[str, list[Unit]] = {}
    for unit in old.units:
        if not unit.active:
            asleep.setdefault(unit.source, []).append(unit)
    found: Matches = {}
    met: set[str] = set()
    for index, place in enumerate(here):
        if index in matches or place.text not in asleep:
            continue
        own = [unit for unit in asleep[place.text] if unit.context == place.context]
        if own:
            found[index] = Match(Carry.REVIVED, (own[0],), place.context)
            asleep[place.text].remove(own[0])
        elif place.text not in met and asleep[place.text]:
            shared = sorted(asleep[place.text], key=lambda unit: unit.context is not None)[0]
            found[index] = Match(Carry.REVIVED, (shared,), None)
            asleep[place.text].remove(shared)
        met.add(place.text)
    return found


# ── Texts that changed ──────────────────────────────────────────────────────────────────────


def _new_texts(here: Sequence[Place], matches: Matches) -> list[str]:
    """The text of each place that has no words yet, where it stands first; '' for the others."""
    met = {here[index].text for index in matches}
    texts: list[str] = []
    for place in here:
        texts.append("" if place.text in met else place.text)
        met.add(place.text)
    return texts


def _heirs_here(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts that are new, beside those of this catalogue that vanished."""
    active = [unit for unit in old.units if unit.active]
    first = {match.old[0].id: index for index, match in reversed(matches.items())}
    known = {first[unit.id]: n for n, unit in enumerate(active) if unit.id in first}
    texts = ["" if unit.id in first else unit.source for unit in active]
    found: Matches = {}
    for heir in heirs(texts, _new_texts(here, matches), known):
        found |= _matched(heir, active, here)
    return found


def _from_elsewhere(here: Sequence[Place], elsewhere: Sequence[Unit], matches: Matches) -> Matches:
    """Texts that other articles have, or had, the same or edited."""
    there = [unit for unit in elsewhere if unit.target]
    first = {unit.source: n for n, unit in reversed(list(enumerate(there)))}
    texts = _new_texts(here, matches)
    known = {index: first[text] for index, text in enumerate(texts) if text in first}
    found = {index: Match(Carry.MOVED, (there[n],)) for index, n in known.items()}
    for heir in heirs([unit.source for unit in there], texts, known):
        found |= {j: replace(m, main=False) for j, m in _matched(heir, there, here).items()}
    return found


def _from_obsolete(here: Sequence[Place], old: Catalogue, matches: Matches) -> Matches:
    """Texts much like one that left this article some time ago."""
    awake = {match.old[0].id for match in matches.values()}
    asleep = [u for u in old.units if not u.active and u.target and u.id not in awake]
    found: Matches = {}
    for heir in heirs([u.source for u in asleep], _new_texts(here, matches), {}, sure=True):
        found |= _matched(heir, asleep, here)
    return found


def _matched(heir: Heir, units: Sequence[Unit], here: Sequence[Place]) -> Matches:
    """The matches that an heir stands for; units without words or notes give nothing."""
    olds = tuple(units[n] for n in sorted(heir.old))
    if len(heir.new) == 1:
        how = Carry.EDITED if len(olds) == 1 else Carry.MERGED
        givers = tuple(unit for unit in olds if holds_words(unit) or unit.notes)
        return {heir.new[0]: Match(how, givers)} if givers else {}
    if not holds_words(olds[0]):
        return {}
    order = sorted(heir.new)
    parts = shares(olds[0].source, olds[0].target, [here[n].text for n in order])
    return {
        n: Match(Carry.SPLIT, olds, share=part, main=n == heir.new[0])
        for n, part in zip(order, parts, strict=True)
    }
