"""transpipe as people install it: the wheel alone, by pip, by pipx and by uv.

Everything runs outside the checkout, with nothing of its environment but PATH and certificates.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.repository import ENVIRONMENT, Repository

TOOLS = ("build[uv]", "pipx", "uv")
GUIDE = ("README.md", "README.zh-CN.md", "transpipe.toml", "原文", "译文", "locales")
# What comes with every new environment, and is nobody's need.
_BARE = {"pip", "setuptools"}
MEGABYTES, DISTRIBUTIONS = 60, 34

_MEASURED = """
from importlib.metadata import distributions
for each in distributions():
    paths = [each.locate_file(file) for file in each.files or ()]
    print(each.name, sum(p.stat().st_size for p in paths if p.suffix != ".pyc" and p.is_file()))
"""
_TYPED = """
from transpipe.model import Unit
answer: int = Unit("x").target
"""


@pytest.mark.more
def test_the_wheel_alone_does_the_main_job_however_it_is_installed(tmp_path: Path) -> None:
    tools = _environment(tmp_path / "tools", *TOOLS)
    wheel = _built(tools, tmp_path / "dist")
    bare = _environment(tmp_path / "pip", str(wheel))
    ways = {"pip": bare / "transpipe", **_as_applications(tools, wheel, tmp_path)}
    for way, command in ways.items():
        _does_the_main_job(command, tmp_path / f"guide-{way}")
    _is_small(bare / "python")
    _is_typed(bare / "python", tmp_path)
    _extras_resolve(tools, bare, wheel)


def _environment(folder: Path, *packages: str) -> Path:
    """The programs of a fresh environment with these packages in it."""
    _run([sys.executable, "-m", "venv", str(folder)], folder.parent)
    _run(
        [str(folder / "bin" / "pip"), "install", "--quiet", "--no-compile", *packages],
        folder.parent,
    )
    return folder / "bin"


def _built(tools: Path, folder: Path) -> Path:
    """The wheel, made from the source distribution, which must hold all that it takes."""
    _run(
        [str(tools / "pyproject-build"), "--installer", "uv", "--outdir", str(folder), str(ROOT)],
        tools,
    )
    (_source,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in inside} == {"transpipe"}
    assert "transpipe/messages/zh_CN/LC_MESSAGES/transpipe.mo" in inside
    return wheel


def _as_applications(tools: Path, wheel: Path, folder: Path) -> dict[str, Path]:
    """The command as pipx and as uv install it, each in folders of its own."""
    ways = {}
    for way, command in (("pipx", ["pipx", "install"]), ("uv", ["uv", "tool", "install"])):
        home, place = str(folder / way), folder / f"{way}-bin"
        own = {"PIPX_HOME": home, "PIPX_BIN_DIR": str(place), "UV_TOOL_DIR": home,
               "UV_TOOL_BIN_DIR": str(place), "UV_PYTHON_DOWNLOADS": "never",
               "UV_PYTHON": sys.executable}  # fmt: skip
        _run([str(tools / command[0]), *command[1:], str(wheel)], folder, own)
        ways[way] = place / "transpipe"
    return ways


def _does_the_main_job(command: Path, folder: Path) -> None:
    """On the guide as it is it writes nothing; adopts it anew as this checkout does."""
    for name in GUIDE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    guide = Repository(folder)
    guide.write(".gitignore", "/.transpipe/\n/_site/\n")
    guide.git("init", "-q")
    guide.commit()
    _run([str(command), "run"], folder)
    assert guide.status() == []
    assert (folder / "_site" / "index.html").is_file()
    said = _run([str(command), "status"], folder, {"LANGUAGE": "zh_CN"})
    assert "译文/审阅.md" in said or "原文/reviewing.md" in said
    assert "文章" in said
    _forget(folder)
    _run([str(command), "align"], folder)
    theirs = _catalogues(folder)
    _forget(folder)
    guide.steps("align")
    assert theirs == _catalogues(folder)
    assert {path.split("/")[0] for path in guide.status()} == {"locales"}


def _forget(folder: Path) -> None:
    shutil.rmtree(folder / "locales")
    shutil.rmtree(folder / ".transpipe")


def _catalogues(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path for path in folder.glob("locales/**/*.po")}
    assert len(found) == len([ROOT / "README.zh-CN.md", *(ROOT / "译文").glob("*.md")])
    return {name: path.read_bytes() for name, path in found.items()}


def _is_small(python: Path) -> None:
    lines = _run([str(python), "-c", _MEASURED], python.parent).splitlines()
    sizes = {name: int(size) for name, size in map(str.split, lines) if name not in _BARE}
    assert sum(sizes.values()) <= MEGABYTES * 1_000_000, sizes
    needed = sizes.keys() - {"transpipe"}
    assert len(needed) <= DISTRIBUTIONS, sorted(needed)


def _is_typed(python: Path, folder: Path) -> None:
    """A type checker takes our types: it knows that the answer is no number."""
    (folder / "user.py").write_text(_TYPED)
    command = [sys.executable, "-m", "mypy", "--python-executable", str(python),
               "--follow-imports", "silent", "--cache-dir", os.devnull, "user.py"]  # fmt: skip
    said = subprocess.run(
        command, cwd=folder, env=_surroundings(), capture_output=True, text=True, check=False
    ).stdout
    assert '(expression has type "str", variable has type "int")' in said
    assert "Found 1 error" in said


def _extras_resolve(tools: Path, bare: Path, wheel: Path) -> None:
    """Each by itself, and all of them at once; nothing is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = list(project["optional-dependencies"])
    uv = [str(tools / "uv"), "pip", "install", "--dry-run", "--python", str(bare / "python")]
    for wanted in (*extras, ",".join(extras)):
        _run([*uv, f"transpipe[{wanted}] @ {wheel.as_uri()}"], bare)


def _run(command: list[str], folder: Path, own: Mapping[str, str] | None = None) -> str:
    """What a program prints; it must succeed. Without a network CI fails, and others skip."""
    done = subprocess.run(
        command, cwd=folder, env=_surroundings() | dict(own or {}), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    if done.returncode and _no_network(said) and os.environ.get("CI") != "true":
        pytest.skip("no package registry answers")
    assert done.returncode == 0, (command, said[-2000:])
    return done.stdout


def _no_network(said: str) -> bool:
    signs = ("NewConnectionError", "Failed to establish", "Temporary failure in name", "dns error")
    return any(sign in said for sign in signs)


def _surroundings() -> dict[str, str]:
    """What the machine says, and nothing that leads to this checkout."""
    ours = {"PYTHONPATH", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in ours} | ENVIRONMENT
