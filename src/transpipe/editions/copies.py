"""Chinese files in which the text of another article stands, as after `cp`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from transpipe.errors import TranspipeError
from transpipe.model import AUTHORED, Edition, Pair, Pairs
from transpipe.model.text import digest
from transpipe.repository import Workspace, remembered


@dataclass(frozen=True)
class Copies:
    """What the files of all pairs say, and said when they were looked at last."""

    workspace: Workspace
    pairs: Pairs
    files: Mapping[str, int]

    def has(self, article: Edition) -> bool:
        """Whether a file says word for word what another article's does or did, or any source.

        Of two articles with one source both may say the same.
        """
        return any(
            pair.target != article.pair.target and self._reads(pair.source) != article.source.text
            for pair in self._saying(article)
        )

    def _saying(self, article: Edition) -> Iterator[Pair]:
        """The pairs of which a file says what an article's does; those last that only did."""
        text, size = article.file.text, self.files.get(article.pair.target)
        for pair, path in self._sizes.get(size, ()) if size is not None else ():
            if self._reads(path) == text:
                yield pair
        yield from self._before.get(digest(text), ())

    @cached_property
    def _sizes(self) -> Mapping[int, list[tuple[Pair, str]]]:
        """The sources and translations by their size in bytes."""
        found: dict[int, list[tuple[Pair, str]]] = {}
        for pair in self.pairs.pairs:
            for path in filter(None, (pair.target, pair.source)):
                found.setdefault(self.files.get(path, 0), []).append((pair, path))
        return found

    @cached_property
    def _before(self) -> Mapping[str, list[Pair]]:
        """The pairs by what this clone remembers of their translations."""
        found: dict[str, list[Pair]] = {}
        for pair in self.pairs.pairs:
            state = remembered.recalled(self.workspace, pair.article, AUTHORED)
            if state is not None and not state.strange:
                found.setdefault(digest(state.file), []).append(pair)
        return found

    def _reads(self, path: str | None) -> str | None:
        """What a file says, None where it cannot be read."""
        with suppress(TranspipeError):
            return self.workspace.read_text(path) if path else None
        return None
