"""By which words somebody stands, and where words are: in catalogues, in files, in commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.histories import po_text
from tests.histories.po_text import Entry, Key
from tests.histories.words import TOKEN

DERIVED = "zh_TW"
Name = tuple[Path, str | None, str]


class Standing:
    """The words of people, by their tokens, and what may be asked of the commands.

    An authored word has its places in the zh_CN catalogues and in 译文/, a word of a derived
    locale in that one's: a converted copy is no place for what it was made of.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.words: set[str] = set()
        self.derived: set[str] = set()
        self.kept: set[str] = set()
        self.committed: set[str] = set()
        self.by_git: set[str] = set()
        self.missing: set[str] = set()
        self.over: set[str] = set()  # typed over since, and left in a copy of a file
        self.aside: set[str] = set()  # in a stash of git
        self.seen: dict[Name, str] = {}  # what units said when a command last looked
        self.read: dict[Path, str] = {}  # and the files then

    def authored(self) -> set[str]:
        """The tokens in the authored catalogues and files."""
        return self._in(self.files()) | self._in(self.catalogues("zh_CN"))

    def in_derived(self) -> set[str]:
        """The tokens in the catalogues and files of the derived locale."""
        return self._in(self.files(derived=True)) | self._in(self.catalogues(DERIVED))

    def nowhere(self) -> set[str]:
        """Those words that stand in none of their places."""
        authored, derived = self.words - self.derived, self.words & self.derived
        return (authored - self.authored()) | (derived - self.in_derived())

    # ── what people do ──────────────────────────────────────────────────────────────────────

    def aimed_at(self, tokens: Iterable[str], elsewhere: set[str]) -> None:
        """Somebody wrote or took out these very words, and stands by those only that are left."""
        self.words -= set(tokens) - elsewhere
        self.over |= set(tokens) & elsewhere

    def overwritten(self, gone: Iterable[str] = ()) -> None:
        """A file was replaced as a whole: what no command has ever taken from it is gone.

        So are those of the words `gone` from it that had been typed over where they came from.
        """
        self.words -= self.nowhere() - self.missing
        self.words -= self.over & set(gone)

    def stripped(self) -> None:
        """A tool wrote a catalogue: what a command has seen there must come back."""
        gone = self.nowhere()
        self.words -= gone - self.kept
        self.missing |= gone & self.kept

    def put_back(self, before: set[str]) -> None:
        """git wrote files; `before` is what stood in them. A commit is a place for that."""
        self.by_git |= before & self.words
        self.words -= self.nowhere() - self.missing - self.committed

    # ── what commands do ────────────────────────────────────────────────────────────────────

    def lost(self, *, whole: bool) -> set[str]:
        """Words in no place; what a tool took must be back once a `whole` command has looked."""
        gone = self.nowhere() - (self.by_git & self.committed) - self.aside
        return gone if whole else gone - self.missing

    def looked(self) -> None:
        """A command has looked at everything, and what stands now must stay.

        What is in a stash it did not see, unless one had looked before.
        """
        self.kept = self.words - (self.aside - self.kept)
        self.missing.clear()
        self.over.clear()
        self.read = {path: text_of(path) for path in self.files()}
        self.seen = {
            (path, *entry.key[:2]): entry.target for path, entry in self.entries() if entry.live
        }

    # ── files ───────────────────────────────────────────────────────────────────────────────

    def files(self, *, derived: bool = False) -> list[Path]:
        """The Chinese files of one side."""
        inside = sorted((self.root / "译文").rglob("*.md"))
        return [path for path in inside if (DERIVED in path.parts) is derived]

    def catalogues(self, locale: str = "*") -> list[Path]:
        """The catalogues of a locale."""
        return sorted((self.root / "locales").glob(f"{locale}/**/*.po"))

    def entries(self, locale: str = "*") -> Iterator[tuple[Path, Entry]]:
        """Every entry of every catalogue."""
        for path in self.catalogues(locale):
            for entry in po_text.read(text_of(path)):
                yield path, entry

    def doubted(self) -> dict[Path, set[Key]]:
        """By catalogue, what waits for a person: fuzzy, with words."""
        found: dict[Path, set[Key]] = {}
        for path, entry in self.entries():
            if entry.live and entry.fuzzy and entry.target:
                found.setdefault(path, set()).add(entry.key)
        return found

    def converted(self) -> dict[Path, dict[Key, str]]:
        """By derived catalogue, the marks of the units made by conversion."""
        found: dict[Path, dict[Key, str]] = {}
        for path, entry in self.entries(DERIVED):
            if entry.live and entry.derived:
                found.setdefault(path, {})[entry.key] = entry.derived
        return found

    def _in(self, paths: Iterable[Path]) -> set[str]:
        return {word for path in paths for word in tokens(path)}


def text_of(path: Path) -> str:
    """The text of a file, damaged or not."""
    return path.read_bytes().decode("utf-8", "replace")


def tokens(path: Path) -> set[str]:
    """The tokens of a file; a catalogue's strings may be wrapped within one."""
    if not path.exists():
        return set()
    text = text_of(path)
    return set(TOKEN.findall(po_text.unfolded(text) if path.suffix == ".po" else text))
