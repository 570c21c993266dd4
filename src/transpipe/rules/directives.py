"""Signs that a site takes for orders: `{变量}` in MDX, `注意:重启` where it reads directives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import in_place
from transpipe.model import AnchorStyle, Document, Severity, Span
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope
from transpipe.text.han import HAN

_BRACES = re.compile(r"(?<![\\$])\{(?![/#%{])[^{}\n]*\}")
_WORDS = re.compile(rf"[{HAN}]")
_ACCIDENT = re.compile(rf"(?<=[{HAN}]):(?=[{HAN}A-Za-z])")


def _taken(_source: str, target: str, context: Context) -> Iterator[Hit]:
    if "{" in target and _is_mdx(context):
        for found in _BRACES.finditer(in_place(target)):
            if _WORDS.search(found[0]) and not _has(context.english, found[0]):
                message = _("{text} is a program for MDX, and fails: write \\{{")
                span = Span(*found.span())
                repair = Repair(Span(span.start, span.start + 1), "\\{")
                said = message.format(text=found[0])
                yield Hit(said, span=span, target=found[0], repairs=(repair,))
    if ":" in target and context.directives:
        for found in _ACCIDENT.finditer(in_place(target)):
            message = _("{text} begins a directive: write a full-width colon")
            span = Span(*found.span())
            said = message.format(text=target[span.start :][:8])
            repair = Repair(span, "：")
            yield Hit(said, Severity.WARNING, span, target=target, repairs=(repair,))


def _is_mdx(context: Context) -> bool:
    """Whether a page is a program: by its name, or as Docusaurus reads every page."""
    docusaurus = context.naming.style is AnchorStyle.DOCUSAURUS
    return context.path.endswith(".mdx") or (docusaurus and context.path.endswith(".md"))


def _has(english: Document | None, text: str) -> bool:
    return english is not None and text in english.text


RULES = (
    Rule(
        "accidental-directive",
        Severity.ERROR,
        "signs that the site takes for a program, or for a directive",
        _taken,
        of=Scope.TEXT,
    ),
)
