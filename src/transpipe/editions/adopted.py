"""Which sources an article has had since its translation was adopted, by the git history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transpipe.markdown.source import is_utf8, read
from transpipe.model import Edition, Revision
from transpipe.model.inputs import Shelf
from transpipe.ports import History
from transpipe.repository import Workspace, remembered

# The header field that names the commit whose source the words were aligned with.
COMMIT = "X-Transpipe-Source-Commit"
# So many versions are looked at, the newest first.
_DEPTH = 200


@dataclass(frozen=True, slots=True)
class _Version:
    """A source, the commit that made it ('' for none), and the file beside one not committed."""

    text: str
    commit: str = ""
    file: str = ""


@dataclass(frozen=True)
class Adopted:
    """What the history knows of sources and catalogues; each article is asked for once."""

    workspace: Workspace
    history: History
    _known: Shelf[str, tuple[_Version, ...]] = field(default_factory=Shelf)

    def sources(self, article: Edition) -> tuple[str, ...]:
        """The sources of an article since its words were made, the oldest first.

        The first is that which the words were aligned with; else the one with which the catalogue
        was first committed. Before that it is what this clone remembers.
        """
        return tuple(dict.fromkeys(version.text for version in self._versions(article)))

    def files(self, article: Edition) -> Mapping[str, str]:
        """What the Chinese file said before the next of these sources was committed, by source.

        Where nobody knows that of one, it is missing; of one that came again both stand there.
        """
        versions = self._versions(article)
        last = len([v for v in versions if v.commit]) - 1
        nexts = [f"{v.commit}^" for v in versions[1 : last + 1]] + ["HEAD"]
        asked = [(commit, article.pair.target) for commit in nexts] if last >= 0 else []
        data = self.history.read(asked) if asked else ()
        found: dict[str, str] = {}
        for version, raw in zip(versions, (*data, *[None] * len(versions)), strict=False):
            file = read(raw) if raw is not None and is_utf8(raw) else version.file
            if file:
                found[version.text] = f"{found.get(version.text, '')}\n{file}"
        return found

    def _versions(self, article: Edition) -> tuple[_Version, ...]:
        return self._known.get(
            article.name, lambda: (*self._committed(article), *self._remembered(article))
        )

    def since_adoption(self, article: Edition) -> tuple[str, ...]:
        """The sources since an article's catalogue is in git, or known to this clone.

        What differed from those at that time is the translator's own, whatever source the words
        were aligned with.
        """
        begun = self._adoption(article)
        later = self._later(article, begun) if begun else ()
        found = (*later, *self._remembered(article))
        return tuple(dict.fromkeys(version.text for version in found))

    def _adoption(self, article: Edition) -> Revision | None:
        """The first commit of an article's catalogue, under whichever name the article had."""
        names = (article.name, *(r.path for r in self.history.revisions(article.name)))
        paths = (self.workspace.catalogue_path(name, article.locale) for name in names)
        firsts = [self.history.revisions(path)[-1:] for path in dict.fromkeys(paths)]
        found = [revision for first in reversed(firsts) for revision in first]
        return min(found, key=lambda revision: revision.time, default=None)

    def _remembered(self, article: Edition) -> Iterator[_Version]:
        state = remembered.recalled(self.workspace, article.name, article.locale)
        if state is not None and state.followed:
            yield _Version(state.followed)
        if state is not None and state.source:
            yield _Version(state.source, file=state.file)

    def _committed(self, article: Edition) -> Iterator[_Version]:
        begun = self._adoption(article)
        if begun is None:
            return
        revisions = self.history.revisions(article.name)[:_DEPTH]
        named = article.catalogue.header(COMMIT)
        at = next((n for n, r in enumerate(revisions) if named and r.commit == named), None)
        if at is not None:
            yield from reversed(self._texts(revisions[: at + 1]))
        else:
            yield from self._later(article, begun)

    def _later(self, article: Edition, begun: Revision) -> Iterator[_Version]:
        """The sources since a catalogue was first committed, the oldest first."""
        revisions = self.history.revisions(article.name)[:_DEPTH]
        first = self._begun(article, begun, revisions)
        later = [r for r in revisions if r.time > begun.time]
        yield from first
        yield from reversed([*self._texts(later), *self._as_old(first, begun, revisions)])

    def _as_old(
        self, first: Sequence[_Version], begun: Revision, revisions: Sequence[Revision]
    ) -> Iterator[_Version]:
        """The sources committed in the same second as a catalogue, but not before it."""
        known = {version.text for version in first}
        for version in self._texts([r for r in revisions if r.time == begun.time]):
            if version.text in known:
                return
            yield version

    def _begun(
        self, article: Edition, begun: Revision, revisions: Sequence[Revision]
    ) -> tuple[_Version, ...]:
        """The source beside the first commit of the catalogue, under whichever name it had.

        Of one that lies elsewhere no such commit has it: then the newest that is not later.
        """
        names = dict.fromkeys((article.name, *(r.path for r in revisions)))
        there = self._texts([replace(begun, path=name) for name in names])
        before = [r for r in revisions if r.time <= begun.time]
        return tuple((there or self._texts(before[:1]))[:1])

    def _texts(self, revisions: Sequence[Revision]) -> list[_Version]:
        data = self.history.read([(r.commit, r.path) for r in revisions]) if revisions else ()
        return [
            _Version(read(raw), revision.commit)
            for revision, raw in zip(revisions, data, strict=True)
            if raw is not None and is_utf8(raw)
        ]
