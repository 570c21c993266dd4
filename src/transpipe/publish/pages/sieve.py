"""Texts of an article as HTML that can do no harm: whatever they say, they are sieved twice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from transpipe.markdown.inline_html import Known, borders, render_cut, render_inline
from transpipe.publish.pages.markup import Texts
from transpipe.units.shares import aligned

_INLINE = (
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small strike "
    "strong sub sup tt u var wbr"
)
_BLOCK = (
    f"{_INLINE} blockquote caption center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 "
    "hr li ol p picture pre span summary table tbody td tfoot th thead tr ul"
)
_ATTRIBUTES = {
    **{name: {"title"} for name in ("abbr", "dfn", "span")},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height", "align"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
    "ol": {"start"},
    "details": {"open"},
    **{name: {"align"} for name in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6")},
}
# A link as the sieve writes it that holds nothing but pictures, none of which says what it shows.
_NAMELESS = re.compile(
    r'<a (?P<rest>href="(?P<href>[^"]+)"[^>]*>(?:\s|<(?!img\b|a\b|/a>)[^>]*>'
    r'|<img\b(?![^>]* alt="[^"])[^>]*>)*</a>)'
)
# Escaped text, and no more elements than those that have no attribute and hold nothing but such
# text: the sieve would let that through as it is.
_SAID = r"(?:[^<&\x00\r\xa0]|&(?:amp|lt|gt);)*+"
_HARMLESS = re.compile(rf"{_SAID}(?:<(code|em|strong|del)>{_SAID}</\1>{_SAID})*+")
_SCHEMES = {"http", "https", "mailto"}
_MOST = 400  # pairs of sentences that are compared

# Where an address leads from a page; None where it leads nowhere.
Href = Callable[[str], str | None]


def _as_it_is(address: str) -> str | None:
    return address


@dataclass(frozen=True, slots=True)
class Leads:
    """Where the links of an article lead from its page, and where its pictures are."""

    link: Href = _as_it_is
    image: Href = _as_it_is


LEADS = Leads()


def texts(known: Known, leads: Leads) -> Texts:
    """How a page's texts become HTML."""
    inline, block = sieve(_INLINE, leads), sieve(_BLOCK, leads)

    def one(text: str) -> str:
        return inline(render_inline(text, known))

    def both(source: str, target: str) -> tuple[str, str]:
        whole = borders(source)
        cuts = whole, borders(target) if whole else ()
        if not (cuts[0] and cuts[1]) or len(cuts[0]) * len(cuts[1]) > _MOST:
            return one(source), one(target)
        pieces = _pieces(source, cuts[0]), _pieces(target, cuts[1])
        numbers: tuple[dict[int, int], dict[int, int]] = {}, {}
        count = 0
        for group in aligned(*pieces):
            if group[0] and group[1]:
                count += 1
                for held, name in zip(group, numbers, strict=True):
                    name.update(dict.fromkeys(held, count))
        if count < 2:
            return one(source), one(target)
        made = (render_cut(source, cuts[0], known), render_cut(target, cuts[1], known))
        return tuple(  # type: ignore[return-value]
            "".join(_numbered(inline(html), name.get(n)) for n, html in enumerate(parts))
            for parts, name in zip(made, numbers, strict=True)
        )

    def cell(text: str) -> str:
        # A bar needs no backslash there any more.
        return block(render_inline(text.replace("\\|", "|"), known))

    return Texts(one, cell, block, both)


def _pieces(text: str, cuts: tuple[int, ...]) -> tuple[str, ...]:
    edges = (0, *cuts, len(text))
    return tuple(text[a:b] for a, b in pairwise(edges))


def _numbered(html: str, number: int | None) -> str:
    return html if number is None else f"<span data-n={number}>{html}</span>"


def sieve(elements: str, leads: Leads = LEADS) -> Callable[[str], str]:
    """What lets only these elements through, with addresses that lead somewhere harmless."""
    import nh3

    def lead(element: str, attribute: str, value: str) -> str | None:
        if attribute == "href":
            return leads.link(value)
        return leads.image(value) if attribute == "src" else value

    tags = set(elements.split())
    cleaner = nh3.Cleaner(
        tags=tags,
        clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "xmp"},
        attributes={name: held for name, held in _ATTRIBUTES.items() if name in tags},
        attribute_filter=lead,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow ugc",
    )

    def clean(html: str) -> str:
        if _HARMLESS.fullmatch(html):
            return html
        made = cleaner.clean(html)
        return _NAMELESS.sub(_named, made) if "</a>" in made else made

    return clean


def _named(link: re.Match[str]) -> str:
    """A link with nothing to read is called by its address, for those who hear a page."""
    said = link["href"].partition("://")[2] or link["href"]
    return f'<a aria-label="{said}" {link["rest"]}'


def title(text: str) -> str:
    """The words of a heading alone."""
    return plain(render_inline(text))


def plain(html: str) -> str:
    """The text of a piece of HTML, for a title."""
    from html import unescape

    import nh3

    return unescape(nh3.clean(html, tags=set())).strip()


def linked(text: str) -> str:
    """A text as HTML, a link where it is an address."""
    said = escape(text)
    return (
        f'<a href="{said}" rel="noopener noreferrer nofollow ugc">{said}</a>'
        if _leads(text)
        else said
    )


def _leads(text: str) -> bool:
    head = text.partition("://")[0].lower()
    return head in {"http", "https"} and not any(mark in text for mark in "\"'<> \t\r\n")
