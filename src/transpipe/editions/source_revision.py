"""Which revision of an English article a translation was made from, by the git history."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.align.base import Aligner, base, thinned
from transpipe.editions.project import Project
from transpipe.errors import BadArgument
from transpipe.markdown import segments
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Bead, Document, Revision, Unread
from transpipe.text.han import count_han, mostly_han

AUTO = "auto"
_A_SENTENCE = 12  # Chinese characters in a line, links aside
_LABEL = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)")
_BEGUN = 0.1  # the share of Chinese texts up to which an article counts as English
_SHORTEST = 7  # characters of a commit's name

Fold = Callable[[str], str]


@dataclass(frozen=True)
class Based:
    """The English that a translation was made from; `commit` is '' where none has that text.

    `now` are the beads with the English of now, where these were looked at on the way.
    """

    document: Document
    beads: tuple[Bead, ...]
    commit: str
    now: tuple[Bead, ...] = ()


def made_from(
    project: Project, article: Unread, wanted: str, align: Aligner, fold: Fold
) -> Based | None:
    """The revision `wanted` of an article, or with AUTO the likeliest; None without a history.

    Looked at is what the source's path held, under all its names, and what the translation's
    path held while that was still English. Raises BadArgument where `wanted` has no such file.
    """
    revisions = _revisions(project, article)
    if wanted != AUTO:
        document = _at(project, article, wanted, revisions)
        beads = tuple(align(document, article.file))
        return Based(document, beads, _commit(project, document.text, revisions, wanted))
    texts = {text: revision.commit for revision, text in reversed(list(_read(project, revisions)))}
    texts.setdefault(article.source.text, "")
    kept = thinned(list(reversed(texts)), article.file.text)
    cut = (english(segments.parse(text, article.source.cut)) for text in kept)
    documents = [document for document in cut if document is not None]
    found = base(documents, article.file, align, fold) if len(documents) > 1 else None
    if found is None:
        return None
    document = documents[found.revision]
    now = (found.beads[n] for n in found.beads if documents[n].text == article.source.text)
    beads = found.beads[found.revision]
    return Based(document, beads, texts[document.text], next(now, ()))


def _revisions(project: Project, article: Unread) -> list[Revision]:
    """All that the source's path was, and the translation's while it was English; newest first."""
    found = list(project.history.revisions(article.pair.source or ""))
    before = project.history.revisions(article.pair.target)
    found += [revision for revision, text in _read(project, before) if _is_untouched(text)]
    return sorted(found, key=lambda revision: -revision.time)


def _is_untouched(text: str) -> bool:
    """Whether no sentence of an article has been translated; names and headings do not count."""
    lines = (_LABEL.sub("", line).strip() for line in text.split("\n"))
    prose = (line for line in lines if not line.startswith("#"))
    return not any(count_han(line) >= _A_SENTENCE and mostly_han(line) for line in prose)


def _read(project: Project, revisions: Sequence[Revision]) -> Iterator[tuple[Revision, str]]:
    data = project.history.read([(r.commit, r.path) for r in revisions])
    for revision, raw in zip(revisions, data, strict=True):
        if raw is not None and is_utf8(raw):
            yield revision, read(raw)


def english(document: Document) -> Document | None:
    """An article without what had been translated in it already; None where that is much."""
    texts = [n for n, block in enumerate(document.blocks) if block.segment is not None]
    chinese = {n for n in texts if mostly_han(document.blocks[n].text)}
    if not texts or len(chinese) > _BEGUN * len(texts):
        return None
    left = tuple(block for n, block in enumerate(document.blocks) if n not in chinese)
    return replace(document, blocks=left) if chinese else document


def _at(project: Project, article: Unread, wanted: str, revisions: Sequence[Revision]) -> Document:
    """The article as it was at a revision, under whichever name it had there."""
    names = [article.pair.source or "", *(r.path for r in revisions), article.pair.target]
    paths = list(dict.fromkeys(filter(None, names)))
    data = project.history.read([(wanted, path) for path in paths]) if wanted else []
    for raw in data:
        if raw is not None and is_utf8(raw):
            document = english(segments.parse(read(raw), article.source.cut))
            if document is not None:
                return document
    said = _("{revision} has no English text of {path}; `git log --follow {path}` lists those")
    raise BadArgument(said.format(revision=wanted, path=article.name))


def _commit(project: Project, text: str, revisions: Sequence[Revision], wanted: str) -> str:
    """The commit that a revision names, else the newest that has its text."""
    same = [r.commit for r, there in _read(project, revisions) if there == text]
    named = [c for c in same if len(wanted) >= _SHORTEST and c.startswith(wanted)]
    return next(iter((*named, *same)), "")
