"""What the net under every write costs: its share of a `sync` that writes every catalogue."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

from tests.figures import Figure
from tests.repository import Repository, cloned
from transpipe.editions import catalogues, guarded
from transpipe.model import Locale
from transpipe.repository import Workspace, workspace

_WORD = re.compile(r"(?<=[a-z]) (?=[a-z])")


def figures(data: Path) -> list[Figure]:
    """The share of the guard in the time of a sync where each article was edited on both sides."""
    with tempfile.TemporaryDirectory() as place:
        work = cloned(data / "corpus" / "awesome-scalability-zh.bundle", Path(place) / "work")
        work.transpipe("init")
        work.transpipe("align")
        edited = _edited(work)
        spent: list[float] = []
        start = process_time()
        with (
            _timed(guarded, "_of_catalogue", spent),
            _timed(catalogues, "check", spent),
            _timed(workspace, "check", spent),
        ):
            done = work.transpipe("sync")
        whole = process_time() - start
    assert done.code == 0, done.err
    share = sum(spent) / whole
    return [
        (f"write guard: share of a sync that takes {edited} edits in", "<= 5 %",
         f"{share:.2%}", share <= 0.05 and edited > 100),
    ]  # fmt: skip


def _edited(work: Repository) -> int:
    """Gives every fifth text one word more, in the translation and, of some, in the source."""
    count = 0
    rows = [json.loads(row) for row in work.transpipe("status", "--json").out.splitlines()]
    for article, target in sorted((row["article"], row["target"]) for row in rows):
        if not (work.root / Workspace.catalogue_path(article, Locale.ZH_CN)).is_file():
            continue
        source, file = work.read(article), work.read(target)
        for number, unit in enumerate(work.catalogue(article).active()):
            if number % 5 or not unit.target or unit.target not in file:
                continue
            file = file.replace(unit.target, f"{unit.target}（已改）", 1)
            if number % 10 == 0:
                source = source.replace(unit.source, _WORD.sub(" never ", unit.source, count=1), 1)
            count += 1
        work.write(article, source)
        work.write(target, file)
    return count


@contextmanager
def _timed(module: Any, name: str, spent: list[float]) -> Iterator[None]:
    """Adds up the processor time that a function of a module takes, in seconds."""
    whole: Callable[..., Any] = getattr(module, name)

    def timed(*given: Any) -> Any:
        start = process_time()
        try:
            return whole(*given)
        finally:
            spent.append(process_time() - start)

    with patch.object(module, name, timed):
        yield
