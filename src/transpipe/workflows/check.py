"""What a reviewer should look at, in Chinese files and in catalogues. Nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

from transpipe import po
from transpipe.check import run
from transpipe.check.noqa import unused, unwanted, wanted
from transpipe.editions import staleness
from transpipe.editions.asked import Asked
from transpipe.editions.kept import Work
from transpipe.editions.linked_names import LinkedNames
from transpipe.editions.mounted import known_beside
from transpipe.editions.once import once_translated
from transpipe.editions.opaque import opaque_changes
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.termbase import Terms
from transpipe.links.addresses import Files
from transpipe.model import (
    Article,
    Catalogued,
    Document,
    Edition,
    Finding,
    Fresh,
    Locale,
    Orphan,
    Pair,
    Severity,
    Sourceless,
    Termbase,
    Unit,
    Unread,
)
from transpipe.model.text import digest
from transpipe.ports import Answer, Speller
from transpipe.repository import Workspace
from transpipe.rules import Context
from transpipe.rules.rule import Spelling
from transpipe.rules.usage import Usage
from transpipe.target_edits.stripped import asks
from transpipe.text.terms import Finder


def check(
    project: Project, name: str | None, termbase: Termbase | None = None
) -> tuple[Finding, ...]:
    """The findings of the Chinese files and of the catalogues' units, in order of place.

    Terms are called what the termbase says, that of the project where no other is given.

    Before them all stand what is left alone, and the stale units of all articles, the most pressing
    first. Codes that the settings ignore are left out.
    """
    left = project.left_alone(name).findings
    found: list[Finding] = list(project.pairs.findings) if name is None else []
    stale: list[Finding] = []
    files, pairs = Files(project.files), project.named(name)
    terms = Terms(project.workspace, termbase)
    named = f"check {digest(repr(termbase))}" if termbase else "check"
    work = Work(named, _Checked, partial(_looked_at, project, files, terms), _taken)
    for pair, one in zip(pairs, project.kept.each(work, pairs, project.executor), strict=True):
        project.step(pair.article)
        found += one.found
        stale += one.stale
    everything = (*staleness.most_pressing_first(stale), *found)
    asked = Asked(project.workspace, project.config.check)
    told = (asked.graded(each) for each in everything if asked.wants(each.code, each.file))
    return tuple(dict.fromkeys((*left, *told)))


@dataclass(frozen=True, slots=True)
class _Checked:
    """What is found in one article, and what is stale there."""

    found: tuple[Finding, ...]
    stale: tuple[Finding, ...] = ()


def _taken(_pair: Pair, answer: Answer[_Checked]) -> _Checked:
    return answer()


def _looked_at(project: Project, files: Files, terms: Terms, pair: Pair) -> _Checked:
    article = project.article(pair)
    told = _checked(project, article, files, terms.finder)
    found = (*project.told(pair.article), *told, *_flags(project, pair))
    if not isinstance(article, Edition | Orphan):
        return _Checked(found)
    derived = _in_derived(project, article, files, told)
    vocabulary = project.vocabulary(pair, _english(article))
    stale = staleness.findings(article, vocabulary, project.config.tolerate)
    return _Checked((*found, *derived), tuple(stale))


# Two lines of flags before one entry: `#,`, or `#=` as gettext has it since 2025.
_TWO_LINES = re.compile(r"(?m)^#[,=].*\n(?:#(?!~).*\n)*?(#[,=])")


def _flags(project: Project, pair: Pair) -> Iterator[Finding]:
    """The entries whose flags tools read otherwise: of two lines gettext takes the last alone."""
    for locale in project.config.locales:
        path = project.workspace.catalogue_path(pair.article, locale)
        text = project.workspace.read_text(path) if project.workspace.exists(path) else ""
        for found in _TWO_LINES.finditer(text):
            said = _(
                "flags on two lines: gettext reads the last alone; `transpipe sync` joins them"
            )
            line = text.count("\n", 0, found.start(1)) + 1
            yield Finding("two-flag-lines", Severity.WARNING, said, path, line)


def _checked(project: Project, article: Article, files: Files, terms: Finder) -> list[Finding]:
    target = article.pair.target
    found: list[Finding] = []
    context = Context(terms=terms)
    if isinstance(article, Unread | Edition | Orphan | Sourceless) and article.file.text:
        context = replace(context_of(project, article, files), terms=terms)
        once = tuple(once_translated(article)) if isinstance(article, Catalogued) else ()
        found += run.check_file(replace(context, once=once))
        found += _in_other_script(project, article)
    elif isinstance(article, Catalogued):
        gone = Context(target, article=article.file, once=tuple(once_translated(article)))
        told = run.check_file(gone) if gone.once else ()
        found += (finding for finding in told if finding.code == "coverage")
    if isinstance(article, Catalogued):
        placed = ((unit, line) for unit, line in _lines(article) if line)
        found += run.check_units(placed, target, context)
    if isinstance(article, Unread | Edition | Orphan | Sourceless):
        idle = [replace(each, file=target) for each in unused(found, article.file.text)]
        found = [*wanted(found, unwanted(article.file.text)), *idle]
    if isinstance(article, Catalogued):
        found += (*_conflicts(article), *_unplaced(project, article, terms))
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.column))


def context_of(
    project: Project, article: Unread | Edition | Orphan | Sourceless, files: Files
) -> Context:
    """What is known of the Chinese file of an article."""
    pair, links = article.pair, project.links(article.pair, project.anchors())
    if isinstance(article, Catalogued) and article.is_derived:
        authored = project.links(project.find(article.name), project.anchors())
        links = project.all_links.local(article, authored, None)
    asked = Asked(project.workspace, project.config.check)
    return Context(
        pair.target,
        known_beside(project.workspace, files, pair),
        article.file,
        _english(article),
        opaque_changes(project, article),
        project.config.naming,
        pair.source or "",
        links,
        LinkedNames(project).of,
        spelling=spelling_of(article.file, _locale(article), project.speller),
        unwanted=asked.unwanted(pair.target),
        wanted=asked.wanted(pair.target),
        usage=_usage(article),
        cjk_friendly=project.config.markup.cjk_friendly,
    )


def _in_other_script(
    project: Project, article: Unread | Edition | Orphan | Sourceless
) -> Iterator[Finding]:
    """A finding where a file that is to be in traditional Chinese is all in simplified."""
    authored, speller = project.config.authored, project.speller
    if authored is Locale.ZH_CN or _locale(article) is not authored or speller is None:
        return
    if speller.scripts(article.file.text).is_simplified:
        said = _("in simplified Chinese, but `authored` says that people write {locale}")
        told = said.format(locale=authored.value)
        yield Finding("script-mixed", Severity.WARNING, told, article.pair.target, 1)


def _usage(article: Article) -> Usage:
    """How the units of an article say the words of its source."""
    units = article.catalogue.active() if isinstance(article, Catalogued) else ()
    return Usage([(unit.source, unit.target) for unit in units if unit.words])


def _locale(article: Article) -> Locale:
    return article.locale if isinstance(article, Catalogued) else article.pair.authored


def spelling_of(file: Document, locale: Locale, speller: Speller | None) -> Spelling | None:
    """What finds wrong characters in a file that is for Taiwan: by its locale, or by what it says.

    One that is all in simplified Chinese is not mixed. Hong Kong has characters of its own.
    """
    if speller is None or locale is Locale.ZH_HK:
        return None
    seen = speller.scripts(file.text)
    if locale is Locale.ZH_TW:
        return None if seen.is_simplified else speller.wrong
    return speller.wrong if seen.is_surely_traditional else None


def _english(article: Article) -> Document | None:
    """The source of an article, None for one that has none."""
    return article.source if isinstance(article, Fresh | Unread | Edition) else None


# What is looked at in a derived file: the rest is said of the file that it follows.
_DERIVED = ("dead-anchor", "dead-link", "dead-reference", "missing-definition")
_OWN = ("opaque-changed", "script-mixed")  # are of a file by itself


def _in_derived(
    project: Project, article: Edition | Orphan, files: Files, told: Sequence[Finding]
) -> Iterator[Finding]:
    """The conflicts of an article in its derived locales, their links that lead nowhere, old code.

    What of links was `told` of the file that they follow is not told again.
    """
    known = {(finding.code, finding.line) for finding in told}
    for locale in project.config.derived:
        child = project.derived(article, locale)
        if child is not None:
            yield from _conflicts(child)
            for found in (
                run.check_file(context_of(project, child, files)) if child.file.text else ()
            ):
                fresh = found.code in _DERIVED and (found.code, found.line) not in known
                if fresh or found.code in _OWN:
                    yield found


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


def _unplaced(project: Project, article: Catalogued, terms: Finder) -> Iterator[Finding]:
    """The findings of units whose words stand in no file yet: where the catalogue has them."""
    units = [unit for unit, line in _lines(article) if not line]
    path = Workspace.catalogue_path(article.name, article.locale)
    places = po.lines(project.workspace.read_text(path), path) if units else {}
    for unit in units:
        for finding in run.check_units([(unit, 0)], path, Context(terms=terms)):
            yield replace(finding, line=places.get(unit.id, 1))


def _lines(article: Catalogued) -> list[tuple[Unit, int]]:
    """Each unit with words, and its line in the Chinese file, 0 where it has none."""
    places, blocks = find_words(article).places(), article.file.blocks
    return [
        (unit, blocks[places[unit.id][0]].lines[0] if unit.id in places else 0)
        for unit in article.catalogue.active()
        if unit.words
    ]
