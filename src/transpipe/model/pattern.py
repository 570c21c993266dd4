"""Which files are pairs, said by a pattern for many or by a path for one."""

from __future__ import annotations

from dataclasses import dataclass

from transpipe.model.text import Locale


@dataclass(frozen=True, slots=True)
class PairPattern:
    """Sources and their targets, each a path or a pattern (`docs/**/{name}.md`).

    `derived` says where the files of derived locales stand, where the settings say so. `number`
    is the place (from 0) among those that the settings have, -1 for one that was recognised.
    """

    source: str
    target: str
    derived: tuple[tuple[Locale, str], ...] = ()
    number: int = -1
