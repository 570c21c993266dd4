"""What of an article is prose, as far as a project says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import transpipe.config.values as values
from transpipe.config.values import setting
from transpipe.model import Syntax


@dataclass(frozen=True, slots=True)
class MarkupSettings:
    """`[markup]`: what is prose besides what always is; with `html` the text in HTML blocks too."""

    attributes: tuple[str, ...] = field(
        default=(), metadata=setting(values.many(values.markup_name, once=True))
    )
    front_matter: tuple[str, ...] = field(
        default=(), metadata=setting(values.many(values.markup_name, once=True))
    )
    html: bool = field(default=False, metadata=setting(values.flag))

    def syntax(self, article: str) -> Syntax:
        """What a new article is cut by."""
        of_path = Syntax.of(article)
        return replace(of_path, attributes=self.attributes, keys=self.front_matter, html=self.html)


MARKUP = MarkupSettings()
