"""Blocks that say their source and its translation: the Chinese half alone is the translation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, adopted, after
from tests.test_workflows import run, steady
from transpipe.markdown.segments import parse
from transpipe.model import Bead, Bitext, Certainty, Locale, State
from transpipe.units.build import from_beads
from transpipe.units.stacked import chinese_half

ARTICLE, FILE = "原文/a.md", "译文/a.md"
PAIRS = {
    "Caches": "缓存",
    "A cache keeps values.": "缓存保存值。",
    "It must be small.": "它必须小。",
    "When to use it": "何时使用",
    "Use it for things that are read often.": "用于经常读取的东西。",
    "Errors are never kept.": "错误从不保存。",
    "Redis is the usual choice.": "Redis 是通常的选择。",
    "Whoever writes also clears.": "谁写入，谁就清理。",
    "Terms": "术语",
}
ENGLISH = """# Caches

A cache keeps values.

It must be small.

## When to use it

Use it for things that are read often.

- Errors are never kept.
- Redis is the usual choice.

> Whoever writes also clears.

## Terms
"""
STACKED = """# 缓存

A cache keeps values.
缓存保存值。

It must be small.<br>它必须小。

## When to use it 何时使用

用于经常读取的东西。

- Errors are never kept.\\
  错误从不保存。
- Redis is the usual choice.
  Redis 是通常的选择。

> 谁写入，谁就清理。
> Whoever writes also clears.

