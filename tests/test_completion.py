"""Completion: in a real bash, and as the other shells ask."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import ENVIRONMENT, Repository, adopted
from transpipe.cli.completing import TABLE

pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
EN = "# Title\n\nThe cache must hold 10 entries.\n"
ZH = "# 标题\n\n缓存必须有 10 个条目。\n"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Two articles in folders with blanks and Chinese; the second is stale."""
    files: dict[str, str | bytes] = {"原文/a b.md": EN, "译文/甲 乙.md": ZH,
                                     "原文/c.md": EN, "译文/c.md": ZH}  # fmt: skip
    made = adopted(tmp_path / "work", files)
    made.steps("accept 原文/c.md")
    made.write("原文/c.md", EN.replace("must hold", "must not hold"))
    return made


def program(folder: Path) -> Path:
    """A folder with the command, to stand in PATH."""
    there = folder / "bin"
    there.mkdir(exist_ok=True)
    (there / "transpipe").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m transpipe "$@"\n')
    (there / "transpipe").chmod(0o755)
    return there


def at_home(made: Repository, shell: str, script: str) -> subprocess.CompletedProcess[str]:
    """What a shell says whose home is a folder of its own."""
    home, path = made.root.parent / "home", program(made.root.parent)
    home.mkdir(exist_ok=True)
    env = {"HOME": str(home), "LANGUAGE": "zh_CN", "PATH": f"{path}:{os.environ['PATH']}"}
    command, around = [shell, "-c", script], os.environ | ENVIRONMENT | env
    return subprocess.run(command, env=around, cwd=made.root, capture_output=True, text=True)


def tabbed(made: Repository, *lines: str) -> list[list[str]]:
    """What bash offers where each of these lines ends, by the script that the command prints.

    The line is cut as bash cuts it, at the characters of COMP_WORDBREAKS.
    """
    folder = program(made.root.parent)
    script = ['eval "$(_TRANSPIPE_COMPLETE=source_bash transpipe)"', "set -f"]
    for line in lines:
        words = line.replace(":", " : ").split(" ") if ":" in line else line.split(" ")
        words = [word for word in words[:-1] if word] + [words[-1]] * (line[-1] != ":")
        quoted = " ".join(f"'{word}'" for word in words)
        script += [
            f"COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))",
            "_transpipe_completion transpipe",
            "printf '%s\\n' \"${COMPREPLY[@]}\"; echo ===",
        ]
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "--norc", "-c", "\n".join(script)],
        env=os.environ | ENVIRONMENT | {"PATH": path},
        cwd=made.root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    parts = done.stdout.split("===\n")[:-1]
    return [[word for word in part.splitlines() if word] for part in parts]


def test_bash_offers_what_fits(made: Repository) -> None:
    commands, articles = tabbed(made, "transpipe st", "transpipe status 原")
    assert commands == ["status", "stale"]
    assert articles == ["原文/a b.md", "原文/c.md"]


@pytest.mark.more
def test_a_unit_is_offered_by_the_lines_that_wait(made: Repository) -> None:
    """Bash cuts a word at its colon, and wants what follows."""
    assert (
        tabbed(made, "transpipe accept 原文/c.md:", "transpipe accept 原文/c.md:3") == [["3"]] * 2
    )


@pytest.mark.more
def test_commands_below_others_options_and_what_they_take(made: Repository) -> None:
    asked = {
        "transpipe status --s": ["--state", "--severity", "--since"],
        "transpipe status --state d": ["doubtful", "draft"],
        "transpipe check --code TP10": [f"TP10{n}" for n in range(1, 10)],
        "transpipe edit --finding wrong-n": ["wrong-number"],
        "transpipe status --locale zh_T": ["zh_TW"],
        "transpipe convert --add zh_H": ["zh_HK"],
        "transpipe tm s": ["search", "stats"],
        "transpipe tm search --l": ["--limit"],
        "transpipe --exe": ["--executor"],
        "transpipe nothing x": [],
    }
    assert dict(zip(asked, tabbed(made, *asked), strict=True)) == asked


@pytest.mark.more
@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_words_with_what_they_mean(made: Repository, shell: str) -> None:
    asked = {
        "LANGUAGE": "zh_CN",
        "_TRANSPIPE_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "transpipe status --st",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        [sys.executable, "-m", "transpipe"],
        env=os.environ | ENVIRONMENT | asked, cwd=made.root, capture_output=True, text=True,
    )  # fmt: skip
    assert "--state" in done.stdout
    assert "只处理处于这种状态的条目。" in done.stdout


@pytest.mark.more
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_it_is_installed_in_each_shell(made: Repository, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    done = at_home(made, shell, "transpipe --install-completion; true")
    assert done.stderr == ""
    assert done.stdout.startswith(f"自动补全已装好：{made.root.parent}/home/.")
    assert "transpipe" in at_home(made, shell, "transpipe --show-completion; true").stdout
    if shell == "fish":
        asked = 'complete -C "transpipe status 原"; complete -C "transpipe check --code wrong-n"'
        assert at_home(made, shell, asked).stdout.split("\n") == [
            "原文/a b.md", "原文/c.md", "wrong-number", "",
        ]  # fmt: skip


@pytest.mark.more
@pytest.mark.parametrize("wish", ["--install-completion", "--show-completion"])
def test_an_unknown_shell_and_a_home_that_is_not_to_be_written(made: Repository, wish: str) -> None:
    done = at_home(made, "sh", f"transpipe {wish}; echo $?")
    if os.path.basename(os.path.realpath("/bin/sh")) != "bash":  # noqa: PTH119
        assert (done.stdout, done.stderr.count("\n")) == ("2\n", 1)
        assert "bash, zsh" in done.stderr
    if wish == "--install-completion":
        done = at_home(made, "bash", f"HOME=/proc transpipe {wish}; echo $?")
        assert (done.stdout, done.stderr.count("\n")) == ("3\n", 1)


def test_the_table_has_every_command() -> None:
    """That it says what they take, `tests.messages` compares."""
    commands = json.loads(TABLE.read_text("utf-8"))["commands"]
    assert {"status", "edit", "tm search", "config show"} <= commands.keys()
