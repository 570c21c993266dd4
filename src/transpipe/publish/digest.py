"""What happened since a commit, as Markdown: the text of a pull request, or of a weekly letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from transpipe.model import ArticleNews, Edit, Finding, News, OpaqueChange, StaleUnit, Weight, Work
from transpipe.publish.language import Speak, matter, speak
from transpipe.publish.quoting import one_line
from transpipe.text.diff import shortened

_MOST = 60  # stale texts that are listed, and articles
_AROUND = 30  # characters beside a change


def as_markdown(news: News, language: str) -> str:
    """A title in one line without any text of an article, then what is stale, and who did what."""
    _ = speak(language)
    stale = news.stale
    parts = [f"## {_title(news, stale, _)}"]
    if stale:
        weights = Counter(unit.weight for unit in stale)
        counts = (f"{matter(weight, _)} {count}" for weight, count in weights.items())
        parts += ["### " + _("Became stale"), _(", ").join(counts), _list(stale, _)]
    if news.turned:
        parts += ["### " + _("A “not” in the Chinese alone"), _turned(news.turned, _)]
    came = [(each.article, each.came) for each in news.articles if each.came]
    if came:
        head = _("Article"), _("paragraphs")
        parts += ["### " + _("New in the English"), _table(head, came, _)]
    code = [(each, one) for each in news.articles for one in each.code]
    if code:
        parts += ["### " + _("Code that the Chinese does not follow"), _code(code, _)]
    worked = [each for each in news.articles if each.translated.units]
    if worked:
        rows = [(each.target or each.article, *_of(each.translated)) for each in worked]
        people = [(name, *_of(work)) for name, work in _people(news, _)]
        head = _("paragraphs"), _("characters")
        parts += ["### " + _("Translated"), _table((_("Article"), *head), rows, _)]
        parts += ["### " + _("By translator"), _table((_("Translator"), *head), people, _)]
    parts.append(_("Since {revision}").format(revision=f"<code>{one_line(news.since[:12])}</code>"))
    return "\n\n".join(parts) + "\n"


def _title(news: News, stale: Sequence[StaleUnit], _: Speak) -> str:
    """`12 stale, 2 of them with another “not”; 30 translated`."""
    said = [_("stale: {n}").format(n=len(stale))]
    wrong = sum(unit.weight is Weight.MODALITY for unit in stale) + len(news.turned)
    if wrong:
        said.append(_("a “not”, “must” or “only” changed: {n}").format(n=wrong))
    articles = news.articles
    if came := sum(each.came for each in articles):
        said.append(_("new in the English: {n}").format(n=came))
    if code := sum(len(each.code) for each in articles):
        said.append(_("code: {n}").format(n=code))
    said.append(_("translated: {n}").format(n=sum(a.translated.units for a in articles)))
    return _(", ").join(said)


def _list(stale: Sequence[StaleUnit], _: Speak) -> str:
    rows = [
        f"<b>{matter(unit.weight, _)}</b> {_shown(f'{unit.file}:{unit.line}', unit.edits)}"
        for unit in stale[:_MOST]
    ]
    return _rows(rows, len(stale), _)


def _rows(rows: Sequence[str], count: int, _: Speak) -> str:
    """The first rows of so many, as a list."""
    shown = (f"<li>{row}</li>" for row in rows[:_MOST])
    return "\n".join(("<ul>", *shown, *_more(count - _MOST, "<li>{}</li>", _), "</ul>"))


def _shown(place: str, edits: Sequence[Edit]) -> str:
    return f"<code>{one_line(place)}</code> {''.join(map(_marked, shortened(edits, _AROUND)))}"


def _marked(edit: Edit) -> str:
    """One run of a word diff; the blanks at its ends stay."""
    before, after = (" " if end.isspace() else "" for end in (edit.text[:1], edit.text[-1:]))
    text = f"{before}{one_line(edit.text)}{after}" if edit.text.strip() else " "
    name = {"-": "del", "+": "ins"}.get(edit.op)
    return f"<{name}>{text}</{name}>" if name else text


def _people(news: News, _: Speak) -> list[tuple[str, Work]]:
    found: dict[str, Work] = {}
    for name, work in (each for article in news.articles for each in article.people):
        found[name] = found.get(name, Work()) + work
    ranked = sorted(found.items(), key=lambda each: (-each[1].characters, each[0]))
    return [(name or _("not committed yet"), work) for name, work in ranked]


def _of(work: Work) -> tuple[int, int]:
    return work.units, work.characters


def _table(titles: Sequence[str], rows: Sequence[Sequence[str | int]], _: Speak) -> str:
    head = "".join(f"<th>{name}</th>" for name in titles)
    cells = ("".join(f"<td>{one_line(str(cell))}</td>" for cell in row) for row in rows[:_MOST])
    more = _more(len(rows) - _MOST, "<tr><td>{}</td></tr>", _)
    body = (f"<tr>{row}</tr>" for row in cells)
    return "\n".join(("<table>", f"<tr>{head}</tr>", *body, *more, "</table>"))


def _code(found: Sequence[tuple[ArticleNews, OpaqueChange]], _: Speak) -> str:
    """Where each piece stands in the source, or where its copy does once it is gone there."""
    rows: list[str] = []
    for news, change in found[:_MOST]:
        place = f"{news.article}:{change.source}"
        place = place if change.source else f"{news.target}:{change.target or 1}"
        rows.append(_shown(place, change.edits))
    return _rows(rows, len(found), _)


def _turned(found: Sequence[Finding], _: Speak) -> str:
    rows = [
        f"<code>{one_line(f'{each.file}:{each.line}')}</code> {one_line(each.message)}"
        for each in found[:_MOST]
    ]
    return _rows(rows, len(found), _)


def _more(count: int, row: str, _: Speak) -> Iterator[str]:
    if count > 0:
        yield row.format(_("+{count} more").format(count=count))
