"""Which catalogue is opened, and what stands beside it: the article's source, its Chinese file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from posixpath import dirname

from transpipe import po
from transpipe.editions import cache
from transpipe.editions.merge_marks import clashes, unfinished
from transpipe.errors import (
    BadArgument,
    FileFault,
    NotAFile,
    Refused,
    TranspipeError,
    UnfinishedMerge,
)
from transpipe.links.anchors import anchors, worded
from transpipe.links.pins import as_pinned, pins
from transpipe.markdown.references import Defined
from transpipe.model import (
    Article,
    Catalogue,
    Catalogued,
    Cut,
    Document,
    Edition,
    Fresh,
    Kind,
    Layout,
    Locale,
    Naming,
    Orphan,
    Pair,
    Placement,
    Sourceless,
    Unit,
    UnitId,
    Unread,
)
from transpipe.pairs.index import resolve, rows
from transpipe.po.header import LAYOUT, LINES
from transpipe.repository import Workspace
from transpipe.target_edits.stripped import Around, Restored
from transpipe.units.build import unit_of
from transpipe.units.placement import place, signature, spoken
from transpipe.units.places import places

Reader = Callable[[Cut | None], Document | None]


@dataclass(frozen=True)
class Opening:
    """Which catalogue is opened, and how to get at what stands beside it when that is asked for.

    `source` cuts the article's source, `file` the Chinese file in the locale, which is `target`;
    None for none.
    """

    article: str
    locale: Locale
    target: str
    source: Reader
    file: Reader

    @property
    def path(self) -> str:
        """Where the catalogue stands."""
        return Workspace.catalogue_path(self.article, self.locale)


def opening_of(
    pair: Pair, locale: Locale, usual: Cut, text_of: Callable[[str], str | None]
) -> Opening:
    """The catalogue of a pair in a locale, in which the pair's target stands.

    `usual` is the cut where a catalogue says none.
    """

    def document(path: str | None, cut: Cut | None, *, source: bool) -> Document | None:
        return document_in(text_of(path), cut or usual, source=source) if path else None

    of = partial(document, pair.source, source=True), partial(document, pair.target, source=False)
    return Opening(pair.article, locale, pair.target, *of)


def document_in(text: str | None, cut: Cut, *, source: bool) -> Document | None:
    """The text of a file, cut into blocks; None where there is none, or nothing in it."""
    said = text is not None and text.strip("\ufeff \t\r\n")
    return cache.document(text, cut, source=source) if text is not None and said else None


def source_of(found: po.Read, opening: Opening) -> Document | None:
    """The source, cut as the catalogue says; None where there is none that can be read."""
    with suppress(TranspipeError):  # said elsewhere
        return opening.source(None if LINES in found.missing else found.catalogue.cut)
    return None


def around_of(found: po.Read, opening: Opening) -> Around:
    """The texts of the source, and a way to ask what the Chinese file says."""
    source = source_of(found, opening)
    texts = frozenset(p.text for p in places(source)) if source is not None else None
    return Around(texts, partial(_says, opening, found.catalogue))


def _says(opening: Opening, catalogue: Catalogue, unit: Unit) -> bool:
    """Whether the Chinese file says the words of a unit."""
    file = opening.file(catalogue.cut)
    return file is not None and place(replace(catalogue, units=(unit,)), file).agrees


def seen(restored: Restored, found: po.Read, opening: Opening) -> Restored:
    """The catalogue with the layout that is seen from the files, where nothing says which it is."""
    catalogue = restored.catalogue
    source = opening.source(None if LINES in found.missing else catalogue.cut)
    if LINES in found.missing and source is not None:
        catalogue = replace(catalogue, cut=source.cut)
    if LAYOUT in found.missing:
        file = opening.file(catalogue.cut)
        same = file is None or (source is not None and _is_source(catalogue, source, file))
        catalogue = replace(catalogue, layout=Layout.PARENT if same else Layout.OWN)
    return replace(restored, catalogue=catalogue, decided=True)


def _is_source(catalogue: Catalogue, source: Document, file: Document) -> bool:
    """Whether a file has the blocks of its source, each with the words of its unit."""
    units = unit_of(source, catalogue)
    wanted = [
        (kind, (units[number].id,) if number in units else text)
        for number, (kind, text) in enumerate(spoken(source))
    ]
    return wanted == signature(file, place(catalogue, file))


# So many placements are held: of the articles that a command has just looked at.
_HELD = 8


def classify(
    pair: Pair, source: Document | None, file: Document | None, catalogue: Catalogue | None
) -> Article:
    """The article that these texts make; None for one that is not there, or says nothing."""
    if catalogue is not None:
        said = file or Document.blank(source.cut if source else catalogue.cut)
        return Edition(pair, said, catalogue, source) if source else Orphan(pair, said, catalogue)
    if source is None:
        return Sourceless(pair, file or Document.blank())
    return Unread(pair, source, file) if file else Fresh(pair, source)


@lru_cache(maxsize=_HELD)
def find_words(article: Catalogued) -> Placement:
    """Where the catalogue's words stand in the file now."""
    return place(article.catalogue, article.file)


