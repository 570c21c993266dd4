"""Which commits changed a file, answered for many files from one listing of a history.

`git log --follow` walks the whole history for each file. A listing without a path has all that it
would say, but for what a file was renamed from: that is asked of the one commit in which it came.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from transpipe.engines.git_output import EMPTY, PLAIN_DIFF, read_revisions
from transpipe.model import Revision

_RAW = ("-c", "--raw", "--no-abbrev", "--format=%x01%H %ct", *PLAIN_DIFF)
# Files that are followed one by one: a listing of all costs as much as three of them, or ten where
# each commit changes few files of wide folders.
_FEW = 8
_LISTINGS = 2  # that are kept: of 100,000 commits one takes 200 MB


class Following:
    """Follows the files of one repository; `run` answers as `git` with some arguments does.

    It is asked for commits, not for `HEAD`: that may be another one by now.
    """

    def __init__(self, run: Callable[..., bytes | None]) -> None:
        self._run = run
        self._followed = Counter[str]()
        self._logs: dict[str, Log | None] = {}
        self._known: dict[tuple[str, str, str], tuple[Revision, ...]] = {}

    def revisions(self, path: str, prefix: str, commit: str) -> Sequence[Revision]:
        """The commits up to one that changed a file below `prefix`, newest first."""
        asked = path, prefix, commit
        if asked not in self._known:
            self._followed[commit] += 1
            self._known[asked] = tuple(self._found(*asked))
        return self._known[asked]

    def _found(self, path: str, prefix: str, commit: str) -> Iterator[Revision]:
        whole = self._log(commit) if self._followed[commit] > _FEW else None
        if whole is not None:

            def ask(one: str, name: bytes) -> Came:
                there = os.fsdecode(name).removeprefix(prefix)
                return read_came(self._log_of(there, one, "-1"), one)

            return follow(whole, os.fsencode(prefix + path), prefix, ask)
        return read_revisions(self._log_of(path, commit), prefix)

    def _log_of(self, path: str, commit: str, *how: str) -> bytes:
        return self._run("log", "--follow", *how, *_RAW, commit, "--", path) or b""

    def _log(self, commit: str) -> Log | None:
        """The whole history of a commit; None where git has not all of it."""
        if commit not in self._logs:
            listed = self._run("log", "--no-renames", *_RAW, commit, "--")
            for old in list(self._logs)[: 1 - _LISTINGS]:
                del self._logs[old]
            self._logs[commit] = read_log(listed) if listed is not None else None
        return self._logs[commit]


@dataclass(frozen=True)
class Log:
    """The commits of a listing, newest first, and what became of each path in them.

    `changes` has the numbers of the commits of a path and the letters of its status, `losing` the
    numbers of commits in which a file went: only there another can be it under a new name.
    """

    commits: tuple[tuple[str, int], ...]
    changes: Mapping[bytes, tuple[tuple[int, bytes], ...]]
    losing: Set[int]


def read_log(listed: bytes) -> Log:
    """What `git log -z -c --raw --no-renames --format=%x01%H %ct` lists."""
    commits: list[tuple[str, int]] = []
    changes = defaultdict[bytes, list[tuple[int, bytes]]](list)
    losing: set[int] = set()
    letters: dict[bytes, bytes] = {}  # one object for each status, of which there are few
    tokens = _tokens(listed)
    for token in tokens:
        if token.startswith(b"\x01"):
            sha, _blank, seconds = token[1:].decode("ascii").partition(" ")
            commits.append((sha, int(seconds)))
        elif raw := token.strip(b"\n"):  # `:mode mode blob blob STATUS`, `::…` for a merge
            status = raw.rsplit(b" ", 1)[1]
            if raw.startswith(b"::"):
                status = b":" + status
            elif status == b"D":
                losing.add(len(commits) - 1)
            known = letters.setdefault(status, status)
            changes[next(tokens)].append((len(commits) - 1, known))
    return Log(tuple(commits), {path: tuple(found) for path, found in changes.items()}, losing)


def _tokens(listed: bytes) -> Iterator[bytes]:
    """One after the other: all at once they would take more memory than the listing."""
    start = 0
    while (end := listed.find(b"\0", start)) >= 0:
        yield listed[start:end]
        start = end + 1
    yield listed[start:]


@dataclass(frozen=True)
class Came:
    """What `git log --follow -1` tells of a file in one commit.

    `told` says whether it tells of it at all, which of a merge that has a file that one of its
    parents lacks it may not; `origin` is what it was renamed from, nothing (b"") where its history
    begins there, as that of a copy does, None where it was added or changed.
    """

    told: bool
    origin: bytes | None = None


def read_came(listed: bytes, commit: str) -> Came:
    """What `git log -1 -z -c --raw` lists from a commit on: of one before it, it is not asked."""
    header, *tokens = listed.split(b"\0")
    at = next((n for n, token in enumerate(tokens) if token.strip(b"\n")), None)
    if at is None or not header.startswith(b"\x01" + commit.encode("ascii")):
        return Came(told=False)
    raw = tokens[at].strip(b"\n")
    status = raw.rsplit(b" ", 1)[1]
    if status[:1] not in b"RC" or raw.startswith(b"::"):
        return Came(told=True)
    empty = any(blob in raw for blob in EMPTY)
    return Came(told=True, origin=b"" if status[:1] == b"C" or empty else tokens[at + 1])


def follow(
    log: Log, name: bytes, prefix: str, ask: Callable[[str, bytes], Came]
) -> Iterator[Revision]:
    """What `read_revisions` reads of `git log --follow`; `ask` looks at a file in one commit.

    `name` begins at the top of the work tree, what is found is below `prefix`.
    """
    number = -1
    while name and os.fsdecode(name).startswith(prefix):
        path, old = os.fsdecode(name).removeprefix(prefix), b""
        found = [one for one in log.changes.get(name, ()) if one[0] > number]
        for at, (number, status) in enumerate(found):
            # Where nothing was lost it is no rename: a copy ends here, and so does what is none.
            last = status == b"A" and number not in log.losing and at + 1 == len(found)
            doubtful = status == b"A" or (status[:1] == b":" and b"A" in status)
            came = Came(told=True)
            if doubtful and not last:
                came = ask(log.commits[number][0], name)
            if came.told and status.strip(b":")[:1] != b"D":
                yield Revision(*log.commits[number], path)
            if came.origin is not None:
                old = came.origin
                break
        name = old
