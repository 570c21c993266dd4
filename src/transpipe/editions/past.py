"""What the files of an article said when they were last sound: for one that is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from typing import TypeVar

from transpipe.editions import cache
from transpipe.editions.merge_marks import unfinished
from transpipe.editions.opening import classify
from transpipe.errors import GitFault, TranspipeError
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Article, Catalogue, Cut, Locale, Pair, Revision
from transpipe.model.inputs import doubt, note
from transpipe.ports import History
from transpipe.repository import Workspace, remembered

T = TypeVar("T")
_NEWEST = "HEAD"


def last_sound(make: Callable[[str], T], texts: Iterator[str]) -> T | None:
    """What is made of the first of some texts of which it can be made."""
    for text in texts:
        with suppress(TranspipeError):
            return make(text)
    return None


def last_sound_article(
    pair: Pair,
    texts: Callable[[str], Iterator[str]],
    cut_of: Callable[[Catalogue | None], Cut],
) -> Article:
    """What is made of the last texts of an article's files that were sound."""
    path = Workspace.catalogue_path(pair.article, pair.authored)
    parse = partial(cache.read, path=path, article=pair.article, locale=pair.authored)
    found = last_sound(parse, texts(path))
    catalogue = found.catalogue if found else None
    cut = partial(cache.document, cut=cut_of(catalogue))
    source = last_sound(partial(cut, source=True), texts(pair.article))
    file = last_sound(partial(cut, source=False), texts(pair.target))
    return classify(pair, source, file, catalogue)


def versions(
    workspace: Workspace, history: History, pair: Pair, locale: Locale, path: str
) -> Iterator[str]:
    """What a file says, said when it last agreed with its catalogue, and when it was committed.

    Left out is what is blank, no text, or half merged.
    """
    found = _said(workspace, history, pair, locale, path)
    return (text for text in found if text.strip() and not unfinished(text))


def _said(
    workspace: Workspace, history: History, pair: Pair, locale: Locale, path: str
) -> Iterator[str]:
    with suppress(TranspipeError):
        yield workspace.read_text(path)
    stored = remembered.recalled(workspace, pair.article, locale)
    mine = (pair.target, workspace.catalogue_path(pair.article, locale))
    texts = (stored.file, stored.catalogue) if stored else ()
    yield from (text for name, text in zip(mine, texts, strict=False) if name == path)
    data = history.read([(_NEWEST, path)])[0]
    if data is not None and is_utf8(data):
        yield read(data)


@dataclass(frozen=True, slots=True)
class Noted:
    """A history of which it is noted that it was asked."""

    history: History
    workspace: Workspace

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off."""
        self._note()
        return self.history.shallow

    def revisions(self, path: str, tip: str = _NEWEST) -> Sequence[Revision]:
        """The commits up to `tip` that changed a file, newest first."""
        self._note()
        if tip != _NEWEST:
            doubt()
        return self.history.revisions(path, tip)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none."""
        self._note()
        return self.history.read(paths)

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, or the work tree: any file decides."""
        doubt()
        return self.history.changed(base, head)

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished."""
        self._note()
        return self.history.unmerged()

    def _note(self) -> None:
        note("git", self.workspace.answers.now("git"))


class NoHistory:
    """Answers the port `History` where there is no git."""

    shallow = False

    def revisions(self, path: str, tip: str = "HEAD") -> Sequence[Revision]:
        """None."""
        return ()

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """None, as often as it is asked for one."""
        return [None] * len(paths)

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Raises GitFault."""
        raise GitFault(_("this is no repository"))

    def unmerged(self) -> Sequence[str]:
        """None."""
        return ()
