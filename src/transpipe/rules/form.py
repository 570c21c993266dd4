"""The form of a target: placeholders, line ends, brackets in pairs, no word said twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, replace_spans
from transpipe.markdown.scan import What, markup, scan
from transpipe.model import Severity
from transpipe.rules.guards import has_line_end, has_placeholder
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.rules.signs import FACE
from transpipe.text.doubled import doubled
from transpipe.text.han import has_han

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]*\}\}|(?<![{\w])\{(?!/\*)[^{}\n]*\}|%(?:\([A-Za-z_]\w*\))?(?:\d+\$)?[sd](?![A-Za-z])"
    r"|\$\{\w+\}|⟦\d+⟧"
)
_BLANKS = re.compile(r"\s+")


def _placeholders(source: str, target: str, _context: Context) -> Iterator[Hit]:
    lost = _held(source) - _held(target)
    as_code = "".join(code_spans(target)) if lost else ""
    for order, placeholder in enumerate(lost):
        if placeholder in as_code and placeholder not in "".join(code_spans(source)):
            continue
        id_alone = placeholder.startswith("{#")
        message = _("no {placeholder}").format(placeholder=placeholder)
        yield Hit(message, Severity.WARNING if id_alone else None, order=order)


def _held(text: str) -> Counter[str]:
    """The placeholders of a text, code aside, without the blanks within."""
    shown = text if "{" in text or "%" in text or "⟦" in text else ""
    shown = _CODE.sub(" ", shown)
    return Counter(_BLANKS.sub("", found) for found in _PLACEHOLDER.findall(shown))


_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def _newline(source: str, target: str, context: Context) -> Iterator[Hit]:
    ours, theirs = (text.strip("\n").count("\n") for text in (target, source))
    if ours <= theirs or (context.article is not None and "\n\n" in target):
        return  # two paragraphs for one are the file's own layout
    message = _("{ours} lines; the source has {theirs}")
    yield Hit(message.format(ours=ours + 1, theirs=theirs + 1))


# ── Brackets ────────────────────────────────────────────────────────────────────────────────

_BOTH = "() （） [] ［］ 【】 「」 『』 《》 “”"
_PAIRS = {pair[0]: pair[1] for pair in _BOTH.split()}
_ANY_MARK = re.compile(f"[{re.escape(_BOTH.replace(' ', ''))}]")
_ALIKE = str.maketrans("（）［］", "()[]")
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_NUMBER = r"(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]+)"
_ITEM = re.compile(rf"(?m)(?:^|(?<=[\s，。；：、,;:])){_NUMBER}[)）]")
_INTERVAL = re.compile(r"[\[(]\s*[-\w.∞]+\s*,\s*[-\w.∞]+\s*[\])]")


def _brackets(source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not _ANY_MARK.search(target) or not has_han(target):
        return
    faults = _faults(target)
    more = faults and len(faults) > len(_faults(source))
    for order, (mark, partner) in enumerate(faults if more else ()):
        if partner:
            message = _("{opening} is closed by {closing}").format(opening=mark, closing=partner)
        else:
            message = _("{mark} without its partner").format(mark=mark)
        yield Hit(message, order=order)


def _faults(text: str) -> list[tuple[str, str]]:
    """The brackets that do not pair up, and the pairs of two kinds."""
    pieces = tuple(piece for piece in scan(text) if piece.what is not What.ESCAPE)
    shown = replace_spans(text, [(span, " ") for span in markup(pieces)])
    for form in (_INTERVAL, _ITEM, FACE):
        shown = form.sub(" ", shown)
    found: list[tuple[str, str]] = []
    stack: list[str] = []
    for mark in _ANY_MARK.findall(shown):
        if mark in _PAIRS:
            stack.append(mark)
        else:
            if stack and stack[-1] == _CLOSING[mark]:
                stack.pop()
            elif stack and stack[-1].translate(_ALIKE) == _CLOSING[mark].translate(_ALIKE):
                found.append((stack.pop(), mark))
            else:
                found.append((mark, ""))
    return found + [(mark, "") for mark in stack]


# ── Words ───────────────────────────────────────────────────────────────────────────────────


def _doubled(source: str, target: str, _context: Context) -> Iterator[Hit]:
    for span in doubled(target, source):
        text = span.of(target)
        yield Hit(
            _("{text} twice").format(text=text[: len(text) // 2].strip()), span=span, target=text
        )


RULES = (
    Rule(
        "missing-placeholder",
        Severity.ERROR,
        "a placeholder of the source, or the id of its heading, that is not in the target",
        _placeholders,
        where=has_placeholder,
    ),
    Rule(
        "extra-newline",
        Severity.WARNING,
        "a line end in the target where the source has none",
        _newline,
        where=has_line_end,
    ),
    Rule(
        "wrong-bracket",
        Severity.WARNING,
        "a bracket or quote without its partner, or with one of another kind",
        _brackets,
    ),
    Rule(
        "doubled-word",
        Severity.WARNING,
        "a word that stands there twice",
        _doubled,
        of=Scope.TEXT,
    ),
)
