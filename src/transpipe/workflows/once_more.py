"""What a command does that is run once more, known from what it has just done."""

from __future__ import annotations

from transpipe.editions import pairing
from transpipe.editions.outcome import Outcome

# What a command says of its own doing, and not again; and what it says each time.
_ONCE = frozenset(
    {
        "accepted",
        "adopted",
        "aligned",
        "changed",
        "converted-anew",
        "cut-anew",
        "moved",
        "opaque-patched",
        "patched",
        "removed",
        "renamed",
        "replaced",
        "restored",
    }
)
# `untranslated` is the name of a check, and of what a sync says of a file that is English again.
_ALWAYS = frozenset(pairing.CODES) - {"untranslated"}


def once_more(done: Outcome) -> Outcome | None:
    """The outcome of the same command after this one; None where that is not known.

    Run twice a command writes what it does once, so that the second time it writes nothing.
    """
    if done.refused or not all(finding.code in _ONCE | _ALWAYS for finding in done.findings):
        return None
    return Outcome(findings=tuple(f for f in done.findings if f.code in _ALWAYS))
