"""A page of its own that shows all changes: no file, script or address beside it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from transpipe.model import Change, Comparison, Edit, Subject
from transpipe.publish.language import Speak, speak, tag
from transpipe.publish.quoting import broken, quoted
from transpipe.publish.review.words import adopted, count, label, linked, marked, places

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --ins: #2da44e40; --del: #cf222e3a; }
body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-inline-start-width: .4rem; margin: .75rem 0; }
article.error { border-inline-start-color: #cf222e; }
article.warning { border-inline-start-color: #bf8700; }
header, .more { padding: .35rem .75rem; font-size: .85rem; }
header { border-bottom: 1px solid var(--line); }
.pair { display: grid; grid-template-columns: 1fr 1fr; }
.pair > div { padding: .5rem .75rem; overflow-wrap: anywhere; }
.pair > div + div { border-inline-start: 1px solid var(--line); }
pre { margin: 0; white-space: pre-wrap; font-size: .85rem; }
ins { background: var(--ins); text-decoration: underline; }
del { background: var(--del); }
del + ins { margin-inline-start: .15em; }
code { font-size: .85em; overflow-wrap: anywhere; word-break: keep-all; }
@media (max-width: 40rem) {
  .pair { grid-template-columns: 1fr; }
  .pair > div + div { border-inline-start: 0; border-top: 1px solid var(--line); }
}
"""
_ALL = 1 << 30  # of a text everything is shown


def as_html(found: Comparison, language: str = "zh_CN", link: str = "") -> str:
    """The page; `link` is the address of a file's line, with `{path}` and `{line}` in it."""
    _ = speak(language)
    title = _("Translation review")
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{escape(tag(language))}">',
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">",
            f"<title>{escape(title)}</title>",
            f"<style>{_STYLE}</style>",
            f"<h1>{escape(title)}</h1>",
            f"<p>{count(found, _)}</p>",
            *_body(found, link, _),
            "</html>",
            "",
        ]
    )


def _body(found: Comparison, link: str, _: Speak) -> Iterator[str]:
    for (article, locale), group in found.groups().items():
        same = _("unchanged: {count}").format(count=found.unchanged(article, locale))
        yield f"<h2>{quoted(article)} · {locale.value} · {same}</h2>"
        for change in group:
            yield from _change(change, link, _)
    lines = adopted(found.adoptions, _)
    if lines:
        yield "<ul>" + "".join(f"<li>{quoted(line)}</li>" for line in lines) + "</ul>"
    for each in found.adoptions:
        for doubt in each.doubtful:
            place = linked((each.target_file, doubt.target_line or 1), link)
            yield f'<article class="warning"><header>{place}</header>'
            yield _pair(quoted(doubt.source), quoted(doubt.target), each.locale.tag)
            yield "</article>"
    for finding in found.findings:
        yield f"<p><code>{broken(finding.file)}:{finding.line}</code> {broken(finding.message)}</p>"


def _change(change: Change, link: str, _: Speak) -> Iterator[str]:
    where = " · ".join(linked(place, link) for place in places(change))
    said = f"<b>{quoted(label(change, _))}</b>"
    heading = f"{said} · {where}" if where else said
    yield f'<article class="{change.concern.severity.value}"><header>{heading}</header>'
    source, target = _text(change, change.source), _text(change, change.target)
    yield _pair(source, target, change.locale.tag)
    if any(edit.op != "=" for edit in change.final):
        edited = marked(change.final, _ALL)
        yield f'<div class="more"><i>{_("draft → now")}</i> {edited}</div>'
    for finding in change.findings:
        yield f'<div class="more"><i>{quoted(finding.code)}</i> {broken(finding.message)}</div>'
    yield "</article>"


def _text(change: Change, edits: tuple[Edit, ...]) -> str:
    text = marked(edits, _ALL)
    return f"<pre>{text}</pre>" if change.subject is Subject.OPAQUE else text


def _pair(source: str, target: str, target_tag: str) -> str:
    left, right = f'<div lang="en">{source}</div>', f'<div lang="{target_tag}">{target}</div>'
    return f'<div class="pair">{left}{right}</div>'
