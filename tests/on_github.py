"""What a page shows beside what GitHub's own parser makes of the same Markdown, block by block.

Both are cut into their leaves: the containers each stands in, its element, and its inline HTML with
nothing but what a reader can see or follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import cmarkgfm
import html5lib
from cmarkgfm.cmark import Options

from tests.browser import sanitised
from transpipe.text.han import WIDE

Leaf = tuple[str, str, str]

_LEAVES = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "th",
    "td",
    "hr",
    "summary",
    "dt",
    "caption",
}
_CONTAINERS = {"ul", "ol", "li", "blockquote", "details", "dl", "dd"}
_THROUGH = {
    "div",
    "section",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "main",
    "center",
    "body",
    "html",
}
_KEPT = {"href", "src", "alt", "title"}
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_JOINT = re.compile(rf"(?<=[{WIDE}]) (?=[{WIDE}])")
_ALERT = re.compile(r"^\[!\w+\](?:<br>)?\s*")
_DROPPED = {"tools", "badge", "diff", "adm"}


# What GitHub has no grammar for, and the sites of such articles do: an id behind a heading, lines
# of directives and templates, admonitions. Of HTML that acts it shows the marks.
_ANCHOR = re.compile(
    r"[ \t]*(?:\{[ \t]*:?[ \t]*#[^{}\n]*\}|\{/\*[^\n]*\*/\}|%\{#[^{}\n]*\}%)[ \t]*$"
)
_OURS = re.compile(
    r"^(?:&lt;(?:style|script|textarea|iframe|noembed|xmp|title|plaintext)"
    r"|/{3,}|:{3,}|!!!|\?\?\?|===|\{\{|\{[%*#]|\$\$|: )"
)


def is_ours(leaf: Leaf) -> bool:
    """Whether a leaf is of a grammar that GitHub does not have."""
    return bool(_OURS.match(leaf[2])) and leaf[1] in {"p", "text", "pre", "dt"}


def theirs(text: str) -> list[Leaf]:
    """The leaves of what GitHub renders, its footnotes left out."""
    html = cmarkgfm.github_flavored_markdown_to_html(text, options=_OPTIONS)
    html = re.sub(r'<section class="footnotes".*?</section>', "", html, flags=re.DOTALL)
    html = re.sub(r'<sup class="footnote-ref">.*?</sup>', "[^]", html, flags=re.DOTALL)
    return list(_leaves(_tree(sanitised(html)), (), ""))


def ours(page: str, side: str) -> list[Leaf]:
    """The leaves of one language of a page."""
    root = _tree(page)
    (main,) = list(root.iter("main"))
    return list(_leaves(main, (), "t" if side == "s" else "s"))


def _tree(html: str) -> Element:
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)


def _leaves(node: Element, path: tuple[str, ...], other: str) -> Iterator[Leaf]:
    run = _said(node.text)
    for child in node:
        tag = str(child.tag)
        classes = set(child.get("class", "").split())
        if (
            not isinstance(child.tag, str)
            or classes & {other, *_DROPPED, "fn", "meta"}
            or tag in {"head", "button"}
        ):
            run += _said(child.tail)
            continue
        titled = "heading" in classes and not child.get("id")  # by its file, for want of a heading
        if titled or (tag == "a" and child.get("id") and not child.get("href")):
            run += _said(child.tail)
            continue
        name = tag
        if tag == "span" and classes & {"s", "t"}:
            name = "div"
        if tag == "details" and len(child) and "meta" in child[0].get("class", ""):
            name = "div"  # a list of links that our page lets fold
        if name in _LEAVES | _CONTAINERS | _THROUGH:
            yield from _run(run, path)
            run = ""
        if name in _LEAVES:
            shown = _shown(_inner(child, other))
            shown = _ANCHOR.sub("", shown) if tag[0] == "h" else shown
            name = "p" if "raw" in classes else tag if shown or tag != "th" else "td"
            if shown or tag in {"hr", "td", "th"}:
                yield "/".join(path), name, shown
        elif name in _CONTAINERS:
            start = child.get("start", "1") if name == "ol" else ""
            yield from _leaves(child, (*path, name + start), other)
        elif name in _THROUGH:
            yield from _leaves(child, path, other)
        else:
            run += _inline(child, other)
        run += _said(child.tail)
    yield from _run(run, path)


def _run(run: str, path: tuple[str, ...]) -> Iterator[Leaf]:
    if _shown(run):
        yield "/".join(path), "text", _shown(run)


def _inner(node: Element, other: str) -> str:
    out = _said(node.text)
    for child in node:
        if isinstance(child.tag, str) and not set(child.get("class", "").split()) & {
            other,
            *_DROPPED,
            "copy",
        }:
            out += _inline(child, other)
        out += _said(child.tail)
    return out


def _inline(node: Element, other: str) -> str:
    tag = str(node.tag)
    held = sorted(
        (k, unquote(v)) for k, v in node.attrib.items() if k in _KEPT and (v or k == "href")
    )
    if tag == "sup" and len(node) == 1 and node[0].get("href", "").startswith("#fn-"):
        return "[^]"
    if tag in {"span", "input"} or (tag == "a" and not node.get("href")):
        return _inner(node, other)
    marks = "".join(f' {k}="{v}"' for k, v in held)
    return f"<{tag}{marks}>" + ("" if tag in {"br", "img"} else f"{_inner(node, other)}</{tag}>")


def _said(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;")


def _shown(run: str) -> str:
    run = _ALERT.sub("", " ".join(run.split()))
    run = re.sub(r"^\[[ xX]\] ?", "", run)
    return _JOINT.sub("", run.replace("<br> ", "<br>"))
