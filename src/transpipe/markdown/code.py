"""Comments in the code of a fence: where they stand, and which are a person's words.

The one module that knows Pygments, which is slow to load: it is asked only where code is read.
What a string holds is no comment. What tools read (`#!/bin/sh`, `# type: ignore`) is code,
whatever a lexer calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transpipe.model import Span
from transpipe.text.han import count_han

if TYPE_CHECKING:
    from pygments.lexer import Lexer

# Longer code is nobody's example; some lexers take a time that grows with the square.
_LONGEST = 1 << 16
_LANGUAGE = re.compile(r"(?:\{code[\w-]*\}\s*|\{?\s*\.?)([\w+#-][\w+#.-]*)")
# The marks around a block of a comment; those that begin a comment up to the end of a line.
_AROUND = (
    *(("/*", "*/"), ("<!--", "-->"), ("{{!--", "--}}"), ("--[[", "]]"), ("{-", "-}")),
    *(("(*", "*)"), ("#|", "|#"), ("#=", "=#"), ("<#", "#>"), ("{#", "#}"), ("%{", "%}")),
)
_LINE = re.compile(r"//+[!<]?|--+\|?|\#+[:!']?|;+!?|%+|\"|'|!|rem\b|::?", re.IGNORECASE)
_DECORATION = re.compile(r"[ \t]*+(?:\*+(?!/))?[ \t]*+")
# What tools read: `type: ignore`, `go:build linux`, `noqa: F401`, `eslint-disable-next-line x-y`,
# `-*- mode -*-`, `@ts-ignore`, `[!code focus]`. What may be either is left to them.
_FORMS = (
    r"[@!$+^][A-Za-z]",
    r"\[!|-\*-|</?[A-Za-z]",
    r"[a-z][\w-]*:[A-Za-z@]",
    r"[a-z][\w-]*[:=] ?[\w.,=\[\]-]+(?: [\w.,=\[\]-]+)?$",
    r"[a-z]+ [a-z-]+=\S+$",
    r"[A-Za-z]\w*(?:[-_]\w+)+: ?\S+$",
    r"[!-@\[-~]*[a-z][-_=/@][a-z][!-~]*(?:,? [!-~]*[a-z][-_=/@][a-z][!-~]*)*$",
    r"(?:noqa|nosec|nolint|nosonar)\b",
)
_DIRECTIVE = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.ASCII)
_SHOUTED = re.compile(r"[A-Z]{4,}$")
# What code has and prose has not, and words that follow each other as they do in prose.
_SIGN = re.compile(
    r"[;{}] *$|\w\(|[\w)\]] ?[-+*/|]?= ?[^=\s]|[=-]>|::|^[<@$.]\w|^§.*:$", re.MULTILINE
)
_PROSE = re.compile(r"\b[A-Za-z][a-z']*+,? [a-z][a-z']++(?![\w(])")
_CLOSED = re.compile(r"[;{}] *$", re.MULTILINE)
_SENTENCE = re.compile(r"\b[A-Za-z][a-z']*+(?:,? [a-z][a-z']*+){2,}")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: `span` with its marks, `lines` the words in it, a span each line that has any.

    `mark` begins it; `close` ends it, '' where the end of the line does.
    """

    span: Span
    lines: tuple[Span, ...]
    mark: str
    close: str = ""


def is_known(info: str) -> bool:
    """Whether the language that a fence names is known."""
    return _language(info) is not None


@lru_cache(maxsize=1 << 10)
def comments(code: str, info: str) -> tuple[Comment, ...]:
    """The comments for people in a code, in order; none where the language is not known.

    `info` is what stands behind the mark of a fence, `code` has `\\n` alone as its line ends.
    """
    name = _language(info)
    if name is None or len(code) > _LONGEST:
        return ()
    # `{{#include x}}` is what makes the page.
    spans = (s for s in _spans(code, name) if not code.endswith(("{{", "{%"), 0, s.start))
    found = (_comment(code, span) for span in spans)
    return tuple(c for c in found if not is_directive(code, c))


def is_directive(code: str, comment: Comment) -> bool:
    """Whether a comment is for a tool to read, by its form."""
    words = " ".join(span.of(code) for span in comment.lines)
    return bool(_DIRECTIVE.match(words) or _SHOUTED.match(words))


def is_code(words: str, info: str) -> bool:
    """Whether what a comment says is code that somebody has put out of use.

    It has signs that code has, and no two words side by side but keywords; a statement that is
    closed may have two. A sentence in Chinese is none.
    """
    name = _language(info)
    if name is None or count_han(words):
        return False
    bare = "".join(_bare(words, name))
    if _CLOSED.search(bare) and not _SENTENCE.search(bare):
        return True
    return bool(_SIGN.search(bare)) and not _PROSE.search(bare)


