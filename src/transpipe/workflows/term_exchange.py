"""Terms from other tools and from a product's own interface; terms for other tools."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from gettext import gettext as _
from pathlib import PurePath

from transpipe.config.termbase import TERMS, added, parse
from transpipe.editions.outcome import Outcome
from transpipe.editions.termbase import termbase_in
from transpipe.errors import BadArgument, BadSetting
from transpipe.model import Finding, Severity, Term, Termbase
from transpipe.repository import Workspace
from transpipe.terms import exchange, labels
from transpipe.workflows.terms import units_in

WRITERS: Mapping[str, Callable[[Iterable[Term]], str]] = {
    ".csv": exchange.write_csv,
    ".tbx": exchange.write_tbx,
}
_READERS = {".csv": exchange.read_csv, ".tbx": exchange.read_tbx}


def import_terms(workspace: Workspace, path: str, source: str | None = None) -> Outcome:
    """Puts the terms of a file behind those of `terms.toml`; a term that is there stays as it is.

    `source` is the English file with the same keys. Raises BadArgument, with nothing written.
    """
    with workspace.locked():
        text = workspace.read_text(TERMS) if workspace.exists(TERMS) else ""
        known = parse(text)
        new, told = _sorted_out(known, _read(workspace, path, source))
        if not new:
            return Outcome(findings=told)
        more = added(text, new)
        parse(more)
        return Outcome(workspace.write(TERMS, more), told)


def termbase_of(workspace: Workspace, path: str) -> Termbase:
    """The terms of a file: as `terms.toml` has them, JSON rows, or what another tool wrote."""
    suffix = PurePath(path).suffix.lower()
    if suffix == ".toml":
        return parse(workspace.read_any(path), path)
    if suffix == ".json":
        return Termbase(tuple(_rows(workspace.read_any(path), path)), path)
    return Termbase(tuple(map(_cleaned, _read(workspace, path, None))), path)


def _rows(text: str, path: str) -> Iterator[Term]:
    """The terms of a list of objects with `source` and `target`. Raises BadArgument."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BadArgument(f"{path}: {fault}") from None
    for row in rows if isinstance(rows, list) else [rows]:
        source, target = (
            (row.get(k) for k in ("source", "target")) if isinstance(row, dict) else ((None,) * 2)
        )
        if not (isinstance(source, str) and isinstance(target, str) and source and target):
            said = _("{path}: wanted is a list of objects with the texts source and target")
            raise BadArgument(said.format(path=path))
        yield _cleaned(Term(source, (target,)))


def _read(workspace: Workspace, path: str, source: str | None) -> tuple[Term, ...]:
    suffix = PurePath(path).suffix.lower()
    try:
        if suffix in _READERS:
            return _READERS[suffix](workspace.read_any(path))
        if suffix in (".po", ".pot"):
            units = units_in(workspace, [path])
            return labels.terms_of((u.source, u.target) for u in units if u.confirmed)
        if suffix in labels.READERS:
            return labels.terms_of(_pairs(workspace, path, source))
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None
    kinds = ", ".join((*_READERS, ".po", *labels.READERS))
    said = _("{path}: unknown kind of file; known are {kinds}")
    raise BadArgument(said.format(path=path, kinds=kinds))


def _pairs(workspace: Workspace, path: str, source: str | None) -> Iterator[tuple[str, str]]:
    """The texts of two files with the same keys; the keys of one where they are English."""
    targets = labels.keyed(workspace.read_any(path), PurePath(path).suffix.lower())
    if source is None:
        yield from targets.items()
        return
    suffix = PurePath(source).suffix.lower()
    if suffix not in labels.READERS:
        raise ValueError(_("no file of the same kind: {path}").format(path=source))
    for key, english in labels.keyed(workspace.read_any(source), suffix).items():
        if key in targets:
            yield english, targets[key]


def _sorted_out(
    known: Termbase, found: Iterable[Term]
) -> tuple[tuple[Term, ...], tuple[Finding, ...]]:
    """The terms that are new and make sense, and what is to be said of the others."""
    new: dict[str, Term] = {}
    told: list[Finding] = []
    for term in map(_cleaned, found):
        there = known.find(term.source) or new.get(term.source.casefold())
        if there is None and (fault := _fault(term)):
            told.append(Finding("term-unfit", Severity.WARNING, fault, TERMS, source=term.source))
        elif there is None:
            new[term.source.casefold()] = term
        elif not set(term.targets) <= {*there.targets}:
            said = _("{term} stays {here}; there it is {other}").format(
                term=there.source, here=there.target, other=term.target
            )
            told.append(Finding("term-known", Severity.INFO, said, TERMS, there.line))
    return tuple(new.values()), tuple(told)


def _cleaned(term: Term) -> Term:
    """A term with blanks as a row may have them."""
    clean = tuple(" ".join(form.split()) for form in term.targets)
    return replace(term, source=" ".join(term.source.split()), targets=clean)


def _fault(term: Term) -> str:
    """What a row of this term would be refused for, empty where it is fine."""
    try:
        parse(added("", [term]))
    except BadSetting as fault:
        return f"{term.source}: {fault.what}"
    return ""


def export(workspace: Workspace, kind: str) -> str:
    """The terms of the project in the form of another tool."""
    return WRITERS[kind](termbase_in(workspace).terms)
