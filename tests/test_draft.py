"""Drafts: what is asked, what is refused, and whose words stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from transpipe.draft.suggest import drafts, fit, suggest
from transpipe.engines.echo import Echo
from transpipe.errors import EngineFault
from transpipe.model import Catalogue, Draft, Locale, Maker, Origin, Question, State, Unit

CASES = Path(__file__).parent / "cases"
GUARD = sorted((CASES / "draft").glob("*/"))


@pytest.mark.parametrize("case", GUARD, ids=lambda case: case.name)
def test_guard(case: Path) -> None:
    source = (case / "source.md").read_text("utf-8").removesuffix("\n")
    answer = (case / "answer.md").read_text("utf-8").removesuffix("\n")
    assert fit(source, answer) == (case / "reason.txt").read_text("utf-8").strip()


class Scripted:
    """An engine that answers by a function, and remembers what it was asked."""

    name = "scripted"
    heeds = False

    def __init__(self, answer: Callable[[str], str | None]) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def translate(self, questions: Sequence[Question], locale: Locale) -> Sequence[str | None]:
        self.asked += [each.text for each in questions]
        return [self.answer(each.text) for each in questions]


def units(*sources: str) -> list[Question]:
    return [Question(source) for source in sources]


def test_an_engine_never_sees_code_or_addresses() -> None:
    source = "Call `flush()` as the [manual](https://example.com/m?a=1) says."
    engine = Scripted(lambda text: text)
    drafts(units(source), engine, Locale.ZH_CN)
    assert "flush()" not in engine.asked[0]
    assert "example.com" not in engine.asked[0]
    assert "manual" in engine.asked[0]


def test_echo_makes_drafts_with_the_markup_put_back() -> None:
    source = "Call `flush()` as the [manual](https://example.com/m) says, **twice**."
    (draft,) = drafts(units(source), Echo(), Locale.ZH_CN)
    assert draft == Draft(source, f"[zh_CN] {source}", "echo")


def test_a_lost_placeholder_is_refused() -> None:
    engine = Scripted(lambda _text: "先调用它。")
    (draft,) = drafts(units("Call `flush()` first."), engine, Locale.ZH_CN)
    assert draft.text == ""
    assert draft.reason == "a placeholder is lost or doubled"


def test_each_source_is_asked_once_and_failures_stay_alone() -> None:
    engine = Scripted(lambda text: None if text == "Two." else "好。")
    answers = drafts(units("One.", "Two.", "One.", "Three."), engine, Locale.ZH_CN)
    assert [(d.source, d.text, bool(d.reason)) for d in answers] == [
        ("One.", "好。", False),
        ("Two.", "", True),
        ("Three.", "好。", False),
    ]
    assert engine.asked == ["One.", "Two.", "Three."]


def test_answers_before_a_fault_are_kept() -> None:
    class Dying:
        name = "dying"
        heeds = False
        calls = 0

        def translate(self, texts: Sequence[Question], locale: Locale) -> Sequence[str | None]:
            self.calls += 1
            if self.calls > 1:
                raise EngineFault(self.name, "gone")
            return ["好。"] * len(texts)

    answers = drafts(
        units(*(f"Word {chr(97 + n // 9)}{chr(97 + n % 9)}." for n in range(70))),
        Dying(),
        Locale.ZH_CN,
    )
    assert [bool(draft.text) for draft in answers] == [True] * 64 + [False] * 6
    assert answers[-1].reason == "gone"


def test_a_fault_at_once_is_an_error_and_so_is_a_wrong_count() -> None:
    class Short:
        name = "short"
        heeds = False

        def translate(self, texts: Sequence[Question], locale: Locale) -> Sequence[str | None]:
            return ["好。"] * (len(texts) - 1)

    with pytest.raises(EngineFault, match="short"):
        drafts(units("One.", "Two."), Short(), Locale.ZH_CN)


def test_only_empty_units_are_drafted() -> None:
    catalogue = Catalogue(
        "原文/x.md",
        Locale.ZH_CN,
        (
            Unit("Empty."),
            Unit("Done.", "好。", State.TRANSLATED),
            Unit("Doubtful.", "好？", State.FUZZY),
            Unit("Drafted.", "草稿。", State.FUZZY).marked(Origin(Maker.TM)),
            Unit("Gone.", "去。", State.OBSOLETE),
            Unit("Open."),
        ),
    )
    assert [draft.source for draft in suggest(catalogue, Echo())] == ["Empty.", "Open."]
    assert [draft.source for draft in suggest(catalogue, Echo(), 1)] == ["Empty."]
    assert suggest(catalogue, Echo(), 0) == ()
