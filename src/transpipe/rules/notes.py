"""The labels of notes are those of the source: sites read no others that are not ASCII."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.definitions import folded
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.references import note_label, uses
from transpipe.markdown.scan import What
from transpipe.model import Severity, Span
from transpipe.rules.guards import has_bracket
from transpipe.rules.rule import Context, Hit, Rule, Scope, put


def _asked(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for use in uses(target):
        label = context.note_labels.get(use.label) if use.what is What.FOOTNOTE else None
        if label and context.defined and use.label in context.defined.notes:
            text = use.span.of(target)
            yield Hit(_said(label, text), span=use.span, target=text, mend=f"[^{label}]")


def relabelled(text: str, context: Context) -> str:
    """A text of the file with the source's labels."""
    found = [(hit.span, hit.mend or "") for hit in _asked("", text, context)]
    return replace_spans(text, found)


def _defined(_source: str, target: str, context: Context) -> Iterator[Hit]:
    blocks = context.article.blocks if context.article and context.note_labels else ()
    for block in blocks:
        found = note_label(block.raw) if "footnote" in block.path else None
        label = context.note_labels.get(folded(found.of(block.raw))) if found else None
        if found and label:
            span = Span(block.span.start + found.start, block.span.start + found.end)
            line = target.count("\n", 0, span.start) + 1
            said = _said(label, f"[^{span.of(target)}]")
            yield Hit(said, span=span, line=line, target=span.of(target), mend=label)


def _said(label: str, text: str) -> str:
    return _("the source calls the note {text} [^{label}]").format(text=text, label=label)


RULES = (
    Rule(
        "note-label",
        Severity.WARNING,
        "the label of a note that is another than in the source",
        _asked,
        put,
        Scope.TEXT,
        where=has_bracket,
    ),
    Rule(
        "note-label",
        Severity.WARNING,
        "the label of a note that is another than in the source",
        _defined,
        put,
        Scope.ARTICLE,
    ),
)
