"""`check --fix`: what the rules can mend by themselves, in catalogues and in files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from transpipe.check.mending import is_chinese, mend_definitions, mend_file, mend_unit
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.layout import policy
from transpipe.editions.merge_base import find_merge_base
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.project import Project
from transpipe.links.addresses import Files
from transpipe.model import Edition, Layout, Orphan, Pair, Sourceless, Unread
from transpipe.ports import Converter
from transpipe.repository import Workspace
from transpipe.workflows.build import planned, written
from transpipe.workflows.check import context_of
from transpipe.workflows.check_alone import Beside, alone
from transpipe.workflows.sync import sync


def fix(project: Project, name: str | None, converter: Converter) -> Outcome:
    """Mends the words of units, then the files; nobody's words are confirmed by it.

    What a file says beside its units (a person's additions, definitions) is mended there.
    """
    outcome = project.left_alone(name)
    with project.workspace.locked():
        for pair in project.named(name):
            project.step(pair.article)
            outcome += one_of_many(name, partial(_fix, project, pair, converter))
    return outcome


def _fix(project: Project, pair: Pair, converter: Converter) -> Outcome:
    article = project.article(pair)
    if not isinstance(article, Unread | Edition | Orphan | Sourceless) or not article.file.text:
        return Outcome()
    done = Outcome()
    for mend in (_typed, _units):
        if isinstance(article, Edition):
            now = mend(project, article, converter)
            done, project = done + now, project.reopened() if now.written else project
            article = project.article(pair)
    if isinstance(article, Edition) and article.catalogue.layout is Layout.PARENT:
        return done
    if isinstance(article, Unread | Edition | Orphan | Sourceless):
        text = mend_file(context_of(project, article, Files(project.files)))
        done += Outcome(project.workspace.write(pair.target, text))
    return replace(done, written=tuple(dict.fromkeys(done.written)))


def _typed(project: Project, article: Edition, converter: Converter) -> Outcome:
    """What was typed in the file since the last sync, mended there and taken in.

    The catalogue knows nothing of it yet: units are mended beside a file that says what they say.
    """
    own = article.catalogue.layout is not Layout.PARENT
    base = find_merge_base(project, article) if own else None
    if base is None or base.file.text == article.file.text:
        return Outcome()
    known = frozenset(block.text for block in base.file.blocks)
    text = mend_file(context_of(project, article, Files(project.files)), known)
    done = Outcome(project.workspace.write(article.pair.target, text))
    return done + sync(project.reopened(), article.name, converter)


def _units(project: Project, article: Edition, converter: Converter) -> Outcome:
    """The catalogue with its units mended, and the file that it makes."""
    context = context_of(project, article, Files(project.files))
    units = tuple(mend_unit(unit, context) for unit in article.catalogue.units)
    if units == article.catalogue.units:
        return Outcome()
    pairs = zip(article.catalogue.units, units, strict=True)
    before = [old.words for old, new in pairs if old != new]
    mended = article.holding(replace(article.catalogue, units=units))
    done = Outcome(write_catalogue(project, mended, given_up=before))
    text = mend_definitions(context)
    if article.catalogue.layout is Layout.OWN and text != article.file.text:
        # What a unit says of a note stands in one then, as it does in the catalogue.
        done += Outcome(project.workspace.write(article.pair.target, text))
        done += sync(project.reopened(), article.name, converter)
    project = project.reopened()
    plan = planned(project, article.name, policy(project.config), converter)
    return done + written(project, plan)


def mended(project: Project, path: str) -> str:
    """The text of an article's Chinese file as it would be mended; '' for any other file.

    Nothing is written.
    """
    for pair in project.pairs.pairs:
        if pair.target == path:
            article = project.article(pair)
            if isinstance(article, Unread | Edition | Orphan | Sourceless):
                return mend_file(context_of(project, article, Files(project.files)))
    return ""


def mended_alone(workspace: Workspace, beside: Beside, target: str) -> str:
    """The same of one file, catalogues or not."""
    context = alone(workspace, target, beside)
    return mend_file(context) if context.article is not None else ""


def fix_file(workspace: Workspace, target: str, beside: Beside) -> Outcome | None:
    """One file, catalogues or not; None where it is not Chinese, and stays as it is."""
    context = alone(workspace, target, beside)
    if context.article is None or not is_chinese(context.article):
        return None
    return Outcome(workspace.write(target, mend_file(context)))
