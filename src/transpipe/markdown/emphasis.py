"""Emphasis: which marks become it (CommonMark 6.2), which stay visible, how these would render."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transpipe.markdown.scan import REMEMBERED, Piece, What, markup, scan
from transpipe.model import Span
from transpipe.text.han import is_cjk, is_han

_RUN = re.compile(r"\*+|_+")
_STRUCK = re.compile(r"\*+|_+|(?<!~)~{1,2}(?!~)")  # GFM 6.5: one or two, as many on either side
_WIDE = re.compile(r"([＊*]{2})(?=[^\s＊*])([^＊*\n]{1,300}?)(?<=\S)([＊*]{2})(?![＊*])")
_STRONG = 2


@dataclass(slots=True)
class _Run:
    """A run of marks: `left` of them are unused, from `start`; what may pair with what."""

    mark: str
    start: int
    size: int
    opens: bool
    closes: bool
    left: int
    used: int = 0


@lru_cache(maxsize=1 << 12)
def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(text: str, start: int, end: int, cjk_friendly: bool = False) -> tuple[bool, bool]:
    """Whether a run can open and close: the flanking rules of CommonMark 6.2.

    To parsers that are friendly to Chinese, a Chinese neighbour is as good as a mark.
    """
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    blank_before, blank_after = before.isspace(), after.isspace()
    if cjk_friendly and text[start] == "*" and (is_cjk(before) or is_cjk(after)):
        return not blank_after, not blank_before
    left = not blank_after and (not _is_mark(after) or blank_before or _is_mark(before))
    right = not blank_before and (not _is_mark(before) or blank_after or _is_mark(after))
    if text[start] != "_":
        return left, right
    return left and (not right or _is_mark(before)), right and (not left or _is_mark(after))


def _scopes(
    text: str,
    pieces: tuple[Piece, ...],
    form: re.Pattern[str] = _RUN,
    *,
    cjk_friendly: bool = False,
) -> list[list[_Run]]:
    """The runs outside code, HTML and addresses, those inside one link's words together."""
    links = [p for p in pieces if p.what in (What.LINK, What.IMAGE)]
    scopes: dict[int, list[_Run]] = {}
    stack: list[int] = []
    following = 0
    for start, end in _runs(text, markup(pieces), form) if form.search(text) else ():
        while following < len(links) and links[following].span.start <= start:
            stack.append(following)
            following += 1
        while stack and links[stack[-1]].span.end <= start:
            stack.pop()
        opens, closes = _flanks(text, start, end, cjk_friendly)
        run = _Run(text[start], start, end - start, opens, closes, end - start)
        scopes.setdefault(stack[-1] if stack else -1, []).append(run)
    return list(scopes.values())


