"""Two branches into one: different units never meet, and no words are lost where they do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.figures import merging, random_catalogues
from transpipe import po
from transpipe.model import Catalogue, Conflict, Layout, Locale, Maker, Origin, State, Unit
from transpipe.po.textconv import describe
from transpipe.target_edits.branches import three_way


def catalogue(*units: Unit) -> Catalogue:
    return Catalogue("a.md", Locale.ZH_CN, units)


def done(source: str, target: str) -> Unit:
    return Unit(source, target, State.TRANSLATED)


def merged(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> tuple[Unit | None, int]:
    sides = (catalogue(*([unit] if unit else [])) for unit in (base, ours, theirs))
    result, findings = three_way(*sides)
    return (result.units[0] if result.units else None), len(findings)


def test_a_thousand_merges_of_different_units_lose_nothing() -> None:
    random = Random(4)
    base = random_catalogues.catalogue(random, 30)
    for _ in range(1000):
        numbers = list(range(30))
        random.shuffle(numbers)
        ours = random_catalogues.branched(random, base, set(numbers[:10]), "甲")
        theirs = random_catalogues.branched(random, base, set(numbers[10:20]), "乙")
        result, findings = three_way(base, ours, theirs)
        assert not findings
        before, left, right = ({u.id: u for u in c.units} for c in (base, ours, theirs))
        assert {u.id for u in result.units} == left.keys() | right.keys()
        for unit in result.units:
            mine, yours = left.get(unit.id), right.get(unit.id)
            assert unit == (yours if mine == before.get(unit.id) else mine)
        assert [u.active for u in result.units] == sorted(
            (u.active for u in result.units), reverse=True
        )
        assert result.header("X-甲") == result.header("X-乙") == "1"


def test_what_is_merged_is_a_sound_file() -> None:
    random = Random(5)
    base = random_catalogues.catalogue(random, 20)
    for _ in range(50):
        sides = [
            random_catalogues.branched(random, base, set(random.sample(range(20), 12)), name)
            for name in "甲乙"
        ]
        result, _findings = three_way(base, *sides)
        assert po.parse(po.render(result)).units == result.units
        kept = {u.target for u in result.units} | {
            text for u in result.units if u.conflict for text in u.conflict.text.split("\n\n")
        }
        for side in sides:
            assert {u.target for u in side.units if "改" in u.target} <= kept


def test_merging_with_itself_or_its_past_changes_nothing() -> None:
    base = random_catalogues.catalogue(Random(1), 30)
    ours = random_catalogues.branched(Random(2), base, set(range(20)), "甲")
    assert three_way(base, ours, ours) == (ours, ())
    assert three_way(base, ours, base) == (ours, ())
    assert three_way(base, base, ours) == (ours, ())


def test_both_changed_one_unit() -> None:
    unit, clashes = merged(done("a", "旧"), done("a", "甲"), done("a", "乙"))
    assert unit == replace(done("a", "甲"), state=State.FUZZY, conflict=Conflict("theirs", "乙"))
    assert clashes == 1


def test_both_translated_what_was_empty() -> None:
    unit, clashes = merged(Unit("a"), done("a", "甲"), done("a", "乙"))
    assert unit is not None
    assert unit.conflict == Conflict("theirs", "乙")
    assert clashes == 1
    assert merged(Unit("a"), done("a", "甲"), done("a", "甲")) == (done("a", "甲"), 0)


def test_a_person_wins_over_a_machine() -> None:
    draft = Unit("a", "机", State.FUZZY).marked(Origin.of("mt:echo"))
    person = done("a", "人")
    assert merged(Unit("a"), draft, person) == (person, 0)
    assert merged(Unit("a"), person, draft) == (person, 0)


def test_words_changed_on_one_side_and_gone_on_the_other_stay_obsolete() -> None:
    old, new = done("a", "旧"), done("a", "新")
    gone = replace(old, state=State.OBSOLETE)
    kept = replace(new, state=State.OBSOLETE)
    assert merged(old, new, None) == (kept, 0)
    assert merged(old, gone, new) == (kept, 0)
    assert merged(old, None, old) == (None, 0)


def test_emptied_on_one_side_and_changed_on_the_other_is_to_be_looked_at() -> None:
    unit, _clashes = merged(done("a", "旧"), Unit("a"), done("a", "新"))
    assert unit == Unit("a", "新", State.FUZZY)


def test_doubt_of_one_side_stays_with_the_words_of_the_other() -> None:
    doubted = done("a", "旧").doubted()
    unit, clashes = merged(done("a", "旧"), done("a", "新"), doubted)
    assert (unit, clashes) == (Unit("a", "新", State.FUZZY), 0)


def test_a_second_conflict_keeps_the_first() -> None:
    first = replace(Unit("a", "甲", State.FUZZY), conflict=Conflict("md", "文件"))
    unit, _clashes = merged(Unit("a", "旧", State.FUZZY), first, done("a", "乙"))
    assert unit is not None
    assert unit.conflict == Conflict("theirs", "文件\n\n乙")


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_edited_on_one_side_keeps_the_words_of_the_other(turned: bool) -> None:
    stale = replace(done("new", "旧"), state=State.FUZZY, previous="old")
    sides = [stale, done("old", "改过")]
    unit, clashes = merged(done("old", "旧"), *(sides[::-1] if turned else sides))
    assert (unit, clashes) == (replace(stale, target="改过"), 0)


def test_a_source_edited_on_both_sides_and_the_words_on_one() -> None:
    stale = replace(done("new", "旧"), state=State.FUZZY, previous="old")
    words = done("new", "改过")
    assert merged(done("old", "旧"), stale, words) == (words.doubted(), 0)
    assert merged(done("old", "旧"), stale, replace(stale, target="乙"))[0] == replace(
        stale, target="乙"
    )


def test_a_source_edited_on_one_side_and_words_on_both() -> None:
    stale = replace(done("new", "甲"), state=State.FUZZY, previous="old")
    unit, clashes = merged(done("old", "旧"), stale, done("old", "乙"))
    assert (unit, clashes) == (replace(stale, conflict=Conflict("theirs", "乙")), 1)


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_patched_on_one_side_and_words_typed_on_the_other(turned: bool) -> None:
    patched = Unit("b 2", "乙 2", State.TRANSLATED).marked(Origin(Maker.PATCH))
    sides = [catalogue(done("b 1", "丙 1")), catalogue(patched)]
    result, findings = three_way(catalogue(done("b 1", "乙 1")), *sides[:: -1 if turned else 1])
    (unit,) = (unit for unit in result.units if unit.active)
    assert unit.conflict is not None
    assert {unit.target, unit.conflict.text} == {"丙 1", "乙 2"}
    assert (unit.source, unit.state, len(findings)) == ("b 2", State.FUZZY, 1)


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_split_on_one_side_and_words_typed_on_the_other(turned: bool) -> None:
    old = done("a b", "甲乙")
    parts = [Unit("a", "甲", State.FUZZY, previous="a b"),
             Unit("b", "乙", State.FUZZY, previous="a b")]  # fmt: skip
    sides = [catalogue(done("a b", "丙丁")), catalogue(*parts, replace(old, state=State.OBSOLETE))]
    result, findings = three_way(catalogue(old), *sides[:: -1 if turned else 1])
    first, second = (unit for unit in result.units if unit.active)
    assert first == replace(parts[0], conflict=Conflict("theirs", "丙丁"))
    assert (second, len(findings)) == (parts[1], 1)


def test_order_follows_the_side_that_moved() -> None:
    a, b, c, d, e = (done(name, name) for name in "abcde")
    base, ours = catalogue(a, b, c), catalogue(a, d, b, c)
    result, _findings = three_way(base, ours, catalogue(c, a, e, b))
    assert [unit.source for unit in result.units] == ["c", "a", "d", "e", "b"]


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_layout_of_the_side_that_changed_it(side: str) -> None:
    base = catalogue(done("a", "甲"))
    own = replace(base, layout=Layout.OWN)
    sides = (own, base) if side == "ours" else (base, own)
    assert three_way(base, *sides)[0].layout is Layout.OWN


def test_a_hundred_merges_of_the_same_units_lose_nothing() -> None:
    lost, broken, silent, judged = merging.by_function(100)
    assert (lost, broken, silent, judged) == (0, 0, 0, 0)


def test_git_merges_as_the_function_does() -> None:
    assert merging.by_git(2) == 0


@pytest.mark.long
def test_every_figure_of_the_merge_driver(data: Path) -> None:
    assert [row for row in merging.figures(data) if not row[3]] == []


def test_described_for_git_diff() -> None:
    unit = replace(
        Unit("one\ntwo", "一\n二", State.FUZZY, "Top", previous="one"),
        conflict=Conflict("theirs", "壹"),
        notes=("look",),
    )
    assert describe(catalogue(unit, done("b", "乙"))) == (
        "a.md · zh_CN · source\n"
        "\n@ Top\n原 one\n   two\n译 一\n   二\n   [fuzzy]\n旧 one\n彼 壹\n注 look\n"
        "\n原 b\n译 乙\n"
    )
