"""What a repository keeps of the locales that follow another one."""

from __future__ import annotations

from enum import StrEnum


class DerivedCatalogues(StrEnum):
    """What the catalogue of a derived locale holds: what a person has a say in, or every unit."""

    OVERRIDES = "overrides"
    FULL = "full"


class DerivedMarkdown(StrEnum):
    """Where derived Markdown is built: on every branch, on the main one, or in pages alone."""

    ALWAYS = "always"
    MAIN = "main"
    SITE = "site"
