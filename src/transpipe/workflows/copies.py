"""Chinese files, or parts of them, that are copies of others and nobody's edit."""

from __future__ import annotations

from contextlib import suppress

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.placement import bare
from transpipe.errors import TranspipeError
from transpipe.model import Catalogue
from transpipe.workflows.project import Article, Project

UnitId = tuple[str | None, str]


def unconverted(parent: Catalogue | None, edits: Edited) -> frozenset[UnitId]:
    """The units of a derived locale for which its file says what the authored catalogue does.

    Conversion would say the same or more: that was copied, and is nobody's choice of words.
    """
    here = parent.find() if parent else {}
    said = ((key, edits.words[key]) for key in here.keys() & edits.words.keys())
    return frozenset(key for key, words in said if bare(here[key].target) == bare(words) != "")


def is_copy(project: Project, article: Article) -> bool:
    """Whether a Chinese file says word for word what another article's does, or any source.

    Of two articles with one source both may say the same.
    """
    assert article.file is not None
    size, mine = project.files.get(article.pair.target), article.source
    for pair in project.pairs.pairs:
        if pair.target == article.pair.target:
            continue
        for path in (pair.target, pair.source):
            if path and project.files.get(path) == size:
                twin = mine is not None and _reads(project, pair.source) == mine.text
                if not twin and _reads(project, path) == article.file.text:
                    return True
    return False


def _reads(project: Project, path: str | None) -> str | None:
    """What a file says, None where it cannot be read."""
    with suppress(TranspipeError):
        return project.workspace.read_text(path) if path else None
    return None
