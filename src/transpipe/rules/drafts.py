"""What a machine's answer must not do: nobody chose its words, so it may change less than a person.

A person may leave a code span out, or say a number in code: that is `code` and `numbers`. Of a
machine's answer the same is a reason to refuse it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.emphasis import unrendered_emphasis
from transpipe.markdown.inline import code_spans, links, urls, words
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.amount_changes import differing
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


def _code(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if Counter(code_spans(source)) != Counter(code_spans(answer)):
        yield Hit(_("code is not what it was"))


def _links(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    def targets(text: str) -> Counter[tuple[str, bool]]:
        return Counter((link.target, link.image) for link in links(text))

    if targets(source) != targets(answer) or Counter(urls(source)) != Counter(urls(answer)):
        yield Hit(_("links are not what they were"))
    emptied = any(link.text and not link.image for link in links(source)) and any(
        not link.text.strip() and not link.image for link in links(answer)
    )
    if emptied:
        yield Hit(_("a link has lost its text"))


def _html(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if Counter(_TAG.findall(source)) != Counter(_TAG.findall(answer)):
        yield Hit(_("HTML is not what it was"))


def _fields(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if Counter(_FIELD.findall(source)) != Counter(_FIELD.findall(answer)):
        yield Hit(_("fields or footnotes are not what they were"))


def _lines(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if answer.count("\n") > source.count("\n"):
        yield Hit(_("lines that the source does not have"))
    if _BLOCK.match(answer) and not _BLOCK.match(source):
        yield Hit(_("a mark in front that would make another block of it"))


def _characters(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if set(_UNREADABLE.findall(answer)) - set(_UNREADABLE.findall(source)):
        yield Hit(_("characters that cannot be read"))


def _emphasis(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if unrendered_emphasis(answer) and not unrendered_emphasis(source):
        yield Hit(_("emphasis that does not render"))
    before, after = words(source).count("**"), words(answer).count("**")
    if after % 2 and not before % 2:
        yield Hit(_("emphasis with one end"))
    if after > before:
        yield Hit(_("emphasis that the source does not have"))


def _numbers(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    lost, new = differing(words(source), words(answer))
    if lost or new:
        numbers = ", ".join((*lost, *new))
        yield Hit(_("numbers are not what they were: {numbers}").format(numbers=numbers))


def _language(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    shown = words(answer)
    if _LATIN_WORD.search(words(source)) and not count_han(answer):
        yield Hit(_("no Chinese"))
    if _FOREIGN.search(answer) and not _FOREIGN.search(source):
        yield Hit(_("another language than Chinese"))
    left = any(sentence in source for sentence in _LATIN_SENTENCE.findall(shown))
    if left or _LATIN_RUN.search(shown):
        yield Hit(_("partly not translated"))


def _length(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """Chinese takes about a third to a half of the characters that English takes."""
    before, after = columns(source), columns(answer)
    if after > 2 * before + 40:
        yield Hit(_("far longer than the source"))
    if before > 60 and after < before / 5:
        yield Hit(_("far shorter than the source"))
    half = len(answer) // 2
    if half > 4 and answer[:half].strip() == answer[-half:].strip():
        yield Hit(_("the same twice"))
    if before > 60 and source.endswith((".", "!", "?")) and not answer.endswith(_ENDS):
        yield Hit(_("it breaks off"))


# In the order in which they are asked: the first hit is the reason.
RULES = (
    Rule("draft-code", Severity.ERROR, "code that is not what it was", _code),
    Rule("draft-links", Severity.ERROR, "links that are not what they were", _links),
    Rule("draft-html", Severity.ERROR, "HTML that is not what it was", _html),
    Rule("draft-fields", Severity.ERROR, "fields or footnotes that are others", _fields),
    Rule("draft-lines", Severity.ERROR, "lines that would be another block", _lines),
    Rule("draft-characters", Severity.ERROR, "characters that cannot be read", _characters),
    Rule("draft-emphasis", Severity.ERROR, "emphasis that is not the source's", _emphasis),
    Rule("draft-numbers", Severity.ERROR, "numbers that are not what they were", _numbers),
    Rule("draft-language", Severity.ERROR, "words that are not Chinese", _language),
    Rule("draft-length", Severity.ERROR, "far more or far less than the source says", _length),
)