## Terms / 术语
"""


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return adopted(tmp_path / "work", {ARTICLE: ENGLISH, FILE: STACKED}, ())


def words(made: Repository) -> dict[str, str]:
    return {text: unit.target for text, unit in made.units(ARTICLE).items()}


def test_the_chinese_half_is_the_translation_and_the_file_rests(made: Repository) -> None:
    assert words(made) == PAIRS
    assert {unit.state for unit in made.units(ARTICLE).values()} == {State.TRANSLATED}
    steady(made, "build", "sync", "build")
    run(made, "run")
    steady(made, "run", "sync", "build")
    assert made.read(FILE) == STACKED


@pytest.mark.parametrize("text", [text for text in PAIRS if PAIRS[text] not in ("缓存",)])
def test_new_words_of_the_catalogue_go_into_their_half(made: Repository, text: str) -> None:
    made.translate(ARTICLE, {text: "换掉的话。"})
    run(made, "build")
    file = parse(made.read(FILE), source=False)
    (block,) = [b.text for b in file.blocks if "换掉的话。" in b.text]
    old = next(b.text for b in parse(STACKED, source=False).blocks if PAIRS[text] in b.text)
    assert block == old.replace(PAIRS[text], "换掉的话。")
    assert [b.text for b in file.blocks if b.text != block] == [
        b.text for b in parse(STACKED, source=False).blocks if b.text != old
    ]
    steady(made, "build", "sync", "build")
    assert words(made) == {**PAIRS, text: "换掉的话。"}


@pytest.mark.parametrize("text", list(PAIRS))
def test_an_edit_of_the_half_in_the_file_is_taken_in_alone(made: Repository, text: str) -> None:
    new = PAIRS[text].replace("。", "吧。") if "。" in PAIRS[text] else PAIRS[text] + "吧"
    made.write(FILE, STACKED.replace(PAIRS[text], new))
    run(made, "sync")
    said = words(made)
    assert said == {key: value.replace(PAIRS[text], new) for key, value in PAIRS.items()}
    steady(made, "build", "sync", "build")


def test_english_put_above_its_chinese_later_changes_no_words(made: Repository) -> None:
    late = STACKED.replace("用于经常", "Use it for things that are read often.\n用于经常")
    made.write(FILE, late)
    run(made, "sync")
    assert words(made) == PAIRS
    steady(made, "build", "sync")
    assert made.read(FILE) == late


def test_english_taken_away_changes_no_words(made: Repository) -> None:
    made.write(FILE, STACKED.replace("A cache keeps values.\n", ""))
    run(made, "sync")
    assert words(made) == PAIRS
    steady(made, "build", "sync")


def test_the_english_beside_a_stale_half_stays_as_it_was(made: Repository) -> None:
    new = "A cache keeps many more values than before."
    made.write(ARTICLE, ENGLISH.replace("A cache keeps values.", new))
    run(made, "sync")
    assert made.units(ARTICLE)[new].target == "缓存保存值。"
    steady(made, "build", "sync")
    made.translate(ARTICLE, {new: "缓存保存的值比以前多。"})
    run(made, "build")
    assert "A cache keeps values. 缓存保存的值比以前多。" in made.read(FILE)
    steady(made, "build", "sync", "build")


def test_older_english_above_its_chinese(tmp_path: Path) -> None:
    english = ENGLISH.replace("things that are read often", "things that are often read by many")
    file = STACKED.replace("用于经常", "Use it for things that are read often.\n用于经常")
    made = after(tmp_path / "w", {ARTICLE: english, FILE: file}, "init", "align")
    units = made.units(ARTICLE)
    assert units["Use it for things that are often read by many."].target == "用于经常读取的东西。"
    steady(made, "build", "sync")


def test_in_the_layout_of_the_source_the_halves_stand_once(made: Repository) -> None:
    run(made, "build", "--relayout", ARTICLE)
    texts = [b.text for b in parse(made.read(FILE), source=False).blocks if b.segment]
    assert texts == list(PAIRS.values())
    assert words(made) == PAIRS
    steady(made, "sync", "build")


def test_a_derived_file_has_the_chinese(made: Repository) -> None:
    for command in ("convert --add zh_TW", "build"):
        run(made, *command.split())
    texts = [b.text for b in parse(made.read("译文/zh_TW/a.md"), source=False).blocks if b.segment]
    assert texts[1:4] == ["快取儲存值。", "它必須小。", "何時使用"]
    steady(made, "sync", "build", "convert")


# ── What is no half ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("npm install 命令", "The npm install command"),
        ("使用 GitHub Actions 部署", "GitHub Actions"),
        ("GitHub Actions 入门", "GitHub Actions"),
        ("Redis 数据库", "Redis"),
        ("Elasticsearch - 搜索", "Elasticsearch - search"),
        ("Elasticsearch<br>搜索", "Elasticsearch<br>search"),
        ("`SET key` 写入一个值。", "`SET key` writes a value."),
        ("缓存保存值。", "A cache keeps values."),
        ("A cache keeps values.", "A cache keeps values."),
    ],
)
def test_what_belongs_to_the_chinese_stays_with_it(text: str, source: str) -> None:
    assert chinese_half(text, source) == ""


@pytest.mark.parametrize(
    "text",
    [
        "A cache keeps values. (TODO: 翻译)",
        "TODO 待译：A cache keeps values.",
        "A cache keeps values. (缓存保存值。)",
        "A cache (缓存) keeps values.",
        "A cache must 保存 all values.",
        "The cache keeps values now. 缓存保存值。",
        "The values of a cache it keeps.<br>缓存保存值。",
    ],
)
def test_english_with_some_chinese_is_no_confirmed_translation(text: str) -> None:
    source = parse("# Cache\n\nA cache keeps values.\n")
    file = parse(f"# 缓存\n\n{text}\n", source=False)
    beads = tuple(Bead((n,), (n,), 1.0, Certainty.SURE) for n in range(2))
    unit = from_beads(Bitext(source, file, beads), "a.md", Locale.ZH_CN, str).units[1]
    assert (unit.target, unit.state) == (text, State.FUZZY)


def test_the_mark_of_a_hard_break_is_no_part_of_the_half_above_it(tmp_path: Path) -> None:
    english = "# Caches\n\nA cache keeps values.\n"
    chinese = "# 缓存\n\n缓存保存值。\\\nA cache keeps values.\n"
    made = adopted(tmp_path / "work", {ARTICLE: english, FILE: chinese})
    assert words(made)["A cache keeps values."] == "缓存保存值。"
    steady(made, "build --fill", "sync", "build")
    assert made.read(FILE) == chinese


WORDS = ("the", "cache", "keeps", "values", "until", "they", "change", "Redis", "for", "many")


@pytest.mark.parametrize(
    ("heading", "chinese", "target", "state"),
    [
        ("Caching", "Caching 缓存", "缓存", State.TRANSLATED),  # written small below
        ("Redis", "Redis 数据库", "Redis 数据库", State.FUZZY),
        ("Redis Cluster", "Redis Cluster / 集群", "集群", State.TRANSLATED),
        ("Dependency injection", "依赖注入（Dependency injection）", None, State.FUZZY),
        ("Redis", "RedisInsight 工具", "RedisInsight 工具", State.TRANSLATED),
    ],
)
def test_one_word_may_be_a_name(
    heading: str, chinese: str, target: str | None, state: State
) -> None:
    source = parse(f"# {heading}\n\nHere caching is explained.\n")
    file = parse(f"# {chinese}\n\n这里解释。\n", source=False)
    beads = tuple(Bead((n,), (n,), 1.0, Certainty.SURE) for n in range(2))
    unit = from_beads(Bitext(source, file, beads), "a.md", Locale.ZH_CN, str).units[0]
    assert (unit.target, unit.state) == (target or chinese, state)


SENTENCE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(
    lambda words: " ".join(words).capitalize() + (" now." if len(words) > 2 else "")
)
CHINESE = st.text("缓存保存值直到改变为止，Redis 读", min_size=3, max_size=12).map(
    lambda text: f"缓{text.strip()}。"
)
BETWEEN = st.sampled_from(
    ["\n", "  \n", "\\\n", "<br>", "<br />", " ", "", " / ", "｜", "（", " — ", "\n\n"]
)


@given(SENTENCE, CHINESE, BETWEEN, st.booleans(), st.sampled_from(["", "# ", "- ", "> "]))
def test_no_unit_is_confirmed_while_its_source_stands_in_it(
    english: str, chinese: str, between: str, first: bool, mark: str
) -> None:
    if mark == "# ":
        between = between.replace("\\", "").replace("\n", " ")
    halves = (english, chinese) if first else (chinese, english)
    source = parse(f"{mark}{english}\n")
    target = parse(mark + between.join(halves) + "\n", source=False)
    numbers = tuple(n for n, block in enumerate(target.blocks) if block.segment)
    beads = (Bead((0,), numbers, 1.0, Certainty.SURE),)
    for unit in from_beads(Bitext(source, target, beads), "a.md", Locale.ZH_CN, str).units:
        assert not (unit.confirmed and unit.source in unit.target)
