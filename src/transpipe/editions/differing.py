"""A file and a catalogue that differ where nothing says on what both agreed last.

Nothing is guessed: of each unit for which they say two things both texts are kept, in a conflict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from transpipe.align.witness import settle
from transpipe.convert.prose import convert_prose
from transpipe.editions import cache
from transpipe.editions.opening import defined_labels
from transpipe.editions.reading import aligned
from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline
from transpipe.model import (
    Bitext,
    Catalogue,
    Certainty,
    Conflict,
    Document,
    Edition,
    Missing,
    Owner,
    Placement,
    Policy,
    Unit,
    UnitId,
    Words,
)
from transpipe.ports import Converter, Witness
from transpipe.publish.article import from_source
from transpipe.target_edits.edits import Edited, edited
from transpipe.text.han import count_han, is_han
from transpipe.text.sentences import paragraphs
from transpipe.text.similarity import ratio_from
from transpipe.units.build import from_beads, unit_of
from transpipe.units.placement import bare, place, unmarked

# So many of the texts of a catalogue are missing in a file that is perhaps another one's.
_MOST = 0.5
# So much of the Chinese of a file that translates a source is in pairs that are sure.
_PLAINLY = 0.6
# How alike words are at least that are perhaps a unit's.
_ALIKE = 0.4


@dataclass(frozen=True)
class Both:
    """A catalogue with the other texts of its file, and what both say.

    `over` are the file's texts in conflicts in whose place it says others now; `strange` where it
    is perhaps another one's.
    """

    current: Catalogue
    then: Catalogue
    over: frozenset[str] = field(default_factory=frozenset)
    strange: bool = False


def differing(article: Edition, links: LinkMap, converter: Converter) -> Both:
    """What file and catalogue say, where nothing says who is right.

    What a conflict has of the file already gives way to what that says now, but not where it is
    perhaps another file.
    """
    units = article.catalogue.units
    here = place(article.catalogue, article.file)
    lost = {unit.id for unit in here.lost}
    worded = sum(bool(unit.words) for unit in article.catalogue.active())
    strange = len(here.lost) > max(1, _MOST * worded)
    found = _less_sure(aligned_words(article, links, converter), article.file, here)
    said = {key: unit.target for key, unit in found.items()}
    if not strange and not lost <= said.keys():
        said = {**_in_place(article, here, links), **said}
    asked = {u.id for u in units if strange and u.conflict and u.conflict.side == "md"}
    other = {key: said[key] for key in lost - asked if key in said}
    current = tuple(_contested(u, other[u.id]) if u.id in other else u for u in units)
    then = tuple(
        replace(unit, target=other[unit.id]) if unit.id in other else unit
        for unit in units
        if unit.id in other or unit.id in asked or unit.id not in lost
    )
    now, base = (with_words(replace(article.catalogue, units=u), found) for u in (current, then))
    return Both(now, base, frozenset(_typed_over(article.catalogue, now)), strange)


def aligned_words(
    article: Edition, links: LinkMap, converter: Converter, witness: Witness | None = None
) -> dict[UnitId, Unit]:
    """What the file says for each unit, as it is aligned with the source.

    What alignment doubts may be settled by a witness.
    """
    source, file = article.source, unmarked(article.file)
    beads = aligned(source, file, converter)
    beads = settle(beads, source, file, witness) if witness is not None else beads
    bitext = Bitext(source, file, beads)
    made = from_beads(bitext, article.name, article.locale, links.back)
    return {unit.id: unit for unit in made.units if unit.target}


def translates(article: Edition, converter: Converter) -> bool:
    """Whether a file is plainly a translation of its source: most of its Chinese surely pairs."""
    file = unmarked(article.file)
    beads = aligned(article.source, file, converter)
    sizes = [count_han(block.text) if block.segment else 0 for block in file.blocks]
    sure = (n for bead in beads if bead.certainty is Certainty.SURE for n in bead.target)
    return bool(sum(sizes)) and sum(sizes[n] for n in sure) >= _PLAINLY * sum(sizes)


def translated_anew(
    article: Edition, edits: Edited, links: LinkMap, converter: Converter
) -> Edited:
    """The edits of a file of which most was translated anew, as it is aligned with its source.

    Whose words a text is, is in doubt where alignment does not say what following the blocks does.
    """
    found = aligned_words(article, links, converter)
    words, doubtful = dict(edits.words), set(edits.doubtful)
    for key, said in edits.words.items():
        unit = found.get(key)
        if not said or (unit is not None and bare(unit.target) == bare(said)):
            continue
        if unit is not None and unit.confirmed:
            words[key] = unit.target
        else:
            doubtful.add(key)
    return replace(edits, words=words, doubtful=frozenset(doubtful))


def _less_sure(found: Mapping[UnitId, Unit], file: Document, here: Placement) -> dict[UnitId, Unit]:
    """Words that the file says for units; those in doubt that another unit accounts for already."""
    blocks = zip(unmarked(file).blocks, here.blocks, strict=True)
    other = {bare(b.text) for b, held in blocks if held} - _unheld(file, here)
    return {
        key: unit if other.isdisjoint(map(bare, paragraphs(unit.target))) else unit.doubted()
        for key, unit in found.items()
    }


def with_words(catalogue: Catalogue, filled: Mapping[UnitId, Unit]) -> Catalogue:
    """The catalogue with words for those of its units that have none."""
    units = [
        replace(filled[unit.id], references=unit.references, notes=unit.notes)
        if unit.active and unit.id in filled and not unit.words
        else unit
        for unit in catalogue.units
    ]
    return replace(catalogue, units=tuple(units))


def _in_place(article: Edition, here: Placement, links: LinkMap) -> dict[UnitId, str]:
    """Chinese that is no unit's and like a unit's words, by the unit in whose place it stands.

    Alignment may leave it open where a source says one thing many times. What is not alike may be
    a translator's own.
    """
    units = unit_of(article.source, article.catalogue)
    made = from_source(article.source, units, links, Policy(Missing.OMIT))
    built = cache.written(made, article.catalogue.cut)
    words = edited(built, place(article.catalogue, built), article.file).words
    free, had = _unheld(article.file, here), article.catalogue.find()
    return {
        key: inline.map_targets(said, links.back)
        for key, said in words.items()
        if said and {bare(part) for part in paragraphs(said)} <= free
        if ratio_from(_ALIKE, had[key].words, said) >= _ALIKE
    }


def _unheld(file: Document, here: Placement) -> frozenset[str]:
    """The Chinese of a file that no unit accounts for."""
    blocks = zip(unmarked(file).blocks, here.blocks, strict=True)
    return frozenset(
        bare(b.text) for b, held in blocks if b.segment and not held and count_han(b.text)
    )


def _contested(unit: Unit, other: str) -> Unit:
    return replace(unit.doubted(), conflict=Conflict("md", other))


def _typed_over(before: Catalogue, now: Catalogue) -> Iterator[str]:
    """The file's texts in conflicts in whose place it says others now."""
    here = now.find()
    for unit in before.active():
        held = unit.conflict
        if held and held.side == "md" and here[unit.id].conflict != held:
            yield held.text


