"""What a sentence says of two things in which their order tells: from one to the other, one before
the other, one instead of the other, more than the other.

Things are single characters that stand for what both languages write alike; `related` reads either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache

FIRST_THING = 0xE000  # of the characters that stand for things: private use, in no text

_X, _Y = "(?P<x>[\ue000-\uf8ff])", "(?P<y>[\ue000-\uf8ff])"
_EN = r"[^.!?;\n\ue000-\uf8ff]{0,60}?"
_CLAUSE = r"[^,.!?;\n\ue000-\uf8ff]{0,60}?"
_ZH = r"[^。！？；\n\ue000-\uf8ff]{0,25}?"


class Relation(Enum):
    """How the first of two things stands to the second."""

    BECOMES = "becomes"
    BEFORE = "before"
    INSTEAD = "instead"
    MORE = "more"
    ACTS = "acts"


# A verb alone stands between two things: no preposition, no passive, nothing that joins them.
_VERB = (
    r"(?!(?:of|in|on|by|from|with|and|or|for|to|as|at|is|are|was|were|be|been|than|via|under|inside|"
    r"within|into|but|not|nor|the|that|which|where|when|if|it|its|this)\b|\w+ing\b)[a-z]+"
)
_ACT = (
    "的被由受把将對对与與和或及在中里裡是为為从從给給向跟同以用有等时時后後前上下内內若则則并並而"
)
_TURNS = "renam replac convert chang copy copi mov map set turn switch upgrad assign add translat"
_TURN = rf"(?:{'|'.join(_TURNS.split())})\w*"
_MORE = "(?:more|greater|larger|higher|faster|newer|longer|bigger|later)"
_LESS = "(?:less|fewer|smaller|lower|slower|older|shorter|earlier)"
# Each form with the words of which it has at least one, what it says, and whether the second thing
# is the one that is named first.
_FORMS: tuple[tuple[str, str, Relation, bool], ...] = (
    ("from", rf"\bfrom\s{_EN}{_X}{_EN}\bto\b{_EN}{_Y}", Relation.BECOMES, False),
    (
        _TURNS,
        rf"\b{_TURN}\s{_EN}{_X}{_EN}\b(?:to|with|into|as)\b{_EN}{_Y}",
        Relation.BECOMES, False,
    ),
    ("then", rf"{_X}{_EN}\b(?:and|,)\s+then\b{_EN}{_Y}", Relation.BEFORE, False),
    ("first", rf"\bfirst\b{_EN}{_X}{_EN}\bthen\b{_EN}{_Y}", Relation.BEFORE, False),
    ("before", rf"{_X}{_CLAUSE}\bbefore\b{_CLAUSE}{_Y}", Relation.BEFORE, False),
    ("after", rf"{_X}{_CLAUSE}\bafter\b{_CLAUSE}{_Y}", Relation.BEFORE, True),
    ("after", rf"(?:^|[.;]\s)After\b{_EN}{_X}{_EN},{_EN}{_Y}", Relation.BEFORE, False),
    ("before", rf"(?:^|[.;]\s)Before\b{_EN}{_X}{_EN},{_EN}{_Y}", Relation.BEFORE, True),
    (
        "instead rather place but",
        rf"{_X}{_EN}\b(?:instead\s+of|rather\s+than|in\s+place\s+of|but\s+not)\b{_EN}{_Y}",
        Relation.INSTEAD,
        False,
    ),
    (
        "instead rather",
        rf"\b(?:Instead\s+of|Rather\s+than)\b{_EN}{_X}{_EN},{_EN}{_Y}",
        Relation.INSTEAD, True,
    ),
    (
        "than",
        rf"{_X}{_EN}\b{_MORE}\b{_EN}\bthan\b{_EN}{_Y}",
        Relation.MORE,
        False,
    ),
    (
        "than",
        rf"{_X}{_EN}\b{_LESS}\b{_EN}\bthan\b{_EN}{_Y}",
        Relation.MORE,
        True,
    ),
    ("", rf"{_X}\s(?:{_VERB}\s){{1,3}}(?:the\s|an?\s)?{_Y}", Relation.ACTS, False),
    ("", rf"{_X}\s?(?:(?![{_ACT}])[\u4e00-\u9fff]){{1,6}}\s?{_Y}", Relation.ACTS, False),
    ("从 從 由 自", rf"[从從由自]{_ZH}{_X}{_ZH}[到至为為成]{_ZH}{_Y}", Relation.BECOMES, False),
    ("将 將 把", rf"[将將把]{_ZH}{_X}{_ZH}[到至为為成给給]{_ZH}{_Y}", Relation.BECOMES, False),
    (
        "后 後 再 着 著",
        rf"{_X}{_ZH}(?:然后|然後|再|接着|接著|随后|隨後|之后|之後){_ZH}{_Y}",
        Relation.BEFORE, False,
    ),
    ("先", rf"先{_ZH}{_X}{_ZH}(?:再|后|後|，){_ZH}{_Y}", Relation.BEFORE, False),
    ("前", rf"在\s*{_X}{_ZH}之?前{_ZH}{_Y}", Relation.BEFORE, True),
    ("后 後", rf"在\s*{_X}{_ZH}之?[后後]{_ZH}{_Y}", Relation.BEFORE, False),
    ("而 替", rf"{_X}{_ZH}(?:而不是|而非|代替|取代|替代){_ZH}{_Y}", Relation.INSTEAD, False),
    (
        "不 别",
        rf"(?:不要|不是|别){_ZH}{_X}{_ZH}(?:而是|而要|请|应){_ZH}{_Y}",
        Relation.INSTEAD, True,
    ),
    ("于 超", rf"{_X}{_ZH}(?:大于|高于|多于|超过|快于|新于|晚于){_ZH}{_Y}", Relation.MORE, False),
    ("于", rf"{_X}{_ZH}(?:小于|低于|少于|慢于|旧于|早于){_ZH}{_Y}", Relation.MORE, True),
    ("比", rf"{_X}\s*比\s*{_Y}{_ZH}[大高多快新长晚]", Relation.MORE, False),
    ("比", rf"{_X}\s*比\s*{_Y}{_ZH}[小低少慢旧短早]", Relation.MORE, True),
)  # fmt: skip


_Form = tuple[tuple[str, ...], re.Pattern[str], Relation, bool]


@cache
def _relations() -> tuple[_Form, ...]:
    """The forms, compiled: that takes longer than to start most commands, which ask for none."""
    return tuple(
        (tuple(signs.split()), re.compile(form, re.I), what, turned)
        for signs, form, what, turned in _FORMS
    )


def related(text: str) -> set[tuple[Relation, str, str]]:
    """What a text says of every two of its things."""
    return {found for found in _related(text) if found[1] != found[2]}


def _related(text: str) -> Iterator[tuple[Relation, str, str]]:
    small = text.lower()
    for signs, form, relation, turned in _relations():
        for found in form.finditer(text) if not signs or any(s in small for s in signs) else ():
            pair = (found["y"], found["x"]) if turned else (found["x"], found["y"])
            yield (relation, *pair)


def exchanged(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The two things of which a translation says the opposite."""
    theirs = related(source)
    ours = related(target) if theirs else ()
    for relation, first, second in sorted(theirs, key=lambda each: (each[0].value, *each[1:])):
        turned = (relation, second, first)
        if turned in ours and turned not in theirs and (relation, first, second) not in ours:
            yield first, second
