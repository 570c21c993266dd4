"""The grammar of a PO file: its text as entries, the strings as they are spelt.

Every line must belong to a whole entry, or nothing is read. Whole entries are read at one go, in
the spelling of gettext; what is spelt otherwise is first brought into it, line by line. After "The
Format of PO Files" in gettext's manual, less `domain` lines and several strings on one line.

A catalogue of ours may have less (`entries`): polib reads two of three randomly truncated files
without a word. There a file without a header or without entries is refused, one in another
encoding, plural forms, and the same entry twice. What a comment could hide is looked for in
`units`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.po.spelling import QUOTED, Row, fault, rows_of, text_of

Key = tuple[str | None, str]
# What follows does not go on with the entry in another spelling.
_WHOLE = r'(?!(?:#~)?[ \t]*(?:"|msgstr\[))'
_FORMS = re.compile(r"^msgstr(?:\[(\d+)\])? ", re.MULTILINE)
_FUZZY = re.compile(r"^#[,=].*\bfuzzy\b", re.MULTILINE)
_CHARSET = re.compile(r"charset=([\w-]+)")
# A comment or a blank line where something else can have been.
_HIDDEN = re.compile(r"\n(?:#~[ \t]*(?:#|\r?\n)|[\f\v])")
_OVERRIDES = re.compile(r"^X-Transpipe-Holds: overrides$", re.MULTILINE)
_UTF8 = ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET")


def _pattern(mark: str) -> re.Pattern[str]:
    """A whole entry whose lines begin with a mark: comments, msgctxt, msgid, plural, msgstr."""
    strings = rf"({QUOTED}\n(?:{mark}{QUOTED}\n)*+)"
    form = strings.replace("(", "(?:", 1)
    previous = r"(?!~(?!\|))" if mark else "(?!~)"
    return re.compile(
        rf"((?:#{previous}[^\n]*\n)*+)(?:{mark}msgctxt {strings})?{mark}msgid {strings}"
        rf"(?:{mark}msgid_plural {strings})?"
        rf"((?(4)(?:{mark}msgstr\[\d+\] {form})++|{mark}msgstr {form})){_WHOLE}\n*"
    )


_LIVE, _OBSOLETE = _pattern(""), _pattern("#~ ")


@dataclass(slots=True)
class Entry:
    """One entry; strings are quoted lines as in the file, `translation` with its keywords.

    `key` is msgctxt (None: absent) and msgid as texts. `numbers` are those of its lines, from 1.
    Marks of obsolete lines are left out.
    """

    key: Key
    comments: str
    context: str
    source: str
    plural: str
    translation: str
    numbers: Sequence[int]
    obsolete: bool = False

    @property
    def line(self) -> int:
        """Where its msgid stands; 0 in a header that is not in the file."""
        return self.numbers[self.comments.count("\n") + self.context.count("\n")]

    @property
    def target(self) -> str:
        """The translation as a text, the first form if there are many."""
        if not self.plural:
            return text_of(self.translation[7:])
        return text_of(forms(self.translation)[0][1])

    @property
    def fuzzy(self) -> bool:
        return bool(_FUZZY.search(self.comments))

    @property
    def filled(self) -> bool:
        """Whether there is any translation."""
        return any(text.strip('"\n') for _form, text in forms(self.translation))


def parse(text: str, path: str) -> list[Entry]:
    """The entries in order, the header first. Raises CatalogueDamaged, with the line from 1.

    A file without a header has one of line 0 that says nothing.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.strip():
        raise CatalogueDamaged(path, 1, _("the file is empty"))
    if not text.endswith("\n"):
        raise CatalogueDamaged(path, text.count("\n") + 1, _("cut off: the last line has no end"))
    _check_text(text, path)
    found = list(_entries(text, path))
    if not any(entry.key == (None, "") and not entry.obsolete for entry in found):
        found.insert(0, Entry((None, ""), "", "", '""\n', "", 'msgstr ""\n', (0,)))
    _check(found, path)
    return found


def _check_text(text: str, path: str) -> None:
    place = text.find("\0")
    try:
        text.encode()
    except UnicodeEncodeError as fault:
        place = min(place, fault.start) if place >= 0 else fault.start
    if place >= 0:
        raise CatalogueDamaged(path, text.count("\n", 0, place) + 1, _("bytes that are no text"))


