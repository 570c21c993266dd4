"""Figures of pages in a browser: what a search finds and takes, and how soon a page is there."""

from __future__ import annotations

import re
import statistics
import tempfile
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

import opencc
import pytest

from tests.browser import Browser, opened
from tests.conftest import ROOT
from tests.figures import Figure
from tests.many import files
from tests.repository import small
from transpipe.engines.opencc import OpenCC
from transpipe.publish.pages.frame import About
from transpipe.publish.pages.page import search
from transpipe.publish.pages.search import Searched, index_of, terms
from transpipe.text.han import HAN
from transpipe.workflows.site_around import by_sign, folds_of

_ASK = """asked => asked.map(words => {
    const input = document.querySelector('input');
    input.value = words;
    input.dispatchEvent(new Event('input'));
    document.getElementById('more').click();
    return [...document.querySelectorAll('#found a')].map(each => each.getAttribute('href'));
})"""
# As often as it takes to tell: the clock of a browser is coarse.
_TIMED = """asked => {
    const input = document.querySelector('input');
    const titles = JSON.parse(document.getElementById('index').textContent).articles;
    const list = document.createElement('ol');
    document.body.append(list);
    const timed = act => {
        const start = performance.now();
        for (let n = 0; n < 5; n += 1) asked.forEach(act);
        return performance.now() - start;
    };
    const query = words => { input.value = words; input.dispatchEvent(new Event('input')); };
    const scan = words => {
        const low = words.toLowerCase();
        list.textContent = '';
        titles.forEach(each => {
            if (each[0].toLowerCase().indexOf(low) < 0 || list.childElementCount >= 100) return;
            const row = document.createElement('li'), link = document.createElement('a');
            link.href = each[1];
            link.textContent = each[0];
            row.append(link);
            list.append(row);
        });
    };
    timed(query), timed(scan);
    return [timed(query), timed(scan)];
}"""


def figures(_data: Path) -> list[Figure]:
    """All figures, in one run of the browser."""
    try:
        with opened() as browser, tempfile.TemporaryDirectory() as place:
            found, asked, ratio = searching(browser, Path(place), 1000)
            loads = load_ratio(browser, Path(place))
    except pytest.skip.Exception as skipped:
        return [("pages in a browser", "–", f"not to be had: {skipped}", False)]
    return [
        ("words of 1,000 articles that the search finds, in either script", "100 %",
         f"{100 * found / asked:.2f} % of {asked}", found == asked),
        ("a query among 1,000 articles, in times of a scan of the titles", "≤ 5",
         f"{ratio:.1f}", ratio <= 5),
        ("first load of a page of the guide, in times of an empty page", "≤ 3",
         f"{loads:.1f}", loads <= 3),
    ]  # fmt: skip


def searching(browser: Browser, place: Path, count: int) -> tuple[int, int, float]:
    """How many of the words asked are found, of how many, and the time of a query by a scan's."""
    texts = [str(text) for text in files(count).values()]
    chinese, english = _words(texts)
    folds = by_sign(folds_of(OpenCC()))
    titles = [text.split("\n")[0].removeprefix("# ") for text in texts]
    rows = [
        Searched(title, f"{n}.html", terms(text, folds))
        for n, (title, text) in enumerate(zip(titles, texts, strict=True))
    ]
    path = place / "search.html"
    path.write_text(search(index_of(rows, folds), About()), "utf-8")
    page = browser.chromium.new_page()
    page.goto(f"file://{quote(str(path))}")
    asked = [*chinese, *english]
    # The other script alone: not the words of Taiwan.
    traditional = [opencc.OpenCC("s2t").convert(word) for word in chinese]
    kinds = {**chinese, **english}
    answers = page.evaluate(_ASK, [*asked, *traditional])
    wanted = [*(kinds[word] for word in asked), *chinese.values()]
    found = sum(f"{n}.html" in each for n, each in zip(wanted, answers, strict=True))
    sample = Random(17).sample(asked, 60)
    mine, theirs = page.evaluate(_TIMED, sample)
    page.close()
    return found, len(wanted), mine / theirs


def _words(texts: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Words by the last article that has them: pieces of Chinese, and English words."""
    random = Random(17)
    chinese: dict[str, int] = {}
    english: dict[str, int] = {}
    for number, text in enumerate(texts):
        runs = [run for run in re.findall(f"[{HAN}]+", text) if len(run) > 1]
        for run in runs[:3]:
            start = random.randrange(len(run) - 1)
            chinese[run[start : start + random.randrange(2, 5)]] = number
        english |= dict.fromkeys(re.findall(r"[A-Za-z]{2,}", text), number)
    return chinese, english


def load_ratio(browser: Browser, place: Path) -> float:
    """How long a page of the guide takes from its file until it is loaded, by an empty one."""
    made = small(place / "guide", _guide())
    made.steps("pages")
    (place / "empty.html").write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    paths = [made.root / "_site/原文/getting-started.html", place / "empty.html"]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(15):
        for path, held in zip(paths, times, strict=True):
            held.append(_load(browser, path))
    return statistics.median(times[0]) / statistics.median(times[1])


def _guide() -> dict[str, str | bytes]:
    names = ("原文", "译文", "locales", "docs", "README.md", "README.zh-CN.md", "transpipe.toml")
    paths = (p for name in names for p in [ROOT / name, *(ROOT / name).rglob("*")] if p.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


def _load(browser: Browser, path: Path) -> float:
    page: Any = browser.chromium.new_page()
    page.goto(f"file://{quote(str(path))}")
    taken = page.evaluate(
        "() => { const t = performance.getEntriesByType('navigation')[0];"
        " return t.loadEventEnd - t.startTime; }"
    )
    page.close()
    return float(taken)
