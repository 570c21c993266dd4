"""The headings of derived files as a build is going to write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from transpipe.editions.cache import Lazily
from transpipe.editions.context import Context
from transpipe.editions.layout import derived_words
from transpipe.editions.project_links import local_anchors
from transpipe.links.anchors import renumbered, slugs, worded
from transpipe.links.mapping import Anchors
from transpipe.model import Edition, Kind, Locale


def coming_anchors(
    contexts: Callable[[Edition], Context],
    anchors: Anchors,
    planned: Callable[[str], Edition | None],
    locales: Sequence[Locale],
) -> Mapping[Locale, Anchors]:
    """The anchors of all articles in each derived locale, once a build is done.

    `anchors` are those of the authored files then; `planned` gives an article as that is going to
    stand, `contexts` what it is built in.
    """

    def of(name: str, locale: Locale) -> Mapping[str, str]:
        article = planned(name)
        if article is None:
            return anchors.get(name, {})
        context = contexts(article)
        child = context.project.derived(article, locale)
        if child is None:
            return anchors.get(name, {})
        names = _names(article, child, context)
        return local_anchors(child, anchors.get(name, {}), names, context.project.config.naming)

    names = list(anchors)
    return {locale: Lazily(names, partial(of, locale=locale)) for locale in locales}


def _names(authored: Edition, child: Edition, context: Context) -> Mapping[str, str]:
    """The anchors of the authored headings in a derived file."""
    file, naming = authored.file, context.project.config.naming
    headings = [n for n, block in enumerate(file.blocks) if block.kind is Kind.HEADING]
    words = derived_words(authored, child, context, headings)
    return renumbered(slugs(file, naming), slugs(worded(file, words), naming))
