"""What looks like a fault beside its source and is none, as far as only the places tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transpipe.check.run import check_file, check_units
from transpipe.links.addresses import is_localised
from transpipe.links.pages import Start, page_named
from transpipe.markdown.segments import parse
from transpipe.model import (
    AnchorStyle,
    Bead,
    Certainty,
    Finding,
    Maker,
    Naming,
    Origin,
    Severity,
    State,
    Unit,
)
from transpipe.rules import Context
from transpipe.rules.usage import Usage


def told(source: str, target: str, english: str, chinese: str) -> list[Finding]:
    """The findings of one unit of an article and its translation, at these paths."""
    context = Context(
        chinese, article=parse(target, source=False), english=parse(source), source=english
    )
    unit = Unit(source.strip(), target.strip(), State.TRANSLATED)
    return [*check_units([(unit, 1)], chinese, context)]


@pytest.mark.parametrize(
    ("english", "chinese", "others"),
    [
        ("README.md", "README.zh-CN.md", ("README.zh-CN.md", "README.ja-JP.md")),
        ("docs/en/a.md", "docs/zh/a.md", ("../zh/a.md", "../ja/a.md")),
        ("README.md", "docs/i18n/zh_cn.md", ("docs/i18n/zh_cn.md",)),
    ],
)
def test_a_list_of_languages_names_the_others(
    english: str, chinese: str, others: tuple[str, ...]
) -> None:
    listed = ", ".join(f"[x]({other})" for other in others)
    assert not told(f"In {listed}.\n", "另有 [English](./).\n", english, chinese)[1:]


def test_a_page_beside_the_article_is_no_language_of_it() -> None:
    found = told("See [x](use.md) and [y](api/run.md).\n", "见它们。\n", "run.md", "zh/run.md")
    assert [each.code for each in found] == ["dropped-link", "dropped-link"]


def test_what_is_said_of_a_pair_in_doubt_is_no_error() -> None:
    unit = Unit("Call `flush()` first.", "先写日志。", State.FUZZY)
    doubted = replace(unit, origin=Origin(Maker.ALIGN))
    graves = [f.severity for u in (unit, doubted) for f in check_units([(u, 1)], "a.md")]
    assert graves == [Severity.ERROR, Severity.WARNING]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("https://a.org/blog/2021/10/29/guide/", "https://a.org/zh/blog/2021/10/26/guide/"),
        ("https://a.org/docs/x/use/#why", "https://a.org/zh/docs/x/use"),
        ("https://a.org/blog/2025/index.en/", "https://a.org/blog/2025/"),
        ("https://github.com/a.org/b/blob/x/c.sh", "https://github.com/a.org/b/tree/x/c.sh"),
    ],
)
def test_a_site_may_have_its_chinese_pages_elsewhere(source: str, target: str) -> None:
    assert is_localised(source, target)
    assert not is_localised(source, target.replace("a.org", "b.org"))


def test_a_page_of_the_repository_may_be_named_as_on_its_site_in_chinese() -> None:
    assert is_localised("../faq/use.md#why", "https://a.org/zh/docs/use/#why")
    assert not is_localised("../faq/use.md#why", "https://a.org/zh/docs/run/#why")
    assert not is_localised("../faq/use.md#why", "https://a.org/docs/use/#why")


def test_what_an_article_is_of_may_be_called_this() -> None:
    codes = [
        (each.code, each.severity)
        for each in told(
            "Remove `key-auth` and `a-b` here.\n", "在此移除该插件。\n", "p/key-auth.md", "z.md"
        )
    ]
    assert codes == [("dropped-code", Severity.ERROR), ("dropped-code", Severity.WARNING)]


def test_a_link_that_the_source_has_twice_may_stand_once() -> None:
    once = told("[A](a.md), see [A](a.md) and [B](b.md).\n", "见[甲](a.md)。\n", "s.md", "t.md")
    assert [(each.code, each.severity) for each in once] == [
        ("dropped-link", Severity.INFO),
        ("dropped-link", Severity.ERROR),
    ]


def test_the_address_that_a_link_shows_is_no_other_link() -> None:
    linked = "[https://a.org/x](https://b.org/y) and [c](https://c.org)"
    assert not told(f"See {linked}.\n", f"见 {linked}。\n", "s.md", "t.md")


def test_pages_that_are_folders_are_looked_for_where_the_source_finds_them() -> None:
    """`../b/` is beside `a/`, not beside the folder of a.md."""
    articles = {"d/b.md", "d/zh/b.md"}
    found = page_named("../b/", "d/zh/a.md", articles, first=Start.PAGE)
    assert found is not None
    assert found.article == "d/zh/b.md"
    usual = page_named("../b/", "d/zh/a.md", articles)
    assert usual is not None
    assert usual.article == "d/b.md"


@pytest.mark.parametrize(
    ("style", "severity"),
    [(AnchorStyle.JEKYLL, Severity.INFO), (AnchorStyle.GITHUB, Severity.ERROR)],
)
def test_kramdown_renders_what_commonmark_does_not(style: AnchorStyle, severity: Severity) -> None:
    article = parse("**注意：**它会停。\n", source=False)
    found = [*check_file(Context("x.md", article=article, naming=Naming(style)))]
    assert [(each.code, each.severity) for each in found] == [("emphasis-broken", severity)]


def test_an_item_is_missed_right_before_the_one_that_it_should_precede() -> None:
    """Whatever stands there in its place belongs to the items before."""
    english = parse("- one\n- two\n- three\n")
    chinese = parse("- 一\n- 别的\n- 三\n", source=False)
    beads = (
        Bead((0,), (0,), 1.0, Certainty.SURE),
        Bead((1,), (), 0.0, Certainty.NONE),
        Bead((), (1,), 0.0, Certainty.NONE),
        Bead((2,), (2,), 1.0, Certainty.SURE),
    )
    context = Context("x.md", article=chinese, english=english, beads=beads)
    found = [each for each in check_file(context) if each.code == "missing-item"]
    assert [each.line for each in found] == [2]


def test_the_source_of_a_text_says_whether_it_counts_its_items() -> None:
    """Not another paragraph, which may count its own."""
    source = "Open it. Write to it. Close it.\n\nOne: 1) red, 2) blue, 3) green.\n"
    counted = "三步：1. 打开。2. 写入。3. 关闭。"
    chinese = f"{counted}\n\n一是：1) 红。2) 蓝。3) 绿。\n"
    article, english = parse(chinese, source=False), parse(source)
    context = Context("x.md", article=article, english=english)
    known = replace(
        context,
        usage=Usage(
            [(a.text, b.text) for a, b in zip(english.blocks, article.blocks, strict=True)]
        ),
    )

    def told(context: Context) -> set[int]:
        return {each.line for each in check_file(context) if each.code == "flattened-list"}

    assert (told(context), told(known)) == (set(), {1})
