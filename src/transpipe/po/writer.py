"""A catalogue as the text of a PO file (polib is opened here).

Written is what `msgcat --no-wrap` would write, so that gettext, Poedit and people's scripts leave
the file as it is; two things go beyond it. Flags that gettext does not know stay. And a file can
be told from its own beginning: cut off between two entries a PO file is still a PO file, so the
last entry is always the same obsolete one, which gettext keeps in its place (measured: msgcat,
msgmerge). Tools that drop obsolete entries drop it too: then `parse` refuses the file, and `read`
says so to whoever knows what the file held before (`restore`).
What no reader can tell: words changed into other words, in one entry, by a slip of the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polib

from transpipe.model import Catalogue, State, Unit
from transpipe.po import marks
from transpipe.po.header import written_fields
from transpipe.po.units import END

# What str.splitlines takes for a line end though gettext does not, and what polib leaves raw.
_ODD = "\a\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_ESCAPED = {"\a": r"\a", "\v": r"\v", "\f": r"\f", "\r": r"\r"}
_PAGE = 79


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
    stands = stand_ins("".join(text for text in texts.values() if text))
    for name, text in texts.items():
        setattr(entry, name, text and translated(text, stands))
    written = str(entry.__unicode__(wrapwidth=0))
    return translated(written, {stand: _ESCAPED.get(odd, odd) for odd, stand in stands.items()})


def translated(text: str, table: Mapping[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def stand_ins(text: str) -> dict[str, str]:
    """For each odd character of a text a private one that the text does not hold."""
    odd = [character for character in _ODD if character in text]
    free = (chr(n) for n in range(0x100000, 0x10FFFE) if chr(n) not in text)
    return dict(zip(odd, free, strict=False))
