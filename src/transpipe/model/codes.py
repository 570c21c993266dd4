"""The numbers of the checks, by which they may be named too: they stay when a name is bettered.

1 a pair of texts, 2 Markdown, 3 typography and script, 4 what a text says, 5 a repository, 6 what
may do harm.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_NUMBER = re.compile(r"TP\d{0,3}", re.IGNORECASE)
_TABLE = """
101 dropped-link changed-url dropped-code changed-code wrong-number missing-placeholder
107 dropped-emphasis extra-newline untranslated glossary wrong-bracket omission extra-link
114 extra-code changed-image missing-image negation doubled-word swapped-code swapped-number
121 swapped-url added-text swapped-emphasis
201 emphasis-unbalanced emphasis-broken emphasis-boundary flattened-list malformed-link dead-link
207 dead-anchor accidental-heading missing-paragraph-break empty-alt escaped-emphasis
212 relative-link tilde-range address-runs-on accidental-directive
216 dead-reference broken-definition missing-definition note-label
301 halfwidth-punct space-around-punct missing-cjk-latin-space missing-code-space
305 space-between-cjk halfwidth-bracket halfwidth-dash
309 script-mixed kangxi-radical straight-quotes curly-quotes
313 fullwidth-alphanumeric repeated-mark unit-space space-at-link
401 proper-noun-translated inconsistent-term page-furniture duplicate-block stray-text
406 truncated-text untranslated-word
408 term-forbidden term-case term-gloss
501 pair-link-syntax empty-file
504 missing-item extra-item unlisted-article coverage
508 structure opaque-changed
601 bidi-control invisible-character homoglyph unsafe-link
"""


def _read() -> dict[str, str]:
    rows = (line.split() for line in _TABLE.strip().splitlines())
    return {name: f"TP{int(first) + n}" for first, *names in rows for n, name in enumerate(names)}


NUMBERS = _read()
"""The number of a code, `TP105` of `wrong-number`; of those that have one."""


def meant(name: str, codes: Collection[str]) -> tuple[str, ...]:
    """The codes among some that a name means: a code, its number, or how numbers begin (`TP1`)."""
    if name in codes:
        return (name,)
    begun = _NUMBER.fullmatch(name)
    return tuple(c for c in codes if begun and NUMBERS.get(c, "").startswith(name.upper()))
