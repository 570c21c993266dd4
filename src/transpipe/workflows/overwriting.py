"""Whether a Chinese file says what no catalogue holds: a build refuses to write over it."""

from __future__ import annotations

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.placement import bare, spoken
from transpipe.errors import WouldOverwrite
from transpipe.markdown import segments
from transpipe.model import Document, Edition, MergeBase
from transpipe.workflows.merge_base import find_merge_base
from transpipe.workflows.project import Project
from transpipe.workflows.put_back import put_back
from transpipe.workspace import remembered


def guard_own(project: Project, article: Edition) -> MergeBase:
    """What file and catalogue agreed on. Raises WouldOverwrite where the file says more by now."""
    base = find_merge_base(project, article)
    if base is None or not says_the_same(base.file, article.file):
        raise WouldOverwrite(article.pair.target, "transpipe sync", first_other(base, article))
    _guard_newer(project, article, base)
    return base


def _guard_newer(project: Project, article: Edition, base: MergeBase | None) -> None:
    """Raises WouldOverwrite where git has put a catalogue back and the file has newer words."""
    if base is not None and put_back(project, article, base, Edited({}, ())).again:
        raise WouldOverwrite(article.pair.target, "transpipe sync", 1)


def says_the_same(before: Document, now: Document) -> bool:
    """Whether two files differ in their line ends and blanks at most: that is nobody's words."""
    return before.text == now.text or spoken(before) == spoken(now)


def first_other(base: MergeBase | None, article: Edition) -> int:
    """The line of the first block that was not there when file and catalogue agreed."""
    known = set(spoken(base.file)) if base else set()
    rows = zip(spoken(article.file), article.file.blocks, strict=True)
    return next((block.lines[0] for said, block in rows if base and said not in known), 1)


def guard_source(project: Project, article: Edition) -> None:
    """Raises WouldOverwrite where the file has words that nobody wrote down elsewhere."""
    if is_as_left(project, article):
        _guard_newer(project, article, find_merge_base(project, article))
        return
    known = {bare(part) for u in article.catalogue.units for part in u.target.split("\n\n")}
    known |= {bare(block.text) for block in article.source.blocks}
    known |= {bare(u.previous) for u in article.catalogue.units if u.previous}
    for block in article.file.blocks:
        if block.segment and block.segment.translatable and bare(block.text) not in known:
            raise WouldOverwrite(article.pair.target, "transpipe sync", block.lines[0])


def is_as_left(project: Project, article: Edition) -> bool:
    """Whether a file is what the last sync or build of this clone left, blanks aside."""
    locale, text = article.locale, article.file.text
    stored = remembered.recalled(project.workspace, article.name, locale, text)
    if stored is None or stored.strange:
        return False
    before = segments.parse(stored.file, article.catalogue.lines, source=False)
    return says_the_same(before, article.file)
