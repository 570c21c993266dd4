"""What git calls: merge a catalogue by unit, a Chinese file by block; text that diffs well."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from transpipe import po
from transpipe.convert.variants import overrides
from transpipe.editions.branches import merge_branches
from transpipe.markdown import segments
from transpipe.model import Catalogue, Cut, Finding, Locale, Syntax
from transpipe.po.header import holds_overrides
from transpipe.po.textconv import describe
from transpipe.publish.attribution import in_one_voice
from transpipe.repository import Workspace
from transpipe.repository.guard import Keeping
from transpipe.target_edits.restore import put_back
from transpipe.target_edits.stripped import Around, unchanged
from transpipe.target_edits.three_way import join
from transpipe.units.placement import texts

_NONE = Catalogue("", Locale.ZH_CN)


@dataclass(frozen=True)
class Driven:
    """What is said of a merge; `torn` where the file has marks, which git is to be told."""

    findings: tuple[Finding, ...] = ()
    torn: bool = False


def merge_driver(workspace: Workspace, base: str, ours: str, theirs: str, path: str) -> Driven:
    """Merges `theirs` into the file `ours`: a catalogue by unit, a Chinese file by block.

    Raises CatalogueDamaged, or WouldLose for what either side typed; nothing is written then.
    """
    if path and not path.endswith(".po"):
        return _by_block(workspace, (base, ours, theirs), path)
    return Driven(_by_unit(workspace, (base, ours, theirs), path))


def _by_block(workspace: Workspace, files: tuple[str, str, str], path: str) -> Driven:
    cut = Cut(Syntax.of(path))
    sides = [segments.parse(workspace.read_any(file), cut, source=False) for file in files]
    before, here, there = in_one_voice(sides)
    found = join(before, here, there, cut)
    workspace.write(files[1], found.text)
    return Driven(torn=bool(found.conflicts))


def _by_unit(workspace: Workspace, files: tuple[str, str, str], path: str) -> tuple[Finding, ...]:
    """Merges catalogues.

    An empty `base` (the catalogue was added on both sides) has no units. What another tool took out
    of one side since is no change of that side.
    """
    base, ours, theirs = files
    before = _read(workspace, base, path)
    start = before.catalogue if before else _NONE
    sides = [_side(_read(workspace, file, path), before, path) for file in (ours, theirs)]
    if any(map(holds_overrides, (start, *sides))):  # all that follows is made anew
        start, *sides = map(overrides, (start, *sides))
    found = merge_branches(start, *sides)
    merged = found.catalogue
    typed = chain.from_iterable(found.typed(side, path) for side in sides)
    keeping = Keeping(tuple(typed), (lambda: texts(merged),), path)
    workspace.write(ours, po.prove(po.render(merged), merged, path), keeping)
    return found.findings


def textconv(workspace: Workspace, file: str) -> str:
    """A catalogue as text, a paragraph a unit. Raises CatalogueDamaged."""
    found = _read(workspace, file, file)
    return describe(found.catalogue if found else _NONE)


def _read(workspace: Workspace, file: str, path: str) -> po.Read | None:
    text = workspace.read_any(file)
    return po.read(text, path or file) if text else None


def _side(found: po.Read | None, base: po.Read | None, path: str) -> Catalogue:
    if found is None:
        return _NONE
    restored = unchanged(found)
    if base is not None and not (found.whole and holds_overrides(found.catalogue)):
        restored = put_back(restored, found, base, Around())
    if not restored.decided or base is None:
        found.refuse(path)
    return restored.catalogue
