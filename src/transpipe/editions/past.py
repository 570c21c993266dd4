"""What the files of an article said when they were last sound: for one that is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from gettext import gettext as _
from typing import TypeVar

from transpipe.editions.merge_marks import unfinished
from transpipe.errors import GitFault, TranspipeError
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Locale, Pair, Revision
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
