"""Quantities that a translation has changed, and those it only writes in another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures.made_amounts import KINDS, made
from transpipe.text.amount_changes import differing
from transpipe.text.amounts import amounts

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
    ("from 5 pm", "下午 5 点起"),
    ("from 9 to 5 pm", "9 点到下午 5 点"),
    ("in the 1990s", "20 世纪 90 年代"),
    ("in the ’90s", "90 年代"),
    ("in the 2000s", "21 世纪初"),
    ("2-3 nodes", "两三个节点"),
    ("10-20 million users", "1000-2000 万用户"),
    ("on Jan 5", "1 月 5 日"),
    ("on 06/01/2020", "2020 年 6 月 1 日"),
    ("10 trillion rows", "10 万亿行"),
    ("3.5 stars", "三点五星"),
    ("150 rows", "一百五十行"),
    ("15,000 rows", "一万五行"),
    ("0.3% of it", "其中千分之三"),
    ("3,500 rows", "3千5百行"),
    ("100.000 rows", "10 万行"),
    ("60 Seconds", "60,000 毫秒"),
    ("24 hours", "一天"),
    ("18 months", "一年半"),
    ("two and a half hours", "两个半小时"),
    ("one and a half million", "150 万"),
    ("half an hour", "30 分钟"),
    ("3 out of 5", "五分之三"),
    ("3 out of 5", "5 个中的 3 个"),
    ("two thirds", "三分之二"),
    ("20 percent", "两成"),
    ("about 60 miles", "约 100 公里"),
    ("a third-party library", "第三方库"),
    ("the first four days", "前四天"),
    ("-5 degrees", "零下 5 度"),
    ("1 000 000 users", "100 万用户"),
    ("billions of friends", "十亿个朋友"),
    ("hundreds of thousands of users", "十万用户"),
    ("your first 10 million users", "你的第一个千万用户"),
    ("1 million users", "百万用户"),
    ("from 0 to 10s of billions of views", "从零到数十亿次浏览"),
]
CHANGED = [
    ("512 entries", "521 个条目", ("512",), ("521",)),
    ("100 million users", "1 千万用户", ("100000000",), ("10000000",)),
    ("a write of 40 ms", "一次写入", ("40 ms",), ()),
    ("some writes", "40 次写入", (), ("40",)),
    ("OAuth2 scopes", "OAuth5 作用域", ("OAuth2",), ("OAuth5",)),
    ("Python 3.10", "Python 3.1", ("3.10",), ()),
    ("Python 3.1", "Python 3.10", (), ("3.10",)),
    ("1.5 million", "1500 万", ("1500000",), ("15000000",)),
    ("5 pm", "上午 5 点", ("17:00",), ("5:00",)),
    ("in the 1990s", "20 世纪 80 年代", ("1990s",), ("1980s",)),
    ("5 minutes", "5 小时", ("5 minutes",), ("5 小时",)),
    ("100 km", "100 英里", ("100 km",), ("100 英里",)),
    ("347 miles", "348 英里", ("347 miles",), ("348 英里",)),
    ("100 million users", "千万用户", ("100000000",), ()),
    ("3 million users", "百万用户", ("3000000",), ()),
    ("Never ask 10 million users", "千万别问用户", ("10000000",), ()),
    ("billions of rows", "十万行", (), ("100000",)),
    ("two nodes", "三个节点", ("2",), ("3",)),
    ("sixty percent", "四成", ("60percent",), ("四成",)),
    ("Jan 5", "5 月 1 日", ("01-05",), ("05-01",)),
    ("2.5 TB a day", "每天 2.5 GB", ("2.5 TB",), ("2.5 GB",)),
]


def test_made_pairs_are_told_apart_from_broken_ones() -> None:
    pairs = made(41, 90)
    same = [p for p in pairs if not any(differing(p.source, p.target))]
    broken = [p for p in pairs if any(differing(p.source, p.broken))]
    assert len({pair.kind for pair in pairs}) == len(KINDS)
    assert len(same) >= 0.98 * len(pairs)
    assert len(broken) >= 0.97 * len(pairs)


@given(
    st.text(
        alphabet="0123456789.,:/%年月日点分半第一二三十百千万亿两 -~half pm a Jan kms 成倍个",
        max_size=40,
    )
)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands there, what is the same on both sides is no difference."""
    assert differing(text, text) == ((), ())
    for amount in amounts(text):
        assert 0 <= amount.span.start < amount.span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    ["9" * 9000, "9." + "9" * 9000, "1" + ",000" * 3000, "3 " + "亿" * 3000, "一" * 9000,
     "一" + "亿" * 9000, "1/" + "9" * 9000, "三点" + "五" * 9000, "one hundred " * 3000,
     "9" * 9000 + " in " + "9" * 9000, "百" * 9000 + "分之一", "5 " + "千 5 千 " * 3000],
)  # fmt: skip
def test_numbers_without_end_are_read(text: str) -> None:
    assert differing(f"{text} rows", f"{text} 行") == ((), ())


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_same_in_another_way(source: str, target: str) -> None:
    assert differing(source, target) == ((), ())


@pytest.mark.parametrize(("source", "target", "lost", "new"), CHANGED)
def test_changed(source: str, target: str, lost: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert differing(source, target) == (lost, new)
