"""Chinese files in which the text of another article stands, as after `cp`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from transpipe.errors import TranspipeError
from transpipe.model import Edition, Pair, Pairs
from transpipe.model.inputs import doubt
from transpipe.model.text import digest
from transpipe.repository import Workspace, remembered
from transpipe.text.han import count_han

# A file of fewer lines is like many, and so much of what a file said stands there no more.
_FEW, _OWN = 3, 8


@dataclass(frozen=True)
class Copies:
    """What the files of all pairs say, and said when they were looked at last."""

    workspace: Workspace
    pairs: Pairs
    files: Mapping[str, int]

    def has(self, article: Edition, before: str) -> bool:
        """Whether a file says word for word what another article's does or did, or any source.

        So it does where most of its lines stand there, and hardly any in what it said `before`: a
        copy may have been edited. Of two articles with one source both may say the same.
        """
        doubt()  # any file may be the one
        return any(
            pair.target != article.pair.target and self._reads(pair.source) != article.source.text
            for pair in (*self._saying(article), *self._like(article.file.text, before))
        )

    def _like(self, text: str, before: str) -> Iterator[Pair]:
        """The pairs in whose translations, now or before, most of the lines of a text stand.

        Of none where more than a few of its own lines are left.
        """
        mine = _lines(text)
        if len(mine) < _FEW or _OWN * len(mine & _lines(before)) > len(mine):
            return
        for pair in self.pairs.pairs:
            state = remembered.recalled(self.workspace, pair.article, pair.authored)
            had = state.file if state is not None and not state.strange else ""
            theirs = _lines(f"{self._reads(pair.target) or ''}\n{had}")
            if 2 * len(mine & theirs) > len(mine):
                yield pair

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
            state = remembered.recalled(self.workspace, pair.article, pair.authored)
            if state is not None and not state.strange:
                found.setdefault(digest(state.file), []).append(pair)
        return found

    def _reads(self, path: str | None) -> str | None:
        """What a file says, None where it cannot be read."""
        with suppress(TranspipeError):
            return self.workspace.read_text(path) if path else None
        return None


def _lines(text: str) -> set[str]:
    """The lines in which there is Chinese."""
    return {line for line in map(str.strip, text.splitlines()) if count_han(line)}
