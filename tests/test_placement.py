"""Where the words of a catalogue stand in a Chinese file."""

from __future__ import annotations

from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Locale, Maker, Origin, Placement, State, Unit
from transpipe.units.placement import bare, place


def catalogue(*words: tuple[str, str]) -> Catalogue:
    """Confirmed units with these sources and targets; '' for none."""
    units = tuple(Unit(source).changed(target) for source, target in words)
    return Catalogue("原文/a.md", Locale.ZH_CN, units)


def placed(text: str, *words: tuple[str, str]) -> Placement:
    return place(catalogue(*words), parse(text, source=False))


def sources(placement: Placement) -> list[list[str]]:
    return [[unit.source for unit in held] for held in placement.blocks]


def test_words_in_their_order() -> None:
    found = placed("# 题\n\n一。\n\n二。\n", ("T", "题"), ("A", "一。"), ("B", "二。"))
    assert sources(found) == [["T"], ["A"], ["B"]]
    assert found.agrees


def test_an_addition_holds_no_unit() -> None:
    found = placed("译者：某人\n\n一。\n", ("A", "一。"))
    assert sources(found) == [[], ["A"]]
    assert found.agrees


def test_where_nothing_is_written_all_words_are_lost_and_no_others() -> None:
    found = placed("", ("T", "题"), ("A", ""), ("B", "二。"))
    assert found.blocks == ()
    assert [unit.source for unit in found.lost] == ["T", "B"]


def test_moved_words_are_found() -> None:
    found = placed("二。\n\n三。\n\n一。\n", ("A", "一。"), ("B", "二。"), ("C", "三。"))
    assert sources(found) == [["B"], ["C"], ["A"]]
    assert found.agrees


def test_words_that_were_changed_are_lost_not_guessed() -> None:
    found = placed("一!\n\n二。\n", ("A", "一。"), ("B", "二。"))
    assert sources(found) == [[], ["B"]]
    assert [unit.source for unit in found.lost] == ["A"]
    assert not found.agrees


def test_link_targets_do_not_count() -> None:
    found = placed("看[这里](./乙.md#始)。\n", ("See", "看[这里](./b.md#start)。"))
    assert sources(found) == [["See"]]
    assert bare(" 看[这里](./b.md) ") == bare("看[这里](x)")


def test_paragraphs_of_one_unit_fill_many_blocks() -> None:
    found = placed("一。\n\n二。\n\n三。\n", ("A", "一。\n\n二。"), ("B", "三。"))
    assert sources(found) == [["A"], ["A"], ["B"]]
    assert found.places()[None, "A"] == [0, 1]


def test_units_that_share_a_block() -> None:
    text = "一。二。\n\n三。\n"
    found = placed(text, ("A", "一。"), ("B", "二。"), ("C", "三。"))
    assert sources(found) == [["A", "B"], ["C"]]
    assert found.agrees


def test_a_repeated_source_stands_in_all_its_places() -> None:
    found = placed("注意\n\n一。\n\n注意\n", ("Note", "注意"), ("A", "一。"))
    assert sources(found) == [["Note"], ["A"], ["Note"]]


def test_a_repeated_source_shares_a_block_in_each_of_its_places() -> None:
    text = "一。注意\n\n二。注意\n\n一。注意\n"
    found = placed(text, ("A", "一。"), ("Note", "注意"), ("B", "二。"))
    assert sources(found) == [["A", "Note"], ["B", "Note"], ["A", "Note"]]
    assert found.agrees


def test_equal_words_of_different_units_in_order() -> None:
    found = placed("是\n\n是\n", ("Yes", "是"), ("True", "是"))
    assert sources(found) == [["Yes"], ["True"]]


def test_obsolete_units_stand_nowhere_and_drafts_where_they_were_published() -> None:
    draft = Unit("A", "一。", State.FUZZY).marked(Origin(Maker.TM))
    gone = Unit("B", "二。", State.OBSOLETE)
    made = Catalogue("a", Locale.ZH_CN, (draft, gone))
    found = place(made, parse("一。〔机翻草稿〕\n\n二。\n", source=False))
    assert sources(found) == [["A"], []]
    assert found.agrees
    assert place(made, parse("二。\n", source=False)).agrees


def test_what_is_still_english_waits_for_its_words() -> None:
    found = placed("# 题\n\nHello.\n\nHello.\n", ("T", "题"), ("Hello.", ""))
    assert sources(found) == [["T"], ["Hello."], ["Hello."]]
    assert found.agrees


def test_code_that_says_the_same_is_no_place() -> None:
    found = placed("```\n一。\n```\n\n一。\n", ("A", "一。"))
    assert sources(found) == [[], ["A"]]


def test_an_empty_file_and_an_empty_catalogue() -> None:
    assert placed("").agrees
    assert placed("一。\n", ("A", "")).agrees
    assert not placed("", ("A", "一。")).agrees
