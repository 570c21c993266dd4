"""What this clone keeps of a Chinese file and its catalogue, once they say the same."""

from __future__ import annotations

from dataclasses import replace

from transpipe import po
from transpipe.model import Catalogue, Snapshot, Unit
from transpipe.workspace import Workspace, remembered
from transpipe.workspace.remembered import Remembered


def remember(workspace: Workspace, article: str, state: Snapshot) -> None:
    """Keeps a file and its catalogue as the state that the next edits are edits of."""
    remembered.remember(workspace, article, state.catalogue.locale, _texts(article, state))


def announce(workspace: Workspace, article: str, state: Snapshot) -> None:
    """Says which state that will be, before the file is written."""
    remembered.announce(workspace, article, state.catalogue.locale, _texts(article, state))


def as_left(agreed: Catalogue, catalogue: Catalogue) -> Catalogue:
    """What file and catalogue say, each unit in the state in which the catalogue is left.

    What is in doubt there still is when git has put an older catalogue back, and what was settled
    is not asked again.
    """
    here = catalogue.find()

    def left(unit: Unit) -> Unit:
        now = here.get(unit.id)
        same = now is not None and unit.active and now.target == unit.target
        return now if now and same and not (now.conflict or unit.conflict) else unit

    return replace(agreed, units=tuple(map(left, agreed.units)), layout=catalogue.layout)


def _texts(article: str, state: Snapshot) -> Remembered:
    active = replace(state.catalogue, units=state.catalogue.active())
    path = Workspace.catalogue_path(article, active.locale)
    text = po.prove(po.render(active), active, path)
    return Remembered(state.file, text, state.source, strange=state.strange)
