"""The labels of a program's interface as terms: what its users read is what articles should say.

Reads what programs keep them in, by key: JSON, Java's properties, Apple's strings; PO is read
elsewhere. A label is a term where it is short and says nothing of the moment: no placeholder, no
sentence.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import gettext as _

from transpipe.model import Term
from transpipe.terms.english import GRAMMAR, MOST_WORDS
from transpipe.text.han import count_han

_PLACEHOLDER = re.compile(r"%[-+#0-9.$@]*[A-Za-z@]|\{[^{}]*\}|\$\{?\w+|<[^<>]*>|%%|\\n")
# The letter that a key opens a menu with: _File, &File, File (_F).
_ACCELERATOR = re.compile(r"\s*[(（][_&~]\w[)）]|(?<!\w)[_&~](?=\w)")
_TAIL = re.compile(r"\s*(?:\.\.\.|…|[:：])\s*$")
_SENTENCE = re.compile(r"[.!?。！？,，;；]")
_MOST_HAN = 12


def terms_of(pairs: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """The terms among pairs of labels; of several forms the most frequent is preferred."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for source, target in pairs:
        label, form = _bare(source), _bare(target)
        if _is_term(label, form):
            forms[label.casefold()][form] += 1
            spelt[label.casefold()][label] += 1
    return tuple(
        Term(_spelling(spelt[name]), tuple(form for form, _n in counts.most_common()))
        for name, counts in forms.items()
    )


def _bare(label: str) -> str:
    return " ".join(_TAIL.sub("", _ACCELERATOR.sub("", label)).split())


def _is_term(label: str, form: str) -> bool:
    if _PLACEHOLDER.search(label + form) or _SENTENCE.search(label + form):
        return False
    words = label.lower().split()
    named = [word for word in words if word not in GRAMMAR]
    short = 0 < len(words) <= MOST_WORDS and len(named) == len(words) and label.isascii()
    return short and label[0].isalpha() and len(label) > 1 and 0 < count_han(form) <= _MOST_HAN


def _spelling(counts: Counter[str]) -> str:
    """A label as prose has it: in small letters, but for what is written with capitals within."""
    label = max(counts, key=lambda each: (counts[each], each))
    words = label.split()
    return " ".join(w.lower() if w[1:] == w[1:].lower() else w for w in words)


def keyed(text: str, suffix: str) -> Mapping[str, str]:
    """The texts of a file by their keys. Raises ValueError where it is no such file."""
    return dict(READERS[suffix](text.removeprefix("\ufeff")))


def _json(text: str) -> Iterator[tuple[str, str]]:
    try:
        yield from _flat(json.loads(text), "")
    except RecursionError:
        raise ValueError(_("nested too deep")) from None


def _flat(value: object, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if not name.startswith("@"):  # remarks of Flutter's files
                yield from _flat(inner, f"{key}.{name}" if key else name)


_LOGICAL = re.compile(r"(?:[^\\\n]|\\(?:\n|.))*+")
_PROPERTY = re.compile(r"((?:[^\\\s=:]|\\.)+)(?:\s*[=:]\s*|\s+|$)(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def _unescaped(text: str) -> str:
    def said(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else _CONTROL.get(found[2], found[2])

    whole = _ESCAPE.sub(said, text)
    # Two halves of a pair are one character; half of one is none.
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _properties(text: str) -> Iterator[tuple[str, str]]:
    lines = re.sub(r"\r\n?", "\n", text)
    for found in _LOGICAL.finditer(lines):
        line = re.sub(r"\\\n[ \t]*", "", found[0]).lstrip()
        if line and line[0] not in "#!" and (pair := _PROPERTY.fullmatch(line)):
            yield _unescaped(pair[1]), _unescaped(pair[2])


_STRING = r'"((?:[^"\\]|\\.)*+)"'
_STRINGS = re.compile(rf"\s*(?:/\*.*?\*/|//[^\n]*|{_STRING}\s*=\s*{_STRING}\s*;)", re.DOTALL)


def _strings(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    while text[end:].strip():
        found = _STRINGS.match(text, end)
        if found is None:
            line = text.count("\n", 0, end + len(text[end:]) - len(text[end:].lstrip())) + 1
            raise ValueError(_('line {line}: wanted is "key" = "text";').format(line=line))
        if found[1] is not None:
            yield _unescaped(found[1]), _unescaped(found[2])
        end = found.end()


READERS: Mapping[str, Callable[[str], Iterator[tuple[str, str]]]] = {
    ".json": _json,
    ".arb": _json,
    ".properties": _properties,
    ".strings": _strings,
}
