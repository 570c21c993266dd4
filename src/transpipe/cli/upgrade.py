"""`convert --upgrade`: what a newer converter writes otherwise, as a change of its own."""

from __future__ import annotations

from gettext import gettext as _

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import Session
from transpipe.cli.report import Did, finish
from transpipe.workflows.upgrade import upgrade as upgraded


def upgrade(session: Session, name: str | None, did: Did) -> int:
    """The words that change with how often they do, then the catalogues that were written."""
    with session.project(dry=did.dry) as project:
        words, outcome = upgraded(project, name, wiring.converter(), wiring.cut_words)
    if did.json:
        output.rows(words)
        return 4 if outcome.refused else 0
    for each in words:
        change = _("{before} → {after}").format(before=each.before, after=each.after)
        output.line(f"{each.count:>6}  {each.locale.value}  {output.shown(change)}")
    return finish(session, project, outcome, did)
