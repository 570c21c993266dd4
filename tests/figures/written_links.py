"""Figures of links that `build` writes, and of what it writes as cmark-gfm renders it."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

from tests.breakages import pairs
from tests.figures import Figure
from tests.figures.markdown import corpus
from tests.repository import Repository, cloned, small
from transpipe.links.mapping import LinkMap
from transpipe.markdown.inline import mask, unmask
from transpipe.markdown.segments import parse
from transpipe.model import Policy, State, Unit
from transpipe.publish.article import from_source

DEAD = frozenset({"dead-anchor", "dead-link", "dead-reference", "missing-definition"})
BUNDLES = ("awesome-scalability-zh.bundle", "fastapi-tutorial.bundle")
_OPTIONS = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
_WORDS = re.compile(r"[A-Za-z]+(?:[ '][A-Za-z]+)*")
_NUMBERS = count(1)  # two labels are two labels in Chinese, too
# What stays beside the slots: mail, and what would be the address of an image but for its blanks.
_SLOT = re.compile(r"(⟦\d+⟧|[\w.+-]+@[\w.-]+|\]\([^()]*\))")


def figures(data: Path) -> list[Figure]:
    """Dead links that a build writes, in both layouts and all locales; structure that stays."""
    rows: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, made in _repositories(data, Path(folder)):
            for layout, dead, files in written(made):
                label = f"dead links that build writes: {name}, {layout} layout"
                rows.append((label, "0", f"{len(dead)} in {files} files", not dead))
    same, total = 0, 0
    for name, content in corpus(data):
        same += renders_alike(content.decode("utf-8", "replace"), name)
        total += 1
    share = same / max(total, 1)
    label = "articles that render with the structure of their source (cmark-gfm)"
    return [*rows, (label, "≥ 99.9 %", f"{100 * share:.2f} % of {total}", share >= 0.999)]


def _repositories(data: Path, folder: Path) -> Iterator[tuple[str, Repository]]:
    for bundle in BUNDLES:
        yield bundle.partition("-")[0], cloned(data / "corpus" / bundle, folder / bundle)
    book = [pair for pair in pairs(data) if "comprehensive-rust" in pair.name]
    files = {f"原文/{pair.name.partition('src/')[2]}": pair.source for pair in book}
    files |= {f"译文/{pair.name.partition('src/')[2]}": pair.target for pair in book}
    yield "comprehensive", small(folder / "book", files)


def written(made: Repository) -> Iterator[tuple[str, list[str], int]]:
    """By layout, what is dead in the files that a build has written, and how many there are.

    What was dead in a person's file before is no matter of the build.
    """
    made.transpipe("init")
    made.transpipe("align")
    before = set(dead(made))
    made.transpipe("convert", "--add", "zh_TW", "--add", "zh_HK")
    made.transpipe("run")
    yield "own", [said for said in dead(made) if said not in before], len(made.status())
    for path in articles(made):
        made.transpipe("build", "--relayout", path)
    made.transpipe("run")
    yield "source", [said for said in dead(made) if said not in before], len(made.status())


def articles(made: Repository) -> list[str]:
    """The articles with a catalogue."""
    place = made.root / "locales" / "zh_CN" / "LC_MESSAGES"
    return sorted(str(path.relative_to(place).with_suffix(".md")) for path in place.rglob("*.po"))


def dead(made: Repository) -> list[str]:
    """What `check` says of links that lead nowhere."""
    lines = made.transpipe("check", "--json").out.splitlines()
    rows = (json.loads(line) for line in lines if line.startswith("{"))
    return [f"{row['file']}: {row['message']}" for row in rows if row["code"] in DEAD]


# ── Structure ───────────────────────────────────────────────────────────────────────────────


class _Tags(HTMLParser):
    """The tags of a page in order, less where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.found.append(f"/{tag}")


def tags(text: str) -> list[str]:
    """The structure of a text as cmark-gfm renders it."""
    reader = _Tags()
    reader.feed(cmarkgfm.github_flavored_markdown_to_html(text, _OPTIONS))
    return reader.found


def renders_alike(text: str, name: str) -> bool:
    """Whether an article with Chinese in the place of all its words has the source's structure."""
    source = parse(text)
    units = {
        number: Unit(block.text, in_chinese(block.text), State.TRANSLATED)
        for number, block in enumerate(source.blocks)
        if block.segment
    }
    links = LinkMap(name, f"zh/{name}", files=(name,))
    return tags(from_source(source, units, links, Policy()).text) == tags(text)


def in_chinese(text: str) -> str:
    """A text with Chinese words in the place of its own; code, addresses and marks stay."""
    masked, slots = mask(text)
    parts = _SLOT.split(masked)
    said = "".join(
        part if n % 2 else _WORDS.sub(lambda _words: f"译文{next(_NUMBERS)}号", part)
        for n, part in enumerate(parts)
    )
    return unmask(said, slots) or text
