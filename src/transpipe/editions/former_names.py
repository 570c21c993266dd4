"""Articles that have other names than they had, by what their files say at both moments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress

from transpipe.editions.project import Project
from transpipe.errors import TranspipeError
from transpipe.model import Pair

_MOST = 0.5  # so many of the lines of either file are those of the other, at least


def former_names(before: Project, after: Project, wanted: Iterable[Pair]) -> Mapping[str, Pair]:
    """What articles were before that have a new name, by that name; each of the past once.

    A Chinese file that was left at its old name is what an article was only where no source is.
    """
    olds, news = ({pair.article: pair for pair in each.pairs.pairs} for each in (before, after))
    gone = [pair for name, pair in olds.items() if name not in news]
    came = [pair for pair in wanted if pair.article not in olds]
    if not gone or not came:
        return {}
    had, has = ({p: _lines(project, p) for p in pairs}
                for project, pairs in ((before, gone), (after, came)))  # fmt: skip
    scored = [(_share(had[old], has[new]), new, old) for new in came for old in gone]
    found: dict[str, Pair] = {}
    for share, new, old in sorted(scored, key=_rank):
        if share >= _MOST and new.article not in found and old not in found.values():
            found[new.article] = old
    return found


def _rank(scored: tuple[float, Pair, Pair]) -> tuple[bool, float, str]:
    share, new, _old = scored
    return new.source is None, -share, new.article


def later_names(before: Project, after: Project) -> Mapping[str, str]:
    """The names that articles have by now, by those they had, where these differ."""
    former = former_names(before, after, after.pairs.pairs)
    return {pair.article: name for name, pair in former.items()}


_Lines = tuple[Counter[str], Counter[str]]


def _lines(project: Project, pair: Pair) -> _Lines:
    """The lines of the source and of the Chinese file, blank ones aside."""
    return _said(project, pair.source), _said(project, pair.target)


def _said(project: Project, path: str | None) -> Counter[str]:
    with suppress(TranspipeError):
        if path and project.workspace.exists(path):
            return Counter(filter(str.strip, project.workspace.read_text(path).splitlines()))
    return Counter()


def _share(one: _Lines, other: _Lines) -> float:
    sides = list(zip(one, other, strict=True))
    return max((a & b).total() / max(1, a.total(), b.total()) for a, b in sides)
