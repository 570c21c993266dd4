"""What of an article is prose, as far as a project says."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import transpipe.config.values as values
from transpipe.config.values import setting
from transpipe.model import Syntax


@dataclass(frozen=True, slots=True)
class MarkupSettings:
    """`[markup]`: what is prose besides what always is.

    With `html` the text in HTML blocks is too, with `code_comments` what comments in code say.
    `cjk_friendly` is no matter of what is prose: the site's parser closes emphasis beside Chinese.
    """

    attributes: tuple[str, ...] = field(
        default=(), metadata=setting(values.many(values.markup_name, once=True))
    )
    front_matter: tuple[str, ...] = field(
        default=(), metadata=setting(values.many(values.markup_name, once=True))
    )
    html: bool = field(default=False, metadata=setting(values.flag))
    code_comments: bool = field(default=False, metadata=setting(values.flag))
    cjk_friendly: bool = field(default=False, metadata=setting(values.flag))

    def syntax(self, article: str) -> Syntax:
        """What a new article is cut by."""
        return replace(
            Syntax.of(article),
            attributes=self.attributes,
            keys=self.front_matter,
            html=self.html,
            comments=self.code_comments,
        )


MARKUP = MarkupSettings()
