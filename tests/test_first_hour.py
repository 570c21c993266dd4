"""The first hour: a next step that leads on, screens that fit, counts that agree."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import later
from tests.figures import first_hour, main_job
from tests.figures.first_hour import SMALL, follow, unfit, wrong_at_the_end
from tests.repository import Repository, adopted, cloned, small
from transpipe.cli import screen
from transpipe.workflows.next_step import DONE_BY, Act

pytestmark = pytest.mark.first(3)

EN, ZH, ROW = first_hour._EN, first_hour._ZH, first_hour._ROW
ARTICLE, FILE = "原文/a.md", "译文/甲.md"
LONG = "原文/Storing_hundreds_of_millions_of_simple_key-value_pairs_in_Redis/all_of_it.md"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A small repository after `init` and `align`."""
    return adopted(tmp_path / "work", {"README.md": ROW, ARTICLE: EN, FILE: ZH})


def at(made: Repository, columns: int, language: str = "en") -> Repository:
    """The same repository on a screen."""
    return replace(made, environment={"COLUMNS": str(columns), "LANGUAGE": language})


# ── The next step ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", SMALL)
def test_the_next_step_leads_to_the_end(name: str, tmp_path: Path) -> None:
    made = SMALL[name](tmp_path / "work")
    followed = follow(made)
    assert followed.wrong == "", followed.steps
    assert wrong_at_the_end(made) == ""


@pytest.mark.long
def test_the_figures_of_the_first_hour(data: Path) -> None:
    assert [row for row in first_hour.figures(data) if not row[3]] == []


@pytest.mark.parametrize("command", ["init", "align", "sync", "build", "pages", "run", "status"])
def test_every_command_ends_with_it(made: Repository, command: str) -> None:
    made.write("原文/b.md", EN.replace("Caches", "Queues"))
    said = made.transpipe(*command.split()).out.splitlines()
    assert said[-1].startswith("next: ")
    assert not made.transpipe(command, "-q").out.splitlines()[-1].startswith("next: ")


def test_nothing_is_asked_for_that_was_just_done(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {"README.md": ROW, ARTICLE: EN, FILE: ZH})
    for command in ("init", "align", "sync", "build", "run"):
        said = made.transpipe(command).out.splitlines()[-1]
        acts = DONE_BY.get(command, {Act.INIT})
        assert said not in {f"next: transpipe {act}" for act in acts}


def test_units_of_several_articles_are_not_said_to_stand_in_one(made: Repository) -> None:
    made.write(ARTICLE, EN + "\nOne more paragraph.\n\nAnd another.\n")
    made.write("原文/b.md", "# Queues\n")
    made.steps("sync")
    lists = f"(`transpipe status {ARTICLE}` lists 2)"
    assert f"next: 3 to translate in 2 articles {lists}: " in made.transpipe().out


def test_what_each_state_leads_to(made: Repository) -> None:
    def said() -> str:
        return made.transpipe().out.splitlines()[-1].removeprefix("next: ")

    assert said().startswith("nothing to do")
    made.write(FILE, ZH.replace("必须小", "应当小"))
    assert said() == "transpipe sync"
    made.steps("sync")
    assert said().startswith("nothing to do")
    made.translate(ARTICLE, {"It must be small.": "它要小。"})
    assert said() == "transpipe build"
    made.steps("build")
    made.write(ARTICLE, EN + "\nOne more paragraph.\n")
    assert said() == "transpipe sync"
    made.steps("sync")
    lists = f"(`transpipe status {ARTICLE}` lists them)"
    assert said().startswith(f"1 to translate {lists}: `transpipe edit {ARTICLE}`, or edit ")
    made.write("transpipe.toml", made.read("transpipe.toml") + '[draft]\nengine = "echo"\n')
    assert f"edit {FILE}, or begin with `transpipe draft`; then" in said()
    made.write(ARTICLE, EN + "\nOne more paragraph.\n\nAnd another.\n")
    made.steps("sync")
    made.translate(ARTICLE, {"One more paragraph.": "又一段。"})
    assert said().startswith("1 to translate")  # to fill now would put English into the file
    made.translate(ARTICLE, {"And another.": "再一段。"})
    assert said() == "transpipe build --fill"
    made.steps("convert --add zh_TW")
    assert said() == "transpipe build"


@pytest.mark.parametrize("own", [False, True])
def test_a_source_that_lost_a_paragraph_or_changed_its_code_is_built(
    tmp_path: Path, own: bool
) -> None:
    code = "\n```sh\nrun --old\n```\n"
    files = {ARTICLE: EN + code} | ({"译文/a.md": ZH + code} if own else {})
    made = small(tmp_path / "work", files)
    made.steps("init", "align", "sync")
    made.transpipe("draft", "--engine", "echo")
    made.confirm(ARTICLE)
    made.steps("run")
    shorter = (EN + code).replace("\n\nIt must be small.", "")
    for text in (shorter, *(() if own else (shorter.replace("--old", "--new"),))):
        made.write(ARTICLE, text)
        made.transpipe("sync")
        assert made.transpipe().out.endswith("next: transpipe build\n")
        made.steps("build")
        assert "next: nothing to do" in made.transpipe().out


