"""One Chinese file by itself, or beside its English: catalogues or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from transpipe.check import run
from transpipe.check.noqa import unwanted, wanted
from transpipe.config import CheckSettings
from transpipe.editions.asked import Asked
from transpipe.editions.reading import aligned
from transpipe.links.addresses import Files
from transpipe.markdown import segments
from transpipe.model import Certainty, Cut, Finding, Locale, Syntax, Termbase, Unit
from transpipe.ports import Speller
from transpipe.repository import Workspace
from transpipe.rules import Context
from transpipe.rules.usage import Usage
from transpipe.text.terms import Finder
from transpipe.workflows.check import spelling_of


@dataclass(frozen=True)
class Beside:
    """What is known of a file besides: its English, the paths there are, terms, its script."""

    english: str | None = None
    files: Mapping[str, int] | None = None
    termbase: Termbase = field(default_factory=Termbase)
    speller: Speller | None = None


def check_file(workspace: Workspace, target: str, beside: Beside) -> tuple[Finding, ...]:
    """The findings of one file, catalogues or not: for programs and tests."""
    context = alone(workspace, target, beside)
    if context.english is not None and context.article is not None:
        context = replace(context, beads=aligned(context.english, context.article, None))
    units = list(_paired(context))
    usage = Usage([(unit.source, unit.target) for unit, _line in units])
    context = replace(context, usage=usage)
    found = (*run.check_file(context), *run.check_units(units, context.path, context))
    known = unwanted(context.article.text if context.article is not None else "")
    asked = (each for each in wanted(found, known) if each.code not in context.unwanted)
    return tuple(sorted(asked, key=lambda finding: finding.line))


def _paired(context: Context) -> Iterator[tuple[Unit, int]]:
    """What two files say, paragraph by paragraph where these surely pair; with the lines."""
    source, target = context.english, context.article
    if source is None or target is None:
        return
    for bead in context.beads:
        if bead.certainty is Certainty.SURE and bead.source and bead.target:
            first = target.blocks[bead.target[0]].lines[0]
            said, words = (
                "\n\n".join(document.blocks[n].text for n in numbers)
                for document, numbers in ((source, bead.source), (target, bead.target))
            )
            yield Unit(said, words), first


def alone(workspace: Workspace, target: str, beside: Beside) -> Context:
    """What is known of one file beside its English, where there is one."""
    english = beside.english
    cut = Cut(Syntax.of(english or target))
    left = segments.parse(workspace.read_any(english), cut) if english else None
    right = segments.parse(workspace.read_any(target), left.cut if left else cut, source=False)
    known = Files(beside.files) if beside.files is not None else None
    terms, spelling = Finder(beside.termbase), spelling_of(right, Locale.ZH_CN, beside.speller)
    context = Context(target, known, right, left, source=english or "")
    asked = Asked(workspace, CheckSettings())
    context = replace(context, unwanted=asked.unwanted(target), wanted=asked.wanted(target))
    return replace(context, terms=terms, spelling=spelling)


def listed(workspace: Workspace, path: str) -> Mapping[str, int]:
    """The paths in a list of files, `size<tab>path` a line, with their sizes; -1 for unknown."""
    rows = (row.rpartition("\t") for row in workspace.read_any(path).split("\n") if row.strip())
    return {name: int(size) if size.isdigit() else -1 for size, _tab, name in rows}
