"""What changed between a revision and the work tree, unit by unit. Nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _

from transpipe import po
from transpipe.check.run import check_opaque
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import CatalogueDamaged
from transpipe.model import (
    AUTHORED,
    Catalogue,
    Change,
    Edition,
    Finding,
    Locale,
    Pair,
    Severity,
)
from transpipe.publish.changes import changes
from transpipe.publish.review import as_markdown, as_rows, as_text

__all__ = ["as_markdown", "as_rows", "as_text", "review"]


def review(
    project: Project, base: str, name: str | None
) -> tuple[Mapping[str, Sequence[Change]], Outcome]:
    """The units that differ between a revision and the work tree, by article.

    Findings tell of what is left alone, or was damaged then, and of code that changed in a source
    while its Chinese file, one of which differs, still says the old one. Raises GitFault.
    """
    changed = set(project.history.changed(base))
    found: dict[str, Sequence[Change]] = {}
    outcome = project.left_alone(name)
    for pair in project.authored(name):
        if not changed.isdisjoint((pair.source, pair.target)):
            outcome += Outcome(findings=_opaque(project, pair))
        for locale in (AUTHORED, *project.config.derived):
            path = project.workspace.catalogue_path(pair.article, locale)
            if path not in changed:
                continue
            try:
                before = _then(project, base, pair, locale)
            except CatalogueDamaged as fault:
                outcome += Outcome(findings=(_damaged_then(base, fault),))
                continue
            after = project.catalogue(pair, locale)
            differing = changes(before, after)
            if differing:
                found[f"{pair.article} · {locale.value}"] = differing
    return found, outcome


def _opaque(project: Project, pair: Pair) -> tuple[Finding, ...]:
    article = project.article(pair)
    if not isinstance(article, Edition):
        return ()
    return check_opaque(article.file, pair.target, opaque_changes(project, article))


def _then(project: Project, base: str, pair: Pair, locale: Locale) -> Catalogue | None:
    """A catalogue as it was at a revision. Raises CatalogueDamaged."""
    path = project.workspace.catalogue_path(pair.article, locale)
    raw = project.history.read([(base, path)])[0]
    if raw is None:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    return po.read(text, path, pair.article, locale).catalogue


def _damaged_then(base: str, fault: CatalogueDamaged) -> Finding:
    said = _("nothing to compare with: it was damaged in {base}: {reason}")
    message = said.format(base=base, reason=fault.reason)
    return Finding("damaged-then", Severity.WARNING, message, fault.path, fault.line)
