"""The catalogue of a derived locale that is gone, while the file that was made of it stands."""

from __future__ import annotations

from contextlib import suppress

from transpipe.editions import cache
from transpipe.editions.project import Project
from transpipe.errors import GitFault
from transpipe.model import Catalogue, Catalogued, Locale
from transpipe.repository import remembered

# So many commits of a catalogue are looked at; one of them may be that which took it away.
_FEW = 3


def last_known(project: Project, article: Catalogued, locale: Locale) -> Catalogue | None:
    """The catalogue as it was left here last, else as the newest commit has it.

    None where it is there, or the file is not: that a catalogue is gone takes back none of the
    words that people typed into its file.
    """
    path = project.workspace.catalogue_path(article.name, locale)
    target = project.derived_path(article.pair.target, locale)
    if project.workspace.exists(path) or not project.workspace.exists(target):
        return None
    left = remembered.left(project.workspace, article.name, locale)
    texts = (left.text,) if left is not None else ()
    with suppress(GitFault):
        texts = (*texts, *project.catalogues.committed(path, _FEW))
    for text in texts:
        found = cache.readable(text, path, article.name, locale)
        if found is not None:
            return found.catalogue
    return None
