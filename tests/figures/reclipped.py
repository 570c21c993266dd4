"""Articles clipped from the web anew: another Markdown writer, the same words."""

from __future__ import annotations

import re
import tempfile
import textwrap
from dataclasses import dataclass, replace
from pathlib import Path

from markdown_it import MarkdownIt

from tests.figures import Figure
from tests.repository import cloned
from transpipe.editions.settle import settle
from transpipe.markdown import segments
from transpipe.model import Catalogue, Layout, Locale, State
from transpipe.source_edits.merge import merge
from transpipe.units.build import empty


@dataclass(frozen=True)
class Writer:
    """How another Markdown writer sets down the same article."""

    width: int = 0
    bullet: str = "*"
    slanted: str = "_"
    bold: str = "__"
    quotes: str = "“”‘’"
    nbsp: bool = False
    images: str = ""


WRITERS = (
    Writer(width=72, bullet="+", nbsp=True),
    Writer(bullet="*", bold="**", slanted="*", images="https://images.example.net/clip/"),
    Writer(width=100, bullet="*", quotes="\"\"''", images="./images/"),
)


def figures(data: Path) -> list[Figure]:
    """Every 原文 with text, by every writer: nothing to look at; and with one edit, that alone."""
    with tempfile.TemporaryDirectory() as folder:
        clone = cloned(data / "corpus/awesome-scalability-zh.bundle", Path(folder) / "clone")
        files = sorted(path for path in (clone.root / "原文").iterdir() if path.is_file())
        texts = [path.read_text("utf-8") for path in files if path.stat().st_size]
    same = [asked(text, rewritten(text, writer)) for text in texts for writer in WRITERS]
    hidden = [_hidden(text, writer) for text in texts for writer in WRITERS]
    return [
        (f"re-clipped articles ({len(same)}): reviews asked for", "0",
         str(sum(map(len, same))), not any(same)),
        ("one real edit hidden in each is found", "all", f"{sum(hidden)} of {len(hidden)}",
         all(hidden)),
    ]  # fmt: skip


def asked(before: str, after: str) -> list[str]:
    """The texts that a person is asked to look at when one version follows another."""
    document = segments.parse(before)
    old = _worded(empty(document, "原文/a.md", Locale.ZH_CN, Layout.PARENT))
    now = segments.parse(after, document.cut)
    merged, _patches = settle(merge(now, old), old)
    active = merged.catalogue.active()
    return [unit.source for unit in active if unit.state is not State.TRANSLATED]


def _worded(catalogue: Catalogue) -> Catalogue:
    """A catalogue in which every unit has words: its links, code, numbers and names in Chinese."""
    units = [unit.changed(f"译文：{unit.source}") for unit in catalogue.units]
    return replace(catalogue, units=tuple(units))


def _hidden(text: str, writer: Writer) -> bool:
    sentence = re.search(r"(?<=[a-z] )(is|are|should|can) (?=[a-z]+ )", text)
    assert sentence
    edited = text[: sentence.end()] + "not " + text[sentence.end() :]
    found = asked(text, rewritten(edited, writer))
    return len(found) == 1 and " not " in re.sub(r"\s", " ", found[0])


def rewritten(text: str, writer: Writer) -> str:
    """The article as the writer would have it; code stays as it is."""
    lines = text.split("\n")
    verbatim: set[int] = set()
    prose: list[tuple[int, int]] = []
    stack = [""]
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("fence", "code_block", "html_block") and token.map:
            verbatim.update(range(*token.map))
        if token.nesting:
            stack = [*stack, token.type] if token.nesting > 0 else stack[:-1]
        if token.type == "inline" and token.map and stack[1:] == ["paragraph_open"]:
            prose.append((token.map[0], token.map[1]))
    changed = [
        line if number in verbatim else _line(line, writer) for number, line in enumerate(lines)
    ]
    for start, end in reversed(prose):
        changed[start:end] = _wrapped(changed[start:end], writer.width)
    return "\n".join(changed)


def _wrapped(lines: list[str], width: int) -> list[str]:
    """A paragraph wrapped anew; one with hard breaks, tables or lines of its own kind stays."""
    kept = any(line.endswith(("  ", "\\")) or "|" in line or "://" in line for line in lines)
    if kept or not width:
        return lines
    text = " ".join(line.strip(" ") for line in lines)
    wide = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    safe = not any(re.match(r"[-+*#>=|]|\d+[.)]", line) for line in wide[1:])
    return wide if safe else lines


_CODE = re.compile(r"(`+[^`]*`+|!?\[[^\]]*\]\([^)]*\)|<[^>]*>)")


def _line(line: str, writer: Writer) -> str:
    found = re.match(r"(\s*)[-*+](?= )", line)
    start = ""
    if found:
        start, line = found[1] + writer.bullet, line[found.end() :]
    pieces = _CODE.split(line)
    return start + "".join(
        _image(piece, writer) if number % 2 else _words(piece, writer)
        for number, piece in enumerate(pieces)
    )


def _image(piece: str, writer: Writer) -> str:
    found = re.fullmatch(r"(!\[[^\]]*\]\()(?:[^)]*/)?([^)]*\))", piece)
    return found[1] + writer.images + found[2] if found and writer.images else piece


def _words(text: str, writer: Writer) -> str:
    text = re.sub(r"(?<![\w*])\*\*(\S[^*]*\S)\*\*(?![\w*])", rf"{writer.bold}\1{writer.bold}", text)
    text = re.sub(
        r"(?<![\w*])\*(\w[^*]*\w)\*(?![\w*])", rf"{writer.slanted}\1{writer.slanted}", text
    )
    left, right, single, apostrophe = writer.quotes
    text = re.sub(r"(?<![\w])[\"“](?=\w)", left, text)
    text = re.sub(r"(?<=[\w.,!?])[\"”]", right, text)
    text = re.sub(r"(?<=\w)['’](?=\w)", apostrophe, text)
    text = re.sub(r"(?<![\w])['‘](?=\w)", single, text)
    return re.sub(r"(?<=\b[aA]) (?=\w)", "\u00a0", text) if writer.nbsp else text