# ── Pygments ────────────────────────────────────────────────────────────────────────────────


def _language(info: str) -> str | None:
    """The name of the language: `js {1,3}`, `python title="x"`, `{.python}`, a file's ending."""
    found = _LANGUAGE.match(info.strip())
    return _languages().get(found[1].lower()) if found else None


@cache
def _languages() -> dict[str, str]:
    """The names of all lexers that Pygments itself has, by whatever a language is called."""
    from pygments.lexers import get_all_lexers

    names: dict[str, str] = {}
    endings: dict[str, set[str]] = {}
    for name, aliases, patterns, _types in get_all_lexers(plugins=False):
        for alias in (*aliases, name):
            names.setdefault(alias.lower(), name)
        for pattern in patterns:
            if pattern.startswith("*."):
                endings.setdefault(pattern[2:].lower(), set()).add(name)
    single = {ending: found.pop() for ending, found in endings.items() if len(found) == 1}
    return single | names


@lru_cache(maxsize=1 << 6)
def _lexer(name: str, bare: bool) -> Lexer | None:
    """`bare`: the code is that of a template language without the marks around it."""
    from pygments.lexers import find_lexer_class

    found = find_lexer_class(name)
    return found(startinline=bare, handlecodeblocks=False) if found else None


def _spans(code: str, name: str) -> Iterator[Span]:
    """What of a code are comments; pieces of one are together."""
    start = end = 0
    for span, whole in _tokens(code, name):
        text = code[start:end]
        if span.start == end and end > start and not _is_complete(text, whole):
            end = span.end
            continue
        if start < end:
            yield _trimmed(code, start, end)
        start, end = span.start, span.end
    if start < end:
        yield _trimmed(code, start, end)


def _tokens(code: str, name: str) -> Iterator[tuple[Span, bool]]:
    """The tokens that are comments, and whether each is up to the end of a line."""
    from pygments.token import Comment as Token
    from pygments.token import String

    no_words = (Token.Preproc, Token.PreprocFile, Token.Hashbang, Token.Special)
    lexer = _lexer(name, "<?" not in code)
    # Some lexers know a comment by the line end behind it.
    for start, kind, text in lexer.get_tokens_unprocessed(code + "\n") if lexer else ():
        said = kind in String.Doc and text.startswith(("//", "/*"))
        if (said or (kind in Token and kind not in no_words)) and code.startswith(
            text.rstrip("\n"), start
        ):
            yield Span(start, min(start + len(text), len(code))), said or kind in Token.Single


def _bare(words: str, name: str) -> Iterator[str]:
    """Words as a language reads them: its strings empty, its keywords signs, no comments."""
    from pygments.token import Comment as Token
    from pygments.token import Keyword, String

    lexer = _lexer(name, "<?" not in words)
    for _start, kind, text in lexer.get_tokens_unprocessed(words) if lexer else ():
        if kind not in Token:
            yield '""' if kind in String else "§" if kind in Keyword else text


def _is_complete(text: str, single: bool) -> bool:
    """Whether a comment ends where this ends, and another begins behind it."""
    marks = None if single else _around(text)
    if marks is None:
        return text.endswith("\n")
    return text.count(marks[0]) <= text.count(marks[1])


def _trimmed(code: str, start: int, end: int) -> Span:
    """A comment without the line end behind it."""
    return Span(start, start + len(code[start:end].rstrip()))


# ── What a comment says ─────────────────────────────────────────────────────────────────────


def _around(text: str) -> tuple[str, str] | None:
    return next((marks for marks in _AROUND if text.startswith(marks[0])), None)


def _comment(code: str, span: Span) -> Comment:
    text = span.of(code)
    marks = _around(text)
    if marks is not None and text.endswith(marks[1]) and len(text) >= len("".join(marks)):
        mark, close = marks
        end = span.end - len(close)
    else:
        found = _LINE.match(text)
        mark, close, end = (found[0] if found else "", "", span.end)
    start = span.start + len(mark)
    lines = tuple(_lines(code, Span(start, end), decorated=mark == "/*"))
    return Comment(span, lines, mark, close)


def _lines(code: str, inner: Span, decorated: bool) -> Iterator[Span]:
    """The words in the lines of a comment, without the `*` that a line may begin or end with."""
    start = inner.start
    for line in inner.of(code).split("\n"):
        end, begin = start + len(line), start
        if decorated:
            found = _DECORATION.match(code, start, end)
            begin = found.end() if found else start
        said = code[begin:end]
        stripped = said.strip().rstrip("*").rstrip() if decorated else said.strip()
        begin += len(said) - len(said.lstrip())
        if stripped:
            yield Span(begin, begin + len(stripped))
        start = end + 1
