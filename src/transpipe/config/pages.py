"""How the pages are made that people read."""

from __future__ import annotations

from dataclasses import dataclass, field

import transpipe.config.values as values
from transpipe.config.values import setting


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """`[pages]`: which language comes first, and where things are that are not on the pages.

    `edit` is the address at which a line of a Chinese file can be changed, with `{path}` and
    `{line}` in it; `source` that of a file of the repository, with `{path}`. `site` is where the
    pages will stand: with it there is a site map. `templates` is a folder of templates in the place
    of ours. Pictures of up to so many bytes as `inline_images` stand in the pages themselves.
    """

    first: str = field(default="source", metadata=setting(values.one_of("source", "target")))
    edit: str = field(default="", metadata=setting(values.words))
    source: str = field(default="", metadata=setting(values.words))
    site: str = field(default="", metadata=setting(values.words))
    templates: str = field(default="", metadata=setting(values.path))
    inline_images: float = field(default=0.0, metadata=setting(values.amount))
