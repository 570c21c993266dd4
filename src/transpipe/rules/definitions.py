"""The definitions of a Chinese file: each is read as one, and none of the source's is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from transpipe.links.addresses import is_localised
from transpipe.markdown.definitions import definitions, folded
from transpipe.markdown.references import uses
from transpipe.markdown.scan import What
from transpipe.markdown.segments import outline
from transpipe.markdown.slips import defined_as, narrow
from transpipe.model import Document, Severity, Span
from transpipe.rules.evidence import texts_of
from transpipe.rules.rule import Context, Hit, Rule, Scope, put

_LINE = re.compile(
    r"(?P<lead>[ \t>]*)[\[［【](?P<caret>[\^＾])?(?P<label>[^\[\]［］【】\n]{1,200})[\]］】]"
    r"[ \t]*[:：][ \t]*(?P<rest>\S.*)"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that was meant to define a label; `mend` is what would."""

    span: Span
    line: int
    note: bool
    label: str
    mend: str


def broken(document: Document) -> Iterator[Broken]:
    """The lines of paragraphs that were meant to be definitions, by their form alone."""
    for block in document.blocks:
        for number, fragment in enumerate(block.segment.fragments if block.segment else ()):
            found = _LINE.match(fragment.of(document.text)) if number < _MOST else None
            mend = _mended(found) if found else ""
            if found and mend and mend != found[0]:
                note, label = bool(found["caret"]), folded(narrow(found["label"]))
                yield Broken(fragment, block.lines[0] + number, note, label, mend)


_MOST = 200  # lines of one paragraph that are looked at


def _mended(found: re.Match[str]) -> str:
    if found["caret"]:
        return f"{found['lead']}[^{narrow(found['label'])}]: {found['rest']}"
    parts = defined_as(found["rest"])
    return f"{found['lead']}[{found['label']}]: {parts}" if parts else ""


def broken_labels(context: Context) -> Collection[tuple[bool, str]]:
    """The labels that lines of the file were meant to define; whether those of notes."""
    return {(each.note, each.label) for each in _broken(context)}


def noted(source: str, target: str, context: Context) -> str:
    """The words of a note alone, where its label stands among them for the file's slip."""
    found = _LINE.match(target)
    if not found or not found["caret"] or _LINE.match(source):
        return target
    label = folded(narrow(found["label"]))
    return found["rest"] if (True, label) in broken_labels(context) else target


def _broken(context: Context) -> Sequence[Broken]:
    """Such lines whose labels somebody asks for: in the file, or in its source."""
    if context.article is None or context.defined is None:
        return ()
    found = tuple(broken(context.article))
    if not found:
        return ()
    asked = _asked(context.article)
    if context.english is not None:
        asked |= _asked(context.english)
    if context.asked is not None:
        asked |= {(False, label) for label in context.asked.links}
        asked |= {(True, label) for label in context.asked.notes}
    known = context.defined
    return tuple(
        each
        for each in found
        if (each.note, each.label) in asked
        and each.label not in (known.notes if each.note else known.links)
    )


def _asked(document: Document) -> set[tuple[bool, str]]:
    """The labels that a document asks for, but those of lines that are definitions."""
    found = (use for text in texts_of(document) for use in uses(text))
    return {(use.what is What.FOOTNOTE, use.label) for use in found}


def _not_read(_source: str, target: str, context: Context) -> Iterator[Hit]:
    for each in _broken(context):
        text = each.span.of(target)
        message = _("{text} defines nothing: {mend}")
        message = message.format(text=_short(text), mend=_short(each.mend))
        yield Hit(message, span=each.span, line=each.line, target=text, mend=each.mend)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


# ── What the source defines, and the file asks for in vain ──────────────────────────────────


def lacking(context: Context) -> Sequence[str]:
    """The labels that the source asks for more often than the file."""
    here, there = context.here, context.there
    if here is None or there is None:
        return ()
    known = context.defined.links if context.defined else {}
    return [
        label
        for label, address in there.labels.items()
        if here.counts.get(label, 0) < there.counts[label]
        and not {address, known.get(label, address)} & here.links
    ]


def unasked(context: Context) -> Sequence[str]:
    """The labels that the file defines and nowhere asks for, nor the source."""
    if context.defined is None or context.here is None:
        return ()
    there = context.asked.links if context.asked else {}
    return [
        label
        for label in context.defined.links
        if label not in context.here.labels and label not in there
    ]


def renamed(label: str, context: Context) -> Sequence[str]:
    """The labels that may be the file's own for one that its source has."""
    if context.there is None or context.defined is None:
        return unasked(context)
    address, known = context.there.labels.get(label, ""), context.defined.links
    return [n for n in unasked(context) if known[n] == address or is_localised(address, known[n])]


def _undefined(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """A label of the source that the file asks for as well, without its definition."""
    if context.article is None or context.english is None or context.there is None:
        return
    literal = context.here.literal if context.here else ()
    labels = {label for note, label in broken_labels(context) if not note}
    for definition in definitions(context.english):
        label = definition.label
        wanted = label in literal and label in context.there.labels
        wanted = wanted and not renamed(label, context)
        if wanted and label not in labels:
            labels.add(label)
            text = definition.span.of(context.english.text)
            at = definition.target.start - definition.span.start
            address = definition.target.of(context.english.text)
            new = context.links.forward(address) if context.links else address
            whole = text[:at] + new + text[at + len(address) :]
            message = _("the source defines [{label}], and the file does not").format(
                label=definition.name.of(context.english.text)
            )
            line = max(target.rstrip("\n").count("\n") + 1, 1)
            yield _appended(Hit(message, line=line, target=whole), target, whole)


def _appended(hit: Hit, target: str, definition: str) -> Hit:
    """The hit with a mend that puts a definition at the end of the file."""
    body = target.rstrip("\n")
    last = body.rpartition("\n")[2].lstrip(" \t>")
    gap = "\n" if last.startswith("[") and "]:" in last else "\n\n"
    mend = gap + definition + "\n"
    grown = outline(body + mend)
    fits = any(d.label for d in definitions(grown) if d.span.end >= len(body))
    return replace(hit, span=Span(len(body), len(target)), mend=mend if fits else None)


RULES = (
    Rule(
        "broken-definition",
        Severity.ERROR,
        "the definition of a label that is written so that it shows as text",
        _not_read,
        put,
        Scope.ARTICLE,
    ),
    Rule(
        "missing-definition",
        Severity.ERROR,
        "the definition of a label that the file lacks and its source has",
        _undefined,
        put,
        Scope.ARTICLE,
    ),
)
