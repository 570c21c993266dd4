"""The names of headings, as the real generators of sites give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.figures import markdown as measured
from tests.generators import GENERATORS
from tests.generators.pages import composed, real
from transpipe.links.anchors import slugs
from transpipe.markdown.segments import parse
from transpipe.model import AnchorStyle, Naming

CASES = sorted(Path(__file__).parent.joinpath("cases/anchors").iterdir())
SEED = 20261130


def named(page: str, style: AnchorStyle) -> list[str]:
    """The ids of a page's headings, as we know them."""
    return [*slugs(parse(page, source=False), Naming(style))]


@pytest.mark.parametrize("style", AnchorStyle)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_headings_are_named_as_the_generator_does(case: Path, style: AnchorStyle) -> None:
    said = json.loads((case / f"{style.value}.json").read_text("utf-8"))
    assert len(said["ids"]) >= 100
    assert named((case / "page.md").read_text("utf-8"), style) == said["ids"]


def test_the_composed_page_is_as_it_is_composed() -> None:
    page = (CASES[0].parent / "composed" / "page.md").read_text("utf-8")
    assert page == composed(SEED, 150)


@pytest.mark.long
@pytest.mark.parametrize("style", AnchorStyle)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_cases_are_what_the_generators_say(case: Path, style: AnchorStyle) -> None:
    said = json.loads((case / f"{style.value}.json").read_text("utf-8"))
    generator = GENERATORS[style]
    assert said["generator"] == generator.name
    assert said["ids"] == generator.ids((case / "page.md").read_text("utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("style", AnchorStyle)
def test_headings_of_articles_are_named_alike(data: Path, style: AnchorStyle) -> None:
    texts = [content.decode("utf-8", "replace") for _name, content in measured.corpus(data)]
    page = real(texts, SEED, 200)
    assert named(page, style) == GENERATORS[style].ids(page)
