"""Our pages and comments in a real browser: Debian's Chromium, driven by Playwright.

A comment is rendered by GitHub's own Markdown, cleaned as GitHub cleans it, and set in GitHub's
stylesheet, which comes from npm (github-markdown-css, MIT).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cmarkgfm
import nh3
import pytest
from cmarkgfm.cmark import Options

from tests.generators.installed import npm

STYLESHEET = "github-markdown-css@5.9.0"
WIDE, NARROW = 900, 360
_HEIGHT = 700
# What GitHub leaves of a comment (html-pipeline's SanitizationFilter): no script, style or class.
_TAGS = """
h1 h2 h3 h4 h5 h6 br b i strong em a pre code img tt div ins del sup sub p picture ol ul table thead
tbody tfoot blockquote dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details
caption figure figcaption abbr bdo cite dfn mark small source span time wbr
"""
_ATTRIBUTES = "align alt colspan dir height lang open rowspan start title valign width"
_PAGE = """<!DOCTYPE html><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}
body {{ margin: 0; background: var(--bgColor-default); }}
.markdown-body {{ padding: 16px; font-size: 14px; }}</style>
<article class="markdown-body">{html}</article>
"""


@dataclass(frozen=True)
class Browser:
    """A browser that shows pages without any network."""

    chromium: Any

    @contextmanager
    def shown(self, html: str, width: int = WIDE, *, dark: bool = False) -> Iterator[Any]:
        """A page, as it is shown in a window of that width."""
        window = {"width": width, "height": _HEIGHT}
        scheme = "dark" if dark else "light"
        page = self.chromium.new_page(viewport=window, color_scheme=scheme, offline=True)
        try:
            page.set_content(html)
            yield page
        finally:
            page.close()

    def picture(self, html: str, place: Path, width: int = WIDE, *, dark: bool = False) -> None:
        """A picture of a whole page, written to `place`."""
        with self.shown(html, width, dark=dark) as page:
            page.screenshot(path=str(place), full_page=True)


@contextmanager
def opened() -> Iterator[Browser]:
    """The browser; the test is skipped where there is none, and fails where CI has none."""
    place = shutil.which("chromium")
    if place is None:
        _missing("chromium is not there")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright is not there")
    with sync_playwright() as playwright:
        # Whoever runs tests as root has no sandbox; all that is shown here is made here.
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        chromium = playwright.chromium.launch(executable_path=place, args=options)
        try:
            yield Browser(chromium)
        finally:
            chromium.close()


def on_github(comment: str) -> str:
    """A page with a comment as GitHub shows it."""
    folder = npm(STYLESHEET) / "node_modules" / "github-markdown-css"
    style = (folder / "github-markdown.css").read_text("utf-8")
    return _PAGE.format(style=style, html=cleaned(comment))


def cleaned(comment: str) -> str:
    """The HTML that GitHub makes of a comment."""
    options = Options.CMARK_OPT_UNSAFE
    return sanitised(cmarkgfm.github_flavored_markdown_to_html(comment, options=options))


def sanitised(html: str) -> str:
    """What GitHub's filter leaves of HTML."""
    attributes = {"a": {"href"}, "img": {"src"}, "*": {*_ATTRIBUTES.split()}}
    return nh3.clean(html, tags={*_TAGS.split()}, attributes=attributes, link_rel="nofollow")


def _missing(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
