"""What a build is going to write, file by file; and the writing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from operator import attrgetter

from transpipe.editions import cache
from transpipe.editions.attribution import told
from transpipe.editions.context import Context
from transpipe.editions.guarded import of_file
from transpipe.editions.layout import follow_parent
from transpipe.editions.merge_base import find_merge_base, published, texts_to_keep
from transpipe.editions.notices import noticed
from transpipe.editions.opaque import to_follow
from transpipe.editions.opening import heading_anchors
from transpipe.editions.outcome import Outcome, one_of_many
from transpipe.editions.overwriting import guard
from transpipe.editions.pinning import with_pins
from transpipe.editions.project import Project
from transpipe.links.mapping import Anchors
from transpipe.markdown import segments
from transpipe.markdown.source import ended_like
from transpipe.model import (
    Catalogue,
    Edition,
    Finding,
    Layout,
    Locale,
    MergeBase,
    Naming,
    Policy,
    Publication,
    Snapshot,
    Unit,
)
from transpipe.publish.article import fill, into_own
from transpipe.publish.opaque import follow
from transpipe.repository import remembered
from transpipe.repository.guard import Keeping
from transpipe.repository.remembered import Seen
from transpipe.units.build import unit_of


@dataclass(frozen=True)
class Built:
    """A Chinese file as it stands and as it would be written; `before` is '' where none is.

    `says` is what file and catalogue agree on afterwards, for the text `source`; `moved` the
    catalogue, where it has another layout then; `keeping` what must still stand once the file is
    written; `follows` whether all code of the source that could follow does; `seen` are the words
    that a sync saw last of texts that changed since.
    """

    article: str
    path: str
    before: str
    after: str
    says: Catalogue
    locale: Locale
    findings: tuple[Finding, ...] = ()
    moved: Catalogue | None = None
    keeping: Keeping | None = None
    source: str = ""
    follows: bool = True
    seen: Seen = ()

    @property
    def changed(self) -> bool:
        """Whether writing it would change anything."""
        return self.before != self.after

    @property
    def leaves(self) -> Snapshot:
        """The state in which file and catalogue agree once it is written."""
        return Snapshot(self.after, self.says, self.source, follows=self.follows)


@dataclass(frozen=True)
class Unchanged:
    """An article whose files are known to stand as they would be written, and what is said."""

    article: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The files of a build, those of one article together, and what is left alone."""

    planned: tuple[Built | Unchanged, ...]
    left: Outcome = field(default_factory=Outcome)
    keep: str = ""  # under which name it is kept that an article stands

    @property
    def files(self) -> tuple[Built, ...]:
        """Those that were worked out."""
        return tuple(one for one in self.planned if isinstance(one, Built))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is said of the files, and of what is left alone."""
        said = tuple(finding for one in self.planned for finding in one.findings)
        return (*self.left.findings, *said)


def dry(project: Project, plan: Plan) -> Outcome:
    """The files that would be written."""
    paths: list[str] = []
    for built in plan.files:
        changed = built.changed
        paths += project.catalogues.mended(built.article, built.locale, asked=changed)
        if changed:
            paths.append(built.path)
    return Outcome(tuple(paths), plan.findings, plan.left.refused)


def written(project: Project, plan: Plan) -> Outcome:
    """Writes what was planned; a file that is as it should be keeps its time of change."""
    outcome = Outcome(findings=(*project.told(), *plan.findings), refused=plan.left.refused)
    with project.workspace.locked():
        for _article, files in groupby(plan.files, key=attrgetter("article")):
            outcome += one_of_many(None, partial(_kept, project, tuple(files), plan.keep))
    return outcome


def _kept(project: Project, files: Sequence[Built], keep: str) -> Outcome:
    """Writes the files of one article; keeps it that there was nothing to be written."""
    name, before = f"{keep} {files[0].article}", project.workspace.answers.effects
    with project.kept.part(name):
        outcome = _written(project, files)
    changed = project.workspace.answers.effects != before or any(built.changed for built in files)
    if keep and not changed:
        findings = tuple(finding for built in files for finding in built.findings)
        project.kept.keep_parts(name, findings)
    return outcome


def _written(project: Project, files: Sequence[Built]) -> Outcome:
    """Writes the files of one article."""
    workspace = project.workspace
    paths: list[str] = []
    for built in files:
        changed = built.changed
        if changed or project.catalogues.mended(built.article, built.locale, asked=False):
            # What a tool took out of the catalogue stands there before the file says other words,
            # and where it says the same, too: that it is back is told.
            paths += project.catalogues.settle(built.article, built.locale)
        leaves = texts_to_keep(workspace, built.article, built.leaves)
        leaves = replace(leaves, seen=built.seen)
        if built.changed:
            coming = replace(leaves, before=built.before)
            remembered.announce(workspace, built.article, built.locale, coming)
            paths += workspace.write(built.path, built.after, built.keeping)
        if built.moved:
            paths += project.catalogues.keep(built.moved)
        remembered.remember(workspace, built.article, built.locale, leaves)
    return Outcome(tuple(paths))


def as_built(edition: Edition, built: Built) -> Edition:
    """An edition as it stands once a plan is carried out."""
    file = cache.document(built.after, built.says.cut, source=False)
    return replace(edition, file=file, catalogue=built.says)


def anchors_after(
    plans: Sequence[tuple[Edition, Built]], before: Anchors, naming: Naming
) -> Anchors:
    """The anchors of the translations once the plans are carried out."""
    changed: dict[str, Mapping[str, str]] = {}
    for article, built in plans:
        if built.changed and built.says.layout is Layout.OWN:
            there = heading_anchors(as_built(article, built), naming)
            changed |= {article.name: there} if there != before.get(article.name) else {}
    if not changed:
        return before
    return cache.Lazily(
        list(before), lambda name: changed[name] if name in changed else before[name]
    )


def build_edition(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Built | None:
    """What is to stand in the file; None where there is nothing, or too little, to be published.

    It has the layout of its own, or that of its parent: of the source, or of the edition whose
    `words` it takes, as that is going to be. Raises WouldOverwrite where the file says what no
    catalogue holds.
    """
    if edition.is_written and edition.catalogue.layout is Layout.OWN:
        return _in_own(edition, guard(context.project, edition), policy, context)
    return _in_parents(edition, words, policy, context)


def _in_own(edition: Edition, base: MergeBase, policy: Policy, context: Context) -> Built:
    """A file that is its own skeleton."""
    says, links, path = (
        published(edition.catalogue, base), context.links_of(edition), edition.pair.target
    )  # fmt: skip
    late = to_follow(context.project, edition)
    opaque = follow(edition.file, base.settled, late, path)
    result = into_own(opaque.file, opaque.placement, edition.catalogue, links, path)
    text = result.text
    if policy.fill:
        document = segments.parse(text, says.cut, source=False)
        text = fill(replace(edition, file=document, catalogue=says), policy, links)
    text = with_pins(edition.holding(says), text, context.project.config.naming)
    text = _noticed(edition, says, text, context)
    cache.know(result.read, text)
    findings = tuple(sorted((*opaque.findings, *result.findings), key=attrgetter("line")))
    built = plan_file(context.project, edition, says, text, findings)
    return replace(built, follows=len(opaque.findings) == len(late))


def _in_parents(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Built | None:
    """A file in the blocks of its parent."""
    project = context.project
    clash = any(unit.conflict for unit in edition.catalogue.active())
    says = published(edition.catalogue, find_merge_base(project, edition) if clash else None)
    result = follow_parent(edition.holding(says), words, policy, context)
    if words is None and (not result.published or _below(result, edition, policy)):
        return None
    text = ended_like(result.text, edition.file.text)
    text = _noticed(edition, says, text, context)
    cache.know(result.read, text)
    if edition.is_written and text != edition.file.text:
        guard(project, edition, remade=words is None)
    return plan_file(project, edition, says, text, result.findings)


def _noticed(edition: Edition, says: Catalogue, text: str, context: Context) -> str:
    script = partial(context.in_script, locale=edition.locale)
    return noticed(context.project, edition, says, text, script)


def _below(result: Publication, edition: Edition, policy: Policy) -> bool:
    units: Mapping[int, Unit] = unit_of(edition.source, edition.catalogue)
    return 100 * result.published < policy.keep * len(units)


def plan_file(
    project: Project,
    edition: Edition,
    says: Catalogue,
    text: str,
    findings: tuple[Finding, ...],
) -> Built:
    """A file as it would be written; `says` is what it and the catalogue agree on then."""
    target, before, source = edition.pair.target, edition.file.text, edition.source.text
    findings = (*findings, *told(edition))
    built = Built(edition.name, target, before, text, says, says.locale, findings, source=source)
    if not edition.is_derived and edition.is_written:
        built = replace(built, seen=_words_seen(project, edition, says))
    if text == before:
        return built
    keeping = of_file(project, edition, says, text, lambda: find_merge_base(project, edition))
    return replace(built, keeping=keeping)


def _words_seen(project: Project, article: Edition, says: Catalogue) -> Seen:
    """Of texts that no sync has seen, what the words were before, if `says` has others by now.

    A build publishes what was typed since, but nobody has judged yet whether it answers the edit.
    """
    there = project.catalogue(article.pair, article.locale)
    texts = {unit.source for unit in there.active()} if there else set()
    new = [unit for unit in says.active() if unit.source not in texts]
    base = find_merge_base(project, article) if new else None
    had = (base.seen or base.catalogue).find() if base else {}
    apart = (u for u in new if u.id in had and had[u.id].words not in ("", u.words))
    return tuple((u.context or "", u.source, had[u.id].words) for u in apart)
