"""What a build is going to write, file by file; and the writing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import attrgetter

from transpipe.config import Config
from transpipe.links.mapping import Anchors
from transpipe.markdown import segments
from transpipe.model import Catalogue, Edition, Finding, Layout, Locale, Policy, Snapshot
from transpipe.text.published_marks import Mark, mark
from transpipe.workflows.editions import heading_anchors
from transpipe.workflows.once import Lazily
from transpipe.workflows.outcome import Outcome, one_of_many
from transpipe.workflows.project import AUTHORED, Project
from transpipe.workflows.remembering import announce, remember
from transpipe.workspace.guard import Keeping


def policy(
    config: Config, *, drafts: bool = False, fill: bool = False, keep: float | None = None
) -> Policy:
    """What the settings and the options say is published."""
    return Policy(
        missing=config.missing,
        drafts=drafts,
        fill=fill,
        keep=config.keep if keep is None else keep,
        draft_mark=mark(Mark.DRAFT, config.language),
        missing_mark=mark(Mark.MISSING, config.language),
    )


@dataclass(frozen=True)
class Built:
    """A Chinese file as it stands and as it would be written; `before` is '' where none is.

    `says` is what file and catalogue agree on afterwards, for the text `source`; `moved` the
    catalogue, where it has another layout then; `keeping` what must still stand once the file is
    written.
    """

    article: str
    path: str
    before: str
    after: str
    says: Catalogue
    locale: Locale = AUTHORED
    findings: tuple[Finding, ...] = ()
    moved: Catalogue | None = None
    keeping: Keeping | None = None
    source: str = ""

    @property
    def changed(self) -> bool:
        """Whether writing it would change anything."""
        return self.before != self.after

    @property
    def leaves(self) -> Snapshot:
        """The state in which file and catalogue agree once it is written."""
        return Snapshot(self.after, self.says, self.source)


@dataclass(frozen=True)
class Plan:
    """The files of a build, those of one article together, and what is left alone."""

    files: tuple[Built, ...]
    left: Outcome = field(default_factory=Outcome)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is said of the files, and of what is left alone."""
        said = tuple(finding for built in self.files for finding in built.findings)
        return (*self.left.findings, *said)


def dry(project: Project, plan: Plan) -> Outcome:
    """The files that would be written."""
    paths: list[str] = []
    for built in plan.files:
        if built.changed:
            paths += (*project.catalogues.mended(built.article, built.locale), built.path)
    return Outcome(tuple(paths), plan.findings, plan.left.refused)


def written(project: Project, plan: Plan) -> Outcome:
    """Writes what was planned; a file that is as it should be keeps its time of change."""
    outcome = Outcome(findings=(*project.told(), *plan.findings), refused=plan.left.refused)
    with project.workspace.locked():
        for _article, files in groupby(plan.files, key=attrgetter("article")):
            outcome += one_of_many(None, partial(_written, project, tuple(files)))
    return outcome


def _written(project: Project, files: Sequence[Built]) -> Outcome:
    """Writes the files of one article."""
    workspace = project.workspace
    paths: list[str] = []
    for built in files:
        if built.changed:
            # What a tool took out of the catalogue stands there before the file says other words.
            paths += project.catalogues.settle(built.article, built.locale)
            announce(workspace, built.article, built.leaves)
            paths += workspace.write(built.path, built.after, built.keeping)
        if built.moved:
            paths += project.catalogues.keep(built.moved)
        remember(workspace, built.article, built.leaves)
    return Outcome(tuple(paths))


def anchors_after(plans: Sequence[tuple[Edition, Built]], before: Anchors) -> Anchors:
    """The anchors of the translations once the plans are carried out."""
    changed: dict[str, Mapping[str, str]] = {}
    for article, built in plans:
        if built.changed and built.says.layout is Layout.OWN:
            file = segments.parse(built.after, built.says.lines, source=False)
            there = heading_anchors(replace(article, file=file, catalogue=built.says))
            changed |= {article.name: there} if there != before.get(article.name) else {}
    if not changed:
        return before
    return Lazily(list(before), lambda name: changed[name] if name in changed else before[name])
