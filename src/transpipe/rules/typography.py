"""How Chinese is set, as rules: each tells of what `setting` would set right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from gettext import gettext as _

from transpipe.model import Severity, Span
from transpipe.rules.guards import (
    has_blank,
    has_dash,
    has_half_width,
    has_latin,
    has_round_bracket,
    may_touch_code,
)
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.rules.seen import seen
from transpipe.rules.setting import (
    blanks_at_marks,
    blanks_between,
    dashes,
    half_width_brackets,
    half_width_marks,
    missing_at_code,
    missing_blanks,
)
from transpipe.rules.slip import CHINESE, Find


def _slips(find: Find, target: str) -> Iterator[tuple[Span, str]]:
    """Where something would be set right, and what stands there."""
    text = seen(target)
    for slip in find(text) if CHINESE.search(text.shown) else ():
        place = text.place(slip.start, slip.end)
        yield place, place.of(target)


# A message is looked up where there is something to say: that takes longer than the looking.
def _of_mark(find: Find, _source: str, target: str, _context: Context) -> Iterator[Hit]:
    for place, shown in _slips(find, target):
        said = _("half-width {text} in Chinese text").format(text=shown)
        yield Hit(said, span=place, target=shown)


def _of_dash(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    for place, shown in _slips(dashes, target):
        said = _("{text} between Chinese words; a dash is ——").format(text=shown)
        yield Hit(said, span=place, target=shown)


def _of_blank(find: Find, _source: str, target: str, _context: Context) -> Iterator[Hit]:
    for place, shown in _slips(find, target):
        said = _("a blank that does not belong there: “{text}”").format(text=shown)
        yield Hit(said, span=place, target=shown)


def _of_none(find: Find, _source: str, target: str, _context: Context) -> Iterator[Hit]:
    for place, shown in _slips(find, target):
        yield Hit(_("no blank in “{text}”").format(text=shown), span=place, target=shown)


# A mark of another writing is wrong in Chinese; of blanks and brackets styles differ.
RULES = (
    Rule(
        "halfwidth-punct",
        Severity.WARNING,
        "a half-width mark in Chinese text",
        partial(_of_mark, half_width_marks),
        of=Scope.TEXT,
        where=has_half_width,
    ),
    Rule(
        "halfwidth-bracket",
        Severity.INFO,
        "half-width brackets in Chinese text",
        partial(_of_mark, half_width_brackets),
        of=Scope.TEXT,
        where=has_round_bracket,
    ),
    Rule(
        "halfwidth-dash",
        Severity.INFO,
        "what stands for a dash in Chinese text, and is none",
        _of_dash,
        of=Scope.TEXT,
        where=has_dash,
    ),
    Rule(
        "space-around-punct",
        Severity.INFO,
        "a blank beside a full-width mark",
        partial(_of_blank, blanks_at_marks),
        of=Scope.TEXT,
        where=has_blank,
    ),
    Rule(
        "space-between-cjk",
        Severity.INFO,
        "a blank between two Chinese characters",
        partial(_of_blank, blanks_between),
        of=Scope.TEXT,
        where=has_blank,
    ),
    Rule(
        "missing-cjk-latin-space",
        Severity.INFO,
        "no blank where Chinese meets Latin letters or digits",
        partial(_of_none, missing_blanks),
        of=Scope.TEXT,
        where=has_latin,
    ),
    Rule(
        "missing-code-space",
        Severity.INFO,
        "no blank where Chinese meets code, or a link in other writing",
        partial(_of_none, missing_at_code),
        of=Scope.TEXT,
        where=may_touch_code,
    ),
)

OF_BLANKS = ("space-around-punct", "space-between-cjk")
"""What is said of blanks, and not of the ends of lines."""

STYLE = frozenset(rule.code for rule in RULES if rule.severity is Severity.INFO)
"""What a house may want otherwise: told of files, and of no pair by itself."""
