"""What is known of single articles from the last time: taken where it holds, and never else."""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import later
from tests.histories import neighbours
from tests.histories.words import article
from tests.repository import Ran, Repository, adopted
from transpipe.editions import cache
from transpipe.editions.project import opened
from transpipe.model import Finding, Locale, Progress, Severity, Weight
from transpipe.model.change import Behind
from transpipe.repository import Workspace
from transpipe.repository.memo import Memo, Row
from transpipe.repository.spelt import read, spell

COUNT = 12
MEMO, ANSWERS = ".transpipe/memo.db", ".transpipe/again.json"
LINK = "\nThe rest is [there](a1.md#caching).\n"


def many(place: Path) -> Repository:
    """Articles that are adopted and built; of two of them one links to the other's heading."""
    chance, files, names, number = random.Random(7), dict[str, str](), list[str](), 1
    for n in range(COUNT):
        english, chinese, number = article(chance, 6, number)
        if n == 1:
            english, chinese = f"{english}\n## Caching\n", f"{chinese}\n## 缓存一\n"
        if n == 2:
            english, chinese = english + LINK, f"{chinese}\n其余在[那里](a1.md#缓存一)。\n"
        files |= {f"原文/a{n}.md": english, f"译文/a{n}.md": chinese}
        names.append(f"原文/a{n}.md")
    made = adopted(place, files, names)
    for _ in range(3):
        made.steps("run")
    return made


def anew(made: Repository, command: str) -> Ran:
    """What a command says where it does all work anew, in a copy."""
    twin = made.root.with_name("twin")
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(made.root, twin, symlinks=True)
    return Repository(twin).transpipe(*command.split(), "--no-cache")


def read_texts(made: Repository, command: str) -> tuple[Ran, int]:
    """What a command says, and how many texts it cut into blocks for that."""
    cache.document.cache_clear()
    (made.root / ANSWERS).unlink(missing_ok=True)
    ran = made.transpipe(*command.split())
    return ran, cache.document.cache_info().misses


@pytest.mark.parametrize("command", ["run", *later("sync", "build", "status", "check", "pages")])
def test_one_edit_has_one_article_read(tmp_path: Path, command: str) -> None:
    made = many(tmp_path / "work")
    read_texts(made, command)
    assert read_texts(made, command)[1] == 0
    made.write("原文/a5.md", made.read("原文/a5.md") + "\nA paragraph more.\n")
    expected = anew(made, command)
    ran, count = read_texts(made, command)
    assert ran == expected
    assert 0 < count <= 6  # a few versions of one article


def test_who_links_to_a_heading_follows_it(tmp_path: Path) -> None:
    made = many(tmp_path / "work")
    text = made.read("译文/a1.md").replace("## 缓存一", "## 缓存二")
    made.write("译文/a1.md", text)
    for command in ("check", "run"):
        expected = anew(made, command)
        assert read_texts(made, command)[0] == expected
    assert "a1.md#缓存二" in made.read("译文/a2.md")


def test_a_repository_is_read_again_once_anything_was_written(tmp_path: Path) -> None:
    workspace = Workspace.around(many(tmp_path / "work").root)
    project = opened(workspace, workspace.config())
    workspace.read_text("原文/a5.md")
    assert project.up_to_date() is project
    for write in (workspace.write, workspace.write_state):
        write("原文/a13.md", "# A new one\n")
        now = project.up_to_date()
        assert now is not project
        assert now.up_to_date() is now
        project = now
    assert project.find("a13.md").source == "原文/a13.md"


@pytest.mark.parametrize("command", ["pages", *later("run")])
def test_what_was_refused_is_tried_again(tmp_path: Path, command: str) -> None:
    made = many(tmp_path / "work")
    page = made.root / "_site/原文/a5.html"
    page.unlink()
    page.mkdir()
    for _ in range(2):
        assert read_texts(made, command)[0].code == 4
    page.rmdir()
    assert read_texts(made, command)[0].code == 0
    assert page.is_file()


def test_pages_that_were_just_written_are_not_made_again(tmp_path: Path) -> None:
    made = many(tmp_path / "work")
    shutil.rmtree(made.root / "_site")
    made.steps("pages")
    assert read_texts(made, "pages")[1] == 0
    page, first = "_site/原文/a5.html", made.read("_site/原文/a5.html")
    made.write(page, "somebody's")
    assert json.loads(made.transpipe("pages", "--json").out)["written"] == [page]
    assert made.read(page) == first
    (made.root / page).unlink()
    assert json.loads(made.transpipe("pages", "--json").out)["written"] == [page]
    made.write("原文/a5.md", made.read("原文/a5.md") + "\nA paragraph more.\n")
    made.steps("pages")
    expected = made.read(page)
    assert "A paragraph more." in expected
    made.steps("pages --no-cache")
    assert made.read(page) == expected


def test_a_title_is_news_to_the_pages_beside_it_alone(tmp_path: Path) -> None:
    made = many(tmp_path / "work")
    made.steps("pages")
    title, *rest = made.read("译文/a5.md").split("\n")
    made.write("译文/a5.md", "\n".join([f"{title}（新）", *rest]))
    made.steps("sync")
    ran, count = read_texts(made, "pages --json")
    names = {name.rpartition("/")[2] for name in json.loads(ran.out)["written"]}
    assert names == {"a4.html", "a5.html", "a6.html", "index.html", "search.html"}
    assert 0 < count <= 6  # of three articles, each in both languages


