"""What two transpipes left otherwise, and in which groups: command, kind, and shape of it."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from tests.histories.repeating import VOCABULARY

LINES = 10
"""So many lines of a difference are shown."""

State = Mapping[str, bytes]
Answer = Mapping[str, Any]

_NAMES = re.compile(r"(?:[\w./-]+/)?[\w-]+\.(?:md|po|html|toml|json)\b(?::\d+)?")
_QUOTED = re.compile(r"〖[^〗]*〗|“[^”]*”|'[^']*'|\"[^\"]*\"")
_WORDS = "|".join(map(re.escape, sorted(VOCABULARY, key=len, reverse=True)))
# Chinese with what stands within it, and the English of the articles, changed or not.
_SAID = re.compile(rf"[\u3000-\u9fff\uff00-\uffef〖〗]+|https?://[^)\s]+|{_WORDS}")
_MORE = re.compile(r"…(?:[^:;…]{0,60}…)+")
_LINE = (
    (re.compile(r"#~"), "#~"), (re.compile(r"#,.*"), None), (re.compile(r"#\|"), "#|"),
    (re.compile(r"#:"), "#:"), (re.compile(r"# transpipe: (\w+)(?:=([a-z]+))?"), None),
    (re.compile(r"# >"), "# >"), (re.compile(r"#"), "# note"),
    (re.compile(r"msg(?:id|str|ctxt)"), None), (re.compile(r'"([A-Za-z-]+): '), None),
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: where in a history, in which group, and its first lines."""

    game: str
    seed: int
    step: int
    reason: str
    shown: tuple[str, ...]
    done: str = ""

    @property
    def place(self) -> str:
        """The history and the step."""
        return f"{self.game} {self.seed}, step {self.step}"


def answers(old: Answer, new: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the commands said otherwise: reasons, each with the lines that show it."""
    if old["code"] != new["code"]:
        told = (f"- exit {old['code']}", f"+ exit {new['code']}", *_told(old, new, "err"))
        yield f"exit · {_exit(old)} → {_exit(new)}", told
    elif old["err"] != new["err"]:
        told = _told(old, new, "err")
        yield f"message · {_shape(told)}", told
    was, now = _findings(old), _findings(new)
    if was is not None and now is not None:
        yield from _finding_differences(was, now)
    elif old["out"] != new["out"]:
        yield "output", _told(old, new, "out")


def states(old: State, new: State) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The files that are not the same: reasons, each with the lines that show it."""
    for path in sorted({**old, **new}):
        before, after = old.get(path), new.get(path)
        if before == after:
            continue
        kind = _kind(path)
        if before is None or after is None:
            said = "only the new code writes it" if before is None else "only the old code has it"
            yield f"{kind} · {said}", (f"{'+' if before is None else '-'} {path}",)
        else:
            lines = _unified(before, after, path)
            yield f"{kind} · {_shape(lines[2:])}", lines


def grouped(found: Iterable[Difference]) -> dict[str, list[Difference]]:
    """By reason, the most frequent first; in each the one that takes least to show it first."""
    groups: dict[str, list[Difference]] = {}
    for one in found:
        groups.setdefault(one.reason, []).append(one)
    for members in groups.values():
        members.sort(key=lambda one: (one.step, len(one.shown), one.seed))
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def expected(reason: str, patterns: Iterable[str]) -> bool:
    """Whether a group is one of those that are named; `*` stands for anything."""
    return any(fnmatchcase(reason, pattern) for pattern in patterns)


# ── Inside ──────────────────────────────────────────────────────────────────────────────────


def _exit(answer: Answer) -> str:
    code = answer["code"]
    return str(code) if isinstance(code, int) else _plain(code)


def _findings(answer: Answer) -> list[dict[str, Any]] | None:
    """The findings that a command printed as JSON, None where it printed something else."""
    text = str(answer["out"])
    for texts in ([text], text.splitlines()):
        try:
            rows = [json.loads(one) for one in texts]
        except ValueError:
            continue
        return [row for given in rows for row in (given.get("findings", [given]))]
    return None


def _finding_differences(
    old: list[dict[str, Any]], new: list[dict[str, Any]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    was, now = ([_finding(row) for row in rows] for rows in (old, new))
    for sign, rows, others in (("-", was, now), ("+", now, was)):
        for text, reason in rows:
            if text not in {other for other, _reason in others}:
                yield f"finding · {sign} {reason}", (f"{sign} {text}",)


def _finding(row: Mapping[str, Any]) -> tuple[str, str]:
    """A finding as text, and without what is only of this article."""
    if "code" not in row:
        return json.dumps(row, ensure_ascii=False), "row"
    text = "{file}:{line}: {severity} {code}: {message}".format(**row)
    return text, f"{row['severity']} {row['code']}: {_plain(str(row['message']))}"


def _kind(path: str) -> str:
    return {"po": "catalogue", "html": "page"}.get(path.rpartition(".")[2], "file")


def _unified(before: bytes, after: bytes, path: str) -> tuple[str, ...]:
    texts = [data.decode("utf-8", "replace").splitlines() for data in (before, after)]
    return tuple(difflib.unified_diff(*texts, path, path, n=1, lineterm=""))


def _told(old: Answer, new: Answer, name: str) -> tuple[str, ...]:
    texts = [str(answer[name]).splitlines() for answer in (old, new)]
    return tuple(difflib.unified_diff(*texts, n=0, lineterm=""))[2:]


def _shape(lines: Iterable[str]) -> str:
    """Which kinds of lines came and went."""
    found = [f"{line[0]}{_sort_of(line[1:])}" for line in lines if line[0] in "+-"]
    return " ".join(dict.fromkeys(found))


def _sort_of(line: str) -> str:
    for pattern, name in _LINE:
        match = pattern.match(line)
        if match:
            return name or match[0].strip()
    return _plain(line)[:60] if line.isascii() else "…"


def _plain(text: str) -> str:
    """A message without names, numbers and what articles say."""
    text = _QUOTED.sub("…", _NAMES.sub("FILE", text))
    text = _MORE.sub("…", _SAID.sub("…", text))
    return re.sub(r"\d+(?:\.\d+)?", "N", text).strip()
