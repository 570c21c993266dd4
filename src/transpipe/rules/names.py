"""Names that a machine translated, as far as a person has decided what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.scan import markup, scan
from transpipe.model import Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope
from transpipe.text.han import is_han


def _translated(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """The longest first; of one character only where no other Chinese one stands beside it."""
    taken = list(markup(scan(target))) if context.products else []
    for said, name in sorted(context.products.items(), key=lambda each: (-len(each[0]), each[0])):
        at = target.find(said)
        while at >= 0:
            span = Span(at, at + len(said))
            free = not any(span.start < other.end and other.start < span.end for other in taken)
            if free and (len(said) > 1 or _is_apart(target, span)):
                taken.append(span)
                message = _("{said} stands for the name {name}").format(said=said, name=name)
                yield Hit(message, span=span, target=said, repairs=(Repair(span, name),))
            at = target.find(said, span.end)


def _is_apart(target: str, span: Span) -> bool:
    around = target[span.start - 1 : span.start] + target[span.end : span.end + 1]
    return not any(map(is_han, around))


def _has_products(context: Context) -> bool:
    """Whether names were decided upon."""
    return bool(context.products)


RULES = (
    Rule(
        "proper-noun-translated",
        Severity.WARNING,
        "a name that was translated, as decided in names.toml",
        _translated,
        of=Scope.TEXT,
        given=_has_products,
    ),
)
