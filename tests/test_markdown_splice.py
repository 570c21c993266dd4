"""New words in old places: escapes, several paragraphs, blocks taken out and put in."""

from __future__ import annotations

import pytest

from transpipe.markdown.segments import parse
from transpipe.markdown.splice import insert, remove, splice
from transpipe.model import Document, Kind, Severity

NASTY = (
    "# x", "## x ##", "- x", "* x", "1. x", "2) x", "> x", "```", "~~~ py", "    x", "---", "***",
    "===", "|", "| a | b |", "a|b\n-|-", "<div>", "<!-- x", "<?php", "[a]: /u", "[^1]: x", "[ ] x",
    "[!NOTE]\nx", "!!! note", "/// tip", ":::", "{{ x }}", "$$", "$$\nx\n$$", ": x", "x\n: y",
    "x\n===", "x\n- y", "x\n1. y", "x\n> y", "x\n```", "x\\", "x\\\ny", "x #", "#", "x {#id}", "`",
    "**x", "\\", "\x00x", "x\x0by", "x\u2028y", "x\ry", '"x', "x: y", "x #y", "-", "1.", "+++",
    "---\na: b\n---", "{: .x}", "x\n{: .x}", "(a)=", "\\newpage", "*[a]: b", "x\n\n- y",
    "<code src=a></code>", "a\n\nb\n\nc", "\ufeffx", "[x]: y\nz", "x |",
)  # fmt: skip
DOCUMENTS = (
    "a\n", "# a\n", "a\nb\n---\n", "- a\n- b\n", "- a\n\n- b\n\n  c\n", "1. a\n   b\n",
    "> a\n> b\n", "> a\nlazy\n", "> - a\n>   b\n", "|a|b|\n|-|-|\n|c|d|\n", "a|b\n-|-\nc|d\n",
    "---\ntitle: a\n---\n\nb\n", '---\ntitle: "a"\n---\nb\n', "---\ntitle: 'a'\n---\nb\n",
    '+++\ntitle = "a"\n+++\nb\n', '!!! note "a"\n    b\n\n    - c\n', "[^1]: a\n    b\n\nc[^1]\n",
    "T\n: a\n  b\n", "- [ ] a\n- [x] b\n", "> [!NOTE]\n> a\n", "a\r\nb\r\n\r\n- c\r\n",
    "# a {#x}\n", "a\n\n[r]: /u\n", "```\nx\n```\na\n<div>\n", "a  \nb\\\nc\n",
    "1. a\n\n   > b\n   > - c\n", "\ufeff# a\n\nb\n", "a\n{{ x }}\nb\n",
    "/// tip | a\n\nb\n\n///\n",
)  # fmt: skip


def _others(document: Document, number: int, more: int = 0) -> list[tuple[Kind, str]]:
    return [
        (block.kind, block.text)
        for n, block in enumerate(document.blocks)
        if not number <= n <= number + more and block.kind is not Kind.FRONT_MATTER
    ]


@pytest.mark.parametrize("text", DOCUMENTS, ids=repr)
def test_no_target_changes_the_structure(text: str) -> None:
    document = parse(text, source=False)
    refused = 0
    for number, block in enumerate(document.blocks):
        for target in NASTY if block.segment else ():
            result = splice(document, {number: target}, "x.md")
            new = parse(result.text, document.cut, source=False)
            more = len(new.blocks) - len(document.blocks)
            assert _others(new, number, more) == _others(document, number)
            assert new.shape == document.shape or (more > 0 and "\n\n" in target)
            refused += len(result.findings)
            assert result.text == text or not result.findings
    assert refused == 0


def test_a_target_that_cannot_stand_is_refused_with_file_and_line() -> None:
    document = parse("a\n\n/// tip | b\n\nc\n\n///\n")
    result = splice(document, {0: "甲", 1: "[!x]", 2: "丙"}, "原文/x.md")
    (finding,) = result.findings
    assert (finding.code, finding.severity) == ("structure", Severity.ERROR)
    assert (finding.file, finding.line) == ("原文/x.md", 3)
    assert result.text == "甲\n\n/// tip | b\n\n丙\n\n///\n"


def test_the_text_of_a_segment_put_back_changes_nothing() -> None:
    text = "a\nb  \nc\n\n> d\ne\n"
    document = parse(text)
    own = {n: block.text for n, block in enumerate(document.blocks)}
    assert splice(document, own).text == text


