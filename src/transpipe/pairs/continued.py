"""Files that are gone and go on under another name, before their row says so."""

from __future__ import annotations

from gettext import gettext as _

from transpipe.model import Finding, Severity
from transpipe.pairs.search import Search


def by_successor(search: Search) -> None:
    """The translation of a source that was renamed before its row was."""
    tree = search.tree
    for row in search.rows:
        if not (row.gone and row.target and row.target not in search.targets):
            continue
        others = [path for path in search.open(tree.elsewhere) if not tree.chinese(path)]
        found = search.heirs.heir(
            row.gone, row.target, (*search.open(tree.sources), *others, *search.waiting())
        )
        if found:
            search.drop(found)
            search.add(found, row.target, row)
            said = _("{target} stays with {source}, which continues {gone}; correct the row")
            said = said.format(target=row.target, source=found, gone=row.gone)
            search.note(Finding("renamed-source", Severity.WARNING, said, row.index, row.line))


def by_words(search: Search) -> None:
    """The translation that was renamed before its row was, or moved to where no name leads."""
    tree = search.tree
    for pair in list(search.pairs):
        source = pair.source
        if source is None or tree.find(pair.target) or not tree.adopted(source):
            continue
        # Mostly English is one too, where much is not translated yet: its words tell.
        others = [
            path for path in search.open((*tree.targets, *tree.elsewhere)) if not tree.blank(path)
        ]
        found = search.heirs.heir_of_target(source, others) if others else ""
        if found:
            row = next((row for row in search.rows if row.source == source), None)
            search.drop(source)
            search.add(source, found, row)
            if row and row.target:
                said = _(
                    "{source} stays with {found}, which has the words of {target}; correct the row"
                )
                said = said.format(source=source, found=found, target=pair.target)
                search.note(Finding("renamed-target", Severity.WARNING, said, row.index, row.line))
