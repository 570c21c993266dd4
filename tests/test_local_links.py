"""A derived locale links within itself: its own files, its own headings, its own labels."""

from __future__ import annotations

from pathlib import Path

from tests.repository import Repository, adopted
from transpipe.model import Locale

ENGLISH = "# Index\n\n- [A](https://example.org/a)\n- [B](https://example.org/b)\n"
INDEX = """# 索引

- [甲](https://example.org/a) | [原文](./原文/a.md) | [译文](./译文/甲.md)
- [乙](https://example.org/b) | [原文](./原文/b.md) | [译文](./译文/乙.md)
"""
A = """# Software design

See [the rules](#the-rules), [the other](./b.md#data-files) and [it][q], [files][].

## The rules

![a picture](./p.png "The software")

<p align="center">
<a href="./b.md"><img src="./p.png"></a>
</p>

[q]: ./b.md#data-files "The software"
[files]: ./p.png
"""
TA = """# 软件设计

见[规则](#软件规则)、[另一篇](./乙.md#数据文件)和[它][q]、[文件][]。

## 软件规则

![图](./p.png "软件")

<p align="center">
<a href="./乙.md"><img src="./p.png"></a>
</p>

[q]: ./乙.md#数据文件 "软件"
[文件]: ./p.png
"""
B = "# Other\n\n## Data files\n\nSee [the first](./a.md#the-rules).\n"
TB = "# 另一篇\n\n## 数据文件\n\n见[第一篇](./甲.md#软件规则)。\n"


def repository(root: Path) -> Repository:
    """Two articles that link to each other, in zh_CN and zh_TW."""
    files = {
        "README_EN.md": ENGLISH,
        "README.md": INDEX,
        "原文/a.md": A,
        "原文/b.md": B,
        "原文/p.png": "p",
        "译文/p.png": "p",
        "译文/甲.md": TA,
        "译文/乙.md": TB,
    }
    made = adopted(root / "made", files)
    assert made.transpipe("convert", "--add", "zh_TW").code == 0
    assert made.transpipe("run").code == 0
    return made


def test_links_of_a_derived_file_stay_in_its_locale(tmp_path: Path) -> None:
    made = repository(tmp_path)
    text = made.read("译文/zh_TW/甲.md")
    assert "見[規則](#軟體規則)、[另一篇](./乙.md#資料檔案)和[它][q]、[檔案][文件]。" in text
    assert '[q]: ./乙.md#資料檔案 "軟體"' in text
    assert "[文件]: ../p.png" in text
    assert '<a href="./乙.md"><img src="../p.png"></a>' in text
    assert '![圖](../p.png "軟體")' in text
    assert "見[第一篇](./甲.md#軟體規則)。" in made.read("译文/zh_TW/乙.md")
    rows = made.read("README.zh_TW.md")
    assert "[原文](./原文/a.md) | [译文](./译文/zh_TW/甲.md)" in rows
    units = made.units("原文/a.md", Locale.ZH_TW)
    assert made.transpipe("run").code == 0
    assert made.read("译文/zh_TW/甲.md") == text
    assert made.units("原文/a.md", Locale.ZH_TW) == units


def test_check_finds_a_dead_link_in_a_derived_file(tmp_path: Path) -> None:
    made = repository(tmp_path)
    assert "译文/zh_TW" not in made.transpipe("check").out
    text = made.read("译文/zh_TW/乙.md")
    made.write("译文/zh_TW/乙.md", text.replace("./甲.md", "./丙.md"))
    assert "译文/zh_TW/乙.md:5" in made.transpipe("check").out


def test_a_link_to_an_article_without_a_derived_file_leads_to_the_authored_one(
    tmp_path: Path,
) -> None:
    files = {
        "原文/a.md": "# One\n\nSee [the other](./b.md).\n",
        "原文/b.md": "# Other\n\nNothing is translated here.\n",
        "译文/a.md": "# 软件\n\n见[另一篇](./b.md)。\n",
        "译文/b.md": "# Other\n\nNothing is translated here.\n",
    }
    made = adopted(tmp_path / "made", files)
    made.transpipe("convert", "--add", "zh_TW")
    made.transpipe("run")
    assert "見[另一篇](../b.md)。" in made.read("译文/zh_TW/a.md")
    assert not made.transpipe("check").code


def test_a_page_that_is_in_chinese_alone_is_found_from_a_derived_file(tmp_path: Path) -> None:
    """Sites name pages without their ending, and folders in the place of their first page."""
    text = "# Guide\n\nIt has [an index](../api/), [a page](../api/push#use) and [b](./b).\n"
    words = "# 指南\n\n它有[索引](../api/)、[页面](../api/push#use)和[乙](./b)。\n"
    files = {
        "docs/guide/a.md": text,
        "docs/guide/b.md": "# Other\n\nIt says something else.\n",
        "docs/zh/guide/a.md": words,
        "docs/zh/guide/b.md": "# 其他\n\n它说别的事情。\n",
        "docs/zh/api/index.md": "# 接口\n\n这里是所有接口。\n",
        "docs/zh/api/push.md": "# 推入\n\n## 用法 {#use}\n\n这里说明用法。\n",
    }
    made = adopted(tmp_path / "made", files)
    made.steps("convert --add zh_TW", "run")
    built = made.read("docs/zh-TW/guide/a.md")
    assert "[索引](../../zh/api/)、[頁面](../../zh/api/push#use)和[乙](./b)" in built
    assert not [found for found in made.transpipe("check").out.split() if found == "dead-link:"]
    assert made.read("docs/zh/guide/a.md") == words
