"""The workflows for GitHub: what they may do, and their shell, with a stand-in for GitHub."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests import workflow_files
from tests.conftest import CASES, ROOT
from tests.reports import FINE, FORGED, HEAD, PULL, put, raw
from tests.repository import ENVIRONMENT, Repository, adopted, small
from transpipe.publish.ci import handover
from transpipe.publish.ci.summary import MARKER

EXAMPLES = {path.stem: path for path in workflow_files.FILES}
EN = "# Sharding\n\nYou must not restart it while 3 jobs run.\n\nMany queries read.\n"
ZH = "# 分片\n\n有 3 个任务在运行时，不能重启它。\n\n许多查询只是读取。\n"

# What GitHub knows by itself, and nobody who opens a pull request can choose.
HARMLESS = {
    "github.action_path", "github.token", "github.repository", "github.ref_name", "runner.temp",
    "github.event.workflow_run.id", "github.event.workflow_run.head_sha", "inputs.base",
    "inputs.report", "inputs.upstream",
}  # fmt: skip
needs_jq = pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")


# ── What they may do ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", EXAMPLES)
def test_actions_are_pinned_and_no_text_of_an_event_is_in_a_shell(name: str) -> None:
    path = EXAMPLES[name]
    text = path.read_text("utf-8")
    assert "pull_request_target" not in text
    for action in workflow_files.used(path):
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}( # v[\d.]+)?", action), action
    for step in workflow_files.steps(path):
        assert "${{" not in step.script
        assert step.script.startswith("set -euo pipefail\n")
        # Who ends early breaks the pipe of who still writes: then nothing was found.
        assert not re.search(r"\| *(?:grep +-\w*[qm]|head)\b", step.script)
    expressions = re.findall(r"\$\{\{ *(.*?) *\}\}", text)
    assert set(expressions) <= HARMLESS
    conditions = set(re.findall(r"^ *if: (.*)$", text, re.MULTILINE))
    assert conditions <= {
        "github.event.workflow_run.event == 'pull_request'",
        "inputs.only-install != 'true'",
        "inputs.upstream != ''",
        "always() && inputs.only-install != 'true'",
    }


def test_what_a_pull_request_runs_may_read_and_nothing_else() -> None:
    text = EXAMPLES["translation"].read_text("utf-8")
    assert re.search(r"^on: pull_request$", text, re.MULTILINE)
    assert re.search(r"^permissions:\n  contents: read\n\n", text, re.MULTILINE)
    assert "persist-credentials: false" in text
    assert "write" not in text
    for name in sorted(EXAMPLES.keys() - {"translation", "action"}):
        other = EXAMPLES[name].read_text("utf-8")
        trigger = other[other.index("\non:") : other.index("\npermissions:")]
        assert "pull_request" not in trigger
        assert re.search(r"^permissions:\n(  [\w-]+: (read|write)\n)+\n", other, re.MULTILINE)
    # The job that reads what strangers left checks nothing of theirs out.
    comment = EXAMPLES["translation-comment"].read_text("utf-8")
    assert "checkout" not in comment
    assert "contents:" not in comment


def test_the_hooks_call_commands_that_there_are() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert re.findall(r"^  entry: (.*)$", text, re.MULTILINE) == [
        "transpipe sync",
        "transpipe check",
    ]


# ── Their shell ─────────────────────────────────────────────────────────────────────────────


@dataclass
class Runner:
    """A machine of GitHub's: a folder with programs, answers, and what was asked."""

    place: Path
    answers: list[dict[str, object]] = field(default_factory=list)

    @classmethod
    def at(cls, place: Path) -> Runner:
        programs = place / "bin"
        (place / "artifact").mkdir(parents=True)
        programs.mkdir()
        shutil.copy(CASES / "ci" / "gh", programs / "gh")
        ours = programs / "transpipe"
        ours.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m transpipe "$@"\n')
        ours.chmod(0o755)
        return cls(place)

    def run(
        self, script: str, folder: Path, said: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        (self.place / "answers.json").write_text(json.dumps(self.answers))
        path = f"{self.place / 'bin'}:{_path()}"
        nobody = {k: v for k, v in ENVIRONMENT.items() if "_AUTHOR_" not in k}
        nobody = {k: v for k, v in nobody.items() if "_COMMITTER_" not in k}
        environment = {
            **nobody, "PATH": path, "GH": str(self.place), "HOME": str(self.place),
            "PYTHONPATH": ":".join(sys.path), "GITHUB_ACTIONS": "true", **said,
        }  # fmt: skip
        return subprocess.run(
            ["bash", "-c", script],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self, *words: str) -> list[dict[str, list[str]]]:
        """What was asked of GitHub with all of these words."""
        file = self.place / "asked.jsonl"
        rows = map(json.loads, file.read_text("utf-8").splitlines()) if file.exists() else ()
        return [row for row in rows if all(word in row["said"] for word in words)]


def _path() -> str:
    return "/usr/local/bin:/usr/bin:/bin"


def shell(name: str) -> str:
    (step,) = workflow_files.steps(EXAMPLES[name])
    return step.script


def bare_origin(made: Repository, place: Path) -> Path:
    """What the repository pushes to."""
    subprocess.run(["git", "clone", "-q", "--bare", str(made.root), str(place)], check=True)
    made.git("remote", "add", "origin", str(place))
    return place


def of_origin(origin: Path, revision: str, path: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(origin), "show", f"{revision}:{path}"], capture_output=True, check=False
    )
    return done.stdout.decode()


