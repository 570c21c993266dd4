"""What is stale, by how much and since when: status, check, and what is published of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.repository import ENVIRONMENT, Repository, small
from tests.snapshot import made_once
from transpipe import po
from transpipe.model import Conflict, Locale, State, Weight
from transpipe.repository import Workspace
from transpipe.stale.progress import PRESSING

pytestmark = pytest.mark.first(3)

ARTICLE, TARGET = "原文/deploy.md", "译文/部署.md"
FOLDER = Path(__file__).parent / "cases" / "staleness"
CATALOGUE = Workspace.catalogue_path(ARTICLE, Locale.ZH_CN)
FILES: dict[str, str | bytes] = {
    "README.md": "* [Deploying](https://example.org/d)"
    " | [原文](./原文/deploy.md) | [译文](./译文/部署.md)\n",
    ARTICLE: (FOLDER / "source.md").read_text("utf-8"),
    TARGET: (FOLDER / "target.md").read_text("utf-8"),
}
BANNER = "> 原文已有改动，{stale} 处译文尚未跟上：{original}\n"
NOT = ("You can delete the last replica", "You cannot delete the last replica")
COMMA = ("a list of jobs and hands", "a list of jobs, and hands")
URL = ("https://example.org/a", "https://example.org/b")
WORDS = ("The dashboard shows the queue.", "The dashboard shows the workers and their memory.")


def run(repository: Repository, *arguments: str, code: int = 0) -> str:
    """What a command prints that must end with this code."""
    ran = repository.transpipe(*arguments)
    assert ran.code == code, ran.out + ran.err
    return ran.out


def commit(repository: Repository, day: int) -> str:
    """Commits all there is, on a day of January 2020; the commit's name."""
    repository.git("add", "-A")
    date = f"2020-01-{day:02}T00:00:00Z"
    command = ["git", "commit", "-q", "--allow-empty", "-m", "state"]
    dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
    subprocess.run(command, cwd=repository.root, env=os.environ | ENVIRONMENT | dates, check=True)
    return repository.git("rev-parse", "HEAD").strip()


def edit(repository: Repository, path: str, *changes: tuple[str, str]) -> None:
    """Changes words in a file; each must be there."""
    text = repository.read(path)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    repository.write(path, text)


def steady(repository: Repository, *commands: str) -> None:
    """None of these commands writes anything."""
    before = repository.state()
    for command in commands:
        run(repository, command)
        assert repository.state() == before, command


def set_to(repository: Repository, **settings: str) -> None:
    """Puts settings (as TOML) in the place of those that are there."""
    lines = repository.read("transpipe.toml").split("\n")
    kept = [line for line in lines if line.partition(" ")[0] not in settings]
    said = [f"{name} = {value}" for name, value in settings.items()]
    repository.write("transpipe.toml", "\n".join([*said, *kept]))


