"""Whether a Chinese file and its catalogue still say what they said when they last agreed."""

from __future__ import annotations

from enum import Enum

from transpipe import po
from transpipe.editions import cache
from transpipe.editions.addresses import has_unpublished
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.model import Catalogue, Edition, UnitId
from transpipe.repository import remembered


class Agreement(Enum):
    """Which of the two has moved on; if the catalogue has, a build may have something to write."""

    HOLDS = "holds"
    FILE = "file"
    CATALOGUE = "catalogue"


def agreement(project: Project, edition: Edition) -> Agreement:
    """Told by what this clone remembers, at the cost of a comparison; else by the words alone."""
    locale, text = edition.locale, edition.file.text
    last = remembered.recalled(project.workspace, edition.name, locale, text)
    then: po.Read | None = None
    if last is not None and edition.is_written:
        if last.file != text:
            return Agreement.FILE
        path = project.workspace.catalogue_path(edition.name, locale)
        # One of another format is as if nothing were remembered.
        then = cache.readable(last.catalogue, path, edition.name, locale)
    if then is None or last is None:
        words = find_words(edition)
        agrees = words.agrees and not has_unpublished(project, edition, words)
    else:
        same = _words(then.catalogue) == _words(edition.catalogue)
        agrees = same and last.source == edition.source.text
    return Agreement.HOLDS if agrees else Agreement.CATALOGUE


def _words(catalogue: Catalogue) -> dict[UnitId, str]:
    return {unit.id: unit.words for unit in catalogue.active()}
