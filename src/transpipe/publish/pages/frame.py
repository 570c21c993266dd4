"""What stands around an article on its page, and the rows of the index: words and counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from transpipe.model import AS_GITHUB, Locale, Naming, Progress, Standing
from transpipe.publish.language import Speak, tag, word
from transpipe.publish.pages.sections import Part

NAMES = {
    Locale.ZH_CN: "简体中文",
    Locale.ZH_TW: "繁體中文（台灣）",
    Locale.ZH_HK: "繁體中文（香港）",
}
_LEAD = 3  # a heading of level 1 is the title if it is among so many sections
_OTHERS = (Standing.STALE, Standing.DRAFT, Standing.MISSING)
_STALE = Standing.STALE.value  # how code of an older source is shown
_CONTENTS = 5  # headings from which on a page has a table of contents


@dataclass(frozen=True, slots=True)
class About:
    """What a page says beyond its article, in `language`.

    `home` and `alternates` are addresses of the index and of other locales' pages. `facts` may
    hold `url`, `author`, `licence`, `translators`, `revision`. `opaque` counts the changes of code
    and the like that the translation does not follow. `naming` is how the site names headings.
    """

    title: str = ""
    language: str = "zh_CN"
    home: str = ""
    alternates: tuple[tuple[Locale, str], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    opaque: int = 0
    naming: Naming = AS_GITHUB


def lead(sections: Sequence[Part]) -> int:
    """How many sections belong to the title: the heading, with what a translator put above it."""
    levels = [part.level for part in sections[:_LEAD]]
    return levels.index(1) + 1 if 1 in levels else 0


def surroundings(about: About, _: Speak) -> dict[str, object]:
    """What the template of a page shows besides the article."""
    return {
        "lang_of_words": tag(about.language),
        "words": {
            "skip": _("Skip to the article"),
            "home": _("All articles"),
            "view": _("View"),
            "both": _("Both"),
            "target": _("Translation"),
            "source": _("Source"),
            "toc": _("Contents"),
            "diff": _("What has changed in the source"),
        },
        "home": about.home,
        "alternates": [
            {"lang": locale.tag, "href": address, "name": NAMES[locale]}
            for locale, address in about.alternates
        ],
        "footer": footer(about.facts, _),
    }


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


def contents(sections: Sequence[Part], plain: Callable[[str], str]) -> list[dict[str, object]]:
    """The headings of levels 2 and 3, where there are enough to need a list."""
    held = [part for part in sections if part.level in (2, 3)]
    if len(held) < _CONTENTS:
        return []
    return [{"id": part.id, "level": part.level, "text": plain(part.title)} for part in held]


def footer(facts: Mapping[str, str], _: Speak) -> list[str]:
    labels = {
        "url": _("Original: {value}"),
        "author": _("Author: {value}"),
        "licence": _("Licence: {value}"),
        "translators": _("Translators: {value}"),
        "revision": _("Source revision: {value}"),
    }
    return [label.format(value=facts[key]) for key, label in labels.items() if facts.get(key)]


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
    return {
        "name": NAMES[row.locale],
        "lang": row.locale.tag,
        "href": href,
        "total": max(row.total, 1),
        "ready": ready if row.total else 1,
        "text": _("{done} of {total} done").format(done=ready, total=row.total),
        "badges": badges,
    }
