"""The last state in which a Chinese file and its catalogue agreed: edits are edits of that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby

from transpipe.catalogue.contexts import fits
from transpipe.catalogue.past import renamed
from transpipe.catalogue.placement import place
from transpipe.errors import CatalogueDamaged
from transpipe.markdown import segments
from transpipe.model import Catalogue, Document, Owner, Placement, Revision, State, Unit, UnitId
from transpipe.text.han import count_han
from transpipe.workflows import once
from transpipe.workflows.committed import Committed
from transpipe.workflows.project import Article, Project
from transpipe.workspace import remembered
from transpipe.workspace.remembered import Remembered

# So many commits of either file are looked at; older ones are nobody's base any more.
_DEPTH = 20


@dataclass(frozen=True)
class MergeBase:
    """A Chinese file and its catalogue as they were when they said the same.

    The units have the names they have for the source of now; those whose text left the source
    are still in it, since their words still stand in the file, and so are the `shared` ones, whose
    text was split or merged there. `ours` where a sync or build of this clone left them so, which
    has looked at the layout. `strange` where the file is perhaps another one's.
    """

    file: Document
    catalogue: Catalogue
    placement: Placement
    shared: frozenset[UnitId] = frozenset()
    ours: bool = False
    strange: bool = False

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


def find_merge_base(project: Project, article: Article) -> MergeBase | None:
    """The last such state, None where none can be found.

    What the last sync or build of this clone left; else the commit since which the catalogue
    has not changed; else now, where both say the same. Where both sides have moved on from the
    first (another branch was checked out), a commit comes first from which one has not.
    """
    if article.file is None or article.catalogue is None:
        return None
    base = _find(project, article)
    return _less_let_go(project, article, base) if base is not None else None


def _find(project: Project, article: Article) -> MergeBase | None:
    here = _here(project, article)
    if here is not None and not _stayed(here, article):
        there = _committed(project, article)
        return there if there is not None and _stayed(there, article) else here
    return here or _untouched(article) or _committed(project, article) or _now(article)


def _stayed(base: MergeBase, article: Article) -> bool:
    """Whether the file, or the words of the catalogue, are still what they were.

    A conflict says that they were not the same when both were seen last.
    """
    assert article.file is not None
    assert article.catalogue is not None
    now = {unit.id: unit.target for unit in article.catalogue.active() if not unit.conflict}
    then = {unit.id: unit.target for unit in base.catalogue.units if unit.id in now}
    return base.file.text == article.file.text or then == now


def source_before(project: Project, article: Article) -> Document | None:
    """The source that an article's catalogue, as it is on disk, was made for; None if unknown.

    Equal texts are told apart by it: it is not looked for where none has several units.
    """
    if article.source is None or article.catalogue is None:
        return None
    if fits(article.source, article.catalogue):
        return None
    names = {unit.id for unit in article.catalogue.active()}
    for state in _states(project, article):
        path = project.workspace.catalogue_path(article.name, article.catalogue.locale)
        with suppress(CatalogueDamaged):
            then = once.read(state.catalogue, path, article.name, article.catalogue.locale)
            if names <= {unit.id for unit in then.catalogue.active()}:
                return _source(state, article.source, article.catalogue)
    return None


def _states(project: Project, article: Article) -> Iterator[Remembered]:
    """What this clone remembers of a catalogue and its source, then what the last commit holds."""
    assert article.catalogue is not None
    locale = article.catalogue.locale
    text = article.file.text if article.file else ""
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    if stored is not None and stored.source:
        yield stored
    path = project.workspace.catalogue_path(article.name, locale)
    for revision in project.history.revisions(path)[:1] if project.history else ():
        asked = [(revision.commit, revision.path), (revision.commit, article.name)]
        catalogue, source = project.history.read(asked) if project.history else (None, None)
        if catalogue is not None and source is not None:
            yield Remembered(
                "", catalogue.decode("utf-8", "replace"), source.decode("utf-8", "replace")
            )


def is_strange(project: Project, article: Article) -> bool:
    """Whether a file is perhaps another one's: as it was when that was asked, or still asked."""
    if article.file is None or article.catalogue is None:
        return False
    locale, text = article.catalogue.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    if stored is None or not stored.strange:
        return False
    return stored.file == text or asks_of_file(article.catalogue)


def asks_of_file(catalogue: Catalogue) -> bool:
    """Whether a unit waits for somebody to choose between its words and those of the file."""
    return any(unit.conflict and unit.conflict.side == "md" for unit in catalogue.active())


def published(catalogue: Catalogue, base: MergeBase | None) -> Catalogue:
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


def _here(project: Project, article: Article) -> MergeBase | None:
    assert article.file is not None
    assert article.catalogue is not None
    locale, text = article.catalogue.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    try:
        return replace(_read(project, article, stored), ours=True) if stored else None
    except CatalogueDamaged:  # of another format: as if nothing were remembered
        return None


