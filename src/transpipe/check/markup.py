"""Rules about code, emphasis and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, unrendered_emphasis, words
from transpipe.model import Finding, Severity, Span, Unit
from transpipe.text.amounts import differing
from transpipe.text.similarity import nearest


def same_code(unit: Unit) -> Iterator[Finding]:
    """Every code span of the source is in the target, unchanged; repeating one is no matter."""
    before = {_bare(code) for code in code_spans(unit.source)}
    after = {_bare(code) for code in code_spans(unit.target)}
    new = sorted(after - before)
    for code in sorted(before - after):
        if other := nearest(code, new, 0.5):
            new.remove(other)
            message = _("{old} has become {new}").format(old=code, new=other)
            yield _finding("changed-code", Severity.ERROR, message, unit)
        elif code in unit.target:
            message = _("{code} is not marked as code").format(code=code)
            yield _finding("dropped-code", Severity.WARNING, message, unit)
        else:
            message = _("no {code}").format(code=code)
            yield _finding("dropped-code", Severity.ERROR, message, unit)
    for code in new:
        if code not in unit.source:
            message = _("code that the source does not have: {code}").format(code=code)
            yield _finding("extra-code", Severity.INFO, message, unit)


def same_numbers(unit: Unit) -> Iterator[Finding]:
    """Every quantity in figures is the same, however it is written: 300 million = 3 亿."""
    lost, new = differing(words(unit.source), words(unit.target))
    # A figure may stand in code on the other side.
    lost = _not_in(lost, code_spans(unit.target)) if lost else ()
    new = _not_in(new, code_spans(unit.source)) if new else ()
    if lost or new:
        message = _("numbers: {source} → {target}").format(
            source=", ".join(lost) or "–", target=", ".join(new) or "–"
        )
        yield _finding("wrong-number", Severity.WARNING, message, unit)


def _not_in(numbers: Sequence[str], code: Sequence[str]) -> tuple[str, ...]:
    whole = "\n".join(code)
    return tuple(number for number in numbers if number not in whole)


def rendered_emphasis(text: str) -> Iterator[tuple[Span, Finding]]:
    """Emphasis that pairs up but stays literal: CommonMark does not close it beside Chinese."""
    for span in unrendered_emphasis(text):
        mark = span.of(text)
        message = _("{mark} does not render here as emphasis").format(mark=mark)
        yield span, Finding("emphasis-broken", Severity.ERROR, message, target=mark)


def balanced_emphasis(text: str) -> Iterator[tuple[Span, Finding]]:
    """A `**` that opens and is never closed."""
    shown = words(text)
    if shown.count("**") % 2 and "***" not in shown and "\\*" not in shown:
        start = text.rfind("**")
        message = _("** without a second one")
        yield (
            Span(start, start + 2),
            Finding("emphasis-unbalanced", Severity.ERROR, message, target=text[start:][:20]),
        )


def _bare(code: str) -> str:
    return code.strip("`").strip()


def _finding(code: str, severity: Severity, message: str, unit: Unit) -> Finding:
    return Finding(code, severity, message, source=unit.source, target=unit.target)
