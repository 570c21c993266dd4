"""Every quantity in figures is the same, however it is written: 300 million = 3 亿."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, words
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.numbers import differing


def _wrong(source: str, target: str, _context: Context) -> Iterator[Hit]:
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


RULES = (Rule("wrong-number", Severity.WARNING, "a number that differs from the source's", _wrong),)
