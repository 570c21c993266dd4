"""Files that hold no translation, or that of another article: nobody's words give way to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted, small
from tests.test_workflows import run, steady
from transpipe.model import Layout, Locale, State

pytestmark = pytest.mark.first(3)

ARTICLE, FILE, OTHER, OTHERS = "原文/a.md", "译文/a.md", "原文/b.md", "译文/b.md"
ENGLISH = """\
# Caching

A cache keeps answers that were expensive to find.

Old entries are dropped when the cache is full.

Errors are never kept in the cache.
"""
CHINESE = """\
# 缓存

缓存保存那些很难得到的答案。

缓存满了以后会丢弃旧的条目。

错误从不留在缓存里。
"""
BETWEEN = """\
# Voting

A quorum needs more than half of the votes.

Members that are silent for long are removed.

Every vote is written down before it counts.
"""
VOTING = """\
# 表决

法定人数要超过半数选票。

长期沉默的成员将被移除。

每张选票先记录在案才算数。
"""
WORDS = [line.lstrip("# ") for line in CHINESE.split("\n") if line]


@pytest.fixture(params=["own", "source"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    files = {ARTICLE: ENGLISH, FILE: CHINESE, OTHER: BETWEEN, OTHERS: VOTING}
    relaid = request.param == "source"
    return adopted(tmp_path / "work", files, (ARTICLE, OTHER), relaid=relaid)


def worked(repository: Repository) -> str:
    said = run(repository, "sync") + run(repository, "build")
    steady(repository, "sync", "build")
    return said


def kept(repository: Repository) -> set[str]:
    """All words that the catalogue of the article holds, in whatever state."""
    units = repository.catalogue(ARTICLE).units
    return {unit.target for unit in units} | {u.conflict.text for u in units if u.conflict}


def confirmed(repository: Repository, article: str = ARTICLE) -> list[str]:
    return [unit.target for unit in repository.catalogue(article).active() if unit.confirmed]


# ── Files put in the place of a translation ─────────────────────────────────────────────────


def test_the_source_in_the_place_of_its_translation(made: Repository) -> None:
    made.write(FILE, ENGLISH)
    assert "4 units are in English again" in worked(made)
    assert confirmed(made) == []
    assert all(unit.state is State.EMPTY for unit in made.catalogue(ARTICLE).active())
    assert set(WORDS) <= kept(made)
    assert made.read(FILE) == ENGLISH
    made.write(FILE, CHINESE)
    worked(made)
    assert confirmed(made) == WORDS
    assert made.read(FILE) == CHINESE


def test_an_older_source_in_the_place_of_a_translation(made: Repository) -> None:
    older = ENGLISH.replace("expensive", "hard").replace("Old entries", "Entries")
    made.write(FILE, older)
    worked(made)
    assert confirmed(made) == []
    assert set(WORDS) <= kept(made)
    made.git("checkout", "--", FILE)
    worked(made)
    assert confirmed(made) == WORDS
    assert made.read(FILE) == CHINESE


@pytest.mark.parametrize("gone", [False, True], ids=["there", "gone"])
def test_a_copy_of_an_article_much_alike_that_was_edited(tmp_path: Path, gone: bool) -> None:
    english, chinese = ENGLISH.replace("ache", "ueue"), CHINESE.replace("缓存", "队列")
    files = {ARTICLE: ENGLISH, FILE: CHINESE, OTHER: english, OTHERS: chinese}
    made = adopted(tmp_path / "work", files, (ARTICLE, OTHER))
    made.write(FILE, chinese.replace("# 队列", "# 长队列"))
    if gone:
        made.write(OTHERS, english)
    worked(made)
    assert confirmed(made) == []
    assert set(WORDS) <= kept(made)


@pytest.mark.parametrize("text", [BETWEEN, VOTING], ids=["English", "Chinese"])
def test_another_article_in_the_place_of_a_translation(made: Repository, text: str) -> None:
    made.write(FILE, text)
    layout = made.catalogue(ARTICLE).layout
    assert "is this the right file? 4 units" in worked(made)
    assert confirmed(made) == []
    assert [unit.target for unit in made.catalogue(ARTICLE).active()] == WORDS
    assert made.read(FILE) == text
    assert made.catalogue(ARTICLE).layout is layout
    assert len(confirmed(made, OTHER)) == 4
    made.git("checkout", "--", FILE)
    worked(made)
    assert confirmed(made) == WORDS
    assert made.read(FILE) == CHINESE


def test_a_shorter_article_in_the_place_of_a_translation(made: Repository) -> None:
    made.write(FILE, "\n\n".join(VOTING.split("\n\n")[:3]) + "\n")
    worked(made)
    assert confirmed(made) == []
    assert [unit.target for unit in made.catalogue(ARTICLE).active()] == WORDS
    made.write(FILE, CHINESE)
    worked(made)
    assert confirmed(made) == WORDS


ALIKE = CHINESE.replace("很难得到", "很久才得到").replace("错误", "失败")


@pytest.fixture
def alike(tmp_path: Path) -> Repository:
    english = ENGLISH.replace("expensive", "slow").replace("Errors", "Failures")
    files = {ARTICLE: ENGLISH, FILE: CHINESE, OTHER: english, OTHERS: ALIKE}
    return adopted(tmp_path / "work", files, (ARTICLE, OTHER), relaid=False)


@pytest.mark.parametrize("left", ["", None, "# 小缓存\n\n小缓存保存答案。\n"])
def test_an_article_much_alike_that_says_others_since(alike: Repository, left: str | None) -> None:
    """What was copied from is empty by now, or gone, or was written anew."""
    alike.write(FILE, ALIKE)
    (alike.root / OTHERS).unlink() if left is None else alike.write(OTHERS, left)
    assert "is this the right file? 2 units" in run(alike, "sync", ARTICLE)
    assert [unit.target for unit in alike.catalogue(ARTICLE).active()] == WORDS
    alike.write(FILE, CHINESE)
    run(alike, "sync", ARTICLE)
    assert confirmed(alike) == WORDS


def test_edits_that_make_two_articles_more_alike_are_taken_in(alike: Repository) -> None:
    alike.write(FILE, ALIKE.replace("很久才得到", "不易得到"))
    run(alike, "sync", ARTICLE)
    assert confirmed(alike)[1::2] == ["缓存保存那些不易得到的答案。", "失败从不留在缓存里。"]


# ── Single paragraphs ───────────────────────────────────────────────────────────────────────


def test_a_paragraph_in_english_again_is_untranslated(made: Repository) -> None:
    second = "A cache keeps answers that were expensive to find."
    made.write(FILE, CHINESE.replace(WORDS[1], second))
    worked(made)
    unit = made.units(ARTICLE)[second]
    assert (unit.target, unit.state) == ("", State.EMPTY)
    assert WORDS[1] in kept(made)
    assert made.read(FILE) == CHINESE.replace(WORDS[1], second)
    made.translate(ARTICLE, {second: "缓存存放来之不易的答案。"})
    worked(made)
    assert made.read(FILE) == CHINESE.replace(WORDS[1], "缓存存放来之不易的答案。")


def test_a_paragraph_in_other_english_is_asked_about(made: Repository) -> None:
    other = "A cache holds what took long to compute."
    made.write(FILE, CHINESE.replace(WORDS[1], other))
    assert "no translation of 1 unit" in worked(made)
    unit = made.units(ARTICLE)["A cache keeps answers that were expensive to find."]
    assert unit.conflict is not None
    assert (unit.target, unit.state, unit.conflict.text) == (WORDS[1], State.FUZZY, other)
    assert len(confirmed(made)) == 3


def test_a_name_that_is_a_heading_now_is_no_translation_of_what_stood_there(
    made: Repository,
) -> None:
    """A heading was divided on both sides; `Polyfill` is more like the old one than the new one."""
    whole, parts = "## Polyfill dependency change", "## Dependency changes\n\n### Polyfill"
    rest = "\n\nThe polyfill is no longer a dependency of the core.\n"
    made.write(ARTICLE, f"{ENGLISH}\n{whole}{rest}")
    chinese = "\n\n核心不再依赖 polyfill。\n"
    made.write(FILE, f"{CHINESE}\n## Polyfill 依赖变更{chinese}")
    worked(made)
    made.write(ARTICLE, f"{ENGLISH}\n{parts}{rest}")
    made.write(FILE, f"{CHINESE}\n## 依赖变更\n\n### Polyfill{chinese}")
    assert "no translation of" not in worked(made)
    assert made.units(ARTICLE)["Dependency changes"].target == "依赖变更"
    assert not any(unit.conflict for unit in made.catalogue(ARTICLE).units)
    assert made.read(FILE) == f"{CHINESE}\n## 依赖变更\n\n### Polyfill{chinese}"


OVERHAUL = """\
# 缓存

