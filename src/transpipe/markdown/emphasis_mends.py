"""What would render as emphasis in the place of marks that stay visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transpipe.markdown.emphasis import rendered
from transpipe.model import Span

_STOPS = "：:，,。.；;！!？?、…"
_QUOTED = frozenset(("“”", "‘’", "「」", "『』", "（）", "《》", "【】", "〈〉", '""', "''", "()"))


def mended_emphasis(text: str, span: Span) -> str | None:
    """What in the place of such a span renders as emphasis; None where nothing simple does.

    The marks change places with a stop at the end of the words, or quotes around them; only where
    that is not enough a blank stands beside them. None begins with a stop: it ends what is before.
    """
    whole = span.of(text)
    size = 2 if whole[1] in "*_＊" else 1
    while whole[size : size + 1] == whole[0] and whole[-size - 1 :][:1] == whole[-1]:
        size += 1
    words = whole[size:-size].strip()
    if words[:1] in {*"：，。；！？、"}:
        return None
    marks = "*" * size
    before, after = text[: span.start], text[span.end :]
    for candidate in _candidates(words, marks, (before[-1:], after[:1])):
        new = before + candidate + after
        opening = span.start + candidate.index(marks)
        closing = span.start + candidate.rindex(marks)
        if _covers(rendered(new), opening, closing, size):
            return candidate
    return None


def _covers(spans: Sequence[Span], opening: int, closing: int, size: int) -> bool:
    """Whether the marks at both places have all become emphasis, with each other."""
    pairs = zip(spans[::2], spans[1::2], strict=True)
    ours = [(a, b) for a, b in pairs if opening <= a.start < opening + size]
    done = sum(b.end - b.start for _a, b in ours if closing <= b.start < closing + size)
    return done == size


def _candidates(words: str, marks: str, around: tuple[str, str]) -> Iterator[str]:
    yield marks + words + marks
    bare = words.rstrip(_STOPS)
    if bare and bare != words:
        yield marks + bare + marks + words[len(bare) :]
    if words[:1] + words[-1:] in _QUOTED and not set(words[1:-1]) & set(words[:1] + words[-1:]):
        yield words[0] + marks + words[1:-1] + marks + words[-1]
    before, after = (" " if side and not side.isspace() else "" for side in around)
    yield marks + words + marks + after
    yield before + marks + words + marks
    yield before + marks + words + marks + after
