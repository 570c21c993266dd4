"""What was meant to render, and does not: full-width brackets, labels that nothing defines.

A text alone says it where nothing else is written so; else its source must have such a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _

from transpipe.markdown.definitions import folded
from transpipe.markdown.inline import links, may_link
from transpipe.markdown.references import Use, dead
from transpipe.markdown.scan import What
from transpipe.markdown.slips import (
    PICTURE,
    Form,
    Slip,
    has_loose_bracket,
    is_address,
    is_whole,
    slips,
    unclosed,
)
from transpipe.model import Severity, Span
from transpipe.rules.definitions import broken_labels, lacking, renamed, unasked
from transpipe.rules.evidence import Shown
from transpipe.rules.guards import has_bracket
from transpipe.rules.rule import NOWHERE, Context, Hit, Repair, Rule, Scope, put
from transpipe.text.han import has_han

# `[words](<a rel=)`: what stands for an address is half a tag, or a quote.
_NO_ADDRESS = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]\((?:<[^>()\n]{0,300}|[“”‘’\"'][^()\n]{0,300})\)"
)
_BEHIND_TAG = re.compile(r"\s{0,3}>\s{0,3}(?P<words>[^\s\[\]<>()]{1,80})")


def _literal(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for slip in meant(target, context.there, context):
        yield _hit(target, slip)
    for found in _NO_ADDRESS.finditer(target) if "](" in target else ():
        if not any(link.span.start <= found.start() < link.span.end for link in links(target)):
            message = _("{text} is no link: nothing there is an address").format(text=found[0])
            repairs = _unwrapped(target, found)
            yield Hit(message, span=Span(*found.span()), target=found[0], repairs=repairs)


def _unwrapped(target: str, found: re.Match[str]) -> tuple[Repair, ...]:
    """What half a tag was: the words that stand behind it, as a link to the address before it."""
    address = re.sub(r"\s+(?=:)", "", found["words"]).strip("“”‘’\"' ")
    behind = _BEHIND_TAG.match(target, found.end())
    if not is_address(address) or not behind:
        return ()
    mend = f"[{behind['words']}]({address})"
    return (Repair(Span(found.start(), behind.end()), mend),) if is_whole(mend) else ()


def _literal_beside(source: str, target: str, context: Context) -> Iterator[Hit]:
    """What only its source says; of a text in a file the whole source has been asked."""
    if context.article is not None:
        return
    alone = {slip.span for slip in meant(target, None, NOWHERE)}
    for slip in meant(target, Shown.of([source]), NOWHERE):
        if slip.span not in alone:
            yield _hit(target, slip)


def _hit(target: str, slip: Slip) -> Hit:
    text = slip.span.of(target)
    message = _("{text} does not render: {mend}").format(text=text, mend=slip.mend)
    return Hit(message, span=slip.span, target=text, mend=slip.mend)


def meant(target: str, there: Shown | None, context: Context) -> tuple[Slip, ...]:
    """What of a text was meant to render and does not, as far as its source is known."""
    if not may_link(target) and not has_loose_bracket(target):
        return ()
    found = [slip for slip in slips(target) if _is_meant(slip, target, there, context)]
    addresses = (there.links | there.images) if there and has_loose_bracket(target) else ()
    for address in sorted(addresses):
        slip = unclosed(target, address)
        found += [slip] if slip else []
    return tuple(_apart(found))


def _apart(found: Iterable[Slip]) -> Iterator[Slip]:
    """Those that begin first, and of these the longest; none within another."""
    end = 0
    for slip in sorted(found, key=lambda slip: (slip.span.start, -slip.span.end)):
        if slip.span.start >= end:
            end = slip.span.end
            yield slip


def _is_meant(slip: Slip, target: str, there: Shown | None, context: Context) -> bool:
    if there is not None and slip.target in there.literal:
        return False
    match slip.form:
        case Form.ADDRESS:
            return slip.evident or (there is not None and there.has(slip))
        case Form.SIGN:
            return _is_picture(slip, target, there, context)
        case Form.NOTE:
            if slip.span.start == 0 and (True, slip.target) in broken_labels(context):
                return False
            notes = (*(context.defined.notes if context.defined else ()), *_notes(there))
            return slip.evident or slip.target in notes
    labels = context.defined.links if context.defined else {}
    known = slip.target in labels and (there is None or slip.target in there.labels)
    return known and (there is not None or slip.form is Form.LABEL)


def _is_picture(slip: Slip, target: str, there: Shown | None, context: Context) -> bool:
    """Whether a link behind `！` was to be an image: it is all of its block, or the source says."""
    if slip.mend.strip("!") == target.strip("！! ") and PICTURE.search(slip.target):
        return True
    if there is None or slip.target in there.links:
        return False
    fewer = context.here is not None and len(context.here.images) < len(there.images)
    return there.has(slip) or (fewer and PICTURE.search(slip.target) is not None)


def _notes(there: Shown | None) -> Iterable[str]:
    return there.notes if there else ()


# ── Labels that nothing defines ─────────────────────────────────────────────────────────────


def _dead(_source: str, target: str, context: Context) -> Iterator[Hit]:
    if context.defined is None:
        return
    slips = [slip.span for slip in meant(target, context.there, context)]
    for use in dead(target, context.defined):
        if _is_asked(use, context) and not any(_is_part(use.span, span) for span in slips):
            text = use.span.of(target)
            message = _("nothing defines {text}: it shows as it stands").format(text=text)
            yield Hit(message, span=use.span, target=text, mend=_relabelled(use, context))


def _is_part(span: Span, whole: Span) -> bool:
    """Whether it stands within what is another finding: `[words]` of `[words]（address）`."""
    return whole.start <= span.start and span.end <= whole.end


def _is_asked(use: Use, context: Context) -> bool:
    """Whether a label was meant as one; what is said of its definition is not said here."""
    note = use.what is What.FOOTNOTE
    if (note, use.label) in broken_labels(context) or (note and _is_coming(use.label, context)):
        return False
    if context.there is None:
        return note or (not use.short and has_han(use.words + use.label))
    if (f"^{use.label}" if note else use.label) in context.there.literal:
        return False
    if note or not use.short:
        return note or use.label not in context.there.labels or bool(renamed(use.label, context))
    if use.label in context.there.labels:
        return bool(renamed(use.label, context))
    return bool(lacking(context)) and not use.words.isascii()


def _is_coming(label: str, context: Context) -> bool:
    """Whether a note that the file defines under another label is about to get this one."""
    notes = context.defined.notes if context.defined else ()
    return any(ours in notes and label == folded(new) for ours, new in context.note_labels.items())


def _relabelled(use: Use, context: Context) -> str | None:
    """The same with the one label that is meant, where there is only one that can be."""
    if use.what is What.FOOTNOTE:
        wanted, label = _lacking_notes(context), context.note_labels.get(use.label, "")
        label = label if folded(label) in wanted else _only(wanted)
        return f"[^{label}]" if label else None
    if context.there is not None and use.label in context.there.labels:
        label = _only(renamed(use.label, context))
    else:
        wanted = [label for label in lacking(context) if label in _links(context)]
        label = _only(wanted) or _only(unasked(context))
    name = context.defined.names.get(label, label) if context.defined else label
    mend = f"{'!' * (use.what is What.IMAGE)}[{use.words}][{name}]"
    return mend if label and is_whole(mend) else None


def _links(context: Context) -> Iterable[str]:
    return context.defined.links if context.defined else ()


def _lacking_notes(context: Context) -> Sequence[str]:
    """The notes that the file defines and does not ask for, which its source does."""
    defined, here = context.defined, context.here
    if defined is None or here is None:
        return ()
    there = context.there.notes if context.there else defined.notes
    return sorted(label for label in defined.notes if label not in here.notes and label in there)


def _only(labels: Sequence[str]) -> str:
    return labels[0] if len(labels) == 1 else ""


RULES = (
    Rule(
        "malformed-link",
        Severity.ERROR,
        "a link, image or note that is written so that it shows as text",
        _literal,
        put,
        Scope.TEXT,
        where=has_bracket,
    ),
    Rule(
        "malformed-link",
        Severity.ERROR,
        "a link, image or note that is written so that it shows as text",
        _literal_beside,
        put,
        where=has_bracket,
    ),
    Rule(
        "dead-reference",
        Severity.ERROR,
        "a label, of a link or a note, that nothing in the file defines",
        _dead,
        put,
        Scope.TEXT,
        where=has_bracket,
    ),
)
