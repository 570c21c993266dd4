"""The second opinion: markdown-it-py cuts the same words out of the same lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

from markdown_it import MarkdownIt

from tests.figures import markdown as measured
from transpipe.markdown.segments import outline, parse
from transpipe.markdown.source import read
from transpipe.model import OPAQUE, WRAPPED, Block, Kind

ORACLE = MarkdownIt("commonmark").enable("table")
# Lines that CommonMark reads in another way: blocks that it does not have, boxes, alerts.
OURS = re.compile(
    r"^\s*(?:/{3}|:{3}|\{[{%*#]|\[\^|!!!|\?\?\?|=== |\$\$|: )|^[ >]*\[!\w+\]|^[ >*-]*\[[ xX]\] ",
    re.MULTILINE,
)
FRONT = re.compile(r"---\n(?:[^\n]*\n)+?---\n")
ANCHOR = re.compile(r"[ ]*\{ ?#[^}\n]*\}$")
# The links to source and target that end a row of an index are no words of it.
ROW = re.compile(r"[\s|]*\[原文\]\(.*$")


def _words(text: str) -> list[str]:
    """The text of the leaves as markdown-it has it, blanks folded."""
    return [_folded(token.content) for token in ORACLE.parse(text) if token.type == "inline"]


def _ours(text: str) -> list[str]:
    return [_folded(_raw(text, block)) for block in outline(text, WRAPPED).blocks if _is(block)]


def _is(block: Block) -> bool:
    return block.segment is not None and block.kind is not Kind.TITLE


def _raw(text: str, block: Block) -> str:
    assert block.segment is not None
    return "\n".join(span.of(text) for span in block.segment.fragments)


def _folded(text: str) -> str:
    # markdown-it resolves `\|` in cells, replaces NUL and strips wide blanks at the ends.
    text = text.replace("\\|", "|").replace("\ufffd", "\0")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def test_words_are_those_of_commonmark_in_every_example_of_the_spec(data: Path) -> None:
    differing = []
    for content in measured.spec(data):
        text = read(content)
        if _ours(text) != [words for words in _words(text) if words]:
            differing.append(text)
    assert differing == []


def test_words_are_those_of_commonmark_in_real_articles(data: Path) -> None:
    differing = []
    plain = [(n, read(c)) for n, c in measured.corpus(data) if not OURS.search(read(c))]
    for name, text in plain[::3]:
        body = FRONT.sub("", text, count=1) if text.startswith("---\n") else text
        theirs = [ROW.sub("", ANCHOR.sub("", words)) for words in _words(body)]
        if _ours(text) != [words for words in theirs if words]:
            differing.append(name)
    assert len(plain) > 400
    assert differing == []


def test_lines_are_those_of_commonmark(data: Path) -> None:
    """Every prose block of the aligned articles, whose lines are markdown-it's, is one of ours."""
    missing = []
    for path in sorted(data.glob("align-dev/*/*.blocks.jsonl"))[::4]:
        text = read(path.with_name(path.name.replace(".blocks.jsonl", ".md")).read_bytes())
        ours = {block.lines for block in parse(text, source=False).blocks}
        for line in path.read_text("utf-8").splitlines():
            block = json.loads(line)
            lines = (block["line_start"], block["line_end"])
            if lines not in ours and block["text"].strip("| "):
                missing.append((path.parent.name, lines))
    assert missing == []


def test_opaque_blocks_hold_no_segment(data: Path) -> None:
    for _name, content in measured.corpus(data)[::30]:
        for block in outline(read(content), WRAPPED).blocks:
            assert (block.segment is None) or block.kind not in OPAQUE
