"""What was suggested for the units of an article: beside the catalogue, for whoever edits.

Local (`.transpipe/suggestions/`), and anybody may delete it. It has a list of `[text, origin,
score]` for each source text. What is damaged, or of another format, is as good as not there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from transpipe.model import Locale, Suggestion
from transpipe.repository.remembered import DAMAGED, path_of
from transpipe.repository.workspace import Workspace

_KIND = "suggestions"
_MOST = 6  # suggestions that are kept for one text, the newest of them
Suggested = Mapping[str, Sequence[Suggestion]]


def suggested(workspace: Workspace, article: str, locale: Locale) -> dict[str, list[Suggestion]]:
    """What is kept for each source text of an article, the newest first."""
    data = workspace.read_state(path_of(_KIND, article, locale))
    if data is not None:
        with suppress(*DAMAGED):
            return {source: [_read(row) for row in rows] for source, rows in _rows(data)}
    return {}


def keep(
    workspace: Workspace,
    place: tuple[str, Locale],
    found: Suggested,
    waiting: Collection[str],
) -> None:
    """Keeps what was found for the source texts of an article in a locale, beside what was there.

    Only for texts that are still `waiting` for somebody; nothing is kept of the others.
    """
    before = suggested(workspace, *place)
    now = dict[str, list[Suggestion]]()
    for source in filter(waiting.__contains__, dict.fromkeys([*before, *found])):
        texts = dict[str, Suggestion]()
        for one in (*found.get(source, ()), *before.get(source, ())):
            texts.setdefault(one.text, one)
        now[source] = list(texts.values())[:_MOST]
    path = path_of(_KIND, *place)
    if not now:
        forget(workspace, *place)
    elif now != before:
        rows = {src: [[s.text, s.origin, s.score] for s in ones] for src, ones in now.items()}
        workspace.write_state(path, json.dumps(rows, ensure_ascii=False, indent=0) + "\n")


def forget(workspace: Workspace, article: str, locale: Locale) -> None:
    """Nothing is suggested for an article any more: it is gone, or has another name."""
    workspace.drop_state(path_of(_KIND, article, locale))


def _rows(data: bytes) -> list[tuple[str, list[object]]]:
    return list(json.loads(data).items())


def _read(row: object) -> Suggestion:
    """Raises ValueError, TypeError for what is none."""
    if not isinstance(row, list):
        raise TypeError
    texts = [text for text in row if isinstance(text, str)]
    text, origin, score = texts
    return Suggestion(text, origin, score)
