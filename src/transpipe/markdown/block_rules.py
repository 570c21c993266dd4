"""Blocks beyond mistune's own: quotes, footnotes, definitions, admonitions, directives, math."""

from __future__ import annotations

import re
from bisect import bisect_left

from transpipe.markdown.blocks import Rule, SpanParser, SpanState, Token
from transpipe.markdown.tables import TABLE
from transpipe.text.published_marks import (
    ATTRIBUTION_BEGIN,
    ATTRIBUTION_END,
    BANNER_BEGIN,
    BANNER_END,
)

_QUOTE = re.compile(r"( {0,3})>([^\n]*\n?)")
_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)*+")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_CLOSED = re.compile(
    r"(?: {0,3}(?:\#{1,6}(?:[ \t]|$)|(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,}|=+[ \t]*)$"
    r"|/{3}|:{3}|</?[a-z]|<[!?]|\|?[ \t]*:?-+:?[ \t]*\|)|[ \t]*$)",
    re.IGNORECASE,
)
# Of lines without the blanks at their end.
_ADMONITION = re.compile(
    r' {0,3}(?P<kind>!!!|\?\?\?\+?|===[!+]?)[ \t]++(?P<type>[^"\n]*+)(?:"(?P<title>[^\n]*)")?$'
)
_DIRECTIVE = re.compile(
    r" {0,3}(?P<fence>/{3,}|:{3,})[ \t]*+(?P<name>[\w.+-]*+)[ \t]*+"
    r"(?P<bar>\|[ \t]*+|\[)?(?P<title>[^\n]*?)(?P<end>\])?$"
)
_TEMPLATE = (
    r"\{\{(?:(?!\}\})[^\n])*\}\}|\{%(?:(?!%\})[^\n])*%\}|\{\*(?:(?!\*\})[^\n])*\*\}"
    r"|\{\#(?!\S+\})(?:(?!\#\})[^\n])*\#\}"
)
_OTHER = re.compile(r" {0,3}(?:>|\[\^[^\]\s]+\]:)")
_OTHER_TERM = re.compile(r" {0,3}(?:>|\[\^[^\]\s]+\]:|:[ \t]+\S)")
_BANNER_END = re.compile(rf"^{BANNER_END}[ \t]*$", re.MULTILINE)
_ATTRIBUTION_END = re.compile(rf"^{ATTRIBUTION_END}[ \t]*$", re.MULTILINE)
_MATH_END = re.compile(r"\$\$[ \t]*$", re.MULTILINE)


# ── Quotes ──────────────────────────────────────────────────────────────────────────────────


