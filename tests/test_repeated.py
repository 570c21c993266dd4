"""Texts that an article repeats: each place follows its own block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import pytest

from transpipe.markdown.segments import parse
from transpipe.model import Catalogue, Document, Layout, Locale, State, Unit
from transpipe.source_edits.merge import merge
from transpipe.units.places import at, places

ALIKE = (
    "The same words are said here again and again.",
    "See the note above before you go on with this.",
)


# ── By hand ─────────────────────────────────────────────────────────────────────────────────


def document(*blocks: str) -> Document:
    return parse("\n\n".join(blocks) + "\n")


def catalogue(*rows: tuple[str | None, str, str]) -> Catalogue:
    """Confirmed units of these msgctxt, msgid and msgstr."""
    units = tuple(Unit(s, t, State.TRANSLATED, context=c) for c, s, t in rows)
    return Catalogue("a.md", Locale.ZH_CN, units, Layout.OWN)


def spoken(source: Document, found: Catalogue) -> list[str]:
    """The words of each place in order."""
    units = found.find()
    return [unit.target if (unit := at(place, units)) else "" for place in places(source)]


def of_text(text: str, source: Document, found: Catalogue) -> list[str]:
    """The words of those places that have a text."""
    rows = zip(places(source), spoken(source, found), strict=True)
    return [words for place, words in rows if place.text == text]


SAME = "The same is said thrice."
THREE = document("A one.", SAME, "B two.", SAME, "C three.", SAME, "D four.")
THRICE = catalogue(
    (None, "A one.", "一"), (None, SAME, "甲"), (None, "B two.", "二"), ("#2", SAME, "乙"),
    (None, "C three.", "三"), (None, "D four.", "四"),
)  # fmt: skip


@pytest.mark.parametrize("before", [THREE, None], ids=["the old source is known", "it is not"])
def test_all_places_change_alike(before: Document | None) -> None:
    now = document("A one.", NEW, "B two.", NEW, "C three.", NEW, "D four.")
    found = merge(now, THRICE, before=before).catalogue
    assert spoken(now, found) == ["一", "甲", "二", "乙", "三", "甲", "四"]
    assert [unit.previous for unit in found.units if unit.source == NEW] == [SAME, SAME]
    assert all(unit.active for unit in found.units)


NEW = "The same is said three times."


@pytest.mark.parametrize("place", [1, 3, 5])
def test_one_place_changes_and_the_others_stay(place: int) -> None:
    blocks = ["A one.", SAME, "B two.", SAME, "C three.", SAME, "D four."]
    blocks[place] = NEW
    now = document(*blocks)
    found = merge(now, THRICE, before=THREE).catalogue
    assert spoken(now, found) == ["一", "甲", "二", "乙", "三", "甲", "四"]
    unit = at(places(now)[place], found.find())
    assert unit is not None
    assert (unit.state, unit.previous) == (State.FUZZY, SAME)
    assert sum(unit.state is State.FUZZY for unit in found.units) == 1


@pytest.mark.parametrize(
    ("gone", "left"), [(1, ["乙", "甲"]), (3, ["甲", "甲"]), (5, ["甲", "乙"])]
)
def test_a_place_that_leaves_takes_its_own_words_along(gone: int, left: list[str]) -> None:
    blocks = ["A one.", SAME, "B two.", SAME, "C three.", SAME, "D four."]
    del blocks[gone]
    now = document(*blocks)
    found = merge(now, THRICE, before=THREE).catalogue
    assert of_text(SAME, now, found) == left
    assert {"甲", "乙"} <= {unit.target for unit in found.units}


def test_without_the_old_source_the_order_of_the_units_says_which_place_left() -> None:
    old = catalogue(
        (None, "A one.", "一"), (None, SAME, "甲"), (None, "B two.", "二"), ("#2", SAME, "乙"),
        (None, "C three.", "三"),
    )  # fmt: skip
    now = document("A one.", "B two.", SAME, "C three.")
    found = merge(now, old).catalogue
    assert spoken(now, found) == ["一", "二", "乙", "三"]
    assert [unit.target for unit in found.units if not unit.active] == ["甲"]
    assert merge(now, found).catalogue == found


def test_rows_that_were_swapped_keep_their_own_words() -> None:
    before = parse("| n | r |\n|---|---|\n| a | Yes |\n| b | Yes |\n| c | Yes |\n")
    old = catalogue(
        (None, "n", "名"), (None, "r", "需"), (None, "a", "甲"), (None, "Yes", "是"),
        (None, "b", "乙"), ("#2", "Yes", "要"), (None, "c", "丙"),
    )  # fmt: skip
    now = parse("| n | r |\n|---|---|\n| b | Yes |\n| a | Yes |\n| c | Yes |\n")
    found = merge(now, old, before=before).catalogue
    assert spoken(now, found) == ["名", "需", "乙", "要", "甲", "是", "丙", "是"]


def test_a_cell_that_says_no_now_has_the_words_for_no() -> None:
    before = parse("| n | r |\n|---|---|\n| a | Yes |\n| b | No |\n| c | Yes |\n")
    old = catalogue(
        (None, "n", "名"), (None, "r", "需"), (None, "a", "甲"), (None, "Yes", "是"),
        (None, "b", "乙"), (None, "No", "否"), (None, "c", "丙"),
    )  # fmt: skip
    now = parse("| n | r |\n|---|---|\n| a | No |\n| b | No |\n| c | Yes |\n")
    found = merge(now, old, before=before).catalogue
    assert spoken(now, found) == ["名", "需", "甲", "否", "乙", "否", "丙", "是"]
    assert not any(unit.state is State.FUZZY for unit in found.units)


def test_a_cell_that_says_something_new_keeps_its_words_as_stale() -> None:
    before = parse("| n | r |\n|---|---|\n| a | Yes |\n| b | Yes |\n")
    old = catalogue((None, "n", "名"), (None, "r", "需"), (None, "a", "甲"), (None, "Yes", "是"),
                    (None, "b", "乙"))  # fmt: skip
    now = parse("| n | r |\n|---|---|\n| a | Yes |\n| b | Required |\n")
    found = merge(now, old, before=before).catalogue
    unit = found.find()[None, "Required"]
    assert (unit.target, unit.state, unit.previous) == ("是", State.FUZZY, "Yes")
    assert found.find()[None, "Yes"].confirmed


def test_one_of_two_places_is_split_in_the_source() -> None:
    whole = "The first talks about servers. The second talks about databases."
    before = document("A one.", whole, "B two.", whole, "C three.")
    old = catalogue((None, "A one.", "一"), (None, whole, "第一句讲服务器。第二句讲数据库。"),
                    (None, "B two.", "二"), (None, "C three.", "三"))  # fmt: skip
    one, two = "The first talks about servers.", "The second talks about databases."
    now = document("A one.", whole, "B two.", one, two, "C three.")
    found = merge(now, old, before=before).catalogue
    said = "一 第一句讲服务器。第二句讲数据库。 二 第一句讲服务器。 第二句讲数据库。 三"
    assert spoken(now, found) == said.split(" ")
    assert found.find()[None, whole].confirmed


def test_a_place_that_is_put_in_shares_the_words_of_its_text() -> None:
    now = document("A one.", SAME, "B two.", SAME, SAME, "C three.", SAME, "New.", SAME, "D four.")
    found = merge(now, THRICE, before=THREE).catalogue
    said = of_text(SAME, now, found)
    assert sorted(said) == ["乙", "甲", "甲", "甲", "甲"]
    assert said[-1] == said[0] == "甲"


def test_words_of_another_article_go_to_the_places_that_have_their_names() -> None:
    start = Catalogue("b.md", Locale.ZH_CN)
    found = merge(THREE, start, THRICE.units).catalogue
    assert spoken(THREE, found) == ["一", "甲", "二", "乙", "三", "甲", "四"]


# ── By chance ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Spot:
    """A paragraph of the source and the words that somebody wrote for this very place."""

    text: str
    words: str


@dataclass(frozen=True)
class Part:
    """A section: its heading, and its paragraphs."""

    heading: Spot
    spots: tuple[Spot, ...]


World = tuple[Part, ...]


def world(random: Random) -> World:
    """Sections in which the same texts stand again, each with words of its own or shared ones."""
    number = iter(range(10_000))
    shared = {text: f"共{n}" for n, text in enumerate(ALIKE)}

    def part(n: int) -> Part:
        spots: list[Spot] = []
        for _ in range(random.randint(1, 4)):
            m = next(number)
            spots.append(Spot(f"Paragraph {m} is about matter {m * m + 7}.", f"段{m}"))
            text = random.choice(ALIKE)
            own = random.random() < 0.5
            spots.append(Spot(text, f"处{m}" if own else shared[text]))
        return Part(Spot(f"Chapter {n} of {n + 40}", f"章{n}"), tuple(spots))

    return tuple(part(n) for n in range(random.randint(1, 4)))


def spots(parts: World) -> list[Spot]:
    return [spot for part in parts for spot in (part.heading, *part.spots)]


def written(parts: World) -> Document:
    rows = [
        row
        for part in parts
        for row in (f"## {part.heading.text}", *(spot.text for spot in part.spots))
    ]
    return document(*rows)


def known(parts: World) -> Catalogue:
    """The catalogue of a world: the first place's words are shared, others have their own unit."""
    units: dict[tuple[str | None, str], Unit] = {}
    for place, spot in zip(places(written(parts)), spots(parts), strict=True):
        first = units.setdefault((None, place.text), Unit(place.text).changed(spot.words))
        if first.target != spot.words:
            own = Unit(place.text, context=place.context).changed(spot.words)
            units[place.context, place.text] = own
    return Catalogue("a.md", Locale.ZH_CN, tuple(units.values()), Layout.OWN)


