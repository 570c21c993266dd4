"""What the files of an article said when they were last sound: for one that is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import TypeVar

from transpipe.editions import cache
from transpipe.editions.merge_marks import unfinished
from transpipe.editions.opening import classify
from transpipe.errors import TranspipeError
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Article, Catalogue, Cut, LeftAlone, Locale, Pair
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
    article: Article,
    pair: Pair,
    texts: Callable[[str], Iterator[str]],
    cut_of: Callable[[Catalogue | None], Cut],
) -> Article:
    """An article; of one that is left alone what the last texts that were sound make."""
    if not isinstance(article, LeftAlone):
        return article
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
