"""Changes as lines for a terminal that fit its width; nothing in them can steer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transpipe.model import Change, Comparison, Edit
from transpipe.publish.language import Speak, speak
from transpipe.publish.review.words import adopted, label, places, renamed
from transpipe.text.han import columns
from transpipe.text.tokens import tokens
from transpipe.text.unseen import visible

_DOUBTS = 10  # so many doubtful pairs are listed
_MARKS = 4  # columns of `[-` and `-]`
_LEAST, _NARROW = 12, 6  # columns of text in one line, and in one of many columns


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its style (`heading`, `error`, `warning`, `note` or ''), and runs of a word diff.

    `lead` stands before them.
    """

    style: str
    lead: str = ""
    runs: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """What the lines are for: the columns it has (None for any), and whether it shows colour."""

    width: int | None = None
    coloured: bool = False
    three: bool = False


def as_lines(found: Comparison, language: str, screen: Screen | None = None) -> Iterator[Line]:
    """What changed, worst first."""
    screen = screen or Screen()
    _ = speak(language)
    for line in renamed(found, _):
        yield from _wrapped("heading", "", (Edit("=", visible(line)),), screen)
    for key, group in found.groups().items():
        same = _("unchanged: {count}").format(count=found.unchanged(*key))
        head = f"{visible(key[0])} · {key[1].value} · {same}"
        yield from _wrapped("heading", "", (Edit("=", head),), screen)
        for change in group:
            yield from _change(change, screen, _)
            yield Line("")
    yield from _adoptions(found, screen, _)


def _change(change: Change, screen: Screen, _: Speak) -> Iterator[Line]:
    where = " · ".join(f"{visible(path)}:{line}" for path, line in places(change))
    yield from _wrapped(change.concern.severity.value, "", (Edit("=", label(change, _)),), screen)
    if where:
        yield from _wrapped("note", "  ", (Edit("=", where),), screen)
    if screen.three:
        yield from _side_by_side(change, screen, _)
        return
    yield from _wrapped("", "  en  ", change.source, screen)
    yield from _wrapped("", "  zh  ", change.target, screen)
    if any(edit.op != "=" for edit in change.final):
        yield from _wrapped("note", "  " + _("draft → now") + "  ", change.final, screen)
    for finding in change.findings:
        said = f"{finding.code}: {visible(finding.message)}"
        yield from _wrapped("note", "  ", (Edit("=", said),), screen)


def _side_by_side(change: Change, screen: Screen, _: Speak) -> Iterator[Line]:
    """English, the machine's draft, what stood there and what stands there, in columns."""
    before = change.before.target if change.before else ""
    after = change.after.target if change.after else ""
    texts = [change.now.source, change.draft, before, after]
    heads = [_("Source"), _("machine draft"), _("before"), _("now")]
    shown = [
        (head, text) for head, text in zip(heads, texts, strict=True) if text or head != heads[1]
    ]
    room = max(_NARROW, ((screen.width or 100) - 2) // len(shown) - 2)
    cells = [_column(text, room) for _head, text in shown]
    yield _plain("note", "  " + "  ".join(_padded(head, room) for head, _text in shown).rstrip())
    for at in range(max(map(len, cells))):
        row = [cell[at] if at < len(cell) else "" for cell in cells]
        yield _plain("", "  " + "  ".join(_padded(text, room) for text in row).rstrip())


def _column(text: str, room: int) -> list[str]:
    lines = _lines((Edit("=", text),), room, coloured=True)
    return ["".join(run.text for run in line) for line in lines]


def _padded(text: str, room: int) -> str:
    return text + " " * max(0, room - columns(text))


def _adoptions(found: Comparison, screen: Screen, _: Speak) -> Iterator[Line]:
    for line in adopted(found.adoptions, _):
        yield _plain("", line)
    doubts = [(each, doubt) for each in found.adoptions for doubt in each.doubtful]
    for each, doubt in doubts[:_DOUBTS]:
        place = f"{visible(each.target_file)}:{doubt.target_line or 1}"
        yield from _wrapped("warning", "", (Edit("=", place),), screen)
        yield from _wrapped("", "  en  ", (Edit("=", doubt.source),), screen)
        yield from _wrapped("", "  zh  ", (Edit("=", doubt.target),), screen)
    if len(doubts) > _DOUBTS:
        more = _("+{count} more; `transpipe align --doubtful` lists them")
        yield _plain("", more.format(count=len(doubts) - _DOUBTS))


def _plain(style: str, text: str) -> Line:
    return Line(style, "", (Edit("=", text),))


def _wrapped(style: str, lead: str, edits: tuple[Edit, ...], screen: Screen) -> Iterator[Line]:
    """The lines of a text, those after the first indented as far."""
    room = max(_LEAST, screen.width - columns(lead)) if screen.width else None
    first = True
    for runs in _lines(edits, room, coloured=screen.coloured):
        yield Line(style, lead if first else " " * columns(lead), runs)
        first = False


def _lines(edits: Iterable[Edit], room: int | None, *, coloured: bool) -> list[tuple[Edit, ...]]:
    """A word diff in lines; a run that goes on in the next line is marked in both."""
    lines: list[list[Edit]] = [[]]
    used = 0
    for op, token in _tokens(edits, room):
        marks = 0 if op == "=" or coloured else _MARKS
        goes_on = bool(lines[-1]) and lines[-1][-1].op == op
        needed = columns(token) + (0 if goes_on else marks)
        if token == "\n" or (room is not None and used + needed > room and lines[-1]):
            lines.append([])
            used, goes_on, needed = 0, False, columns(token) + marks
        if token == "\n" or (room is not None and not lines[-1] and token.isspace() and lines[:-1]):
            continue
        if goes_on:
            lines[-1][-1] = Edit(op, lines[-1][-1].text + token)
        else:
            lines[-1].append(Edit(op, token))
        used += needed
    return [tuple(line) for line in lines if line]


def _tokens(edits: Iterable[Edit], room: int | None) -> Iterator[tuple[str, str]]:
    """Words, none of them longer than a line, and line ends."""
    most = max(1, (room - _MARKS) // 2) if room is not None else None
    for edit in edits:
        for token in tokens(visible(edit.text)):
            if "\n" in token:
                yield from ((edit.op, "\n") for _end in range(token.count("\n")))
            elif most is None or len(token) <= most:
                yield edit.op, token
            else:
                yield from ((edit.op, token[at : at + most]) for at in range(0, len(token), most))
