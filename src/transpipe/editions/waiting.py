"""Files that are there and wait: for their translator, or for somebody to say whose they are."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext

from transpipe.markdown.source import is_chinese
from transpipe.model import (
    Catalogued,
    Document,
    Edition,
    Finding,
    Layout,
    Severity,
    Sourceless,
    Unread,
)
from transpipe.text.han import count_han, count_neighbours, mostly_han
from transpipe.text.similarity import nearest

_HARDLY = 0.02  # the share of Chinese texts up to which an article counts as untranslated
_LEAST = 10  # Chinese characters of a translation that has been begun
_LIKE = 0.6  # how like a text of the source one of an older copy is, at least
_FEW = 10  # one unit in so many has words where an article is hardly begun
_MOST = 50  # texts of a copy that are looked at


def untranslated(article: Unread | Edition) -> Finding | None:
    """A finding for a file that holds neither Chinese nor its source's English: nobody's copy.

    One without any prose (code alone) says nothing in either.
    """
    prose = any(block.segment is not None for block in article.file.blocks)
    if not prose or is_begun(article.file) or _is_copy(article):
        return None
    said = _("is not in Chinese yet: nothing to adopt")
    return Finding("untranslated", Severity.WARNING, said, article.pair.target, 1)


def left_in_english(article: Unread | Edition | Sourceless) -> Finding | None:
    """A finding for a file that is there and waits for its translator: nobody writes over it."""
    texts = [block.text for block in article.file.blocks if block.segment is not None]
    if not texts or is_begun(article.file):
        return None
    said = ngettext(
        "not translated yet: {chinese} of {count} block is in Chinese; the file stays as it is",
        "not translated yet: {chinese} of {count} blocks are in Chinese; the file stays as it is",
        len(texts),
    ).format(chinese=sum(map(mostly_han, texts)), count=len(texts))
    return Finding("untranslated", Severity.INFO, said, article.pair.target, 1)


def hardly_begun(edition: Edition) -> Finding | None:
    """The same of a file that somebody else has put there, and its catalogue has hardly any words.

    What build wrote, in the layout of the source, follows its catalogue: it does not stay.
    """
    units = edition.catalogue.active()
    few = _FEW * sum(bool(unit.words) for unit in units) <= len(units)
    own = edition.catalogue.layout is Layout.OWN
    return left_in_english(edition) if few and own else None


def strange(article: Catalogued) -> Finding:
    """A finding for a file that is perhaps another one's: nobody writes over it."""
    said = _("is this the right file? it stays as it is; put the right one back, or delete it")
    return Finding("strange-file", Severity.WARNING, said, article.pair.target, 1)


def is_begun(file: Document) -> bool:
    """Whether a translation holds enough Chinese to be aligned."""
    texts = [block.text for block in file.blocks if block.segment is not None]
    chinese = sum(mostly_han(text) for text in texts)
    least = max(_LEAST, 4 * count_neighbours("".join(texts)))
    enough = sum(count_han(text) for text in texts if mostly_han(text)) > least
    return chinese > _HARDLY * len(texts) and (is_chinese(file.text) or enough)


def _is_copy(article: Unread | Edition) -> bool:
    """Whether a file says what its source says, or said once."""
    theirs = [block.text for block in article.source.blocks if block.segment is not None]
    ours = [block.text for block in article.file.blocks if block.segment is not None]
    return not set(theirs).isdisjoint(ours) or any(nearest(t, theirs, _LIKE) for t in ours[:_MOST])
