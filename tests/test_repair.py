"""Characters of the wrong script: found, mended where certain; text that passes through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository
from transpipe import wiring
from transpipe.convert.repair import mended, misspelt
from transpipe.errors import Refused
from transpipe.model import Locale
from transpipe.model.misspelt import Scripts
from transpipe.workflows.filter import converted, converted_lines

TW = Locale.ZH_TW
SPELLER, CONVERTER = wiring.speller(), wiring.converter()


def found(text: str, *, markdown: bool = True) -> list[tuple[int, str, str, bool]]:
    slips = misspelt(text, SPELLER, markdown=markdown)
    return [(slip.at, slip.character, slip.expected, slip.certain) for slip in slips]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("對于這個問題", [(1, "于", "於", True)]),
        ("這么快", [(1, "么", "麼", True)]),
        ("很復雜的事", [(1, "復", "複", True)]),
        ("數據庫里", [(3, "里", "裡", False)]),
        ("⽤戶的資料", [(0, "⽤", "用", True)]),
        ("金\uf90a", [(1, "\uf90a", "金", True)]),
        ("并發用戶", [(0, "并", "並", True)]),
        ("抵御攻擊", [(1, "御", "禦", True)]),
        ("台灣與臺灣，了解與瞭解，計劃與計畫，佔用與占用，發布與發佈", []),
        ("幾公里外的皇后有一只碗在干涉", [(9, "只", "隻", True)]),
        ("`对于` 與 [連結](./对于.md) https://a.b/对于", []),
        ("```\n对于\n```\n", []),
    ],
)
def test_what_readers_in_taiwan_take_for_a_mistake(
    text: str, expected: list[tuple[int, str, str, bool]]
) -> None:
    assert found(text) == expected


def test_plain_text_has_no_code() -> None:
    assert found("`对`", markdown=False) == [(1, "对", "對", True)]


@given(st.text("對于这么里后 `[]()#\n資料庫復雜⽤", max_size=40))
def test_nothing_but_what_is_certain_changes(text: str) -> None:
    slips = misspelt(text, SPELLER, markdown=True)
    new = mended(text, slips)
    assert len(new) == len(text)
    certain = {slip.at for slip in slips if slip.certain}
    assert {n for n, (a, b) in enumerate(zip(text, new, strict=True)) if a != b} == certain


@pytest.mark.more
def test_the_labelled_article_and_the_clean_text(data: Path) -> None:
    article = (data / "lint-dev" / "002.md").read_text("utf-8")
    labels = [
        json.loads(line) for line in (data / "script-dev" / "labels.jsonl").open(encoding="utf-8")
    ]
    starts = [0, *(n + 1 for n, c in enumerate(article) if c == "\n")]
    wrong = {starts[r["line"] - 1] + r["col"]: r for r in labels if r["label"] == "wrong"}
    fine = {starts[r["line"] - 1] + r["col"] for r in labels if r["label"] == "ok"}
    slips = misspelt(article, SPELLER, markdown=True)
    assert len(wrong.keys() & {slip.at for slip in slips}) >= 0.97 * len(wrong)
    assert len(fine & {slip.at for slip in slips}) <= 2
    certain = [slip for slip in slips if slip.certain]
    assert not fine & {slip.at for slip in certain}
    assert all(wrong[s.at]["expected"] == s.expected for s in certain if s.at in wrong)
    clean = (data / "script-dev" / "clean-zh_TW.txt").read_text("utf-8")
    assert len(misspelt(clean, SPELLER, markdown=False)) <= 3


def test_a_file_is_mended_and_what_is_not_certain_is_listed(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("x.md", "對于數據庫里的資料\r\n")
    ran = repository.transpipe("convert", "--repair", "x.md")
    assert "x.md:1:2: 于 → 於" in ran.out
    assert "x.md:1:6: 里 → 裡" in ran.out
    assert repository.read("x.md") == "對於數據庫里的資料\r\n"
    rows = map(
        json.loads, repository.transpipe("convert", "--repair", ".", "--json").out.split("\n")[:-1]
    )
    assert [(row["line"], row["col"], row["expected"]) for row in rows] == [(1, 5, "裡")]


def test_a_simplified_file_is_no_repair(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("x.md", "这个软件对于开发者来说很复杂。\n")
    assert repository.transpipe("convert", "--repair", "x.md").code == 4
    assert repository.read("x.md").startswith("这个")


def test_the_files_of_an_article(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("原文/a.md", "Soft.\n")
    repository.write("译文/a.md", "软件。\n")
    repository.git("init", "-q")
    repository.steps("init", "align", "convert --add zh_TW", "run")
    path = "译文/zh_TW/a.md"
    repository.write(path, repository.read(path).replace("軟體", "對于軟體"))
    repository.steps("convert --repair a")
    assert "對於軟體" in repository.read(path)


# Text that goes through.


def lines(*texts: str) -> Iterator[bytes]:
    yield from (text.encode() for text in texts)


def test_lines_pass_as_soon_as_it_is_known_what_is_read() -> None:
    given = iter(("这个软件对于开发者来说很复杂\n", "文件\n", "最后"))
    read: list[str] = []

    def reading() -> Iterator[bytes]:
        for text in given:
            read.append(text)
            yield text.encode()

    out = converted_lines(reading(), TW, CONVERTER, SPELLER)
    assert next(out).decode() == "這個軟體對於開發者來說很複雜\n"
    assert len(read) == 1
    assert b"".join(out).decode() == "檔案\n最後"


@pytest.mark.parametrize("text", ["請參考官方文件\n", "資料庫里的數據，對于軟體來說很復雜\n"])
def test_what_is_traditional_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        list(converted_lines(lines("\n", text), TW, CONVERTER, SPELLER))
    with pytest.raises(Refused):
        converted(text.encode(), TW, CONVERTER, SPELLER)
    assert converted("軟件".encode(), Locale.ZH_CN, CONVERTER, SPELLER).decode() == "软件"


def test_a_name_in_traditional_characters_is_no_traditional_text() -> None:
    said = "[简体中文](a.md) | [繁體中文](b.md)\n\n软件\n"
    assert "軟體" in converted(said.encode(), TW, CONVERTER, SPELLER).decode()


def test_bytes_that_are_no_text_stay() -> None:
    assert b"".join(converted_lines([b"\xff\xe8\xbd\xaf\x00\n"], TW, CONVERTER, SPELLER)) == (
        b"\xff\xe8\xbb\x9f\x00\n"
    )


def test_scripts() -> None:
    assert SPELLER.scripts("软件") == Scripts(2 - 1, 0)
    assert SPELLER.scripts("軟體 abc") == Scripts(0, 2)
    assert SPELLER.scripts("文字") == Scripts()


def test_what_could_be_another_character_is_listed(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("x.md", "# 这\n\n一千里外，`一千里外`；展示了如何。\n被发送\n")
    ran = repository.transpipe("convert", "--ambiguous", "x.md")
    assert ran.out.splitlines() == ["x.md:3:3: 里 → 裡, not 里  一千里外，`一千里"]
    row = json.loads(repository.transpipe("convert", "--ambiguous", "x.md", "--json").out)
    assert (row["line"], row["col"], row["chosen"], row["other"]) == (3, 2, "裡", "里")
    assert repository.transpipe("convert", "--ambiguous", "no.md").code == 2
