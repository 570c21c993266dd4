"""Quantities that a translation has changed, and those it only writes in another way."""

from __future__ import annotations

import pytest

from transpipe.text.numbers import differing

SAME = [
    ("300 million pages", "3 亿个页面"),
    ("2.5 million seconds", "250 万秒"),
    ("over 200+ billion rows", "2000 多亿行"),
    ("It starts at 7:30 PM.", "19:30 开始。"),
    ("half of them", "其中 50%"),
    ("a dozen nodes", "12 个节点"),
    ("two nodes", "两个节点"),
    ("twice a day", "每天 2 次"),
    ("on May 5, 2021", "2021 年 5 月 5 日"),
    ("OAuth2 and IPv6", "IPv6 与 OAuth2"),
    ("512 GB", "512GB"),
]
CHANGED = [
    ("512 entries", "521 个条目", ("512",), ("521",)),
    ("100 million users", "1 千万用户", ("100000000",), ("10000000",)),
    ("a write of 40 ms", "一次写入", ("40",), ()),
    ("some writes", "40 次写入", (), ("40",)),
    ("OAuth2 scopes", "OAuth5 作用域", ("OAuth2",), ("OAuth5",)),
    ("Python 3.10", "Python 3.1", ("3.10",), ()),
    ("Python 3.1", "Python 3.10", (), ("3.10",)),
    ("2.5 TB a day", "每天 2.5 GB", ("TB",), ("GB",)),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_same_in_another_way(source: str, target: str) -> None:
    assert differing(source, target) == ((), ())


@pytest.mark.parametrize(("source", "target", "lost", "new"), CHANGED)
def test_changed(source: str, target: str, lost: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert differing(source, target) == (lost, new)
