"""What machines had written, as the commits of a catalogue have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from transpipe.errors import CatalogueDamaged
from transpipe.model.text import digest
from transpipe.po.grammar import forms, parse
from transpipe.po.spelling import text_of
from transpipe.ports import History

_DEPTH = 50  # so many versions of a catalogue are looked at


@dataclass(frozen=True, eq=False)
class Drafts(Mapping[str, str]):
    """The words that a catalogue ever had, by their digests; read when one is asked for."""

    history: History
    path: str

    def __getitem__(self, name: str) -> str:
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def _texts(self) -> dict[str, str]:
        revisions = self.history.revisions(self.path)[:_DEPTH]
        found: dict[str, str] = {}
        for raw in self.history.read([(r.commit, r.path) for r in revisions]):
            if raw is None:
                continue
            with suppress(CatalogueDamaged):
                for entry in parse(raw.decode("utf-8", "replace"), self.path):
                    text = text_of(forms(entry.translation)[0][1])
                    found[digest(text)] = text
        return found


def drafts(history: History, path: str) -> Mapping[str, str]:
    """The words that a catalogue ever had, by their digests."""
    return Drafts(history, path)
