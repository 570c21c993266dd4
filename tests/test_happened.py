"""`status --since`: what became stale, what was translated, and by whom."""

from __future__ import annotations

import json
import re
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from tests.repository import Repository, adopted

EN = "# Sharding\n\nYou must not restart it while 3 jobs run.\n\nMany queries read.\n\nAsk it.\n"
ZH = "# 分片\n\n有 3 个任务在运行时，不能重启它。\n\n许多查询只是读取。\n\n去问它。\n"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    made = adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])
    made.write("transpipe.toml", 'language = "en"\n')
    made.commit()
    made.git("tag", "monday")
    return made


def by(made: Repository, name: str) -> None:
    """Commits all there is as somebody's work."""
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "work", f"--author={name} <x@example.org>")


def said(made: Repository, *arguments: str) -> str:
    before = made.state()
    ran = made.transpipe("status", "--since", *(arguments or ("monday",)))
    assert (ran.code, ran.err) == (0, "")
    assert made.state() == before
    return ran.out


def test_nothing_happened(made: Repository) -> None:
    assert said(made).startswith("## stale: 0, translated: 0\n\nSince <code>")


def test_what_became_stale_and_how_much_it_matters(made: Repository) -> None:
    made.write("原文/a.md", EN.replace("must not", "may").replace("queries", "old queries"))
    told = said(made)
    assert told.startswith("## stale: 2, a “not”, “must” or “only” changed: 1, translated: 0\n")
    assert told.index("modality</b> <code>译文/a.md:3</code>") < told.index("译文/a.md:5")
    assert re.search(r"<del>[^<]*not[^<]*</del>", told)
    made.steps("sync")
    made.commit()
    assert said(made).partition("\n")[0] == told.partition("\n")[0]
    assert said(made, "HEAD").startswith("## stale: 0,")


def test_whose_work_it_was(made: Repository) -> None:
    made.write("原文/a.md", EN + "\nNew one.\n\nNew two.\n\nNew three.\n")
    made.steps("sync")
    by(made, "Robot")
    made.write("译文/a.md", ZH.replace("只是读取", "只读"))
    by(made, "王小明")
    made.steps("sync")
    made.translate("原文/a.md", {"New two.": "新的第二段。"})
    by(made, "Lee & Co")
    made.steps("sync", "build --fill")
    by(made, "Robot")
    made.translate("原文/a.md", {"New three.": "新的第三段。"})
    (news,) = json.loads(said(made, "monday", "--json"))["articles"]
    assert {name: work["units"] for name, work in news["people"]} == {
        "王小明": 1,
        "Lee & Co": 1,
        "": 1,
    }
    told = said(made)
    assert "<td>王小明</td><td>1</td>" in told
    assert "<td>Lee &amp; Co</td><td>1</td>" in told
    assert "<td>not committed yet</td><td>1</td>" in told
    assert (
        cmarkgfm.github_flavored_markdown_to_html(told, Options.CMARK_OPT_UNSAFE).count("<table>")
        == 3
    )


@pytest.mark.more
def test_whoever_accepts_what_stood_there_is_named(made: Repository) -> None:
    made.write("原文/a.md", EN.replace("Many queries read", "Most of the many queries only read"))
    made.steps("sync")
    by(made, "Robot")
    made.steps("accept 原文/a.md")
    by(made, "王小明")
    (news,) = json.loads(said(made, "monday", "--json"))["articles"]
    assert [name for name, _work in news["people"]] == ["王小明"]


@pytest.mark.more
def test_a_day_means_what_was_there_when_it_began(made: Repository) -> None:
    for date, text in (("2020-03-01T12:00:00Z", "读"), ("2020-03-02T12:00:00Z", "只读")):
        made.write("译文/a.md", ZH.replace("只是读取", text))
        there = Repository(made.root, {"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date})
        there.git("add", "-A")
        # The committer's date counts.
        made._run(["env", f"GIT_COMMITTER_DATE={date}", "git", "commit", "-q", "-m", "x"], b"")
    refused = made.transpipe("status", "--since", "1999-01-01")
    assert refused.code == 3
    assert "1999-01-01" in refused.err
    assert made.transpipe("status", "--since", "nowhere").code == 3


@pytest.mark.more
def test_the_answer_is_never_an_old_one(made: Repository) -> None:
    """A branch that moved on is another revision, whatever the files say."""
    for form in (("--since", "mark"), ("--since=mark",)):
        made.git("branch", "-f", "mark", "HEAD")
        assert made.transpipe("status", *form).out.startswith("## stale: 0, translated: 0")
        made.write("译文/a.md", ZH.replace("只是读取", f"只读{len(form)}"))
        made.steps("sync")
        made.commit()
        assert made.transpipe("status", *form).out.startswith("## stale: 0, translated: 1")


CODE = "\n```sh\nserve --jobs 3\n```\n"


def test_what_is_new_in_the_english_and_in_its_code(tmp_path: Path) -> None:
    files = {"原文/a.md": EN + CODE, "译文/a.md": ZH + CODE}
    made = adopted(tmp_path / "work", files, ["原文/a.md"])
    made.write("transpipe.toml", 'language = "en"\n')
    made.commit()
    made.write("原文/a.md", EN + "\nOne more.\n\nAnother.\n" + CODE.replace("3", "4 --fast"))
    told = said(made, "HEAD")
    assert told.startswith("## stale: 0, new in the English: 2, code: 1, translated: 0\n")
    assert "<td>原文/a.md</td><td>2</td>" in told
    assert re.search(r"<code>原文/a.md:13</code>.*<ins>[^<]*--fast[^<]*</ins>", told)


@pytest.mark.more
def test_a_name_is_no_translation(made: Repository) -> None:
    """Neither file says anything new where both have other names."""
    for old, new in (("原文/a.md", "原文/b.md"), ("译文/a.md", "译文/b.md")):
        made.git("mv", old, new)
    made.steps("init", "sync")
    assert said(made).startswith("## stale: 0, translated: 0\n")
    made.commit()
    made.write("译文/b.md", ZH.replace("只是读取", "只读"))
    made.write("原文/b.md", EN.replace("must not", "may"))
    assert said(made).startswith("## stale: 1, a “not”, “must” or “only” changed: 1, translated: 1")


@pytest.mark.parametrize(
    "edit",
    [
        "You must restart it while 3 jobs run.",
        "Restart the old server soon, since no more than three jobs can run there.",
        "Whoever wants to restart it may do so while at most 3 jobs run.",
    ],
)
def test_a_not_that_is_gone_counts_whatever_else_changed(made: Repository, edit: str) -> None:
    made.write("原文/a.md", EN.replace("You must not restart it while 3 jobs run.", edit))
    assert said(made).startswith("## stale: 1, a “not”, “must” or “only” changed: 1, ")


def test_a_not_that_is_gone_in_chinese_alone_counts_too(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("不能重启它", "能重启它"))
    told = said(made)
    assert told.startswith("## stale: 0, a “not”, “must” or “only” changed: 1, translated: 1\n")
    assert "<code>译文/a.md:3</code>" in told


@pytest.mark.parametrize(
    "date", ["2999-01-01", "2026-02-30", "2026-13-01", "2020/01/01", "2020-1-1", "2020-01-01T25:00"]
)
def test_a_day_that_is_none_or_is_still_to_come(made: Repository, date: str) -> None:
    ran = made.transpipe("status", "--since", date)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert date in ran.err
