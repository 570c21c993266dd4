"""Catalogues that another tool kept: their words go into ours, unit by unit.

A unit whose text stands there, folded as ours are, gets its translation as it is. Where the same
text has several translations, or something speaks against the one, somebody must look. The others
are drafted from the texts that are most like theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _

from transpipe.draft import old_catalogue
from transpipe.draft.suggest import fit, open_units
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import (
    Catalogued,
    Finding,
    Maker,
    Origin,
    Remembered,
    Severity,
    State,
    Unit,
    UnitId,
)
from transpipe.ports import Converter, Memory
from transpipe.workflows.from_memory import Recall, drafts
from transpipe.workflows.sync import sync

# The translations of a text, the first one first; there is one in most catalogues.
Known = Mapping[str, Sequence[str]]


def take_in(
    project: Project, name: str | None, paths: Sequence[str], helpers: tuple[Converter, Memory]
) -> Outcome:
    """Fills the empty units of an article, or of all, from PO files. Raises BadArgument.

    What has words keeps them. `helpers` are what converts, and an empty memory.
    """
    pairs = [pair for path in paths for pair in _read(project, path)]
    converter, memory = helpers
    known = _known(pairs)
    memory.update({"": ("", pairs)})
    outcome = sync(project, name, converter)
    project, used = project.reopened(), set[str]()
    with project.workspace.locked():
        for article in project.catalogued(name):
            project.step(article.name)
            filled = _filled(article, known, Recall(memory))
            used |= {old_catalogue.key(source) for _context, source in filled}
            outcome += one_of_many(name, partial(_put_in, project, article, filled))
    return outcome + Outcome(findings=(_left(known, used, paths),))


def _read(project: Project, path: str) -> tuple[Remembered, ...]:
    try:
        text = project.workspace.read_any(path)
        return old_catalogue.read(text, path, project.config.authored)
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None


def _known(pairs: Sequence[Remembered]) -> Known:
    known: dict[str, dict[str, None]] = {}
    for pair in pairs:
        known.setdefault(old_catalogue.key(pair.source), {})[pair.target] = None
    return {key: tuple(targets) for key, targets in known.items()}


def _filled(article: Catalogued, known: Known, recall: Recall) -> dict[UnitId, Unit]:
    """The units of an article that get words."""
    units = open_units(article.catalogue)
    found = {unit.id: _taken(unit, known) for unit in units}
    rest = [unit for unit in units if found[unit.id] is None]
    like = drafts(article.catalogue, rest, recall)
    for unit in rest:
        if draft := like.get(unit.id):
            made = replace(unit, target=draft.text, state=State.FUZZY)
            found[unit.id] = made.marked(Origin(Maker.TM, draft.engine))
    return {name: unit for name, unit in found.items() if unit is not None}


def _taken(unit: Unit, known: Known) -> Unit | None:
    """The unit with the translation of its own text, confirmed where nothing speaks against it."""
    targets = known.get(old_catalogue.key(unit.source), ())
    if not targets or targets[0] == unit.source:
        return None
    sure = len(targets) == 1 and not fit(unit.source, targets[0])
    state = State.TRANSLATED if sure else State.FUZZY
    return replace(unit, target=targets[0], state=state).marked(Origin(Maker.ALIGN))


def _put_in(project: Project, article: Catalogued, filled: Mapping[UnitId, Unit]) -> Outcome:
    if not filled:
        return Outcome()
    units = tuple(filled.get(unit.id, unit) if unit.active else unit
                  for unit in article.catalogue.units)  # fmt: skip
    written = write_catalogue(project, article.holding(replace(article.catalogue, units=units)))
    path = project.workspace.catalogue_path(article.name, article.locale)
    said = _("from old catalogues: {sure} as they are, {doubtful} to look at, {drafts} drafts")
    sure = sum(unit.state is State.TRANSLATED for unit in filled.values())
    like = sum(u.origin is not None and u.origin.maker is Maker.TM for u in filled.values())
    counts = {"sure": sure, "doubtful": len(filled) - sure - like, "drafts": like}
    return Outcome(written, (Finding("taken", Severity.INFO, said.format(**counts), path, 1),))


def _left(known: Known, used: set[str], paths: Sequence[str]) -> Finding:
    said = _("{count} of {total} texts stand in no article as they are")
    count = len(known.keys() - used)
    return Finding("not-taken", Severity.INFO, said.format(count=count, total=len(known)),
                   ", ".join(paths), 1)  # fmt: skip
