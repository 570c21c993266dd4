"""Since when words are stale, by the versions that their source had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from transpipe.model import Behind, Revision

# Line ends, indents and quote marks within a paragraph are no part of its text.
_LAYOUT = re.compile(r"\\(?=\r?\n)|[\s>]+")
_BATCH = 64  # versions read at a time
_DAY = 86_400  # seconds

Read = Callable[[Sequence[Revision]], Iterable[str | None]]


def behind(
    olds: Iterable[str], revisions: Sequence[Revision], read: Read, base: str, *, shallow: bool
) -> Behind | None:
    """How far words made for the texts `olds` are behind; None where the history knows nothing.

    `revisions` are those of the source, newest first, and `read` gives their texts. A text was
    current up to the newest version that holds it; the article is behind by the oldest of them.
    `base` is the commit that the words were aligned with, for texts that no version holds.
    """
    if not revisions:
        return None
    found = _newest(dict.fromkeys(olds), revisions, read)
    known = [place for place in found.values() if place is not None]
    lost = len(known) < len(found)
    if lost and not shallow:
        known += [n for n, revision in enumerate(revisions) if revision.commit == base]
    if lost and shallow:
        return _behind(revisions, len(revisions), at_least=True)
    return _behind(revisions, max(known), at_least=False) if known else None


def _behind(revisions: Sequence[Revision], commits: int, *, at_least: bool) -> Behind:
    if not commits:
        return Behind(at_least=at_least)
    first = revisions[commits - 1]  # the first that the words do not follow
    days = max(0, revisions[0].time - first.time) // _DAY
    return Behind(first.commit, commits, days, at_least)


def _newest(
    places: dict[str, int | None], revisions: Sequence[Revision], read: Read
) -> dict[str, int | None]:
    """The number of the newest version that holds each text, None where none does."""
    wanted = {old: [_bare(part) for part in old.split("\n\n")] for old in places}
    for start in range(0, len(revisions), _BATCH):
        for number, text in enumerate(read(revisions[start : start + _BATCH]), start):
            bare = _bare(text or "")
            for old in [old for old, place in places.items() if place is None]:
                if all(part in bare for part in wanted[old]):
                    places[old] = number
        if None not in places.values():
            break
    return places


def _bare(text: str) -> str:
    return _LAYOUT.sub("", text)