COMMENTING = {"REPOSITORY": "a/b", "RUN_ID": "5", "HEAD_SHA": HEAD}


def commenting(place: Path, artifact: bytes, pull: object, comments: list[object]) -> Runner:
    runner = Runner.at(place)
    (place / "artifact" / "report.json").write_bytes(artifact)
    listed = {"artifacts": [{"name": "transpipe-report", "size_in_bytes": len(artifact)}]}
    runner.answers = [
        {"words": ["repos/a/b/actions/runs/5/artifacts"], "answer": listed},
        {"words": ["repos/a/b/pulls/7"], "answer": pull},
        {"words": ["repos/a/b/pulls/"], "answer": {"message": "Not Found"}},
        {"words": ["--paginate", "repos/a/b/issues/7/comments"], "answer": comments},
    ]
    return runner


@needs_jq
@pytest.mark.more
def test_one_comment_is_posted_and_later_written_anew(tmp_path: Path) -> None:
    script = shell("translation-comment")
    said = {**COMMENTING, "WORK": str(tmp_path / "work")}
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": f"{MARKER} mine"}
    other = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Something else"}
    first = commenting(tmp_path / "first", raw(FINE), PULL, [theirs, other])
    ran = first.run(script, tmp_path, said)
    assert ran.returncode == 0, ran.stderr
    (posted,) = first.asked("--method")
    assert posted["said"][2:5] == ["--method", "POST", "repos/a/b/issues/7/comments"]
    report = handover.read(raw(FINE))
    comment = handover.comment(report, handover.link(report, HEAD, raw(PULL)))
    assert posted["texts"] == [comment]
    ours = {"id": 3, "user": {"login": "github-actions[bot]"}, "body": f"{MARKER}\n\nold"}
    later = commenting(tmp_path / "later", raw(FINE), PULL, [theirs, other, ours])
    assert later.run(script, tmp_path, said).returncode == 0
    (written,) = later.asked("--method")
    assert written["said"][2:5] == ["--method", "PATCH", "repos/a/b/issues/comments/3"]


@needs_jq
@pytest.mark.more
@pytest.mark.parametrize(
    ("artifact", "pull"),
    [
        (raw(FORGED["a comment of its own"]), PULL),
        (raw(put("number", 8)), PULL),
        (raw(put("head", "f" * 40)), PULL),
        (raw(FINE), PULL | {"head": {"sha": "f" * 40}}),
        (b" " * 5_000_001, PULL),
    ],
)
def test_a_hostile_artifact_is_never_posted(tmp_path: Path, artifact: bytes, pull: object) -> None:
    runner = commenting(tmp_path / "runner", artifact, pull, [])
    said = {**COMMENTING, "WORK": str(tmp_path / "work")}
    ran = runner.run(shell("translation-comment"), tmp_path, said)
    assert ran.returncode == 4, ran.stderr
    assert runner.asked("--method") == []


@needs_jq
@pytest.mark.more
def test_without_a_report_there_is_no_comment(tmp_path: Path) -> None:
    runner = commenting(tmp_path / "runner", raw(FINE), PULL, [])
    runner.answers[0]["answer"] = {"artifacts": []}
    said = {**COMMENTING, "WORK": str(tmp_path / "work")}
    assert runner.run(shell("translation-comment"), tmp_path, said).returncode == 0
    assert runner.asked("--method") == []


