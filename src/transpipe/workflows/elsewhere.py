"""Words that follow their text into another article: files renamed, split, or joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _

from transpipe.catalogue.contexts import places
from transpipe.catalogue.merge import merge
from transpipe.catalogue.placement import bare, spoken
from transpipe.model import (
    Carry,
    Catalogue,
    Finding,
    Layout,
    Locale,
    Merged,
    Owner,
    Pair,
    Severity,
    Unit,
)
from transpipe.text.sentences import paragraphs
from transpipe.workflows import once
from transpipe.workflows.agreed import Agreed, agreed, remember
from transpipe.workflows.guarded import write_catalogue
from transpipe.workflows.project import AUTHORED, Article, Outcome, Project
from transpipe.workspace import remembered

# A translation that is there takes words over if they are so much of its article; else it is read.
_MOST = 0.5


@dataclass(frozen=True)
class Elsewhere:
    """What the articles have lost, this time or ever, indexed once and only where it is asked for.

    `known` are the articles with their merges; `orphans` the catalogues whose article is gone.
    """

    project: Project
    known: dict[str, Merged]

    def merged(self, article: Article) -> tuple[Merged, tuple[str, ...]]:
        """The merge of an article with words from elsewhere, and the articles they came from."""
        assert article.source is not None
        assert article.catalogue is not None
        here = self.known[article.name]
        new = {step.source for step in here.carried if step.how is Carry.NEW}
        bare = self._bare(article, here) if self._fresh_names else set()
        if not new | bare:
            return here, ()
        found, names = self._of(article.name, new | bare)
        if not found:
            return here, ()
        units = [u for u in article.catalogue.units if not (u.active and u.source in bare)]
        old = replace(article.catalogue, units=tuple(units))
        merged = merge(article.source, old, found)
        mine = {unit.source for unit in article.catalogue.units}
        came = [s for s in merged.carried if s.how not in _OWN and s.old and s.old not in mine]
        return (merged, names) if came else (here, ())

    def _bare(self, article: Article, here: Merged) -> set[str]:
        """Texts that nobody has translated here, and that another article has just lost."""
        assert article.catalogue is not None
        empty = (u for u in here.catalogue.active() if not (u.target or u.notes or u.conflict))
        return {unit.source for unit in empty if unit.source in self._fresh_names}

    def _of(self, name: str, texts: set[str]) -> tuple[list[Unit], tuple[str, ...]]:
        """The vanished units of the articles that had one of these texts, and what just went."""
        names = {other for text in texts for other in self._by_text.get(text, ())} - {name}
        found = [u for other in sorted(names) for u in self._vanished[other]]
        fresh = [n for n in self._fresh if n not in names and n != name]
        found += [unit for other in fresh for unit in self._fresh[other]]
        return found, tuple(sorted({*names, *fresh}))

    @cached_property
    def _vanished(self) -> dict[str, tuple[Unit, ...]]:
        found = {name: _asleep(merged.catalogue) for name, merged in self.known.items()}
        for orphan in orphans(self.project):
            found[orphan.article] = tuple(unit for unit in orphan.units if unit.target)
        return {name: units for name, units in found.items() if units}

    @cached_property
    def _by_text(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, units in self._vanished.items():
            for text in dict.fromkeys(unit.source for unit in units):
                found.setdefault(text, []).append(name)
        return found

    @cached_property
    def _fresh(self) -> dict[str, tuple[Unit, ...]]:
        """What each article has lost since its catalogue was written."""
        found: dict[str, tuple[Unit, ...]] = {}
        for name, merged in self.known.items():
            gone = {step.source for step in merged.carried if step.how is Carry.GONE}
            if gone:
                units = _asleep(merged.catalogue)
                found[name] = tuple(unit for unit in units if unit.source in gone)
        return {name: units for name, units in found.items() if units}

    @cached_property
    def _fresh_names(self) -> frozenset[str]:
        return frozenset(unit.source for units in self._fresh.values() for unit in units)


_OWN = (Carry.SAME, Carry.NEW, Carry.GONE, Carry.REVIVED)


def elsewhere(project: Project) -> Elsewhere:
    """Merges every article with its catalogue; what came of it is looked up from here on."""
    known = {
        article.name: merge(article.source, article.catalogue or begun(article))
        for article in project.articles()
        if article.source is not None
    }
    return Elsewhere(project, known)


def begun(article: Article) -> Catalogue:
    """The catalogue of an article that has none yet: no units."""
    assert article.source is not None
    return Catalogue(article.name, AUTHORED, lines=article.source.lines)


def overrides(project: Project, names: Sequence[str], locale: Locale) -> list[Unit]:
    """A person's words in a derived locale, of the articles with these names."""
    paths = (project.workspace.catalogue_path(name, locale) for name in names)
    found = (_read(project, path, locale) for path in paths)
    units = (unit for catalogue in found if catalogue for unit in catalogue.units)
    return [unit for unit in units if unit.owner is Owner.PERSON and unit.target]


