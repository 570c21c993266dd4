"""What an edit of the source means: cases by class, promises for any text, the labelled data."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CASES
from tests.figures.severity import figures
from transpipe.model import Action, Weight
from transpipe.stale.severity import edits, judged, severity
from transpipe.stale.spelling import slip
from transpipe.text.han import count_han

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    path = CASES / "severity" / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


LABELLED = [row for weight in Weight for row in rows(weight.value)]


@pytest.mark.parametrize("row", LABELLED, ids=lambda row: row["id"])
def test_weight_and_action(row: Row) -> None:
    found = judged(row["old"], row["new"], None if "zh_new" in row else row.get("zh_old"))
    assert (found.weight, found.action) == (row["class"], row["action"]), found.reason
    assert severity(row["old"], row["new"]) is found.weight


@pytest.mark.parametrize("row", [r for r in LABELLED if "zh_new" in r], ids=lambda row: row["id"])
def test_patch(row: Row) -> None:
    found = judged(row["old"], row["new"], row["zh_old"])
    assert (found.action, found.target) == (Action.PATCH, row["zh_new"])


@pytest.mark.parametrize("row", rows("refused"), ids=lambda row: row["id"])
def test_what_could_be_wrong_is_refused(row: Row) -> None:
    found = judged(row["old"], row["new"], row["zh_old"])
    assert (found.action, found.target) == (Action.REVIEW, None), row["why"]


def test_a_name_the_translation_did_not_copy_needs_no_patch() -> None:
    old = "Many teams run Kuberntes on their own machines, others buy it."
    new = old.replace("Kuberntes", "Kubernetes")
    assert judged(old, new, "许多团队自己运行 K8s。").action is Action.KEEP


def test_edits_answer_every_row() -> None:
    answers = list(edits([
        {"id": "a", "old": "Call `x()`.", "new": "Call `y()`.", "zh_old": "调用 `x()`。"},
        {"id": "b", "old": "You may go.", "new": "You must go."},
    ]))  # fmt: skip
    assert answers == [
        {"id": "a", "class": "code", "action": "patch", "zh_new": "调用 `y()`。"},
        {"id": "b", "class": "modality", "action": "review"},
    ]


BLOCKS = st.sampled_from([row[side] for row in LABELLED for side in ("old", "new")])
TEXTS = st.one_of(BLOCKS, st.text("ab `*_[]()<>#!&;-\n0159.:/不能 notmust", max_size=40))


@given(TEXTS)
def test_nothing_changed_is_the_same(text: str) -> None:
    assert severity(text, text) is Weight.SAME
    assert judged(text, text, "译文 `a` 1").action is Action.KEEP


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=200)
def test_a_patch_never_touches_chinese(old: str, new: str, target: str) -> None:
    found = judged(old, new, target)
    assert found == judged(old, new, target)
    if found.target is not None:
        assert found.action is Action.PATCH
        assert count_han(found.target) == count_han(target)


@given(BLOCKS, st.sampled_from(["not", "never", "only", "unless", "without"]), st.integers(0, 99))
def test_a_word_of_force_put_in_is_never_kept(text: str, word: str, place: int) -> None:
    words = text.split(" ")
    at = 1 + place % len(words)
    before, after = words[at - 1], "".join(words[at : at + 1])
    if any(mark in "".join(words) for mark in "`<(![{") or {before, after} & {"not", "can't", word}:
        return
    changed = " ".join([*words[:at], word, *words[at:]])
    assert judged(text, changed).action is not Action.KEEP


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It holds if a != b here.", "It holds if a = b here."),
        ("It holds if a != b here.", "It holds if a == b here."),
        ("The limit is 10 MB.", "The limit is 1 0 MB."),
        ("Rows are not kept.", "Rows are ~~not~~ kept."),
        ("Rows are kept here.", "~~Rows are kept here.~~"),
        ("Keep <del>old</del> rows.", "Keep old rows."),
        ("Use C# here.", "Use C here."), ("Use C# here.", "Use F# here."),
        ("Data goes a → b here.", "Data goes a ← b here."), ("It is x ∈ y.", "It is x ∉ y."),
    ],
)  # fmt: skip
def test_marks_that_say_something_are_never_kept(old: str, new: str) -> None:
    assert judged(old, new).action is not Action.KEEP
    assert judged(new, old).action is not Action.KEEP


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The limit is 10MB.", "The limit is 10 MB."), ("Wow! It works!", "Wow. It works."),
        ("See issue #5 here.", "See issue 5 here."), ("A front-end 2 here.", "A frontend 2 here."),
        ("It is *old* here.", "It is **old** here."), ("`a != b` holds.", "a != b holds."),
    ],
)  # fmt: skip
def test_marks_that_only_part_or_stress_are_kept(old: str, new: str) -> None:
    assert judged(old, new).action is Action.KEEP
    assert judged(new, old).action is Action.KEEP


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("seperate", "separate", True), ("occured", "occurred", True), ("onyl", "only", True),
        ("content", "context", False), ("parsing", "passing", False), ("now", "not", False),
        ("increase", "decrease", False), ("safe", "unsafe", False), ("internal", "external", False),
        ("unabled", "enabled", False), ("imutable", "mutable", False),
        ("iregular", "regular", False), ("ulocked", "locked", False),
        ("imutable", "immutable", True), ("ulocked", "unlocked", True),
        ("nuable", "unable", True), ("zserver", "server", True),
    ],
)  # fmt: skip
def test_typos(old: str, new: str, expected: bool) -> None:
    assert slip(old, new) is expected


def test_time_grows_with_the_text_alone() -> None:
    def seconds(count: int) -> float:
        old, new = "[a](b) `c` can not see 3, " * count, "[a](d) `e` can see 4, " * count
        started = time.process_time()
        judged(old, new, old)
        return time.process_time() - started

    seconds(50)
    assert seconds(800) < 16 * max(seconds(200), 0.05)


def test_the_figures_of_the_labelled_edits(data: Path) -> None:
    missed = [row for row in figures(data) if not row[3]]
    assert not missed
