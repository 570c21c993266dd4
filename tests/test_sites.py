"""What we write of a site passes its own check of links, and that of a browser's eyes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites.built import broken, translated
from tests.sites.kinds import SITES, Site
from transpipe.model import AnchorStyle

PINS = [False, True]


@pytest.mark.long
@pytest.mark.parametrize("pin", PINS)
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_every_link_of_a_translated_site_leads_somewhere(
    tmp_path: Path, site: Site, pin: bool
) -> None:
    pin = pin and site.anchors is not AnchorStyle.GITHUB  # it reads no ids
    assert not broken(site, translated(site, tmp_path / site.name, pin=pin))


@pytest.mark.more
@pytest.mark.parametrize("pin", PINS)
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_what_is_written_of_a_site_is_checked_and_stays(
    tmp_path: Path, site: Site, pin: bool
) -> None:
    pin = pin and site.anchors is not AnchorStyle.GITHUB
    made = translated(site, tmp_path / site.name, pin=pin)
    assert made.transpipe("check").out.startswith("0 findings")
    before = made.state()
    made.steps("sync", "convert", "build")
    assert made.state() == before
