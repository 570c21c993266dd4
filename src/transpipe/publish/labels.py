"""Link definitions follow the prose that asks for them: a label that was translated has one too."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from transpipe.markdown.definitions import Definition, definitions, folded
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.pointers import rewritten
from transpipe.markdown.references import Defined, Use, note_label, uses
from transpipe.markdown.scan import What
from transpipe.markdown.source import line_end
from transpipe.model import Document, Span


def following(source: Document, texts: Mapping[int, str]) -> Document:
    """The source with definitions under the labels that the new texts of its blocks ask for.

    Each label that nothing defines stands for the one of the block's own text that is no longer
    asked for there; several in their order. Where nobody asks for a label any more it is renamed,
    else a link's definition stands once more under the other name.
    """
    defined = Defined.of(source)
    if not defined.links and not defined.notes:
        return source
    links, notes = dict[str, tuple[str, str]](), dict[str, tuple[str, str]]()
    for number, text in texts.items():
        before = source.blocks[number].text
        for lost, use in _renamed(_links(before), _links(text), defined.links):
            links.setdefault(use.label, (lost, _written(use)))
        for lost, use in _renamed(_notes(before), _notes(text), defined.notes):
            notes.setdefault(use.label, (lost, use.span.of(text)[2:-1]))
    if not links and not notes:
        return source
    blocks = enumerate(source.blocks)
    said = [texts.get(n, block.text) for n, block in blocks if block.segment]
    changes = _named(source, links, {use.label for text in said for use in _links(text)})
    changes += _noted(source, notes, {use.label for text in said for use in _notes(text)})
    return rewritten(source, _replaced(source.text, changes))


def _renamed(
    before: Sequence[Use], after: Sequence[Use], defined: Collection[str]
) -> Iterator[tuple[str, Use]]:
    """Each label of a text that is gone, and the use of the new text that stands for it."""
    kept = {use.label for use in after}
    had = dict.fromkeys(use.label for use in before if use.label in defined)
    lost = [label for label in had if label not in kept]
    dead = {use.label: use for use in after if use.label not in defined}
    if len(lost) == len(dead):
        yield from zip(lost, dead.values(), strict=True)


def _links(text: str) -> list[Use]:
    return [use for use in uses(text) if use.what is not What.FOOTNOTE]


def _notes(text: str) -> list[Use]:
    return [use for use in uses(text) if use.what is What.FOOTNOTE]


def _written(use: Use) -> str:
    """A label as its use has it: of a full reference only the folded one is known."""
    return use.words if folded(use.words) == use.label else use.label


def _noted(
    source: Document, names: Mapping[str, tuple[str, str]], asked: set[str]
) -> list[tuple[Span, str]]:
    """The changes that give notes other labels; one that is asked for by its own keeps it."""
    wanted = {label: name for label, name in names.values() if label not in asked}
    changes: dict[Span, str] = {}
    for block in source.blocks:
        found = note_label(block.raw) if "footnote" in block.path else None
        name = wanted.get(folded(found.of(block.raw))) if found else None
        if found and name:
            start = block.span.start
            changes[Span(start + found.start, start + found.end)] = name
    return list(changes.items())


def _named(
    source: Document, names: Mapping[str, tuple[str, str]], asked: set[str]
) -> list[tuple[Span, str]]:
    """The changes that give definitions other labels, or put them in under these."""
    text, changes = source.text, list[tuple[Span, str]]()
    known = {definition.label: definition for definition in reversed(definitions(source))}
    renamed: set[str] = set()
    for label, name in names.values():
        definition = known[label]
        if label in asked or label in renamed:
            end = Span(definition.span.end, definition.span.end)
            changes.append((end, line_end(text) + _copy(text, definition, name)))
        else:
            renamed.add(label)
            changes.append((definition.name, name))
    return changes


def _replaced(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    """What is put in at one place stays in its order."""
    merged: dict[Span, str] = {}
    for span, new in changes:
        merged[span] = merged.get(span, "") + new
    return replace_spans(text, merged.items())


def _copy(text: str, definition: Definition, name: str) -> str:
    """A definition once more, under another name, with what its line begins with."""
    start = text.rfind("\n", 0, definition.span.start) + 1
    lead = text[start : definition.span.start]
    return lead + f"[{name}]" + text[definition.name.end + 1 : definition.span.end]


def with_own(document: Document, file: Document, source: Document) -> Document:
    """A document with what the definitions of a person's file say: other titles, other labels.

    A label leads where it does in the file, unless the source has that label itself: then its own
    address stands.
    """
    text, changes = document.text, list[tuple[Span, str]]()
    known = {each.label: each for each in reversed(definitions(document))}
    blocks = (*document.blocks, *file.blocks)
    asked = {use.label for block in blocks if block.segment for use in _links(block.text)}
    theirs = {each.label for each in definitions(source)}
    missing: list[str] = []
    for label, own in {each.label: each for each in reversed(definitions(file))}.items():
        there = known.get(label)
        if there is None and label in asked:
            missing.append(own.span.of(file.text))
        elif there is not None and label not in theirs:
            changes.append((there.span, own.span.of(file.text)))
        elif there is not None and own.title is not None:
            changes += _entitled(text, there, own.title.of(file.text))
    new = _replaced(text, changes)
    if missing:
        end = line_end(text)
        new = new.rstrip("\r\n") + end * (1 if known else 2) + end.join(reversed(missing)) + end
    return rewritten(document, new) if new != text else document


def _entitled(text: str, definition: Definition, title: str) -> Iterator[tuple[Span, str]]:
    """A definition with another title."""
    if definition.title is not None and definition.title.of(text) != title:
        yield definition.title, title
    elif definition.title is None:
        end = definition.span.end
        yield Span(end, end), ' "' + title.replace('\\"', '"').replace('"', '\\"') + '"'
