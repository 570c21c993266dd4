"""The settings of autocorrect, as far as they say what nobody wants to be told of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _
from itertools import pairwise

from transpipe.errors import BadSetting

SETTINGS, IGNORED = ".autocorrectrc", ".autocorrectignore"
# Its rules, each with ours.
_RULES = {
    "space-word": ("missing-cjk-latin-space",),
    "space-backticks": ("missing-code-space",),
    "space-bracket": (),
    "fullwidth": ("halfwidth-punct", "halfwidth-bracket"),
    "no-space-fullwidth": ("space-around-punct",),
}
_ROW = re.compile(
    r"""(?P<lead>[ \t]*)["']?(?P<key>[^"':#]+?)["']?[ \t]*:[ \t]*(?P<value>[^#\s]*),?"""
)
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#.*""")
# One that opens stands where a value begins; in the middle of a text it is a sign of that.
_BRACKET = re.compile(r"(?:^|(?<=[:,-] )|(?<=[\[{,]))[\[{]|[\]}]")
_PAIRS = {"[": "]", "{": "}"}
_TABLE = re.compile(r"(?:^|(?<=: )|(?<=:)|(?<=\{))\{(?=\s*[^\s#])")
_NOTHING = re.compile(r"\s*(?:---|[{}],?|,)?\s*(?:#.*)?")


def codes_off(text: str, path: str = SETTINGS) -> frozenset[str]:
    """Our codes that its rules switch off with 0. Raises BadSetting where it cannot be read."""
    return frozenset(code for key in _off(text, path) for code in _RULES.get(key, ()))


def _off(text: str, path: str) -> Iterator[str]:
    """The keys of the table `rules` that are 0."""
    within = False
    _closed(text, path)
    for number, row in _rows(text, path):
        if _NOTHING.fullmatch(row):
            continue
        found = _ROW.match(row)
        if not found and (not row.startswith((" ", "\t")) or within):
            raise BadSetting(path, number, _("cannot be read: a key and its value are wanted"))
        if not found:
            continue  # of a list
        if not found["lead"] or found["value"] == "{":
            within = found["key"] == "rules"
            if within and found["value"] not in ("", "{", "~", "null"):
                raise BadSetting(path, number, _("cannot be read: a key and its value are wanted"))
        elif within:
            if found["value"].rstrip(",") not in ("0", "1", "2"):
                raise BadSetting(path, number, _("a rule is 0, 1 or 2"))
            if found["value"].startswith("0"):
                yield found["key"]


def _rows(text: str, path: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; of `{a: 0, b: 1}` on one line each pair by itself."""
    for number, row in enumerate(text.splitlines(), 1):
        if row.startswith("\t") and not text.lstrip().startswith("{"):
            raise BadSetting(path, number, _("cannot be read: a key and its value are wanted"))
        shown = _QUOTED.sub(lambda found: "x" * len(found[0]), row)
        start = next((found.start() for found in _TABLE.finditer(shown)), -1)
        if start < 0:
            yield number, row
            continue
        ends = [at + 1 for at in range(start, len(row)) if shown[at] in "{,"]
        ends += [at for at in range(start, len(row)) if shown[at] == "}"]
        places = [0, *sorted(ends), len(row)]
        for a, b in pairwise(places):
            yield number, f"  {row[a:b].strip()}" if a else row[a:b]


def _closed(text: str, path: str) -> None:
    """Raises BadSetting where a bracket is not closed, or by another one."""
    opened: list[tuple[str, int]] = []
    for number, row in enumerate(text.splitlines(), 1):
        for sign in _BRACKET.findall(_QUOTED.sub("", row).strip()):
            if sign in _PAIRS:
                opened.append((_PAIRS[sign], number))
            elif opened and opened.pop()[0] != sign:
                raise BadSetting(path, number, _("cannot be read: a bracket closes another one"))
    if opened:
        raise BadSetting(path, opened[-1][1], _("cannot be read: a bracket is not closed"))


def patterns(text: str) -> tuple[str, ...]:
    """The paths that it leaves alone, as `.gitignore` writes them."""
    rows = (row.strip() for row in text.splitlines())
    return tuple(row for row in rows if row and not row.startswith(("#", "!")))
