"""Pairs that folders and names make, without an index or settings."""

from __future__ import annotations

from collections import Counter
from posixpath import dirname

import transpipe.pairs.beside as beside
import transpipe.pairs.layouts as layouts
import transpipe.pairs.naming as naming
from transpipe.model import PairPattern
from transpipe.pairs.kinship import is_kin
from transpipe.pairs.layouts import Layout
from transpipe.pairs.naming import Tongue
from transpipe.pairs.search import Search
from transpipe.pairs.tree import HOUSEKEEPING

# A changelog or the like is an article where so many files beside it are translated.
_BESIDE = 2


def by_folder(search: Search) -> None:
    """docs/en/… and docs/zh/…, docs/… and docs/zh/…, and the layouts of sites' generators."""
    tree = search.tree
    paths = [*search.open(tree.unplaced)]
    for layout in layouts.recognise(paths, tree.english, tree.chinese):
        if len(layout.pairs) != 1 or _may_be_alone(search, layout):
            lay_out(search, layout)


def by_language(search: Search) -> None:
    """README_EN.md and README.md; x.md and x.zh-CN.md; what lies in a folder of its own."""
    tree = search.tree
    paths = [path for path in search.open(tree.unplaced) if not naming.is_aside(path)]
    found = tuple(naming.in_one_folder(paths, tree.chinese, tree.blank, tree.adopted))
    for source, target in found:
        search.add_said(source, target)
    for layout in beside.offered_beside(found, [*search.open(paths)], tree.english):
        lay_out(search, layout)
    _by_readme(search)


def _by_readme(search: Search) -> None:
    """docs/README.zh.md of README.md; a further version of what is translated is no article."""
    tree = search.tree
    texts = [path for path in tree.unplaced if not naming.is_aside(path)]
    paths = [*search.open(texts)]
    further = {*naming.other_languages(paths, {*search.matched, *search.targets})}

    def fits(source: str, target: str, near: bool) -> bool:
        sure = near and tree.adopted(source)
        kin = sure or is_kin(tree.text(source), tree.text(target), untold=near)
        return kin and tree.english(source)

    left = [path for path in paths if path not in further]
    for source, target in beside.by_readme(left, texts, fits):
        if tree.chinese(target):
            search.add_said(source, target)
            if search.matched.get(source, target) != target:
                search.further.add(target)


def lay_out(search: Search, layout: Layout) -> None:
    """The pairs of a layout, and what it offers: no file that makes a repository, as a rule.

    Such a file is offered where those beside it are translated.
    """
    for source, target in layout.pairs:
        search.add_said(source, target)
    folders = Counter(dirname(source) for source, _target in layout.pairs)
    for source, target in layout.offered:
        makes = HOUSEKEEPING.match(source.rpartition("/")[2])
        aside = not layout.base and naming.is_aside(source)
        if not aside and (not makes or folders[dirname(source)] >= _BESIDE):
            search.add_said(source, target)
    if layout.implied and any(search.matched.get(s) == t for s, t in layout.pairs):
        search.recognised.append(PairPattern(layout.source, layout.target))


def _may_be_alone(search: Search, layout: Layout) -> bool:
    """Whether a pair that is all there is of a layout tells more than a name that all folders have.

    A README beside the folders of languages may be about those, and theirs about all above.
    """
    source, target = layout.pairs[0]
    name = source.removeprefix(layout.base)
    known = naming.language(source) is Tongue.ENGLISH or search.tree.adopted(source)
    if known or naming.take_apart(name).stem not in layouts.SAME_EVERYWHERE or "/" in name:
        return True
    return is_kin(search.tree.text(source), search.tree.text(target), untold=True)
