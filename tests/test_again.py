"""A command that nothing has changed for: the same answer at once, and never an old one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import later
from tests.foreign import furnished
from tests.histories import twice
from tests.repository import ENVIRONMENT, Ran, Repository, adopted, small
from transpipe.cli import report, sync

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
EN = "# Title\n\nThe first paragraph is here.\n\nA [link](./b.md) leads on.\n"
ZH = "# 标题\n\n第一段在这里。\n\n[链接](./b.md)通往下文。\n"
OTHER = {"原文/b.md": "# Other\n\nMore of it.\n", "译文/b.md": "# 其他\n\n还有更多。\n"}
COMMANDS = ("status", "run", *later("check", "sync", "build", "sync --json", "status 原文/a.md"))
KEPT = ".transpipe/again.json"
KNOWN = '{"article": "原文/a.md", "code": "dead-link", "words": "0", "count": 1}\n'


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return adopted(tmp_path / "work", {ARTICLE: EN, TARGET: ZH, **OTHER}, [ARTICLE])


def asked(made: Repository, command: str) -> tuple[Ran, Ran]:
    """The answer, and what it is when all is done anew."""
    words = command.split()
    return made.transpipe(*words), made.transpipe(*words, "--no-cache")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_same_again(made: Repository, command: str) -> None:
    made.steps("run")
    first, anew = asked(made, command)
    again = made.transpipe(*command.split())
    assert again == first == anew
    assert kept(made)


def kept(made: Repository) -> dict[str, object]:
    """What is kept of answers."""
    answers = json.loads((made.root / KEPT).read_bytes())["answers"]
    assert isinstance(answers, dict)
    return answers


@pytest.mark.parametrize("command", ["sync", "run", "build"])
def test_what_a_command_would_say_once_more_is_known_when_it_has_written(
    made: Repository, command: str
) -> None:
    made.write(ARTICLE, EN + "\nA paragraph more.\n")
    made.write(TARGET, ZH + "\n又一段。\n")
    made.steps(*(("sync",) if command == "build" else ()))
    made.write(TARGET, made.read(TARGET))
    ran = made.transpipe(command)
    assert ran.code == 0
    once, anew = asked(made, command)
    assert once == anew


def test_after_an_adoption_it_is_known_too(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: ZH, **OTHER})
    made.steps("init", "run")
    once, anew = asked(made, "run")
    assert once == anew
    assert len(kept(made)) == 1


@pytest.mark.parametrize("path", [ARTICLE, TARGET, "locales/zh_CN/LC_MESSAGES/原文/b.po"])
def test_what_somebody_saves_while_a_command_works_is_seen_by_the_next(
    made: Repository, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    made.write(ARTICLE, EN + "\nA paragraph more.\n")
    whole = report.finish

    def saved_meanwhile(*what: Any) -> int:
        made.write(path, made.read(path).replace("paragraph is", "one is").replace("第一", "头一"))
        made.write(path, made.read(path).replace("其他", "别的"))
        return whole(*what)

    monkeypatch.setattr(sync, "finish", saved_meanwhile)
    made.steps("sync")
    monkeypatch.undo()
    twin = Repository(shutil.copytree(made.root, made.root.with_name("twin"), symlinks=True))
    assert made.transpipe("sync") == twin.transpipe("sync", "--no-cache")


def _touch(made: Repository, path: str, text: str) -> None:
    """Another text of the same size, with the times that the file had."""
    place = made.root / path
    found = place.stat()
    assert len(text.encode()) == found.st_size
    place.write_text(text, "utf-8")
    os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))


CHANGES: dict[str, Callable[[Repository], object]] = {
    "a source": lambda made: made.write(ARTICLE, EN + "\nNew.\n"),
    "a file whose clock lies": lambda made: _touch(made, TARGET, ZH.replace("第一", "第二")),
    "a source whose clock lies": lambda made: _touch(made, ARTICLE, EN.replace("here", "gone")),
    "a list of what is known, whose clock lies": lambda made: _touch(
        made, "transpipe-baseline.jsonl", KNOWN.replace("1}", "2}")
    ),
    "a file that is linked is gone": lambda made: (made.root / "译文/b.md").unlink(),
    "a file that nobody knows": lambda made: made.write("c.md", "# C\n"),
    "the settings": lambda made: made.write("transpipe.toml", 'language = "en"\n'),
    "a catalogue": lambda made: made.write(
        "locales/zh_CN/LC_MESSAGES/原文/a.po",
        made.read("locales/zh_CN/LC_MESSAGES/原文/a.po").replace("第一段在", "第一节在"),
    ),
    "a commit": lambda made: made.commit(),
    "an empty commit": lambda made: made.git("commit", "-q", "--allow-empty", "-m", "x"),
    "a branch": lambda made: made.git("switch", "-q", "-c", "other"),
    "the index": lambda made: made.git("rm", "-q", "--cached", TARGET),
    "local state": lambda made: shutil.rmtree(made.root / ".transpipe/base"),
    "all local state": lambda made: shutil.rmtree(made.root / ".transpipe"),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("command", ["status", *later("check", "sync", "build", "run")])
def test_whatever_changes_is_seen(made: Repository, command: str, change: str) -> None:
    made.write("transpipe-baseline.jsonl", KNOWN)
    made.steps("run")
    made.transpipe(command)
    old = made.transpipe(command)
    twin = Repository(shutil.copytree(made.root, made.root.with_name("twin"), symlinks=True))
    for each in (made, twin):
        CHANGES[change](each)
    shutil.rmtree(twin.root / KEPT, ignore_errors=True)
    now, anew = made.transpipe(command), twin.transpipe(command, "--no-cache")
    assert now == anew
    assert old.code in (0, 1)
    files = {p: d for p, (d, _t) in made.state().items() if not p.startswith((".git/", "_site"))}
    there = {p: d for p, (d, _t) in twin.state().items() if not p.startswith((".git/", "_site"))}
    assert {p: d for p, d in files.items() if ".transpipe" not in p} == {
        p: d for p, d in there.items() if ".transpipe" not in p
    }


@pytest.mark.parametrize(
    "environment", [{"LANGUAGE": "zh_CN"}, {"COLUMNS": "60"}, {"FORCE_COLOR": "1"}]
)
def test_who_sees_it_otherwise_gets_it_otherwise(
    made: Repository, environment: dict[str, str]
) -> None:
    made.steps("run")
    plain = made.transpipe("status")
    other = Repository(made.root, environment)
    assert other.transpipe("status") == other.transpipe("status", "--no-cache")
    assert made.transpipe("status") == plain


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"form": 99}', b"\xff\xfe", b'{"form": 1, "files": []}']
)
def test_what_is_damaged_or_another_ones_is_thrown_away(made: Repository, data: bytes) -> None:
    made.steps("run")
    said = made.transpipe("status")
    (made.root / KEPT).write_bytes(data)
    assert made.transpipe("status") == said
    assert kept(made)


def test_a_truncated_one_is_no_answer(made: Repository) -> None:
    made.steps("run")
    said = made.transpipe("status")
    whole = (made.root / KEPT).read_bytes()
    for share in (0.1, 0.5, 0.9, 0.99):
        (made.root / KEPT).write_bytes(whole[: int(share * len(whole))])
        assert made.transpipe("status") == said


def test_nothing_is_kept_where_nothing_was_adopted(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN, TARGET: ZH})
    made.steps("status")
    assert not (made.root / ".transpipe").exists()


@pytest.mark.parametrize(
    ("settings", "is_kept"),
    [
        ("# [[pairs]]\n", True),
        ("[[pairs]]\nsource = '原文/a.md'\ntarget = '译文/a.md'\n", False),
        ('[["pa\\u0069rs"]]\nsource = "原文/a.md"\ntarget = "译文/a.md"\n', False),
    ],
)
def test_pairs_that_the_settings_name_may_lie_elsewhere(
    made: Repository, settings: str, is_kept: bool
) -> None:
    made.write("transpipe.toml", settings)
    made.steps("run")
    (made.root / KEPT).unlink(missing_ok=True)
    made.steps("status")
    assert (made.root / KEPT).is_file() is is_kept


@pytest.mark.more
def test_units_of_every_kind(tmp_path: Path) -> None:
    made = furnished(tmp_path / "work", derived=True)
    for command in ("sync", "build", "run", "status", "check"):
        made.transpipe(command)
        once, anew = asked(made, command)
        assert once == anew


@pytest.mark.more
@pytest.mark.parametrize("first", range(0, 40, 4))
def test_after_every_step_of_a_history_it_is_as_if_nothing_were_kept(first: int) -> None:
    assert not {seed: said for seed in range(first, first + 4) if (said := twice.broken(seed))}


def test_what_was_cut_off_by_its_reader_is_no_answer(made: Repository) -> None:
    """With `| head` half of a list was said again later, and that nothing was wrong."""
    made.write("原文/c.md", "# Third\n")
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-u", "-m", "transpipe", "status"]
    cut = subprocess.run(
        command, cwd=made.root, env=os.environ | ENVIRONMENT, stdout=writer, check=False
    )
    os.close(writer)
    assert cut.returncode == 0
    said = subprocess.run(
        command, cwd=made.root, env=os.environ | ENVIRONMENT, capture_output=True, check=False
    )
    assert said.stdout.decode().count("原文/") >= 3
