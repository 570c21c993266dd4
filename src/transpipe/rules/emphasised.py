"""The emphasis of a target beside its source's: none is lost, and none has become another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.emphasis import Emphasis, emphases, unrendered_emphasis
from transpipe.markdown.inline import words
from transpipe.model import Severity
from transpipe.rules.guards import has_emphasis
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.diff import brief
from transpipe.text.han import has_han

# What Chinese writes where English has italics: the titles of works, words that are only named.
_QUOTES = re.compile(r"《[^《》]+》|“[^“”]+”|「[^「」]+」|『[^『』]+』|\"[^\"]+\"")

_SIDE = re.compile(r"\b(?:and|or|but)\b|[,;/]")


def _dropped(source: str, target: str, _context: Context) -> Iterator[Hit]:
    before = emphases(source)
    if not before or not has_han(target):
        return
    after = emphases(target)
    left = len(before) - len(after) - len(unrendered_emphasis(target)) - _marked(target)
    light = sum(not each.strong for each in before)
    quoted = max(0, len(_QUOTES.findall(target)) - len(_QUOTES.findall(source)))
    left -= min(quoted, light)
    if left <= 0 or not before:
        return
    lost = _lost(before, after, source, target)[:left] or before[:left]
    texts = _(", ").join(brief(each.inner.of(source)) for each in lost)
    grave = any(each.strong for each in lost)
    yield Hit(_("not emphasised: {words}").format(words=texts), None if grave else Severity.INFO)


def _marked(target: str) -> int:
    """The marks of strong emphasis that stand alone: what they are about is another finding."""
    escaped = target.count("\\*\\*") or target.count("\\*")
    return words(target).count("**") % 2 + target.count("＊＊") // 2 + escaped // 2


def _lost(
    before: Sequence[Emphasis], after: Sequence[Emphasis], source: str, target: str
) -> list[Emphasis]:
    """Those whose words stand in the target without it, first; then strong ones."""
    shown = [each.inner.of(target) for each in after]
    found = [e for e in before if not any(e.inner.of(source) in text for text in shown)]
    return sorted(found, key=lambda e: (e.inner.of(source) not in target, not e.strong))


def _swapped(source: str, target: str, _context: Context) -> Iterator[Hit]:
    before = emphases(source)
    after = emphases(target) if len(before) > 1 else ()
    if len(before) < 2 or not has_han(target):
        return
    kinds, theirs = ([e.strong for e in side] for side in (before, after))
    if sorted(kinds) != sorted(theirs) or kinds == theirs:
        return
    # Only what is said side by side keeps its order.
    between = source[before[0].inner.end : before[-1].inner.start]
    if (
        kinds == theirs[::-1]
        and _SIDE.search(between)
        and not _moved(before, after, source, target)
    ):
        yield Hit(_("strong and light emphasis have changed places"))


def _moved(before: Sequence[Emphasis], after: Sequence[Emphasis], source: str, target: str) -> bool:
    """Whether emphasised words stand in both: then they say which is which."""
    said = {each.inner.of(source): each.strong for each in before}
    there = {each.inner.of(target): each.strong for each in after}
    shared = said.keys() & there.keys()
    return bool(shared) and all(said[text] is there[text] for text in shared)


RULES = (
    Rule(
        "dropped-emphasis",
        Severity.WARNING,
        "emphasis of the source that is not in the target",
        _dropped,
        where=has_emphasis,
    ),
    Rule(
        "swapped-emphasis",
        Severity.WARNING,
        "strong and light emphasis in each other's places",
        _swapped,
        where=has_emphasis,
    ),
)
