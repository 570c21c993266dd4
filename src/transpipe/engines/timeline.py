"""Which commit was when and whose it is, from the `git` command: the Timeline port."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from gettext import gettext as _

from transpipe.engines.git import Git
from transpipe.errors import BadArgument, GitFault

_NOW = "HEAD"
_LOCAL, _ORIGIN = "refs/heads/", "refs/remotes/origin/"
_USUAL = ("main", "master")  # where nobody says which branch is the main one
_LIKE_A_DATE = re.compile(r"\d+[-/.年]\s*\d")


class GitTimeline(Git):
    """Answers the port Timeline for one repository."""

    def find(self, said: str) -> str:
        """The commit that a revision names, or the last one before a date.

        A day without an hour is that day from its beginning, in UTC. Raises GitFault, and
        BadArgument for what is no day, or one that has not come yet.
        """
        if not _LIKE_A_DATE.match(said) or self._commit(said):
            return self.resolve(said)
        moment = _moment(said)
        tip = self.resolve(_NOW)
        found = self._run("rev-list", "-1", f"--before={moment.isoformat()}", tip, "--") or b""
        if not found.strip():
            raise GitFault(_("no commit is older than {date}").format(date=said))
        return found.decode("ascii").strip()

    def branched_off(self, revision: str, tip: str = _NOW) -> str:
        """Where a commit left the line of a revision; that itself if they never were one.

        Raises GitFault, also where the history here does not go back that far.
        """
        commit = self.resolve(revision)
        found = self._run("merge-base", commit, self.resolve(tip)) or b""
        if not found.strip() and self.shallow:
            said = _(
                "this clone is shallow and does not know where {tip} left {revision}: fetch the "
                "whole history (fetch-depth: 0, or `git fetch --unshallow`)"
            )
            raise GitFault(said.format(tip=tip, revision=revision))
        return found.decode("ascii").strip() or commit

    def since(self, commit: str, paths: Sequence[str]) -> Sequence[str]:
        """The commits that are not in a commit's history and change these paths, oldest first."""
        listed = self._run(
            "rev-list", "--reverse", "--topo-order", _NOW, f"^{commit}", "--", *paths
        )
        return (listed or b"").decode("ascii").split()

    def moments(self, paths: Sequence[str]) -> Sequence[tuple[str, int]]:
        """The commits of the line of HEAD that changed these paths, oldest first, with their times.

        Raises GitFault.
        """
        tip = self.resolve(_NOW)
        options = ("--first-parent", "--reverse", "--format=%H %ct")
        said = (self._run("log", *options, tip, "--", *paths) or b"").decode("ascii")
        return [(commit, int(time)) for commit, time in map(str.split, said.splitlines())]

    def is_on_main(self) -> bool:
        """Whether the main branch is checked out: that of `origin`, else the one of a usual name.

        Where no branch is, as on many CI hosts, it is asked whether the commit is that of it.
        """
        if not self.head:
            return True
        told = self._ref(f"{_ORIGIN}HEAD").removeprefix(_ORIGIN)
        names, branch = ((told,) if told else _USUAL), self._ref("HEAD")
        if branch:
            return branch.removeprefix(_LOCAL) in names
        tips = (self._commit(place + name) for place in (_ORIGIN, _LOCAL) for name in names)
        return self.head in tips

    def _ref(self, name: str) -> str:
        """What a symbolic ref points at; '' for none."""
        return os.fsdecode(self._run("symbolic-ref", "--quiet", name) or b"").strip()

    def authors(self, commits: Sequence[str]) -> Sequence[str]:
        """The name of who wrote each, as `.mailmap` has it; '' of one that is not known."""
        asked = [commit for commit in dict.fromkeys(commits) if self._commit(commit)]
        options = ("--no-walk=unsorted", "--format=%aN")
        answer = (self._run("log", *options, *asked, "--") or b"") if asked else b""
        names = answer.decode("utf-8", "replace").split("\n")
        found = dict(zip(asked, names, strict=False))
        return [found.get(commit, "") for commit in commits]


def _moment(said: str) -> datetime:
    """When a date is, in UTC where it does not say. Raises BadArgument."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        told = _("{date}: neither a revision nor a day, as 2026-01-31 is one")
        raise BadArgument(told.format(date=said)) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > datetime.now(UTC):
        raise BadArgument(_("{date} is still to come").format(date=said))
    return moment
