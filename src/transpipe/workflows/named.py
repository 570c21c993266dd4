"""What a name means that somebody types: an article, a line of one of its files, or a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.editions import staleness
from transpipe.editions.project import Project
from transpipe.errors import ArticleNotFound, BadArgument
from transpipe.model import (
    Catalogued,
    Document,
    Locale,
    Pair,
    Sourceless,
    Spot,
    Unread,
)
from transpipe.source_edits.opaque_pieces import definitions

# As findings and lists have it: the column is nobody's business, nor is the colon behind it.
_PLACE = re.compile(r"(?P<file>.+?):(?P<line>[0-9]{1,9})(?::[0-9]+)?:?")
_KEY = re.compile(r"[0-9a-f]{6,12}")
_SHOWN = 3  # places that are named where several are meant


@dataclass(frozen=True, slots=True)
class Named:
    """What a name means: an article in all of `locales`, or one `spot` of it."""

    pair: Pair
    locales: tuple[Locale, ...] = ()
    spot: Spot | None = None


def named(project: Project, name: str) -> Iterator[Named]:
    """What a name means. Raises ArticleNotFound, BadArgument."""
    wanted = name.removeprefix("./")
    try:
        yield _article(project, wanted)
        return
    except ArticleNotFound as fault:
        unknown = fault
    place = _PLACE.fullmatch(wanted)
    if place is not None:
        file, line = place["file"], int(place["line"])
        yield _spot(project, _article(project, file), Spot(f"{file}:{line}", line=line), file)
    elif _KEY.fullmatch(wanted):
        yield _of_key(project, wanted)
    else:
        raise unknown


def _article(project: Project, name: str) -> Named:
    """An article in all its locales; or in a derived one, by the path of its file there."""
    for pair in project.pairs.pairs:
        for locale in project.config.derived:
            if _is(name, project.derived_path(pair.target, locale)):
                return Named(pair, (locale,))
    (pair,) = project.named(name)
    return Named(pair, tuple(Locale))


def _is(name: str, path: str) -> bool:
    """Whether a name is a path, perhaps shortened by `…`."""
    begin, cut, end = name.partition("…")
    if not cut:
        return name == path
    return path.startswith(begin) and path[len(begin) :].endswith(end)


def _spot(project: Project, of: Named, spot: Spot, name: str) -> Named:
    """A line of one of the files of an article."""
    article = project.article(of.pair)
    if len(of.locales) == 1 and isinstance(article, Catalogued):
        (locale,) = of.locales
        child = project.derived(article, locale)
        file = child.file if child is not None else None
        return _checked(of.pair, file, replace(spot, locale=locale))
    found = list(_sides(of.pair, name))
    if len(found) > 1:
        said = _("{name}: of {source} or of {target}? Name the file by its path")
        paths = {"source": of.pair.source, "target": of.pair.target}
        raise BadArgument(said.format(name=spot.name, **paths))
    if found == [of.pair.target] and isinstance(article, Unread | Catalogued | Sourceless):
        return _checked(of.pair, article.file, replace(spot, locale=of.pair.authored))
    source = getattr(article, "source", None)
    return _checked(of.pair, source if isinstance(source, Document) else None, spot)


def _sides(pair: Pair, name: str) -> Iterator[str]:
    """The files of a pair that have a name; a whole path is that of one alone."""
    paths = [path for path in (pair.source, pair.target) if path]
    if name in paths:
        yield name
        return
    for path in paths:
        last = path.rpartition("/")[2]
        if name in (last, last.removesuffix(".md")) or _is(name, path):
            yield path


def _checked(pair: Pair, document: Document | None, spot: Spot) -> Named:
    """A place where something stands. Raises BadArgument."""
    lines = sorted(_taken(document)) if document is not None else []
    if spot.line not in lines:
        near = min(lines, key=lambda line: abs(line - spot.line), default=0)
        file = spot.name.rpartition(":")[0]
        raise _nothing(spot.name, f"{file}:{near}" if near else "")
    return Named(pair, spot=spot)


def _nothing(name: str, nearest: str = "") -> BadArgument:
    hint = _(" (did you mean {nearest}?)").format(nearest=nearest) if nearest else ""
    return BadArgument(_("{path}: nothing stands there{hint}").format(path=name, hint=hint))


def _taken(document: Document) -> Iterator[int]:
    """The lines on which anything stands."""
    for block in document.blocks:
        yield from range(block.lines[0], block.lines[1] + 1)
    for piece in definitions(document):
        yield from range(piece.line, piece.line + len(piece.lines))


def _of_key(project: Project, key: str) -> Named:
    """The unit whose key begins so, in any article. Raises BadArgument."""
    found: dict[tuple[Pair, str], str] = {}
    for pair in project.authored():
        article = project.article(pair)
        if not isinstance(article, Catalogued):
            continue
        catalogue = staleness.current(project, pair, article.catalogue)
        for unit in catalogue.active():
            if unit.key.startswith(key):
                found[pair, unit.key] = f"{pair.article} {unit.key}"
    if not found:
        raise _nothing(key)
    if len(found) > 1:
        said = _("{name}: several units have such a key ({units}); name one by its line")
        units = ", ".join([*found.values()][:_SHOWN])
        raise BadArgument(said.format(name=key, units=units))
    ((pair, whole),) = found
    return Named(pair, spot=Spot(key, key=whole))
