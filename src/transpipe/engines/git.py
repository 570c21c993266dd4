"""What files were before, from the `git` command: the History port, and facts of a repository.

Only reads, but for `configure`: no index is refreshed, no hook, pager, external diff or textconv
of anybody's configuration runs, nothing is fetched. Paths are relative to `root`, which may lie
below the top of the work tree.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from gettext import gettext as _
from pathlib import Path

from transpipe.engines.git_log import Following
from transpipe.engines.git_output import (
    PLAIN_DIFF,
    has_only_committed,
    read_blobs,
    read_entries,
    read_names,
    read_submodules,
    write_lines,
)
from transpipe.errors import GitFault
from transpipe.model import Revision
from transpipe.text.similarity import nearest

_COMMAND = (
    "git",
    "--no-pager",
    "--literal-pathspecs",
    *("-c", "core.quotePath=false"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "log.showSignature=false"),
)
# A hook sets these for its own repository; here `root` alone says which one is meant. And paths
# are spelt out: the last three would have git refuse them.
_FOREIGN = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
    *("GIT_OBJECT_DIRECTORY", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_NAMESPACE"),
    *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
)
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Git:
    """A repository as the `git` command sees it; every question has an answer without git too."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._following = Following(self._run)
        self._commits: set[str] = set()

    # ── the History port ────────────────────────────────────────────────────────────────────

    def revisions(self, path: str, tip: str = "HEAD") -> Sequence[Revision]:
        """The commits up to `tip` that changed a file, newest first, renames followed.

        None without git. A merge is listed where it differs from all its parents. A copy begins
        its own history, and so does an empty file (git takes all empty ones for renames).
        """
        if self._prefix is None or not path or "\0" in path:
            return ()
        commit = self._commit(tip)
        return self._following.revisions(path, self._prefix, commit) if commit else ()

    def newest(self) -> str:
        """The commit that is checked out, '' where there is none."""
        return self.head

    def touched(self, base: str) -> Collection[str] | None:
        """The paths of which a commit up to `HEAD` says something that is none of `base`'s.

        None where that is not among those up to `HEAD`. A merge counts for all that it brings.
        """
        if not base or self._run("merge-base", "--is-ancestor", base, "HEAD") is None:
            return None
        how = ("-m", "--format=", "--name-only", "--no-renames", "--relative", *PLAIN_DIFF)
        listed = self._run("log", *how, f"{base}..HEAD", "--")
        return (
            None if listed is None else frozenset(name.strip("\n") for name in read_names(listed))
        )

    def made_here(self, base: str) -> bool:
        """Whether each commit since `base` was made in this clone, by committing."""
        return has_only_committed(self._run("log", "-g", "--format=%H %gs", "HEAD") or b"", base)

    def read(self, paths: Sequence[tuple[str, str]]) -> Sequence[bytes | None]:
        """The bytes of each (commit, path), None where there is none (or no git)."""
        prefix = self._prefix
        if prefix is None:
            return [None] * len(paths)
        names = [f"{commit}:{prefix}{path}" for commit, path in paths]
        # The protocol of cat-file is one name a line.
        asked = [name for name in names if not set(name) & {"\n", "\0"}]
        answer = self._run("cat-file", "--batch", stdin=write_lines(asked)) or b""
        found = dict(zip(asked, read_blobs(answer), strict=False))
        return [found[name] if name in found else self._one(name) for name in names]

    def changed(self, base: str, head: str = "") -> Sequence[str]:
        """Paths that differ between a revision and another, sorted. Raises GitFault.

        Without `head` between it and the work tree. Of a submodule its files are named too.
        """
        names = ("diff", "--name-only", "--no-renames", "--relative", *PLAIN_DIFF)
        commits = [self.resolve(base), *([self.resolve(head)] if head else [])]
        tracked = self._run(*names, *commits, "--")
        fresh = b"" if head else self._run("ls-files", "--others", "--exclude-standard", "-z")
        if tracked is None or fresh is None:
            raise GitFault(_("{root} has no work tree").format(root=self.root))
        found = {*read_names(tracked), *read_names(fresh)}
        inside = (path for name in found for path in self._changed_inside(name, base, head))
        return tuple(sorted({*found, *inside}))

    def _changed_inside(self, name: str, base: str, head: str) -> Iterator[str]:
        """The files of a submodule that differ, as far as both of its commits are known here."""
        before = self.submodule(base, name) if self._is_repository(name) else ""
        after = self.submodule(head, name) if head else ""
        if before and (after or not head):
            with suppress(GitFault):
                for path in Git(self.root / name).changed(before, after):
                    yield f"{name}/{path}"

    def _is_repository(self, name: str) -> bool:
        return os.path.lexists(self.root / name / ".git")

    def unmerged(self) -> Sequence[str]:
        """Paths in which a merge is unfinished, sorted; none without git."""
        listed = self._run("ls-files", "--unmerged", "-z") or b""
        return tuple(sorted({name.partition("\t")[2] for name in read_names(listed)}))

    # ── facts ───────────────────────────────────────────────────────────────────────────────

    @property
    def shallow(self) -> bool:
        """Whether the history was cut off when the repository was cloned."""
        return (self._run("rev-parse", "--is-shallow-repository") or b"").strip() == b"true"

    @property
    def head(self) -> str:
        """The commit checked out; empty where there is none yet."""
        return self._commit("HEAD")

    def files(self) -> tuple[str, ...] | None:
        """Tracked and new files that no rule ignores, sorted; None where git cannot tell.

        A file may be listed that is no longer on disk.
        """
        listed = self._run("ls-files", "--cached", "--others", "--exclude-standard", "-z")
        return None if listed is None else tuple(sorted(set(read_names(listed))))

    def resolve(self, revision: str) -> str:
        """The commit that a revision names. Raises GitFault, which names the nearest ref."""
        if self._prefix is None:
            raise GitFault(self._why_not())
        commit = self._commit(revision)
        if commit:
            return commit
        reason = _("there is no revision {revision}").format(revision=revision)
        if not self.head:
            reason += _("; nothing has been committed yet")
        elif closest := _likely(revision, self._refs()):
            reason += _(" (did you mean {nearest}?)").format(nearest=closest)
        if self.shallow:
            reason += _("; this clone is shallow: `git fetch --unshallow` gets the whole history")
        raise GitFault(reason)

    def tree(self, commit: str) -> dict[str, int]:
        """The files of a commit below `root` with their sizes, sorted; -1 for a symbolic link."""
        listed = self._run("ls-tree", "-r", "-l", "-z", commit) or b""
        return dict(sorted(read_entries(listed)))

    def is_within(self, commit: str, tip: str) -> bool:
        """Whether a commit is part of the history of another."""
        names = (f"{name}^{{commit}}" for name in (commit, tip))
        return self._run("merge-base", "--is-ancestor", *names) is not None

    def names(self, kind: str) -> tuple[str, ...]:
        """The refs that begin so (`refs/remotes/origin/`), less that beginning, sorted."""
        answer = self._run("for-each-ref", "--format=%(refname)", kind) or b""
        return tuple(name.removeprefix(kind) for name in os.fsdecode(answer).split("\n")[:-1])

    @property
    def remotes(self) -> tuple[str, ...]:
        """The names of the repositories that this one knows."""
        return tuple(os.fsdecode(self._run("remote") or b"").split("\n")[:-1])

    @property
    def origin(self) -> str:
        """Where this clone came from; '' where that is not known."""
        answer = self._run("config", "--get", "remote.origin.url") or b""
        return os.fsdecode(answer.removesuffix(b"\n"))

    @cached_property
    def top(self) -> str:
        """The top of the work tree; '' where there is none."""
        return os.fsdecode((self._run("rev-parse", "--show-toplevel") or b"").removesuffix(b"\n"))

    def is_submodule(self, path: str) -> bool:
        """Whether a folder below `root` is another repository's, checked out or not."""
        return (self._run("ls-files", "--stage", "-z", "--", path) or b"").startswith(b"160000 ")

    def submodule(self, commit: str, path: str) -> str:
        """The commit of a submodule that a commit of this repository names; '' for none."""
        listed = self._run("ls-tree", "-z", commit, "--", path) or b""
        found = re.match(rb"160000 commit ([0-9a-f]+)\t", listed)
        return found[1].decode("ascii") if found else ""

    def submodules(self, commit: str) -> dict[str, str]:
        """The submodules of a commit that are checked out here, each with its commit there."""
        found = read_submodules(self._run("ls-tree", "-r", "-z", commit) or b"")
        return {name: found[name] for name in sorted(found) if self._is_repository(name)}

    def configure(self, key: str, value: str) -> None:
        """Sets one value in this clone's own configuration. Raises GitFault."""
        if self._prefix is None:
            raise GitFault(self._why_not())
        if self._run("config", "--local", key, value) is None:
            raise GitFault(_("cannot set {key} in this clone").format(key=key))

    def version(self) -> str:
        """Which git it is, '' without one."""
        answer = (self._run("--version") or b"").decode("ascii", "replace")
        return answer.removeprefix("git version ").strip()

    def setting(self, key: str) -> str:
        """What a key of git's configuration says here, '' where it is not set."""
        said = os.fsdecode(self._run("config", "--show-scope", "--get-all", key) or b"")
        rows = [line.partition("\t") for line in said.splitlines()]
        own = [value for scope, _tab, value in rows if scope != "command"]  # that is ours
        return own[-1] if own else ""

    # ── asking ──────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _prefix(self) -> str | None:
        """Where `root` lies below the top of the work tree (`docs/`); None without git."""
        answer = self._run("rev-parse", "--show-prefix")
        return None if answer is None else os.fsdecode(answer.removesuffix(b"\n"))

    def _commit(self, revision: str) -> str:
        if not revision or "\0" in revision or revision in self._commits:
            return revision if revision in self._commits else ""
        name = f"{revision}^{{commit}}"
        answer = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        commit = (answer or b"").decode("ascii").strip()
        self._commits |= {commit} - {""}  # it is called so for ever
        return commit

    def _refs(self) -> list[str]:
        answer = self._run("for-each-ref", "--format=%(refname:short)") or b""
        return [*os.fsdecode(answer).split("\n")[:-1], "HEAD"]

    def _one(self, name: str) -> bytes | None:
        return None if "\0" in name else self._run("cat-file", "blob", name)

    def _why_not(self) -> str:
        try:
            stderr = self._ask(("rev-parse", "--show-prefix"), b"").stderr
        except OSError:
            return _("the git command is not here; install git")
        lines = os.fsdecode(stderr).strip().splitlines()
        said = lines[0].removeprefix("fatal: ") if lines else _("this is no repository")
        return _("not a git repository") if said.startswith("not a git repository") else said

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes | None:
        """What git prints; None where it fails or is missing."""
        try:
            done = self._ask(arguments, stdin)
        except OSError:
            return None
        return done.stdout if done.returncode == 0 else None

    def _ask(self, arguments: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        environment = {k: v for k, v in os.environ.items() if k not in _FOREIGN} | _QUIET
        return subprocess.run(
            [*_COMMAND, *arguments],
            cwd=self.root,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
        )


def _likely(revision: str, refs: Sequence[str]) -> str:
    """The ref that was probably meant: that of a remote, as after cloning, else one spelt alike."""
    of_remotes = (ref for ref in refs if ref.endswith(f"/{revision}"))
    return next(of_remotes, "") or nearest(revision, refs)
