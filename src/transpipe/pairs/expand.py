"""The pairs that a pattern of the settings makes of the files there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext as _

from transpipe.model import PairPattern
from transpipe.pairs.derived import DerivedNames
from transpipe.pairs.naming import CHINESE, Tongue, cuts, take_apart, tongue_of
from transpipe.pairs.patterns import LOCALE, SUFFIXES, Pattern, is_pattern, problem
from transpipe.pairs.tree import Tree

_USUAL = {Tongue.ENGLISH: "en", Tongue.SIMPLIFIED: "zh-CN"}


def expand(tree: Tree, pair: PairPattern) -> Iterator[tuple[str, str]]:
    """(source, target) of each file that the pattern of a source fits, in order.

    A target need not be there. What lies in a folder of another language, or is named for one,
    is no source unless the pattern says so; nor is what is itself a target.
    """
    source = localised(tree, Pattern(pair.source), (Tongue.ENGLISH,))
    target = localised(tree, Pattern(pair.target), CHINESE)
    for path in tree.texts if pair.mount is None else tree.texts_in(pair.mount):
        values = source.match(path)
        if values is None or (pair.mount is None and target.match(path) is not None):
            continue
        there = _there(tree, target.fill(values))
        # A folder that is named for a language on both sides says nothing of theirs.
        if not _is_foreign(path, source) or (tree.english(path) and tree.chinese(there)):
            yield path, there


def joined(tree: Tree, pairs: Sequence[PairPattern]) -> tuple[PairPattern, ...]:
    """Patterns of versions as one: those that differ in one name, the same on both sides.

    Where the one would fit what none of them does, they stay as they are.
    """
    found: dict[tuple[str, str], list[PairPattern]] = {}
    for pair in pairs:
        shared = set(pair.source.split("/")) & set(pair.target.split("/")) - {"**"}
        for name in sorted(shared):
            sides = _with_version(pair.source, name), _with_version(pair.target, name)
            found.setdefault(sides, []).append(pair)
    made: dict[PairPattern, PairPattern] = {}
    for (source, target), group in found.items():
        whole = PairPattern(source, target)
        if len(group) > 1 and not made.keys() & set(group):
            single = {both for pair in group for both in expand(tree, pair)}
            if set(expand(tree, whole)) == single:
                made |= dict.fromkeys(group, whole)
    return tuple(dict.fromkeys(made.get(pair, pair) for pair in pairs))


def _with_version(text: str, name: str) -> str:
    return "/".join("{version}" if part == name else part for part in text.split("/"))


def faults(tree: Tree) -> Iterator[tuple[int, str, str]]:
    """What is wrong with the patterns of the settings: (number of the pair, key, words)."""
    made: list[tuple[PairPattern, list[tuple[str, str]]]] = []
    for pair in tree.places.pairs:
        if not (is_pattern(pair.source) or is_pattern(pair.target)):
            made.append((pair, [(pair.source, pair.target)]))
            continue
        for locale, text in (("target", pair.target), *pair.derived):
            wrong = problem(pair.source, text)
            if wrong:
                yield pair.number, str(locale), wrong
                return
        made.append((pair, [*expand(tree, pair)]))
        if not made[-1][1]:
            said = _("{pattern} fits no file").format(pattern=pair.source)
            yield pair.number, "source", said
    yield from _taken_twice(tree, made)


def _taken_twice(
    tree: Tree, made: Sequence[tuple[PairPattern, Sequence[tuple[str, str]]]]
) -> Iterator[tuple[int, str, str]]:
    """The files that would be made of two sources, or of one in two locales, or are sources."""
    known: dict[str, tuple[str, str]] = {}
    sources = {source for _pair, both in made for source, _target in both}
    names = DerivedNames(tree.files, tree.places)
    for pair, both in made:
        for key, source, path in _written(names, pair, both):
            other, at = known.setdefault(path, (source, key))
            if path in sources:
                said = _("{path} is the source of another pair")
            elif other != source:
                said = _("{target} would be the translation of {source} and of {other}")
            elif at != key:
                said = _("{path} stands in two places")
            else:
                continue
            yield pair.number, key, said.format(path=path, target=path, source=source, other=other)


def _written(
    names: DerivedNames, pair: PairPattern, both: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """(key, source, path) of each file that a pair of the settings is for."""
    for source, target in both:
        yield "target", source, target
        for locale, _pattern in pair.derived:
            yield str(locale), source, names.path(target, locale)


def in_other_locales(tree: Tree) -> Iterator[str]:
    """What a pattern with `{locale}` fits in another language, or in the other script."""
    for pair in tree.places.pairs:
        target = Pattern(pair.target)
        if LOCALE in target.variables:
            own = localised(tree, target, CHINESE)
            fits = (path for path in tree.texts if target.match(path) is not None)
            yield from (path for path in fits if own.match(path) is None)


def localised(tree: Tree, pattern: Pattern, tongues: tuple[Tongue, ...]) -> Pattern:
    """A pattern with `{locale}` as the files there write it: the first tongue, the most files."""
    if LOCALE not in pattern.variables:
        return pattern
    counts: dict[str, int] = {}
    for path in tree.files:
        tag = (pattern.match(path) or {}).get(LOCALE, "")
        if tongue_of(tag) in tongues:
            counts[tag] = counts.get(tag, 0) + 1

    def rank(tag: str) -> tuple[int, int, str]:
        return tongue_of(tag), -counts[tag], tag

    return pattern.holding(min(counts, key=rank, default=_USUAL[tongues[0]]))


def _is_foreign(path: str, source: Pattern) -> bool:
    """Whether the part of a path that is not the pattern's own names another language."""
    folders = (tongue_of(folder) for _head, folder, _rest in cuts(path.removeprefix(source.folder)))
    if any(tongue is not Tongue.ENGLISH for tongue in folders):
        return True
    ends = source.text.rpartition("}")[2].rpartition("*")[2].rpartition(".")[0]
    return not ends and take_apart(path).tongue not in (Tongue.PLAIN, Tongue.ENGLISH)


def _there(tree: Tree, wanted: str) -> str:
    """The file of that name, in whatever normal form and with whichever ending; else the name."""
    stem = wanted.rpartition(".")[0]
    names = (wanted, *(f"{stem}{ending}" for ending in SUFFIXES))
    return next(filter(None, map(partial(Tree.find, tree), names)), wanted)
