"""What users met in real repositories: branches, splits, both languages in a file, conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, after, small
from transpipe.model import Locale, State

ARTICLE, FILE = "原文/a.md", "译文/a.md"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"
ADOPTION = ("init", "align")


@pytest.fixture
def adopted(tmp_path: Path) -> Repository:
    english = (
        "# Title\n\nThe first sentence talks about servers. The second one talks about databases. "
        "The third is about caches.\n\nAnother paragraph about networks.\n"
    )
    chinese = (
        "# 标题\n\n第一句讲的是服务器。第二句讲的是数据库。第三句讲的是缓存。\n\n另一段讲网络。\n"
    )
    return after(tmp_path / "work", {ARTICLE: english, FILE: chinese}, *ADOPTION, commit=True)


def test_a_paragraph_split_in_the_source_stays_whole_in_the_file(adopted: Repository) -> None:
    before = adopted.read(FILE)
    adopted.write(ARTICLE, adopted.read(ARTICLE).replace("servers. ", "servers.\n\n"))
    for command in ("sync", "build", "sync", "build"):
        assert adopted.transpipe(command).code == 0
        assert adopted.read(FILE) == before
    adopted.translate(ARTICLE, {"The first sentence talks about servers.": "首句讲服务器。"})
    adopted.transpipe("build")
    assert "首句讲服务器。第二句讲的是数据库。第三句讲的是缓存。" in adopted.read(FILE)


def test_an_edit_after_another_branch_is_an_edit(adopted: Repository) -> None:
    adopted.transpipe("sync")
    adopted.git("checkout", "-q", "-b", "side")
    adopted.write(FILE, adopted.read(FILE).replace("另一段讲", "那一段讲"))
    adopted.transpipe("sync")
    adopted.commit()
    adopted.git("checkout", "-q", "main")
    adopted.write(FILE, adopted.read(FILE).replace("另一段讲", "这一段讲"))
    assert "conflict" not in adopted.transpipe("sync").out
    unit = adopted.units(ARTICLE)["Another paragraph about networks."]
    assert (unit.target, unit.state) == ("这一段讲网络。", State.TRANSLATED)


def test_a_conflict_is_seen_and_settled_by_taking_the_flag_away(adopted: Repository) -> None:
    adopted.transpipe("sync")
    adopted.write(FILE, adopted.read(FILE).replace("另一段讲", "那一段讲"))
    adopted.write(PO, adopted.read(PO).replace("另一段讲", "这一段讲"))
    adopted.transpipe("sync")
    assert f"next: 1 conflict (`transpipe status {ARTICLE}`" in adopted.transpipe().out
    told = adopted.transpipe("status", ARTICLE).out
    assert all(text in told for text in ("那一段讲网络。", "这一段讲网络。", PO))
    checked = adopted.transpipe("check")
    assert checked.code == 1
    assert all(text in checked.out for text in ("那一段讲网络。", "这一段讲网络。", PO))
    adopted.write(PO, adopted.read(PO).replace("#, fuzzy\n", ""))
    adopted.transpipe("sync")
    adopted.transpipe("build")
    assert "这一段讲网络。" in adopted.read(FILE)
    assert "conflict" not in adopted.read(PO)


def test_a_conflict_in_a_derived_locale_is_seen(adopted: Repository) -> None:
    adopted.transpipe("convert", "--add", "zh_TW")
    adopted.transpipe("build")
    file, catalogue = "译文/zh_TW/a.md", PO.replace("zh_CN", "zh_TW")
    adopted.write(file, adopted.read(file).replace("另一段講", "那一段講"))
    (unit,) = (u for u in adopted.units(ARTICLE, Locale.ZH_TW).values() if "另一段講" in u.target)
    words = unit.target.replace("另一段講", "這一段講")
    adopted.translate(ARTICLE, {unit.source: words}, Locale.ZH_TW)
    assert "zh_TW" in adopted.transpipe("sync").out
    checked = adopted.transpipe("check")
    assert checked.code == 1
    assert f"{file}:1: error conflict" in checked.out
    assert all(text in checked.out for text in ("那一段講", "這一段講", catalogue))


def test_a_conflict_over_a_text_that_was_split_asks_and_changes_no_file(
    adopted: Repository,
) -> None:
    adopted.transpipe("sync")
    adopted.write(FILE, adopted.read(FILE).replace("第一句讲的是", "头一句讲的是"))
    adopted.write(PO, adopted.read(PO).replace("第一句讲的是", "首先讲"))
    adopted.write(ARTICLE, adopted.read(ARTICLE).replace("servers. ", "servers.\n\n"))
    before = adopted.read(FILE)
    assert "conflict" in adopted.transpipe("sync").out
    adopted.transpipe("build")
    assert adopted.read(FILE) == before
    assert all(text in adopted.transpipe("check").out for text in ("头一句讲的是", "首先讲"))
    adopted.write(PO, adopted.read(PO).replace("#, fuzzy\n", "", 1))
    assert "conflict" not in adopted.transpipe("sync").out
    adopted.transpipe("build")
    assert "首先讲服务器。第二句讲的是数据库。第三句讲的是缓存。" in adopted.read(FILE)


def test_nothing_is_asked_about_a_text_that_has_gone(adopted: Repository) -> None:
    adopted.transpipe("sync")
    adopted.write(FILE, adopted.read(FILE).replace("另一段讲", "那一段讲"))
    adopted.write(PO, adopted.read(PO).replace("另一段讲", "这一段讲"))
    adopted.write(ARTICLE, adopted.read(ARTICLE).replace("Another paragraph about networks.\n", ""))
    assert "conflict" not in adopted.transpipe("sync").out
    assert all(text in adopted.read(PO) for text in ("那一段讲网络。", "这一段讲网络。"))


@pytest.mark.parametrize("adoption", [("align",), ("align", "--as", "mt:google")])
def test_a_file_in_both_languages_keeps_both(tmp_path: Path, adoption: tuple[str, ...]) -> None:
    pairs = [("# Title", "# 标题"), ("Servers are fast.", "服务器很快。"),
             ("Databases are slow.", "数据库很慢。")]  # fmt: skip
    last = "Caches are small."
    english = "\n\n".join([*(source for source, _ in pairs), last]) + "\n"
    both = "\n\n".join([*(text for pair in pairs for text in pair), last]) + "\n"
    made = small(tmp_path / "work", {ARTICLE: english, FILE: both})
    made.transpipe("init")
    made.transpipe(*adoption)
    made.confirm(ARTICLE)
    made.transpipe("build")
    assert made.read(FILE) == both
    made.translate(ARTICLE, {last: "缓存很小。"})
    made.transpipe("build")
    assert made.read(FILE) == both + "\n缓存很小。\n"
    before = made.state()
    assert (made.transpipe("sync").code, made.transpipe("build").code) == (0, 0)
    assert made.state() == before


@pytest.mark.parametrize("row", ["no json", '{"id": 1}', "[]"])
def test_rows_that_are_none_are_named(tmp_path: Path, row: str) -> None:
    made = small(
        tmp_path / "work", {"rows.jsonl": f'{{"id": "1", "old": "a", "new": "b"}}\n{row}\n'}
    )
    ran = made.transpipe("stale", "--edits", "rows.jsonl", "--json")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "rows.jsonl:2" in ran.err


def test_an_index_that_opens_in_chinese_is_chinese(tmp_path: Path) -> None:
    titles = "".join(f"* [Some long English title {n}](https://e.org/{n})\n" for n in range(60))
    readme = f"# 可伸缩系统中文版\n\n一份阅读清单。\n\n{titles}"
    made = small(tmp_path / "work", {"README.md": readme, ARTICLE: "# A\n\nText here.\n"})
    made.transpipe("init")
    assert 'language = "zh_CN"' in made.read("transpipe.toml")


def test_a_template_that_is_not_there_is_named_with_its_setting(adopted: Repository) -> None:
    adopted.write("transpipe.toml", 'foot = "none.md"\nstale_banner = "nothing.md"\n')
    adopted.transpipe("sync")
    adopted.write(ARTICLE, adopted.read(ARTICLE).replace("Another", "No other"))
    ran = adopted.transpipe("build")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "transpipe.toml:2: stale_banner: no file nothing.md" in ran.err


@pytest.mark.parametrize("layout", ["own", "source"])
@pytest.mark.parametrize("whole", [True, False], ids=["merged", "split"])
def test_words_typed_while_their_text_was_split_or_merged_are_published(
    tmp_path: Path, layout: str, whole: bool
) -> None:
    one, two = "The first talks about servers.", "The second talks about databases."
    before, after = (" ", "\n\n") if not whole else ("\n\n", " ")
    files = {
        ARTICLE: f"# Title\n\n{one}{before}{two}\n\nLast words of it.\n",
        FILE: f"# 标题\n\n第一句讲服务器。{before.strip(' ')}第二句讲数据库。\n\n最后的话。\n",
    }
    made = small(tmp_path / "work", files)
    for command in ("init", "align"):
        assert made.transpipe(command).code == 0
    made.confirm(ARTICLE)
    assert made.transpipe("sync").code == 0
    if layout == "source":
        assert made.transpipe("build", "--relayout", ARTICLE).code == 0
    made.write(ARTICLE, files[ARTICLE].replace(f"{one}{before}{two}", f"{one}{after}{two}"))
    made.write(FILE, made.read(FILE).replace("数据库", "关系数据库"))
    for command in ("sync", "build", "sync", "build"):
        assert made.transpipe(command).code == 0
        assert "第二句讲关系数据库。" in made.read(FILE)
    said = [unit.target for unit in made.catalogue(ARTICLE).active()]
    assert any("第二句讲关系数据库。" in text for text in said)
    assert not any("讲数据库" in text for text in said)
