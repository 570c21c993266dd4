"""The encoding of a PO file, which its header names: bytes ⇄ text, for other people's files.

A file is written in the encoding that it had, as msgmerge does, and in UTF-8 where that cannot
spell it; the header then says so.
"""

from __future__ import annotations

import codecs
import re
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.markdown.source import read

UTF8 = "UTF-8"
_NAMED = re.compile(rb'^"Content-Type:[^"\n]*charset=([\w.:-]+)', re.MULTILINE | re.IGNORECASE)
_CHARSET = re.compile(r'^("Content-Type:[^"\n]*charset=)[\w.:-]+', re.MULTILINE | re.IGNORECASE)
_HEADER = re.compile(r'msgid ""\nmsgstr (?:"[^\n]*"\n)+')
# A template's header names none, or one that holds no more than ASCII.
_NONE = ("", "CHARSET", "ASCII", "US-ASCII")
# What is called by the first name is often written in the others, which hold more.
_WIDER = {
    "gb2312": ("gb2312", "gb18030"),
    "gbk": ("gbk", "gb18030"),
    "big5": ("big5", "cp950", "big5hkscs"),
}
_PLAIN = 'msgid "a\\n{[@`~"\n'
_FIELD = f'"Content-Type: text/plain; charset={UTF8}\\n"\n'


def decoded(data: bytes, path: str) -> tuple[str, str]:
    """The text of a PO file, and the name of its encoding as the header has it, '' for none.

    Raises CatalogueDamaged where the header names none that can be read so. What is not UTF-8
    and names nothing else comes back with its odd bytes marked, for the reader to refuse.
    """
    found = _NAMED.search(data)
    name = found[1].decode("ascii") if found else ""
    if name.upper() in _NONE or _is_utf8(name):
        return read(data), name
    text = _read_as(name, data)
    if text is None or _is_plainly_utf8(data):
        line = data.count(b"\n", 0, found.start() if found else 0) + 1
        really = _("the header says {charset}, but the file is {really}; correct the header")
        other = _("the header says {charset}, in which the file cannot be read")
        reason = really if _is_plainly_utf8(data) else other
        raise CatalogueDamaged(path, line, reason.format(charset=name, really=UTF8))
    return text, name


def encoded(text: str, charset: str) -> bytes:
    """The bytes of a PO file in an encoding, if it can spell the text, else in UTF-8."""
    if charset.upper() not in _NONE and not _is_utf8(charset):
        try:
            return text.encode(charset)
        except UnicodeEncodeError:
            text = _relabelled(text)
    if not text.isascii():
        label = _CHARSET.search(text)
        named = label[0].rpartition("=")[2] if label else ""
        text = text if _is_utf8(named) else _relabelled(text)
    return text.encode()


def _read_as(name: str, data: bytes) -> str | None:
    try:
        codec = codecs.lookup(name).name
        if _PLAIN.encode(codec) != _PLAIN.encode():
            return None  # no encoding of PO files, whose syntax is ASCII
    except (LookupError, UnicodeError):
        return None
    for candidate in _WIDER.get(codec, (codec,)):
        try:
            return data.decode(candidate)
        except UnicodeError:
            continue
    return None


def _is_utf8(name: str) -> bool:
    return name.upper().replace("-", "") == "UTF8"


def _is_plainly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 and hardly anything else: two bytes alone may be any encoding's."""
    try:
        return any(character > "\u07ff" for character in data.decode())
    except UnicodeDecodeError:
        return False


def _relabelled(text: str) -> str:
    """The text with a header that says UTF-8."""
    if _CHARSET.search(text):
        return _CHARSET.sub(rf"\g<1>{UTF8}", text, count=1)
    header = _HEADER.search(text)
    if header is None:
        return f'msgid ""\nmsgstr ""\n{_FIELD}\n{text}'
    return text[: header.end()] + _FIELD + text[header.end() :]
