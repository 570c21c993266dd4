"""Links between the files of a build, once their headings have got other names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import unquote

from transpipe.editions import cache
from transpipe.editions.build_edition import Built, anchors_after
from transpipe.editions.project import Project
from transpipe.links.anchors import all_anchors, is_known, relinked
from transpipe.links.mapping import Anchors, LinkMap
from transpipe.model import Edition, Fresh, LeftAlone, Pair
from transpipe.model.inputs import Shelf
from transpipe.units.placement import place

_ANCHOR = re.compile(r"""(?:\]\(<?|["'=])[^()\s]*#""")


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
        that lead nowhere any more while the source's leads somewhere. One that led nowhere when
        the file was adopted stays: a build right after that changes nothing.
        """
        if self.after is self.before and not _ANCHOR.search(built.after):
            return built.after
        file = cache.document(built.after, built.says.cut, source=False)
        before, after = (self.project.links(edition.pair, a) for a in (self.before, self.after))
        mends = partial(self._mends, edition, after)
        return relinked(file, place(built.says, file), before, after, mends)

    def _mends(self, edition: Edition, links: LinkMap, old: str, now: str) -> bool:
        """Whether a link leads to no heading, not from the beginning, and another one does.

        Who has the source's names written on headings wants all links to them to live.
        """
        if self._leads(links, old) or not self._leads(links, now):
            return False
        if self.project.config.naming.pin:
            return True
        path, anchor = self._named(links, old)
        here, there = self._begun(edition, edition.pair.target), self._begun(edition, path)
        if there is None or here is None or old not in here:
            return True
        then = cache.document(there, self.project.config.cut_of(path), source=False)
        return is_known(anchor, all_anchors(then, self.project.config.naming))

    def _begun(self, edition: Edition, path: str) -> str | None:
        """What a file said when an article's catalogue began; None where no commit has that."""
        catalogue = self.project.workspace.catalogue_path(edition.name, edition.pair.authored)
        first = [revision.commit for revision in self.project.history.revisions(catalogue)[-1:]]
        data = self.project.history.read([(first[0] if first else "HEAD", path)])[0]
        return None if data is None else data.decode("utf-8", "replace")

    def _leads(self, links: LinkMap, link: str) -> bool:
        """Whether a link in a file leads to a heading; so does one to what is no article's file."""
        target, anchor = self._named(links, link)
        names = self._known.get(target, partial(self._names, target))
        return names is None or is_known(anchor, names)

    def _named(self, links: LinkMap, link: str) -> tuple[str, str]:
        """The Chinese file that a link leads to, and the anchor in it."""
        address, _hash, anchor = link.partition("#")
        folder = posixpath.dirname(links.target)
        there = posixpath.normpath(posixpath.join(folder, unquote(address)))
        target = there if address else links.target
        if address and target not in self._pairs:
            target = links.file_of(link)
        return target, anchor

    def _text(self, path: str) -> str:
        """The Chinese file of an article, as it will stand; '' for one that is none."""
        articles = [self.project.article(pair) for pair in self._pairs.get(path, ())]
        read = [each for each in articles if not isinstance(each, Fresh | LeftAlone)]
        now = next((each.file.text for each in reversed(read) if each.file.text), "")
        return self._planned.get(path, now)

    @cached_property
    def _planned(self) -> dict[str, str]:
        return {built.path: built.after for _edition, built in self.plans}

    @cached_property
    def _pairs(self) -> dict[str, list[Pair]]:
        found: dict[str, list[Pair]] = {}
        for pair in self.project.pairs.pairs:
            found.setdefault(pair.target, []).append(pair)
        return found

    def _names(self, path: str) -> Collection[str] | None:
        """The anchors in the file of an article; None for a file that is none."""
        text, cut = self._text(path), self.project.config.cut_of(path)
        if not text and path not in self._planned:
            return None
        return all_anchors(cache.document(text, cut, source=False), self.project.config.naming)

    @cached_property
    def _known(self) -> Shelf[str, Collection[str] | None]:
        return Shelf()
