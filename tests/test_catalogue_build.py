"""Segments and beads into units."""

from __future__ import annotations

import pytest

from transpipe import po
from transpipe.markdown.segments import parse
from transpipe.model import (
    Bead,
    Bitext,
    Catalogue,
    Certainty,
    Document,
    Layout,
    Locale,
    Owner,
    State,
    Unit,
)
from transpipe.source_edits.merge import merge
from transpipe.units.build import empty, from_beads, shared_out, unit_of

ZH = Locale.ZH_CN


def same(target: str) -> str:
    return target


def sure(source: int | tuple[int, ...], target: int | tuple[int, ...]) -> Bead:
    ends = [(n,) if isinstance(n, int) else n for n in (source, target)]
    return Bead(*ends, confidence=0.95, certainty=Certainty.SURE)


def doubtful(source: int, target: int) -> Bead:
    return Bead((source,), (target,), 0.62, Certainty.DOUBTFUL)


def built(source: str, target: str, *beads: Bead, by: str = "align") -> Catalogue:
    left, right = parse(source), parse(target, source=False)
    return from_beads(Bitext(left, right, beads), "a.md", ZH, same, by)


def straight(document: Document) -> list[Bead]:
    return [sure(n, n) for n in range(len(document.blocks))]


def words(catalogue: Catalogue) -> list[tuple[str | None, str, str]]:
    return [(unit.context, unit.source, unit.target) for unit in catalogue.units]


def test_empty_has_a_unit_for_each_text_and_none_for_code_and_numbers() -> None:
    text = "# A\n\nSay it.\n\nMore.\n\n- Say it.\n- 3.14\n- `code`\n- 中文\n\n```\nx\n```\n"
    catalogue = empty(parse(text), "原文/a.md", ZH, Layout.PARENT)
    assert [unit.source for unit in catalogue.units] == ["A", "Say it.", "More."]
    assert merge(parse(text), catalogue).catalogue == catalogue
    assert {unit.references for unit in catalogue.units} == {("原文/a.md",)}
    assert {unit.state for unit in catalogue.units} == {State.EMPTY}


def test_sure_pairs_are_done_without_a_mark_and_doubtful_ones_are_fuzzy() -> None:
    units = built("One.\n\nTwo.\n", "一。\n\n二。\n", sure(0, 0), doubtful(1, 1)).units
    assert units[0] == Unit("One.", "一。", State.TRANSLATED, references=("a.md",))
    assert units[1].state is State.FUZZY
    assert units[1].origin is not None
    assert (units[1].origin.by, units[1].origin.confidence) == ("align", 0.62)
    assert units[1].owner is Owner.PERSON


def test_machine_text_is_adopted_as_drafts() -> None:
    unit = built("One.\n", "一。\n", sure(0, 0), by="mt:deepl").units[0]
    assert (unit.state, unit.owner) == (State.FUZZY, Owner.MACHINE)


def test_what_no_bead_gives_words_is_empty() -> None:
    units = built("One.\n\nTwo.\n", "一。\n", sure(0, 0), Bead((1,), ())).units
    assert units[1].state is State.EMPTY
    assert built("One.\n", "```\nx\n```\n", sure(0, 0)).units[0].state is State.EMPTY


def test_a_repeated_text_has_one_unit_until_its_targets_differ() -> None:
    source = "# A\n\nYes\n\n# B\n\nYes\n\n# C\n\nYes\n"
    target = "# 甲\n\n是\n\n# 乙\n\n是\n\n# 丙\n\n对\n"
    document = parse(source)
    catalogue = built(source, target, *straight(document))
    assert words(catalogue) == [
        (None, "A", "甲"),
        (None, "Yes", "是"),
        (None, "B", "乙"),
        (None, "C", "丙"),
        (
            document.blocks[5].trail[0] if len(document.blocks[5].trail) == 1 else "A / C",
            "Yes",
            "对",
        ),
    ]
    here = unit_of(document, catalogue)
    assert [here[n].target for n in (1, 3, 5)] == ["是", "是", "对"]


