"""Odd repositories, odd files, odd terminals: one line that says what is wrong, or all is well."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import ENVIRONMENT, Ran, Repository, after, small
from transpipe.model import Locale
from transpipe.repository import Workspace

pytestmark = pytest.mark.more

EN = "# Title of it\n\nThe first paragraph says hello.\n\nAnd another one.\n"
ZH = "# 它的标题\n\n第一段说你好，你好。\n\n还有一段。\n"
FILES: dict[str, str | bytes] = {
    "README.md": "# 文章\n", "原文/a.md": EN, "译文/a.md": ZH, "原文/b.md": EN, "译文/b.md": ZH,
}  # fmt: skip
COMMANDS = (
    "init", "align", "sync", "draft --engine echo", "convert --add zh_TW", "check", "status",
    "review", "build", "pages", "run", "", "build --diff", "align --doubtful",
)  # fmt: skip


def catalogue(article: str) -> str:
    return Workspace.catalogue_path(article, Locale.ZH_CN)


def ran(repository: Repository, *arguments: str, code: int = 0) -> Ran:
    """What a command said that must end so, without a traceback."""
    done = repository.transpipe(*arguments)
    assert done.code == code, (arguments, done.out + done.err)
    assert "Traceback" not in done.err
    return done


def adopted(place: Path) -> Repository:
    return after(place, FILES, "init", "align", "sync", "build", commit=True)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return adopted(tmp_path / "repository")


# ── Articles without words ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("empty", [b"", *later(b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n \t")])
def test_an_empty_source_beside_a_translation(tmp_path: Path, empty: bytes) -> None:
    made = small(tmp_path / "repository", {**FILES, "原文/a.md": empty})
    for command in COMMANDS:
        done = ran(made, *command.split())
        if command == "align":
            assert "原文/a.md:1: warning empty-source: " in done.out
            assert (made.root / catalogue("原文/b.md")).is_file()
    assert made.read("译文/a.md") == ZH
    assert not (made.root / catalogue("原文/a.md")).exists()
    before = made.state()
    ran(made, "run")
    assert made.state() == before


CODE = "```sh\nrun --now\n```\n"
FRONT = "---\nlayout: page\nweight: 3\n---\n"


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (CODE, CODE), (FRONT, FRONT), (CODE, ZH), (EN, CODE), (CODE, EN), (FRONT + CODE, CODE),
        ("<!-- nothing -->\n", "<!-- 没有 -->\n"), ("![](a.png)\n", "![](a.png)\n"),
        ("# 3.14\n", "# 3.14\n"), (CODE, ""), ("", ""),
    ],
)  # fmt: skip
def test_what_holds_no_words_is_at_rest(tmp_path: Path, source: str, target: str) -> None:
    """Neither is there anything to adopt, nor does a build ask for it; nothing is overwritten."""
    made = small(tmp_path / "repository", {**FILES, "原文/a.md": source, "译文/a.md": target})
    for command in ("init", "align", "build", "sync", "build", "run"):
        ran(made, command)
        assert made.read("译文/a.md") == target
    before = made.state()
    for command in ("align", "sync", "build", "run"):
        ran(made, command)
    assert made.state() == before


# ── What this clone remembers ───────────────────────────────────────────────────────────────

STATES = (
    b"", b"{}", b"[]", b"null", b'{"file": 1, "catalogue": 2}', b'{"file": "a", "catalogue": "b"}',
    b'{"file": "", "catalogue": ""}', b"\xff\xfe\0", b"# 1\n\n# 2\n", b"[" * 100_000,
    b'{"file": "# \xe7\x94\xb2", "catalogue": "msgid \\"\\"\\nmsgst"}',
)  # fmt: skip


Lived = tuple[list[tuple[int, str]], dict[str, bytes]]


def lived(repository: Repository) -> Lived:
    """Two edits and the commands that take them in: what was said, and the files afterwards."""
    repository.write("译文/a.md", ZH.replace("还有", "另有"))
    repository.write("原文/b.md", EN.replace("says hello", "never says hello"))
    said = []
    for command in ("status", "sync", "build", "check", "run"):
        done = repository.transpipe(command)
        assert "damaged" not in done.out + done.err
        said.append((done.code, done.out))
    return said, {path: data for path, (data, _time) in repository.state().items()}


@pytest.fixture(scope="module")
def without_state(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """What becomes of the repository in a clone that remembers nothing."""
    fresh = adopted(tmp_path_factory.mktemp("without") / "repository")
    shutil.rmtree(fresh.root / ".transpipe")
    return lived(fresh)


@pytest.mark.parametrize("state", STATES, ids=range(len(STATES)))
def test_a_state_of_another_format_is_as_none(
    repository: Repository, without_state: Lived, state: bytes
) -> None:
    for path in (repository.root / ".transpipe").rglob("*.json"):
        path.write_bytes(state)
    assert lived(repository) == without_state
    assert repository.units("原文/a.md")["And another one."].target == "另有一段。"


@pytest.mark.parametrize(
    "name", ["base", "coming", "base/zh_CN", "coming/zh_CN", "base/zh_CN/原文/a.json"]
)
def test_something_else_stands_in_the_place_of_the_state(repository: Repository, name: str) -> None:
    place = repository.root / ".transpipe" / name
    if place.is_dir():
        shutil.rmtree(place)
        place.write_text("an older format\n")
    else:
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.mkdir()
    repository.write("译文/a.md", ZH.replace("还有", "另有"))
    repository.translate("原文/b.md", {"And another one.": "又有一段。"})
    for command in COMMANDS[1:]:
        code = repository.transpipe(*command.split()).code
        assert code == 0, command
    assert repository.units("原文/a.md")["And another one."].target == "另有一段。"
    assert "又有一段。" in repository.read("译文/b.md")


# ── Names ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("length", [251, 255, *later(250, 252, 253, 254)])
@pytest.mark.parametrize("suffix", [".md", *later(".markdown")])
def test_a_name_as_long_as_the_file_system_allows(tmp_path: Path, length: int, suffix: str) -> None:
    name = "n" * (length - len(suffix)) + suffix
    made = small(tmp_path / "repository", {**FILES, f"原文/{name}": EN, f"译文/{name}": ZH})
    too_long = length - len(suffix) + len(suffix.removesuffix(".md") + ".po") > 255
    for command in COMMANDS:
        done = made.transpipe(*command.split())
        refused = too_long and command != "init"  # which looks for no catalogue yet
        assert done.code == (4 if refused else 0), (command, done.out[-300:] + done.err)
        assert "Traceback" not in done.err
    assert (made.root / catalogue("原文/a.md")).is_file()
    if too_long:
        said = f"原文/{name}.po:1: error unreadable: File name too long"
        assert said in made.transpipe("status").out
    before = made.state()
    made.transpipe("run")
    assert made.state() == before
    left = [path.name for path in made.root.rglob("*") if path.name.endswith(".tmp")]
    assert left == []


def test_a_nul_byte_is_called_one(repository: Repository) -> None:
    repository.write("译文/a.md", ZH.replace("还有", "还\0有"))
    done = ran(repository, "sync", "原文/a.md", code=4)
    assert done.err == "transpipe: 译文/a.md:5: a NUL byte, which no text holds; take it out\n"
    repository.write("译文/a.md", "caf\xe9 \0\n".encode("latin-1"))
    assert "not UTF-8" in ran(repository, "sync", "原文/a.md", code=4).err
    repository.write("译文/a.md", "abcdefgh".encode("utf-16-le"))
    assert "UTF-16" in ran(repository, "sync", "原文/a.md", code=4).err


def test_a_name_that_is_no_text(repository: Repository) -> None:
    """A name in another encoding than the system's is a name."""
    name = os.fsdecode(b"\xd4\xad\xce\xc4.md")
    (repository.root / "原文" / name).write_text(EN)
    (repository.root / "译文" / name).write_text(ZH)
    spoken = ("status", "check", "review", "run", "status --json")
    for command in COMMANDS[1:]:
        if command not in spoken:
            assert ran(repository, *command.split()).err == "", command
    for command in spoken:  # by a real stdout
        done = shell(repository, f"transpipe {command}")
        assert (done.returncode, done.stderr) == (0, b""), command
        if "--json" in command:
            assert "\\udcce\\udcc4" in done.stdout.decode()


