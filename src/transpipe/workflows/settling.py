"""Conflicts that people settle in the Chinese file: by typing the unit's words there again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from transpipe.catalogue.placement import bare, place, spoken
from transpipe.catalogue.take_in import obsolete
from transpipe.model import Catalogue, Edition, MergeBase, Unit
from transpipe.text.sentences import paragraphs
from transpipe.workflows.committed import Committed
from transpipe.workflows.guarded import elsewhere
from transpipe.workflows.project import Project


def settled_by_file(article: Edition, base: MergeBase, catalogue: Catalogue) -> Sequence[Unit]:
    """The units whose words came back to the file, in the place of the other text of a conflict."""
    was, there = ({text for _kind, text in spoken(f)} for f in (base.file, article.file))
    asked = [u for u in catalogue.active() if u.conflict and u.conflict.side == "md"]
    asked = [u for u in asked if u.conflict and not _stands(u.conflict.text, there)]
    asked = [u for u in asked if not _stands(u.words, was)]
    here = place(catalogue, article.file).places() if asked else {}
    return [u for u in asked if u.id in here and _stands(u.words, there)]


def settled(unit: Unit) -> Unit:
    """A unit whose conflict is over; what waited for a person before that still does."""
    doubtful = unit.origin is not None and unit.origin.confidence is not None
    waits = doubtful or unit.previous is not None
    return replace(unit, conflict=None) if waits else unit.changed(unit.target)


def not_given_up(
    project: Project, article: Edition, base: MergeBase, asked: Sequence[Unit]
) -> Iterator[Unit]:
    """The texts in conflicts that nobody gave up, since git put the file back, as obsolete units.

    What a commit or another article has is no one's loss.
    """
    commits = Committed(project, article)
    if not asked or not base.ours or not commits.has_file(article.file.text):
        return
    typed = [replace(u, target=u.conflict.text, conflict=None) for u in asked if u.conflict]
    unknown = [unit for unit in typed if unit.target and not commits.knows(unit.target)]
    path = project.workspace.catalogue_path(article.name, article.locale)
    others = frozenset(elsewhere(project, path)) if unknown else frozenset()
    for unit in unknown:
        if not {bare(part) for part in paragraphs(unit.target)} <= others:
            yield obsolete(unit)


def _stands(words: str, there: Collection[str]) -> bool:
    """Whether a text has paragraphs, and all of them are among those of a file."""
    return bool(words) and all(bare(part) in there for part in paragraphs(words))
