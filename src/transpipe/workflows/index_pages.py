"""The rows of an index on its own page: each leads to the page of the article that it tells of."""

from __future__ import annotations

from collections.abc import Callable

from transpipe.editions.project import Project
from transpipe.markdown.index_rows import SOURCE_LABELS, TARGET_LABELS, suffix_start
from transpipe.markdown.inline import map_targets
from transpipe.model import Edition, Sourceless, UnitId
from transpipe.units.placement import place
from transpipe.workflows.page_links import Placed

_LABELS = tuple(f"[{label}]" for label in (*SOURCE_LABELS, *TARGET_LABELS))


def page_of_row(
    project: Project, article: Edition | Sourceless, placed: Placed
) -> Callable[[UnitId], str]:
    """The page of the article that a unit's row links to behind its words, '' where none is."""
    found: dict[UnitId, str] = {}
    text = article.file.text
    if isinstance(article, Edition) and any(label in text for label in _LABELS):
        held = place(article.catalogue, article.file)
        sources = {pair.target: pair.article for pair in project.pairs.pairs}
        for block, units in zip(article.file.blocks, held.blocks, strict=True):
            page = _page(block.raw, sources, placed) if units else ""
            if page:
                found |= {unit.id: page for unit in units}
    return lambda unit: found.get(unit, "")


def _page(raw: str, sources: dict[str, str], placed: Placed) -> str:
    """Where the labelled links of a row lead to."""
    row = raw.rstrip()
    targets: list[str] = []

    def seen(target: str) -> str:
        targets.append(target)
        return target

    map_targets(row[suffix_start(row) :], seen)
    return next(filter(None, (placed.page_of(target, sources) for target in targets)), "")
