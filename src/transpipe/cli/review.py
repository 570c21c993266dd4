"""transpipe review."""

from __future__ import annotations

from gettext import gettext as _
from typing import Annotated

import typer

from transpipe.cli import output, report
from transpipe.cli.app import Json, Name, Session, command
from transpipe.cli.next_line import say
from transpipe.workflows import review as reviewing


@command(
    help=_("Show what changed since a revision, in both languages, word by word."),
    epilog=_("Example: transpipe review --base origin/main"),
)
def review(
    session: Session,
    article: Name = None,
    base: Annotated[
        str, typer.Option("--base", metavar="REV", help=_("The revision to compare with."))
    ] = "HEAD",
    markdown: Annotated[
        bool, typer.Option("--markdown", help=_("As Markdown, for a comment in a pull request."))
    ] = False,
    json: Json = False,
) -> int:
    """Compares the catalogues of the work tree with those of the revision."""
    with session.project() as project:
        changed, outcome = reviewing.review(project, base, article)
        language = project.config.language
    if json:
        output.rows(row for group in changed.values() for row in reviewing.as_rows(group))
        output.rows(outcome.findings)
    elif markdown:
        text = reviewing.as_markdown(
            changed, language=language, base=base, findings=outcome.findings
        )
        output.line(text.rstrip("\n"))
    else:
        for style, edits in reviewing.as_text(changed, language=output.language()):
            output.styled(style, edits)
        if not changed:
            output.line(_("no unit has changed since {base}").format(base=base))
        output.lines(report.finding_lines(outcome.findings))
        say(session, project)
    return 4 if outcome.refused else 0
