"""How Chinese is set: full-width marks, and blanks only where Chinese meets other writing.

What is judged is what a reader sees: emphasis and the edges of links stand between no two
characters, and code, addresses and pictures are one sign each. Behind a bare address nothing is
asked for: it would be taken for a part of it. `BREAK` is where a line ends: no blank goes there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from transpipe.markdown.inline import replace_spans
from transpipe.rules.flipped import is_flipped
from transpipe.rules.house_marks import FINDS as OF_HOUSES
from transpipe.rules.seen import ADDRESS, BARE, CODE, OTHER, Seen, is_same, is_torn, seen
from transpipe.rules.signs import first_of_run, is_formula, is_row, is_sign
from transpipe.rules.slip import CHINESE, Find, Slip
from transpipe.text.han import HAN

BREAK = "\f"
"""What stands for the end of a line that a text goes on behind."""

_CLOSING = "”’）》」』】〕〉"
_OPENING = "“‘（《「『【〔〈"
_FULL = "，。、；：？！（）《》「」『』【】〔〕〈〉"
_WORD = r"A-Za-z0-9À-ɏΑ-Ωα-ω"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}

_BLANK = (" ", BREAK)
_SENTENCE = re.compile(r"[^。！？\n]+")
# `:name:` is a picture on many sites. Behind "." a Chinese sentence must be over: `以. key 结尾`.
_PICTURE = r"(?<![A-Za-z0-9:]):[a-z0-9_+-]+:(?![A-Za-z0-9:])"
_MARK = re.compile(
    rf"{_PICTURE}|[,;:?!]|(?<=[{HAN}{_CLOSING}])\.(?=\s|$|[{HAN}])(?![ \t]+[a-z])",
    re.MULTILINE,
)
_ANY_MARK = re.compile(r"[,;:?!.]")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BLANKS = re.compile(r"(?<=\S)[ \t]+(?=[^\s\U0001f000-\U0001ffff\u2600-\u27bf])")
# A sign between two blanks keeps both; what a generator reads stands apart: `{#id}`, `{/* */}`.
_SIGN = r"[-–—|/=+*<>&→←⇒~^#@\\·•]{1,3}"
_SIGN_BEFORE, _SIGN_BEHIND = (
    re.compile(rf"(?:^|\s){_SIGN}$"),
    re.compile(rf"{_SIGN}(?:\s|$)|{{[#/{{%:.]"),
)
_AT_FULL = re.compile(rf"(?<=[{_FULL}]){_BLANKS.pattern}|{_BLANKS.pattern}(?<=\s)(?=[{_FULL}])")
_BETWEEN = re.compile(rf"(?<=[{HAN}])[ \t]+(?=[{HAN}])")
# The number of a chapter stands apart from its name: 第三章 缓存.
_NUMBERED = re.compile(rf"第\s?[0-9{HAN}]{{1,4}}\s?[{HAN}]$")
_MEETING = re.compile(rf"(?<=[{HAN}])(?=[{_WORD}])|(?<=[{_WORD}])(?=[{HAN}])")
_BESIDE_CODE = re.compile(rf"(?<=[{HAN}])(?={CODE})|(?<={CODE})(?=[{HAN}])")
# One hyphen joins two words (主-从) more often than not.
_DASH = re.compile(rf"(?<=[{HAN}])(?:-{{2,3}}|–|(?<!—)—(?!—))(?=[{HAN}])")


def _is_chinese(character: str) -> bool:
    return bool(CHINESE.match(character))


# ── Marks ───────────────────────────────────────────────────────────────────────────────────


def half_width_marks(text: Seen) -> Iterable[Slip]:
    """Half-width marks in Chinese text."""
    return _half_width(text.text) if _ANY_MARK.search(text.shown) else ()


# Which blanks do not belong depends on them, too.
@lru_cache(maxsize=64)
def _half_width(written: str) -> Sequence[Slip]:
    return tuple(_half_width_marks(seen(written)))


def _half_width_marks(text: Seen) -> Iterator[Slip]:
    for sentence in _SENTENCE.finditer(text.shown):
        if CHINESE.search(sentence[0]):
            for found in _MARK.finditer(text.shown, *sentence.span()):
                if found[0] in _WIDE and _is_set_in_chinese(text, found.start()):
                    yield Slip(*found.span(), _WIDE[found[0]])


def _is_set_in_chinese(text: Seen, at: int) -> bool:
    """Whether a half-width mark stands between Chinese words, or items of a Chinese sentence."""
    shown, mark = text.shown, text.shown[at]
    if is_sign(shown, at):
        return False
    start, end = _with_blanks(shown, at)
    start = _with_blanks(shown, first_of_run(shown, start))[0] if start == at else start
    before, after = shown[start - 1 : start] if start else "", shown[end : end + 1]
    if (
        not before
        or before == BARE
        or (shown[at - 1].isdigit() and shown[at + 1 : at + 2].isdigit())
        or _is_of_a_name(text, at)
    ):
        return False
    if _is_chinese(before) or before in _CLOSING:
        return True
    if mark in "?!.":
        return mark == "?" and (not after or _is_chinese(after))
    if after and (_is_chinese(after) or after in _OPENING):
        return True
    # Two names in a row, each of them marked: `[a](x), [b](y)` is a list in a Chinese sentence.
    marked = bool(text.before(start)) or before in (CODE, ADDRESS)
    return mark in ",;" and marked and bool(after) and not _in_foreign_brackets(shown, at)


def _with_blanks(shown: str, at: int) -> tuple[int, int]:
    """Where a mark with the blanks around it begins and ends, within its line."""
    start, end = at, at + 1
    while start and shown[start - 1] in _BLANK:
        start -= 1
    while end < len(shown) and shown[end] in _BLANK:
        end += 1
    return start, end


def _is_of_a_name(text: Seen, at: int) -> bool:
    """Whether a mark begins a name (` :id`), or stands in `{a, b}` or in a link's foreign words."""
    shown = text.shown
    behind = shown[at + 1 : at + 2]
    if shown[at] in ":!?" and shown[at - 1] in _BLANK and behind.isascii() and behind > " ":
        return True
    for opening, closing in ("{}", "[]"):
        start, end = shown.rfind(opening, 0, at), shown.find(closing, at)
        if start >= 0 and closing not in shown[start:at] and end >= 0:
            return not CHINESE.search(shown[start:end])
    label = text.label(text.starts[at])
    return label is not None and not CHINESE.search(label.of(text.text))


