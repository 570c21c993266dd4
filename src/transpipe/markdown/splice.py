"""New words into old spans; every other character stays, and so does the structure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from gettext import gettext as _

from transpipe.markdown.encode import Patch, Writer, paragraphs
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.insertion import insert as insert
from transpipe.markdown.jsx_prose import is_like
from transpipe.markdown.removal import remove as remove
from transpipe.markdown.segments import outline, parse
from transpipe.markdown.structure import differs_by_paragraphs
from transpipe.model import Block, Document, Finding, Grammar, Kind, Lines, Publication, Severity
from transpipe.text.han import joined

_PARAGRAPHS = (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM, Kind.FOOTNOTE, Kind.DEFINITION)
_STAND_IN = "译文。"


def splice(document: Document, targets: Mapping[int, str], path: str = "") -> Publication:
    """The article with these targets in its blocks, by their numbers.

    Outside the spans no character changes. The result is parsed again: a target that would change
    the structure is left out, with a finding that says where and why. Paragraphs with an empty
    line between them become several blocks where the container allows it.
    """
    wanted = {n: text for n, text in sorted(targets.items()) if _is_new(document, n, text)}
    grown, places = _expanded(document, wanted)
    texts: dict[int, str] = {}
    for number, text in wanted.items():
        parts = paragraphs(text)
        if len(places[number]) == len(parts):
            texts.update(zip(places[number], parts, strict=True))
        else:
            texts[places[number][0]] = joined([part.strip() for part in parts])
    text, refused, read = _written(grown, texts)
    owners = {place: number for number in wanted for place in places[number]}
    broken = sorted({owners[place] for place in refused})
    if any(len(places[number]) > 1 for number in broken):
        # Their stand-ins are in the text: once more without them.
        result = splice(document, {n: t for n, t in wanted.items() if n not in broken}, path)
        findings = (*_findings(document, broken, wanted, path), *result.findings)
        return replace(result, findings=findings)
    kept = tuple(number for number in wanted if number not in broken)
    return Publication(text, _findings(document, broken, wanted, path), len(kept), kept, read)


def _is_new(document: Document, number: int, text: str) -> bool:
    segment = document.blocks[number].segment
    return segment is not None and bool(paragraphs(text)) and text != segment.text


def _findings(
    document: Document, numbers: Iterable[int], targets: Mapping[int, str], path: str
) -> tuple[Finding, ...]:
    message = _("the translation would change the structure; the source stays in its place")
    return tuple(_finding(document.blocks[n], targets[n], path, message) for n in numbers)


def _finding(block: Block, target: str, path: str, message: str) -> Finding:
    severity, line = Severity.ERROR, block.lines[0]
    return Finding("structure", severity, message, path, line, source=block.text, target=target)


def fits(document: Document, source: str, target: str) -> bool:
    """Whether a target has the expressions of its source, where there are any: in MDX."""
    return document.cut.syntax.grammar is not Grammar.MDX or is_like(source, target)


def unfit(block: Block, target: str, path: str) -> Finding:
    """What is said of a target that does not fit its source, and the block it would stand in."""
    said = _("the expressions in braces are not the source's; what stands there stays")
    return _finding(block, target, path, said)


# ── Several paragraphs in the place of one ──────────────────────────────────────────────────


def _expanded(
    document: Document, targets: Mapping[int, str]
) -> tuple[Document, dict[int, tuple[int, ...]]]:
    """The document with room for targets of several paragraphs, and the places of each target."""
    extra: dict[int, int] = {}
    grown = document
    # From the end, so that the numbers before stay what they are.
    for number in sorted(targets, reverse=True):
        count = len(paragraphs(targets[number])) - 1
        larger = _with_room(grown, number, count) if count else None
        if larger:
            grown, extra[number] = larger, count
    places, shift = {}, 0
    for number in sorted(targets):
        size = extra.get(number, 0) + 1
        places[number] = tuple(range(number + shift, number + shift + size))
        shift += size - 1
    return grown, places


def _with_room(document: Document, number: int, count: int) -> Document | None:
    """The document with `count` more paragraphs after a block, where nothing else changes."""
    block = document.blocks[number]
    if block.kind not in _PARAGRAPHS or block.segment is None:
        return None
    writer = Writer(document)
    prefix = writer.prefix(block.kind, block.segment.fragments, first=True)
    between = writer.eol + prefix
    if document.lines is Lines.WRAP:
        between = writer.eol + prefix.rstrip() + between
    end = block.segment.fragments[-1].end
    text = document.text[:end] + (between + _STAND_IN) * count + document.text[end:]
    larger = outline(text, document.cut)
    new = larger.blocks[number + 1 : number + 1 + count]
    same = (
        len(larger.blocks) == len(document.blocks) + count
        and all(b.text == _STAND_IN and b.path == block.path for b in new)
        and differs_by_paragraphs(document.shape, larger.shape, count)
    )
    return larger if same else None


# ── Writing, and reading what was written ───────────────────────────────────────────────────


def _written(
    document: Document, targets: Mapping[int, str]
) -> tuple[str, tuple[int, ...], Document | None]:
    """The text with all targets that leave the structure as it is, and those that don't.

    With it the text as it reads, where there is any target in it.
    """
    writer = Writer(document)
    patches: dict[int, Patch] = {}
    refused: list[int] = []
    for number, target in targets.items():
        patch = writer.patch(number, target) or writer.patch(number, target, force=True)
        if patch:
            patches[number] = patch
        else:
            refused.append(number)
    forced: set[int] = set()
    read = _read_back(document, patches)
    while (culprit := _first_fault(document, patches, read)) is not None:
        again = writer.patch(culprit, targets[culprit], force=True)
        if again is None or culprit in forced or again == patches[culprit]:
            refused.append(culprit)
            del patches[culprit]
        else:
            forced.add(culprit)
            patches[culprit] = again
        read = _read_back(document, patches)
    return patched(document.text, patches.values()), tuple(refused), read


def _read_back(document: Document, patches: Mapping[int, Patch]) -> Document | None:
    """The text with these patches, as a translation reads; None where there are none."""
    if not patches:
        return None
    return parse(patched(document.text, patches.values()), document.cut, source=False)


def _first_fault(
    document: Document, patches: Mapping[int, Patch], read: Document | None
) -> int | None:
    """The first patch that, with those before it, changes the structure; None: none does."""
    numbers = list(patches)
    suspect = _first_difference(document, patches, read)
    if suspect is None:
        return None
    # Usually the last patch up to where the difference shows is to blame.
    index = max((i for i, number in enumerate(numbers) if number <= suspect), default=0)
    good, bad = 0, len(numbers)
    if _fits(document, patches, numbers[:index]):
        good = index
        if not _fits(document, patches, numbers[: index + 1]):
            return numbers[index]
    while bad - good > 1:
        middle = (good + bad) // 2
        if _fits(document, patches, numbers[:middle]):
            good = middle
        else:
            bad = middle
    return numbers[bad - 1]


def _fits(document: Document, patches: Mapping[int, Patch], numbers: Iterable[int]) -> bool:
    some = {n: patches[n] for n in numbers}
    new = outline(patched(document.text, some.values()), document.cut) if some else None
    return _first_difference(document, some, new) is None


def _first_difference(
    document: Document, patches: Mapping[int, Patch], new: Document | None
) -> int | None:
    """The first block that does not read back, in `new`, as it should; None where all do."""
    if new is None:
        return None
    for number, (old, block) in enumerate(zip(document.blocks, new.blocks, strict=False)):
        words = patches[number].words if number in patches else old.text
        if old.segment is None and block.segment is None:
            words = block.text
        if (old.kind, old.path, words) != (block.kind, block.path, block.text):
            return number
    if len(new.blocks) != len(document.blocks) or new.shape != document.shape:
        return len(document.blocks) - 1
    return None


def patched(text: str, patches: Iterable[Patch]) -> str:
    """A text with its patches, whose spans don't overlap."""
    return replace_spans(text, [(patch.span, patch.text) for patch in patches])
