"""Names beside or below each other: `x.md` and `x.zh.md`, `README.md` and `docs/README_zh.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from posixpath import commonpath, dirname

import transpipe.pairs.naming as naming
from transpipe.pairs.layouts import HABIT, HALF, Layout, above
from transpipe.pairs.naming import CHINESE, Named, Tongue, take_apart, tongue_of


def offered_beside(
    pairs: Sequence[tuple[str, str]], paths: Sequence[str], english: Callable[[str], bool]
) -> Iterator[Layout]:
    """`x.md` beside `x.zh.md`: each habit of names, with what is not translated yet in its scope.

    `pairs` are those that names in one folder made; the scope is the folder that holds them all.
    """
    habits: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for source, target in pairs:
        ends = take_apart(source).ending, take_apart(target).ending
        if ends[1] and dirname(source) == dirname(target):
            habits.setdefault(ends, []).append((source, target))
    for (own, other), found in sorted(habits.items()):
        if len(found) > HABIT:
            scope = _scope(found)
            taken = {path for pair in found for path in pair}
            missing = [
                (path, _beside(path, own, other))
                for path in paths
                if path.startswith(scope) and path not in taken and _fits(take_apart(path), own)
            ]
            offers = len(found) >= HALF * (len(found) + len(missing))
            offered = [pair for pair in missing if offers and english(pair[0])]
            here, there = (f"{scope}**/{{name}}{end}.md" for end in (own, other))
            yield Layout(scope, here, there, tuple(found), tuple(offered), offers)


def _scope(pairs: Sequence[tuple[str, str]]) -> str:
    shared = commonpath([dirname(source) or "." for source, _target in pairs] or ["."])
    return "" if shared in (".", "") else f"{shared}/"


def _fits(named: Named, own: str) -> bool:
    plain = named.tongue is Tongue.PLAIN and not any(naming.cuts(named.path))
    return plain if not own else named.ending == own


def _beside(path: str, own: str, other: str) -> str:
    stem, dot, ending = path.rpartition(".")
    return f"{stem.removesuffix(own)}{other}{dot}{ending}"


def by_readme(
    paths: Sequence[str], texts: Sequence[str], fits: Callable[[str, str, bool], bool]
) -> Iterator[tuple[str, str]]:
    """(source, target) of Chinese versions that lie in another folder than what they translate.

    `docs/i18n/zh_cn.md`, `docs/README.zh-CN.md` of the README above; `x/translations/a.zh.md` of
    `x/a.md`. Of all `texts` the nearest that `fits` is the source, though it may have another
    target: then this is a further version. Simplified versions come first.
    """
    plain: dict[tuple[str, str], list[Named]] = {}
    for named in map(take_apart, texts):
        if named.tongue in (Tongue.PLAIN, Tongue.ENGLISH):
            plain.setdefault((named.folder, named.stem), []).append(named)
    for path in sorted(paths, key=lambda path: (naming.language(path), path)):
        for folder, stem, near in _places(path):
            there = sorted(plain.get((folder, stem), ()), key=lambda n: (-n.tongue, n.path))
            sources = (n.path for n in there if n.path != path and fits(n.path, path, near))
            source = next(sources, "")
            if source:
                yield source, path
                break


def _places(path: str) -> Iterator[tuple[str, str, bool]]:
    """(folder, stem, whether that alone tells) where the English of a Chinese file may be.

    Below the folder of a language a path is what it is below the source's.
    """
    named = take_apart(path)
    name = path.rpartition("/")[2].rpartition(".")[0]
    if tongue_of(name) in CHINESE:
        stem = "readme"  # a file that is called by a language alone
    elif named.tongue in CHINESE or naming.is_named_chinese(path):
        stem = named.stem
    else:
        return
    cuts = [(head, rest) for head, f, rest in naming.cuts(path) if tongue_of(f) in CHINESE]
    head, rest = cuts[-1] if cuts else (f"{named.folder}/" if named.folder else "", name)
    inside = dirname(rest)
    reach = 1 if cuts else 2
    for far, folder in enumerate(above(head)):
        yield f"{folder}{inside}".rstrip("/"), stem, stem == "readme" or far < reach
    if stem == "readme":
        yield from ((folder.rstrip("/"), stem, False) for folder in above(f"{named.folder}/"))
