"""What a command printed, for as long as nothing has changed that it could have read.

The contents of files decide. Size, times and inode only save reading: they are trusted where they
are older than the last look by more than a clock can be coarse, and nowhere else. What is kept is
local (`.transpipe/again.json`), and anybody may delete it. Only the standard library is imported
here: this is asked before the rest of the program is loaded.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path

_STATE, _FILE = ".transpipe", "again.json"
_FORM = 2
_ANSWERS = 24  # so many are kept, the newest ones
_SETTINGS = "transpipe.toml"
_NAME = 32  # digits of what stands for a file's contents
# Of a longer file (in bytes) how it looks is all that is asked: none of that size is an article.
_LONGEST = 1 << 22
_UNSEEN = frozenset({".git", "node_modules", "__pycache__", ".hg", ".svn", ".tox", ".mypy_cache"})
# Of our own folder: what belongs to a process, and what is only there to go back to.
_OWN_UNSEEN = frozenset({"before", "lock", "holder", _FILE, "memo.db", "memo.db-journal"})
_COARSE = 2_000_000_000  # nanoseconds within which two changes may have one time
_HEADS = ("HEAD", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD", "ORIG_HEAD",
          "index", "shallow", "config", "info/attributes", "info/exclude")  # fmt: skip
# How git looks at commits, and what tells which one is checked out.
_SETUP = ("config", "shallow", "info/grafts", "info/attributes", "refs/replace/")
_HEAD = (*_SETUP, "HEAD", "packed-refs", "refs/heads/", "reftable/")
_COMMON = (
    "packed-refs",
    "config",
    "shallow",
    "info/grafts",
    "refs/stash",
    "logs/refs/stash",
    "reftable/tables.list",
)

Signs = tuple[int, int, int, int]
Row = tuple[Signs, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was printed, and the exit code."""

    text: str
    code: int


