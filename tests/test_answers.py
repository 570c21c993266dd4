"""Whether an edit of a translation answers the edit of its source."""

from __future__ import annotations

import pytest

from transpipe.align.lexicon import starter
from transpipe.stale.answers import Dictionary, Edited, answers

DICTIONARY = Dictionary(starter().renderings, str)
LONG = "It keeps ten values. It waits {} seconds before it tries again. Then it stops."
LANG = "它保存十个值。重试之前它等待 {} 秒。然后它停止。"
CACHE = "The cache may be {}. It holds the newest value."
KEPT = "缓存可以{}。它保存最新的值。"

ANSWERED = {
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
}

NOT_ANSWERED = {
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
}


@pytest.mark.parametrize("case", ANSWERED.values(), ids=ANSWERED)
def test_an_update(case: tuple[tuple[str, str], tuple[str, str]]) -> None:
    source, target = case
    assert answers(Edited(*source), Edited(*target), DICTIONARY)


@pytest.mark.parametrize("case", NOT_ANSWERED.values(), ids=NOT_ANSWERED)
def test_an_edit_of_its_own(case: tuple[tuple[str, str], tuple[str, str]]) -> None:
    source, target = case
    assert not answers(Edited(*source), Edited(*target), DICTIONARY)
