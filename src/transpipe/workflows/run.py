"""The main job: one command, safe at any time."""

from __future__ import annotations

from transpipe.ports import Converter
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.look import check
from transpipe.workflows.pages import pages
from transpipe.workflows.project import Outcome, Project
from transpipe.workflows.sound import sound
from transpipe.workflows.suggest import convert
from transpipe.workflows.sync import sync


def run(project: Project, converter: Converter) -> Outcome:
    """sync (which aligns what is new), convert, check, build, pages; run again: writes nothing."""
    outcome = sync(project, None, converter)
    project = _again(project)
    outcome += convert(project, None, project.config.locales, converter)
    project = _again(project)
    outcome += written(project, planned(project, None, policy(project.config), converter))
    project = _again(project)
    outcome += Outcome(findings=check(project, None))
    return outcome + pages(project, None)


def _again(project: Project) -> Project:
    """The repository as it is by now, less what is to be left alone: `sync` has told of that."""
    return sound(project.reopened(), None)[0]
