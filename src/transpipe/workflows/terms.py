"""The project's terms: what its translations call a thing, where they differ, what changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.editions.termbase import termbase_in
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogued,
    Finding,
    Proposal,
    Severity,
    State,
    Term,
    Termbase,
    Unit,
)
from transpipe.po.grammar import parse
from transpipe.repository import Workspace
from transpipe.terms import mining
from transpipe.terms.renaming import Renaming
from transpipe.text.terms import Finder


def mine(units: Sequence[Unit]) -> tuple[Proposal, ...]:
    """The pairs of terms that confirmed units hold, the most useful first."""
    return mining.mine(units)


def drift(units: Sequence[Unit], wanted: Sequence[str]) -> tuple[Proposal, ...]:
    """The terms that confirmed units call different things, those first that differ most.

    Of the terms that are `wanted` all are told, also those that are called one thing.
    """
    names = {name.casefold() for name in wanted}
    found = mining.mine(units)
    if names:
        return tuple(proposal for proposal in found if proposal.term.casefold() in names)
    differing = (proposal for proposal in found if proposal.drift)
    return tuple(sorted(differing, key=lambda each: -sum(form.count for form in each.drift)))


def units_in(workspace: Workspace, paths: Sequence[str]) -> tuple[Unit, ...]:
    """The units of PO files, whoever wrote them; each names its file. Raises CatalogueDamaged."""
    return tuple(unit for path in paths for unit in _of_file(workspace, path))


def _of_file(workspace: Workspace, path: str) -> Iterator[Unit]:
    for entry in parse(workspace.read_any(path), path):
        context, source = entry.key
        if source and not entry.obsolete:
            state = State.FUZZY if entry.fuzzy else State.TRANSLATED
            yield Unit(source, entry.target, state, context, references=(path,))


def units_of(project: Project) -> tuple[Unit, ...]:
    """The active units of all catalogues; each names its article."""
    return tuple(unit for article in project.catalogued() for unit in article.catalogue.active())


@dataclass(frozen=True)
class Change:
    """A form of a term that becomes another one; `term` names it where the termbase cannot tell."""

    old: str
    new: str
    term: str = ""


def apply(project: Project, change: Change) -> Outcome:
    """Puts the new form of a term in the place of the old one, in the units that have the term.

    What a person had confirmed waits for a person again, and all that changes is listed. Raises
    BadArgument where it is not clear which term is meant, before anything is written.
    """
    renaming = _renaming(termbase_in(project.workspace), change)
    outcome = project.left_alone()
    with project.workspace.locked():
        for article in project.catalogued():
            project.step(article.name)
            outcome += one_of_many(None, partial(_apply, project, article, renaming))
    return outcome


def _renaming(termbase: Termbase, change: Change) -> Renaming:
    old, new = change.old.strip(), change.new.strip()
    if not old or not new or old == new:
        raise BadArgument(_("wanted are two forms of a term that differ"))
    if change.term:
        term = termbase.find(change.term) or Term(change.term, (new,))
        if not any(c.isalnum() for c in change.term):
            raise BadArgument(_("--term {term}: no English term").format(term=change.term))
    else:
        known = [t for t in termbase.terms if new in t.targets]
        term = known[0] if len(known) == 1 else _unclear(new, known)
    others = [t for t in termbase.terms if t.source.casefold() != term.source.casefold()]
    return Renaming(term, old, new, Finder(replace(termbase, terms=(term, *others))))


def _unclear(new: str, known: Sequence[Term]) -> Term:
    if known:
        said = _("{form} is the form of several terms: {terms}; say which with --term")
        terms = ", ".join(term.source for term in known)
        raise BadArgument(said.format(form=new, terms=terms))
    said = _("{form} is no target in terms.toml; put it there, or name the term with --term")
    raise BadArgument(said.format(form=new))


def _apply(project: Project, article: Catalogued, renaming: Renaming) -> Outcome:
    before = article.catalogue.units
    units = tuple(map(renaming.renamed, before))
    pairs = [(old, new) for old, new in zip(before, units, strict=True) if old is not new]
    if not pairs:
        return Outcome()
    path = project.workspace.catalogue_path(article.name, article.locale)
    changed = article.holding(replace(article.catalogue, units=units))
    written = write_catalogue(project, changed, given_up=[old.target for old, _new in pairs])
    said = _("{before} → {after}")
    told = tuple(
        Finding(
            "term-applied",
            Severity.INFO,
            said.format(before=old.target, after=new.target),
            path,
            source=new.source,
            target=new.target,
        )
        for old, new in pairs
    )
    return Outcome(written, told)
