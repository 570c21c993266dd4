"""An article and its words → Markdown in both languages, which `align --from bilingual` reads back.

Start at `bilingual`. The source's lines stay as they are; behind those of each leaf of the
structure stand its lines with the words in them, in the same list, quote or note. With the source
in comments, as Kubernetes has it, that goes for the outermost blocks as wholes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transpipe.markdown.encode import ATTRIBUTE, HTML
from transpipe.markdown.segments import parse
from transpipe.markdown.source import line_end
from transpipe.markdown.splice import splice
from transpipe.model import Block, Document, Frame, Kind, Lines
from transpipe.text.sentences import paragraphs

APART = "<!-- -->"  # what follows is no translation of what stands before
BETWEEN = " / "  # of a text and its translation that cannot stand in lines of their own

# What can have no second one beside it.
_SINGLE = (Kind.TITLE, Kind.TERM)
_WITH = {"admonition": ("title",), "definition": ("term", "definition"), "term": ("definition",)}
_MARKS = re.compile(
    r"[ \t]*(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|\[\^[^\]]*\]:[ \t]*"
    r"|:[ \t]+|[ \t]+)*"
)
_NOTHING: Mapping[int, Sequence[str]] = {}
_LABEL = re.compile(r"[ \t>]*\[![\w-]+\][+-]?.*")
_EOL = re.compile(r"\r\n|\r|\n")
_RULER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t:|-]*)?")


@dataclass(frozen=True, slots=True)
class _Place:
    """Lines of the source, from 0, and the lines that say the same; `first` is their block.

    `hidden`: the source's stand in a comment.
    """

    first: int
    lines: tuple[int, int]
    said: tuple[str, ...]
    hidden: bool = False


def bilingual(
    source: Document,
    words: Mapping[int, str],
    added: Mapping[int, Sequence[str]] = _NOTHING,
    *,
    hidden: bool = False,
) -> str:
    """The source with the `words` of its blocks behind them; `hidden`: the source in comments.

    A text without words stands there alone, and so does what was `added` behind a block (-1: at the
    start). Words that would change what the blocks around them are, are left out.
    """
    words = {n: text for n, text in words.items() if text and text != source.blocks[n].text}
    single = {n: text for n, text in words.items() if _is_single(source.blocks[n], hidden)}
    beside = {n: f"{source.blocks[n].text}{BETWEEN}{text}" for n, text in single.items()}
    titles = {n: words[n] for n in words if source.blocks[n].path == ("front",)}
    base = _spliced(source, {**beside, **titles})
    told = {n: text for n, text in words.items() if n not in beside and n not in titles}
    published = splice(base, told)
    kept = {n: text for n, text in told.items() if n in published.blocks}
    places = list(_places(base, parse(published.text, base.cut), kept, hidden))
    page = _Page(base, kept, tuple(_commented_titles(source, titles)))
    return page.written(places, added)


def _is_single(block: Block, hidden: bool) -> bool:
    """Whether a text and its translation share a line; in a comment a whole note has its place."""
    inside = block.path[-1:] in ((ATTRIBUTE,), (HTML,))
    return block.path != ("front",) and (inside or (block.kind in _SINGLE and not hidden))


def _spliced(document: Document, texts: Mapping[int, str]) -> Document:
    return parse(splice(document, texts).text, document.cut) if texts else document


# ── Places ──────────────────────────────────────────────────────────────────────────────────


def _places(
    source: Document, target: Document, words: Mapping[int, str], hidden: bool
) -> Iterator[_Place]:
    """The lines of each leaf that has words, or of each outermost block, in order."""
    numbers = _numbers(source, target, words)
    ours, theirs = (_EOL.split(each.text) for each in (source, target))
    for frames, alone in _together(source, words) if hidden else _leaves(source.frames):
        first, end = frames[0].first, frames[-1].end
        if not any(number in words for number in range(first, end)):
            continue
        lines = _lines(source.blocks[first:end], ours)
        said = _lines(target.blocks[numbers[first] : numbers[end]], theirs)
        yield _Place(first, lines, tuple(theirs[said[0] : said[1]]), not alone)


def _numbers(source: Document, target: Document, words: Mapping[int, str]) -> list[int]:
    """The number that each block of the source has in the target, where some are several."""
    grown = len(target.blocks) - len(source.blocks)
    found = [0]
    for number in range(len(source.blocks)):
        parts = paragraphs(words.get(number, ""))
        at = found[-1]
        several = grown and len(parts) > 1 and target.blocks[at].text == parts[0].strip()
        found.append(at + (len(parts) if several else 1))
    return found


def _leaves(frames: Sequence[Frame]) -> Iterator[tuple[Sequence[Frame], bool]]:
    """Each leaf alone."""
    for frame in frames:
        if frame.parts and frame.kind != "table":
            yield from _leaves(frame.parts)
        elif frame.first < frame.end:
            yield (frame,), True


def _together(source: Document, words: Mapping[int, str]) -> Iterator[tuple[Sequence[Frame], bool]]:
    """The outermost blocks; leaf by leaf where nobody could tell which paragraph is whose."""
    for frames in _grouped(source.frames):
        numbers = range(frames[0].first, frames[-1].end)
        grown = any(len(paragraphs(words.get(number, ""))) > 1 for number in numbers)
        kinds = {source.blocks[number].kind for number in numbers}
        several = bool(kinds & {Kind.PARAGRAPH, Kind.QUOTE}) and not kinds & {*_SINGLE}
        if grown and several and len(numbers) > 1:
            yield from _leaves(frames)
        else:
            yield frames, False


def _grouped(frames: Sequence[Frame]) -> Iterator[Sequence[Frame]]:
    """The outermost blocks; a title with its note, a term with what it means."""
    held: list[Frame] = []
    for frame in frames:
        if held and held[-1].kind in _WITH.get(frame.kind, ()):
            held.append(frame)
            continue
        if held:
            yield held
        held = [frame] if frame.first < frame.end else []
    if held:
        yield held


def _lines(blocks: Sequence[Block], lines: Sequence[str]) -> tuple[int, int]:
    """The lines of blocks, from 0; of a table without rows the ruler below its head too."""
    first, end = min(b.lines[0] for b in blocks) - 1, max(b.lines[1] for b in blocks)
    alone = blocks[0].kind is Kind.CELL and len({block.row for block in blocks}) == 1
    return first, end + (alone and end < len(lines) and bool(_RULER.fullmatch(lines[end])))


# ── Writing ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Page:
    """What a file is written of: the source with its words, and the lines below its front."""

    source: Document
    words: Mapping[int, str]
    titles: Sequence[str]

    def written(self, places: Sequence[_Place], added: Mapping[int, Sequence[str]]) -> str:
        """The file."""
        lines = _EOL.split(self.source.text)
        apart = set(_apart(self.source, self.words))
        extra = self._extra(added)
        wrapped = self.source.lines is Lines.WRAP
        found: list[str] = []
        done = 0
        for place in (*places, _Place(0, (len(lines), len(lines)), ())):
            for at in sorted(n for n in extra if done <= n <= place.lines[0]):
                found += [*lines[done:at], *extra.pop(at)]
                done = at
            held = lines[place.lines[0] : place.lines[1]]
            found += lines[done : place.lines[0]]
            if place.said:
                found += self._held(held, place, apart)
            done = place.lines[1]
            if place.said and not place.hidden and wrapped and "".join(lines[done : done + 1]):
                found += [_blank(held[0])] if lines[done].strip(" \t>") else []
        return line_end(self.source.text).join(found)

    def _held(self, held: Sequence[str], place: _Place, apart: set[int]) -> Iterator[str]:
        return _hidden(held, place) if place.hidden else _behind(held, place, self.source, apart)

    def _extra(self, added: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
        """By the line before which they stand: the lines of what was added, and of the titles."""
        front = max((b.lines[1] for b in self.source.blocks if _is_front(b)), default=0)
        extra = {front: ["", *self.titles]} if self.titles else {}
        ends = {front: front}
        for frames in _grouped(self.source.frames):
            blocks = self.source.blocks[frames[0].first : frames[-1].end]
            _first, end = _lines(blocks, _EOL.split(self.source.text))
            ends |= dict.fromkeys(range(frames[0].first, frames[-1].end), end)
        for after, texts in added.items():
            held = extra.setdefault(ends.get(after, front), [])
            for text in texts:
                held += ["", APART, "", *_EOL.split(text), ""]
        return extra


def _is_front(block: Block) -> bool:
    return block.kind is Kind.FRONT_MATTER


def _commented_titles(source: Document, titles: Mapping[int, str]) -> list[str]:
    """The lines of the front matter that hold the English of its titles, as a comment below it."""
    if not titles:
        return []
    return ["<!--", *(source.blocks[number].raw.strip() for number in titles), "-->"]


def _hidden(held: Sequence[str], place: _Place) -> Iterator[str]:
    """Lines in a comment above what says the same; as they are where they would end it."""
    if any("-->" in line for line in held):
        yield from (*held, "", *place.said)
    else:
        yield from ("<!--", *held, "-->", "", *place.said)


def _behind(held: Sequence[str], place: _Place, source: Document, apart: set[int]) -> Iterator[str]:
    """Lines, and what says the same behind them in the same containers."""
    if place.first in apart:
        yield from (APART, "")
    yield from held
    labelled = len(place.said) > 1 and bool(_LABEL.fullmatch(place.said[0]))
    said = place.said[labelled:]
    found = _MARKS.match(said[0])
    inside = source.blocks[place.first].path not in ((), ("table",))
    marks = found[0] if found and inside else ""
    if source.lines is Lines.WRAP:
        yield _blank(held[0]) if inside else ""
    yield re.sub(r"[^>\s]", " ", marks) + said[0][len(marks) :]
    yield from said[1:]


def _blank(line: str) -> str:
    """A line of nothing in the quotes of another."""
    found = _MARKS.match(line)
    return re.sub(r"[^>\s]", " ", found[0]).rstrip() if found and ">" in found[0] else ""


def _apart(source: Document, words: Mapping[int, str]) -> Iterator[int]:
    """Blocks of which nobody could say otherwise whether all that follows is their translation."""
    for (before, one), (number, block) in pairwise(enumerate(source.blocks)):
        alone = one.segment is not None and before not in words
        if (
            alone
            and one.container == block.container
            and len(paragraphs(words.get(number, ""))) > 1
        ):
            yield number
