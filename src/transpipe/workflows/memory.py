"""The memory of the project: derived from its catalogues, asked by words or by a whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from transpipe.config import Config
from transpipe.draft import tmx
from transpipe.draft.memory import Nearest, nearest
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.markdown.inline import plain
from transpipe.model import (
    Catalogue,
    Hit,
    Match,
    Owner,
    Remembered,
    State,
    Unit,
    UnitId,
)
from transpipe.model.text import digest
from transpipe.ports import Memory
from transpipe.repository import Workspace
from transpipe.repository.state import folder_of
from transpipe.stale.severity import judged, misread
from transpipe.text import rarity
from transpipe.workflows.rows import rows

_ANSWERS = "answers"
_FOLDER = "memory"


def imported(project: Project) -> str:
    """The folder, with its `/`, of the units that came from elsewhere."""
    return f"locales/{project.config.authored.value}/memory/"


def place(project: Project) -> tuple[Path, Config, Path]:
    """Where the memory is: of which repository, what its settings say, and its local folder."""
    root, path = project.workspace.root, f"{_FOLDER}/{project.config.authored.value}"
    folder = folder_of(root, path, make=not project.workspace.dry_run)
    return root, project.config, folder


def answers_folder(workspace: Workspace) -> Path | None:
    """Where the answers of engines lie in `.transpipe/`; None where nothing may be written."""
    return None if workspace.dry_run else folder_of(workspace.root, _ANSWERS, make=True)


def renew(project: Project, memory: Memory) -> None:
    """The memory holds the confirmed units of all catalogues, and no others.

    Only catalogues that have changed are read again. Articles that are left alone stay as they
    were known; those whose names are no text are in no memory.
    """
    known, left = memory.known(), set(memory.known())
    changes: dict[str, tuple[str, Sequence[Remembered]] | None] = {}
    with project.workspace.locked():
        for pair in project.pairs.pairs:
            path = project.workspace.catalogue_path(pair.article, pair.authored)
            if project.faults(pair):
                left.discard(path)
                continue
            said = project.workspace.said(path) if _is_text(path) else None
            if said is None:
                continue
            left.discard(path)
            new = known.get(path) != said.hex()
            catalogue = project.catalogue(pair, pair.authored) if new else None
            if catalogue is not None:
                changes[path] = said.hex(), tuple(_remembered(catalogue))
        for path in _imports(project):
            left.discard(path)
            said = project.workspace.said(path)
            if said is not None and known.get(path) != said.hex():
                changes[path] = said.hex(), _imported(project, path)
        changes.update(dict.fromkeys(left))
        if changes:
            memory.update(changes)


def _is_text(path: str) -> bool:
    """Whether UTF-8 can spell a path; the system may have others."""
    return path.encode("utf-8", "ignore").decode() == path


def _imports(project: Project) -> Iterator[str]:
    for path in project.files:
        if path.startswith(imported(project)) and path.endswith(".tmx") and _is_text(path):
            yield path


def _imported(project: Project, path: str) -> tuple[Remembered, ...]:
    try:
        return tmx.read(project.workspace.read_text(path), project.config.authored)
    except ValueError as fault:
        raise BadArgument(f"{path}: {fault}") from None


def _remembered(catalogue: Catalogue) -> Iterator[Remembered]:
    """What somebody stands by: also what has left the article since."""
    before = preceding(catalogue.units)
    for unit in catalogue.units:
        if unit.confirmed or _was_confirmed(unit):
            after = before.get(unit.id, "") if unit.active else ""
            yield Remembered(unit.source, unit.target, catalogue.article, unit.context, after)


def preceding(units: Sequence[Unit]) -> Mapping[UnitId, str]:
    """The digest of the source before each live unit; of the first one, of nothing."""
    found: dict[UnitId, str] = {}
    source: str | None = None
    for unit in units:
        if unit.active:
            found[unit.id] = digest(source)
            source = unit.source
    return found


def _was_confirmed(unit: Unit) -> bool:
    gone = unit.state is State.OBSOLETE and not unit.fuzzy
    return gone and bool(unit.target) and unit.owner is Owner.PERSON


def find(text: str, memory: Memory, context: str | None = None) -> Hit | None:
    """What the memory has for a text, adapted where a machine can do that; None for nothing."""
    return next(hits(text, memory, context), None)


def hits(text: str, memory: Memory, context: str | None = None) -> Iterator[Hit]:
    """All translations that the memory has for a text, or for the one that is most like it.

    The one of the same msgctxt comes first, then the most frequent.
    """
    if same := memory.units(text):
        for unit in _ranked(same, context):
            yield Hit(text, unit.target, Match.EXACT, 1.0, unit.article)
    elif near := nearest(text, memory):
        for unit in _ranked(memory.units(near.source), context):
            yield _adapted(text, unit, near)


def _ranked(units: Sequence[Remembered], context: str | None) -> Sequence[Remembered]:
    """One unit for each different translation, the best first."""
    often = Counter(unit.target for unit in units)
    ranked = sorted(units, key=lambda unit: (unit.context != context, -often[unit.target]))
    first = dict[str, Remembered]()
    for unit in ranked:
        first.setdefault(unit.target, unit)
    return tuple(first.values())


def _adapted(text: str, unit: Remembered, near: Nearest) -> Hit:
    likeness = near.likeness
    if likeness.covers > likeness.characters:
        return Hit(unit.source, unit.target, Match.PART, likeness.value, unit.article)
    differs = misread(unit.source, text)
    target = judged(unit.source, text, unit.target).target
    if target is not None:
        return Hit(unit.source, target, Match.ADAPTED, likeness.value, unit.article, differs)
    return Hit(unit.source, unit.target, Match.FUZZY, likeness.value, unit.article, differs)


def search(
    project: Project, memory: Memory, words: str, most: int
) -> tuple[tuple[Hit, ...], tuple[Remembered, ...]]:
    """What the memory has for a text, and the units that have these words in either language.

    Where none has them as they stand, those in which a reader sees them: markup may part them.
    """
    renew(project, memory)
    quoted = memory.quoting(words, most) or _showing(memory, words)[:most]
    hit = find(words, memory)
    return () if hit is None or quoted else (hit,), tuple(quoted)


def _showing(memory: Memory, words: str) -> list[Remembered]:
    """The units that show these words, the shortest first."""
    wanted = plain(words).casefold()
    parts = rarity.words(wanted)

    def shows(text: str) -> bool:
        small = text.casefold()
        return all(part in small for part in parts) and wanted in plain(text).casefold()

    found = (u for u in memory.all() if parts and (shows(u.source) or shows(u.target)))
    return sorted(found, key=lambda unit: (len(unit.source), unit.source))


def answers(
    workspace: Workspace, memory: Memory, units: str, queries: str
) -> Iterator[dict[str, str | None]]:
    """For each query of a file the id of the unit of another file that is most like it.

    None where none is like it.
    """
    ids: dict[str, str] = {}
    for row in rows(workspace, units, ("id", "source", "target")):
        ids.setdefault(row["source"], row["id"])
    pairs = tuple(Remembered(source, number) for source, number in ids.items())
    memory.update({units: ("", pairs)})
    for row in rows(workspace, queries, ("qid", "source")):
        near = nearest(row["source"], memory)
        yield {"qid": row["qid"], "id": ids[near.source] if near else None}
