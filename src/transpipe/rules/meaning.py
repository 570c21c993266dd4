"""What a target says beside its source: as much, in Chinese, and denied where that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from itertools import islice

from transpipe.markdown.inline import replace_spans, words
from transpipe.markdown.scan import What, scan
from transpipe.model import Severity, Span
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.denial import (
    DENIES,
    DENIES_IN_CHINESE,
    is_denial_lost,
    is_denial_new,
    may_deny,
)
from transpipe.text.diff import brief
from transpipe.text.han import HAN, count_han, has_han, mostly_han
from transpipe.text.sentences import sentences

_LETTERS = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SMALL = re.compile(r"(?<![\w./@:#-])[a-z][a-z'’-]+(?![\w/@]|\.\w)")
_RUN_OF = 7  # words and their blanks, and one more
_RUN = re.compile(
    rf"(?:(?<![\w])[A-Za-z][A-Za-z'’-]*[,;:]?[ ]+){{{_RUN_OF},}}[A-Za-z][A-Za-z'’-]*[.!?]?"
)
_CLAUSE = re.compile(r"[。！？；，：、!?;,:\n]|——|…{1,2}|\.(?=\s|$)|[（(]")
_SAID = re.compile(rf"[{HAN}\w]")
_STRONG = re.compile(r"[。！？；]+|[!?;](?=\s|$)|\.(?=\s|$)")
_PARTS = re.compile(
    r"[,;:.!?\n()—–]|\s-\s|\b(?:and|or|but|so|which|that|who|where|when|while|if|because|since|as|then|"
    r"to|for|with|by|after|before|until|unless|although|though|via|using|in order)\b|\w+ing\b",
    re.IGNORECASE,
)
_MANY_WORDS = 10
_ENDS = re.compile(r"[.!?:]\s")
_SHORT, _LONG, _MANY = 0.22, 2.2, 80


def _untranslated(source: str, target: str, _context: Context) -> Iterator[Hit]:
    shown, said = words(_without_images(target)), words(source)
    if not has_han(target):
        small, count = len(_SMALL.findall(shown)), len(_LETTERS.findall(shown))
        prose = any(" " in part.strip() for part in shown.split(","))  # a name has no blank
        same = small >= 3 or (target.strip() == source.strip() and (small > 1 or count > 3))
        same = same and prose and not (said.strip()[:1] == said.strip()[-1:] == '"')  # of a program
        if same and (small or count > 3) and not has_han(source):
            yield Hit(_("not translated"))
        return
    for found in _RUN.finditer(shown) if shown.count(" ") >= _RUN_OF else ():
        text = found[0].strip()
        quoted = shown[: found.start()].rstrip()[-1:] in "“\"「『（(《*_‘'"
        if text in said and len(_SMALL.findall(text)) >= 5 and not quoted:
            yield Hit(_("not translated: {text}").format(text=brief(text)))
            return


def _english(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """A paragraph without any Chinese, in a Chinese file of which no source is known."""
    if context.article is None or context.english is not None or has_han(target):
        return
    if len(_SMALL.findall(words(target))) >= _MANY_WORDS and mostly_han(context.article.text):
        yield Hit(_("not translated"), span=Span(0, len(target)), target=target)


def _without_images(text: str) -> str:
    """What is written about a picture is read aloud alone."""
    images = (piece.span for piece in scan(text) if piece.what is What.IMAGE)
    return replace_spans(text, [(span, " ") for span in images])


def _denied(source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not (may_deny(source, target) and has_han(target)):
        return
    beside = _beside(words(source), words(target))
    for number, (theirs, ours) in enumerate(beside):
        if is_denial_lost(theirs, ours) and not _is_denied_next(beside, number):
            yield Hit(_("the source denies: {text}").format(text=brief(theirs.strip())))
            return
        if is_denial_new(theirs, ours):
            yield Hit(_("the source does not deny: {text}").format(text=brief(theirs.strip())))
            return


def _is_denied_next(beside: Sequence[tuple[str, str]], number: int) -> bool:
    """Whether a sentence next to one denies where its own source does not: they changed places."""
    near = (beside[n] for n in (number - 1, number + 1) if 0 <= n < len(beside))
    return any(DENIES_IN_CHINESE.search(b) and not DENIES.search(a) for a, b in near)


def _beside(source: str, target: str) -> Sequence[tuple[str, str]]:
    """The sentences of both where there are as many, else the whole."""
    theirs, ours = sentences(source), sentences(target)
    return list(zip(theirs, ours, strict=True)) if len(theirs) == len(ours) else [(source, target)]


def _omitted(source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not has_han(target):
        return
    shown, said = words(target), words(source)
    wide, least = _width(shown), _SHORT * _width(said)
    if wide >= least and not _ENDS.search(source):
        return
    lines = source.strip().count("\n") - target.strip().count("\n")
    theirs = [text for text in sentences(said) if _LETTERS.search(text)]
    ours = [part for part in _CLAUSE.split(shown) if _SAID.search(part)]
    if len(theirs) >= 2 and len(ours) < len(theirs) and lines >= 0:
        message = _("{ours} clauses for {theirs} sentences of the source")
        yield Hit(message.format(ours=len(ours), theirs=len(theirs)))
    elif _width(said) >= _MANY and wide < least:
        yield Hit(_("far shorter than the source"))


def _width(text: str) -> int:
    return len(text) + count_han(text)


def _added(source: str, target: str, _context: Context) -> Iterator[Hit]:
    if not has_han(target) or "\n" in target.strip():
        return
    shown, said = words(target), words(source)
    first = _STRONG.search(shown)
    alone = first is None or not has_han(shown[first.end() :])
    long = _width(shown) > _LONG * _width(said)
    if alone and not long:
        return
    ours = [part for part in _STRONG.split(shown) if count_han(part) > 1]
    if len(ours) < 2 and not long:
        return
    theirs = max(1, sum(1 for _part in islice(_parts(said), len(ours))))
    if len(ours) > theirs:
        message = _("{ours} sentences for {theirs} of the source")
        yield Hit(message.format(ours=len(ours), theirs=theirs))
    elif long and _width(said) >= 20:
        yield Hit(_("far longer than the source"))


def _parts(said: str) -> Iterator[str]:
    """The parts of an English text with words, one after the other."""
    at = 0
    for found in _PARTS.finditer(said):
        if _LETTERS.search(said, at, found.start()):
            yield said[at : found.start()]
        at = found.end()
    if _LETTERS.search(said, at):
        yield said[at:]


RULES = (
    Rule("untranslated", Severity.WARNING, "words that are still English", _untranslated),
    Rule(
        "untranslated",
        Severity.WARNING,
        "words that are still English",
        _english,
        of=Scope.TEXT,
    ),
    Rule("negation", Severity.WARNING, "a denial on one side alone", _denied),
    Rule("omission", Severity.WARNING, "a sentence of the source that is missing", _omitted),
    Rule("added-text", Severity.INFO, "more than the source says", _added),
)
