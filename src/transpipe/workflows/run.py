"""The main job: one command, safe at any time."""

from __future__ import annotations

from dataclasses import replace

from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.ports import Converter, Memory
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.check import check
from transpipe.workflows.convert import convert
from transpipe.workflows.draft import Helpers, Suggested, draft
from transpipe.workflows.pages import pages
from transpipe.workflows.sync import sync


def run(
    project: Project, converter: Converter, memory: Memory | None = None
) -> tuple[tuple[Suggested, ...], Outcome]:
    """sync (which aligns what is new), convert, check, build, pages; run again: writes nothing.

    Where there is a `memory`, what is empty is drafted from it after `sync`: said is what.
    """
    outcome = sync(project, None, converter)
    suggested: tuple[Suggested, ...] = ()
    project = project.up_to_date()
    if memory is not None:
        suggested, drafted = draft(project, None, Helpers(memory=memory))
        outcome, project = outcome + drafted, project.up_to_date()
    outcome += convert(project, None, project.config.derived, converter)
    project = project.up_to_date()
    outcome += written(project, planned(project, None, policy(project.config), converter))
    project = project.up_to_date()
    outcome += Outcome(findings=check(project, None))
    outcome += pages(project, None, converter)
    # Each step tells of what is left alone.
    return suggested, replace(outcome, findings=tuple(dict.fromkeys(outcome.findings)))