def defined_labels(article: Catalogued) -> Collection[str]:
    """The labels of links that are defined for the words of a catalogue.

    A file in the layout of its parent has the source's, whatever it says now.
    """
    if isinstance(article, Edition) and article.catalogue.layout is Layout.PARENT:
        return Defined.of(article.source).links
    return Defined.of(article.file).links


def heading_anchors(article: Article, naming: Naming) -> dict[str, str]:
    """The anchor of each source heading in the Chinese file, as it is or will be built."""
    if not isinstance(article, Edition):
        return {}
    source, units = article.source, unit_of(article.source, article.catalogue)
    if article.catalogue.layout is Layout.PARENT:
        built = worded(source, {number: unit.words for number, unit in units.items()})
        built = as_pinned(built, pins(source, built, article.file, naming))
        return anchors(source, built, {n: n for n in range(len(source.blocks))}, naming)
    places = heading_places(source, units, find_words(article))
    return anchors(source, article.file, places, naming)


def heading_places(
    source: Document, units: Mapping[int, Unit], placement: Placement
) -> dict[int, int]:
    """Which block of the file each heading of the source is; several that share words in order."""
    places, sharing = placement.places(), dict[UnitId, list[int]]()
    for number, block in enumerate(source.blocks):
        if block.kind is Kind.HEADING and number in units:
            sharing.setdefault(units[number].id, []).append(number)
    found: dict[int, int] = {}
    for key, numbers in sharing.items():
        there = places.get(key, [])
        if len(there) == len(numbers):
            found |= zip(numbers, there, strict=True)
        elif there:
            found |= dict.fromkeys(numbers, there[0])
    return found


def read(workspace: Workspace, path: str, unmerged: Callable[[], Collection[str]]) -> str | None:
    """The text of a file, None where there is none; `unmerged` are the paths that git calls so.

    Raises NotText, UnfinishedMerge, NotAFile, FileFault, or BadArgument where it leads out.
    """
    if not workspace.exists(path):
        if workspace.is_taken(path):
            raise NotAFile(path)
        return None
    text = workspace.read_text(path)
    line = unfinished(text, None if path.endswith(".po") else lambda: path in unmerged())
    if line:
        raise UnfinishedMerge(path, line)
    return text


def is_found(workspace: Workspace, path: str) -> bool:
    """Whether there is a file; one that cannot be looked for is none."""
    with suppress(FileFault):
        return workspace.exists(path)
    return False


def faults(
    reads: Iterable[Callable[[], object]], rebuilt: Collection[str] = ()
) -> Iterator[TranspipeError]:
    """What is wrong with each file that cannot be read; some a catalogue can rebuild."""
    for one in reads:
        try:
            one()
        except UnfinishedMerge as fault:
            yield UnfinishedMerge(fault.path, fault.line, fault.path in rebuilt)
        except (Refused, FileFault, BadArgument) as fault:
            yield fault


def disputed(workspace: Workspace, indexes: Iterable[str]) -> dict[str, UnfinishedMerge]:
    """The paths that rows of an index name within an unfinished merge."""
    found: dict[str, UnfinishedMerge] = {}
    for index in indexes:
        text = workspace.read_text(index) if workspace.exists(index) else ""
        for start, end in clashes(text):
            first, last = (text.count("\n", 0, place) + 1 for place in (start, end))
            links = (link for row in rows(text) for link in row.links if first < link.line < last)
            for link in links:
                for path in resolve(link.target, dirname(index)) or ():
                    found.setdefault(path, UnfinishedMerge(index, first))
    return found
