"""Answers of engines, judged without any engine: for programs and tests."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import Any

from transpipe.draft.guard import guard
from transpipe.draft.masking import Masked
from transpipe.errors import BadArgument
from transpipe.model import Known, Locale
from transpipe.repository import Workspace

_WANTED = ("id", "source", "answer")


def guarded(workspace: Workspace, path: str) -> Iterator[Mapping[str, str | None]]:
    """What becomes of each answer in a file of JSON lines: `id`, `verdict`, `text`, `reason`.

    A row is `id`, `source`, `answer`; where it was masked, `masked` and `slots`; where the engine
    was shown what the unit said before, `old_source` and `old_target`. Raises BadArgument.
    """
    for row in _rows(workspace.read_any(path), path):
        masked = Masked(row["source"], row.get("masked") or row["source"], row.get("slots") or {})
        old = Known(row["old_source"], row.get("old_target", "")) if "old_source" in row else None
        found = guard(masked, row["answer"], Locale.ZH_CN, old)
        yield {
            "id": row["id"],
            "verdict": found.passage.value,
            "text": found.text or None,
            "reason": found.reason or None,
        }


def _rows(text: str, path: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not set(_WANTED) <= row.keys() or not _is_read(row):
            said = _("{path}:{line}: wanted is an object with the texts {keys}")
            raise BadArgument(said.format(path=path, line=number, keys=", ".join(_WANTED)))
        yield row


def _is_read(row: Mapping[str, object]) -> bool:
    texts = ("id", "source", *(key for key in ("old_source", "old_target") if key in row))
    slots = row.get("slots") or {}
    return (
        all(isinstance(row[key], str) for key in texts)
        and all(isinstance(row.get(key), str | None) for key in ("answer", "masked"))
        and isinstance(slots, dict)
        and all(isinstance(slot, str) for slot in slots.values())
    )
