"""What a translator sees of an article: cases as files, and what holds for any text."""

from __future__ import annotations

import cProfile
import json
import pstats
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES
from transpipe.markdown.segments import parse
from transpipe.markdown.source import bad_line, guess_encoding, is_utf8, line_starts, read, write
from transpipe.markdown.splice import splice
from transpipe.model import Cut, Document, Lines, Syntax

FOLDERS = sorted(CASES.glob("markdown/*/")) + sorted(CASES.glob("mdx/*/"))
MARKS = [
    "# ",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "    ",
    "\t",
    "```\n",
    "|a|b|\n|-|-|\n",
]
MARKS += [
    "[a]: b",
    "[^1]: ",
    "$$",
    "---\n",
    "===\n",
    "<!--",
    "-->",
    "<div>",
    "\\",
    "**",
    "`",
    "{{x}}",
]
MARKS += [
    "/// a\n",
    "!!! a\n",
    "\ufeff",
    "中",
    "\udcff",
    "\0",
    "\x0b",
    "\u2028",
    "a",
    " ",
    ": b\n",
    "|",
]
ARTICLES = st.lists(st.sampled_from(MARKS), max_size=30).map("".join) | st.text(max_size=60)


def _rows(document: Document) -> Iterator[dict[str, object]]:
    for block in document.blocks:
        row: dict[str, object] = {"kind": block.kind.value, "lines": list(block.lines)}
        row |= {"text": block.text, "path": "/".join(block.path)}
        if block.segment:
            row |= {"translatable": block.segment.translatable, "comment": block.segment.comment}
        row |= {"trail": list(block.trail), "row": block.row, "column": block.column}
        row |= {"level": block.level, "anchor": block.anchor}
        yield {key: value for key, value in row.items() if _says(key, value)}


def _says(key: str, value: object) -> bool:
    """Whether a value is worth a place in a case: none that most blocks have."""
    return value not in ("", [], None) and value is not True and (key, value) != ("level", 0)


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    (file,) = case.glob("source.*")
    document = parse(file.read_bytes().decode(), Cut(Syntax.of(file.name)))
    expected = (case / "segments.jsonl").read_text("utf-8").splitlines()
    found = [json.dumps(row, ensure_ascii=False) for row in _rows(document)]
    assert found == expected


@given(ARTICLES)
def test_any_text_can_be_cut_and_put_together_again(text: str) -> None:
    document = parse(text)
    assert splice(document, {}).text == text
    end = 0
    for block in document.blocks:
        assert block.raw == block.span.of(text)
        for span in block.segment.fragments if block.segment else ():
            assert end <= span.start < span.end <= len(text)
            end = span.end


@given(ARTICLES, st.sampled_from(Lines))
def test_translated_text_has_the_structure_of_the_source(text: str, lines: Lines) -> None:
    document = parse(text, Cut(lines=lines), source=False)
    targets = {n: f"译文{n}。" for n, block in enumerate(document.blocks) if block.segment}
    result = splice(document, targets)
    assert parse(result.text, Cut(lines=lines), source=False).shape == document.shape
    assert len(result.blocks) + len(result.findings) == len(targets)


@given(ARTICLES)
def test_cutting_is_the_same_twice(text: str) -> None:
    assert parse(text) == parse(text)


@given(st.binary(max_size=40))
def test_bytes_come_back(data: bytes) -> None:
    assert write(read(data)) == data
    assert is_utf8(data) == (bad_line(data) == 0)


def test_lines_end_where_markdown_says() -> None:
    assert line_starts("a\r\nb\rc\nd\x0be\x85f\u2028g\n") == (0, 3, 5, 7)


@pytest.mark.parametrize("encoding", ["GB18030", "Big5", "UTF-16"])
def test_the_encoding_of_a_chinese_file_is_guessed(encoding: str) -> None:
    text = "我們的時間不多。\n這個國家的人說了很多話。\n" * 3
    data = text.encode(encoding)
    assert not is_utf8(data)
    assert bad_line(b"ok\n\n" + "我".encode("gb18030")) == 3
    assert guess_encoding(data) == encoding


def test_hard_wrapped_prose_is_never_taken_for_lines_that_are_paragraphs() -> None:
    sentence = "One sentence that is long enough to be more than a hundred columns wide, and ends. "
    semantic = "\n\n".join("\n".join([sentence.strip() * 2] * 3) for _ in range(6))
    assert parse(semantic).lines is Lines.WRAP
    wrapped = "\n".join(["Words that go on and on until the line is full and the next", "one"] * 20)
    assert parse(wrapped).lines is Lines.WRAP


GROWING: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: ">" * n,
    "quote marks": lambda n: "> " * n,
    "quotes and lists by turns": lambda n: "> a\n- b\n" * n,
    "nested both ways": lambda n: "> - " * n,
    "blanks in a heading": lambda n: "# a" + " " * n + "b",
    "marks in a heading": lambda n: "# " + "# " * n,
    "math that does not end": lambda n: "$$ a\n\n" * n,
    "definitions by turns": lambda n: "[a]: b\n\n> [c]: d\n\n" * n,
    "brackets": lambda n: "[" * n + "]" * n,
    "links that do not end": lambda n: "[a](" * n,
    "ticks": lambda n: "`" * n + " " + "`" * (n // 2),
    "comments that do not end": lambda n: "x " + "<!-- " * n,
    "emphasis": lambda n: "a**b*c_ " * n,
    "cells": lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n",
    "addresses": lambda n: "http://a" + ")" * n,
    "placeholders": lambda n: "{{ a " * n,
    "footnotes": lambda n: "[^a]: b\n" * n,
    "admonitions": lambda n: "!!! a\n    b\n" * n,
    "blank lines in an item": lambda n: "- a" + "\n" * n + "  b\n",
}


@pytest.mark.parametrize("name", GROWING)
def test_work_grows_with_the_length_alone(name: str) -> None:
    """Eight times the text takes less than 40 times the work: not its square (64 times)."""
    grow, size = GROWING[name], 150
    small, large = _calls(grow(size)), _calls(grow(8 * size))
    assert large < 40 * small + 20_000


@pytest.mark.parametrize("name", [name for name in GROWING if "\n" not in GROWING[name](2)])
def test_time_on_one_line_grows_with_its_length_alone(name: str) -> None:
    """As above for what is done within one call, mostly in regular expressions."""
    grow, size = GROWING[name], 2_000
    small = min(_seconds(grow(size)) for _ in range(3))
    assert _seconds(grow(8 * size)) < 40 * small + 0.1


def _calls(text: str) -> int:
    """Calls made, of Python and of C functions, while a text is cut: the same on any machine."""
    profile = cProfile.Profile()
    profile.runcall(parse, text)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def _seconds(text: str) -> float:
    start = time.process_time()
    parse(text)
    return time.process_time() - start
