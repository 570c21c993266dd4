"""`transpipe merge` without the rest of the program: scripts call it a hundred times."""

from __future__ import annotations

import sys
from pathlib import Path

from transpipe.workflows.merge import merged

_OUT = ("-o", "--output")


def merge(arguments: list[str]) -> bool:
    """Carries out `OLD NEW [-o OUT]`; false, with nothing done, where anything else is said."""
    names, out, rest = [], None, list(arguments)
    while rest:
        word = rest.pop(0)
        if word in _OUT and rest and out is None:
            out = rest.pop(0)
        elif word.startswith("-"):
            return False
        else:
            names.append(word)
    if len(names) != 2:
        return False
    data = merged(Path(), names[0], names[1], out)
    if out is None:
        sys.stdout.buffer.write(data)
    return True
