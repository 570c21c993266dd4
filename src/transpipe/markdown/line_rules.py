"""Lines that are no prose: what one renderer or another makes something of, or takes as a setting.

By their form alone: a table of contents, an attribute list (kramdown), a target (MyST), an
abbreviation (PHP Markdown Extra), a command of TeX, a demo that is loaded from elsewhere.
"""

from __future__ import annotations

import re

from transpipe.markdown.blocks import Rule, SpanParser, SpanState

_ARGUMENT = r"(?:\[[^\]\n]{0,99}\]|\{[-+.\d\\ ]{0,20}[a-z]{0,20}\})"
# A paragraph of its own, or it is part of one.
_ALONE = (
    r"\[\[?_?toc_?\]?\]|\[\[_TOC_\]\]",
    rf"\\[A-Za-z]{{2,40}}\*?{_ARGUMENT}{{0,4}}",
)
_ANYWHERE = (
    r"\{::?[^{}\n]*\}",
    r"\{:/[^{}\n]*\}",
    r"\([\w.:-]{1,200}\)=",
    r"\*\[[^\]\n]{1,200}\]:[^\n]*",
)
_DEMO = r"<code(?=[ \t][^<>\n]*\bsrc=)[^<>\n]*(?:/>|>[^<\n]*</code>)"


def _whole(forms: tuple[str, ...]) -> str:
    return rf"^ {{0,3}}(?:{'|'.join(forms)})[ \t]*$"


def _alone(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """A line without any other above or below it."""
    last, end = state.last_token(), state.find_line_end_at(m.start())
    if (last and last["type"] == "paragraph") or state.get_line(end).strip():
        return None
    return _anywhere(parser, m, state)


def _anywhere(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """A line that ends the paragraph above it."""
    state.append_token({"type": "template", "raw": m[0].strip()})
    return state.find_line_end_at(m.start())


def _demo(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """A line each, so that one more leaves the others alone."""
    state.append_token({"type": "block_html", "raw": m[0].strip()})
    return state.find_line_end_at(m.start())


ALONE = Rule("command", rf"(?i:{_whole(_ALONE)})", _alone, "ref_link")
SETTING = Rule("setting", _whole(_ANYWHERE), _anywhere, "list")
DEMO = Rule("demo", _whole((_DEMO,)), _demo, "raw_html")
