"""What was translated before, and is gone from the file, or stands there in English again."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import ngettext

from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.diff import brief


def _lost(_source: str, target: str, context: Context) -> Iterator[Hit]:
    if not context.once:
        return
    first, count = context.once[0], len(context.once)
    if not target.strip():
        message = ngettext(
            "the file is gone or empty; {count} text of it was translated",
            "the file is gone or empty; {count} texts of it were translated",
            count,
        )
        yield Hit(message.format(count=count), source=first.source, target=first.words)
        return
    message = ngettext(
        "{count} text was translated before, and is in English again: {text}",
        "{count} texts were translated before, and are in English again, the first: {text}",
        count,
    )
    said = message.format(count=count, text=brief(first.source))
    yield Hit(said, line=first.line, source=first.source, target=first.words)


RULES = (
    Rule(
        "coverage",
        Severity.WARNING,
        "texts that were translated before, and are gone or in English again",
        _lost,
        of=Scope.ARTICLE,
    ),
)
