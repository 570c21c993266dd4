"""Edits of the Chinese file, unit by unit."""

from __future__ import annotations

from dataclasses import replace

from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Conflict, Locale, State, Unit
from transpipe.source_edits.merge import merge
from transpipe.target_edits.edits import Edited, edited
from transpipe.target_edits.take_in import take_in
from transpipe.units.placement import place

BEFORE = "# 题\n\n第一段说你好。\n\n第二段说明白。\n\n* 甲项\n* 乙项\n\n```\ncode\n```\n\n译注。\n"
WORDS = {
    "Title": "题",
    "First": "第一段说你好。",
    "Second": "第二段说明白。",
    "Item A": "甲项",
    "Item B": "乙项",
}


def catalogue(words: dict[str, str]) -> Catalogue:
    units = tuple(Unit(source).changed(target) for source, target in words.items())
    return Catalogue("原文/a.md", Locale.ZH_CN, units)


def edits(now: str, before: str = BEFORE, words: dict[str, str] | None = None) -> Edited:
    then, file = catalogue(words or WORDS), parse(before, source=False)
    return edited(file, place(then, file), parse(now, source=False))


def said(now: str, before: str = BEFORE, words: dict[str, str] | None = None) -> dict[str, str]:
    return {source: text for (_context, source), text in edits(now, before, words).words.items()}


def test_nothing_changed() -> None:
    assert edits(BEFORE) == Edited({}, ())


def test_one_block_was_edited() -> None:
    assert said(BEFORE.replace("你好", "您好")) == {"First": "第一段说您好。"}


def test_a_block_that_moved_is_no_edit() -> None:
    moved = BEFORE.replace("第一段说你好。\n\n", "").replace("译注。", "第一段说你好。\n\n译注。")
    assert edits(moved) == Edited({}, ())


def test_a_block_that_was_rewritten_wholly_keeps_its_place() -> None:
    assert said(BEFORE.replace("第二段说明白。", "完全不同的话")) == {"Second": "完全不同的话"}


def test_a_block_that_was_taken_out() -> None:
    assert said(BEFORE.replace("* 乙项\n", "")) == {"Item B": ""}


def test_a_block_that_was_added_belongs_to_no_unit() -> None:
    found = edits(BEFORE.replace("* 甲项", "新的一段。\n\n* 甲项"))
    assert found.words == {}
    assert len(found.added) == 1


def test_an_addition_that_was_edited_is_added() -> None:
    found = edits(BEFORE.replace("译注。", "译注：改了。"))
    assert found.words == {}
    assert found.added == (6,)


def test_two_edits_beside_an_addition() -> None:
    now = BEFORE.replace("第一段说你好。", "第一段说您好。\n\n插进来的话在这里。")
    now = now.replace("第二段说明白。", "第二段讲明白。")
    assert said(now) == {"First": "第一段说您好。", "Second": "第二段讲明白。"}


def test_one_new_block_that_shares_a_word_with_its_edited_neighbour_is_no_half_of_it() -> None:
    before = "> 注意：选项 `timeout` 只在启动时读取一次。已知限制的列表很长。\n"
    now = "注意：在发送第一个请求之前设置 `timeout`。\n\n" + before.replace("timeout", "keep_alive")
    words = {"Quote": before[2:-1]}
    assert said(now, before, words) == {"Quote": words["Quote"].replace("timeout", "keep_alive")}
    assert edits(now, before, words).added == (0,)


def test_english_that_was_translated_goes_to_its_unit() -> None:
    words = {"A": "一。", "Hello there.": ""}
    assert said("一。\n\n你好。\n", "一。\n\nHello there.\n", words) == {"Hello there.": "你好。"}


def test_a_paragraph_of_two_is_one_unit() -> None:
    words = {"A": "一段在前。\n\n二段在后。", "B": "别的。"}
    before = "一段在前。\n\n二段在后。\n\n别的。\n"
    now = before.replace("二段在后", "二段殿后")
    assert said(now, before, words) == {"A": "一段在前。\n\n二段殿后。"}


def test_a_shared_block_gives_each_unit_its_share() -> None:
    words = {"A": "甲说了话。", "B": "乙也说了。", "C": "别的。"}
    before = "甲说了话。乙也说了。\n\n别的。\n"
    now = before.replace("乙也说了", "乙没有说")
    assert said(now, before, words) == {"B": "乙没有说。"}


def test_an_edit_of_both_shares_is_held_by_the_first() -> None:
    words = {"A": "甲说了话。", "B": "乙也说了。", "C": "别的。"}
    before = "甲说了话。乙也说了。\n\n别的。\n"
    found = said("甲乙都说了话。\n\n别的。\n", before, words)
    assert found == {"A": "甲乙都说了话。", "B": ""}


