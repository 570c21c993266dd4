"""Repositories to try things on: real clones and small ones, with the command run in them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from tests.snapshot import made_once
from transpipe import po
from transpipe.convert.variants import complete
from transpipe.editions.completing import as_held
from transpipe.engines.opencc import OpenCC
from transpipe.model import Catalogue, Locale, State, Unit
from transpipe.po.header import holds_overrides
from transpipe.po.units import undescribed
from transpipe.repository import Workspace

ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2020-01-01T00:00:00Z",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "LC_ALL": "C.UTF-8",
    "LANGUAGE": "en", "COLUMNS": "",
}  # fmt: skip

# Paths as they are; nothing is tidied up behind a commit.
GIT = ("-c", "core.quotepath=off", "-c", "gc.auto=0", "-c", "maintenance.auto=false")


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Repository:
    """A work tree in which commands run as a user would run them, with an environment besides."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def transpipe(self, *arguments: str) -> Ran:
        """Runs the command within this process, which saves it the start of another."""
        from transpipe.cli import main

        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "surrogateescape") for _ in range(2))
        code: object = 0
        environment = patch.dict(os.environ, ENVIRONMENT | dict(self.environment))
        with chdir(self.root), environment, redirect_stdout(out), redirect_stderr(err):
            try:
                main(list(arguments))
            except SystemExit as end:
                code = end.code
        assert isinstance(code, int)
        return Ran(code, *(_said(stream) for stream in (out, err)))

    def steps(self, *commands: str) -> None:
        """Commands, each of which must succeed."""
        for command in commands:
            ran = self.transpipe(*command.split())
            assert ran.code == 0, (command, ran.out + ran.err)

    def process(self, *arguments: str, stdin: bytes = b"") -> Ran:
        """Runs the command as a process of its own, as a shell would."""
        return self._run([sys.executable, "-m", "transpipe", *arguments], stdin)

    def git(self, *arguments: str) -> str:
        """Runs git; it must succeed."""
        ran = self._run(["git", *GIT, *arguments], b"")
        assert ran.code == 0, ran.err
        return ran.out

    def _run(self, command: list[str], stdin: bytes) -> Ran:
        environment = os.environ | ENVIRONMENT | dict(self.environment)
        done = subprocess.run(
            command, cwd=self.root, env=environment, input=stdin, capture_output=True, check=False
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace"))

    def write(self, path: str, text: str | bytes) -> Path:
        """Puts a file there."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.root / path).read_bytes().decode()

    def catalogue(self, article: str, locale: Locale = Locale.ZH_CN) -> Catalogue:
        """The catalogue of an article, without what it says of the places of its units.

        One that holds overrides alone comes with all that follows.
        """
        found = self._catalogue(article, locale)
        return replace(found, units=tuple(map(undescribed, found.units)))

    def _catalogue(self, article: str, locale: Locale = Locale.ZH_CN) -> Catalogue:
        path = Workspace.catalogue_path(article, locale)
        held = po.parse(self.read(path), path, article, locale)
        if not holds_overrides(held):
            return held
        return complete(self._catalogue(article, self._authored), held, OpenCC())

    @property
    def _authored(self) -> Locale:
        """The locale that people write."""
        return Workspace(self.root).config().authored

    def put(self, catalogue: Catalogue) -> None:
        """Puts a catalogue there, as its file is to hold it."""
        path = Workspace.catalogue_path(catalogue.article, catalogue.locale)
        self.write(path, po.render(as_held(catalogue)))

    def units(self, article: str, locale: Locale = Locale.ZH_CN) -> dict[str, Unit]:
        """The active units of an article by their source text."""
        return {unit.source: unit for unit in self.catalogue(article, locale).active()}

    def translate(
        self, article: str, words: Mapping[str, str], locale: Locale = Locale.ZH_CN
    ) -> None:
        """Puts a person's words into the catalogue, as an editor of PO files would."""
        catalogue = self._catalogue(article, locale)
        units = [
            u.changed(words[u.source]) if u.active and u.source in words else u
            for u in catalogue.units
        ]
        self.put(replace(catalogue, units=tuple(units)))

    def confirm(self, article: str) -> None:
        """Confirms every unit that has words, as a person who has looked at all of them."""
        catalogue = self._catalogue(article)
        units = [
            replace(u, state=State.TRANSLATED) if u.state is State.FUZZY else u
            for u in catalogue.units
        ]
        self.put(replace(catalogue, units=tuple(units)))

    def commit(self) -> None:
        """Commits all there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "state", "--allow-empty")

    def status(self) -> list[str]:
        """The paths that git sees as changed or new, folders that are wholly new as one."""
        return [line[3:].strip('"') for line in self.git("status", "--porcelain").splitlines()]

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Every file outside .git and .transpipe with its bytes and time of change."""
        return {
            str(path.relative_to(self.root)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
            and not {".git", ".transpipe"} & set(path.relative_to(self.root).parts)
        }


def _said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8", "replace")


def cloned(bundle: Path, place: Path) -> Repository:
    """A fresh clone of a bundle."""
    subprocess.run(["git", "clone", "-q", str(bundle), str(place)], check=True, capture_output=True)
    return Repository(place)


def adopted(
    place: Path,
    files: Mapping[str, str | bytes],
    confirmed: Sequence[str] = (),
    *,
    relaid: bool = False,
) -> Repository:
    """A small repository with catalogues, committed; of some articles a person confirmed all.

    With `relaid` these have the source's layout.
    """

    def make(root: Path) -> None:
        made = small(root, dict(files))
        relayout = [f"build --relayout {name}" for name in confirmed if relaid]
        made.steps("init", "align", *relayout)
        for name in confirmed:
            made.confirm(name)
        made.steps(*(("sync", "build") if confirmed else ()))
        made.commit()

    key = (__name__, "adopted", tuple(files.items()), tuple(confirmed), relaid)
    return Repository(made_once(key, place, make))


def after(
    place: Path, files: Mapping[str, str | bytes], *commands: str, commit: bool = False
) -> Repository:
    """A small repository after some commands that succeed; what they did may be committed."""

    def make(root: Path) -> None:
        made = small(root, dict(files))
        made.steps(*commands)
        if commit:
            made.commit()

    key = (__name__, "after", tuple(files.items()), commands, commit)
    return Repository(made_once(key, place, make))


def small(place: Path, files: dict[str, str | bytes]) -> Repository:
    """A small repository with these files committed."""
    place.mkdir(parents=True, exist_ok=True)
    made = Repository(place)
    made.git("init", "-q", "-b", "main", "--template=")  # without a dozen samples of hooks
    for path, text in files.items():
        made.write(path, text)
    made.commit()
    return made
