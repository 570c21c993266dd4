"""Whether a Chinese file says what no catalogue holds: a build refuses to write over it."""

from __future__ import annotations

from transpipe.editions import cache
from transpipe.editions.merge_base import find_merge_base
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.put_back import put_back
from transpipe.errors import WouldOverwrite
from transpipe.markdown import inline
from transpipe.model import Document, Edition, Layout, MergeBase
from transpipe.repository import remembered
from transpipe.target_edits.edits import Edited
from transpipe.units.placement import bare, spoken


def guard(project: Project, edition: Edition, *, remade: bool = False) -> MergeBase:
    """What file and catalogue agree on. Raises WouldOverwrite where the file says more by now.

    One that is `remade` of its source need not be what this clone left: another one may have made
    it. Then every text in it must be known, to the catalogue or the source.
    """
    left = not remade or _is_unedited(project, edition)
    base = find_merge_base(project, edition) if left else None
    if base is not None and not base.ours and not remade and _is_of_source(edition):
        base = MergeBase(edition.file, edition.catalogue, find_words(edition))
    same = left if remade else base is not None and _says_the_same(base.file, edition.file)
    line = 0 if same else _first_unknown(edition) if remade else _first_other(base, edition)
    newer = base is not None and (
        _lost_layout(base, edition) or (same and _is_newer(project, edition, base))
    )
    if line or newer:  # git has put a catalogue back, and the file has newer words
        raise WouldOverwrite(edition.pair.target, "transpipe sync", line or 1)
    return base or MergeBase(edition.file, edition.catalogue, find_words(edition))


def has_newer_words(project: Project, edition: Edition) -> bool:
    """Whether git has put a catalogue back, and its file has newer words: `sync` takes them in."""
    base = find_merge_base(project, edition)
    return base is not None and _is_newer(project, edition, base)


def _is_newer(project: Project, edition: Edition, base: MergeBase) -> bool:
    return put_back(project, edition, base, Edited({}, ())).has_newer


def _lost_layout(base: MergeBase, edition: Edition) -> bool:
    """Whether a file was left here in its own layout, of which its catalogue knows no more."""
    now = edition.catalogue.layout
    return base.ours and base.catalogue.layout is Layout.OWN and now is Layout.PARENT


def _says_the_same(before: Document, now: Document) -> bool:
    """Whether two files differ in their line ends and blanks at most: that is nobody's words."""
    return before.text == now.text or (
        spoken(before) == spoken(now) and _addresses(before) == _addresses(now)
    )


def _addresses(document: Document) -> list[tuple[str, ...]]:
    return [inline.urls(segment.text) for _number, segment in document.segments()]


def _first_other(base: MergeBase | None, edition: Edition) -> int:
    """The line of the first block that was not there when file and catalogue agreed."""
    known = set(spoken(base.file)) if base else set()
    rows = zip(spoken(edition.file), edition.file.blocks, strict=True)
    return next((block.lines[0] for said, block in rows if base and said not in known), 1)


def _first_unknown(edition: Edition) -> int:
    """The line of the first text that stands neither in the catalogue nor in the source, else 0."""
    units = edition.catalogue.units
    known = {_leading(part) for unit in units for part in unit.target.split("\n\n")}
    known |= {_leading(block.text) for block in edition.source.blocks}
    known |= {_leading(unit.previous) for unit in units if unit.previous}
    for number, segment in edition.file.segments():
        if _leading(segment.text) not in known:
            return edition.file.blocks[number].lines[0]
    return 0


def _is_of_source(edition: Edition) -> bool:
    """Whether nobody has translated a word: the catalogue has none, and the file the source's."""
    return not any(unit.words for unit in edition.catalogue.units) and not _first_unknown(edition)


def _leading(text: str) -> tuple[str, tuple[str, ...]]:
    """What a text says, and where it leads: within the project a build has its own addresses."""
    return bare(text), tuple(url for url in inline.urls(text) if "://" in url)


def _is_unedited(project: Project, edition: Edition) -> bool:
    """Whether a file is what the last sync or build of this clone left, blanks aside."""
    text = edition.file.text
    stored = remembered.recalled(project.workspace, edition.name, edition.locale, text)
    if stored is None or stored.strange:
        return False
    if stored.file == text:
        return True
    before = cache.document(stored.file, edition.catalogue.cut, source=False)
    return _says_the_same(before, edition.file)
