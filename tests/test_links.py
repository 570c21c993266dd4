"""Links between articles: what `forward` writes, `back` reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transpipe.links.mapping import LinkMap
from transpipe.links.targets import Targets
from transpipe.model import AnchorStyle

TARGETS = {
    "原文/a.md": "译文/甲.md",
    "原文/b c.md": "译文/乙.md",
    "原文/deep/d.md": "译文/deep/丁.md",
    "原文/e.md": "译文/e.md",
    "README_EN.md": "README.md",
}
ANCHORS = {
    "原文/a.md": {"rules": "规则", "rules-1": "规则-1", "same": "same"},
    "原文/b c.md": {"start": "开始"},
    "README_EN.md": {"contents": "目录"},
}
FILES = (
    *TARGETS,
    *TARGETS.values(),
    "原文/new.md",
    "原文/only.png",
    "原文/both.png",
    "译文/both.png",
    "译文/only-zh.png",
    "images/x.png",
)


def links(source: str = "原文/a.md") -> LinkMap:
    return LinkMap(source, TARGETS[source], Targets(TARGETS), ANCHORS, FILES)


FORWARD = [
    # within the article
    ("#rules", "#规则"),
    ("#rules-1", "#规则-1"),
    ("#same", "#same"),
    ("#unknown", "#unknown"),
    # to other articles, written as they were
    ("./b%20c.md", "./乙.md"),
    ("b%20c.md", "乙.md"),
    ("./b%20c.md#start", "./乙.md#开始"),
    ("./b%20c.md#unknown", "./乙.md#unknown"),
    ("deep/d.md", "deep/丁.md"),
    ("../README_EN.md#contents", "../README.md#目录"),
    ("e.md", "e.md"),
    ("./a.md#rules", "./甲.md#规则"),
    # what nobody has translated is read in the source
    ("./new.md#x", "../原文/new.md#x"),
    # pictures: beside the translation where there is one, else the source's
    ("both.png", "both.png"),
    ("./only.png", "../原文/only.png"),
    ("../images/x.png", "../images/x.png"),
    # everything else
    ("nowhere.md", "nowhere.md"),
    ("https://example.org/a.md#rules", "https://example.org/a.md#rules"),
    ("mailto:a@example.org", "mailto:a@example.org"),
    ("//example.org/x", "//example.org/x"),
    ("/absolute.md", "/absolute.md"),
    ("tel:123", "tel:123"),
    ("", ""),
    ("#", "#"),
]


@pytest.mark.parametrize(("link", "wanted"), FORWARD)
def test_forward(link: str, wanted: str) -> None:
    assert links().forward(link) == wanted


@pytest.mark.parametrize(("wanted", "link"), FORWARD)
def test_back_undoes_it(wanted: str, link: str) -> None:
    assert links().forward(links().back(link)) == link
    # `./` is no part of what a link says: `../原文/new.md` does not tell how it was written.
    assert links().back(link).removeprefix("./") == wanted.removeprefix("./")


def test_an_article_in_a_folder_of_its_own() -> None:
    deep = links("原文/deep/d.md")
    assert deep.forward("../a.md#rules") == "../甲.md#规则"
    assert deep.back("../甲.md#规则") == "../a.md#rules"
    assert deep.forward("pic.png") == "pic.png"
    assert deep.forward("../only.png") == "../../原文/only.png"


def test_a_readme_in_the_root() -> None:
    index = links("README_EN.md")
    assert index.forward("./原文/a.md#rules") == "./译文/甲.md#规则"
    assert index.forward("原文/new.md") == "原文/new.md"
    assert index.forward("#contents") == "#目录"
    assert index.back("./译文/甲.md#规则") == "./原文/a.md#rules"
    assert index.back("images/x.png") == "images/x.png"


def test_an_anchor_may_be_percent_encoded() -> None:
    assert links().back("#%E8%A7%84%E5%88%99") == "#rules"
    assert links().back("./%E4%B9%99.md#%E5%BC%80%E5%A7%8B") == "./b%20c.md#start"


def test_the_case_of_an_anchor_is_no_matter() -> None:
    """The source's link is followed by browsers and sites that fold it."""
    assert links().forward("#Rules") == "#规则"
    assert links().forward("./b%20c.md#Start") == "./乙.md#开始"


def test_what_ends_a_destination_is_encoded() -> None:
    odd = LinkMap("a.md", "b.md", Targets({"c.md": "d (1).md"}), {}, ("c.md", "d (1).md"))
    assert odd.forward("./c.md") == "./d%20%281%29.md"
    assert odd.back("./d%20%281%29.md") == "./c.md"


def test_a_query_stays() -> None:
    assert links().forward("./b%20c.md?plain=1#L3") == "./b%20c.md?plain=1#L3"


def test_a_link_that_a_translator_pointed_elsewhere_stays_as_it_is() -> None:
    for link in ("only-zh.png", "https://zh.example.org", "丙.md", "#自己的标题"):
        assert links().back(link) == link


PATHS = st.sampled_from(
    ["", "a.md", "./a.md", "b%20c.md", "new.md", "deep/d.md", "../README_EN.md", "only.png",
     "both.png", "../译文/甲.md", "乙.md", "../原文/a.md", "x y.md", "..", ".", "deep/../a.md"]
)  # fmt: skip
ENDS = st.sampled_from(["", "#", "#rules", "#规则", "#start", "#%E8%A7%84", "?q#a", "#a#b"])


@given(st.one_of(st.builds(str.__add__, PATHS, ENDS), st.text(max_size=12)),
       st.sampled_from(sorted(TARGETS)))  # fmt: skip
