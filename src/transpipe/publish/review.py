"""The changes of articles for a reviewer: a comment in Markdown, lines for a terminal, rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from transpipe.model import Change, Edit, Finding, Standing, Unit, standing
from transpipe.publish.changes import kind
from transpipe.publish.language import Speak, origin, speak, word

# GitHub refuses a comment that is longer (in characters).
LIMIT = 65_536
# By this line a later run finds its comment and writes it anew.
MARKER = "<!-- transpipe:review -->"

_OPEN = 8  # articles with more changes are shown folded
_ROW = 6_000  # characters of one text that a comment shows

# C0 and C1 controls, marks that turn the reading direction, and halves of surrogate pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# GitHub makes links of these, tells the people they name, and notes it in the issues they name.
_NAMES = re.compile(r"(?<=[@#])(?=\w)|(?<=GH-)(?=\d)|(?<=github\.com)(?=/)", re.IGNORECASE)

Line = tuple[str, tuple[Edit, ...]]


def as_markdown(
    changed: Mapping[str, Sequence[Change]],
    *,
    language: str = "zh_CN",
    base: str = "",
    limit: int = LIMIT,
    findings: Sequence[Finding] = (),
) -> str:
    """A comment for a pull request, at most `limit` characters: headings → changes, bilingual.

    The texts stand in HTML blocks without an empty line, where no Markdown of theirs is read and
    no name in them becomes a mention; what does not fit is counted in the last line. `findings`
    stand below, a line each.
    """
    _ = speak(language)
    parts = [MARKER, "## " + _("Translation review"), _summary(changed, base, _)]
    notes = _notes(findings, limit // 4, _)
    room = limit - sum(len(part) + 2 for part in (*parts, *notes)) - 200
    left = 0
    for heading, group in changed.items():
        opening, closing = _frame(heading, group, _)
        rows: list[str] = []
        used = len(opening) + len(closing) + 2
        for number, change in enumerate(group):
            row = _table_row(change, _)
            if used + len(row) + 1 > room or left:
                left += len(group) - number
                break
            rows.append(row)
            used += len(row) + 1
        if rows:
            parts.append("\n".join([opening, *rows, closing]))
            room -= used + 2
    if left:
        parts.append(_("+{count} more; `transpipe review` shows them all").format(count=left))
    return "\n\n".join([*parts, *notes]) + "\n"


def as_text(changed: Mapping[str, Sequence[Change]], *, language: str = "zh_CN") -> list[Line]:
    """Lines for a terminal: (`heading` | `state` | `source` | `target` | `blank`, runs).

    The runs are those of a word diff; nothing in them can steer a terminal.
    """
    _ = speak(language)
    lines: list[Line] = []
    for heading, group in changed.items():
        if not group:
            continue
        lines.append(("heading", (Edit("=", visible(heading)),)))
        for change in group:
            lines.append(("state", (Edit("=", _label(change, _)),)))
            lines += [("source", runs) for runs in _split(change.source)]
            lines += [("target", runs) for runs in _split(change.target)]
            lines.append(("blank", ()))
    return lines


def as_rows(changed: Iterable[Change]) -> list[dict[str, str | None]]:
    """One flat object a change, for `--json`; null where there is no such side."""
    return [
        {
            "article": change.article,
            "locale": change.locale.value,
            "change": kind(change),
            "context": (change.after or change.before or Unit("")).context,
            "old_state": standing(change.before).value if change.before else None,
            "state": standing(change.after).value if change.after else None,
            "by": origin(change.after) or None,
            "old_source": change.before.source if change.before else None,
            "source": change.after.source if change.after else None,
            "old_target": change.before.target if change.before else None,
            "target": change.after.target if change.after else None,
        }
        for change in changed
    ]


def visible(text: str) -> str:
    """A text in which every control character and direction mark can be seen."""
    return _UNSEEN.sub(lambda m: f"<U+{ord(m[0]):04X}>", text)


def _notes(findings: Sequence[Finding], room: int, _: Speak) -> list[str]:
    """A list of findings, as many as there is room for (in characters)."""
    rows: list[str] = []
    for finding in findings:
        place = f"<code>{_quoted(finding.file)}:{finding.line}</code>"
        rows.append(f"<li>{place} {_quoted(finding.message[:_ROW])}</li>")
        if sum(map(len, rows)) > room:
            rows.pop()
            break
    less = len(findings) - len(rows)
    if less:
        more = _("+{count} more; `transpipe review` shows them all").format(count=less)
        rows.append(f"<li>{_quoted(more)}</li>")
    return ["<ul>\n" + "\n".join(rows) + "\n</ul>"] if rows else []


# ── How they are written ────────────────────────────────────────────────────────────────────


def _label(change: Change, _: Speak) -> str:
    """`stale → confirmed`, with who drafted it and who reviewed it."""
    now = standing(change.after)
    parts = [word(now, _)]
    if change.before is None:
        parts = [_("new"), word(now, _)]
    elif now is not Standing.REMOVED and standing(change.before) is not now:
        parts = [f"{word(standing(change.before), _)} → {word(now, _)}"]
    if by := origin(change.after):
        parts.append(visible(by))
    if change.after and change.after.review:
        parts.append(_("reviewed by {name}").format(name=visible(change.after.review.by)))
    return " · ".join(parts)


def _summary(changed: Mapping[str, Sequence[Change]], base: str, _: Speak) -> str:
    count = sum(len(group) for group in changed.values())
    articles = sum(1 for group in changed.values() if group)
    if not count:
        return _("No unit has changed.")
    text = _("units changed: {count} · articles: {articles}").format(count=count, articles=articles)
    since = _("since {revision}").format(revision=f"<code>{_quoted(base)}</code>")
    return f"{text} · {since}" if base else text


def _frame(heading: str, group: Sequence[Change], _: Speak) -> tuple[str, str]:
    """What stands around the rows of an article: folded when there are many."""
    count = _("changes: {count}").format(count=len(group))
    source, target = _("Source"), _("Translation")
    head = f"<tr><th></th><th>{source}</th><th>{target}</th></tr>"
    opened = " open" if len(group) <= _OPEN else ""
    return (
        f"<details{opened}><summary><b>{_quoted(heading)}</b> · {count}</summary>\n<table>\n{head}",
        "</table>\n</details>",
    )


def _table_row(change: Change, _: Speak) -> str:
    return (
        f'<tr valign="top"><td>{_quoted(_label(change, _))}</td>'
        f"<td>{_marked(change.source)}</td><td>{_marked(change.target)}</td></tr>"
    )


def _marked(edits: Sequence[Edit]) -> str:
    """A word diff in HTML; from `_ROW` characters on, the rest is left out."""
    parts: list[str] = []
    room = _ROW
    for edit in edits:
        name = {"-": "del", "+": "ins"}.get(edit.op)
        text = _quoted(edit.text[:room]) + ("…" if len(edit.text) > room else "")
        parts.append(f"<{name}>{text}</{name}>" if name else text)
        room -= len(edit.text)
        if room <= 0:
            break
    return "".join(parts)


def _quoted(text: str) -> str:
    """A text as it is, on one line of HTML: no tag, no Markdown, no mention, no control mark."""
    safe = escape(_NAMES.sub("\u200b", visible(text)))
    return safe.replace("\t", " ").replace("\n", "<br>")


def _split(edits: Sequence[Edit]) -> list[tuple[Edit, ...]]:
    """A word diff cut at its line ends."""
    lines: list[list[Edit]] = [[]]
    for edit in edits:
        for number, piece in enumerate(edit.text.split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Edit(edit.op, visible(piece)))
    return [tuple(line) for line in lines if line]
