"""The wishes of a user on small repositories, from the first command to the daily ones."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.repository import Repository, small
from transpipe.model import Layout, Locale, Owner, State

SOURCE = """\
# How caches work

A cache keeps answers that were expensive to find.

Read [the guide](./guide.md#first-steps) before you start.

## Rules

* Keep 10 items at most.
* Never cache an error.

```sh
cache --size 10
```

The last paragraph says goodbye.
"""
TARGET = """\
# 缓存是怎样工作的

缓存保存那些很难得到的答案。

开始之前先读[指南](./指南.md#第一步)。

## 规则

* 最多保留 10 项。
* 绝不缓存错误。

```sh
cache --size 10
```

最后一段说再见。
"""
GUIDE = "# Guide\n\n## First steps\n\nInstall it, then run `cache`.\n\nAsk us when it fails.\n"
GUIDE_ZH = "# 指南\n\n## 第一步\n\n先安装，再运行 `cache`。\n\n失败时来问我们。\n"
INDEX = """\
# 文章

* [How caches work](https://example.org/cache) | [原文](./原文/cache.md) | [译文](./译文/缓存.md)
* [Guide](https://example.org/guide) | [原文](./原文/guide.md) | [译文](./译文/指南.md)
* [New](https://example.org/new) | [原文](./原文/new.md) | [译文](./译文/新的.md)
"""
NEW = "# New things\n\nNobody has translated this.\n\nNot even this.\n"
FILES: dict[str, str | bytes] = {
    "README.md": INDEX,
    "原文/cache.md": SOURCE, "译文/缓存.md": TARGET,
    "原文/guide.md": GUIDE, "译文/指南.md": GUIDE_ZH,
    "原文/new.md": NEW, "译文/新的.md": "",
}  # fmt: skip
CACHE, GUIDES, NEWS = "原文/cache.md", "原文/guide.md", "原文/new.md"
FIRST = "A cache keeps answers that were expensive to find."
LAST = "The last paragraph says goodbye."


@pytest.fixture
def fresh(tmp_path: Path) -> Repository:
    """A repository that has never seen transpipe."""
    return small(tmp_path / "fresh", FILES)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return confirmed(tmp_path_factory.mktemp("model") / "repository").root


def confirmed(root: Path) -> Repository:
    """A repository after adoption, every unit confirmed and all of it committed."""
    repository = small(root, FILES)
    for step in ("init", "align", "sync"):
        assert repository.transpipe(step).code == 0
    repository.confirm(CACHE)
    repository.confirm(GUIDES)
    assert repository.transpipe("sync").code == 0
    repository.commit()
    return repository


@pytest.fixture
def adopted(model: Path, tmp_path: Path) -> Repository:
    """The repository after adoption, a copy for each test."""
    root = tmp_path / "adopted"
    shutil.copytree(model, root, symlinks=True)
    return Repository(root)


def run(repository: Repository, *arguments: str, code: int = 0) -> str:
    """Runs a command that must end with this exit code; what it printed."""
    ran = repository.transpipe(*arguments)
    assert ran.code == code, ran.out + ran.err
    return ran.out + ran.err


def steady(repository: Repository, *commands: str) -> None:
    """Asserts that these commands, run now, write nothing: neither bytes nor times change."""
    before = repository.state()
    for command in commands:
        run(repository, *command.split())
    assert repository.state() == before


# ── Adoption ────────────────────────────────────────────────────────────────────────────────


def test_init_says_what_is_there_and_the_next_command(fresh: Repository) -> None:
    said = run(fresh, "init")
    assert "3 articles found: 2 translated, 1 to translate\n" in said
    assert "  原文/ → 译文/  2 translated, 1 to translate\n" in said
    assert "译文/新的.md is empty" in said
    assert said.endswith("next: transpipe align\n")
    assert fresh.status() == [".gitattributes", "transpipe.toml"]
    assert "原文/cache.md → 译文/缓存.md" in run(fresh, "status", "--all")


def test_init_keeps_the_settings_and_attributes_there_are(fresh: Repository) -> None:
    fresh.write("transpipe.toml", 'language = "en"\n')
    fresh.write(".gitattributes", "*.png binary")
    run(fresh, "init")
    run(fresh, "init")
    assert fresh.read("transpipe.toml") == 'language = "en"\n'
    lines = fresh.read(".gitattributes").splitlines()
    assert lines[0] == "*.png binary"
    assert len(lines) == len(set(lines)) == 4


def test_adoption_is_quiet(fresh: Repository) -> None:
    before = fresh.state()
    for command in ("init", "align", "build"):
        run(fresh, command)
    after = fresh.state()
    assert {path: after[path] for path in before} == before
    assert set(fresh.status()) == {"transpipe.toml", ".gitattributes", "locales/"}


def test_aligned_words_hold_the_links_of_the_source(fresh: Repository) -> None:
    run(fresh, "init")
    run(fresh, "align")
    units = fresh.units(CACHE)
    assert units[FIRST].target == "缓存保存那些很难得到的答案。"
    linked = units["Read [the guide](./guide.md#first-steps) before you start."]
    assert linked.target == "开始之前先读[指南](./guide.md#first-steps)。"
    assert fresh.catalogue(CACHE).layout is Layout.OWN


def test_align_again_says_that_there_is_a_catalogue(adopted: Repository) -> None:
    before = adopted.state()
    assert "transpipe sync" in run(adopted, "align", CACHE)
    assert adopted.state() == before


def test_build_before_align_is_refused_and_names_the_command(fresh: Repository) -> None:
    run(fresh, "init")
    before = fresh.state()
    said = run(fresh, "build", code=4)
    assert said.count("transpipe align") == said.count("\n") == 3
    assert said.endswith("next: transpipe align\n")
    assert "transpipe align" in run(fresh, "build", CACHE, code=4)
    assert fresh.state() == before


ORDERS = ("sync", "run", "align sync build check pages", "status align run", "sync build convert")


@pytest.mark.parametrize("order", ORDERS)
def test_any_order_leaves_the_chinese_as_it_is(fresh: Repository, order: str) -> None:
    run(fresh, "init")
    words = {path: fresh.read(path) for path in ("译文/缓存.md", "译文/指南.md", "README.md")}
    for command in order.split():
        ran = fresh.transpipe(command)
        assert ran.code in (0, 2 if command == "convert" else 0), ran.err
    assert {path: fresh.read(path) for path in words} == words


WRITERS = ("init", "align", "sync", "build", "run", "pages", "convert --add zh_TW",
           "draft --engine echo")  # fmt: skip


@pytest.mark.parametrize("command", WRITERS)
def test_a_dry_run_writes_nothing(fresh: Repository, adopted: Repository, command: str) -> None:
    for repository in (fresh, adopted):
        if repository is adopted:
            repository.translate(CACHE, {FIRST: "改过的译文。"})
        before = repository.state()
        ran = repository.transpipe(*command.split(), "--dry-run")
        assert ran.code in (0, 4), ran.err
        assert repository.state() == before
        assert not (fresh.root / ".transpipe").exists()


@pytest.mark.parametrize("command", [*WRITERS, "check", "status", "review --base HEAD"])
def test_a_second_run_writes_nothing(adopted: Repository, command: str) -> None:
    run(adopted, *command.split())
    steady(adopted, command)


def test_run_does_it_all(fresh: Repository) -> None:
    run(fresh, "init")
    run(fresh, "run")
    assert (fresh.root / "_site" / "index.html").is_file()
    assert (fresh.root / "_site" / "原文" / "cache.html").is_file()
    assert fresh.units(NEWS)["Not even this."].state is State.EMPTY
    assert fresh.read("译文/新的.md") == ""
    steady(fresh, "run")


# ── The catalogue is edited ─────────────────────────────────────────────────────────────────


def test_new_words_in_the_catalogue_change_their_block_alone(adopted: Repository) -> None:
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    diff = run(adopted, "build", "--diff")
    assert "+缓存记住难得的答案。" in diff
    assert adopted.read("译文/缓存.md") == TARGET
    run(adopted, "build")
    wanted = TARGET.replace("缓存保存那些很难得到的答案。", "缓存记住难得的答案。")
    assert adopted.read("译文/缓存.md") == wanted
    steady(adopted, "build", "sync", "build")


def test_a_link_in_new_words_leads_to_the_translation(adopted: Repository) -> None:
    source = "Read [the guide](./guide.md#first-steps) before you start."
    adopted.translate(CACHE, {source: "先读完[那篇指南](./guide.md#first-steps)。"})
    run(adopted, "build")
    assert "先读完[那篇指南](./指南.md#第一步)。" in adopted.read("译文/缓存.md")
    steady(adopted, "sync", "build")


def test_a_new_translation_is_written_in_the_blocks_of_its_source(adopted: Repository) -> None:
    adopted.translate(NEWS, {"New things": "新事物", "Not even this.": "连这也没有。"})
    run(adopted, "build")
    wanted = "# 新事物\n\nNobody has translated this.\n\n连这也没有。\n"
    assert adopted.read("译文/新的.md") == wanted
    run(adopted, "sync")
    steady(adopted, "build", "sync")
    assert adopted.catalogue(NEWS).layout is Layout.PARENT


def test_fewer_words_than_keep_publish_nothing(adopted: Repository) -> None:
    adopted.translate(NEWS, {"New things": "新事物"})
    run(adopted, "build", "--keep", "50")
    assert adopted.read("译文/新的.md") == ""
    run(adopted, "build", "--keep", "30")
    assert "新事物" in adopted.read("译文/新的.md")


# ── The Chinese file is edited ──────────────────────────────────────────────────────────────


def edit(repository: Repository, path: str, old: str, new: str) -> None:
    """Types something into a file."""
    text = repository.read(path)
    assert old in text
    repository.write(path, text.replace(old, new))


def test_build_refuses_an_edit_that_was_not_synced(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    before = adopted.state()
    said = run(adopted, "build", code=4)
    assert "译文/缓存.md" in said
    assert "transpipe sync" in said
    assert adopted.state() == before


def test_sync_takes_an_edit_into_its_unit(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    run(adopted, "sync")
    unit = adopted.units(CACHE)[LAST]
    assert (unit.target, unit.confirmed) == ("最后一段道别。", True)
    steady(adopted, "sync", "build")


def test_both_sides_may_be_edited_in_different_places(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(adopted, "sync")
    run(adopted, "build")
    text = adopted.read("译文/缓存.md")
    assert "最后一段道别。" in text
    assert "缓存记住难得的答案。" in text
    steady(adopted, "sync", "build")


def test_one_unit_edited_on_both_sides_is_a_conflict(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    adopted.translate(CACHE, {LAST: "末段告辞。"})
    said = run(adopted, "sync")
    assert "both sides" in said
    unit = adopted.units(CACHE)[LAST]
    assert unit.target == "末段告辞。"
    assert unit.state is State.FUZZY
    assert unit.conflict is not None
    assert (unit.conflict.side, unit.conflict.text) == ("md", "最后一段道别。")
    run(adopted, "build")
    steady(adopted, "sync", "build")
    assert "最后一段道别。" in adopted.read("译文/缓存.md")


def test_the_same_edit_on_both_sides_is_none(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "最后一段说再见。", "末段告辞。")
    adopted.translate(CACHE, {LAST: "末段告辞。"})
    run(adopted, "sync")
    assert adopted.units(CACHE)[LAST].confirmed
    steady(adopted, "sync", "build")


def test_a_translators_note_stays_where_it_is(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "## 规则", "（译注：这里说的是内存缓存。）\n\n## 规则")
    run(adopted, "sync")
    assert all("译注" not in unit.target for unit in adopted.units(CACHE).values())
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(adopted, "build")
    assert "（译注：这里说的是内存缓存。）" in adopted.read("译文/缓存.md")
    steady(adopted, "sync", "build")


def test_a_paragraph_split_in_two_stays_one_unit(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "缓存保存那些很难得到的答案。",
         "缓存保存答案。\n\n那些答案很难得到。")  # fmt: skip
    run(adopted, "sync")
    run(adopted, "sync")
    assert "缓存保存" in adopted.units(CACHE)[FIRST].target
    steady(adopted, "sync", "build")


def test_a_paragraph_taken_out_of_the_chinese_keeps_its_words(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "最后一段说再见。\n", "")
    run(adopted, "sync")
    catalogue = adopted.catalogue(CACHE)
    assert adopted.units(CACHE)[LAST].state is State.EMPTY
    kept = [u.target for u in catalogue.units if u.state is State.OBSOLETE]
    assert "最后一段说再见。" in kept
    steady(adopted, "sync", "build")


def test_a_translator_types_into_an_empty_file(adopted: Repository) -> None:
    adopted.write("译文/新的.md", "# 新事物\n\n没有人翻译过这一段。\n")
    run(adopted, "sync")
    units = adopted.units(NEWS)
    assert units["New things"].target == "新事物"
    assert units["Nobody has translated this."].target == "没有人翻译过这一段。"
    assert units["Not even this."].state is State.EMPTY
    steady(adopted, "build", "sync")
    edit(adopted, "译文/新的.md", "这一段。\n", "这一段。\n\n连这也没有。\n")
    run(adopted, "sync")
    assert adopted.units(NEWS)["Not even this."].target == "连这也没有。"
    steady(adopted, "sync", "build")


def test_a_translator_goes_on_in_a_file_that_build_wrote(adopted: Repository) -> None:
    adopted.translate(NEWS, {"New things": "新事物"})
    run(adopted, "build")
    edit(adopted, "译文/新的.md", "Not even this.", "连这也没有。")
    run(adopted, "sync")
    assert adopted.units(NEWS)["Not even this."].target == "连这也没有。"
    assert adopted.units(NEWS)["Nobody has translated this."].state is State.EMPTY
    steady(adopted, "sync", "build")


def test_a_note_typed_into_a_source_layout_makes_it_its_own(adopted: Repository) -> None:
    adopted.translate(NEWS, {"New things": "新事物", "Not even this.": "连这也没有。"})
    run(adopted, "build")
    adopted.write("译文/新的.md", adopted.read("译文/新的.md") + "\n（完）\n")
    run(adopted, "sync")
    assert adopted.catalogue(NEWS).layout is Layout.OWN
    steady(adopted, "sync", "build")
    assert adopted.read("译文/新的.md").endswith("\n（完）\n")


# ── A clone without local state ─────────────────────────────────────────────────────────────


def without_state(repository: Repository) -> Repository:
    shutil.rmtree(repository.root / ".transpipe", ignore_errors=True)
    return repository


def test_a_clone_without_local_state_is_quiet(adopted: Repository) -> None:
    steady(without_state(adopted), "sync", "build", "status", "check")


def test_a_clone_without_local_state_takes_edits_in(adopted: Repository) -> None:
    without_state(adopted)
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(adopted, "sync")
    units = adopted.units(CACHE)
    assert units[LAST].target == "最后一段道别。"
    assert units[FIRST].target == "缓存记住难得的答案。"
    run(adopted, "build")
    steady(adopted, "sync", "build")


def test_a_clone_without_local_state_sees_paragraphs_that_were_added(adopted: Repository) -> None:
    adopted.translate(NEWS, {"New things": "新事物"})
    run(adopted, "build")
    adopted.commit()
    edit(adopted, "译文/新的.md", "Not even this.", "连这也没有。")
    adopted.commit()
    run(without_state(adopted), "sync")
    assert adopted.units(NEWS)["Not even this."].target == "连这也没有。"
    steady(adopted, "sync", "build")


def test_a_colleagues_work_is_not_taken_for_an_edit(adopted: Repository) -> None:
    local = shutil.copytree(adopted.root / ".transpipe", adopted.root.parent / "state")
    edit(adopted, CACHE, "## Rules", "Memory is not free.\n\n## Rules")
    edit(adopted, "译文/缓存.md", "## 规则", "内存不是白来的。\n\n## 规则")
    adopted.translate(NEWS, {"New things": "新事物", "Not even this.": "连这也没有。"})
    run(adopted, "sync")
    run(adopted, "build")
    adopted.commit()
    shutil.rmtree(adopted.root / ".transpipe")
    shutil.copytree(local, adopted.root / ".transpipe")
    steady(adopted, "sync", "build")


def test_words_edited_after_their_source_left_are_kept(adopted: Repository) -> None:
    edit(adopted, CACHE, f"\n{LAST}\n", "")
    run(adopted, "sync")
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    run(adopted, "sync")
    run(adopted, "build")
    kept = [u.target for u in adopted.catalogue(CACHE).units if u.state is State.OBSOLETE]
    assert "最后一段道别。" in kept
    assert "最后一段" not in adopted.read("译文/缓存.md")


def test_an_edit_beside_an_edit_of_the_source_stays_to_be_looked_at(adopted: Repository) -> None:
    edit(adopted, CACHE, "expensive to find", "cheap to find")
    edit(adopted, "译文/缓存.md", "很难得到的", "极难得到的")
    run(adopted, "sync")
    unit = adopted.units(CACHE)["A cache keeps answers that were cheap to find."]
    assert (unit.target, unit.previous) == ("缓存保存那些极难得到的答案。", FIRST)
    assert unit.state is State.FUZZY
    steady(adopted, "sync", "build")


def test_without_any_past_a_difference_is_a_conflict(adopted: Repository) -> None:
    shutil.rmtree(adopted.root / ".git")
    without_state(adopted)
    adopted.git("init", "-q")
    edit(adopted, "译文/缓存.md", "说再见", "道别")
    run(adopted, "sync")
    unit = adopted.units(CACHE)[LAST]
    assert unit.conflict is not None
    assert {unit.target, unit.conflict.text} == {"最后一段说再见。", "最后一段道别。"}
    steady(adopted, "sync", "build")
    assert "最后一段道别。" in adopted.read("译文/缓存.md")


# ── The source is edited ────────────────────────────────────────────────────────────────────


def test_an_edited_paragraph_is_stale_and_its_words_stay(adopted: Repository) -> None:
    edit(adopted, CACHE, "expensive to find", "cheap to forget")
    run(adopted, "sync")
    unit = adopted.units(CACHE)["A cache keeps answers that were cheap to forget."]
    assert unit.state is State.FUZZY
    assert unit.previous == FIRST
    assert unit.owner is Owner.PERSON
    steady(adopted, "build", "sync")
    assert adopted.read("译文/缓存.md") == TARGET
    row = next(
        json.loads(line) for line in run(adopted, "status", "--json").splitlines() if CACHE in line
    )
    assert row["stale"] == 1


def test_words_for_a_stale_unit_take_the_old_ones_place(adopted: Repository) -> None:
    edit(adopted, CACHE, "expensive to find", "cheap to forget")
    run(adopted, "sync")
    new = "A cache keeps answers that were cheap to forget."
    adopted.translate(CACHE, {new: "缓存保存非常难得的答案。"})
    run(adopted, "build")
    assert adopted.read("译文/缓存.md") == TARGET.replace(
        "缓存保存那些很难得到的答案。", "缓存保存非常难得的答案。"
    )
    steady(adopted, "sync", "build")


def test_a_paragraph_that_left_the_source_is_taken_out(adopted: Repository) -> None:
    edit(adopted, CACHE, f"\n{LAST}\n", "")
    run(adopted, "sync")
    said = run(adopted, "build")
    assert "removed" in said
    assert adopted.read("译文/缓存.md") == TARGET.replace("\n最后一段说再见。\n", "")
    kept = [u.target for u in adopted.catalogue(CACHE).units if u.state is State.OBSOLETE]
    assert kept == ["最后一段说再见。"]
    steady(adopted, "sync", "build")


def test_an_emptied_source_empties_nothing(adopted: Repository) -> None:
    adopted.write(CACHE, "")
    assert "empty-source" in run(adopted, "sync")
    steady(adopted, "build", "sync", "status", "check")
    assert adopted.read("译文/缓存.md") == TARGET


def test_a_new_paragraph_waits_for_fill(adopted: Repository) -> None:
    edit(adopted, CACHE, "## Rules", "Memory is not free.\n\n## Rules")
    run(adopted, "sync")
    run(adopted, "build")
    assert adopted.read("译文/缓存.md") == TARGET
    adopted.translate(CACHE, {"Memory is not free.": "内存不是白来的。"})
    run(adopted, "build", "--fill")
    assert "第一步)。\n\n内存不是白来的。\n\n## 规则" in adopted.read("译文/缓存.md")
    steady(adopted, "sync", "build", "build --fill")


def test_code_in_the_source_is_no_matter_of_the_catalogue(adopted: Repository) -> None:
    edit(adopted, CACHE, "cache --size 10", "cache --size 20")
    before = adopted.catalogue(CACHE)
    run(adopted, "sync")
    assert "cache --size 20" in run(adopted, "build", "--diff")
    run(adopted, "build")
    assert adopted.catalogue(CACHE) == before
    assert adopted.read("译文/缓存.md") == TARGET.replace("cache --size 10", "cache --size 20")
    steady(adopted, "sync", "build")


def test_a_renamed_article_keeps_its_words(adopted: Repository) -> None:
    adopted.git("mv", CACHE, "原文/caching.md")
    edit(adopted, "README.md", "./原文/cache.md", "./原文/caching.md")
    run(adopted, "sync")
    assert adopted.units("原文/caching.md")[FIRST].target == "缓存保存那些很难得到的答案。"
    steady(adopted, "sync", "build")
    assert adopted.read("译文/缓存.md") == TARGET


def test_an_article_without_source_is_listed_and_left_alone(adopted: Repository) -> None:
    adopted.write("译文/独立的.md", "# 独立的文章\n\n这篇文章没有英文原文，全部是中文写的。\n")
    said = run(adopted, "status")
    assert "译文/独立的.md (no source)" in said
    run(adopted, "pages")
    assert "没有英文原文" in adopted.read("_site/译文/独立的.html")
    steady(adopted, "sync", "build", "run")


# ── Derived locales ─────────────────────────────────────────────────────────────────────────


def test_a_derived_locale_follows_and_keeps_overrides(adopted: Repository) -> None:
    run(adopted, "convert", "--add", "zh_TW")
    run(adopted, "build")
    path = "译文/zh_TW/缓存.md"
    assert "* 最多保留 10 項。" in adopted.read(path)
    assert adopted.units(CACHE, Locale.ZH_TW)[FIRST].owner is Owner.DERIVED
    adopted.translate(CACHE, {LAST: "末段說掰掰。"}, Locale.ZH_TW)
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(adopted, "run")
    text = adopted.read(path)
    assert "末段說掰掰。" in text
    assert "快取記住難得的答案。" in text
    steady(adopted, "convert", "build", "sync", "run")


def test_a_derived_file_that_was_edited_is_not_overwritten(adopted: Repository) -> None:
    run(adopted, "convert", "--add", "zh_TW")
    run(adopted, "build")
    edit(adopted, "译文/zh_TW/缓存.md", "說再見", "道別")
    adopted.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(adopted, "convert")
    run(adopted, "build", code=4)
    assert "道別" in adopted.read("译文/zh_TW/缓存.md")


# ── Drafts ──────────────────────────────────────────────────────────────────────────────────


def test_drafts_are_marked_and_published_only_when_asked(adopted: Repository) -> None:
    said = run(adopted, "draft", "--engine", "echo")
    assert "3 drafts by echo" in said
    unit = adopted.units(NEWS)["Not even this."]
    assert unit.state is State.FUZZY
    assert unit.owner is Owner.MACHINE
    run(adopted, "build")
    assert adopted.read("译文/新的.md") == ""
    run(adopted, "build", "--drafts")
    assert "机" in adopted.read("译文/新的.md") or "[machine draft]" in adopted.read("译文/新的.md")
    steady(adopted, "draft --engine echo", "sync")


def test_a_draft_that_a_person_changed_is_theirs(adopted: Repository) -> None:
    run(adopted, "draft", "--engine", "echo")
    adopted.translate(NEWS, {"Not even this.": "连这也没有。"})
    run(adopted, "draft", "--engine", "echo")
    assert adopted.units(NEWS)["Not even this."].confirmed


# ── Looking ─────────────────────────────────────────────────────────────────────────────────


def test_review_shows_both_languages(adopted: Repository) -> None:
    adopted.translate(CACHE, {LAST: "最后一段说永别。"})
    said = run(adopted, "review", "--base", "HEAD")
    assert "The last paragraph" in said
    assert "永别" in said
    assert "原文/cache.md" in said


def test_check_finds_a_number_that_differs(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "最多保留 10 项", "最多保留 100 项")
    run(adopted, "sync")
    said = adopted.transpipe("check").out
    assert "译文/缓存.md:9" in said


def test_check_leaves_out_what_the_settings_ignore(adopted: Repository) -> None:
    edit(adopted, "译文/缓存.md", "最多保留 10 项", "最多保留 100 项")
    run(adopted, "sync")
    found = [json.loads(line) for line in adopted.transpipe("check", "--json").out.splitlines()]
    codes = sorted({finding["code"] for finding in found})
    settings = adopted.read("transpipe.toml")
    adopted.write("transpipe.toml", f"{settings}\n[check]\nignore = {json.dumps(codes)}\n")
    assert run(adopted, "check", "--json") == ""


# ── What is said of an article ──────────────────────────────────────────────────────────────

HEAD = "> 原文：[{title}]({original})\n> 作者：{author}\n> 译者：{translators}\n"
FOOT = "---\n\n许可：{licence}，版本 {revision}\n"


@pytest.fixture
def framed(adopted: Repository) -> Repository:
    """A new article that is published with a head and a foot."""
    settings = adopted.read("transpipe.toml")
    settings = f'head = "head.txt"\nfoot = "foot.txt"\n{settings}\n[articles."{NEWS}"]\n'
    adopted.write("transpipe.toml", settings + 'author = "Ann"\nlicence = "CC BY 4.0"\n')
    adopted.write("head.txt", HEAD)
    adopted.write("foot.txt", FOOT)
    adopted.translate(NEWS, {"New things": "新事物", "Not even this.": "连这也没有。"})
    run(adopted, "build")
    return adopted


def test_head_and_foot_are_published_around_an_article(framed: Repository) -> None:
    assert framed.read("译文/新的.md") == (
        "> 原文：[New](https://example.org/new)\n> 作者：Ann\n\n"
        "# 新事物\n\nNobody has translated this.\n\n连这也没有。\n\n"
        "---\n\n许可：CC BY 4.0，版本 \n"
    )
    assert framed.read("译文/缓存.md") == TARGET
    steady(framed, "build", "sync", "build")


def test_head_and_foot_are_no_additions(framed: Repository) -> None:
    edit(framed, "译文/新的.md", "Nobody has translated this.", "没有人翻译过。")
    run(framed, "sync")
    assert framed.catalogue(NEWS).layout is Layout.PARENT
    assert framed.units(NEWS)["Nobody has translated this."].target == "没有人翻译过。"
    framed.commit()
    shutil.rmtree(framed.root / ".transpipe")
    steady(framed, "sync", "build")
    edit(framed, "transpipe.toml", '"Ann"', '"Bob"')
    run(framed, "build")
    assert "作者：Bob" in framed.read("译文/新的.md")
    steady(framed, "sync", "build")


def test_a_head_that_was_edited_is_the_files_own(framed: Repository) -> None:
    edit(framed, "译文/新的.md", "作者：Ann", "作者：安")
    run(framed, "sync")
    assert framed.catalogue(NEWS).layout is Layout.OWN
    steady(framed, "build", "sync")
    assert "作者：安" in framed.read("译文/新的.md")


def test_an_unknown_placeholder_has_its_line(framed: Repository) -> None:
    framed.write("head.txt", "# 头\n{autor}\n")
    assert "head.txt:2: {autor} is not known" in run(framed, "build", code=2)


def test_front_matter_says_what_the_settings_do_not(framed: Repository) -> None:
    framed.write(NEWS, "---\nauthor: Carl\nlicense: MIT\nrevision: v3\n---\n\n" + NEW)
    run(framed, "sync")
    run(framed, "build")
    text = framed.read("译文/新的.md")
    assert text.startswith("---\nauthor: Carl\nlicense: MIT\nrevision: v3\n---\n\n> 原文：")
    assert "作者：Ann" in text
    assert text.endswith("许可：CC BY 4.0，版本 v3\n")
    steady(framed, "sync", "build")


def test_code_that_was_edited_in_a_source_layout_is_kept(adopted: Repository) -> None:
    adopted.write(NEWS, NEW + "\n```\nrun  # now\n```\n")
    run(adopted, "sync")
    adopted.translate(NEWS, {"New things": "新事物"})
    run(adopted, "build")
    edit(adopted, "译文/新的.md", "# now", "# 现在")
    run(adopted, "sync")
    run(adopted, "build")
    assert "# 现在" in adopted.read("译文/新的.md")
    steady(adopted, "sync", "build")
