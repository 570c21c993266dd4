"""Addresses, anchors, notes and links of an edit, carried over into the translation."""

from __future__ import annotations

from collections.abc import Iterable

from transpipe.model import Span
from transpipe.stale.nouns import Difference, Reading, Sort, Target

_Change = tuple[Span, str]
_ADDRESSED = frozenset({"link", "image", "definition"})


def addresses(due: Iterable[Difference], old: Reading, chinese: Reading) -> list[_Change] | None:
    """Addresses that became others, wherever they stand."""
    becomes: dict[Span, str] = {}
    for d in due:
        if d.old and d.new and d.old.kind in _ADDRESSED and d.new.kind in _ADDRESSED:
            becomes[d.old.span] = d.new.value
        elif d.place >= 0:
            becomes[old.tokens[d.place].span] = d.after
    everywhere, there = _addresses(old), _addresses(chinese)
    values = {value for span, value in everywhere if span in becomes}
    changes: list[_Change] = []
    for value in sorted(values):
        after = [becomes.get(span, value) for span, v in everywhere if v == value]
        places = [span for span, v in there if v == value]
        if len(places) != len(after) or not all(after):
            return None
        if len(set(after)) > 1 and [v for _, v in there] != [v for _, v in everywhere]:
            return None
        changes += zip(places, after, strict=True)
    return changes


def _addresses(reading: Reading) -> list[tuple[Span, str]]:
    """Every address of a block, in order: of links and images, and bare ones."""
    found = [(t.span, t.value) for t in reading.targets if t.kind in _ADDRESSED]
    found += [(t.span, t.text) for t in reading.tokens if t.sort is Sort.ADDRESS]
    return sorted(found, key=lambda item: item[0].start)


def marks(due: Iterable[Difference], new: Reading, chinese: Reading) -> list[_Change] | None:
    """Anchors, labels and notes; links added or taken away.

    Not where an address left its words for others: which of the Chinese words those are is a
    reader's question.
    """
    due = tuple(due)
    left = {d.old.value for d in due if d.old}
    if any(
        d.new.value in left for d in due if d.new and (d.old is None or d.old.kind != d.new.kind)
    ):
        return None
    changes: list[_Change] = []
    for d in due:
        change: _Change | None
        if d.old is None and d.new is None:
            continue
        if d.old and d.new:
            if d.old.kind in _ADDRESSED and d.new.kind in _ADDRESSED:
                continue
            change = _changed(d.old, d.new, new, chinese)
        elif d.old:
            change = _removed(d.old, new, chinese)
        else:
            change = _added(d.new, new, chinese) if d.new else None
        if change is None:
            return None
        changes.append(change)
    return changes


def _only(kind: str, value: str, chinese: Reading) -> Target | None:
    """The one target of this kind and value."""
    found = [t for t in chinese.targets if t.kind == kind and t.value == value]
    return found[0] if len(found) == 1 else None


def _changed(old: Target, new: Target, text: Reading, chinese: Reading) -> _Change | None:
    place = _only(old.kind, old.value, chinese)
    if place is None:
        return None
    value = new.span.of(text.text)
    fits = old.kind == new.kind and value and place.span.of(chinese.text)
    return (place.span, value) if fits else None


def _removed(old: Target, new: Reading, chinese: Reading) -> _Change | None:
    """A mark taken away; the words of a link stay."""
    place = _only(old.kind, old.value, chinese)
    if place is None:
        return None
    start, end = place.whole.start, place.whole.end
    if old.kind in ("anchor", "note"):
        blanks = len(chinese.text[:start]) - len(chinese.text[:start].rstrip())
        return Span(start - blanks * (old.kind == "anchor"), end), ""
    inner = _inner(place, chinese)
    if inner is None:
        return None
    # `[words]` alone may still be a reference, defined elsewhere.
    bracketed = "[" in new.text and "]" in new.text
    words = inner.of(chinese.text)
    return Span(start, end), f"[{words}]" if bracketed else words


def _inner(place: Target, chinese: Reading) -> Span | None:
    """The words of a Markdown link."""
    text, start = chinese.text, place.whole.start
    if text[start : start + 1] != "[":
        return None
    close = text.rfind("]", start, place.span.start)
    return Span(start + 1, close) if close > start else None


def _added(new: Target, text: Reading, chinese: Reading) -> _Change | None:
    """An anchor at the end or the start: where others belong only a reader knows."""
    mark = new.whole.of(text.text)
    if new.kind != "anchor" or any(t.kind == "anchor" for t in chinese.targets):
        return None
    if new.words[0] >= len(text.tokens) and mark.startswith("{"):
        before = text.text[: new.whole.start]
        blanks = before[len(before.rstrip()) :]
        end = len(chinese.text.rstrip())
        return Span(end, end), blanks + mark
    if new.words[0] == 0 and mark.startswith("<"):
        following = text.text[new.whole.end :]
        closing = "</a>" if following.startswith("</a>") else ""
        rest = following.removeprefix("</a>")
        blanks = rest[: len(rest) - len(rest.lstrip())]
        return Span(chinese.start, chinese.start), mark + closing + blanks
    return None
