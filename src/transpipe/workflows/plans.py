"""What a build is going to write, file by file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from transpipe.markdown import segments
from transpipe.model import Catalogue, Finding, Layout, Locale
from transpipe.publish.links import Anchors
from transpipe.workflows.once import Lazily
from transpipe.workflows.project import AUTHORED, Article
from transpipe.workspace.guard import Keeping


@dataclass(frozen=True)
class Built:
    """A Chinese file as it stands and as it would be written; `before` is '' where none is.

    `says` is what file and catalogue agree on afterwards; `moved` the catalogue, where it has
    another layout then; `keeping` what must still stand once the file is written.
    """

    article: str
    path: str
    before: str
    after: str
    says: Catalogue
    locale: Locale = AUTHORED
    findings: tuple[Finding, ...] = ()
    moved: Catalogue | None = None
    keeping: Keeping | None = None

    @property
    def changed(self) -> bool:
        """Whether writing it would change anything."""
        return self.before != self.after


def anchors_after(plans: Sequence[tuple[Article, Built]], before: Anchors) -> Anchors:
    """The anchors of the translations once the plans are carried out."""
    changed: dict[str, Mapping[str, str]] = {}
    for article, built in plans:
        if built.changed and built.says.layout is Layout.OWN:
            file = segments.parse(built.after, built.says.lines, source=False)
            there = replace(article, file=file, catalogue=built.says).heading_anchors()
            changed |= {article.name: there} if there != before.get(article.name) else {}
    if not changed:
        return before
    return Lazily(list(before), lambda name: changed[name] if name in changed else before[name])
