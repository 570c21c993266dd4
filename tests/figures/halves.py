"""The halves of what is labelled: one may be read while rules are written, one is only scored."""

from __future__ import annotations

import hashlib


def is_seen(name: str) -> bool:
    """Whether a row is of the half that may be read."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 0
