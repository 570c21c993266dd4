"""transpipe check."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Annotated

import typer

from transpipe.cli import output
from transpipe.cli.app import Json, Name, Session, command
from transpipe.model import Severity
from transpipe.workflows import check as checking


@command(
    help=_("List what a reviewer should look at; exits 1 where something is an error."),
    epilog=_("Example: transpipe check"),
)
def check(
    session: Session,
    article: Name = None,
    source: Annotated[
        str | None,
        typer.Option("--source", help=_("Check the file ARTICLE beside this English file.")),
    ] = None,
    tree: Annotated[
        Path | None,
        typer.Option("--tree", help=_("With --source: a list of the repository's files.")),
    ] = None,
    json: Json = False,
) -> int:
    """Links, code, numbers, emphasis that does not render."""
    workspace = session.workspace()
    refused = False
    if article is not None and (source is not None or not workspace.has_settings()):
        files = checking.listed(workspace, str(tree)) if tree else None
        found = checking.check_file(workspace, article, source, files)
    else:
        with session.project() as project:
            found = checking.check(project, article)
            refused = project.left_alone(article).refused
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if json:
        output.rows(found)
    else:
        output.findings(found)
        said = _("{findings}, {errors}").format(
            findings=ngettext("{n} finding", "{n} findings", len(found)).format(n=len(found)),
            errors=ngettext("{n} error", "{n} errors", errors).format(n=errors),
        )
        output.line(said)
    return 4 if refused else 1 if errors else 0
