"""The words of a target: its quantities are the source's, and emphasis renders as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.emphasis import half_strong, rendered, unrendered_emphasis
from transpipe.markdown.emphasis_mends import mended_emphasis
from transpipe.markdown.inline import code_spans, links, replace_spans, words
from transpipe.markdown.scan import scan
from transpipe.model import AnchorStyle, Severity, Span
from transpipe.rules.flipped import is_flipped
from transpipe.rules.guards import has_emphasis
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope, put
from transpipe.text.amount_changes import differing

_CLAUSE_END = re.compile(r"[，。；：！？,;:!?\n]|$")
# Paths and names: `a/**/b`, `**/*.md`, v4.0-**.tar.gz.
_GLOB = re.compile(r"(?<=[-./])\*\*(?=[-./])|(?<![^\s`\"'(])\*\*(?=/\*)")
_SENTENCE_END = re.compile(r"[。！？!?\n]\s*")


def _numbers(source: str, target: str, _context: Context) -> Iterator[Hit]:
    lost, new = differing(words(source), words(target))
    # A figure may stand in code on the other side, or name a picture there.
    lost = _not_in(lost, _hidden(target)) if lost else ()
    new = _not_in(new, _hidden(source)) if new else ()
    if lost or new:
        message = _("numbers: {source} → {target}")
        shown = {"source": ", ".join(lost) or "–", "target": ", ".join(new) or "–"}
        yield Hit(message.format(**shown))


def _not_in(numbers: Sequence[str], code: Sequence[str]) -> tuple[str, ...]:
    whole = "\n".join(code)
    return tuple(n for n in numbers if n not in whole and n.replace(" ", "") not in whole)


def _hidden(text: str) -> tuple[str, ...]:
    """What of a text nobody reads as words: code, and the addresses of pictures."""
    return (*code_spans(text), *(link.target for link in links(text) if link.image))


def _broken(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """Emphasis that pairs up but stays literal: CommonMark does not close it beside Chinese.

    kramdown does, where Jekyll makes the site: then it stays literal on GitHub alone. Parsers that
    are friendly to Chinese do as well, where the settings say that the site has one.
    """
    jekyll = context.naming.style is AnchorStyle.JEKYLL
    for span in unrendered_emphasis(target, context.cjk_friendly):
        mark = span.of(target)
        message = _("{mark} does not render here as emphasis").format(mark=mark)
        severity = Severity.INFO if jekyll and mark.startswith("**") else None
        mend = None if is_flipped(target) else mended_emphasis(target, span)
        yield Hit(message, severity, span, target=mark, mend=mend)


def _unbalanced(source: str, target: str, _context: Context) -> Iterator[Hit]:
    """A `**` that opens and is never closed; in the source, where that is known, each one is."""
    shown = _GLOB.sub("", words(target))
    if words(source).count("**") % 2:
        return
    if shown.count("**") % 2 and "***" not in shown and "\\*" not in shown:
        start = target.rfind("**")
        message = _("** without a second one")
        span = half_strong(target)
        mend = f"**{span.of(target).strip('*')}**" if span else None
        repairs = _paired(target) if span is None else ()
        span = span or Span(start, start + 2)
        yield Hit(message, span=span, target=target[start:][:20], mend=mend, repairs=repairs)


def _paired(target: str) -> tuple[Repair, ...]:
    """A second `**` where the clause ends that the lone one opens, or the sentence that it closes.

    None where not all of them would render then.
    """
    marks = rendered(target)
    # Links, pictures and code have marks of their own.
    signs = list(target)
    for piece in scan(target):
        size = piece.span.end - piece.span.start
        signs[piece.span.start : piece.span.end] = "x" * size
    shown = "".join(signs)
    alone = [
        at
        for at in (found.start() for found in re.finditer(r"\*\*", shown))
        if not any(mark.start <= at < mark.end for mark in marks)
    ]
    for at in alone if len(alone) == 1 else ():
        opens = bool(target[at + 2 : at + 3].strip())
        if not opens and not target[max(0, at - 1) : at].strip():
            break  # between blanks it does neither
        found = _CLAUSE_END.search(shown, at + 2) if opens else None
        before = [each.end() for each in _SENTENCE_END.finditer(shown, 0, max(0, at - 1))]
        place = found.start() if found else max(before, default=0)
        new = replace_spans(target, [(Span(place, place), "**")])
        if len(rendered(new)) == len(marks) + 2:
            return (Repair(Span(place, place), "**"),)
    return ()


RULES = (
    Rule("wrong-number", Severity.WARNING, "a number that differs from the source's", _numbers),
    Rule(
        "emphasis-broken",
        Severity.ERROR,
        "emphasis that does not render beside Chinese: its marks stay visible",
        _broken,
        put,
        Scope.TEXT,
        where=has_emphasis,
    ),
    Rule(
        "emphasis-unbalanced",
        Severity.ERROR,
        "emphasis with one end",
        _unbalanced,
        put,
        Scope.TEXT,
        where=has_emphasis,
    ),
)
