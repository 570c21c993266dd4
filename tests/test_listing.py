"""Lists of links as pages: rows that are one link, lists that fold, ways to the articles."""

from __future__ import annotations

import html5lib
import pytest

from tests.repository import Repository, adopted
from transpipe.markdown import segments
from transpipe.model import Catalogue, Document, Edition, Locale, Pair, PairKind, State, Unit
from transpipe.publish.pages.frame import About
from transpipe.publish.pages.page import page
from transpipe.units.build import unit_of


def shown(text: str, words: dict[str, str]) -> str:
    source = segments.parse(text)
    units = tuple(
        Unit(s.text, words.get(s.text, ""), State.TRANSLATED if s.text in words else State.EMPTY)
        for _number, s in source.segments()
    )
    held = Catalogue("原文/a.md", Locale.ZH_CN, units)
    pair = Pair("原文/a.md", "译文/a.md", PairKind.BOTH)
    edition = Edition(pair, Document.blank(), held, source)
    return page(edition, unit_of(source, held), About(language="en"))


def listing(rows: int) -> tuple[str, dict[str, str]]:
    text = "# Links\n\n" + "".join(f"- [Row {n}](https://e.org/{n})\n" for n in range(rows))
    words = {
        f"[Row {n}](https://e.org/{n})": f"[第 {n} 条](https://e.org/{n})" for n in range(rows)
    }
    return text, words


def test_a_row_is_one_link_where_it_leads_to_one_place() -> None:
    text, words = listing(30)
    words["[Row 3](https://e.org/3)"] = "[第 3 条](https://e.org/other)"
    del words["[Row 4](https://e.org/4)"]
    html = shown(text, words)
    html5lib.HTMLParser(strict=True).parse(html)
    assert html.count('href="https://e.org/2"') == 1
    one = '<span class="t">第 2 条</span><small class="s" lang="en">Row 2</small></a>'
    assert one in html
    # Another place, or nothing yet: both sides are shown as they are.
    assert html.count("https://e.org/3") == html.count("https://e.org/other") == 1
    assert html.count('<small class="s" lang="en">') == 28
    assert '<details open><summary class="meta">Entries: 30</summary><ul>' in html


def test_a_few_links_make_no_listing() -> None:
    html = shown(*listing(5))
    assert "Entries:" not in html
    assert html.count('href="https://e.org/2"') == 2


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    files: dict[str, str | bytes] = {
        "原文/tea.md": "# About tea\n\nTea is hot.\n",
        "译文/茶.md": "# 关于茶\n\n茶是热的。\n",
        "README_EN.md": "# Reading\n\n- [About tea](https://e.org/tea)\n- [On milk](https://e.org/m)\n",
        "README.md": "# 阅读\n\n"
        "- [关于茶](https://e.org/tea) | [原文](./原文/tea.md) | [译文](./译文/茶.md)\n"
        "- [关于牛奶](https://e.org/m)\n",
    }
    made = adopted(tmp_path_factory.mktemp("list") / "r", files, ["README_EN.md", "原文/tea.md"])
    made.steps("pages")
    return made


def test_a_row_leads_to_the_page_of_its_article(made: Repository) -> None:
    html = made.read("_site/README_EN.html")
    assert html.count("双语对照") == 1
    row = html[html.index("关于茶") :]
    assert row.index("原文/tea.html" if "原文/tea.html" in row else "tea.html") < row.index("牛奶")
