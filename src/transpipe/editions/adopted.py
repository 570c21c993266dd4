"""Which sources an article has had since its translation was adopted, by the git history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from transpipe.markdown.source import is_utf8, read
from transpipe.model import Edition, Revision
from transpipe.ports import History
from transpipe.repository import Workspace, remembered

# The header field that names the commit whose source the words were aligned with.
COMMIT = "X-Transpipe-Source-Commit"
# So many versions are looked at, the newest first.
_DEPTH = 200


@dataclass(frozen=True)
class Adopted:
    """What the history knows of sources and catalogues; each article is asked for once."""

    workspace: Workspace
    history: History
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sources(self, article: Edition) -> tuple[str, ...]:
        """The sources of an article since its words were made, the oldest first.

        The first is that which the words were aligned with; else the one with which the catalogue
        was first committed. Before that it is what this clone remembers.
        """
        if article.name not in self._known:
            found = (*self._committed(article), *self._remembered(article))
            self._known[article.name] = tuple(dict.fromkeys(found))
        return self._known[article.name]

    def since_adoption(self, article: Edition) -> tuple[str, ...]:
        """The sources since an article's catalogue is in git, or known to this clone.

        What differed from those at that time is the translator's own, whatever source the words
        were aligned with.
        """
        catalogues = self.history.revisions(self._path(article))
        later = self._later(article, catalogues[-1]) if catalogues else ()
        return tuple(dict.fromkeys((*later, *self._remembered(article))))

    def _path(self, article: Edition) -> str:
        return self.workspace.catalogue_path(article.name, article.locale)

    def _remembered(self, article: Edition) -> Iterator[str]:
        state = remembered.recalled(self.workspace, article.name, article.locale)
        if state is not None:
            yield from filter(None, (state.followed, state.source))

    def _committed(self, article: Edition) -> Iterator[str]:
        catalogues = self.history.revisions(self._path(article))
        if not catalogues:
            return
        revisions = self.history.revisions(article.name)[:_DEPTH]
        named = article.catalogue.header(COMMIT)
        at = next((n for n, r in enumerate(revisions) if named and r.commit == named), None)
        if at is not None:
            yield from reversed(self._texts(revisions[: at + 1]))
        else:
            yield from self._later(article, catalogues[-1])

    def _later(self, article: Edition, begun: Revision) -> Iterator[str]:
        """The sources since a catalogue was first committed, the oldest first."""
        revisions = self.history.revisions(article.name)[:_DEPTH]
        first = self._begun(article, begun, revisions)
        later = [r for r in revisions if r.time > begun.time]
        yield from first
        yield from reversed([*self._texts(later), *self._as_old(first, begun, revisions)])

    def _as_old(
        self, first: Sequence[str], begun: Revision, revisions: Sequence[Revision]
    ) -> Iterator[str]:
        """The sources committed in the same second as a catalogue, but not before it."""
        for text in self._texts([r for r in revisions if r.time == begun.time]):
            if text in first:
                return
            yield text

    def _begun(
        self, article: Edition, begun: Revision, revisions: Sequence[Revision]
    ) -> tuple[str, ...]:
        """The source beside the first commit of the catalogue, under whichever name it had.

        Of one that lies elsewhere no such commit has it: then the newest that is not later.
        """
        names = dict.fromkeys((article.name, *(r.path for r in revisions)))
        there = self._texts([replace(begun, path=name) for name in names])
        before = [r for r in revisions if r.time <= begun.time]
        return tuple((there or self._texts(before[:1]))[:1])

    def _texts(self, revisions: Sequence[Revision]) -> list[str]:
        data = self.history.read([(r.commit, r.path) for r in revisions]) if revisions else ()
        return [read(raw) for raw in data if raw is not None and is_utf8(raw)]
