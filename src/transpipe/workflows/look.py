"""What there is to see: progress, findings, changes, segments. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe import po
from transpipe.catalogue.restored import asks
from transpipe.check.run import check_article, check_units
from transpipe.convert.script import convert_markdown, convert_text
from transpipe.errors import CatalogueDamaged
from transpipe.links.files import Files
from transpipe.markdown import segments, source
from transpipe.markdown.splice import splice
from transpipe.model import (
    Article,
    Block,
    Catalogue,
    Catalogued,
    Change,
    Document,
    Edition,
    Finding,
    Fresh,
    Locale,
    Pair,
    Progress,
    Severity,
    Sourceless,
    Unit,
    Unread,
)
from transpipe.ports import Converter
from transpipe.publish.review import as_markdown, as_rows, as_text, changes
from transpipe.stale.progress import progress, word, worst_first
from transpipe.text.diff import shortened
from transpipe.workflows import staleness
from transpipe.workflows.editions import find_words
from transpipe.workflows.judging import followed
from transpipe.workflows.outcome import Outcome, refused
from transpipe.workflows.project import AUTHORED, Project
from transpipe.workspace import Workspace

__all__ = ["as_markdown", "as_rows", "as_text", "shortened", "word"]


@dataclass(frozen=True)
class Status:
    """How far every article is, worst first, and what is odd about the pairs.

    `unsynced` says that a source has changed since the last `sync`, `refused` that articles are
    left alone.
    """

    rows: tuple[Progress, ...]
    findings: tuple[Finding, ...]
    unsynced: bool = False
    refused: bool = False


def status(project: Project, name: str | None = None) -> Status:
    """Progress and staleness by article and locale, worst first, for the source as it is now.

    Of one article that is named the stale units are listed, and those kept although the words of
    their source changed. One that is left alone has a row that says why.
    """
    left = project.left_alone(name)
    findings = left.findings
    rows = [] if name else [_unread(project, p) for p in project.pairs.pairs if project.faults(p)]
    unsynced = False
    for pair in project.authored(name):
        there = project.catalogue(pair, AUTHORED)
        if there is None:
            note = _("no catalogue yet")
            rows.append(Progress(pair.article, AUTHORED, pair.target, note=note))
            continue
        english = project.source(pair, there)
        known = project.vocabulary(pair, english)
        catalogue = followed(english, there, vocabulary=known) if english else there
        unsynced |= catalogue is not there
        row = _row(project, catalogue, pair.target)
        if row.stale:
            row = replace(row, behind=staleness.since(project, pair, catalogue))
        article = project.article(pair) if name is not None else None
        if isinstance(article, Catalogued):
            late, reworded = staleness.listed(article, catalogue)
            row = replace(row, units=late, kept_units=reworded)
        finding = staleness.not_current(pair, catalogue, project.config.current_up_to)
        findings = (*findings, finding) if finding else findings
        rows += (row, *_derived(project, pair))
    odd = project.pairs.findings if name is None else ()
    ordered = (*worst_first(rows), *_sourceless(project, name))
    return Status(
        ordered,
        tuple(dict.fromkeys((*project.told(name), *findings, *odd))),
        unsynced,
        left.refused,
    )


def _derived(project: Project, pair: Pair) -> Iterator[Progress]:
    for locale in project.config.locales:
        derived = project.catalogue(pair, locale)
        if derived is not None:
            yield _row(project, derived, project.derived_path(pair.target, locale))


def _unread(project: Project, pair: Pair) -> Progress:
    note, found = _("not readable"), refused(project.faults(pair)).findings
    return Progress(pair.article, AUTHORED, pair.target, note=note, findings=found)


def _row(project: Project, catalogue: Catalogue, target: str) -> Progress:
    row = progress(catalogue, target)
    too_stale = staleness.too_stale(staleness.stale(catalogue), project.config.current_up_to)
    return replace(row, current=not too_stale)


def _sourceless(project: Project, name: str | None) -> tuple[Progress, ...]:
    if name is not None:
        return ()
    return tuple(
        Progress(pair.target, AUTHORED, pair.target, note=_("no source"))
        for pair in project.named()
        if pair.source is None
    )


def check(project: Project, name: str | None) -> tuple[Finding, ...]:
    """The findings of the Chinese files and of the catalogues' units, in order of place.

    Before them all stand what is left alone, and the stale units of all articles, the most pressing
    first. Codes that the settings ignore are left out.
    """
    left = project.left_alone(name).findings
    found: list[Finding] = list(project.pairs.findings) if name is None else []
    stale: list[Finding] = []
    files = Files(project.files)
    for pair in project.named(name):
        project.step(pair.article)
        article = project.article(pair)
        found += (*project.told(pair.article), *_checked(article, files))
        if isinstance(article, Catalogued):
            vocabulary = project.vocabulary(pair, _english(article))
            stale += staleness.findings(article, vocabulary, project.config.current_up_to)
    ignored = project.config.check.ignore
    everything = (*staleness.most_pressing_first(stale), *found)
    wanted = (finding for finding in everything if finding.code not in ignored)
    return tuple(dict.fromkeys((*left, *wanted)))


def _checked(article: Article, files: Files) -> list[Finding]:
    target = article.pair.target
    found: list[Finding] = []
    if isinstance(article, Unread | Catalogued | Sourceless) and article.file.text:
        found += check_article(article.file, _english(article), files, target)
    if isinstance(article, Catalogued):
        found += check_units(_lines(article), target)
        found += _conflicts(article)
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.column))


def _english(article: Article) -> Document | None:
    """The source of an article, None for one that has none."""
    return article.source if isinstance(article, Fresh | Unread | Edition) else None


def _conflicts(article: Catalogued) -> Iterator[Finding]:
    """The units that two sides changed, with both texts."""
    path = Workspace.catalogue_path(article.name, article.locale)
    said = _(
        "changed on both sides: {ours} | {theirs}; leave the better text in {path} and take the "
        "fuzzy flag away"
    )
    emptied = _(
        "emptied in {path}, but the file says it: {ours}; take the fuzzy flag away to keep it, or "
        "empty it once more"
    )
    lines = {unit.id: line for unit, line in _lines(article)}
    for unit in article.catalogue.active():
        if unit.conflict is not None:
            texts = {"ours": unit.target, "theirs": unit.conflict.text, "path": path}
            message = (emptied if asks(unit) else said).format(**texts)
            line = lines.get(unit.id) or 1
            target = article.pair.target
            yield Finding("conflict", Severity.ERROR, message, target, line, source=unit.source)


def _lines(article: Catalogued) -> list[tuple[Unit, int]]:
    """Each unit with words, and its line in the Chinese file, 0 where it has none."""
    places, blocks = find_words(article).places(), article.file.blocks
    return [
        (unit, blocks[places[unit.id][0]].lines[0] if unit.id in places else 0)
        for unit in article.catalogue.active()
        if unit.words
    ]


def check_file(
    workspace: Workspace, target: str, english: str | None, files: Sequence[str] | None
) -> tuple[Finding, ...]:
    """The findings of one file, catalogues or not: for programs and tests."""
    left = segments.parse(workspace.read_any(english)) if english else None
    lines = left.lines if left else None
    right = segments.parse(workspace.read_any(target), lines, source=False)
    known = Files(frozenset(files)) if files is not None else None
    return tuple(check_article(right, left, known, target))


def review(
    project: Project, base: str, name: str | None
) -> tuple[Mapping[str, Sequence[Change]], Outcome]:
    """The units that differ between a revision and the work tree, by article.

    Of what is left alone, or was damaged then, a finding tells. Raises GitFault.
    """
    changed = set(project.history.changed(base))
    found: dict[str, Sequence[Change]] = {}
    outcome = project.left_alone(name)
    for pair in project.authored(name):
        for locale in (AUTHORED, *project.config.locales):
            path = project.workspace.catalogue_path(pair.article, locale)
            if path not in changed:
                continue
            try:
                before = _then(project, base, path, pair)
            except CatalogueDamaged as fault:
                outcome += Outcome(findings=(_damaged_then(base, fault),))
                continue
            after = project.catalogue(pair, locale)
            differing = changes(before, after)
            if differing:
                found[f"{pair.article} · {locale.value}"] = differing
    return found, outcome


def _then(project: Project, base: str, path: str, pair: Pair) -> Catalogue | None:
    """A catalogue as it was at a revision. Raises CatalogueDamaged."""
    raw = project.history.read([(base, path)])[0]
    if raw is None:
        return None
    text = raw.decode("utf-8", "surrogateescape")
    return po.read(text, path, pair.article, AUTHORED).catalogue


def _damaged_then(base: str, fault: CatalogueDamaged) -> Finding:
    said = _("nothing to compare with: it was damaged in {base}: {reason}")
    message = said.format(base=base, reason=fault.reason)
    return Finding("damaged-then", Severity.WARNING, message, fault.path, fault.line)


def cut(workspace: Workspace, path: str, *, chinese: bool = False) -> tuple[Block, ...]:
    """The blocks of a file that hold something to translate."""
    document = segments.parse(workspace.read_any(path), source=not chinese)
    return tuple(document.blocks[number] for number, _segment in document.segments())


def converted(said: bytes, locale: Locale, converter: Converter, *, markdown: bool) -> bytes:
    """Text or Markdown in the script of a locale; of Markdown only the prose is touched."""
    text = source.read(said)
    if not markdown:
        return source.write(convert_text(text, converter, locale))
    document = segments.parse(text, source=False)
    words = convert_markdown(document, converter, locale)
    return source.write(splice(document, words).text)


def listed(workspace: Workspace, path: str) -> tuple[str, ...]:
    """The paths in a list of files, `size<tab>path` a line, each behind its size."""
    rows = workspace.read_any(path).split("\n")
    return tuple(row.rpartition("\t")[2] for row in rows if row.strip())
