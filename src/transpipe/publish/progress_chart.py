"""How the translations came on, as a picture: units by state over the commits of a history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import escape

from transpipe.model import Course
from transpipe.publish.language import Speak, speak, tag
from transpipe.text.han import columns

_WIDTH, _HEIGHT = 720, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 64, 40
_CELL = 7  # pixels of a column of text
_LINES = 4  # of the grid
# From below: what is done, what a person must look at, what a machine drafted, what is empty.
_LAYERS = ("done", "doubted", "draft", "empty")
_STYLE = """\
<style>
text { fill: #1f2328; font: 12px system-ui, sans-serif; }
.title { font-size: 15px; font-weight: 600; }
.page { fill: #fff; } .grid { stroke: #8c959f; stroke-opacity: .4; }
.done { fill: #2e7d32; } .doubted { fill: #c58a00; } .draft { fill: #4c78b5; }
.empty { fill: #b7bdc5; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; } .page { fill: #0d1117; }
.done { fill: #57ab5a; } .doubted { fill: #d4a72c; } .draft { fill: #6ca4e8; }
.empty { fill: #545d68; }
}
</style>"""


def as_chart(course: Sequence[Course], language: str) -> str:
    """The picture in a language: its words are text, it loads nothing, and fits light and dark."""
    _ = speak(language)
    title = _("Progress of the translations")
    body = _body(course, _) if course else _empty(_)
    lines = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'lang="{escape(tag(language))}" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title>",
        _STYLE,
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        _text(_LEFT, 24, title, "start", "title"),
        *body,
        "</svg>",
    )
    return "\n".join(lines) + "\n"


def _empty(_: Speak) -> Iterator[str]:
    yield _text(_WIDTH / 2, _HEIGHT / 2, _("no commit has a catalogue"), "middle")


def _body(course: Sequence[Course], _: Speak) -> Iterator[str]:
    most = max(max(point.total for point in course), 1)
    yield from _legend(course[-1], _)
    xs = _across(course)
    below = [0] * len(course)
    for name in _LAYERS:
        above = [low + getattr(point, name) for low, point in zip(below, course, strict=True)]
        yield _area(name, xs, [_up(n, most) for n in below], [_up(n, most) for n in above])
        below = above
    for number in range(_LINES + 1):
        units = most * number // _LINES
        y = _up(units, most)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        yield _text(_LEFT - 6, y + 4, str(units), "end")
    yield _text(_LEFT, _HEIGHT - 14, _day(course[0]), "start")
    if _day(course[0]) != _day(course[-1]):
        yield _text(_WIDTH - _RIGHT, _HEIGHT - 14, _day(course[-1]), "end")


def _across(course: Sequence[Course]) -> list[float]:
    """Where each commit stands: by its time, and one alone over the whole width."""
    first, last = course[0].time, course[-1].time
    if len(course) == 1 or first == last:
        step = (_WIDTH - _LEFT - _RIGHT) / max(len(course) - 1, 1)
        return [round(_LEFT + number * step, 1) for number in range(len(course))]
    width = _WIDTH - _LEFT - _RIGHT
    return [round(_LEFT + width * (point.time - first) / (last - first), 1) for point in course]


def _up(units: int, most: int) -> float:
    return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * units / most, 1)


def _area(name: str, xs: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    if len(xs) == 1:
        xs, low, high = (*xs, float(_WIDTH - _RIGHT)), (*low, *low), (*high, *high)
    there = list(zip(xs, high, strict=True)) + list(zip(xs, low, strict=True))[::-1]
    return f'<polygon class="{name}" points="{" ".join(f"{x},{y}" for x, y in there)}"/>'


def _legend(last: Course, _: Speak) -> Iterator[str]:
    """What each colour means, with how many units there are of it now."""
    names = {
        "done": _("translated"),
        "doubted": _("to be looked at"),
        "draft": _("draft"),
        "empty": _("empty"),
    }
    at = _LEFT
    for name in _LAYERS:
        said = f"{names[name]} {getattr(last, name)}"
        yield f'<rect class="{name}" x="{at}" y="38" width="12" height="12" rx="2"/>'
        yield _text(at + 18, 48, said, "start")
        at += 18 + columns(said) * _CELL + 16


def _day(point: Course) -> str:
    return datetime.fromtimestamp(point.time, UTC).strftime("%Y-%m-%d")


def _text(x: float, y: float, said: str, anchor: str, style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{named}>{escape(said)}</text>'
