"""Catalogues from disk and back: what other tools took out is put back, how they write is theirs.

The one way in which commands read a catalogue, and the one way in which they write it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe import po
from transpipe.editions import cache
from transpipe.editions.completing import as_held
from transpipe.editions.opening import Opening, around_of, seen, source_of
from transpipe.editions.outcome import tell_restored
from transpipe.errors import CatalogueDamaged, GitFault
from transpipe.model import Catalogue, Finding, Locale, UnitId
from transpipe.model.inputs import Inputs, doubt, gathered, repeat, shelved
from transpipe.po.header import asking, holds_overrides
from transpipe.ports import History
from transpipe.repository import Workspace, remembered
from transpipe.repository.guard import Keeping, check
from transpipe.target_edits.restore import entries_put_back, overrides_put_back, put_back
from transpipe.target_edits.stripped import (
    Around,
    Restored,
    is_nearer,
    is_torn,
    lacks,
    nearest,
    tidied,
    unchanged,
)
from transpipe.target_edits.untranslated import copies, in_doubt, is_english, without_copies
from transpipe.units.names import small_words

# So many commits of a catalogue are looked at, and so many for an entry that may never have been.
_DEPTH, _FEW = 20, 5
_IGNORE = "locales/.gitignore"


class Catalogues:
    """The catalogues of a repository; each is opened once, until its file says something else."""

    def __init__(self, workspace: Workspace, history: History) -> None:
        self.workspace = workspace
        self.history = history
        self._opened: dict[str, tuple[str, Restored, str]] = {}
        self._written: dict[str, tuple[str, Restored, str]] = {}  # since, and not told of yet
        self._inputs: dict[str, Inputs] = {}
        self._told: set[str] = set()

    def open(self, opening: Opening, text: str) -> Catalogue:
        """The catalogue that a text holds, with what another tool took out of it."""
        path = opening.path
        if (before := self._opened.get(path)) is None or before[0] != text:
            if before is not None and before[1].changed:
                self._written.setdefault(path, before)
            with gathered() as self._inputs[path]:
                self._opened[path] = text, opened(text, opening, self), opening.target
        repeat(self._inputs[path])
        if self._opened[path][1].changed or self._opened[path][1].anything:
            doubt()  # it is told of each time, until it is written
        return self._opened[path][1].catalogue

    def keep(self, catalogue: Catalogue, keeping: Keeping | None = None) -> tuple[str, ...]:
        """Writes a catalogue where it says anything else than its file; answers with the paths.

        `keeping` says what must stand somewhere afterwards. Raises WouldLose, or CatalogueDamaged
        for a text that polib reads otherwise.
        Beside the first one git is told to ignore what PO editors compile.
        """
        article, locale = catalogue.article, catalogue.locale
        path = self.workspace.catalogue_path(article, locale)
        there = self.workspace.read_text(path) if self.workspace.exists(path) else None
        catalogue = as_held(asking(tidied(catalogue)))
        text = po.render(catalogue)
        written: tuple[str, ...] = ()
        if there is None and not self.workspace.exists(_IGNORE):
            written = self.workspace.write(_IGNORE, "*.mo\n")
        if there is not None and there != text and _says_the_same(there, path, catalogue):
            text = there
        if text != there:
            po.prove(text, catalogue, path)
        if keeping is not None and text != there:
            check(path, keeping)
        opened_as, restored, _target = self._opened.get(path, (None, None, ""))
        whole = restored is not None and opened_as == there and not restored.changed
        # Before the file: killed between the two, the file is a state of before, and known as one.
        before = (there,) if there is not None and whole else ()
        remembered.leave(self.workspace, article, locale, text, before)
        return (*written, *self.workspace.write(path, text))

    def settle(self, article: str, locale: Locale) -> tuple[str, ...]:
        """Keeps a catalogue as it is left here, since its file is made of it now.

        What a tool took out of it is written again first.
        """
        path = Workspace.catalogue_path(article, locale)
        text, restored, _target = self._opened.get(path, ("", None, ""))
        if restored is None or self.workspace.read_text(path) != text:
            return ()
        if restored.changed:
            return self.keep(restored.catalogue)
        remembered.leave(self.workspace, article, locale, text)
        return ()

    def mended(self, article: str, locale: Locale, *, asked: bool = True) -> tuple[str, ...]:
        """The paths that `settle` would write; not `asked`, those alone that a tool has spoilt."""
        path = Workspace.catalogue_path(article, locale)
        found = self._opened[path][1] if path in self._opened else None
        return (path,) if found and (found.anything or (asked and found.changed)) else ()

    def back(self, path: str) -> frozenset[UnitId]:
        """The units that a tool had taken out of one as it was read."""
        return self._opened[path][1].back if path in self._opened else frozenset()

    def told(self, articles: Collection[str]) -> tuple[Finding, ...]:
        """What other tools took out of the catalogues of these articles, as far as they were read.

        Each is told of once.
        """
        paths = [Workspace.catalogue_path(name, locale) for name in articles for locale in Locale]
        wanted, found = frozenset(paths), list[Finding]()
        for path in min(paths, list(self._opened), key=len):
            if path in wanted and path in self._opened and path not in self._told:
                _text, restored, target = self._written.pop(path, self._opened[path])
                self._told.add(path)
                found += tell_restored(restored, path, target)
        return tuple(found)

    def is_modified(self, path: str) -> bool:
        """Whether a catalogue is not as the last commit has it, as far as anybody knows."""
        return self._modified is None or path in self._modified

    @shelved
    def _modified(self) -> frozenset[str] | None:
        with suppress(GitFault):
            return frozenset(self.history.changed("HEAD"))
        return None

    def committed(self, path: str, depth: int) -> tuple[str, ...]:
        """What a catalogue said in its commits, the newest first."""
        revisions = self.history.revisions(path)[:depth]
        raws = self.history.read([(r.commit, r.path) for r in revisions])
        texts = (raw.decode("utf-8", "surrogateescape") for raw in raws if raw is not None)
        return tuple(dict.fromkeys(texts))


def opened(text: str, opening: Opening, catalogues: Catalogues) -> Restored:
    """The catalogue that a text holds, with what a tool took out of it put back.

    What it held before is what was left here last, else committed, else the Chinese file was made
    of. Raises CatalogueDamaged where the text is cut off for all that anybody knows.
    """
    path = opening.path
    found = cache.read(text, path, opening.article, opening.locale)
    left = remembered.left(catalogues.workspace, opening.article, opening.locale)
    if found.whole and left is not None and left.knows(text):
        return unchanged(found)
    around = around_of(found, opening)
    texts = (left.text, *left.last) if left is not None else ()
    states = tuple(filter(None, (_read(said, opening) for said in texts)))
    known = _Known(text, opening, catalogues)
    if found.whole and holds_overrides(found.catalogue):
        base = _checked_out(found, nearest(found, states, around.says), known)
        base = base or next(known.bases(1), None)
        return overrides_put_back(found, base, replace(around, texts=None))
    if any(holds_overrides(each.catalogue) for each in (found, *states)):
        around = replace(around, texts=None)  # a text without a unit is none that is missing
    found, copied = _without_copies(found, opening, states, known)
    base = _checked_out(found, nearest(found, states, around.says), known)
    found, english = _asking(found, opening, base, known)
    restored = replace(unchanged(found), copies=copied, english=english)
    if base is not None:
        restored = put_back(restored, found, base, around)
    if base is None or not found.whole or restored.units:
        restored = _since_commits(restored, found, around, known)
    if not found.whole and not restored.known and text not in catalogues.committed(path, 1):
        _refuse(found, path)
    return restored if restored.decided else seen(restored, found, opening)


def _checked_out(found: po.Read, base: po.Read | None, known: _Known) -> po.Read | None:
    """The state that a catalogue is made of: the last commit's where that is nearer.

    What was left on another branch is not missing in this one.
    """
    head = known.head if base is not None else None
    return head if head and base and is_nearer(found, head, base) else base


def _without_copies(
    found: po.Read, opening: Opening, states: Sequence[po.Read], known: _Known
) -> tuple[po.Read, int]:
    """The catalogue without units that say their own source, and the number of these."""
    source = source_of(found, opening) if copies(found.catalogue.units) else None
    if source is None:
        return found, 0
    before = (*states, *known.bases(1))
    found, emptied = without_copies(found, small_words(source), before)
    return found, len(emptied)


def _asking(
    found: po.Read, opening: Opening, base: po.Read | None, known: _Known
) -> tuple[po.Read, int]:
    """The catalogue with English in doubt where there was Chinese, and in how many units.

    In a new clone that is where the last commit has Chinese.
    """
    if not any(map(is_english, found.catalogue.units)):
        return found, 0
    base = base or next(known.bases(1), None)
    source = source_of(found, opening) if base is not None else None
    if base is None or source is None:
        return found, 0
    return in_doubt(found, small_words(source), base)


def _says_the_same(text: str, path: str, catalogue: Catalogue) -> bool:
    found = cache.readable(text, path, catalogue.article, catalogue.locale)
    return found is not None and po.says_the_same(found, catalogue)


# ── What a catalogue was before ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Known:
    """Where to look for what the text of a catalogue was before."""

    text: str
    opening: Opening
    catalogues: Catalogues

    @property
    def modified(self) -> bool:
        return self.catalogues.is_modified(self.opening.path)

    @property
    def head(self) -> po.Read | None:
        """What it is in the commit that is checked out."""
        said = self.catalogues.history.read([("HEAD", self.opening.path)])[0]
        return _read(said.decode("utf-8", "surrogateescape"), self.opening) if said else None

    def bases(self, depth: int) -> Iterator[po.Read]:
        """What it was in commits, the newest first, then what its Chinese file was made of."""
        workspace, article = self.catalogues.workspace, self.opening.article
        texts = self.catalogues.committed(self.opening.path, depth)
        agreed = remembered.recalled(workspace, article, self.opening.locale)
        for text in (*texts, *((agreed.catalogue,) if agreed else ())):
            base = _read(text, self.opening) if text != self.text else None
            if base is not None:
                yield base


def _since_commits(restored: Restored, found: po.Read, around: Around, known: _Known) -> Restored:
    """The catalogue with what it lost since it was committed, or since its file was made of it.

    One that is as git has it, and has all that is in every catalogue, may only lack entries.
    """
    thorough = not found.whole or is_torn(found.catalogue) or known.modified
    back = put_back if thorough else entries_put_back
    if not thorough and not lacks(restored, around):
        return restored
    torn: list[po.Read] = []
    for base in known.bases(_DEPTH if thorough else _FEW):
        if not base.whole or is_torn(base.catalogue):
            torn.append(base)
            continue
        restored = back(restored, found, base, around)
        if holds_overrides(base.catalogue) or not lacks(restored, around):
            return restored
    for base in torn:  # what a tool had taken out then is told by no commit
        restored = back(restored, found, base, around)
    return restored


def _read(text: str, opening: Opening) -> po.Read | None:
    found = cache.readable(text, opening.path, opening.article, opening.locale)
    if found is None:
        return None
    units = tuple(unit for unit in found.catalogue.units if not unit.displaced)
    return replace(found, catalogue=replace(found.catalogue, units=units))


def _refuse(found: po.Read, path: str) -> None:
    """Raises CatalogueDamaged for a file that was cut off."""
    try:
        found.refuse_cut(path)
    except CatalogueDamaged as fault:
        reason = _(
            "the entry that ends every catalogue is missing, and nobody knows what else; "
            "once the file is away, `transpipe align` makes it anew"
        )
        raise CatalogueDamaged(path, fault.line, reason) from None
