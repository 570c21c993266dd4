"""What derived catalogues hold, either way, on the project's own articles: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.guide import HERE, built, guide, settle
from tests.repository import Repository
from transpipe import po
from transpipe.convert.variants import complete, derive
from transpipe.editions.completing import as_held
from transpipe.engines.opencc import OpenCC
from transpipe.model import Catalogue, Conflict, DerivedCatalogues, Locale, State, Unit
from transpipe.po.header import holding

GUIDE = sorted((HERE / "locales/zh_CN/LC_MESSAGES/原文").glob("*.po"))
TW = Locale.ZH_TW
WORDS = st.text("改寫過的軟體 `x`a", min_size=1).filter(str.strip)


@cache
def parent(path: Path) -> Catalogue:
    return po.parse(path.read_text("utf-8"))


@cache
def derived(path: Path) -> Catalogue:
    return derive(parent(path), None, OpenCC(), TW)


def confirmed(unit: Unit, words: str) -> Unit:
    return unit.changed(words)


def reviewed(unit: Unit, words: str) -> Unit:
    return unit.changed(words).reviewed("ada")


def doubted(unit: Unit, words: str) -> Unit:
    return unit.changed(words).doubted()


def noted(unit: Unit, words: str) -> Unit:
    return replace(unit, notes=(words.strip(),))


def contested(unit: Unit, words: str) -> Unit:
    return replace(unit.doubted(), conflict=Conflict("md", words))


def retired(unit: Unit, words: str) -> Unit:
    gone = replace(unit.changed(words), state=State.OBSOLETE, references=())
    return replace(gone, context="old " + words[:3])


ACTS = st.sampled_from((confirmed, reviewed, doubted, noted, contested, retired))


@settings(max_examples=25)
@given(st.data())
def test_a_catalogue_is_the_same_once_it_held_overrides_alone(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(GUIDE))
    units = list(derived(path).units)
    places = st.integers(0, len(units) - 1)
    for number in data.draw(st.lists(places, max_size=5, unique=True)):
        units[number] = data.draw(ACTS)(units[number], data.draw(WORDS))
    whole = derive(parent(path), replace(derived(path), units=tuple(units)), OpenCC(), TW)
    slim = as_held(holding(whole, DerivedCatalogues.OVERRIDES))
    read = po.parse(po.render(slim), "", whole.article, TW)
    back = holding(complete(parent(path), read, OpenCC()), DerivedCatalogues.FULL)
    assert po.render(back) == po.render(whole)
    assert po.render(as_held(holding(back, DerivedCatalogues.OVERRIDES))) == po.render(slim)
    pairs = zip(derived(path).units, units, strict=True)
    assert len(slim.units) <= sum(old != new for old, new in pairs)


@pytest.mark.long
def test_the_guide_is_built_the_same_from_either(tmp_path: Path) -> None:
    made = {form: guide(tmp_path / form, form) for form in DerivedCatalogues}
    overrides, full = (made[form] for form in DerivedCatalogues)
    assert built(overrides) == built(full)
    assert not any("msgid" in line for path in catalogues(overrides) for line in entries(path))
    switched(full, DerivedCatalogues.OVERRIDES)
    switched(overrides, DerivedCatalogues.FULL)
    assert built(overrides) == built(full)
    assert any("msgid" in line for path in catalogues(overrides) for line in entries(path))
    switched(full, DerivedCatalogues.FULL)
    said = [[path.read_text("utf-8") for path in catalogues(each)] for each in (full, overrides)]
    assert said[0] == said[1]


def switched(here: Repository, form: DerivedCatalogues) -> None:
    settle(here, form)
    here.steps("convert --upgrade", "run")


def catalogues(here: Repository) -> list[Path]:
    return sorted((here.root / "locales/zh_TW").rglob("*.po"))


def entries(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("msgid") and line != 'msgid ""']
