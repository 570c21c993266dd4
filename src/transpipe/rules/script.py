"""The characters of a traditional text: those of the other script in it, and of no script."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.scan import markup, scan
from transpipe.model import Severity, Span
from transpipe.rules.radicals import character_of
from transpipe.rules.rule import Context, Hit, Rule, Scope, put
from transpipe.text.han import count_han


def _mixed(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """What readers in Taiwan take for a mistake; only where a text is known to be for them."""
    slips = context.spelling(target) if context.spelling is not None else ()
    around = markup(scan(target)) if slips else ()
    for slip in slips:
        if character_of(slip.character) == slip.expected:
            continue  # a radical, of which another rule tells
        if any(span.start <= slip.at < span.end for span in around):
            continue
        if _is_quoted(target, slip.at, context):
            continue
        texts = {"character": slip.character, "expected": slip.expected}
        message = _("{character} in a traditional text: {expected}").format(**texts)
        mend = slip.expected if slip.certain else None
        span = Span(slip.at, slip.at + 1)
        yield Hit(message, span=span, target=target[max(0, slip.at - 6) : slip.at + 7], mend=mend)


def _is_quoted(target: str, at: int, context: Context) -> bool:
    """Whether the English, too, has the Chinese around it: what a language calls itself."""
    start = end = at
    while start and count_han(target[start - 1]):
        start -= 1
    while end < len(target) and count_han(target[end]):
        end += 1
    blocks = context.english.blocks if context.english is not None else ()
    return any(target[start:end] in block.raw for block in blocks)


def _is_spelt(context: Context) -> bool:
    """Whether the characters of a script are known."""
    return context.spelling is not None


RULES = (
    Rule(
        "script-mixed",
        Severity.WARNING,
        "a simplified character, or a wrong one of several, in a text for Taiwan",
        _mixed,
        put,
        Scope.TEXT,
        given=_is_spelt,
    ),
)
