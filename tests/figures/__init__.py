"""The figures of the scoreboard: a module a part, each with `figures(data)`."""

from __future__ import annotations

from pathlib import Path

Figure = tuple[str, str, str, bool]
"""What is measured, the goal, the value, whether it is met."""

MODULES = (
    "markdown",
    "main_job",
    "adoption",
    "layouts",
    "mixed",
    "identifiers",
    "catalogue",
    "house",
    "foreign",
    "round_trips",
    "merging",
    "two_branches",
    "together",
    "align",
    "pages",
    "bilingual",
    "pages_browser",
    "tables",
    "base",
    "severity",
    "near_misses",
    "carry",
    "small_edits",
    "reclipped",
    "replay",
    "both_sides",
    "lives",
    "guard",
    "memory",
    "shared_memory",
    "drafts",
    "answers",
    "engines",
    "sent",
    "exchange",
    "interchange",
    "xliff",
    "other_tools",
    "first_hour",
    "day",
    "renders",
    "written_links",
    "kept",
    "pins",
    "review",
    "ci",
    "terms",
    "convert",
    "derived",
    "script",
    "passing",
    "lint",
    "lint_corpora",
    "typography",
    "clean",
    "index",
    "agents",
)
# What asks programs that registries have to be asked for: only where it is named.
NAMED = ("anchors", "sites")


def of(name: str, data: Path) -> list[Figure]:
    """The figures of one part, computed now."""
    from importlib import import_module

    rows = import_module(f"tests.figures.{name}").figures(data)
    return [(figure, goal, str(value), bool(met)) for figure, goal, value, met in rows]
