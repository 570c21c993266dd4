"""What a reviewer is told of a change, in words, and texts in which nothing can steer or link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

from transpipe.model import (
    Adoption,
    Change,
    ChangeKind,
    Comparison,
    Concern,
    Edit,
    Facts,
    Standing,
    Subject,
)
from transpipe.publish.language import Speak, word
from transpipe.publish.quoting import broken, quoted
from transpipe.text.unseen import visible

_NAME = 300  # characters of a name


def marked(edits: Sequence[Edit], room: int, between: str = "") -> str:
    """A word diff in HTML; from `room` characters on, the rest is left out.

    `between` stands where what went is followed by what came.
    """
    parts: list[str] = []
    before = "="
    for edit in edits:
        name = {"-": "del", "+": "ins"}.get(edit.op)
        text = broken(edit.text[:room]) + ("…" if len(edit.text) > room else "")
        parts += [between] if between and "=" not in (before, edit.op) else []
        parts.append(f"<{name}>{text}</{name}>" if name else text)
        before = edit.op
        room -= len(edit.text)
        if room <= 0:
            break
    return "".join(parts)


def count(found: Comparison, _: Speak) -> str:
    """How much has changed, and since when, in HTML."""
    if not found.changes:
        return _("No unit has changed.")
    articles = len({change.article for change in found.changes})
    text = _("changes: {count} · articles: {articles}").format(
        count=len(found.changes) + found.more, articles=articles
    )
    since = _("since {revision}").format(revision=f"<code>{quoted(found.base[:_NAME])}</code>")
    return f"{text} · {since}" if found.base else text


def reason(concern: Concern, _: Speak) -> str:
    """Why a change is to be looked at."""
    return {
        Concern.MODALITY: _("“not” or “must” on one side only"),
        Concern.NUMBER: _("a number on one side only"),
        Concern.OPAQUE: _("code on one side only"),
        Concern.FINDING: _("a new mistake"),
        Concern.CONFLICT: word(Standing.CONFLICT, _),
        Concern.LOST: _("the translation is gone"),
        Concern.PATCHED: _("patched by machine"),
        Concern.STALE: word(Standing.STALE, _),
        Concern.DOUBTFUL: word(Standing.DOUBTFUL, _),
        Concern.DRAFT: word(Standing.DRAFT, _),
        Concern.MISSING: word(Standing.MISSING, _),
        Concern.TRANSLATED: _("newly translated"),
        Concern.WORDING: _("wording"),
        Concern.FOLLOWED: _("both sides changed"),
        Concern.MARKUP: _("markup or links"),
        Concern.STATE: _("state"),
        Concern.MOVED: _("moved"),
    }[concern]


def label(change: Change, _: Speak) -> str:
    """`a number on one side only · confirmed → stale`, with who drafted and who reviewed it."""
    parts = [reason(change.concern, _), *_facts(change, _)]
    return " · ".join(dict.fromkeys(parts))


def _facts(change: Change, _: Speak) -> Iterator[str]:
    if change.how is ChangeKind.NEW:
        yield _("new")
    if change.how is ChangeKind.REMOVED:
        yield word(Standing.REMOVED, _)
    if change.subject is Subject.ADDITION:
        yield _("no unit: the translator’s own")
    if change.moved and change.concern is not Concern.MOVED:
        yield _("moved")
    if change.origin:
        yield _("from {article}").format(article=visible(change.origin))
    yield from _people(change.facts, _)


def _people(facts: Facts, _: Speak) -> Iterator[str]:
    """How a unit stands, and who wrote and reviewed its words."""
    if facts.standing is None:
        return
    now = word(facts.standing, _)
    yield now if facts.before is None else f"{word(facts.before, _)} → {now}"
    if facts.by:
        yield visible(facts.by)
    elif facts.drafted:
        said = _("left as drafted") if facts.left else _("drafted and edited")
        yield f"{said}: {visible(facts.engine)}" if facts.engine else said
    if facts.reviewer:
        yield _("reviewed by {name}").format(name=visible(facts.reviewer))


def places(change: Change) -> Iterator[tuple[str, int]]:
    """The files and lines in which a change stands: now, or where it is gone, before."""
    now, before = change.now, change.before or change.now
    for file, line in (
        (change.source_file, now.source_line or before.source_line),
        (change.target_file, now.target_line or before.target_line),
    ):
        if file and line:
            yield file, line


def linked(place: tuple[str, int], link: str) -> str:
    """A file and line in HTML; `link` is an address with `{path}` and `{line}`, '' for none."""
    path, line = place
    shown, parts = f"<code>{broken(path)}:{line}</code>", set(path.split("/"))
    # A path that leads up would lead out of the repository that the address is of.
    if not link.startswith(("https://", "http://")) or not {"", ".", ".."}.isdisjoint(parts):
        return shown
    named = quote(path.encode("utf-8", "replace"))
    address = link.replace("{path}", named).replace("{line}", str(line))
    return f'<a href="{escape(address)}">{shown}</a>'


def adopted(adoptions: tuple[Adoption, ...], _: Speak) -> list[str]:
    """What is told of the articles that were adopted: five lines."""
    counts = [
        (_("articles adopted: {count}"), len(adoptions)),
        (_("units confirmed: {count}"), sum(each.confirmed for each in adoptions)),
        (_("units doubtful: {count}"), sum(len(each.doubtful) + each.more for each in adoptions)),
        (_("units stale: {count}"), sum(each.stale for each in adoptions)),
        (_("units untranslated: {count}"), sum(each.missing for each in adoptions)),
    ]
    return [said.format(count=count) for said, count in counts] if adoptions else []
