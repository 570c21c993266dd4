"""In which order changes are shown: what a reader would do wrong comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from transpipe.model import Change, ChangeKind, Concern, Edit, Locale, Subject

_GRAVEST = tuple(Concern)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of each article and locale together, worst first; the worst of these first.

    Texts that left one article and stand in another with the same words are moved, once.
    """
    groups: dict[tuple[str, Locale], list[Change]] = {}
    for change in _across(list(changes)):
        groups.setdefault((change.article, change.locale), []).append(change)
    for group in groups.values():
        group.sort(key=_grave)
    ordered = sorted(groups.items(), key=lambda item: (_grave(item[1][0])[0], *item[0]))
    return tuple(change for _key, group in ordered for change in group)


def gravity(change: Change) -> int:
    """How far from the gravest a change is."""
    return _GRAVEST.index(change.concern)


def _grave(change: Change) -> tuple[int, int, int, int]:
    now, gone = change.now, change.how is ChangeKind.REMOVED
    return gravity(change), now.target_line or now.source_line, now.source_line, int(gone)


def _across(changes: list[Change]) -> list[Change]:
    """With what went from one article and came in another as one change, which says so."""
    gone: dict[tuple[str, str, Locale], list[Change]] = {}
    for change in changes:
        if change.subject is Subject.UNIT and change.how is ChangeKind.REMOVED:
            gone.setdefault(_texts(change), []).append(change)
    taken: list[Change] = []
    found: list[Change] = []
    for change in changes:
        left = gone.get(_texts(change), []) if _arrives(change) else []
        other = next((c for c in left if c.article != change.article), None)
        if other is not None and change.now.target:
            left.remove(other)
            taken.append(other)
            change = replace(
                change,
                how=ChangeKind.MOVED,
                concern=Concern.MOVED,
                moved=True,
                origin=other.article,
                before=other.before,
                source=_kept(change.now.source),
                target=_kept(change.now.target),
            )
        found.append(change)
    return [change for change in found if not any(change is other for other in taken)]


def _arrives(change: Change) -> bool:
    return change.subject is Subject.UNIT and change.how is ChangeKind.NEW


def _texts(change: Change) -> tuple[str, str, Locale]:
    return change.now.source, change.now.target, change.locale


def _kept(text: str) -> tuple[Edit, ...]:
    return (Edit("=", text),) if text else ()
