"""Figures of the pages: what they show beside what GitHub shows, names that stay, size, speed."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import cmarkgfm
import mistune

from tests import on_github
from tests.conftest import ROOT
from tests.figures import Figure, rebuilt
from tests.figures.markdown import corpus
from transpipe import po
from transpipe.markdown import segments
from transpipe.markdown.source import read
from transpipe.model import (
    WRAPPED,
    Catalogue,
    Document,
    Edition,
    Locale,
    Pair,
    PairKind,
    Sourceless,
    State,
    Unit,
)
from transpipe.publish.pages.page import page
from transpipe.units.build import unit_of

_FRONT = re.compile(r"\A---\n(?:[^\n]*\n)+?---\n")
_ID = re.compile(r'<div class="u[^>]* id=([^ >]+)')


def figures(data: Path) -> list[Figure]:
    """The figures of the pages."""
    same, total = 0, 0
    for _name, ours, theirs in leaves(data):
        same, total = same + _equal(ours, theirs), total + len(theirs)
    spec_same, spec_total = of_spec(data)
    kept, all_ = anchors_kept(1000)
    over = [name for name, size, limit in sizes() if size > limit]
    ratio = build_ratio()
    return [
        ("blocks of the corpora shown as GitHub's parser shows them", "≥ 99.5 %",
         f"{100 * same / total:.2f} % of {total}", same >= 0.995 * total),
        ("of the examples of the CommonMark spec", "–",
         f"{100 * spec_same / spec_total:.1f} % of {spec_total}", True),
        ("names of unchanged units that stay, 1,000 edits", "100 %",
         f"{100 * kept / all_:.2f} % of {all_}", kept == all_),
        ("pages of the guide above 1.25 × both languages + 20 kB", "0",
         f"{len(over)}", not over),
        ("building the guide's pages, in times of mistune's HTML of both languages", "≤ 2",
         f"{ratio:.1f}", ratio <= 2),
        *rebuilt.figures(),
    ]  # fmt: skip


def leaves(
    data: Path, every: int = 1, first: int = 0, largest: int = 1 << 30
) -> Iterator[tuple[str, list[on_github.Leaf], list[on_github.Leaf]]]:
    """The leaves of files of the corpora on a page, and on GitHub, less those of other grammars."""
    for name, content in corpus(data)[first::every]:
        text = _FRONT.sub("", read(content).replace("\r\n", "\n"), count=1)
        if len(text) <= largest:
            theirs = [leaf for leaf in on_github.theirs(text) if not on_github.is_ours(leaf)]
            ours = [
                leaf for leaf in on_github.ours(alone(text), "t") if not on_github.is_ours(leaf)
            ]
            yield name, ours, theirs


def of_spec(data: Path) -> tuple[int, int]:
    """How many examples of the spec look the same, and how many there are."""
    lines = (data / "corpus" / "commonmark-spec.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["markdown"] for line in lines]
    same = sum(on_github.ours(alone(text), "t") == on_github.theirs(text) for text in texts)
    return same, len(texts)


def alone(text: str) -> str:
    """The page of a text without a translation."""
    document = segments.parse(text, WRAPPED, source=False)
    return page(Sourceless(Pair(None, "x.md", PairKind.SOURCELESS), document), {})


def _equal(ours: Sequence[on_github.Leaf], theirs: Sequence[on_github.Leaf]) -> int:
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def both(source: Document, units: Sequence[Unit], target: Document | None = None) -> str:
    """The page of an article with these units."""
    held = Catalogue("原文/a.md", Locale.ZH_CN, tuple(units))
    pair = Pair("原文/a.md", "译文/a.md", PairKind.BOTH)
    return page(Edition(pair, target or Document.blank(), held, source), unit_of(source, held))


def anchors_kept(edits: int) -> tuple[int, int]:
    """Of the units that an edit leaves alone, how many keep their name; after so many edits."""
    rng = random.Random(17)
    paragraphs = [f"Paragraph {n} says {n * 37} things." for n in range(24)]
    kept = total = 0
    for number in range(edits):
        before = list(paragraphs)
        at = rng.randrange(len(paragraphs))
        match rng.randrange(4):
            case 0:
                paragraphs.insert(at, f"A new one, number {number}.")
            case 1:
                del paragraphs[at]
            case 2:
                paragraphs[at] = f"# Another heading {number}"
            case _:
                rng.shuffle(paragraphs)
        if len(paragraphs) < 12:
            paragraphs += [f"Filled up {number} {n}." for n in range(12)]
        same = set(before) & set(paragraphs)
        old, new = (_names(each) for each in (before, paragraphs))
        kept += sum(old[text] == new[text] for text in same)
        total += len(same)
    return kept, total


def _names(paragraphs: Sequence[str]) -> dict[str, str]:
    source = segments.parse("\n\n".join(paragraphs))
    units = [Unit(s.text, f"译 {s.text}", State.TRANSLATED) for _n, s in source.segments()]
    return dict(zip(paragraphs, _ID.findall(both(source, units)), strict=True))


def guide() -> Iterator[tuple[Document, Catalogue, str]]:
    """The articles of the guide with their catalogues, and the text of their translations."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "译文").glob("*.md"))]
    for path in sorted((ROOT / "locales/zh_CN/LC_MESSAGES/原文").glob("*.po")):
        held = po.parse(path.read_text("utf-8"), article=f"原文/{path.stem}.md")
        source = segments.parse((ROOT / f"原文/{path.stem}.md").read_text("utf-8"))
        title = next(iter(held.active())).target
        yield source, held, next(text for text in texts if text.startswith(f"# {title}"))


def sizes() -> Iterator[tuple[str, int, float]]:
    """The bytes of each page of the guide, and how many it may have."""
    for source, held, target in guide():
        html = sum(
            len(cmarkgfm.github_flavored_markdown_to_html(text).encode())
            for text in (source.text, target)
        )
        made = both(source, held.units, segments.parse(target, source=False))
        yield held.article, len(made.encode()), 1.25 * html + 20_000


def build_ratio() -> float:
    """The time of making the guide's pages, by that of mistune's HTML of both languages."""
    articles = list(guide())
    ours, theirs = [], []
    for _ in range(3):
        begin = time.process_time()
        for source, held, target in articles:
            both(segments.parse(source.text), held.units, segments.parse(target, source=False))
        middle = time.process_time()
        for source, _held, target in articles:
            mistune.html(source.text)
            mistune.html(target)
        ours.append(middle - begin)
        theirs.append(time.process_time() - middle)
    return min(ours) / min(theirs)
