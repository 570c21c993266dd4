"""Pages: valid, quiet, safe, and with names that stay."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.conftest import CASES
from tests.figures.pages import both
from transpipe import po
from transpipe.markdown import segments
from transpipe.markdown.inline_html import Known, defined, render_inline
from transpipe.model import (
    Catalogue,
    Document,
    Edition,
    Locale,
    Origin,
    Pair,
    PairKind,
    Progress,
    Sourceless,
    State,
    Unit,
)
from transpipe.publish.pages import page as pages
from transpipe.publish.pages.frame import About
from transpipe.publish.pages.sieve import Leads
from transpipe.units.build import unit_of

PAGES = sorted((CASES / "pages").glob("*/"))
LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEMPLATES = Path(pages.__file__).parent / "templates"
ARTICLE = "原文/a.md"
MARKDOWN = """# Title

Some *words* with a [link](./b.md#part), `code` and ![a picture](p.png).

- item
  1. inner

> said

| a | b |
|---|---|
| c | d |

    indented

## Two
"""
# Each of these would do something where it were let through.
EVIL = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.vil/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' onload='alert(1)' alt=\"a\"onmouseover=alert(1)>",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></math>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object><embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    '<a href="&#106;avascript:alert(1)">x</a>',
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<base href=https://e.vil/><meta http-equiv=refresh content='0;url=https://e.vil'>",
    "<link rel=stylesheet href=https://e.vil/x.css><style>*{background:url(//e.vil)}</style>",
    "<body onload=alert(1)><details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)><video><source onerror=alert(1)></video>",
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=) <javascript:alert(1)>",
    "[x][e] ![x][e]\n\n[e]: javascript:alert(1) 'onclick=alert(1)'",
    '![" onerror="alert(1)](x.png "\' onclick=\'alert(1)")',
    "`</code><script>alert(1)</script>`",
    "</div></section></main></body><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "{{ 7 * 7 }}{% include 'page.js' %}",
    "<style>@import '//e.vil'</style><p style='background:url(//e.vil)'>x</p>",
    '<div id="content" name="view" class="u">x</div>',
    "https://e.vil/\"onmouseover='alert(1)'",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><script>alert(1)</script>",
    "<xmp><script>alert(1)</script></xmp><plaintext>",
]
HARMLESS = {"http", "https", "mailto", ""}


def catalogue(*units: Unit) -> Catalogue:
    return Catalogue(ARTICLE, Locale.ZH_CN, units)


def translated(document: Document, say: str = "译 {}") -> dict[int, Unit]:
    return {
        number: Unit(segment.text, say.format(segment.text), State.TRANSLATED)
        for number, segment in document.segments()
    }


def page(text: str, say: str = "译 {}", about: About = About(), **more: object) -> str:  # noqa: B008
    document = segments.parse(text)
    units = translated(document, say)
    return pages.page(edition(document, None, catalogue(*units.values())), units, about, **more)


def pair(name: str) -> Pair:
    return Pair(name, name, PairKind.BOTH)


def edition(source: Document, target: Document | None, held: Catalogue) -> Edition:
    return Edition(pair(held.article), target or Document.blank(), held, source)


def tree(html: str) -> Element:
    """The page as a browser reads it; html5lib raises at the first error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


def assert_inert(html: str) -> None:
    """Parsed, only our own script is there, and nothing that runs, loads or leads astray."""
    root = tree(html)
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    tags = [element.tag for element in elements]
    data = [e.text or "" for e in root.iter("script") if e.get("type") == "application/ld+json"]
    assert tags.count("script") == 1 + len(data)
    assert all(json.loads(text)["@context"] == "https://schema.org" for text in data)
    assert tags.count("style") == 1
    # The page's own switch is the only form element, its language links the only ones.
    assert not {"iframe", "object", "embed", "form", "base", "svg", "math", "video"} & set(tags)
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.startswith("on"), (element.tag, name)
            assert name not in {"style", "srcdoc", "formaction", "background"}
            if name in {"href", "src"}:
                bare = re.sub(r"[\x00-\x20]", "", value)
                assert urlsplit(bare).scheme.lower() in HARMLESS, value
                assert not bare.lower().startswith(("javascript:", "data:", "vbscript:"))


def sections(html: str) -> list[Element]:
    units = (e for e in tree(html).iter("div") if "u" in e.get("class", "").split())
    return [e for e in units if e.get("id")]


def outline(html: str) -> str:
    """A page as lines: containers, each unit's state and class, each side's elements and texts."""
    lines: list[str] = []
    (main,) = tree(html).iter("main")
    for child in main:
        _outlined(child, "", lines)
    return "\n".join(lines) + "\n"


def _outlined(element: Element, indent: str, lines: list[str]) -> None:
    classes = element.get("class", "").split()
    if "u" not in classes:
        if "meta" not in classes and element.tag in {
            "ul",
            "ol",
            "li",
            "blockquote",
            "hr",
            "details",
            "dl",
            "dt",
            "dd",
            "div",
        }:
            lines.append(" ".join((f"{indent}<{element.tag}>", *classes)))
            for child in element:
                _outlined(child, indent + "  ", lines)
        return
    if not element.get("id") and "adm" not in classes:
        return  # the title where the article has none
    lines.append(" ".join((f"{indent}[{element.get('data-state', '')}]", *classes[1:])))
    for side in element:
        if side.get("class") in {"s", "t"}:
            text = re.sub(r"\s*\n\s*", " ", _said(side)).strip()
            lines.append(f"{indent}  {side.get('class')}: {text}")


def _said(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = child.get("class") if child.get("class") == "badge" else child.tag
        bare = name in {"strong", "em", "code", "a", "span"}
        body = _said(child)
        parts.append((body if bare else f"<{name}>{body}") + (child.tail or ""))
    return "".join(parts)


def case_page(case: Path, drafts: bool = True) -> str:
    source = segments.parse((case / "source.md").read_text("utf-8"))
    held = po.parse((case / "catalogue.po").read_text("utf-8"), article=ARTICLE)
    file = case / "target.md"
    target = segments.parse(file.read_text("utf-8"), source=False) if file.exists() else None
    units = unit_of(source, held)
    one = edition(source, target, held)
    return pages.page(one, units, About(language="en"), drafts=drafts)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_page(case: Path) -> None:
    html = case_page(case)
    assert outline(html) == (case / "outline.txt").read_text("utf-8")


def test_a_page_is_valid_and_needs_nothing() -> None:
    root = tree(
        page(MARKDOWN, about=About(home="index.html", alternates=((Locale.ZH_TW, "tw.html"),)))
    )
    assert root.get("lang") == "zh-Hans"
    assert not [e for e in root.iter("script") if e.get("src")]
    assert {e.get("rel") for e in root.iter("link")} == {"alternate"}
    assert [e.get("src") for e in root.iter("img")] == ["p.png", "p.png"]
    assert "@import" not in (TEMPLATES / "page.css").read_text("utf-8")
    assert "url(" not in (TEMPLATES / "page.css").read_text("utf-8")
    assert {e.get("lang") for e in root.iter("div") if e.get("class") == "s"} >= {"en"}
    # Who says nothing else is in the language of the page.
    assert {e.get("lang") for e in root.iter("div") if e.get("class") == "t"} == {None}


def test_the_policy_names_exactly_our_style_and_script() -> None:
    root = tree(page(MARKDOWN))
    (policy,) = [e.get("content") for e in root.iter("meta") if e.get("http-equiv")]
    for name in ("style", "script"):
        (element,) = [e for e in root.iter(name) if e.get("type") is None]
        digest = hashlib.sha256((element.text or "").encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_a_title_that_only_the_translator_gave_is_seen_in_every_view() -> None:
    source = segments.parse("Tea is hot.\n")
    target = segments.parse("# 茶\n\n茶是热的。\n", source=False)
    units = [Unit("Tea is hot.", "茶是热的。", State.TRANSLATED)]
    boxes = [
        e for e in tree(both(source, units, target)).iter("div") if e.find("div/h1") is not None
    ]
    assert [e.get("class") for e in boxes] == ["u heading once"]


def test_a_page_says_for_programs_what_it_is_a_translation_of() -> None:
    facts = {"url": "https://x.org/tea?a=1&b=</script>", "author": "A. Person", "licence": "CC0"}
    source, held = segments.parse("# Tea\n"), catalogue(Unit("Tea", "茶", State.TRANSLATED))
    html = pages.page(edition(source, None, held), unit_of(source, held), About(facts=facts))
    (said,) = [json.loads(e.text or "") for e in tree(html).iter("script") if e.get("type")]
    assert said["headline"] == "茶"
    assert said["inLanguage"] == "zh-Hans"
    assert said["translationOfWork"] == {
        "@type": "Article", "inLanguage": "en", "url": facts["url"], "author": "A. Person",
    }  # fmt: skip
    assert said["license"] == "CC0"


def test_our_own_part_stays_small() -> None:
    root = tree(page(MARKDOWN))
    (style,), (script,) = (
        [e.text or "" for e in root.iter(name) if e.get("type") is None]
        for name in ("style", "script")
    )
    assert len(style.encode()) <= 6_000
    assert len(script.encode()) <= 4_000


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_from_an_article_runs(evil: str) -> None:
    line = " ".join(evil.split("\n"))
    text = f"---\ntitle: {line}\n---\n{evil}\n\n# {line}\n\n- {line}\n\n| {line} |\n|---|\n\n"
    text += f"```{line}\n{evil}\n```\n\n> {line} [a]({line}) ![b](<{line}>)\n\n$$\n{evil}\n$$\n"
    document = segments.parse(text)
    units = translated(document, "{} 译")
    units = {
        n: replace(u, previous=evil, state=State.FUZZY, origin=Origin.of(f"mt:{evil}"))
        if n % 2
        else replace(u, state=State.FUZZY).marked(Origin.of(f"mt:{evil}"))
        for n, u in units.items()
    }
    held = replace(catalogue(*units.values()), article=evil)
    facts = dict.fromkeys(("url", "author", "licence", "translators", "revision"), evil)
    about = About(evil, facts=facts)
    target = segments.parse(f"{text}\n\n译者注：{line}", source=False)
    html = pages.page(edition(document, target, held), units, about, drafts=True)
    assert_inert(html)
    assert_inert(pages.page(Sourceless(pair(evil), target), {}, about))
    row = Progress(evil, Locale.ZH_CN, evil, total=1)
    assert_inert(pages.index([row], {}, titles={evil: evil}, about=About(evil)))


def test_evil_texts_in_random_pieces() -> None:
    rng = random.Random(3)
    pieces = [piece for evil in EVIL for piece in re.split(r"(?<=[<>\"'`\]()])", evil)]
    pieces += ["\n\n", "- ", "> ", "| ", "<p>", "**", "[a](", "`", "&lt;", "&#60;", "\\"]
    for _ in range(60):
        assert_inert(page("".join(rng.choices(pieces, k=40)), "{}"))


def test_links_lead_where_the_caller_says() -> None:
    root = tree(page(MARKDOWN, leads=Leads(lambda link: f"to/{link}", lambda image: f"in/{image}")))
    assert {e.get("href") for e in root.iter("a") if e.get("rel")} == {"to/./b.md#part"}
    assert {e.get("src") for e in root.iter("img")} == {"in/p.png"}


def test_ids_are_unique_and_stay_when_others_come_and_go() -> None:
    rng = random.Random(5)
    texts = [f"Paragraph {n} says {n * 37}." for n in range(30)]
    before = {s.get("id") for s in sections(page("\n\n".join(texts)))}
    assert len(before) == len(texts)
    for _ in range(20):
        more = list(texts)
        for _new in range(4):
            more.insert(rng.randrange(len(more)), rng.choice(["# New", "New.", "- new"]))
        html = page("\n\n".join(more))
        names = [e.get("id") for e in tree(html).iter() if e.get("id")]
        assert len(names) == len(set(names))
        assert before <= set(names)


def test_a_changed_unit_keeps_its_old_name_as_an_alias() -> None:
    (old,) = [s.get("id") for s in sections(page("Old words."))]
    document = segments.parse("New words.")
    unit = Unit("New words.", "旧的话。", State.FUZZY, previous="Old words.")
    root = tree(pages.page(edition(document, None, catalogue(unit)), {0: unit}))
    assert old in [e.get("id") for e in root.iter("a")]
    assert ["".join(e.itertext()) for e in root.iter("del")] == ["Old"]


def test_headings_have_their_anchors_in_both_languages() -> None:
    html = page("# A part\n\n# A part\n\n# B {#own}\n", "译 {}")
    names = {e.get("id") for e in tree(html).iter("a")}
    assert {"a-part", "a-part-1", "own", "译-a-part"} <= names


def test_a_heading_says_how_deep_it_stands_where_a_level_is_left_out() -> None:
    html = page("# A\n\n#### B\n\n#### C\n\n##### D\n\n## E\n")
    found = [(each.tag, each.get("aria-level")) for each in tree(html).iter() if each.tag in LEVELS]
    assert found[::2] == found[1::2]  # in both languages alike
    assert found[::2] == [("h1", None), ("h4", "2"), ("h4", "3"), ("h5", "4"), ("h2", None)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[![](p.png)](https://a.example/x?y)", "a.example/x?y"),
        ('<a href="https://a.example/"><b><img src="p.png"></b> </a>', "a.example/"),
        ("[](https://a.example/)", "a.example/"),
        ("[![a picture](p.png)](https://a.example/)", None),
        ("[words ![](p.png)](https://a.example/)", None),
    ],
)
def test_a_link_without_words_is_called_by_its_address(text: str, name: str | None) -> None:
    html = page(f"{text}\n", say="{}")
    links = [each for each in tree(html).iter("a") if "a.example" in (each.get("href") or "")]
    assert links
    assert {each.get("aria-label") for each in links} == {name}


def test_places_that_tags_name_have_their_names() -> None:
    html = page(
        '<a name="old"></a>\n\nSee <span id="x y">it</span><a id="here"></a>.\n\n    <a id="no">\n'
    )
    names = {e.get("id") for e in tree(html).iter("a")}
    assert {"old", "here"} <= names
    assert "no" not in names


def test_a_draft_is_shown_only_when_asked_for() -> None:
    case = CASES / "pages" / "states-are-said-in-words"
    assert "机器写的。" in case_page(case, drafts=True)
    assert "机器写的。" not in case_page(case, drafts=False)


def test_the_other_language_can_be_hidden_without_a_script() -> None:
    css = (TEMPLATES / "page.css").read_text("utf-8")
    for view in ("target", "source"):
        assert f":has(#v-{view}:checked)" in css
    boxes = list(tree(page(MARKDOWN)).iter("input"))
    assert [box.get("id") for box in boxes] == ["v-both", "v-target", "v-source"]


def test_a_chinese_article_without_a_source() -> None:
    target = segments.parse("# 标题\n\n正文，含 `code`。\n\n- 项\n", source=False)
    html = pages.page(Sourceless(pair(ARTICLE), target), {})
    root = tree(html)
    kinds = [s.get("class", "").split()[1:] for s in sections(html)]
    assert kinds == [["heading", "alone"], ["alone"], ["item", "alone"]]
    assert not list(root.iter("input"))
    assert not [e for e in root.iter("div") if e.get("class") == "s"]
    assert root.find("head/title").text == "标题"


def test_the_index() -> None:
    rows = [
        Progress("原文/a.md", Locale.ZH_CN, "译文/a.md", total=10, confirmed=7, stale=1, empty=2),
        Progress("原文/b.md", Locale.ZH_CN, "译文/b.md"),
        Progress("原文/a.md", Locale.ZH_TW, "zh_TW/a.md", total=10, derived=7, empty=3),
    ]
    hrefs = {("原文/a.md", Locale.ZH_CN): "a.html", ("原文/a.md", Locale.ZH_TW): "tw/a.html"}
    html = pages.index(rows, hrefs, titles={"原文/a.md": "甲"}, about=About("文章", "en"))
    root = tree(html)
    links = [(e.get("href"), "".join(e.itertext())) for e in root.iter("a")]
    assert links == [("a.html", "甲"), ("a.html", "简体中文"), ("tw/a.html", "繁體中文（台灣）")]
    assert len(list(root.iter("li"))) == 2
    assert "7 of 10 done" in html
    assert "stale 1" in html
    assert_inert(html)


def test_the_same_input_gives_the_same_page() -> None:
    raw = '<p align="center"><img width=1 alt=a height=2 src=b title=c> <a title=t href=u>x</a></p>'
    assert len({page(MARKDOWN + raw) for _ in range(20)}) == 1


def test_every_article_makes_a_valid_page(data: Path) -> None:
    for file in sorted((data / "align-dev").glob("*/en.md"))[::5]:
        tree(page(file.read_text("utf-8")[:15_000]))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "**a** _b_ ~~c~~ `<d>`",
            "<strong>a</strong> <em>b</em> <del>c</del> <code>&lt;d&gt;</code>",
        ),
        ("a\nb", "a<br />\nb"),
        ("<kbd>K</kbd> <x-y> <!-- no -->", "<kbd>K</kbd>  "),
        ("[A b] [c][a B]", '<a href="u" title="t">A b</a> <a href="u" title="t">c</a>'),
        ("[none]", "[none]"),
        ("见 https://x.y/a，好。", '见 <a href="https://x.y/a">https://x.y/a</a>，好。'),
        ("(https://x.y).", '(<a href="https://x.y">https://x.y</a>).'),
        ("[https://x.y](z)", '<a href="z">https://x.y</a>'),
        ("end[^1]", 'end<sup><a href="#fn-1">1</a></sup>'),
        ('<img src="a.png" onerror="x">', '<img alt="" src="a.png">'),
    ],
)
def test_inline_markdown(text: str, html: str) -> None:
    known = defined(segments.parse('[a B]: u "t"\n'))
    assert render_inline(text, Known(known, {"1": ("1", "#fn-1")})) == html
