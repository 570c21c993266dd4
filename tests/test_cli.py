"""The command line: help, exit codes, one line for bad input, JSON, and what reaches a terminal."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.repository import ENVIRONMENT, Repository, adopted, small
from transpipe.cli.app import COMMANDS

EN = "# Title of it\n\nThe first paragraph says hello.\n\n* An item with `code`.\n"
ZH = "# 它的标题\n\n第一段说你好。\n\n* 一项，有 `code`。\n"
ROW = "* [Title](https://example.org/a) | [原文](./原文/a.md) | [译文](./译文/甲.md)\n"
CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/a.po"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A small repository after `init` and `align`."""
    files: dict[str, str | bytes] = {"README.md": ROW, "原文/a.md": EN, "译文/甲.md": ZH}
    return adopted(tmp_path / "repository", files)


def refused(repository: Repository, *arguments: str, code: int) -> str:
    """The one line on stderr of a command that must fail with this exit code, writing nothing."""
    before = repository.state()
    ran = repository.transpipe(*arguments)
    assert ran.code == code, ran.out + ran.err
    assert ran.err.count("\n") == 1, ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""
    assert repository.state() == before
    return ran.err


# ── Help ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(repository: Repository, command: str) -> None:
    ran = repository.transpipe(command, "--help")
    assert ran.code == 0
    assert f"Example: transpipe {command}" in ran.out


def test_the_readme_lists_the_commands(repository: Repository) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE)) - {"transpipe"}
    assert listed == set(COMMANDS)


def test_version(repository: Repository) -> None:
    said = repository.transpipe("--version").out
    assert re.fullmatch(r"transpipe \d+\.\d+\.\d+\n", said)
    assert repository.transpipe("-q", "--version").out == said


# ── Where one is, and what comes next ───────────────────────────────────────────────────────


def test_alone_it_names_the_next_command(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"README.md": ROW, "原文/a.md": EN, "译文/甲.md": ZH}
    fresh = small(tmp_path / "fresh", files)
    assert fresh.transpipe().out.endswith("next: transpipe init\n")
    fresh.transpipe("init")
    assert fresh.transpipe().out.endswith("next: transpipe align\n")
    fresh.transpipe("align")
    assert "next: nothing to do" in fresh.transpipe().out


def test_in_an_empty_folder_it_names_init(tmp_path: Path) -> None:
    ran = Repository(tmp_path).transpipe()
    assert (ran.code, ran.err) == (0, "")
    assert "next: transpipe init" in ran.out


def test_a_folder_below_and_another_folder(repository: Repository, tmp_path: Path) -> None:
    here = repository.transpipe("status").out
    assert Repository(repository.root / "原文").transpipe("status").out == here
    assert Repository(tmp_path).transpipe("-C", str(repository.root), "status").out == here
    said = refused(repository, "-C", "nowhere", "status", code=2)
    assert said == "transpipe: nowhere: no such folder\n"


# ── Bad input ───────────────────────────────────────────────────────────────────────────────


def test_an_unknown_command_has_a_suggestion(repository: Repository) -> None:
    assert "did you mean build?" in refused(repository, "bulid", code=2)


def test_an_unknown_option(repository: Repository) -> None:
    said = refused(repository, "build", "--rellayout", code=2)
    assert "--relayout" in said


def test_quiet_may_stand_behind_the_command(repository: Repository) -> None:
    before, behind = repository.transpipe("-q", "status"), repository.transpipe("status", "-q")
    assert before == behind
    assert before.code == 0


def test_a_file_that_is_not_there_is_called_a_file(repository: Repository) -> None:
    repository.write("notes.md", "# Notes\n")
    said = refused(repository, "segments", "note.md", code=2)
    assert "note.md: no such file (did you mean notes.md?)" in said
    assert "article" not in said


def test_verbose_names_each_article(repository: Repository) -> None:
    for command in ("sync", "check", "run"):
        ran = repository.transpipe(command, "-v")
        assert ran.code == 0
        assert "原文/a.md" in ran.err.splitlines()
    assert "原文/a.md" not in repository.transpipe("sync", "-v", "-q").err


def test_an_unknown_article_has_the_nearest_name(repository: Repository) -> None:
    for command in ("build", "sync", "align", "status", "check", "review", "pages", "convert"):
        if command == "convert":
            repository.transpipe("convert", "--add", "zh_TW")
        said = refused(repository, command, "原文/b.md", code=2)
        assert "原文/b.md: no such article (did you mean 原文/a.md?)" in said


