"""Radicals of dictionaries in the place of characters, as texts from a PDF have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import replace_spans
from transpipe.markdown.scan import markup, scan
from transpipe.model import Severity, Span
from transpipe.rules.rule import NOWHERE, Context, Hit, Rule, Scope
from transpipe.text.han import HAN

RADICALS = "\u2e80-\u2fd5"
_RADICAL = re.compile(f"[{RADICALS}]")
_BESIDE = re.compile(f"[{HAN}{RADICALS}]")
# Characters of their own of which Unicode's decompositions say nothing; its list of equivalent
# ideographs does.
_ALSO = dict(
    zip(
        "\u2ea0\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc"
        "\u2edd\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eea\u2eec\u2eee\u2ef0",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙",
        strict=True,
    )
)


def character_of(radical: str) -> str:
    """The character that a radical looks like; itself where there is none."""
    plain = unicodedata.normalize("NFKC", radical)
    return _ALSO.get(radical, plain if len(plain) == 1 else radical)


def _radicals(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    """A radical beside characters stands for one; alone it may be what is spoken of."""
    found = [] if target.isascii() else list(_RADICAL.finditer(target))
    around = markup(scan(target)) if found else ()
    for each in found:
        at, character = each.start(), character_of(each[0])
        beside = target[max(0, at - 1) : at] + target[at + 1 : at + 2]
        within = any(span.start <= at < span.end for span in around)
        if character != each[0] and _BESIDE.search(beside) and not within:
            message = _("{radical} is a radical: the character is {character}")
            said = message.format(radical=each[0], character=character)
            yield Hit(said, span=Span(at, at + 1), target=each[0], mend=character)


def _without(target: str, _hit: Hit) -> str:
    """The target without any of them: a page may hold hundreds."""
    hits = _radicals("", target, NOWHERE)
    return replace_spans(target, [(hit.span, hit.mend or "") for hit in hits])


RULES = (
    Rule(
        "kangxi-radical",
        Severity.WARNING,
        "a radical in the place of a character, as PDFs have it",
        _radicals,
        _without,
        Scope.TEXT,
    ),
)
