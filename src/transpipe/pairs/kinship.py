"""What a translation leaves as it is, addresses and code, tells whose translation a text can be."""

from __future__ import annotations

import re

# Translations that lie elsewhere kept 45 % of these or more; what was none had up to 12 %.
_FEW, _LEAST = 3, 0.25
_KEPT = re.compile(r"https?://[^\s<>()\[\]{}\"'`，。、；：）】]+|`([^`\n]+)`")


def is_kin(source: str, target: str, untold: bool) -> bool:
    """Whether a source has enough of what is kept in a target; `untold` where too little is."""
    kept = _kept(target)
    return len(kept & _kept(source)) >= _LEAST * len(kept) if len(kept) >= _FEW else untold


def _kept(text: str) -> frozenset[str]:
    return frozenset(found[1] or found[0] for found in _KEPT.finditer(text))
