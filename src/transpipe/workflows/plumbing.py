"""What git calls for a catalogue: merge by unit, and text that diffs well."""

from __future__ import annotations

from itertools import chain

from transpipe.catalogue import po
from transpipe.catalogue.described import describe
from transpipe.catalogue.held import held, targets, texts
from transpipe.catalogue.threeway import three_way
from transpipe.model import Catalogue, Finding, Locale
from transpipe.workspace import Workspace
from transpipe.workspace.guard import Keeping


def merge_driver(
    workspace: Workspace, base: str, ours: str, theirs: str, path: str
) -> tuple[Finding, ...]:
    """Merges `theirs` into the file `ours`, by unit.

    Raises CatalogueDamaged, or WouldLose for what either side typed; nothing is written then.

    An empty `base` (the catalogue was added on both sides) has no units.
    """
    before, mine, other = (_read(workspace, file, path) for file in (base, ours, theirs))
    merged, findings = three_way(before, mine, other)
    typed = chain(held(mine, path, targets(before)), held(other, path, targets(before)))
    keeping = Keeping(tuple(typed), (lambda: texts(merged),), path)
    workspace.write(ours, po.render(merged), keeping)
    return findings


def textconv(workspace: Workspace, file: str) -> str:
    """A catalogue as text, a paragraph a unit. Raises CatalogueDamaged."""
    return describe(_read(workspace, file, file))


def _read(workspace: Workspace, file: str, path: str) -> Catalogue:
    text = workspace.read_any(file)
    return po.parse(text, path or file) if text else Catalogue("", Locale.ZH_CN)