def _in_foreign_brackets(shown: str, at: int) -> bool:
    """Whether a place lies in half-width brackets or quotes without a Chinese character."""
    opening = max(shown.rfind(sign, 0, at) for sign in '("“')
    closing = [place for sign in ')"”' if (place := shown.find(sign, at)) >= 0]
    if opening < 0 or not closing:
        return False
    return not CHINESE.search(shown[opening : min(closing)])


def half_width_brackets(text: Seen) -> Iterator[Slip]:
    """Half-width brackets around Chinese, or set right behind it."""
    for found in _BRACKETS.finditer(text.shown) if "(" in text.shown else ():
        start, end = found.span()
        behind = text.shown[start - 1] if start else ""
        # A call, translated or not: `轮询()`.
        if not found[1].strip() or is_formula(text.shown, start, end):
            continue
        if CHINESE.search(found[1]) or (behind and (_is_chinese(behind) or behind in _CLOSING)):
            yield Slip(start, start + 1, "（")
            yield Slip(end - 1, end, "）")


def dashes(text: Seen) -> Iterator[Slip]:
    """What stands for a dash between Chinese words and is none."""
    for found in _DASH.finditer(text.shown):
        yield Slip(*found.span(), "——")


# ── Blanks ──────────────────────────────────────────────────────────────────────────────────


def blanks_at_marks(text: Seen) -> Iterator[Slip]:
    """Blanks right beside a mark that is full-width, or should be.

    Where the edge of emphasis or of a link lies between, the blank may be what makes it one; an
    address that is written out stands apart, and so do tags, pictures and a sign between blanks.
    """
    shown, half = text.shown, {slip.start for slip in half_width_marks(text)}
    for found in (_BLANKS if half else _AT_FULL).finditer(shown):
        start, end = found.span()
        beside = ((start - 1, start), (end, end))
        marks = [edge for at, edge in beside if shown[at] in _FULL or at in half]
        apart = (
            shown[start - 1] in (BARE, OTHER)
            or shown[end] in (BARE, ADDRESS, OTHER)
            or _SIGN_BEFORE.search(shown[max(0, start - 4) : start])
            or _SIGN_BEHIND.match(shown, end)
        )
        if not apart and not all(map(text.before, marks)):
            yield Slip(start, end, "")


