"""The words of a target: its quantities are the source's, and emphasis renders as it was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.emphasis import half_strong, mended_emphasis, unrendered_emphasis
from transpipe.markdown.inline import code_spans, words
from transpipe.model import Severity, Span
from transpipe.rules.rule import Context, Hit, Rule, Scope, put
from transpipe.text.amount_changes import differing


def _numbers(source: str, target: str, _context: Context) -> Iterator[Hit]:
    lost, new = differing(words(source), words(target))
    # A figure may stand in code on the other side.
    lost = _not_in(lost, code_spans(target)) if lost else ()
    new = _not_in(new, code_spans(source)) if new else ()
    if lost or new:
        message = _("numbers: {source} → {target}")
        shown = {"source": ", ".join(lost) or "–", "target": ", ".join(new) or "–"}
        yield Hit(message.format(**shown))


def _not_in(numbers: Sequence[str], code: Sequence[str]) -> tuple[str, ...]:
    whole = "\n".join(code)
    return tuple(number for number in numbers if number not in whole)


def _broken(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    """Emphasis that pairs up but stays literal: CommonMark does not close it beside Chinese."""
    for span in unrendered_emphasis(target):
        mark = span.of(target)
        message = _("{mark} does not render here as emphasis").format(mark=mark)
        yield Hit(message, span=span, target=mark, mend=mended_emphasis(target, span))


def _unbalanced(source: str, target: str, _context: Context) -> Iterator[Hit]:
    """A `**` that opens and is never closed; in the source, where that is known, each one is."""
    shown = words(target)
    if words(source).count("**") % 2:
        return
    if shown.count("**") % 2 and "***" not in shown and "\\*" not in shown:
        start = target.rfind("**")
        message = _("** without a second one")
        span = half_strong(target)
        mend = f"**{span.of(target).strip('*')}**" if span else None
        span = span or Span(start, start + 2)
        yield Hit(message, span=span, target=target[start:][:20], mend=mend)


RULES = (
    Rule("wrong-number", Severity.WARNING, "a number that differs from the source's", _numbers),
    Rule(
        "emphasis-broken",
        Severity.ERROR,
        "emphasis that does not render beside Chinese: its marks stay visible",
        _broken,
        put,
        Scope.TEXT,
    ),
    Rule(
        "emphasis-unbalanced", Severity.ERROR, "emphasis with one end", _unbalanced, put, Scope.TEXT
    ),
)
