"""What a site has besides the pages themselves: pictures, neighbours, a map, the project's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Repository, adopted

FILES: dict[str, str | bytes] = {
    "README.md": "# 茶馆\n\n* [A](./原文/a.md) | [原文](./原文/a.md) | [译文](./译文/a.md)\n",
    "原文/a.md": "# About tea\n\nTea is hot. ![pot](pot.png)\n\nSee [b](./b.md), [gone](./c.md).\n",
    "译文/a.md": "# 关于茶\n\n茶是热的。![壶](pot.png)\n\n见[乙](./b.md)、[没有了](./c.md)。\n",
    "原文/b.md": "# Other tea\n\n![the same pot](img/copy.png) ![gone](no.png)\n",
    "译文/b.md": "# 别的茶\n\n![同一把壶](img/copy.png) ![没有](no.png)\n",
    "原文/pot.png": b"\x89PNG one", "原文/img/copy.png": b"\x89PNG one",
}  # fmt: skip
SETTINGS = """
[pages]
first = "target"
edit = "https://example.org/edit/{path}#L{line}"
source = "https://example.org/blob/{path}"
site = "https://example.org/tea/"
templates = "ours"
inline_images = 0
"""


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = adopted(tmp_path / "tea", FILES, ["原文/a.md", "原文/b.md"])
    settings = repository.read("transpipe.toml")
    repository.write("transpipe.toml", settings + SETTINGS)
    return repository


def test_what_stands_around_the_pages(made: Repository) -> None:
    made.write("ours/base.html.j2", "<title>{{ title }}</title>{% block body %}{% endblock %}")
    made.steps("pages")
    page, other = made.read("_site/原文/a.html"), made.read("_site/原文/b.html")
    # The project's own template stands in the place of ours; the rest of ours is around it.
    assert page.startswith("<title>关于茶</title>")
    # One picture in the site for two that are the same; a missing one stays what it was.
    (picture,) = (made.root / "_site/files").iterdir()
    assert f'src="../files/{picture.name}"' in page
    assert f'src="../files/{picture.name}"' in other
    assert 'src="no.png"' in other
    # Neighbours, the line to change, and no link to what is not there.
    assert '<a rel="next" href="b.html"><small>下一篇</small> 别的茶</a>' in page
    assert 'rel="prev"' in other
    assert "https://example.org/edit/%E8%AF%91%E6%96%87/a.md#L3" in page
    assert '<a rel="noopener noreferrer nofollow ugc">没有了</a>' in page
    assert 'href="b.html"' in page
    # The translation comes first.
    assert page.index("茶是热的。") < page.index("Tea is hot.")
    assert "<loc>https://example.org/tea/%E5%8E%9F%E6%96%87/a.html</loc>" in made.read(
        "_site/sitemap.xml"
    )
    assert "<title>茶馆</title>" in made.read("_site/index.html")


def test_a_picture_that_changes_is_another_one(made: Repository) -> None:
    made.steps("pages")
    assert json.loads(made.transpipe("pages", "--json").out)["written"] == []
    made.write("原文/pot.png", b"\x89PNG two")
    made.steps("pages")
    assert len(list((made.root / "_site/files").iterdir())) == 2


def test_small_pictures_stand_in_the_page(made: Repository) -> None:
    text = made.read("transpipe.toml").replace("inline_images = 0", "inline_images = 100")
    made.write("transpipe.toml", text)
    made.steps("pages")
    assert 'src="data:image/png;base64,' in made.read("_site/原文/a.html")
    assert not (made.root / "_site/files").exists()


def test_what_is_no_longer_made_goes_and_the_rest_stays(made: Repository) -> None:
    made.steps("pages")
    (old,) = (made.root / "_site/files").iterdir()
    made.write("_site/files/mine.png", b"a person's")
    made.write("原文/pot.png", b"\x89PNG two")
    made.write("原文/img/copy.png", b"\x89PNG two")
    (made.root / "原文/b.md").unlink()
    (made.root / "译文/b.md").unlink()
    made.write("_site/search.html", "changed by somebody")
    made.steps("pages 原文/a.md")
    assert old.exists()  # one article tells nothing of the others
    said = json.loads(made.transpipe("pages", "--json").out)["written"]
    assert not old.exists()
    assert not (made.root / "_site/原文/b.html").exists()
    assert (made.root / "_site/files/mine.png").read_bytes() == b"a person's"
    assert {f"_site/files/{old.name}", "_site/原文/b.html"} <= set(said)
    assert json.loads(made.transpipe("pages", "--json").out)["written"] == []
    made.steps("undo")
    assert old.exists()


def test_a_folder_of_ones_own(made: Repository, tmp_path: Path) -> None:
    made.steps("pages --out public", f"pages --out {tmp_path / 'away'}")
    for place in (made.root / "public", tmp_path / "away"):
        assert "关于茶" in (place / "原文/a.html").read_text("utf-8")
        assert not (place / ".gitignore").exists()
    # Files that others have there stay; what was made there is made again.
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/index.html").write_text("theirs")
    assert made.transpipe("pages", "--out", str(tmp_path / "theirs")).code == 2
    assert (tmp_path / "theirs/index.html").read_text() == "theirs"
    assert made.transpipe("pages", "--out", ".").code == 2
    (tmp_path / "away/index.html").unlink()
    made.steps(f"pages --out {tmp_path / 'away'}")
    assert (tmp_path / "away/index.html").exists()