def made_with_origin(tmp_path: Path) -> tuple[Repository, Path]:
    made = adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])
    made.write("译文/a.md", ZH.replace("只是读取", "只读"))
    made.commit()
    return made, bare_origin(made, tmp_path / "origin.git")


CATALOGUE = "locales/zh_CN/LC_MESSAGES/原文/a.po"
MERGING = {"BRANCH": "main", "ASIDE": "transpipe/after-merge"}


@needs_jq
@pytest.mark.more
def test_after_a_merge_what_people_wrote_is_in_the_catalogue(tmp_path: Path) -> None:
    made, origin = made_with_origin(tmp_path)
    runner = Runner.at(tmp_path / "runner")
    ran = runner.run(shell("translation-merge"), made.root, MERGING)
    assert ran.returncode == 0, ran.stderr
    assert "许多查询只读。" in of_origin(origin, "main", CATALOGUE)
    assert runner.asked() == []
    head = made.git("rev-parse", "HEAD")
    assert runner.run(shell("translation-merge"), made.root, MERGING).returncode == 0
    assert made.git("rev-parse", "HEAD") == head  # nothing more to do


@needs_jq
@pytest.mark.more
def test_a_protected_branch_gets_a_pull_request(tmp_path: Path) -> None:
    made, origin = made_with_origin(tmp_path)
    hook = origin / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n')
    hook.chmod(0o755)
    runner = Runner.at(tmp_path / "runner")
    runner.answers = [{"words": ["pr", "list"], "answer": []}]
    assert runner.run(shell("translation-merge"), made.root, MERGING).returncode == 0
    assert "许多查询只读。" not in of_origin(origin, "main", CATALOGUE)
    assert "许多查询只读。" in of_origin(origin, "transpipe/after-merge", CATALOGUE)
    assert len(runner.asked("pr", "create")) == 1


UPDATING = {"BRANCH": "main", "ASIDE": "transpipe/upstream", "UPSTREAM": "", "ISSUES": "true"}


@needs_jq
@pytest.mark.more
def test_who_is_assigned_to_the_issue_of_an_article_has_claimed_it(tmp_path: Path) -> None:
    made, origin = made_with_origin(tmp_path)
    runner, event = Runner.at(tmp_path / "runner"), tmp_path / "event.json"
    path = "locales/claims/原文/a.md.txt"

    def happens(action: str, person: str, title: str = "transpipe: 原文/a.md") -> str:
        issue = {"title": title, "assignees": [{"login": person}]}
        said = {"action": action, "issue": issue, "assignee": {"login": person}}
        event.write_text(json.dumps(said))
        said_so = {"BRANCH": "main", "GITHUB_EVENT_PATH": str(event)}
        ran = runner.run(shell("translation-claims"), made.root, said_so)
        assert ran.returncode == 0, ran.stderr
        return of_origin(origin, "main", path)

    made.git("checkout", "-q", "--", ".")
    assert happens("assigned", "ann") == "ann\n"
    assert happens("assigned", "bob") == "ann\n"
    assert happens("unassigned", "bob") == "ann\n"
    for title in (
        "transpipe: --help",
        "transpipe: $(touch owned)",
        "about 原文/a.md",
        "transpipe: ",
    ):
        assert happens("unassigned", "ann", title) == "ann\n"
    assert not (made.root / "owned").exists()
    assert happens("closed", "ann") == ""


@needs_jq
@pytest.mark.more
def test_every_week_one_pull_request_says_what_became_stale(tmp_path: Path) -> None:
    made, origin = made_with_origin(tmp_path)
    made.steps("sync", "build")
    made.write("transpipe.toml", 'language = "en"\n')
    made.commit()
    made.write("原文/a.md", EN.replace("must not", "may"))
    runner, work = Runner.at(tmp_path / "runner"), tmp_path / "temp"
    work.mkdir()
    issues = [{"number": 4, "title": "transpipe: 原文/old.md"}, {"number": 5, "title": "else"}]
    runner.answers = [
        {"words": ["pr", "list"], "answer": []},
        {"words": ["issue", "list"], "answer": issues},
    ]
    said = {**UPDATING, "WORK": str(work)}
    ran = runner.run(shell("translation-upstream"), made.root, said)
    assert ran.returncode == 0, ran.stderr
    (opened,) = runner.asked("pr", "create")
    title = opened["said"][opened["said"].index("--title") + 1]
    assert title == "stale: 1, a “not”, “must” or “only” changed: 1, translated: 0"
    assert "译文/a.md:3" in opened["texts"][0]
    assert "fuzzy" in of_origin(origin, "transpipe/upstream", CATALOGUE)
    (issue,) = runner.asked("issue", "create")
    assert issue["said"][3] == "transpipe: 原文/a.md"
    (closed,) = runner.asked("issue", "close")
    assert closed["said"][2] == "4"
    runner.answers = [
        {"words": ["pr", "list"], "answer": [{"number": 9}]},
        {"words": ["issue", "list"], "answer": [{"number": 6, "title": "transpipe: 原文/a.md"}]},
    ]
    made.write("原文/a.md", EN.replace("must not", "may").replace("3 jobs", "5 jobs"))
    assert runner.run(shell("translation-upstream"), made.root, said).returncode == 0
    label, _again = runner.asked("label", "create")
    assert label["said"][2:4] == ["translation", "--force"]
    (edited,) = runner.asked("pr", "edit")
    assert edited["said"][2] == "9"
    assert len(runner.asked("pr", "create")) == len(runner.asked("issue", "create")) == 1


