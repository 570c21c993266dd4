"""A segment as HTML, for pages, by our own scanner: what is a link there is one for every stage.

Text is escaped. Of raw tags only those without any power come through: plain formatting, links and
images, made anew from their own attributes. Whoever shows the result sieves it a second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import accumulate, pairwise

from transpipe.markdown.definitions import definitions, folded
from transpipe.markdown.emphasis import marked_up
from transpipe.markdown.references import uses
from transpipe.markdown.scan import Piece, What, scan
from transpipe.model import Document, Span
from transpipe.text.sentences import sentences

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"""\s(href|src|alt|title|width|height)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    (
        *("abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"),
        *("mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "strike", "strong", "sub", "sup"),
        *("tt", "u", "var", "wbr"),
    )
)
_VOID = frozenset({"br", "wbr", "img", "hr"})
_ESCAPED = re.compile(
    r"\\([!-/:-@\[-`{-~])|(&(?:[A-Za-z][A-Za-z0-9]*|#\d{1,7}|#[xX][\da-fA-F]{1,6});)"
)
_WORDS = re.compile(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>|<[^>]*>')
# What may stand in a cell of a table besides.
_BLOCKS = ("details", "div", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "tr", "ul")
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*_BLOCKS, "thead", "dl", "dt", "dd", "blockquote"), ()),
    **dict.fromkeys(("td", "th"), ("colspan", "rowspan")),
    "img": ("src", "alt", "title", "width", "height"),
    "a": ("href", "title"),
}
_MARKS = {"*": {1: "em", 2: "strong"}, "_": {1: "em", 2: "strong"}, "~": {1: "del", 2: "del"}}


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """What the texts of an article may ask for: by folded label, addresses with titles, and notes.

    A note has a number, and an address on the page.
    """

    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Node:
    """HTML around a part of a text, or in its place where `inner` is None."""

    span: Span
    opening: str
    inner: Span | None = None
    closing: str = ""
    alt: bool = False  # nothing but the words of the inner part, in an attribute


def defined(*documents: Document) -> dict[str, tuple[str, str]]:
    """The link definitions of articles, the first for each label: its address and title."""
    found: dict[str, tuple[str, str]] = {}
    for document in documents:
        for each in definitions(document):
            title = each.title.of(document.text) if each.title else ""
            found.setdefault(each.label, (_said(each.target.of(document.text)), _said(title)))
    return found


def render_inline(text: str, known: Known = Known()) -> str:
    """The inline Markdown of one segment as HTML; a newline in it is a hard break."""
    return "".join(render_cut(text, (), known))


def render_cut(text: str, places: Sequence[int], known: Known) -> tuple[str, ...]:
    """The same in parts, cut at some of the places that `borders` gives."""
    nodes = _nodes(text, known)
    edges = (0, *places, len(text))
    pairs = pairwise(edges)
    return tuple(_written(text, nodes, Span(start, end)) for start, end in pairs)


def borders(text: str) -> tuple[int, ...]:
    """Where a sentence ends outside of all emphasis, links and tags."""
    ends = list(accumulate(map(len, sentences(text))))[:-1]
    if not ends:
        return ()
    pieces = scan(text)
    within = [piece.span for piece in pieces if piece.what is not What.HTML]
    within += (Span(a.start, b.end) for a, b in marked_up(text))
    within += _elements(text, pieces)
    return tuple(end for end in ends if not any(s.start < end < s.end for s in within))


def _elements(text: str, pieces: Sequence[Piece]) -> Iterator[Span]:
    """From each raw tag to the one that closes it, or to the end."""
    open_: list[tuple[str, int]] = []
    for piece in pieces:
        tag = _TAG.fullmatch(piece.span.of(text)) if piece.what is What.HTML else None
        if tag is None or tag[2].lower() in _VOID:
            continue
        if not tag[1]:
            open_.append((tag[2].lower(), piece.span.start))
        while tag[1] and open_:
            name, start = open_.pop()
            yield Span(start, piece.span.end)
            if name == tag[2].lower():
                break
    yield from (Span(start, len(text)) for _name, start in open_)


def _written(text: str, nodes: Sequence[_Node], part: Span) -> str:
    """The HTML of a part of a text, whose nodes lie inside each other or apart."""
    out: list[str] = []
    stack: list[tuple[_Node, int]] = []
    position = part.start

    def close(until: int) -> int:
        at = position
        while stack and (inner := stack[-1][0].inner) and inner.end <= until:
            node, begin = stack.pop()
            out.append(_text(text[at : inner.end]))
            at = node.span.end
            if node.alt:
                words = escape(unescape(_WORDS.sub(r"\1", "".join(out[begin:]))))
                del out[begin:]
                out.append(words)
            out.append(node.closing)
        return at

    for node in nodes:
        if node.span.start < max(position, part.start) or node.span.end > part.end:
            continue
        position = close(node.span.start)
        if node.span.start < position:
            continue
        out.append(_text(text[position : node.span.start]) + node.opening)
        position = node.span.end
        if node.inner:
            stack.append((node, len(out)))
            position = node.inner.start
    position = close(part.end)
    return "".join(out) + _text(text[position : part.end])