def test_a_draft_that_could_not_be_made_is_not_asked_for_again(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: EN})
    made.steps("init", "sync")
    assert "draft" in made.transpipe("draft", "--engine", "echo", "--limit", "1").out
    made.steps("draft --engine echo")
    assert "drafts to confirm" in made.transpipe().out


# ── Screens ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.more
@pytest.mark.parametrize("language", ["zh_CN", *later("en")])
@pytest.mark.parametrize("columns", [60, *later(80, 120)])
def test_every_screen_of_the_real_repository_fits(
    data: Path, tmp_path: Path, columns: int, language: str
) -> None:
    clone = cloned(data / main_job.BUNDLE, tmp_path / "clone")
    assert list(unfit(clone, columns, language)) == []


def test_a_thousand_articles_fit_too(tmp_path: Path) -> None:
    files = {f"原文/{n}.md": f"# The number {n}\n" for n in range(60)}
    files |= {f"译文/{n}.md": "" for n in range(60)}
    made = at(small(tmp_path / "work", files), 80)
    for command in ("init", "status", "sync", "status", "check", "run"):
        said = made.transpipe(command)
        assert said.out.count("\n") <= screen.LINES, command
    assert "… and 4" in made.transpipe("status").out
    assert len(re.findall("→ 译文/", made.transpipe("status", "--all").out)) == 60


def test_nothing_is_cut_where_the_result_goes_to_a_program(made: Repository) -> None:
    made.write(LONG, EN)
    made.steps("sync")
    assert LONG in made.transpipe("status").out
    assert LONG not in at(made, 60).transpipe("status").out


def test_why_an_article_is_left_alone_is_said_in_full(made: Repository) -> None:
    path = "locales/zh_CN/LC_MESSAGES/原文/a.po"
    made.write(path, made.read(path)[:-40])
    for command in ("", "sync", "run", "status"):
        said = at(made, 60).transpipe(*command.split())
        assert said.code == 4
        told = re.sub(r"\s+", "", said.out)
        whole = made.transpipe(*command.split()).out
        error = next(line for line in whole.splitlines() if "damaged-catalogue" in line)
        assert re.sub(r"\s+", "", error) in told, command


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_a_shortened_name_is_understood(made: Repository, columns: int) -> None:
    made.write(LONG, EN)
    made.steps("sync")
    said = at(made, columns).transpipe("status").out
    short = next(word for word in said.split() if "…" in word and "原文" in word)
    assert '"total": 5' in made.transpipe("status", short, "--json").out
    made.write(LONG.replace("hundreds", "dozens"), EN)
    assert made.transpipe("status", "原文/Storing…_it.md").code == 2


@pytest.mark.parametrize("room", range(1, 30))
def test_what_is_shortened_has_room(room: int) -> None:
    for text in ("原文/how_sharding_works.md", "引文翻译/HotSpot Java虚拟机的内存管理.md"):
        for shorten in (screen.cut, screen.cut_middle):
            assert screen.cells(shorten(text, room)) <= room
            assert shorten(text, 60) == text


