"""What a command does that is run once more, known from what it has just done."""

from __future__ import annotations

from transpipe.editions.outcome import Outcome
from transpipe.editions.pairing import known_codes
from transpipe.model import Finding

# What a command says of its own doing, and not again.
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
# The name of a check, and of what a sync says of a file that is English again.
_EITHER = "untranslated"


def once_more(done: Outcome) -> Outcome | None:
    """The outcome of the same command after this one; None where that is not known.

    Run twice a command writes what it does once, so that the second time it writes nothing.
    """
    again = tuple(finding for finding in done.findings if finding.code not in _ONCE)
    if done.refused or not all(map(_is_said_each_time, again)):
        return None
    return Outcome(findings=again)


def _is_said_each_time(finding: Finding) -> bool:
    return finding.code != _EITHER and finding.code in known_codes()
