"""Answers of engines: what passes as it is, what is put right, what is refused and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.repository import small
from transpipe.draft.guard import Guarded, Passage, guard
from transpipe.draft.masking import Masked, exactly, found_again, mask
from transpipe.draft.suggest import drafts
from transpipe.model import Known, Locale, Question

CASES = sorted((Path(__file__).parent / "cases" / "guard").glob("*/"))
SOURCES = (
    "Call `flush()` as the [manual](https://example.org/m?a=1) says, **twice** in 3 seconds.",
    "![A picture](img/a.png) of {name} at <https://example.org/>, see [^1] and %s.",
    "A **queue** holds [jobs][q] &amp; `a`, `b`.",
)
PARSER = MarkdownIt("commonmark")


def read(case: Path, name: str) -> str | None:
    path = case / name
    return path.read_text("utf-8").removesuffix("\n") if path.exists() else None


def judged(case: Path) -> Guarded:
    source, answer = (read(case, name) or "" for name in ("source.md", "answer.md"))
    old = read(case, "old_source.md")
    known = Known(old, read(case, "old_target.md") or "") if old is not None else None
    return guard(mask(source), answer, Locale.ZH_CN, known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_answer(case: Path) -> None:
    found, wanted = judged(case), read(case, "draft.md")
    assert (found.text or None) == wanted, found.reason
    assert (found.passage is Passage.REFUSE) == bool(found.reason) == (wanted is None)
    assert (found.passage is Passage.REPAIR) == case.name.startswith(("mends-", "comment-with-its"))


# ── promises ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("source", SOURCES)
def test_nothing_that_is_code_is_sent_and_all_of_it_comes_back(source: str) -> None:
    masked = mask(source)
    assert exactly(masked, masked.text) == source
    assert not set(masked.text) & set("`{}<%")
    assert "example.org" not in masked.text


@given(st.text(), st.sampled_from(SOURCES))
def test_masking_loses_nothing(text: str, source: str) -> None:
    for each in (text, text + source, source + text):
        masked = mask(each)
        assert exactly(masked, masked.text) == each


def oracle(text: str) -> tuple[Counter[str], Counter[str]]:
    """Code, and where links lead, as another parser sees them."""
    code, targets = Counter[str](), Counter[str]()
    for token in _tokens(text):
        if token.type in ("code_inline", "html_inline", "fence", "code_block", "html_block"):
            code[token.content] += 1
        targets[str(token.attrs.get("href", token.attrs.get("src", "")))] += 1
    return code, targets


def _tokens(text: str):  # type: ignore[no-untyped-def]
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


def edits(masked: Masked) -> Iterator[str]:
    """Answers with a placeholder, a mark or an address more or less."""
    whole = f"译文 {masked.text} 结束。"
    for number, sign in enumerate(whole):
        yield whole[:number] + whole[number + 1 :]
        if sign in "⟦⟧[]()*`":
            yield whole[:number] + sign + whole[number:]
    for more in ("<b>", "`x`", "[a](b)", "https://a.example/", "**", "{{ a }}", "\n\n# x", "⟦1⟧"):
        yield whole + more
        yield more + whole


@pytest.mark.parametrize("source", SOURCES)
def test_whatever_passes_has_the_code_and_links_of_its_source(source: str) -> None:
    masked = mask(source)
    passed = 0
    for answer in edits(masked):
        found = guard(masked, answer.replace("译文", "先"))
        if found.text:
            passed += 1
            assert oracle(found.text)[0] == oracle(source)[0]
            assert {*oracle(found.text)[1]} == {*oracle(source)[1]}
            assert "\n" not in found.text


@given(st.text(), st.sampled_from(SOURCES))
def test_any_text_is_judged(answer: str, source: str) -> None:
    found = guard(mask(source), answer)
    assert bool(found.text) != bool(found.reason)


@given(st.lists(st.sampled_from(["⟦1⟧", "[2]", "【3】", "⟦/3⟧", "甲", "**", "`"]), max_size=8))
def test_placeholders_are_put_back_all_or_none(parts: list[str]) -> None:
    masked = mask(SOURCES[0])
    text = found_again(masked, "".join(parts))
    if text is not None:
        assert all(slot in text for slot in masked.slots.values())


# ── asked once more ─────────────────────────────────────────────────────────────────────────────


class Learning:
    """An engine that translates well once it is told what was wrong."""

    name = "learning"
    heeds = True

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def translate(self, questions: list[Question], locale: Locale) -> list[str | None]:
        self.asked += questions
        return ["先调用 ⟦1⟧。" if each.wrong else "先调用它。" for each in questions]


def test_an_engine_is_told_what_was_wrong_and_asked_once_more() -> None:
    engine = Learning()
    (draft,) = drafts([Question("Call `a` first.")], engine, Locale.ZH_CN)
    assert draft.text == "先调用 `a`。"
    assert [each.wrong for each in engine.asked] == ["", "a placeholder is lost or doubled"]


def test_an_engine_that_would_say_the_same_is_not_paid_twice() -> None:
    engine = Learning()
    engine.heeds = False  # type: ignore[misc]
    (draft,) = drafts([Question("Call `a` first.")], engine, Locale.ZH_CN)
    assert (draft.text, len(engine.asked)) == ("", 1)
    assert draft.reason == "a placeholder is lost or doubled"


def test_what_names_something_is_not_sent() -> None:
    engine = Learning()
    asked = [Question(text) for text in ("GitHub Actions", "`a b`", "Call `a` first.")]
    assert [draft.source for draft in drafts(asked, engine, Locale.ZH_CN)] == ["Call `a` first."]


# ── for programs ────────────────────────────────────────────────────────────────────────────────


def test_rows_of_a_file_are_judged(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "source": "Use `x`.", "answer": "使用 `x`。"},
        {"id": "b", "source": "Use `x`.", "masked": 'Use <x id="1"/>.', "slots": {"1": "`x`"},
         "answer": "使用 <x id=“1”/>。"},
        {"id": "c", "source": "Use `x`.", "answer": None},
        {"id": "d", "source": "Try 5 times.", "answer": "尝试 3 次。", "old_source": "Try 3 times.",
         "old_target": "尝试 3 次。"},
    ]  # fmt: skip
    made = small(tmp_path / "r", {"rows.jsonl": "\n".join(map(json.dumps, rows))})
    ran = made.transpipe("draft", "--guard", "rows.jsonl", "--json")
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["id"], row["verdict"], row["text"]) for row in found] == [
        ("a", "accept", "使用 `x`。"),
        ("b", "repair", "使用 `x`。"),
        ("c", "refuse", None),
        ("d", "refuse", None),
    ]
    made.write("rows.jsonl", '{"id": 1}')
    ran = made.transpipe("draft", "--guard", "rows.jsonl", "--json")
    assert (ran.code, "rows.jsonl:1" in ran.err) == (2, True)