@pytest.mark.parametrize(
    ("text", "number", "target", "expected"),
    [
        ("a\n", 0, "甲\n\n乙", "甲\n\n乙\n"),
        ("> a\n> b\n", 0, "甲\n\n乙", "> 甲\n>\n> 乙\n"),
        ("- a\n\n- b\n", 0, "甲\n\n乙", "- 甲\n\n  乙\n\n- b\n"),
        ("- a\n- b\n", 0, "甲。\n\n乙", "- 甲。乙\n- b\n"),
        ("# a\n", 0, "甲\n\n乙", "# 甲乙\n"),
        ("a\r\nb\r\n", 0, "甲\n乙", "甲\\\r\n乙\r\n"),
        ("> a\n", 0, "甲\n乙", "> 甲\\\n> 乙\n"),
        ("|a|\n|-|\n", 0, "甲|乙", "|甲\\|乙|\n|-|\n"),
        ("---\ntitle: a\n---\n", 1, "甲: 乙", '---\ntitle: "甲: 乙"\n---\n'),
        ("---\ntitle: 'a'\n---\n", 1, "it's", "---\ntitle: 'it''s'\n---\n"),
        ("# a {#b}\n", 0, "甲", "# 甲 {#b}\n"),
        ("- [x] a\n", 0, "甲", "- [x] 甲\n"),
        ("a\n", 0, "- 甲", "\\- 甲\n"),
        ("a\n", 0, "[toc]", "\\[toc]\n"),
        ("a\n", 0, "甲\n{: .x}", "甲\\\n\\{: .x}\n"),
        ("a\n", 0, "1. 甲", "1\\. 甲\n"),
    ],
)
def test_how_a_target_is_written(text: str, number: int, target: str, expected: str) -> None:
    assert splice(parse(text), {number: target}).text == expected


ARTICLE = "# h\n\np\n\n- a\n- b\n  - c\n- d\n\n> q\n>\n> r\n\n|x|y|\n|-|-|\n|1|2|\n|3|4|\n\nz\n"


@pytest.mark.parametrize(
    ("numbers", "gone"),
    [
        ({1}, "p\n\n"),
        ({2}, "- a\n"),
        ({3, 4}, "- b\n  - c\n"),
        ({4}, "  - c\n"),
        ({2, 3, 4, 5}, "- a\n- b\n  - c\n- d\n\n"),
        ({6}, "> q\n>\n"),
        ({10, 11}, "|1|2|\n"),
        ({8, 9, 10, 11, 12, 13}, "|x|y|\n|-|-|\n|1|2|\n|3|4|\n\n"),
        ({14}, "\nz\n"),
        ({10}, ""),
    ],
)
def test_blocks_are_taken_out_with_their_blank_lines(numbers: set[int], gone: str) -> None:
    assert remove(parse(ARTICLE), numbers) == ARTICLE.replace(gone, "", 1)


ORIGIN = "# H {#i}\n\np\n\n* i\n  * j\n\n> k\n\n```\ncode\n```\n"


@pytest.mark.parametrize(
    ("after", "number", "before_it", "new"),
    [
        (1, 1, "p\n", "\n新\n"),
        (1, 0, "p\n", "\n# 新 {#i}\n"),
        (2, 2, "- a\n", "- 新\n"),
        (4, 2, "  - c\n", "- 新\n"),
        (4, 3, "  - c\n", "  - 新\n"),
        (2, 3, "- a\n", "  * 新\n"),
        (6, 4, "> q\n", ">\n> 新\n"),
        (1, 4, "p\n", "\n> 新\n"),
        (13, 1, "|3|4|\n", "\n新\n"),
        (1, 5, "p\n", "\n```\ncode\n```\n"),
    ],
)
def test_a_block_is_put_in_after_another(after: int, number: int, before_it: str, new: str) -> None:
    origin = parse(ORIGIN)
    text = origin.blocks[number].raw if origin.blocks[number].segment is None else "新"
    longer = insert(parse(ARTICLE), after, origin, number, text)
    assert longer == ARTICLE.replace(before_it, before_it + new, 1)


def test_a_block_at_the_start_stands_after_front_matter() -> None:
    document = parse("---\ntitle: t\n---\n\na\n")
    assert insert(document, None, parse("b\n"), 0, "新") == "---\ntitle: t\n---\n\n新\n\na\n"


FENCED = "One.\n\n::: warning T\nFirst.\n\nSecond.\n:::\n\nTwo.\n"


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        (FENCED, {1, 2, 3}, "One.\n\nTwo.\n"),
        (FENCED, {1}, FENCED),  # its title stays with what is in it
        (FENCED, {2}, FENCED.replace("First.\n\n", "\n")),
        (FENCED, {2, 3}, "One.\n\n::: warning T\n:::\n\nTwo.\n"),
        (FENCED.replace(" T", ""), {2, 3}, "One.\n\nTwo.\n"),
        (":::: a\n::: b T\nFirst.\n:::\n::::\n\nTwo.\n", {1, 2}, "Two.\n"),
        ("::: a\n```\nx\n```\n\nFirst.\n:::\n\nTwo.\n", {2}, "::: a\n```\nx\n```\n\n:::\n\nTwo.\n"),
    ],
)
def test_a_container_goes_with_both_its_fences(text: str, gone: set[int], left: str) -> None:
    assert remove(parse(text), gone) == left