def on_aside(made: Repository, origin: Path, place: Path, branch: str) -> Repository:
    """A clone with the branch of a pull request, in which somebody works."""
    subprocess.run(["git", "clone", "-q", "-b", branch, str(origin), str(place)], check=True)
    return replace(made, root=place)


@needs_jq
@pytest.mark.more
@pytest.mark.parametrize("name", ["translation-merge", "translation-upstream"])
def test_what_people_commit_to_the_pull_request_stays_there(tmp_path: Path, name: str) -> None:
    """Whoever finishes the work there loses nothing when the job comes round again."""
    made, origin = made_with_origin(tmp_path)
    hook = origin / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n')
    hook.chmod(0o755)
    head = made.git("rev-parse", "HEAD").strip()
    runner, work = Runner.at(tmp_path / "runner"), tmp_path / "temp"
    work.mkdir()
    said = {**UPDATING, **(MERGING if "merge" in name else {}), "ISSUES": "", "WORK": str(work)}
    runner.answers = [{"words": ["pr", "list"], "answer": []}]
    assert runner.run(shell(name), made.root, said).returncode == 0
    person = on_aside(made, origin, tmp_path / "person", said["ASIDE"])
    person.write("译文/a.md", person.read("译文/a.md").replace("不能重启它", "别去重启它"))
    person.commit()
    person.git("push", "-q")
    made.git("reset", "-q", "--hard", head)
    made.write("原文/a.md", EN.replace("Many queries", "Many old queries"))
    made.commit()
    runner.answers = [{"words": ["pr", "list"], "answer": [{"number": 9}]}]
    ran = runner.run(shell(name), made.root, said)
    assert ran.returncode == 0, ran.stderr
    assert "别去重启它" in of_origin(origin, said["ASIDE"], "译文/a.md")
    assert "Many old queries" in of_origin(origin, said["ASIDE"], CATALOGUE)
    assert len(runner.asked("pr", "create")) == 1


@needs_jq
@pytest.mark.more
@pytest.mark.parametrize(
    "settings",
    [
        '[[pairs]]\nsource = { git = "upstream", path = "**/*.md" }\ntarget = "译文/**/*.md"\n',
        'source_dir = "upstream"\n',
    ],
)
def test_the_english_of_a_submodule_is_updated_and_told(tmp_path: Path, settings: str) -> None:
    """Then it stands still: the pull request is closed where there is nothing left to take in."""
    book = Repository(tmp_path / "book")
    book.root.mkdir()
    book.git("init", "-q", "-b", "main", ".")
    book.write("a.md", EN)
    book.commit()
    made = Repository(tmp_path / "work")
    made.root.mkdir()
    local = ("-c", "protocol.file.allow=always")
    made.git("init", "-q", "-b", "main", ".")
    made.git(*local, "submodule", "--quiet", "add", "-b", "main", str(book.root), "upstream")
    made.write("译文/a.md", ZH)
    made.write("transpipe.toml", f'language = "en"\n{settings}')
    made.steps("align")
    made.commit()
    made.confirm("upstream/a.md")
    made.steps("sync", "build")
    made.commit()
    origin = bare_origin(made, tmp_path / "origin.git")
    book.write("a.md", EN.replace("must not", "may"))
    book.commit()
    runner, work = Runner.at(tmp_path / "runner"), tmp_path / "temp"
    work.mkdir()
    runner.answers = [{"words": ["pr", "list"], "answer": []}]
    allow = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow",
             "GIT_CONFIG_VALUE_0": "always"}  # fmt: skip
    asked = {**UPDATING, "UPSTREAM": "upstream", "ISSUES": "", "WORK": str(work), **allow}
    head = made.git("rev-parse", "HEAD").strip()
    ran = runner.run(shell("translation-upstream"), made.root, asked)
    assert ran.returncode == 0, ran.stderr
    (opened,) = runner.asked("pr", "create")
    assert "stale: 1, a “not”, “must” or “only” changed: 1, translated: 0" in opened["said"]
    listed = made.git("ls-tree", "HEAD", "upstream")
    assert book.git("rev-parse", "HEAD").strip() in listed
    assert of_origin(origin, asked["ASIDE"], "locales/zh_CN/LC_MESSAGES/upstream/a.po")
    book.git("reset", "-q", "--hard", "HEAD~1")
    made.git("reset", "-q", "--hard", head)
    made.git(*local, "submodule", "--quiet", "update")
    shutil.rmtree(made.root / ".transpipe")
    runner.answers = [{"words": ["pr", "list"], "answer": [{"number": 9}]}]
    ran = runner.run(shell("translation-upstream"), made.root, asked)
    assert ran.returncode == 0, ran.stderr
    assert len(runner.asked("pr", "close", "9")) == 1


