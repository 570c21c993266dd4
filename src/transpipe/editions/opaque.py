"""The code and other opaque blocks that a Chinese file of its own layout does not follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from transpipe.editions import cache
from transpipe.editions.committed import Committed
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.staleness import current
from transpipe.model import (
    Article,
    Catalogue,
    Edition,
    Layout,
    MergeBase,
    OpaqueChange,
)
from transpipe.po.header import accepted, accepting
from transpipe.source_edits.opaque import Past, followable, unfollowed
from transpipe.source_edits.opaque_copies import Copied
from transpipe.source_edits.opaque_pieces import bare_lines, pieces
from transpipe.units.build import unit_of


def opaque_changes(project: Project, article: Article) -> tuple[OpaqueChange, ...]:
    """The opaque changes of the source that an article's Chinese file does not follow.

    All that counts or lists them goes by this. They count since the words were made: what differed
    then is the translator's own, and so is what somebody has accepted since. In the layout of the
    source all follows by itself.
    """
    if not isinstance(article, Edition):
        return ()
    copied = _differing(project, article)
    if copied is None:
        return ()
    olds = _olds(project, article, project.adopted.sources(article), copied)
    return unfollowed(olds, copied, accepted(article.catalogue))


def changes_since(article: Article, texts: Sequence[str]) -> tuple[OpaqueChange, ...]:
    """The same since these versions of the source, of which git may know another name."""
    if not isinstance(article, Edition) or not article.is_written or not _is_skeleton(article):
        return ()
    cut = article.source.cut
    olds = [Past(cache.document(text, cut, source=True), None) for text in texts]
    return unfollowed(olds, _copied(article), accepted(article.catalogue))


def to_follow(project: Project, article: Edition) -> tuple[OpaqueChange, ...]:
    """The changes since the adoption that a copy may follow by itself, each by itself."""
    copied = _differing(project, article)
    if copied is None:
        return ()
    olds = _olds(project, article, project.adopted.since_adoption(article), copied)
    return followable(olds, copied, accepted(article.catalogue))


def _differing(project: Project, article: Edition) -> Copied | None:
    """A source and its Chinese file, where that has a skeleton of its own and other code."""
    if not article.is_written or not _is_skeleton(article) or _alike(article):
        return None
    now = current(project, article.pair, article.catalogue)
    copied = _copied(article if now is article.catalogue else article.holding(now))
    return copied if copied.differing or copied.left else None


def _alike(article: Edition) -> bool:
    """Whether both files have the very same pieces in the same order: most have."""
    here, there = (pieces(document) for document in (article.source, article.file))
    return len(here) == len(there) and all(
        a.kind == b.kind and a.is_as(b) for a, b in zip(here, there, strict=True)
    )


def _olds(project: Project, article: Edition, texts: Sequence[str], copied: Copied) -> list[Past]:
    """Of the versions of a source the first, and those that may have something to tell."""
    told = [text for n, text in enumerate(texts) if n == 0 or _tells(text, copied)]
    cut = article.source.cut
    files = project.adopted.files(article) if copied.differing else {}
    return [Past(cache.document(text, cut, source=True), files.get(text)) for text in told]


def less_followed(article: Edition) -> Catalogue:
    """The catalogue less the names of accepted changes whose pair of texts is no more."""
    names = accepted(article.catalogue)
    if not names or not article.is_written:
        return article.catalogue
    if not _is_skeleton(article):
        return accepting(article.catalogue, ())
    copied = _copied(article)
    return accepting(article.catalogue, names & (copied.names | copied.kept))


def keep_typed_back(project: Project, article: Edition, base: MergeBase | None) -> Catalogue:
    """The catalogue with the names of copies that had followed, and that somebody put back since.

    They are a person's, and follow no more by themselves. Nobody put back what git did: a file
    that a commit has, where none has the base.
    """
    if base is None or base.file.text == article.file.text or not _is_skeleton(article):
        return article.catalogue
    had, have = (Counter(bare_lines(text)) for text in (base.file.text, article.file.text))
    names = [
        change.copy
        for change in to_follow(project, article)
        if change.copy and _is_undone(change, typed=have - had, deleted=had - have)
    ]
    commits = Committed(project, article)
    if not names or (commits.has_file(article.file.text) and not commits.has_file(base.file.text)):
        return article.catalogue
    return accepting(article.catalogue, accepted(article.catalogue) | set(names))


def _is_undone(change: OpaqueChange, typed: Counter[str], deleted: Counter[str]) -> bool:
    """Whether lines that an edit took out were typed, and those that it brought deleted."""
    old, new = (Counter(bare_lines(text)) for text in (change.before, change.after))
    went, came = old - new, new - old
    back = (not went or went & typed) and (not came or came & deleted)
    return bool((went or came) and back)


def _is_skeleton(article: Edition) -> bool:
    return article.catalogue.layout is Layout.OWN


def _copied(article: Edition) -> Copied:
    source, file = article.source, article.file
    units, held = unit_of(source, article.catalogue), find_words(article).blocks
    return Copied(
        source,
        file,
        [units[n].id if n in units else None for n in range(len(source.blocks))],
        [there[0].id if there else None for there in held],
    )


def _tells(text: str, copied: Copied) -> bool:
    """Whether a version may say what the Chinese file says, and the source does not any more."""
    if copied.are_comments_translated:
        return True
    lines = bare_lines(text)
    if not copied.strange.isdisjoint(lines):
        return True
    whole = "\n".join(lines)
    return any(copy in whole for copy in copied.others)
