"""Where the settings of a repository stand: `transpipe.toml`, else `[tool.transpipe]`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _

from transpipe.config import FILE, PYPROJECT, Config, configured, parse, with_locales
from transpipe.errors import BadSetting
from transpipe.model import Locale


def settings(exists: Callable[[str], bool], read: Callable[[str], str]) -> Config | None:
    """The settings, None where the repository has none. Raises BadSetting."""
    if exists(FILE):
        return parse(read(FILE), FILE)
    if exists(PYPROJECT):
        text = read(PYPROJECT)
        if configured(text):
            return parse(text, PYPROJECT)
    return None


def localised(there: Config | None, text: str, locales: Sequence[Locale]) -> str:
    """The text of `transpipe.toml` with these derived locales; `text` is what it says now.

    Raises BadSetting where the settings stand in another file.
    """
    if there is not None and there.path == PYPROJECT:
        what = _("add locales to [tool.transpipe] by hand")
        raise BadSetting(PYPROJECT, dict(there.origins).get("locales", 1), what)
    changed = with_locales(text, locales)
    assert parse(changed).locales == tuple(locales)
    return changed
