"""The code spans of a target are those of its source, unchanged; repeating one is no matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, words
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.similarity import nearest


def _changed(source: str, target: str, _context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target)):
        if old is not None and new is not None:
            said = _("{old} has become {new}").format(old=old, new=new)
            yield Hit(said, _within(old, new), order=order)


def _dropped(source: str, target: str, _context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target)):
        if old is None or new is not None:
            continue
        if old in target or old.strip("\"'") in target.replace("\\", ""):
            message = _("{code} is not marked as code").format(code=old)
            yield Hit(message, Severity.WARNING, order=order)
        else:
            yield Hit(_("no {code}").format(code=old), _told_in_words(old), order=order)
    for code in _bare_again(source, target):
        message = _("{code} is not marked as code").format(code=code)
        yield Hit(message, Severity.WARNING, order=len(source))


def _within(old: str, new: str) -> Severity | None:
    """Less grave where one is a part of the other, as words: more or less of the same is shown."""
    part, whole = sorted((old, new), key=len)
    found = re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", whole, re.ASCII)
    return Severity.WARNING if found and _PLAIN_PART.fullmatch(part) else None


def _told_in_words(code: str) -> Severity | None:
    """Less grave where code is a mere word: 字典 for `dict` says it too."""
    return Severity.WARNING if _WORD.fullmatch(code) else None


_WORD = re.compile(r"[#\s]*[A-Za-z]+")
_PLAIN_PART = re.compile(r"[\w.]+", re.ASCII)


def _bare_again(source: str, target: str) -> Iterator[str]:
    """Code that the source marks each time, and the target one time less: there it stands bare."""
    if source.count("`") < 4:
        return
    before, after = (Counter(map(_bare, code_spans(text))) for text in (source, target))
    shown = words(target) if before - after else ""
    for code in sorted((before - after).keys() & after.keys()):
        if re.search(rf"(?<![\w.-]){re.escape(code)}(?![\w.-])", shown, re.ASCII):
            yield code


def _extra(source: str, target: str, _context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target)):
        if old is None and new:
            message = _("code that the source does not have: {code}").format(code=new)
            yield Hit(message, order=order)


@lru_cache(maxsize=32)
def _compared(source: str, target: str) -> tuple[tuple[str | None, str | None], ...]:
    """The code that differs: of the source, each with what it has become; then what is added."""
    before = {_bare(code) for code in code_spans(source)}
    after = {_bare(code) for code in code_spans(target)}
    new = sorted(after - before)
    found: list[tuple[str, str | None]] = []
    for code in sorted(before - after):
        other = nearest(code, new, 0.5)
        if other:
            new.remove(other)
        found.append((code, other or None))
    return (*found, *((None, code) for code in new))


def _bare(code: str) -> str:
    return code.strip("`").strip()


RULES = (
    Rule("changed-code", Severity.ERROR, "a code span that is not as in the source", _changed),
    Rule(
        "dropped-code",
        Severity.ERROR,
        "a code span of the source that is not in the target, or not marked as code there",
        _dropped,
    ),
    Rule("extra-code", Severity.INFO, "a code span that the source does not have", _extra),
)
