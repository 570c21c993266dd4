"""Pages as a reader meets them, in a real browser: from a file, in every view, by keyboard."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, unquote

import html5lib
import pytest

from tests.browser import Browser, opened
from tests.conftest import ROOT
from tests.generators.installed import npm
from tests.repository import Repository
from tests.site import FILES, site
from transpipe.engines.opencc import OpenCC
from transpipe.markdown.segments import parse
from transpipe.model import Locale
from transpipe.text.han import HAN

pytestmark = pytest.mark.more

AXE = "axe-core@4.14.1"
VIEWS = ("both", "target", "source")
_AXE = """() => axe.run({resultTypes: ['violations']})
    .then(found => found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))"""
_SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
HAN_RUN = re.compile(f"[{HAN}]{{4,}}")
_WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_TOPS = "all => all.map(row => Math.round(row.getBoundingClientRect().top))"
_LEFTS = "unit => ['.s', '.t'].map(at => unit.querySelector(at).getBoundingClientRect().left)"
# The language in which each text is, as the nearest element says, where one of scripts is plain.
_STRANGE = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, text = node.data, at = node.parentElement;
        if (!text.trim() || at.closest('script,style,code,pre,kbd,nav,[lang=""]')) continue;
        const lang = at.closest('[lang]').lang;
        const han = (text.match(/\\p{Script=Han}/gu) || []).length;
        const latin = (text.match(/[A-Za-z]{2,}/g) || []).length;
        if (lang === 'en' && han > 3 * latin + 3) found.push(text);
        if (lang.startsWith('zh') && !han && latin > 4) found.push(text);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as found:
        yield found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the small site, moved to where nothing else is."""
    made = site(tmp_path_factory.mktemp("site") / "tea")
    place = tmp_path_factory.mktemp("moved") / "_site"
    shutil.move(made.root / "_site", place)
    shutil.rmtree(made.root)
    return place


def every(place: Path) -> list[Path]:
    return sorted(place.rglob("*.html"))


@contextmanager
def shown(
    browser: Browser, path: Path, query: str = "", width: int = 1280, **how: Any
) -> Iterator[Any]:
    """A page from its file; it asks for nothing but itself and its pictures, and says no error."""
    page = browser.chromium.new_page(viewport={"width": width, "height": 800}, **how)
    heard: list[str] = []
    page.on("request", lambda r: heard.append(r.url) if r.resource_type != "image" else None)
    page.on("console", lambda said: heard.append(said.text))
    page.on("pageerror", lambda said: heard.append(str(said)))
    address = f"file://{quote(str(path))}"
    try:
        page.goto(address + query)
        yield page
        assert {each.partition("?")[0] for each in heard} == {address}
    finally:
        page.close()


