"""What stands around an article on its page, and the rows of the index: words and counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from transpipe.model import (
    AS_GITHUB,
    Edition,
    Locale,
    Naming,
    Progress,
    Sourceless,
    Standing,
    UnitId,
)
from transpipe.publish.language import Speak, speak, tag, word
from transpipe.publish.pages.sections import Part
from transpipe.publish.pages.sieve import linked

NAMES = {
    Locale.ZH_CN: "简体中文",
    Locale.ZH_TW: "繁體中文（台灣）",
    Locale.ZH_HK: "繁體中文（香港）",
}
_LEAD = 3  # a heading of level 1 is the title if it is among so many pieces
_OTHERS = (Standing.STALE, Standing.DRAFT, Standing.MISSING)
_STALE = Standing.STALE.value  # how code of an older source is shown
_CONTENTS = 3  # headings from which on a page has a table of contents


def _nowhere(_unit: UnitId) -> str:
    return ""


def _as_it_is(words: str) -> str:
    return words


@dataclass(frozen=True, slots=True)
class About:
    """What a page says beyond its article, in `language`.

    `home`, `search` and `alternates` are addresses of the index, the search and other locales'
    pages, `before` and `after` those of its neighbours with their titles. `facts` may hold `url`,
    `author`, `licence`, `translators`, `reviewers`, `revision`. `opaque` counts the changes of code
    and the like that the translation does not follow. `naming` is how the site names headings,
    `edit` where the words of a unit can be changed, `there` the page that a row of an index tells
    of, `voice` puts our own words into the script of the page.
    """

    title: str = ""
    language: str = "zh_CN"
    home: str = ""
    search: str = ""
    alternates: tuple[tuple[Locale, str], ...] = ()
    before: tuple[str, str] | None = None
    after: tuple[str, str] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    opaque: int = 0
    naming: Naming = AS_GITHUB
    target_first: bool = False
    edit: Callable[[UnitId], str] = _nowhere
    there: Callable[[UnitId], str] = _nowhere
    voice: Speak = _as_it_is
    script: Locale | None = None
    templates: tuple[tuple[str, str], ...] = ()

    def speak(self, words: str) -> str:
        """Our own words in the language and script of the page."""
        return self.voice(speak(self.language)(words))

    @property
    def lang(self) -> str:
        """The tag of our own words."""
        return self.script.tag if self.script and self.language != "en" else tag(self.language)


def lead(pieces: Sequence[str | Part]) -> int:
    """How many pieces belong to the title: the heading, with what a translator put above it."""
    levels = [0 if isinstance(piece, str) else piece.level for piece in pieces[:_LEAD]]
    count = levels.index(1) + 1 if 1 in levels else 0
    return 0 if any(isinstance(piece, str) for piece in pieces[:count]) else count


def words(_: Speak) -> dict[str, str]:
    """Our own words that templates use."""
    return {
        "skip": _("Skip to the article"),
        "home": _("All articles"),
        "view": _("View"),
        "both": _("Both"),
        "target": _("Translation"),
        "source": _("Source"),
        "toc": _("Contents"),
        "diff": _("What has changed in the source"),
        "theme": _("Light or dark"),
        "copy_it": _("Copy"),
        "copied": _("Copied"),
        "edit": _("Change this"),
        "here": _("Link to this place"),
        "added": _("added by the translator"),
        "reviewed": _("reviewed"),
        "legend": _("What the marks mean"),
        "before": _("Previous"),
        "after": _("Next"),
        "pages": _("Other articles"),
        "filter": _("Filter by title"),
        "search": _("Search"),
        "no_script": _("The search needs scripts; all articles are on the first page."),
        "nothing": _("Nothing has all of these words."),
        "found": _("Articles: {count}"),
        "more": _("Show all"),
    }


def surroundings(about: About, parts: Sequence[Part]) -> dict[str, object]:
    """What the template of a page shows besides the article."""
    _ = about.speak
    around = [(name, each) for name in ("before", "after") if (each := getattr(about, name))]
    return {
        "words": words(_),
        "home": about.home,
        "search": about.search,
        "alternates": [
            {"lang": locale.tag, "href": address, "name": NAMES[locale]}
            for locale, address in about.alternates
        ],
        "around": [{"rel": name, "href": each[0], "title": each[1]} for name, each in around],
        "legend": legend(parts, _),
        "footer": footer(about.facts, parts, _),
    }


def legend(parts: Sequence[Part], _: Speak) -> list[tuple[str, str, str]]:
    """The marks that a page has: state, its word, and what that means to a reader."""
    said = {
        Standing.DOUBTFUL: _("nobody has confirmed that these words say what the source says"),
        Standing.STALE: _("the source has changed since these words were written"),
        Standing.DRAFT: _("written by a machine, not yet confirmed by a person"),
        Standing.MISSING: _("nobody has translated this yet"),
    }
    there = {part.state for part in parts}
    found = [
        (str(how.value), word(how, _), text) for how, text in said.items() if how.value in there
    ]
    if any(part.reviewed for part in parts):
        text = _("a second person has compared it with the source")
        found.append(("reviewed", _("reviewed"), text))
    return found


def summary(article: Edition | Sourceless, about: About) -> str:
    """How much of an article can be believed; of one without a source, that there is none."""
    _ = about.speak
    if isinstance(article, Edition):
        return counted(article.catalogue.counts(), about.opaque, _)
    return _("Written in Chinese: there is no English source")


def counted(counts: Mapping[Standing, int], opaque: int, _: Speak) -> str:
    """How much of an article can be believed, in units, and how much of its code and the like."""
    done, total = _ready(counts), _all(counts)
    parts = [_("{done} of {total} done").format(done=done, total=total)]
    parts += (f"{word(how, _)} {count}" for how, count in _wanting(counts))
    parts += [_older(opaque, _)] if opaque else []
    return " · ".join(parts)


def _older(opaque: int, _: Speak) -> str:
    return _("code of an older source {count}").format(count=opaque)


def _ready(counts: Mapping[Standing, int]) -> int:
    return counts.get(Standing.DONE, 0) + counts.get(Standing.DERIVED, 0)


def _all(counts: Mapping[Standing, int]) -> int:
    return sum(counts.values()) - counts.get(Standing.REMOVED, 0)


def _wanting(counts: Mapping[Standing, int]) -> list[tuple[Standing, int]]:
    """What somebody must look at; a conflict is a doubt for those who only read."""
    doubts = counts.get(Standing.DOUBTFUL, 0) + counts.get(Standing.CONFLICT, 0)
    found = [(Standing.DOUBTFUL, doubts)]
    found += ((how, counts.get(how, 0)) for how in _OTHERS)
    return [(how, count) for how, count in found if count]


def contents(parts: Sequence[Part], plain: Callable[[str], str]) -> list[dict[str, object]]:
    """All headings, where there are enough to need a list; how deep they stand in it."""
    held = [part for part in parts if part.level]
    if len(held) < _CONTENTS:
        return []
    levels = sorted({part.level for part in held})
    depths = {level: min(depth, 2) for depth, level in enumerate(levels)}
    return [{"id": p.id, "depth": depths[p.level], "text": plain(p.title)} for p in held]


def footer(facts: Mapping[str, str], parts: Sequence[Part], _: Speak) -> list[object]:
    """What is known of an article, addresses as links, and the share that is reviewed."""
    from markupsafe import Markup, escape

    labels = {
        "url": _("Original: {value}"),
        "author": _("Author: {value}"),
        "licence": _("Licence: {value}"),
        "translators": _("Translators: {value}"),
        "reviewers": _("Reviewers: {value}"),
        "revision": _("Source revision: {value}"),
    }
    found: list[object] = [
        Markup(str(escape(label)).format(value=linked(facts[key])))
        for key, label in labels.items()
        if facts.get(key)
    ]
    units = sum(part.state != "" for part in parts)
    reviewed = sum(part.reviewed for part in parts)
    if reviewed:
        found.append(_("Reviewed: {share} %").format(share=100 * reviewed // units))
    return found


def described(about: About, title: str, locale: Locale) -> str:
    """What a page is a translation of, for programs: JSON-LD in the words of schema.org.

    Nothing in it ends the element in which it stands.
    """
    from markupsafe import Markup

    known = about.facts
    original = {"url": known.get("url"), "author": known.get("author")}
    said = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title,
        "inLanguage": locale.tag,
        "license": known.get("licence"),
        "translator": known.get("translators"),
        "translationOfWork": {"@type": "Article", "inLanguage": "en", **_there(original)},
    }
    text = json.dumps(_there(said), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def _there(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def key(row: Progress) -> tuple[str, Locale]:
    return row.article, row.locale


def by_article(rows: Sequence[Progress]) -> list[tuple[str, list[Progress]]]:
    """The rows of each article together, articles in the order given."""
    order = {row.article: at for at, row in reversed(list(enumerate(rows)))}
    together = sorted(rows, key=lambda row: order[row.article])
    return [(name, list(held)) for name, held in groupby(together, key=lambda row: row.article)]


def progress(row: Progress, href: str, _: Speak) -> dict[str, object]:
    counts = {
        Standing.DOUBTFUL: row.doubtful,
        Standing.CONFLICT: row.conflict,
        Standing.STALE: row.stale,
        Standing.DRAFT: row.draft,
        Standing.MISSING: row.empty,
    }
    ready = row.confirmed + row.derived
    badges = [
        {"state": how.value, "text": f"{word(how, _)} {count}"} for how, count in _wanting(counts)
    ]
    badges += [{"state": _STALE, "text": _older(row.opaque, _)}] if row.opaque else []
    text = _("{done} of {total} done").format(done=ready, total=row.total)
    return {
        "name": NAMES[row.locale],
        "lang": row.locale.tag,
        "href": href,
        "total": max(row.total, 1),
        "ready": ready if row.total else 1,
        "text": text if row.total else _("written in Chinese"),
        "badges": badges,
    }
