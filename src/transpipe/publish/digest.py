"""What happened since a commit, as Markdown: the text of a pull request, or of a weekly letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from transpipe.model import Edit, News, StaleUnit, Weight, Work
from transpipe.publish.ci.quoting import quoted
from transpipe.publish.language import Speak, speak
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
        counts = (f"{_name(weight, _)} {count}" for weight, count in weights.items())
        parts += ["### " + _("Became stale"), _(", ").join(counts), _list(stale, _)]
    worked = [each for each in news.articles if each.translated.units]
    if worked:
        rows = [(each.target or each.article, each.translated) for each in worked]
        parts += ["### " + _("Translated"), _table(_("Article"), rows, _)]
        parts += ["### " + _("By translator"), _table(_("Translator"), _people(news, _), _)]
    parts.append(_("Since {revision}").format(revision=f"<code>{quoted(news.since[:12])}</code>"))
    return "\n\n".join(parts) + "\n"


def _title(news: News, stale: Sequence[StaleUnit], _: Speak) -> str:
    """`12 stale, 2 of them with another “not”; 30 translated`."""
    said = [_("stale: {n}").format(n=len(stale))]
    wrong = sum(unit.weight is Weight.MODALITY for unit in stale)
    if wrong:
        said.append(_("a “not”, “must” or “only” changed: {n}").format(n=wrong))
    said.append(_("translated: {n}").format(n=sum(a.translated.units for a in news.articles)))
    return _(", ").join(said)


def _name(weight: Weight, _: Speak) -> str:
    return {
        Weight.SAME: _("blanks"),
        Weight.MARKUP: _("markup"),
        Weight.LINK: _("link"),
        Weight.SPELLING: _("spelling"),
        Weight.CODE: _("code"),
        Weight.NUMBER: _("number"),
        Weight.MODALITY: _("modality"),
        Weight.CONTENT: _("content"),
    }[weight]


def _list(stale: Sequence[StaleUnit], _: Speak) -> str:
    rows = [
        f"<li><b>{_name(unit.weight, _)}</b> <code>{quoted(f'{unit.file}:{unit.line}')}</code> "
        f"{''.join(map(_marked, shortened(unit.edits, _AROUND)))}</li>"
        for unit in stale[:_MOST]
    ]
    return "\n".join(("<ul>", *rows, *_more(len(stale) - _MOST, "<li>{}</li>", _), "</ul>"))


def _marked(edit: Edit) -> str:
    """One run of a word diff; the blanks at its ends stay."""
    before, after = (" " if end.isspace() else "" for end in (edit.text[:1], edit.text[-1:]))
    text = f"{before}{quoted(edit.text)}{after}" if edit.text.strip() else " "
    name = {"-": "del", "+": "ins"}.get(edit.op)
    return f"<{name}>{text}</{name}>" if name else text


def _people(news: News, _: Speak) -> list[tuple[str, Work]]:
    found: dict[str, Work] = {}
    for name, work in (each for article in news.articles for each in article.people):
        found[name] = found.get(name, Work()) + work
    ranked = sorted(found.items(), key=lambda each: (-each[1].characters, each[0]))
    return [(name or _("not committed yet"), work) for name, work in ranked]


def _table(title: str, rows: Sequence[tuple[str, Work]], _: Speak) -> str:
    head = "".join(f"<th>{name}</th>" for name in (title, _("paragraphs"), _("characters")))
    body = [
        f"<tr><td>{quoted(name)}</td><td>{work.units}</td><td>{work.characters}</td></tr>"
        for name, work in rows[:_MOST]
    ]
    more = _more(len(rows) - _MOST, "<tr><td>{}</td></tr>", _)
    return "\n".join(("<table>", f"<tr>{head}</tr>", *body, *more, "</table>"))


def _more(count: int, row: str, _: Speak) -> Iterator[str]:
    if count > 0:
        yield row.format(_("+{count} more").format(count=count))
