"""What we write of a site passes its own check of links, and that of a browser's eyes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.repository import Repository
from tests.sites.built import UNTRANSLATED, broken, translated
from tests.sites.kinds import NAMES, RUNS, SITES, Site
from transpipe.markdown import inline


@pytest.mark.long
@pytest.mark.parametrize(("site", "pin"), RUNS)
def test_every_link_of_a_translated_site_leads_somewhere(
    tmp_path: Path, site: Site, pin: bool
) -> None:
    assert not broken(site, translated(site, tmp_path / site.name, pin=pin))


@pytest.mark.more
@pytest.mark.parametrize(("site", "pin"), RUNS)
def test_what_is_written_of_a_site_is_checked_and_stays(
    tmp_path: Path, site: Site, pin: bool
) -> None:
    made = translated(site, tmp_path / site.name, pin=pin)
    assert made.transpipe("check").out.startswith("0 findings")
    before = made.state()
    made.steps("sync", "convert", "build")
    assert made.state() == before


@pytest.mark.more
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_people_wrote_is_read_with_the_links_of_the_source(tmp_path: Path, site: Site) -> None:
    made = translated(site, tmp_path / site.name, pin=False)
    before = {path: made.read(path) for path in files(made)}
    shutil.rmtree(made.root / "locales")
    shutil.rmtree(made.root / ".transpipe")
    made.steps("align")
    for name in NAMES:
        if name != UNTRANSLATED:
            made.confirm(site.path(name))
            for unit in made.catalogue(site.path(name)).active():
                assert links(unit.target) == links(unit.source)
    made.steps("convert --add zh_TW", "build")
    assert {path: made.read(path) for path in files(made)} == before
    assert made.transpipe("check").out.startswith("0 findings")


def files(made: Repository) -> list[str]:
    """The Markdown of the site."""
    found = (path.relative_to(made.root) for path in made.root.rglob("*.md"))
    return sorted(str(path) for path in found)


def links(text: str) -> list[str]:
    """Its addresses; `./` is no part of what one says."""
    return sorted(address.removeprefix("./") for _span, address in inline.addresses(text))
