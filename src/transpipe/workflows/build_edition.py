"""The Chinese file of one edition, in any locale, as its catalogue wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from transpipe.catalogue.build import unit_of
from transpipe.catalogue.placement import place
from transpipe.markdown import segments
from transpipe.markdown.source import ended_like
from transpipe.model import (
    Catalogue,
    Edition,
    Finding,
    Layout,
    MergeBase,
    Policy,
    Publication,
    Unit,
)
from transpipe.publish.article import fill, into_own
from transpipe.workflows.context import Context
from transpipe.workflows.following import follow_parent
from transpipe.workflows.guarded import of_file
from transpipe.workflows.merge_base import find_merge_base, published
from transpipe.workflows.notices import noticed
from transpipe.workflows.overwriting import guard
from transpipe.workflows.plans import Built
from transpipe.workflows.project import Project


def build_edition(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Built | None:
    """What is to stand in the file; None where there is nothing, or too little, to be published.

    It has the layout of its own, or that of its parent: of the source, or of the edition whose
    `words` it takes, as that is going to be. Raises WouldOverwrite where the file says what no
    catalogue holds.
    """
    if edition.is_written and edition.catalogue.layout is Layout.OWN:
        return _in_own(edition, guard(context.project, edition), policy, context)
    return _in_parents(edition, words, policy, context)


def _in_own(edition: Edition, base: MergeBase, policy: Policy, context: Context) -> Built:
    """A file that is its own skeleton."""
    says, links = published(edition.catalogue, base), context.links_of(edition)
    result = into_own(edition.file, base.settled, says, links, edition.pair.target)
    text = result.text
    if policy.fill:
        document = segments.parse(text, says.lines, source=False)
        grown = replace(edition, file=document, catalogue=says)
        units = unit_of(edition.source, says)
        text = fill(grown, place(says, document), units, policy, links)
    text = _noticed(edition, says, text, context)
    return plan_file(context.project, edition, says, text, result.findings)


def _in_parents(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Built | None:
    """A file in the blocks of its parent."""
    project = context.project
    clash = any(unit.conflict for unit in edition.catalogue.active())
    says = published(edition.catalogue, find_merge_base(project, edition) if clash else None)
    result = follow_parent(edition.holding(says), words, policy, context)
    if words is None and (not result.published or _below(result, edition, policy)):
        return None
    text = ended_like(result.text, edition.file.text)
    text = _noticed(edition, says, text, context)
    if edition.is_written and text != edition.file.text:
        guard(project, edition, remade=words is None)
    return plan_file(project, edition, says, text, result.findings)


def _noticed(edition: Edition, says: Catalogue, text: str, context: Context) -> str:
    script = partial(context.in_script, locale=edition.locale)
    return noticed(context.project, edition, says, text, script)


def _below(result: Publication, edition: Edition, policy: Policy) -> bool:
    units: Mapping[int, Unit] = unit_of(edition.source, edition.catalogue)
    return 100 * result.published < policy.keep * len(units)


def plan_file(
    project: Project,
    edition: Edition,
    says: Catalogue,
    text: str,
    findings: tuple[Finding, ...],
) -> Built:
    """A file as it would be written; `says` is what it and the catalogue agree on then."""
    target, before, source = edition.pair.target, edition.file.text, edition.source.text
    built = Built(edition.name, target, before, text, says, says.locale, findings, source=source)
    if text == before:
        return built
    keeping = of_file(project, edition, says, text, lambda: find_merge_base(project, edition))
    return replace(built, keeping=keeping)