# ── The terminal ────────────────────────────────────────────────────────────────────────────


def shell(
    repository: Repository, script: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["bash", "-c", script.replace("transpipe", f"{sys.executable} -m transpipe")],
        cwd=repository.root, env=os.environ | ENVIRONMENT | environment,
        capture_output=True, check=False,
    )  # fmt: skip


ENCODINGS = (
    {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "ascii:strict"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"},
    {"PYTHONIOENCODING": "ascii", "LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"},
)  # fmt: skip


@pytest.mark.parametrize("environment", [ENCODINGS[0], ENCODINGS[3], *later(*ENCODINGS)])
def test_a_terminal_that_cannot_show_a_name(
    repository: Repository, environment: dict[str, str]
) -> None:
    for command in (
        "status",
        "status --json",
        "check",
        "run --json",
        "--help",
        "nothing",
        "sync x",
    ):
        done = shell(repository, f"transpipe {command}", **environment)
        assert done.returncode == (2 if command in ("nothing", "sync x") else 0), done.stderr
        assert b"Traceback" not in done.stderr
        if "--json" in command:
            rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
            assert command == "run --json" or rows[0]["article"] == "原文/a.md"


def test_file_names_that_python_cannot_spell(repository: Repository) -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = shell(repository, "transpipe status", **environment)
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"PYTHONUTF8=1" in done.stderr


CLOSED = (">&-", "2>&-", ">&- 2>&-", "<&-", "<&- >&- 2>&-")


@pytest.mark.parametrize("streams", [CLOSED[-1], *later(*CLOSED[:-1])])
@pytest.mark.parametrize(
    "command", ["status", "sync x", *later("check", "run", "--version", "--help")]
)
def test_closed_streams(repository: Repository, streams: str, command: str) -> None:
    done = shell(repository, f"transpipe {command} {streams}")
    assert done.returncode == (2 if command == "sync x" else 0), done.stderr
    assert b"Traceback" not in done.stderr + done.stdout


WRITERS = ("status --json", "check", "run", "--help", "segments 原文/a.md", "merge a.po a.po")


@pytest.mark.parametrize("command", ["status", "--version", *later(*WRITERS)])
def test_a_full_disk_behind_stdout(repository: Repository, command: str) -> None:
    repository.write("a.po", repository.read(catalogue("原文/a.md")))
    done = shell(repository, f"transpipe {command} >/dev/full")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert re.fullmatch(rb"transpipe: .*No space left on device\n", done.stderr)
    assert shell(repository, f"transpipe {command} 2>/dev/full").returncode == 0


# ── Where one is ────────────────────────────────────────────────────────────────────────────


def test_a_bare_repository_is_not_written_into(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    bare = Repository(tmp_path / "bare.git")
    before = sorted(bare.root.rglob("*"))
    for below in (bare, Repository(bare.root / "refs"), Repository(bare.root / "objects" / "info")):
        for command in COMMANDS:
            done = below.transpipe(*command.split())
            assert (done.code, done.out) == (4, ""), command
            assert re.match(r"transpipe: .*bare\.git: ", done.err)
            assert done.err.count("\n") == 1
    assert sorted(bare.root.rglob("*")) == before
    # Of a work tree, the `.git` is another matter.
    inside = Repository(repository.root / ".git")
    assert inside.transpipe("status").out == repository.transpipe("status").out


def test_a_work_tree_of_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    place = tmp_path / "place"
    repository.git("clone", "-q", "--bare", ".", str(place / ".bare"))
    (place / ".git").write_text("gitdir: ./.bare\n")
    Repository(place).git("worktree", "add", "-q", "main-tree", "main")
    tree = Repository(place / "main-tree")
    for command in ("status", "sync", "run"):
        ran(tree, command)
    assert tree.transpipe("status").out == repository.transpipe("status").out


ENVIRONMENTS = (
    {"GIT_WORK_TREE": "/"}, {"GIT_INDEX_FILE": "/nowhere"}, {"GIT_GLOB_PATHSPECS": "1"},
    {"GIT_NOGLOB_PATHSPECS": "1"}, {"GIT_OBJECT_DIRECTORY": "/nowhere"}, {"COLUMNS": "x"},
    {"GIT_EXTERNAL_DIFF": "false"}, {"GIT_CONFIG_GLOBAL": "/nowhere"}, {"HOME": "/nowhere"},
    {"TERM": ""}, {"GIT_PAGER": "false", "PAGER": "false"},
)  # fmt: skip


@pytest.mark.parametrize(
    "environment",
    [{"GIT_DIR": "/nowhere", "GIT_ICASE_PATHSPECS": "1"}, *later(*ENVIRONMENTS)],
)
def test_an_odd_environment(repository: Repository, environment: dict[str, str]) -> None:
    repository.write("原文/a.md", EN.replace("says hello", "never says hello"))
    for command in ("status", "review", "sync --dry-run"):
        plain = shell(repository, f"transpipe {command}")
        odd = shell(repository, f"transpipe {command}", **environment)
        assert (odd.returncode, odd.stdout, odd.stderr) == (plain.returncode, plain.stdout, b"")


def test_without_home_and_without_git(repository: Repository) -> None:
    for script in ("unset HOME; transpipe run", "PATH=/nowhere; transpipe run"):
        done = shell(repository, script)
        assert (done.returncode, done.stderr) == (0, b""), script
    done = shell(repository, "PATH=/nowhere; transpipe review")
    assert done.returncode == 3
    assert done.stderr == b"transpipe: git: the git command is not here; install git\n"


def test_a_repository_without_commits(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    made.git("init", "-q", "-b", "main")
    for path, text in FILES.items():
        made.write(path, text)
    for command in COMMANDS:
        done = made.transpipe(*command.split())
        assert done.code == (3 if command == "review" else 0), (command, done.err)
        assert "Traceback" not in done.err
    assert made.units("原文/a.md")["And another one."].target == "还有一段。"


@pytest.mark.parametrize("name", ["locales", "译文", "_site", ".transpipe"])
def test_a_file_where_a_folder_is_expected(tmp_path: Path, name: str) -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith(f"{name}/")}
    made = small(tmp_path / "repository", {**files, name: "just a file\n"})
    for command in COMMANDS:
        done = made.transpipe(*command.split())
        assert done.code in (0, 3, 4), (command, done.out + done.err)
        assert done.code != 4 or "transpipe align" in done.out  # of a build before it
        assert done.code != 3 or done.err == f"transpipe: {name}: is no folder\n"
        assert done.code != 3 or done.out == ""
    assert made.read(name) == "just a file\n"
    assert ran(made, "status").code == 0
