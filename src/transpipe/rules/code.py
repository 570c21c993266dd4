"""The code spans of a target are those of its source, unchanged; repeating one is no matter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from gettext import gettext as _
from posixpath import basename, splitext

from transpipe.markdown.inline import code_spans, words
from transpipe.model import Severity
from transpipe.rules.guards import has_code
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.amount_changes import differing
from transpipe.text.han import count_han
from transpipe.text.similarity import nearest


def _changed(source: str, target: str, _context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target)):
        if old is not None and new is not None:
            said = _("{old} has become {new}").format(old=old, new=new)
            yield Hit(said, _within(old, new), order=order)


def _dropped(source: str, target: str, context: Context) -> Iterator[Hit]:
    for order, (old, new) in enumerate(_compared(source, target)):
        if old is None or new is not None:
            continue
        if old in target or old.strip("\"'") in target.replace("\\", ""):
            message = _("{code} is not marked as code").format(code=old)
            yield Hit(message, Severity.WARNING, order=order)
        else:
            severity = Severity.WARNING if _is_subject(old, context) else _told_in_words(old)
            yield Hit(_("no {code}").format(code=old), severity, order=order)
    for code in _bare_again(source, target):
        message = _("{code} is not marked as code").format(code=code)
        yield Hit(message, Severity.WARNING, order=len(source))


def _within(old: str, new: str) -> Severity | None:
    """Less grave where one is a part of the other, as words: more or less of the same is shown.

    So it is where words in it are translated, or where it is written more closely.
    """
    if count_han(new) and not count_han(old):
        return Severity.WARNING
    if _closely(old) == _closely(new) or _path(old) == _path(new) or _typed(old) == new:
        return Severity.INFO
    part, whole = sorted((old, new), key=len)
    if part.strip("\"'") == whole.strip("\"'") or _is_longer_path(whole, part):
        return Severity.WARNING
    found = re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", whole, re.ASCII)
    plain = _PLAIN_PART.fullmatch(part) or part in whole.split()
    return Severity.WARNING if found and plain else None


def _is_subject(code: str, context: Context) -> bool:
    """Whether it is what the whole article is of, by its file: 该插件 says that, too."""
    return bool(context.source) and code == splitext(basename(context.source))[0]


def _told_in_words(code: str) -> Severity | None:
    """Less grave where code is mere words: 字典 for `dict` says it, 最终用户 for `end users`."""
    return Severity.WARNING if _WORD.fullmatch(code) else None


def _closely(code: str) -> str:
    """Code without the blanks on either side of what joins two terms."""
    return _JOINED.sub(r"\1", code)


def _path(code: str) -> str:
    """The same of the path of a folder: `./docs/` is `docs`."""
    return code.removeprefix("./").rstrip("/")


def _typed(code: str) -> str:
    """Code with the signs of a keyboard for those that a typesetter puts in their place."""
    return code.translate(_TYPED).replace("…", "...")


def _is_longer_path(whole: str, part: str) -> bool:
    """Whether the same file is named from higher up: `conf/a.yaml`, `app/conf/a.yaml`."""
    return "/" in part and whole.endswith("/" + part.removeprefix("./").lstrip("/"))


_TYPED = str.maketrans("−–‘’“”", "--''\"\"")
_JOINED = re.compile(r"\s*([*+=<>|&^%]+|->|(?<=\S)\s/(?=\s)|:(?=\s))\s*")
_WORD = re.compile(r"[#\s]*[A-Za-z]+(?: [A-Za-z]+(?:-[A-Za-z]+)*)*")
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
    if before == after:
        return ()
    new = sorted(after - before)
    found: dict[str, str | None] = {}
    for code in sorted(before - after):
        other = nearest(code, new, 0.5)
        if other:
            new.remove(other)
        found[code] = other or None
    lost = [code for code, other in found.items() if other is None]
    for code, other in _translated(source, target, lost, new):
        new.remove(other)
        found[code] = other
        if not any(differing(code, other)) and _FIGURES.search(code):
            del found[code]
    return (*found.items(), *((None, code) for code in new))


def _translated(
    source: str, target: str, lost: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Code with words in it, and what these have become: as many in the order of both texts."""
    old = [code for code in lost if _LETTERS.search(code) and code not in target]
    chinese = [code for code in new if count_han(code)]
    if len(old) == len(chinese):
        yield from zip(sorted(old, key=source.find), sorted(chinese, key=target.find), strict=True)


_FIGURES = re.compile(r"\d")
_LETTERS = re.compile(r"[A-Za-z]{2}")


def _bare(code: str) -> str:
    return code.strip("`").strip()


RULES = (
    Rule(
        "changed-code",
        Severity.ERROR,
        "a code span that is not as in the source",
        _changed,
        where=has_code,
    ),
    Rule(
        "dropped-code",
        Severity.ERROR,
        "a code span of the source that is not in the target, or not marked as code there",
        _dropped,
        where=has_code,
    ),
    Rule(
        "extra-code",
        Severity.INFO,
        "a code span that the source does not have",
        _extra,
        where=has_code,
    ),
)
