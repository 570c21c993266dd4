"""The body of a page: its parts in the lists, quotes and notes in which their blocks stand.

Both languages share these containers, so that they stay level; a part is a row in one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from transpipe.markdown.definitions import folded
from transpipe.model import Document, Frame, Kind
from transpipe.publish.language import label
from transpipe.publish.pages.listing import foldable
from transpipe.publish.pages.markup import box, has_text
from transpipe.publish.pages.notes import Note
from transpipe.publish.pages.rows import Row
from transpipe.publish.pages.sections import Making, Part, part, table

# A piece of a page: HTML that opens or closes a container, or one of its parts.
Piece = str | Part

_FENCE = re.compile(r"\s*(?P<fence>:{3,}|/{3,})[ \t]*(?P<name>[\w-]*)")
_NAME = re.compile(r"[\w-]+")
_OPENING = re.compile(
    r"(?P<tags>\s*(?:<(?:details|div|center|blockquote)\b[^>]*>\s*)+)"
    r"(?P<summary><summary>(?P<words>.*?)</summary>)?(?P<rest>(?:(?!<(?:details|div|center|blockquote)\b).)*?)"
    r"(?P<closing>(?:</(?:details|div|center|blockquote)>\s*)+)",
    re.DOTALL,
)
_OPEN_NAME = re.compile(r"<(details|div|center|blockquote)\b")
_ANY_TAG = re.compile(r"<(/?)(details|div|center|blockquote)\b", re.IGNORECASE)
_CLOSING = re.compile(r"\s*(?:</(?:details|div|center|blockquote)\s*>\s*)+", re.IGNORECASE)


def body(
    rows: Sequence[Row],
    document: Document,
    target: Document,
    notes: Mapping[str, Note],
    how: Making,
) -> Iterator[Piece]:
    """All pieces of a page, in order; `target` holds what the rows add to the `document`."""
    walker = _Walker(document, notes, how, sides=dict(_sides(target.frames)))
    after = -1
    for row in rows:
        if row.is_added and how.bilingual:
            walker.added.setdefault(after, []).append(row)
        else:
            walker.rows[row.number] = row
            after = row.number
    first = min(walker.rows, default=0)
    if -1 in walker.added:
        yield from walker.additions((-1,), (), in_list=False)
    for number in range(first, document.frames[0].first if document.frames else 0):
        if number in walker.rows:  # a title in the front matter
            yield part(walker.rows[number], how)
            yield from walker.additions((number,), (), in_list=False)
    yield from walker.level(document.frames)


def _sides(frames: Sequence[Frame]) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The alignments of tables by their first block."""
    for frame in frames:
        if frame.kind == "table":
            yield frame.first, frame.mark
        yield from _sides(frame.parts)


