"""Translations from elsewhere come into the memory, and what is in it goes to other tools.

What comes in is kept as a file beside the catalogues, in the repository: who takes the file away
takes its units out of the memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext
from pathlib import PurePath

from transpipe.draft import old_catalogue, tmx
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.model import Finding, Remembered, Severity
from transpipe.ports import Memory
from transpipe.workflows.memory import imported, renew

_KINDS = (".tmx", ".po")


def import_units(project: Project, paths: Sequence[str]) -> Outcome:
    """Puts the units of TMX and PO files beside the catalogues. Raises BadArgument.

    A file of the same name takes the place of the one that was there.
    """
    done, workspace, locale = Outcome(), project.workspace, project.config.authored
    folder = imported(project)
    with workspace.locked():
        read = [(f"{folder}{PurePath(path).stem}.tmx", _read(project, path)) for path in paths]
        for name, units in read:
            said = ngettext("{count} unit", "{count} units", len(units)).format(count=len(units))
            if not units:
                said = _("nothing from English into {locale} in it").format(locale=locale.value)
            severity = Severity.INFO if units else Severity.WARNING
            written = workspace.write(name, tmx.write(units, locale)) if units else ()
            done += Outcome(written, (Finding("imported", severity, said, name, 1),))
    return done


def _read(project: Project, path: str) -> tuple[Remembered, ...]:
    """The units of a file, each once, with the name of the file where they have no article."""
    kind = PurePath(path).suffix.lower()
    if kind not in _KINDS:
        said = _("{path}: unknown kind of file; known are {kinds}")
        raise BadArgument(said.format(path=path, kinds=", ".join(_KINDS)))
    text, name = project.workspace.read_any(path), PurePath(path).name
    locale = project.config.authored
    try:
        if kind == ".po":
            units = old_catalogue.read(text, path, locale)
            return tuple(dict.fromkeys(replace(unit, article=name) for unit in units))
        found = tmx.read(text, locale)
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None
    named = (unit if unit.article else replace(unit, article=name) for unit in found)
    return tuple(dict.fromkeys(unit for unit in named if tmx.is_sayable(unit)))


def export(project: Project, memory: Memory) -> tuple[str, int]:
    """The memory as TMX, and how many units XML cannot say."""
    renew(project, memory)
    units = memory.all()
    return tmx.write(units, project.config.authored), _unsayable(units)


def _unsayable(units: Iterable[Remembered]) -> int:
    return sum(not tmx.is_sayable(unit) for unit in units)