缓存（Redis 或 Memcached）替应用挡住最贵的查询。

配额用尽时，按 LRU 淘汰。

凡是报错，Nginx 与 Envoy 都不缓存。
"""


@pytest.mark.parametrize("known", [True, False])
def test_a_translation_that_was_overhauled_is_the_articles_still(
    tmp_path: Path, *, known: bool
) -> None:
    """Its title is as it was; what it names its source names, too: else it may be another text."""
    names = "Redis, Memcached, LRU, Nginx and Envoy are told of elsewhere."
    english = f"{ENGLISH}\n{names if known else 'More is told elsewhere.'}\n"
    files = {ARTICLE: english, FILE: f"{CHINESE}\n其余的另有介绍。\n"}
    made = adopted(tmp_path / "work", files, (ARTICLE,))
    made.write(FILE, OVERHAUL)
    said = worked(made)
    assert ("is this the right file?" in said) is not known
    texts = {unit.target for unit in made.catalogue(ARTICLE).active()}
    assert texts.isdisjoint(WORDS[1:]) is known
    assert set(WORDS) <= {*texts, *kept(made)}
    assert made.read(FILE) == OVERHAUL


def test_versions_are_no_prose_in_another_language(tmp_path: Path) -> None:
    english = "# Versions\n\nUse v1.1 or later.\n\n| Old |\n| --- |\n| v1.1 |\n"
    chinese = "# 版本\n\n请用 v1.1 或更高版本。\n\n| 旧 |\n| --- |\n| v1.1 |\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese}, (ARTICLE,))
    made.write(ARTICLE, english.replace("| v1.1 |", "| v1.1, v1.2 |"))
    made.write(FILE, chinese.replace("| v1.1 |", "| v1.1，v1.2 |"))
    assert "no translation of" not in worked(made)
    assert made.units(ARTICLE)["v1.1, v1.2"].target == "v1.1，v1.2"


def test_a_heading_that_is_a_name_may_stand_as_it_is(tmp_path: Path) -> None:
    english = "# Redis\n\nA store in memory.\n\nIt is quick.\n"
    made = small(
        tmp_path / "r", {ARTICLE: english, FILE: "# 内存库\n\n内存里的存储。\n\n它很快。\n"}
    )
    run(made, "init")
    run(made, "align")
    made.confirm(ARTICLE)
    run(made, "sync")
    made.write(FILE, made.read(FILE).replace("# 内存库", "# Redis"))
    worked(made)
    assert made.units(ARTICLE)["Redis"].target == "Redis"
    assert made.units(ARTICLE)["Redis"].confirmed


def test_an_article_translated_anew_is_taken_in(made: Repository) -> None:
    again = (
        "# 高速缓存\n\n缓存里放的是来之不易的答案。\n\n缓存一满，旧条目就会被丢弃。\n\n"
        "缓存里从不保留错误。\n"
    )
    made.write(FILE, again)
    worked(made)
    assert confirmed(made) == [line.lstrip("# ") for line in again.split("\n") if line]


def test_english_in_a_derived_file_is_no_override(made: Repository) -> None:
    run(made, "convert", "--add", "zh_TW")
    run(made, "build")
    path = "译文/zh_TW/a.md"
    before = made.read(path)
    made.write(path, before.replace("錯誤從不留在快取裡。", "Errors are never kept in the cache."))
    assert made.read(path) != before
    worked(made)
    said = [u.target for u in made.catalogue(ARTICLE, Locale.ZH_TW).active()]
    assert "Errors are never kept in the cache." not in said


# ── Files that were there before anybody translated ─────────────────────────────────────────

OLDER = ENGLISH.replace("expensive", "hard").replace("Old entries", "Entries")
ONE_BLOCK = OLDER.replace("Errors are never kept in the cache.", "错误从不留在缓存里。")


@pytest.mark.parametrize("text", [ENGLISH, OLDER], ids=["copy", "older"])
def test_a_file_that_nobody_translated_stays_as_it_is(tmp_path: Path, text: str) -> None:
    files = {ARTICLE: ENGLISH, FILE: text, OTHER: BETWEEN, OTHERS: VOTING}
    made = small(tmp_path / "r", dict(files))
    run(made, "init")
    assert "not translated yet: 0 of 4 blocks" in run(made, "align")
    assert made.catalogue(ARTICLE).layout is Layout.OWN
    assert not any(unit.target for unit in made.catalogue(ARTICLE).units)
    assert "not translated yet: 0 of 4 blocks" in run(made, "build")
    assert made.read(FILE) == text
    assert "not translated yet: 0 of 4 blocks" in run(made, "run")
    steady(made, "run", "sync", "build")
    assert (made.read(FILE), made.read(OTHERS)) == (text, VOTING)
    assert made.catalogue(ARTICLE).layout is Layout.OWN
    assert not any(unit.target for unit in made.catalogue(ARTICLE).units)
    assert made.units(OTHER)["Voting"].target == "表决"


def test_what_is_chinese_in_such_a_file_is_aligned(tmp_path: Path) -> None:
    made = small(tmp_path / "r", {ARTICLE: ENGLISH, FILE: ONE_BLOCK})
    for command in ("init", "align", "run"):
        run(made, command)
    steady(made, "run")
    said = {s: u.target for s, u in made.units(ARTICLE).items() if u.target}
    assert said == {"Errors are never kept in the cache.": "错误从不留在缓存里。"}
    assert made.read(FILE) == ONE_BLOCK


def test_the_first_words_go_into_such_a_file(tmp_path: Path) -> None:
    made = small(tmp_path / "r", {ARTICLE: ENGLISH, FILE: ENGLISH})
    for command in ("init", "align", "run"):
        run(made, command)
    made.translate(ARTICLE, {"Caching": "缓存"})
    worked(made)
    assert made.read(FILE) == ENGLISH.replace("# Caching", "# 缓存")


# ── Pairs by name alone ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [ENGLISH, "# Ca"], ids=["English", "cut off"])
def test_a_pair_that_was_adopted_stays_one(tmp_path: Path, text: str) -> None:
    """Whatever stands in the translation now: README.md and README-zh.md have a catalogue."""
    made = small(tmp_path / "work", {"README.md": ENGLISH, "README-zh.md": CHINESE})
    for command in ("init", "align"):
        run(made, command)
    made.confirm("README.md")
    run(made, "sync")
    made.write("README-zh.md", text)
    said = run(made, "sync")
    assert "README-zh.md:1: warning" in said
    assert set(WORDS) <= {unit.target for unit in made.catalogue("README.md").units}
    run(made, "build")
    made.write("README-zh.md", CHINESE)
    run(made, "sync")
    assert [unit.target for unit in made.catalogue("README.md").active()] == WORDS
