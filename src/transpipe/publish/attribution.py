"""The attribution of a published file: whose an article is, between two lines of ours.

The lines say where it stands; a person may move them. What stands between is written anew from
the settings, unless somebody changed it: then it is theirs. It is no part of the article: no unit,
no addition. Put on and taken off, every other character stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from transpipe.markdown import segments
from transpipe.model import Document, Grammar, Kind
from transpipe.model.text import digest
from transpipe.publish.notices import start_of_body
from transpipe.text.published_marks import (
    ATTRIBUTION,
    ATTRIBUTION_BEGIN,
    ATTRIBUTION_END,
    MDX_ATTRIBUTION,
    ended,
)

_SIGN = "transpipe:attribution"
_FORM = re.compile(
    rf"^(?P<begin>{ATTRIBUTION_BEGIN})[ \t]*\r?\n(?P<body>.*?)"
    rf"^{ATTRIBUTION_END}[ \t]*(?P<after>(?:\r?\n){{0,2}})",
    re.MULTILINE | re.DOTALL,
)
_OUT = re.compile(r"out=([0-9a-f]{12})")
_NEAR = 12  # blocks at either end of an article in which people say whose it is
_FRAME = re.compile(r"[\s>*_|+-]+")
# How people begin a line that says one of these things; a miss doubles a line, no more.
_BY_HAND = {
    "original": (
        r"原文(?:链接|連結|地址|标题|標題|网址|出处)?|出[处處]|[来來]源|本文[译譯]自|Original|Source"
    ),
    "author": r"(?:原文)?作者|原著|Authors?",
    "translators": r"[译譯]者|翻[译譯]|Translators?|Translated by",
    "reviewers": r"校[对對]者?|[审審]校者?|Reviewers?|Reviewed by|Proofread by",
    "licence": r"[许許]可(?:[证證]|协议)?|授[权權]|版[权權]|协议|Licen[cs]e|Copyright",
    "revision": r"原文版本|Source revision|Revision",
}
_SAID = {
    name: re.compile(rf"(?:{form})[*_]*[ \t]*[:：]", re.IGNORECASE)
    for name, form in _BY_HAND.items()
}


@dataclass(frozen=True, slots=True)
class Place:
    """Between which blocks an attribution stands: how many are before it, of how many in all.

    `before` and `after` are the texts of its neighbours, None where it has none.
    """

    number: int
    total: int
    before: str | None
    after: str | None


def found_in(document: Document) -> re.Match[str] | None:
    """The attribution of a file, with the empty line behind it; what stands in code is none."""
    text = document.text
    for found in _FORM.finditer(text, 0, ended(text, ATTRIBUTION_END)) if _SIGN in text else ():
        at = found.start()
        if not any(block.span.start <= at < block.span.end for block in document.blocks):
            return found
    return None


def is_touched(found: re.Match[str]) -> bool:
    """Whether somebody has written between the lines."""
    body, out = _plain(found["body"]), _OUT.search(found["begin"])
    return body != "" if out is None else digest(body) != out[1]


def place_of(document: Document) -> Place | None:
    """Where the attribution of a file stands; None where there is none."""
    found = found_in(document)
    if found is None:
        return None
    blocks = document.blocks
    number = sum(block.span.start < found.start() for block in blocks)
    before = blocks[number - 1].text if number else None
    return Place(number, len(blocks), before, blocks[number].text if number < len(blocks) else None)


def said_by_hand(document: Document) -> frozenset[str]:
    """What people say of an article in lines of their own, by the names of the placeholders."""
    texts = [block.raw for block in document.blocks]
    near = texts if len(texts) <= 2 * _NEAR else [*texts[:_NEAR], *texts[-_NEAR:]]
    lines = [_FRAME.sub("", line, count=1) for text in near for line in text.splitlines()]
    return frozenset(
        name for name, form in _SAID.items() if any(form.match(line) for line in lines)
    )


def without_said(template: str, said: Collection[str]) -> str:
    """The template less the lines of which people say everything themselves; '' for no line."""
    lines: list[str] = []
    says = False
    for line in template.splitlines():
        names = set(re.findall(r"\{(\w+)\}", line)) - {"title"}
        if names and names <= set(said):
            continue
        says = says or bool(names)
        lines.append(line)
    return "\n".join(lines) if says else ""


def attributed(document: Document, ours: str, place: Place | None) -> str:
    """The text of a file with this attribution, '' for none: where its lines are, else in place.

    One that somebody changed stays. Where it would change what a block of the article is, the
    article is without.
    """
    text, there = document.text, found_in(document)
    ours = ours.strip("\n")
    if there is not None and is_touched(there):
        return text
    if _SIGN in ours:
        ours = ""
    if there is None:
        return _put(document, ours, place) if ours else text
    if not ours:
        is_place = not there["body"].strip() and _OUT.search(there["begin"]) is None
        return text if is_place else _cut(text, there)
    after = there["after"]
    return text[: there.start()] + _lines(document, ours) + after + text[there.end() :]


def in_one_voice(sides: Sequence[Document]) -> list[str]:
    """The texts of a file before, here and there, with one attribution, for them to be merged.

    It is what the next build makes of it that counts: that of here, or one that somebody changed.
    """
    _before, here, there = sides
    theirs = found_in(there)
    model = there if theirs is not None and is_touched(theirs) else here
    return [_with_that_of(each, model) for each in sides]


def lines_of_ours(document: Document) -> frozenset[str]:
    """The lines of the attribution of a file that say something, if nobody has changed it."""
    found = found_in(document)
    lines = found[0].splitlines() if found is not None and not is_touched(found) else ()
    return frozenset(filter(str.strip, lines))


def _with_that_of(document: Document, other: Document) -> str:
    mine, theirs = found_in(document), found_in(other)
    if mine is None or theirs is None or is_touched(mine):
        return document.text
    lines = theirs[0].removesuffix(theirs["after"]) + mine["after"]
    return document.text[: mine.start()] + lines + document.text[mine.end() :]


def _cut(text: str, there: re.Match[str]) -> str:
    before, after = text[: there.start()], text[there.end() :]
    if not after:  # the empty line above came with it
        before = re.sub(r"(\r?\n)\r?\n\Z", r"\1", before)
    return before + after


def _put(document: Document, ours: str, place: Place | None) -> str:
    """The text with an attribution that it did not have: at the first place that will do."""
    text, eol = document.text, _eol(document.text)
    lines, same = _lines(document, ours), _said(document)
    for at in _places(document, place):
        before = text[:at]
        last = not text[at:].strip()
        if before and not before.endswith("\n"):
            before += eol
        if last and before.strip() and not before.endswith(2 * eol):
            before += eol
        longer = before + lines + (eol if last else 2 * eol) + text[at:]
        read = segments.parse(longer, document.cut, source=False)
        if (read.shape, _said(read)) == (document.shape, same) and found_in(read) is not None:
            return longer
    return text


def _places(document: Document, place: Place | None) -> Iterator[int]:
    """Where it was, if that is known, else below the title, else at the top."""
    if place is not None and place.total:
        number = _number(document, place)
        if number is not None:
            yield _above(document, number)
    title = next((n for n, b in enumerate(document.blocks) if b.kind is Kind.HEADING), None)
    if title is not None:
        yield _above(document, title + 1)
    yield start_of_body(document)


def _number(document: Document, place: Place) -> int | None:
    """How many blocks stand before a place now; None where neither neighbour is known again."""
    texts = [block.text for block in document.blocks]
    if place.total == len(texts):
        return place.number
    if place.after is None:
        return len(texts)
    if texts.count(place.after) == 1:
        return texts.index(place.after)
    if place.before is not None and texts.count(place.before) == 1:
        return texts.index(place.before) + 1
    return None


def _above(document: Document, number: int) -> int:
    """The beginning of the line that a block begins in; the end for one that is not there."""
    if number >= len(document.blocks):
        return len(document.text)
    return document.text.rfind("\n", 0, document.blocks[number].span.start) + 1


def _said(document: Document) -> Sequence[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def _lines(document: Document, ours: str) -> str:
    """Ours between its two lines, without the last line end."""
    mdx = document.cut.syntax.grammar is Grammar.MDX
    begin, end = MDX_ATTRIBUTION if mdx else ATTRIBUTION
    said = _plain(ours)
    text = "\n".join((begin.format(out=f" out={digest(said)}"), ours, end.format()))
    return text.replace("\n", _eol(document.text))


def _plain(body: str) -> str:
    return body.replace("\r\n", "\n").strip("\n")


def _eol(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
