"""What there is of an article at a moment, for comparing it with what it was at another."""

from __future__ import annotations

from dataclasses import replace

from transpipe.editions.project import Project
from transpipe.model import (
    Article,
    Catalogued,
    Document,
    Edition,
    LeftAlone,
    Locale,
    Orphan,
    Pair,
    PairKind,
    Sourceless,
)

_NOWHERE = Pair(None, "", PairKind.UNTRANSLATED)


def article_of(project: Project, pair: Pair | None) -> Article:
    """What there is of an article at a moment; nothing where it is not there, or left alone."""
    known = project.pairs.by_name().get(pair.article) if pair is not None else None
    article = project.article(known) if known is not None else None
    if article is None or isinstance(article, LeftAlone):
        return Sourceless(pair or _NOWHERE, Document.blank())
    return article


def localised(project: Project, article: Article, locale: Locale) -> Article:
    """An article in a locale; nothing where it has no catalogue there."""
    if locale is project.config.authored:
        return article
    child = project.derived(article, locale) if isinstance(article, Edition | Orphan) else None
    return child if child is not None else Sourceless(article.pair, Document.blank())


def beside_old_file(project: Project, old: Article, new: Article) -> Article:
    """An article that has a new name, with the Chinese file that it left at the old one."""
    if not isinstance(old, Catalogued) or not isinstance(new, Catalogued):
        return new
    left = old.pair.target != new.pair.target and project.workspace.exists(old.pair.target)
    if new.is_written or not left:
        return new
    return replace(new, file=old.file)
