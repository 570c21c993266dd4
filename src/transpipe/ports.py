"""What is asked of the outside, as small as its use. `engines/` answers, `wiring` connects."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

from transpipe.model import (
    Heard,
    Locale,
    Mounted,
    MountedFiles,
    Question,
    Quotes,
    Remembered,
    Revision,
    Similar,
    Tree,
)
from transpipe.model.misspelt import Misspelt, Scripts, Undecided

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Told = Callable[[Heard], None]
"""Who hears how far an engine is."""

__all__ = [
    "Answer",
    "Commits",
    "Converter",
    "Executor",
    "Here",
    "History",
    "Memory",
    "Mounted",
    "MountedFiles",
    "Speller",
    "Timeline",
    "Told",
    "Translator",
    "Tree",
    "Watch",
    "Witness",
]


class Translator(Protocol):
    """A machine that drafts."""

    @property
    def name(self) -> str:
        """`engine` or `engine/model`, as written into marks."""

    @property
    def heeds(self) -> bool:
        """Whether it answers otherwise where it is told what was wrong."""

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        """One answer a question, in order; None where this one failed. Raises EngineFault."""


class Memory(Protocol):
    """Confirmed pairs of texts, of one locale, found by what they say. Raises EngineFault."""

    def known(self) -> Mapping[str, str]:
        """The catalogues it was filled from, each with the digest of what that said."""

    def counts(self) -> Mapping[str, int]:
        """How many articles, units, source texts and words it holds, in this order."""

    def update(self, changes: Mapping[str, tuple[str, Sequence[Remembered]] | None]) -> None:
        """Holds these pairs of these catalogues, whatever it held of them; None: none of them."""

    def similar(self, text: str) -> Iterator[Sequence[Similar]]:
        """The source texts that share its rarest words; then those, and more. At least one answer.

        The same for the same pairs.
        """

    def rarity(self, word: str) -> float:
        """How much it says that two source texts have a word in common; 0 for a sign."""

    def units(self, source: str) -> Sequence[Remembered]:
        """The pairs with exactly this source, in the order of their articles."""

    def all(self) -> Sequence[Remembered]:
        """All pairs, in the order of their articles."""

    def quoting(self, words: str, most: int) -> Sequence[Remembered]:
        """The pairs that have these words in either language, the shortest first."""


class Converter(Protocol):
    """Simplified to traditional Chinese, or back."""

    @property
    def version(self) -> str:
        """Which release of it, and of its words: what another one writes is news for people."""

    @property
    def quotes(self) -> Quotes:
        """What quotation marks are to become in traditional Chinese."""

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """The texts in the script and words of `locale`, in order."""

    def __hash__(self) -> int:
        """Converters that convert alike are equal, so that what one said is known of both."""


class Speller(Protocol):
    """What knows the characters of Taiwan, and how ordinary words are."""

    def wrong(self, text: str) -> Sequence[Misspelt]:
        """The characters of a text that are not Taiwan's, in order."""

    def undecided(self, text: str) -> Sequence[Undecided]:
        """The characters of a simplified text that could be another one, in order."""

    def scripts(self, text: str) -> Scripts:
        """How many characters are of one script alone."""

    def words(self, text: str) -> Sequence[tuple[str, int]]:
        """The words of a text of Chinese characters, each with how often two million have it.

        They are simplified, and together as long as the text.
        """


class Witness(Protocol):
    """What tells whether an English and a Chinese text mean the same."""

    @property
    def name(self) -> str:
        """As written into marks."""

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Sequence[Sequence[float]]:
        """-1 … 1 for each text on the left (a row) with each on the right."""


class History(Protocol):
    """What files were before."""

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off when the repository was cloned."""

    def newest(self) -> str:
        """What is checked out: a commit, or those of several histories; '' where nothing is."""

    def touched(self, base: str) -> Collection[str] | None:
        """The paths that a commit of the history has touched which is not among those of `base`.

        None where `base` is no part of that history.
        """

    def made_here(self, base: str) -> bool:
        """Whether somebody has committed here, since `base` was checked out, and done no more."""

    def revisions(self, path: str, tip: str = "HEAD") -> Sequence[Revision]:
        """The commits up to `tip` that changed a file, newest first, renames followed.

        None without git.
        """

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none.

        `:2` and `:3` are our side and theirs of a merge that is unfinished, `:1` what both had.
        """

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, or the work tree. Raises GitFault."""

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished."""


class Commits(Protocol):
    """Whole commits."""

    def at(self, revision: str, mounted: Sequence[Mounted]) -> Tree:
        """The files that a revision has. Raises GitFault.

        Of the trees that lie elsewhere, submodules are those that it names.
        """


class Timeline(Protocol):
    """Which commit was when, and whose it is."""

    def find(self, said: str) -> str:
        """The commit that a revision names, or the last one before a date. Raises GitFault."""

    def branched_off(self, revision: str, tip: str = "HEAD") -> str:
        """Where a commit left the line of a revision. Raises GitFault."""

    def since(self, commit: str, paths: Sequence[str]) -> Sequence[str]:
        """The commits that are not in a commit's history and change these paths, oldest first."""

    def moments(self, paths: Sequence[str]) -> Sequence[tuple[str, int]]:
        """The commits of the line of HEAD that changed these paths, oldest first, with their times.

        Times are seconds since 1970. Raises GitFault.
        """

    def is_on_main(self) -> bool:
        """Whether the main branch is checked out; without git there is no other."""

    def authors(self, commits: Sequence[str]) -> Sequence[str]:
        """The name of who wrote each commit; '' of one that is not known."""


class Watch(Protocol):
    """Files that change while we wait."""

    def bursts(self, wanted: Callable[[str], bool]) -> Iterator[frozenset[str]]:
        """What changed, each time nothing wanted has changed any more for a moment.

        Files and folders as POSIX paths below the root. The first answer comes at once and may be
        empty: from then on no change is missed, also while an answer is worked on. Raises
        EngineFault.
        """


class Answer(Protocol[R_co]):
    """What became of one item."""

    def __call__(self) -> R_co:
        """The result. Raises the fault that this item had; the others have answers all the same."""


class Executor(Protocol):
    """Where work on many articles is done: here, by processes, on other machines.

    Nothing that is worked on writes; whoever asks does, with the answers, in their order. What is
    answered does not depend on where.
    """

    def map(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """One answer an item, in order. `work` needs nothing but values: they may travel."""

    def near(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """The same for `work` that reads the repository, or what this process has read."""


class Here:
    """An Executor where nothing else was asked for: this process, one item when it is asked for."""

    def map(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """One answer an item, in order."""
        return (partial(work, item) for item in items)

    def near(self, work: Callable[[T], R], items: Sequence[T]) -> Iterator[Answer[R]]:
        """The same."""
        return self.map(work, items)
