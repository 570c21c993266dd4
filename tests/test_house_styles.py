"""The house styles: what each sets otherwise than the others, and how a project says which."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.typography import seen_by_reader
from tests.repository import Repository, adopted
from transpipe.check.mending import mend_file
from transpipe.markdown.segments import parse
from transpipe.model.house_style import HouseStyle
from transpipe.rules import Context
from transpipe.rules.houses import RULES, UNWANTED, WANTED
from transpipe.rules.setting import set_right

# One row a difference: a text, and what the styles make of it that do not leave it as it is.
DIFFERENCES = [
    ('他说"很快"。', {"copywriting": "他说“很快”。", "mdn": "他说“很快”。",
                     "kubernetes": "他说“很快”。", "taiwan": "他说「很快」。"}),
    ("他说“很‘快’”。", {"taiwan": "他说「很『快』」。"}),
    ("用了１２３个。", {"copywriting": "用了 123 个。", "mdn": "用了 123 个。"}),
    ("太快了！！！", {"copywriting": "太快了！"}),
    ("当真？？！！", {"copywriting": "当真？！"}),
    ("每秒 10Gbps。", {"copywriting": "每秒 10 Gbps。"}),
    ("占了 15 % 的内存。", {"copywriting": "占了 15% 的内存。"}),
    ("它指向一个 [示例](#a)。", {"mdn": "它指向一个[示例](#a)。"}),
    ("用 Git。", {}),
    ("指向 [Git](#a) 的 `x`。", {}),
]  # fmt: skip
ALIKE = [
    '他说 `"是"` 和 15" 的屏。',
    "it’s 5G，快！",
    '[甲]("乙".md) 是 5s 的。',
    "*重点* 在此",
    "`１` 和 https://example.com/１",
]


def as_wanted(style: HouseStyle, text: str) -> str:
    return set_right(text, UNWANTED[style], WANTED[style])


@pytest.mark.parametrize("style", HouseStyle)
@pytest.mark.parametrize(("text", "wanted"), DIFFERENCES)
def test_what_styles_set_otherwise(style: HouseStyle, text: str, wanted: dict[str, str]) -> None:
    new = as_wanted(style, text)
    assert new == wanted.get(style, text)
    assert as_wanted(style, new) == new


@pytest.mark.parametrize(("style", "wanted"), [(s, s != "taiwan") for s in HouseStyle])
def test_blanks_between_chinese_and_latin(style: HouseStyle, wanted: bool) -> None:
    assert (as_wanted(style, "用Git和`x`") == "用 Git 和 `x`") is wanted


@pytest.mark.parametrize("text", ALIKE)
def test_what_no_style_touches(text: str) -> None:
    every = {code for wanted in WANTED.values() for code in wanted} - {"space-at-link"}
    assert set_right(text, (), every) == text


def test_each_rule_is_of_a_style_and_none_of_the_one_that_is_given() -> None:
    assert {rule.code for rule in RULES} == frozenset().union(*WANTED.values())
    assert not WANTED[HouseStyle.HOUSE]
    assert not UNWANTED[HouseStyle.HOUSE]


PIECES = st.sampled_from(
    ["缓存", "Git", '"', "“", "”", "‘", "’", "１", "！", "？", " ", "10GB", "%", "[链接](a.md)",
     "**", "*", "`a`", "3", "，", "。"]
)  # fmt: skip


@pytest.mark.parametrize("style", HouseStyle)
@given(text=st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_words_code_and_addresses_stay(style: HouseStyle, text: str) -> None:
    new = as_wanted(style, text)
    assert as_wanted(style, new) == new
    if "缓存" in text:
        assert seen_by_reader(f"字 {new} 字") == seen_by_reader(f"字 {text} 字")


def test_a_project_says_which(tmp_path: Path) -> None:
    files = {"原文/a.md": "# A\n\nHe said.\n", "译文/a.md": '# 甲\n\n他说"快"，用Git。\n'}
    made = adopted(tmp_path / "work", files, ["原文/a.md"])
    settings = made.read("transpipe.toml")

    def told(style: str) -> str:
        made.write("transpipe.toml", settings + f"\n[check]\n{style}\n")
        return made.transpipe("check", "译文/a.md", "--json").out

    assert "straight-quotes" not in told("")
    assert "missing-cjk-latin-space" in told("")
    assert "straight-quotes" in told('style = "mdn"')
    assert "straight-quotes" not in told('style = "mdn"\nignore = ["straight-quotes"]')
    assert "straight-quotes" in told('select = ["straight-quotes"]')
    assert "missing-cjk-latin-space" not in told('style = "taiwan"')
    made.write("transpipe.toml", settings + '\n[check]\nstyle = "taiwann"\n')
    refused = made.transpipe("check")
    assert refused.code == 2
    assert "taiwan" in refused.err
    told('style = "taiwan"')
    made.steps("check --fix")
    assert "他说「快」，用Git。" in made.read("译文/a.md")


def test_clean_knows_them(tmp_path: Path) -> None:
    (tmp_path / "文章").mkdir()
    (tmp_path / "文章" / "a.md").write_text('他说"快"，很好。\n', "utf-8")
    run = Repository(tmp_path).transpipe
    assert run("clean", "文章", "--style", "mdn", "--write").code == 0
    assert (tmp_path / "文章" / "a.md").read_text("utf-8") == "他说“快”，很好。\n"


def test_a_file_says_what_it_does_not_want() -> None:
    text = '<!-- autocorrect-disable -->\n\n他说"快"。\n'
    context = Context("x.md", article=parse(text), wanted=("straight-quotes",))
    assert mend_file(context) == text
