"""The last state in which a Chinese file and its catalogue agreed: edits are edits of that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from transpipe.convert.variants import overrides
from transpipe.editions import cache
from transpipe.editions.addresses import as_published
from transpipe.editions.committed import Committed
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.states import find_committed, read_state, source_of, texts_of
from transpipe.errors import CatalogueDamaged
from transpipe.model import (
    Catalogue,
    Document,
    Edition,
    MergeBase,
    Orphan,
    Owner,
    Snapshot,
    State,
    Unit,
    UnitId,
)
from transpipe.po.header import holds_overrides
from transpipe.repository import Workspace, remembered
from transpipe.repository.remembered import Remembered
from transpipe.units.bare import stands
from transpipe.units.placement import place, spoken
from transpipe.units.places import fits

# So many commits of a parent's catalogue are looked at.
_FEW = 5


def find_merge_base(project: Project, article: Edition) -> MergeBase | None:
    """The last such state, None where none can be found.

    What the last sync or build of this clone left; else the commit since which the catalogue
    has not changed; else now, where both say the same. Where both sides have moved on from the
    first (another branch was checked out), a commit comes first from which one has not.
    """
    base = _find(project, article) if article.is_written else None
    return _less_let_go(project, article, base) if base is not None else None


def _find(project: Project, article: Edition) -> MergeBase | None:
    here = _here(project, article)
    if here is not None and (not _stayed(here, article) or _is_of_another(project, article)):
        there = find_committed(project, article)
        fits = there is not None and (
            _stayed(there, article) or _clashes(there, article) < _clashes(here, article)
        )
        return as_published(project, article, there) if there is not None and fits else here
    if here is not None:
        return here
    found = _untouched(article) or find_committed(project, article) or _now(article)
    return as_published(project, article, found) if found is not None else None


def _is_of_another(project: Project, article: Edition) -> bool:
    """Whether what was left here is of another branch: git has put source and catalogue there."""
    workspace, locale, now = project.workspace, article.locale, article.source.text
    stored = remembered.recalled(workspace, article.name, locale, article.file.text)
    if stored is None or stored.source in ("", now):
        return False
    left = remembered.left(workspace, article.name, locale)
    path = workspace.catalogue_path(article.name, locale)
    if left is None or not workspace.exists(path) or workspace.read_text(path) == left.text:
        return False
    head = project.history.read([("HEAD", article.name)])[0]
    return head is not None and head == now.encode("utf-8", "surrogateescape")


def _stayed(base: MergeBase, article: Edition) -> bool:
    """Whether the file, or the words of the catalogue, are still what they were.

    A conflict says that they were not the same when both were seen last.
    """
    known = _known(base, article).items()
    now = {key: unit.target for key, unit in known if not unit.conflict}
    then = {unit.id: unit.target for unit in base.catalogue.units if unit.id in now}
    return base.file.text == article.file.text or then == now


def _known(base: MergeBase, article: Edition) -> dict[UnitId, Unit]:
    """The units of an article, and those that left the source with words not known to the base.

    Where the file says what the base does it is no other state that they are from.
    """
    had = {unit.id: unit.words for unit in base.catalogue.active() if unit.id not in base.shared}
    units = article.catalogue.units
    left = [u for u in units if not u.active and had.get(u.id, u.target) != u.target]
    said = {text for _kind, text in spoken(article.file)} if left else ()
    gone = {unit.id: unit for unit in left if not stands(had[unit.id], said)}
    return gone | {unit.id: unit for unit in units if unit.active}


def _clashes(base: MergeBase, article: Edition) -> int:
    """How many units say neither in the file nor in the catalogue what the state says of them."""
    said = {text for _kind, text in spoken(article.file)}
    known = _known(base, article).items()
    now = {key: unit.words if unit.active else unit.target for key, unit in known}
    then = {u.id: u.words for u in base.catalogue.active() if now.get(u.id, u.words) != u.words}
    return sum(bool(words) and not stands(words, said) for words in then.values())


def less_new(project: Project, article: Edition) -> Edition:
    """A derived edition without what follows for texts that its parent alone has by now.

    Where words of people stand beside a text that the parent has not any more, these are for one
    of the texts that came instead: of such a one nothing is there yet.
    """
    catalogue, parent = article.catalogue, project.catalogue(article.pair, article.pair.authored)
    if parent is None or not holds_overrides(catalogue):
        return article
    now = _sources(parent)
    gone = _sources(overrides(catalogue)) - now
    before = (texts for texts in _parents_before(project, article) if gone <= texts)
    known = next(before, now) if gone else now
    units = (u for u in catalogue.units if u.owner is Owner.PERSON or u.source in known)
    return article.holding(replace(catalogue, units=tuple(units))) if known != now else article


def _parents_before(project: Project, article: Edition) -> Iterator[set[str]]:
    """The texts that the parent of a derived edition had, the newest first."""
    base = find_merge_base(project, article)
    if base is not None:
        yield _sources(base.catalogue)
    authored = article.pair.authored
    path = project.workspace.catalogue_path(article.name, authored)
    for text in project.catalogues.committed(path, _FEW):
        found = cache.readable(text, path, article.name, authored)
        yield _sources(found.catalogue) if found is not None else set()


def _sources(catalogue: Catalogue) -> set[str]:
    return {unit.source for unit in catalogue.active()}


def source_before(project: Project, article: Edition) -> Document | None:
    """The source that an article's catalogue, as it is on disk, was made for; None if unknown.

    Equal texts are told apart by it: it is not looked for where none has several units.
    """
    if fits(article.source, article.catalogue) or not article.catalogue.units:
        return None
    names = {unit.id for unit in article.catalogue.active()}
    for state in _states(project, article):
        path = project.workspace.catalogue_path(article.name, article.locale)
        with suppress(CatalogueDamaged):
            then = cache.read(state.catalogue, path, article.name, article.locale)
            if names <= {unit.id for unit in then.catalogue.active()}:
                return source_of(state, article.source, article.catalogue)
    return None


def _states(project: Project, article: Edition) -> Iterator[Remembered]:
    """What this clone remembers of a catalogue and its source, then what the last commit holds."""
    locale, text = article.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    if stored is not None and stored.source:
        yield stored
    path = project.workspace.catalogue_path(article.name, locale)
    for revision in project.history.revisions(path)[:1]:
        asked = [(revision.commit, revision.path), (revision.commit, article.name)]
        catalogue, source = project.history.read(asked)
        if catalogue is not None and source is not None:
            yield Remembered(
                "", catalogue.decode("utf-8", "replace"), source.decode("utf-8", "replace")
            )


def is_strange(project: Project, article: Edition | Orphan) -> bool:
    """Whether a file is perhaps another one's: as it was when that was asked, or still asked."""
    locale, text = article.locale, article.file.text
    if not article.is_written:
        return False
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


