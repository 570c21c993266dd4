"""Terms proposed from translations: pairs that really stand there, whole, and confirmed."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES, SHARED
from tests.figures import of
from tests.repository import Repository, adopted
from transpipe.model import State, Term, Termbase, Unit
from transpipe.repository import Workspace
from transpipe.terms.renaming import Renaming
from transpipe.text.terms import Finder
from transpipe.workflows.terms import mine, units_in

SHOP = CASES / "terms" / "shop.po"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one article."""
    return adopted(tmp_path / "repository", {"原文/a.md": "A cache.\n", "译文/a.md": "缓存。\n"})


def shop() -> tuple[Unit, ...]:
    return units_in(Workspace(SHOP.parent), [SHOP.name])


def test_terms_of_many_words_and_names_are_proposed_whole() -> None:
    found = {p.term: (p.best.text, p.best.count) for p in mine(shop())}
    assert found["matching engine"] == ("撮合引擎", 3)
    assert found["order book"] == ("订单簿", 3)
    assert found["order"][0] == "订单"
    assert found["price"] == ("价格", 4)
    assert found["Kafka"] == ("Kafka", 3)


def test_a_hyphen_parts_what_stands_apart_elsewhere() -> None:
    texts = [
        ("An error at compile time is kind.", "编译时的错误很友好。"),
        ("Look at each compile-time check.", "看看每个编译时检查。"),
        ("It is known at compile time.", "编译时就知道。"),
        ("Run cargo-fuzz on it.", "对它运行 cargo-fuzz。"),
        ("The cargo-fuzz tool is slow.", "cargo-fuzz 工具很慢。"),
        ("We like cargo-fuzz.", "我们喜欢 cargo-fuzz。"),
    ]
    found = {p.term: p.best for p in mine(Unit(a, b, State.TRANSLATED) for a, b in texts)}
    assert (found["compile time"].text, found["compile time"].count) == ("编译时", 3)
    assert found["cargo-fuzz"].text == "cargo-fuzz"


def test_a_word_that_often_stands_in_front_leaves_the_term_whole() -> None:
    front = ("它在装箱时", "我们在装箱时", "人人在装箱时", "谁在装箱时", "机器在装箱时")
    texts = [(f"Row {n} breaks at packing time.", f"{head}出错。") for n, head in enumerate(front)]
    texts += [(f"The packing time of row {n} grows.", f"第 {n} 行装箱时长了。") for n in "678"]
    texts += [(f"Day {n}.", f"第 {n} 天。") for n in range(20)]
    found = {p.term: p.best.text for p in mine(Unit(a, b, State.TRANSLATED) for a, b in texts)}
    assert found["packing time"] == "装箱时"


def test_what_is_fuzzy_teaches_nothing() -> None:
    assert not any("clearing" in proposal.term for proposal in mine(shop()))


def test_neither_fragments_nor_grammar_is_proposed() -> None:
    found = mine(shop())
    assert not {p.best.text for p in found} & {"单簿", "订单簿保", "撮合", "合引擎", "的", "价"}
    assert not {p.term for p in found} & {"the", "may", "with", "every"}


@given(st.permutations(shop()))
def test_the_order_of_the_units_changes_nothing(units: list[Unit]) -> None:
    assert mine(units) == mine(shop())


_ENGLISH = st.lists(st.sampled_from(["the", "cache", "node", "disk", "of", "is", "big", "Redis"]))
_CHINESE = st.lists(st.sampled_from(["缓存", "节点", "磁盘", "的", "读取", "大", " Redis ", "，"]))


@given(st.lists(st.tuples(_ENGLISH, _CHINESE), max_size=25))
def test_what_is_proposed_stands_in_as_many_units_as_is_said(
    texts: list[tuple[list[str], list[str]]],
) -> None:
    units = [Unit(" ".join(en), "".join(zh), State.TRANSLATED) for en, zh in texts if en and zh]
    pairs = {(unit.source, unit.target) for unit in units}
    for proposal in mine(units):
        both = [
            (source, target)
            for source, target in pairs
            if re.search(rf"\b{re.escape(proposal.term)}\b", source, re.IGNORECASE)
            and proposal.best.text.lower() in target.lower()
        ]
        assert 3 <= proposal.best.count <= len(both)
        assert {(unit.source, unit.target) for unit in proposal.best.examples} <= set(both)


def test_any_text_can_be_read() -> None:
    odd = random.Random(7)
    letters = "a`*_[]()<>&\\ \n的，。A1-'’+#./"
    texts = ["".join(odd.choices(letters, k=40)) for _ in range(60)]
    units = [Unit(a, b, State.TRANSLATED) for a, b in zip(texts[::2], texts[1::2], strict=True)]
    assert mine(units * 3) == mine(units)


def test_the_command_prints_a_row_a_proposal(repository: Repository) -> None:
    ran = repository.transpipe("terms", "mine", str(SHOP), "--json")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert {"term", "target", "count"} <= rows[0].keys()
    one = next(row for row in rows if row["term"] == "order book")
    assert one["examples"][0]["file"] == str(SHOP)
    said = repository.transpipe("terms", "mine", str(SHOP), "--limit", "2").out
    assert len(re.findall(r"^\S.*units$", said, re.MULTILINE)) == 2


