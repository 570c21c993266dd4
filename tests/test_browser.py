"""What a reviewer sees, in a real browser: it fits a telephone, and nothing in it acts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import NARROW, WIDE, Browser, on_github, opened
from tests.screenshots import comment, page, pull_request
from tests.test_ci import HOSTILE, verdict_of
from tests.test_review import catalogue, changes, compared, done
from transpipe.publish.ci.summary import summary
from transpipe.publish.review import Style, as_html, as_markdown

pytestmark = pytest.mark.more

LINK = "https://github.com/you/tea/blob/main/{path}#L{line}"
STYLE = Style("en", link=LINK)
# What acts, loads or asks; and attributes that do.
_ACTIVE = """() => {
    const tags = 'script,iframe,object,embed,form,input,button,link,img,video,audio,base,svg';
    const found = [...document.querySelectorAll(tags)].map(each => each.outerHTML);
    for (const each of document.querySelectorAll('body *'))
        for (const one of each.attributes)
            if (/^on|^style$|^src/.test(one.name) || /^\\s*(javascript|data):/i.test(one.value))
                found.push(each.outerHTML);
    return found;
}"""
# By how much the page, or a table in it, is wider than its place.
_TOO_WIDE = """() => Math.max(...[document.documentElement, ...document.querySelectorAll('table')]
    .map(each => each.scrollWidth - each.clientWidth))"""
_OPEN = """() => [...document.querySelectorAll('td[colspan] > b')]
    .filter(each => each.checkVisibility()).length"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as found:
        yield found


def asked(browser: Browser, html: str, question: str, width: int = WIDE) -> Any:
    """What a page answers; it asks nobody for anything, and shows no dialog."""
    with browser.shown(html, width) as shown:
        heard: list[str] = []
        for event in ("request", "dialog", "pageerror"):
            shown.on(event, lambda said: heard.append(str(said)))
        answer = shown.evaluate(question)
        assert heard == []
        return answer


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_review_fits_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    made = pull_request(tmp_path / "tea")
    for html in (on_github(comment(made)), page(made)):
        assert asked(browser, html, _TOO_WIDE, width) <= 0


def test_what_has_no_place_to_break_fits_too(browser: Browser) -> None:
    long = "kettle " + "x" * 300 + " https://example.org/" + "a/" * 120
    found = compared(
        changes(None, catalogue(done(long, f"`{long}` 水")), "原文/" + "b" * 80 + ".md")
    )
    for html in (on_github(as_markdown(found, STYLE)), as_html(found, "en", LINK)):
        assert asked(browser, html, _TOO_WIDE, NARROW) <= 0


def test_nothing_acts(browser: Browser) -> None:
    units = [done(f"{n} {text}", f"{text} 水 {n}") for n, text in enumerate(HOSTILE)]
    found = compared(changes(None, catalogue(*units), HOSTILE[5]))
    said = summary(verdict_of(HOSTILE[::8]), "zh_CN", 100)
    texts = (as_html(found, "en", LINK), on_github(as_markdown(found, STYLE)), on_github(said))
    for html in texts:
        assert asked(browser, html, _ACTIVE) == []


def test_twenty_changes_are_seen_at_once(browser: Browser) -> None:
    def seen(*counts: int) -> int:
        groups = [
            changes(
                None, catalogue(*(done(f"{n} {x} cups", "杯") for x in range(count))), f"{n}.md"
            )
            for n, count in enumerate(counts)
        ]
        shown = asked(browser, on_github(as_markdown(compared(*groups), STYLE)), _OPEN)
        assert isinstance(shown, int)
        return shown

    assert [seen(20), seen(9, 11), seen(7, 30, 2), seen(40)] == [20, 20, 20, 20]
    assert seen(3) == 3
