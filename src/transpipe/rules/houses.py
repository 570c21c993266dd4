"""What some houses want of Chinese, and others do not: a house style asks for these rules."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from gettext import gettext as _
from types import MappingProxyType

from transpipe.model import Severity
from transpipe.model.house_style import HouseStyle
from transpipe.rules.house_marks import FINDS
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.rules.seen import seen
from transpipe.rules.slip import CHINESE

_AROUND = 5  # characters shown beside a place
WANTED = MappingProxyType(
    {
        HouseStyle.HOUSE: frozenset[str](),
        HouseStyle.COPYWRITING: frozenset(
            {"straight-quotes", "fullwidth-alphanumeric", "repeated-mark", "unit-space"}
        ),
        HouseStyle.MDN: frozenset({"straight-quotes", "fullwidth-alphanumeric", "space-at-link"}),
        HouseStyle.KUBERNETES: frozenset({"straight-quotes"}),
        HouseStyle.TAIWAN: frozenset({"straight-quotes", "curly-quotes"}),
    }
)
"""The codes of this module that a house style asks for."""

UNWANTED = MappingProxyType(
    dict.fromkeys(HouseStyle, frozenset[str]())
    | {HouseStyle.TAIWAN: frozenset({"missing-cjk-latin-space", "missing-code-space"})}
)
"""What others ask for, and this house style does not."""


def _told(code: str, _source: str, target: str, context: Context) -> Iterator[Hit]:
    """What a house style would have otherwise, where it is the project's."""
    text = seen(target) if code in context.wanted else None
    if text is None or not CHINESE.search(text.shown):
        return
    for slip in FINDS[code](text):
        place = text.place(slip.start, slip.end)
        around = target[max(0, place.start - _AROUND) : place.end + _AROUND].strip()
        said = _("not as this project's house style has it: {text}").format(text=around)
        yield Hit(said, span=place, target=place.of(target))


def _is_wanted(context: Context) -> bool:
    """Whether the house style asks for any of these."""
    return bool(context.wanted)


RULES = (
    Rule(
        "straight-quotes",
        Severity.INFO,
        "straight quotes around Chinese, for houses that want “”",
        partial(_told, "straight-quotes"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
    Rule(
        "curly-quotes",
        Severity.INFO,
        "curly quotes in Chinese text, for houses that want 「」",
        partial(_told, "curly-quotes"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
    Rule(
        "fullwidth-alphanumeric",
        Severity.INFO,
        "a full-width letter or digit, for houses that want none",
        partial(_told, "fullwidth-alphanumeric"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
    Rule(
        "repeated-mark",
        Severity.INFO,
        "a mark that is repeated, for houses that want it once",
        partial(_told, "repeated-mark"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
    Rule(
        "unit-space",
        Severity.INFO,
        "a unit without its blank, or % with one, for houses that mind",
        partial(_told, "unit-space"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
    Rule(
        "space-at-link",
        Severity.INFO,
        "a blank between Chinese and a Chinese link, for houses that want none",
        partial(_told, "space-at-link"),
        of=Scope.TEXT,
        given=_is_wanted,
    ),
)