def test_a_file_that_is_not_there(repository: Repository) -> None:
    said = refused(repository, "segments", "原文/aa.md", code=2)
    assert "原文/a.md" in said
    assert "原文/x.md" in refused(repository, "align", "原文/x.md", "译文/甲.md", "--json", code=2)


@pytest.mark.parametrize(("encoding", "guess"), [("gb18030", "GB18030"), ("utf-16", "UTF-16")])
def test_a_file_that_is_not_utf8_is_named_with_its_encoding(
    repository: Repository, encoding: str, guess: str
) -> None:
    text = ZH + "\n再说一段长一些的中文，好让编码猜得出来，这里还有几个字。\n"
    repository.write("译文/甲.md", text.encode(encoding))
    for command in ("sync", "build"):
        said = refused(repository, command, "原文/a.md", code=4)
        assert re.match(r"transpipe: 译文/甲\.md:\d+: not UTF-8", said)
        assert guess in said


def test_a_damaged_catalogue_is_refused_with_its_line(repository: Repository) -> None:
    text = repository.read(CATALOGUE)
    cut = text.rindex("msgstr")
    repository.write(CATALOGUE, text[: cut + 9])
    for command in ("sync", "build", "status", "check", "pages"):
        said = refused(repository, command, "原文/a.md", code=4)
        assert re.match(rf"transpipe: {CATALOGUE}:\d+: damaged catalogue: ", said)
    repository.write(CATALOGUE, f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n")
    assert f"{CATALOGUE}:1: git left a merge" in refused(repository, "build", "a", code=4)


def test_an_unknown_setting_has_its_line_and_the_nearest_key(repository: Repository) -> None:
    repository.write("transpipe.toml", 'language = "en"\nmising = "omit"\n')
    said = refused(repository, "build", code=2)
    assert said.startswith("transpipe: transpipe.toml:2: mising")
    assert "missing" in said
    repository.write("transpipe.toml", 'missing = "often"\n')
    assert "transpipe.toml:1" in refused(repository, "sync", code=2)
    repository.write("transpipe.toml", "missing = \n")
    assert "transpipe.toml:1" in refused(repository, "status", code=2)


@pytest.mark.parametrize("link", ["../../secret.md", "/etc/passwd.md", "%2e%2e/%2e%2e/x.md"])
def test_an_index_link_that_leaves_the_repository(repository: Repository, link: str) -> None:
    repository.write(
        "README.md", f"# A\n\n* [b](http://b) | [原文]({link}) | [译文](./译文/甲.md)\n"
    )
    for command in ("init", "status", "build", "run"):
        said = refused(repository, command, code=4)
        assert said.startswith("transpipe: README.md:3: ")
        assert link in said


def test_an_unknown_revision(repository: Repository) -> None:
    said = refused(repository, "review", "--base", "mian", code=3)
    assert "mian" in said
    assert "main" in said


def test_review_without_git(tmp_path: Path) -> None:
    plain = Repository(tmp_path)
    plain.write("原文/a.md", EN)
    assert refused(plain, "review", code=3).startswith("transpipe: git: ")


def test_an_engine_must_be_named_and_known(repository: Repository) -> None:
    assert "echo" in refused(repository, "draft", "--no-memory", code=2)
    assert "goggle" in refused(repository, "draft", "--engine", "goggle", code=3)


def test_what_makes_no_sense(repository: Repository) -> None:
    assert "ARTICLE" in refused(repository, "build", "--relayout", code=2)
    assert "--json" in refused(repository, "align", "原文/a.md", "译文/甲.md", code=2)
    assert "zh_TW" in refused(repository, "convert", "--add", "ja", code=2)
    assert "zh_TW" in refused(repository, "convert", code=2)
    assert "--keep" in refused(repository, "build", "--keep", "120", code=2)
    assert "zh_CN" in refused(repository, "convert", "--text", "--to", "xx", code=2)


def test_relayout_of_what_is_not_translated(repository: Repository) -> None:
    repository.write("原文/b.md", "# Another\n\nNothing yet.\n")
    repository.transpipe("sync")
    assert "原文/b.md" in refused(repository, "build", "--relayout", "原文/b.md", code=2)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(repository: Repository) -> None:
    (repository.root / "locales").chmod(0o500)
    assert repository.transpipe("sync").code == 3


# ── What is printed ─────────────────────────────────────────────────────────────────────────

AS_JSON = (
    "init", "status", "sync", "build", "build --diff", "check", "review --base HEAD", "pages",
    "convert --add zh_TW", "draft --engine echo", "run", "segments 原文/a.md", "align",
    "align 原文/a.md 译文/甲.md", "build --relayout 原文/a.md",
)  # fmt: skip


@pytest.mark.parametrize("command", AS_JSON)
def test_json_is_json(repository: Repository, command: str) -> None:
    ran = repository.transpipe(*command.split(), "--json")
    assert ran.code in (0, 1), ran.err
    try:
        json.loads(ran.out or "null")
    except json.JSONDecodeError:
        for line in ran.out.splitlines():
            assert isinstance(json.loads(line), dict)


def test_segments_and_beads_have_the_documented_form(repository: Repository) -> None:
    ran = repository.transpipe("segments", "原文/a.md", "--json")
    first = json.loads(ran.out.splitlines()[0])
    assert first == {
        "kind": "heading", "line_start": 1, "line_end": 1, "text": "Title of it", "trail": [],
    }  # fmt: skip
    ran = repository.transpipe("align", "原文/a.md", "译文/甲.md", "--json")
    beads = [json.loads(line) for line in ran.out.splitlines()]
    assert [bead["en"] for bead in beads] == [[1, 1], [3, 3], [5, 5]]
    assert all(set(bead) == {"en", "zh", "confidence", "state"} for bead in beads)


def test_control_characters_do_not_reach_the_terminal(repository: Repository) -> None:
    hostile = "原文/\x1b[31mred\x07.md"
    repository.write(hostile, EN)
    repository.write("译文/\x1b]0;x\x07\u202eb.md", "# \x1b[2J中文的标题\n\n全部是中文的一段。\n")
    for command in ("init", "status", "sync", "build", "check", "run", "review", ""):
        ran = repository.transpipe(*command.split())
        assert ran.code in (0, 1), ran.err
        assert not set(ran.out + ran.err) & {"\x1b", "\x07", "\u202e"}, command
    assert "\\x1b" in repository.transpipe("status").out
    error = repository.transpipe("build", "\x1b[31m").err
    assert "\x1b" not in error


def test_colour_only_where_it_is_wanted(repository: Repository) -> None:
    def said(**environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "transpipe", "status"], cwd=repository.root, check=True,
            env=os.environ | ENVIRONMENT | environment, capture_output=True,
        )  # fmt: skip
        return done.stdout.decode()

    assert "\x1b" not in said()
    assert "\x1b" in said(FORCE_COLOR="1")
    assert "\x1b" not in said(FORCE_COLOR="1", NO_COLOR="1")


