"""How Chinese is set: what is found, what is left alone, what setting it right never touches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.typography import seen_by_reader
from tests.repository import adopted
from transpipe.check.clean import clean
from transpipe.check.mending import mend_file
from transpipe.check.run import check_file
from transpipe.markdown.segments import parse
from transpipe.rules import Context
from transpipe.rules.flipped import is_flipped
from transpipe.rules.setting import set_right
from transpipe.rules.typography import RULES

FOUND = {
    "halfwidth-punct": [
        ("实际上,让我们看看", "实际上，让我们看看"),
        ("原文: `x`", "原文：`x`"),
        ("用 [Git](g), [Mercurial](m) 都行", "用 [Git](g)，[Mercurial](m) 都行"),
        ("可以吗?", "可以吗？"),
        ("完成了.", "完成了。"),
        ("是吗?! 太好了!!", "是吗？！太好了！！"),
        ("总和! 他（见下文:）说", "总和！他（见下文：）说"),
        ("Docker:容器", "Docker：容器"),
        ("设置`dev`,`test`, 和 `prod`", "设置 `dev`，`test`，和 `prod`"),
    ],
    "space-around-punct": [
        ("主页。 雅虎", "主页。雅虎"),
        ("代码库 ，可以", "代码库，可以"),
        ("依赖（ *dep* ）", "依赖（*dep*）"),
        ("* [Merb](http://example.com/) 。很好", "* [Merb](http://example.com/)。很好"),
    ],
    "missing-cjk-latin-space": [
        ("使用Rails中的", "使用 Rails 中的"),
        ("附加4个服务", "附加 4 个服务"),
        ("是**HTTP**请求", "是 **HTTP** 请求"),
    ],
    "missing-code-space": [
        ("或是`curl`。", "或是 `curl`。"),
        ("借助于[Homebrew](h)等系统", "借助于 [Homebrew](h) 等系统"),
    ],
    "space-between-cjk": [("重击 导致", "重击导致")],
    "halfwidth-bracket": [
        ("服务(CPU 和内存)会", "服务（CPU 和内存）会"),
        ("部署(*backing*)当作", "部署（*backing*）当作"),
        ("Redis(缓存)很快(方案 A(推荐)除外", "Redis（缓存）很快(方案 A（推荐）除外"),
    ],
    "halfwidth-dash": [("技术---不要", "技术——不要"), ("商店—例如", "商店——例如")],
}
INNOCENT = [
    "Hello, world. 它说",
    "比例是 3:1，共 1,000 个",
    "见 https://example.com/a, 然后",
    "见 <https://example.com/a> 的说明",
    "`a,b`、`c:d` 和 `e?`",
    "[说明](a,b.md) 在此",
    "“Yes, I do.”他说",
    ":smile: 很好",
    "> 原文： [https://example.com/a](https://example.com/a)",
    "见： <https://example.com/a>",
    "第三章 缓存",
    "做得好。 🚀",
    "主-从复制",
    "**重要。** 然后",
    "他说（Hello, world）是第一句",
    "用户 *图* 服务",
    "English only, with marks: yes?",
    "见 Yahoo! 的文档",
    "`x` 和 `y`",
    "公式 $a,b$ 成立",
    "{{ name }}，你好",
    "时间 12:30:05",
    "其中以. key 结尾的是私钥",
    "用 wildcard（类似 :id）时",
    "以 {2000, “Jan”} 的粒度分组",
    "[How do we build it?](x) 说了",
    "视图（View） - 设计人员画界面",
    "## 该怎样使用？ {/*how-to-use*/}",
    "解决了。 <sup>注</sup>",
    "见 src/**/*.md 和 a/**/b 的文件",
    "轮询()和选择()等待输入",
    "可实现为 !(operator==)",
    "重载一元运算符 `+`、`-`，和!",
    "应使用 `->` 而非.运算符",
    "头文件之后，安装 ::",
    "条件操作符 ?:（条件部分）",
    "避免不必要的\\=\\=或!\\=运算符",
    "其值为(0×128) + (1×64) + (0×32)",
    "范围为 0 至(2^n)-1",
    "优化为 O(N - 1 个 n)，而最小",
    "快到一分钱了 :)",
    "赵 勇 格灵深瞳 - 创始人 & CEO",
    "缓存 队列 数据库",
]
# Emphasis that stands between what was to be emphasised, and what becomes of it.
FLIPPED = {
    "用**金桥(工具类似于**sed**但专门为数据):**": "用**金桥（工具类似于**sed**但专门为数据）：**",
    "重要词语**以粗体显示。 文字会出现:“保存(通常，**file**菜单有**另存为**)。”**":
        "重要词语**以粗体显示。文字会出现：“保存（通常，**file**菜单有**另存为**）。”**",
    "**有多种方法。 先介绍两个:**启动**和**yum**。":
        "**有多种方法。先介绍两个：**启动**和**yum**。",
}  # fmt: skip


def codes(text: str) -> set[str]:
    of = {rule.code for rule in RULES}
    found = [hit for rule in RULES for hit in rule.find("", text, Context())]
    assert all(hit.target for hit in found)
    return {rule.code for rule in RULES if list(rule.find("", text, Context()))} & of


@pytest.mark.parametrize(
    ("code", "text", "wanted"), [(c, t, w) for c, cases in FOUND.items() for t, w in cases]
)
def test_found_and_set_right(code: str, text: str, wanted: str) -> None:
    assert code in codes(text)
    assert set_right(text) == wanted
    assert not codes(wanted)


@pytest.mark.parametrize("text", INNOCENT)
def test_left_alone(text: str) -> None:
    assert set_right(text) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_cases(rule: object) -> None:
    assert {rule.code for rule in RULES} == set(FOUND)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("它最后画出来。\n</Diagram>\n", "它最后画出来。\n</Diagram>\n"),
        ("# 缓存\n\n数组的大小。\nsize 是它 。 好\n", "# 缓存\n\n数组的大小。\nsize 是它。好\n"),
        ("> 你好。\n> Git 用,\n> 中文\n", "> 你好。\n> Git 用，\n> 中文\n"),
        ("- 用 Redis，\n  Kafka读它\n", "- 用 Redis，\n  Kafka 读它\n"),
        ("**你想要 **最新的** 值和它**。如此\n", "**你想要 **最新的** 值和它**。如此\n"),
        ("src/**/*.md files: any\n", "src/**/*.md files: any\n"),
    ],
)
def test_lines_end_where_they_ended(text: str, wanted: str) -> None:
    context = Context("x.md", article=parse(text))
    assert mend_file(context) == wanted
    told = [f for f in check_file(context) if f.code == "space-around-punct"]
    assert bool(told) == ("。 好" in text)


TORN = {
    "blanks beside a mark that pairs anew": (
        "**I n **水** ，它沸腾，这就是我们说的茶。茶是**L**inu**x**的，壶（大的壶）放在这里 。**\n"
    ),
    "a line end that becomes a blank": (
        "*这对你意味着什么？\nAzure 是[一种](https://a.example)，如下:壶不会敲你的门*只是*。不过这是壶。*\n"
    ),
    "emphasis that would begin with a stop": "水不会*只是*，壶也不会*。\n",
}


@pytest.mark.parametrize("kind", TORN)
def test_torn_emphasis_is_mended_once(kind: str) -> None:
    new = mend_file(Context("x.md", article=parse(TORN[kind])))
    assert mend_file(Context("x.md", article=parse(new))) == new
    assert not any(f" *{stop}" in new for stop in "，。")


def test_a_page_full_of_radicals_is_mended_at_once() -> None:
    text = "⽤户⻚⾯ `⽤` 。" * 200 + "\n"
    new = mend_file(Context("x.md", article=parse(text)))
    assert new.count("用户页面") == 200
    assert new.count("`⽤`") == 200
    assert mend_file(Context("x.md", article=parse(new))) == new


# ── What stays ──────────────────────────────────────────────────────────────────────────────


PIECES = st.sampled_from(
    ["缓存", "Redis", "`a, b`", "**重要**", "*x*", "[链接](a.md)", "[b](c,d)", "3", "1,000", "(",
     ")", ",", ":", "?", ".", " ", "，", "。", "（", "）", "“", "”", "<br>", "https://a.b/c",
     "[^1]", "![图(x)](p.png)", "---", "-", "\\*", "&amp;", "$a:b$", "{{ x }}", "**“引”**", "__y__"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_nothing_but_blanks_and_marks_changes(text: str) -> None:
    new = set_right(text)
    assert set_right(new) == new
    squeeze = str.maketrans("，。：？（）", ",.:?()", " —-")
    assert new.translate(squeeze) == text.translate(squeeze)
    if re.search(r"[一-鿿]", text):
        assert seen_by_reader(f"字 {new} 字") == seen_by_reader(f"字 {text} 字")


@pytest.mark.parametrize("refused", ["TP301", "halfwidth-punct", "TP3", ""])
def test_what_a_file_refuses_is_not_set_right_either(refused: str) -> None:
    comment = f"<!-- transpipe: noqa {refused} -->".replace(
        " -->", "-->" if not refused else " -->"
    )
    text = f"{comment}\n实际上,它很快。\n\n别的,照样。\n"
    new = mend_file(Context("x.md", article=parse(text)))
    assert "实际上,它" in new
    assert "别的，照样" in new


def test_what_the_settings_ignore_by_number_is_not_set_right(tmp_path: Path) -> None:
    files = {"原文/a.md": "# A\n\nIn fact, it is fast.\n", "译文/a.md": "# 甲\n\n实际上,它很快。\n"}
    made = adopted(tmp_path / "work", files, ["原文/a.md"])
    settings = made.read("transpipe.toml")
    made.write("transpipe.toml", settings + '\n[check]\nignore = ["TP3"]\n')
    made.steps("check --fix")
    assert "实际上,它" in made.read("译文/a.md")
    made.write("transpipe.toml", settings)
    made.steps("check --fix")
    assert "实际上，它" in made.read("译文/a.md")


@pytest.mark.parametrize("text", FLIPPED)
def test_flipped_emphasis_is_left_where_it_is(text: str) -> None:
    context = Context("zh.md", article=parse(f"{text}\n", source=False))
    assert mend_file(context) == f"{FLIPPED[text]}\n"


@pytest.mark.parametrize(
    "text",
    [
        "用**甲**和**乙**",
        "**一句。又一句**",
        "**一句。又一句。**是",
        "（**甲**）",
        "**甲（乙）**和丙",
    ],
)
def test_what_people_emphasise_is_not_flipped(text: str) -> None:
    assert not is_flipped(text)


def test_code_that_html_hides_stays() -> None:
    """Below a tag a fence is none: its code shows as text, up to the next empty line and after."""
    code = '```cpp\nprint("收益? ");\n\nprint("退出:(是)");  // 值(由p改)\n```\n'
    text = 2 * f"<details><summary>答案</summary>\n{code}</details>\n\n" + "然后,它走了。\n"
    article = parse(text, source=False)
    assert mend_file(Context("x.md", article=article)) == text.replace("然后,", "然后，")
    assert {found.line for found in clean(Context("x.md", article=article)).told} == {17}
