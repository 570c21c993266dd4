"""A table of words and what they become: a word a line, its form, why, and contexts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.errors import BadSetting
from transpipe.text.han import HAN

_TERM = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, eq=False)
class WordTable:
    """What each word becomes; within one of the `contexts` it is no word of its own."""

    becomes: Mapping[str, str]
    contexts: tuple[str, ...] = ()


def read_table(text: str, path: str) -> WordTable:
    """The table that a text holds. Raises BadSetting, which names the line.

    Refused are what is no line of a table, a word that is on another line already, one that could
    stand in code, and words that become each other.

    >>> read_table("软件\\t軟體\\twhat Taiwan says", "x.tsv").becomes
    {'软件': '軟體'}
    """
    becomes, lines, contexts = dict[str, str](), dict[str, int](), list[str]()
    for number, (term, form, context) in _rows(text, path):
        if term in becomes:
            said = _("{term} is on line {line} already").format(term=term, line=lines[term])
            raise BadSetting(path, number, said)
        becomes[term], lines[term] = form, number
        contexts += context.split()
    for term, form in becomes.items():
        if form != term and becomes.get(form, form) != form and _returns(term, becomes):
            said = _("{term} becomes {form}, and that becomes {term} again")
            raise BadSetting(path, lines[term], said.format(term=term, form=form))
    return WordTable(becomes, tuple(contexts))


def _rows(text: str, path: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) not in (2, 3, 4) or not cells[0] or not cells[1]:
            said = _("wanted are a word, its form, why, and contexts, with a tab between them")
            raise BadSetting(path, number, said)
        context = cells[3] if len(cells) == 4 else ""
        for word in (cells[0], *context.split()):
            if not _TERM.fullmatch(word):
                said = _("{term}: a word of Chinese characters alone; others could stand in code")
                raise BadSetting(path, number, said.format(term=word))
        yield number, (cells[0], cells[1], context)


def _returns(term: str, becomes: Mapping[str, str]) -> bool:
    """Whether a word, made over again and again, comes to be itself."""
    seen, word = set[str](), becomes[term]
    while word in becomes and word not in seen:
        if word == term:
            return True
        seen.add(word)
        word = becomes[word]
    return False
