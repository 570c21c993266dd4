"""MDX: what is machinery stays as it is, and a page compiles after as it did before."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import Pattern, repeated
from tests.mdx_compiler import compiled
from tests.mdx_pages import COUNT, pages
from transpipe.markdown.jsx_prose import escaped, inside, is_like
from transpipe.markdown.segments import outline, parse
from transpipe.markdown.splice import splice
from transpipe.model import OPAQUE, Cut, Document, Kind, Lines, Syntax

pytestmark = pytest.mark.first(3)

MDX = Cut(Syntax.of("page.mdx"))
_PIECES = (
    *("<A>", "</A>", "<B />", "<A b='c' title=\"d\">", "<A\n  title='e'\n>", "<", ">", "/>", "</"),
    *(
        "{a}",
        "{",
        "}",
        "{`",
        "`",
        "${",
        "{/*",
        "*/}",
        "{'}'}",
        '"',
        "'",
        "import a\n",
        "export {\n",
    ),
    *("\n", "\n\n", "  ", "    ", "\t", "- ", "> ", "1. ", "# ", "| a | b |\n|-|-|\n", "```\n"),
    *(
        ":::note T\n",
        ":::\n",
        "word",
        "中文",
        "$",
        "\\",
        "[[toc]]\n",
        "\r\n",
        "---\n",
        "title: x\n",
    ),
)
PAGES = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


def _in_chinese(document: Document) -> dict[int, str]:
    return {n: f"译文{n}。" for n, block in enumerate(document.blocks) if block.segment}


def _masked(document: Document) -> dict[int, str]:
    """Every segment in Chinese that keeps what is not prose, in the order of the source."""
    found = {}
    for number, block in enumerate(document.blocks):
        if block.segment:
            text = block.segment.text
            kept = [span.of(text) for span in inside(text).spans()]
            found[number] = " ".join([f"译文{number}", *kept, "完。"])
    return found


@pytest.mark.more
@pytest.mark.parametrize("make", [_in_chinese, _masked])
def test_pages_keep_bytes_and_structure(make: Callable[[Document], dict[int, str]]) -> None:
    refused, count = 0, 0
    for name, text in pages():
        document = parse(text, MDX, source=False)
        assert splice(document, {}).text == text, name
        targets = make(document)
        result = splice(document, targets)
        new = outline(result.text, document.cut)
        assert new.shape == document.shape, name
        said = [block.text for block in new.blocks if block.segment]
        assert len(said) == len(targets)
        refused, count = refused + len(result.findings), count + 1
    assert (refused, count) == (0, COUNT)


@given(PAGES, st.sampled_from(Lines))
def test_any_page_keeps_its_bytes_and_its_structure(text: str, lines: Lines) -> None:
    document = parse(text, Cut(MDX.syntax, lines), source=False)
    assert splice(document, {}).text == text
    for targets in (_in_chinese(document), _masked(document)):
        result = splice(document, targets)
        assert parse(result.text, document.cut, source=False).shape == document.shape
        assert len(result.blocks) + len(result.findings) == len(targets)


@given(PAGES)
def test_only_the_places_of_segments_change(text: str) -> None:
    document = parse(text, MDX, source=False)
    result = splice(document, _in_chinese(document))
    spans = [b.segment.fragments for b in document.blocks if b.segment]
    position = 0
    for fragments in sorted(spans):
        kept = text[position : fragments[0].start].strip("\"'")
        assert kept in result.text
        position = max(position, fragments[-1].end)
    assert result.text.endswith(text[position:].lstrip("\"'"))


def test_the_words_of_machinery_are_no_segments() -> None:
    for name, text in pages():
        for block in parse(text, MDX, source=False).blocks:
            first = block.text.lstrip()
            if block.segment and block.kind not in (Kind.ITEM, Kind.TITLE):
                assert not first.startswith(("import ", "export ", "[[toc")), name
            assert block.segment is None or block.kind not in OPAQUE


@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        ("Use {name}.", "使用 {name}。", True),
        ("Use {name}.", "使用 {名字}。", False),
        ("Use {name}.", "使用。", False),
        ("Use it.", "使用 {name}。", False),
        ("Use `{name}`.", "使用 `{名字}`。", True),
        ("Use <Key />.", "使用 <Key/>。", True),
        ("Use it.", "使用 <Key />。", False),
        ("Use it.", "使用<br />它。", True),
        ("A \\{b\\}.", "甲 \\{乙\\}。", True),
    ],
)
def test_expressions_of_a_target_are_those_of_its_source(
    source: str, target: str, fits: bool
) -> None:
    assert is_like(source, target) is fits


@pytest.mark.parametrize(
    ("text", "number", "target", "expected"),
    [
        ("a\n", 0, "若 1<2 则 {", "若 1\\<2 则 \\{\n"),
        ("a\n", 0, "`<b` 与 2 < 3", "`<b` 与 2 < 3\n"),
        ('<A title="b" />\n', 1, '"甲"', '<A title="&quot;甲&quot;" />\n'),
        ("<A title='b' />\n", 1, "甲's", "<A title='甲&#39;s' />\n"),
        ("<p>a</p>\n", 0, "甲\n乙", "<p>甲乙</p>\n"),
        ("# a {/* #b */}\n", 0, "甲", "# 甲 {/* #b */}\n"),
        ("- <A>b</A>\n", 0, "# 甲", "- <A>\\# 甲</A>\n"),
        ("a\n", 0, "<b>甲", "a\n"),
        ("<b>a</b> c\n", 0, "甲 <b>乙</b>", "甲 <b>乙</b>\n"),
        ("a\n", 0, "import 甲", "a\n"),
        ("a\n", 0, "<B />", "\\<B />\n"),
    ],
)
def test_how_a_target_is_written(text: str, number: int, target: str, expected: str) -> None:
    assert splice(parse(text, MDX, source=False), {number: target}).text == expected


@given(st.lists(st.sampled_from(["<", "{", "}", ">", "a", " ", "`", "\\", "<b/>"])).map("".join))
def test_nothing_is_left_open_in_what_was_escaped(text: str) -> None:
    assert inside(escaped(text)).strays == ()


HOSTILE: tuple[Pattern, ...] = (
    *map(
        repeated,
        (
            *("<a\n", "<a ", "<A>\n", "</A>\n", "<A b='\n", '<A b="c" ', "<A b={\n", "<A {", "< "),
            *("{\n", "{a\n", "{a} ", "{`\n", "{`${\n", "{/*\n", "{'\n", "}\n", "{a} b\n", "{{a}} "),
            *(
                "import {\n\n",
                "export a\n\n",
                "import '\n",
                "- <A>\n",
                "    a\n\n",
                "    ```\n",
                "> <A>\n",
                "<A>b</A>\n",
            ),
            *("<A><B>\n", "<b>", "</b>", "<b>a</b>", "a {b\n", ":::a\n<A>\n", "```\n<A>\n", "\\<"),
            *("\\a\n\n", "{: .a}\n", "[toc]\n\n", "(a)=\n", "*[a]: b\n", "<code src=a></code>\n"),
        ),
    ),
    repeated("{", tail="}"),
    repeated("<A>\n", tail="</A>\n"),
    Pattern("deep elements", lambda n: "<A>\n" * n + "a\n" + "</A>\n" * n),
    Pattern("deep tags", lambda n: "<b>" * n + "a" + "</b>" * n),
    Pattern("deep indents", lambda n: "".join(f"{'    ' * (k % 40)}- a\n" for k in range(n))),
    Pattern(
        "ever deeper", lambda n: "".join(f"{' ' * 4 * k}a\n\n" for k in range(int(n**0.5) * 2))
    ),
    Pattern("deep braces", lambda n: "{\n" * n + "}" * n + " a\n"),
    Pattern("values within values", lambda n: "<A b={\n" * n + "}" * n + "> a\n"),
)


def _steps(text: str) -> int:
    profile = cProfile.Profile()
    profile.enable()
    document = parse(text, MDX, source=False)
    splice(document, dict(list(_in_chinese(document).items())[:1]))
    profile.disable()
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


@pytest.mark.parametrize("pattern", HOSTILE, ids=lambda pattern: pattern.name)
def test_the_work_grows_with_the_text(pattern: Pattern) -> None:
    small, large = (_steps(pattern.make(n)) for n in (150, 600))
    assert large <= 6 * small


@pytest.mark.more
def test_what_compiled_compiles_still(tmp_path: Path) -> None:
    made = dict(pages())
    cut = {name: parse(text, MDX, source=False) for name, text in made.items()}
    before = compiled(made, tmp_path)
    assert sum(said.error is not None for said in before.values()) == 0
    for make in (_in_chinese, _masked):
        after = compiled({n: splice(d, make(d)).text for n, d in cut.items()}, tmp_path)
        assert {name: said.error for name, said in after.items() if said.error} == {}


@pytest.mark.more
def test_the_compiler_sees_prose_where_we_do(tmp_path: Path) -> None:
    made = dict(pages())
    for name, said in compiled(made, tmp_path).items():
        document = parse(made[name], MDX, source=False)
        ours = [b for b in document.blocks if b.segment and not _is_named(b.path)]
        for block in ours:
            first, last = block.lines
            assert any(a <= first and last <= b for a, b, _l in said.prose), (name, block)
        machinery = [
            b.lines for b in document.blocks if b.raw.lstrip(" >").startswith((":::", "[["))
        ]
        places = [block.lines for block in ours] + machinery
        for first, last, letters in said.prose:
            seen = any(first <= a and b <= last for a, b in places)
            assert seen or not letters, (name, first)


def _is_named(path: tuple[str, ...]) -> bool:
    """Whether a block is the value of a key or an attribute."""
    return path[-1:] in (("front",), ("tag",))
