"""Settings → one frozen Config: `settings` has the keys, `values` says what they may hold."""

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