@dataclass(slots=True)
class _Walker:
    """Goes through the structure; `rows` by the number of their block, `added` by what is before.

    `sides` are the alignments of the target's own tables.
    """

    document: Document
    notes: Mapping[str, Note]
    how: Making
    sides: Mapping[int, tuple[object, ...]]
    rows: dict[int, Row] = field(default_factory=dict)
    added: dict[int, list[Row]] = field(default_factory=dict)
    fences: set[int] = field(default_factory=set)

    def level(
        self, frames: Sequence[Frame], path: tuple[str, ...] = (), tight: bool = False
    ) -> Iterator[Piece]:
        """What stands directly in one container; what raw HTML or fences open ends there."""
        open_: list[str] = []
        self.fences.update(self.paired(frames))
        terms = ("term", "definition")
        for n, frame in enumerate(frames):
            before = frames[n - 1].kind if n else ""
            after = frames[n + 1].kind if n + 1 < len(frames) else ""
            if frame.kind in terms and before not in terms:
                yield "<dl>"
            titled = after == "admonition" and frame.kind in {"title", "directive"}
            yield from self.titled(frame) if titled else self.one(frame, path, tight, open_)
            if frame.kind in terms and after not in terms:
                yield "</dl>"
            keys = range(frame.first, frame.end)
            yield from self.additions(keys, path, in_list=False)
        yield "".join(reversed(open_))

    def one(
        self, frame: Frame, path: tuple[str, ...], tight: bool, open_: list[str]
    ) -> Iterator[Piece]:
        """A container with what is in it, or the parts of a leaf."""
        match frame.kind:
            case "list":
                yield from self.list_(frame, path)
            case "block_quote":
                yield from self.quote(frame, path)
            case "admonition":
                yield from self.level(frame.parts, (*path, frame.kind))
                yield "</div>"
            case "footnote":
                yield from self.footnote(frame, path)
            case "definition":
                yield "<dd>"
                yield from self.level(frame.parts, (*path, frame.kind))
                yield "</dd>"
            case "table":
                held = [self.rows[n] for n in range(frame.first, frame.end) if n in self.rows]
                if held:
                    yield table(held, frame.mark, self.how)
            case "element":
                yield from self.level(frame.parts, (*path, frame.kind), tight)
            case "thematic_break":
                yield "<hr>"
            case "directive":
                yield from self.fence(frame, open_)
            case "block_html":
                yield from self.html(frame, open_)
            case "title" if frame.first in self.fences and frame.first in self.rows:
                open_.append("</div>")
                name = _FENCE.match(self.document.blocks[frame.first].raw)
                yield f'<div class="note {_kind(name["name"] if name else "")}">'
                yield part(self.rows[frame.first], self.how)
            case _:
                yield from self.leaf(frame, tight)

    def leaf(self, frame: Frame, tight: bool) -> Iterator[Piece]:
        """The parts of a leaf: one, but for terms and where lines are paragraphs."""
        around = ("<dt>", "</dt>") if frame.kind == "term" else ("", "")
        for number in range(frame.first, frame.end):
            if number in self.rows:
                yield around[0]
                yield part(self.rows[number], self.how, tight)
                yield around[1]

    def list_(self, frame: Frame, path: tuple[str, ...]) -> Iterator[Piece]:
        """A list; what the translator added between its items is in it."""
        _bullet, start, tight = frame.mark
        within = (*path, "list")
        name = "ul" if start is None else "ol"
        html = f"<{name}>" if start in (None, 1) else f'<ol start="{start}">'
        folds = self.how.listing and not path
        yield (foldable(len(frame.parts), self.how.speak) if folds else "") + html
        for item in frame.parts:
            yield from self.item(item, (*within, "item"), bool(tight))
            yield from self.additions(range(item.first, item.end), within, in_list=True)
        yield f"</{name}></details>" if folds else f"</{name}>"

    def item(self, item: Frame, path: tuple[str, ...], tight: bool) -> Iterator[Piece]:
        """One item, with its box where it is a task."""
        first = self.rows.get(item.first)
        ours = bool(item.parts) and item.parts[0].kind == "paragraph"
        mark = box(first.block) if first and ours else ""
        yield f'<li class="task{" x" if mark == "x" else ""}">' if mark else "<li>"
        yield from self.level(item.parts, path, tight)
        yield "</li>"

    def quote(self, frame: Frame, path: tuple[str, ...]) -> Iterator[Piece]:
        """A quote, or one of GitHub's notes with its label."""
        name = _NAME.search(str(frame.mark[0])) if frame.mark else None
        yield from self.noted(name[0], "blockquote") if name else ["<blockquote>"]
        yield from self.level(frame.parts, (*path, "quote"))
        yield "</blockquote>"

    def titled(self, frame: Frame) -> Iterator[Piece]:
        """The beginning of an admonition, with the title that is its own, or is its kind."""
        row = self.rows.get(frame.first)
        if row is not None:
            yield f'<div class="note {_kind(str(frame.mark[1]))}">'
            yield part(row, self.how)
        else:
            words = self.document.blocks[frame.first].raw.lstrip(" !?+=")
            name = _NAME.match(words)
            yield from self.noted(name[0] if name else "note")

    def fence(self, frame: Frame, open_: list[str]) -> Iterator[Piece]:
        """A line that begins or ends a note, `:::tip` or `///`; one that nothing ends is none."""
        found = _FENCE.match(self.document.blocks[frame.first].raw)
        if found and found["name"] and frame.first in self.fences:
            open_.append("</div>")
            yield from self.noted(found["name"])
        elif found and frame.first in self.fences and open_:
            yield open_.pop()

    def paired(self, frames: Sequence[Frame]) -> Iterator[int]:
        """The blocks that begin and end notes, of those that stand in one container."""
        begun: list[int] = []
        for frame in frames:
            leaf = frame.kind in {"directive", "title"} and frame.first < frame.end
            found = _FENCE.match(self.document.blocks[frame.first].raw) if leaf else None
            if found and found["name"]:
                begun.append(frame.first)
            elif found and begun:
                yield from (begun.pop(), frame.first)

    def noted(self, name: str, element: str = "div") -> Iterator[Piece]:
        """The beginning of a note that has no title but its kind, said in both languages."""
        said = escape(name.replace("-", " ").capitalize())
        words = escape(label(name, self.how.speak) or said)
        source = f'<div class="s" lang="en"><p>{said}</p></div>' if self.how.bilingual else ""
        yield f'<{element} class="note {_kind(name)}"><div class="u adm">{source}'
        yield f'<div class="t"><p>{words}</p></div></div>'

    def footnote(self, frame: Frame, path: tuple[str, ...]) -> Iterator[Piece]:
        """A footnote with its number, and the way back to where it is referred to."""
        note = self.notes[folded(str(frame.mark[0]))]
        place = self.how.names.take(note.place)
        back = f' <a href="#{note.used}" aria-label="↩ {note.number}">↩</a>' if note.used else ""
        yield f'<div class="fn" id="{place}"><sup>{note.number}{back}</sup>'
        yield from self.level(frame.parts, (*path, "footnote"))
        yield "</div>"

    def html(self, frame: Frame, open_: list[str]) -> Iterator[Piece]:
        """Raw HTML; what it opens and leaves open holds what follows it."""
        row = self.rows.get(frame.first)
        if row is None:
            return
        made = part(row, self.how)
        raw = row.block.raw
        ends = len(_ANY_TAG.findall(raw))
        if open_ and _CLOSING.fullmatch(raw):
            for _closed in range(min(ends, len(open_))):
                yield open_.pop()
            return
        found = _OPENING.fullmatch(made.source or made.target)
        if found and "/" not in {mark for mark, _name in _ANY_TAG.findall(raw)}:
            other = _OPENING.fullmatch(made.target) if made.target and made.source else None
            yield found["tags"].strip()
            if found["summary"]:
                yield _summary(found["words"], other["words"] if other else "", made)
            if has_text(found["rest"]) and made.source:
                yield replace(made, source=found["rest"], target=other["rest"] if other else "")
            elif has_text(found["rest"]):
                yield replace(made, target=found["rest"])
            open_ += (f"</{name}>" for name in _OPEN_NAME.findall(found["tags"]))
        elif made.source.strip() or made.target.strip():
            yield made

    def additions(
        self, keys: Sequence[int], path: tuple[str, ...], *, in_list: bool
    ) -> Iterator[Piece]:
        """What the translator added behind these blocks, as far as it stands so deep."""
        for key in keys if self.added else ():
            pending = self.added.pop(key, [])
            ours = [row for row in pending if _fits(row, path, in_list)]
            if left := [row for row in pending if row not in ours]:
                self.added[key] = left
            for cells, group in groupby(ours, key=lambda r: r.block.kind is Kind.CELL):
                held = list(group)
                if cells:
                    yield table(held, self.sides.get(held[0].number, ()), self.how)
                    continue
                for row in held:
                    item = row.block.kind is Kind.ITEM
                    yield ("<li>" if in_list else "<ul><li>") if item else ""
                    yield part(row, self.how, tight=item)
                    yield ("</li>" if in_list else "</li></ul>") if item else ""


def _fits(row: Row, path: tuple[str, ...], in_list: bool) -> bool:
    """Whether an addition stands as deep as this, or nothing is above."""
    if row.block.kind is Kind.ITEM:
        return (
            len(row.block.path) - 1 >= len(path)
            if in_list
            else not path or len(row.block.path) - 2 >= len(path)
        )
    return not in_list and (not path or len(row.block.path) >= len(path))


def _summary(source: str, target: str, made: Part) -> str:
    """The line of a fold in both languages, or once."""
    lang = f' lang="{made.source_lang}"' if made.source_lang else ""
    inner = f'<span class="s"{lang}>{source}</span>' if target else f"<span{lang}>{source}</span>"
    inner += f' <span class="t">{target}</span>' if target else ""
    return f'<summary class="u" id="{made.id}">{inner}</summary>'


def _kind(name: str) -> str:
    return "n-" + re.sub(r"[^a-z]", "", name.lower())
