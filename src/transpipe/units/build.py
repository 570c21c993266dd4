"""Segments or beads into a catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.markdown import inline
from transpipe.model import (
    Bitext,
    Catalogue,
    Certainty,
    Document,
    Doubt,
    Layout,
    Locale,
    Origin,
    State,
    Unit,
    UnitId,
)
from transpipe.model.text import digest
from transpipe.text.han import count_han
from transpipe.text.sentences import sentences
from transpipe.units.bare import bare
from transpipe.units.names import foreign, small_words
from transpipe.units.places import Place, at, places
from transpipe.units.stacked import chinese_half, keeps_english, line_ends, says_source
from transpipe.units.verbatim import Surroundings

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Said:
    """What the Chinese article says for one place."""

    text: str
    sure: bool
    confidence: float
    block: int  # the first of those that say it
    doubt: Doubt | None = None
    witness: str = ""
    behind: bool = False


def empty(document: Document, article: str, locale: Locale, layout: Layout) -> Catalogue:
    """A catalogue of all that can be translated in an article, without any words yet."""
    units: dict[str, Unit] = {}
    for place in places(document):
        units.setdefault(place.text, new_unit(place, article))
    return Catalogue(article, locale, tuple(units.values()), layout, document.cut)


def new_unit(place: Place, article: str) -> Unit:
    """A unit without words for all places of a text."""
    comment = tuple(place.comment.split("\n")) if place.comment else ()
    return Unit(place.text, extracted=comment, references=(article,))


def filled(made: Catalogue, seen: Catalogue) -> Catalogue:
    """A catalogue whose empty units have the words that another reading of the file gives them.

    Words that a unit has already are given to no other one.
    """
    used = {unit.target for unit in made.units}
    new = {unit.id: unit for unit in seen.units if unit.target and unit.target not in used}
    units = (new.get(u.id, u) if u.state is State.EMPTY else u for u in made.units)
    return replace(made, units=tuple(units))


def unit_of(document: Document, catalogue: Catalogue) -> Mapping[int, Unit]:
    """Which active unit stands in which source block; blocks without one are absent."""
    units = catalogue.find()
    found = ((place.number, at(place, units)) for place in places(document))
    return {number: unit for number, unit in found if unit is not None}


def from_beads(
    bitext: Bitext,
    article: str,
    locale: Locale,
    to_source: Callable[[str], str],
    by: str = "align",
) -> Catalogue:
    """The catalogue of an article and its translation, as they were aligned.

    Sure pairs are done and carry no mark, or that of the witness who made them so; doubtful ones
    are fuzzy and say how doubtful. With `by="mt:NAME"` all are drafts of that machine. `to_source`
    turns a link target of the Chinese article into the source's.
    """
    source, said = bitext.source, dict(_heard(bitext))
    said = {n: replace(s, text=inline.map_targets(s.text, to_source)) for n, s in said.items()}
    said = dict(_fit(places(source), said, Surroundings(bitext.target, small_words(source))))
    groups: dict[str, list[Place]] = {}
    for place in places(source):
        groups.setdefault(place.text, []).append(place)
    units = [row for group in groups.values() for row in _units(group, said, article, by)]
    ordered = tuple(unit for _number, unit in sorted(units, key=lambda row: row[0]))
    return Catalogue(article, locale, ordered, Layout.OWN, source.cut)


def _fit(
    wanted: Iterable[Place], said: Mapping[int, _Said], around: Surroundings
) -> Iterator[tuple[int, _Said]]:
    """What is said, less English: that is no translation, not the source's nor an older one's.

    What stands verbatim and may is sure, whoever it was paired with; what has its source inside
    is not.
    """
    same = {bare(block.text): n for n, block in enumerate(around.document.blocks) if block.segment}
    for place in wanted:
        words = said.get(place.number)
        if words is not None and count_han(inline.words(words.text)):
            if not foreign(words.text, around.small):
                if _has_english(words.text, place.text):
                    words = replace(words, sure=False, doubt=words.doubt or Doubt.INSIDE)
                yield place.number, words
            continue
        if words is not None and words.behind and _is_less(words.text, place.text):
            yield place.number, words
            continue
        twin = same.get(bare(place.text))
        if twin is not None and around.keeps(twin, place.text):
            own = words is not None and bare(words.text) == bare(place.text)
            yield place.number, _Said(words.text if words and own else place.text, True, 1.0, twin)
        elif words is not None and around.keeps(words.block, place.text):
            yield place.number, words


def _is_less(text: str, source: str) -> bool:
    """Whether what stands behind a text is no other English: Chinese in code, or some of its words.

    `URL。` behind `URL.`, `Airflow` behind `Airflow - Workflow Orchestration`.
    """
    said, told = (set(_WORD.findall(each.casefold())) for each in (text, source))
    return text != source and (count_han(text) > 0 or (bool(said) and said <= told))


def _has_english(text: str, source: str) -> bool:
    """Whether Chinese has its source inside, or English prose of that kind at an end."""
    return says_source(text, source) or keeps_english(text, source)


def _units(
    group: Sequence[Place], said: Mapping[int, _Said], article: str, by: str
) -> Iterator[tuple[int, Unit]]:
    """The units of all places of one text, with their place: one, and one for each that differs."""
    unit = new_unit(group[0], article)
    heard = [(place, said[place.number]) for place in group if place.number in said]
    if not heard:
        yield group[0].number, unit
        return
    shared = heard[0][1].text
    best = max((s for _place, s in heard if s.text == shared), key=lambda s: (s.sure, s.confidence))
    yield group[0].number, _worded(unit, best, by)
    for place, words in heard:
        if words.text != shared:
            yield place.number, _worded(replace(unit, context=place.context), words, by)


def _worded(unit: Unit, said: _Said, by: str) -> Unit:
    done = said.sure and by == "align"
    unit = replace(unit, target=said.text, state=State.TRANSLATED if done else State.FUZZY)
    if done:
        if bare(unit.target) == bare(unit.source):
            return unit.marked(Origin.of("keep"))
        return unit.marked(Origin.of(f"{by}:{said.witness}")) if said.witness else unit
    if said.sure:
        return unit.marked(Origin.of(by))
    doubt = said.doubt or Doubt.LITTLE
    return unit.marked(replace(Origin.of(by, confidence=said.confidence), doubt=doubt))


# ── Beads ───────────────────────────────────────────────────────────────────────────────────


def _heard(bitext: Bitext) -> Iterator[tuple[int, _Said]]:
    """What is said for each source block that a bead gives any words."""
    wanted = {place.number: place.text for place in places(bitext.source)}
    small = small_words(bitext.source)
    for bead in bitext.beads:
        numbers = [n for n in bead.source if n in wanted]
        blocks = (bitext.target.blocks[n] for n in bead.target)
        texts = [b.text.strip("\n") for b in blocks if b.segment is not None]
        if not numbers or not any(texts) or bead.certainty is Certainty.NONE:
            continue
        if len(numbers) == 1 and (half := _half(bitext, wanted[numbers[0]], bead.target, small)):
            texts = [half]
        shares, exact = shared_out([wanted[n] for n in numbers], [t for t in texts if t])
        sure = exact and bead.certainty is Certainty.SURE
        for number, text in zip(numbers, shares, strict=True):
            if text:
                doubt, first = bead.reason if exact else Doubt.SPLIT, bead.target[0]
                said = _Said(text, sure, bead.confidence, first, doubt, bead.witness, bead.behind)
                yield number, said


def _half(bitext: Bitext, source: str, numbers: Sequence[int], small: Collection[str]) -> str:
    """The Chinese of blocks that say the source too, '' where they do not."""
    blocks = [bitext.target.blocks[n] for n in numbers]
    ends = line_ends(bitext.target, blocks[0]) if len(blocks) == 1 else ()
    text = "\n\n".join(block.text.strip("\n") for block in blocks)
    return chinese_half(text, source, ends, small)


def shared_out(sources: Sequence[str], targets: Sequence[str]) -> tuple[list[str], bool]:
    """Each source text's share of the target texts, and whether none had to be guessed.

    Several targets of one source are its paragraphs. Of one target for several sources each gets
    a line, where it is broken into as many; else as many sentences as it has itself, else as many
    as its length asks for; where there are too few the first holds all.
    """
    if len(sources) == 1:
        return ["\n\n".join(targets)], True
    if len(sources) == len(targets):
        return list(targets), False
    lines = [line.strip() for text in targets for line in text.split("\n") if line.strip()]
    if len(lines) == len(sources):
        return lines, False
    pieces = sentences("\n\n".join(targets))
    counts = [len(sentences(text)) for text in sources]
    if sum(counts) == len(pieces):
        return _cut(pieces, counts), len(targets) == 1
    if len(pieces) < len(sources):
        return ["\n\n".join(targets), *([""] * (len(sources) - 1))], False
    return _cut(pieces, _by_length(pieces, sources)), False


def _cut(pieces: Sequence[str], counts: Sequence[int]) -> list[str]:
    ends = [sum(counts[: n + 1]) for n in range(len(counts))]
    return [
        "".join(pieces[end - count : end]).strip() for end, count in zip(ends, counts, strict=True)
    ]


def _by_length(pieces: Sequence[str], sources: Sequence[str]) -> list[int]:
    """How many pieces each source gets, at least one, so that the ends fall where its own do."""
    total, whole = sum(map(len, sources)), sum(map(len, pieces))
    counts: list[int] = []
    used, reached, wanted = 0, 0, 0.0
    for number, text in enumerate(sources[:-1]):
        wanted += len(text) / total * whole
        spare = len(pieces) - used - (len(sources) - number - 1)
        count = 1
        while count < spare and reached + sum(map(len, pieces[used : used + count + 1])) <= wanted:
            count += 1
        reached += sum(map(len, pieces[used : used + count]))
        used += count
        counts.append(count)
    return [*counts, len(pieces) - used]


def named_apart(retired: Iterable[Unit], alive: Iterable[Unit]) -> list[Unit]:
    """Obsolete units whose name a live one has get one of their own."""
    taken = {unit.id for unit in alive}
    found: list[Unit] = []
    for unit in retired:
        context, count = unit.context, 1
        while (context, unit.source) in taken:
            suffix = f" #{count}" if count > 1 else ""
            context, count = f"old {digest(unit.target)}{suffix}", count + 1
        taken.add(UnitId(context, unit.source))
        found.append(replace(unit, context=context))
    return found


def renamed(unit: Unit, old: Unit) -> Unit:
    """A unit of another name, with a mark of its own; a place's number is nothing to look at."""
    origin = unit.origin
    if origin and origin.key == old.key:
        unit = replace(unit, origin=replace(origin, key=unit.key))
    if unit.review and unit.source == old.source and old.review_holds:
        unit = unit.reviewed(unit.review.by)
    return unit
