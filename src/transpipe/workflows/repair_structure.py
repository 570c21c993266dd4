"""`check --fix --unsafe`: files with their structure repaired, planned first, then written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.check.repair import REPAIRABLE, WITHIN_BLOCKS, Repaired, Taken, repair
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.links.addresses import Files
from transpipe.model import Edition, Layout, Orphan, Sourceless, Unread
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.workflows.check import context_of
from transpipe.workflows.check_alone import Beside, alone
from transpipe.workflows.sync import sync

__all__ = ["Plan", "Taken", "plan", "plan_file", "write", "write_files"]


@dataclass(frozen=True)
class Plan:
    """A file as it stands, and repaired; `article` is synced afterwards, where it has a catalogue.

    What a plan takes out of a file is in `repaired`.
    """

    path: str
    before: str
    repaired: Repaired
    article: str = ""


def plan(project: Project, name: str | None) -> tuple[Plan, ...]:
    """The files whose structure can be repaired. Nothing is written.

    A file that is made of its source's blocks has their structure: there only links and emphasis.
    """
    return tuple(each for each in _plans(project, name) if each.repaired.text != each.before)


def _plans(project: Project, name: str | None) -> Iterator[Plan]:
    files = Files(project.files)
    for pair in project.named(name):
        project.step(pair.article)
        article = project.article(pair)
        if not isinstance(article, Unread | Edition | Orphan | Sourceless) or not article.file.text:
            continue
        ours = isinstance(article, Edition) and article.catalogue.layout is Layout.PARENT
        codes = WITHIN_BLOCKS if ours else REPAIRABLE
        done = repair(context_of(project, article, files), codes)
        synced = article.name if isinstance(article, Edition) else ""
        yield Plan(pair.target, article.file.text, done, synced)


def write(project: Project, plans: Sequence[Plan], converter: Converter) -> Outcome:
    """Writes what was planned, and takes it into the catalogues as if it had been typed."""
    done = Outcome()
    with project.workspace.locked():
        for each in plans:
            done += Outcome(project.workspace.write(each.path, each.repaired.text))
        for each in plans:
            if each.article and not project.workspace.dry_run:
                done += sync(project.reopened(), each.article, converter)
    return done


def plan_file(workspace: Workspace, target: str, beside: Beside) -> tuple[Plan, ...]:
    """The same of one file, catalogues or not."""
    context = alone(workspace, target, beside)
    before = context.article.text if context.article is not None else ""
    done = repair(context)
    return (Plan(target, before, done),) if done.text != before else ()


def write_files(workspace: Workspace, plans: Sequence[Plan]) -> Outcome:
    """Writes what was planned of files by themselves."""
    written = (workspace.write(each.path, each.repaired.text) for each in plans)
    return Outcome(tuple(path for paths in written for path in paths))
