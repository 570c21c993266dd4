"""What must hold after every command of the second game."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

from tests.histories.crowd import Settled
from tests.histories.po_text import Entry, Key
from tests.histories.standing import DERIVED, Standing, tokens
from tests.histories.words import TOKEN
from transpipe import errors

T = TypeVar("T")


class Broken(AssertionError):
    """A promise that did not hold: of which kind, and what was seen."""

    def __init__(self, kind: str, said: str) -> None:
        super().__init__(f"{kind}: {said}")
        self.kind = kind
        self.said = said


class Rules:
    """Compares what stands after a command with what stood when one last looked at everything."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.doubted: dict[Path, set[Key]] = {}
        self.converted: dict[Path, dict[Key, str]] = {}

    def hold(self, settled: Settled, *, whole: bool) -> None:
        """Raises Broken where one does not; `whole` is after a sync or run that did all it should.

        `settled` are the units that people confirmed themselves.
        """
        lost = self.standing.lost(whole=whole)
        if lost:
            raise Broken("lost", f"in no place: {' '.join(sorted(lost))}")
        if whole:
            self._nothing_is_confirmed(settled)
            self._nothing_is_claimed(settled)
            self.standing.looked()
            settled.clear()
            self.doubted = self._later(self.doubted, self.standing.doubted())
            self.converted = self._later(self.converted, self.standing.converted())
        else:
            for path, keys in self.standing.doubted().items():
                self.doubted.setdefault(path, set()).update(keys)

    def put_back(self, paths: list[Path], settled: Settled) -> None:
        """People put files back, and with them stand by what was said there.

        That may be what a command has given another name since, or taken out of a unit.
        """
        names = {path.stem: set[str]() for path in paths}
        for path in paths:
            names[path.stem] |= tokens(path)
        settled |= {(path, entry.key) for path, entry in self.standing.entries()
                    if path.stem in names}  # fmt: skip
        for path, keys in self.doubted.items():
            said = names.get(path.stem, set())
            settled |= {(path, key) for key in keys if set(TOKEN.findall(key[2])) & said}

    def forget(self, paths: Iterable[Path]) -> None:
        """Nobody knows any more what stood in these catalogues before a tool came."""
        for path in paths:
            self.doubted.pop(path, None)
            self.converted.pop(path, None)

    def put_aside(self) -> None:
        """A catalogue that is away waits where it is; one made anew is made of the files of now."""
        self.doubted = {path: keys for path, keys in self.doubted.items() if path.exists()}

    def quarrels(self, both: list[tuple[str, str]]) -> None:
        """Of two words for one unit both are there, and where no catalogue has one, it asks."""
        words, entries = self.standing.words, list(self.standing.entries("zh_CN"))
        known = self._catalogued()
        known |= {word for path in self._unpaired() for word in tokens(path)}
        for mine, theirs in both:
            sure = any(theirs in e.target and e.live and not e.fuzzy for _path, e in entries)
            if mine in words and mine not in known and sure:
                raise Broken("silent", f"the conflict of {mine} and {theirs}")
        both.clear()

    def asked(self, both: list[tuple[str, str]]) -> None:
        """A command that was killed has asked about those that a catalogue has both words of."""
        known = self._catalogued()
        both[:] = [pair for pair in both if not known.issuperset(pair)]

    def no_entry_is_twice(self, touched: Iterable[Path]) -> None:
        """A catalogue that has two entries of one name cannot be read again."""
        seen: set[tuple[Path, object]] = set()
        for path, entry in self.standing.entries():
            name = (path, entry.key[:2])
            if name in seen and path not in touched:
                raise Broken("twice", f"{self._name(path)}: {entry.key}")
            seen.add(name)

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _nothing_is_confirmed(self, settled: Settled) -> None:
        """What waited for a person still does, unless one came; derived words follow theirs."""
        entries = list(self.standing.entries())
        sure = {(path, e.key[:2]) for path, e in entries if e.live and e.target and not e.fuzzy}
        for path, entry in entries:
            waits = entry.key in self.doubted.get(path, ()) and (path, entry.key) not in settled
            read = entry.live and not entry.fuzzy and self._has_source(path)
            if not waits or not read or self._waits_elsewhere(path, entry, entries):
                continue
            if not (entry.derived and (self._authored(path), entry.key[:2]) in sure):
                raise Broken("confirmed", f"{self._name(path)}: {entry.key}")

    def _waits_elsewhere(self, path: Path, entry: Entry, entries: list[tuple[Path, Entry]]) -> bool:
        """Whether of the places of a text that say the same as many wait as before.

        Each has the name of its place, and where one more stands before them that is another.
        """
        before = [key for key in self.doubted[path] if key[1:] == entry.key[1:]]
        now = [e for p, e in entries if p == path and e.live and e.fuzzy]
        return len(before) <= sum(e.key[1:] == entry.key[1:] for e in now)

    def _nothing_is_claimed(self, settled: Settled) -> None:
        """What was made by conversion is still known as that."""
        for path, entry in self.standing.entries(DERIVED):
            mark = self.converted.get(path, {}).get(entry.key)
            lost = mark is not None and entry.live and not entry.derived and self._has_source(path)
            if lost and (path, entry.key) not in settled:
                raise Broken("claimed", f"{self._name(path)}: {entry.key}")

    def _later(self, before: dict[Path, T], now: dict[Path, T]) -> dict[Path, T]:
        """What is so now, and of a catalogue that its article has left what was so before.

        No command reads that one; what a tool takes out of it must be back when its article is.
        """
        asleep = {path: had for path, had in before.items() if not self._has_source(path)}
        return {**now, **asleep}

    def _has_source(self, path: Path) -> bool:
        return (self.standing.root / "原文" / f"{path.stem}.md").exists()

    def _authored(self, path: Path) -> Path:
        """The catalogue that one of the derived locale is made from."""
        root = self.standing.root / "locales"
        return root / "zh_CN" / path.relative_to(root / DERIVED)

    def _catalogued(self) -> set[str]:
        return {word for path in self.standing.catalogues("zh_CN") for word in tokens(path)}

    def _unpaired(self) -> list[Path]:
        """Translations whose source has gone: there is nothing to compare them with."""
        root = self.standing.root
        return [p for p in self.standing.files() if not (root / "原文" / p.name).exists()]

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.standing.root))


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """The files of two states that are not the same."""
    return sorted(path for path in {**before, **after} if before.get(path) != after.get(path))


@contextmanager
def guarded() -> Iterator[list[str]]:
    """Collects what the write guard had to refuse; there should be nothing to refuse."""
    found: list[str] = []
    guard = getattr(errors, "WouldLose", None)
    if guard is None:
        yield found
        return
    made = guard.__init__

    def noted(self: object, *arguments: object, **named: object) -> None:
        made(self, *arguments, **named)
        found.append(str(self))

    with patch.object(guard, "__init__", noted):
        yield found
