"""Which revision of an English article a translation was made from, by the git history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.align.base import Aligner, base, thinned
from transpipe.errors import BadArgument
from transpipe.markdown import segments
from transpipe.markdown.source import is_utf8, read
from transpipe.model import Bead, Document, Revision
from transpipe.text.han import count_han, mostly_han
from transpipe.workflows.project import Article, Project

COMMIT = "X-Transpipe-Source-Commit"
AUTO = "auto"
_A_TEXT = 8  # Chinese characters that a name in an English article does not have
_SHORTEST = 7  # characters of a commit's name

Fold = Callable[[str], str]


@dataclass(frozen=True)
class Based:
    """The English that a translation was made from; `commit` is '' where none has that text."""

    document: Document
    beads: tuple[Bead, ...]
    commit: str


def made_from(
    project: Project, article: Article, wanted: str, align: Aligner, fold: Fold
) -> Based | None:
    """The revision `wanted` of an article, or with AUTO the likeliest; None without a history.

    Looked at is what the source's path held, under all its names, and what the translation's
    path held while that was still English. Raises BadArgument where `wanted` has no such file.
    """
    assert article.source is not None
    assert article.file is not None
    revisions = _revisions(project, article)
    if wanted != AUTO:
        document = _at(project, article, wanted, revisions)
        beads = tuple(align(document, article.file))
        return Based(document, beads, _commit(project, document.text, revisions, wanted))
    texts = dict(_texts(project, revisions))
    texts.setdefault(article.source.text, "")
    kept = [list(texts)[number] for number in thinned(list(texts), article.file.text)]
    documents = [segments.parse(text, article.source.lines) for text in kept]
    found = base(documents, article.file, align, fold) if len(texts) > 1 else None
    if found is None:
        return None
    document = documents[found.revision]
    return Based(document, found.beads, texts[document.text])


def _revisions(project: Project, article: Article) -> list[Revision]:
    """All that either path was, the newest first."""
    if project.history is None:
        return []
    paths = dict.fromkeys(filter(None, (article.pair.source, article.pair.target)))
    found = [r for path in paths for r in project.history.revisions(path)]
    return sorted(found, key=lambda revision: -revision.time)


def _texts(project: Project, revisions: Sequence[Revision]) -> Iterator[tuple[str, str]]:
    """The English texts with the newest commit that has each, the newest first."""
    seen: set[str] = set()
    for revision, text in _read(project, revisions):
        if text not in seen:
            seen.add(text)
            if _is_english(text):
                yield text, revision.commit


def _read(project: Project, revisions: Sequence[Revision]) -> Iterator[tuple[Revision, str]]:
    assert project.history is not None or not revisions
    if project.history is None:
        return
    data = project.history.read([(r.commit, r.path) for r in revisions])
    for revision, raw in zip(revisions, data, strict=True):
        if raw is not None and is_utf8(raw):
            yield revision, read(raw)


def _is_english(text: str) -> bool:
    """Whether nothing of an article has been translated yet."""
    document = segments.parse(text, source=False)
    texts = [block.text for block in document.blocks if block.segment is not None]
    return bool(texts) and not any(count_han(t) >= _A_TEXT and mostly_han(t) for t in texts)


def _at(project: Project, article: Article, wanted: str, revisions: Sequence[Revision]) -> Document:
    """The article as it was at a revision, under whichever name it had there."""
    assert article.source is not None
    names = [article.pair.source or "", *(r.path for r in revisions), article.pair.target]
    paths = list(dict.fromkeys(filter(None, names)))
    history = project.history
    data = history.read([(wanted, path) for path in paths]) if history and wanted else []
    for raw in data:
        if raw is not None and is_utf8(raw) and _is_english(read(raw)):
            return segments.parse(read(raw), article.source.lines)
    said = _("{revision} has no English text of {path}; `git log --follow {path}` lists those")
    raise BadArgument(said.format(revision=wanted, path=article.name))


def _commit(project: Project, text: str, revisions: Sequence[Revision], wanted: str) -> str:
    """The commit that a revision names, else the newest that has its text."""
    same = [r.commit for r, there in _read(project, revisions) if there == text]
    named = [c for c in same if len(wanted) >= _SHORTEST and c.startswith(wanted)]
    return next(iter((*named, *same)), "")
