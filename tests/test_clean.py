"""`clean`: a folder of machine translations without their English, put right in one pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Ran, Repository
from transpipe.check.clean import elsewhere
from transpipe.check.repair import TAKING_OUT, repair
from transpipe.markdown.segments import parse
from transpipe.rules import Context

FURNITURE = "".join(f"- 第{n}篇别的文章\n" for n in "一二三四五六七八")
FIRST = f"""# 缓存的一生

我们用[薄](http://code.example.org/thin/)的服务器,它很快 。* 第一项。* 第二项。

* 卡夫卡
* 雷迪斯
* Nginx

卡夫卡很薄,`卡夫卡` 是代码。

{FURNITURE}- 缓存的一生
"""
FIRST_CLEANED = """# 缓存的一生

我们用 [Thin](http://code.example.org/thin/) 的服务器，它很快。
* 第一项。
* 第二项。

* Kafka
* 雷迪斯
* Nginx

Kafka 很薄，`卡夫卡` 是代码。
"""
SECOND = f"# 队列\n\n它等着,直到空了。\n\n{FURNITURE}- 缓存的一生\n"
JAPANESE = "# 概要\n\nこれは漢字と仮名(かな)の文章です。\n"
ENGLISH = "# Cache\n\nOnly English here, (and) it stays.\n"
NAMES = '[names]\n"卡夫卡" = "Kafka"\n"薄" = "Thin"\n"雷迪斯" = ""\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "文章"
    made.mkdir()
    for name, text in (("a.md", FIRST), ("b.md", SECOND), ("c.md", ENGLISH)):
        (made / name).write_text(text, "utf-8")
    return tmp_path


def run_in(folder: Path, *arguments: str) -> Ran:
    return Repository(folder).transpipe(*arguments)


def clean(folder: Path, *more: str, code: int = 0) -> Ran:
    ran = run_in(folder, "clean", "文章", *more)
    assert ran.code == code, ran.err
    return ran


def texts(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.name: path.read_text("utf-8") for path in found}


def test_the_whole_way(folder: Path) -> None:
    before = texts(folder)
    said = clean(folder).out
    assert "+* 第二项。" in said
    assert "文章/a.md:11–19" in said
    assert "文章/c.md" in said
    assert texts(folder) == before

    assert "雷迪斯" in clean(folder, "--names").out
    table = (folder / "文章" / "names.toml").read_text("utf-8")
    assert all(
        row in table for row in ('"雷迪斯" = ""', '"薄" = ""  # 文章/a.md:3; code.example.org/thin')
    )
    assert "别的文章" not in table
    (folder / "文章" / "names.toml").write_text(NAMES, "utf-8")
    assert clean(folder, "--names", "--json").out == ""

    clean(folder, "--write")
    after = texts(folder)
    assert after["a.md"] == FIRST_CLEANED
    assert after["b.md"] == "# 队列\n\n它等着，直到空了。\n"
    assert after["c.md"] == ENGLISH
    assert after["names.toml"] == NAMES
    rows = [json.loads(row) for row in clean(folder, "--write", "--json").out.splitlines()]
    assert texts(folder) == after
    assert not any(row["changed"] for row in rows)


def test_what_autocorrect_is_told_holds_here(folder: Path) -> None:
    (folder / ".autocorrectrc").write_text("rules:\n  fullwidth: 0\n", "utf-8")
    (folder / ".autocorrectignore").write_text("文章/b.md\n", "utf-8")
    clean(folder, "--write")
    after = texts(folder)
    assert "的服务器,它很快。\n* 第一项" in after["a.md"]
    assert "它等着,直到" in after["b.md"]
    (folder / ".autocorrectrc").write_text("rules\n", "utf-8")
    assert clean(folder, code=2).err.count("\n") == 1
    assert run_in(folder, "check", "文章/a.md").code == 2
    for text in ("rules: [\n", '{"rules": {"fullwidth": 0}\n', "rules: {a: [1}\n"):
        (folder / ".autocorrectrc").write_text(text, "utf-8")
        assert clean(folder, code=2).err.count("\n") == 1
    (folder / ".autocorrectrc").write_text("rules:\n  fullwidth: 0\nwords:\n  - a [b\n", "utf-8")
    clean(folder)
    (folder / ".autocorrectrc").write_bytes(b"\xff\xferules")
    assert clean(folder, code=2).err.count("\n") == 1


def test_a_japanese_file_is_not_chinese(folder: Path) -> None:
    (folder / "文章" / "d.md").write_text(JAPANESE, "utf-8")
    assert "文章/d.md" in clean(folder, "--write").out
    assert texts(folder)["d.md"] == JAPANESE


def test_one_file_and_none(folder: Path) -> None:
    assert run_in(folder, "clean", "文章/b.md", "--write", "--dry-run").code == 0
    assert texts(folder)["b.md"] == SECOND
    assert run_in(folder, "clean", "nothing").code in (2, 3)
    assert run_in(folder, "clean").code == 2


def test_a_file_that_is_no_text_stays_and_the_others_are_cleaned(folder: Path) -> None:
    place = folder / "文章" / "b.md"
    place.write_bytes(SECOND.encode("gb18030"))
    ran = clean(folder, "--write", code=4)
    assert "文章/b.md:1: not UTF-8" in ran.err
    assert "b.md" not in ran.out
    assert place.read_bytes() == SECOND.encode("gb18030")
    assert (folder / "文章" / "a.md").read_text("utf-8") != FIRST
    assert run_in(folder, "clean", "文章/b.md").code == 4


def test_where_nothing_is_to_be_done_nothing_is_asked_for(folder: Path) -> None:
    assert "--write" in clean(folder).out
    clean(folder, "--write")
    assert "--write" not in clean(folder).out


@pytest.mark.parametrize(
    "text", ["[names\n", '[others]\n"a" = "b"\n', "[names]\n'a' = 3\n", "names = 1\n"]
)
def test_a_table_that_says_nothing_sensible(folder: Path, text: str) -> None:
    (folder / "文章" / "names.toml").write_text(text, "utf-8")
    said = clean(folder, code=2).err
    assert "names.toml:1" in said or "names.toml:2" in said
    assert said.count("\n") == 1


def test_undo_puts_back_what_was_cleaned(folder: Path) -> None:
    (folder / "文章" / "names.toml").write_text(NAMES, "utf-8")
    before = texts(folder)
    clean(folder, "--write", "--dry-run")
    assert texts(folder) == before
    clean(folder, "--write")
    after = texts(folder / "文章")
    assert after["a.md"] == FIRST_CLEANED
    told = run_in(folder, "undo")
    assert told.code == 0
    assert {"文章/a.md", "文章/b.md"} <= set(told.out.split())
    assert texts(folder / "文章") == before
    assert run_in(folder, "undo").code == 0
    assert texts(folder / "文章") == after


def test_undo_refuses_what_changed_since(folder: Path) -> None:
    clean(folder, "--write")
    changed = folder / "文章" / "b.md"
    changed.write_text("# 别的\n", "utf-8")
    cleaned = texts(folder / "文章")
    assert run_in(folder, "undo").code == 4
    assert texts(folder / "文章") == cleaned


def test_a_folder_within_a_repository(folder: Path) -> None:
    made = Repository(folder)
    made.git("init", "-q")
    made.git("add", "-A")
    made.git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x")
    inner = Repository(folder / "文章")
    assert inner.transpipe("clean", ".", "--write").code == 0
    assert "服务器，它很快" in texts(folder / "文章")["a.md"]
    assert not [row for row in made.git("status", "--porcelain").split("\n") if ".transpipe" in row]
    assert inner.transpipe("undo").code == 0
    assert not made.git("status", "--porcelain").strip()


def test_a_folder_that_lies_elsewhere(folder: Path) -> None:
    other = Repository(folder / "别处")
    other.root.mkdir()

    def said() -> dict[str, str]:
        return {path.name: path.read_text("utf-8") for path in (folder / "文章").glob("*.md")}

    for named in ("../文章", str(folder / "文章")):
        before = said()
        assert other.transpipe("clean", named, "--write").code == 0
        assert said() != before
        assert Repository(folder / "文章").transpipe("undo").code == 0
        assert said() == before


STEPS = [f"第{n}步：先看它写了什么，再改。" for n in "一二三四五六"]
COPIES = {
    "docs/a.md": "\n\n".join(["# 写缓存", *STEPS]),
    "examples/a.md": "\n\n".join(["# 写缓存", "改写过的开头。", *STEPS]),
    "v1/a.md": "\n\n".join(["# 写缓存", "更早的开头。", *STEPS]),
}
TEASERS = {
    "django.md": "\n\n".join(["# Django", STEPS[0], *STEPS[1:]]),
    "flask.md": "\n\n".join(["# Flask", "只在这里。", STEPS[2], STEPS[1], *STEPS[3:]]),
    "vue.md": "\n\n".join(["# Vue", STEPS[4], STEPS[0], STEPS[3], STEPS[5], STEPS[1]]),
}
FRAMED = {f"{n}.md": f"# 文章{n}\n\n它讲{n}。\n\n" + "\n\n".join(STEPS) for n in "甲乙丙"}


@pytest.mark.parametrize(
    ("files", "runs"), [(COPIES, 0), (TEASERS, 0), (FRAMED, 3)], ids=["copies", "teasers", "frame"]
)
def test_what_several_articles_end_with_is_their_frame(files: dict[str, str], runs: int) -> None:
    articles = {path: parse(text, source=False) for path, text in files.items()}
    shared = elsewhere(articles)
    done = [
        repair(Context(path, article=each, elsewhere=shared[path]), TAKING_OUT)
        for path, each in articles.items()
    ]
    assert sum(len(each.taken) for each in done) == runs
    assert all(taken.text == "\n\n".join(STEPS) for each in done for taken in each.taken)


@pytest.mark.parametrize("among", [2, 4])
def test_what_half_of_the_files_end_with_is_a_frame_and_what_two_share_a_section(
    tmp_path: Path, among: int
) -> None:
    shared = "## 故障诊断\n\n先看日志。\n\n再看状态。\n\n最后重启服务。\n"
    for n in range(8):
        place = tmp_path / "文章" / f"{n}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"# 第 {n} 篇\n\n第 {n} 段话。\n\n{shared if n < among else ''}", "utf-8")
    said = clean(tmp_path).out
    assert ("page-furniture" in said) is (among == 4)


def test_nothing_to_decide_and_nothing_there_are_said(folder: Path) -> None:
    (folder / "文章" / "names.toml").write_text(NAMES, "utf-8")
    assert clean(folder, "--names").out == "nothing more that may be a name\n"
    ran = run_in(folder, "clean", "没有")
    assert (ran.code, ran.err) == (2, "transpipe: 没有: no Markdown file there\n")
