"""Links between the files of a build, once their headings have got other names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from transpipe.editions import cache
from transpipe.editions.build_edition import Built, anchors_after
from transpipe.editions.project import Project
from transpipe.links.anchors import all_anchors, is_known, relinked
from transpipe.links.mapping import Anchors
from transpipe.markdown import segments
from transpipe.model import Edition, Fresh, LeftAlone
from transpipe.units.placement import place

_ANCHOR = re.compile(r"\]\(<?[^()\s]*#")


@dataclass(frozen=True)
class Relinking:
    """The planned files of a build, and the anchors that their links were written for."""

    project: Project
    before: Anchors
    plans: Sequence[tuple[Edition, Built]]

    @cached_property
    def after(self) -> Anchors:
        """The anchors once the plans are carried out; the same object where nothing changes."""
        return anchors_after(self.plans, self.before, self.project.config.naming)

    def of_own(self, edition: Edition, built: Built) -> str:
        """The text of a file in its own layout, with links to the headings as they will be.

        Changed are those that stand as they were written for the headings of before, and those
        that lead nowhere while the source's leads somewhere.
        """
        if self.after is self.before and not _ANCHOR.search(built.after):
            return built.after
        file = segments.parse(built.after, built.says.cut, source=False)
        before, after = (self.project.links(edition.pair, a) for a in (self.before, self.after))
        return relinked(file, place(built.says, file), before, after, self._leads)

    def _leads(self, link: str, path: str) -> bool:
        """Whether a link in a file leads to a heading; so does one to what is no article's file."""
        address, _hash, anchor = link.partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(address)))
        target = there if address else path
        return target not in self._texts or is_known(anchor, self._names(target))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The Chinese files of all articles, as they will stand."""
        articles = [self.project.article(pair) for pair in self.project.pairs.pairs]
        read = [each for each in articles if not isinstance(each, Fresh | LeftAlone)]
        there = {each.pair.target: each.file.text for each in read if each.file.text}
        return there | {built.path: built.after for _edition, built in self.plans}

    def _names(self, path: str) -> Collection[str]:
        if path not in self._known:
            cut = self.project.config.cut_of(path)
            document = cache.document(self._texts[path], cut, source=False)
            self._known[path] = all_anchors(document, self.project.config.naming)
        return self._known[path]

    @cached_property
    def _known(self) -> dict[str, Collection[str]]:
        return {}
