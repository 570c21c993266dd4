"""The PO file: one grammar for every reader, and how a catalogue is written.

Takes the text of a file and gives its entries as they are spelt (`grammar.parse`, for any PO file)
or a Catalogue (`read`, `parse`, for ours, which may have less); takes a Catalogue and gives a text
(`render`), which another parser reads back before it replaces a file (`prove`). Nothing here knows
what becomes of a unit when a side changes: `source_edits`, `target_edits`. Start in `file`.

`grammar` (with `spelling` for quoted strings, and for what is not written as gettext writes) is
under all; `header`, `units` and `marks` read the parts of a catalogue; `likeness` tells whether two
say the same; `charset` is bytes, `textconv` what `git diff` shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transpipe.po.file import Read, lines, parse, prove, read, render, says_the_same
    from transpipe.po.likeness import alike
    from transpipe.po.units import END

__all__ = ["END", "Read", "alike", "lines", "parse", "prove", "read", "render", "says_the_same"]


def __getattr__(name: str) -> object:
    """Loads them when it is asked for: who merges two files needs no catalogue."""
    if name not in __all__:
        raise AttributeError(name)
    module = import_module("transpipe.po.file")
    globals().update((each, getattr(module, each)) for each in __all__)
    return getattr(module, name)
