"""What git calls for a catalogue: merge by unit, and text that diffs well."""

from __future__ import annotations

from transpipe.catalogue import po
from transpipe.catalogue.described import describe
from transpipe.catalogue.threeway import three_way
from transpipe.model import Catalogue, Finding, Locale
from transpipe.workspace import Workspace


def merge_driver(
    workspace: Workspace, base: str, ours: str, theirs: str, path: str
) -> tuple[Finding, ...]:
    """Merges `theirs` into the file `ours`, by unit. Raises CatalogueDamaged, nothing written then.

    An empty `base` (the catalogue was added on both sides) has no units.
    """
    merged, findings = three_way(*(_read(workspace, file, path) for file in (base, ours, theirs)))
    workspace.write(ours, po.render(merged))
    return findings


def textconv(workspace: Workspace, file: str) -> str:
    """A catalogue as text, a paragraph a unit. Raises CatalogueDamaged."""
    return describe(_read(workspace, file, file))


def _read(workspace: Workspace, file: str, path: str) -> Catalogue:
    text = workspace.read_any(file)
    return po.parse(text, path or file) if text else Catalogue("", Locale.ZH_CN)
