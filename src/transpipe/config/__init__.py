"""Settings → one frozen Config; start reading at `settings`, which has the keys.

`values` says what they may hold, `default` is the file that `init` writes.
"""

from transpipe.config.default import render_default, with_locales
from transpipe.config.settings import (
    FILE,
    PYPROJECT,
    TEMPLATES,
    CheckSettings,
    Config,
    DraftSettings,
    Metadata,
    configured,
    parse,
)

__all__ = [
    "FILE",
    "PYPROJECT",
    "TEMPLATES",
    "CheckSettings",
    "Config",
    "DraftSettings",
    "Metadata",
    "configured",
    "parse",
    "render_default",
    "with_locales",
]
