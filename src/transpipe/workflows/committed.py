"""What the commits say, of a catalogue or of a Chinese file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from transpipe.catalogue.gettext_file import forms, parse, text_of
from transpipe.errors import CatalogueDamaged
from transpipe.model import Unit
from transpipe.workflows.project import Project

UnitId = tuple[str | None, str]
# So many versions of a file are looked at.
_DEPTH = 200


@dataclass(frozen=True)
class Committed:
    """A file as the commits have it."""

    project: Project
    path: str

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """Its texts, that of the commit checked out first, then of one that is being merged."""
        history = self.project.history
        if history is None:
            return ()
        asked = [("HEAD", self.path), ("MERGE_HEAD", self.path)]
        asked += [(r.commit, r.path) for r in history.revisions(self.path)[:_DEPTH]]
        read = history.read(asked)
        return tuple(raw.decode("utf-8", "replace") if raw is not None else "" for raw in read)

    def holds(self, text: str) -> bool:
        """Whether some commit has the very text."""
        wanted = text.replace("\r\n", "\n")
        return any(wanted == text.replace("\r\n", "\n") for text in self._texts if text)

    @cached_property
    def _whole(self) -> bool:
        return self.holds(self.project.workspace.read_text(self.path))

    def took_back(self, before: Unit, now: Unit) -> bool:
        """Whether git put back the words that a catalogue has now for some that no commit has."""
        return self._says(now) and before.words not in self.words

    def _says(self, unit: Unit) -> bool:
        """Whether a catalogue has a unit's words from a commit: with all others, or the newest."""
        return self._whole or any(said.get(unit.id, "") == unit.target for said in self._newest)

    @cached_property
    def _newest(self) -> list[dict[UnitId, str]]:
        return [dict(_targets(text, self.path)) for text in self._texts[:2] if text]

    @cached_property
    def words(self) -> frozenset[str]:
        """All words that the catalogues of the commits have."""
        texts = {text for text in self._texts if text}
        return frozenset(said for text in texts for _key, said in _targets(text, self.path))


def _targets(text: str, path: str) -> Iterator[tuple[UnitId, str]]:
    with suppress(CatalogueDamaged):
        for entry in parse(text, path):
            yield entry.key, text_of(forms(entry.translation)[0][1])
