"""Settings → one frozen Config; start reading at `settings`, which has the keys.

`values` says what they may hold, `toml_file` reads a file and knows the line of each key;
`zh_CN.toml` and `en.toml` are what `init` writes.
"""

from transpipe.config.check import CheckSettings
from transpipe.config.ci import CiSettings
from transpipe.config.markup import MarkupSettings
from transpipe.config.settings import (
    FILE,
    PYPROJECT,
    TEMPLATES,
    Config,
    DraftSettings,
    Metadata,
    parse,
)
from transpipe.config.toml_file import configured
from transpipe.config.written import render_default, with_locales

__all__ = [
    "FILE",
    "PYPROJECT",
    "TEMPLATES",
    "CheckSettings",
    "CiSettings",
    "Config",
    "DraftSettings",
    "MarkupSettings",
    "Metadata",
    "configured",
    "parse",
    "render_default",
    "with_locales",
]
