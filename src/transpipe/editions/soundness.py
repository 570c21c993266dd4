"""Which articles no command may touch: a merge in them is unfinished, or a file is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from transpipe.config import Config
from transpipe.editions import opening
from transpipe.editions.kept import Kept
from transpipe.editions.pairing import Faults
from transpipe.errors import TranspipeError, UnfinishedMerge
from transpipe.model import Pair
from transpipe.model.inputs import Shelf, shelved
from transpipe.repository import Workspace


@dataclass(frozen=True, eq=False)
class Soundness:
    """What finds out of each article whether its files can be read.

    `translations` are the paths of an article's Chinese
    files, `reads` the reading of all its files.
    """

    workspace: Workspace
    config: Config
    kept: Kept
    translations: Callable[[Pair], Sequence[str]]
    reads: Callable[[Pair], Iterable[Callable[[], object]]]
    _faults: Shelf[Pair, Faults] = field(default_factory=Shelf, init=False)

    def faults(self, pair: Pair) -> Faults:
        """Why no command may touch an article now; empty for most."""
        return self._faults.get(pair, partial(self._wrong_with, pair))

    def _wrong_with(self, pair: Pair) -> Faults:
        found: list[TranspipeError] = []

        def is_sound() -> bool:
            rows = map(self._disputed.get, filter(None, (pair.source, pair.target)))
            path = self.workspace.catalogue_path(pair.article, pair.authored)
            ours = self.translations(pair) if opening.is_found(self.workspace, path) else ()
            found[:] = (*filter(None, rows), *opening.faults(self.reads(pair), ours))
            return not found

        if not self.kept.get(f"sound {pair.article}", bool, is_sound) and not found:
            is_sound()
        return tuple(dict.fromkeys(found))

    @shelved
    def _disputed(self) -> dict[str, UnfinishedMerge]:
        return opening.disputed(self.workspace, self.config.index)