def test_a_broken_catalogue_is_refused(repository: Repository) -> None:
    repository.write("broken.po", 'msgid "a"\nmsgstr "b\n')
    ran = repository.transpipe("terms", "mine", "broken.po")
    assert (ran.code, ran.err.count("\n")) == (4, 1)
    assert "broken.po:2:" in ran.err


# ── Drift, and a change ─────────────────────────────────────────────────────────────────────

SOURCE = """# Storage

A cache is fast.

The cache is empty, see `cache` in [the cache](./cache.md).

An old cache fills up.

The cache line of a cache is short.

Another cache waits.

A third cache sleeps.

A buffer is no store.
"""
TARGET = """# 存储

快取很快。

快取是空的，参见[快取](./cache.md)里的 `cache`。

旧的快取会满。

缓存的快取行很短。

另一个缓存在等待。

第三个缓存休眠。

快取不是存储区。
"""
BASE = """[[term]]
source = "cache"
target = "缓存"

[[term]]
source = "cache line"
target = "快取行"
"""


@pytest.fixture
def drifting(tmp_path: Path) -> Repository:
    """A translation in which the cache is called two things."""
    files = {"原文/a.md": SOURCE, "译文/a.md": TARGET, "terms.toml": BASE}
    return adopted(tmp_path / "drifting", files)


def test_drift_shows_what_differs_with_examples(drifting: Repository) -> None:
    said = drifting.transpipe("terms", "drift", "--json").out
    rows = [json.loads(line) for line in said.splitlines()]
    forms = {row["term"]: {f["target"]: f["count"] for f in row["forms"]} for row in rows}
    assert forms == {"cache": {"快取": 4, "缓存": 2}}
    said = drifting.transpipe("terms", "drift", "cache").out
    assert "缓存" in said
    assert "原文/a.md: 快取很快。" in said


def test_a_change_is_made_where_the_term_stands_and_nowhere_else(drifting: Repository) -> None:
    before = drifting.state()
    ran = drifting.transpipe("terms", "apply", "快取", "缓存", "--dry-run")
    assert ran.code == 0
    assert "快取很快。 → 缓存很快。" in ran.out
    assert drifting.state() == before
    drifting.transpipe("terms", "apply", "快取", "缓存")
    units = {unit.source: unit for unit in drifting.catalogue("原文/a.md").active()}
    assert {unit.target for unit in units.values() if unit.fuzzy} == {
        "缓存很快。",
        "缓存是空的，参见[缓存](./cache.md)里的 `cache`。",
        "旧的缓存会满。",
    }
    assert units["The cache line of a cache is short."].target == "缓存的快取行很短。"
    assert units["A buffer is no store."].target == "快取不是存储区。"
    again = drifting.state()
    drifting.transpipe("terms", "apply", "快取", "缓存")
    assert drifting.state() == again


def test_what_was_changed_is_built_kept_and_accepted(drifting: Repository) -> None:
    drifting.transpipe("terms", "apply", "快取", "缓存")
    assert drifting.transpipe("build").code == 0
    file = TARGET.replace("快取", "缓存").replace("缓存行", "快取行")
    file = file.replace("缓存不是", "快取不是")
    assert drifting.read("译文/a.md") == file
    assert drifting.transpipe("run").code == 0
    assert drifting.read("译文/a.md") == file
    assert drifting.transpipe("accept", "原文/a.md").code == 0
    assert not [unit for unit in drifting.catalogue("原文/a.md").active() if unit.fuzzy]


@pytest.mark.parametrize(
    "arguments",
    [("快取", "快取"), ("快取", "库存"), ("", "缓存"), ("快取", "缓存", "--term", "…")],
)
def test_a_change_that_is_not_clear_is_refused(
    drifting: Repository, arguments: tuple[str, ...]
) -> None:
    before = drifting.state()
    ran = drifting.transpipe("terms", "apply", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert drifting.state() == before


_PIECES = st.lists(st.sampled_from(["快取", "缓存", "`快取`", "[快取](快取.md)", "，", "x"]))


@given(_PIECES)
def test_a_change_leaves_code_and_addresses_alone(pieces: list[str]) -> None:
    term = Term("cache", ("缓存",))
    renaming = Renaming(term, "快取", "缓存", Finder(Termbase((term,))))
    unit = Unit("A cache.", " ".join(pieces), State.TRANSLATED)
    after = renaming.renamed(unit)
    assert after.target == " ".join(
        piece if "`" in piece else piece.replace("快取", "缓存", 1) for piece in pieces
    )
    assert after.fuzzy == (after.target != unit.target)
    assert renaming.renamed(after) == after


@pytest.mark.more
@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the data is not there")
def test_terms_of_a_large_catalogue() -> None:
    met = {figure: met for figure, _goal, _value, met in of("terms", SHARED)}
    assert all(met[f"terms mined, first 200, all: {what}"] for what in ("recall", "precision"))