def _entries(text: str, path: str) -> Iterator[Entry]:
    place, line, size = 0, 1, len(text)
    while place < size:
        obsolete = False
        match = _LIVE.match(text, place)
        if match is None:
            match, obsolete = _OBSOLETE.match(text, place), True
        if match is not None:
            end, count = match.end(), match[0].count("\n")
            parts = _unmarked(match.groups("")) if obsolete else match.groups("")
            yield _entry(parts, range(line, line + count), obsolete)
        else:
            rows, end = rows_of(text, place, line, path)
            count = text.count("\n", place, end)
            if rows:
                yield _respelt(rows, path, text)
        place, line = end, line + count


def _entry(parts: Sequence[str], numbers: Sequence[int], obsolete: bool) -> Entry:
    comments, context, source, plural, translation = parts
    key = (text_of(context) if context else None, text_of(source))
    return Entry(key, comments, context, source, plural, translation, numbers, obsolete)


def _unmarked(parts: Sequence[str]) -> Sequence[str]:
    """The parts of an obsolete entry without the marks of its lines."""
    comments, *fields = (f"\n{part}" for part in parts)
    unmarked = (field.replace("\n#~ ", "\n")[1:] for field in fields)
    return comments.replace("\n#~|", "\n#|")[1:], *unmarked


def _respelt(rows: Sequence[Row], path: str, text: str) -> Entry:
    """The entry that lines of a text are, in any spelling."""
    match = _LIVE.fullmatch("".join(row.text for row in rows))
    states = {row.obsolete for row in rows if row.word != "#"}
    if match is None or len(states) != 1:
        raise fault(rows, path, text.count("\n"))
    return _entry(match.groups(""), [row.number for row in rows], states.pop())


def _check(found: list[Entry], path: str) -> None:
    """The header is the first, no live entry twice, plural forms one after the other."""
    if found[0].key != (None, "") or found[0].obsolete:
        raise CatalogueDamaged(path, found[0].line, _("the header is not the first entry"))
    refuse_twins((entry for entry in found if not entry.obsolete), path)
    for entry in (entry for entry in found if entry.plural):
        numbers = [number for number, _text in forms(entry.translation)]
        if numbers != [str(n) for n in range(len(numbers))]:
            raise CatalogueDamaged(path, entry.line, _("plural forms that do not fit"))


def refuse_twins(entries: Iterable[Entry], path: str) -> None:
    """Raises CatalogueDamaged where two entries have one name."""
    seen: dict[Key, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key, entry)
        if first is not entry:
            reason = _("the same entry as in line {line}").format(line=first.line)
            raise CatalogueDamaged(path, entry.line, reason)


def forms(translation: str) -> list[tuple[str, str]]:
    """The plural forms of a translation (`""` where it has none) and their quoted lines."""
    marks = list(_FORMS.finditer(translation))
    ends = [*(mark.start() for mark in marks[1:]), len(translation)]
    return [
        (mark[1] or "", translation[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
    ]


def entries(text: str, path: str) -> list[Entry]:
    """The entries of a catalogue in order, the header first.

    Raises CatalogueDamaged with the line (from 1) of whatever is not sound.
    """
    found = parse(text, path)
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        line = text.count("\n", 0, hidden.start()) + 2
        raise CatalogueDamaged(path, line, _("not a line of a PO file"))
    _check_plurals(found, path)
    _check_header(found, path)
    for entry in found[1:]:
        if not entry.key[1]:
            raise CatalogueDamaged(path, entry.line, _("an entry without msgid"))
    refuse_twins(found, path)
    return found


def _check_plurals(found: Sequence[Entry], path: str) -> None:
    for entry in found:
        if entry.plural:
            above = entry.comments.count("\n") + entry.context.count("\n")
            line = entry.numbers[above + entry.source.count("\n")]
            raise CatalogueDamaged(path, line, _("plural forms, which no article has"))


def _check_header(found: Sequence[Entry], path: str) -> None:
    head, *rest = found
    if not head.line:
        raise CatalogueDamaged(path, rest[0].line if rest else 1, _("no header"))
    charset = _CHARSET.search(head.target)
    if charset and charset[1].upper() not in _UTF8:
        reason = _("the header says {charset}, not UTF-8").format(charset=charset[1])
        raise CatalogueDamaged(path, head.line, reason)
    if not rest and not _OVERRIDES.search(head.target):  # of these there may be none
        raise CatalogueDamaged(path, head.line, _("cut off: no entries after the header"))
