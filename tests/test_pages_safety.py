"""Nothing that an article, a catalogue or a name brings along runs on a page: tried in a browser.

Each probe would only set a mark on the page that it runs on; the pages are looked at with their
policy, and again without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, product

import pytest

from tests.browser import Browser, opened
from tests.test_bilingual import EVIL, assert_inert, catalogue, edition, pair, translated
from transpipe.markdown import segments
from transpipe.model import Locale, Origin, Progress, Sourceless, State, Unit
from transpipe.publish.pages import page as pages
from transpipe.publish.pages.frame import About

pytestmark = pytest.mark.more

RUN = "window.PWN=1"
_TAGS = (
    "img src=x", "svg", "body", "video src=x", "audio src=x", "details open", "input autofocus",
    "iframe src=x", "object data=x", "math", "marquee", "style", "a href=x", "table", "p",
    "custom-x",
)  # fmt: skip
_EVENTS = (
    "onerror", "onload", "onfocus", "ontoggle", "onmouseover", "onclick", "onanimationstart",
    "onpointerenter",
)  # fmt: skip
_SCHEMES = (
    "javascript:", "JaVaScRiPt:", "java\tscript:", "&#106;avascript:", "&#x6A;avascript&colon;",
    " javascript:", "\x01javascript:", "javascript&#58;", "data:text/html,<script>", "vbscript:",
    "javascript://%0a", "//javascript:",
)  # fmt: skip
_PLACES = (
    "<a href='{}'>x</a>", "<img src='{}'>", "[x]({})", "![x]({})", "<{}>", "[x][e]\n\n[e]: {}",
    "<iframe src='{}'></iframe>", "<form action='{}'><button>x</button></form>",
    "<svg><a xlink:href='{}'><text>x</text></a></svg>",
)  # fmt: skip
_QUOTES = ('"><{}', "'><{}", "</div><{}", "</title><{}", "--><{}", "</style><{}", "]]><{}", "`<{}")
_ACT = """() => {
    for (const each of document.querySelectorAll('body *')) {
        for (const name of ['mouseover', 'pointerenter', 'focus', 'toggle', 'error', 'load'])
            each.dispatchEvent(new Event(name));
        if (each.tagName === 'A' && !each.protocol.startsWith('javascript'))
            each.addEventListener('click', event => event.preventDefault());
        if (each.click) each.click();
    }
    return new Promise(done => setTimeout(() => done(window.PWN || ''), 50));
}"""
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')


def probes() -> list[str]:
    """More than two hundred ways to run something, each of which would leave a mark."""
    said = [each.replace("alert(1)", RUN) for each in EVIL]
    said += [f"<{tag} {event}={RUN}>" for tag, event in product(_TAGS, _EVENTS)]
    said += [place.format(scheme + RUN) for scheme, place in product(_SCHEMES, _PLACES)]
    said += [quote.format(f"script>{RUN}</script>") for quote in _QUOTES]
    return said


def article(evil: str) -> str:
    """The probe in every place that an article has for a text."""
    line = " ".join(evil.split("\n"))
    text = f"---\ntitle: {line}\n---\n\n{evil}\n\n# {line}\n\n- {line}\n\n| {line} |\n|---|\n\n"
    text += f"```{line}\n{evil}\n```\n\n> {line} [a]({line}) ![{line}](<{line}> '{line}')\n\n"
    return f"{text}$$\n{evil}\n$$\n\n[^{line}]\n\n[^{line}]: {line}\n\n::: {line}\n\nx\n\n:::\n"


def shown(probes: Sequence[str]) -> Iterator[str]:
    """The pages on which they stand: in the source, in the words of every state, in every fact."""
    text = "\n\n".join(map(article, probes))
    document = segments.parse(text)
    evils = cycle(probes)
    units: dict[int, Unit] = {}
    for number, unit in translated(document, "").items():
        evil = next(evils)
        said = replace(unit, target=f"{unit.source} {evil}", state=State.FUZZY)
        drafted = said.marked(Origin.of(f"mt:{evil}"))
        units[number] = replace(said, previous=evil) if number % 2 else drafted
    evil = probes[0]
    held = replace(catalogue(*units.values()), article=evil)
    facts = dict(zip(("url", "author", "licence", "translators", "revision"), evils, strict=False))
    about = About(evil, facts=facts, before=("x.html", evil), edit=lambda _unit: f"https:{evil}")
    target = segments.parse(f"{text}\n\n译者注：{evil}", source=False)
    yield pages.page(edition(document, target, held), units, about, drafts=True)
    yield pages.page(Sourceless(pair(evil), target), {}, about)
    rows = [Progress(each, Locale.ZH_CN, each, total=1) for each in probes]
    hrefs = {(each, Locale.ZH_CN): "x.html" for each in probes}
    yield pages.index(rows, hrefs, titles={each: each for each in probes}, about=about)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as found:
        yield found


def test_nothing_runs(browser: Browser) -> None:
    every = probes()
    assert len(every) > 200
    for start in range(0, len(every), 14):
        for html in shown(every[start : start + 14]):
            assert_inert(html)
            bare, count = _POLICY.subn("", html)
            assert count == 1
            for each in (html, bare):
                with browser.shown(each) as page:
                    assert page.evaluate(_ACT) == "", start


def test_a_probe_that_gets_through_is_seen(browser: Browser) -> None:
    """What the test above stands on: the marks are left where nothing is in the way."""
    run = (
        f"<script>{RUN}</script>",
        f"<img src=x onerror={RUN}>",
        f"<a href='javascript:{RUN}'>x</a>",
    )
    for evil in run:
        with browser.shown(f"<!DOCTYPE html><body>{evil}</body>") as page:
            assert page.evaluate(_ACT) == 1, evil