def _one(random: Random, parts: World, change: Callable[[Spot], Spot | None]) -> World:
    """One repeated paragraph somewhere is another, or gone."""
    there = [
        (n, m) for n, part in enumerate(parts) for m, s in enumerate(part.spots) if s.text in ALIKE
    ]
    if not there:
        return parts
    n, m = random.choice(there)
    new = change(parts[n].spots[m])
    rows = (*parts[n].spots[:m], *([new] if new else []), *parts[n].spots[m + 1 :])
    return (*parts[:n], replace(parts[n], spots=rows), *parts[n + 1 :])


def _reworded(spot: Spot) -> Spot:
    return replace(spot, text=spot.text.replace(".", ", as of today."))


def step(random: Random, parts: World) -> World:
    """Somebody edits the source."""
    match random.choice(("one", "all", "leaves", "swap", "rename", "leaves", "one")):
        case "one":
            return _one(random, parts, _reworded)
        case "leaves":
            return _one(random, parts, lambda _spot: None)
        case "all":
            text = random.choice(ALIKE)
            return tuple(
                replace(p, spots=tuple(_reworded(s) if s.text == text else s for s in p.spots))
                for p in parts
            )
        case "swap":
            return tuple(random.sample(parts, len(parts)))
        case _:
            n = random.randrange(len(parts))
            text = parts[n].heading.text.replace("Chapter", "Section")
            renamed = replace(parts[n], heading=replace(parts[n].heading, text=text))
            return (*parts[:n], renamed, *parts[n + 1 :])


@pytest.mark.parametrize("seed", range(300))
def test_each_place_follows_its_own_block(seed: int) -> None:
    random = Random(seed)
    before = world(random)
    now = before
    for _ in range(random.randint(1, 2)):
        now = step(random, now)
    source, old = written(now), known(before)
    assert spoken(written(before), old) == [spot.words for spot in spots(before)]
    found = merge(source, old, before=written(before)).catalogue
    assert spoken(source, found) == [spot.words for spot in spots(now)]
    assert {u.target for u in old.units} <= {u.target for u in found.units}
    assert merge(source, found, before=source).catalogue == found
    assert merge(source, found).catalogue == found
