"""`doctor`: each thing that can be missing is found, and what it names mends it."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import Ran, Repository, adopted
from transpipe.repository.files import held

FILES: dict[str, str | bytes] = {
    "原文/X.md": "# Title\n\nHello to you.\n",
    "译文/X.md": "# 标题\n\n你好。\n",
}
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/X.po"


@pytest.fixture
def sound(tmp_path: Path) -> Repository:
    """A repository that lacks nothing."""
    made = adopted(tmp_path / "work", FILES)
    made.git("config", "core.quotepath", "off")
    made.git("config", "user.name", "林")
    made.transpipe("init", "--git")
    return made


def found(ran: Ran) -> dict[str, tuple[str, str]]:
    """By name, how a thing is and what mends it."""
    rows = [json.loads(line) for line in ran.out.splitlines()]
    return {row["name"]: (row["grade"], row["mend"]) for row in rows}


def lacking(repository: Repository) -> dict[str, str]:
    """What is not fine, with its mend."""
    rows = found(repository.transpipe("doctor", "--json")).items()
    return {name: mend for name, (grade, mend) in rows if grade != "fine"}


def test_nothing_is_missing_and_nothing_is_written(sound: Repository) -> None:
    before = sound.state()
    ran = sound.transpipe("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("✓") == len(ran.out.splitlines()) >= 12
    assert len(found(sound.transpipe("doctor", "--json"))) >= 12
    assert sound.state() == before


def _without_settings(made: Repository) -> None:
    (made.root / "transpipe.toml").unlink()


def _wrong_settings(made: Repository) -> None:
    made.write("transpipe.toml", "mising = 1\n")


def _damaged(made: Repository) -> None:
    made.write(CATALOGUE, made.read(CATALOGUE)[:-40])


BROKEN: dict[str, tuple[Callable[[Repository], object], str, int]] = {
    "quotepath": (lambda m: m.git("config", "--unset", "core.quotepath"), "core.quotepath", 0),
    "driver": (lambda m: m.git("config", "--unset", "merge.transpipe.driver"), "merge-driver", 0),
    "attributes": (lambda m: (m.root / ".gitattributes").unlink(), "merge-driver", 0),
    "no settings": (_without_settings, "settings", 0),
    "settings": (_wrong_settings, "settings", 3),
    "catalogue": (_damaged, "catalogues", 3),
    "engine": (
        lambda m: m.write("transpipe.toml", '[draft]\nengine = "deepl"\napi_key_env = "NO_KEY"\n'),
        "engine",
        3,
    ),
    "server": (
        lambda m: m.write(
            "transpipe.toml", '[draft]\nengine = "libre"\nurl = "http://127.0.0.1:9/"\n'
        ),
        "engine",
        3,
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_missing_is_told(sound: Repository, kind: str) -> None:
    broken, name, code = BROKEN[kind]
    broken(sound)
    assert name in lacking(sound)
    assert sound.transpipe("doctor").code == code


@pytest.mark.parametrize("kind", ["quotepath", "driver", "attributes", "no settings"])
def test_the_command_it_names_mends_it(sound: Repository, kind: str) -> None:
    broken, name, _code = BROKEN[kind]
    broken(sound)
    program, *arguments = shlex.split(lacking(sound)[name])
    sound.git(*arguments) if program == "git" else sound.transpipe(*arguments)
    assert name not in lacking(sound)


def test_somebody_else_is_at_work(sound: Repository) -> None:
    with held(sound.root / ".transpipe", ".transpipe", 1.0):
        assert "lock" in lacking(sound)
    assert "lock" not in lacking(sound)


def test_without_git_and_articles(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    names = lacking(Repository(tmp_path / "empty"))
    assert {"repository", "settings", "articles"} <= names.keys()
    assert [*(tmp_path / "empty").iterdir()] == []
