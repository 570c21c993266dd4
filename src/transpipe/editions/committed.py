"""What the commits say, of a catalogue and of its Chinese file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from transpipe.editions.orphans import orphaned
from transpipe.editions.project import Project
from transpipe.errors import CatalogueDamaged
from transpipe.markdown import segments
from transpipe.model import Document, Edition, Unit, UnitId
from transpipe.po.grammar import forms, parse
from transpipe.po.header import holds_overrides
from transpipe.po.spelling import text_of
from transpipe.repository.guard import squeezed
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import bare, spoken

# So many versions of a file are looked at, and so many are read block by block.
_DEPTH, _FEW = 200, 20
# The first of them: what is checked out, and what is being merged.
_TOPS = 2


@dataclass(frozen=True)
class Committed:
    """The catalogue and the Chinese file of an article, as commits have them."""

    project: Project
    edition: Edition

    @cached_property
    def _path(self) -> str:
        return self.project.workspace.catalogue_path(self.edition.name, self.edition.locale)

    @cached_property
    def _catalogues(self) -> tuple[str, ...]:
        """Those of the article, then those that it had under the names that its source had.

        Where there is none, those are of it perhaps that are no other article's.
        """
        found = tuple(text for path in self._paths() for text in _texts(self.project, path))
        if any(found):
            return found
        names = orphaned(self.project)
        paths = (self.project.workspace.catalogue_path(n, self.edition.locale) for n in names)
        return tuple(text for path in paths for text in _texts(self.project, path))

    def _paths(self) -> Iterator[str]:
        before = self.project.history.revisions(self.edition.name)
        for name in dict.fromkeys((self.edition.name, *(r.path for r in before))):
            yield self.project.workspace.catalogue_path(name, self.edition.locale)

    @cached_property
    def _files(self) -> tuple[str, ...]:
        return _texts(self.project, self.edition.pair.target)

    def has_file(self, text: str) -> bool:
        """Whether some commit has the very text as the Chinese file."""
        return _holds(self._files, text)

    def took_back(self, before: Unit, now: Unit) -> bool:
        """Whether git put back the words that a catalogue has now for some that no commit has."""
        return self._says(now) and not self.knows(before.words)

    def is_ahead(self, unit: Unit, file: str) -> bool:
        """Whether a commit has a unit's words in its catalogue, and its file the ones before."""
        if not self._differ(unit, file) or self.spoke(unit.words):
            return False
        return not file or file in self.words

    def _differ(self, unit: Unit, file: str) -> bool:
        """Whether one commit has a unit in its catalogue, and these other words in its file."""
        return any(
            said.get(unit.id, "") == unit.target
            and (not file or _all_in(file, blocks))
            and not _all_in(unit.target, blocks)
            for said, blocks in self._tops
        )

    def never_took_in(self, before: Unit, now: Unit) -> bool:
        """Whether a catalogue has words of a commit, and no committed one those of the file yet."""
        return self._says(now) and before.words not in self.words

    def knows(self, words: str) -> bool:
        """Whether the words of a unit stand in a commit, in a catalogue or in the file."""
        return words in self.words or self.spoke(words)

    def spoke(self, words: str) -> bool:
        """Whether the file of some commit says the words of a unit."""
        return all(self._stands(squeezed(bare(part))) for part in paragraphs(words))

    def said(self, key: UnitId, words: str) -> bool:
        """Whether a unit had these words, links aside, in the newest commit of its catalogue.

        A unit of one place alone had those of all places before people told it apart. Where no
        catalogue can be read there, the file of the newest commit tells.
        """
        if words and not any(self._newest):
            return any(_all_in(words, self._blocks(file)) for file in self._files[:_TOPS] if file)
        shared = UnitId(None, key[1])
        heard = (had.get(key, had.get(shared, "")) for had in self._newest)
        return bool(words) and any(bare(said) == bare(words) for said in heard)

    def _stands(self, part: str) -> bool:
        """Whether the file of some commit says a text, alone in a block or beside others."""
        return any(part in text for text in self._spoken)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words that the catalogues of the commits have."""
        texts = {text for text in self._catalogues if text}
        said = {said for text in texts for _key, said in _targets(text, self._path)}
        return frozenset(said.union(*(follows.values() for follows in self._follow)))

    @cached_property
    def _spoken(self) -> tuple[str, ...]:
        texts = {text for text in self._files[:_FEW] if text}
        files = map(self._read, texts)
        return tuple(squeezed("".join(text for _kind, text in spoken(file))) for file in files)

    def _read(self, file: str) -> Document:
        return segments.parse(file, self.edition.catalogue.cut, source=False)

    def _says(self, unit: Unit) -> bool:
        """Whether a catalogue has a unit's words from a commit: with all others, or the newest."""
        return self.whole or any(said.get(unit.id, "") == unit.target for said in self._newest)

    @cached_property
    def whole(self) -> bool:
        """Whether some commit has the very catalogue that is there."""
        workspace = self.project.workspace  # one that was begun just now is not there yet
        there = workspace.read_text(self._path) if workspace.exists(self._path) else ""
        return bool(there) and _holds(self._catalogues, there)

    @cached_property
    def _newest(self) -> list[dict[UnitId, str]]:
        return [said for said, _blocks in self._tops]

    @cached_property
    def _tops(self) -> list[tuple[dict[UnitId, str], frozenset[str]]]:
        """What is checked out or being merged: the words of a catalogue, and the file's blocks."""
        follow = (*self._follow, *({} for _top in range(_TOPS)))
        tops = zip(self._catalogues[:_TOPS], follow[:_TOPS], self._files[:_TOPS], strict=False)
        return [
            ({**follows, **dict(_targets(text, self._path))}, self._blocks(file))
            for text, follows, file in tops
            if text
        ]

    @cached_property
    def _follow(self) -> tuple[dict[UnitId, str], ...]:
        """The words that follow, where a catalogue does not hold them, as `_catalogues` has them.

        Converted as they are now: what another release wrote is told from the file.
        """
        if not holds_overrides(self.edition.catalogue):
            return ()
        authored = self.edition.pair.authored
        path = self.project.workspace.catalogue_path(self.edition.name, authored)
        found = [dict(_targets(text, path)) for text in _texts(self.project, path)]
        texts = dict.fromkeys(said for each in found for said in each.values())
        made = self.project.completing.converted(list(texts), self.edition)
        words = dict(zip(texts, made, strict=True))
        return tuple({key: words[said] for key, said in each.items()} for each in found)

    def _blocks(self, file: str) -> frozenset[str]:
        return frozenset(squeezed(text) for _kind, text in spoken(self._read(file)))


def _texts(project: Project, path: str) -> tuple[str, ...]:
    """What a file says in commits: in that checked out, in one being merged, then the others."""
    asked = [("HEAD", path), ("MERGE_HEAD", path)]
    asked += [(r.commit, r.path) for r in project.history.revisions(path)[:_DEPTH]]
    read = project.history.read(asked)
    return tuple(raw.decode("utf-8", "replace") if raw is not None else "" for raw in read)


def _all_in(words: str, blocks: Collection[str]) -> bool:
    return bool(words) and all(squeezed(bare(part)) in blocks for part in paragraphs(words))


def _holds(texts: tuple[str, ...], wanted: str) -> bool:
    wanted = wanted.replace("\r\n", "\n")
    return any(wanted == text.replace("\r\n", "\n") for text in texts if text)


def _targets(text: str, path: str) -> Iterator[tuple[UnitId, str]]:
    with suppress(CatalogueDamaged):
        for entry in parse(text, path):
            yield UnitId(*entry.key), text_of(forms(entry.translation)[0][1])
