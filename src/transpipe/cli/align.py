"""transpipe align."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import output
from transpipe.cli.app import DryRun, Json, Name, Session, app
from transpipe.errors import BadArgument
from transpipe.model import Bead, Document
from transpipe.workflows import adopt


@app.command(
    help=_("Adopt existing translations: pair their paragraphs with those of the source."),
    epilog=_("Example: transpipe align"),
)
def align(
    context: typer.Context,
    article: Name = None,
    target: Annotated[
        str | None, typer.Argument(help=_("With --json: the Chinese file to align ARTICLE with."))
    ] = None,
    json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Writes nothing but locales/; doubtful pairs are fuzzy, what has a catalogue stays."""
    session: Session = context.obj
    if target is not None:
        if not json or article is None:
            raise BadArgument(_("two files are aligned with --json only: align EN.md ZH.md --json"))
        left, right, beads = adopt.align_files(
            session.workspace(), article, target, wiring.converter()
        )
        output.rows(_rows(left, right, beads))
        return
    with session.project(dry=dry_run) as project:
        outcome = adopt.align_articles(project, article, wiring.converter())
    output.outcome(outcome.written, outcome.findings, json=json, dry=dry_run)


def _rows(left: Document, right: Document, beads: Sequence[Bead]) -> Iterator[dict[str, object]]:
    for bead in beads:
        yield {
            "en": _ranges(left, bead.source),
            "zh": _ranges(right, bead.target),
            "confidence": round(bead.confidence, 4),
            "state": bead.certainty.value,
        }


def _ranges(document: Document, numbers: Sequence[int]) -> list[object] | None:
    """Line ranges from 1, inclusive: one pair, a list of pairs, or None for nothing."""
    ranges = list(dict.fromkeys(document.blocks[number].lines for number in numbers))
    if not ranges:
        return None
    return list(ranges[0]) if len(ranges) == 1 else [list(pair) for pair in ranges]
