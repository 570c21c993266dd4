"""A table of words and what they become: a word a line, its form, why, and contexts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import BadSetting
from transpipe.text.han import HAN

_END = "$"  # as a context: where a sentence, or a part of it, ends
_TERM = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, eq=False)
class WordTable:
    """What each word becomes; within one of the `contexts` it is no word of its own.

    Those of `not_last` are none where their sentence ends: 通过 something is 透過, but to pass is
    通過.
    """

    becomes: Mapping[str, str]
    contexts: tuple[str, ...] = ()
    not_last: frozenset[str] = frozenset()


def read_table(text: str, path: str) -> WordTable:
    """The table that a text holds. Raises BadSetting, which names the line.

    Refused are what is no line of a table, a word that is on another line already, one that could
    stand in code, and words that become each other.

    >>> read_table("软件\\t軟體\\twhat Taiwan says", "x.tsv").becomes
    {'软件': '軟體'}
    """
    rows = list(_rows(text, path))
    becomes = sound(((number, cells[:2]) for number, cells in rows), path)
    contexts, not_last = list[str](), set[str]()
    for _number, (term, _form, context) in rows:
        contexts += (each for each in context.split() if each != _END)
        not_last |= {term} if _END in context.split() else set()
    return WordTable(becomes, tuple(contexts), frozenset(not_last))


def sound(rows: Iterable[tuple[int, Sequence[str]]], path: str) -> Mapping[str, str]:
    """What each word becomes, of rows that are a word and its form, with the lines they are on.

    Raises BadSetting, as `read_table` does.
    """
    becomes, lines = dict[str, str](), dict[str, int]()
    for number, (term, form) in rows:
        _refuse_unfit(term, path, number)
        if term in becomes:
            said = _("{term} is on line {line} already").format(term=term, line=lines[term])
            raise BadSetting(path, number, said)
        becomes[term], lines[term] = form, number
    for term, form in becomes.items():
        if form != term and becomes.get(form, form) != form and _returns(term, becomes):
            said = _("{term} becomes {form}, and that becomes {term} again")
            raise BadSetting(path, lines[term], said.format(term=term, form=form))
    return becomes


def _rows(text: str, path: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) not in (2, 3, 4) or not cells[0] or not cells[1]:
            said = _("wanted are a word, its form, why, and contexts, with a tab between them")
            raise BadSetting(path, number, said)
        context = cells[3] if len(cells) == 4 else ""
        for word in context.replace(_END, " ").split():
            _refuse_unfit(word, path, number)
        yield number, (cells[0], cells[1], context)


def _refuse_unfit(word: str, path: str, line: int) -> None:
    if not _TERM.fullmatch(word):
        said = _("{term}: a word of Chinese characters alone; others could stand in code")
        raise BadSetting(path, line, said.format(term=word))


def _returns(term: str, becomes: Mapping[str, str]) -> bool:
    """Whether a word, made over again and again, comes to be itself."""
    seen, word = set[str](), becomes[term]
    while word in becomes and word not in seen:
        if word == term:
            return True
        seen.add(word)
        word = becomes[word]
    return False
