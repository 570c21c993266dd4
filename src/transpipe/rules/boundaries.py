"""Where the emphasis of a Chinese text begins and ends: not within a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _
from itertools import groupby

from transpipe.markdown.emphasis import Emphasis, emphases
from transpipe.markdown.inline import replace_spans
from transpipe.model import Block, Kind, Severity, Span
from transpipe.rules.displaced import PARTICLE, begins_within, displaced
from transpipe.rules.guards import has_emphasis
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope
from transpipe.text.han import HAN, count_han

# A label, `**名称：**说明`, says nothing of where its sentence ends.
_LEAD = re.compile(r"\*\*[^*\n]+(?:[。！？!?]\*\*|\*\*[。！？!?])")
_HALF_LEAD = re.compile(
    rf"\*\*(?P<words>[^*\n]*[{HAN}A-Za-z0-9])(?P<mark>\*\*)[{HAN}][^*`\[\]<>\n。！？；：;:!?]{{0,40}}(?=[。！？])"
)
_JOINS = re.compile("[和與与](?![平谐諧解睦其众眾])")
# What Chinese has 的 behind, or 们: names in other letters, what is quoted, pronouns.
_OWNER = re.compile(r"[A-Za-z0-9`」》”] ?$|[我你您他她它们們此其这這那谁誰]$")
_SENTENCE = re.compile(r"[*，。；：！？,;]")
_OTHERS = 2  # items of a list that have it whole


def _phrases(source: str, target: str, context: Context) -> Iterator[Hit]:
    yield from _leads(source, target, context)
    yield from _cut(source, target, context)


def _leads(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """Items that begin with emphasis which ends within their first sentence, in a list of others.

    There it ends where the sentence does: `**监视站点**。`, `**保持冷静：别慌。**`.
    """
    blocks = context.article.blocks if context.article is not None else ()
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        items = [block for block in group if is_item and block.text.startswith("**")]
        whole = sum(bool(_LEAD.match(item.text)) for item in items)
        halves = [(item, found) for item in items if (found := _HALF_LEAD.match(item.text))]
        for item, found in halves if whole >= _OTHERS else ():
            if item.segment:
                yield _half_lead(item, found)


def _half_lead(item: Block, found: re.Match[str]) -> Hit:
    start = item.span.start + item.raw.find(found[0]) if item.raw.count(found[0]) == 1 else -1
    mark, end = (start + found.start("mark"), start + found.end())
    repairs = (Repair(Span(mark, mark + 2)), Repair(Span(end, end), "**")) if start >= 0 else ()
    message = _("the emphasis ends within a phrase: {text}").format(text=found["words"][:20])
    span = Span(mark, mark + 2) if start >= 0 else Span(0, 0)
    return Hit(message, None, span, item.lines[0], target=found["words"], repairs=repairs)


def _boundary(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    """Emphasis that begins with the particle of the words before it."""
    for each in emphases(target) if PARTICLE.search(target) else ():
        if begins_within(target, each):
            inner = each.inner.of(target)
            message = _("the emphasis begins within a phrase: {text}")
            said = message.format(text=inner[:20])
            yield Hit(said, span=each.inner, target=inner, repairs=_moved(target, each))


def _cut(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """Emphasis of a part of a phrase, in an article whose marks have slipped."""
    blocks = context.article.blocks if context.article is not None else ()
    for block, each, whole in displaced(blocks):
        inner = each.inner.of(block.text)
        once = block.raw.count(block.text) == 1
        start = block.span.start + block.raw.find(block.text) if once else -1
        cut, ends = _("the emphasis begins within a phrase: {text}"), whole.end > each.inner.end
        message = _("the emphasis ends within a phrase: {text}") if ends else cut
        repairs = tuple(_moved_to(each.inner, whole, start)) if once else ()
        line = block.lines[0]
        yield Hit(message.format(text=inner[:20]), line=line, target=inner, repairs=repairs)


def _moved_to(inner: Span, whole: Span, offset: int) -> Iterator[Repair]:
    """The marks of strong words put around those they are a part of, from an offset on."""
    for mark, place in ((inner.start - 2, whole.start), (inner.end, whole.end)):
        gone, put = Repair(Span(offset + mark, offset + mark + 2)), offset + place
        if mark != place - 2 and mark != place:
            yield from sorted((gone, Repair(Span(put, put), "**")), key=lambda each: each.span)


def _moved(target: str, each: Emphasis) -> tuple[Repair, ...]:
    """The particle before the mark, where all that is emphasised stays so.

    Behind a verb it is no particle of what stands there: only a name and a pronoun are known to
    have it. What holds the mark of a sentence rather stands between two that are emphasised.
    """
    start, size = each.inner.start, 1 + each.strong
    mark, before = target[start - size : start], target[: start - size]
    known = count_han(before[-1:]) if _JOINS.match(target, start) else _OWNER.search(before)
    if not known or not set(mark) <= {"*", "_"} or _SENTENCE.search(each.inner.of(target)):
        return ()
    span, new = Span(start - size, start + 1), target[start] + mark
    same = len(emphases(replace_spans(target, [(span, new)]))) == len(emphases(target))
    return (Repair(span, new),) if same else ()


RULES = (
    Rule(
        "emphasis-boundary",
        Severity.INFO,
        "emphasis that begins or ends within a phrase",
        _phrases,
        of=Scope.ARTICLE,
    ),
    Rule(
        "emphasis-boundary",
        Severity.INFO,
        "emphasis that begins or ends within a phrase",
        _boundary,
        of=Scope.TEXT,
        where=has_emphasis,
    ),
)
