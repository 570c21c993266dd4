"""Two branches into one: different units never meet, and no words are lost where they do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.figures import merging, random_catalogues
from transpipe import po
from transpipe.editions.branches import merge_branches as merged_branches
from transpipe.model import Catalogue, Conflict, Finding, Layout, Locale, Maker, Origin, State, Unit
from transpipe.po.textconv import describe


def merge_branches(
    base: Catalogue, ours: Catalogue, theirs: Catalogue
) -> tuple[Catalogue, tuple[Finding, ...]]:
    found = merged_branches(base, ours, theirs)
    return found.catalogue, found.findings


def catalogue(*units: Unit) -> Catalogue:
    return Catalogue("a.md", Locale.ZH_CN, units)


def done(source: str, target: str) -> Unit:
    return Unit(source, target, State.TRANSLATED)


def part(source: str, target: str, before: str) -> Unit:
    return Unit(source, target, State.FUZZY, previous=before)


def merged(base: Unit | None, ours: Unit | None, theirs: Unit | None) -> tuple[Unit | None, int]:
    sides = (catalogue(*([unit] if unit else [])) for unit in (base, ours, theirs))
    result, findings = merge_branches(*sides)
    return (result.units[0] if result.units else None), len(findings)


def test_a_thousand_merges_of_different_units_lose_nothing() -> None:
    random = Random(4)
    base = random_catalogues.catalogue(random, 30)
    for _ in range(1000):
        numbers = list(range(30))
        random.shuffle(numbers)
        ours = random_catalogues.branched(random, base, set(numbers[:10]), "甲")
        theirs = random_catalogues.branched(random, base, set(numbers[10:20]), "乙")
        result, findings = merge_branches(base, ours, theirs)
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
        result, _findings = merge_branches(base, *sides)
        assert po.parse(po.render(result)).units == result.units
        kept = {u.target for u in result.units} | {
            text for u in result.units if u.conflict for text in u.conflict.text.split("\n\n")
        }
        for side in sides:
            assert {u.target for u in side.units if "改" in u.target} <= kept


def test_merging_with_itself_or_its_past_changes_nothing() -> None:
    base = random_catalogues.catalogue(Random(1), 30)
    ours = random_catalogues.branched(Random(2), base, set(range(20)), "甲")
    assert merge_branches(base, ours, ours) == (ours, ())
    assert merge_branches(base, ours, base) == (ours, ())
    assert merge_branches(base, base, ours) == (ours, ())


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
    base = catalogue(done("b 1", "乙 1"))
    result, findings = merge_branches(base, *sides[:: -1 if turned else 1])
    # A patch is a machine's: what somebody typed stands, and is stale.
    assert result.active() == (Unit("b 2", "丙 1", State.FUZZY, previous="b 1"),)
    assert findings == ()


@pytest.mark.parametrize("turned", [False, True])
def test_a_patch_corrected_on_one_side_and_words_typed_on_the_other(turned: bool) -> None:
    """The mark stays where somebody corrects a patch: these words are no machine's."""
    corrected = Unit("b 2", "乙 3", State.TRANSLATED).marked(Origin(Maker.PATCH))
    sides = [catalogue(done("b 1", "丙 1")), catalogue(corrected)]
    base = catalogue(done("b 1", "乙 1"))
    result, findings = merge_branches(base, *sides[:: -1 if turned else 1])
    (unit,) = result.active()
    assert unit.conflict is not None
    assert {unit.target, unit.conflict.text} == {"乙 3", "丙 1"}
    assert len(findings) == 1


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_split_on_one_side_and_words_typed_on_the_other(turned: bool) -> None:
    first, second = "Boil the water.", "Warm the pot."
    whole = f"{first} {second}"
    parts = [part(first, "水烧开。", whole), part(second, "温一温壶。", whole)]
    old = replace(done(whole, "水烧开。温一温壶。"), state=State.OBSOLETE)
    for words, shares in (
        ("水烧开。先温一温壶。", ("水烧开。", "先温一温壶。")),
        ("把水煮沸。茶壶先热。", ("把水煮沸。", "茶壶先热。")),
        ("煮水热壶", ("煮水热壶", "")),
    ):
        sides = [catalogue(done(whole, words)), catalogue(*parts, old)]
        base = catalogue(done(whole, "水烧开。温一温壶。"))
        result, findings = merge_branches(base, *sides[:: -1 if turned else 1])
        # Where nothing says which words are whose, the first has all of them.
        assert tuple(unit.target for unit in result.active()) == shares
        assert result.active()[0] == replace(parts[0], target=shares[0])
        assert findings == ()


@pytest.mark.parametrize("turned", [False, True])
def test_a_source_split_on_one_side_and_words_typed_on_both(turned: bool) -> None:
    first, second = "Boil the water.", "Warm the pot."
    whole = f"{first} {second}"
    base = catalogue(done(whole, "水烧开。温一温壶。"))
    mine = catalogue(part(first, "煮水。", whole), part(second, "温一温壶。", whole))
    sides = [mine, catalogue(done(whole, "水烧开。热一热壶。"))]
    result, findings = merge_branches(base, *sides[:: -1 if turned else 1])
    assert [unit.target for unit in result.active()] == ["煮水。", "热一热壶。"]
    sides = [mine, catalogue(done(whole, "水滚了。温一温壶。"))]
    result, findings = merge_branches(base, *sides[:: -1 if turned else 1])
    clash, other = result.active()
    assert clash.conflict is not None
    assert {clash.target, clash.conflict.text} == {"煮水。", "水滚了。"}
    assert (other.target, len(findings)) == ("温一温壶。", 1)


@pytest.mark.parametrize("turned", [False, True])
def test_sources_joined_on_one_side_and_words_typed_on_the_other(turned: bool) -> None:
    a, b = done("a", "甲。"), done("b", "乙。")
    gone = [replace(unit, state=State.OBSOLETE) for unit in (a, b)]
    sides = [catalogue(part("a b", "甲。乙。", "a\n\nb"), *gone), catalogue(a, done("b", "丁。"))]
    result, findings = merge_branches(catalogue(a, b), *sides[:: -1 if turned else 1])
    assert result.active() == (part("a b", "甲。丁。", "a\n\nb"),)
    assert findings == ()


def test_order_follows_the_side_that_moved() -> None:
    a, b, c, d, e = (done(name, name) for name in "abcde")
    base, ours = catalogue(a, b, c), catalogue(a, d, b, c)
    result, _findings = merge_branches(base, ours, catalogue(c, a, e, b))
    assert [unit.source for unit in result.units] == ["c", "a", "d", "e", "b"]


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_layout_of_the_side_that_changed_it(side: str) -> None:
    base = catalogue(done("a", "甲"))
    own = replace(base, layout=Layout.OWN)
    sides = (own, base) if side == "ours" else (base, own)
    assert merge_branches(base, *sides)[0].layout is Layout.OWN


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
