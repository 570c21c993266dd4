"""The translated article, in either layout: the source's blocks, or the Chinese file's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.links.mapping import LinkMap
from transpipe.markdown import inline, segments
from transpipe.markdown.pointers import map_html, repointed
from transpipe.markdown.removal import said
from transpipe.markdown.splice import fits, insert, remove, splice, unfit
from transpipe.model import (
    Block,
    Catalogue,
    Document,
    Edition,
    Finding,
    Kind,
    Missing,
    Placement,
    Policy,
    Publication,
    Severity,
    Unit,
    UnitId,
)
from transpipe.publish.labels import following
from transpipe.text.han import joined
from transpipe.units.build import unit_of
from transpipe.units.placement import place
from transpipe.units.stacked import beside_english

Units = Mapping[int, Unit]


def from_source(
    source: Document, units: Units, links: LinkMap, policy: Policy, path: str = ""
) -> Publication:
    r"""The source's blocks with the targets in their place; every other byte is the source's.

    `units` gives the unit of each source block. A block without words follows `policy.missing`. All
    links lead from the new folder; definitions have the labels that the words ask for.

    >>> from transpipe.links.targets import Targets
    >>> from transpipe.markdown.segments import parse
    >>> from transpipe.model import State
    >>> source = parse("# Tea\n\nBoil the water.\n")
    >>> links = LinkMap("a.md", "a.zh.md", Targets({}, lambda _path: False), {}, {})
    >>> from_source(source, {0: Unit("Tea", "茶", State.TRANSLATED)}, links, Policy()).text
    '# 茶\n\nBoil the water.\n'
    """
    texts: dict[int, str] = {}
    omitted: list[int] = []
    refused: list[Finding] = []
    published = 0
    for number, block in enumerate(source.blocks):
        if block.segment is None:
            continue
        unit = units.get(number)
        words = policy.words(unit)
        if unit and not words and policy.missing is Missing.OMIT:
            omitted.append(number)
            continue
        mark = policy.missing_mark if unit and policy.missing is Missing.MARK else ""
        text = _linked(block, words or block.segment.text + mark, links)
        if words and not fits(source, block.segment.text, words):
            refused.append(unfit(source.blocks[number], words, path))
            continue
        published += bool(words)
        texts |= {number: text} if text != block.segment.text else {}
    source = following(repointed(source, links.forward), texts)
    source, renumbered = without(source, omitted)
    texts = {renumbered[number]: text for number, text in texts.items() if number in renumbered}
    result = splice(source, texts, path)
    return replace(result, findings=(*refused, *result.findings), published=published, blocks=())


def into_own(
    file: Document, placement: Placement, after: Catalogue, links: LinkMap, path: str = ""
) -> Publication:
    """The Chinese file with new words in the blocks whose units changed, and nothing else touched.

    `placement` says where the words of the last agreed catalogue stand in the file. A block whose
    unit left the source is taken out, and reported; one in conflict stays as it is.
    """
    successors = Successors(after)
    texts: dict[int, str] = {}
    places = placement.places()
    english = English(file, placement)
    units = {unit.id: unit for held in placement.blocks for unit in held}
    words = {key: successors.words(unit) for key, unit in units.items()}
    changed = {key: unit for key, unit in units.items() if words[key] != unit.words}
    misfits = {key for key, unit in changed.items() if not successors.fit(unit, file)}
    changed = {key: unit for key, unit in changed.items() if key not in misfits}
    now = {key: dict(_parts(unit, words[key], places[key])) for key, unit in changed.items()}
    for number, held in enumerate(placement.blocks):
        if len(held) == 1 and not held[0].words:
            english.translate(number, words[held[0].id], texts)
        elif any(unit.id in now for unit in held):
            new = joined(
                now[unit.id][number] if unit.id in now else _part(unit, number, places)
                for unit in held
            )
            old = _part(held[0], number, places)
            texts[number] = beside_english(file.blocks[number].text, old, new)
    gone = {number for number, text in texts.items() if not text}
    texts = {number: text for number, text in texts.items() if text}
    texts = {n: _linked(file.blocks[n], text, links) for n, text in texts.items()}
    refused = sorted((places[key][0], words[key]) for key in misfits)
    findings = tuple(unfit(file.blocks[number], text, path) for number, text in refused)
    findings += tuple(_removed(file, number, path) for number in sorted(gone))
    remaining, renumbered = without(file, gone)
    result = splice(remaining, {renumbered[n]: text for n, text in texts.items()}, path)
    findings += result.findings
    return replace(result, findings=findings, published=len(places), blocks=())


def _linked(block: Block, text: str, links: LinkMap) -> str:
    """A text with its links as they are from the new folder; `a[0](b)` in a comment is none."""
    return text if block.kind is Kind.COMMENT else inline.map_targets(text, links.forward)


class English:
    """The blocks of a Chinese file that still hold the English of their units.

    Where a file holds both languages throughout, the Chinese goes below the English.
    """

    def __init__(self, file: Document, placement: Placement) -> None:
        self._file = file
        self._said = {_seen(block.text) for block in file.blocks}
        units = {unit.id: unit for held in placement.blocks for unit in held if unit.words}
        both = sum(_seen(unit.source) in self._said for unit in units.values())
        self._is_bilingual = both > 1 and 2 * both >= len(units)

    def translate(self, number: int, words: str, texts: dict[int, str]) -> None:
        """Puts words in the place of the English, but where they stand in the file already."""
        if not words or _seen(words) in self._said:
            return
        block = self._file.blocks[number]
        if not self._is_bilingual:
            texts[number] = words
        elif block.kind in (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM):
            texts[number] = f"{block.text}\n\n{words}"


def _seen(text: str) -> str:
    return inline.map_targets(text, lambda _target: "").strip()


class Successors:
    """What became of a unit of the last agreed catalogue, or of one place of it."""

    def __init__(self, after: Catalogue) -> None:
        self._by_id = after.find()
        self._by_previous: dict[UnitId, list[Unit]] = {}
        for unit in after.active():
            if unit.previous is not None:
                name = UnitId(unit.previous_context or unit.context, unit.previous)
                self._by_previous.setdefault(name, []).append(unit)
        self._by_words = {unit.words: unit for unit in after.active() if unit.words}

    def of(self, unit: Unit) -> Sequence[Unit]:
        """The units that have its place now: several of a text that was split, none of one gone."""
        if unit.displaced:
            return self._parts(unit) if unit.divided else ()
        there = self._by_id.get(unit.id) or self._by_id.get(UnitId(None, unit.source))
        if there is not None:
            return (there,)
        successors = self._by_previous.get(unit.id, ())
        if not successors and unit.previous is not None:
            name = UnitId(unit.previous_context or unit.context, unit.previous)
            successors = self._by_previous.get(name, ())
        alike = self._by_words.get(unit.words)
        return successors or ((alike,) if alike else ())

    def _parts(self, unit: Unit) -> Sequence[Unit]:
        """The units of a text that was split or merged in one of its places."""
        successors = self._by_previous.get(UnitId(None, unit.source), ())
        parts = [h for h in successors if h.source in unit.source or unit.source in h.source]
        return parts or successors

    def words(self, unit: Unit) -> str:
        """The words that stand in its place now; in a conflict those that stood there before."""
        successors = self.of(unit)
        if any(successor.conflict for successor in successors):
            return unit.words
        return joined(successor.words for successor in successors)

    def fit(self, unit: Unit, file: Document) -> bool:
        """Whether the words that stand in its place now fit their sources."""
        return all(fits(file, each.source, each.words) for each in self.of(unit) if each.words)


def _parts(unit: Unit, words: str, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """What of these words stands in each block of a unit: a paragraph, the last has the rest.

    A unit whose words stand in the file many times has all of them each time.
    """
    count = len(unit.words.split("\n\n"))
    parts = words.split("\n\n")
    for at, number in enumerate(numbers):
        index = at % count
        last = index == count - 1 or at == len(numbers) - 1
        yield number, "\n\n".join(parts[index:] if last else parts[index : index + 1])


def _part(unit: Unit, number: int, places: Mapping[UnitId, Sequence[int]]) -> str:
    return dict(_parts(unit, unit.words, places[unit.id]))[number]


def without(document: Document, numbers: Collection[int]) -> tuple[Document, dict[int, int]]:
    """A document less some blocks, and the new number of each block that stays.

    One that could not go without changing what another block is stays, and has a number too.
    """
    same = {number: number for number in range(len(document.blocks))}
    if not numbers:
        return document, same
    shorter = segments.parse(remove(document, numbers), document.cut, source=False)
    found: dict[int, int] = {}
    ours, theirs = list(said(document)), list(said(shorter))
    for number, what in enumerate(ours):
        at = len(found)
        if at < len(theirs) and theirs[at] == what:
            found[number] = at
        elif number not in numbers:
            return document, same
    return (shorter, found) if len(found) == len(shorter.blocks) else (document, same)


def _removed(file: Document, number: int, path: str) -> Finding:
    return Finding(
        "removed",
        Severity.INFO,
        _("its source is gone: taken out; the words stay in the catalogue as obsolete"),
        path,
        file.blocks[number].lines[0],
        target=file.blocks[number].text,
    )


def fill(edition: Edition, policy: Policy, links: LinkMap) -> str:
    """An own-layout file with the blocks it lacks, each after its predecessor in the source."""
    source, file = edition.source, edition.file
    units = unit_of(source, edition.catalogue)
    places = place(edition.catalogue, file).places()
    spoken = {block.text for block in file.blocks}
    last: int | None = None
    beside = False  # whether the block before this one was inserted
    for number, block in enumerate(source.blocks):
        unit = units.get(number)
        if block.kind in (Kind.CELL, Kind.TITLE):
            continue
        if unit is not None and unit.id in places:
            last, beside = max(places[unit.id]), False
            continue
        if block.kind is Kind.COMMENT:
            continue  # it comes with its code
        words = _filling(block, unit, policy, links, beside=beside)
        if not words or words in spoken:
            continue
        grown = segments.parse(insert(file, last, source, number, words), file.cut, source=False)
        added = len(grown.blocks) - len(file.blocks)
        if added < 1:
            continue
        here = 0 if last is None else last + 1
        places = {
            key: [n + added if n >= here else n for n in found] for key, found in places.items()
        }
        file, last, beside = grown, here + added - 1, True
    return file.text


def _filling(
    block: Block, unit: Unit | None, policy: Policy, links: LinkMap, *, beside: bool
) -> str:
    """What is put in for a block that the file lacks; code only with the prose it belongs to."""
    if unit is None:
        raw = map_html(block.raw, links.forward) if block.kind is Kind.HTML else block.raw
        return raw if beside and block.segment is None else ""
    words = policy.words(unit) or _stand_in(block.text, policy)
    return inline.map_targets(words, links.forward)


def _stand_in(text: str, policy: Policy) -> str:
    if policy.missing is Missing.OMIT:
        return ""
    return text + (policy.missing_mark if policy.missing is Missing.MARK else "")
