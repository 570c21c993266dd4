"""One bad file leaves its own article alone, in every command; all others go on.

A repository of two articles with all their files in two locales: one of the first article's files
goes bad in some way, and the second has something to do for each command.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import Ran, Repository, small
from transpipe.model import Locale, State
from transpipe.repository import Workspace

pytestmark = pytest.mark.first(2)

BAD, GOOD, NEW = "原文/bad.md", "原文/good.md", "原文/new.md"
FILES: dict[str, str | bytes] = {
    "README.md": (
        "# 文章\n\n"
        "* [Bad](https://example.org/bad) | [原文](./原文/bad.md) | [译文](./译文/坏.md)\n"
        "* [Good](https://example.org/good) | [原文](./原文/good.md) | [译文](./译文/好.md)\n"
    ),
    BAD: "# A bad one\n\n## First steps\n\nThe queue keeps every answer.\n\nIt waits.\n",
    "译文/坏.md": "# 坏的那一篇\n\n## 第一步\n\n队列保存每一个答案。\n\n它等待着。\n",
    GOOD: (
        "# A good one\n\nThe cache forgets every question. See [it](./bad.md#first-steps).\n\n"
        "Nobody has translated this.\n"
    ),
    "译文/好.md": "# 好的那一篇\n\n缓存忘记每一个问题。见[那里](./坏.md#第一步)。\n",
}
THIRD = "# A new one\n\nThe reader asks for it again.\n"
THIRD_ZH = "# 新的那一篇\n\n读者再一次要它，而它已经不在那里了。\n"


def catalogue(article: str, locale: Locale = Locale.ZH_CN) -> str:
    return Workspace.catalogue_path(article, locale)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = small(tmp_path_factory.mktemp("model") / "repository", FILES)
    for step in ("init", "align", "convert --add zh_TW", "sync", "build", "pages"):
        assert made.transpipe(*step.split()).code == 0, step
    for article in (BAD, GOOD):
        made.confirm(article)
    for step in ("sync", "convert", "build", "pages"):
        assert made.transpipe(step).code == 0, step
    made.commit()
    return made.root


@pytest.fixture
def repository(model: Path, tmp_path: Path) -> Repository:
    return Repository(shutil.copytree(model, tmp_path / "repository", symlinks=True))


# ── Ways to go bad ──────────────────────────────────────────────────────────────────────────

FILES_OF_BAD = {
    "source": BAD,
    "target": "译文/坏.md",
    "catalogue": catalogue(BAD),
    "derived catalogue": catalogue(BAD, Locale.ZH_TW),
    "derived file": "译文/zh_TW/坏.md",
}


_USUAL = "的一是不了在人有我他这个们中来上大为和国地到"


def gbk(repository: Repository, path: str) -> None:
    text = repository.read(path) + "\n"
    text = text.replace("It waits.", f"It waits: {_USUAL}。")
    if text.isascii():  # a catalogue without overrides
        text += f"# {_USUAL}\n"
    repository.write(path, text.encode("gb18030"))


def clash(repository: Repository, path: str) -> None:
    """A conflict of git around the last line with words."""
    lines = repository.read(path).splitlines(keepends=True)
    at = max(n for n, line in enumerate(lines) if line.strip() and not line.startswith("#~"))
    lines[at : at + 1] = ["<<<<<<< HEAD\n", lines[at], "=======\n", lines[at], ">>>>>>> other\n"]
    repository.write(path, "".join(lines))


def cut(repository: Repository, path: str) -> None:
    text = repository.read(path)
    repository.write(path, text[: text.rindex("msgstr") + 9])


def nul(repository: Repository, path: str) -> None:
    repository.write(path, repository.read(path) + "\0\n")


def folder(repository: Repository, path: str) -> None:
    (repository.root / path).unlink()
    (repository.root / path).mkdir()


def nowhere(repository: Repository, path: str) -> None:
    (repository.root / path).unlink()
    (repository.root / path).symlink_to("nowhere")


Damage = Callable[[Repository, str], None]
MORE = [pytest.mark.more]
HARMS: list[tuple[str, Damage]] = [
    *((name, damage) for name in FILES_OF_BAD for damage in (gbk, clash, nul)),
    ("catalogue", cut), ("derived catalogue", cut),
    *((name, damage) for name in FILES_OF_BAD if name != "source" for damage in (folder, nowhere)),
]  # fmt: skip
QUICK = [
    ("source", gbk), ("target", clash), ("catalogue", cut), ("catalogue", clash),
    ("derived catalogue", nul), ("derived file", clash), ("target", nowhere),
]  # fmt: skip
EACH = pytest.mark.parametrize(
    ("name", "damage"),
    [
        pytest.param(*harm, id=f"{harm[0]}-{harm[1].__name__}", marks=[] if harm in QUICK else MORE)
        for harm in HARMS
    ],
)


def bad_state(repository: Repository) -> dict[str, tuple[bytes, int]]:
    """The files of the bad article."""
    mine = {*FILES_OF_BAD.values(), "_site/原文/bad.html", "_site/zh_TW/原文/bad.html"}
    return {path: said for path, said in repository.state().items() if path in mine}


def left_alone(repository: Repository, path: str, *arguments: str) -> Ran:
    """A command that goes on with the others, tells of the bad file with its line, and exits 4."""
    before = bad_state(repository)
    ran = repository.transpipe(*arguments)
    assert ran.code == 4, ran.out + ran.err
    assert "Traceback" not in ran.err
    assert re.search(rf"^{re.escape(path)}:\d+: error [a-z-]+: ", ran.out, re.MULTILINE), ran.out
    assert bad_state(repository) == before
    return ran


@EACH
def test_the_others_go_on_in_every_command(
    repository: Repository, name: str, damage: Damage
) -> None:
    path = FILES_OF_BAD[name]
    damage(repository, path)
    repository.write(GOOD, repository.read(GOOD).replace("every question", "no question"))
    repository.write(NEW, THIRD)
    repository.write("译文/new.md", THIRD_ZH)

    left_alone(repository, path, "init")
    left_alone(repository, path, "align")
    assert repository.units(NEW)["A new one"].target == "新的那一篇"

    left_alone(repository, path, "sync")
    units = repository.units(GOOD)
    stale = units["The cache forgets no question. See [it](./bad.md#first-steps)."]
    assert stale.state is State.FUZZY

    said = left_alone(repository, path, "status").out
    assert GOOD in said
    assert BAD in said

    left_alone(repository, path, "draft", "--engine", "echo")
    assert repository.units(GOOD)["Nobody has translated this."].origin is not None

    said = left_alone(repository, path, "check").out
    assert "译文/好.md:3: error stale-" in said

    said = left_alone(repository, path, "review", "--base", "HEAD").out
    assert GOOD in said

    repository.translate(GOOD, {"A good one": "很好的那一篇"})
    left_alone(repository, path, "convert")
    assert repository.units(GOOD, Locale.ZH_TW)["A good one"].target == "很好的那一篇"

    left_alone(repository, path, "build")
    assert repository.read("译文/好.md").startswith("# 很好的那一篇\n")
    assert "./坏.md#第一步" in repository.read("译文/好.md")
    assert repository.read("译文/zh_TW/好.md").startswith("# 很好的那一篇\n")

    page = repository.root / "_site/原文/good.html"
    page.unlink()
    left_alone(repository, path, "pages")
    assert "很好的那一篇" in page.read_text("utf-8")


@EACH
def test_run_goes_on_and_is_at_rest(repository: Repository, name: str, damage: Damage) -> None:
    path = FILES_OF_BAD[name]
    damage(repository, path)
    repository.translate(GOOD, {"A good one": "很好的那一篇"})
    said = left_alone(repository, path, "run").out
    assert len(re.findall(rf"^{re.escape(path)}:", said, re.MULTILINE)) == 1, said
    assert repository.read("译文/好.md").startswith("# 很好的那一篇\n")
    before = repository.state()
    left_alone(repository, path, "run")
    assert repository.state() == before


@EACH
def test_named_it_is_refused(repository: Repository, name: str, damage: Damage) -> None:
    path = FILES_OF_BAD[name]
    damage(repository, path)
    before = repository.state()
    for command in (
        "sync", "align", "draft --engine echo", "convert", "check", "status", "review", "build",
        "pages", "align --doubtful",
    ):  # fmt: skip
        ran = repository.transpipe(*command.split(), BAD)
        assert (ran.code, ran.out) == (4, ""), command
        assert re.match(rf"transpipe: {re.escape(path)}:\d+: ", ran.err), command
        assert ran.err.count("\n") == 1
    assert repository.state() == before
    for command in ("sync", "convert", "status", "review", "build", "pages"):
        assert repository.transpipe(command, GOOD).code == 0, command
    # A link to what is no file any more is dead.
    assert repository.transpipe("check", GOOD).code in (0, damage in (folder, nowhere))


@pytest.mark.parametrize("layout", ["own", "source"])
@EACH
def test_links_to_it_lead_where_they_led(
    repository: Repository, name: str, damage: Damage, layout: str
) -> None:
    if layout == "source":
        assert repository.transpipe("build", "--relayout", GOOD).code == 0
        assert repository.transpipe("run").code == 0
        repository.commit()
    path = FILES_OF_BAD[name]
    damage(repository, path)
    before = {name: repository.read(name) for name in ("译文/好.md", catalogue(GOOD))}
    for command in ("sync", "convert", "build"):
        left_alone(repository, path, command)
    assert {name: repository.read(name) for name in before} == before
    words = "缓存忘记每一个问题。请见[那里](./坏.md#第一步)。"
    old = repository.read("译文/好.md")
    repository.write(
        "译文/好.md", old.replace("缓存忘记每一个问题。见[那里](./坏.md#第一步)。", words)
    )
    left_alone(repository, path, "sync")
    text = "The cache forgets every question. See [it](./bad.md#first-steps)."
    assert (
        repository.units(GOOD)[text].target
        == "缓存忘记每一个问题。请见[那里](./bad.md#first-steps)。"
    )


@pytest.mark.parametrize("command", ["sync", "build", "align", "convert", "pages", "run"])
def test_as_json(repository: Repository, command: str) -> None:
    gbk(repository, "译文/坏.md")
    ran = repository.transpipe(command, "--json")
    assert ran.code == 4
    said = json.loads(ran.out)
    found = [f for f in said["findings"] if f["file"] == "译文/坏.md"]
    assert [(f["code"], f["severity"], f["line"]) for f in found] == [("not-text", "error", 1)]


@pytest.mark.parametrize("command", ["check", "status", "review", "draft --engine echo"])
def test_as_json_lines(repository: Repository, command: str) -> None:
    gbk(repository, "译文/坏.md")
    ran = repository.transpipe(*command.split(), "--json")
    assert ran.code == 4
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert all(isinstance(row, dict) for row in rows)
    assert "译文/坏.md" in ran.out
    assert "not UTF-8" in ran.out


# ── A build that refuses one article ────────────────────────────────────────────────────────


def test_a_file_that_was_edited_is_left_alone_and_the_others_are_built(
    repository: Repository,
) -> None:
    old = repository.read("译文/坏.md")
    repository.write("译文/坏.md", old.replace("它等待着。", "它还在等待着。"))
    repository.translate(GOOD, {"A good one": "很好的那一篇"})
    repository.translate(BAD, {"A bad one": "很坏的那一篇"})
    repository.transpipe("convert")
    left_alone(repository, "译文/坏.md", "build", "--diff")
    said = left_alone(repository, "译文/坏.md", "build").out
    assert "译文/坏.md:7: error would-overwrite: " in said
    assert "transpipe sync" in said
    assert repository.read("译文/好.md").startswith("# 很好的那一篇\n")
    assert repository.read("译文/zh_TW/好.md").startswith("# 很好的那一篇\n")
    ran = repository.transpipe("build", BAD)
    assert (ran.code, ran.out) == (4, "")


def test_a_derived_file_that_was_edited_keeps_its_article_from_being_built(
    repository: Repository,
) -> None:
    path = "译文/zh_TW/坏.md"
    repository.write(path, repository.read(path) + "\n一句自己的話。\n")
    repository.translate(BAD, {"A bad one": "很坏的那一篇", "First steps": "头一步"})
    repository.translate(GOOD, {"A good one": "很好的那一篇"})
    repository.transpipe("convert")
    left_alone(repository, path, "build")
    assert repository.read("译文/好.md").startswith("# 很好的那一篇\n")
    # Where its headings will be is no matter as long as they are not.
    assert "./坏.md#第一步" in repository.read("译文/好.md")


# ── What is none of one article's business ──────────────────────────────────────────────────


def test_a_damaged_catalogue_without_an_article_stops_nobody(repository: Repository) -> None:
    path = catalogue("原文/gone.md")
    repository.write(path, 'msgid ""\nmsgst')
    repository.write(NEW, THIRD)
    ran = repository.transpipe("sync")
    assert ran.code == 4
    assert re.search(rf"^{re.escape(path)}:\d+: error damaged-catalogue: ", ran.out, re.MULTILINE)
    assert "A new one" in repository.units(NEW)


def test_conflict_marks_in_code_are_the_articles_own(repository: Repository) -> None:
    """How git shows a conflict is something that articles tell of."""
    code = "\n```text\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n```\n"
    for path in (BAD, "译文/坏.md"):
        repository.write(path, repository.read(path) + code)
    for command in ("sync", "check", "status", "build", "run"):
        assert repository.transpipe(command).code == 0, command
    repository.commit()
    # While git itself is in the middle of a merge, it is taken at its word.
    repository.git("checkout", "-q", "-b", "other")
    repository.write(BAD, repository.read(BAD).replace("theirs", "others"))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(BAD, repository.read(BAD).replace("theirs", "somebody's"))
    repository.commit()
    ran = repository._run(["git", "merge", "other"], b"")
    assert ran.code == 1, ran.out
    left_alone(repository, BAD, "sync")


def test_the_next_command_is_no_circle(repository: Repository) -> None:
    gbk(repository, "译文/坏.md")
    (repository.root / catalogue(BAD)).unlink()
    ran = repository.transpipe()
    assert ran.code == 4
    assert "译文/坏.md:1: error not-text" in ran.out
    assert not ran.out.endswith("next: transpipe align\n")


def test_a_conflict_in_the_index_leaves_alone_what_its_rows_are_about(
    repository: Repository,
) -> None:
    """Which file is whose translation is just what the merge is to settle."""
    text = repository.read("README.md")
    row = next(line for line in text.splitlines() if "bad.md" in line)
    other = row.replace("坏.md", "坏的.md")
    clash = f"<<<<<<< HEAD\n{row}\n=======\n{other}\n>>>>>>> other\n"
    repository.write("README.md", text.replace(f"{row}\n", clash))
    (repository.root / "译文/坏.md").rename(repository.root / "译文/坏的.md")
    repository.translate(BAD, {"A bad one": "很坏的那一篇"})
    repository.translate(GOOD, {"A good one": "很好的那一篇"})
    for command in ("sync", "convert", "build", "check", "status", "run"):
        left_alone(repository, "README.md", command)
    assert not (repository.root / "译文/坏.md").exists()
    assert repository.read("译文/坏的.md") == FILES["译文/坏.md"]
    assert repository.read("译文/好.md").startswith("# 很好的那一篇\n")
    assert "README.md:3: git left a merge" in repository.transpipe("sync", BAD).err
    repository.write("README.md", text.replace(row, other))
    assert repository.transpipe("run").code == 0
    assert repository.read("译文/坏的.md").startswith("# 很坏的那一篇\n")
