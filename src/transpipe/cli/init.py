"""transpipe init."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.model import PairKind, Pairs
from transpipe.workflows import init as beginning

_STYLES = {PairKind.BOTH: "green", PairKind.UNTRANSLATED: "yellow", PairKind.SOURCELESS: "cyan"}


@command(
    help=_("Find articles and their translations; write transpipe.toml and .gitattributes."),
    epilog=_("Example: transpipe init"),
)
def init(
    session: Session,
    json: Json = False,
    dry_run: DryRun = False,
    driver: Annotated[
        bool, typer.Option("--git", help=_("Also set up git's merge driver in this clone."))
    ] = False,
) -> int:
    """Asks nothing, aligns nothing: says what is there and what to type next."""
    workspace = session.workspace(dry=dry_run)
    pairs, outcome = beginning.init(workspace)
    if driver:
        from transpipe.cli.git import install

        install(workspace, dry=dry_run)
    if json:
        output.document(
            {"pairs": pairs.pairs, "findings": outcome.findings, "written": outcome.written}
        )
    else:
        _say(pairs)
        output.findings(outcome.findings)
        output.written(outcome.written, dry=dry_run, refused=outcome.refused)
        ready = any(pair.kind is PairKind.BOTH for pair in pairs.pairs)
        output.line(
            _("next: {command}").format(command=f"transpipe {'align' if ready else 'sync'}")
        )
    return 4 if outcome.refused else 0


def _say(pairs: Pairs) -> None:
    count = len(pairs.pairs)
    output.line(ngettext("{n} article found", "{n} articles found", count).format(n=count))
    said = {
        PairKind.BOTH: _("translated"),
        PairKind.UNTRANSLATED: _("to translate"),
        PairKind.SOURCELESS: _("no source"),
    }
    body = [
        [said[pair.kind], f"{pair.source} → {pair.target}" if pair.source else pair.target]
        for pair in pairs.pairs
    ]
    if body:
        output.table([_("state"), _("article")], body, [_STYLES[p.kind] for p in pairs.pairs])
