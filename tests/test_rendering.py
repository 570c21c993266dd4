"""What renders, what was meant to, and what is mended: by form, for any text, beside an oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from transpipe.links.addresses import Files
from transpipe.links.mapping import LinkMap
from transpipe.links.targets import Targets
from transpipe.markdown.attributes import addresses
from transpipe.markdown.definitions import definitions
from transpipe.markdown.emphasis import rendered
from transpipe.markdown.inline import map_targets, mask, unmask
from transpipe.markdown.references import Defined, shown_links, with_labels, without_labels
from transpipe.markdown.segments import parse
from transpipe.rules import Context, Scope, judge
from transpipe.rules.mending import mend

ATOMS = st.sampled_from(
    [
        *(
            "[",
            "]",
            "（",
            "）",
            "(",
            ")",
            "【",
            "】",
            "［",
            "］",
            "！",
            "!",
            "^",
            "＾",
            "[^",
            "][",
            ": ",
        ),
        *(
            "https://x.org/a",
            "./a.md",
            "**",
            "*",
            "_",
            "＊＊",
            "“",
            "”",
            '"',
            "词",
            "文 ",
            "。",
            "a",
            "\\",
        ),
        *("`", "<a href=", ">", "\n", "[r]: ", "[甲]", "png", "：", "，"),
    ]
)
TEXTS = st.lists(ATOMS, max_size=20).map("".join)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("见[文档]（https://x.org/a）。", "见[文档](https://x.org/a)。"),
        ("见【文档】(./a.md)。", "见[文档](./a.md)。"),
        ("见[文档] (https://x.org)。", "见[文档](https://x.org)。"),
        ('见[文档](./a.md "主页”)。', '见[文档](./a.md "主页")。'),
        ("见[文档](./a.md “主页”)。", '见[文档](./a.md "主页")。'),
        ("见[文档](https://x.org/a。", "见[文档](https://x.org/a)。"),
        ("！［图］（p.png）", "![图](p.png)"),
        ("！[图](p.png)", "![图](p.png)"),
        ("文［^1］", "文[^1]"),
        ("**注意：**值", "**注意**：值"),
        ("这是**“重点”**的", "这是“**重点**”的"),
        ("这__重点__的", "这**重点**的"),
        ("＊＊重点＊＊的", "**重点**的"),
        ("** 重点 **的", "**重点**的"),
        ("**重点*的", "**重点**的"),
        ("**甲（乙）**丙", "**甲（乙）** 丙"),
    ],
)
def test_a_mend_by_form_alone(broken: str, mended: str) -> None:
    assert mend("", broken, Scope.TEXT) == mended
    assert mend("", mended, Scope.TEXT) == mended


@pytest.mark.parametrize(
    "text",
    [
        *(
            "x[0][1]",
            "[1] (https://x.org)",
            "注意！[这里](./a.md)",
            "【注意】（重要）",
            "[x] 任务",
            "[ ] 任务",
        ),
        *(
            "`[文档]（https://x.org）`",
            "用 snake_case_名",
            "a_变量_名",
            "2 * 3 * 4",
            "\\[文档\\](./a.md)",
        ),
        *(
            "[文档](https://x.org/#某节)。",
            "[甲]（见下文）",
            "<https://x.org>（链接）",
            "**粗**和*斜*",
        ),
    ],
)
def test_what_is_written_so_on_purpose_stays(text: str) -> None:
    assert mend("", text, Scope.TEXT) == text


@given(TEXTS)
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mend("", text, Scope.TEXT)
    assert mend("", once, Scope.TEXT) == once


@given(TEXTS)
def test_nothing_is_mended_where_nothing_is_found(text: str) -> None:
    found = [f for f, _span in judge("", text, Scope.TEXT)]
    assert found or mend("", text, Scope.TEXT) == text


@given(TEXTS)
def test_labels_that_were_written_out_go_again(text: str) -> None:
    assert without_labels(with_labels(text, {"甲", "词"}), text) == text


@given(TEXTS)
def test_titles_apart_or_not_a_text_comes_back(text: str) -> None:
    for titles in (False, True):
        masked, slots = mask(text, titles=titles)
        assert unmask(masked, slots) == text


@given(TEXTS)
def test_addresses_that_stay_change_nothing(text: str) -> None:
    assert map_targets(text, lambda address: address) == text


@given(
    st.lists(st.sampled_from(["*", "**", "词", "文", "“", "”", "：", " ", "a", "。"]), max_size=12)
)
def test_emphasis_is_as_many_as_a_parser_of_commonmark_says(atoms: list[str]) -> None:
    text = "词" + "".join(atoms)
    (paragraph,) = (t for t in MarkdownIt("commonmark").parse(text) if t.type == "inline")
    marks = [token.markup for token in paragraph.children or () if token.type.endswith("_open")]
    assert len(rendered(text)) == 2 * len(marks)


DEFINITIONS = [
    ("[a]: b", [("a", "b", None)]),
    ('[A  b]: <c d> "t"', [("a b", "c d", "t")]),
    ("[a]:\n  b\n  'c\n  d'", [("a", "b", "c\n  d")]),
    ('[a]: b "c" d', []),
    ("[^a]: b", []),
    ("x\n[a]: b", []),
    ("> [a]: b", [("a", "b", None)]),
    ("```\n[a]: b\n```", []),
    ("[a]: b\n[a]: c", [("a", "b", None), ("a", "c", None)]),
]


@pytest.mark.parametrize(("text", "wanted"), DEFINITIONS)
def test_definitions(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    found = definitions(parse(text))
    said = [(d.label, d.target.of(text), d.title and d.title.of(text)) for d in found]
    assert said == wanted


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<a href="x.md">', ["x.md"]),
        ("<img src='a.png' srcset=\"b.png 1x, c.png 2x\">", ["a.png", "b.png", "c.png"]),
        ("<a href=x.md title=href>", ["x.md"]),
        ('<!-- <a href="x.md"> -->', []),
        ('<script>"<a href=x>"</script><a data-href="y" href="z">', ["z"]),
    ],
)
def test_addresses_of_tags(html: str, wanted: list[str]) -> None:
    assert [span.of(html) for span in addresses(html)] == wanted


def test_references_render_where_they_are_defined() -> None:
    document = parse(
        "[甲][a]、[b]、![丙][]、[丁][x] 和 `[b]`。\n\n[a]: 1\n[b]: 2\n[丙]: 3\n", source=False
    )
    links = shown_links(document.blocks[0].text, Defined.of(document))
    assert [(link.target, link.image) for link in links] == [
        ("1", False),
        ("2", False),
        ("3", True),
    ]


def test_a_site_that_serves_pages_by_other_names_is_known_by_its_source() -> None:
    files = Files(["en/a.md", "en/b.md", "zh/a.md", "zh/b.md"])
    source = parse("[b](b.html), [c](c.html)")
    target = parse("[乙](b.html)、[丙](c.html)、[丁](d.html)", source=False)
    context = Context("zh/a.md", files, target, source, source="en/a.md")
    found = [f.message for f, _span in judge("", target.blocks[0].text, Scope.TEXT, context)]
    assert found == ["no file zh/d.html"]


def test_a_link_of_a_derived_file() -> None:
    cn = {"en/a.md": "zh/a.md", "en/b.md": "zh/b.md"}
    tw = {"en/a.md": "tw/a.md", "en/b.md": "tw/b.md"}
    files = (*cn, *cn.values(), "en/p.png", "zh/p.png")
    anchors = {"en/b.md": {"x": "软"}}
    authored = LinkMap("en/a.md", "zh/a.md", Targets(cn), anchors, files)
    local = LinkMap("en/a.md", "tw/a.md", Targets(tw), {"en/b.md": {"x": "軟"}}, files, authored)
    assert local.forward("b.md#x") == "b.md#軟"
    assert local.forward("p.png") == "../zh/p.png"
    assert local.back("b.md#軟") == "b.md#x"
    assert local.back("../zh/b.md#软") == "b.md#x"  # as it was written before
    assert authored.localised("b.md#软", local) == "b.md#軟"
    assert authored.localised("../en/b.md", local) == "../en/b.md"
    assert authored.localised("p.png", local) == "../zh/p.png"
