"""Which commits changed a file, answered for many files from one listing of a history.

`git log --follow` walks the whole history for each file. A listing without a path has all that it
would say, but for what a file was renamed from: that is asked of the one commit in which it came.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from transpipe.engines.git_output import EMPTY
from transpipe.model import Revision


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
    tokens = iter(listed.split(b"\0"))
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
            changes[next(tokens)].append((len(commits) - 1, status))
    return Log(tuple(commits), {path: tuple(found) for path, found in changes.items()}, losing)


@dataclass(frozen=True)
class Came:
    """What `git log --follow -1` tells of a file in one commit.

    `told` says whether it tells of it at all, which of a merge that has a file that one of its
    parents lacks it may not; `origin` is what it was renamed from, nothing (b"") where its history
    begins there, as that of a copy does, None where it was added or changed.
    """

    told: bool
    origin: bytes | None = None


def read_came(listed: bytes) -> Came:
    """What is listed of one commit, with `-z -c --raw`."""
    tokens = [token.strip(b"\n") for token in listed.split(b"\0")]
    at = next((n for n, token in enumerate(tokens) if token.startswith(b":")), None)
    if at is None:
        return Came(told=False)
    status = tokens[at].rsplit(b" ", 1)[1]
    if status[:1] not in b"RC" or tokens[at].startswith(b"::"):
        return Came(told=True)
    empty = any(blob in tokens[at] for blob in EMPTY)
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
