"""Edits of the Chinese file taken into the catalogue: as words, beside others, or as obsolete."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from transpipe.markdown import inline
from transpipe.model import Catalogue, Conflict, Document, Doubt, Owner, State, Unit, UnitId
from transpipe.model.text import digest
from transpipe.target_edits.edits import Edited
from transpipe.target_edits.split_words import (
    Retyped,
    contested,
    hand_on,
    heirs_in,
    inherited,
    passed_on,
)
from transpipe.units.names import foreign, small_words
from transpipe.units.placement import bare


def take_in(
    catalogue: Catalogue,
    agreed: Catalogue,
    edits: Edited,
    to_source: Callable[[str], str],
    patched: Collection[UnitId] = (),
) -> Catalogue:
    """The catalogue with people's edits of the Chinese file; `agreed` is what both sides had.

    The words of units that a machine alone has `patched` since are nobody's. Where those of the
    catalogue changed too, and differently, the unit keeps them and holds the file's in a conflict.
    Words that were taken out of the file stay as an obsolete unit, and so do edited ones whose unit
    the catalogue has not any more; those into which its text was split or merged say the edit too.
    """
    had = {unit.id: unit.target for unit in agreed.units}
    passed = inherited(agreed, edits.words, to_source)
    units: list[Unit] = []
    dropped: list[Unit] = []
    for unit in catalogue.units:
        said = edits.words.get(unit.id)
        if said is None:
            share = passed.get(unit.id)
            units.append(unit if share is None else passed_on(unit, had[unit.id], share))
            continue
        before = unit.target if unit.id in patched else had.get(unit.id, unit.target)
        new = _updated(unit, before, inline.map_targets(said, to_source))
        units.append(new.doubted() if unit.id in edits.doubtful and new.confirmed else new)
        emptied = new.active and unit.words and _is_bare(new) and not _is_bare(unit)
        if emptied or (unit.id in edits.elsewhere and new.words != unit.words and unit.words):
            dropped.append(obsolete(unit))
    known = {unit.id for unit in catalogue.units}
    dropped += _homeless(agreed, edits, known, to_source)
    # Places of one text may have had the same words.
    dropped = [u for u in {unit.id: unit for unit in dropped}.values() if u.id not in known]
    retyped = ((key, said) for key, said in edits.words.items() if said and had.get(key))
    typed = [(k, Retyped(k[1], had[k], inline.map_targets(s, to_source))) for k, s in retyped]
    _hand_on(units, typed, passed)
    return replace(catalogue, units=(*units, *dropped))


def _hand_on(
    units: list[Unit], typed: Iterable[tuple[UnitId, Retyped]], passed: Collection[UnitId]
) -> None:
    """Words typed over those of texts that were split or merged, to those that have none yet."""
    heirs, live = heirs_in(units), {unit.id for unit in units if unit.active}
    # The longest first: another one's words may be a part of them.
    for key, words in sorted(typed, key=lambda item: -len(item[1].had)):
        mine = [n for n in heirs.get(key[1], ()) if units[n].id not in {key, *passed}]
        hand_on(units, mine, words, key not in live)


def _homeless(
    agreed: Catalogue, edits: Edited, known: Collection[UnitId], to_source: Callable[[str], str]
) -> Iterator[Unit]:
    """Words of units that the catalogue has not any more, as obsolete ones.

    They were edited, or stand in a place that has left the source, of a text whose unit for all
    places says others now.
    """
    for unit in agreed.units:
        if not unit.words or unit.id in known:
            continue
        said = edits.words.get(unit.id)
        if said:
            typed = replace(unit, target=inline.map_targets(said, to_source))
            yield obsolete(typed)
        elif said is None and edits.words.get(UnitId(None, unit.source), unit.words) != unit.words:
            yield obsolete(unit)


def _is_bare(unit: Unit) -> bool:
    """Whether a unit has no words but its source's."""
    return unit.target in ("", unit.source)


def _updated(unit: Unit, had: str, said: str) -> Unit:
    """One unit with what the file says, where the two sides last agreed on `had`."""
    if not said and not had:
        return unit  # it said nothing before
    if said == unit.target:
        agreed = said and unit.conflict and unit.conflict.side == "md" and said != had
        return unit.changed(said) if agreed else unit
    if unit.owner is Owner.PERSON and unit.target != had:
        return contested(unit, _beside(unit.conflict, had, said))
    if not unit.active:
        # Its source is gone, and build will take the block out: here its last words stay.
        return replace(unit, target=said or unit.target)
    if unit.owner is not Owner.PERSON:
        # A machine's words give way; where those that a person changed were others, with a doubt.
        new = unit.changed(said) if said else unit
        derived = unit.owner is Owner.DERIVED and unit.target != had
        return new.doubted() if said and derived else new
    if said and unit.conflict and unit.conflict.side == "theirs":
        # Nothing says that whoever typed has read what the other branch says.
        return replace(unit.changed(said).doubted(), conflict=unit.conflict)
    if said and unit.state is State.FUZZY and unit.origin and unit.origin.doubt is Doubt.SPLIT:
        return replace(unit, target=said)  # it holds what others say too, in whichever words
    return unit.changed(said)


def _beside(held: Conflict | None, had: str, said: str) -> str:
    """What the file says, with words that git took out of it before: these nobody typed over."""
    if held is None or held.side != "md" or not said or held.text in ("", had, said):
        return said
    return held.text.removesuffix(f"\n\n{had}") + f"\n\n{said}"


