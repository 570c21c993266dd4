"""The disk: whole files or none, nothing outside, nobody's work overwritten."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from transpipe.errors import (
    ArticleNotFound,
    BadArgument,
    BadSetting,
    FileFault,
    Locked,
    NotText,
    WouldOverwrite,
)
from transpipe.model import Locale
from transpipe.pairs import LEAVES
from transpipe.repository import Workspace, files
from transpipe.repository.remembered import Remembered, announce, recalled, remember


def temporaries(root: Path) -> list[str]:
    return [path.name for path in root.rglob("*") if files.is_leftover(path.name)]


# ── finding and reading ─────────────────────────────────────────────────────────────────────


def test_the_workspace_is_the_nearest_folder_with_settings_or_git(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    assert Workspace.around(deep).root == deep
    (tmp_path / ".git").mkdir()
    assert Workspace.around(deep).root == tmp_path
    (tmp_path / "a" / "transpipe.toml").write_text("")
    assert Workspace.around(deep).root == tmp_path / "a"
    with pytest.raises(BadArgument, match="no such folder"):
        Workspace.around(tmp_path / "missing")


def test_settings_come_from_our_file_else_from_pyproject(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert not workspace.has_settings()
    assert workspace.config().language == "zh_CN"
    (tmp_path / "pyproject.toml").write_text('[tool.transpipe]\nlanguage = "en"\n')
    assert workspace.has_settings()
    assert workspace.config().language == "en"
    with pytest.raises(BadSetting, match=r"^pyproject\.toml:1: "):
        workspace.set_locales([Locale.ZH_TW])
    (tmp_path / "transpipe.toml").write_text('language = "zh_CN"\n')
    assert workspace.config().path == "transpipe.toml"
    assert workspace.set_locales([Locale.ZH_TW]) == ("transpipe.toml",)
    assert workspace.config().derived == (Locale.ZH_TW,)


def test_which_files_there_are(tmp_path: Path) -> None:
    for path in ("原文/a b.md", "译文/甲.md", ".git/config", ".transpipe/x", "node_modules/x.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("xyz")
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").touch()
    (tmp_path / "env" / "x.md").touch()
    (tmp_path / "译文" / "空.md").touch()
    (tmp_path / "in.md").symlink_to("原文/a b.md")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "again").symlink_to("原文")
    (tmp_path / "out.md").symlink_to("/etc/hostname")
    (tmp_path / "outside").symlink_to("/etc")
    os.mkfifo(tmp_path / "pipe.md")
    assert Workspace(tmp_path).files() == {
        "in.md": 3,
        "out.md": LEAVES,
        "outside": LEAVES,
        "原文/a b.md": 3,
        "译文/甲.md": 3,
        "译文/空.md": 0,
    }
    assert list(Workspace(tmp_path).files()) == sorted(Workspace(tmp_path).files())


def test_texts_are_read_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeff甲\r\n乙\r".encode())
    assert Workspace(tmp_path).read_text("a.md") == "\ufeff甲\r\n乙\r"
    assert Workspace(tmp_path).read_any(tmp_path / "a.md") == "\ufeff甲\r\n乙\r"
    assert Workspace(tmp_path).read_any("a.md") == "\ufeff甲\r\n乙\r"


CHINESE = "第一行是英文字母 ABC。\n我们的服务在这里，因为它是一个很好的地方。\n"


@pytest.mark.parametrize(
    ("data", "line", "guess"),
    [
        (b"one\ntwo\n" + CHINESE.encode("gb18030"), 3, "GB18030"),
        (
            b"en\n" + "我們的服務在這裡，因為它是一個很好的地方。\n".encode("big5"),
            2,
            "Big5",
        ),
        (CHINESE.encode("utf-16"), 1, "UTF-16"),
        (b"a\r\nb\rc\nd\0", 4, ""),
    ],
)
def test_what_is_not_utf8_is_refused(tmp_path: Path, data: bytes, line: int, guess: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(NotText) as refused:
        Workspace(tmp_path).read_text("a.md")
    assert (refused.value.path, refused.value.line) == ("a.md", line)
    assert not guess or refused.value.guess == guess
    assert refused.value.code == 4


def test_a_missing_article_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "原文").mkdir()
    (tmp_path / "原文" / "Caching.md").touch()
    for read in (Workspace(tmp_path).read_text, Workspace(tmp_path).read_any):
        with pytest.raises(ArticleNotFound, match="did you mean 原文/Caching"):
            read("原文/Cachign.md")
    with pytest.raises(ArticleNotFound):
        Workspace(tmp_path).read_text("原文")


def test_no_path_leads_out(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "linked").symlink_to(tmp_path)
    (root / "into").symlink_to(".git")
    (root / "out.md").symlink_to(tmp_path / "new.md")
    workspace = Workspace(root)
    outside = ["../x.md", "/etc/x.md", "a/../../x.md", "linked/x.md", "out.md", "a\0.md"]
    for path in outside:
        for act in (workspace.read_text, workspace.exists, lambda path: workspace.write(path, "x")):
            with pytest.raises(BadArgument, match="leads out"):
                act(path)
    for path in (".git/config", ".GIT/config", "into/config", "a/.git/hooks/x"):
        with pytest.raises(BadArgument, match="leads out"):
            workspace.write(path, "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["repository"]
    assert list((root / ".git").iterdir()) == []


def test_state_is_not_written_through_a_link(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    (root / ".transpipe").symlink_to(tmp_path)
    with pytest.raises(BadArgument, match="leads out"), Workspace(root).locked():
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == ["repository"]


# ── writing ─────────────────────────────────────────────────────────────────────────────────


def test_equal_bytes_are_not_written(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert workspace.write("译文/甲.md", "甲\r\n") == ("译文/甲.md",)
    before = (tmp_path / "译文/甲.md").stat()
    assert workspace.write("译文/甲.md", "甲\r\n") == ()
    assert Workspace(tmp_path).write("译文/甲.md", "甲\r\n".encode()) == ()
    after = (tmp_path / "译文/甲.md").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert workspace.written == ["译文/甲.md"]
    assert temporaries(tmp_path) == []


def test_the_mode_is_kept_and_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "b.md").symlink_to("a.md")
    workspace = Workspace(tmp_path)
    workspace.write("b.md", "new")
    assert (tmp_path / "a.md").read_text() == "new"
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "b.md").is_symlink()
    umask = os.umask(0o027)
    try:
        workspace.write("c.md", "new")
    finally:
        os.umask(umask)
    assert (tmp_path / "c.md").stat().st_mode & 0o777 == 0o640


def test_long_and_odd_names(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    for name in ("长" * 84 + ".md", "a b'\"$.md", "line\nend.md", "e\u0301.md", "-x.md"):
        assert workspace.write(f"译文/{name}", name) == (f"译文/{name}",)
        assert workspace.read_text(f"译文/{name}") == name
        assert f"译文/{name}" in workspace.files()
    with pytest.raises(FileFault):
        workspace.write("译文/" + "长" * 90 + ".md", "x")


def test_a_dry_run_writes_nothing_and_shows_everything(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    workspace = Workspace(tmp_path, dry_run=True)
    with workspace.locked():
        assert workspace.write("a.md", "new") == ("a.md",)
        assert workspace.write("b/c.md", "new") == ("b/c.md",)
        assert workspace.write("b/c.md", "new") == ()
        announce(workspace, "a.md", Locale.ZH_CN, Remembered("甲", "乙"))
        remember(workspace, "a.md", Locale.ZH_CN, Remembered("甲", "乙"))
    assert workspace.exists("b/c.md")
    assert workspace.read_text("a.md") == "new"
    assert workspace.written == ["a.md", "b/c.md"]
    assert [path.name for path in tmp_path.rglob("*")] == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "old"


def test_what_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("one")
    workspace = Workspace(tmp_path)
    workspace.read_text("a.md")
    article.write_text("a person's two")
    with pytest.raises(WouldOverwrite):
        workspace.write("a.md", "three")
    assert article.read_text() == "a person's two"
    assert workspace.read_text("a.md") == "a person's two"
    assert workspace.write("a.md", "three") == ("a.md",)
    article.unlink()
    with pytest.raises(WouldOverwrite):
        workspace.write("a.md", "four")
    assert not workspace.exists("new.md")
    (tmp_path / "new.md").write_text("a person's")
    with pytest.raises(WouldOverwrite):
        workspace.write("new.md", "ours")
    assert (tmp_path / "new.md").read_text() == "a person's"
    assert temporaries(tmp_path) == []


def test_a_change_at_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = tmp_path / "a.md"
    article.write_text("one")
    fsync = os.fsync

    def edit(descriptor: int) -> None:
        article.write_text("a person's two")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", edit)
    with pytest.raises(WouldOverwrite):
        Workspace(tmp_path).write("a.md", "three")
    assert article.read_text() == "a person's two"


def test_a_read_only_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("one")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FileFault, match=r"^a\.md: Permission denied"):
        Workspace(tmp_path).write("a.md", "two")
    assert (tmp_path / "a.md").read_text() == "one"


CALLS = ("open", "write", "fchmod", "fsync", "close", "replace")
FAULTS = (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EMFILE, errno.EDQUOT)


def failing(name: str, at: int, number: int) -> tuple[Callable[..., object], list[int]]:
    """The call of that name in `os`, which fails the `at`-th time; and how often it was made."""
    real, calls = getattr(os, name), [0]

    def call(*arguments: object, **named: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            if name == "close":  # what is closed is closed, whatever the answer
                real(*arguments, **named)
            raise OSError(number, os.strerror(number))
        return real(*arguments, **named)

    return call, calls


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("there", [True, False])
def test_each_call_that_fails_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, there: bool
) -> None:
    article = tmp_path / "译文" / "甲.md"
    article.parent.mkdir()
    for number in FAULTS:
        for at in range(1, 9):
            article.unlink(missing_ok=True)
            if there:
                article.write_bytes(b"old\n" * 100)
            call, calls = failing(name, at, number)
            with monkeypatch.context() as patch:
                patch.setattr(os, name, call)
                try:
                    Workspace(tmp_path).write("译文/甲.md", b"new\n" * 5000)
                    failed = ""
                except FileFault as fault:
                    failed = str(fault)
            assert failed in ("", f"译文/甲.md: {os.strerror(number)}")
            now = article.read_bytes() if article.exists() else b""
            assert now in ((b"old\n" * 100 if there else b""), b"new\n" * 5000)
            assert failed or now == b"new\n" * 5000
            assert temporaries(tmp_path) == []
            if calls[0] < at:
                break
        assert at > 1 or name == "fchmod"


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    Workspace(tmp_path).write("a.md", "甲乙丙\n" * 100)
    assert (tmp_path / "a.md").read_text("utf-8") == "甲乙丙\n" * 100


KILLED = """
import sys
from pathlib import Path
from transpipe.repository import Workspace
workspace = Workspace(Path(sys.argv[1]))
text, other = "甲\\n" * 20000, "乙\\n" * 30000
print("ready", flush=True)
while True:
    with workspace.locked():
        workspace.write("译文/甲.md", text)
    text, other = other, text
