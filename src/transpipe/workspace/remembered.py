"""What a Chinese file and its catalogue said when they last agreed, as this machine remembers it.

A build changes the file before it remembers it. What it is about to leave is written down even
before that, or a build that was killed in between would look like somebody's edit.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b

from transpipe.model import Locale
from transpipe.workspace.repository import Workspace

_LAST, _COMING = "base", "coming"
_LONGEST = 255  # bytes of a name, on most file systems


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
    return f"{kind}/{locale.value}/{fitted(article.removesuffix('.md'), '.json')}"


def fitted(path: str, suffix: str) -> str:
    """A path with a suffix, its name cut where file systems would not take it."""
    folder, slash, name = path.rpartition("/")
    spelt = os.fsencode(name)
    if len(spelt) + len(suffix) > _LONGEST:
        mark = blake2b(spelt, digest_size=8).hexdigest()
        room = _LONGEST - len(suffix) - len(mark) - 1
        name = f"{spelt[:room].decode('utf-8', 'ignore')}-{mark}"
    return folder + slash + name + suffix


def _text(file: str, catalogue: str) -> str:
    return json.dumps({"file": file, "catalogue": catalogue}, ensure_ascii=False, indent=0) + "\n"


def _read(workspace: Workspace, kind: str, article: str, locale: Locale) -> tuple[str, str] | None:
    data = workspace.read_state(_path(kind, article, locale))
    if data is not None:
        # Damaged, or of another format: nothing is remembered.
        with suppress(ValueError, KeyError, TypeError, RecursionError):
            said = json.loads(data)
            file, catalogue = said["file"], said["catalogue"]
            if isinstance(file, str) and isinstance(catalogue, str):
                return file, catalogue
    return None
