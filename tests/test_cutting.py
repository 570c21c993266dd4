"""Words of Chinese: where they end, and what a table says they become."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.engines import tables
from transpipe.engines.opencc import OpenCC
from transpipe.errors import BadSetting
from transpipe.model import Locale
from transpipe.text.cutting import Cutter
from transpipe.text.word_table import read_table

TW = Locale.ZH_TW
BORDERS = Path(__file__).parent / "cases" / "convert" / "borders.tsv"
ROWS = [line.split("\t") for line in BORDERS.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_no_conversion_reaches_into_the_next_word(text: str, expected: str) -> None:
    assert OpenCC().convert([text], TW) == [expected]


CHINESE = st.text("的了里发后并系面只干制数组织变量子被会如何表示代码一个 ab.`\n", max_size=40)


@given(CHINESE | st.text(max_size=20))
def test_a_cut_loses_nothing(text: str) -> None:
    runs = list(tables.cutter().runs(text))
    assert "".join(between + "".join(words) for between, words in runs) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Lo")), max_size=40))
def test_what_is_not_chinese_stays(text: str) -> None:
    assert OpenCC().convert([text], TW) == [text]


def test_the_oftener_words_are_written_the_likelier_they_are() -> None:
    counts = {"合并": 50, "会合": 1, "会": 50, "并": 50}
    assert Cutter.of(counts, ()).cut("会合并") == ["会", "合并"]
    assert Cutter.of({**counts, "会合": 5000, "合并": 1}, ()).cut("会合并") == ["会合", "并"]


def test_a_term_is_a_word_though_nobody_wrote_it() -> None:
    assert Cutter.of({"可": 90, "扩展": 90, "性": 90}, ["可扩展性"]).cut("可扩展性") == ["可扩展性"]


def test_a_context_is_no_place_of_the_term_in_it() -> None:
    table = read_table("通过\t透過\twhy\t一致通过 通过率\n", "x.tsv")
    cutter = Cutter.of({}, (*table.becomes, *table.contexts))
    assert cutter.cut("一致通过") == ["一致通过"]
    assert cutter.cut("通过它") == ["通过", "它"]


def test_to_pass_is_not_by_means_of() -> None:
    texts = ["通过接口访问。", "测试很难通过，", "更容易通过", "通过 API 访问"]
    expected = ["透過介面存取。", "測試很難通過，", "更容易通過", "透過 API 存取"]
    assert OpenCC().convert(texts, TW) == expected


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("软件\t軟體\nno table", 2, "a tab"),
        ("软件\t軟體\n\n软件\t軟件\n", 3, "on line 1 already"),
        ("# a loop\n文档\t文件\n文件\t文档\n", 2, "again"),
        ("甲\t乙\n乙\t丙\n丙\t甲\n", 1, "again"),
        ("self.数据\t資料\n", 1, "code"),
        ("名称\t名稱\twhy\tx名称\n", 1, "code"),
        ("软件\t\twhy\n", 1, "a tab"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read_table(text, "x.tsv")
    assert refused.value.line == line
    assert said in str(refused.value)


def test_a_word_may_become_another_that_is_a_word() -> None:
    table = read_table("文档\t文件\n文件\t檔案\n软件\t软件\n", "x.tsv")
    assert table.becomes == {"文档": "文件", "文件": "檔案", "软件": "软件"}


def test_the_shipped_terms_give_their_reasons() -> None:
    path = Path(tables.__file__).parent / "zh_TW.tsv"
    lines = [line for line in path.read_text("utf-8").splitlines() if line[0] != "#"]
    reasons = [line.split("\t")[2] for line in lines]
    assert len([reason for reason in reasons if reason != "border"]) >= 1200
    assert all(reason.split(" ")[0] in {"people", "not", "s2twp", "border"} for reason in reasons)
    alone = [line.split("\t") for line in lines if not line.endswith("$")]
    terms, forms = [row[0] for row in alone], [row[1] for row in alone]
    assert OpenCC().convert(terms, TW) == forms
