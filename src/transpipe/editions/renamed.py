"""Articles that go on, under another name, with the catalogue of one that is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _
from posixpath import splitext

from transpipe.editions.catalogues import opened
from transpipe.editions.guarded import write_catalogue
from transpipe.editions.layout import holds_more
from transpipe.editions.merge_base import find_merge_base, remember
from transpipe.editions.moved_words import begin, overrides
from transpipe.editions.opening import Opening
from transpipe.editions.orphans import orphans
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.editions.put_back import PutBack, put_back
from transpipe.errors import TranspipeError
from transpipe.model import (
    Catalogue,
    Cut,
    Document,
    Edition,
    Finding,
    Fresh,
    Layout,
    MergeBase,
    Pair,
    Severity,
    Snapshot,
    Unit,
    Unread,
)
from transpipe.repository import remembered
from transpipe.source_edits.merge import merge
from transpipe.target_edits.edits import Edited
from transpipe.units.places import places

# A translation that is there takes words over if they are so much of its article; else it is read.
_MOST = 0.5


def renamed(project: Project, name: str | None) -> Outcome:
    """Catalogues for articles that have none but are, under another name, one that had."""
    new = [pair for pair in project.authored(name) if _is_new(project, pair)]
    gone = list(orphans(project)) if new else []
    outcome = Outcome()
    for article in map(project.article, new if gone else ()):
        if isinstance(article, Fresh | Unread):
            outcome += _taken_over(project, article, gone)
    return outcome


def _is_new(project: Project, pair: Pair) -> bool:
    path = project.workspace.catalogue_path(pair.article, pair.authored)
    return not project.workspace.exists(path)


def _taken_over(project: Project, article: Fresh | Unread, gone: Sequence[Catalogue]) -> Outcome:
    edition = begin(article)
    texts = {place.text for place in places(article.source)}
    shared = Counter({n: len(texts & {u.source for u in c.units}) for n, c in enumerate(gone)})
    near = [n for n, count in shared.most_common() if count] or list(range(len(gone)))
    first = _reopened(project, edition, gone[near[0]])
    units = (*first.units, *(unit for n in near[1:] for unit in gone[n].units))
    base = _past(project, edition, first)
    own = base is not None and not base.ours and holds_more(base)
    layout = Layout.OWN if own else first.layout if edition.is_written else Layout.PARENT
    start = replace(first, article=article.name, units=(), layout=layout)
    merged = merge(article.source, start, units)
    came = sum(bool(unit.target) for unit in merged.catalogue.active())
    enough = came >= _MOST * len(texts)
    if not came or (not enough and (edition.is_written or not shared.total())):
        return Outcome()
    _based(project, edition, first, base)
    as_now = edition.holding(merged.catalogue)
    edition = edition.holding(_joined(article.source, start, first.units, merged.catalogue))
    edition, back = _restored(project, edition, as_now, first, base)
    written = write_catalogue(project, edition)
    for locale in project.config.derived:
        words = overrides(project, [gone[n].article for n in near], locale)
        if words:
            fresh = Catalogue(article.name, locale, cut=article.source.cut)
            taken = merge(article.source, fresh, words).catalogue
            written += write_catalogue(project, edition.holding(taken))
    said = _("goes on with the catalogue of {old}: {count} of {total} texts came along").format(
        old=first.article, count=came, total=len(texts)
    )
    found = Finding("renamed", Severity.INFO, said, article.name, 1)
    return Outcome(written, (found, *back.findings(edition)))


def _restored(
    project: Project, edition: Edition, as_now: Edition, old: Catalogue, base: MergeBase | None
) -> tuple[Edition, PutBack]:
    """With what git has put back, also of texts that are new in the source as it is now."""
    now = _put_back(project, as_now, old, base)
    here = {unit.id for unit in edition.catalogue.units}
    units = now.catalogue(as_now.catalogue, lambda _unit: "").active()
    new = [unit for unit in units if unit.id in now.again and unit.id not in here]
    more = replace(edition.catalogue, units=(*edition.catalogue.units, *new))
    back = _put_back(project, edition, old, base)
    whole = back.catalogue(more, lambda _unit: "")
    return edition.holding(whole), now if new else back


def _joined(
    source: Document, start: Catalogue, own: Sequence[Unit], merged: Catalogue
) -> Catalogue:
    """The catalogue that an article goes on with as it was, and what others have beside it.

    What became of its own units is found by sync, which knows what was typed in them.
    """
    known = {unit.id for unit in merge(source, start, own).catalogue.active() if unit.target}
    others = {u.id: u for u in merged.active() if u.target and u.id not in known}
    return replace(start, units=(*(u for u in own if u.id not in others), *others.values()))


def _reopened(project: Project, article: Edition, old: Catalogue) -> Catalogue:
    """The catalogue of one that is gone, with what a tool took out of it that the source has."""

    def source(_cut: Cut | None) -> Document | None:
        return article.source

    def file(_cut: Cut | None) -> Document | None:
        return article.file if article.is_written else None

    opening = Opening(old.article, article.pair.authored, article.pair.target, source, file)
    text = project.workspace.read_text(opening.path)
    return opened(text, opening, project.catalogues).catalogue


def _past(project: Project, article: Edition, old: Catalogue) -> MergeBase | None:
    """The state in which an article's file agreed with the catalogue that it had.

    Where git cannot tell that the file is the same under another name, one that went when it came
    is that which says what the catalogue did.
    """
    edition = replace(article, pair=replace(article.pair, source=old.article), catalogue=old)
    base = find_merge_base(project, edition)
    if base is not None or not article.is_written:
        return base
    before = _former_file(project, article.pair.target, old)
    there = replace(edition.pair, target=before) if before else None
    return find_merge_base(project, replace(edition, pair=there)) if there else None


def _former_file(project: Project, path: str, old: Catalogue) -> str:
    """Of the files that went when this one came, that with the words of a catalogue; '' if none."""
    history = project.history
    came = next((r.commit for r in history.revisions(path)[-1:]), "")
    before, ending = f"{came}^" if came else "HEAD", splitext(path)[1]
    gone: list[str] = []
    with suppress(TranspipeError):
        gone = [p for p in history.changed(before, came) if p not in project.files]
    asked = [(before, other) for other in gone if splitext(other)[1] == ending]
    texts = (data.decode("utf-8", "replace") if data else "" for data in history.read(asked))
    words = {unit.words for unit in old.active() if unit.words}
    said = [(sum(each in text for each in words), other) for text, (_rev, other) in
            zip(texts, asked, strict=True)]  # fmt: skip
    most, found = max(said, default=(0, ""))
    return found if most >= _MOST * len(words) and most else ""


def _put_back(
    project: Project, article: Edition, old: Catalogue, base: MergeBase | None
) -> PutBack:
    """What git has put back of the catalogue that an article goes on with."""
    if base is None:
        return PutBack()
    pair = replace(article.pair, source=old.article)
    return put_back(project, replace(article, pair=pair), base, Edited({}, ()))


def _based(project: Project, article: Edition, old: Catalogue, base: MergeBase | None) -> None:
    """The state in which the article agreed with its file under the old name is that of the new."""
    workspace = project.workspace
    for locale in project.config.derived:
        stored = remembered.recalled(workspace, old.article, locale)
        if stored and remembered.recalled(workspace, article.name, locale) is None:
            remembered.remember(workspace, article.name, locale, stored)
    if base is not None:
        says = Snapshot(base.file.text, base.catalogue, article.source.text, base.strange)
        remember(workspace, article.name, says)
