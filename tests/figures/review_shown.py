"""A review is the same wherever it is made, and the guide and the README show what it is."""

from __future__ import annotations

import re
import shutil
import struct
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from tests.conftest import ROOT
from tests.figures import Figure
from tests.repository import Repository, cloned
from transpipe import wiring

BUNDLE = "corpus/awesome-scalability-zh.bundle"
FORMATS = ("--markdown", "--html", "--json")
# Other time zones, locales, hash seeds; each in a folder of its own.
ELSEWHERE = (
    {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Lima", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "7"},
)


def said_elsewhere(
    origin: Repository, place: Path, wishes: Sequence[Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    """What `review` answers to each wish, in each format, in clones that stand elsewhere."""
    for number, environment in enumerate(ELSEWHERE):
        folder = place / f"clone {number}" / "缓存"[: number + 1]
        origin.git("clone", "-q", ".", str(folder))
        other = Repository(folder, environment)
        ran = [other.process("review", *wish, each) for wish in wishes for each in FORMATS]
        assert {each.code for each in ran} == {0}
        yield tuple(each.out for each in ran)


def same(past: Repository, commits: Sequence[str]) -> Figure:
    """Real commits, byte by byte."""
    wishes = [("--base", f"{commit}^", "--head", commit) for commit in commits]
    with tempfile.TemporaryDirectory() as folder:
        one, other = said_elsewhere(past, Path(folder), wishes)
    alike = sum(bool(a) and a == b for a, b in zip(one, other, strict=True))
    name = f"review of {len(commits)} real commits in other time zones, locales, folders: the same"
    return name, "100 %", f"{alike} of {len(one)} outputs", alike == len(one)


# ── The guide ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Transcript:
    """The commands of the guide, what it says the last one prints, and what that printed."""

    commands: tuple[str, ...]
    shown: str
    said: str


def transcript(data: Path, place: Path) -> Transcript:
    """What the guide shows, played on the real repository."""
    guide = (ROOT / "原文/reviewing.md").read_text("utf-8")
    told = guide.split("<!-- transcript -->", 1)[1].split("```console\n", 1)[1].split("```", 1)[0]
    clone = cloned(data / BUNDLE, place)
    commands = tuple(re.findall(r"(?m)^\$ (.+)$", told))
    said = ""
    for command in commands:
        if edit := re.fullmatch(r"sed -i 's/(.+)/(.+)/' (\S+)", command):
            old, new, path = edit.groups()
            assert clone.read(path).count(old) == 1, old
            clone.write(path, clone.read(path).replace(old, new))
        elif command.startswith("transpipe "):
            ran = clone.transpipe(*command.split()[1:])
            assert ran.code == 0, ran.err
            said = ran.out
    return Transcript(commands, told.split(f"$ {commands[-1]}\n", 1)[1].strip(), said)


def guided(data: Path) -> Iterator[Figure]:
    """The transcript, and the pictures of the README beside those that are made now."""
    # The guide counts without the extra `semantic`.
    with tempfile.TemporaryDirectory() as folder, patch.object(wiring, "witness", lambda: None):
        found = transcript(data, Path(folder) / "clone")
    holds = found.shown in found.said
    name = f"the guide's {len(found.commands)} commands on the real repository print what it says"
    yield name, "yes", "yes" if holds else "no", holds
    if shutil.which("chromium"):
        wrong = list(outdated())
        said = ", ".join(wrong) or "0"
        yield "pictures of the README unlike those that are made now", "0", said, not wrong


# The pictures of the README, and what the script calls them.
PICTURES = {
    "review-comment.png": "comment-wide-light.png",
    "review-page.png": "page-wide-light.png",
}


def outdated() -> Iterator[str]:
    """Pictures that the README does not show, or that have another size than what is made now."""
    from tests.browser import opened
    from tests.screenshots import pull_request, take

    with tempfile.TemporaryDirectory() as folder, opened() as browser:
        take(browser, pull_request(Path(folder) / "tea"), Path(folder) / "shots")
        for name, made in PICTURES.items():
            there, now = ROOT / "docs" / name, Path(folder) / "shots" / made
            shown = f"(./docs/{name})" in (ROOT / "README.md").read_text("utf-8")
            if not shown or _size(there) != _size(now):
                yield name


def _size(path: Path) -> tuple[int, int]:
    """The width and height of a PNG in pixels."""
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    return width, height
