"""What a job without rights hands over: as ours does it, and as anybody might."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from transpipe.model import (
    Adoption,
    Asked,
    Change,
    ChangeKind,
    Comparison,
    Concern,
    Edit,
    Facts,
    Finding,
    Gate,
    Locale,
    Report,
    Severity,
    Standing,
    Tally,
    Unsure,
    Verdict,
    Version,
)
from transpipe.publish.ci import handover

HEAD = "0123456789" * 4
HOME = "https://github.com/a/b"
PULL = {"number": 7, "state": "open", "head": {"sha": HEAD}, "base": {"repo": {"html_url": HOME}}}

_FOUND = Finding("dead-link", Severity.ERROR, "没有 ./x.md", "译文/a.md", 3)
_CHANGE = Change(
    "原文/a.md", Locale.ZH_CN, ChangeKind.BOTH, Version(target_line=3), Version(source_line=4),
    concern=Concern.NUMBER, source_file="原文/a.md", target_file="译文/a.md",
    source=(Edit("=", "Wait "), Edit("-", "3"), Edit("+", "4")), target=(Edit("=", "等"),),
    final=(Edit("-", "侯"), Edit("+", "等")), findings=(_FOUND,), origin="原文/b.md",
    told=Facts(Standing.STALE, Standing.DONE, "mt:echo", True, False, "mt:echo", "王小明"),
)  # fmt: skip
REPORT = Report(
    7, HEAD, "zh_CN",
    Verdict("0" * 12, (Gate(Asked.COVERAGE, ("少了",)),), (_FOUND,), (_FOUND,), 3),
    Comparison(
        "0" * 12, "", (_CHANGE,),
        (Adoption("原文/c.md", Locale.ZH_CN, "原文/c.md", "译文/c.md", 2,
                  doubtful=(Unsure("One.", "一。", 1, 2),)),),
        (Tally("原文/a.md", Locale.ZH_CN, 5),), (_FOUND,),
    ),
    "docs/",
)  # fmt: skip
FINE: dict[str, Any] = json.loads(handover.written(REPORT))


def raw(said: object) -> bytes:
    """What a file would hold."""
    return said if isinstance(said, bytes) else json.dumps(said).encode()


def having(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The report with something else in it."""
    said: dict[str, Any] = json.loads(json.dumps(FINE))
    change(said["report"])
    return said


def put(path: str, value: object) -> dict[str, Any]:
    """The report with a value in a place: `review.changes.0.concern`."""

    def change(report: Any) -> None:
        *way, last = (int(name) if name.isdigit() else name for name in path.split("."))
        for name in way:
            report = report[name]
        report[last] = value

    return having(change)


def forged_everywhere(text: str) -> Iterator[bytes]:
    """Reports in which one text after the other is another one."""
    for path in _texts(FINE["report"], ()):
        yield raw(put(".".join(map(str, path)), text))


def _texts(said: Any, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    if isinstance(said, dict | list):
        inside = said.items() if isinstance(said, dict) else enumerate(said)
        for name, value in inside:
            yield from _texts(value, (*path, name))
    elif isinstance(said, str):
        yield path


_DEEP: object = "x"
for _level in range(900):
    _DEEP = [_DEEP]

FORGED: dict[str, object] = {
    "no JSON": b"{",
    "not UTF-8": b"\xff\xfe",
    "a list": [],
    "deep": b"[" * 100_000,
    "deep within": put("verdict.gates", _DEEP),
    "another schema": FINE | {"schema": "transpipe/ci/1"},
    "a key more": FINE | {"run": "x"},
    "a key less": {"schema": handover.SCHEMA},
    "no report": FINE | {"report": "x"},
    "a comment of its own": put("comment", "# May go in"),
    "a head less": having(lambda report: report.pop("head")),
    "a number as text": put("number", "7"),
    "a truth as number": put("number", True),
    "no number": put("number", 0),
    "a number too large": put("number", 1 << 40),
    "a path as commit": put("head", "../../x"),
    "a language that is a path": put("language", "../../x"),
    "a folder that leads up": put("prefix", "../x/"),
    "a folder that leads to the top": put("prefix", "/"),
    "a folder that is none": put("prefix", "docs"),
    "a concern that is none": put("review.changes.0.concern", "approved"),
    "a standing that is none": put("review.changes.0.told.standing", "approved"),
    "a locale that is none": put("review.changes.0.locale", "<b>"),
    "a severity that is none": put("verdict.findings.0.severity", "none"),
    "a gate that is none": put("verdict.gates.0.asked", "all"),
    "a line as text": put("review.changes.0.after.source_line", "4"),
    "half a line": put("review.changes.0.after.source_line", 4.5),
    "a text as list": put("review.changes.0.source.0.text", ["x"]),
    "an edit with a key more": put("review.changes.0.source.0.html", "x"),
    "a unit of its own": put("review.changes.0.after.unit", {"source": "x", "target": "\ud800"}),
    "huge": put("review.base", "x" * handover.LARGEST),
    "huger": b'{"comment": "' + b"x" * (handover.LARGEST << 1) + b'"}',
}