def test_places_of_one_heading_are_numbered() -> None:
    source, target = "# A\n\n- Yes\n- Yes\n- Yes\n", "# 甲\n\n- 是\n- 对\n- 好\n"
    catalogue = built(source, target, *straight(parse(source)))
    assert words(catalogue)[1:] == [
        (None, "Yes", "是"),
        ("A #2", "Yes", "对"),
        ("A #3", "Yes", "好"),
    ]
    assert po.parse(po.render(catalogue)).units == catalogue.units


def test_several_paragraphs_for_one_stand_in_one_target() -> None:
    catalogue = built("One and two.\n", "一。\n\n二。\n", sure(0, (0, 1)))
    assert catalogue.units[0].target == "一。\n\n二。"
    assert catalogue.units[0].state is State.TRANSLATED


def test_lines_are_shared_out_before_sentences() -> None:
    sources = ["**1. Speed:**", "It was slow. It is slow, and it will stay so."]
    target = "**1. 速度：**\n它过去很慢。它现在很慢。以后也会这样。"
    assert shared_out(sources, [target]) == (target.split("\n"), False)


def test_one_paragraph_for_several_is_shared_out_by_sentences() -> None:
    catalogue = built("One. Two.\n\nThree.\n", "一。二。三。\n", sure((0, 1), 0))
    assert [unit.target for unit in catalogue.units] == ["一。二。", "三。"]
    assert {unit.state for unit in catalogue.units} == {State.TRANSLATED}


def test_a_guessed_share_is_fuzzy() -> None:
    catalogue = built("One. Two.\n\nThree.\n", "一，二。三。\n", sure((0, 1), 0))
    assert [unit.target for unit in catalogue.units] == ["一，二。", "三。"]
    assert {unit.state for unit in catalogue.units} == {State.FUZZY}


def test_without_enough_sentences_the_first_holds_all() -> None:
    catalogue = built("One.\n\nTwo.\n", "一和二。\n", sure((0, 1), 0))
    assert [unit.target for unit in catalogue.units] == ["一和二。", ""]
    assert [unit.state for unit in catalogue.units] == [State.FUZZY, State.EMPTY]


@pytest.mark.parametrize(
    ("source", "state"),
    [
        ("Netflix", State.TRANSLATED),
        ("[Apache Kafka](https://kafka.apache.org)", State.TRANSLATED),
        ("Getting Started", State.EMPTY),
        ("This is left as it was.", State.EMPTY),
    ],
)
def test_a_target_equal_to_its_source(source: str, state: State) -> None:
    text = f"{source}\n\nThis is for getting people started.\n"
    among_chinese = f"{source}\n\n本文帮助人们入门。\n"
    assert built(text, among_chinese, sure(0, 0), sure(1, 1)).units[0].state is state
    assert built(text, text, sure(0, 0)).units[0].state is State.EMPTY


def test_link_targets_are_mapped_back() -> None:
    left, right = parse("[a](./X.md)\n"), parse("[甲](./译.md)\n", source=False)
    bitext = Bitext(left, right, (sure(0, 0),))
    catalogue = from_beads(bitext, "a.md", ZH, lambda link: link.replace("译", "X"))
    assert catalogue.units[0].target == "[甲](./X.md)"


def test_shares_never_lose_a_character() -> None:
    text = ["第一句。第二句！第三句？第四句。"]
    for sources in (["a" * n, "b" * (40 - n)] for n in range(1, 40)):
        shares, exact = shared_out(sources, text)
        assert "".join(shares) == text[0]
        assert all(shares)
        assert not exact


def test_what_no_catalogue_can_hold_has_no_unit() -> None:
    document = parse("a \udcff b\n\nfine\n")
    assert [u.source for u in empty(document, "a.md", ZH, Layout.PARENT).units] == ["fine"]
