"""Paths by pattern: `docs/**/{name}.md`, and what the same names make of `docs/zh/**/{name}.md`.

`**` stands for any folders, `*` and `{name}` for a name or a part of one, each for the same on both
sides; `.md` at the end for the ending of any article. `{locale}` is the tag of a language as the
repository writes it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _

# What the files of articles end with.
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
LOCALE = "locale"
_ENDING = "ending"
# More could be tried for the square of a path's length.
_MOST_FOLDERS = 2
_VARIABLE = re.compile(r"\*\*/|\*\*|\*|\{([^{}/]*)\}")
_SIGNS = {"**/": r"(?:[^/]+/)*", "**": r".+", "*": r"[^/]*"}
_ANY_ENDING = "|".join(map(re.escape, SUFFIXES))


@dataclass(frozen=True)
class Pattern:
    """A pattern of paths; a path without any variable is one too."""

    text: str

    def match(self, path: str) -> Mapping[str, str] | None:
        """What its variables stand for in a path, None where it does not fit."""
        found = self._expression.fullmatch(path)
        return found.groupdict() if found else None

    def fill(self, values: Mapping[str, str]) -> str:
        """The path that these values make of it."""
        return "".join(
            part if name is None else values.get(name, "") for part, name, _sign in self._parts
        )

    def holding(self, locale: str) -> Pattern:
        """The same with `{locale}` as a repository writes it."""
        return Pattern(self.text.replace(f"{{{LOCALE}}}", locale))

    @property
    def variables(self) -> frozenset[str]:
        """The names of its variables, without that of the ending."""
        return frozenset(name for _part, name, _sign in self._parts if name and name != _ENDING)

    @property
    def is_path(self) -> bool:
        """Whether it names a single file."""
        return not self.variables

    @property
    def folder(self) -> str:
        """The folders before the first variable, each with its `/`; '' for the root."""
        first = _VARIABLE.search(self.text)
        head, slash, _rest = self.text[: first.start() if first else None].rpartition("/")
        return head + slash

    @cached_property
    def _parts(self) -> tuple[tuple[str, str | None, str], ...]:
        """(literal, None, '') and (written, name, expression), in order."""
        parts: list[tuple[str, str | None, str]] = []
        counts: dict[str, int] = {}
        at = 0
        whole = self.text
        ending = next((end for end in SUFFIXES if whole.endswith(end)), "")
        body = whole.removesuffix(ending) if _VARIABLE.search(whole) else whole
        for found in _VARIABLE.finditer(body):
            parts.append((body[at : found.start()], None, ""))
            at = found.end()
            sign = found[0]
            if found[1] is None:
                kind = sign.rstrip("/")
                number = counts[kind] = counts.get(kind, 0) + 1
                name = f"{'folders' if kind == '**' else 'part'}_{number}_"
                parts.append((sign, name, _SIGNS[sign]))
            else:
                parts.append((sign, found[1], r"[^/]+?"))
        parts.append((body[at:], None, ""))
        if body != whole:
            parts.append((ending, _ENDING, _ANY_ENDING if ending == ".md" else re.escape(ending)))
        return tuple(parts)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        written: list[str] = []
        known: set[str] = set()
        for part, name, sign in self._parts:
            if name is None:
                written.append(re.escape(part))
            elif name in known:
                written.append(f"(?P={name})")
            else:
                known.add(name)
                written.append(f"(?P<{name}>{sign})")
        return re.compile("".join(written))


def problem(source: str, target: str) -> str:
    """What is wrong with two patterns as a pair, '' for nothing.

    Each names what the other does, so that one path leads to one path.
    """
    for text in (source, target):
        if wrong := _unreadable(text):
            return wrong
    sides = [Pattern(text).variables - {LOCALE} for text in (source, target)]
    for here, there, side in ((sides[0], sides[1], source), (sides[1], sides[0], target)):
        if here - there:
            names = ", ".join(sorted(_written(name, side) for name in here - there))
            return _("{names} stands on one side only").format(names=names)
    return ""


def _unreadable(text: str) -> str:
    names = [name for name in _VARIABLE.findall(text) if name]
    bare = _VARIABLE.sub("", text)
    if "{" in bare or "}" in bare or "{}" in text:
        return _("a brace without its name or its partner")
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9]*", name) or name == _ENDING:
            return _("{{{name}}}: a name is written in small letters").format(name=name)
    if text.count("**") > _MOST_FOLDERS:
        return _("`**` more than {count} times").format(count=_MOST_FOLDERS)
    return ""


def _written(name: str, text: str) -> str:
    """A variable as it stands in a pattern."""
    if name.startswith("folders_"):
        return "`**`"
    return "`*`" if name.startswith("part_") else f"{{{name}}}"


def is_pattern(text: str) -> bool:
    """Whether a path names several files."""
    return _VARIABLE.search(text) is not None
