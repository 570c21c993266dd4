"""The quoted strings of a PO file ⇄ the texts that they stand for."""

from __future__ import annotations

import re

# One quoted string, with no escape that gettext does not know.
QUOTED = r'"[^"\\\n]*+(?:\\(?:[nrtvfba"\\0-7]|x[0-9a-fA-F])[^"\\\n]*+)*+"'
_CODE = r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2})"
_CODES, _ESCAPE = re.compile(_CODE), re.compile(rf"((?:{_CODE})+)|\\(.)")
_READ = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}
_WRITTEN = {"\\": r"\\", '"': r"\""} | {text: f"\\{name}" for name, text in _READ.items()}
_WRITE = re.compile(r'[\\"\n\r\t\v\f\b\a]')
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


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