def text_of(page: Any, selector: str) -> list[str]:
    return [each.strip() for each in page.locator(selector).all_inner_texts() if each.strip()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_nothing_stands_in_anybodys_way(browser: Browser, built: Path, script: bool) -> None:
    assert_nothing_in_the_way(browser, every(built), script)


def test_the_guide_stands_in_nobodys_way(browser: Browser, tmp_path: Path) -> None:
    for name in ("原文", "译文", "locales", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("README.md", "README.zh-CN.md", "transpipe.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    Repository(tmp_path).steps("pages")
    pages = every(tmp_path / "_site")
    assert len(pages) > 8
    assert_nothing_in_the_way(browser, pages, thorough=False)
    for path in pages:
        with shown(browser, path, width=360) as page:
            assert page.evaluate(_WIDER) <= 0, path


def assert_nothing_in_the_way(
    browser: Browser, paths: list[Path], script: bool = True, thorough: bool = True
) -> None:
    """axe finds nothing, light or dark, in any view (or only in the first)."""
    axe = (npm(AXE) / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    for path in paths:
        copy = path if script else path.with_suffix(".htm")
        if not script:
            # axe is a script itself: what there is without one, is there without ours.
            copy.write_text(_SCRIPT.sub("", path.read_text("utf-8")), "utf-8")
        with shown(browser, copy) as page:
            page.evaluate(axe)
            views = [view for view in VIEWS if page.locator(f"#v-{view}").count()]
            for view in (views or ["both"]) if thorough else ["both"]:
                if views and thorough:
                    page.locator(f"label[for=v-{view}]").click()
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    assert page.evaluate(_AXE) == [], (path, view, scheme)
        if not script:
            copy.unlink()


def test_each_text_says_its_language(browser: Browser, built: Path) -> None:
    for path in every(built):
        with shown(browser, path) as page:
            assert page.evaluate(_STRANGE) == [], path


def test_nothing_runs_over_the_edge(browser: Browser, built: Path) -> None:
    for path in every(built):
        with shown(browser, path) as page:
            for width in (320, 640, 768, 1280):  # 1280 at 200 % is 640
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate(_WIDER) <= 0, (path, width)


def test_pictures_are_there_wherever_the_site_is(browser: Browser, built: Path) -> None:
    seen = 0
    for path in every(built):
        with shown(browser, path) as page:
            widths = page.evaluate("() => [...document.images].map(each => each.naturalWidth)")
            assert all(widths), path
            seen += len(widths)
    assert seen >= 4
    assert len(list((built / "files").iterdir())) == 1  # one picture, in three articles


def test_links_lead_to_pages_that_are_there(built: Path) -> None:
    for path in every(built):
        root = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
            path.read_text("utf-8")
        )
        ids = {each.get("id") for each in root.iter() if each.get("id")}
        for each in root.iter("a"):
            address, _hash, anchor = (each.get("href") or "").partition("#")
            if not address:
                assert not anchor or anchor in ids, (path, anchor)
            elif ":" not in address:
                assert (path.parent / unquote(address)).resolve().is_relative_to(built.resolve())
                assert (path.parent / unquote(address)).is_file(), (path, address)


def test_views_by_key_by_address_and_without_a_script(browser: Browser, built: Path) -> None:
    notes = built / "原文/notes.html"
    with shown(browser, notes) as page:
        for key, source, target in (("3", True, False), ("2", False, True), ("1", True, True)):
            page.keyboard.press(key)
            assert page.locator("main > .u:not([class*=' ']) > .s").first.is_visible() == source
            assert page.locator("main > .u:not([class*=' ']) > .t").first.is_visible() == target
            assert page.locator("pre").first.is_visible()
    with shown(browser, notes, "?view=target") as page:
        assert not page.locator(".heading > .s").first.is_visible()
    with shown(browser, notes, java_script_enabled=False) as page:
        page.locator("label[for=v-source]").click()
        assert text_of(page, ".t:visible") == []
        assert page.locator(".heading > .s").first.is_visible()
        assert page.locator("#theme").is_hidden()


def test_what_says_the_same_is_level(browser: Browser, built: Path) -> None:
    """Rows of tables beside each other, and the words of items as far in as those of the source."""
    with shown(browser, built / "原文/notes.html") as page:
        page.wait_for_selector(".copy", state="attached")
        left, right = (
            page.locator(f".table > .{side} tr").evaluate_all(_TOPS) for side in ("s", "t")
        )
        assert len(left) == 4
        assert left == right
        inner, outer = (page.locator(at).first for at in ("li li > .item", "main > .heading"))
        far = [each.evaluate(_LEFTS) for each in (inner, outer)]
        assert far[0][0] - far[1][0] == pytest.approx(far[0][1] - far[1][1], abs=1)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate(_WIDER) <= 0


def test_the_place_stays_when_the_view_changes(browser: Browser, built: Path) -> None:
    with shown(browser, built / "原文/notes.html") as page:
        page.set_viewport_size({"width": 1280, "height": 300})
        quote_ = page.locator("blockquote:not(.note) .u").first
        quote_.evaluate("each => window.scrollTo(0, each.getBoundingClientRect().top - 80)")
        top = "() => document.querySelector('blockquote:not(.note) .u').getBoundingClientRect().top"
        page.wait_for_timeout(50)
        before = page.evaluate(top)
        for key in "231":
            page.keyboard.press(key)
            assert abs(page.evaluate(top) - before) <= 2


def test_what_says_the_same_lights_up(browser: Browser, built: Path) -> None:
    with shown(browser, built / "原文/notes.html") as page:
        page.locator(".t [data-n]", has_text="把水烧开").hover()
        assert text_of(page, ".s .on") == ["Bring it to the boil once, and pour it at once."]
        page.locator(".s td", has_text="green").hover()
        assert text_of(page, ".on") == ["green", "绿茶"]
        page.locator(".s", has_text="It boils dry.").hover()
        assert text_of(page, ".on") == ["It boils dry.", "水会烧干。"]
        page.locator(".t", has_text="清单").locator("a").first.focus()
        assert any("the list" in each for each in text_of(page, ".on"))


def test_everything_goes_by_keyboard(browser: Browser, built: Path) -> None:
    with shown(browser, built / "原文/notes.html") as page:
        reached: set[str] = set()
        for _ in range(80):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate("""() => { const at = document.activeElement;
                const style = getComputedStyle(at), label = at.nextElementSibling;
                const seen = style.outlineStyle !== 'none'
                    || (label && getComputedStyle(label).outlineStyle !== 'none');
                return at === document.body ? '' : (seen ? '' : 'unseen ') + at.tagName; }""")
            )
        assert {"A", "BUTTON", "INPUT", "SUMMARY", "PRE"} <= reached
        assert not any(each.startswith("unseen") for each in reached)


def test_light_and_dark_by_a_switch_that_is_kept(browser: Browser, built: Path) -> None:
    with shown(browser, built / "原文/notes.html", color_scheme="light") as page:
        colour = "() => getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(colour)
        page.locator("#theme").click()
        dark = page.evaluate(colour)
        assert dark != before
        page.reload()
        assert page.evaluate(colour) == dark
        page.locator("#theme").click()
        assert page.evaluate(colour) == before


def test_the_first_page_can_be_filtered(browser: Browser, built: Path) -> None:
    with shown(browser, built / "index.html") as page:
        assert page.title() == "茶馆"
        page.locator("input[type=search]").fill("笔记")
        assert text_of(page, ".list > li:visible h2") == ["关于茶的笔记"]
        page.locator("input[type=search]").fill("still")
        assert text_of(page, ".list > li:visible h2") == ["Still to be translated"]


_ASK = """asked => asked.map(words => {
    const input = document.querySelector('input');
    input.value = words;
    input.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('#found a')].map(each => each.getAttribute('href'));
})"""


def test_every_word_is_found_in_either_script(browser: Browser, built: Path) -> None:
    random = Random(17)
    asked: dict[str, str] = {}
    for path in sorted((FILES / "译文").glob("*.md")) + sorted((FILES / "原文").glob("*.md")):
        document = parse(path.read_text("utf-8"), source=path.parent.name == "原文")
        said = " ".join(block.text for block in document.blocks)
        runs = [run for run in re.findall(f"[{HAN}]+", said) if len(run) > 1]
        for run in random.sample(runs, min(len(runs), 12)):
            start = random.randrange(len(run) - 1)
            asked[run[start : start + random.randrange(2, 5)]] = path.stem
        for word in random.sample(words := re.findall(r"[A-Za-z]+", said), min(len(words), 12)):
            asked[word] = path.stem
    pages = {path.stem for path in FILES.glob("原文/*.md")} | {"只有中文"}
    traditional = OpenCC().convert(list(asked), Locale.ZH_TW)
    with shown(browser, built / "search.html") as page:
        for queries in (list(asked), list(traditional)):
            for query, stem, found in zip(
                queries, asked.values(), page.evaluate(_ASK, queries), strict=True
            ):
                assert quote(stem) in {Path(each).stem for each in found}, query
        assert page.evaluate(_ASK, ["没有这种词组", "zzz", ""]) == [[], [], []]
        (found,) = page.evaluate(_ASK, ["茶"])
        assert len(found) == len(pages) - 1  # one is not translated
        page.locator("input").fill("笔记")
        assert HAN_RUN.search(page.locator("#found li p").first.inner_text())
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.href").endswith("/notes.html")


def test_a_page_in_traditional_says_all_of_its_words_so(browser: Browser, built: Path) -> None:
    with shown(browser, built / "zh_TW/原文/notes.html") as page:
        words = page.inner_text("body")
        assert "對照" in words
        assert "标记" not in words
        assert page.locator("html").get_attribute("lang") == "zh-Hant-TW"


def test_paper_shows_every_picture_and_every_line_of_code(browser: Browser, built: Path) -> None:
    with shown(browser, built / "原文/code.html") as page:
        page.emulate_media(media="print")
        assert page.evaluate(
            "() => [...document.querySelectorAll('pre')].every(e => e.scrollWidth <= e.clientWidth)"
        )
        assert page.pdf().startswith(b"%PDF")
    with shown(browser, built / "原文/notes.html") as page:
        page.emulate_media(media="print")
        assert page.locator("details p").first.is_visible()
        assert all(page.evaluate("() => [...document.images].map(e => e.checkVisibility())"))
        pictures = page.evaluate("() => new Set([...document.images].map(e => e.src)).size")
        assert page.pdf().count(b"/Subtype /Image") >= pictures > 0
