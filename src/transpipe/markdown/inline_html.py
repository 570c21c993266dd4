"""A segment as HTML, for pages (beside blocks.py the only user of mistune: its inline half).

mistune escapes raw HTML and refuses harmful addresses. Of raw inline tags only those without any
power come through: plain formatting, links and images, made anew from their own attributes.
Whoever shows the result sieves it a second time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from mistune.core import InlineState
from mistune.inline_parser import InlineParser
from mistune.markdown import Markdown
from mistune.plugins.formatting import strikethrough
from mistune.renderers.html import HTMLRenderer
from mistune.util import escape_url, unikey

from transpipe.text.han import WIDE

# CommonMark 4.7, as far as a definition stands on one line: [label]: <destination> "title"
_DEFINITION = re.compile(
    r"""^[ ]{0,3}\[(?!\^)((?:[^\[\]\\\n]|\\.){1,999})\]:[ \t]*"""
    r"""(?:<([^<>\n]*)>|(\S+))(?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|\(([^()\n]*)\)))?[ \t]*$""",
    re.MULTILINE,
)
_PLAIN = re.compile(
    r"</?(?:b|br|code|del|em|i|ins|kbd|mark|s|small|strong|sub|sup|u|wbr)\s*/?>", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)(a|img)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(href|src|alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

# An address that stands bare in the text, as GitHub links it, but not the Chinese after it.
_BARE = rf"https?://[^\s<>\]{WIDE}]*[^\s<>\]{WIDE}?!.,:;*_~'\")]"
_NOTE = r"\[\^(?P<note_label>[^\]\[\s]{1,99})\]"


class _Renderer(HTMLRenderer):
    def note(self, label: str) -> str:
        return f"<sup>[{self.escape_attribute(label)}]</sup>"

    def inline_html(self, html: str) -> str:
        if html.startswith("<!--"):
            return ""
        if _PLAIN.fullmatch(html):
            return html
        tag = _TAG.match(html)
        if tag is None:
            return self.escape_raw(html)
        if tag[1]:
            return "</a>"
        found = {m[1]: unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(html)}
        if tag[2].lower() == "img":
            alt = self.escape_attribute(found.get("alt", ""))
            return self.image(alt, found.get("src", ""), found.get("title"))
        # Only an address makes a link; a bare <a name> is an anchor that a page has no use for.
        return self.link("", found.get("href", "#")).removesuffix("</a>")


def _bare_link(inline: InlineParser, m: re.Match[str], state: InlineState) -> int:
    text = {"type": "text", "raw": m[0]}
    if state.in_link or state.depth >= inline.max_nested_level:
        state.append_token(text)
    else:
        # Within a link's brackets mistune takes `_autolink` back: there are no links in links.
        attrs = {"url": escape_url(m[0])}
        link = {"type": "link", "children": [text], "attrs": attrs, "_autolink": m[0]}
        state.append_token(link)
    return m.end()


def _note(_inline: InlineParser, m: re.Match[str], state: InlineState) -> int:
    state.append_token({"type": "note", "raw": m["note_label"]})
    return m.end()


def _engine() -> Markdown:
    # A newline in a segment is a hard break: soft ones are folded before.
    inline = InlineParser(hard_wrap=True)
    inline.register("bare_link", _BARE, _bare_link, before="link", start_chars="h")
    inline.register("note", _NOTE, _note, before="link", start_chars="[")
    return Markdown(_RENDERER, inline=inline, plugins=[strikethrough])


_RENDERER = _Renderer(escape=True)
_ENGINE = _engine()


def definitions(text: str) -> dict[str, tuple[str, str]]:
    """The reference definitions of an article: label (folded) → destination and title."""
    found: dict[str, tuple[str, str]] = {}
    for m in _DEFINITION.finditer(text):
        found.setdefault(unikey(m[1]), (m[2] or m[3] or "", m[4] or m[5] or m[6] or ""))
    return found


def render_inline(text: str, known: Mapping[str, tuple[str, str]] | None = None) -> str:
    """The inline Markdown of one segment as HTML; `known` holds the article's `definitions`.

    Raw HTML is escaped but for formatting tags, links and images without a script's power.
    """
    links = {
        label: {"url": target, "label": label, **({"title": title} if title else {})}
        for label, (target, title) in (known or {}).items()
    }
    env: dict[str, Any] = {"ref_links": links}
    state = _ENGINE.inline.state_cls(env)
    state.src = text.strip("\n")
    return "".join(_RENDERER.render_tokens(_ENGINE.inline.render(state), _ENGINE.block.state_cls()))
