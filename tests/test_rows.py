"""The links at the end of an index row are no words of the row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transpipe.markdown.index_rows import suffix_start
from transpipe.markdown.segments import parse
from transpipe.markdown.splice import splice

ROWS = [
    ("[题](http://e) | [原文](./原文/a.md) | [译文](./译文/b.md)", "[题](http://e)"),
    ("题目 | [原文](a.md)", "题目"),
    ("题目[译文](b.md)", "题目"),
    ("题目 | [译文](b (1).md) ", "题目"),
    ("题目 | [原文](a.md | [译文](b.md", "题目"),
    # no suffix: words follow, or none stand before
    ("见 [原文](a.md) 的第二节", "见 [原文](a.md) 的第二节"),
    ("[原文](a.md) | [译文](b.md)", "[原文](a.md) | [译文](b.md)"),
    ("题目 | [别的](b.md)", "题目 | [别的](b.md)"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), ROWS)
def test_where_the_suffix_begins(text: str, words: str) -> None:
    assert text[: suffix_start(text)] == words


@pytest.mark.parametrize("source", [True, False])
def test_it_is_no_part_of_a_segment_and_stays_in_the_file(source: bool) -> None:
    text = "* [Title](http://e) | [原文](./a.md) | [译文](./b.md)\n* Other\n"
    document = parse(text, source=source)
    assert [block.text for block in document.blocks] == ["[Title](http://e)", "Other"]
    result = splice(document, {0: "[题目](http://e)", 1: "别的"})
    assert result.findings == ()
    assert result.text == "* [题目](http://e) | [原文](./a.md) | [译文](./b.md)\n* 别的\n"


def test_labels_on_a_line_of_their_own() -> None:
    text = "* [Title](http://e)\n  | [原文](./a.md) | [译文](./b.md)\n"
    document = parse(text)
    assert [block.text for block in document.blocks] == ["[Title](http://e)"]
    assert splice(document, {0: "题目"}).text == text.replace("[Title](http://e)", "题目")


@given(st.text(alphabet="[]()（）|- \t\\原文译x", max_size=60))
@settings(derandomize=True, max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    start = suffix_start(text)
    assert 0 <= start <= len(text)
    assert suffix_start(text[:start]) == start
