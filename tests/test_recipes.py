"""What the guide says of site generators is what is tried against them (tests/test_sites.py)."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT
from tests.sites.kinds import FOLDER, SITES, Site

PAGES = ("原文/site-generators.md", "译文/站点生成器.md")
HEADINGS = {"mkdocs": "MkDocs", "starlight": "Starlight", "vitepress": "VitePress", "hugo": "Hugo",
            "docusaurus": "Docusaurus"}  # fmt: skip
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipe(path: str, site: Site) -> list[str]:
    """The code of a section of the guide: our settings, then the generator's."""
    text = (ROOT / path).read_text("utf-8")
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    (section,) = (each for each in sections if each.startswith(HEADINGS[site.name]))
    return [found[2] for found in _FENCE.finditer(section)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_recipe_is_what_is_tried(site: Site, path: str) -> None:
    ours, *theirs = recipe(path, site)
    tried = tomllib.loads(site.settings())
    del tried["pin_anchors"]
    assert tomllib.loads(ours) == tried
    files = [p for p in (FOLDER / site.name).rglob("*") if re.search(r"\.(toml|yml|m?js)$", p.name)]
    held = [line for file in files for line in file.read_text("utf-8").split("\n")]
    for block in theirs:
        said = block.rstrip("\n").split("\n")
        assert [line for line in said if line not in held] == []
        places = [held.index(line) for line in dict.fromkeys(said)]
        assert places == sorted(places)
