"""Which findings a project asks for, in which file, and how grave they are there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from transpipe.config import CheckSettings
from transpipe.config.autocorrect import IGNORED, SETTINGS, codes_off, patterns
from transpipe.editions.pairing import known_codes
from transpipe.errors import BadSetting, NotText
from transpipe.model import Finding, Severity
from transpipe.model.codes import meant
from transpipe.model.inputs import shelved
from transpipe.pairs.patterns import glob
from transpipe.repository import Workspace
from transpipe.rules import CODES
from transpipe.rules.houses import RULES as HOUSES
from transpipe.rules.houses import UNWANTED, WANTED
from transpipe.rules.typography import RULES as TYPOGRAPHY

_STYLE = tuple(rule.code for rule in (*TYPOGRAPHY, *HOUSES))
_OF_HOUSES = tuple(rule.code for rule in HOUSES)


@dataclass(frozen=True, slots=True)
class _Place:
    """Whether a file is not to be set by autocorrect; the codes that are ignored there."""

    is_not_set: bool = False
    ignored: tuple[Sequence[str], ...] = ()


@dataclass(frozen=True, eq=False)
class Asked:
    """What the settings of the project say, and those of autocorrect beside them."""

    workspace: Workspace
    settings: CheckSettings

    def wants(self, code: str, path: str) -> bool:
        """Whether somebody wants to be told of a code in a file."""
        return _is_chosen(code, self.settings, self._off) and not self._is_ignored(
            code, self._place(path)
        )

    def _place(self, path: str) -> _Place:
        rows = self.settings.ignore_in
        names = [codes for pattern, codes in rows if re.fullmatch(glob(pattern), path)]
        return _Place(any(each.fullmatch(path) for each in self._ignored), tuple(names))

    @staticmethod
    def _is_ignored(code: str, place: _Place) -> bool:
        style = place.is_not_set and code in _STYLE
        return style or any(_named(code, codes) for codes in place.ignored)

    @property
    def _chosen(self) -> frozenset[str]:
        return _chosen(self.settings, self._off)

    def wanted(self, path: str) -> tuple[str, ...]:
        """The codes of house styles that are asked for in a file."""
        asked = [code for code in _OF_HOUSES if code in self._chosen]
        place = self._place(path) if asked else _Place()
        return tuple(code for code in asked if not self._is_ignored(code, place))

    def unwanted(self, path: str) -> tuple[str, ...]:
        """The codes that nobody asks for in a file."""
        place, chosen = self._place(path), self._chosen
        return tuple(code for code in CODES if code not in chosen or self._is_ignored(code, place))

    def graded(self, finding: Finding) -> Finding:
        """The finding as grave as the project takes it for."""
        severity = self._severities.get(finding.code)
        return finding if severity is None else replace(finding, severity=severity)

    @shelved
    def _severities(self) -> Mapping[str, Severity]:
        """The code itself says more than a number, a longer number more than its beginning."""
        known = known_codes()
        rows = sorted(self.settings.severity, key=lambda row: (row[0] in known, len(row[0])))
        return {code: severity for name, severity in rows for code in meant(name, known)}

    @shelved
    def _off(self) -> frozenset[str]:
        return codes_off(self._read(SETTINGS), SETTINGS)

    @shelved
    def _ignored(self) -> Sequence[re.Pattern[str]]:
        return [re.compile(glob(pattern)) for pattern in patterns(self._read(IGNORED))]

    def _read(self, path: str) -> str:
        """What another tool's file says; one that is no text is refused as a setting is."""
        try:
            return self.workspace.read_text(path) if self.workspace.exists(path) else ""
        except NotText as error:
            raise BadSetting(path, error.line, error.what) from error


def _is_chosen(code: str, settings: CheckSettings, off: frozenset[str]) -> bool:
    """Whether a code is wanted in any file."""
    chosen = not settings.select or _named(code, settings.select)
    named = chosen and _is_of_style(code, settings) and not _named(code, settings.ignore)
    return named and code not in off


def _is_of_style(code: str, settings: CheckSettings) -> bool:
    """Whether the house style asks for a code; one that is selected by name is asked for."""
    style, selected = settings.style, code in settings.select
    other = code in UNWANTED[style] or (code in _OF_HOUSES and code not in WANTED[style])
    return selected or not other


# The same for every article of a project.
@lru_cache(maxsize=8)
def _chosen(settings: CheckSettings, off: frozenset[str]) -> frozenset[str]:
    return frozenset(code for code in CODES if _is_chosen(code, settings, off))


def _named(code: str, names: Sequence[str]) -> bool:
    return any(meant(name, (code,)) for name in names)
