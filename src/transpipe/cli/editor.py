"""The editor of whoever is at the terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from gettext import gettext as _
from pathlib import Path

from transpipe.cli import output


def in_editor(text: str) -> str | None:
    """A text as somebody leaves it in their editor; None where that failed."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "zh.md"
        place.write_text(f"{text}\n", "utf-8")
        try:
            done = subprocess.run([*shlex.split(program), str(place)], check=False)
            said = place.read_text("utf-8") if done.returncode == 0 else None
        except (OSError, ValueError):
            said = None
    if said is None:
        output.note(_("{program} did not work; set EDITOR").format(program=program))
        return None
    return said.removesuffix("\n")