def _here(project: Project, article: Edition) -> MergeBase | None:
    locale, text = article.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    try:
        return replace(read_state(project, article, stored), ours=True) if stored else None
    except CatalogueDamaged:  # of another format: as if nothing were remembered
        return None


def _untouched(article: Edition) -> MergeBase | None:
    """Before anybody wrote a word, a file was empty and a catalogue too."""
    if any(unit.words for unit in article.catalogue.units):
        return None
    file = Document.blank(article.catalogue.cut)
    return MergeBase(file, article.catalogue, place(article.catalogue, file))


def _now(article: Edition) -> MergeBase | None:
    here = find_words(article)
    return MergeBase(article.file, article.catalogue, here) if here.agrees else None


def _less_let_go(project: Project, article: Edition, base: MergeBase) -> MergeBase:
    """The state without the words of units that somebody emptied: in the file they are nobody's.

    That git has put a catalogue back is nobody's act.
    """
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


def remember(workspace: Workspace, article: str, state: Snapshot) -> None:
    """Keeps a file and its catalogue as the state that the next edits are edits of."""
    texts = texts_to_keep(workspace, article, state)
    remembered.remember(workspace, article, state.catalogue.locale, texts)


def texts_to_keep(workspace: Workspace, article: str, state: Snapshot) -> Remembered:
    """The texts of a state, with the source that the code of the file was last known to follow."""
    texts = replace(texts_of(article, state), at=workspace.answers.newest())
    last = remembered.recalled(workspace, article, state.catalogue.locale)
    followed = "" if state.follows or last is None else last.followed or last.source
    return texts if followed in ("", texts.source) else replace(texts, followed=followed)


def as_left(agreed: Catalogue, catalogue: Catalogue) -> Catalogue:
    """What file and catalogue say, each unit in the state in which the catalogue is left.

    What is in doubt there still is when git has put an older catalogue back, and what was settled
    is not asked again.
    """
    here = catalogue.find()

    def left(unit: Unit) -> Unit:
        now = here.get(unit.id)
        same = now is not None and unit.active and now.target == unit.target
        return now if now and same and not (now.conflict or unit.conflict) else unit

    return replace(agreed, units=tuple(map(left, agreed.units)), layout=catalogue.layout)


def less_shared(agreed: Catalogue, base: MergeBase | None, file: Document) -> Catalogue:
    """What file and catalogue say, less texts that were split or merged: others say that now.

    Where these do not account for all that the file says, it stays as it is.
    """
    if base is None or not base.shared:
        return agreed
    less = replace(agreed, units=tuple(u for u in agreed.units if u.id not in base.shared))
    before, after = place(agreed, file).blocks, place(less, file).blocks
    told = all(bool(now) for had, now in zip(before, after, strict=True) if had)
    return less if told else agreed
