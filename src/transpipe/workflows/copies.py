"""Chinese files, or parts of them, that are copies of others and nobody's edit."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.placement import bare
from transpipe.convert.variants import convert_prose
from transpipe.errors import TranspipeError
from transpipe.model import Catalogue, Edition, Owner, Unit, UnitId
from transpipe.ports import Converter
from transpipe.text.han import is_han
from transpipe.workflows.project import Project


def unconverted(
    parent: Catalogue | None, child: Catalogue, edits: Edited, converter: Converter
) -> frozenset[UnitId]:
    """The units of a derived locale for which its file says what the authored catalogue does.

    Only in characters that the locale does not have was that copied. Else it is somebody's choice:
    文件 is 檔案 by conversion, and a document for who writes 文件 there. But not where
    the whole file was copied.
    """
    here, own = parent.find() if parent else {}, child.find()
    said = ((key, edits.words[key]) for key in here.keys() & edits.words.keys())
    copied = {key: words for key, words in said if bare(here[key].target) == bare(words) != ""}
    signs = {key: list(dict.fromkeys(filter(is_han, words))) for key, words in copied.items()}
    odd = frozenset(
        key for key, used in signs.items() if list(converter.convert(used, child.locale)) != used
    )
    # No unit is left that says what conversion has made of it.
    others = {k for k, u in here.items() if u.words and k in own and own[k].words != u.words}
    return frozenset(copied) if odd and others <= edits.words.keys() else odd


def as_converted(
    parent: Catalogue | None, child: Catalogue, edits: Edited, converter: Converter
) -> frozenset[UnitId]:
    """The derived units for which a file says what conversion makes of the parent's words now.

    It may have been made of these before: nobody has chosen other words.
    """
    here = parent.find() if parent else {}
    derived = {unit.id for unit in child.units if unit.owner is Owner.DERIVED}
    keys = [key for key in edits.words if key in here and key in derived]
    made = convert_prose([here[key].target for key in keys], converter, child.locale)
    rows = zip(keys, made, strict=True)
    return frozenset(key for key, text in rows if bare(text) == bare(edits.words[key]) != "")


def still_derived(then: Catalogue, before: Catalogue, keys: Collection[UnitId]) -> Catalogue:
    """What file and catalogue say, where of these units the file has a copy: nobody's override."""
    made = {unit.id: unit.origin for unit in before.units if unit.id in keys and unit.origin}

    def said(unit: Unit) -> Unit:
        origin = made.get(unit.id) if unit.target else None
        return unit.marked(origin) if origin else unit

    return replace(then, units=tuple(map(said, then.units)))


def is_copy(project: Project, article: Edition) -> bool:
    """Whether a Chinese file says word for word what another article's does, or any source.

    Of two articles with one source both may say the same.
    """
    size, mine = project.files.get(article.pair.target), article.source
    for pair, path in project.sizes.get(size, ()) if size is not None else ():
        twin = _reads(project, pair.source) == mine.text
        other = pair.target != article.pair.target and not twin
        if other and _reads(project, path) == article.file.text:
            return True
    return False


def _reads(project: Project, path: str | None) -> str | None:
    """What a file says, None where it cannot be read."""
    with suppress(TranspipeError):
        return project.workspace.read_text(path) if path else None
    return None