def rows(repository: Repository, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(repository, *arguments).splitlines()]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An article that was translated and confirmed on the first of January."""

    def make(root: Path) -> None:
        made = small(root, FILES)
        made.steps("init", "align")
        made.confirm(ARTICLE)
        made.steps("sync")
        commit(made, 1)

    return Repository(made_once((__name__, "confirmed"), tmp_path / "repository", make))


@pytest.fixture
def stale(repository: Repository, tmp_path: Path) -> Repository:
    """Its source was edited three times since, and synced."""

    def make(root: Path) -> None:
        made = Repository(repository.root.rename(root))
        for day, changes in ((5, (URL, WORDS)), (8, (COMMA,)), (11, (NOT,))):
            edit(made, ARTICLE, *changes)
            commit(made, day)
        made.steps("sync")

    return Repository(made_once((__name__, "stale"), tmp_path / "stale", make))


def test_a_translation_of_an_older_source_is_behind_from_the_first_hour(tmp_path: Path) -> None:
    """A paragraph that went on, in a commit before the adoption: all is committed."""
    made = small(tmp_path / "work", FILES)
    commit(made, 1)
    last = "The dashboard shows the queue."
    edit(made, ARTICLE, (last, f"{last} It is drawn once a minute."))
    commit(made, 5)
    made.steps("init", f"align {ARTICLE} --base HEAD~1")
    (row,) = rows(made, "status", ARTICLE, "--json")
    assert row["stale"] == 1
    assert row["behind"] == {
        "since": made.git("rev-parse", "HEAD").strip(), "commits": 1, "days": 0, "at_least": False,
    }  # fmt: skip


# ── What is told ────────────────────────────────────────────────────────────────────────────


def test_the_weightiest_comes_first(stale: Repository) -> None:
    (row,) = rows(stale, "status", ARTICLE, "--json")
    assert (row["stale"], row["worst"], row["worst_count"], row["current"]) == (
        3, "modality", 1, False,
    )  # fmt: skip
    units = row["units"]
    assert isinstance(units, list)
    weights = [unit["weight"] for unit in units]
    assert weights == ["modality", "content", "link"]
    lines = [stale.read(TARGET).split("\n")[unit["line"] - 1] for unit in units]
    assert lines == ["队列为空时，", "仪表盘显示队列。", "更多细节见手册。"]
    assert {unit["file"] for unit in units} == {TARGET}
    assert "You can delete" in units[0]["before"]
    assert "You cannot delete" in units[0]["source"]


def test_what_was_kept_by_its_wording_is_counted_and_listed(repository: Repository) -> None:
    edit(repository, ARTICLE, ("The dashboard shows", "This dashboard shows"))
    (row,) = rows(repository, "status", ARTICLE, "--json")  # as sync would leave it
    run(repository, "sync")
    assert rows(repository, "status", ARTICLE, "--json") == [row]
    assert (row["kept"], row["stale"]) == (1, 0)
    assert isinstance(row["kept_units"], list)
    (kept,) = row["kept_units"]
    assert (kept["before"], kept["source"]) == (WORDS[0], WORDS[0].replace("The", "This"))
    shown = run(repository, "status", "deploy")
    assert f"\nkept by wording 1\n  {TARGET}:{kept['line']}\n" in shown
    assert "1 kept by wording (transpipe status ARTICLE)\n" in run(repository)


def test_markup_and_capitals_are_no_wording(repository: Repository) -> None:
    edit(repository, ARTICLE, ("The dashboard shows", "The **dashboard** shows"))
    run(repository, "sync")
    assert rows(repository, "status", "--json")[0]["kept"] == 0
    assert "kept" not in run(repository)


@pytest.mark.parametrize("other", ["", "The quoue is a board game.\n"])
def test_a_word_of_another_article_is_no_slip(repository: Repository, other: str) -> None:
    edit(repository, ARTICLE, (WORDS[0], WORDS[0].replace("queue", "quoue")))
    run(repository, "sync")
    repository.confirm(ARTICLE)
    if other:
        repository.write("原文/games.md", other)
    edit(repository, ARTICLE, ("quoue", "queue"))
    run(repository, "sync")
    assert rows(repository, "status", ARTICLE, "--json")[0]["stale"] == bool(other)


def test_status_shows_them_to_a_person(stale: Repository) -> None:
    shown = run(stale, "status", "deploy")
    assert "modality 1" in shown
    assert "\nstale 3\n" in shown
    places = [f"{ARTICLE}:3 → {TARGET}:3  modality", f"{TARGET}:12  content", f"{TARGET}:8  link"]
    found = [shown.index(place) for place in places]
    assert found == sorted(found)
    assert "  en  You [-can-]{+cannot+} delete the last replica…\n" in shown
    assert "  zh  队列为空时，可以删除最后一个副本。\n" in shown
    assert "not-current: 2 units are staler than the settings allow (tolerate = spelling)" in (
        shown
    )
    assert f"{TARGET}:3" not in run(stale, "status")


def test_check_ranks_them_before_all_else(stale: Repository) -> None:
    found = rows_of_check(stale, code=1)
    codes = [str(finding["code"]) for finding in found]
    assert codes[:3] == ["stale-modality", "stale-content", "stale-link"]
    assert [f["severity"] for f in found[:3]] == ["error", "warning", "warning"]
    assert found[0]["line"] == 3
    assert "[-can-]{+cannot+} delete" in str(found[0]["message"])
    assert "not-current" in codes
    stale.write(
        "transpipe.toml",
        stale.read("transpipe.toml") + '\n[check]\nignore = ["stale-modality", "dropped-link"]\n',
    )
    assert "stale-modality" not in [f["code"] for f in rows_of_check(stale, code=0)]


def rows_of_check(repository: Repository, *, code: int) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(repository, "check", "--json", code=code).splitlines()]


def test_edits_are_told_before_anybody_synced_them(repository: Repository) -> None:
    edit(repository, ARTICLE, NOT)
    before = repository.state()
    (row,) = rows(repository, "status", "--json")
    assert (row["stale"], row["worst"]) == (1, "modality")
    assert "stale-modality" in run(repository, "check", code=1)
    assert "next: transpipe sync" in run(repository)
    assert repository.state() == before
    run(repository, "sync")
    assert rows(repository, "status", "--json") == [row]
    said = f"next: 1 stale (`transpipe status {ARTICLE}` lists them): `transpipe edit {ARTICLE}`"
    assert f"{said}, or edit {TARGET}" in run(repository)


def test_a_kept_edit_bothers_nobody(repository: Repository) -> None:
    edit(repository, ARTICLE, COMMA)
    run(repository, "sync")
    (row,) = rows(repository, "status", "--json")
    assert (row["stale"], row["worst"], row["current"], row["behind"]) == (0, None, True, None)
    assert "stale" not in run(repository, "check", code=1)


@pytest.mark.parametrize(("limit", "count"), [("same", 2), ("link", 2), ("modality", 1)])
def test_how_stale_an_article_may_be(stale: Repository, limit: str, count: int) -> None:
    """Content weighs more than modality, modality more than all else."""
    set_to(stale, tolerate=f'"{limit}"')
    counted = count + (limit == "same")
    said = f"{counted} units are" if counted > 1 else "1 unit is"
    assert f"{said} staler than the settings allow (tolerate = {limit})" in run(stale, "status")
    set_to(stale, tolerate='"content"')
    assert "not-current" not in run(stale, "status") + run(stale, "check", code=1)
    assert [row["current"] for row in rows(stale, "status", "--json")] == [True]


def test_every_weight_has_a_rank() -> None:
    assert sorted(PRESSING) == sorted(Weight)


# ── Since when ──────────────────────────────────────────────────────────────────────────────


def behind(repository: Repository) -> object:
    (row,) = rows(repository, "status", "--json")
    return row["behind"]


def test_since_the_first_commit_that_the_words_do_not_know(repository: Repository) -> None:
    edit(repository, ARTICLE, NOT)
    nothing = {"since": "", "commits": 0, "days": 0, "at_least": False}
    assert behind(repository) == nothing
    assert "not committed yet" in run(repository, "status")
    first = commit(repository, 5)
    expected = {"since": first, "commits": 1, "days": 0, "at_least": False}
    assert behind(repository) == expected
    run(repository, "sync")
    commit(repository, 6)
    edit(repository, ARTICLE, COMMA)
    commit(repository, 11)
    assert behind(repository) == {**expected, "commits": 2, "days": 6}
    shown = run(repository, "status")
    assert "2 commits, 6 days" in shown
    assert first[:10] in shown


def test_a_rename_is_followed(stale: Repository) -> None:
    before = behind(stale)
    moved = "原文/rollout.md"
    stale.git("mv", ARTICLE, moved)
    stale.git("mv", CATALOGUE, Workspace.catalogue_path(moved, Locale.ZH_CN))
    edit(stale, Workspace.catalogue_path(moved, Locale.ZH_CN), (ARTICLE, moved))
    edit(stale, "README.md", (ARTICLE, moved))
    commit(stale, 11)
    assert isinstance(before, dict)
    assert behind(stale) == {**before, "commits": before["commits"] + 1}


@pytest.mark.parametrize(("depth", "commits"), [(1, 1), (2, 2)])
def test_a_shallow_clone_says_at_least(
    stale: Repository, tmp_path: Path, depth: int, commits: int
) -> None:
    commit(stale, 12)
    command = ["git", "clone", "-q", f"--depth={depth + 1}", stale.root.as_uri()]
    subprocess.run([*command, str(tmp_path / "clone")], check=True, capture_output=True)
    clone = Repository(tmp_path / "clone")
    found = behind(clone)
    assert isinstance(found, dict)
    assert (found["commits"], found["at_least"]) == (commits, True)
    assert "at least " in run(clone, "status")


def test_a_clone_of_depth_one_still_ranks(stale: Repository, tmp_path: Path) -> None:
    commit(stale, 12)
    command = ["git", "clone", "-q", "--depth=1", stale.root.as_uri()]
    subprocess.run([*command, str(tmp_path / "clone")], check=True, capture_output=True)
    clone = Repository(tmp_path / "clone")
    (row,) = rows(clone, "status", ARTICLE, "--json")
    (whole,) = rows(stale, "status", ARTICLE, "--json")
    assert row["units"] == whole["units"]
    steady(clone, "sync", "build")


def test_without_git_nothing_is_said_of_it(stale: Repository) -> None:
    shutil.rmtree(stale.root / ".git")
    assert behind(stale) is None
    shown = run(stale, "status")
    assert "modality 1" in shown
    assert "since" not in shown


# ── What is published ───────────────────────────────────────────────────────────────────────


def published(repository: Repository) -> dict[str, bytes]:
    folder = repository.root / "译文"
    return {p.name: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("layout", ["own", "source"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_banner_and_marks_go_on_and_off(stale: Repository, layout: str, eol: str) -> None:
    if layout == "source":
        run(stale, "build", "--relayout", ARTICLE)
    if eol != "\n":
        for path in (ARTICLE, TARGET):
            stale.write(path, stale.read(path).replace("\n", eol))
        run(stale, "sync")
    run(stale, "convert", "--add", "zh_TW")
    run(stale, "build")
    before = published(stale)
    commit(stale, 12)
    stale.write("banner.md", BANNER)
    set_to(stale, mark_fuzzy="true", stale_banner='"banner.md"')
    run(stale, "build")
    text = stale.read(TARGET)
    assert f"原文已有改动，2 处译文尚未跟上：https://example.org/d{eol}" in text
    assert f"可以删除最后一个副本。〔原文已改〕{eol}" in text
    assert text.count("〔") == 2
    assert "尚未跟上" not in stale.read("README.md")
    there = stale.read("译文/zh_TW/部署.md")
    assert "原文已有改動，2 處譯文尚未跟上" in there
    assert there.count("〔原文已改〕") == 2
    steady(stale, "build", "sync", "build")
    commit(stale, 13)
    shutil.rmtree(stale.root / ".transpipe")
    steady(stale, "sync", "build")
    set_to(stale, mark_fuzzy="false", stale_banner='""')
    run(stale, "build")
    assert published(stale) == before
    steady(stale, "sync", "build")


def test_only_blocks_whose_mark_changed_are_touched(stale: Repository) -> None:
    run(stale, "build")
    before = stale.read(TARGET).split("\n")
    set_to(stale, mark_fuzzy="true")
    run(stale, "build")
    after = stale.read(TARGET).split("\n")
    assert len(after) == len(before)
    assert [b for a, b in zip(before, after, strict=True) if a != b] == [
        "可以删除最后一个副本。〔原文已改〕",
        "仪表盘显示队列。〔原文已改〕",
    ]


def test_pages_say_it_once(stale: Repository) -> None:
    stale.write("banner.md", BANNER)
    set_to(stale, mark_fuzzy="true", stale_banner='"banner.md"')
    run(stale, "build")
    run(stale, "pages")
    page = stale.read("_site/原文/deploy.html")
    assert page.count("可以删除最后一个副本。") == 1
    assert "〔原文已改〕" not in page
    assert "尚未跟上" not in page


def test_confirming_a_unit_takes_its_mark_and_the_banner_off(stale: Repository) -> None:
    run(stale, "build")
    stale.write("banner.md", BANNER)
    set_to(stale, mark_fuzzy="true", stale_banner='"banner.md"')
    run(stale, "build")
    units = stale.units(ARTICLE)
    source = next(s for s in units if "cannot delete" in s)
    stale.translate(ARTICLE, {source: "队列为空时，不可以删除最后一个副本。"})
    run(stale, "build")
    text = stale.read(TARGET)
    assert "不可以删除最后一个副本。\n" in text
    assert "1 处译文尚未跟上" in text
    stale.translate(ARTICLE, {s: u.target for s, u in stale.units(ARTICLE).items()})
    run(stale, "build")
    assert "〔" not in stale.read(TARGET)
    assert "transpipe:banner" not in stale.read(TARGET)
    steady(stale, "sync", "build")


def test_an_edit_beside_a_mark_is_a_persons_the_mark_is_not(stale: Repository) -> None:
    run(stale, "build")
    set_to(stale, mark_fuzzy="true")
    run(stale, "build")
    edit(stale, TARGET, ("可以删除最后一个副本。〔", "不可以删除最后一个副本。〔"))
    run(stale, "sync")
    targets = {unit.target for unit in stale.units(ARTICLE).values()}
    assert "队列为空时，不可以删除最后一个副本。" in targets
    assert not any("〔" in target for target in targets)


def test_doubtful_words_and_conflicts_are_marked(repository: Repository) -> None:
    catalogue = repository.catalogue(ARTICLE)
    first, second, third, *rest = catalogue.units
    assert all(unit.state is State.TRANSLATED for unit in (second, third))
    units = (
        first,
        second.doubted(),
        replace(third.doubted(), conflict=Conflict("md", "别的。")),
        *rest,
    )
    repository.write(CATALOGUE, po.render(replace(catalogue, units=units)))
    set_to(repository, mark_fuzzy="true")
    run(repository, "build")
    assert repository.read(TARGET).count("〔待核对〕") == 2
    steady(repository, "build", "sync")


def test_adoption_leaves_what_a_person_wrote_in_brackets(repository: Repository) -> None:
    edit(repository, TARGET, ("更多细节见手册。", "更多细节见手册。〔待核对〕"))
    shutil.rmtree(repository.root / "locales")
    shutil.rmtree(repository.root / ".transpipe")
    run(repository, "align")
    steady(repository, "build", "sync", "build")
    set_to(repository, mark_fuzzy="true")
    run(repository, "build")
    set_to(repository, mark_fuzzy="false")
    run(repository, "build")
    assert "更多细节见手册。〔待核对〕" in repository.read(TARGET)


def test_a_template_is_no_article_and_must_make_sense(stale: Repository) -> None:
    stale.write("banner.md", "{since}\n")
    set_to(stale, stale_banner='"banner.md"')
    assert "banner.md" not in run(stale, "status")
    ran = stale.transpipe("build")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "banner.md:1: {since} is not known" in ran.err


# ── What cannot be read ─────────────────────────────────────────────────────────────────────


def test_a_translation_that_is_no_text_is_called_so_once(repository: Repository) -> None:
    repository.write(TARGET, "# 部署\n\n队列。\n".encode("gb18030"))
    shown = run(repository, "status", code=4)
    what = "not UTF-8 (it looks like GB18030); save it as UTF-8\n"
    assert shown.count("not UTF-8") == 1
    assert f"{TARGET}:1: error not-text: {what}" in shown
    assert "empty" not in shown
    assert repository.transpipe("status", "deploy").err == f"transpipe: {TARGET}:1: {what}"


@pytest.mark.parametrize("command", ["status", "sync", "check", "build"])
def test_a_catalogue_cut_within_a_character_is_damaged(
    repository: Repository, command: str
) -> None:
    whole = repository.read(CATALOGUE).encode()
    cut = whole[: whole.index("副本".encode()) + 1]
    repository.write(CATALOGUE, cut)
    ran = repository.transpipe(command, "deploy")
    assert (ran.code, ran.out) == (4, "")
    line = cut.count(b"\n") + 1
    assert ran.err == (
        f"transpipe: {CATALOGUE}:{line}: damaged: it ends within a character;"
        f" mend it or `git checkout -- {CATALOGUE}`\n"
    )


@pytest.mark.parametrize("arguments", [(), ("status",), ("sync",), ("check", "--json"), ("merge",)])
def test_a_folder_that_is_gone_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = (
        "import os, sys; os.chdir(sys.argv[1]); os.rmdir(sys.argv[1]);"
        "os.execv(sys.executable, [sys.executable, '-m', 'transpipe', *sys.argv[2:]])"
    )
    environment = os.environ | ENVIRONMENT
    environment.pop("PYTHONPATH", None)  # a part of it that is relative leads nowhere there
    done = subprocess.run(
        [sys.executable, "-c", code, str(gone), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "the folder we are in is no longer there" in done.stderr


def test_an_unknown_locale_names_those_there_are(repository: Repository) -> None:
    ran = repository.transpipe("convert", "--add", "zh_XX")
    assert ran.code == 2
    assert ran.err == "transpipe: --add zh_XX: no such locale; there are zh_TW, zh_HK\n"
