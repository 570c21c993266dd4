"""A comment for a pull request, as GitHub renders it and cleans it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.model import Change, Comparison, Edit, Finding, Locale, Subject
from transpipe.publish.language import Speak, speak
from transpipe.publish.review.words import adopted, label, linked, marked, places, quoted
from transpipe.text.diff import shortened

# GitHub refuses a comment of more than 65,536 characters.
LIMIT = 64_000
# By this line a later run finds its comment and writes it anew.
MARKER = "<!-- transpipe:review -->"

_OPEN = 20  # so many changes are shown unfolded
_LONG = 1_500  # of texts that are longer, what stayed is shortened
_AROUND = 200
_ROW = 6_000  # characters of one text that are shown
_NAME = 300  # characters of a name
_DOUBTS = 30  # so many doubtful pairs are listed
_END = "</table>\n</details>"


@dataclass(frozen=True)
class Style:
    """How a comment is written: its language, its length, and an address of a file's line.

    `link` has `{path}` and `{line}` in it; '' for no links.
    """

    language: str = "zh_CN"
    limit: int = LIMIT
    link: str = ""


def as_markdown(found: Comparison, style: Style | None = None) -> str:
    """A comment, at most `limit` characters: the articles, worst first, with their changes.

    The texts stand in HTML blocks without an empty line, where no Markdown of theirs is read and
    no name in them becomes a mention; what does not fit is counted in the last line.
    """
    style = style or Style()
    _ = speak(style.language)
    head = [MARKER, "## " + _("Translation review"), _summary(found, _)]
    notes = [*_adoptions(found, style, _), *_notes(found.findings, style.limit // 5, _)]
    notes = _fitting(notes, style.limit // 3)
    room = style.limit - sum(len(part) + 2 for part in (*head, *notes)) - 200
    parts, left = _groups(found, style, room)
    if left:
        parts.append(_more(left, _))
    return "\n\n".join([*head, *parts, *notes]) + "\n"


def _summary(found: Comparison, _: Speak) -> str:
    if not found.changes:
        return "<p>" + _("No unit has changed.") + "</p>"
    articles = len({change.article for change in found.changes})
    text = _("changes: {count} · articles: {articles}").format(
        count=len(found.changes), articles=articles
    )
    since = _("since {revision}").format(revision=f"<code>{quoted(found.base[:_NAME])}</code>")
    return f"<p>{text} · {since}</p>" if found.base else f"<p>{text}</p>"


def _groups(found: Comparison, style: Style, room: int) -> tuple[list[str], int]:
    """The articles that fit, and how many changes do not."""
    _ = speak(style.language)
    parts: list[str] = []
    shown = left = 0
    for key, group in found.groups().items():
        opening = _opening(found, key, group, _, folded=shown >= _OPEN)
        rows: list[str] = []
        used = len(opening) + len(_END) + 4
        for change in group if not left else ():
            row = _rows(change, style)
            if used + len(row) + 1 > room:
                break
            rows.append(row)
            used += len(row) + 1
        left += len(group) - len(rows)
        if rows:
            parts.append("\n".join([opening, *rows, _END]))
            room -= used
            shown += len(rows)
    return parts, left


def _opening(
    found: Comparison,
    key: tuple[str, Locale],
    group: Sequence[Change],
    _: Speak,
    *,
    folded: bool,
) -> str:
    count = _("changes: {count}").format(count=len(group))
    same = _("unchanged: {count}").format(count=found.unchanged(*key))
    name = f"<b>{quoted(key[0])}</b> · {key[1].value}"
    source, target = _("Source"), _("Translation")
    head = f'<th width="50%">{source}</th><th width="50%">{target}</th>'
    return (
        f"<details{'' if folded else ' open'}><summary>{name} · {count} · {same}</summary>\n"
        f"<table>\n<tr>{head}</tr>"
    )


def _rows(change: Change, style: Style) -> str:
    """A change: a line across the table that says why and where, and the texts below."""
    _ = speak(style.language)
    where = " · ".join(linked(place, style.link) for place in places(change))
    said = f"<b>{quoted(label(change, _))}</b>"
    rows = [f'<td colspan="2">{said} · {where}</td>' if where else f'<td colspan="2">{said}</td>']
    rows.append(f"<td>{_text(change, change.source)}</td><td>{_text(change, change.target)}</td>")
    if change.draft and any(edit.op != "=" for edit in change.final):
        edited = "<i>" + _("draft → now") + f"</i> {marked(change.final, _ROW)}"
        rows.append(f"<td></td><td>{edited}</td>")
    for finding in change.findings:
        rows.append(f'<td colspan="2"><i>{finding.code}</i> {quoted(finding.message[:_ROW])}</td>')
    return "\n".join(f'<tr valign="top">{row}</tr>' for row in rows)


def _text(change: Change, edits: tuple[Edit, ...]) -> str:
    long = sum(len(edit.text) for edit in edits) > _LONG
    text = marked(shortened(edits, _AROUND) if long else edits, _ROW)
    return f"<pre>{text}</pre>" if change.subject is Subject.OPAQUE and text else text


def _adoptions(found: Comparison, style: Style, _: Speak) -> Iterator[str]:
    """Five lines, and the doubtful pairs."""
    lines = adopted(found.adoptions, _)
    if not lines:
        return
    yield "\n".join(["<ul>", *(f"<li>{quoted(line)}</li>" for line in lines), "</ul>"])
    rows: list[str] = []
    for each in found.adoptions:
        for doubt in each.doubtful:
            place = linked((each.target_file, doubt.target_line or 1), style.link)
            texts = f"<td>{quoted(doubt.source[:300])}</td><td>{quoted(doubt.target[:300])}</td>"
            rows.append(f'<tr valign="top">{texts}<td>{place}</td></tr>')
    if rows:
        shown = _fitting(rows[:_DOUBTS], style.limit // 5)
        said = _("doubtful pairs: {count}").format(count=len(rows))
        head = f"<details><summary>{said}</summary>\n<table>"
        rest = [f"<tr><td>{_more(len(rows) - len(shown), _)}</td></tr>"]
        rest = rest if len(rows) > len(shown) else []
        yield "\n".join([head, *shown, *rest, _END])


def _notes(findings: Sequence[Finding], room: int, _: Speak) -> list[str]:
    """A list of findings, as many as there is room for (in characters)."""
    rows: list[str] = []
    for finding in findings:
        place = f"<code>{quoted(finding.file)}:{finding.line}</code>"
        rows.append(f"<li>{place} {quoted(finding.message[:_ROW])}</li>")
    shown = _fitting(rows, room)
    if len(shown) < len(rows):
        shown.append(f"<li>{_more(len(rows) - len(shown), _)}</li>")
    return ["<ul>\n" + "\n".join(shown) + "\n</ul>"] if shown else []


def _fitting(rows: Sequence[str], room: int) -> list[str]:
    """The first rows, as many as there is room for."""
    shown: list[str] = []
    for row in rows:
        room -= len(row) + 2
        if room < 0:
            break
        shown.append(row)
    return shown


def _more(count: int, _: Speak) -> str:
    return _("+{count} more; `transpipe review` shows them all").format(count=count)