@dataclass
class Memory:
    """The answers of a repository, to questions that say all but what its files hold."""

    root: Path
    _rows: dict[str, Row] = field(default_factory=dict)
    _answers: dict[str, tuple[str, int]] = field(default_factory=dict)
    _looked: int = 0
    _before: dict[str, Row] = field(default_factory=dict)

    @classmethod
    def around(cls, start: Path) -> Memory | None:
        """That of the repository around a folder; None where there is none.

        Where there is no local state yet, nothing is kept.
        """
        for folder in (start, *start.parents):
            if (folder / _SETTINGS).is_file() or (folder / ".git").exists():
                return cls.of(folder)
        return None

    @classmethod
    def of(cls, root: Path) -> Memory:
        """That of the repository in a folder."""
        memory = cls(root)
        memory._load()
        return memory

    def recall(self, name: str) -> Answer | None:
        """The answer to the question of that name, None if nobody has asked it."""
        found = self._answers.get(name)
        return Answer(*found) if found else None

    def keep(self, name: str, answer: Answer) -> None:
        """Keeps an answer under the name that its question had before it was answered."""
        self._answers.pop(name, None)
        self._answers[name] = (answer.text, answer.code)
        for old in list(self._answers)[:-_ANSWERS]:
            del self._answers[old]
        said = {"form": _FORM, "looked": self._looked, "files": self._rows}
        data = json.dumps({**said, "answers": self._answers}).encode("utf-8", "surrogatepass")
        with suppress(OSError):  # nothing is kept then
            place = self.root / _STATE / _FILE
            temporary = place.with_name(f".transpipe-{os.getpid()}-0.tmp")
            temporary.write_bytes(data)
            temporary.replace(place)

    def name(self, question: str) -> str:
        """The name of a question asked of the files as they are now."""
        digest = blake2b(question.encode("utf-8", "surrogateescape"), digest_size=16)
        looked = time.time_ns()
        rows = {path: self._row(path, place) for path, place in self._places()}
        said = "".join(f"\0{path}\0{row[1]}" for path, row in rows.items())
        digest.update(said.encode("utf-8", "surrogateescape"))
        self._before, self._rows, self._looked = self._rows, rows, looked
        return digest.hexdigest()

    def changed(self) -> list[str]:
        """What was another file, or none, when a name was asked for the time before.

        Less what we keep in our own folder; what git says stands below `git/`.
        """
        then, now = self._before, self._rows
        known = dict.fromkeys((*then, *now))
        paths = (path for path in known if not path.startswith(f"{_STATE}/"))
        return [p for p in paths if p not in then or p not in now or then[p][1] != now[p][1]]

    def _row(self, path: str, place: str) -> Row:
        """How a file looks, and the name of what it says; of a very long one how it looks."""
        try:
            found = os.stat(place)  # noqa: PTH116
        except OSError:
            return (0, 0, 0, 0), "none"
        signs = _signs(found)
        if not stat.S_ISREG(found.st_mode):
            return signs, "no file"
        if found.st_size > _LONGEST:
            return signs, " ".join(map(str, signs))
        known = self._rows.get(path)
        if known is not None and known[0] == signs and self._is_old(signs):
            return known
        try:
            with open(place, "rb") as file:  # noqa: PTH123
                return signs, blake2b(file.read()).hexdigest()[:_NAME]
        except OSError as error:
            return signs, f"closed {error.errno}"

    def unread(self, path: str) -> str:
        """The name of what a file says, where it looks as when it was read; else ''."""
        known = self._rows.get(path)
        if known is None or len(known[1]) != _NAME or not self._is_old(known[0]):
            return ""
        try:
            found = os.lstat(f"{self.root}/{path}")
        except OSError:
            return ""
        is_same = known[0] == _signs(found) and stat.S_ISREG(found.st_mode)
        return known[1] if is_same and found.st_size <= _LONGEST else ""

    def _is_old(self, signs: Signs) -> bool:
        """Whether a file was as it is well before the last look; Windows keeps no such time."""
        return os.name == "posix" and max(signs[1], signs[2]) < self._looked - _COARSE

    def _places(self) -> Iterator[tuple[str, str]]:
        """All that a command may read: its path, and where it is."""
        root = str(self.root)
        yield from ((path, f"{root}/{path}") for path in sorted(_below(root, _UNSEEN)))
        for folder, names in _git(self.root):
            for name in names:
                yield f"git/{name}", f"{folder}/{name}"

    def _load(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            said = json.loads((self.root / _STATE / _FILE).read_bytes())
            if said["form"] != _FORM:
                return
            rows = {str(path): (tuple(signs), str(name)) for path, (signs, name) in
                    said["files"].items()}  # fmt: skip
            answers = {str(name): (str(text), int(code))
                       for name, (text, code) in said["answers"].items()}  # fmt: skip
            self._rows, self._answers, self._looked = rows, answers, int(said["looked"])


def _signs(found: os.stat_result) -> Signs:
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _below(root: str, unseen: frozenset[str]) -> Iterator[str]:
    """Every file below a folder by its path from there; a link to a folder is one."""
    waiting = [""]
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(f"{root}/{above}") as found:
                entries = list(found)
        except OSError:
            yield f"{above}?"
            continue
        if above and any(entry.name == "pyvenv.cfg" for entry in entries):
            continue
        for entry in entries:
            if entry.name in (_OWN_UNSEEN if above == f"{_STATE}/" else unseen):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{above}{entry.name}/")
            else:
                yield above + entry.name


def _git(root: Path) -> Iterator[tuple[str, list[str]]]:
    """What git says of the commit that is checked out, of its index and of what is unfinished."""
    found = next((f / ".git" for f in (root, *root.parents) if (f / ".git").exists()), None)
    if found is None:
        return
    if found.is_file():  # a work tree of its own, or a submodule
        with suppress(OSError):
            found = (found.parent / found.read_text().removeprefix("gitdir:").strip()).resolve()
    common = found
    with suppress(OSError):
        common = (found / (found / "commondir").read_text().strip()).resolve()
    refs = [*_COMMON]
    with suppress(OSError):
        head = (found / "HEAD").read_text().strip()
        refs += [head.removeprefix("ref: ")] if head.startswith("ref: ") else []
    with suppress(OSError):
        refs += [f"refs/replace/{name}" for name in os.listdir(common / "refs/replace")]  # noqa: PTH208
    yield str(found), [*_HEADS]
    yield str(common), refs


def git_questions(root: Path) -> dict[str, Callable[[str], str]]:
    """What can be asked of git without it: whether anything is another, or only the commit."""
    states = {"git": (), "head": _HEAD, "setup": _SETUP}
    return {name: partial(_git_state, root, of) for name, of in states.items()}


def _git_state(root: Path, of: Collection[str], _about: str = "") -> str:
    """The name of what git says of a repository: another one once anything is committed.

    `of`: of files whose names begin so alone.
    """
    digest = blake2b(digest_size=16)
    for folder, names in _git(root):
        for name in names if not of else (n for n in names if n.startswith(tuple(of))):
            digest.update(f"\0{folder}/{name}\0".encode("utf-8", "surrogateescape"))
            with suppress(OSError), open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123
                digest.update(blake2b(file.read()).digest())
    return digest.hexdigest()


def fingerprint(package: Path, surroundings: Mapping[str, str]) -> str:
    """What the program is, and what of its surroundings shows in what it prints."""
    signs = blake2b(_program(package), digest_size=16)
    for name in sorted(surroundings):
        signs.update(f"{name}={surroundings[name]}\n".encode("utf-8", "surrogateescape"))
    return signs.hexdigest()


@cache  # what is loaded stays as it is, whatever becomes of its files
def _program(package: Path) -> bytes:
    signs = blake2b(digest_size=16)
    for path in sorted(_below(str(package), frozenset({"__pycache__"}))):
        with suppress(OSError):
            found = os.stat(f"{package}/{path}")  # noqa: PTH116
            signs.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return signs.digest()