@pytest.mark.parametrize("room", [40, 60, 80])
def test_a_paragraph_is_wrapped_between_words_and_characters(room: int) -> None:
    text = "下一步：35 条存疑（`transpipe status README_EN.md` 列出）：编辑 a/b.po ，去掉标志。"
    lines = list(screen.wrapped(text, room))
    assert all(screen.cells(line) <= room for line in lines)
    assert any("`transpipe status README_EN.md`" in line for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert not any(line.strip()[0] in "，。）：" or line[-1] in "（(" for line in lines)


# ── Status ──────────────────────────────────────────────────────────────────────────────────


def test_an_article_has_a_row_with_its_locales_beside_it(made: Repository) -> None:
    header = made.transpipe("status").out.splitlines()[0].split()
    assert header == ["done", "units", "confirmed", "article"]
    made.write("原文/b.md", EN)
    made.steps("sync", "convert --add zh_TW")
    lines = made.transpipe("status").out.splitlines()
    assert lines[0].split()[-2:] == ["zh_TW", "article"]
    assert [line.split()[-1] for line in lines[1:3]] == ["原文/b.md", ARTICLE]
    assert lines[3].endswith("2 articles")
    assert lines[3].split()[:3] == ["50%", "10", "5"]


def test_status_of_an_article_lists_all_that_waits(made: Repository) -> None:
    made.write(ARTICLE, EN.replace("must be", "must not be") + "\nNew here.\n\nAnd this.\n")
    made.steps("sync")
    made.transpipe("draft", "--engine", "echo", "--limit", "1")
    made.write(FILE, made.read(FILE).replace("缓存保存答案。", "缓存存答案。"))
    made.translate(ARTICLE, {"A cache keeps answers.": "缓存留住答案。"})
    made.transpipe("sync")
    said = made.transpipe("status", ARTICLE).out
    titles = re.findall(r"^(conflict|stale|doubtful|empty|draft) (\d+)$", said, re.MULTILINE)
    assert titles == [("conflict", "1"), ("stale", "1"), ("empty", "1"), ("draft", "1")]
    assert f"  {ARTICLE}:3\n    en  A cache keeps answers.\n" in said
    assert f"  {ARTICLE}:5 → {FILE}:5  modality\n" in said
    assert f"  {ARTICLE}:12  And this.\n" in said
    for text in ("缓存存答案。", "缓存留住答案。", "must{+ not+} be"):
        assert text in said


def test_status_index_and_page_count_alike(made: Repository) -> None:
    table = "\n| one | two |\n| --- | --- |\n| three | four |\n"
    made.write(ARTICLE, EN.replace("must be", "must not be") + table)
    for command in ("pages", "run"):  # before a sync and after it
        made.transpipe(command)
        (row,) = [json.loads(x) for x in made.transpipe("status", "--json").out.splitlines()]
        page, index = made.read("_site/原文/a.html"), made.read("_site/index.html")
        assert all(f"已完成 {row['confirmed']}/{row['total']}" in text for text in (page, index))
        assert all(f"已过期 {row['stale']}" in text for text in (page, index))


# ── Init, check and its baseline ────────────────────────────────────────────────────────────


def test_init_sets_nothing_that_does_not_hold(tmp_path: Path) -> None:
    files = {"docs/en/a.md": EN, "docs/zh/a.md": ZH}
    made = small(tmp_path / "work", files)
    said = made.transpipe("init").out
    assert "  docs/en/ → docs/zh/  1 translated\n" in said
    settings = made.read("transpipe.toml")
    assert not re.search(r"^(source_dir|target_dir|index) =", settings, re.MULTILINE)
    assert re.search(r"^# source_dir = ", settings, re.MULTILINE)


def test_init_says_what_was_left_aside_and_why(tmp_path: Path) -> None:
    files = {
        ARTICLE: EN, "译文/a.md": ZH, "CHANGELOG.md": "# 1\n", "原文/vendor.txt": "x",
        "notes/idea.md": "# Ideas\n\nSome thoughts are here.\n", "tests/x.md": "# x\n",
        ".github/y.md": "# y\n", "empty.md": "",
    }  # fmt: skip
    said = small(tmp_path / "work", files).transpipe("init").out
    assert (
        "Markdown files are no articles: 1 in no pair, 1 empty, 1 like a changelog or licence, "
        "1 in hidden folders or those of tools and tests\n"
    ) in said


def test_notices_are_told_once(tmp_path: Path) -> None:
    files = {f"译文/{n}.md": f"# 第 {n} 篇\n\n全是中文的一段话。\n" for n in range(5)}
    made = small(tmp_path / "work", files)
    assert "sourceless: has no English source (and 4 more)\n" in made.transpipe("init").out
    for command in ("status", "check", "run", "align", "sync"):
        said = made.transpipe(command).out
        assert said.count("sourceless") == 0, command
        assert said.count("notes on the files") <= 1
    assert made.transpipe("status", "--all").out.count("sourceless") == 5


def test_a_baseline_keeps_what_is_known_wherever_it_moves(made: Repository) -> None:
    made.write(FILE, ZH.replace("它必须小。", "它必须小，见[这里](没有.md)。"))
    made.steps("sync")
    before = made.transpipe("check", "--json")
    assert before.code == 1
    made.steps("check --baseline")
    assert made.transpipe("check").code == 0
    for language in ("en", "zh_CN"):
        assert at(made, 80, language).transpipe("check", "--json").out == ""
    assert made.transpipe("check", "--no-baseline", "--json").out == before.out
    made.write(FILE, "译注：新的一段。\n\n" + made.read(FILE))
    assert made.transpipe("check", "--json").out == ""
    made.write(FILE, made.read(FILE) + "\n又见[那里](没有.md)。\n")
    (found,) = made.transpipe("check", "--json").out.splitlines()
    assert json.loads(found)["code"] == "dead-link"
    assert made.transpipe("check", "--baseline", "--dry-run").out.startswith("~ ")
    assert made.transpipe("check").code == 1


def test_a_line_of_the_baseline_that_knows_too_much_is_told(made: Repository) -> None:
    bad = ZH.replace("它必须小。", "它必须小，见[这里](没有.md)。") + "\n见[那里](没有.md)。\n"
    made.write(FILE, bad)
    made.steps("sync", "check --baseline")
    assert made.transpipe("check", "--json").out == ""
    made.write(FILE, bad.replace("见[那里](没有.md)", "无"))
    made.steps("sync")
    (row,) = map(json.loads, made.transpipe("check", "--json").out.splitlines())
    assert (row["code"], row["file"]) == ("unused-baseline", "transpipe-baseline.jsonl")
    known = made.read("transpipe-baseline.jsonl").split("\n")[row["line"] - 1]
    assert json.loads(known)["code"] == "dead-link"
    assert made.transpipe("check", ARTICLE, "--json").out == ""
    made.steps("check --baseline")
    assert made.transpipe("check", "--json").out == ""


def test_an_unreadable_file_is_bad_input(made: Repository) -> None:
    made.write("rows.jsonl", b"\xff\xfe{}\n")
    made.write(FILE, ZH.encode("utf-16"))
    for named in (["--pairs", "rows.jsonl"], [FILE, "--source", ARTICLE]):
        ran = made.transpipe("check", *named)
        assert (ran.code, ran.err.count("\n"), "not UTF-8" in ran.err) == (2, 1, True), named


def test_a_baseline_is_of_all_articles_and_must_be_one(made: Repository) -> None:
    assert made.transpipe("check", ARTICLE, "--baseline").code == 2
    made.write("transpipe-baseline.jsonl", "<<<<<<< HEAD\n")
    ran = made.transpipe("check")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "transpipe-baseline.jsonl:1: " in ran.err


# ── Doubtful pairs ──────────────────────────────────────────────────────────────────────────


@pytest.mark.more
def test_doubtful_pairs_have_the_numbers_that_explain_takes(data: Path, tmp_path: Path) -> None:
    clone = at(cloned(data / main_job.BUNDLE, tmp_path / "clone"), 100)
    clone.steps("init", "align")
    said = clone.transpipe("align", "--doubtful").out
    found = re.findall(r"^ *(\d+)  README\.md:(\d+).*\n  en  (.*?)…?\n", said, re.MULTILINE)
    assert len(found) >= 3
    number, line, source = found[0]
    told = clone.transpipe("align", "README_EN.md", "--explain", number).out
    assert f"pair {number}: doubtful" in told
    assert f"Chinese line {line}" in told
    assert source.split("](")[0][:20] in " ".join(told.split()) or source[:8] in told


@pytest.mark.parametrize("command", ["align --doubtful", "status 原文/{name}.md"])
def test_a_narrow_screen_shortens_paths_before_reasons(tmp_path: Path, command: str) -> None:
    name = "guides/installation/a-chapter-with-a-long-name"
    english = "# Caches\n\nA cache keeps values.\n\nIt must be small.\n"
    chinese = "# 缓存\n\n缓存保存值。\n\n**It must be small.** 它必须小。\n"
    files = {f"原文/{name}.md": english, f"译文/{name}.md": chinese}
    made = adopted(tmp_path / "work", files)
    screened = replace(made, environment={"COLUMNS": "60"})
    said = screened.transpipe(*command.format(name=name).split()).out
    (line,) = [line for line in said.split("\n") if "stands in the Chinese text" in line]
    assert ":5" in line
    assert screen.cells(line) <= 60


def test_a_text_that_stands_often_is_nothing_to_sync(tmp_path: Path) -> None:
    """Each place is looked at again then; where nothing has changed the next step is another."""
    english = "# A\n\n## Install\n\nOne.\n\n# B\n\n## Install\n\nTwo.\n"
    chinese = "# 甲\n\n## 安装\n\n一。\n\n# 乙\n\n## 引入\n\n二。\n"
    made = small(tmp_path / "work", {"原文/a.md": english, "译文/a.md": chinese})
    made.steps("init", "align")
    assert "next: transpipe sync" not in made.transpipe("status").out


def test_after_one_article_its_own_next_step_is_told(tmp_path: Path) -> None:
    english, chinese = "# A\n\nWater the roses.\n", "# 甲\n\n给玫瑰浇水。\n"
    files = {f"{folder}/{n}.md": text for n in "ab" for folder, text in
             (("原文", english), ("译文", chinese))}  # fmt: skip
    made = small(tmp_path / "work", files)
    made.steps("init")
    assert "next: transpipe align" not in made.transpipe("align", "原文/a.md").out
    made.confirm("原文/a.md")
    assert "next: transpipe status" in made.transpipe("sync", "原文/a.md").out
    assert "next: transpipe align" in made.transpipe("status").out
    made.write("原文/a.md", english.replace("roses", "lilies"))
    assert "next: transpipe sync 原文/a.md" in made.transpipe("build", "原文/a.md").out
