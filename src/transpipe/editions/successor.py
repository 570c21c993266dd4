"""Which file continues one that is gone: by its catalogue, its text, or its translation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from transpipe.editions import cache
from transpipe.errors import TranspipeError
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Catalogue, Cut, Locale, Syntax
from transpipe.ports import History
from transpipe.repository import Workspace
from transpipe.repository.guard import squeezed
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import bare

_MOST = 0.5  # the share of an article's texts that make another one its heir
_ALIKE = 0.6  # the share of the texts of either that makes two translations one
_NEWEST = "HEAD"


@dataclass(frozen=True)
class Heirs:
    """The heirs of files that are gone, though an index or a catalogue still knows them."""

    workspace: Workspace
    history: History
    locale: Locale = Locale.ZH_CN  # of the catalogues
    _known: dict[str, set[str]] = field(default_factory=dict)

    def heir(self, gone: str, target: str, candidates: Sequence[str]) -> str:
        """The only one of some sources that goes on with a text; '' where none or several do.

        That is the text of the catalogue that `gone` had, or the committed one; else one whose
        own catalogue holds the words of the translation `target` is meant.
        """
        before = set(self._before(gone)) if candidates else set()
        going_on = [path for path in candidates if _most(before, self._texts(path))]
        if not before:
            said = self._texts(target)
            going_on = [p for p in candidates if _most(_said(self._units(p), said), said)]
        return going_on[0] if len(going_on) == 1 else ""

    def heir_of_target(self, source: str, candidates: Sequence[str]) -> str:
        """The only one of some files that holds hardly more or less than a source's catalogue.

        English that was published where words are missing is no part of a translation.
        """
        units, english = list(self._units(source)), self._english(source)
        if not units:
            return ""
        files = ((path, self._file(path) - english) for path in candidates)
        found = [path for path, there in files if _alike(_said(units, there), there)]
        return found[0] if len(found) == 1 else ""

    def _before(self, gone: str) -> Iterator[str]:
        catalogue = self._catalogue(gone)
        if catalogue is not None:
            yield from (unit.source for unit in catalogue.active())
            return
        data = self.history.read([(_NEWEST, gone)])[0]
        if data is not None and is_utf8(data):
            yield from _segments(read(data), gone, source=True)

    def _units(self, path: str) -> Iterator[str]:
        catalogue = self._catalogue(path)
        yield from (unit.words for unit in (catalogue.active() if catalogue else ()) if unit.words)

    def _english(self, path: str) -> set[str]:
        catalogue = self._catalogue(path)
        return {bare(unit.source) for unit in catalogue.active()} if catalogue else set()

    def _texts(self, path: str) -> set[str]:
        if path not in self._known:
            self._known[path] = set()
            with suppress(TranspipeError):
                text = self.workspace.read_text(path)
                self._known[path] |= set(_segments(text, path, source=True))
                self._known[path] |= set(map(bare, _segments(text, path, source=False)))
        return self._known[path]

    def _file(self, path: str) -> set[str]:
        with suppress(TranspipeError):
            return set(map(bare, _segments(self.workspace.read_text(path), path, source=False)))
        return set()

    def _catalogue(self, article: str) -> Catalogue | None:
        locale = self.locale
        path = self.workspace.catalogue_path(article, locale)
        with suppress(TranspipeError):
            if self.workspace.exists(path):
                return cache.read(self.workspace.read_text(path), path, article, locale).catalogue
        return None


def _segments(text: str, path: str, *, source: bool) -> Iterator[str]:
    document = cache.document(text, Cut(Syntax.of(path)), source=source)
    return (segment.text for _n, segment in document.segments())


def _said(words: Iterable[str], there: set[str]) -> set[str]:
    """What units say; one of several paragraphs may have been published as one block."""
    wholes = {squeezed(text): text for text in there}
    found: set[str] = set()
    for text in words:
        whole = wholes.get(squeezed(bare(text)))
        found |= {whole} if whole is not None else set(map(bare, paragraphs(text)))
    return found


def _most(wanted: set[str], there: set[str]) -> bool:
    return bool(wanted) and len(wanted & there) >= _MOST * len(wanted)


def _alike(one: set[str], other: set[str]) -> bool:
    """Whether two translations share so much that one is the other, under a new name."""
    shared = len(one & other)
    return bool(shared) and shared >= _ALIKE * max(len(one), len(other))
