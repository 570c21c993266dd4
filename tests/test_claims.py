"""Who is at work on which article: said in files that git merges by itself."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import ENVIRONMENT, Repository, adopted
from transpipe.errors import BadArgument
from transpipe.workflows.claims import ATTRIBUTE, Claim, _name, _read

EN, ZH = "# Title\n\nA paragraph of it.\n", "# 标题\n\n其中一段。\n"
FILE = "locales/claims/原文/{}.md.txt"
LATER = "2999-12-31"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Three articles, committed."""
    files: dict[str, str | bytes] = {f"原文/{n}.md": EN for n in "abc"}
    files |= {f"译文/{n}.md": ZH for n in "abc"}
    made = adopted(tmp_path / "work", files, [f"原文/{n}.md" for n in "abc"])
    made.commit()
    return made


def claimed(made: Repository) -> set[tuple[str, str]]:
    """Which articles are claimed, and by whom."""
    rows = [json.loads(line) for line in made.transpipe("claim", "--json").out.splitlines()]
    return {(row["article"], row["by"]) for row in rows}


def merged(made: Repository, mine: list[str], theirs: list[str]) -> int:
    """The exit code of git where one branch has carried out one thing, and another the other."""
    made.git("checkout", "-q", "-b", "theirs")
    made.steps(*theirs)
    made.commit()
    made.git("checkout", "-q", "-")
    made.steps(*mine)
    made.commit()
    command = ["git", "merge", "-q", "--no-edit", "theirs"]
    env = dict(ENVIRONMENT) | {"PATH": "/usr/bin:/bin:/usr/local/bin"}
    return subprocess.run(command, cwd=made.root, env=env, capture_output=True).returncode


def test_an_article_is_claimed_once(made: Repository) -> None:
    made.steps(f"claim a --by Ann --until {LATER}")
    assert made.read(FILE.format("a")) == f"Ann until {LATER}\n"
    before = made.state()
    made.steps(f"claim 原文/a.md --by Ann --until {LATER}")
    assert made.state() == before
    ran = made.transpipe("claim", "a", "--by", "Bob")
    assert (ran.code, "claimed by Ann until" in ran.out) == (4, True)
    assert made.transpipe("claim", "a", "--release", "--by", "Bob").code == 2
    assert made.state() == before
    made.steps("claim a --release --by Ann")
    assert not (made.root / FILE.format("a")).exists()
    made.steps("claim a --release --by Ann", "claim a --by Bob")
    assert claimed(made) == {("原文/a.md", "Bob")}


@pytest.mark.more
def test_one_who_is_not_named_is_whom_git_knows(made: Repository) -> None:
    assert made.transpipe("claim", "a").code == 2
    made.git("config", "user.name", "王 小明")
    made.steps("claim a")
    assert claimed(made) == {("原文/a.md", "王 小明")}


@pytest.mark.first(2)
@pytest.mark.parametrize(
    "wrong",
    [
        ["--until", "2020-01-01"], ["--until", "soon"], ["--until", "20991231"], ["--by", " "],
        ["--by", "<<<<<<< HEAD"], ["--by", f"Ann until {LATER}"], ["--by", "a\x07b"],
    ],
)  # fmt: skip
def test_what_is_no_name_or_day_is_refused(made: Repository, wrong: list[str]) -> None:
    before = made.state()
    assert made.transpipe("claim", "a", "--by", "Ann", *wrong).code == 2
    assert made.state() == before


@pytest.mark.more
def test_status_tells_of_claims_and_of_those_that_are_over(made: Repository) -> None:
    assert "claim" not in made.transpipe("status").out
    made.write(FILE.format("b"), "Bob until 2020-01-31\n")
    made.steps(f"claim a --by Ann --until {LATER}")
    said = made.transpipe("status", "--all").out
    assert f"原文/a.md: info claimed: claimed by Ann until {LATER}" in said
    assert "原文/b.md: warning claimed: the claim of Bob ended on 2020-01-31" in said
    assert "Ann" in made.transpipe("status", "a").out
    assert "Bob" not in made.transpipe("status", "a").out
    made.steps("claim b --by Ann")
    assert claimed(made) == {("原文/a.md", "Ann"), ("原文/b.md", "Ann")}
    before = made.state()
    made.steps("run")
    assert {path: made.state()[path] for path in before if "claims" in path} == {
        path: each for path, each in before.items() if "claims" in path
    }


