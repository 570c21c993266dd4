"""How the headings of a site are named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnchorStyle(StrEnum):
    """Whose way of naming headings a site has: that of GitHub, or of what makes the site."""

    GITHUB = "github"
    HUGO = "hugo"
    VITEPRESS = "vitepress"
    DOCUSAURUS = "docusaurus"
    MKDOCS = "mkdocs"
    MKDOCS_UNICODE = "mkdocs-unicode"  # with pymdownx.slugs.slugify(case="lower")
    KRAMDOWN = "kramdown"
    JEKYLL = "jekyll"  # kramdown with the parser that Jekyll sets
    DOCSIFY = "docsify"
    PANDOC = "pandoc"


@dataclass(frozen=True, slots=True)
class Naming:
    """The names that headings get; with `pin` a translated one is given that of its source."""

    style: AnchorStyle = AnchorStyle.GITHUB
    pin: bool = False


AS_GITHUB = Naming()
