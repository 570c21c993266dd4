"""States in which a Chinese file and its catalogue agreed, from commits or as they are noted down.

The units are named by the texts of the source as it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from transpipe import po
from transpipe.editions import cache
from transpipe.editions.project import Project
from transpipe.errors import CatalogueDamaged
from transpipe.model import (
    Catalogue,
    Document,
    Edition,
    MergeBase,
    Revision,
    Snapshot,
    UnitId,
)
from transpipe.po.units import undescribed
from transpipe.ports import History
from transpipe.repository import Workspace
from transpipe.repository.remembered import Remembered
from transpipe.source_edits.merge import renamed
from transpipe.units.placement import place

# So many commits of either file are looked at; older ones are nobody's base any more.
_DEPTH = 20

State = tuple[bytes | None, bytes | None, bytes | None]
"""What a commit has of a Chinese file, its catalogue and its source; None for what it has not."""


def find_committed(
    project: Project, article: Edition, tip: str = "HEAD", file: str | None = None
) -> MergeBase | None:
    """Of the newest commits with one catalogue, the first in which the file agreed with it.

    Or a later one, where nothing was done to the file but that its code had followed the source.
    A catalogue that agreed with none since it began was made of the file before. Commits are those
    up to `tip`; where `file` is given, the file said just that.
    """
    path = project.workspace.catalogue_path(article.name, article.locale)
    paths = (article.pair.target, path)
    asked = (*paths, article.name, *_above(project, article))
    past = {p: project.history.revisions(p, tip)[:_DEPTH] for p in asked}
    commits = _commits(project.history, paths, tip)
    names = {p: tuple(dict.fromkeys((p, *(r.path for r in past[p])))) for p in asked}
    every = [(commit, name) for commit in commits for p in asked for name in names[p]]
    there = dict(zip(every, project.history.read(every), strict=True))
    found = [[_first(there[commit, n] for n in names[p]) for p in asked] for commit in commits]
    states = [_completed(project, article, texts) for texts in found]
    for _catalogue, same in groupby(
        (*states, *_made_of(article, path, states)), key=lambda state: state[1]
    ):
        base: MergeBase | None = None
        was: State = (None, None, None)
        for state in reversed(list(same)):
            if base is not None and not _followed(was, state):
                continue
            then = _decoded(project, article, state)
            if then is not None and file in (None, then.file.text):
                base, was = then, state
        if base is not None:
            return base
    return None


def _above(project: Project, article: Edition) -> tuple[str, ...]:
    """The catalogue and the file of the authored locale, where those of another follow them."""
    pair = project.pairs.by_name().get(article.name)
    if not article.is_derived or pair is None:
        return ()
    return project.workspace.catalogue_path(article.name, pair.authored), pair.target


def _completed(project: Project, article: Edition, texts: Sequence[bytes | None]) -> State:
    """What a commit has; a catalogue that holds overrides alone with what followed then."""
    file, catalogue, source, *above = texts
    if not above or catalogue is None or above[0] is None:
        return file, catalogue, source
    name, (path, target) = article.name, _above(project, article)
    with suppress(UnicodeDecodeError, CatalogueDamaged):
        own = project.workspace.catalogue_path(name, article.locale)
        held = cache.read(catalogue.decode("utf-8"), own, name, article.locale).catalogue
        parent = cache.read(above[0].decode("utf-8"), path, name, article.pair.authored).catalogue
        said = [(data or b"").decode("utf-8") for data in (source, above[1], file)]
        english = cache.document(said[0], parent.cut, source=True)
        chinese, derived = (cache.document(each, parent.cut, source=False) for each in said[1:])
        edition = Edition(replace(article.pair, target=target), chinese, parent, english)
        whole = project.completing.at(held, edition, derived)
        return file, catalogue if whole is held else po.render(whole).encode(), source
    return file, catalogue, source


def _followed(before: State, after: State) -> bool:
    """Whether a file took over lines that its source had changed, and nothing else was done to it.

    Code that follows its source leaves the catalogue as it is.
    """
    gone, came = _changes(before[0], after[0])
    went, brought = _changes(before[2], after[2])
    return bool(came) and gone <= went and came <= brought


def _changes(before: bytes | None, after: bytes | None) -> tuple[Counter[bytes], Counter[bytes]]:
    """The lines that went and those that came."""
    old, new = (Counter((text or b"").splitlines()) for text in (before, after))
    return old - new, new - old


def _made_of(article: Edition, path: str, states: Sequence[State]) -> Iterator[State]:
    """The first catalogue of some states, the newest first, with the files that it was made of.

    Those are the ones before, where one commit has a new catalogue and edits of its file. Where the
    source was edited there too, it is that of the two of which the catalogue has the texts.
    """
    for (_file, catalogue, source), before in zip(states[-2::-1], states[:0:-1], strict=True):
        if catalogue is not None:
            either = dict.fromkeys((before[2], source)) if before[1] is None else ()
            of = [
                each for each in either if len(either) == 1 or _has(article, path, catalogue, each)
            ]
            yield from ((before[0], catalogue, each) for each in of)
            return


def _has(article: Edition, path: str, catalogue: bytes, source: bytes | None) -> bool:
    """Whether a catalogue has the texts of a source, and no others."""
    with suppress(UnicodeDecodeError, CatalogueDamaged):
        known = cache.read(catalogue.decode("utf-8"), path, article.name, article.locale).catalogue
        document = cache.document((source or b"").decode("utf-8"), known.cut, source=True)
        texts = {segment.text for _number, segment in document.segments()}
        return texts == {unit.source for unit in known.active()}
    return False


def _commits(history: History, paths: tuple[str, str], tip: str) -> list[str]:
    """The commits up to `tip` that changed one of two files, the newest first."""
    files, catalogues = (list(history.revisions(path, tip)[:_DEPTH]) for path in paths)
    found: list[str] = []
    while files or catalogues:
        newer = not catalogues or (files and not _is_older(history, files[0], catalogues[0]))
        found.append((files if newer else catalogues).pop(0).commit)
    return list(dict.fromkeys(found))


def _is_older(history: History, one: Revision, other: Revision) -> bool:
    """Whether a commit came before another, of which the file is not the same."""
    if one.time != other.time or one.commit == other.commit:
        return one.time < other.time
    before = (revision.commit for revision in history.revisions(one.path, other.commit))
    return one.commit in before


def _first(found: Iterable[bytes | None]) -> bytes | None:
    """What a file said under the first of its names that a commit has."""
    return next((data for data in found if data is not None), None)


def _decoded(project: Project, article: Edition, state: State) -> MergeBase | None:
    file, catalogue, source = state
    if file is None or catalogue is None:
        return None
    try:
        said, catalogue_text = file.decode("utf-8"), catalogue.decode("utf-8")
        then = Remembered(said, catalogue_text, (source or b"").decode("utf-8"))
        base = read_state(project, article, then)
    except (UnicodeDecodeError, CatalogueDamaged):
        return None  # a state that nobody could have agreed on
    return base if base.placement.agrees or _agreed(project, article, base, then) else None


def _agreed(project: Project, article: Edition, base: MergeBase, then: Remembered) -> bool:
    """Whether a file said what its catalogue did, before texts of that were split or merged."""
    if not base.shared:
        return False
    path = project.workspace.catalogue_path(article.name, article.locale)
    catalogue = cache.read(then.catalogue, path, article.name, article.locale).catalogue
    return place(catalogue, base.file).agrees


def _come_back(catalogue: Catalogue, now: Catalogue, back: Collection[UnitId]) -> Catalogue:
    """A catalogue of the past with what a tool had taken out of it too."""
    there = {unit.id for unit in catalogue.units}
    units = (unit for unit in now.active() if unit.id in back and unit.id not in there)
    return replace(catalogue, units=(*catalogue.units, *units))


def read_state(project: Project, article: Edition, state: Remembered) -> MergeBase:
    locale = article.locale
    path = project.workspace.catalogue_path(article.name, locale)
    parsed = cache.read(state.catalogue, path, article.name, locale).catalogue
    parsed = _come_back(parsed, article.catalogue, project.catalogues.back(path))
    document = article.file
    if (document.text, document.cut) != (state.file, parsed.cut):
        document = cache.document(state.file, parsed.cut, source=False)
    before = source_of(state, article.source, parsed)
    # What had left the source by then, and comes back now, no file said.
    parsed = replace(parsed, units=parsed.active())
    gone = {unit.id for unit in article.catalogue.units if not unit.active}
    seen = _seen(parsed, state)
    parsed, shared = renamed(article.source, parsed, before, gone)
    placement = place(parsed, document)
    seen = renamed(article.source, seen, before, gone)[0] if seen is not None else None
    return MergeBase(
        document, parsed, placement, shared, strange=state.strange, seen=seen, at=state.at
    )


def _seen(catalogue: Catalogue, state: Remembered) -> Catalogue | None:
    """A catalogue with the words that a sync saw last, None where they are the same."""
    words = {UnitId(context or None, source): said for context, source, said in state.seen}
    if not words:
        return None
    units = (replace(u, target=words.get(u.id, u.target)) for u in catalogue.units)
    return replace(catalogue, units=tuple(units))


def source_of(state: Remembered, now: Document, catalogue: Catalogue) -> Document | None:
    """The source that a remembered catalogue is for, where it is known and was not empty."""
    if (state.source, catalogue.cut) == (now.text, now.cut):
        return now
    return cache.document(state.source, catalogue.cut, source=True) if state.source else None


def based_on(project: Project, article: Edition, state: Snapshot) -> MergeBase:
    """A state in which an article's file and its catalogue agree, as the base of more edits."""
    return read_state(project, article, texts_of(article.name, state))


def texts_of(article: str, state: Snapshot) -> Remembered:
    units = tuple(map(undescribed, state.catalogue.active()))
    active = replace(state.catalogue, units=units)
    path = Workspace.catalogue_path(article, active.locale)
    text = po.prove(po.render(active), active, path)
    return Remembered(state.file, text, state.source, strange=state.strange)