@settings(derandomize=True, max_examples=400, deadline=None)
def test_back_and_forward_settle(link: str, source: str) -> None:
    both = links(source)
    there = both.forward(link)
    # What the translation has is what its catalogue's text is written as again.
    assert both.forward(both.back(there)) == there
    once = both.back(there)
    assert both.back(both.forward(once)) == once


@given(st.builds(str.__add__, PATHS, ENDS), st.sampled_from(sorted(TARGETS)))
@settings(derandomize=True, max_examples=400, deadline=None)
def test_any_link_settles_once_it_was_published(link: str, source: str) -> None:
    both = links(source)
    published = both.forward(both.back(link))
    assert both.forward(both.back(published)) == published


# ── Pages of a site ─────────────────────────────────────────────────────────────────────────


def site(style: AnchorStyle, source: str, target: str, here: str = "guide/use.md") -> LinkMap:
    """A site with three articles, one of them not translated."""
    names = ("index.md", "guide/use.md", "guide/only.md", "ref/index.md", "ref/net.md")
    of = {source + name: target + name for name in names}
    only = f"{source}guide/only.md"
    files = (*of, *(file for article, file in of.items() if article != only))
    anchors = {article: {"keep": "保持"} for article in of if article != only}
    targets = Targets(of, lambda article: article != only)
    return LinkMap(source + here, target + here, targets, anchors, files, style=style)


VITEPRESS = [
    ("../ref/net#keep", "../ref/net#保持"),
    ("../ref/net.html#keep", "../ref/net.html#保持"),
    ("/ref/net#keep", "/zh/ref/net#保持"),
    ("/ref/net.md#keep", "/zh/ref/net.md#保持"),
    ("/ref/#keep", "/zh/ref/#保持"),
    ("/#keep", "/zh/#保持"),
    ("/", "/zh/"),
    ("../ref/", "../ref/"),
    ("./only#plans", "../../guide/only#plans"),
    ("/guide/only#plans", "/guide/only#plans"),
    ("/elsewhere", "/elsewhere"),
    ("/logo.png", "/logo.png"),
]
LEFT_AS_IT_IS = [
    ("../ref/net#keep", "../ref/net#保持"),
    ("../../ref/net/#keep", "../../ref/net/#保持"),
    ("/ref/net/#keep", "/ref/net/#保持"),
    ("/docs/ref/net#keep", "/docs/ref/net#保持"),
    ("/guide/only/#plans", "/guide/only/#plans"),
]
STARLIGHT = [
    ("/ref/net/#keep", "/zh/ref/net/#保持"),
    ("/guide/only/#plans", "/zh/guide/only/#plans"),
]
I18N = "i18n/zh-CN/docusaurus-plugin-content-docs/current/"
DOCUSAURUS = [
    ("./only.md#plans", "guide/only.md#plans"),
    ("../ref/net.md#keep", "../ref/net.md#保持"),
]
PAGES = [
    *((site(AnchorStyle.VITEPRESS, "docs/", "docs/zh/"), *row) for row in VITEPRESS),
    *((site(AnchorStyle.HUGO, "docs/", "content/zh/"), *row) for row in LEFT_AS_IT_IS),
    *((site(AnchorStyle.DOCUSAURUS, "docs/", I18N), *row) for row in LEFT_AS_IT_IS),
    *((site(AnchorStyle.DOCUSAURUS, "docs/", I18N), *row) for row in DOCUSAURUS),
    *(
        (site(AnchorStyle.GITHUB, "src/content/docs/", "src/content/docs/zh/"), *row)
        for row in STARLIGHT
    ),
]


@pytest.mark.parametrize(("map_", "link", "wanted"), PAGES)
def test_pages_are_named_as_the_site_names_them(map_: LinkMap, link: str, wanted: str) -> None:
    assert map_.forward(link) == wanted
    assert map_.forward(map_.back(wanted)) == wanted


BESIDE = [
    ("net#keep", "net#keep"),  # nobody knows what the page beside is called
    ("ref/#keep", "ref/#keep"),
    ("/docs/net.md#keep", "/docs/net.zh-CN.md#保持"),
    ("net.md#keep", "net.zh-CN.md#保持"),
]


@pytest.mark.parametrize(("link", "wanted"), BESIDE)
def test_a_page_beside_its_source_is_left_alone(link: str, wanted: str) -> None:
    names = ("docs/use", "docs/net", "docs/ref/README")
    of = {f"{name}.md": f"{name}.zh-CN.md" for name in names}
    anchors = {article: {"keep": "保持"} for article in of}
    map_ = LinkMap("docs/use.md", of["docs/use.md"], Targets(of), anchors, (*of, *of.values()))
    assert map_.forward(link) == wanted
    assert map_.forward(map_.back(wanted)) == wanted


LED = [
    (site(AnchorStyle.VITEPRESS, "docs/", "docs/zh/"), "/zh/ref/net#x", "docs/zh/ref/net.md"),
    (site(AnchorStyle.VITEPRESS, "docs/", "docs/zh/"), "/guide/only", "docs/guide/only.md"),
    (site(AnchorStyle.VITEPRESS, "docs/", "docs/zh/"), "./nowhere", ""),
    (site(AnchorStyle.DOCUSAURUS, "docs/", I18N), "/docs/ref/net#x", f"{I18N}ref/net.md"),
    (site(AnchorStyle.DOCUSAURUS, "docs/", I18N), "guide/only.md", "docs/guide/only.md"),
]


@pytest.mark.parametrize(("map_", "link", "file"), LED)
def test_the_file_is_known_that_a_link_leads_to(map_: LinkMap, link: str, file: str) -> None:
    assert map_.file_of(link) == file
