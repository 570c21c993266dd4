"""What a CI host says of a change, in its environment; everywhere else nothing is known."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NO_COMMIT = "0" * 40


@dataclass(frozen=True)
class Host:
    """The change that a job is about.

    `base` is the revision that it is to be compared with, `number` that of its pull request, `head`
    the last commit of that; '' and 0 where there is none. With `annotates` the host reads workflow
    commands; `summary` is the file that it shows beside the job, `top` the folder that paths in
    annotations begin in, `files` the address that the paths of files stand behind.
    """

    base: str = ""
    number: int = 0
    head: str = ""
    annotates: bool = False
    summary: str = ""
    top: str = ""
    files: str = ""


def detect(said: Mapping[str, str] = os.environ) -> Host:
    """The change of this job."""
    if said.get("GITHUB_ACTIONS") == "true":
        return _github(said)
    if said.get("GITLAB_CI") == "true":
        before = said.get("CI_COMMIT_BEFORE_SHA", "")
        base = said.get("CI_MERGE_REQUEST_DIFF_BASE_SHA") or _commit(before)
        number = said.get("CI_MERGE_REQUEST_IID", "")
        return Host(base, int(number) if number.isdecimal() else 0, said.get("CI_COMMIT_SHA", ""))
    return Host()


def _github(said: Mapping[str, str]) -> Host:
    event = _event(said.get("GITHUB_EVENT_PATH", ""))
    pull = event.get("pull_request")
    summary, top = said.get("GITHUB_STEP_SUMMARY", ""), said.get("GITHUB_WORKSPACE", "")
    if not isinstance(pull, dict):
        base = _commit(str(event.get("before") or ""))
        return Host(base, 0, said.get("GITHUB_SHA", ""), True, summary, top)
    branch = said.get("GITHUB_BASE_REF", "")
    base = f"refs/remotes/origin/{branch}" if branch else ""
    number = pull.get("number")
    head = pull.get("head")
    commit = str(head.get("sha", "")) if isinstance(head, dict) else ""
    server, name = said.get("GITHUB_SERVER_URL", ""), said.get("GITHUB_REPOSITORY", "")
    files = f"{server}/{name}/blob/{commit}" if server and name and commit else ""
    number = number if isinstance(number, int) else 0
    return Host(base, number, commit, True, summary, top, files)


def _event(path: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        said = json.loads(Path(path).read_bytes())
        if isinstance(said, dict):
            return said
    return {}


def _commit(said: str) -> str:
    """A commit; '' for what stands where there is none, as before the first push of a branch."""
    return "" if said == _NO_COMMIT else said
