"""Is a draft fit to be shown? A draft that fails is refused, never mended by a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from gettext import gettext as _

from transpipe.markdown.inline import code_spans, links, unrendered_emphasis, urls, words
from transpipe.text.amounts import differing
from transpipe.text.han import columns, count_han

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_BLOCK = re.compile(r"(?:#{1,6}|>|[-*+]|\d{1,9}[.)])[ \t]|```|~~~|\|")
_UNREADABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\ufffd\ufeff\u200b\u2028\u2029\ud800-\udfff]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LATIN_RUN = re.compile(r"(?:[A-Za-z][A-Za-z'’-]*[,;:.!?]?[ ]+){12}")
_LATIN_SENTENCE = re.compile(r"""(?:^|(?<=[\s。！？]))[A-Z][^."“”。！？]{20,400}[.!?:](?=\s|$)""")
_FOREIGN = re.compile(r"[\u3041-\u30fa\uac00-\ud7a3]")
_FIELD = re.compile(r"\{[^{}]*\}|\[\^[^\]\s]+\]|%[sd]\b")
_ENDS = tuple(".!?:;。！？：；…”』」）)*_`|>~\"'")
# What the echo engine says: a rehearsal in which nothing is translated.
_REHEARSAL = re.compile(r"\[zh_[A-Z]{2}\] ")


def fit(source: str, answer: str) -> str:
    """Why an answer is not fit to be a draft of the source; '' where nothing speaks against it.

    Both are Markdown as it stands in an article, placeholders put back.
    """
    if not answer.strip():
        return _("an empty answer")
    if answer.strip() == source.strip():
        return _("the source came back")
    if _REHEARSAL.sub("", answer, count=1) == source:
        return ""
    return next((reason for rule in RULES if (reason := rule(source, answer))), "")


def _code(source: str, answer: str) -> str:
    same = Counter(code_spans(source)) == Counter(code_spans(answer))
    return "" if same else _("code is not what it was")


def _links(source: str, answer: str) -> str:
    def targets(text: str) -> Counter[tuple[str, bool]]:
        return Counter((link.target, link.image) for link in links(text))

    if targets(source) != targets(answer) or Counter(urls(source)) != Counter(urls(answer)):
        return _("links are not what they were")
    emptied = any(link.text and not link.image for link in links(source)) and any(
        not link.text.strip() and not link.image for link in links(answer)
    )
    return _("a link has lost its text") if emptied else ""


def _html(source: str, answer: str) -> str:
    same = Counter(_TAG.findall(source)) == Counter(_TAG.findall(answer))
    return "" if same else _("HTML is not what it was")


def _fields(source: str, answer: str) -> str:
    same = Counter(_FIELD.findall(source)) == Counter(_FIELD.findall(answer))
    return "" if same else _("fields or footnotes are not what they were")


def _lines(source: str, answer: str) -> str:
    if answer.count("\n") > source.count("\n"):
        return _("lines that the source does not have")
    if _BLOCK.match(answer) and not _BLOCK.match(source):
        return _("a mark in front that would make another block of it")
    return ""


def _characters(source: str, answer: str) -> str:
    known = set(_UNREADABLE.findall(source))
    strange = set(_UNREADABLE.findall(answer)) - known
    return _("characters that cannot be read") if strange else ""


def _emphasis(source: str, answer: str) -> str:
    if unrendered_emphasis(answer) and not unrendered_emphasis(source):
        return _("emphasis that does not render")
    before, after = words(source).count("**"), words(answer).count("**")
    if after % 2 and not before % 2:
        return _("emphasis with one end")
    return _("emphasis that the source does not have") if after > before else ""


def _numbers(source: str, answer: str) -> str:
    lost, new = differing(words(source), words(answer))
    if lost or new:
        numbers = ", ".join((*lost, *new))
        return _("numbers are not what they were: {numbers}").format(numbers=numbers)
    return ""


def _language(source: str, answer: str) -> str:
    if _LATIN_WORD.search(words(source)) and not count_han(answer):
        return _("no Chinese")
    if _FOREIGN.search(answer) and not _FOREIGN.search(source):
        return _("another language than Chinese")
    shown = words(answer)
    left = any(sentence in source for sentence in _LATIN_SENTENCE.findall(shown))
    return _("partly not translated") if left or _LATIN_RUN.search(shown) else ""


def _length(source: str, answer: str) -> str:
    """Chinese takes about a third to a half of the characters that English takes."""
    before, after = columns(source), columns(answer)
    if after > 2 * before + 40:
        return _("far longer than the source")
    if before > 60 and after < before / 5:
        return _("far shorter than the source")
    half = len(answer) // 2
    if half > 4 and answer[:half].strip() == answer[-half:].strip():
        return _("the same twice")
    if before > 60 and source.endswith((".", "!", "?")) and not answer.endswith(_ENDS):
        return _("it breaks off")
    return ""


RULES: tuple[Callable[[str, str], str], ...] = (
    _code,
    _links,
    _html,
    _fields,
    _lines,
    _characters,
    _emphasis,
    _numbers,
    _language,
    _length,
)
