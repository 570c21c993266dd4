"""Links to headings of other articles: what is written, what is found, what is nobody's fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import Repository, adopted, small

POT = "# Pots\n\nSee [the lid](./lid.md#how-it-closes) and [the rim](./lid.md#the-rim).\n"
LID = "# Lids\n\n## How it closes\n\nTurn it to the left.\n\n## The rim\n\nIt is round.\n"
POT_ZH = "# 壶\n\n参见[壶盖](./lid.md#怎样盖上)和[边沿](./lid.md#边沿)。\n"
LID_ZH = "# 壶盖\n\n## 怎样盖上\n\n向左转。\n\n## 边沿\n\n它是圆的。\n"


def pots(tmp_path: Path, more: dict[str, str] | None = None) -> Repository:
    """Two adopted articles, the first with links to headings of the second."""
    files = {
        "原文/pot.md": POT, "译文/pot.md": POT_ZH, "原文/lid.md": LID, "译文/lid.md": LID_ZH,
    }  # fmt: skip
    return adopted(tmp_path / "pots", files | (more or {}), ["原文/pot.md", "原文/lid.md"])


def found(repository: Repository) -> list[str]:
    lines = repository.transpipe("check").out.splitlines()
    return [line for line in lines if "dead-anchor" in line]


@pytest.mark.more
def test_a_link_to_a_heading_that_is_there_is_no_finding(tmp_path: Path) -> None:
    repository = pots(tmp_path)
    assert not found(repository)
    assert "参见" in repository.read("译文/pot.md")


@pytest.mark.parametrize("form", ["[边沿](./lid.md#{})", '<a href="lid.md#{}">边沿</a>'])
@pytest.mark.first(1)
def test_a_heading_of_another_article_that_is_not_there_is_found(tmp_path: Path, form: str) -> None:
    repository = pots(tmp_path)
    text = POT_ZH.replace("[边沿](./lid.md#边沿)", form.format("边缘"))
    repository.write("译文/pot.md", text)
    (line,) = found(repository)
    assert line.startswith("译文/pot.md:3:")
    assert line.endswith("error dead-anchor: no heading #边缘 in 译文/lid.md")


@pytest.mark.more
def test_what_the_source_has_no_better_is_no_finding(tmp_path: Path) -> None:
    dead = {
        "原文/pot.md": POT.replace("#the-rim", "#the-edge"),
        "译文/pot.md": POT_ZH.replace("#边沿", "#the-edge"),
    }
    assert not found(pots(tmp_path, dead))


@pytest.mark.more
def test_a_translators_own_link_is_looked_at_all_the_same(tmp_path: Path) -> None:
    repository = pots(tmp_path)
    repository.write("译文/pot.md", POT_ZH + "\n译注：又见[这里](./lid.md#别处)。\n")
    assert "no heading #别处 in 译文/lid.md" in found(repository)[0]


def test_a_heading_renamed_by_hand_is_told_until_a_build_follows(tmp_path: Path) -> None:
    repository = pots(tmp_path)
    repository.write("译文/lid.md", LID_ZH.replace("## 边沿", "## 边缘"))
    assert "no heading #边沿 in 译文/lid.md" in found(repository)[0]
    repository.steps("sync", "build")
    assert "(./lid.md#边缘)" in repository.read("译文/pot.md")
    assert not found(repository)


def test_a_page_that_a_site_routes_to_is_no_heading(tmp_path: Path) -> None:
    repository = pots(tmp_path)
    text = POT_ZH.replace("./lid.md#边沿", "#/zh-CN/lid#边沿")
    repository.write("译文/pot.md", text + "\n另见[别处](#边缘)。\n")
    (line,) = found(repository)
    assert line.endswith("error dead-anchor: no heading #边缘")


@pytest.mark.more
def test_files_that_are_no_articles_have_headings_too(tmp_path: Path) -> None:
    files = {
        "原文/tea.md": "# Tea\n\nSee [notes](../NOTES.md#all) and [more](../NOTES.md#more).\n",
        "译文/tea.md": "# 茶\n\n见[笔记](../NOTES.md#all)和[更多](../NOTES.md#其他)。\n",
        "NOTES.md": "# All\n\n## More\n",
    }
    repository = adopted(tmp_path / "tea", files, ["原文/tea.md"])
    assert [line.partition(": ")[2] for line in found(repository)] == [
        "error dead-anchor: no heading #其他 in NOTES.md"
    ]


@pytest.mark.more
def test_a_derived_file_is_held_against_the_files_of_its_locale(tmp_path: Path) -> None:
    repository = pots(tmp_path, {"transpipe.toml": 'derived = ["zh_TW"]\n'})
    repository.steps("convert", "build")
    path = "译文/zh_TW/pot.md"
    assert "#怎樣蓋上" in repository.read(path)
    assert not found(repository)
    repository.write(path, repository.read(path).replace("#怎樣蓋上", "#怎样盖上"))
    assert "no heading #怎样盖上 in 译文/zh_TW/lid.md" in found(repository)[0]


SITE = 'anchors = "vitepress"\n[[pairs]]\nsource = "docs/{name}.md"\ntarget = "docs/zh/{name}.md"\n'


@pytest.mark.first(1)
@pytest.mark.parametrize("link", ["./lid", "/lid", "lid.html", "/lid.md"])
def test_pages_of_a_site_are_files(tmp_path: Path, link: str) -> None:
    files = {
        "docs/pot.md": f"# Pot\n\nSee [it]({link}#the-rim).\n", "docs/lid.md": LID,
        "docs/zh/pot.md": "# 壶\n\n见[它](/zh/lid#没有)。\n", "docs/zh/lid.md": LID_ZH,
        "transpipe.toml": SITE,
    }  # fmt: skip
    repository = small(tmp_path / "site", files)
    repository.steps("align")
    assert "no heading #没有 in docs/zh/lid.md" in found(repository)[0]
    repository.translate("docs/pot.md", {f"See [it]({link}#the-rim).": f"见[它]({link}#the-rim)。"})
    repository.steps("build")
    assert "#边沿)" in repository.read("docs/zh/pot.md")
    assert not found(repository)


LINKED = [
    ("vitepress", "[it](./lid#{})"),
    ("vitepress", "[it](/zh/lid#{})"),
    ("vitepress", '<a href="lid.html#{}">it</a>'),
    ("hugo", '[it]({{{{< relref "lid.md#{}" >}}}})'),
    ("docusaurus", "[it](/docs/lid#{})"),
]


@pytest.mark.more
@pytest.mark.parametrize(("style", "form"), LINKED)
def test_links_of_a_persons_file_follow_a_heading_that_somebody_renames(
    tmp_path: Path, style: str, form: str
) -> None:
    there = form.replace("/zh/", "/").format("the-rim")
    files = {
        "docs/pot.md": f"# Pot\n\nSee {there} here.\n", "docs/lid.md": LID,
        "docs/zh/pot.md": f"# 壶\n\n见{form.format('边沿')}。\n", "docs/zh/lid.md": LID_ZH,
        "transpipe.toml": SITE.replace("vitepress", style),
    }  # fmt: skip
    repository = adopted(tmp_path / "site", files, ["docs/pot.md", "docs/lid.md"])
    assert f"见{there}。" in [u.target for u in repository.units("docs/pot.md").values()]
    repository.write("docs/zh/lid.md", LID_ZH.replace("## 边沿", "## 边缘"))
    repository.steps("sync", "build", "check")
    assert form.format("边缘") in repository.read("docs/zh/pot.md")


@pytest.mark.parametrize("style", ["docusaurus", pytest.param("hugo", marks=pytest.mark.more)])
def test_an_address_in_a_tag_that_leads_to_the_english_page_stays(
    tmp_path: Path, style: str
) -> None:
    tag = '<a href="/docs/lid#the-rim">it</a>'
    files = {
        "docs/pot.md": f"# Pot\n\nSee {tag} here.\n\n<p>{tag}</p>\n", "docs/lid.md": LID,
        "docs/zh/lid.md": LID_ZH, "transpipe.toml": SITE.replace("vitepress", style),
    }  # fmt: skip
    repository = small(tmp_path / "site", files)
    repository.steps("align", "sync")
    repository.translate("docs/pot.md", {f"See {tag} here.": f"见{tag}。"})
    repository.steps("build", "check")
    text = repository.read("docs/zh/pot.md")
    assert f"见{tag}。\n\n<p>{tag}</p>" in text
    repository.write("docs/zh/pot.md", text.replace("the-rim", "边沿"))
    assert "no heading #边沿 in docs/lid.md" in found(repository)[0]


DOCSIFY = {
    "docs/index.html": "<script>window.$docsify = {}</script>\n",
    "docs/en/cup.md": "# Cups\n\nSee [lids](en/more/lid?id=_1-the-rim) and [all](en/all.md).\n",
    "docs/zh/cup.md": "# 杯子\n\n参见[盖子](zh/more/lid?id=_1-边沿)和[全部](zh/all.md)。\n",
    "docs/en/more/lid.md": "# Lids\n\n## 1. The rim\n\nIt is [round](#_1-the-rim).\n",
    "docs/zh/more/lid.md": "# 盖子\n\n## 1. 边沿\n\n它是[圆的](#_1-边沿)。\n",
}


def test_links_that_begin_at_the_top_of_the_site_lead_somewhere(tmp_path: Path) -> None:
    """What the source has no better, in its own language, is no matter either: `all.md`."""
    repository = small(tmp_path / "site", DOCSIFY)
    repository.steps("init", "align", "check")
    assert not found(repository)
    text = repository.read("docs/zh/cup.md").replace("zh/more/lid", "zh/more/rim")
    repository.write("docs/zh/cup.md", text)
    ran = repository.transpipe("check")
    assert "docs/zh/cup.md:3:3: error dead-link: no file docs/zh/more/rim" in ran.out


def test_those_of_a_derived_file_stay_in_its_locale(tmp_path: Path) -> None:
    repository = small(tmp_path / "site", DOCSIFY)
    repository.steps("init", "align")
    unit = repository.units("docs/en/cup.md")[DOCSIFY["docs/en/cup.md"].splitlines()[2]]
    assert "[盖子](en/more/lid?id=_1-the-rim)" in unit.target
    repository.steps("build")
    assert repository.read("docs/zh/cup.md") == DOCSIFY["docs/zh/cup.md"]
    repository.steps("convert --add zh_TW", "run")
    assert "[蓋子](zh-TW/more/lid?id=_1-邊沿)" in repository.read("docs/zh-TW/cup.md")
    assert not found(repository)


def test_a_link_that_led_nowhere_before_the_adoption_stays_as_it_is(tmp_path: Path) -> None:
    """The translator has copied the English address: no command but a mend touches it."""
    pot = POT_ZH.replace("#边沿", "#the-rim").replace("参见", "参见\n")
    repository = small(
        tmp_path / "pots",
        {"原文/pot.md": POT, "译文/pot.md": pot, "原文/lid.md": LID, "译文/lid.md": LID_ZH},
    )
    repository.steps("init", "align", "sync", "build")
    assert repository.read("译文/pot.md") == pot
    assert "no heading #the-rim in 译文/lid.md" in found(repository)[0]
    repository.commit()
    repository.write("译文/lid.md", LID_ZH.replace("## 怎样盖上", "## 怎么盖上"))
    repository.steps("sync", "build")
    assert repository.read("译文/pot.md") == pot.replace("#怎样盖上", "#怎么盖上")
