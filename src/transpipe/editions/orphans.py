"""Catalogues and translations whose source is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from gettext import gettext as _

from transpipe.editions.opening import Opening, faults
from transpipe.editions.outcome import Outcome, refused
from transpipe.editions.project import Project
from transpipe.errors import FileFault, Refused
from transpipe.model import (
    Catalogue,
    Cut,
    Finding,
    Locale,
    Orphan,
    Severity,
    Sourceless,
)
from transpipe.pairs import SUFFIXES
from transpipe.repository import remembered
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import bare, spoken


def orphans(project: Project) -> Iterator[Catalogue]:
    """The catalogues of ours whose article is not there any more, as far as they can be read."""
    for article in orphaned(project):
        catalogue = read(project, article, project.config.authored)
        if catalogue is not None and catalogue.article and catalogue.header("X-Transpipe"):
            yield catalogue


def unreadable(project: Project) -> Outcome:
    """What is said of those that cannot be read."""
    locale = project.config.authored
    read = (partial(_opened, project, article, locale) for article in orphaned(project))
    return refused(faults(read))


def orphaned(project: Project) -> Iterator[str]:
    """The names of articles that are not there any more, but their catalogues are."""
    workspace, locale = project.workspace, project.config.authored
    folder = workspace.catalogue_path("", locale).removesuffix(".po")
    used = {workspace.catalogue_path(pair.article, locale) for pair in project.pairs.pairs}
    used |= {workspace.catalogue_path(path, locale) for path in project.files}
    for path in sorted(project.files):
        if path.startswith(folder) and path.endswith(".po") and path not in used:
            stem = path.removeprefix(folder).removesuffix(".po")
            yield stem if stem.lower().endswith(SUFFIXES) else f"{stem}.md"


def read(project: Project, article: str, locale: Locale) -> Catalogue | None:
    """The catalogue of an article, None where there is none that can be read."""
    with suppress(Refused, FileFault):
        there = project.workspace.exists(project.workspace.catalogue_path(article, locale))
        return _opened(project, article, locale) if there else None
    return None


def _opened(project: Project, article: str, locale: Locale) -> Catalogue:
    """The catalogue of an article that is not there any more."""

    def nothing(_cut: Cut | None) -> None:
        return None

    opening = Opening(article, locale, "", nothing, nothing)
    return project.catalogues.open(opening, project.workspace.read_text(opening.path))


def left_behind(project: Project) -> tuple[Finding, ...]:
    """A finding for each translation that was edited although its source is gone."""
    there = (project.article(pair) for pair in project.named() if pair.source is None)
    lone = [article for article in there if isinstance(article, Orphan | Sourceless)]
    lone = [article for article in lone if article.file.text]
    gone = list(orphans(project)) if lone else []
    return tuple(found for article in lone for found in _left_behind(project, article, gone))


def _left_behind(
    project: Project, article: Orphan | Sourceless, gone: Sequence[Catalogue]
) -> Iterator[Finding]:
    says = {text for _kind, text in spoken(article.file)}
    for old in gone:
        words = [bare(part) for u in old.units for part in paragraphs(u.words)]
        missing = [text for text in words if text not in says]
        if not words or len(missing) in (0, len(words)):
            continue
        of = old.article, old.locale
        stored = remembered.recalled(project.workspace, *of, article.file.text)
        if stored is None or stored.file != article.file.text:
            said = _("was edited, but its source {article} is gone; both stay until it is back")
            said = said.format(article=old.article)
            yield Finding("source-gone", Severity.WARNING, said, article.pair.target, 1)
