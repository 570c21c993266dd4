"""What is kept of earlier work beside a workspace, and what its files answer now.

A question is a word and what it is about: `file 原文/a.md` asks what the file says, `is` whether
there is one, `taken` whether anything has the name, `state` what a file of `.transpipe/` says;
`git` asks what is committed, checked out and staged, `setup` how git looks at commits. Which commit
is checked out, and what was before, others answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from transpipe.errors import TranspipeError
from transpipe.model.inputs import note

if TYPE_CHECKING:
    from transpipe.repository.memo import Memo, Row

T = TypeVar("T")
Ask = Callable[[str], str]
_NONE = "?"  # no answer
_FOLDERS = {"file": "", "state": ".transpipe/"}  # where the files are that questions ask to read


def name_of(digest: bytes | None) -> str:
    """What stands for a file that says this; `none` for no file."""
    return "none" if digest is None else digest.hex()[:32]


def noted(question: str, ask: Callable[[], T], name: Callable[[T], str]) -> T:
    """An answer, which is noted by its name; that there is none is noted, too."""
    try:
        answer = ask()
    except TranspipeError:
        note(question, _NONE)
        raise
    note(question, name(answer))
    return answer


class Answers:
    """Each question is asked once, until something is written, or all is looked at again.

    `effects` counts what was written. Without a `memo` nothing is kept. `unread` names what files
    say, by their paths, that nobody need read for that; it answers '' for others.
    """

    def __init__(self, asks: Mapping[str, Ask], memo: Memo | None = None) -> None:
        self._asks = dict(asks)
        self._known: dict[str, str] = {}
        self.memo = memo
        self.unread: Callable[[str], str] = lambda _path: ""
        self.surroundings = ""
        self._looks: dict[str, str] = {}  # what was unread, by path
        self._written: set[str] = set()  # what a dry run would write looks as it did
        self.effects = 0

    def ask_too(self, asks: Mapping[str, Ask]) -> None:
        """Questions that others answer, by their first word."""
        self._asks.update(asks)

    def now(self, question: str) -> str:
        """The answer; `?` where none can be had."""
        if question not in self._known:
            kind, _blank, about = question.partition(" ")
            try:
                self._known[question] = self._unread(kind, about) or self._asks[kind](about)
            except (TranspipeError, KeyError):
                self._known[question] = _NONE
        return self._known[question]

    def newest(self) -> str:
        """What is checked out, '' where nobody can say."""
        said = self.now("newest")
        return "" if said == _NONE else said

    def known(self, asked: Mapping[str, str]) -> bool:
        """Whether all of this has been asked already, and was answered so."""
        return asked.items() <= self._known.items()

    def _unread(self, kind: str, about: str) -> str:
        """The answer about a file that is as it was when somebody read it, else ''."""
        if about in self._written or not (kind in _FOLDERS or kind == "is"):
            return ""
        path = _FOLDERS.get(kind, "") + about
        if path not in self._looks:
            self._looks[path] = self.unread(path)
        return str(True) if kind == "is" and self._looks[path] else self._looks[path]

    def look_again(self) -> int:
        """Everything may be different by now; answers with how much was written until then."""
        self._known.clear()
        self._looks.clear()
        return self.effects

    def written(self, path: str) -> None:
        """A file says something else by now, of the repository or of local state."""
        self.effects += 1
        self._written.add(path)
        for kind in self._asks:
            self._known.pop(f"{kind} {path}", None)

    def recall(self, name: str, world: str) -> Row | None:
        """What was kept under a name in such a world."""
        if self.memo is None:
            return None
        return self.memo.recall(name, f"{self.surroundings} {world}")

    def keep(self, name: str, world: str, row: Row) -> None:
        """Keeps what was worked out."""
        if self.memo is not None:
            self.memo.keep(name, f"{self.surroundings} {world}", row)
