"""How far the articles are, to be shown elsewhere: a table in Markdown, and a badge as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from transpipe.model import Progress
from transpipe.publish.language import speak, tag
from transpipe.publish.quoting import one_line
from transpipe.text.han import columns

_COLOURS = ((100, "#2e7d32"), (80, "#558b2f"), (50, "#9a6700"), (0, "#b3261e"))
_CELL = 7  # pixels of a column of text
_BADGE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" lang="{lang}" \
aria-label="{label}: {value}">
<title>{label}: {value}</title>
<rect width="{width}" height="20" rx="3" fill="#444"/>
<rect x="{left}" width="{right}" height="20" rx="3" fill="{colour}"/>
<g fill="#fff" font-family="sans-serif" font-size="11" text-anchor="middle">
<text x="{label_at}" y="14">{label}</text>
<text x="{value_at}" y="14">{value}</text>
</g>
</svg>"""


def as_table(rows: Sequence[Progress], language: str) -> str:
    """A table of the articles as HTML, which Markdown holds as it is; the worst comes first.

    Articles in the authored locale, each with a count that says something.
    """
    _ = speak(language)
    mine = [row for row in rows if row.authored]
    counts = (
        *((_("confirmed"), "confirmed"), (_("conflict"), "conflict"), (_("stale"), "stale")),
        *((_("doubtful"), "doubtful"), (_("empty"), "empty"), (_("draft"), "draft")),
    )
    shown = [(title, name) for title, name in counts if any(getattr(row, name) for row in mine)]
    titles = [_("Article"), _("done"), _("units"), *(title for title, _name in shown)]
    lines = ["<table>", _row("th", titles)]
    for row in mine:
        done = f"{share([row])}%" if row.total else "–"
        numbers = [str(getattr(row, name)) for name in ("total", *(name for _t, name in shown))]
        lines.append(_row("td", [row.article, done, *numbers]))
    return "\n".join((*lines, "</table>"))


def _row(kind: str, cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<{kind}>{one_line(cell)}</{kind}>' for cell in cells)}</tr>"


def share(rows: Sequence[Progress]) -> int:
    """How many of a hundred units of these are done; less than all of them is never 100."""
    total = sum(row.total for row in rows)
    return 100 * sum(row.confirmed + row.derived for row in rows) // total if total else 0


def as_badge(rows: Sequence[Progress], language: str) -> str:
    """A small picture with how much is translated; its words are text, and it loads nothing."""
    _ = speak(language)
    done = share([row for row in rows if row.authored])
    label, value = _("translated"), f"{done}%"
    left, right = (columns(text) * _CELL + 12 for text in (label, value))
    return _BADGE.format(
        width=left + right,
        left=left,
        right=right,
        label=escape(label),
        value=value,
        lang=tag(language),
        colour=next(colour for least, colour in _COLOURS if done >= least),
        label_at=left // 2,
        value_at=left + right // 2,
    )
