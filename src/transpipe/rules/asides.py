"""What an answer says beside the translation: talk, greetings, notes, questions, another text.

None of it is known by its words: somebody speaks who does not in the source, or more is said than
the source says. How often people's own translations do so was counted in 25,000 pairs (draft-dev):
each of these in fewer than one of a thousand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import words
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.han import columns
from transpipe.text.sentences import sentences

_I = re.compile(r"(?<!自)我(?![们国])")
_WE = re.compile(r"\b(?:I|me|my|mine|myself|we|us|ours?|ourselves|let's|let’s)\b", re.IGNORECASE)
_THE_WORK = re.compile(r"(?<![编转解反])译(?!码)")
_OF_LANGUAGES = re.compile(
    r"translat|interpret|render|compil|chinese|english|language|\[@", re.IGNORECASE
)
_ENGLISH = re.compile(r"[A-Za-z]{3,}")
# A note in brackets at the end: `（注：…）`.
_NOTE = re.compile(r"[（(][^（）()：:]{1,12}[：:][^（）()]*[）)][。.！!]?\s*$")
_SHORT = 60  # columns, in which one sentence stays one


def _speaker(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    said, asked = words(answer), words(source)
    if _I.search(said) and not _WE.search(asked):
        yield Hit(_("somebody speaks who does not in the source"))
    if said.count("？") + said.count("?") > asked.count("?") + asked.count("？"):
        yield Hit(_("a question that the source does not ask"))
    if _THE_WORK.search(said) and not _OF_LANGUAGES.search(source):
        yield Hit(_("it speaks of the translation"))


def _more(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """More sentences than a short source has, words of no Chinese, signs, a note at the end."""
    said, asked = words(answer).strip(), words(source).strip()
    short = columns(source) < _SHORT and len(sentences(asked)) == 1
    new = {word.lower() for word in _ENGLISH.findall(said)}
    new = {word for word in new if word.removesuffix("s") not in source.lower()}
    signs = {c for c in said if unicodedata.category(c) == "So"} - set(source)
    note = _NOTE.search(said) and said.count("：") + said.count(":") > asked.count(":")
    if (short and len(sentences(said)) > 1) or len(new) > 1 or signs or note:
        yield Hit(_("it says more than the source"))


# In the order in which they are asked: the first hit is the reason.
RULES = (
    Rule("answer-speaker", Severity.ERROR, "somebody who speaks for himself", _speaker),
    Rule("answer-more", Severity.ERROR, "what the source does not say", _more),
)
