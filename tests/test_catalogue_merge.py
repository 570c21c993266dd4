"""New sources: words go where their text went, and a person's words never vanish."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.conftest import CASES
from transpipe import po
from transpipe.markdown.segments import parse
from transpipe.model import Carry, Catalogue, Document, Layout, Locale, Origin, Owner, State, Unit
from transpipe.source_edits.merge import merge, renamed
from transpipe.units.build import empty
from transpipe.units.places import places

FILES = sorted((CASES / "merge").glob("*/"))
ENGLISH = (
    "cache holds copies of what readers ask for most queue keeps work until someone has time "
    "database writes slow disk replica follows leader shard splits key range"
)
WORDS = ENGLISH.split(" ")


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    old = po.parse((case / "old.po").read_text("utf-8"), article="a.md")
    document = parse((case / "source.md").read_text("utf-8"))
    merged = merge(document, old).catalogue
    assert merged.units == po.parse((case / "new.po").read_text("utf-8")).units
    assert merge(document, merged).catalogue == merged


def paragraph(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(3, 14))).capitalize() + "."


def article(random: Random, size: int) -> list[str]:
    lines = [paragraph(random) for _ in range(size)]
    for _ in range(size // 5):
        lines.insert(random.randrange(len(lines)), random.choice((lines[0], "# " + lines[1])))
    return lines


def edited(random: Random, lines: list[str], gone: list[str]) -> list[str]:
    lines = list(lines)
    for _ in range(random.randint(1, 5)):
        place = random.randrange(len(lines))
        match random.choice(("edit", "insert", "delete", "move", "repeat", "split", "join")):
            case "edit":
                words = lines[place].split(" ")
                words[random.randrange(len(words))] = random.choice(WORDS)
                lines[place] = " ".join(words)
            case "insert":
                back = random.random() < 0.5 and gone
                lines.insert(place, random.choice(gone) if back else paragraph(random))
            case "delete" if len(lines) > 3:
                gone.append(lines.pop(place))
            case "split":
                words = lines[place].split(" ")
                half = len(words) // 2
                parts = (" ".join(words[:half]) + ".", " ".join(words[half:]).capitalize())
                lines[place : place + 1] = parts if half else [lines[place]]
            case "join":
                lines[place : place + 2] = [" ".join(lines[place : place + 2])]
            case "move":
                lines.insert(random.randrange(len(lines)), lines.pop(place))
            case _:
                lines.insert(random.randrange(len(lines)), lines[place])
    return lines


def translated(random: Random, document: Document, catalogue: Catalogue) -> Catalogue:
    """Some units get words by a person, some a draft or a doubt; some places get their own."""
    units = [said(random, unit) for unit in catalogue.units]
    taken = {unit.id for unit in units}
    first: set[str] = set()
    for place in places(document):
        own = (place.context, place.text)
        if place.text in first and own not in taken and random.random() < 0.5:
            units.append(Unit(place.text, f"处{random.random()}", State.TRANSLATED, place.context))
            taken.add(own)
        first.add(place.text)
    units.sort(key=lambda unit: not unit.active)
    return replace(catalogue, units=tuple(units))


def said(random: Random, unit: Unit) -> Unit:
    dice = random.random()
    if not unit.active or unit.target or dice >= 0.8:
        return unit
    if dice < 0.6:
        return unit.changed(f"译{random.random()}")
    if dice < 0.7:
        draft = replace(unit, target=f"机{random.random()}", state=State.FUZZY)
        return draft.marked(Origin.of("mt:echo"))
    return replace(unit, target=f"疑{random.random()}", state=State.FUZZY)


def persons(catalogue: Catalogue) -> Counter[str]:
    return Counter(u.target for u in catalogue.units if u.target and u.owner is Owner.PERSON)


@pytest.mark.parametrize("seed", range(40))
def test_no_words_of_a_person_ever_vanish(seed: int) -> None:
    random = Random(seed)
    lines = article(random, 12)
    gone: list[str] = []
    document = parse("\n\n".join(lines))
    catalogue = empty(document, "a.md", Locale.ZH_CN, Layout.PARENT)
    for _ in range(5):
        catalogue = translated(random, document, catalogue)
        lines = edited(random, lines, gone)
        document = parse("\n\n".join(lines))
        merged = merge(document, catalogue).catalogue
        assert not persons(catalogue) - persons(merged)
        assert merge(document, merged).catalogue == merged
        assert po.parse(po.render(merged)).units == merged.units
        # Neither by way of another article, whose own catalogue stays as it is.
        moved = merge(document, replace(catalogue, units=()), catalogue.units).catalogue
        assert {u.target for u in moved.units if u.confirmed} <= {u.target for u in catalogue.units}
        # Confirmed words are confirmed for the text they were confirmed for, and no other.
        before = {(u.source, u.target) for u in catalogue.units if not u.fuzzy}
        assert {(u.source, u.target) for u in merged.units if u.confirmed} <= before
        catalogue = merged


def test_what_became_of_each_unit_is_told() -> None:
    old = Catalogue(
        "a.md",
        Locale.ZH_CN,
        (
            Unit("Same.", "同。", State.TRANSLATED),
            Unit("It was edited here.", "改。", State.TRANSLATED),
            Unit("Gone altogether, nothing like it.", "去。", State.TRANSLATED),
            Unit("Back again.", "回。", State.OBSOLETE),
        ),
    )
    text = "Same.\n\nIt is edited here.\n\nBack again.\n\nZigzag quux\n"
    told = [(step.how, step.source, step.old) for step in merge(parse(text), old).carried]
    assert told == [
        (Carry.SAME, "Same.", "Same."),
        (Carry.EDITED, "It is edited here.", "It was edited here."),
        (Carry.REVIVED, "Back again.", "Back again."),
        (Carry.NEW, "Zigzag quux", None),
        (Carry.GONE, "Gone altogether, nothing like it.", "Gone altogether, nothing like it."),
    ]


SOURCE = "Redis is a store in memory. It supports strings, lists and sets."
TARGET = "Redis 是内存存储。它支持字符串、列表和集合。"


def one(text: str, *units: Unit) -> Catalogue:
    return merge(parse(text), Catalogue("a.md", Locale.ZH_CN, units)).catalogue


def test_a_split_can_be_taken_back() -> None:
    old = Unit(SOURCE, TARGET, State.TRANSLATED, references=("a.md",))
    halves = one("Redis is a store in memory.\n\nIt supports strings, lists and sets.", old)
    assert [u.target for u in halves.active()] == [
        "Redis 是内存存储。",
        "它支持字符串、列表和集合。",
    ]
    assert all(u.state is State.FUZZY and u.previous == SOURCE for u in halves.active())
    assert one(SOURCE, *halves.units).find()[None, SOURCE] == old


def test_a_split_draft_stays_a_draft() -> None:
    draft = Unit(SOURCE, TARGET, State.FUZZY).marked(Origin.of("mt:echo"))
    halves = one("Redis is a store in memory.\n\nIt supports strings, lists and sets.", draft)
    assert [u.owner for u in halves.active()] == [Owner.MACHINE, Owner.MACHINE]


def test_a_draft_is_not_mixed_into_a_person_s_words() -> None:
    said = Unit("Redis is a store in memory.", "Redis 是内存存储。", State.TRANSLATED)
    draft = Unit("It supports strings, lists and sets.", "机器的话。", State.FUZZY)
    merged = one(SOURCE, said, draft.marked(Origin.of("mt:echo"))).find()[None, SOURCE]
    assert (merged.target, merged.owner) == ("Redis 是内存存储。", Owner.PERSON)


def test_words_of_another_article_come_along() -> None:
    there = [
        Unit("The cache is full.", "缓存已满。", State.TRANSLATED, references=("b.md",)),
        Unit("Gone for a while, but kept.", "久别重逢。", State.OBSOLETE),
        Unit("Writers wait for the queue.", "写者等待队列。", State.TRANSLATED),
        Unit("Nobody said anything here."),
    ]
    text = (
        "The cache is full.\n\nGone for a while, but kept.\n\nWriters wait for the long queue.\n\n"
        "Nobody said anything here.\n"
    )
    merged = merge(parse(text), Catalogue("a.md", Locale.ZH_CN), there)
    assert [step.how for step in merged.carried] == [
        Carry.MOVED,
        Carry.MOVED,
        Carry.EDITED,
        Carry.NEW,
    ]
    full, kept, queue, nobody = merged.catalogue.units
    assert (full.target, full.state, full.references) == (
        "缓存已满。",
        State.TRANSLATED,
        ("a.md",),
    )
    assert (kept.target, kept.state) == ("久别重逢。", State.TRANSLATED)
    assert (queue.target, queue.state) == ("写者等待队列。", State.FUZZY)
    assert nobody.state is State.EMPTY


def test_what_left_long_ago_is_suggested_and_kept() -> None:
    gone = Unit("The replica follows the leader closely.", "副本紧跟主节点。", State.OBSOLETE)
    merged = one("The replica follows the new leader closely.", gone)
    assert [(u.target, u.state) for u in merged.units] == [
        ("副本紧跟主节点。", State.FUZZY),
        ("副本紧跟主节点。", State.OBSOLETE),
    ]


def test_one_paragraph_at_the_top_changes_few_lines() -> None:
    random = Random(1)
    lines = [f"{number} {paragraph(random)}" for number in range(150)]
    catalogue = empty(parse("\n\n".join(lines)), "原文/a.md", Locale.ZH_CN, Layout.PARENT)
    units = tuple(unit.changed(f"译 {unit.source}") for unit in catalogue.units)
    catalogue = replace(catalogue, units=units)
    merged = merge(parse("\n\n".join(["A new start.", *lines])), catalogue).catalogue
    before, after = (po.render(c).splitlines() for c in (catalogue, merged))
    changed = [line for line in difflib.ndiff(before, after) if line[0] in "+-"]
    assert len(catalogue.units) == 150
    assert 0 < len(changed) <= 10


def test_words_of_a_text_that_had_left_before_are_not_those_of_a_new_one_that_is_like_it() -> None:
    older, old, new = (f"Python 3.{n} without annotations" for n in (8, 9, 10))
    past = Catalogue("原文/a.md", Locale.ZH_CN, (Unit(older, "说明", State.TRANSLATED), Unit(old)))
    named, _shared = renamed(parse(f"{new}\n"), past, parse(f"{old}\n"))
    assert {unit.source: unit.target for unit in named.units} == {new: "", old: "", older: "说明"}
    # Where no other is, it may have come back.
    named, _shared = renamed(parse(f"{new}\n"), past, parse("Other text altogether.\n"))
    assert {unit.target for unit in named.units if unit.source == new} == {"说明"}
