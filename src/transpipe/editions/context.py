"""What an article is synced and built in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from transpipe.convert.variants import convert_prose
from transpipe.editions.project import Project
from transpipe.links.mapping import LinkMap
from transpipe.model import AUTHORED, Accepting, Catalogued, Locale
from transpipe.ports import Converter


@dataclass(frozen=True)
class Context:
    """The repository, how an article's links are written in zh_CN, and what converts its words.

    `accepting` is what somebody has said of the article: that it stands as it is.
    """

    project: Project
    links: LinkMap
    converter: Converter
    accepting: Accepting = field(default_factory=Accepting)

    def links_of(self, edition: Catalogued) -> LinkMap:
        """How links are written in the file of an edition."""
        return replace(self.links, target=edition.pair.target)

    def in_script(self, text: str, locale: Locale) -> str:
        """Markdown of ours, which is written for zh_CN, in the script of a locale."""
        if locale is AUTHORED:
            return text
        return convert_prose([text], self.converter, locale)[0]
