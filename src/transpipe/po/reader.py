"""The text of a PO file as a catalogue, and what another tool did to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Locale
from transpipe.po import strict
from transpipe.po.comments import comments_of
from transpipe.po.header import (
    FORMAT,
    LAYOUT,
    LINES,
    is_ours,
    is_sealed,
    missing,
    own,
    read_fields,
    read_layout,
    read_lines,
    read_locale,
)
from transpipe.po.units import article_of, is_end, unit_of
from transpipe.po.writer import render


@dataclass(frozen=True, slots=True)
class Read:
    """A catalogue as a file holds it, and what another tool did to that file.

    `text` is what the file says. `ended` is false without the last entry, and `missing` names our
    header fields that are not there: what they said is unknown. `tidy` says that every tool reads
    flags and marks as we do, `marked` that there is a mark of ours, settled or not; `contexts` is
    false where a tool dropped each msgctxt.
    """

    text: str
    catalogue: Catalogue
    ended: bool = True
    missing: frozenset[str] = frozenset()
    tidy: bool = True
    marked: bool = True
    contexts: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing that we wrote into every catalogue is missing."""
        return self.ended and not self.missing

    @property
    def canonical(self) -> bool:
        """Whether the file is written as we write it."""
        return render(self.catalogue) == self.text

    def refuse(self, path: str) -> None:
        """Raises CatalogueDamaged for a file of ours that can't be as transpipe or a tool left it.

        A tool that drops obsolete entries cannot be told from a disk that was full, unless it
        changed our own fields too.
        """
        fields = self.catalogue.headers
        if self.missing and is_ours(fields):
            line = self.text.count("\n", 0, self.text.find("msgid")) + 1
            raise CatalogueDamaged(path, line, _("a field of the header is missing"))
        self.refuse_cut(path)

    def refuse_cut(self, path: str) -> None:
        """Raises CatalogueDamaged for a file that was cut off, as far as can be told from it."""
        if not self.ended and is_sealed(self.catalogue.headers):
            reason = _("cut off: the entry that ends every catalogue is missing")
            raise CatalogueDamaged(path, self.text.count("\n"), reason)


def parse(text: str, path: str = "", article: str = "", locale: Locale | None = None) -> Catalogue:
    """The catalogue that a PO file holds, nothing left out.

    Lines may be wrapped, CRLF and in any order of fields, as Poedit and msgmerge write them.
    Raises CatalogueDamaged with the line (from 1) of whatever could lose something.
    """
    found = read(text, path, article, locale)
    found.refuse(path)
    return found.catalogue


def read(text: str, path: str = "", article: str = "", locale: Locale | None = None) -> Read:
    """The same for whoever knows what the file held before: what is missing is said, not refused.

    Raises CatalogueDamaged for all else that could lose something.
    """
    head, *rest = strict.entries(text, path)
    fields = read_fields(head, path)
    ends = [entry for entry in rest if is_end(entry)]
    if ends:
        rest = [entry for entry in rest if not is_end(entry)]
    found = [unit_of(entry, path) for entry in rest]
    units = tuple(one.unit for one in found)
    catalogue = Catalogue(
        article or article_of(units),
        locale or read_locale(fields, head, path),
        (*(u for u in units if u.active), *(u for u in units if not u.active)),
        read_layout(fields, head, path),
        read_lines(fields, head, path),
        fields,
        comments_of(head, path).people(),
    )
    tidy = all(end.obsolete for end in ends) and all(one.tidy for one in found)
    marked, contexts = any(one.marked for one in found), all(end.context for end in ends)
    return Read(text, catalogue, bool(ends), missing(fields), tidy, marked, contexts)


def says_the_same(found: Read, catalogue: Catalogue) -> bool:
    """Whether a file need not be written for a catalogue.

    How the text is wrapped, and the header fields of other tools, are nobody's edit.
    """
    return found.whole and found.tidy and _nouns(found.catalogue) == _nouns(catalogue)


def _nouns(catalogue: Catalogue) -> Catalogue:
    units = [unit.fitted() for unit in catalogue.units]
    units.sort(key=lambda unit: not unit.active)
    fields = (FORMAT, LINES, LAYOUT)
    kept = tuple(sorted(field for field in own(catalogue.headers) if field[0] not in fields))
    return replace(catalogue, units=tuple(units), headers=kept)
