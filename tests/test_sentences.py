"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One", 1),
        ("One. Two! Three? Four", 4),
        ("Use e.g. Redis 3.14, i.e. v2.0. It works.", 2),
        ("Dr. Smith met J. R. Tolkien. Then he left.", 2),
        ("(One. Two.) Three.", 2),
        ("Call `a. b` now. See https://x.org/a.b. Next.", 3),
        ("See [a. b](./c.d. e) here. End.", 2),
        ("Wait... what is it? That.", 2),
        ("第一句。第二句！第三句？", 3),
        ("他说：“好。走吧。”然后走了。", 2),
        ("（注。见下。）完。", 2),
        ("版本 2.0 发布了。见 https://x.org/a。好", 3),
        ("**1. 性能：** 它很慢。", 1),
        ("**1. Speed:** it is slow.", 1),
        ("段一\n\n段二", 2),
    ],
)
def test_count(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text(st.sampled_from("ab。！.!? \n`()（）“”[]A1")))
def test_joined_they_are_the_text(text: str) -> None:
    assert "".join(sentences(text)) == text
