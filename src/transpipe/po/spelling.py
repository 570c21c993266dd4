"""How a PO file is spelt: quoted strings ⇄ texts; entries in another spelling than gettext's.

The latter are read line by line, and what is wrong with what is no entry is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from gettext import gettext as _
from typing import NamedTuple

from transpipe.errors import CatalogueDamaged

# One quoted string, with no escape that gettext does not know.
QUOTED = r'"[^"\\\n]*+(?:\\(?:[nrtvfba"\\0-7]|x[0-9a-fA-F])[^"\\\n]*+)*+"'
_CODE = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2})"
_CODES, _ESCAPE = re.compile(_CODE), re.compile(rf"((?:{_CODE})+)|\\(.)")
_READ = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}
_WRITTEN = {"\\": r"\\", '"': r"\""} | {text: f"\\{name}" for name, text in _READ.items()}
_WRITE = re.compile(r'[\\"\n\r\t\v\f\b\a]')
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_BLANKS = " \t\f\v"
_ROW = re.compile(rf"(?:(?P<word>[a-z_]+(?:\[\d+\])?)[ \t]*)?(?P<string>{QUOTED})[ \t]*")
_WORD = re.compile(r"msgctxt|msgid(?:_plural)?|msgstr(?:\[\d+\])?")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")
_AFTER = {"": "msgctxt|msgid", "msgctxt": "msgid", "msgid": "msgid_plural|msgstr"}
_FORM = r"msgstr\[\d+\]"


def text_of(strings: str) -> str:
    r"""The text that quoted lines stand for.

    >>> text_of('""\n"One\\n"\n"two"\n')
    'One\ntwo'
    """
    text = strings[1:-2].replace('"\n"', "")
    if "\\" not in text:
        return text
    if "\\\\" not in text:  # by far the most
        plain = text.replace(r"\n", "\n").replace(r"\"", '"')
        if "\\" not in plain:
            return plain
    return "".join(_ESCAPE.sub(_unescaped, line) for line in strings[1:-2].split('"\n"'))


def _unescaped(match: re.Match[str]) -> str:
    """What escapes stand for; codes are bytes, as `msgcat --escape` writes them: of UTF-8."""
    if not match[1]:
        return _READ.get(match[2], match[2])
    codes = [code[1:] for code in _CODES.findall(match[1])]
    values = bytes(int(code[1:], 16) if code[0] == "x" else int(code, 8) & 0xFF for code in codes)
    try:
        return values.decode()
    except UnicodeDecodeError:  # what only an older encoding can mean
        return values.decode("latin-1")


def strings_of(text: str) -> str:
    r"""A text as quoted lines: one, or an empty one and one for each line of the text.

    >>> strings_of("One\ntwo")
    '""\n"One\\n"\n"two"\n'
    """
    if "\n" not in text[:-1]:
        return f'"{escaped(text)}"\n'
    return '""\n' + "".join(f'"{escaped(line)}"\n' for line in _LINE.findall(text))


def escaped(text: str) -> str:
    """A text as it stands between quotes."""
    return _WRITE.sub(lambda match: _WRITTEN[match[0]], text)


class Row(NamedTuple):
    """A line of an entry as gettext spells it, the mark of obsolete ones left out.

    `word` is its keyword: `#` for a comment, `"` for a string that goes on with the one above.
    """

    number: int
    word: str
    text: str
    obsolete: bool = False


def rows_of(text: str, place: int, line: int, path: str) -> tuple[list[Row], int]:
    """The lines of the next entry, none at the end of the text, and where the entry ends.

    Raises CatalogueDamaged for what is no line of an entry.
    """
    rows: list[Row] = []
    translated = False
    while place < len(text):
        end = text.index("\n", place) + 1
        row = _row(text[place : end - 1], line, path)
        if translated and row.word != '"' and not row.word.startswith("msgstr["):
            break
        if row.word == '"' and not _goes_on(rows, row):
            raise CatalogueDamaged(path, line, _("a string without a keyword"))
        if row.word:
            rows.append(row)
        translated = translated or row.word.startswith("msgstr")
        place, line = end, line + 1
    return rows, place


def _goes_on(rows: Sequence[Row], row: Row) -> bool:
    """Whether a string has one right above it."""
    if not rows or rows[-1].word == "#":
        return False
    return (rows[-1].number, rows[-1].obsolete) == (row.number - 1, row.obsolete)


def _row(raw: str, number: int, path: str) -> Row:
    line = raw.strip(_BLANKS) if raw[:1] in _BLANKS else raw
    obsolete = line.startswith("#~")
    body = line[2:].lstrip(" \t") if obsolete else line
    if not body:
        return Row(number, "", "")
    if body.startswith(("#", "|") if obsolete else "#"):
        return Row(number, "#", f"#{body.removeprefix('#')}\n")
    match = _ROW.fullmatch(body)
    if match is None:
        marked = _CONFLICT.match(line)
        reason = _("a conflict mark of git") if marked else _("not a line of a PO file")
        raise CatalogueDamaged(path, number, reason)
    if match["word"] is None:
        return Row(number, '"', f"{match['string']}\n", obsolete)
    if not _WORD.fullmatch(match["word"]):
        reason = _("an unknown keyword: {word}").format(word=match["word"])
        raise CatalogueDamaged(path, number, reason)
    return Row(number, match["word"], f"{match['word']} {match['string']}\n", obsolete)


def fault(rows: Sequence[Row], path: str, last: int) -> CatalogueDamaged:
    """What is wrong with lines that are no entry; `last` is where the file ends."""
    above = Row(0, "", "")
    for row in rows:
        if row.word == "#" and above.word:
            return CatalogueDamaged(path, row.number, _("an entry without msgstr"))
        if row.word in ("#", '"'):
            continue
        fits = re.fullmatch(_AFTER.get(above.word, _FORM), row.word)
        if not fits or (above.word and above.obsolete != row.obsolete):
            reason = _("{word} where it does not belong").format(word=row.word)
            return CatalogueDamaged(path, row.number, reason)
        above = row
    return CatalogueDamaged(path, last, _("cut off in the middle of an entry"))
