"""An article as XLIFF and back: real units in every state, which translate-toolkit reads, too."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from translate.storage import xliff, xliff2

from tests.figures import Figure
from transpipe.draft.returned import returned
from transpipe.draft.xliff import is_sayable, write
from transpipe.draft.xliff_reader import read
from transpipe.model import Catalogue, Locale, Maker, Origin, State, Unit, Xliff

_STORES = {Xliff.V1: xliff.xlifffile, Xliff.V2: xliff2.Xliff2File}
_EVERY = 5  # of the labelled units


def figures(data: Path) -> Iterator[Figure]:
    """Figure 4 of drafts."""
    rows = lzma.decompress((data / "draft-dev" / "memory.jsonl.xz").read_bytes()).splitlines()
    pairs = {row["source"]: row["target"] for row in map(json.loads, rows[::_EVERY])}
    units = tuple(_unit(n, source, target) for n, (source, target) in enumerate(pairs.items()))
    catalogue = Catalogue("原文/a.md", Locale.ZH_CN, tuple(filter(is_sayable, units)))
    for form in Xliff:
        yield from _there_and_back(catalogue, form)


def _unit(number: int, source: str, target: str) -> Unit:
    """A unit in one of the states that there are."""
    made = Unit(source, target, State.FUZZY)
    confirmed = replace(made, state=State.TRANSLATED)
    return (
        confirmed,
        confirmed.reviewed("Li"),
        made,
        replace(made, previous=f"{source} Once."),
        made.marked(Origin(Maker.MT, "x")),
        Unit(source),
    )[number % 6]


def _there_and_back(catalogue: Catalogue, form: Xliff) -> Iterator[Figure]:
    text, units = write(catalogue, form), catalogue.units
    (back,) = read(text).values()
    changed = sum(returned(a, b) != a for a, b in zip(units, back, strict=True))
    said = f"{changed} of {len(units)}"
    yield f"XLIFF {form}: units changed on the way out and back", "0", said, changed == 0
    store = _STORES[form].parsestring(text.encode())
    theirs = [unit for unit in store.units if not unit.isheader()]
    wrong = sum(
        (str(a.source), str(a.target or "")) != (b.source, b.target)
        or a.isfuzzy() != (b.state is State.FUZZY)
        or bool(a.istranslated()) != b.confirmed
        for a, b in zip(theirs, units, strict=True)
    )
    said = f"{wrong} of {len(units)}"
    yield f"XLIFF {form}: units that translate-toolkit reads otherwise", "0", said, wrong == 0
