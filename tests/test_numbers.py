"""Quantities in both languages: one spelling for one number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES
from transpipe.text.numbers import han_number, quantities

ROWS = [
    line.split("\t")
    for line in (CASES / "numbers" / "same.tsv").read_text("utf-8").splitlines()
    if line
]


@pytest.mark.parametrize(("english", "chinese", "values"), ROWS, ids=[row[0] for row in ROWS])
def test_both_languages_say_the_same(english: str, chinese: str, values: str) -> None:
    assert sorted(quantities(english)) == sorted(values.split())
    assert sorted(quantities(chinese)) == sorted(values.split())


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("二十一", 21),
        ("一百零五", 105),
        ("三千二百", 3200),
        ("十", 10),
        ("三万五千", 35000),
        ("二〇二四", 2024),
        ("一亿两千万", 120000000),
        ("十万", 100000),
    ],
)
def test_numeral(numeral: str, value: int) -> None:
    assert han_number(numeral) == value


@given(
    st.text(
        alphabet="0123456789.,%年月日第一二三十百千万亿两 -/vkmb百分之 one two million", max_size=40
    )
)
def test_any_text_is_read(text: str) -> None:
    assert all(isinstance(value, str) and value for value in quantities(text))


@given(st.integers(min_value=0, max_value=10**12))
def test_an_integer_is_itself(number: int) -> None:
    assert quantities(f"about {number} of") == (str(number),)
    assert quantities(f"about {number:,} of") == (str(number),)
