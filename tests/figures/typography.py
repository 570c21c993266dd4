"""How Chinese is set, on the labelled articles, and what setting it right leaves alone."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import cmarkgfm
from cmarkgfm.cmark import Options
from rapidfuzz.distance import Levenshtein

from tests.breakages import pairs
from tests.figures import Figure
from transpipe.check.mending import mend_file
from transpipe.check.run import check_file
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.segments import parse
from transpipe.model import Document
from transpipe.rules import Context, radicals
from transpipe.rules.radicals import character_of
from transpipe.rules.setting import set_right
from transpipe.rules.typography import RULES

ARTICLES = ("002.md", "003.md", "12-factor.zh.md")
# The least precision and recall of each kind; None where the issue names none.
GOALS: dict[str, tuple[float, float | None]] = {
    "halfwidth-punct": (0.98, 0.97),
    "space-around-punct": (0.98, 0.97),
    "missing-cjk-latin-space": (0.98, None),
    "space-between-cjk": (0.95, 0.95),
}
_RUNS = 3
CODES = frozenset(rule.code for rule in RULES)
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def figures(data: Path) -> list[Figure]:
    """Found and rightly found, by the data's own scorer; then every Chinese text set right."""
    folder = data / "lint-dev"
    return [*_found(folder), *_set_right(data), *_radicals(data), *_beside(folder), *_time(data)]


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


def _radicals(data: Path) -> Iterator[Figure]:
    """Characters made radicals, as a PDF does: found, and mended to what they were."""
    back = {character_of(chr(n)): chr(n) for n in range(0x2E80, 0x2FD6)}
    chance, found, right, false, made = Random(20), 0, 0, 0, 0
    texts = pairs(data)
    for pair in texts:
        old = "".join(each for each in pair.target if each not in "`*[]<>$_")
        new = "".join(
            back[each] if each in back and chance.random() < 0.2 else each for each in old
        )
        hits = list(radicals.RULES[0].find("", new, Context()))
        told = [hit.span.start for hit in hits]
        places = {n for n, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]}
        made += len(places)
        found += len(places & set(told))
        false += len(set(told) - places)
        right += replace_spans(new, [(hit.span, hit.mend or "") for hit in hits]) == old
    score = 2 * found / (2 * found + false + made - found)
    value = f"{score:.3f} ({made} made, {false} false; {right} of {len(texts)} texts as they were)"
    yield "typography, kangxi-radical, made at random: F1", ">= .95", value, score >= 0.95


def _setting(articles: Sequence[Document]) -> float:
    """The seconds of the processor that it takes to set their prose right."""
    start = time.process_time()
    for article in articles:
        for block in article.blocks:
            set_right(block.text)
    return time.process_time() - start


def _time(data: Path) -> Iterator[Figure]:
    """The processor's time for a thousand articles, beside autocorrect's."""
    tools = os.environ.get("TRANSPIPE_TYPOGRAPHERS")
    if not tools:
        return
    chance, targets = Random(1000), [pair.target for pair in pairs(data)]
    texts = chance.choices(targets, k=1000)
    start = time.process_time()
    articles = [parse(text, source=False) for text in texts]
    read = time.process_time() - start
    ours = min(_setting(articles) for _run in range(_RUNS))
    said = (
        "import json, sys, time, autocorrect_py as a; texts = json.load(sys.stdin);"
        "now = time.process_time; run = lambda: [a.format_for(text, 'md') for text in texts];"
        f"print(min(-now() + (run(), now())[1] for _run in range({_RUNS})))"
    )
    done = subprocess.run(
        [Path(tools) / "python", "-c", said],
        input=json.dumps(texts), capture_output=True, check=True, text=True,
    )  # fmt: skip
    theirs = float(done.stdout)
    value = f"{ours / theirs:.2f} x ({ours:.1f} s beside {theirs:.1f} s)"
    name = "typography, 1,000 articles beside autocorrect-py"
    yield f"{name}: prose set right", "<= 1.5 x", value, ours <= 1.5 * theirs
    whole = (ours + read) / theirs
    value = f"{whole:.2f} x (reading {read:.1f} s)"
    yield f"{name}: with the reading of Markdown", "<= 1.5 x", value, whole <= 1.5


def _beside(folder: Path) -> Iterator[Figure]:
    """What limae and autocorrect change of the same articles, by where their texts differ.

    `TRANSPIPE_TYPOGRAPHERS` names a folder of programs that has both.
    """
    tools = os.environ.get("TRANSPIPE_TYPOGRAPHERS")
    if not tools:
        return
    makers: dict[str, Callable[[str], str]] = {
        "transpipe": lambda text: mend_file(Context("zh.md", article=parse(text))),
        "limae": lambda text: _limae(Path(tools), text),
        "autocorrect": lambda text: _autocorrect(Path(tools), text),
    }
    for code in ("halfwidth-punct", "space-around-punct"):
        said, ours = [], {}
        for tool, make in makers.items():
            told = [
                {"file": name, "check": code, "line": line, "col_start": a, "col_end": b}
                for name in ARTICLES
                for line, a, b in _changes((folder / name).read_text("utf-8"), make, code)
            ]
            found = _scorer(folder).articles(str(folder / "manifest.json"), told, checks={code})[
                code
            ]
            ours[tool] = (found["precision"] or 0.0, found["recall"] or 0.0)
            said.append(f"{tool} P {ours[tool][0]:.3f} R {ours[tool][1]:.3f}")
        ahead = all(ours["transpipe"][1] >= ours[tool][1] for tool in makers)
        yield f"typography, {code}: changed beside others", "ahead in R", ", ".join(said), ahead


def _limae(tools: Path, text: str) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "zh.md"
        path.write_text(text, "utf-8")
        subprocess.run([tools / "limae", "--fix", path], capture_output=True, check=False)
        return path.read_text("utf-8")


def _autocorrect(tools: Path, text: str) -> str:
    said = "import sys, autocorrect_py as a; sys.stdout.write(a.format_for(sys.stdin.read(), 'md'))"
    done = subprocess.run(
        [tools / "python", "-c", said], input=text, capture_output=True, check=True, text=True
    )
    return done.stdout


def _changes(text: str, make: Callable[[str], str], code: str) -> Iterator[tuple[int, int, int]]:
    """The changes of a kind: a mark that became wide, a blank that went beside one."""
    for number, (old, new) in enumerate(_rows(text, make(text)), 1):
        for each in Levenshtein.opcodes(old, new):
            before, after = old[each.src_start : each.src_end], new[each.dest_start : each.dest_end]
            place = number, each.src_start + 1, each.src_end + 1
            beside = (
                old[each.src_start - 1 : each.src_start] + new[each.dest_end : each.dest_end + 1]
            )
            marks = re.search(r"[，；：？！。]", after)
            blank = before.isspace() and not after and re.search(r"[，。、；：？！（）]", beside)
            if each.tag != "equal" and (marks if code == "halfwidth-punct" else blank):
                yield place


def _rows(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The lines of both, where there are as many."""
    rows = old.split("\n"), new.split("\n")
    return zip(*rows, strict=False)


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
