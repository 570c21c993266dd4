"""A catalogue as the text of a PO file.

Written is what `msgcat --no-wrap` would write, so that gettext, Poedit and people's scripts leave
the file as it is; two things go beyond it. Flags that gettext does not know stay. And a file can
be told from its own beginning: cut off between two entries a PO file is still a PO file, so the
last entry is always the same obsolete one, which gettext keeps in its place (measured: msgcat,
msgmerge). Tools that drop obsolete entries drop it too: then `parse` refuses the file, and `read`
says so to whoever knows what the file held before (`restore`).
What no reader can tell: words changed into other words, in one entry, by a slip of the disk.
"""

from __future__ import annotations

from collections.abc import Iterable

from transpipe.model import Catalogue, State, Unit
from transpipe.po import marks
from transpipe.po.header import written_fields
from transpipe.po.strings import strings_of
from transpipe.po.units import END

_PAGE = 79


def render(catalogue: Catalogue) -> str:
    """The canonical text of a catalogue: the same for the same catalogue, everywhere."""
    fields = written_fields(catalogue)
    header = "".join(f"{name}: {value}\n" for name, value in fields)
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
    said = "" if context is None else f"msgctxt {strings_of(context)}"
    return said if source is None else f"{said}msgid {strings_of(source)}"


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
