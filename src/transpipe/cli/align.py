"""transpipe align."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from gettext import gettext as _
from typing import Annotated

import typer

from transpipe import wiring
from transpipe.cli import columns, output
from transpipe.cli.app import All, DryRun, Json, Name, Session, command
from transpipe.cli.columns import Numbered
from transpipe.cli.help import RARE
from transpipe.cli.next_line import next_lines
from transpipe.cli.report import Did, finish
from transpipe.cli.summaries import SUMMARIES
from transpipe.editions.reading import How
from transpipe.errors import BadArgument
from transpipe.model import Bead, Document, ReadFrom
from transpipe.workflows import align as aligning
from transpipe.workflows import doubtful as doubts_of
from transpipe.workflows import old_catalogues
from transpipe.workflows.doubtful import DoubtfulPair
from transpipe.workflows.next_step import Done
from transpipe.workflows.pair_numbers import number_of, numbers

Beads = tuple[Document, Document, tuple[Bead, ...]]


class _From(StrEnum):
    """Where translations are taken from: articles, read in one of these ways, or a catalogue."""

    AUTO = ReadFrom.AUTO.value
    SOURCE = ReadFrom.SOURCE.value
    BILINGUAL = ReadFrom.BILINGUAL.value
    PO = "po"


@dataclass(frozen=True)
class _Wish:
    article: Name = None
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help=_(
                "With --json, --doubtful or --explain: the Chinese file to align ARTICLE with; "
                "with --from po: the catalogue, which may stand alone."
            ),
        ),
    ] = None
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="auto|REV",
            help=_("The source's revision that was translated, or auto."),
        ),
    ] = ""
    origin: Annotated[
        _From | None,
        typer.Option(
            "--from",
            help=_(
                "Where the English is: beside the translation, or in it; po takes translations "
                "from FILE, the catalogue of another tool."
            ),
        ),
    ] = None
    machine: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="mt:NAME",
            help=_("Adopt as drafts of a machine, not a person's words."),
            rich_help_panel=RARE,
        ),
    ] = ""
    catalogues: Annotated[
        list[str] | None,
        typer.Option(
            "--catalogue",
            metavar="FILE.po",
            help=_("The same as --from po FILE.po; may be repeated."),
            rich_help_panel=RARE,
        ),
    ] = None
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help=_("List the doubtful pairs, worst first."))
    ] = False
    explain: Annotated[
        int | None,
        typer.Option(
            "--explain", metavar="N", help=_("Show why pair N was made."), rich_help_panel=RARE
        ),
    ] = None
    everything: All = False
    json: Json = False
    dry_run: DryRun = False


@command(
    help=SUMMARIES["align"],
    epilog=_("Example: transpipe align --base auto"),
)
def align(session: Session, wish: _Wish) -> int:
    """Writes nothing but locales/; doubtful pairs are fuzzy, what has a catalogue stays."""
    wish = _with_catalogues(wish)
    article, target = wish.article, wish.target
    how = How(wish.base, ReadFrom(wish.origin) if wish.origin else None, wish.machine)
    if wish.explain is not None:
        _explain(_beads(session, article, target, how), wish.explain, json=wish.json)
        return 0
    if wish.doubtful:
        return _doubtful(session, wish)
    if wish.catalogues and target is None:
        with session.project(dry=wish.dry_run) as project:
            helpers = (wiring.converter(), wiring.memory())
            outcome = old_catalogues.take_in(project, article, wish.catalogues, helpers)
        return finish(session, project, outcome, Did(json=wish.json, dry=wish.dry_run))
    if target is None:
        with session.project(dry=wish.dry_run) as project:
            outcome = aligning.align_articles(project, article, wiring.converter(), how=how)
        did = Did(Done("align", article), wish.json, wish.dry_run)
        return finish(session, project, outcome, did)
    if not wish.json:
        raise BadArgument(_("two files are aligned with --json, --doubtful or --explain only"))
    output.rows(_rows(*_beads(session, article, target, how)))
    return 0


def _with_catalogues(wish: _Wish) -> _Wish:
    """The wish with the file that `--from po` names among its catalogues. Raises BadArgument."""
    if wish.origin is not _From.PO:
        return wish
    named = [name for name in (wish.article, wish.target) if name is not None]
    catalogues = [*named[-1:], *(wish.catalogues or ())]
    if not catalogues:
        raise BadArgument(_("--from po: name the catalogue, FILE.po"))
    article = named[0] if len(named) > 1 else None
    return replace(wish, article=article, target=None, origin=None, catalogues=catalogues)


def _beads(session: Session, article: str | None, target: str | None, how: How) -> Beads:
    """The beads of two files, or of an article."""
    if article is None:
        raise BadArgument(_("name an article, or an English and a Chinese file"))
    if target is not None:
        workspace, asked = session.workspace(), (wiring.converter(), wiring.witness())
        return aligning.align_files(workspace, article, target, *asked)
    with session.project() as project:
        return doubts_of.beads_of(project, article, wiring.converter(), how)


def _doubtful(session: Session, wish: _Wish) -> int:
    """Lists the doubtful pairs, of two files or of the catalogues; the exit code."""
    if wish.target is not None:
        beads = _beads(session, wish.article, wish.target, How())
        found = doubts_of.doubtful_beads(*beads, wish.target)
        _list(found, wish, lambda few: [number_of(doubt, *beads[1:]) for doubt in few], [])
        return 0
    with session.project() as project:
        found = doubts_of.doubtful(project, wish.article)
        left = project.left_alone(wish.article)
        foot = [] if wish.json else next_lines(session, project)
        _list(found, wish, lambda few: numbers(project, few, wiring.converter()), foot)
    output.notes(left.findings)
    return 4 if left.refused else 0


def _list(
    found: Sequence[DoubtfulPair], wish: _Wish, numbered: Numbered, foot: Sequence[str]
) -> None:
    if wish.json:
        output.rows(found)
    else:
        output.lines(
            (*columns.doubts(found, numbered, len(foot), everything=wish.everything), *foot)
        )


def _explain(found: Beads, number: int, *, json: bool) -> None:
    reason = doubts_of.explained(*found, number)
    if json:
        (row,) = _rows(found[0], found[1], [reason.bead])
        output.rows([{"pair": number, **row, "evidence": dict(reason.bead.evidence)}])
    else:
        columns.reason(reason)


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
