"""A banner above an article and marks behind its words: put on and taken off to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.markdown import segments
from transpipe.model import WRAPPED, Cut, Document, Kind, Lines, Syntax
from transpipe.publish.notices import with_banner, with_marks, without_banner
from transpipe.text.published_marks import BANNER, MDX_BANNER, Mark, mark

STALE = mark(Mark.STALE, "zh_CN")
ARTICLE = """---
title: 题目
---

# 标题

第一段有两行，
到这里为止。

- 一项，见 https://example.org/a
- 另一项

  > 引文也有
  > 两行。

| 表头 | 二 |
| --- | --- |
| 格子 | `code` |

```text
代码
```
"""
BANNERS = (
    "> 本文的原文已有改动。\n> 请以原文为准。",
    "本文已过期。",
    "# 注意\n\n- 甲\n- 乙",
    '<div class="old">\n\n旧\n\n</div>',
)
LINES = st.sampled_from(
    [
        "# 一",
        "文字。",
        "  续行",
        "- 项",
        "> 引",
        "```",
        "| a | b |",
        "---",
        "",
        "[a]: /b",
        *BANNER,
        *MDX_BANNER,
    ]
)


MDX = Cut(Syntax.of("a.mdx"), Lines.WRAP)


def parsed(text: str, cut: Cut = WRAPPED) -> Document:
    return segments.parse(text, cut, source=False)


def said(text: str, cut: Cut = WRAPPED) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in parsed(text, cut).blocks]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("banner", BANNERS)
@pytest.mark.parametrize("front", [True, False])
def test_a_banner_is_no_part_of_the_article(banner: str, front: bool, eol: str) -> None:
    text = (ARTICLE if front else ARTICLE.split("---\n\n", 1)[1]).replace("\n", eol)
    longer = with_banner(text, banner, WRAPPED)
    assert all(line in longer for line in banner.split("\n"))
    assert longer.startswith("---" if front else BANNER[0])
    assert ("\n" in longer.replace("\r\n", "")) is (eol == "\n")
    assert said(longer) == said(text)
    assert with_banner(longer, banner, WRAPPED) == longer
    assert with_banner(longer, "", WRAPPED) == without_banner(longer) == text


def test_lines_below_a_banner_count_on() -> None:
    longer = with_banner(ARTICLE, BANNERS[0], WRAPPED)
    title = next(b for b in parsed(longer).blocks if b.text == "标题")
    assert longer.split("\n")[title.lines[0] - 1] == "# 标题"


def test_a_banner_in_code_is_the_articles() -> None:
    shown = "\n".join(("# 题", "", "```", BANNER[0], "旧", BANNER[1], "```", ""))
    assert without_banner(shown) == shown
    assert with_banner(with_banner(shown, "> 新", WRAPPED), "", WRAPPED) == shown


def test_in_mdx_a_banner_is_between_comments_of_mdx() -> None:
    longer = with_banner("import a from 'b'\n\n# 题\n", "> 已有改动。", MDX)
    assert longer.startswith(
        "{/* transpipe:banner */}\n> 已有改动。\n{/* /transpipe:banner */}\n\n"
    )
    assert without_banner(longer) == "import a from 'b'\n\n# 题\n"
    assert said(longer, MDX) == said(without_banner(longer), MDX)


@given(st.lists(LINES).map("\n".join), st.sampled_from(BANNERS), st.sampled_from((WRAPPED, MDX)))
def test_a_banner_comes_off_as_it_went_on(text: str, banner: str, cut: Cut) -> None:
    text = without_banner(text)
    longer = with_banner(text, banner, cut)
    assert said(longer, cut) == said(text, cut)
    assert longer == text or without_banner(longer) == text


def test_a_banner_that_does_not_end_is_a_comment() -> None:
    found = said(f"{BANNER[0]}\n文字。\n\n# 标题\n")
    assert found == [
        (Kind.HTML, BANNER[0]),
        (Kind.PARAGRAPH, "文字。"),
        (Kind.HEADING, "标题"),
    ]


def test_paragraphs_beside_a_banner_stay_two() -> None:
    text = f"甲\n{BANNER[0]}\n旧\n{BANNER[1]}\n乙\n"
    assert [text for _kind, text in said(text)] == ["甲", "乙"]


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_marks_change_the_ends_of_their_blocks_alone(eol: str) -> None:
    document = parsed(ARTICLE.replace("\n", eol))
    everywhere = {n: STALE for n, block in enumerate(document.blocks) if block.segment}
    marked = with_marks(document, everywhere)
    assert f"第一段有两行，{eol}到这里为止。{STALE}{eol}" in marked
    assert f"- 一项，见 https://example.org/a {STALE}{eol}" in marked
    assert f"  > 两行。{STALE}{eol}" in marked
    assert f"| 格子{STALE} | `code` |" in marked or f"| 格子{STALE} | `code` {STALE} |" in marked
    assert f"# 标题{eol}" in marked
    again = parsed(marked)
    assert with_marks(again, everywhere) == marked
    assert with_marks(again, dict.fromkeys(everywhere, "")) == document.text


def test_only_what_is_named_is_touched() -> None:
    document = parsed(f"甲。{STALE}\n\n乙。{STALE}\n\n丙。\n")
    assert with_marks(document, {1: "", 2: STALE}) == f"甲。{STALE}\n\n乙。\n\n丙。{STALE}\n"


@given(st.lists(LINES).map("\n".join))
def test_marks_come_off_as_they_went_on(text: str) -> None:
    document = parsed(text)
    everywhere = {n: STALE for n, block in enumerate(document.blocks) if block.segment}
    marked = with_marks(document, everywhere)
    again = parsed(marked)
    assert [b.kind for b in again.blocks] == [b.kind for b in document.blocks]
    assert with_marks(again, dict.fromkeys(everywhere, "")) == text