def blanks_between(text: Seen) -> Iterator[Slip]:
    """Blanks between two Chinese characters."""
    if not _BETWEEN.search(text.shown) or is_row(text.shown):
        return
    for found in _BETWEEN.finditer(text.shown):
        apart = text.before(found.start()) or text.before(found.end())
        if not apart and not _NUMBERED.search(text.shown[: found.start()]):
            yield Slip(*found.span(), "")


def _is_edge_of_link(text: Seen, at: int) -> bool:
    return any(mark.link for mark in text.before(at))


def missing_blanks(text: Seen) -> Iterator[Slip]:
    """Places where Chinese meets Latin letters or digits without a blank."""
    for found in _MEETING.finditer(text.shown):
        if not _is_edge_of_link(text, found.start()):
            yield Slip(*found.span(), " ")


def missing_at_code(text: Seen) -> Iterator[Slip]:
    """The same of code, and of links whose words are not Chinese there."""
    for found in _BESIDE_CODE.finditer(text.shown) if CODE in text.shown else ():
        yield Slip(*found.span(), " ")
    for found in _MEETING.finditer(text.shown) if any(m.link for m in text.marks) else ():
        if _is_edge_of_link(text, found.start()):
            yield Slip(*found.span(), " ")


# ── Setting right ───────────────────────────────────────────────────────────────────────────

_FINDS: dict[str, Find] = {
    "halfwidth-punct": half_width_marks,
    "space-around-punct": blanks_at_marks,
    "missing-cjk-latin-space": missing_blanks,
    "missing-code-space": missing_at_code,
    "space-between-cjk": blanks_between,
    "halfwidth-bracket": half_width_brackets,
    "halfwidth-dash": dashes,
}
_ROUNDS = 5
# Nothing but Chinese with its own marks: most headings, and many a sentence.
_SET = re.compile(rf"[{HAN}，。、；：？！（）《》“”‘’「」『』【】…]*")


def slips(text: Seen, unwanted: Collection[str] = (), wanted: Collection[str] = ()) -> set[Slip]:
    """Everything that can be set right in a text, less what codes say that are not wanted.

    `wanted` are codes of what only some houses ask for. Blanks at flipped emphasis stay.
    """
    if not CHINESE.search(text.shown):
        return set()
    asked = [find for code, find in _FINDS.items() if code not in unwanted]
    asked += [find for code, find in OF_HOUSES.items() if code in wanted and code not in unwanted]
    found = {slip for find in asked for slip in find(text)}
    if text.marks and is_flipped(text.text):
        return {slip for slip in found if slip.new.strip() or not _is_at_emphasis(text, slip)}
    return found


def _is_at_emphasis(text: Seen, slip: Slip) -> bool:
    marks = (*text.before(slip.start), *text.before(slip.end))
    return any(not mark.link for mark in marks)


def set_right(target: str, unwanted: Collection[str] = (), wanted: Collection[str] = ()) -> str:
    """The text as Chinese is set; its code, addresses, marks and words stay as they are.

    What would change any of these stays as well, each slip for itself. Done twice it is as once.
    """
    for _round in range(_ROUNDS):
        if not CHINESE.search(target) or (not wanted and _SET.fullmatch(target)):
            break
        text = seen(target)
        found = sorted(slips(text, unwanted, wanted), key=lambda slip: (slip.start, slip.end))
        if not found or is_torn(target):
            break
        new = _with(text, found)
        if not is_same(target, new):
            new = _one_by_one(text, found)
        if new == target:
            break
        target = new
    return target


def _with(text: Seen, found: Iterable[Slip]) -> str:
    changes = [c for slip in found for c in text.written(slip.start, slip.end, slip.new)]
    return replace_spans(text.text, changes)


def _one_by_one(text: Seen, found: list[Slip]) -> str:
    safe: list[Slip] = []
    for slip in found:
        if is_same(text.text, _with(text, [*safe, slip])):
            safe.append(slip)
    return _with(text, safe)
