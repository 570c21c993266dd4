"""The emphasis of a target beside its source's: none is lost, and none has become another kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from itertools import groupby

from transpipe.markdown.emphasis import Emphasis, emphases, unrendered_emphasis
from transpipe.markdown.inline import words
from transpipe.model import Block, Kind, Severity, Span
from transpipe.rules.guards import has_emphasis
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope
from transpipe.text.diff import brief
from transpipe.text.han import HAN, has_han

# What Chinese writes where English has italics: the titles of works, words that are only named.
_QUOTES = re.compile(r"《[^《》]+》|“[^“”]+”|「[^「」]+」|『[^『』]+』|\"[^\"]+\"")

_LEAD = re.compile(r"\*\*[^*\n]+(?:[。！？：:!?]\*\*|\*\*[。！？：:!?])")
_HALF_LEAD = re.compile(
    rf"\*\*(?P<words>[^*\n]+)(?P<mark>\*\*)[{HAN}][^*`\[\]<>\n。！？：；,，:;!?]{{0,30}}(?=[。！？：；,，:;!?])"
)
_OTHERS = 2  # items of a list that have it whole
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


def _leads(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """Items that begin with emphasis which ends within their first phrase, in a list of others.

    There it ends where the phrase does: `**监视站点**。`, `**保持冷静：别慌。**`.
    """
    blocks = context.article.blocks if context.article is not None else ()
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        items = [block for block in group if is_item and block.text.startswith("**")]
        whole = sum(bool(_LEAD.match(item.text)) for item in items)
        for item in items if whole >= _OTHERS else ():
            found = _HALF_LEAD.match(item.text)
            if found and item.segment:
                yield _half_lead(item, found)


def _half_lead(item: Block, found: re.Match[str]) -> Hit:
    start = item.span.start + item.raw.find(found[0]) if item.raw.count(found[0]) == 1 else -1
    mark, end = (start + found.start("mark"), start + found.end())
    repairs = (Repair(Span(mark, mark + 2)), Repair(Span(end, end), "**")) if start >= 0 else ()
    message = _("the emphasis ends within a phrase: {text}").format(text=found["words"][:20])
    span = Span(mark, mark + 2) if start >= 0 else Span(0, 0)
    return Hit(message, None, span, item.lines[0], target=found["words"], repairs=repairs)


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
    Rule(
        "emphasis-boundary",
        Severity.INFO,
        "emphasis that begins or ends within a phrase",
        _leads,
        of=Scope.ARTICLE,
    ),
)
