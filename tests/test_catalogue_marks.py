"""Marks: who owns a unit's words, and that marks survive as text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe.model import Conflict, Maker, Origin, Owner, State, Unit
from transpipe.po import marks

FUZZY = Unit("source", "译文", State.FUZZY)
DONE = Unit("source", "译文", State.TRANSLATED)


@pytest.mark.parametrize("by", ["align", "patch", "keep", "fix"])
def test_align_patch_keep_and_fix_never_own(by: str) -> None:
    assert FUZZY.marked(Origin.of(by)).owner is Owner.PERSON
    assert DONE.marked(Origin.of(by)).owner is Owner.PERSON


@pytest.mark.parametrize("by", ["tm", "mt:google", "mt:openai/gpt x"])
def test_a_draft_is_the_machines_until_a_person_touches_it(by: str) -> None:
    draft = FUZZY.marked(Origin.of(by))
    assert draft.owner is Owner.MACHINE
    assert replace(draft, target="改了").owner is Owner.PERSON
    assert replace(draft, state=State.TRANSLATED).owner is Owner.PERSON
    obsolete = replace(draft, state=State.OBSOLETE)
    assert obsolete.owner is Owner.PERSON
    assert replace(obsolete, flags=("fuzzy",)).owner is Owner.MACHINE


def test_converted_words_are_derived_until_they_change() -> None:
    derived = DONE.marked(Origin.of("convert:s2twp", base="0123456789ab"))
    assert derived.owner is Owner.DERIVED
    assert not derived.confirmed
    assert replace(derived, target="人工").owner is Owner.PERSON
    assert replace(derived, state=State.FUZZY).owner is Owner.DERIVED


def test_a_review_is_void_once_anything_changed() -> None:
    unit = DONE.reviewed("王 小明")
    assert unit.review_holds
    assert not replace(unit, target="别的").review_holds
    assert not replace(unit, source="other").review_holds
    assert not replace(unit, context="c").review_holds
    assert not DONE.review_holds


def test_a_fix_is_a_persons_text_that_nobody_has_reviewed() -> None:
    fixed = replace(DONE.reviewed("王"), target="译文。").marked(Origin(Maker.FIX))
    assert fixed.confirmed
    assert not fixed.review_holds
    lines = [*marks.write_comments(fixed)]
    assert marks.read_comments(lines).origin == fixed.origin
    with pytest.raises(marks.BadComment):
        marks.read_comments([line.replace("by=fix", "by=fixed") for line in lines])


def test_a_mark_as_text() -> None:
    origin = Origin(
        Maker.MT, "a b", "0123456789ab", "ba9876543210", made_from="x y%", confidence=0.625
    )
    line = marks.format_mark(origin)
    assert line == (
        "transpipe: by=mt:a%20b key=0123456789ab out=ba9876543210 from=x%20y%25 confidence=0.62"
    )
    assert marks.parse_mark(line) == replace(origin, confidence=0.62)
    assert marks.parse_mark("transpipe is a tool") is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_name_survives_in_a_mark(name: str) -> None:
    by = f"mt:{name}"
    assert marks.parse_mark(marks.format_mark(Origin.of(by, made_from=name))) == Origin(
        Maker.MT, name, made_from=name
    )


def test_people_s_notes_stay_in_order_and_quotes_belong_to_the_mark_above() -> None:
    lines = ("> mine", "transpipe: by=convert:s2twp", "> 甲", ">", "> 乙", "note", "> mine too")
    said = marks.read_comments(lines)
    assert said.notes == ("> mine", "note", "> mine too")
    assert said.parent == "甲\n\n乙"
    unit = replace(DONE, conflict=Conflict("md", "一\n二"), notes=("n",))
    assert tuple(marks.write_comments(unit)) == (
        "n",
        "transpipe: conflict from=md",
        "> 一",
        "> 二",
    )


def test_a_wrapped_mark_is_one_mark() -> None:
    lines = ("transpipe: by=convert:s2twp key=0123456789ab", "base=x confidence=0.50", "note")
    said = marks.read_comments(lines)
    assert said.origin == Origin(Maker.CONVERT, "s2twp", "0123456789ab", base="x", confidence=0.5)
    assert said.notes == ("note",)


@pytest.mark.parametrize(
    "line",
    [
        "transpipe: by=somebody",
        "transpipe: key=0123456789ab",
        "transpipe: by=tm key=short",
        "transpipe: by=tm more=1",
        "transpipe: by=tm confidence=much",
        "transpipe: reviewed by=me",
        "transpipe: conflict from=us",
        "ranspipe: by=tm key=0123456789ab",
    ],
)
def test_a_bad_mark_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(marks.BadComment) as caught:
        marks.read_comments(["a note", line])
    assert caught.value.index == 1