def _untouched(article: Article) -> MergeBase | None:
    """Before anybody wrote a word, a file was empty and a catalogue too."""
    assert article.catalogue is not None
    if any(unit.words for unit in article.catalogue.units):
        return None
    file = segments.parse("", article.catalogue.lines, source=False)
    return MergeBase(file, article.catalogue, place(article.catalogue, file))


def _committed(project: Project, article: Article) -> MergeBase | None:
    """Of the newest commits with one catalogue, the first in which the file agreed with it."""
    assert article.catalogue is not None
    if project.history is None:
        return None
    path = project.workspace.catalogue_path(article.name, article.catalogue.locale)
    paths = (article.pair.target, path)
    asked = (*paths, article.name)
    commits = _commits(r for p in paths for r in project.history.revisions(p)[:_DEPTH])
    found = project.history.read([(commit, p) for commit in commits for p in asked])
    states = zip(found[::3], found[1::3], found[2::3], strict=True)
    for _catalogue, same in groupby(states, key=lambda state: state[1]):
        for state in reversed(list(same)):
            then = _decoded(project, article, *state)
            if then is not None and then.placement.agrees:
                return then
    return None


def _commits(revisions: Iterable[Revision]) -> list[str]:
    """Commits, the newest first."""
    ordered = sorted(revisions, key=lambda revision: -revision.time)
    return list(dict.fromkeys(revision.commit for revision in ordered))


def _decoded(
    project: Project,
    article: Article,
    file: bytes | None,
    catalogue: bytes | None,
    source: bytes | None,
) -> MergeBase | None:
    if file is None or catalogue is None:
        return None
    try:
        said, catalogue_text = file.decode("utf-8"), catalogue.decode("utf-8")
        state = Remembered(said, catalogue_text, (source or b"").decode("utf-8"))
        return _read(project, article, state)
    except (UnicodeDecodeError, CatalogueDamaged):
        return None  # a state that nobody could have agreed on


def _now(article: Article) -> MergeBase | None:
    assert article.file is not None
    assert article.catalogue is not None
    here = article.placement
    return MergeBase(article.file, article.catalogue, here) if here and here.agrees else None


def _come_back(catalogue: Catalogue, now: Catalogue, back: Collection[UnitId]) -> Catalogue:
    """A catalogue of the past with what a tool had taken out of it too."""
    there = {unit.id for unit in catalogue.units}
    units = (unit for unit in now.active() if unit.id in back and unit.id not in there)
    return replace(catalogue, units=(*catalogue.units, *units))


def _less_let_go(project: Project, article: Article, base: MergeBase) -> MergeBase:
    """The state without the words of units that somebody emptied: in the file they are nobody's.

    That git has put a catalogue back is nobody's act.
    """
    assert article.catalogue is not None
    now = {u.id: u for u in article.catalogue.active() if u.state is State.EMPTY}
    words = {u.id: u for u in base.catalogue.units if u.words and u.owner is Owner.PERSON}
    gone = {key for key in words.keys() & now.keys() if not now[key].conflict}
    if gone and base.ours:
        commits = Committed(project, article)
        gone = {key for key in gone if not _put_back(commits, words[key], now[key])}
    if not gone:
        return base
    units = (u.changed("") if u.id in gone else u for u in base.catalogue.units)
    catalogue = replace(base.catalogue, units=tuple(units))
    return replace(base, catalogue=catalogue, placement=place(catalogue, base.file))


def _put_back(commits: Committed, before: Unit, now: Unit) -> bool:
    """Whether git emptied a unit: its words are in no commit, or in one of the file alone."""
    if commits.took_back(before, now):
        return True
    return commits.whole and commits.never_took_in(before, now)


def _read(project: Project, article: Article, state: Remembered) -> MergeBase:
    assert article.catalogue is not None
    locale = article.catalogue.locale
    path = project.workspace.catalogue_path(article.name, locale)
    parsed = once.read(state.catalogue, path, article.name, locale).catalogue
    parsed = _come_back(parsed, article.catalogue, project.catalogues.back(path))
    document = article.file
    if document is None or (document.text, document.lines) != (state.file, parsed.lines):
        document = once.document(state.file, parsed.lines, source=False)
    shared: frozenset[UnitId] = frozenset()
    if article.source is not None:
        parsed, shared = renamed(article.source, parsed, _source(state, article.source, parsed))
    return MergeBase(document, parsed, place(parsed, document), shared, strange=state.strange)


def _source(state: Remembered, now: Document, catalogue: Catalogue) -> Document | None:
    """The source that a remembered catalogue is for, where it is known and was not empty."""
    if (state.source, catalogue.lines) == (now.text, now.lines):
        return now
    return once.document(state.source, catalogue.lines, source=True) if state.source else None
