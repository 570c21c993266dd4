"""The marks behind published words can always be told from the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.engines.opencc import OpenCC
from transpipe.model import Locale
from transpipe.text.published_marks import Mark, mark, marked_with, without_marks

MARKS = [mark(which, language) for which in Mark for language in ("zh_CN", "en")]


@given(st.text().filter(lambda text: text == without_marks(text.rstrip(" \t"))))
def test_a_mark_comes_off_as_it_went_on(text):
    for ours in MARKS:
        assert without_marks(marked_with(text, ours)) == text


@pytest.mark.parametrize("locale", [Locale.ZH_TW, Locale.ZH_HK])
def test_a_converted_mark_is_still_ours(locale):
    texts = [f"文字。{ours}" for ours in MARKS]
    assert {without_marks(text) for text in OpenCC().convert(texts, locale)} == {"文字。"}


def test_a_mark_does_not_run_into_an_address():
    assert marked_with("见 https://example.org/a", "〔待核对〕").endswith("/a 〔待核对〕")
    assert marked_with("见下文。", "〔待核对〕") == "见下文。〔待核对〕"
    assert marked_with("", "") == ""


def test_brackets_of_a_person_stay():
    for text in ("〔译注〕", "见 [1]", "[机翻草稿]", "〔机翻草稿〕的意思"):
        assert without_marks(text) == text
