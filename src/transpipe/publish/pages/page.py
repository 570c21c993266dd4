"""Pages to read: source and target side by side, one self-contained HTML file an article.

A page asks for nothing but the images of its article, works from `file://` and without scripts.
Whatever comes from an article passes two sieves (mistune's escaping, then nh3's list of allowed
elements), and the page's policy lets no script run but its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from transpipe.markdown.inline_html import definitions, render_inline
from transpipe.model import Document, Edit, Edition, Locale, Progress, Sourceless, Unit
from transpipe.publish.language import speak, tag
from transpipe.publish.pages import frame
from transpipe.publish.pages.frame import About
from transpipe.publish.pages.markup import Texts
from transpipe.publish.pages.rows import alone, named, rows
from transpipe.publish.pages.sections import Names, Part, parts

if TYPE_CHECKING:
    import jinja2

_INLINE = "a abbr b br code del em i img ins kbd mark q s samp small strong sub sup u var wbr"
_BLOCK = (
    f"{_INLINE} blockquote caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr li ol p pre summary table tbody td tfoot th thead tr ul"
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
    **{name: {"align"} for name in ("p", "div", "h1", "h2", "h3")},
}
# One only: nh3 writes several in an order that differs from run to run.
_IMAGES = {"loading": "lazy"}
_OURS = ("content", "v-both", "v-target", "v-source")

Href = Callable[[str], str]


def page(
    article: Edition | Sourceless,
    units_by_block: Mapping[int, Unit],
    about: About = About(),  # noqa: B008  frozen
    *,
    href: Href = str,
    drafts: bool = False,
) -> str:
    """The page of an article in its locale; with one language where there is no source.

    Its Chinese file gives what there is besides the catalogue's words: additions, translated
    captions. `href` says where a link or image of the source leads from this page.
    """
    _ = speak(about.language)
    both, target = isinstance(article, Edition), article.file
    counts = article.catalogue.counts() if isinstance(article, Edition) else {}
    document = article.source if isinstance(article, Edition) else target
    shown = rows(document, target, units_by_block, drafts) if both else alone(document)
    shown = tuple(named(shown, document, target, about.naming))
    texts = _texts(document, target, href)
    fallback = article.name if both else article.pair.target
    sections = tuple(parts(shown, texts, Names(_OURS), _))
    lead = frame.lead(sections)
    name = about.title or (_plain(sections[lead - 1].title) if lead else "") or fallback
    return _render(
        "page.html.j2",
        title=name,
        lang=(article.locale if isinstance(article, Edition) else Locale.ZH_CN).tag,
        **frame.surroundings(about, _),
        both=both,
        head="" if lead else name,
        summary=frame.counted(counts, about.opaque, _) if both else "",
        toc=frame.contents(sections, _plain),
        lead=[_shown(part) for part in sections[:lead]],
        parts=[_shown(part) for part in sections[lead:]],
    )


def index(
    rows: Sequence[Progress],
    hrefs: Mapping[tuple[str, Locale], str],
    *,
    titles: Mapping[str, str] | None = None,
    title: str = "",
    language: str = "zh_CN",
) -> str:
    """The site's first page: every article with how far it is in each locale.

    `hrefs` gives the page of an article in a locale, `titles` the name of an article.
    """
    _ = speak(language)
    articles = [
        {
            "title": (titles or {}).get(article, "") or article,
            "path": article,
            "href": next((hrefs[key] for row in group if (key := frame.key(row)) in hrefs), ""),
            "rows": [frame.progress(row, hrefs.get(frame.key(row), ""), _) for row in group],
        }
        for article, group in frame.by_article(rows)
    ]
    return _render(
        "index.html.j2",
        title=title or _("Articles"),
        lang=tag(language),
        alternates=[],
        summary=_("{count} articles").format(count=len(articles)),
        articles=articles,
    )


# ── Texts ───────────────────────────────────────────────────────────────────────────────────


def _texts(document: Document, target: Document, href: Href) -> Texts:
    """How this page's texts become HTML, each sieved twice, its addresses led by `href`."""
    known = {**definitions(target.text), **definitions(document.text)}
    inline, block = _sieve(_INLINE, href), _sieve(_BLOCK, href)
    return Texts(lambda text: inline(render_inline(text, known)), block)


def _sieve(elements: str, href: Href) -> Callable[[str], str]:
    import nh3

    def lead(element: str, attribute: str, value: str) -> str | None:
        if attribute not in {"href", "src"}:
            return value
        if value == "#harmful-link":
            return None
        return href(value)

    tags = set(elements.split())
    cleaner = nh3.Cleaner(
        tags=tags,
        attributes={name: held for name, held in _ATTRIBUTES.items() if name in tags},
        attribute_filter=lead,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc",
        set_tag_attribute_values={"img": _IMAGES},
    )
    return cleaner.clean


def _plain(html: str) -> str:
    """The text of a piece of HTML."""
    import nh3
    from markupsafe import Markup

    return str(Markup(nh3.clean(html, tags=set())).unescape()).strip()


# ── Templates ───────────────────────────────────────────────────────────────────────────────


def _shown(part: Part) -> dict[str, Any]:
    """A section with its HTML marked as safe: `parts` made it from sieved texts."""
    from markupsafe import Markup, escape

    def marked(edit: Edit) -> Markup:
        name = {"-": "del", "+": "ins"}.get(edit.op)
        return Markup(f"<{name}>{escape(edit.text)}</{name}>") if name else escape(edit.text)

    return {
        "id": part.id,
        "classes": part.classes,
        "state": part.state,
        "aliases": part.aliases,
        "source": Markup(part.source),
        "target": Markup(part.target),
        "badge": part.badge,
        "source_lang": part.source_lang,
        "diff": Markup("").join(marked(edit) for edit in part.diff),
    }


@lru_cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
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


def _hash(text: str) -> str:
    """A text's name in a content security policy (CSP level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _render(template: str, **values: Any) -> str:
    from markupsafe import Markup

    css, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; img-src 'self' data: https:; style-src {_hash(css)}; "
        f"script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    html = (
        _environment()
        .get_template(template)
        .render(csp=policy, css=Markup(css), script=Markup(script), **values)
    )
    return html.rstrip("\n") + "\n"
