"""History from the git command, in real repositories with odd names and without git at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.repository import Repository
from transpipe.engines.git import Git
from transpipe.errors import GitFault
from transpipe.repository import Workspace

ODD = [
    "a b.md",
    "原文/甲 乙.md",
    "quo\"te'.md",
    "line\nend.md",
    "-dash.md",
    ":(glob)*.md",
    "ta\tb.md",
]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    (tmp_path / "repository").mkdir()
    made = Repository(tmp_path / "repository")
    made.git("init", "-q", "-b", "main")
    return made


def commit(repository: Repository, message: str = "more") -> str:
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", message)
    return repository.git("rev-parse", "HEAD").strip()


def test_revisions_follow_renames(repository: Repository) -> None:
    text = "".join(f"Line {number} of the article.\n" for number in range(20))
    repository.write("原文/old name.md", text)
    first = commit(repository)
    repository.write("原文/old name.md", text + "One more.\n")
    second = commit(repository)
    repository.git("mv", "原文/old name.md", "原文/新名.md")
    third = commit(repository)
    repository.write("other.md", "Something else.\n")
    commit(repository)
    found = Git(repository.root).revisions("原文/新名.md")
    assert [(r.commit, r.path) for r in found] == [
        (third, "原文/新名.md"),
        (second, "原文/old name.md"),
        (first, "原文/old name.md"),
    ]
    assert found[0].time == 1577836800
    texts = Git(repository.root).read([(r.commit, r.path) for r in found])
    assert texts == [(text + "One more.\n").encode()] * 2 + [text.encode()]


def test_an_empty_file_has_no_past_under_another_name(repository: Repository) -> None:
    repository.write("译文/甲.md", "")
    commit(repository)
    repository.write("译文/乙.md", "")
    second = commit(repository)
    repository.git("mv", "译文/甲.md", "译文/丙.md")
    third = commit(repository)
    git = Git(repository.root)
    assert [(r.commit, r.path) for r in git.revisions("译文/乙.md")] == [(second, "译文/乙.md")]
    assert [(r.commit, r.path) for r in git.revisions("译文/丙.md")] == [(third, "译文/丙.md")]


def test_a_copy_begins_its_own_history(repository: Repository) -> None:
    text = "".join(f"Line {number} of the article.\n" for number in range(20))
    repository.write("原文/a.md", text)
    commit(repository)
    repository.write("译文/a.md", text)
    second = commit(repository)
    assert [r.commit for r in Git(repository.root).revisions("译文/a.md")] == [second]


def test_a_merge_that_changed_a_file_is_listed(repository: Repository) -> None:
    repository.write("a.md", "one\n")
    first = commit(repository)
    repository.git("switch", "-q", "-c", "side")
    repository.write("a.md", "two\n")
    commit(repository)
    repository.git("switch", "-q", "main")
    repository.write("a.md", "three\n")
    commit(repository)
    repository._run(["git", "merge", "-q", "side"], b"")
    repository.write("a.md", "two and three\n")
    merge = commit(repository)
    found = Git(repository.root).revisions("a.md")
    assert len(found) == 4
    assert (found[0].commit, found[-1].commit) == (merge, first)
    assert {r.path for r in found} == {"a.md"}


def test_odd_names(repository: Repository) -> None:
    for name in ODD:
        repository.write(name, name)
    made = commit(repository)
    git = Git(repository.root)
    assert git.files() == tuple(sorted(ODD))
    for name in ODD:
        assert [(r.commit, r.path) for r in git.revisions(name)] == [(made, name)]
        repository.write(name, "changed")
    assert git.read([(made, name) for name in ODD]) == [name.encode() for name in ODD]
    assert git.changed("HEAD") == tuple(sorted(ODD))
    missing = [
        ("HEAD", "no such.md"),
        ("HEAD", "x missing"),
        ("nowhere", "a b.md"),
        ("HEAD", "原文"),
    ]
    assert git.read([*missing, ("HEAD", "a\0b"), ("HEAD", "a b.md")]) == [None] * 5 + [b"a b.md"]
    assert git.read([]) == []


def test_a_workspace_below_the_top(repository: Repository) -> None:
    repository.write("docs/原文/a.md", "one\n")
    repository.write("other.md", "one\n")
    made = commit(repository)
    repository.write("docs/原文/a.md", "two\n")
    repository.write("docs/new.md", "new\n")
    repository.write("other.md", "two\n")
    git = Git(repository.root / "docs")
    assert git.files() == ("new.md", "原文/a.md")
    assert git.changed("HEAD") == ("new.md", "原文/a.md")
    assert [(r.commit, r.path) for r in git.revisions("原文/a.md")] == [(made, "原文/a.md")]
    assert git.read([(made, "原文/a.md")]) == [b"one\n"]


def test_files_that_are_ignored_are_not_listed(repository: Repository) -> None:
    repository.write(".gitignore", "build/\n")
    repository.write("build/x.md", "x")
    repository.write("a.md", "x")
    assert Git(repository.root).files() == (".gitignore", "a.md")


def test_a_revision_that_does_not_exist_is_named(repository: Repository) -> None:
    git = Git(repository.root)
    with pytest.raises(GitFault, match="no revision HEAD; nothing has been committed yet"):
        git.changed("HEAD")
    repository.write("a.md", "x")
    made = commit(repository)
    repository.git("tag", "v1.0")
    assert git.resolve("v1.0") == git.resolve("HEAD") == git.head == made
    for wrong, near in (("mian", "main"), ("v1.O", "v1.0"), ("HAED", "HEAD")):
        with pytest.raises(
            GitFault, match=rf"no revision {wrong} \(did you mean {near}\?\)"
        ) as fault:
            git.changed(wrong)
        assert fault.value.code == 3
    for wrong in ("", "--output=x", "HEAD~9", "HEAD:a.md", "a\0b"):
        with pytest.raises(GitFault, match="no revision"):
            git.changed(wrong)
    assert not (repository.root / "x").exists()


def test_no_commit_yet(repository: Repository) -> None:
    repository.write("a.md", "x")
    git = Git(repository.root)
    assert git.head == ""
    assert git.files() == ("a.md",)
    assert git.revisions("a.md") == ()
    assert git.read([("HEAD", "a.md")]) == [None]


def test_a_shallow_clone(repository: Repository, tmp_path: Path) -> None:
    for number in range(3):
        repository.write("a.md", f"{number}\n")
        commit(repository)
    shallow = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(shallow))
    git = Git(shallow)
    assert git.shallow
    assert not Git(repository.root).shallow
    assert [r.path for r in git.revisions("a.md")] == ["a.md"]
    with pytest.raises(GitFault, match=r"no revision HEAD~1.*git fetch --unshallow"):
        git.changed("HEAD~1")


def test_a_bare_repository(repository: Repository, tmp_path: Path) -> None:
    repository.write("a.md", "x")
    made = commit(repository)
    bare = tmp_path / "bare"
    repository.git("clone", "-q", "--bare", str(repository.root), str(bare))
    git = Git(bare)
    assert git.head == made
    assert [r.path for r in git.revisions("a.md")] == ["a.md"]
    assert git.read([("HEAD", "a.md")]) == [b"x"]
    assert git.files() is None
    with pytest.raises(GitFault, match="no work tree"):
        git.changed("HEAD")


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    git = Git(tmp_path)
    assert (git.head, git.files(), git.shallow) == ("", None, False)
    assert git.revisions("a.md") == ()
    assert git.read([("HEAD", "a.md")]) == [None]
    for act in (lambda: git.changed("HEAD"), lambda: git.configure("a.b", "c")):
        with pytest.raises(GitFault, match="not a git repository"):
            act()


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.write("a.md", "x")
    commit(repository)
    monkeypatch.setenv("PATH", "/nowhere")
    git = Git(repository.root)
    assert (git.head, git.files(), git.revisions("a.md")) == ("", None, ())
    with pytest.raises(GitFault, match="install git"):
        git.changed("HEAD")


def test_settings_of_users_and_repositories_change_nothing(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write("原文/a.md", "one\n")
    made = commit(repository)
    repository.write("原文/a.md", "two\n")
    ran = tmp_path / "ran"
    repository.write(".gitattributes", "*.md diff=loud\n")
    for key, value in {
        "core.fsmonitor": f"touch {ran}; false",
        "core.pager": f"touch {ran}; cat",
        "diff.external": f"touch {ran}",
        "diff.loud.textconv": f"touch {ran}; cat",
        "diff.noprefix": "true",
        "diff.renames": "copies",
        "log.showSignature": "true",
        "log.follow": "true",
        "core.quotePath": "true",
        "color.ui": "always",
        "status.showUntrackedFiles": "no",
    }.items():
        repository.git("config", key, value)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_PAGER", f"touch {ran}; cat")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch {ran}")
    ran.unlink(missing_ok=True)
    index = (repository.root / ".git" / "index").read_bytes()
    git = Git(repository.root)
    assert git.changed("HEAD") == (".gitattributes", "原文/a.md")
    assert [(r.commit, r.path) for r in git.revisions("原文/a.md")] == [(made, "原文/a.md")]
    assert git.files() == (".gitattributes", "原文/a.md")
    assert not ran.exists()
    assert (repository.root / ".git" / "index").read_bytes() == index


def test_a_setting_of_this_clone(repository: Repository) -> None:
    Git(repository.root).configure("merge.transpipe.driver", "transpipe git merge-driver %O %A %B")
    said = repository.git("config", "--local", "merge.transpipe.driver")
    assert said == "transpipe git merge-driver %O %A %B\n"
    with pytest.raises(GitFault, match="cannot set"):
        Git(repository.root).configure("no section", "x")


def test_the_real_repository(data: Path, tmp_path: Path) -> None:
    bundle = data / "corpus" / "awesome-scalability-zh.bundle"
    subprocess.run(["git", "clone", "-q", str(bundle), str(tmp_path / "clone")], check=True)
    git = Git(tmp_path / "clone")
    files = git.files()
    assert files is not None
    assert set(files) == set(Workspace(tmp_path / "clone").files())
    for path in files:
        revisions = git.revisions(path)
        assert revisions
        texts = git.read([(r.commit, r.path) for r in revisions])
        assert None not in texts
        assert texts[0] == (tmp_path / "clone" / path).read_bytes()
        times = [r.time for r in revisions]
        assert times == sorted(times, reverse=True)
    renamed = git.revisions("原文/SQL_Transaction_Isolation_Levels_Explained.md")
    assert renamed[-1].path == "原文/SQL Transaction Isolation Levels Explained.md"
    assert len(git.revisions("译文/SQL事务隔离级别.md")) == 1


def test_what_was_committed_here_is_told_from_what_others_committed(repository: Repository) -> None:
    def commit(name: str, *how: str) -> str:
        repository.write(name, f"{name} {how}")
        repository.git("add", "-A")
        repository.git("commit", "-q", "-m", name, *how)
        return repository.git("rev-parse", "HEAD").strip()

    first = commit("a.md")
    commit("b.md")
    commit("c.md", "--amend")
    git = Git(repository.root)
    assert git.made_here(first)
    repository.git("switch", "-q", "-c", "theirs", first)
    commit("d.md")
    repository.git("switch", "-q", "-")
    assert not Git(repository.root).made_here(first)
    last = repository.git("rev-parse", "HEAD").strip()
    repository.git("merge", "-q", "--no-commit", "--no-ff", "theirs")
    commit("e.md")  # it concludes the merge
    assert not Git(repository.root).made_here(last)
    assert not git.made_here("0" * 40)
