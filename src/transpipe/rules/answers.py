"""What gives away that an answer is none: another speaker, another text, another language.

`drafts` holds the markup of an answer against its source; this is about its words. None of the
rules knows what services say: each compares what both texts have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from gettext import gettext as _
from itertools import pairwise

from transpipe.markdown.emphasis import rendered
from transpipe.markdown.inline import addresses, words
from transpipe.markdown.scan import What, scan
from transpipe.model import Severity
from transpipe.rules.rule import Context, Hit, Rule
from transpipe.text.han import HAN, columns
from transpipe.text.numbers import quantities

# No word of a language: letters with digits or marks between them, or capitals where none belong.
_CODED = re.compile(r"\w[_./:@#$%&+=\\-]+\w|[a-z][A-Z]|[A-Z]{2}|\d|[_/<>{}()=@$]")
_NAME = re.compile(r"[A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*|\b[A-Z]{3,}[0-9]*s?\b|\b[A-Za-z]+[0-9]+\b")
_IN_CODE = re.compile(r"\w[_.=]+\w", re.ASCII)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_.+#'’-]*[A-Za-z0-9+#]|[A-Z]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[,;:.!?]?[ ]+[A-Za-z][A-Za-z'’-]*){4,}")
_IN_QUOTES = re.compile(r"《[^《》]*》|“[^“”]*”|「[^「」]*」|\"[^\"]*\"|（[^（）]*）|\([^()]*\)")
_SMALL = re.compile(r"(?:^|[ ])[a-z]")
_I = re.compile(r"(?<!自)我(?![们国])")
_WE = re.compile(r"\b(?:I|me|my|mine|myself|we|us|ours?|ourselves|let's|let’s)\b", re.IGNORECASE)
_THE_WORK = re.compile(r"(?<![编转解反])译(?!码)")
_OF_LANGUAGES = re.compile(
    r"translat|interpret|render|compil|chinese|english|language|\[@", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,}(?=[/:])|\bwww\.|[\w.]+@[\w-]+\.\w", re.ASCII
)
_DIRECTIVE = re.compile(r"(?m)^\s*(?::{2,}\s*\w|!!!\s|\.\.\s\w|(?:import|export)\s)")
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_1 = re.compile("[\u00a0-\u00ff\u0152-\u0178\u02c6\u02dc\u2018-\u2026\u20ac\u2122]{2,}")
_BLANKS = re.compile(r"\s+")
_STOPS = re.compile(r"[。.!！？?；;：:…]+$")
_ENDS = (*".!?:;。！？：；…”』」）)*_`|>~\"'》]", "、")
_COMMENT_MARKS = ("*/", "/*", "-->", "<!--", '"""', "'''", "]]", "#}", "{#", "%}", "#>", "*)")
# The least that a translation takes of the room of its source, by how long that is: below these
# lies not one in a thousand of 25,000 pairs (draft-dev).
_LEAST = ((120, 0.40), (40, 0.33), (20, 0.25), (12, 0.2))
_MOST = ((40, 1.3), (0, 1.7))
_TWICE = 4  # characters that may well be said twice


