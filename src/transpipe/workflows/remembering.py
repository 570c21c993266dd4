"""What this clone keeps of a Chinese file and its catalogue, once they say the same."""

from __future__ import annotations

from dataclasses import replace

from transpipe import po
from transpipe.model import Catalogue, Unit
from transpipe.workspace import Workspace, remembered
from transpipe.workspace.remembered import Remembered


def remember(
    workspace: Workspace,
    article: str,
    file: str,
    catalogue: Catalogue,
    source: str,
    *,
    strange: bool = False,
) -> None:
    """Keeps a file and its catalogue as the state that the next edits are edits of.

    `source` is the text that the catalogue was made for; `strange` as in MergeBase.
    """
    state = replace(_state(article, file, catalogue, source), strange=strange)
    remembered.remember(workspace, article, catalogue.locale, state)


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

    return replace(agreed, units=tuple(map(left, agreed.units)))


def announce(
    workspace: Workspace, article: str, file: str, catalogue: Catalogue, source: str
) -> None:
    """Says which state that will be, before the file is written."""
    state = _state(article, file, catalogue, source)
    remembered.announce(workspace, article, catalogue.locale, state)


def _state(article: str, file: str, catalogue: Catalogue, source: str) -> Remembered:
    active = replace(catalogue, units=catalogue.active())
    path = Workspace.catalogue_path(article, catalogue.locale)
    return Remembered(file, po.prove(po.render(active), active, path), source)
