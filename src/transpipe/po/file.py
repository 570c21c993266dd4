"""A catalogue as the text of a PO file, and back; what another tool did to it.

Written is what `msgcat --no-wrap` would write, so that gettext, Poedit and people's scripts leave
the file as it is; two things go beyond it. Flags that gettext does not know stay. And a file can
be told from its own beginning: cut off between two entries a PO file is still a PO file, so the
last entry is always the same obsolete one, which gettext keeps in its place (measured: msgcat,
msgmerge). Tools that drop obsolete entries drop it too: then `parse` refuses the file, and `read`
says so to whoever knows what the file held before (`restore`).
What no reader can tell: words changed into other words, in one entry, by a slip of the disk.

A text that is about to replace a catalogue is read back by another parser (polib's door). Whatever
polib reads otherwise than it was meant is not written. People's comments it is not shown: it reads
them otherwise than gettext does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Locale, State, Unit
from transpipe.po import marks
from transpipe.po.grammar import entries
from transpipe.po.header import (
    has_settled,
    is_ours,
    is_sealed,
    missing,
    own,
    read_cut,
    read_fields,
    read_layout,
    read_locale,
    written_fields,
)
from transpipe.po.likeness import alike
from transpipe.po.spelling import strings_of
from transpipe.po.units import (
    END,
    article_of,
    comments_of,
    is_end,
    unit_of,
)

_PAGE = 79
# What str.splitlines takes for a line end though gettext does not; polib gets others instead.
_ODD = "\x1c\x1d\x1e\x85\u2028\u2029"
_READ = ("#~ ", "#, ", "#| ")
_MSGID = ("msgid ", "#~ msgid ")
# msgctxt, msgid, msgstr; whether obsolete; flags; previous msgid, previous msgctxt.
Entry = tuple[object, ...]


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
    head, *rest = entries(text, path)
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
        read_cut(fields, head, path),
        fields,
        comments_of(head, path).people(),
    )
    tidy = all(end.obsolete for end in ends) and all(one.tidy for one in found)
    marked, contexts = any(one.marked for one in found), all(end.context for end in ends)
    return Read(text, catalogue, bool(ends), missing(fields), tidy, marked, contexts)


def lines(text: str, path: str = "") -> Mapping[tuple[str | None, str], int]:
    """Where in a PO file each entry stands: by msgctxt and msgid, the line of the latter, from 1.

    Raises CatalogueDamaged.
    """
    return {entry.key: entry.line for entry in entries(text, path)}


def says_the_same(found: Read, catalogue: Catalogue) -> bool:
    """Whether a file need not be written for a catalogue.

    How the text is wrapped, the header fields of other tools, and what we say of a unit's place
    are nobody's edit.
    """
    whole = found.whole and found.tidy and not has_settled(found.catalogue)
    return whole and alike(found.catalogue, catalogue)


def render(catalogue: Catalogue) -> str:
    """The canonical text of a catalogue: the same for the same catalogue, everywhere."""
    header = "".join(f"{name}: {value}\n" for name, value in written_fields(catalogue))
    blocks = [f"{_comment_lines(catalogue.comments)}{_fields('', None, header)}"]
    blocks += (_unit(unit) for unit in catalogue.units if unit.active)
    blocks += (_unit(unit) for unit in catalogue.units if not unit.active)
    context, source, target = END
    blocks.append(_marked("#~ ", _fields(source, context, target)))
    return "\n".join(blocks)


def _unit(unit: Unit) -> str:
    lines = [_comment_lines(marks.write_comments(unit))]
    lines += (f"#. {line}\n" if line else "#.\n" for line in unit.extracted)
    lines.append(_reference_lines(unit.references))
    flags = (*(("fuzzy",) if unit.state is State.FUZZY else ()), *unit.flags)
    if flags:
        lines.append(f"#, {', '.join(_ordered(flags))}\n")
    fields = _fields(unit.source, unit.context, unit.fitted().target)
    previous = _source(unit.previous, unit.previous_context)
    if unit.active:
        lines += (_marked("#| ", previous), fields)
    else:
        lines += (_marked("#~| ", previous), _marked("#~ ", fields))
    return "".join(lines)


def _fields(source: str, context: str | None, target: str) -> str:
    return f"{_source(source, context)}msgstr {strings_of(target)}"


def _source(source: str | None, context: str | None) -> str:
    context_line = "" if context is None else f"msgctxt {strings_of(context)}"
    return context_line if source is None else f"{context_line}msgid {strings_of(source)}"


def _marked(mark: str, lines: str) -> str:
    """Lines with a mark before each."""
    return "".join(f"{mark}{line}\n" for line in lines.split("\n")[:-1])


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


def prove(text: str, catalogue: Catalogue, path: str) -> str:
    """The text itself. Raises CatalogueDamaged where polib does not read the catalogue in it."""
    import polib

    lines = text.split("\n")
    shown = "\n".join(x for x in lines if not x.startswith("#") or x.startswith(_READ))
    stands = _stand_ins(shown)
    try:
        file = polib.pofile(shown.translate(stands), encoding="utf-8")
    except (OSError, ValueError) as fault:
        reason = _("polib cannot read it: {fault}").format(fault=fault)
        raise CatalogueDamaged(path, 1, reason) from None
    read = [
        (
            *(entry.msgctxt, entry.msgid, entry.msgstr, bool(entry.obsolete)),
            *(frozenset(entry.flags), entry.previous_msgid, entry.previous_msgctxt),
        )
        for entry in file
    ]
    meant = [*_meant(catalogue)]
    if stands or "\a" in shown or r"\a" in shown:
        meant = [_stood_in(entry, stands) for entry in meant]
    ours = own(written_fields(catalogue))
    if read != meant or any(file.metadata.get(name) != value for name, value in ours):
        starts = [n for n, line in enumerate(lines, 1) if line.startswith(_MSGID)]
        pairs = zip(starts[1:], read, meant, strict=False)
        line = next((line for line, a, b in pairs if a != b), starts[0])
        raise CatalogueDamaged(path, line, _("two parsers read it differently"))
    return text


def _meant(catalogue: Catalogue) -> Iterator[Entry]:
    """The entries of a catalogue as they stand in its file."""
    for unit in sorted(catalogue.units, key=lambda unit: not unit.active):
        yield _entry(unit)
    yield (*END, True, frozenset(), None, None)


def _entry(unit: Unit) -> Entry:
    flags = frozenset(("fuzzy", *unit.flags) if unit.state is State.FUZZY else unit.flags)
    # polib knows nothing of what an obsolete entry was before.
    before = (unit.previous, unit.previous_context) if unit.active else (None, None)
    return (unit.context, unit.source, unit.fitted().target, not unit.active, flags, *before)


def _stood_in(entry: Entry, stands: dict[int, str]) -> Entry:
    """An entry as polib can read it at best: it does not know the escape of a bell either."""
    return tuple(
        field.translate(stands).replace("\a", r"\a") if isinstance(field, str) else field
        for field in entry
    )


def _stand_ins(text: str) -> dict[int, str]:
    """For each odd character of a text a private one that the text does not hold."""
    odd = [character for character in _ODD if character in text]
    free = (chr(n) for n in range(0x100000, 0x10FFFE) if chr(n) not in text)
    return dict(zip(map(ord, odd), free, strict=False))
