"""One page in two languages has two addresses; another page is another page."""

from __future__ import annotations

import pytest

from transpipe.links.addresses import is_localised

SAME = [
    ("https://vuejs.org/guide/x.html#composables", "https://cn.vuejs.org/guide/x.html#composables"),
    (
        "https://vitejs.dev/guide/api-hmr.html#hmr-api",
        "https://cn.vitejs.dev/guide/api-hmr#hmr-api",
    ),
    ("https://v2.vuejs.org/v2/api/#data", "https://v2.cn.vuejs.org/v2/api/#data"),
    (
        "https://v2.vuejs.org/v2/guide/x.html#Caveats",
        "https://v2.cn.vuejs.org/v2/guide/x.html#检测",
    ),
    ("https://vuex.vuejs.org/api/#subscribe", "https://vuex.vuejs.org/zh/api/index.html#subscribe"),
    ("https://www.a.org/x", "https://a.org/x"),
    ("./en/a.md", "./zh/a.md"),
    ("https://a.org/oauth", "https://a.org/oauth?hl=zh-cn"),
    ("https://a.org/oauth?hl=en#use", "https://a.org/oauth?hl=zh-cn#use"),
    ("https://a.org/docs/pumps/valve/", "../pumps/valve.md"),
    ("https://github.com/a/b/blob/master/CHANGELOG.md#300", "./CHANGELOG.md#300"),
    ("../pumps/valve.md", "/docs/pumps/valve"),
]
OTHER = [
    ("https://a.org/x.html", "https://a.org/x"),
    ("https://vuejs.org/a.html", "https://cn.vuejs.org/b.html"),
    ("https://vuejs.org/a.html", "https://cn.vitejs.dev/a.html"),
    ("https://vuejs.org/a.html#x", "https://cn.vuejs.org/a.html"),
    ("https://vuejs.org/a.html", "http://cn.vuejs.org/a.html"),
    ("https://a.org/docs/pumps/valve/", "../pumps/pipe.md"),
    ("https://a.org/docs/pumps/valve/", "../tanks/valve.md"),
    ("https://a.org/docs/pumps/valve/#open", "../pumps/valve.md"),
    ("https://a.org/valve", "valve.md"),
    ("https://a.org/valve", "https://a.org/valve?hl=zhou"),
    ("https://a.org/valve", "https://a.org/valve?v=zh"),
    ("../pumps/valve.md", "/docs/pumps/pipe"),
    ("../pumps/valve.md#open", "/docs/pumps/valve"),
    ("../valve.md", "/docs/pumps/valve"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_same_page(source: str, target: str) -> None:
    assert is_localised(source, target)


@pytest.mark.parametrize(("source", "target"), OTHER)
def test_another_page(source: str, target: str) -> None:
    assert not is_localised(source, target)
