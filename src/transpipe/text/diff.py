"""The edits between two strings, as people see them (diff-match-patch is opened here)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from diff_match_patch import diff_match_patch

from transpipe.model import Edit
from transpipe.text.similarity import opcodes
from transpipe.text.tokens import tokens
from transpipe.text.windows import windowed

_LENGTH = 60  # characters that are shown of a whole block
_LONG = 400  # and of a diff on one line, unless very much has changed
_OPS = {0: "=", -1: "-", 1: "+"}
# While texts are compared each token is one character, of those that no text is to hold.
_PRIVATE = 0xF0000
_MOST = 0x110000 - _PRIVATE
# So many times the words that must be shown may be, for the sake of edits that can be read.
_MORE = 1.3
# The clean-up looks for these.
_AS_THEY_ARE = frozenset(" \n")


def word_diff(
    before: str, after: str, cut: Callable[[str], Sequence[str]] = tokens
) -> tuple[Edit, ...]:
    """The edits that make `before` into `after`, by the tokens that `cut` finds: none is cut.

    rapidfuzz finds the steps (Indel distance), diff-match-patch makes them readable (its semantic
    clean-up), where that does not show far more words than it must. No clock is involved: the
    answer is the same everywhere.
    """
    if before == after:
        return (Edit("=", before),) if before else ()
    known: dict[str, str] = {}
    found = [cut(text) for text in (before, after)]
    if not (before and after) or len(set().union(*found)) > _MOST:
        return tuple(Edit(op, text) for op, text in (("-", before), ("+", after)) if text)
    a, b = (_coded(each, known) for each in found)
    texts = {code: token for token, code in known.items()}
    blanks = {code for code, token in texts.items() if token.isspace()}
    words = {code for code, token in texts.items() if any(map(str.isalnum, token))}
    steps = _less_blanks(_steps(a, b, words), blanks)
    cleaned = _cleaned(list(steps))
    if _shown(cleaned, words) > _MORE * _shown(steps, words):
        cleaned = steps
    return tuple(Edit(_OPS[op], "".join(map(texts.__getitem__, text))) for op, text in cleaned)


def _steps(a: str, b: str, words: set[str]) -> list[tuple[int, str]]:
    """What stays (0), goes (-1) and comes (1): of words the least, then of what is between them."""
    here, there = ([n for n, code in enumerate(text) if code in words] for text in (a, b))
    same = opcodes("".join(a[n] for n in here), "".join(b[n] for n in there))
    ends = [
        (here[i], there[j])
        for tag, a_from, a_to, b_from, b_to in same
        if tag == "equal"
        for i, j in zip(range(a_from, a_to), range(b_from, b_to), strict=True)
    ]
    found: list[tuple[int, str]] = []
    i = j = 0
    for i_end, j_end in [*ends, (len(a), len(b))]:
        found += _between(a[i:i_end], b[j:j_end])
        found += [(0, a[i_end])] if i_end < len(a) else []
        i, j = i_end + 1, j_end + 1
    return found


def _between(a: str, b: str) -> list[tuple[int, str]]:
    if a == b:
        return [(0, a)] if a else []
    found: list[tuple[int, str]] = []
    for tag, a_from, a_to, b_from, b_to in opcodes(a, b):
        old, new = a[a_from:a_to], b[b_from:b_to]
        steps = [(0, old)] if tag == "equal" else [(-1, old), (1, new)]
        found += [(op, text) for op, text in steps if text]
    return found


def _less_blanks(steps: Sequence[tuple[int, str]], blanks: set[str]) -> list[tuple[int, str]]:
    """The steps joined: what goes before what comes in its place, and then what stays.

    Blanks that alone stay between two words that go and come go along.
    """
    old, new, same, found = "", "", "", list[tuple[int, str]]()
    for op, text in [*steps, (0, "")]:
        if op and same and not (old and new and same in blanks):
            found += [(-1, old), (1, new), (0, same)]
            old, new, same = "", "", ""
        if op:
            old, new, same = old + same, new + same, ""
            old, new = (old + text, new) if op < 0 else (old, new + text)
        else:
            same += text
    found += [(-1, old), (1, new), (0, same)]
    return [(op, text) for op, text in found if text]


def _cleaned(steps: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The steps without what stays by chance alone between others."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    engine.diff_cleanupSemantic(steps)
    # Puts what went before what came, wherever the two stand side by side.
    engine.diff_cleanupMerge(steps)
    return [(op, text) for op, text in steps if text]


def _shown(steps: Iterable[tuple[int, str]], words: set[str]) -> int:
    """How many words come and go."""
    return sum(code in words for op, text in steps if op for code in text)


def _coded(found: Sequence[str], known: dict[str, str]) -> str:
    """Some tokens as characters, one each; `known` is what they stand for."""
    for token in found:
        if token not in known:
            known[token] = token if token in _AS_THEY_ARE else chr(_PRIVATE + len(known))
    return "".join(map(known.__getitem__, found))


def shortened(edits: Sequence[Edit], around: int = 24) -> tuple[Edit, ...]:
    """A diff in which of what stayed the same only some characters beside each edit are left."""
    found: list[Edit] = []
    for number, edit in enumerate(edits):
        first, last = number == 0, number == len(edits) - 1
        head = "" if first else edit.text[:around]
        tail = "" if last else edit.text[-around:]
        text = f"{head}…{tail}"
        found.append(Edit("=", text) if edit.op == "=" and len(text) < len(edit.text) else edit)
    return tuple(found)


def beginning(text: str, most: int) -> str:
    """The first characters of a text, on one line; `…` says that it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"


def ends(text: str, most: int) -> str:
    """A text, of a long one what it begins and ends with."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def brief(text: str) -> str:
    """A text on one line, cut where it is long."""
    return beginning(text, _LENGTH)


def changed_lines(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """A diff without the lines in which nothing changed, such as the fences of code."""
    found: list[Edit] = []
    for number, edit in enumerate(edits):
        head, newline, rest = edit.text.partition("\n")
        if edit.op != "=" or not newline:
            found.append(edit)
            continue
        middle, _newline, tail = rest.rpartition("\n")
        first, last = not number, number == len(edits) - 1
        between = "" if first or last else " … " if middle.strip() else "\n"
        kept = f"{'' if first else head}{between}{'' if last else tail}"
        found.append(Edit("=", kept))
    return tuple(edit for edit in found if edit.text)


def excerpt(edits: Sequence[Edit]) -> str:
    """A diff on one line, shortened: `…wait [-30-]{+60+} seconds`."""
    written = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    short = shortened(edits)
    if sum(len(edit.text) for edit in short) > _LONG:
        short = windowed(short, _LONG)
    parts = (written[edit.op].format(edit.text) for edit in short)
    return "".join(parts).replace("\n", " ")