def _runs(text: str, holes: Sequence[Span], form: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = 0
    for hole in (*holes, Span(len(text), len(text))):
        if position < hole.start:
            yield from (run.span() for run in form.finditer(text, position, hole.start))
        position = max(position, hole.end)


def _pair(runs: list[_Run]) -> list[Span]:
    """Pair the runs of one scope; the spans of the marks that become emphasis."""
    if _are_plain(runs):
        return [span for run in runs for span in _used_up(run)]
    rendered: list[Span] = []
    stack: list[_Run] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for run in runs:
        while run.closes and run.left:
            key = (run.mark, run.opens, run.size % 3)
            opener = _opener(stack, run, bottoms.get(key, 0))
            if opener < 0:
                bottoms[key] = len(stack)
                break
            del stack[opener + 1 :]
            above = stack[opener]
            if run.mark == "~" and above.size != run.size:
                del stack[opener:]
                break
            count = 2 if above.left > 1 and run.left > 1 else 1
            above.left -= count
            first = above.start + above.used + above.left
            rendered.append(Span(first, first + count))
            rendered.append(Span(run.start + run.used, run.start + run.used + count))
            run.used += count
            run.left -= count
            if not above.left:
                del stack[opener:]
            bottoms = {key: min(bottom, len(stack)) for key, bottom in bottoms.items()}
        if run.opens and run.left:
            stack.append(run)
    return rendered


def _are_plain(runs: Sequence[_Run]) -> bool:
    """Whether each run only opens, and the next one, of the same kind, only closes: most do."""
    return not len(runs) % 2 and all(
        a.opens > a.closes and b.closes > b.opens and a.mark == b.mark and a.size == b.size <= 2
        for a, b in zip(runs[::2], runs[1::2], strict=True)
    )


def _used_up(run: _Run) -> Iterator[Span]:
    run.used, run.left = run.size, 0
    yield Span(run.start, run.start + run.size)


def _opener(stack: Sequence[_Run], run: _Run, bottom: int) -> int:
    for number in range(len(stack) - 1, bottom - 1, -1):
        above = stack[number]
        odd = (above.closes or run.opens) and (above.size + run.size) % 3 == 0
        if above.mark == run.mark and not (odd and (above.size % 3 or run.size % 3)):
            return number
    return -1


# It is remembered by its arguments as they are given: always all, so that none is done twice.
@lru_cache(maxsize=REMEMBERED)
def _paired(
    text: str, form: re.Pattern[str], cjk_friendly: bool
) -> Sequence[tuple[list[_Run], list[Span]]]:
    """The runs of each scope as pairing leaves them, and the marks that became emphasis."""
    scopes = _scopes(text, scan(text), form, cjk_friendly=cjk_friendly)
    return tuple((scope, _pair(scope)) for scope in scopes)


def rendered(text: str, cjk_friendly: bool = False) -> tuple[Span, ...]:
    """The marks that become emphasis, two by two as they pair, scope by scope."""
    if "*" not in text and "_" not in text:
        return ()
    return tuple(span for _scope, marks in _paired(text, _RUN, cjk_friendly) for span in marks)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words that render as emphasised, strongly or lightly."""

    inner: Span
    strong: bool


@lru_cache(maxsize=REMEMBERED)
def emphases(text: str) -> tuple[Emphasis, ...]:
    """What of a text renders as emphasis, by where it begins; of `***words***` only the strong."""
    if "*" not in text and "_" not in text:
        return ()
    found: dict[Span, Emphasis] = {}
    for _scope, marks in _paired(text, _RUN, False):
        for opening, closing in zip(marks[::2], marks[1::2], strict=True):
            inner = Span(opening.end, closing.start)
            strong = opening.end - opening.start == _STRONG
            bare = Span(
                inner.start + (text[inner.start] in "*_"), inner.end - (text[inner.end - 1] in "*_")
            )
            if bare not in found:
                found[inner] = Emphasis(inner, strong)
    return tuple(found[span] for span in sorted(found))


def marked_up(text: str) -> tuple[tuple[Span, Span], ...]:
    """The marks that become emphasis or strike words out, as they pair."""
    found = (marks for _scope, marks in _paired(text, _STRUCK, False))
    return tuple(pair for marks in found for pair in zip(marks[::2], marks[1::2], strict=True))


def unrendered_emphasis(text: str, cjk_friendly: bool = False) -> tuple[Span, ...]:
    """From a mark that stays literal to the one it was meant to pair with, both included, in order.

    A run counts as meant for emphasis when words touch it from inside; of `**`, blanks may. One of
    `_` must have Chinese there: names have it, too. `＊＊` is no mark, but meant as one. A parser
    that is `cjk_friendly` closes `**` beside Chinese.
    """
    if "*" not in text and "_" not in text and "＊" not in text:
        return ()
    return _unrendered(text, cjk_friendly)


@lru_cache(maxsize=REMEMBERED)
def _unrendered(text: str, cjk_friendly: bool) -> tuple[Span, ...]:
    found: list[Span] = []
    for scope, marks in _paired(text, _RUN, cjk_friendly):
        if _are_plain(scope):
            continue
        pairs = {a.start: b.start for a, b in zip(marks[::2], marks[1::2], strict=True)}
        for mark in dict.fromkeys((run.mark, run.size) for run in scope):
            runs = [run for run in scope if (run.mark, run.size) == mark]
            found += _in_turn(text, runs, pairs) or _left(text, runs)
    found += _wide(text, markup(scan(text))) if "＊" in text else ()
    return tuple(sorted(found))


def _in_turn(text: str, runs: Sequence[_Run], pairs: Mapping[int, int]) -> list[Span]:
    """The pairs of runs of `**`, two by two as they stand, that do not render so.

    Where all runs become emphasis, though of other words, one of them must be unable to do its
    part: else emphasis stands in emphasis.
    """
    two = list(zip(runs[::2], runs[1::2], strict=False))
    inside = (text[a.start + a.size : b.start].strip() for a, b in two)
    if len(runs) % 2 or runs[0].mark == "_" or runs[0].size != _STRONG or not all(inside):
        return []
    broken = [pair for pair in two if pairs.get(pair[0].start) != pair[1].start]
    if all(not run.left for run in runs) and (
        all(a.opens and b.closes for a, b in broken) or _is_nested(runs)
    ):
        return []
    return [Span(a.start, b.start + b.size) for a, b in broken]


def _is_nested(runs: Sequence[_Run]) -> bool:
    """Whether blanks say of each run that it opens, or closes: `**a **b** c**`, b within."""
    return all(run.opens != run.closes for run in runs)


def _left(text: str, runs: Sequence[_Run]) -> list[Span]:
    """The pairs among the runs that stay literal."""
    found: list[Span] = []
    opener: _Run | None = None
    for run in runs:
        if run.left != run.size:
            continue
        if opener and _closes(text, opener, run):
            found.append(Span(opener.start, run.start + run.size))
            opener = None
        elif _opens(text, run):
            opener = run
        elif run.mark == "_":  # the words of emphasis have none within: 文件名_随机数_H is a name
            opener = None
    return found


def _opens(text: str, run: _Run) -> bool:
    before, after = text[run.start - 1 : run.start], text[run.start + run.size :][:1]
    if run.mark == "_":
        return bool(after) and is_han(after) and not _is_name(before)
    return run.size > 1 or not after.isspace()


def _closes(text: str, opener: _Run, run: _Run) -> bool:
    before, after = text[run.start - 1], text[run.start + run.size :][:1]
    if run.mark == "_":
        return is_cjk(before) and not _is_name(after)
    inside = text[opener.start + opener.size : run.start].strip()
    return bool(inside) and (run.size > 1 or not before.isspace())


def _is_name(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _wide(text: str, holes: Sequence[Span]) -> Iterator[Span]:
    """Words between full-width asterisks."""
    for found in _WIDE.finditer(text) if "＊" in text else ():
        within = (hole.start < found.end() and found.start() < hole.end for hole in holes)
        if "＊" in found[1] + found[3] and not any(within):
            yield Span(*found.span())


def half_strong(text: str) -> Span | None:
    """From `**` to the lone `*` that was to close it, or the other way round; None for others."""
    runs = [run for scope in _scopes(text, scan(text)) for run in scope if run.mark == "*"]
    if sorted(run.size for run in runs) != [1, _STRONG]:
        return None
    return Span(runs[0].start, runs[1].start + runs[1].size)
