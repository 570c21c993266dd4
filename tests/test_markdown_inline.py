"""Links, code, placeholders, emphasis and slugs inside a segment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.links.anchors import slugs
from transpipe.links.slugs import RULES
from transpipe.markdown import inline
from transpipe.markdown.emphasis import unrendered_emphasis
from transpipe.markdown.segments import parse
from transpipe.model import AnchorStyle

MARKUP = st.text(alphabet="ab 中。*_`[]()<>!\\$⟦⟧0#{}\"'|\n", max_size=40)


def test_links_in_order_with_their_targets() -> None:
    text = 'a [b](c "t") ![d](<e f>) <https://g.h> https://i.j/k. [l][m] [n][]'
    found = [(link.text, link.target, link.image, link.label) for link in inline.links(text)]
    assert found == [
        ("b", "c", False, ""),
        ("d", "e f", True, ""),
        ("https://g.h", "https://g.h", False, ""),
        ("https://i.j/k", "https://i.j/k", False, ""),
        ("l", "", False, "m"),
        ("n", "", False, "n"),
    ]


def test_links_of_an_image_in_a_link() -> None:
    assert [link.target for link in inline.links("[![a](b)](c)")] == ["c", "b"]


@pytest.mark.parametrize(
    "text", [r"\[a](b)", "`[a](b)`", "[a] (b)", "[a](b c)", "<!-- [a](b) -->", r"[a\](b)"]
)
def test_what_is_no_link(text: str) -> None:
    assert inline.links(text) == ()


def test_code_spans_end_at_as_many_backticks() -> None:
    assert inline.code_spans("`a` ``b ` c`` `d") == ("`a`", "``b ` c``")


def test_map_targets_leaves_all_else_alone() -> None:
    text = "[a](x.md#b) `[a](x.md)` ![i](y.png) <https://z.com> [r][x.md]"
    mapped = inline.map_targets(text, lambda target: target.upper() + " 1")
    assert mapped == "[a](<X.MD#B 1>) `[a](x.md)` ![i](<Y.PNG 1>) <https://z.com> [r][x.md]"


@given(MARKUP)
def test_mapping_targets_to_themselves_changes_nothing(text: str) -> None:
    assert inline.map_targets(text, str) == text


@given(MARKUP)
def test_unmask_undoes_mask(text: str) -> None:
    masked, slots = inline.mask(text)
    assert inline.unmask(masked, slots) == text


def test_placeholders_stand_for_what_is_no_prose() -> None:
    masked, slots = inline.mask("See [the `x` docs](a.md), $y^2$ and <b>z</b>[^1].")
    assert masked == "See [the ⟦0⟧ docs]⟦1⟧, ⟦2⟧ and ⟦3⟧z⟦4⟧⟦5⟧."
    assert slots == ("`x`", "(a.md)", "$y^2$", "<b>", "</b>", "[^1]")


@pytest.mark.parametrize("answer", ["甲", "⟦0⟧⟦0⟧", "⟦0⟧ ⟦1⟧", "⟦7⟧", "⟦0⟧ ⟦", "[0]"])
def test_a_lost_doubled_or_invented_placeholder_is_seen(answer: str) -> None:
    assert inline.unmask(answer, ("`x`",)) is None


def test_blanks_that_an_engine_puts_into_placeholders_do_no_harm() -> None:
    assert inline.unmask("见 [文档] ⟦ 1 ⟧ 与 ⟦ 0⟧", ("`x`", "(a.md)")) == "见 [文档](a.md) 与 `x`"


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("**文本。**后", ["**文本。**"]),
        ("**“文本”**文字", ["**“文本”**"]),
        ("**`code`**文字", ["**`code`**"]),
        ("见**[链接](u)**文字", ["**[链接](u)**"]),
        ("** 适用 ** 场景", ["** 适用 **"]),
        ("**文本**。后 *a* ***b***", []),
        ("2 * 3 * 4", []),
        (r"\**a** 与 `**b**`", []),
        ("snake_case_name", []),
        ("项目路径_文件名_H、文件名_随机数_H 或 文件名_创建日期_H", []),
        ("这是_重要_的", ["_重要_"]),
    ],
)
def test_emphasis_that_commonmark_leaves_literal(text: str, literal: list[str]) -> None:
    assert [span.of(text) for span in unrendered_emphasis(text)] == literal


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Hello, World! & `co_de` _em_ snake_case", "hello-world--co_de-em-snake_case"),
        ("设计原则：a", "设计原则a"),
        ("[Link](u) **b** ![i](j)", "link-b-"),
        ("A &amp; B", "a--b"),
        (":rocket: Go", "rocket-go"),
        ("C++ / C#", "c--c"),
    ],
)
def test_slug_is_the_one_github_makes(heading: str, slug: str) -> None:
    assert RULES[AnchorStyle.GITHUB].slug(heading) == slug


def test_slugs_of_repeated_headings_are_numbered_and_ids_kept() -> None:
    document = parse("# A\n\n# A\n\n# A-1\n\n# B {#a}\n\n# A\n")
    assert slugs(document) == ("a", "a-1", "a-1-1", "a", "a-2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`code` 3.14 https://a.b <br> ![](x) $y$", False),
        ("[words](x)", True),
        ("已是中文", False),
        ("1. `x`, [](a)", False),
    ],
)
def test_only_words_are_translatable(text: str, expected: bool) -> None:
    (document,) = {parse(text + "\n")}
    segments = [block.segment for block in document.blocks if block.segment]
    assert any(segment.translatable for segment in segments) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[A](./a.md) and ![b](c.png)!", "A and b!"),
        ("[![a](b)](c)", "a"),
        ("[Cache](https://e.org/Cache_(computing))", "Cache"),
        ("[`#[repr(C)]`](https://e.org/c)", "`#[repr(C)]`"),
        # No link, or perhaps none.
        ("`[a](b)` and int[3][4]", "`[a](b)` and int[3][4]"),
        ("[a] (b), [a](b c)", "[a] (b), [a](b c)"),
    ],
)
def test_the_words_of_links_in_their_place(text: str, expected: str) -> None:
    assert inline.unlink(text) == expected


@given(MARKUP)
def test_what_no_link_covers_stays(text: str) -> None:
    assert inline.replace_spans(text, ()) == text
    if not inline.links(text):
        assert inline.unlink(text) == text


def test_a_run_that_closes_and_opens_is_no_word() -> None:
    assert inline.plain("*Straße***it's** *a***b**") == "Straßeit's ab"
