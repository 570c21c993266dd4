"""`[check]`: which findings are wanted, where, and how grave they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _

import transpipe.config.values as values
from transpipe.config.values import setting
from transpipe.model import Severity
from transpipe.model.house_style import HouseStyle

_words = values.many(values.words)


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    """A table of codes, each with a severity."""
    if not isinstance(value, Mapping):
        raise values.Wrong(_("should be a table"))
    found = []
    for key, item in value.items():
        with values.below(key):
            found.append((str(key), values.one_of(*Severity)(item)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """`[check]`: codes of findings that are wanted alone, and those that are not wanted.

    A code may be told by its number, many by how their numbers begin: `TP1` are those of pairs.
    `severity` is what a code has in this project, `ignore_in` what is not wanted in some files,
    `style` whose house style its Chinese follows.
    """

    select: tuple[str, ...] = field(default=(), metadata=setting(_words))
    ignore: tuple[str, ...] = field(default=(), metadata=setting(_words))
    severity: tuple[tuple[str, Severity], ...] = field(default=(), metadata=setting(_severities))
    ignore_in: tuple[tuple[str, tuple[str, ...]], ...] = field(
        default=(), metadata=setting(values.by_path(_words))
    )

    style: HouseStyle = field(
        default=HouseStyle.HOUSE, metadata=setting(values.one_of(*HouseStyle))
    )

    def named(self) -> tuple[tuple[str, str], ...]:
        """Every code that is named, with the key that it stands under."""
        rows = [("select", code) for code in self.select]
        rows += [("ignore", code) for code in self.ignore]
        rows += [("severity", code) for code, _severity in self.severity]
        return (*rows, *(("ignore_in", code) for _path, codes in self.ignore_in for code in codes))
