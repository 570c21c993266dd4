"""Catalogue ⇄ text of a PO file (polib is opened here).

Written is what `msgcat --no-wrap` would write, so that gettext, Poedit and people's scripts leave
the file as it is; two things go beyond it. Flags that gettext does not know stay. And a file can
be told from its own beginning: cut off between two entries a PO file is still a PO file, so the
last entry is always the same obsolete one, which gettext keeps in its place (measured: msgcat,
msgmerge). The header's seal, a hash of its fields, says whether another tool wrote the header
since; only then may that last entry be missing (Poedit drops all obsolete ones when asked to).
What no reader can tell: words changed into other words, in one entry, by a slip of the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from gettext import gettext as _

import polib

from transpipe.catalogue import marks, strict
from transpipe.catalogue.header import (
    is_sealed,
    read_fields,
    read_layout,
    read_lines,
    read_locale,
    written_fields,
)
from transpipe.errors import CatalogueDamaged
from transpipe.model import Catalogue, Locale, State, Unit

END = ("transpipe", "(end of the catalogue)", "(end)")
# What str.splitlines takes for a line end though gettext does not, and what polib leaves raw.
_ODD = "\a\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_ESCAPED = {"\a": r"\a", "\v": r"\v", "\f": r"\f", "\r": r"\r"}
_EXOTIC = re.compile(r"\\[a0-9x]")
_PAGE = 79
_LINE_NUMBER = re.compile(r":\d+$")
_ISOLATED = re.compile("\u2068([^\u2069]*)\u2069")


def parse(text: str, path: str = "", article: str = "", locale: Locale | None = None) -> Catalogue:
    """The catalogue that a PO file holds, nothing left out.

    Lines may be wrapped, CRLF and in any order of fields, as Poedit and msgmerge write them.
    Raises CatalogueDamaged with the line (from 1) of whatever could lose something.
    """
    found = strict.entries(text, path)
    _agree_with_polib(text, found, path)
    head, *rest = found
    fields = read_fields(head, path)
    if is_sealed(fields) and not any(map(_is_end, rest)):
        reason = _("cut off: the entry that ends every catalogue is missing")
        raise CatalogueDamaged(path, text.count("\n"), reason)
    units = tuple(_unit(entry, path) for entry in rest if not _is_end(entry))
    return Catalogue(
        article or _article(units),
        locale or read_locale(fields, head, path),
        (*(u for u in units if u.active), *(u for u in units if not u.active)),
        read_layout(fields, head, path),
        read_lines(fields, head, path),
        fields,
        _comments(head),
    )


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


def _is_end(entry: strict.Entry) -> bool:
    return entry.obsolete and (entry.context, entry.source) == END[:2]


def _unit(entry: strict.Entry, path: str) -> Unit:
    """An entry as a unit; a mark that belongs to another entry makes it fuzzy.

    Whoever took the fuzzy flag from a conflict has seen both texts, and settled it.
    """
    notes = entry.comments.get("note", [])
    try:
        said = marks.read_comments(text for _number, text in notes)
    except marks.BadMark as fault:
        raise CatalogueDamaged(path, notes[fault.index][0], str(fault)) from None
    flags = _flags(entry)
    state = _state(entry, flags)
    unit = Unit(
        source=entry.source,
        target=entry.target,
        state=state,
        context=entry.context,
        previous=entry.previous,
        previous_context=entry.previous_context,
        origin=said.origin,
        review=said.review,
        conflict=None if state is State.TRANSLATED else said.conflict,
        parent=said.parent,
        notes=said.notes,
        extracted=entry.texts("extracted"),
        references=tuple(_references(entry)),
        flags=flags if entry.obsolete else tuple(f for f in flags if f != "fuzzy"),
    )
    return _own(unit)


def _own(unit: Unit) -> Unit:
    """The unit with its owner; doubted where its mark was copied from another entry."""
    unit = replace(unit, owner=marks.owner(unit))
    origin = unit.origin
    if origin is None or origin.key in ("", marks.key(unit)) or unit.state is not State.TRANSLATED:
        return unit
    # Whoever cleared the flag stands for the words: the hash that gave them to a machine goes.
    if marks.owns(origin.by) and not origin.by.startswith("convert:"):
        origin = replace(origin, out="")
    return unit.doubted(origin)


def _state(entry: strict.Entry, flags: tuple[str, ...]) -> State:
    if entry.obsolete:
        return State.OBSOLETE
    if not entry.target:
        return State.EMPTY
    return State.FUZZY if "fuzzy" in flags else State.TRANSLATED


def _flags(entry: strict.Entry) -> tuple[str, ...]:
    listed = (flag.strip() for line in entry.texts("flags") for flag in line.split(","))
    return tuple(dict.fromkeys(flag for flag in listed if flag))


def _references(entry: strict.Entry) -> Iterator[str]:
    """File names as they are; gettext 0.22 isolates those with blanks, we percent-encode them."""
    found: dict[str, None] = {}
    for line in entry.texts("reference"):
        safe = _ISOLATED.sub(lambda match: marks.quoted(match[1]), line)
        found.update(dict.fromkeys(marks.unquoted(word) for word in safe.split()))
    yield from found


def _article(units: Iterable[Unit]) -> str:
    names = (name for unit in units for name in unit.references)
    return _LINE_NUMBER.sub("", next(names, ""))


def _comments(head: strict.Entry) -> tuple[str, ...]:
    """People's comments at the head of the file; polib's and msgmerge's bare `#` is none."""
    lines = (*head.texts("note"), *head.texts("extracted"), *head.texts("reference"))
    return lines if any(line.strip() for line in lines) else ()


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
        msgstr=marks.fitted(unit).target,
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
