"""Which Markdown files are in no pair, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from transpipe.model import Pairs
from transpipe.pairs.derived import DerivedNames
from transpipe.pairs.naming import SKIPPED, is_named_foreign
from transpipe.pairs.patterns import SUFFIXES
from transpipe.pairs.tags import others
from transpipe.pairs.tree import HOUSEKEEPING, Places, Tree


class Why(StrEnum):
    """Why a file is in no pair."""

    PLACE = "place"  # in a folder that tools make, or that is hidden
    EXCLUDED = "excluded"  # by the settings
    HOUSEKEEPING = "housekeeping"  # a changelog, a licence and the like
    EMPTY = "empty"
    LOCALE = "locale"  # a file of a derived locale
    LANGUAGE = "language"  # in another language, as its name says
    ALONE = "alone"  # nothing that belongs to it was found


@dataclass(frozen=True, slots=True)
class Skipped:
    """A Markdown file that is in no pair."""

    path: str
    why: Why


def skipped(
    files: Mapping[str, int], read: Callable[[str], str], places: Places, pairs: Pairs
) -> Iterator[Skipped]:
    """The Markdown files that are in no pair, in order; an index that links articles is in use."""
    tree, names = Tree(files, read, places), DerivedNames(files, places)
    taken = {path for pair in pairs.pairs for path in (pair.source, pair.target) if path}
    articles = frozenset(tree.articles)
    for path in sorted(path for path in files if not tree.is_mounted(path)):
        if path.lower().endswith(SUFFIXES) and path not in taken and path not in places.index:
            yield Skipped(path, _why(tree, names, path, path in articles))


def _why(tree: Tree, names: DerivedNames, path: str, may_be: bool) -> Why:
    *folders, name = path.split("/")
    if not may_be:
        hidden = any(part.startswith(".") for part in (*folders, name))
        aside = hidden or any(folder in SKIPPED for folder in folders)
        return Why.PLACE if aside else Why.EXCLUDED
    if HOUSEKEEPING.match(name):
        return Why.HOUSEKEEPING
    if tree.blank(path):
        return Why.EMPTY
    if any(names.is_for(path, locale) for locale in others(tree.places.authored)):
        return Why.LOCALE
    return Why.LANGUAGE if is_named_foreign(path) else Why.ALONE
