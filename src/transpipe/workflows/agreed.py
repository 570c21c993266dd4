"""The last state in which a Chinese file and its catalogue agreed: edits are edits of that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from transpipe.catalogue import po
from transpipe.catalogue.past import renamed
from transpipe.catalogue.placement import place
from transpipe.errors import CatalogueDamaged
from transpipe.markdown import segments
from transpipe.model import Catalogue, Document, Placement, Revision, State, Unit
from transpipe.text.han import count_han
from transpipe.workflows import once
from transpipe.workflows.project import Article, Project
from transpipe.workspace import Workspace, remembered

# So many commits of either file are looked at; older ones are nobody's base any more.
_DEPTH = 20


@dataclass(frozen=True)
class Agreed:
    """A Chinese file and its catalogue as they were when they said the same.

    The units have the names they have for the source of now; those whose text left the source
    are still in it, since their words still stand in the file, and so are the `shared` ones, whose
    text was split or merged there. `ours` where a sync or build of this clone left them so, which
    has looked at the layout.
    """

    file: Document
    catalogue: Catalogue
    placement: Placement
    shared: frozenset[tuple[str | None, str]] = frozenset()
    ours: bool = False

    @property
    def settled(self) -> Placement:
        """The placement less the units that were split or merged: their blocks stay as they are."""
        blocks = tuple(
            () if any(unit.id in self.shared for unit in held) else held
            for held in self.placement.blocks
        )
        return replace(self.placement, blocks=blocks)

    def holds_more(self) -> bool:
        """Whether somebody's Chinese stands in the file that no unit accounts for."""
        blocks = zip(self.file.blocks, self.placement.blocks, strict=True)
        return any(b.segment and count_han(b.text) for b, units in blocks if not units)


def agreed(project: Project, article: Article) -> Agreed | None:
    """The last such state, None where none can be found.

    What the last sync or build of this clone left; else the commit since which the catalogue
    has not changed; else now, where both say the same. Where both sides have moved on from the
    first (another branch was checked out), a commit comes first from which one has not.
    """
    if article.file is None or article.catalogue is None:
        return None
    here = _here(project, article)
    if here is not None and not _stayed(here, article):
        there = _committed(project, article)
        return there if there is not None and _stayed(there, article) else here
    return here or _untouched(article) or _committed(project, article) or _now(article)


def _stayed(base: Agreed, article: Article) -> bool:
    """Whether the file, or the words of the catalogue, are still what they were."""
    assert article.file is not None
    assert article.catalogue is not None
    now = {unit.id: unit.target for unit in article.catalogue.active()}
    then = {unit.id: unit.target for unit in base.catalogue.units if unit.id in now}
    return base.file.text == article.file.text or then == now


def remember(workspace: Workspace, article: str, file: str, catalogue: Catalogue) -> None:
    """Keeps a file and its catalogue as the state that the next edits are edits of."""
    remembered.remember(workspace, article, catalogue.locale, file, _active(catalogue))


def announce(workspace: Workspace, article: str, file: str, catalogue: Catalogue) -> None:
    """Says which state that will be, before the file is written."""
    remembered.announce(workspace, article, catalogue.locale, file, _active(catalogue))


def _active(catalogue: Catalogue) -> str:
    return po.render(replace(catalogue, units=catalogue.active()))


def published(catalogue: Catalogue, base: Agreed | None) -> Catalogue:
    """The catalogue as it is published: a unit in conflict says what both sides last agreed on.

    Where they never did it says nothing.
    """
    had = base.catalogue.find() if base else {}

    def said(unit: Unit) -> Unit:
        before = had.get(unit.id, Unit(unit.source, context=unit.context))
        state = before.state if before.words else State.EMPTY
        return replace(unit, target=before.words, state=state, conflict=None)

    units = tuple(said(u) if u.active and u.conflict else u for u in catalogue.units)
    return replace(catalogue, units=units)


def _here(project: Project, article: Article) -> Agreed | None:
    assert article.file is not None
    assert article.catalogue is not None
    locale, text = article.catalogue.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    return replace(_read(project, article, *stored), ours=True) if stored else None


def _untouched(article: Article) -> Agreed | None:
    """Before anybody wrote a word, a file was empty and a catalogue too."""
    assert article.catalogue is not None
    if any(unit.words for unit in article.catalogue.units):
        return None
    file = segments.parse("", article.catalogue.lines, source=False)
    return Agreed(file, article.catalogue, place(article.catalogue, file))


def _committed(project: Project, article: Article) -> Agreed | None:
    """Of the newest commits with one catalogue, the first in which the file agreed with it."""
    assert article.catalogue is not None
    if project.history is None:
        return None
    path = project.workspace.catalogue_path(article.name, article.catalogue.locale)
    paths = (article.pair.target, path)
    commits = _commits(r for p in paths for r in project.history.revisions(p)[:_DEPTH])
    found = project.history.read([(commit, p) for commit in commits for p in paths])
    states = zip(found[::2], found[1::2], strict=True)
    for _catalogue, same in groupby(states, key=lambda state: state[1]):
        for file, catalogue in reversed(list(same)):
            then = _decoded(project, article, file, catalogue)
            if then is not None and then.placement.agrees:
                return then
    return None


def _commits(revisions: Iterable[Revision]) -> list[str]:
    """Commits, the newest first."""
    ordered = sorted(revisions, key=lambda revision: -revision.time)
    return list(dict.fromkeys(revision.commit for revision in ordered))


def _decoded(
    project: Project, article: Article, file: bytes | None, catalogue: bytes | None
) -> Agreed | None:
    try:
        texts = [raw.decode("utf-8") for raw in (file, catalogue) if raw is not None]
        return _read(project, article, *texts) if len(texts) == 2 else None
    except (UnicodeDecodeError, CatalogueDamaged):
        return None  # a state that nobody could have agreed on


def _now(article: Article) -> Agreed | None:
    assert article.file is not None
    assert article.catalogue is not None
    here = article.placement
    return Agreed(article.file, article.catalogue, here) if here and here.agrees else None


def _read(project: Project, article: Article, file: str, catalogue: str) -> Agreed:
    assert article.catalogue is not None
    locale = article.catalogue.locale
    path = project.workspace.catalogue_path(article.name, locale)
    parsed = once.catalogue(catalogue, path, article.name, locale)
    document = article.file
    if document is None or (document.text, document.lines) != (file, parsed.lines):
        document = once.document(file, parsed.lines, source=False)
    shared: frozenset[tuple[str | None, str]] = frozenset()
    if article.source is not None:
        parsed, shared = renamed(article.source, parsed)
    return Agreed(document, parsed, place(parsed, document), shared)
