"""`status` for other places: a table in Markdown, a page, a badge, a chart; and what it filters."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import mistune
import pytest

from tests.repository import Repository, adopted
from transpipe.workflows.course import some

HOSTILE = "原文/<b>&amp; @you `x`.md"


@pytest.fixture
def halfway(tmp_path: Path) -> Repository:
    """One article that is done, and one with a name that is markup of which half is to do."""
    files: dict[str, str | bytes] = {
        "原文/a.md": "# A\n\nHello.\n",
        "译文/a.md": "# 甲\n\n你好。\n",
        HOSTILE: "# B\n\nOne more.\n",
    }
    made = adopted(tmp_path / "work", files)
    made.steps("sync", "accept 原文/a.md")
    return made


def test_the_table_is_that_of_status(halfway: Repository) -> None:
    said = halfway.transpipe("status", "--markdown").out
    html = str(mistune.create_markdown(escape=False)(f"Before.\n\n{said}\nAfter."))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    cells = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row) for row in rows]
    assert [row[1:4] for row in cells[1:]] == [["0%", "2", "0"], ["100%", "2", "2"]]
    assert "<b>" not in said
    assert "@you" not in said
    assert "<p>After.</p>" in html


def test_the_badge_is_a_picture_that_loads_nothing(halfway: Repository) -> None:
    said = halfway.transpipe("status", "--badge").out
    badge = ElementTree.fromstring(said)
    assert badge.tag == "{http://www.w3.org/2000/svg}svg"
    assert "50%" in (badge.get("aria-label") or "")
    assert not re.search("href|url|script|style", said)
    assert "100%" in halfway.transpipe("status", "--badge", "原文/a.md").out


def test_one_of_them_at_a_time(halfway: Repository) -> None:
    assert halfway.transpipe("status", "--badge", "--json").code == 2


def test_the_page_stands_alone_and_no_name_is_markup(halfway: Repository) -> None:
    said = halfway.transpipe("status", "--html").out
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(said.strip())
    cells = [[(td.text or "").strip() for td in row] for row in page.iter("tr")]
    assert cells[1][0].startswith(HOSTILE)
    assert [row[3] for row in cells[1:]] == ["2", "2"]
    assert not re.search(r"<b>|href|src=|url\(|<script", said)


# ── What is filtered ────────────────────────────────────────────────────────────────────────


def shown(made: Repository, *options: str) -> list[tuple[str, str]]:
    """The articles and locales of the rows."""
    rows = map(json.loads, made.transpipe("status", *options, "--json").out.splitlines())
    return [(row["article"], row["locale"]) for row in rows]


@pytest.fixture
def several(tmp_path: Path) -> Repository:
    """One article that is stale by a "not", one that is empty in part; both in Taiwan too."""
    files: dict[str, str | bytes] = {
        "原文/a.md": "# A\n\nIt must hold 10 of them.\n",
        "译文/a.md": "# 甲\n\n里面必须有 10 个。\n",
        "原文/deep/b.md": "# B\n\nOne more.\n",
        "译文/deep/b.md": "# 乙\n",
    }
    made = adopted(tmp_path / "work", files)
    made.steps("accept 原文/a.md 原文/deep/b.md", "convert --add zh_TW")
    made.write("原文/a.md", "# A\n\nIt must not hold 10 of them.\n\nAnd more.\n")
    return made


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ("--locale zh_TW", ["a zh_TW", "b zh_TW"]),
        ("--state stale --locale zh_CN", ["a zh_CN"]),
        ("--state empty --locale zh_CN", ["a zh_CN", "b zh_CN"]),
        ("--severity modality --locale zh_CN", ["a zh_CN"]),
        ("--severity content", []),
        ("原文/*.md --locale zh_CN", ["a zh_CN"]),
        ("原文/deep/ --locale zh_CN", ["b zh_CN"]),
        ("原文/**/b* --locale zh_TW", ["b zh_TW"]),
        ("译文/a* --locale zh_CN", ["a zh_CN"]),
    ],
)
def test_rows_are_those_that_are_asked_for(
    several: Repository, options: str, rows: list[str]
) -> None:
    found = shown(several, *options.split())
    assert sorted(f"{Path(name).stem} {locale}" for name, locale in found) == rows


def test_of_one_article_the_units_are(several: Repository) -> None:
    said = several.transpipe("status", "原文/a.md", "--state", "empty").out
    assert "And more." in said
    assert "It must" not in said
    assert several.transpipe("status", "nothing*").out == "no article is like that\n"


def test_what_the_index_claims_stands_beside_the_truth(tmp_path: Path) -> None:
    """A row of an empty file, one of an English file, and a translation in no row."""
    row = "* [{0}](https://e.org/{0}) | [原文](./原文/{0}.md) | [译文](./译文/{0}.md)\n"
    files: dict[str, str | bytes] = {"README.md": "".join(map(row.format, "abc"))}
    files |= {f"原文/{name}.md": f"# {name} is here\n\nThis is English.\n" for name in "abcd"}
    files |= {"译文/a.md": "# 甲在这里\n\n这是中文。\n", "译文/b.md": "",
              "译文/c.md": "# c is here\n\nThis is English.\n",
              "译文/d.md": "# 丁在这里\n\n这是中文。\n"}  # fmt: skip
    made = adopted(tmp_path / "work", files)
    said = made.transpipe("status").out
    assert "2 rows of the index say translated of files that are empty or English" in said
    assert "1 translation is in no row of the index" in said
    assert "transpipe index check" in said
    assert "notes on the files" not in said  # what is told already is not counted again
    whole = made.transpipe("status", "--all").out
    assert "rows of the index say" not in whole
    listed = made.transpipe("index", "check").out
    assert all(code in listed for code in ("empty-target", "english-target", "unlisted-article"))
    for place in ("README.md:2: info empty-target", "README.md:3: info english-target"):
        assert place in whole
    assert "译文/d.md: warning unlisted-article" in whole


# ── The chart ───────────────────────────────────────────────────────────────────────────────


def polygons(svg: str) -> dict[str, list[tuple[float, float]]]:
    """The corners of each area."""
    found = re.findall(r'<polygon class="(\w+)" points="([^"]*)"', svg)
    return {
        name: [(float(x), float(y)) for x, y in (p.split(",") for p in points.split())]
        for name, points in found
    }


def test_the_chart_draws_what_the_commits_have(halfway: Repository) -> None:
    """Its last value is that of `status`; drawn again, or in another place, it is the same."""
    halfway.git("add", "-A")
    halfway.git("commit", "-qm", "catalogues")
    halfway.translate("原文/<b>&amp; @you `x`.md", {"B": "乙"})
    halfway.git("commit", "-qam", "more")
    halfway.steps("status --chart course.svg")
    svg = halfway.read("course.svg")
    ElementTree.fromstring(svg)
    assert "翻译进度" in svg
    assert "已翻译 3" in svg
    assert "未译 1" in svg
    assert "prefers-color-scheme: dark" in svg
    assert not re.search(r"href|url\(|<script", svg)
    done = polygons(svg)["done"]
    assert [y for _x, y in done[:3]] == [256.0, 192.0, 128.0]  # 1, 2, 3 of 4
    assert "nothing to write" in halfway.transpipe("status", "--chart", "course.svg").out
    halfway.write(
        "transpipe.toml",
        halfway.read("transpipe.toml").replace('language = "zh_CN"', 'language = "en"'),
    )
    halfway.steps("status --chart course.svg")
    assert "Progress of the translations" in halfway.read("course.svg")


@pytest.mark.parametrize("name", ["x.png", "../x.svg", "/tmp/x.svg"])
def test_the_chart_stays_in_the_repository(halfway: Repository, name: str) -> None:
    assert halfway.transpipe("status", "--chart", name).code == 2


def test_of_a_long_history_some_commits_are_drawn() -> None:
    """The first and the last among them; never more than there is room for."""
    for count in (0, 1, 2, 59, 60, 61, 1000):
        moments = [(str(number), number) for number in range(count)]
        found = [number for _name, number in some(moments)]
        assert len(found) == min(count, 60)
        assert found == sorted(set(found))
        assert found[:1] + found[-1:] == [0, count - 1][: 2 if count else 0]
