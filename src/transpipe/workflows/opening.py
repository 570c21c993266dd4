"""Which catalogue is opened, and what stands beside it: the article's source, its Chinese file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from transpipe import po
from transpipe.catalogue.build import unit_of
from transpipe.catalogue.contexts import places
from transpipe.catalogue.placement import place, signature, spoken
from transpipe.catalogue.restored import Around, Restored
from transpipe.errors import TranspipeError
from transpipe.model import Catalogue, Document, Layout, Lines, Locale, Unit
from transpipe.po.header import LAYOUT, LINES
from transpipe.workspace import Workspace

Cut = Callable[[Lines | None], Document | None]


@dataclass(frozen=True)
class Opening:
    """Which catalogue is opened, and how to get at what stands beside it when that is asked for.

    `source` cuts the article's source, `file` the Chinese file in the locale, which is `target`;
    None for none.
    """

    article: str
    locale: Locale
    target: str
    source: Cut
    file: Cut

    @property
    def path(self) -> str:
        """Where the catalogue stands."""
        return Workspace.catalogue_path(self.article, self.locale)


def source_of(found: po.Read, opening: Opening) -> Document | None:
    """The source, cut as the catalogue says; None where there is none that can be read."""
    with suppress(TranspipeError):  # said elsewhere
        return opening.source(None if LINES in found.missing else found.catalogue.lines)
    return None


def around_of(found: po.Read, opening: Opening) -> Around:
    """The texts of the source, and a way to ask what the Chinese file says."""
    source = source_of(found, opening)
    texts = frozenset(p.text for p in places(source)) if source is not None else None
    return Around(texts, partial(_says, opening, found.catalogue))


def _says(opening: Opening, catalogue: Catalogue, unit: Unit) -> bool:
    """Whether the Chinese file says the words of a unit."""
    file = opening.file(catalogue.lines)
    return file is not None and place(replace(catalogue, units=(unit,)), file).agrees


def seen(restored: Restored, found: po.Read, opening: Opening) -> Restored:
    """The catalogue with the layout that is seen from the files, where nothing says which it is."""
    catalogue = restored.catalogue
    source = opening.source(None if LINES in found.missing else catalogue.lines)
    if LINES in found.missing and source is not None:
        catalogue = replace(catalogue, lines=source.lines)
    if LAYOUT in found.missing:
        file = opening.file(catalogue.lines)
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
