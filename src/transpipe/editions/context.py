"""What an article is synced and built in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from transpipe.convert.prose import convert_prose
from transpipe.editions.project import Project
from transpipe.editions.termbase import Termed
from transpipe.links.mapping import Anchors, LinkMap
from transpipe.model import Accepting, Catalogued, Locale
from transpipe.ports import Converter


@dataclass(frozen=True)
class Context:
    """The repository, how an authored article links, and what converts its words.

    `opencc` converts without knowing the project's terms, `converter` with them. `accepting` is
    what somebody has said of the article: that it stands as it is. `coming` are the anchors of
    derived files once a build is done; those of now where it says nothing.
    """

    project: Project
    links: LinkMap
    opencc: Converter
    accepting: Accepting = field(default_factory=Accepting)
    coming: Mapping[Locale, Anchors] = field(default_factory=dict)

    @property
    def converter(self) -> Converter:
        """What converts, and calls terms what they are called in a locale."""
        return Termed(self.opencc, self.project.terms)

    def links_of(self, edition: Catalogued) -> LinkMap:
        """How links are written in the file of an edition: those of its own locale first."""
        if not edition.is_derived:
            return replace(self.links, target=edition.pair.target)
        coming = self.coming.get(edition.locale)
        return self.project.all_links.local(edition, self.links, coming)

    def in_script(self, text: str, locale: Locale) -> str:
        """Markdown that is written for the authored locale in the script of another."""
        if locale is self.project.config.authored:
            return text
        return convert_prose([text], self.converter, locale)[0]
