"""Catalogues, and what is remembered of them, once files have other names and links follow.

A unit whose links alone changed is the unit that it was: confirmed, reviewed, drafted or derived.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from transpipe import po
from transpipe.errors import TranspipeError
from transpipe.links.moves import Moves
from transpipe.markdown.inline import map_targets
from transpipe.model import Catalogue, Conflict, Locale, Origin, Unit
from transpipe.model.text import digest
from transpipe.repository import Workspace, remembered, suggestions
from transpipe.repository.remembered import Remembered

Change = Callable[[str], str]


def relocated(
    catalogue: Catalogue, moves: Moves, target: str = "", parent: Catalogue | None = None
) -> Catalogue:
    """A catalogue with the article's new name, and its links as they are then.

    What maps to no source stands in it as in the authored file, `target`. `parent` is the catalogue
    of the authored locale as it was, where this one is derived.
    """

    def change(text: str) -> str:
        return _relinked(text, moves, catalogue.article, target)

    texts = [unit.target for unit in (parent.units if parent else ())]
    bases = {digest(text): digest(change(text)) for text in texts}
    units = tuple(_unit(unit, change, moves, bases) for unit in catalogue.units)
    return replace(catalogue, article=moves.of(catalogue.article), units=units)


def _relinked(text: str, moves: Moves, article: str, target: str) -> str:
    return map_targets(text, lambda link: moves.link_in_either(article, target, link))


def _unit(unit: Unit, change: Change, moves: Moves, bases: Mapping[str, str]) -> Unit:
    def changed(text: str | None) -> str | None:
        return None if text is None else change(text)

    new = replace(
        unit,
        source=change(unit.source),
        target=change(unit.target),
        context=changed(unit.context),
        previous=changed(unit.previous),
        previous_context=changed(unit.previous_context),
        parent=changed(unit.parent),
        conflict=Conflict(unit.conflict.side, change(unit.conflict.text))
        if unit.conflict
        else None,
        references=tuple(map(moves.of, unit.references)),
    )
    if unit.origin is not None:
        new = replace(new, origin=_origin(unit.origin, unit, new, change, bases))
    return new.reviewed(unit.review.by) if unit.review and unit.review_holds else new


def _origin(made: Origin, old: Unit, new: Unit, change: Change, bases: Mapping[str, str]) -> Origin:
    """A mark that names the unit and its words as they are now, where it named them before."""
    return replace(
        made,
        key=new.key if made.key == old.key else made.key,
        out=digest(new.target) if made.out == digest(old.target) else made.out,
        base=bases.get(made.base, made.base),
        made_from=bases.get(made.made_from, change(made.made_from)),
    )


@dataclass(frozen=True)
class Place:
    """An article in a locale, by its old names.

    `target` is its file there, `authored` that in the authored locale, `parent` the catalogue of
    that where this one is derived.
    """

    article: str
    target: str
    locale: Locale
    authored: str = ""
    parent: Catalogue | None = None


def remember_moved(workspace: Workspace, moves: Moves, place: Place) -> None:
    """What is remembered of an article in a locale, under its new name and with its new links.

    What people typed since stays what they typed.
    """
    state = remembered.recalled(workspace, place.article, place.locale)
    moved = _state(state, moves, place) if state is not None else None
    new = moves.of(place.article)
    if moved is not None:
        remembered.remember(workspace, new, place.locale, moved)
    if new != place.article:
        remembered.forget(workspace, place.article, place.locale)
    _suggestions_moved(workspace, moves, place)


def _suggestions_moved(workspace: Workspace, moves: Moves, place: Place) -> None:
    """What was suggested for the units of an article stays with them."""

    def change(text: str) -> str:
        return _relinked(text, moves, place.article, place.target)

    kept = suggestions.suggested(workspace, place.article, place.locale)
    if not kept:
        return
    found = {
        change(source): [replace(one, text=change(one.text)) for one in ones]
        for source, ones in kept.items()
    }
    suggestions.forget(workspace, place.article, place.locale)
    suggestions.keep(workspace, (moves.of(place.article), place.locale), found, found)


def _state(state: Remembered, moves: Moves, place: Place) -> Remembered | None:
    """None where the catalogue that is remembered cannot be read: nothing is known then."""
    with suppress(TranspipeError):
        catalogue = po.parse(state.catalogue, "", place.article, place.locale)
        cut = catalogue.cut
        return replace(
            state,
            file=moves.text(place.target, state.file, cut),
            catalogue=po.render(relocated(catalogue, moves, place.authored, place.parent)),
            source=moves.text(place.article, state.source, cut),
            before=moves.text(place.target, state.before, cut),
            followed=moves.text(place.article, state.followed, cut),
        )
    return None
