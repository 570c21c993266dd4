"""How Chinese is set, on the labelled articles, and what setting it right leaves alone."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import cmarkgfm
from cmarkgfm.cmark import Options

from tests.breakages import pairs
from tests.figures import Figure
from transpipe.check.mending import mend_file
from transpipe.check.run import check_file
from transpipe.markdown.segments import parse
from transpipe.rules import Context
from transpipe.rules.typography import RULES

ARTICLES = ("002.md", "003.md", "12-factor.zh.md")
# The least precision and recall of each kind; None where the issue names none.
GOALS: dict[str, tuple[float, float | None]] = {
    "halfwidth-punct": (0.98, 0.97),
    "space-around-punct": (0.98, 0.97),
    "missing-cjk-latin-space": (0.98, None),
    "space-between-cjk": (0.95, 0.95),
}
CODES = frozenset(rule.code for rule in RULES)
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def figures(data: Path) -> list[Figure]:
    """Found and rightly found, by the data's own scorer; then every Chinese text set right."""
    return [*_found(data / "lint-dev"), *_set_right(data)]


def _found(folder: Path) -> Iterator[Figure]:
    told = [
        {"file": name, "line": f.line, "col_start": f.column, "col_end": f.end_column,
         "check": f.code}
        for name in ARTICLES
        for f in check_file(Context(name, article=parse((folder / name).read_text("utf-8"))))
        if f.code in CODES
    ]  # fmt: skip
    scored = _scorer(folder).articles(str(folder / "manifest.json"), told, checks=CODES)
    for code, (right, least) in GOALS.items():
        precision, recall = scored[code]["precision"], scored[code]["recall"]
        met = precision >= right and (least is None or recall >= least)
        goal = f"P ≥ {right}" + (f", R ≥ {least}" if least is not None else "")
        yield f"typography, {code} (all seen)", goal, f"P {precision:.3f}, R {recall:.3f}", met


def _scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("lint_score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _set_right(data: Path) -> Iterator[Figure]:
    texts = [pair.target for pair in pairs(data)]
    texts += [(data / "lint-dev" / name).read_text("utf-8") for name in ARTICLES]
    changed = other = twice = 0
    for text in texts:
        # Other mends are wanted to change what renders.
        old = mend_file(Context("zh.md", article=parse(text), unwanted=CODES))
        new = mend_file(Context("zh.md", article=parse(old)))
        changed += new != old
        other += seen_by_reader(new) != seen_by_reader(old)
        twice += mend_file(Context("zh.md", article=parse(new))) != new
    said = f"set right: {changed} of {len(texts)} Chinese texts"
    yield f"{said}; code, addresses or structure changed", "0", str(other), other == 0
    yield f"{said}; changed again by a second run", "0", str(twice), twice == 0


class _Page(HTMLParser):
    """Tags with where they lead, and the text of code, as cmark-gfm has them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code += tag in ("code", "pre")
        self.found.append((tag, [pair for pair in attrs if pair[0] in ("href", "src")]))

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in ("code", "pre")
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        if self._code:
            self.found.append(data)


def seen_by_reader(text: str) -> list[object]:
    """What of a text is no prose, as it renders."""
    page = _Page()
    page.feed(cmarkgfm.github_flavored_markdown_to_html(text, _OPTIONS))
    return page.found