"""


def killed_while_writing(root: Path, times: int) -> None:
    """kill -9 at random points: the file is always one of the two whole ones."""
    pauses = random.Random(20)
    for _time in range(times):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(root)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        threading.Event().wait(pauses.random() * 0.02)
        process.kill()
        process.wait()
        process.stdout.close()
        article = root / "译文" / "甲.md"
        if article.exists():
            assert article.read_text("utf-8") in ("甲\n" * 20000, "乙\n" * 30000)
    with Workspace(root).locked():
        assert temporaries(root) == []


def test_a_killed_process_leaves_whole_files(tmp_path: Path) -> None:
    killed_while_writing(tmp_path, 5)


@pytest.mark.long
def test_many_killed_processes_leave_whole_files(tmp_path: Path) -> None:
    killed_while_writing(tmp_path, 1000)


def test_leftovers_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "译文").mkdir()
    left = tmp_path / "译文" / ".transpipe-123-4.tmp"
    other = tmp_path / "译文" / ".transpipe-notes.tmp"
    left.write_text("half")
    other.write_text("a person's")
    assert "译文/.transpipe-123-4.tmp" not in Workspace(tmp_path).files()
    with Workspace(tmp_path).locked():
        pass
    assert not left.exists()
    assert other.read_text() == "a person's"


# ── the lock ────────────────────────────────────────────────────────────────────────────────


def test_the_lock_names_its_holder(tmp_path: Path) -> None:
    mine, other = Workspace(tmp_path), Workspace(tmp_path, patience=0.1)
    with mine.locked(), mine.locked():
        with pytest.raises(Locked, match=rf"pid {os.getpid()}") as waited, other.locked():
            pass
        assert waited.value.code == 3
        with Workspace(tmp_path, dry_run=True).locked():
            pass
    with other.locked():
        pass
    assert (tmp_path / ".transpipe" / ".gitignore").read_text() == "*\n"


def test_the_lock_of_a_dead_process_is_free(tmp_path: Path) -> None:
    code = KILLED.replace(
        "while True", "with workspace.locked():\n  import os; os._exit(9)\nwhile 1"
    )
    process = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert process.returncode == 9
    with Workspace(tmp_path, patience=0.1).locked():
        pass


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FileFault, match=r"^\.transpipe: Read-only"), Workspace(tmp_path).locked():
        pass
    with pytest.raises(FileFault, match=r"^a: Read-only"):
        Workspace(tmp_path).write("a/b.md", "x")


def add_one(root: str, times: int) -> None:
    """Reads a number and writes the next one, under the lock."""
    for _time in range(times):
        workspace = Workspace(Path(root))
        with workspace.locked():
            number = int(workspace.read_text("count.md"))
            workspace.write("count.md", str(number + 1))


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    (tmp_path / "count.md").write_text("0")
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=add_one, args=(str(tmp_path), 20)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert (tmp_path / "count.md").read_text() == "40"


# ── where things are ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("article", "path"),
    [
        ("原文/a b.md", "locales/zh_TW/LC_MESSAGES/原文/a b.po"),
        ("原文/a.mdx", "locales/zh_TW/LC_MESSAGES/原文/a.mdx.po"),
        ("README_EN.md", "locales/zh_TW/LC_MESSAGES/README_EN.po"),
    ],
)
def test_where_a_catalogue_is(article: str, path: str) -> None:
    assert Workspace.catalogue_path(article, Locale.ZH_TW) == path


def test_the_state_in_which_file_and_catalogue_agreed(tmp_path: Path) -> None:
    workspace, key = Workspace(tmp_path), ("原文/a.md", Locale.ZH_CN)
    assert recalled(workspace, *key) is None
    state = Remembered("甲\r\n", 'msgid ""\n', "A\n")
    remember(workspace, *key, state)
    assert recalled(workspace, *key, "乙\n") == state
    assert workspace.written == []
    (file,) = (tmp_path / ".transpipe/base/zh_CN").rglob("*.json")
    file.write_bytes(b"\xff")
    assert recalled(workspace, *key) is None


def test_a_state_that_an_older_version_remembered_has_no_source(tmp_path: Path) -> None:
    workspace, key = Workspace(tmp_path), ("原文/a.md", Locale.ZH_CN)
    remember(workspace, *key, Remembered("甲", "乙", "A"))
    (file,) = (tmp_path / ".transpipe/base/zh_CN").rglob("*.json")
    file.write_text('{\n"file": "甲",\n"catalogue": "乙"\n}\n', "utf-8")
    assert recalled(workspace, *key) == Remembered("甲", "乙")


def test_what_was_announced_counts_once_the_file_says_it(tmp_path: Path) -> None:
    workspace, key = Workspace(tmp_path), ("原文/a.md", Locale.ZH_CN)
    before, after = Remembered("before", "one"), Remembered("after", "two")
    remember(workspace, *key, before)
    announce(workspace, *key, after)
    assert recalled(workspace, *key, "before") == before
    assert recalled(workspace, *key, "after") == after
    assert recalled(workspace, *key, "typed since") == before
    remember(workspace, *key, Remembered("after", "three"))
    assert recalled(workspace, *key, "after") == Remembered("after", "three")
    assert not list((tmp_path / ".transpipe/coming").rglob("*.json"))
