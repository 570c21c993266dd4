"""Whether people edited a translation where its source was edited: then it is up to date.

The evidence is what both edits touched: the same token went and came on both sides, or the words
of the translation changed in the sentence whose words changed in the source, in what those words
may be in the other language or as much as they did. What shows nothing of the kind is an edit of
its own, and a person has to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transpipe.links.addresses import is_localised, parts
from transpipe.model import Action
from transpipe.stale.edited import Edited
from transpipe.stale.nouns import Difference, Hunk, Sort
from transpipe.stale.rendered import Dictionary, denials
from transpipe.stale.reworded import Rewording, sides
from transpipe.stale.severity import differences, hunks
from transpipe.stale.terms import terms
from transpipe.stale.tokens import token_differences
from transpipe.stale.wording import wording


def answers(source: Edited, target: Edited, dictionary: Dictionary) -> bool:
    """Whether the edit of a translation answers every edit of its source that it had to.

    >>> from transpipe.stale.rendered import Dictionary
    >>> nothing = Dictionary(lambda words: (), str)
    >>> source = Edited("It waits 10 s. Then it stops.", "It waits 20 s. Then it stops.")
    >>> answers(source, Edited("它等 10 秒。然后停止。", "它等 20 秒。然后停止。"), nothing)
    True
    >>> answers(source, Edited("它等 10 秒。然后停止。", "它等 10 秒。随后停止。"), nothing)
    False
    """
    if target.before == target.after:
        return False
    due = [d for d in differences(*source.readings) if d.action is not Action.KEEP]
    if not all(_follows(d, source, target) for d in due if _is_token(d)):
        return False
    if all(map(_is_token, due)):
        return True
    worded = tuple(_worded(source))
    denied = sum(denials(*sides(hunk)) for hunk in worded)
    both = Rewording(source, target, dictionary, denied)
    return _is_anew(both, worded) or both.holds(worded)


# ── What stands in both languages as it is ──────────────────────────────────────────────────


def _is_token(difference: Difference) -> bool:
    return difference.sort is not Sort.WORD or difference.action is Action.PATCH


def _follows(difference: Difference, source: Edited, target: Edited) -> bool:
    """Whether a token that went from the source, or came there, did so in the translation."""
    old = f"→{difference.old.value}" if difference.old else difference.before
    new = f"→{difference.new.value}" if difference.new else difference.after
    left, came = bool(old) and source.gone[old] > 0, bool(new) and source.come[new] > 0
    if not left and not came:
        return not (old and new) or _has_changed_places({old, new}, source, target)
    copied = left and target.had[old] > 0
    # The translation may keep as many as the source still has.
    if copied and target.gone[old] < min(source.gone[old], target.had[old] - source.has[old]):
        return False
    if (came and target.come[new]) or (copied and not came):
        return True
    if difference.sort is Sort.NUMBER and source.counted == target.counted:
        return True
    if difference.new and any(_leads_alike(new, thing) for thing in target.come):
        return True
    if (difference.old or difference.new) and not copied:  # the translation leads elsewhere
        return any(thing.startswith("→") for thing in (*target.gone, *target.come))
    return copied and difference.action is Action.REVIEW


def _leads_alike(address: str, other: str) -> bool:
    """Whether an address is another one's in Chinese: its page, or its heading."""
    if not other.startswith("→"):
        return False
    here, there = address[1:], other[1:]
    same = parts(here).path == parts(there).path and bool(parts(here).path)
    return (same or bool(parts(here).scheme)) and is_localised(here, there)


def _has_changed_places(things: set[str], source: Edited, target: Edited) -> bool:
    """Whether what only changed places in the source did so in a translation that has it all."""
    if any(target.had[thing] != source.had[thing] for thing in things):
        return True
    old, new = ([t.text for t in side.tokens if t.text in things] for side in target.readings)
    return old != new and all(target.has[thing] == source.has[thing] for thing in things)


def _is_anew(both: Rewording, worded: Sequence[Hunk]) -> bool:
    """Whether both were written anew, the translation with as many sentences more or less.

    Of another text altogether what came is looked for alone.
    """
    source, target = both.source, both.target
    more, kept_up = source.growth, target.growth
    follows = (kept_up - more) * ((more > 0) - (more < 0)) >= 0
    if not follows or not source.anew or not target.anew:
        return False
    rendered = both.rendered(())
    wholly = source.wholly_anew and target.wholly_anew
    return rendered.as_forceful(map(sides, worded), anew=wholly)


def _worded(source: Edited) -> Iterator[Hunk]:
    """The hunks of the source whose words a person has to look at."""
    for hunk in hunks(*map(terms, source.readings)):
        rest, _tokens = token_differences(hunk)
        if any(d.action is not Action.KEEP for d in wording([rest])):
            yield hunk
