"""What the settings say of branches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from transpipe.config.settings import Config
from transpipe.model import DerivedMarkdown


def on_branch(config: Config, is_main: Callable[[], bool]) -> Config:
    """The settings as they hold where the main branch is checked out, or where it is not."""
    if config.derived_markdown is not DerivedMarkdown.MAIN:
        return config
    holds = DerivedMarkdown.ALWAYS if is_main() else DerivedMarkdown.SITE
    return replace(config, derived_markdown=holds)
