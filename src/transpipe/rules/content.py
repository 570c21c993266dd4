"""What an article says: one thing has one name in it, no word is left over, no end is cut off.

What decides is the article itself: how it says the same words of its source elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, words
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.rules.usage import small_words
from transpipe.text.diff import brief
from transpipe.text.han import HAN, has_han

_LEAST = 4  # units of an article that have a word, before one of them can be the odd one
_OPEN = re.compile(r"[，、（(《“「【][\s*_]*\Z")
# A word between Chinese ones: in brackets, quotes or beside others it is there on purpose.
# What stands before it is looked at behind its first letter: there are few of these in Chinese.
_HAN_OR_MARK = f"[{HAN}，。、；：]"
_ALONE = re.compile(
    rf"[a-z](?:(?<={_HAN_OR_MARK}[a-z])|(?<={_HAN_OR_MARK} [a-z]))[a-z]{{3,}}(?= ?{_HAN_OR_MARK})"
)
_GOES_ON = re.compile(r"(?:[,;:(“\"—–-]|…|\.{2,})[\s*_]*\Z")


def _inconsistent(source: str, target: str, context: Context) -> Iterator[Hit]:
    """The same title, item or link, called otherwise than the article mostly calls it."""
    for order, (name, said, mostly) in enumerate(context.usage.otherwise(source, target)):
        message = _("{source} is {target} here, and {other} elsewhere")
        shown = {"source": brief(name), "target": brief(said), "other": brief(mostly)}
        yield Hit(message.format(**shown), order=order)


def _left(source: str, target: str, context: Context) -> Iterator[Hit]:
    """An English word in a sentence, of an article that has it in Chinese everywhere else."""
    if not context.usage.pairs or not _ALONE.search(target):
        return
    said = {found[0] for found in _ALONE.finditer(words(target))}
    said &= small_words(words(source)) if said else said
    for word in sorted(said):
        kept, count = context.usage.kept(word)
        if count >= _LEAST and kept * _LEAST <= count and not _is_code(word, source):
            message = _("{word} is in English here, and translated elsewhere")
            yield Hit(message.format(word=word), order=source.find(word))


def _is_code(word: str, source: str) -> bool:
    return any(word in code for code in code_spans(source))


def _cut_off(source: str, target: str, _context: Context) -> Iterator[Hit]:
    """A text that ends with what cannot be its end, where its source is complete."""
    found = _OPEN.search(target)
    if found and has_han(target) and not _GOES_ON.search(source):
        message = _("it ends with {mark}: something is missing")
        yield Hit(message.format(mark=found[0].strip("*_ \n")))


RULES = (
    Rule(
        "inconsistent-term",
        Severity.INFO,
        "a title or link that the same article calls otherwise elsewhere",
        _inconsistent,
    ),
    Rule(
        "untranslated-word",
        Severity.INFO,
        "an English word that the same article translates elsewhere",
        _left,
    ),
    Rule("truncated-text", Severity.WARNING, "a text that breaks off", _cut_off),
)