def obsolete(unit: Unit) -> Unit:
    """Words without a place: kept under a name of their own, since the live unit has theirs."""
    return replace(
        unit, state=State.OBSOLETE, context=f"old {digest(unit.target)}", origin=None, review=None
    )


# So much of a file must have stayed, and so few texts may be others, for it to be the same one.
_MOST, _LEAST = 0.5, 2
# So many characters of a text, and no more of it, are no chance.
_BEGUN = 4


@dataclass(frozen=True, slots=True)
class Meant:
    """The edits as they are to be read.

    `edits` has no words for what is English again; `asked` are units whose new text is no
    translation, or of another article (`strange`), whose file it is word for word where it is
    `copied`; `untranslated` counts those in English again. Of a file that is `cut` off nothing is
    an edit. `anew`: most of it was translated anew. `gone` counts the units whose words are missing
    where most of the file is, and nothing else is there instead.
    """

    edits: Edited
    asked: frozenset[UnitId] = frozenset()
    strange: bool = False
    copied: bool = False
    untranslated: int = 0
    cut: bool = False
    anew: bool = False
    gone: int = 0

    def less(self, known: Collection[UnitId]) -> Meant:
        """The same, where of these units it is known whose text the new one is."""
        asked = self.asked.difference(known)
        return replace(self, asked=asked, strange=self.strange and bool(asked))


@dataclass(frozen=True, slots=True)
class WholeFile:
    """What can be asked of a file as a whole.

    `copied` says whether it is word for word another one: asked only where something is new;
    `translates` whether it is plainly a translation of the source, or of the same article still:
    where most is; `adds` whether it says anything, in whatever language, that it did not say
    before.
    """

    copied: Callable[[], bool] = lambda: False
    translates: Callable[[], bool] = lambda: False
    adds: Callable[[], bool] = lambda: True


def is_cut(before: Document, now: Document) -> bool:
    """Whether a file ends where it went on before, as where the disk was full.

    Its last line has no end and had one, and is the beginning of a longer one or the last of what
    was there; or the whole file is what it was, up to within a block, and more blocks are missing;
    or blocks are missing, and the last one breaks off within a sentence of theirs.
    """
    whole, left, count = before.text, now.text.rstrip(), len(now.blocks)
    if not left or left == whole.rstrip() or not count:
        return False
    gone, last = len(before.blocks) - count, now.blocks[-1].text
    unended = whole.endswith(("\n", "\r")) and not now.text.endswith(("\n", "\r"))
    if whole.startswith(left) and gone >= 0:
        within = before.blocks[count - 1].text != last
        return (within and (unended or gone > 0)) or (unended and gone > 1)
    there = {block.text for block in now.blocks}
    begun = [b.text for b in before.blocks if b.text not in there]
    if unended and any(text.startswith(last) for text in begun):
        return True
    within = last[-1:].isalnum() and gone > 0
    return within and any(_breaks_off_in(last, text) for text in begun)


def _breaks_off_in(said: str, text: str) -> bool:
    """Whether what a block says ends with the beginning of a text, which goes on in a word."""
    counts = (n for n in range(_BEGUN, len(text)) if text[n].isalnum())
    return any(said.endswith(text[:count]) for count in counts)


def meant(
    edits: Edited,
    then: Catalogue,
    now: Catalogue,
    source: Document,
    whole: WholeFile | None = None,
) -> Meant:
    """Edits of the file that agreed with `then`, as somebody who works on it has meant them.

    What the catalogue says `now` is no edit to be asked about.
    """
    if not edits.words:
        return Meant(edits)
    had, here, small = then.find(), now.find(), small_words(source)
    new = {k: said for k, said in edits.words.items() if k in had and not _said(said, here, k)}
    english = {key for key, said in new.items() if said and _is_source(said, had[key])}
    prose = {key for key, said in new.items() if said and foreign(said, small)}
    # A name may stand as it is, but not where everything around it is in English again.
    english = english if english & prose else set()
    words = {key: "" if key in english else said for key, said in edits.words.items()}
    other = prose - english
    # Where there were no words English is as good as none.
    words = {key: said for key, said in words.items() if key not in other or had[key].words}
    asked = other & words.keys()
    open_to_doubt = {key for key in words if key in new and key not in english and had[key].words}
    many = len(open_to_doubt) + len(edits.added) >= _LEAST
    whole = whole or WholeFile()
    other_file = bool(open_to_doubt) and whole.copied()
    # Where text is only missing, nothing says that it is another article.
    says = whole.adds() or any(words[key] for key in open_to_doubt)
    changed = many and edits.kept < _MOST and not edits.cut and not other_file
    rewritten = changed and says
    anew = rewritten and whole.translates()
    if strange := edits.cut or other_file or (rewritten and not anew):
        asked |= open_to_doubt  # what looks alike in another article is no edit either
    lost = sum(bool(had[key].words) for key in english)
    gone = len(open_to_doubt) if changed and not says else 0
    found = Meant(replace(edits, words=words), frozenset(asked), untranslated=lost, gone=gone)
    strange = strange and bool(asked)
    return replace(found, strange=strange, copied=other_file, cut=edits.cut, anew=anew)


def _said(said: str, now: Mapping[UnitId, Unit], key: UnitId) -> bool:
    """Whether a unit says a text already, whatever its links lead to."""
    unit = now.get(key)
    return unit is not None and bool(said) and bare(unit.target) == bare(said)


def _is_source(said: str, unit: Unit) -> bool:
    """Whether a text is the unit's own source, and was not kept so on purpose."""
    return bare(said).split() == bare(unit.source).split() and unit.words != unit.source
