"""The memory: what is found, what is in it, and that it is the same however it came about."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import Repository, small
from transpipe.draft.memory import nearest
from transpipe.engines.sqlite import Sqlite
from transpipe.model import Match, Remembered
from transpipe.workflows.memory import find

ENGLISH = "# Gardening\n\nTea leaves unfold in warm water.\n"
CHINESE = "# 园艺\n\n茶叶在温水里舒展。\n"
FILES: dict[str, str | bytes] = {"原文/a.md": ENGLISH, "译文/a.md": CHINESE}
PAIRS = (
    Remembered(
        "The cache keeps 20 answers. Old ones are dropped first.",
        "缓存保留 20 个答案。旧的先丢弃。",
        "a",
    ),
    Remembered("Do not restart the scheduler by hand.", "不要手动重启调度器。", "a"),
    Remembered("Tea leaves unfold slowly in warm water.", "茶叶在温水里慢慢舒展。", "b"),
)


def filled(*pairs: Remembered) -> Sqlite:
    memory = Sqlite()
    names = dict.fromkeys(pair.article for pair in pairs)
    memory.update({n: ("1", tuple(p for p in pairs if p.article == n)) for n in names})
    return memory


def test_what_is_equal_is_found_as_it_is() -> None:
    hit = find(PAIRS[1].source, filled(*PAIRS))
    assert hit is not None
    assert (hit.match, hit.percent, hit.target) == (Match.EXACT, 100, PAIRS[1].target)


def test_what_differs_in_a_number_is_adapted_and_says_so() -> None:
    hit = find(PAIRS[0].source.replace("20", "64"), filled(*PAIRS))
    assert hit is not None
    assert (hit.match, hit.target) == (Match.ADAPTED, PAIRS[0].target.replace("20", "64"))
    assert hit.percent < 100
    assert any("64" in said for said in hit.differs)


def test_what_lost_a_negation_says_so() -> None:
    hit = find("Do restart the scheduler by hand.", filled(*PAIRS))
    assert hit is not None
    assert hit.match is Match.FUZZY
    assert any("not" in said for said in hit.differs)


def test_a_sentence_is_found_in_its_paragraph() -> None:
    long = " ".join(pair.source for pair in PAIRS)
    hit = find(PAIRS[2].source, filled(Remembered(long, "全文", "a")))
    assert hit is not None
    assert hit.match is Match.PART


def test_new_text_is_not_found() -> None:
    assert find("Kites need a steady wind to climb.", filled(*PAIRS)) is None
    assert find("", filled(*PAIRS)) is None
    assert find("anything", Sqlite()) is None


def test_two_chinese_characters_are_found_and_capitals_make_no_difference() -> None:
    memory = filled(*PAIRS)
    assert memory.quoting("缓存", 9) == (PAIRS[0],)
    assert memory.quoting("TEA", 9) == (PAIRS[2],)
    assert memory.quoting("%", 9) == ()


Rows = dict[str, list[tuple[str, str]]]
texts = st.lists(
    st.sampled_from(["the", "cache", "tea", "20", "warm", "茶", "drop`x`"]), max_size=6
)
pairs = st.lists(st.builds(lambda a, b: (" ".join(a), "".join(b)), texts, texts), max_size=4)
articles = st.dictionaries(st.sampled_from("abc"), pairs)


def changes(rows: Rows) -> dict[str, tuple[str, tuple[Remembered, ...]]]:
    return {
        name: ("1", tuple(Remembered(source, target, name) for source, target in each))
        for name, each in rows.items()
    }


@given(before=articles, after=articles, asked=texts)
@settings(max_examples=30)
def test_it_is_the_same_however_it_came_about(before: Rows, after: Rows, asked: list[str]) -> None:
    grown, new = Sqlite(), Sqlite()
    grown.update(changes(before))
    grown.update(dict.fromkeys(before.keys() - after.keys()) | changes(after))
    new.update(changes(after))
    text = " ".join(asked)
    assert grown.counts() == new.counts()
    assert list(grown.similar(text)) == list(new.similar(text))
    assert nearest(text, grown) == nearest(text, new)
    for rows in after.values():
        for source, _target in rows:
            assert grown.units(source) == new.units(source) != ()


def test_a_damaged_file_is_none(tmp_path: Path) -> None:
    Sqlite(tmp_path).update({"a": ("1", PAIRS[:2])})
    assert Sqlite(tmp_path).known() == {"a": "1"}
    (path,) = tmp_path.iterdir()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert Sqlite(tmp_path).known() == {}
    Sqlite(tmp_path).update({"b": ("1", PAIRS[2:])})
    assert Sqlite(tmp_path).known() == {"b": "1"}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    Sqlite(tmp_path).update({"a": ("1", PAIRS[:2])})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    dry = Sqlite(tmp_path, writes=False)
    dry.update({"b": ("1", PAIRS[2:])})
    assert set(dry.known()) == {"a", "b"}
    assert before == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_words_are_found_across_markup(tmp_path: Path) -> None:
    texts = {
        "原文/a.md": "Warm the `pot` with **hot** water, [says](https://e.org) the book.\n",
        "译文/a.md": "用**热**水温`壶`，[书](https://e.org)上说。\n",
    }
    repository = small(tmp_path, dict(texts))
    repository.steps("align", "accept 原文/a.md")
    for words in ("pot with hot water, says THE book", "用热水温壶", "书上说"):
        rows = repository.transpipe("tm", "search", words, "--json").out.splitlines()
        assert [json.loads(row).get("match") for row in rows] == [None], words
    assert repository.transpipe("tm", "search", "水热", "--json").out == ""


def test_it_holds_what_is_confirmed_and_follows_the_catalogues(tmp_path: Path) -> None:
    repository = small(tmp_path, FILES)
    assert repository.transpipe("align").code == 0
    catalogue = repository.root / "locales/zh_CN/LC_MESSAGES/原文/a.po"
    text = catalogue.read_text("utf-8")
    ran = repository.transpipe("tm", "search", "茶叶", "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["source"] for row in rows] == ["Tea leaves unfold in warm water."]
    near = repository.transpipe("tm", "search", "Tea leaves unfold in cold water.")
    assert "茶叶在温水里舒展。" in near.out
    catalogue.write_text(text.replace("茶叶", "绿茶"), "utf-8")
    assert "绿茶" in repository.transpipe("tm", "search", "绿茶").out
    assert "nothing" in repository.transpipe("tm", "search", "茶叶").err
    catalogue.write_text(text.replace('msgid "Tea', '#, fuzzy\nmsgid "Tea'), "utf-8")
    assert "nothing" in repository.transpipe("tm", "search", "茶叶").err
    (counts,) = map(json.loads, repository.transpipe("tm", "stats", "--json").out.splitlines())
    assert counts["articles"] == 1


def test_searching_changes_no_file_of_the_user(tmp_path: Path) -> None:
    repository = small(tmp_path, FILES)
    repository.transpipe("align")
    before = {p: p.read_bytes() for p in repository.root.rglob("*") if p.is_file()}
    repository.transpipe("tm", "search", "茶叶")
    now = {p: p.read_bytes() for p in repository.root.rglob("*") if p.is_file()}
    changed = {path for path in now if before.get(path) != now[path]}
    assert changed
    assert all((repository.root / ".transpipe") in path.parents for path in changed)
    assert before.keys() <= now.keys()


def test_rows_are_answered_in_their_order(tmp_path: Path) -> None:
    units = [{"id": pair.article + str(n), "source": pair.source, "target": pair.target}
             for n, pair in enumerate(PAIRS)]  # fmt: skip
    with lzma.open(tmp_path / "units.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(unit) + "\n" for unit in units)
    asked = [PAIRS[2].source, "Kites need a steady wind to climb."]
    rows = [json.dumps({"qid": str(n), "source": text}) for n, text in enumerate(asked)]
    (tmp_path / "q.jsonl").write_text("\n".join(rows), "utf-8")
    ran = Repository(tmp_path).transpipe(
        "tm", "search", "--memory", "units.jsonl.xz", "--queries", "q.jsonl", "--json"
    )
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert answers == [{"qid": "0", "id": "b2"}, {"qid": "1", "id": None}]


@pytest.mark.parametrize("row", ["{", "[]", '{"id": "a"}', '{"id": 1, "source": "", "target": ""}'])
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str) -> None:
    (tmp_path / "units.jsonl").write_text("\n" + row, "utf-8")
    (tmp_path / "q.jsonl").write_text("", "utf-8")
    ran = Repository(tmp_path).transpipe(
        "tm", "search", "--memory", "units.jsonl", "--queries", "q.jsonl"
    )
    assert ran.code == 2
    assert "units.jsonl:2" in ran.err


@pytest.mark.more
def test_words_that_most_texts_have_are_found() -> None:
    """SQLite takes a million characters in one question."""
    memory = Sqlite()
    pairs = tuple(Remembered(f"Pour the tea {number}.", "倒茶。") for number in range(60_000))
    memory.update({"a": ("1", pairs)})
    assert [unit.source for unit in memory.quoting("TEA", 2)] == [
        "Pour the tea 0.",
        "Pour the tea 1.",
    ]
