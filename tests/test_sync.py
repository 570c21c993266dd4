"""Edits on both surfaces, in every shape, through the commands; a second run writes nothing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.figures.main_job import BUNDLE
from tests.repository import Repository, cloned
from tests.snapshot import made_once
from tests.test_workflows import (
    CACHE,
    FIRST,
    GUIDES,
    LAST,
    NEWS,
    TARGET,
    confirmed,
    edit,
    run,
    steady,
)
from transpipe.model import Layout, Locale, Owner, State

pytestmark = pytest.mark.first(4)

FILE, TW = "译文/缓存.md", "译文/zh_TW/缓存.md"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return confirmed(tmp_path_factory.mktemp("model") / "repository").root


@pytest.fixture
def own(model: Path, tmp_path: Path) -> Repository:
    """An adopted repository, every unit confirmed: 译文/缓存.md is its own skeleton."""
    return Repository(shutil.copytree(model, tmp_path / "own", symlinks=True))


@pytest.fixture(params=["own", "sourced"])
def either(request: pytest.FixtureRequest, own: Repository, tmp_path: Path) -> Repository:
    """The same, and with 译文/缓存.md in the layout of its source."""

    def make(root: Path) -> None:
        made = Repository(own.root.rename(root))
        run(made, "build", "--relayout", CACHE)
        made.commit()
        assert made.catalogue(CACHE).layout is Layout.PARENT

    if request.param == "own":
        return own
    return Repository(made_once((__name__, "sourced"), tmp_path / "sourced", make))


def synced(repository: Repository) -> str:
    """Runs sync, then asserts that neither it nor build has anything left to write."""
    said = run(repository, "sync")
    steady(repository, "sync", "build", "sync")
    return said


def kept(repository: Repository, article: str = CACHE) -> list[str]:
    """The words of the obsolete units."""
    units = repository.catalogue(article).units
    return [unit.target for unit in units if unit.state is State.OBSOLETE]


# ── The structure of the Chinese file is edited ─────────────────────────────────────────────


def test_a_paragraph_split_in_two_is_one_unit_of_two_paragraphs(either: Repository) -> None:
    edit(either, FILE, "缓存保存那些很难得到的答案。", "缓存保存答案。\n\n那些很难得到的答案。")
    before = either.read(FILE)
    synced(either)
    assert either.units(CACHE)[FIRST].target == "缓存保存答案。\n\n那些很难得到的答案。"
    assert either.units(CACHE)[FIRST].confirmed
    assert either.read(FILE) == before


def test_two_paragraphs_merged_keep_their_shares(either: Repository) -> None:
    edit(either, FILE, "* 最多保留 10 项。\n* 绝不缓存错误。", "* 最多保留 10 项。绝不缓存错误。")
    before = either.read(FILE)
    synced(either)
    units = either.units(CACHE)
    assert units["Keep 10 items at most."].target == "最多保留 10 项。"
    assert units["Never cache an error."].target == "绝不缓存错误。"
    assert either.read(FILE) == before


def test_two_paragraphs_merged_and_rewritten_are_the_first_ones_and_doubtful(
    either: Repository,
) -> None:
    edit(either, FILE, "* 最多保留 10 项。\n* 绝不缓存错误。", "* 最多保留 10 项，绝不缓存错误。")
    before = either.read(FILE)
    synced(either)
    units = either.units(CACHE)
    assert units["Keep 10 items at most."].target == "最多保留 10 项，绝不缓存错误。"
    assert units["Keep 10 items at most."].state is State.FUZZY
    assert kept(either) == ["绝不缓存错误。"]
    assert either.read(FILE) == before


def test_a_note_added_stays_where_it_is(either: Repository) -> None:
    edit(either, FILE, "## 规则", "（译注：这里说的是内存里的。）\n\n## 规则")
    before = either.read(FILE)
    words = {source: unit.target for source, unit in either.units(CACHE).items()}
    synced(either)
    assert {source: unit.target for source, unit in either.units(CACHE).items()} == words
    assert either.catalogue(CACHE).layout is Layout.OWN
    assert either.read(FILE) == before


def test_a_paragraph_removed_keeps_its_words(either: Repository) -> None:
    edit(either, FILE, "最后一段说再见。\n", "")
    before = either.read(FILE)
    synced(either)
    assert either.units(CACHE)[LAST].state is State.EMPTY
    assert kept(either) == ["最后一段说再见。"]
    assert either.read(FILE) == before


def test_a_paragraph_moved_stays_where_it_was_put(either: Repository) -> None:
    edit(either, FILE, "\n最后一段说再见。\n", "")
    edit(either, FILE, "## 规则", "最后一段说再见。\n\n## 规则")
    before = either.read(FILE)
    synced(either)
    assert either.units(CACHE)[LAST].target == "最后一段说再见。"
    assert kept(either) == []
    assert either.read(FILE) == before


def test_a_paragraph_moved_and_edited_is_an_edit(either: Repository) -> None:
    edit(either, FILE, "\n最后一段说再见。\n", "")
    edit(either, FILE, "## 规则", "最后一段说声再见。\n\n## 规则")
    synced(either)
    assert either.units(CACHE)[LAST].target == "最后一段说声再见。"


def test_structure_edits_on_one_side_and_words_on_the_other(either: Repository) -> None:
    edit(either, FILE, "缓存保存那些很难得到的答案。", "缓存保存答案。\n\n那些很难得到的答案。")
    either.translate(CACHE, {LAST: "末段告辞。"})
    run(either, "sync")
    run(either, "build")
    steady(either, "sync", "build")
    assert "缓存保存答案。\n\n那些很难得到的答案。" in either.read(FILE)
    assert "末段告辞。" in either.read(FILE)


def test_a_conflict_leaves_the_file_as_it_is_in_both_layouts(either: Repository) -> None:
    edit(either, FILE, "说再见", "道别")
    either.translate(CACHE, {LAST: "末段告辞。"})
    layout = either.catalogue(CACHE).layout
    assert "both sides" in synced(either)
    unit = either.units(CACHE)[LAST]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("末段告辞。", "最后一段道别。")
    assert "最后一段道别。" in either.read(FILE)
    assert either.catalogue(CACHE).layout is layout
    edit(either, FILE, "最后一段道别。", "末段告辞。")
    synced(either)
    assert either.units(CACHE)[LAST].confirmed


# ── Nothing but line ends and blanks ────────────────────────────────────────────────────────

BLANKS = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "bom": lambda text: "\ufeff" + text,
    "trailing": lambda text: text.replace("。\n", "。 \n"),
    "end": lambda text: text.rstrip("\n"),
}


@pytest.mark.parametrize("name", BLANKS)
def test_line_ends_and_blanks_are_nobodys_words(either: Repository, name: str) -> None:
    either.write(FILE, BLANKS[name](TARGET))
    run(either, "build")
    catalogue = either.catalogue(CACHE)
    synced(either)
    assert either.catalogue(CACHE) == catalogue
    if name in ("crlf", "bom") or catalogue.layout is Layout.OWN:
        assert either.read(FILE) == BLANKS[name](TARGET)


def test_new_words_stand_in_a_file_with_its_line_ends(either: Repository) -> None:
    either.write(FILE, TARGET.replace("\n", "\r\n"))
    either.translate(CACHE, {LAST: "末段告辞。"})
    run(either, "build")
    wanted = TARGET.replace("最后一段说再见。", "末段告辞。").replace("\n", "\r\n")
    assert either.read(FILE) == wanted
    synced(either)


# ── Drafts that were published ──────────────────────────────────────────────────────────────


def test_an_edited_draft_is_a_persons_without_our_mark(own: Repository) -> None:
    run(own, "draft", "--engine", "echo")
    run(own, "build", "--drafts")
    text = own.read("译文/新的.md")
    assert text.count("〔机翻草稿〕") == 3
    draft = own.units(NEWS)["Not even this."].target
    edit(own, "译文/新的.md", f"{draft}〔机翻草稿〕", f"连这也没有：{draft}〔机翻草稿〕")
    run(own, "sync")
    unit = own.units(NEWS)["Not even this."]
    assert (unit.target, unit.confirmed) == (f"连这也没有：{draft}", True)
    assert own.units(NEWS)["New things"].owner is Owner.MACHINE
    assert own.catalogue(NEWS).layout is Layout.PARENT
    run(own, "build", "--drafts")
    assert own.read("译文/新的.md").count("〔机翻草稿〕") == 2
    steady(own, "build --drafts", "sync", "build --drafts")


def test_a_draft_that_was_replaced_is_a_persons(own: Repository) -> None:
    run(own, "draft", "--engine", "echo")
    run(own, "build", "--drafts")
    draft = own.units(NEWS)["Not even this."].target
    edit(own, "译文/新的.md", f"{draft}〔机翻草稿〕", "连这也没有人翻译过。")
    run(own, "sync")
    assert own.units(NEWS)["Not even this."].target == "连这也没有人翻译过。"
    steady(own, "sync", "build --drafts", "sync")


# ── Derived locales ─────────────────────────────────────────────────────────────────────────


@pytest.fixture
def traditional(either: Repository) -> Repository:
    """The repository with its files in zh_TW."""

    def make(root: Path) -> None:
        made = Repository(either.root.rename(root))
        run(made, "convert", "--add", "zh_TW")
        run(made, "build")
        made.commit()
        steady(made, "build", "sync", "convert", "build")

    place = either.root.with_name("traditional")
    return Repository(made_once((__name__, "zh_TW", either.root.name), place, make))


def test_an_edit_of_a_derived_file_is_an_override(traditional: Repository) -> None:
    edit(traditional, TW, "說再見", "道別")
    assert "transpipe sync" in run(traditional, "build", code=4)
    before = traditional.read(FILE), traditional.read("locales/zh_CN/LC_MESSAGES/原文/cache.po")
    synced(traditional)
    unit = traditional.units(CACHE, Locale.ZH_TW)[LAST]
    assert (unit.target, unit.owner, unit.state) == (
        "最後一段道別。", Owner.PERSON, State.TRANSLATED,
    )  # fmt: skip
    assert unit.parent == "最后一段说再见。"
    assert before == (
        traditional.read(FILE), traditional.read("locales/zh_CN/LC_MESSAGES/原文/cache.po"),
    )  # fmt: skip
    run(traditional, "run")
    steady(traditional, "convert", "build", "run")


def test_an_override_is_doubted_when_its_parent_changes(traditional: Repository) -> None:
    edit(traditional, TW, "說再見", "道別")
    synced(traditional)
    edit(traditional, FILE, "说再见", "说永别")
    run(traditional, "sync")
    unit = traditional.units(CACHE, Locale.ZH_TW)[LAST]
    assert (unit.target, unit.state) == ("最後一段道別。", State.FUZZY)
    assert unit.parent == "最后一段说再见。"
    run(traditional, "build")
    assert "最後一段道別。" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


def test_parent_and_derived_file_edited_at_once(traditional: Repository) -> None:
    edit(traditional, TW, "說再見", "道別")
    traditional.translate(CACHE, {LAST: "末段告辞。"})
    run(traditional, "convert")
    run(traditional, "build", code=4)
    run(traditional, "sync")
    unit = traditional.units(CACHE, Locale.ZH_TW)[LAST]
    assert (unit.target, unit.state) == ("最後一段道別。", State.FUZZY)
    assert unit.parent == "最后一段说再见。"
    assert traditional.units(CACHE)[LAST].target == "末段告辞。"
    run(traditional, "build")
    assert "最後一段道別。" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


def test_an_override_edited_on_both_sides_is_a_conflict(traditional: Repository) -> None:
    traditional.translate(CACHE, {LAST: "末段說掰掰。"}, Locale.ZH_TW)
    run(traditional, "build")
    edit(traditional, TW, "掰掰", "再會")
    traditional.translate(CACHE, {LAST: "末段道別。"}, Locale.ZH_TW)
    assert "both sides" in run(traditional, "sync")
    unit = traditional.units(CACHE, Locale.ZH_TW)[LAST]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.text) == ("末段道別。", "末段說再會。")
    run(traditional, "build")
    assert "末段說再會。" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


def test_a_note_in_a_derived_file_makes_it_its_own(traditional: Repository) -> None:
    edit(traditional, TW, "## 規則", "（臺灣讀者請注意。）\n\n## 規則")
    run(traditional, "build", code=4)
    synced(traditional)
    assert "臺灣讀者" in traditional.read(TW)
    assert "臺灣讀者" not in traditional.read(FILE)
    traditional.translate(CACHE, {FIRST: "缓存记住难得的答案。"})
    run(traditional, "run")
    assert "快取記住難得的答案。" in traditional.read(TW)
    assert "臺灣讀者" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


def test_an_override_follows_an_edit_of_the_source(traditional: Repository) -> None:
    edit(traditional, TW, "說再見", "道別")
    synced(traditional)
    edit(traditional, CACHE, "paragraph says goodbye", "paragraph never says goodbye")
    run(traditional, "sync")
    unit = traditional.units(CACHE, Locale.ZH_TW)["The last paragraph never says goodbye."]
    assert (unit.target, unit.state, unit.previous) == ("最後一段道別。", State.FUZZY, LAST)
    run(traditional, "build")
    assert "最後一段道別。" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


def test_an_override_is_never_patched(traditional: Repository) -> None:
    """The value that changed is patched in the authored edition; who wrote the override is asked.

    Found by the fourth game, seed 3768: the override was somebody else's text afterwards.
    """
    edit(traditional, CACHE, LAST, f"{LAST} It waits 10 minutes.")
    edit(traditional, FILE, "最后一段说再见。", "最后一段说再见。它等 10 分钟。")
    run(traditional, "run")
    edit(traditional, TW, "說再見。它等", "道別。它會等")
    synced(traditional)
    edit(traditional, CACHE, "10 minutes", "90 minutes")
    assert "patched" in run(traditional, "sync")
    source = f"{LAST} It waits 90 minutes."
    unit = traditional.units(CACHE, Locale.ZH_TW)[source]
    assert (unit.target, unit.state) == ("最後一段道別。它會等 10 分鐘。", State.FUZZY)
    assert (unit.previous, unit.parent) == (
        f"{LAST} It waits 10 minutes.", "最后一段说再见。它等 10 分钟。",
    )  # fmt: skip
    assert traditional.units(CACHE)[source].target == "最后一段说再见。它等 90 分钟。"
    run(traditional, "build")
    steady(traditional, "sync", "convert", "build")


@pytest.mark.more
def test_derived_files_of_the_real_repository(data: Path, tmp_path: Path) -> None:
    clone = cloned(data / BUNDLE, tmp_path / "clone")
    for step in ("init", "align", "sync", "convert --add zh_TW", "build"):
        run(clone, *step.split())
    steady(clone, "build", "sync", "convert")
    path, article = "译文/zh_TW/12-factor应用.md", "原文/The_Twelve-Factor_APP.md"
    line = next(line for line in clone.read(path).split("\n") if "雲端運算平台" in line)
    edit(clone, path, line, f"{line}（臺灣版補充）")
    said = run(clone, "build", code=4)
    assert path in said
    assert "transpipe sync" in said
    assert "\n1 file written\n" in run(clone, "sync")
    found = [u for u in clone.units(article, Locale.ZH_TW).values() if u.owner is Owner.PERSON]
    assert [unit.target[-7:] for unit in found if unit.target] == ["（臺灣版補充）"]
    steady(clone, "sync", "build")


def test_derived_files_are_no_articles(traditional: Repository) -> None:
    traditional.write("README.zh_TW.md", "# 文章\n")
    said = run(traditional, "status")
    assert "zh_TW/缓存.md (no source)" not in said
    settings = traditional.read("transpipe.toml")
    lines = [line for line in settings.split("\n") if not line.startswith("locales")]
    traditional.write("transpipe.toml", "\n".join(lines))
    said = run(traditional, "status")
    assert "no source" not in said


# ── No state in which both agreed ───────────────────────────────────────────────────────────


def shallow(repository: Repository, place: Path) -> Repository:
    """What `git clone --depth 1` makes of the repository as it is."""
    repository.commit()
    command = ["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(place)]
    subprocess.run(command, check=True, capture_output=True)
    clone = Repository(place)
    assert clone.git("rev-list", "--count", "HEAD").strip() == "1"
    return clone


def test_without_a_base_a_difference_is_a_conflict(either: Repository, tmp_path: Path) -> None:
    edit(either, FILE, "说再见", "道别")
    edit(either, FILE, "## 规则", "（译注：说的是内存。）\n\n## 规则")
    clone = shallow(either, tmp_path / "clone")
    before = clone.read(FILE)
    run(clone, "build", code=4)
    synced(clone)
    unit = clone.units(CACHE)[LAST]
    assert unit.conflict is not None
    assert (unit.target, unit.conflict.side, unit.conflict.text) == (
        "最后一段说再见。", "md", "最后一段道别。",
    )  # fmt: skip
    assert unit.state is State.FUZZY
    assert [u.source for u in clone.catalogue(CACHE).active() if u.conflict] == [LAST]
    assert clone.read(FILE) == before


def test_without_a_base_what_agrees_is_quiet(traditional: Repository, tmp_path: Path) -> None:
    clone = shallow(traditional, tmp_path / "clone")
    steady(clone, "sync", "build", "convert", "build", "sync")


# ── Articles are renamed and split ──────────────────────────────────────────────────────────


def with_notes(repository: Repository) -> None:
    """Notes that only the catalogue has: an alignment cannot bring them back."""
    path = "locales/zh_CN/LC_MESSAGES/原文/cache.po"
    text = repository.read(path)
    at = text.index("#: ", text.index('msgid "How caches work') - 60)
    repository.write(path, f"{text[:at]}# 审校：王\n{text[at:]}")
    run(repository, "sync")
    repository.commit()


@pytest.mark.parametrize("git", [True, False])
def test_a_renamed_article_goes_on_with_its_catalogue(own: Repository, git: bool) -> None:
    with_notes(own)
    if git:
        own.git("mv", CACHE, "原文/caching.md")
    else:
        (own.root / CACHE).rename(own.root / "原文/caching.md")
    edit(own, "README.md", "./原文/cache.md", "./原文/caching.md")
    edit(own, "原文/caching.md", "paragraph says goodbye", "paragraph never says goodbye")
    edit(own, FILE, "很难得到的", "极难得到的")
    said = run(own, "sync")
    assert "原文/cache.md" in said
    units = own.units("原文/caching.md")
    assert units["How caches work"].notes == ("审校：王",)
    assert units[FIRST].target == "缓存保存那些极难得到的答案。"
    stale = units["The last paragraph never says goodbye."]
    assert (stale.target, stale.state, stale.previous) == ("最后一段说再见。", State.FUZZY, LAST)
    assert all(unit.conflict is None for unit in units.values())
    assert (own.root / "locales/zh_CN/LC_MESSAGES/原文/cache.po").is_file()
    steady(own, "sync", "build", "sync")


def test_a_renamed_article_that_was_paired_by_name(own: Repository) -> None:
    own.write("原文/plain.md", "# Plain\n\nOne paragraph of plain words.\n\nAnother one.\n")
    run(own, "sync")
    own.translate("原文/plain.md", {"Plain": "平", "One paragraph of plain words.": "一段。"})
    run(own, "build")
    own.commit()
    (own.root / "原文/plain.md").rename(own.root / "原文/simple.md")
    run(own, "sync")
    assert own.units("原文/simple.md")["Plain"].target == "平"
    run(own, "build")
    assert "一段。" in own.read("译文/plain.md")
    assert not (own.root / "译文/simple.md").exists()  # there is one translation, not two
    steady(own, "sync", "build")
    own.git("mv", "译文/plain.md", "译文/simple.md")
    steady(own, "sync", "build")
    assert own.units("原文/simple.md")["Plain"].target == "平"


def test_a_paragraph_goes_to_another_article_and_back(own: Repository) -> None:
    edit(own, CACHE, f"\n{LAST}\n", "")
    own.write(NEWS, own.read(NEWS) + f"\n{LAST}\n")
    said = run(own, "sync")
    assert f"texts came from {CACHE}" in said
    assert own.units(NEWS)[LAST].target == "最后一段说再见。"
    assert own.units(NEWS)[LAST].confirmed
    assert kept(own) == ["最后一段说再见。"]
    run(own, "build")
    steady(own, "sync", "build")
    own.write(NEWS, own.read(NEWS).replace(f"\n{LAST}\n", ""))
    own.write(CACHE, own.read(CACHE) + f"\n{LAST}\n")
    run(own, "sync")
    assert own.units(CACHE)[LAST].confirmed
    run(own, "build")
    steady(own, "sync", "build")


def test_an_article_split_in_two(own: Repository) -> None:
    head, _between, tail = own.read(CACHE).partition("## Rules\n")
    own.write(CACHE, head)
    own.write("原文/rules.md", f"# Rules\n{tail}")
    run(own, "sync")
    units = own.units("原文/rules.md")
    assert units["Never cache an error."].target == "绝不缓存错误。"
    assert units[LAST].confirmed
    run(own, "build")
    assert "绝不缓存错误。" in own.read("译文/rules.md")
    steady(own, "sync", "build")


def test_overrides_go_along_with_a_renamed_article(traditional: Repository) -> None:
    edit(traditional, TW, "說再見", "道別")
    synced(traditional)
    traditional.git("mv", CACHE, "原文/caching.md")
    edit(traditional, "README.md", "./原文/cache.md", "./原文/caching.md")
    run(traditional, "sync")
    unit = traditional.units("原文/caching.md", Locale.ZH_TW)[LAST]
    assert (unit.target, unit.owner) == ("最後一段道別。", Owner.PERSON)
    run(traditional, "build")
    assert "最後一段道別。" in traditional.read(TW)
    steady(traditional, "sync", "convert", "build")


# ── What cannot be read ─────────────────────────────────────────────────────────────────────


def test_an_unfinished_merge_is_left_alone_and_the_others_go_on(own: Repository) -> None:
    clash = "<<<<<<< HEAD\n最后一段说再见。\n=======\n最后一段道别。\n>>>>>>> other\n"
    edit(own, FILE, "最后一段说再见。\n", clash)
    edit(own, "译文/指南.md", "失败时来问我们", "失败时请来问我们")
    before = own.state()
    said = run(own, "sync", code=4)
    line = TARGET.split("\n").index("最后一段说再见。") + 1
    assert f"{FILE}:{line}: error unfinished-merge" in said
    changed = {path for path, now in own.state().items() if before.get(path) != now}
    assert changed == {"locales/zh_CN/LC_MESSAGES/原文/guide.po"}
    own.translate(GUIDES, {"Guide": "导引"})
    assert "unfinished" in run(own, "build", code=4)
    assert own.read("译文/指南.md").startswith("# 导引\n")
    assert own.read(FILE) == TARGET.replace("最后一段说再见。\n", clash)
    for command in ("sync", "build"):
        assert f"{FILE}:{line}: " in run(own, command, CACHE, code=4)
    run(own, "run", code=4)
    assert own.read(FILE) == TARGET.replace("最后一段说再见。\n", clash)


def test_marks_of_a_merge_inside_code_are_no_matter_without_all_three(own: Repository) -> None:
    edit(own, FILE, "cache --size 10", "cache --size 10\n<<<<<<< HEAD")
    run(own, "sync")
    steady(own, "sync", "build")


def test_a_source_deleted_while_its_translation_was_edited(own: Repository) -> None:
    (own.root / CACHE).unlink()
    edit(own, FILE, "说再见", "道别")
    before = own.state()
    said = run(own, "sync")
    assert "原文/cache.md" in said
    run(own, "build")
    after = own.state()
    assert {path: after[path] for path in before} == before
    own.git("checkout", "--", CACHE)
    run(own, "sync")
    assert own.units(CACHE)[LAST].target == "最后一段道别。"
    steady(own, "sync", "build")
