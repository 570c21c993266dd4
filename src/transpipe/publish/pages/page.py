"""Pages to read: source and target side by side, one self-contained HTML file an article.

A page asks for nothing but the images of its article, works from `file://` and without scripts.
Whatever comes from an article passes two sieves (our own, then nh3's list of allowed elements),
and the page's policy lets no script run but its own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from transpipe.markdown.inline_html import Known, defined
from transpipe.model import Document, Edit, Edition, Locale, Progress, Sourceless, Unit
from transpipe.publish.language import tag
from transpipe.publish.pages import frame
from transpipe.publish.pages.body import Piece, body
from transpipe.publish.pages.frame import About
from transpipe.publish.pages.listing import is_listing
from transpipe.publish.pages.notes import notes_of
from transpipe.publish.pages.rows import Row, alone, named, rows
from transpipe.publish.pages.sections import Making, Names, Part
from transpipe.publish.pages.sieve import LEADS, Leads, plain, texts

if TYPE_CHECKING:
    import jinja2

_OURS = ("content", "v-both", "v-target", "v-source", "theme")
TEMPLATES = (
    *("base.html.j2", "page.html.j2", "page.css", "list.css", "page.js"),
    *("index.html.j2", "index.css", "index.js"),
    *("search.html.j2", "search.js"),
)

# What HTML has no place for: control characters, halves of pairs, what is no character at all.
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

Templates = tuple[tuple[str, str], ...]


def page(
    article: Edition | Sourceless,
    units_by_block: Mapping[int, Unit],
    about: About = About(),  # noqa: B008  frozen
    *,
    leads: Leads = LEADS,
    drafts: bool = False,
) -> str:
    """The page of an article in its locale; with one language where there is no source.

    Its Chinese file gives what there is besides the catalogue's words: additions, translated
    captions. `leads` says where links and images of the source are, seen from this page.
    """
    both = isinstance(article, Edition)
    document = article.source if isinstance(article, Edition) else article.file
    shown = rows(document, article.file, units_by_block, drafts) if both else alone(document)
    pieces = tuple(_pieces(article, document, shown, about, leads))
    parts = [piece for piece in pieces if isinstance(piece, Part)]
    lead = frame.lead(pieces)
    head = plain(parts[lead - 1].title) if lead else ""
    name = about.title or head or (article.name if both else article.pair.target)
    locale = article.locale if isinstance(article, Edition) else article.pair.authored
    return _render(
        "page.html.j2",
        about.templates,
        title=name,
        lang=locale.tag,
        **frame.surroundings(about, parts),
        words_lang=_other_lang(about.lang, locale.tag),
        both=both,
        described=frame.described(about, name, locale) if both else "",
        listing=is_listing(shown),
        sides="ts" if about.target_first else "st",
        head="" if lead else name,
        summary=frame.summary(article, about),
        toc=frame.contents(parts[lead:], plain),
        lead=[_shown(_in_every_view(piece)) for piece in pieces[:lead]],
        pieces=[_shown(piece) for piece in pieces[lead:]],
    )


def _in_every_view(piece: Piece) -> Piece:
    """A title that only the translator gave is that of the page, whatever is shown of it."""
    if isinstance(piece, str) or piece.level != 1 or not piece.added:
        return piece
    return replace(piece, source=piece.target, target="", once=True, added=False)


def _other_lang(ours: str, page: str) -> str:
    """What says that our own words are in another language than the page, where they are."""
    from markupsafe import Markup

    return Markup(' lang="{}"').format(ours) if ours != page else ""


def _pieces(
    article: Edition | Sourceless,
    document: Document,
    shown: Sequence[Row],
    about: About,
    leads: Leads,
) -> Iterator[Piece]:
    """The body of a page, piece by piece."""
    target = article.file
    shown = tuple(named(shown, document, target, about.naming))
    notes = notes_of(shown, document.frames)
    known = Known(
        defined(target, document),
        {name: (str(note.number), f"#{note.place}") for name, note in notes.items()},
    )
    both = isinstance(article, Edition)
    made = Making(texts(known, leads), Names(_OURS), about.speak, both, about.edit)
    how = replace(made, there=about.there, listing=is_listing(shown))
    yield from filter(None, body(shown, document, target, notes, how))


def index(
    rows: Sequence[Progress],
    hrefs: Mapping[tuple[str, Locale], str],
    *,
    titles: Mapping[str, str] | None = None,
    about: About = About(),  # noqa: B008  frozen
) -> str:
    """The site's first page: every article with how far it is in each locale.

    `hrefs` gives the page of an article in a locale, `titles` the name of an article. Those of
    which nothing is translated yet are folded.
    """
    _ = about.speak
    articles = [
        {
            "title": (titles or {}).get(article, "") or article,
            "path": article,
            "href": next((hrefs[key] for row in group if (key := frame.key(row)) in hrefs), ""),
            "rows": [frame.progress(row, hrefs.get(frame.key(row), ""), _) for row in group],
            "begun": any(row.total == 0 or row.total > row.empty for row in group),
        }
        for article, group in frame.by_article(rows)
    ]
    begun = [each for each in articles if each["begun"]]
    waiting = [each for each in articles if not each["begun"]]
    return _render(
        "index.html.j2",
        about.templates,
        title=about.title or _("Articles"),
        lang=tag(about.language),
        alternates=[],
        summary=_("{count} articles").format(count=len(articles)),
        groups=[
            (begun, ""),
            (waiting, _("Not translated yet: {count}").format(count=len(waiting))),
        ],
        words=frame.words(_),
        search=about.search,
    )


def search(found: str, about: About) -> str:
    """The page that finds articles, with its index as `index_of` gives it."""
    from markupsafe import Markup

    _ = about.speak
    return _render(
        "search.html.j2",
        about.templates,
        title=_("Search"),
        lang=about.lang,
        alternates=[],
        words=frame.words(_),
        index=Markup(found),
    )


def site_map(site: str, paths: Iterable[str]) -> str:
    """The map of a site (sitemaps.org) for those who search it; `paths` are quoted."""
    base = site.rstrip("/") + "/"
    rows = "".join(f"<url><loc>{escape(base + path)}</loc></url>\n" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


# ── Templates ───────────────────────────────────────────────────────────────────────────────


def _shown(piece: Piece) -> dict[str, Any]:
    """A piece with its HTML marked as safe: `body` made it from sieved texts."""
    from markupsafe import Markup
    from markupsafe import escape as escaped

    if isinstance(piece, str):
        return {"html": Markup(piece)}

    def marked(edit: Edit) -> Markup:
        name = {"-": "del", "+": "ins"}.get(edit.op)
        return Markup(f"<{name}>{escaped(edit.text)}</{name}>") if name else escaped(edit.text)

    held = ("id", "classes", "state", "aliases", "badge", "note", "edit", "source_lang", "reviewed")
    return {
        **{name: getattr(piece, name) for name in (*held, "added", "level")},
        "html": "",
        "source": Markup(piece.source),
        "target": Markup(piece.target),
        "diff": Markup("").join(marked(edit) for edit in piece.diff),
    }


@lru_cache(maxsize=8)
def _environment(own: Templates) -> jinja2.Environment:
    import jinja2

    texts = dict(own)
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda name: texts.get(name) or _asset(name)),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache
def _asset(name: str) -> str:
    """A template, style sheet or script of the package."""
    path = files("transpipe.publish.pages").joinpath("templates", name)
    return path.read_text("utf-8").strip("\n")


@lru_cache
def small(text: str, is_style: bool) -> str:
    """A style sheet or script without its comments and the ends of lines that it does not need."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if is_style:
        return "".join(lines)
    return re.sub(r"\n(?=[})])|(?<=[{,;(])\n", "", "\n".join(lines))


def _hash(text: str) -> str:
    """A text's name in a content security policy (CSP level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _render(template: str, own: Templates, **values: Any) -> str:
    from markupsafe import Markup

    texts = dict(own)
    assets = [each for each in TEMPLATES if ".j2" not in each]
    held = {each: small(texts.get(each) or _asset(each), "css" in each) for each in assets}
    name = template.removesuffix(".html.j2")
    css, script = held["page.css"], held[f"{name}.js"]
    css += held["index.css"] if name != "page" else held["list.css"] if values["listing"] else ""
    policy = (
        f"default-src 'none'; img-src 'self' data: https:; style-src {_hash(css)}; "
        f"script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    values |= {"csp": policy, "css": Markup(css), "script": Markup(script)}
    html = _environment(own).get_template(template).render(**values)
    return _NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", html).rstrip("\n") + "\n"