def _quote(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """A block quote (CommonMark 5.1) with the lazy lines that go on with its last paragraph."""
    text, lazy, position = [], set[int](), m.start()
    size, fence, is_open = 0, "", False
    while position < state.cursor_max:
        line = state.get_line(position)
        marked = _QUOTE.match(line)
        if marked:
            ours = _cut(marked[2], len(marked[1]) + 1, 1)
            is_open, fence = _goes_on(ours, fence)
        elif is_open and line.strip(" \t\n") and not parser.broken(state, position):
            ours = line
            lazy.add(size)
        else:
            break
        text.append(ours)
        size += len(ours)
        position += len(line)
    child = state.inside("".join(text), state.number(m.start()), lazy)
    for number in range(state.number(m.start()), state.number(position - 1) + 1):
        if state.starts[number] in state.lazy_line_starts:
            child.lazy_line_starts.add(child.starts[number - state.number(m.start())])
    parser.parse(child, parser.within(state))
    state.append_token({"type": "block_quote", "children": child.tokens})
    return position


def _cut(line: str, column: int, width: int) -> str:
    """A line without `width` columns of blanks; tabs among its leading blanks are spelt out."""
    rest = line.lstrip(" \t")
    blanks = (" " * column + line[: len(line) - len(rest)]).expandtabs(4)
    return " " * max(len(blanks) - column - width, 0) + rest


def _goes_on(line: str, fence: str) -> tuple[bool, str]:
    """Whether a lazy line may follow a line of a quote, and the code fence that is open then."""
    inner = _PREFIX.sub("", line.rstrip("\n"), count=1)
    marks = _FENCE.match(inner)
    if fence:
        closing = marks and marks[1].startswith(fence) and not inner.strip().strip(fence[0])
        return False, "" if closing else fence
    if marks:
        return False, marks[1]
    return not _CLOSED.match(inner), ""


# ── Containers whose lines are indented ─────────────────────────────────────────────────────


def _body(
    parser: SpanParser, state: SpanState, position: int, head: str | None
) -> tuple[list[str], int]:
    """The lines indented by four columns from `position`, cut, and where they end.

    Blank lines belong to it when an indented line follows; so do lines that go on with a
    paragraph, which `head`, the text before them, may have begun.
    """
    lines: list[str] = []
    is_open, fence = _goes_on(head, "") if head else (False, "")
    blank, end = 0, position
    while position < state.cursor_max:
        line = state.get_line(position)
        position += len(line)
        if not line.strip(" \t\n"):
            blank, is_open = blank + 1, False
            continue
        if re.match(r" {4}| {0,3}\t", line):
            line = _cut(line, 0, 4)
            is_open, fence = _goes_on(line, fence)
            is_open = is_open and head is not None
        elif not is_open or _begins(parser, state, position - len(line)):
            break
        lines += ["\n"] * blank + [line]
        blank, end = 0, position
    return lines, end


def _begins(parser: SpanParser, state: SpanState, position: int) -> bool:
    """Whether a line begins a block, so that no paragraph can go on with it."""
    other = _OTHER_TERM if state.rule == "definition" else _OTHER
    return bool(other.match(state.src, position)) or parser.broken(state, position)


def _contain(
    parser: SpanParser, state: SpanState, token: Token, lines: list[str], first: int
) -> None:
    child = state.inside("".join(lines), first)
    parser.parse(child, parser.within(state))
    state.append_token({**token, "children": child.tokens})


def _footnote(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """A footnote: its text, and the lines after it that are indented."""
    token = {"type": "footnote", "mark": (m["footnote_label"],)}
    return _labelled(parser, m, state, token)


def _definition(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """A definition (PHP Markdown Extra) of the paragraph before it, whose lines are the terms."""
    tokens = [token for token in state.tokens[-2:] if token["type"] != "blank_line"]
    last = tokens[-1] if tokens else None
    line = state.number(m.start())
    if not last or m.start() in state.lazy_line_starts:
        return None
    is_next = state.base + line - last.get("last", 0) <= 2
    if last["type"] not in ("paragraph", "term", "definition") or not is_next:
        return state.append_paragraph()
    if last["type"] == "paragraph":
        last["type"] = "term"
    return _labelled(parser, m, state, {"type": "definition"})


def _labelled(parser: SpanParser, m: re.Match[str], state: SpanState, token: Token) -> int:
    """A container whose text begins behind its mark; where it ends."""
    head = state.get_line(m.start())
    rest = head[len(m[0]) :].lstrip(" \t")
    lines, end = _body(parser, state, m.start() + len(head), rest)
    _contain(parser, state, token, [rest or "\n", *lines], state.number(m.start()))
    return end


def _admonition(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """`!!! note "Title"` and the like with an indented body (Python-Markdown, MkDocs)."""
    head = state.get_line(m.start())
    parts = _ADMONITION.match(head.rstrip(" \t\n"))
    if not parts or not (parts["type"].strip() or parts["title"] is not None):
        return None
    if parts["kind"].startswith("===") and parts["title"] is None:
        return None
    lines, end = _body(parser, state, m.start() + len(head), None)
    line = state.number(m.start())
    title = _titled(state, m.start(), parts, (parts["kind"], parts["type"].strip()))
    token = {"type": "admonition", "mark": title["mark"]}
    state.append_token({**title, "first": state.base + line, "last": state.base + line})
    _contain(parser, state, token, lines, line + 1)
    return end


def _titled(state: SpanState, start: int, parts: re.Match[str], mark: tuple[object, ...]) -> Token:
    """The line of a directive or admonition: its title can be translated, the rest is opaque."""
    if parts["title"]:
        span = state.place(start + parts.start("title"), start + parts.end("title"))
        return {"type": "title", "spans": [span], "mark": mark}
    return {"type": "directive", "raw": parts[0].strip(), "mark": mark}


# ── Lines that stand for something else ─────────────────────────────────────────────────────


def _line(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """`/// note | Title`, `:::tip Title`, or a line that is all template."""
    if m.start() in state.lazy_line_starts:
        return None
    line = state.get_line(m.start()).rstrip("\n")
    if line.lstrip(" ").startswith("{"):
        state.append_token({"type": "template", "raw": line.strip()})
        return m.start() + len(line) + 1
    parts = _DIRECTIVE.match(line.rstrip(" \t"))
    if not parts:
        return None
    token = {"type": "directive", "raw": line.strip(), "mark": ()}
    free = parts["fence"][0] == ":" and not parts["title"].startswith(("{", "."))
    if parts["title"] and parts["name"].isalpha() and (parts["bar"] or free):
        mark = (parts["fence"], parts["name"], parts["bar"], parts["end"])
        token = _titled(state, m.start(), parts, mark)
    state.append_token(token)
    return m.start() + len(line) + 1


def _math(parser: SpanParser, m: re.Match[str], state: SpanState) -> int | None:
    """`$$` … `$$`: from a line that begins with it to the first that ends with it."""
    end = _closing_line(state, _MATH_END, m.end())
    if end is not None:
        state.append_token({"type": "math", "raw": state.src[m.start() : end].strip()})
    return end


def _banner(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """What `build` puts above an article is no part of it."""
    return _no_block(m, state, _BANNER_END)


def _attribution(parser: SpanParser, m: re.Match[str], state: SpanState) -> int:
    """Nor is what it says of whose an article is."""
    return _no_block(m, state, _ATTRIBUTION_END)


def _no_block(m: re.Match[str], state: SpanState, closing: re.Pattern[str]) -> int:
    """Lines of ours up to the one that ends them: no block, like an empty line.

    A line that begins them and is followed by none that ends them is a comment alone.
    """
    end = _closing_line(state, closing, m.end())
    if end is not None:
        state.append_token({"type": "blank_line"})
        return end
    state.append_token({"type": "block_html", "raw": m[0].strip()})
    return state.find_line_end_at(m.end())


def _closing_line(state: SpanState, form: re.Pattern[str], position: int) -> int | None:
    """Where the next line that closes a block ends; None where there is none."""
    starts = state.env.get(form.pattern)
    if starts is None:
        starts = state.env[form.pattern] = [found.start() for found in form.finditer(state.src)]
    number = bisect_left(starts, position)
    return state.find_line_end_at(starts[number]) if number < len(starts) else None


# Each is asked before the rule that it names last.
RULES = (
    Rule("block_quote", r"^ {0,3}>", _quote, "list"),
    Rule(
        # The name is mistune's: a list then ends at such a line.
        "fenced_directive",
        rf"^ {{0,3}}(?:(?:/{{3}}|:{{3}})[^\n]*|(?:{_TEMPLATE})[ \t]*)$",
        _line,
        "atx_heading",
    ),
    Rule(
        "admonition",
        # A line of nothing but `=` makes a heading, whatever blanks it has.
        r"^ {0,3}(?!=+[ \t]*$)(?:!!!|\?\?\?|===)[^\n]*[ \t][^\n]*$",
        _admonition,
        "atx_heading",
    ),
    Rule("banner", rf"^{BANNER_BEGIN}[ \t]*$", _banner, "raw_html"),
    Rule("attribution", rf"^{ATTRIBUTION_BEGIN}[ \t]*$", _attribution, "raw_html"),
    Rule("math", r"^ {0,3}\$\$", _math, "list"),
    Rule("footnote", r"^ {0,3}\[\^(?P<footnote_label>[^\]\s\\]{1,500})\]:", _footnote, "ref_link"),
    Rule("definition", r"^ {0,3}:[ \t]+(?=\S)", _definition, "ref_link"),
    TABLE,
)
