"""How far the articles are, as a table: a row an article, its derived locales beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from gettext import ngettext

from transpipe.cli import output, screen
from transpipe.cli.groups import more
from transpipe.model import Locale, Progress
from transpipe.workflows import status as standing

_COMMIT = 10  # characters of a commit's name
_NAME = 24  # columns that the name of an article has at least
_GAP = 2  # columns between two
_TO = " → "  # from an article to its translation
# What is added up for all articles.
_COUNTED = (
    *("total", "confirmed", "derived", "doubtful", "stale", "draft", "conflict", "empty"),
    "opaque",
)

Group = Sequence[Progress]
"""An article in its locales, the authored one first."""


@dataclass(frozen=True)
class _Column:
    """What stands in a column of each article.

    Where a screen is narrow, those with a number go first, the lowest of all; `always` is never
    left out for having nothing to say.
    """

    header: str
    cell: Callable[[Group], str]
    spare: int = 0
    always: bool = False


def lines(rows: Sequence[Progress], room: int | None = None, *, targets: bool = False) -> list[str]:
    """The table in at most `room` lines: a header, the articles, and one line for all of them.

    With `targets` an article is shown with its translation.
    """
    groups = _by_article(rows)
    if targets:
        groups = [[replace(group[0], article=_pair(group[0])), *group[1:]] for group in groups]
    if not groups:
        return []
    total = (_total(groups),) if len(groups) > 1 else ()
    limit = len(groups)
    if room is not None and limit + len(total) + 1 > room:
        limit = max(room - len(total) - 2, 1)
    texts = _aligned(groups[:limit], total, _columns(groups))
    styles = ["bold", *map(_style, groups[:limit]), *("bold" for _group in total)]
    painted = [output.paint(text, style) for text, style in zip(texts, styles, strict=True)]
    if limit < len(groups):
        painted.insert(limit + 1, more(len(groups) - limit))
    return painted


def _pair(row: Progress) -> str:
    return row.article if row.article == row.target else f"{row.article}{_TO}{row.target}"


def _by_article(rows: Sequence[Progress]) -> list[Group]:
    """The rows of each article together, in the order of the first of each."""
    found: dict[str, list[Progress]] = {}
    for row in rows:
        found.setdefault(row.article, []).append(row)
    return [sorted(group, key=_place) for group in found.values()]


def _place(row: Progress) -> tuple[bool, int]:
    return not row.authored, tuple(Locale).index(row.locale)


def _total(groups: Sequence[Group]) -> Group:
    """All articles as if they were one."""
    rows = [row for group in groups for row in group]
    name = ngettext("{n} article", "{n} articles", len(groups)).format(n=len(groups))
    found: list[Progress] = []
    kinds = ((row.locale, row.authored) for row in sorted(rows, key=_place))
    for locale, own in dict.fromkeys(kinds):
        here = [row for row in rows if row.locale is locale]
        sums = {name: sum(getattr(row, name) for row in here) for name in _COUNTED}
        found.append(Progress(name, locale, "", authored=own, **sums))
    return found or [Progress(name, Locale.ZH_CN, "")]


def _aligned(groups: Sequence[Group], total: Sequence[Group], columns: list[_Column]) -> list[str]:
    """The rows of the table, as wide as the screen: columns are left out, then names shortened."""
    shown = [*groups, *total]
    widths = {
        column.header: max(screen.cells(text) for text in (column.header, *map(column.cell, shown)))
        for column in columns
    }
    room = screen.width()
    spare = sorted((column for column in columns if column.spare), key=lambda c: c.spare)
    while room and spare and _rest(columns, widths, room) < _NAME:
        columns = [column for column in columns if column is not spare[0]]
        spare = spare[1:]
    rest = max(_rest(columns, widths, room), 10) if room else 0
    header = (*(column.header for column in columns), _("article"))
    body = [(*(column.cell(group) for column in columns), _name(group[0], rest)) for group in shown]
    return output.aligned([header, *body])


def _rest(columns: Sequence[_Column], widths: dict[str, int], room: int) -> int:
    """The columns of the screen that are left for the name of an article."""
    return room - sum(widths[column.header] + _GAP for column in columns)


def _name(row: Progress, room: int) -> str:
    said = row.note or (row.locale.value if not row.authored else "")
    note = f" ({said})" if said else ""
    path = output.shown(row.article)
    if not room:
        return path + note
    space = room - screen.cells(note)
    if space >= _NAME // 2:
        return _fitted(path, space) + note
    return screen.cut(screen.cut_middle(path, _NAME // 2) + note, room)


def _fitted(path: str, room: int) -> str:
    """A path, or two of a pair, of which each is shortened by itself."""
    source, to, target = path.partition(_TO)
    if not to or screen.cells(path) <= room:
        return screen.cut_middle(path, room)
    left = room - screen.cells(to)
    source = screen.cut_middle(source, max(left // 2, left - screen.cells(target)))
    return source + to + screen.cut_middle(target, left - screen.cells(source))


def _columns(groups: Sequence[Group]) -> list[_Column]:
    """The columns that say something of one of these articles."""
    authored = {row.locale for group in groups for row in group if row.authored}
    locales = [locale for locale in Locale if locale not in authored]
    known = [
        _Column(_("done"), _done, always=True),
        _Column(_("units"), partial(_number, "total"), 5),
        _Column(_("confirmed"), partial(_number, "confirmed"), 3),
        _Column(_("conflict"), partial(_number, "conflict")),
        _Column(_("stale"), partial(_number, "stale")),
        _Column(_("worst"), _worst, 4),
        _Column(_("behind"), _behind, 2),
        _Column(_("since"), _since, 1),
        _Column(_("doubtful"), partial(_number, "doubtful")),
        _Column(_("empty"), partial(_number, "empty")),
        _Column(_("draft"), partial(_number, "draft")),
        _Column(_("opaque"), _opaque),
        *(_Column(locale, partial(_locale, locale), 6) for locale in locales),
    ]
    return [c for c in known if c.always or any(c.cell(group) not in ("", "0") for group in groups)]


def _number(name: str, group: Group) -> str:
    """One of the counts of an article; nothing where it has no catalogue."""
    return str(getattr(group[0], name)) if group[0].total else ""


def _opaque(group: Group) -> str:
    """The changes that a file of some locale does not follow: each is a task of its own."""
    return str(sum(row.opaque for row in group)) if group[0].total else ""


def _done(group: Group) -> str:
    return _share(group[0])


def _share(row: Progress) -> str:
    return f"{100 * (row.confirmed + row.derived) // row.total}%" if row.total else "–"


def _locale(locale: Locale, group: Group) -> str:
    """How far a derived locale is; a mark where two texts wait for somebody to choose."""
    for row in group:
        if row.locale is locale and row.total:
            return _share(row) + (f" !{row.conflict}" if row.conflict else "")
    return ""


def _worst(group: Group) -> str:
    row = group[0]
    return f"{standing.word(row.worst)} {row.worst_count}" if row.worst else ""


def _since(group: Group) -> str:
    behind = group[0].behind
    return behind.since[:_COMMIT] if behind is not None and behind.commits else ""


def _behind(group: Group) -> str:
    """How far behind its source an article is."""
    behind = group[0].behind
    if behind is None:
        return ""
    if not behind.commits:
        return _("not committed yet")
    commits = ngettext("{n} commit", "{n} commits", behind.commits)
    days = ngettext("{n} day", "{n} days", behind.days)
    said = _("{commits}, {days}").format(
        commits=commits.format(n=behind.commits), days=days.format(n=behind.days)
    )
    return _("at least {count}").format(count=said) if behind.at_least else said


def _style(group: Group) -> str:
    row = group[0]
    if row.conflict or row.stale:
        return "red"
    if row.doubtful or row.draft or any(row.opaque for row in group):
        return "yellow"
    return "green" if row.total and row.confirmed + row.derived == row.total else ""