def _same(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if answer.strip() == source.strip() and not is_nameable(source):
        yield Hit(_("the source came back"))


def is_nameable(source: str) -> bool:
    """Whether a text may stay as it is: code alone, or a name with something of a name about it.

    >>> is_nameable("GitHub Actions"), is_nameable("Getting Started"), is_nameable("`a b`")
    (True, False, True)
    >>> is_nameable("Case 1 — Sharding")
    False
    """
    found = [word for word in words(source).split() if _WORD.search(word)]
    coded = [word for word in found if _CODED.search(word)]
    return not found or (bool(coded) and all(w[0].isupper() or w in coded for w in found))


def _left(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """A row of words of the source among Chinese, outside quotes: titles are kept so."""
    kept = " ".join(_WORD.findall(_bare(source)))
    for run in _RUN.findall(_IN_QUOTES.sub("。", _bare(answer))):
        if _SMALL.search(run) and " ".join(_WORD.findall(run)) in kept and not is_nameable(source):
            yield Hit(_("partly not translated"))


def _bare(text: str) -> str:
    return _BLANKS.sub(" ", re.sub(r"\*+|(?<!\w)_|_(?!\w)", "", words(text)))


def _speaker(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    said, asked = words(answer), words(source)
    if _I.search(said) and not _WE.search(asked):
        yield Hit(_("somebody speaks who does not in the source"))
    if said.count("？") + said.count("?") > asked.count("?") + asked.count("？"):
        yield Hit(_("a question that the source does not ask"))
    if _THE_WORK.search(said) and not _OF_LANGUAGES.search(source):
        yield Hit(_("it speaks of the translation"))


def _names(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    said = answer.lower()
    lost = {name.removesuffix("s").lower() for name in _NAME.findall(words(source))}
    if lost and not any(name in said for name in lost):
        yield Hit(_("names are lost: {names}").format(names=", ".join(sorted(lost))))
    names = {n for n in _LATIN.findall(words(answer)) if n[0].isupper() or _CODED.search(n)}
    small = source.lower()
    initials = "".join(word[0] for word in _WORD.findall(small))
    known = {n for n in names if n.lower().removesuffix("s") in small or n.lower() in initials}
    new = names - known
    # One alone may well be that of what the text is about; but no code.
    alone = len(new) == len(names) == 1 and not any(map(_IN_CODE.search, new))
    if new and not alone:
        found = ", ".join(sorted(new))
        yield Hit(_("names that the source does not have: {names}").format(names=found))


def _marks(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if _markup(source) != _markup(answer):
        yield Hit(_("markup is not what it was"))
    said, asked = words(answer), words(source)
    if any(said.count(mark) != asked.count(mark) for mark in "{}`<>"):
        yield Hit(_("a bracket or backtick too many, or too few"))
    if said.count("](") > asked.count("](") or len(rendered(answer)) > len(rendered(source)):
        yield Hit(_("markup that the source does not have"))
    if _DIRECTIVE.search(answer) and not _DIRECTIVE.search(source):
        yield Hit(_("a mark in front that would make another block of it"))


def _markup(text: str) -> Counter[tuple[What, str]]:
    """What of a text no translation changes, with links by where they lead."""
    found = Counter[tuple[What, str]]()
    for piece in scan(text):
        if piece.what in (What.LINK, What.IMAGE) and piece.target:
            found[piece.what, piece.target.of(text)] += 1
        elif piece.what in (What.HTML, What.TEMPLATE, What.FOOTNOTE, What.ENTITY, What.MATH):
            found[piece.what, piece.span.of(text)] += 1
    return found


def _elsewhere(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    known = source.casefold()
    for found in _ADDRESS.finditer(answer):
        if found[0].casefold() not in known:
            yield Hit(
                _("an address that the source does not have: {address}").format(address=found[0])
            )
    titles = [link for _span, link in addresses(answer)]
    if any(_is_script(link) for link in titles if link not in known):
        yield Hit(_("an address that the source does not have: {address}").format(address="…"))


def _is_script(address: str) -> bool:
    return _BLANKS.sub("", address).casefold().startswith(("javascript:", "data:", "vbscript:"))


def _encoding(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """Chinese that is UTF-8 if its bytes are read as such was read as something else."""
    for run in _HAN_RUN.findall(answer):
        if len(run) > 1 and run not in source and _is_other(run, "gb18030"):
            yield Hit(_("characters that cannot be read"))
    for run in _LATIN_1.findall(answer):
        if run not in source and any(_is_other(run, code) for code in ("cp1252", "latin-1")):
            yield Hit(_("characters that cannot be read"))


def _is_other(run: str, encoding: str) -> bool:
    found = run.encode(encoding, "ignore").decode("utf-8", "replace")
    wide = sum(ord(c) > 0x2E7F and c != "\ufffd" for c in found)
    return 2 * wide > len(found) > 0 or (set(found) == {"\ufffd"} and "锟" in run)


def _counts(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """One count in words that is another one."""
    before, after = (Counter(quantities(words(text))) for text in (source, answer))
    lost, new = before - after, after - before
    if sum(lost.values()) == sum(new.values()) == 1:
        numbers = ", ".join((*lost, *new))
        yield Hit(_("numbers are not what they were: {numbers}").format(numbers=numbers))


def _comments(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    """What would end a comment in which the words may stand, or begin one."""
    if any(answer.count(mark) > source.count(mark) for mark in _COMMENT_MARKS):
        yield Hit(_("a mark that would begin or end a comment in code"))
    if answer.endswith("\\") and not source.endswith("\\"):
        yield Hit(_("a backslash at the end, which joins two lines of code"))


def _twice(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    text = _STOPS.sub("", _BLANKS.sub("", answer))
    period = _period(_BLANKS.sub("", answer)) or _period(text)
    again = period > _TWICE or (period and len(text) // period > _TWICE)
    if again and not _period(_BLANKS.sub("", source)):
        yield Hit(_("the same twice"))
    said = [part for part in re.split(r"(?<=[。！？\n])", answer) if columns(part) > 2 * _TWICE]
    if any(_plain(a) == _plain(b) for a, b in pairwise(said)):
        yield Hit(_("the same twice"))


def _plain(text: str) -> str:
    return _STOPS.sub("", _BLANKS.sub("", text))


def _period(text: str) -> int:
    """After how many characters a text begins anew, to its very end; 0 where it never does."""
    at = (text + text).find(text, 1)
    return at if 0 < at < len(text) else 0


def _room(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    before, after = columns(source), columns(answer)
    least = next((share for length, share in _LEAST if before >= length), 0.0)
    most = next(share for length, share in _MOST if before >= length)
    if after < least * before:
        yield Hit(_("far shorter than the source"))
    if after > most * before + 20:
        yield Hit(_("far longer than the source"))
    ended = source.rstrip("*_`)\"' ").endswith((".", "!", "?", ":", ";"))
    if before > 24 and ended and not answer.endswith(_ENDS):
        yield Hit(_("it breaks off"))


def _is_traditional(character: str) -> bool:
    """Whether only traditional Chinese has a character: old standards of either script say so."""
    return _lacks("gb2312", character) and not _lacks("big5", character)


def _is_simplified(character: str) -> bool:
    return _lacks("big5", character) and not _lacks("gb2312", character)


def _lacks(standard: str, character: str) -> bool:
    try:
        character.encode(standard)
    except UnicodeEncodeError:
        return True
    return False


def _in_simplified(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if any(map(_is_traditional, set("".join(_HAN_RUN.findall(answer))) - set(source))):
        yield Hit(_("traditional characters, where simplified ones belong"))


def _in_traditional(source: str, answer: str, _context: Context) -> Iterator[Hit]:
    if any(map(_is_simplified, set("".join(_HAN_RUN.findall(answer))) - set(source))):
        yield Hit(_("simplified characters, where traditional ones belong"))


# In the order in which they are asked: the first hit is the reason.
RULES = (
    Rule("answer-source", Severity.ERROR, "the source, once more", _same),
    Rule("answer-marks", Severity.ERROR, "markup that is not what it was", _marks),
    Rule("answer-elsewhere", Severity.ERROR, "addresses that are new", _elsewhere),
    Rule("answer-encoding", Severity.ERROR, "bytes read as another encoding", _encoding),
    Rule("answer-left", Severity.ERROR, "words that are not translated", _left),
    Rule("answer-speaker", Severity.ERROR, "somebody who speaks for himself", _speaker),
    Rule("answer-names", Severity.ERROR, "names of another text", _names),
    Rule("answer-counts", Severity.ERROR, "another count", _counts),
    Rule("answer-comments", Severity.ERROR, "what would end a comment in code", _comments),
    Rule("answer-twice", Severity.ERROR, "the same said again", _twice),
    Rule("answer-room", Severity.ERROR, "far more or far less than the source says", _room),
)
SCRIPTS = (
    Rule("answer-simplified", Severity.ERROR, "characters of the other script", _in_simplified),
    Rule("answer-traditional", Severity.ERROR, "characters of the other script", _in_traditional),
)