def test_a_reader_that_goes_away_is_no_error(repository: Repository) -> None:
    long = "".join(f"Paragraph {n} of a long file.\n\n" for n in range(20_000))
    repository.write("原文/long.md", long)
    command = f"{sys.executable} -m transpipe segments 原文/long.md | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=repository.root,
        env=os.environ | ENVIRONMENT, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"1-1\t")


def test_conversion_between_stdin_and_stdout(repository: Repository) -> None:
    ran = repository.process("convert", "--to", "zh_TW", "--text", stdin="软件和网络\n".encode())
    assert ran.out == "軟體和網路\n"
    said = "# 软件\n\n`软件` 在 [网络](软件.md)。\n".encode()
    ran = repository.process("convert", "--to", "zh_TW", "--markdown", stdin=said)
    assert ran.out == "# 軟體\n\n`软件` 在 [網路](软件.md)。\n"


def test_it_starts_quickly() -> None:
    code = "import atexit, sys; atexit.register(lambda: print(len(sys.modules))); "
    code += "import transpipe.cli; transpipe.cli.main(['--version'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    alone = subprocess.run(
        [sys.executable, "-c", "import typer, sys; print(len(sys.modules))"],
        capture_output=True, check=True,
    )  # fmt: skip
    # Modules are counted, since seconds depend on what else the machine does.
    assert int(done.stdout.split()[-1]) < int(alone.stdout)


def test_git_calls_the_driver(repository: Repository) -> None:
    ran = repository.transpipe("init", "--git")
    assert "git config merge.transpipe.driver" in ran.out
    repository.git("config", "merge.transpipe.driver",
                   f"{sys.executable} -m transpipe git merge-driver %O %A %B %P")  # fmt: skip
    first, last = "Title of it", "The first paragraph says hello."
    repository.git("checkout", "-q", "-b", "other")
    repository.translate("原文/a.md", {first: "那个标题"})
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.translate("原文/a.md", {last: "首段问好。"})
    repository.commit()
    repository.git("merge", "-q", "other", "-m", "both")
    units = repository.units("原文/a.md")
    assert (units[first].target, units[last].target) == ("那个标题", "首段问好。")
    text = repository.transpipe("git", "textconv", CATALOGUE).out
    assert "首段问好。" in text