def _asleep(catalogue: Catalogue) -> tuple[Unit, ...]:
    return tuple(unit for unit in catalogue.units if not unit.active and unit.target)


# ── Articles that were renamed ──────────────────────────────────────────────────────────────


def orphans(project: Project) -> Iterator[Catalogue]:
    """The catalogues of ours whose article is not there any more."""
    workspace = project.workspace
    folder = workspace.catalogue_path("", AUTHORED).removesuffix(".po")
    used = {workspace.catalogue_path(pair.article, AUTHORED) for pair in project.pairs.pairs}
    used |= {workspace.catalogue_path(path, AUTHORED) for path in project.files}
    for path in sorted(project.files):
        if path.startswith(folder) and path.endswith(".po") and path not in used:
            catalogue = _read(project, path, AUTHORED)
            if catalogue is not None and catalogue.article and catalogue.header("X-Transpipe"):
                yield catalogue


def _read(project: Project, path: str, locale: Locale) -> Catalogue | None:
    if not project.workspace.exists(path):
        return None
    return once.catalogue(project.workspace.read_text(path), path, "", locale)


def renamed(project: Project, name: str | None) -> Outcome:
    """Catalogues for articles that have none but are, under another name, one that had."""
    new = [pair for pair in project.authored(name) if _is_new(project, pair)]
    gone = list(orphans(project)) if new else []
    outcome = Outcome()
    for article in map(project.article, new if gone else ()):
        if article.source is not None:
            outcome += _taken_over(project, article, gone)
    return outcome


def _is_new(project: Project, pair: Pair) -> bool:
    return not project.workspace.exists(project.workspace.catalogue_path(pair.article, AUTHORED))


def left_behind(project: Project) -> tuple[Finding, ...]:
    """A finding for each translation that was edited although its source is gone."""
    lone = [project.article(pair) for pair in project.pairs.pairs if pair.source is None]
    lone = [article for article in lone if article.file is not None]
    gone = list(orphans(project)) if lone else []
    return tuple(found for article in lone for found in _left_behind(project, article, gone))


def _left_behind(
    project: Project, article: Article, gone: Sequence[Catalogue]
) -> Iterator[Finding]:
    assert article.file is not None
    says = {text for _kind, text in spoken(article.file)}
    for old in gone:
        words = [bare(part) for u in old.units for part in paragraphs(u.words)]
        missing = [text for text in words if text not in says]
        if not words or len(missing) in (0, len(words)):
            continue
        stored = remembered.recalled(project.workspace, old.article, AUTHORED, article.file.text)
        if stored is None or stored[0] != article.file.text:
            said = _("was edited, but its source {article} is gone; both stay until it is back")
            said = said.format(article=old.article)
            yield Finding("source-gone", Severity.WARNING, said, article.pair.target, 1)


def _taken_over(project: Project, article: Article, gone: Sequence[Catalogue]) -> Outcome:
    assert article.source is not None
    texts = {place.text for place in places(article.source)}
    shared = Counter({n: len(texts & {u.source for u in c.units}) for n, c in enumerate(gone)})
    near = [n for n, count in shared.most_common() if count] or list(range(len(gone)))
    units = [unit for n in near for unit in gone[n].units]
    first = gone[near[0]]
    base = _past(project, article, first)
    own = base is not None and not base.ours and base.holds_more()
    layout = Layout.OWN if own else first.layout if article.file is not None else Layout.SOURCE
    start = replace(first, article=article.name, units=(), layout=layout)
    merged = merge(article.source, start, units)
    came = sum(bool(unit.target) for unit in merged.catalogue.active())
    enough = came >= _MOST * len(texts)
    if not came or (not enough and (article.file is not None or not shared.total())):
        return Outcome()
    _based(project, article, first, base)
    written = write_catalogue(project, article, merged.catalogue)
    for locale in project.config.locales:
        words = overrides(project, [gone[n].article for n in near], locale)
        if words:
            fresh = Catalogue(article.name, locale, lines=article.source.lines)
            taken = merge(article.source, fresh, words).catalogue
            written += write_catalogue(project, article, taken)
    said = _("goes on with the catalogue of {old}: {count} of {total} texts came along").format(
        old=first.article, count=came, total=len(texts)
    )
    return Outcome(written, (Finding("renamed", Severity.INFO, said, article.name, 1),))


def _past(project: Project, article: Article, old: Catalogue) -> Agreed | None:
    """The state in which an article's file agreed with the catalogue that it had."""
    if article.file is None:
        return None
    pair = replace(article.pair, source=old.article)
    return agreed(project, replace(article, pair=pair, catalogue=old))


def _based(project: Project, article: Article, old: Catalogue, base: Agreed | None) -> None:
    """The state in which the article agreed with its file under the old name is that of the new."""
    workspace = project.workspace
    for locale in project.config.locales:
        stored = remembered.recalled(workspace, old.article, locale)
        if stored and remembered.recalled(workspace, article.name, locale) is None:
            remembered.remember(workspace, article.name, locale, *stored)
    if base is not None:
        remember(workspace, article.name, base.file.text, base.catalogue)
