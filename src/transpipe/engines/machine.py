"""The machine that this runs on: what is installed, what is set, what can be reached."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sys
from gettext import gettext as _
from pathlib import Path
from urllib.parse import urlsplit

from transpipe.engines.git import Git
from transpipe.errors import TranspipeError
from transpipe.model import Locale
from transpipe.model.health import Asked, Machine

__all__ = ["Asked", "Machine", "look"]

PROGRAMS = ("msgfmt", "msgcat", "msgmerge")
SETTINGS = ("core.quotepath", "merge.transpipe.driver", "diff.transpipe.textconv", "user.name")
_WAIT = 3.0  # seconds for a server to be there


def look(root: Path, folders: tuple[str, ...], asked: Asked) -> Machine:
    """What is there; nothing is written, and only the engine that the settings name is called."""
    git = Git(root)
    settings = {key: git.setting(key) for key in SETTINGS}
    return Machine(
        platform.python_version(),
        sys.getfilesystemencoding(),
        sys.stdout.encoding or "",
        git.version(),
        bool(git.top),
        git.shallow,
        {key: value for key, value in settings.items() if value},
        frozenset(filter(shutil.which, PROGRAMS)),
        tuple(name for name in folders if _is_closed(root / name)),
        _engine_fault(asked),
        _converts(),
    )


def _is_closed(place: Path) -> bool:
    return place.exists() and not os.access(place, os.W_OK)


def _converts() -> bool:
    from transpipe.engines.opencc import OpenCC

    try:
        return list(OpenCC().convert(["软件"], Locale.ZH_TW)) == ["軟體"]
    except (TranspipeError, OSError, ImportError):
        return False


def _engine_fault(asked: Asked) -> str:
    if asked.key and not os.environ.get(asked.key):
        return _("the variable {name} is not set").format(name=asked.key)
    if asked.engine == "command" and not shutil.which(asked.program):
        return _("the program of `command` is not here")
    return _unreachable(asked.url) if asked.engine and asked.url else ""


def _unreachable(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (80 if parts.scheme == "http" else 443)
        with socket.create_connection((host, port), timeout=_WAIT):
            return ""
    except (OSError, ValueError, UnicodeError):
        return _("the server of `url` cannot be reached")