def unconverted(
    words: Words, child: Catalogue, edits: Edited, converter: Converter
) -> frozenset[UnitId]:
    """The units of a derived locale for which its file says what the authored one does, or did.

    Only in characters that the locale does not have was that copied. Else it is somebody's choice:
    文件 is 檔案 by conversion, and a document for who writes 文件 there. But not where
    the whole file was copied.
    """
    here, own = words.edition.catalogue.find(), child.find()
    before = words.before.find() if words.before else {}
    copied = {
        key: said
        for key, said in edits.words.items()
        if any(key in had and bare(had[key].target) == bare(said) != "" for had in (here, before))
    }
    signs = {key: list(dict.fromkeys(filter(is_han, said))) for key, said in copied.items()}
    odd = frozenset(
        key for key, used in signs.items() if list(converter.convert(used, child.locale)) != used
    )
    # No unit is left that says what conversion has made of it.
    others = {k for k, u in here.items() if u.words and k in own and own[k].words != u.words}
    return frozenset(copied) if odd and others <= edits.words.keys() else odd


def as_converted(
    words: Words, child: Catalogue, edits: Edited, converter: Converter
) -> frozenset[UnitId]:
    """The derived units for which a file says what conversion makes of the parent's words now.

    It may have been made of these before: nobody has chosen other words.
    """
    here = words.edition.catalogue.find()
    derived = {unit.id for unit in child.units if unit.owner is Owner.DERIVED}
    keys = [key for key in edits.words if key in here and key in derived]
    labels = defined_labels(words.edition)
    made = convert_prose([here[key].target for key in keys], converter, child.locale, labels)
    rows = zip(keys, made, strict=True)
    return frozenset(key for key, text in rows if bare(text) == bare(edits.words[key]) != "")


def still_derived(then: Catalogue, before: Catalogue, keys: Collection[UnitId]) -> Catalogue:
    """What file and catalogue say, where of these units the file has a copy: nobody's override."""
    made = {unit.id: unit.origin for unit in before.units if unit.id in keys and unit.origin}

    def said(unit: Unit) -> Unit:
        origin = made.get(unit.id) if unit.target else None
        return unit.marked(origin) if origin else unit

    return replace(then, units=tuple(map(said, then.units)))
