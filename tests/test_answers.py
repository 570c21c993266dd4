"""Whether an edit of a translation answers the edit of its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.align.lexicon import starter
from transpipe.stale.answers import answers
from transpipe.stale.edited import Edited
from transpipe.stale.rendered import Dictionary

DICTIONARY = Dictionary(starter().renderings, str)
LONG = "It keeps ten values. It waits {} seconds before it tries again. Then it stops."
LANG = "它保存十个值。重试之前它等待 {} 秒。然后它停止。"
CACHE = "The cache may be {}. It holds the newest value."
KEPT = "缓存可以{}。它保存最新的值。"

ANSWERED = {
    "numbers that changed places on both sides": (
        ("It waits 90 ms for 25 keys.", "It waits 25 ms for 90 keys."),
        ("它等 90 毫秒，等 25 个键。", "它等 25 毫秒，等 90 个键。"),
    ),
    "a number": ((LONG.format(10), LONG.format(20)), (LANG.format(10), LANG.format(20))),
    "a number in Chinese": (
        ("It has three parts.", "It has four parts."),
        ("它有三个部分。", "它有四个部分。"),
    ),
    "code": (("Run `make a`.", "Run `make b`."), ("运行 `make a`。", "请运行 `make b`。")),
    "an address": (
        ("See [it](https://a.org/x).", "See [it](https://a.org/y)."),
        ("见[此处](https://a.org/x)。", "见[此处](https://a.org/y)。"),
    ),
    "a name": (
        ("Twitter and Google", "X (Twitter) and Google"),
        ("Twitter 和 Google", "X (Twitter) 和 Google"),
    ),
    "a word": (
        (CACHE.format("empty"), CACHE.format("full")),
        (KEPT.format("为空"), KEPT.format("为满")),
    ),
    "may to must": (
        ("The client may wait.", "The client must wait."),
        ("客户端可以等待。", "客户端必须等待。"),
    ),
    "a sentence added": (
        (
            "It listens on a port.",
            "It listens on a port. Nobody else may open this port meanwhile.",
        ),
        ("它监听一个端口。", "它监听一个端口。在此期间别人都不能打开该端口。"),
    ),
    "a sentence dropped": (
        ("It listens. Nobody else may open this port meanwhile.", "It listens."),
        ("它在监听。在此期间别人都不能打开该端口。", "它在监听。"),
    ),
    "a name and a must": (
        ("It may use Redis here.", "It must use Kafka here."),
        ("它可以在此使用 Redis。", "它必须在此使用 Kafka。"),
    ),
    "the opposite": (("Enable the cache.", "Disable the cache."), ("先启用缓存。", "先禁用缓存。")),
    # Kinds that pull requests of a gateway's manual have, in other words.
    "a version and the name in brackets": (
        ("It runs on Fedora 11 (Bay) with both discs.", "It runs on Fedora 12 with both discs."),
        ("它在 Fedora 11（Bay）上与两种光盘一起运行。", "它在 Fedora 12 上与两种光盘一起运行。"),
    ),
    "one more name, by or": (
        ("RSA public key.", "RSA or ECDSA public key."),
        ("RSA 公钥，`alg` 为 `R1` 时必填。", "RSA 或 ECDSA 公钥，`alg` 为 `R1` 或 `E1` 时必填。"),
    ),
    "code that stays in one place of two": (
        ("Only `user` rows of the user are read.", "Only rows of the `user` kind are read."),
        ("只读取 user 的 `user` 行。", "只读取 `user` 类型的行。"),
    ),
    "written anew on both sides": (
        (
            "The message lists rows of the last day. Old ones are left out by default.",
            "Each record is compressed, then pushed to the bucket that the settings name.",
        ),
        (
            "消息列出最近一天的记录，默认略去旧的记录。",
            "每条数据先压缩，再推送到设置所指定的存储桶。",
        ),
    ),
    "an address whose page is in Chinese": (
        ("See [it](https://a.org/config/x).", "See [it](https://a.org/plugins/y)."),
        ("见[此处](https://a.org/config/x)。", "见[此处](https://a.org/zh/plugins/y)。"),
    ),
    "an address whose heading is in Chinese": (
        ("See [it](../build.md#6-build).", "See [it](../build.md#step-6-build)."),
        ("见[此处](../build.md#6-build)。", "见[此处](../build.md#步骤-6-构建)。"),
    ),
    # Several edits of one sentence show it together where each by itself is too small.
    "a sentence said in other words": (
        (
            "Since the Windows system lacks it, you can load a module in the `run.js` file.",
            "As Windows lacks it, load a package with the `run.js` file.",
        ),
        (
            "由于 Windows 系统没有它，你可以在 `run.js` 文件中加载模块。",
            "Windows 没有它，请用 `run.js` 文件加载一个软件包。",
        ),
    ),
    "words written anew, one of which was a may": (
        ("You can load plugins in the `run.js` file.", "Load plugins with the shared settings."),
        (
            "你可以在 `run.js` 这个文件里把插件加载进来。",
            "通过几处共享的设置完成插件的加载工作。",
        ),
    ),
    "a word less on both sides": (
        ("Watch the shelved folders as well.", "Watch the folders as well."),
        ("也监视束之高阁的目录。", "也监视目录。"),
    ),
    "a word more on both sides": (
        ("Watch the folders as well.", "Watch the shelved folders as well."),
        ("也监视目录。", "也监视束之高阁的目录。"),
    ),
    "another text altogether": (
        ("You can set the address of the server as shown.", "The examples show how to begin."),
        ("你可以按如下方式设置服务器的地址。", "以下示例演示了如何在不同场景下开始。"),
    ),
    "what is different is no not": (
        (
            "Rows of one kind share a page. Read the log.",
            "Rows of different kinds share a page of their own. Read the log.",
        ),
        ("同类的行共用一页。请阅读日志。", "不同种类的行共用各自的一页。请阅读日志。"),
    ),
}

NOT_ANSWERED = {
    "half of a word that was taken out": (
        ("Static configurations.", "Configurations."),
        ("静态配置。", "静配置。"),
    ),
    "a sentence for another in the source, and one more in the translation": (
        (
            "It keeps an answer. Zipping saves memory, costs time.",
            "It keeps an answer. A leader is seen while it writes.",
        ),
        (
            "它保留答案。压缩节省内存，但花时间。",
            "它保留答案。压缩节省内存，但花时间。主节点写入时可见。",
        ),
    ),
    "numbers that changed places, one of them in the translation": (
        ("It waits 90 ms for 25 keys.", "It waits 25 ms for 90 keys."),
        ("它等 25 个键等 90 毫秒。", "它等 25 个键等 25 毫秒。"),
    ),
    "numbers that changed places in the source alone": (
        ("It waits 90 ms for 25 keys.", "It waits 25 ms for 90 keys."),
        ("它等 90 毫秒，等 25 个键。", "它会等 90 毫秒，等 25 个键。"),
    ),
    "nothing typed": ((LONG.format(10), LONG.format(20)), (LANG.format(10), LANG.format(10))),
    "another sentence": (
        (LONG.format(10), LONG.format(20)),
        (LANG.format(10), LANG.format(10).replace("然后", "随后")),
    ),
    "another number": ((LONG.format(10), LONG.format(20)), (LANG.format(10), LANG.format(30))),
    "only one of two numbers": (
        ("From 10 to 20.", "From 11 to 21."),
        ("从 10 到 20。", "从 11 到 20。"),
    ),
    "the token stays beside": (
        ("Run `make a`.", "Run `make b`."),
        ("运行 `make a`。", "请运行 `make a`。"),
    ),
    "a slip": (
        (CACHE.format("empty"), CACHE.format("full")),
        (KEPT.format("为空"), KEPT.format("的为空")),
    ),
    "a mark": (
        (CACHE.format("empty"), CACHE.format("full")),
        (KEPT.format("为空"), KEPT.format("为空，")),
    ),
    "not": (("It is safe.", "It is not safe."), ("它是安全的。", "它是很安全的。")),
    "a note": (
        ("It listens on a port.", "It listens on a socket."),
        ("它监听一个端口。", "它监听一个端口。（译注：端口号见后文的说明与表格。）"),
    ),
    "words put in, and others taken out": (
        ("It listens on a port.", "It listens on a port that nobody else may open meanwhile."),
        ("它总是会一直监听一个端口。", "它监听端口。"),
    ),
    "an address of another page in Chinese": (
        ("See [it](https://a.org/config/x).", "See [it](https://a.org/plugins/y)."),
        ("见[此处](https://a.org/config/x)。", "见[此处](https://a.org/zh/plugins/z)。"),
    ),
    "another file": (
        ("See [it](../build.md#6-build).", "See [it](../build.md#step-6-build)."),
        ("见[此处](../build.md#6-build)。", "见[此处](../other.md#步骤-6-构建)。"),
    ),
    "a word more, and a particle": (
        ("Watch the folders as well.", "Watch the shelved folders as well."),
        ("也监视目录。", "也会监视目录的。"),
    ),
    "a word more, and another for one that stayed": (
        ("Watch the folders as well.", "Watch the shelved folders as well."),
        ("也监视目录。", "也留意目录。"),
    ),
    "words written anew, without the must": (
        ("You can load plugins in the `run.js` file.", "You must list plugins in the settings."),
        ("可以在 `run.js` 文件里加载插件。", "可以用共享的设置来列出插件。"),
    ),
    "another text altogether, without its not": (
        ("You can set the address of the server as shown.", "Never show a key to anybody else."),
        ("你可以按如下方式设置服务器的地址。", "把密钥展示给其他任何一个人看。"),
    ),
    # The nearest opposites of an answer: the old meaning in other words, or only a part of it.
    "the old word by another": (
        ("Enable the cache.", "Disable the cache."),
        ("先启用缓存。", "先打开缓存。"),
    ),
    "the old word stays in a longer text": (
        ("Enable the cache.", "Disable the cache."),
        ("先启用缓存。", "首先必须启用缓存才行哦。"),
    ),
    "may by another may": (
        ("The client may wait.", "The client must wait."),
        ("客户端可以等待。", "客户端能等待。"),
    ),
    "must not for must": (
        ("The client may wait.", "The client must wait."),
        ("客户端可以等待。", "客户端不必须等待。"),
    ),
    "always by another always": (
        ("It always waits.", "It waits."),
        ("它总是等待。", "它始终等待。"),
    ),
    "not by another not": (("It is not kept.", "It is kept."), ("它没有保留。", "它未保留。")),
    "only by another only": (
        ("Only admins read it.", "Admins read it."),
        ("只有管理员读取它。", "仅管理员读取它。"),
    ),
    "written anew without the never": (
        (
            "The message lists the rows of the last day, and older ones by default.",
            "Each record is compressed, and must never be pushed to the bucket of the settings.",
        ),
        (
            "消息列出最近一天的记录，默认略去旧的记录。",
            "每条数据先压缩，再推送到设置所指定的存储桶。",
        ),
    ),
    "the name but not the must": (
        ("It may use Redis here.", "It must use Kafka here."),
        ("它可以在此使用 Redis。", "它可以在此使用 Kafka。"),
    ),
    "the name but not its quality": (
        ("A fast Redis store.", "A slow Kafka store."),
        ("快速的 Redis 存储。", "快速的 Kafka 存储。"),
    ),
}


@pytest.mark.parametrize("case", ANSWERED.values(), ids=ANSWERED)
def test_an_update(case: tuple[tuple[str, str], tuple[str, str]]) -> None:
    source, target = case
    assert answers(Edited(*source), Edited(*target), DICTIONARY)


@pytest.mark.parametrize("case", NOT_ANSWERED.values(), ids=NOT_ANSWERED)
def test_an_edit_of_its_own(case: tuple[tuple[str, str], tuple[str, str]]) -> None:
    source, target = case
    assert not answers(Edited(*source), Edited(*target), DICTIONARY)


@given(st.text("它等待十秒后重试。，不可以必须ab ", max_size=30), st.data())
def test_a_number_that_changed_is_answered_by_that_number_alone(
    text: str, data: st.DataObject
) -> None:
    """Whatever else is typed: without the new number it is no answer."""
    source = Edited("It waits 10 seconds.", "It waits 20 seconds.")
    before = "它等待 10 秒。"
    after = data.draw(
        st.sampled_from([f"{before}{text}", f"{text}{before}", f"它等待 10{text}秒。"])
    )
    assert not answers(source, Edited(before, after), DICTIONARY)


@given(
    st.sampled_from(["可以", "能", "能够", "可能", "也许", "可", ""]),
    st.sampled_from(["", "都", "再", "仍"]),
)
def test_may_that_became_must_is_not_answered_without_a_must(word: str, more: str) -> None:
    source = Edited("The client may wait here.", "The client must wait here.")
    edit = Edited("客户端可以在此等待。", f"客户端{word}{more}在此等待。")
    assert not answers(source, edit, DICTIONARY)
