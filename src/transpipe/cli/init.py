"""transpipe init."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Annotated

import typer

from transpipe.cli import output, report, screen
from transpipe.cli.app import DryRun, Json, Session, command
from transpipe.cli.next_line import lines_of, next_lines
from transpipe.cli.summaries import SUMMARIES
from transpipe.editions.pairing import is_notice
from transpipe.model import Finding, Locale, PairKind
from transpipe.workflows import init as beginning
from transpipe.workflows import skill
from transpipe.workflows.due import Act
from transpipe.workflows.init import Begun
from transpipe.workflows.next_step import Step

_FEW = 6  # layouts that are told of
_NAME = 20  # columns of a layout's name, at least


@command(
    help=SUMMARIES["init"],
    epilog=_("Example: transpipe init"),
)
def init(
    session: Session,
    json: Json = False,
    dry_run: DryRun = False,
    driver: Annotated[
        bool, typer.Option("--git", help=_("Also set up git's merge driver in this clone."))
    ] = False,
    agents: Annotated[
        bool,
        typer.Option(
            "--agents", help=_("Also write how this project translates, for agents to read.")
        ),
    ] = False,
) -> int:
    """Asks nothing, aligns nothing: says what is there and what to type next."""
    with session.project(dry=dry_run) as project:
        begun = beginning.init(project)
    if driver:
        from transpipe.cli.git import install

        install(project.workspace, dry=dry_run)
    outcome = begun.outcome
    if agents:
        with session.project(dry=dry_run) as project:
            outcome += skill.write(project)
    if json:
        output.document(
            {"pairs": begun.pairs.pairs, "findings": outcome.findings, "written": outcome.written}
        )
    else:
        output.lines((*_found(begun), *_problems(outcome.findings)))
        report.written(outcome.written, dry=dry_run, refused=outcome.refused)
        begins = dry_run and "transpipe.toml" in outcome.written
        output.lines(lines_of(Step(Act.INIT)) if begins else next_lines(session, project))
    return 4 if outcome.refused else 0


def _found(begun: Begun) -> Iterator[str]:
    """How many articles there are, where, and how many files are none."""
    pairs = begun.pairs.pairs
    said = ngettext("{n} article found", "{n} articles found", len(pairs)).format(n=len(pairs))
    kinds = Counter(pair.kind for pair in pairs)
    yield report.fitted(
        _("{found}: {counts}").format(found=said, counts=_counts(kinds)) if pairs else said
    )
    layouts = list(begun.layouts().items())
    if len(layouts) > 1 or (layouts and "→" in layouts[0][0]):
        rows = [(name, _counts(counts)) for name, counts in layouts[:_FEW]]
        room = screen.columns() - 4 - max(screen.cells(counts) for _name, counts in rows)
        shown = [(screen.cut_middle(name, max(room, _NAME)), counts) for name, counts in rows]
        yield from (f"  {screen.cut(text, screen.columns() - 2)}" for text in output.aligned(shown))
        if len(layouts) > _FEW:
            more = len(layouts) - _FEW
            yield "  " + ngettext("… and {n} more folder", "… and {n} more folders", more).format(
                n=more
            )
    if begun.skipped:
        yield from _skipped(begun)
    if begun.authored is not Locale.ZH_CN:
        said = _('the translations are in {locale}: `authored = "{locale}"`')
        yield from screen.lines_of(said.format(locale=begun.authored.value))
    if begun.site:
        said = _('headings are named as {file} says: anchors = "{anchors}"')
        site = {"file": begun.site.file, "anchors": begun.site.anchors.value}
        yield from screen.lines_of(said.format(**site))


def _counts(kinds: Mapping[PairKind, int]) -> str:
    said = (
        (PairKind.BOTH, _("{n} translated")),
        (PairKind.UNTRANSLATED, _("{n} to translate")),
        (PairKind.SOURCELESS, _("{n} without a source")),
    )
    return _(", ").join(text.format(n=kinds[kind]) for kind, text in said if kinds.get(kind))


def _skipped(begun: Begun) -> Iterator[str]:
    own = begun.authored is Locale.ZH_CN
    said = {
        "alone": _("{n} in no pair"),
        "locale": _("{n} in traditional Chinese") if own else _("{n} in another Chinese locale"),
        "language": _("{n} in other languages"),
        "empty": _("{n} empty"),
        "housekeeping": _("{n} like a changelog or licence"),
        "excluded": _("{n} excluded by the settings"),
        "place": _("{n} in hidden folders or those of tools and tests"),
    }
    counts = Counter(each.why.value for each in begun.skipped)
    parts = _(", ").join(text.format(n=counts[why]) for why, text in said.items() if counts[why])
    count = len(begun.skipped)
    head = ngettext(
        "{n} Markdown file is no article: {why}", "{n} Markdown files are no articles: {why}", count
    )
    yield from screen.lines_of(head.format(n=count, why=parts))
    if counts["locale"]:
        hint = _("`transpipe convert --add zh_TW` takes in those in traditional Chinese")
        if not own:
            hint = _("`transpipe convert --add zh_CN` takes in those in simplified Chinese")
        yield from screen.lines_of(hint)


def _problems(found: Sequence[Finding]) -> list[str]:
    """What is odd about the pairs, a line for each kind, then what is wrong."""
    kinds: dict[str, list[Finding]] = {}
    for finding in filter(is_notice, found):
        kinds.setdefault(finding.code, []).append(finding)
    notes = [_of_kind(group) for group in kinds.values()]
    return notes + report.finding_lines([f for f in found if not is_notice(f)], room=_FEW)


def _of_kind(group: Sequence[Finding]) -> str:
    """Findings of one kind in a line: the first, and how many more there are."""
    more = len(group) - 1
    said = ngettext(" (and {n} more)", " (and {n} more)", more).format(n=more) if more else ""
    return report.line_of(group[0], beside=screen.cells(said)) + said
