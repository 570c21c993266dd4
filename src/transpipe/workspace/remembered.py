"""What a Chinese file and its catalogue said when they last agreed, as this machine remembers it.

A build changes the file before it remembers it. What it is about to leave is written down even
before that, or a build that was killed in between would look like somebody's edit.
"""

from __future__ import annotations

import json
from contextlib import suppress

from transpipe.model import Locale
from transpipe.workspace.repository import Workspace

_LAST, _COMING = "base", "coming"


def recalled(
    workspace: Workspace, article: str, locale: Locale, file: str = ""
) -> tuple[str, str] | None:
    """The texts of the Chinese file and of its catalogue when they last agreed, None if unknown.

    `file` is what stands there now. Where that is what a build was about to leave, and no other
    state is remembered with it, the build got so far: the answer is what it would have remembered.
    """
    last = _read(workspace, _LAST, article, locale)
    if file and (last is None or last[0] != file):
        coming = _read(workspace, _COMING, article, locale)
        if coming is not None and coming[0] == file:
            return coming
    return last


def announce(workspace: Workspace, article: str, locale: Locale, file: str, catalogue: str) -> None:
    """Writes down what file and catalogue will say, before the file is changed."""
    workspace.write_state(_path(_COMING, article, locale), _text(file, catalogue))


def remember(workspace: Workspace, article: str, locale: Locale, file: str, catalogue: str) -> None:
    """Keeps what file and catalogue say now, as one file; what was announced is done with."""
    workspace.write_state(_path(_LAST, article, locale), _text(file, catalogue))
    workspace.drop_state(_path(_COMING, article, locale))


def _path(kind: str, article: str, locale: Locale) -> str:
    return f"{kind}/{locale.value}/{article.removesuffix('.md')}.json"


def _text(file: str, catalogue: str) -> str:
    return json.dumps({"file": file, "catalogue": catalogue}, ensure_ascii=False, indent=0) + "\n"


def _read(workspace: Workspace, kind: str, article: str, locale: Locale) -> tuple[str, str] | None:
    data = workspace.read_state(_path(kind, article, locale))
    if data is not None:
        with suppress(ValueError, KeyError, TypeError):  # damaged: nothing is remembered
            said = json.loads(data)
            return said["file"], said["catalogue"]
    return None