def test_a_shared_block_that_becomes_a_list_is_open_where_no_border_says_whose_an_item_is() -> None:
    words = {"Boil.": "若要烧水，", "Pour.": "再倒水，", "Wait.": "请稍候。"}
    now = "如果您想：\n\n* 把水烧开\n* 倒出来\n\n那就等一等。\n"
    found = edits(now, "若要烧水，再倒水，请稍候。\n", words)
    assert set(found.words.values()) == {""}
    assert found.added == (0, 1, 2, 3)
    parted = edits("若要烧水，再倒水，\n\n请稍等。\n", "若要烧水，再倒水，请稍候。\n", words)
    assert [text for text in parted.words.values() if text] == ["请稍等。"]
    assert not parted.added


def test_of_a_repeated_unit_the_edited_place_speaks() -> None:
    words = {"Note": "注意", "A": "一。"}
    assert said("注意\n\n一。\n\n留意\n", "注意\n\n一。\n\n注意\n", words) == {"Note": "留意"}


# ── Taking them in ──────────────────────────────────────────────────────────────────────────


def as_is(link: str) -> str:
    return link


def of(words: dict[str, str]) -> Edited:
    return Edited({(None, source): text for source, text in words.items()}, ())


def taken(words: dict[str, str], now: dict[str, str] | None = None) -> dict[str, Unit]:
    then = catalogue(WORDS)
    current = catalogue(now or WORDS)
    found = take_in(current, then, of(words), as_is)
    return {unit.source: unit for unit in found.units if unit.active}


def test_an_edit_becomes_the_units_words() -> None:
    assert taken({"First": "新"})["First"].target == "新"
    assert taken({"First": "新"})["First"].confirmed


def test_words_taken_out_stay_as_an_obsolete_unit() -> None:
    then = catalogue(WORDS)
    found = take_in(then, then, of({"First": ""}), as_is)
    empty = next(unit for unit in found.units if unit.id == (None, "First"))
    assert empty.state is State.EMPTY
    kept = [unit for unit in found.units if unit.state is State.OBSOLETE]
    assert [unit.target for unit in kept] == ["第一段说你好。"]
    assert len({unit.id for unit in found.units}) == len(found.units)


def test_edits_on_both_sides_are_a_conflict_with_both_texts() -> None:
    unit = taken({"First": "文件里的"}, {**WORDS, "First": "目录里的"})["First"]
    assert (unit.target, unit.state) == ("目录里的", State.FUZZY)
    assert unit.conflict is not None
    assert unit.conflict.text == "文件里的"


def test_a_conflict_of_words_without_a_place_still_asks_when_their_text_is_back() -> None:
    source = parse("# Title\n\nFirst\n")
    then = merge(source, catalogue(WORDS)).catalogue
    gone = merge(parse("# Title\n"), catalogue({**WORDS, "First": "目录里的"})).catalogue
    found = merge(source, take_in(gone, then, of({"First": "文件里的"}), as_is))
    unit = found.catalogue.find()[None, "First"]
    assert (unit.target, unit.state) == ("目录里的", State.FUZZY)
    assert unit.conflict == Conflict("md", "文件里的")


def test_the_same_edit_on_both_sides_is_none() -> None:
    unit = taken({"First": "同样的"}, {**WORDS, "First": "同样的"})["First"]
    assert unit.confirmed
    assert unit.conflict is None


def test_typed_over_a_unit_the_words_of_another_branch_still_ask() -> None:
    theirs = Conflict("theirs", "别的分支的")
    held = [replace(unit, state=State.FUZZY, conflict=theirs) if unit.source == "First" else unit
            for unit in catalogue(WORDS).units]  # fmt: skip
    current = replace(catalogue(WORDS), units=tuple(held))
    unit = take_in(current, current, of({"First": "第三种说法"}), as_is).find()[None, "First"]
    assert (unit.target, unit.state, unit.conflict) == ("第三种说法", State.FUZZY, theirs)


def test_words_in_a_conflict_are_given_up_for_others_alone() -> None:
    """The unit has none, and the file, which was overwritten, has none either by now."""
    asks = Unit("First", state=State.EMPTY, conflict=Conflict("md", "改过的"))
    current = Catalogue("原文/a.md", Locale.ZH_TW, (asks,))
    found = take_in(current, catalogue(WORDS), of({"First": ""}), as_is)
    assert found.units[0].conflict == Conflict("md", "改过的")


def test_taken_in_twice_is_taken_in_once() -> None:
    then = catalogue(WORDS)
    found = of({"First": "新", "Second": ""})
    once = take_in(then, then, found, as_is)
    assert take_in(once, then, found, as_is) == once


def test_links_come_back_as_the_source_has_them() -> None:
    then = catalogue(WORDS)
    found = take_in(then, then, of({"First": "看[它](X)"}), lambda link: link.replace("X", "Y"))
    assert found.find()[None, "First"].target == "看[它](Y)"