def test_commands_keep_what_they_know_beside_each_other(tmp_path: Path) -> None:
    """What the line `next:` asks is not what the command of that name keeps."""
    made = many(tmp_path / "work")
    for command in ("pages", "sync", "pages"):
        read_texts(made, command)
    assert [read_texts(made, command)[1] for command in ("sync", "pages", "sync")] == [0, 0, 0]


def _other(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE words (word TEXT)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("PRAGMA user_version = 99")


def _lying(path: Path) -> None:
    """Other values under the names that there are."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE memo SET said = replace(said, 'error', 'info')")
        base.execute("UPDATE memo SET said = '[[]]' WHERE name LIKE 'sound%'")


def _cut(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _torn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(200, len(data), 997):
        data[place] ^= 255
    path.write_bytes(bytes(data))


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "no cache": lambda path: path.write_bytes(b"no cache at all" * 100),
    "cut off": _cut,
    "torn": _torn,
    "another base": _other,
    "a newer one": _newer,
    "lying": _lying,
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("damage", ["cut off", *later(*(d for d in DAMAGES if d != "cut off"))])
def test_what_is_damaged_or_another_ones_is_thrown_away(tmp_path: Path, damage: str) -> None:
    made = many(tmp_path / "work")
    made.write("原文/a5.md", made.read("原文/a5.md") + "\nA paragraph more.\n")
    DAMAGES[damage](made.root / MEMO)
    for command in ("check", "run", "run"):
        expected = anew(made, command)
        assert read_texts(made, command)[0] == expected
    if damage != "a folder":
        assert read_texts(made, "run")[1] == 0  # it is kept again


def test_nothing_is_kept_of_a_dry_run_or_without_a_cache(tmp_path: Path) -> None:
    made = many(tmp_path / "work")
    (made.root / MEMO).unlink()
    for command in ("run --dry-run", "status --no-cache", "check --no-cache"):
        read_texts(made, command)
    rows = made.root / MEMO
    with closing(sqlite3.connect(rows)) if rows.exists() else closing(sqlite3.connect("")) as base:
        there = base.execute("SELECT name FROM sqlite_master").fetchall()
        names = base.execute("SELECT name FROM memo").fetchall() if there else []
    assert not [name for (name,) in names if name.startswith(("sync", "build"))]


def test_nouns_are_read_as_they_were_spelt() -> None:
    finding = Finding("a-code", Severity.WARNING, "说", "译文/\udcff.md", 3, source="x")
    row = Progress("a", Locale.ZH_TW, "b", worst=Weight.CODE, behind=Behind("1", 2, 3, True),
                   findings=(finding,))  # fmt: skip
    for kind, value in ((Finding, finding), (Progress, row), (tuple[Finding, ...], (finding,))):
        assert read(kind, spell(value)) == value
    for wrong in (["a"], "x", None, [1] * 9, ["c", "no severity", "m", "f", 0, 0, 0, "", ""]):
        with pytest.raises((TypeError, ValueError)):
            read(Finding, wrong)


def _keep_for_ever(place: Path) -> None:
    for number in range(10**9):
        memo = Memo(place)
        for name in range(200):
            memo.keep(f"n{name}", "world", Row([number, "值" * 200], {"file a": str(number)}))
        memo.save()


@pytest.mark.more
def test_killed_while_it_is_written_it_says_what_was_kept_or_nothing(tmp_path: Path) -> None:
    place, chance = tmp_path / "memo.db", random.Random(3)
    context = multiprocessing.get_context("fork")
    for _ in range(200):
        process = context.Process(target=_keep_for_ever, args=(place,))
        process.start()
        time.sleep(chance.uniform(0, 0.04))
        process.kill()
        process.join()
        memo = Memo(place)
        rows = [memo.recall(f"n{name}", "world") for name in range(200)]
        told = [row for row in rows if row is not None]
        assert all(row.answers == {"file a": str(row.value[0])} for row in told)
        assert len({row.value[0] for row in told}) <= 1  # all of one time
    memo = Memo(place)
    memo.keep("n", "world", Row(1, {}))
    memo.save()
    assert Memo(place).recall("n", "world") == Row(1, {})


@pytest.mark.long
def test_commands_killed_while_they_keep_lose_nothing(tmp_path: Path) -> None:
    made, chance = many(tmp_path / "work"), random.Random(5)
    for number in range(200):
        path = f"原文/a{number % COUNT}.md"
        made.write(path, made.read(path) + f"\nLine {number} of it.\n")
        process = subprocess.Popen([sys.executable, "-m", "transpipe", "run"], cwd=made.root)
        time.sleep(chance.uniform(0.3, 2))
        process.kill()
        process.wait()
    expected = anew(made, "run")
    assert read_texts(made, "run")[0] == expected


@pytest.mark.more
def test_eight_at_once(tmp_path: Path) -> None:
    made = many(tmp_path / "work")
    for number in range(COUNT):
        path = f"原文/a{number}.md"
        made.write(path, made.read(path) + "\nA paragraph more.\n")
    command = [sys.executable, "-m", "transpipe", "run"]
    running = [
        subprocess.Popen(command, cwd=made.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    said = [process.communicate() for process in running]
    assert {process.returncode for process in running} <= {0, 4}, said
    for command_line in ("run", "run", "check", "status"):
        expected = anew(made, command_line)
        assert read_texts(made, command_line)[0] == expected


@pytest.mark.more
@pytest.mark.parametrize("first", range(0, 12, 3))
def test_after_every_step_of_a_history_it_is_as_if_nothing_were_kept(first: int) -> None:
    seeds = range(first, first + 3)
    assert not {seed: said for seed in seeds if (said := neighbours.broken(seed))}
