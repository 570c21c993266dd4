"""Files that are replaced as a whole: by another file, by git, by nothing. Each says which."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.histories.po_text import unfolded
from tests.histories.standing import Standing, text_of, tokens
from tests.histories.words import TOKEN
from tests.repository import ENVIRONMENT

FEW = 3
"""So many lost texts at once are more than an edit that somebody made on purpose."""


class Git:
    """git in a work tree, the same for everybody and every machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *arguments: str) -> bool:
        """Runs git; whether it did as asked."""
        environment = {**ENVIRONMENT, "PATH": "/usr/bin:/bin", "HOME": str(self.root.parent)}
        command = ["git", "-c", "core.quotepath=off", *arguments]
        done = subprocess.run(
            command, cwd=self.root, capture_output=True, env=environment, check=False
        )
        return done.returncode == 0


class Overwriting:
    """People who replace whole files, and take back what they did."""

    def __init__(self, root: Path, random: Random, standing: Standing, git: Git | None) -> None:
        self.root = root
        self.random = random
        self.standing = standing
        self.git = git
        self.before: dict[Path, bytes] = {}  # of the last file that was replaced
        self.put_back: list[Path] = []  # where words came back that somebody stood by before

    # ── a wrong file ────────────────────────────────────────────────────────────────────────

    def copy_source(self) -> str:
        """`cp 原文/a.md 译文/a.md`."""
        path = self._translation()
        return self._replaced(path, (self.root / "原文" / path.name).read_bytes()) if path else ""

    def copy_other(self) -> str:
        """Another article's translation stands in the place of one."""
        files = self._paired()
        if len(files) < 2:
            return ""
        path, other = self.random.sample(files, 2)
        return self._replaced(path, other.read_bytes())

    def copy_authored(self) -> str:
        """`cp 译文/a.md 译文/zh_TW/a.md`."""
        files = [
            p for p in self.standing.files(derived=True) if (self.root / "译文" / p.name).exists()
        ]
        if not files:
            return ""
        path = self.random.choice(files)
        return self._replaced(path, (self.root / "译文" / path.name).read_bytes())

    def empty(self) -> str:
        """A file has no byte any more."""
        path = self._translation()
        return self._replaced(path, b"") if path else ""

    def cut_off(self) -> str:
        """A file ends in its first half."""
        path = self._translation()
        if path is None:
            return ""
        text = text_of(path)
        left = text[: self.random.randrange(len(text) // 2 + 1)]
        gone = set(TOKEN.findall(text)) - set(TOKEN.findall(left))
        said = self._replaced(path, left.encode())
        if len(gone) < FEW:  # it looks like an edit, and may be taken for one
            elsewhere = {word for file in self.standing.files() for word in tokens(file)}
            self.standing.aimed_at(gone, elsewhere)
        return said

    def undo(self) -> str:
        """They notice, and the file that was replaced last is as it was.

        With it they take back what was said there since, and nowhere else.
        """
        for path, data in self.before.items():
            if path.exists() and path.read_bytes() != data:
                others = (file for file in self.standing.files() if file != path)
                elsewhere = {word for file in others for word in tokens(file)}
                gone = tokens(path) - set(TOKEN.findall(data.decode("utf-8", "replace")))
                self.standing.aimed_at(gone, elsewhere)
                said = self._replaced(path, data)
                self.before.clear()
                return said
        return ""

    # ── git ─────────────────────────────────────────────────────────────────────────────────

    def catalogues_back(self) -> str:
        """`git checkout -- locales`."""
        return self._checkout("locales")

    def translations_back(self) -> str:
        """`git checkout -- 译文`."""
        return self._checkout("译文")

    def one_back(self) -> str:
        """One file as it was committed."""
        files = self.standing.files() + self.standing.catalogues()
        path = self.random.choice(files) if files else None
        return self._checkout(str(path.relative_to(self.root))) if path else ""

    def one_older(self) -> str:
        """One file as the commit before the last has it."""
        files = self.standing.files() + self.standing.catalogues()
        path = self.random.choice(files) if files else None
        return self._checkout(str(path.relative_to(self.root)), "HEAD~1") if path else ""

    def stashed(self, command: Callable[[], None]) -> str:
        """Work is put aside, a command runs without it, and the work is back."""
        if self.git is None or not self.git("stash", "push", "-q", "-u"):
            return ""
        if not self.git("rev-parse", "-q", "--verify", "refs/stash"):
            return ""  # there was nothing to put aside
        self.standing.aside = self.standing.nowhere()
        command()
        self._popped()
        self.standing.aside = set()
        return "stash"

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _paired(self) -> list[Path]:
        return [p for p in self.standing.files() if (self.root / "原文" / p.name).exists()]

    def _translation(self) -> Path | None:
        files = self._paired()
        return self.random.choice(files) if files else None

    def _replaced(self, path: Path, data: bytes) -> str:
        old = path.read_bytes()
        if old == data:
            return ""
        had = tokens(path)
        path.write_bytes(data)
        if tokens(path) - had:
            self.put_back.append(path)
        self.before = {path: old}
        read = TOKEN.findall(self.standing.read.get(path, ""))
        taken = tokens(self._catalogue(path)).intersection(read)
        left = {word for file in self.standing.files() for word in tokens(file)}
        self.standing.overwritten(had - taken - left)
        return str(path.relative_to(self.root))

    def _catalogue(self, file: Path) -> Path:
        """The catalogue into which commands take what a file says."""
        return self.root / "locales/zh_CN/LC_MESSAGES/原文" / f"{file.stem}.po"

    def _checkout(self, place: str, revision: str = "HEAD") -> str:
        if self.git is None:
            return ""
        files = self._below(place)
        if not self.git("checkout", "-q", revision, "--", place):
            return ""
        changed = [path for path in self._below(place) if _bytes(path) != files.get(path)]
        if not changed:
            return ""
        before = {word for path in changed for word in TOKEN.findall(_words(files.get(path)))}
        self.standing.put_back(before)
        self.put_back += changed
        return f"{revision} {place}"

    def _below(self, place: str) -> dict[Path, bytes]:
        path = self.root / place
        inside = [path] if path.is_file() else sorted(path.rglob("*"))
        return {file: file.read_bytes() for file in inside if file.is_file()}

    def _popped(self) -> None:
        """The work is back, whatever was done meanwhile.

        Where that is in its way it is thrown away, and with it what a command has asked there: so
        does who takes the marks of a conflict away, which is how one says that its words stand.
        """
        assert self.git is not None
        if not self.git("stash", "pop", "-q"):
            files = self._all()
            self.git("reset", "-q", "--hard")
            self.git("clean", "-fdq")
            assert self.git("stash", "pop", "-q")
            self.put_back += [path for path, now in self._all().items() if now != files.get(path)]

    def _all(self) -> dict[Path, bytes]:
        """Every catalogue and Chinese file."""
        return self._below("locales") | self._below("译文")


def _bytes(path: Path) -> bytes:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return b""


def _words(data: bytes | None) -> str:
    return unfolded((data or b"").decode("utf-8", "replace"))
