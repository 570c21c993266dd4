"""Which findings a project asks for, in which file, and how grave they are there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, eq=False)
class Asked:
    """What the settings of the project say, and those of autocorrect beside them."""

    workspace: Workspace
    settings: CheckSettings

    def wants(self, code: str, path: str) -> bool:
        """Whether somebody wants to be told of a code in a file."""
        chosen = not self.settings.select or _named(code, self.settings.select)
        if (
            not chosen
            or not self._is_of_style(code)
            or _named(code, self.settings.ignore)
            or code in self._off
        ):
            return False
        if code in _STYLE and any(each.fullmatch(path) for each in self._ignored):
            return False
        return not any(
            _named(code, codes) and re.fullmatch(glob(pattern), path)
            for pattern, codes in self.settings.ignore_in
        )

    def _is_of_style(self, code: str) -> bool:
        """Whether the house style asks for a code; one that is selected by name is asked for."""
        style, selected = self.settings.style, code in self.settings.select
        other = code in UNWANTED[style] or (code in _OF_HOUSES and code not in WANTED[style])
        return selected or not other

    def wanted(self, path: str) -> tuple[str, ...]:
        """The codes of house styles that are asked for in a file."""
        return tuple(code for code in _OF_HOUSES if self.wants(code, path))

    def unwanted(self, path: str) -> tuple[str, ...]:
        """The codes that nobody asks for in a file."""
        return tuple(code for code in CODES if not self.wants(code, path))

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


def _named(code: str, names: Sequence[str]) -> bool:
    return any(meant(name, (code,)) for name in names)
