"""How far the articles are, as a page that stands alone: one file, which loads nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from transpipe.model import Progress
from transpipe.publish.language import Speak, speak, tag
from transpipe.publish.standing_table import share
from transpipe.text.unseen import visible

_PAGE = """\
<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }}
body {{ margin: 1.5rem auto; max-width: 64rem; padding: 0 1rem; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ padding: .25rem .5rem; text-align: end; border-bottom: 1px solid #8886; }}
th:first-child, td:first-child {{ text-align: start; overflow-wrap: anywhere; min-width: 12rem; }}
td {{ font-variant-numeric: tabular-nums; }}
meter {{ width: 5rem; vertical-align: middle; }}
</style>
<h1>{title}</h1>
<p>{summary}</p>
<div class="wide" tabindex="0" role="region" aria-label="{title}">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</html>"""


def as_page(rows: Sequence[Progress], language: str) -> str:
    """The rows as a page in a language, worst first: a bar and the counts that say something."""
    _ = speak(language)
    shown = [(title, name) for title, name in _counts(_) if any(getattr(r, name) for r in rows)]
    titles = [_("Article"), _("Locale"), _("done"), _("units"), *(title for title, _n in shown)]
    return _PAGE.format(
        lang=escape(tag(language)),
        title=escape(_("Progress of the translations")),
        summary=escape(_summary(rows, _)),
        head="".join(f'<th scope="col">{escape(title)}</th>' for title in titles),
        rows="\n".join(_row(row, [name for _title, name in shown]) for row in rows),
    )


def _summary(rows: Sequence[Progress], _: Speak) -> str:
    done = sum(row.confirmed + row.derived for row in rows)
    total = sum(row.total for row in rows)
    return _("translated: {done} of {total} units").format(done=done, total=total)


def _counts(_: Speak) -> Iterator[tuple[str, str]]:
    yield from (
        *((_("confirmed"), "confirmed"), (_("derived"), "derived"), (_("conflict"), "conflict")),
        *((_("stale"), "stale"), (_("doubtful"), "doubtful"), (_("empty"), "empty")),
        *((_("draft"), "draft"), (_("opaque"), "opaque")),
    )


def _row(row: Progress, names: Sequence[str]) -> str:
    name = row.article if row.article == row.target else f"{row.article} → {row.target}"
    note = f" ({row.note})" if row.note else ""
    cells = [_plain(name + note), escape(tag(row.locale)), _bar(row)]
    cells += [str(getattr(row, name)) for name in ("total", *names)]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _plain(text: str) -> str:
    return escape(visible(text))


def _bar(row: Progress) -> str:
    if not row.total:
        return "–"
    done = share([row])
    return f'<meter min="0" max="100" value="{done}">{done}%</meter> {done}%'
