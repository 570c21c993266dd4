"""Long texts in a comment: whatever is left out, each changed place is there on both sides."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import later
from tests.test_review import ENGLISH, catalogue, changes, compared, done
from transpipe.markdown.words import diff
from transpipe.model import Edit
from transpipe.publish.review import as_markdown
from transpipe.text.diff import changed_lines, excerpt, word_diff
from transpipe.text.windows import shares, windowed

EN = [f"The server {n} keeps its state in memory and on disk, as configured." for n in range(150)]
ZH = [f"服务器 {n} 按照配置把状态保存在内存和磁盘里。" for n in range(150)]


def shown(comment: str) -> str:
    return re.sub(r"<wbr>|\u2009", "", comment)


def comment(old: tuple[str, str], new: tuple[str, str]) -> str:
    return shown(
        as_markdown(compared(changes(catalogue(done(*old)), catalogue(done(*new)))), ENGLISH)
    )


@pytest.mark.parametrize("at", [2, 75, 147])
def test_what_was_not_touched_is_shown_where_the_other_side_was(at: int) -> None:
    edited = [*ZH[:at], "它坏了。", *ZH[at + 1 :]]
    said = comment((" ".join(EN), "".join(ZH)), (" ".join(EN), "".join(edited)))
    assert "它坏了" in said
    assert f"The server {at} keeps" in said
    assert said.count("…") >= 2
    assert len(said) < 3_000
    edited = [*EN[:at], "It is broken.", *EN[at + 1 :]]
    said = comment((" ".join(EN), "".join(ZH)), (" ".join(edited), "".join(ZH)))
    assert f"服务器 {at} 按照" in said


@pytest.mark.parametrize("at", [10, 449])
def test_a_lost_not_is_never_behind_the_cut(at: int) -> None:
    """However much else of the text is another."""
    rng = random.Random(at)
    old = [part for _n in range(3) for part in ZH]
    old[at] = f"服务器 {at} 在备份期间不得重启。"
    new = [part.replace("按照配置", rng.choice(["依照设置", "照着配置", "如配置"])) for part in old]
    new[at] = new[at].replace("不得", "可以")
    said = comment((" ".join(EN), "".join(old)), (" ".join(EN), "".join(new)))
    assert "<del>不得</del><ins>可以</ins>" in said
    assert len(said) < 30_000
    entirely = "".join(f"另外的话{rng.random()}，" for _n in range(900))
    said = comment((" ".join(EN), "".join(old)), (" ".join(EN), entirely))
    assert "不得重启" in said
    assert len(said) < 30_000


@pytest.mark.parametrize("size", [2_000, *later(20_000)])
def test_nothing_changed_but_the_state(size: int) -> None:
    edits = (Edit("=", "字" * size),)
    (kept,) = windowed(edits, 1_000)
    assert kept.text == f"{'字' * 200}…{'字' * 200}"


WORDS = ["word", " ", "不", "缓存", "not", "30", "e\u0301", "👨\u200d👩", "。", "\n"]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("=-+"), st.lists(st.sampled_from(WORDS), min_size=1))),
    st.integers(1, 400),
    st.lists(st.floats(0, 1)),
)
def test_of_every_change_something_is_left(
    runs: list[tuple[str, list[str]]], room: int, also: list[float]
) -> None:
    edits = tuple(Edit(op, "".join(words) * 9) for op, words in runs)
    found = windowed(edits, max(room, 2_000), also)
    if Edit("=", "…") in found and sum(len(edit.text) for edit in edits) > 2_000:
        return  # only then something may be left out altogether
    assert [edit.op for edit in found] == [edit.op for edit in edits]
    for before, after in zip(edits, found, strict=True):
        assert after.text
        assert len(after.text) <= len(before.text)
        parts = map(re.escape, after.text.split("…"))
        assert re.fullmatch(".*".join(parts), before.text, re.DOTALL)
        if before.op != "=":
            for word in ("不", "30"):
                assert (word in after.text) == (word in before.text)


def test_where_a_text_changed_is_a_share_of_it() -> None:
    assert list(shares(diff("a b c d", "a b x d"))) == [
        pytest.approx(4 / 7),
        pytest.approx(4.5 / 7),
    ]
    assert list(shares((Edit("-", "all"),))) == [0.0]


def test_a_message_shows_every_change_too() -> None:
    old = " ".join([*EN[:40], "You must not do it. Never."])
    new = old.replace("on disk", "on tape").replace("must not", "may")
    said = excerpt(diff(old, new))
    assert "[-must not-]{+may+}" in said
    assert len(said) < 900
    gone = excerpt((Edit("=", "It is so. "), Edit("-", "word " * 300 + "never " + "word " * 300)))
    assert "never" in gone
    assert len(gone) < 400


def test_of_code_the_lines_are_told_that_changed() -> None:
    before = "```sh\nfetch\nboil --celsius 95\nserve\npour --cups 2\n```"
    edits = word_diff(before, before.replace("95", "90").replace("cups 2", "cups 3"))
    said = "boil --celsius [-95-]{+90+} … pour --cups [-2-]{+3+}"
    assert excerpt(changed_lines(edits)) == said


_LINES = st.lists(st.sampled_from(["tea", "pour 2", "a b", "", "```"]), max_size=8).map("\n".join)


@given(_LINES, _LINES)
@settings(max_examples=100, deadline=None)
def test_no_change_is_lost_with_the_other_lines(before: str, after: str) -> None:
    edits = word_diff(before, after)
    left = changed_lines(edits)
    assert [e for e in left if e.op != "="] == [e for e in edits if e.op != "="]
    assert all(edit.text for edit in left)
    lines = {*before.split("\n"), *after.split("\n")}
    said = "".join(edit.text for edit in left if edit.op != "-").replace(" … ", "\n")
    assert all(any(part in line for line in lines) for part in said.split("\n"))
