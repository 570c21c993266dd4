"""The names of headings, as the real generators of sites give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.figures import markdown as measured
from tests.generators import GENERATORS
from tests.generators.pages import composed, real
from transpipe.links.anchors import renamed, slugs
from transpipe.links.pins import pin, pins
from transpipe.links.slugs import RULES
from transpipe.markdown.segments import parse
from transpipe.markdown.splice import splice
from transpipe.model import AnchorStyle, Document, Kind, Naming

FOLDER = Path(__file__).parent / "cases" / "anchors"
CASES = [FOLDER / "by-hand", FOLDER / "composed"]
WITH_IDS = FOLDER / "with-ids"  # GitHub reads none
STYLES_WITH_IDS = [style for style in AnchorStyle if RULES[style].pins]
SEED = 20261130


def named(page: str, style: AnchorStyle) -> list[str]:
    """The ids of a page's headings, as we know them."""
    return [*slugs(parse(page, source=False), Naming(style))]


@pytest.mark.parametrize("style", AnchorStyle)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_headings_are_named_as_the_generator_does(case: Path, style: AnchorStyle) -> None:
    said = json.loads((case / f"{style.value}.json").read_text("utf-8"))
    assert named((case / "page.md").read_text("utf-8"), style) == said["ids"]


@pytest.mark.parametrize("style", STYLES_WITH_IDS)
def test_ids_are_read_and_counted_as_the_generator_does(style: AnchorStyle) -> None:
    said = json.loads((WITH_IDS / f"{style.value}.json").read_text("utf-8"))
    assert named((WITH_IDS / "page.md").read_text("utf-8"), style) == said["ids"]


@pytest.mark.parametrize("style", AnchorStyle)
def test_links_follow_repeated_headings_that_are_converted(style: AnchorStyle) -> None:
    page = "## 软件 A\n\n## 软件 A\n\n## 软件 {#own}\n\n## 软件 A\n"
    document = parse(page, source=False)
    words = {n: block.text.replace("软件", "軟體") for n, block in enumerate(document.blocks)}
    moved = renamed(document, words, Naming(style))
    there = [moved.get(f"#{name}", f"#{name}") for name in named(page, style)]
    after = page.replace("软件", "軟體")
    assert there == [f"#{name}" for name in named(after, style)]
    assert len(set(there)) == 4


def test_the_composed_page_is_as_it_is_composed() -> None:
    page = (FOLDER / "composed" / "page.md").read_text("utf-8")
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


@pytest.mark.long
@pytest.mark.parametrize("style", STYLES_WITH_IDS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_pinned_is_read_so(case: Path, style: AnchorStyle) -> None:
    naming = Naming(style, pin=True)
    source = parse((case / "page.md").read_text("utf-8"))
    headings = [n for n, block in enumerate(source.blocks) if block.kind is Kind.HEADING]
    # Every third stays as it is, the others are translated: so much is new in each.
    words = {n: f"第 {at // 2} 节" for at, n in enumerate(headings) if at % 3}
    built = parse(splice(source, words).text, source=False)
    page = pin(built, pins(source, built, Document.blank(), naming))
    names = slugs(parse(page, source=False), naming)
    assert names == tuple(GENERATORS[style].ids(page))
    # Where `#` closes the line there is no place for one, and no two headings get the same.
    closed = [source.blocks[n].raw.endswith("#") for n in headings]
    wanted = zip(slugs(source, naming), names, closed, strict=True)
    allowed = RULES[style].pins
    lost = [a for a, b, shut in wanted if a != b and a and not shut and allowed.fullmatch(a)]
    assert set(lost) <= set(names)
