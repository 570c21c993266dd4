"""Catalogue ⇄ text of a PO file (polib is opened here).

Written is what `msgcat --no-wrap` would write, so that gettext, Poedit and people's scripts leave
the file as it is; two things go beyond it. Flags that gettext does not know stay. And a file can
be told from its own beginning: cut off between two entries a PO file is still a PO file, so the
last entry is always the same obsolete one, which gettext keeps in its place (measured: msgcat,
msgmerge). Tools that drop obsolete entries drop it too: then `parse` refuses the file, and `read`
says so to whoever knows what the file held before (`restore`).
What no reader can tell: words changed into other words, in one entry, by a slip of the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _

import polib

from transpipe.catalogue import marks, strict
from transpipe.catalogue.entries import END, article_of, comments_of, heard, is_end
from transpipe.catalogue.header import (
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
    written_fields,
)
from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Locale, State, Unit

# What str.splitlines takes for a line end though gettext does not, and what polib leaves raw.
_ODD = "\a\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_ESCAPED = {"\a": r"\a", "\v": r"\v", "\f": r"\f", "\r": r"\r"}
_EXOTIC = re.compile(r"\\[a0-9x]")
_PAGE = 79


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
    found = strict.entries(text, path)
    _agree_with_polib(text, found, path)
    head, *rest = found
    fields = read_fields(head, path)
    ends = [entry for entry in rest if is_end(entry)]
    said = [heard(entry, path) for entry in rest if not is_end(entry)]
    units = tuple(one.unit for one in said)
    catalogue = Catalogue(
        article or article_of(units),
        locale or read_locale(fields, head, path),
        (*(u for u in units if u.active), *(u for u in units if not u.active)),
        read_layout(fields, head, path),
        read_lines(fields, head, path),
        fields,
        comments_of(head),
    )
    tidy = all(end.obsolete for end in ends) and all(one.tidy for one in said)
    marked, contexts = any(one.marked for one in said), all(end.context for end in ends)
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


def render(catalogue: Catalogue) -> str:
    """The canonical text of a catalogue: the same for the same catalogue, everywhere."""
    fields = written_fields(catalogue)
    header = "".join(f"{name}: {value}\n" for name, value in fields)
    blocks = [_comment_lines(catalogue.comments) + _entry(polib.POEntry(msgid="", msgstr=header))]
    blocks += (_render_unit(unit) for unit in catalogue.units if unit.active)
    blocks += (_render_unit(unit) for unit in catalogue.units if not unit.active)
    context, source, target = END
    blocks.append(
        _entry(polib.POEntry(msgctxt=context, msgid=source, msgstr=target, obsolete=True))
    )
    return "\n".join(blocks)


# ── Reading ─────────────────────────────────────────────────────────────────────────────────


def _agree_with_polib(text: str, found: list[strict.Entry], path: str) -> None:
    """A second reading by another parser: what it sees otherwise is not safe to rewrite."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    kept = (line for line in lines if not line.startswith("#") or line.startswith("#~ "))
    fields = "\n".join(kept)
    stands = _stand_ins(fields)
    back = {stand: odd for odd, stand in stands.items()}
    try:
        file = polib.pofile(_translated(fields, stands), encoding="utf-8")
    except (OSError, ValueError) as fault:
        reason = _("polib cannot read it: {fault}").format(fault=fault)
        raise CatalogueDamaged(path, 1, reason) from None
    mine = [(entry.context, entry.source, entry.target) for entry in found[1:]]
    theirs = [
        tuple(text and _translated(text, back) for text in (e.msgctxt, e.msgid, e.msgstr))
        for e in file
    ]
    if len(mine) != len(theirs) or (not _EXOTIC.search(text) and mine != theirs):
        pairs = zip(found[1:], mine, theirs, strict=False)
        line = next((entry.line for entry, a, b in pairs if a != b), found[-1].line)
        raise CatalogueDamaged(path, line, _("two parsers read it differently"))


# ── Writing ─────────────────────────────────────────────────────────────────────────────────


def _render_unit(unit: Unit) -> str:
    comments = _comment_lines(marks.write_comments(unit))
    comments += "".join(f"#. {line}\n" if line else "#.\n" for line in unit.extracted)
    comments += _reference_lines(unit.references)
    flags = (*(("fuzzy",) if unit.state is State.FUZZY else ()), *unit.flags)
    entry = polib.POEntry(
        msgctxt=unit.context,
        msgid=unit.source,
        msgstr=unit.fitted().target,
        previous_msgctxt=unit.previous_context,
        previous_msgid=unit.previous,
        obsolete=not unit.active,
    )
    return comments + (f"#, {', '.join(_ordered(flags))}\n" if flags else "") + _entry(entry)


def _reference_lines(names: Iterable[str]) -> str:
    """References as gettext wraps them even unwrapped: at 79 *bytes* (its write-po.c)."""
    lines, width = "", 0
    for name in map(marks.quoted, names):
        size = len(name.encode()) + 1
        new = not lines or width + size > _PAGE
        lines += f"\n#: {name}" if lines and new else f"#: {name}" if new else f" {name}"
        width = (2 if new else width) + size
    return lines + "\n" if lines else ""


def _ordered(flags: tuple[str, ...]) -> list[str]:
    """Flags in the order of gettext: fuzzy, formats, ranges, wrapping; others before the last."""
    ranks = {"fuzzy": 0, "wrap": 4, "no-wrap": 4}

    def rank(flag: str) -> int:
        default = 1 if flag.endswith("-format") else 2 if flag.startswith("range:") else 3
        return ranks.get(flag, default)

    return sorted(dict.fromkeys(flags), key=rank)


def _comment_lines(lines: Iterable[str]) -> str:
    split = (line for text in lines for line in text.split("\n"))
    return "".join(f"# {line}\n" if line else "#\n" for line in split)


def _entry(entry: polib.POEntry) -> str:
    """An entry's fields as polib writes them unwrapped, odd characters kept from it meanwhile."""
    names = ("msgctxt", "msgid", "msgstr", "previous_msgctxt", "previous_msgid")
    texts = {name: getattr(entry, name) for name in names}
    stands = _stand_ins("".join(text for text in texts.values() if text))
    for name, text in texts.items():
        setattr(entry, name, text and _translated(text, stands))
    written = str(entry.__unicode__(wrapwidth=0))
    return _translated(written, {stand: _ESCAPED.get(odd, odd) for odd, stand in stands.items()})


def _translated(text: str, table: Mapping[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def _stand_ins(text: str) -> dict[str, str]:
    """For each odd character of a text a private one that the text does not hold."""
    odd = [character for character in _ODD if character in text]
    free = (chr(n) for n in range(0x100000, 0x10FFFE) if chr(n) not in text)
    return dict(zip(odd, free, strict=False))
