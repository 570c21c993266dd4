"""A short, stable name for a text: the same on every machine and in every release."""

from __future__ import annotations

import hashlib

_LENGTH = 12


def digest(*parts: str | None) -> str:
    """Twelve hexadecimal digits (48 bits of BLAKE2b) for a list of texts; None is not ''.

    An article has thousands of units at most, so that a clash is a matter of one in 10⁸.
    """
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        raw = b"-" if part is None else b"+" + part.encode("utf-8", "surrogateescape")
        state.update(len(raw).to_bytes(8, "big") + raw)
    return state.hexdigest()[:_LENGTH]
