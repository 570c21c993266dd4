"""A comment for a pull request, as GitHub renders it and cleans it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transpipe.model import Change, Comparison, Edit, Finding, Locale, Subject
from transpipe.publish.language import Speak, speak
from transpipe.publish.quoting import broken, quoted
from transpipe.publish.review.words import adopted, count, label, linked, marked, places
from transpipe.text.windows import shares, windowed

# GitHub refuses a comment of more than 65,536 characters.
LIMIT = 64_000
# By this line a later run finds its comment and writes it anew.
MARKER = "<!-- transpipe:review -->"

_OPEN = 20  # so many changes are shown unfolded
_LONG = 1_500  # of a text that is longer, what stayed is shortened
_ROW = 6_000  # characters that are shown of one in which more than that changed
_HARD = 8_000  # and of one of which nothing but what changed is shown
_DOUBTS = 30  # so many doubtful pairs are listed
_BETWEEN = "\u2009"  # a thin space: what went is not read together with what came
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
    head = [MARKER, "### " + _("Translation review"), f"<p>{count(found, _)}</p>"]
    notes = [*_adoptions(found, style, _), *_notes(found.findings, style.limit // 5, _)]
    notes = _fitting(notes, style.limit // 3)
    room = style.limit - sum(len(part) + 2 for part in (*head, *notes)) - 200
    parts, left = _groups(found, style, room)
    if left + found.more:
        parts.append(_more(left + found.more, _))
    return "\n\n".join([*head, *parts, *notes]) + "\n"


def _groups(found: Comparison, style: Style, room: int) -> tuple[list[str], int]:
    """The articles that fit, and how many changes do not."""
    _ = speak(style.language)
    parts: list[str] = []
    left = 0
    for key, group, folded in _folds(found):
        opening = _opening(found, key, group, _, folded=folded)
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
    return parts, left


def _folds(found: Comparison) -> Iterator[tuple[tuple[str, Locale], Sequence[Change], bool]]:
    """The changes of each article: the first of all stand open, the others are folded."""
    room = _OPEN
    for key, group in found.groups().items():
        for part, folded in ((group[:room], False), (group[room:], True)):
            if part:
                yield key, part, folded
        room = max(0, room - len(group))


def _opening(
    found: Comparison,
    key: tuple[str, Locale],
    group: Sequence[Change],
    _: Speak,
    *,
    folded: bool,
) -> str:
    changes = _("changes: {count}").format(count=len(group))
    same = _("unchanged: {count}").format(count=found.unchanged(*key))
    name = f"<b>{broken(key[0])}</b> · {key[1].value}"
    source, target = _("Source"), _("Translation")
    head = f'<th width="50%">{source}</th><th width="50%">{target}</th>'
    return (
        f"<details{'' if folded else ' open'}><summary>{name} · {changes} · {same}</summary>\n"
        f"<table>\n<tr>{head}</tr>"
    )


def _rows(change: Change, style: Style) -> str:
    """A change: a line across the table that says why and where, and the texts below."""
    _ = speak(style.language)
    where = " · ".join(linked(place, style.link) for place in places(change))
    said = f"<b>{quoted(label(change, _))}</b>"
    rows = [f'<td colspan="2">{said} · {where}</td>' if where else f'<td colspan="2">{said}</td>']
    source = _text(change, change.source, change.target)
    target = _text(change, change.target, change.source)
    rows.append(f"<td>{source}</td><td>{target}</td>")
    if any(edit.op != "=" for edit in change.final):
        edited = "<i>" + _("draft → now") + f"</i> {_text(change, change.final, ())}"
        rows.append(f"<td></td><td>{edited}</td>")
    for finding in change.findings:
        rows.append(
            f'<td colspan="2"><i>{quoted(finding.code)}</i> {broken(finding.message[:_ROW])}</td>'
        )
    return "\n".join(f'<tr valign="top">{row}</tr>' for row in rows)


def _text(change: Change, edits: tuple[Edit, ...], beside: tuple[Edit, ...]) -> str:
    """A text, of a long one what stands where it, or the one beside it, changed."""
    long = sum(len(edit.text) for edit in edits) > _LONG
    shown = windowed(edits, _ROW, shares(beside)) if long else edits
    if change.subject is not Subject.OPAQUE:
        return marked(shown, _HARD, _BETWEEN)
    # What is preformatted does not wrap there, and its longest line would make the table wider.
    lines = (marked(line, _HARD, _BETWEEN) for line in _lines(shown, _HARD))
    return "<br>".join(f"<code>{line}</code>" if line else "" for line in lines)


def _lines(edits: Sequence[Edit], room: int) -> Iterator[tuple[Edit, ...]]:
    """The lines of a diff, up to `room` characters."""
    line: list[Edit] = []
    for edit in edits:
        first, *others = edit.text[:room].split("\n")
        line += [Edit(edit.op, first)] if first else []
        for text in others:
            yield tuple(line)
            line = [Edit(edit.op, text)] if text else []
        room -= len(edit.text)
        if room <= 0:
            break
    if line:
        yield tuple(line)


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
            texts = f"<td>{broken(doubt.source[:300])}</td><td>{broken(doubt.target[:300])}</td>"
            rows.append(f'<tr valign="top">{texts}<td>{place}</td></tr>')
    if rows:
        shown = _fitting(rows[:_DOUBTS], style.limit // 5)
        whole = len(rows) + sum(each.more for each in found.adoptions)
        said = _("doubtful pairs: {count}").format(count=whole)
        head = f"<details><summary>{said}</summary>\n<table>"
        rest = [f"<tr><td>{_more(whole - len(shown), _)}</td></tr>"] if whole > len(shown) else []
        yield "\n".join([head, *shown, *rest, _END])


def _notes(findings: Sequence[Finding], room: int, _: Speak) -> list[str]:
    """A list of findings, as many as there is room for (in characters)."""
    rows: list[str] = []
    for finding in findings:
        place = f"<code>{broken(finding.file)}:{finding.line}</code>"
        rows.append(f"<li>{place} {broken(finding.message[:_ROW])}</li>")
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