def test_a_claim_goes_with_its_article(made: Repository) -> None:
    made.steps(f"claim a --by Ann --until {LATER}")
    claim = made.read(FILE.format("a"))
    assert "nothing to write" not in made.transpipe("mv", "原文/a.md", "原文/z.md").out
    assert claimed(made) == {("原文/z.md", "Ann")}
    assert made.read(FILE.format("z")) == claim
    made.steps("undo")
    assert claimed(made) == {("原文/a.md", "Ann")}
    made.steps("rm a")
    assert not claimed(made)


def test_a_claim_of_an_article_that_is_gone_can_be_taken_back(made: Repository) -> None:
    made.write(FILE.format("gone"), "Ann\n")
    said = "原文/gone.md: claimed by Ann, but there is no such article\n"
    assert made.transpipe("claim").out == said
    made.steps("claim 原文/gone.md --release --by Ann")
    assert not claimed(made)


def test_claims_of_two_branches_merge(made: Repository) -> None:
    made.steps("claim c --by Eve")
    made.commit()
    mine, theirs = ["claim a --by Ann"], ["claim b --by Bob", "claim c --release --by Eve"]
    assert merged(made, mine, theirs) == 0
    assert claimed(made) == {("原文/a.md", "Ann"), ("原文/b.md", "Bob")}
    assert made.read(".gitattributes").count(ATTRIBUTE) == 1


@pytest.mark.more
def test_two_who_claim_one_article_are_both_told_of(made: Repository) -> None:
    made.steps("claim c --by Eve")  # so that .gitattributes has its line
    made.commit()
    assert merged(made, ["claim a --by Ann"], [f"claim a --by Bob --until {LATER}"]) == 0
    assert {("原文/a.md", "Ann"), ("原文/a.md", "Bob")} < claimed(made)
    made.steps("claim a --release --by Bob")
    assert ("原文/a.md", "Ann") in claimed(made)
    assert ("原文/a.md", "Bob") not in claimed(made)


def test_marks_that_git_left_are_no_claims(made: Repository) -> None:
    text = "<<<<<<< HEAD\nAnn\n=======\nBob until 2999-02-31\n>>>>>>> theirs\n"
    made.write(FILE.format("a"), text)
    assert claimed(made) == {("原文/a.md", "Ann"), ("原文/a.md", "Bob")}


@settings(max_examples=50)
@given(st.text(max_size=20), st.none() | st.dates())
def test_what_is_written_is_read_again(by: str, until: date | None) -> None:
    try:
        name = _name(by)
    except BadArgument:
        return
    said = Claim("a", name, until)
    assert tuple(_read("a", [said.line])) == (said,)


def test_a_claim_goes_where_its_article_goes(made: Repository) -> None:
    made.steps("claim a --by Ann", "claim b --by Bob", "mv 原文/a.md 原文/new.md")
    assert claimed(made) == {("原文/new.md", "Ann"), ("原文/b.md", "Bob")}
    made.commit()
    made.steps("rm 原文/b.md")
    assert claimed(made) == {("原文/new.md", "Ann")}


def test_the_claim_of_an_article_that_is_gone_ends(made: Repository) -> None:
    made.steps("claim a --by Ann")
    made.git("rm", "-q", "原文/a.md", "译文/a.md", "locales/zh_CN/LC_MESSAGES/原文/a.po")
    assert made.transpipe("claim", "原文/never.md", "--release", "--by", "Ann").code == 2
    made.steps("claim 原文/a.md --by Ann --release")
    assert claimed(made) == set()
