"""What an answer stands in: quotes, a fence, a tag, JSON, a model's reasoning before it.

Each step takes off what the source does not have, where it stands around all of an answer, or in
front of it; what is left is judged by itself.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator

from transpipe.text.han import columns

_FENCE = re.compile(r"(`{3,}|~{3,})[^\n`]*\n(.*?)\n?[ \t]*\1", re.DOTALL)
_TAG = re.compile(r"<([A-Za-z][\w-]*)>(.*)</\1>", re.DOTALL)
_ELEMENT = re.compile(r"<([A-Za-z][\w-]*)>(.*?)</\1>([ \t]*\n)?\s*(\S.*)", re.DOTALL)
_ENDED = re.compile(r"[^<>]*</([A-Za-z][\w-]*)>[ \t]*\n\s*(\S.*)", re.DOTALL)
_PAIRS = ("“”", '""', "‘’", "''", "「」", "『』", "«»", "``", "《》")
_QUOTES = frozenset("".join(_PAIRS))
_MARKED = re.compile(r"(\*\*\*|\*\*|__|\*|_)(?=[^\s*_])([^*_]+)(?<=\S)\1")
_BEFORE = re.compile(r"([^\n{}\"<>`]{1,120}[:：])[ \t*]*\n\s*(\S.*)", re.DOTALL)
_LABEL = re.compile(r"([^\n:：{}\"<>`]{1,24})[:：]\s*(\S.*)", re.DOTALL)
# The work itself, in the languages it is between. Of a source that speaks of it nothing is known.
_THE_WORK = re.compile(r"译|中文|汉语|translat|chinese", re.IGNORECASE)
_JOINER, _ESCAPE = "\u200d", "\x1b"
_SAME_AGAIN = 5


def unwrapped(source: str, answer: str) -> str:
    """The answer without what stands around it."""
    text = answer
    for _ in range(_SAME_AGAIN):
        before = text
        for step in STEPS:
            text = step(source, text)
        if text == before:
            break
    return text


def after_preface(source: str, answer: str) -> Iterator[str]:
    """The answer less a line that announces it, if it may have one: what is left must be whole.

    Such a line ends in a colon that the source does not have.
    """
    text = answer.strip()
    colons = source.count(":") + source.count("：")
    found = _BEFORE.fullmatch(text)
    if found and _colons(found[2]) >= colons and 3 * columns(found[2]) >= columns(source):
        yield found[2]
    label = _LABEL.fullmatch(text)
    if label and _THE_WORK.search(label[1]) and not _THE_WORK.search(source):
        yield label[2]


def _colons(text: str) -> int:
    return text.count(":") + text.count("：")


def _visible(source: str, text: str) -> str:
    """Without characters that are not seen and that the source does not have."""
    if _ESCAPE in text:
        return text
    return "".join(c for n, c in enumerate(text) if not _is_hidden(text, n) or c in source)


def _is_hidden(text: str, place: int) -> bool:
    character = text[place]
    if character == _JOINER:
        # It makes one emoji of two.
        around = text[place - 1 : place] + text[place + 1 : place + 2]
        return not all(unicodedata.category(c) in ("So", "Sk", "Mn") for c in around)
    return unicodedata.category(character) in ("Cf", "Cc") and character not in "\n\t"


def _bare(_source: str, text: str) -> str:
    return text.strip()


def _reasoned(source: str, text: str) -> str:
    """What follows an element of several lines, or on a line of its own, that is not the source's.

    A model's reasoning, before it answers.
    """
    found = _ELEMENT.fullmatch(text)
    if found and f"<{found[1]}" not in source and ("\n" in found[2] or found[3]):
        return found[4]
    ended = _ENDED.fullmatch(text)
    return ended[2] if ended and f"</{ended[1]}" not in source else text


def _inside_json(source: str, text: str) -> str:
    """The only words of a JSON value."""
    if text[:1] not in ("{", "[") or source[:1] == text[:1]:
        return text
    try:
        words = list(_strings(json.loads(text)))
    except (ValueError, RecursionError):
        return text
    return words[0] if len(words) == 1 else text


def _strings(value: object) -> Iterator[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _strings(each)
    if isinstance(value, str):
        yield value


def _unfenced(source: str, text: str) -> str:
    found = _FENCE.fullmatch(text)
    return found[2] if found and not source.startswith(found[1]) else text


def _untagged(source: str, text: str) -> str:
    found = _TAG.fullmatch(text)
    return found[2] if found and f"<{found[1]}" not in source else text


def _unquoted(source: str, text: str) -> str:
    within = text[1:-1]
    if text[:1] + text[-1:] not in _PAIRS or len(text) < len("“”") + 1:
        return text
    if source[:1] in _QUOTES or text[0] in within or text[-1] in within:
        return text
    return within


def _unmarked(source: str, text: str) -> str:
    """Without emphasis of all of it, where the source has none."""
    found = _MARKED.fullmatch(text)
    return found[2] if found and found[1][0] not in source else text


Step = Callable[[str, str], str]
STEPS: tuple[Step, ...] = (
    *(_visible, _bare, _reasoned, _inside_json, _unfenced, _untagged, _unquoted, _unmarked),
)