@needs_jq
@pytest.mark.more
def test_the_english_of_a_remote_is_fetched_and_told(tmp_path: Path) -> None:
    """What a clone does not know the action fetches, under the name that the settings have."""
    book = small(tmp_path / "book", {"a.md": EN})
    source = '{ git = "upstream", rev = "main", path = "**/*.md" }'
    said = f'language = "en"\n[[pairs]]\nsource = {source}\ntarget = "译文/**/*.md"\n'
    first = small(tmp_path / "first", {"译文/a.md": ZH, "transpipe.toml": said})
    first.git("remote", "add", "upstream", str(book.root))
    first.git("fetch", "-q", "upstream")
    first.steps("align")
    first.confirm("upstream/a.md")
    first.steps("sync", "build")
    first.commit()
    origin = bare_origin(first, tmp_path / "origin.git")
    book.write("a.md", EN.replace("must not", "may"))
    book.commit()
    subprocess.run(["git", "clone", "-q", str(origin), str(tmp_path / "work")], check=True)
    made, work = Repository(tmp_path / "work"), tmp_path / "temp"
    work.mkdir()
    assert made.transpipe("status").code == 2
    runner = Runner.at(tmp_path / "runner")
    runner.answers = [{"words": ["pr", "list"], "answer": []}]
    fetching = workflow_files.steps(EXAMPLES["action"])[-2].script
    ran = runner.run(fetching, made.root, {"UPSTREAM": str(book.root)})
    assert ran.returncode == 0, ran.stderr
    asked = {**UPDATING, "ISSUES": "", "WORK": str(work)}
    ran = runner.run(shell("translation-upstream"), made.root, asked)
    assert ran.returncode == 0, ran.stderr
    (opened,) = runner.asked("pr", "create")
    assert "stale: 1, a “not”, “must” or “only” changed: 1, translated: 0" in opened["said"]


@needs_jq
@pytest.mark.more
def test_a_strangers_pull_request_with_that_name_is_not_ours(tmp_path: Path) -> None:
    made, _origin = made_with_origin(tmp_path)
    made.write("原文/a.md", EN.replace("must not", "may"))
    runner, work = Runner.at(tmp_path / "runner"), tmp_path / "temp"
    work.mkdir()
    theirs = {"number": 6, "isCrossRepository": True}
    runner.answers = [{"words": ["pr", "list"], "answer": [theirs]}]
    said = {**UPDATING, "ISSUES": "", "WORK": str(work)}
    assert runner.run(shell("translation-upstream"), made.root, said).returncode == 0
    assert runner.asked("pr", "edit") == []
    assert len(runner.asked("pr", "create")) == 1


@pytest.mark.more
def test_the_action_judges(tmp_path: Path) -> None:
    made, _origin = made_with_origin(tmp_path)
    judging = workflow_files.steps(EXAMPLES["action"])[-1]
    said = {"BASE": "HEAD~1", "OUT": str(tmp_path / "out")}
    ran = Runner.at(tmp_path / "runner").run(judging.script, made.root, said)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "out" / "comment.md").read_text("utf-8").startswith(MARKER)
