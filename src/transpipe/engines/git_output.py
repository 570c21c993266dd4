"""What the `git` command prints, read; and what it reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence

from transpipe.model import Revision

PLAIN_DIFF = ("--no-ext-diff", "--no-textconv", "-z")

_COMMITTED = ("commit:", "commit (initial):", "commit (amend):")
_FOUND = re.compile(rb"[0-9a-f]{40,64} (\w+) (\d+)")
# The names of the empty blob in SHA-1 and SHA-256 repositories.
EMPTY = (
    b"e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
    b"473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
)


def read_revisions(log: bytes, prefix: str) -> Iterator[Revision]:
    """`git log -z --raw`: commits' headers, each followed by what became of the file in it."""
    tokens = iter(log.split(b"\0"))
    commit, time = "", 0
    for token in tokens:
        if token.startswith(b"\x01"):
            sha, _blank, seconds = token[1:].decode("ascii").partition(" ")
            commit, time = sha, int(seconds)
        elif raw := token.strip(b"\n"):  # `:mode mode blob blob STATUS`, `::…` for a merge
            status = raw.rsplit(b" ", 1)[1]
            moved = status[:1] in b"RC" and not raw.startswith(b"::")
            old = next(tokens)
            path = os.fsdecode(next(tokens) if moved else old)
            if not path.startswith(prefix):
                return
            if status[:1] != b"D":
                yield Revision(commit, time, path.removeprefix(prefix))
            if moved and (status[:1] == b"C" or any(blob in raw for blob in EMPTY)):
                return


def read_blobs(answer: bytes) -> Iterator[bytes | None]:
    """The answers of `git cat-file --batch`, in the order asked."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        found = _FOUND.fullmatch(answer, at, end)
        at = end + 1
        if found is None:  # "NAME missing", "NAME ambiguous"
            yield None
            continue
        size = int(found[2])
        yield answer[at : at + size] if found[1] == b"blob" else None
        at += size + 1


def read_entries(listed: bytes) -> Iterator[tuple[str, int]]:
    """The files that `git ls-tree -l -z` lists; another repository is no file."""
    for entry in filter(None, listed.split(b"\0")):
        facts, _tab, name = entry.partition(b"\t")
        mode, kind, _blob, size = facts.split()
        if kind == b"blob":
            yield os.fsdecode(name), -1 if mode == b"120000" else int(size)


def read_submodules(listed: bytes) -> dict[str, str]:
    """The submodules that `git ls-tree -r -z` lists, each with its commit there."""
    rows = (entry.partition(b"\t") for entry in listed.split(b"\0"))
    found = {name: facts for facts, _tab, name in rows if facts.startswith(b"160000 ")}
    return {os.fsdecode(name): facts.split()[2].decode("ascii") for name, facts in found.items()}


def has_only_committed(moves: bytes, base: str) -> bool:
    """Whether a clone did nothing but commit since `base`, by what `git log -g` lists of `HEAD`.

    A line each, newest first: the commit that `HEAD` was then, and what brought it there. A merge
    that somebody has concluded is not one: it brings what others committed.
    """
    for move in os.fsdecode(moves).splitlines():
        commit, _blank, said = move.partition(" ")
        if commit == base or not said.startswith(_COMMITTED):
            return commit == base
    return False


def read_names(listed: bytes) -> list[str]:
    """The names that git lists with `-z`."""
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def write_lines(names: Sequence[str]) -> bytes:
    """Names as git reads them, one a line."""
    return b"".join(os.fsencode(name) + b"\n" for name in names)