def _text(raw: str) -> str:
    return escape(raw, quote=False).replace("\n", "<br />\n")


def _nodes(text: str, known: Known) -> list[_Node]:
    """All that is no plain text, by where it begins, the outer one first."""
    pieces = scan(text)
    words = [p.inner for p in pieces if p.what is What.LINK and not p.label]
    found: list[_Node] = []
    for piece in pieces:
        bare = piece.what in (What.AUTOLINK, What.URL)
        if not (bare and any(w.start <= piece.span.start < w.end for w in words)):
            found += _of_piece(text, piece, known)
    for use in uses(text):
        if use.what is not What.FOOTNOTE and use.label in known.links:
            start = use.span.start + 1 + (use.what is What.IMAGE)
            inner = Span(start, start + len(use.words))
            found.append(_linked(use.what, use.span, inner, known.links[use.label]))
    strong = 0
    for a, b in sorted(marked_up(text)):
        name = _MARKS[text[a.start]][a.end - a.start]
        # Strong words in strong words are no stronger.
        opening, closing = (
            ("", "") if name == "strong" and b.end <= strong else (f"<{name}>", f"</{name}>")
        )
        found.append(_Node(Span(a.start, b.end), opening, Span(a.end, b.start), closing))
        strong = max(strong, b.end) if name == "strong" else strong
    return sorted(found, key=lambda node: (node.span.start, -node.span.end))


def _of_piece(text: str, piece: Piece, known: Known) -> Iterator[_Node]:
    raw = piece.span.of(text)
    match piece.what:
        case What.ESCAPE:
            yield _Node(piece.span, escape(raw[1:], quote=False))
        case What.ENTITY:
            yield _Node(piece.span, escape(unescape(raw), quote=False))
        case What.CODE:
            yield _Node(piece.span, f"<code>{_code(piece.inner.of(text))}</code>")
        case What.MATH | What.TEMPLATE:
            yield _Node(piece.span, escape(raw, quote=False))
        case What.HTML:
            yield _Node(piece.span, _tag(raw))
        case What.AUTOLINK | What.URL:
            yield _Node(piece.span, _address(raw.strip("<>")))
        case What.FOOTNOTE if folded(raw[2:-1]) in known.notes:
            number, place = known.notes[folded(raw[2:-1])]
            link = f'<a href="{escape(place)}">{escape(number)}</a>'
            yield _Node(piece.span, f"<sup>{link}</sup>")
        case What.LINK | What.IMAGE if piece.target and not piece.label:
            title = piece.title.of(text) if piece.title else ""
            target = _said(piece.target.of(text)), _said(title)
            yield _linked(piece.what, piece.span, piece.inner, target)


def _linked(what: What, span: Span, inner: Span, target: tuple[str, str]) -> _Node:
    address, title = target
    titled = f' title="{escape(title)}"' if title else ""
    if what is What.IMAGE:
        return _Node(span, f'<img src="{escape(address)}" alt="', inner, f'"{titled} />', alt=True)
    return _Node(span, f'<a href="{escape(address)}"{titled}>', inner, "</a>")


def _address(shown: str) -> str:
    address = shown if ":" in shown or "@" in shown else f"http://{shown}"
    address = f"mailto:{address}" if "@" in address and ":" not in address else address
    return f'<a href="{escape(address)}">{escape(shown, quote=False)}</a>'


def _code(inner: str) -> str:
    inner = inner.replace("\n", " ")
    if inner[:1] == inner[-1:] == " " and inner.strip(" "):
        inner = inner[1:-1]
    return escape(inner, quote=False)


def _said(text: str) -> str:
    """An address or title as it is meant, without backslashes and character references."""
    return _ESCAPED.sub(lambda m: m[1] or unescape(m[2]), text)


def _tag(raw: str) -> str:
    """A raw tag made anew, '' for one that may do more than format."""
    tag = _TAG.fullmatch(raw)
    name = tag[2].lower() if tag else ""
    if tag is None or not (name in _PLAIN or name in _ATTRIBUTES):
        return ""
    if tag[1]:
        return "" if name in _VOID else f"</{name}>"
    found = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(raw)}
    wanted = _ATTRIBUTES.get(name, ("title",))
    held = {key: unescape(found[key]) for key in wanted if key in found}
    held = {"alt": "", **held} if name == "img" else held
    said = "".join(f' {key}="{escape(value)}"' for key, value in held.items())
    return f"<{name}{said}>"
