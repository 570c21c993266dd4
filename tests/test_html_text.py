"""The text in blocks of raw HTML, for projects that ask for it."""

from __future__ import annotations

import cProfile
import pstats

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import Pattern, repeated
from transpipe.markdown.segments import parse
from transpipe.markdown.splice import splice
from transpipe.model import Cut, Document, Grammar, Kind, Lines, Syntax

SHOWN = Cut(Syntax(Grammar.MARKDOWN, ("data-tip",), html=True), Lines.WRAP)
_PIECES = (
    *("<p>", "</p>", "<div title='a' data-tip=\"b\">", "</div>", "<b>", "</b>", "<br>", "<td>"),
    *("<!--", "-->", "<pre>", "</pre>", "<img alt='c' src=d>", "<", ">", "a word", "中", "&amp;"),
    *("\n", "\n\n", "  ", "> ", "- ", "# ", "<summary>x</summary>\n", "\r\n", "`", '"', "'"),
)
TEXTS = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)
PAGE = """<details>
<summary>Read <b>more</b></summary>

Words.

</details>

<p align="center">
  <img src="pot.png" alt="A pot"><br>
  Tea for
  everyone.
</p>

<table><tr><td>One</td><td data-tip="x &quot;y">Two &amp; <i>three</i></td></tr></table>

<pre>code</pre>
<!-- a comment -->
"""


def _in_chinese(document: Document) -> dict[int, str]:
    return {n: f'译“{n}”"文。' for n, block in enumerate(document.blocks) if block.segment}


def test_what_a_reader_sees_is_prose_where_a_project_asks_for_it() -> None:
    texts = [block.text for block in parse(PAGE, SHOWN).blocks if block.segment]
    assert texts == [
        *("Read <b>more</b>", "Words.", "A pot", "Tea for everyone.", "One"),
        *('x "y', "Two &amp; <i>three</i>"),
    ]
    plain = [block.text for block in parse(PAGE).blocks if block.segment]
    assert plain == ["Words."]


def test_its_words_are_written_between_its_tags() -> None:
    document = parse(PAGE, SHOWN)
    result = splice(document, _in_chinese(document))
    assert result.findings == ()
    assert '<img src="pot.png" alt="译“' in result.text
    assert "<summary>译“" in result.text
    assert "\n  译“" in result.text
    assert '&quot;文。">' in result.text
    new = parse(result.text, document.cut, source=False)
    assert new.shape == document.shape
    said = [block.text for block in new.blocks if block.segment]
    assert said == list(_in_chinese(document).values())


def test_a_tag_of_a_block_in_a_target_is_refused() -> None:
    document = parse("<p>words</p>\n", SHOWN)
    number = next(n for n, block in enumerate(document.blocks) if block.kind is Kind.PARAGRAPH)
    assert splice(document, {number: "词</p><p>语"}).text == document.text
    assert splice(document, {number: "词\n\n语"}).text == "<p>词语</p>\n"


@given(TEXTS)
def test_any_html_keeps_its_bytes_and_its_structure(text: str) -> None:
    document = parse(text, SHOWN, source=False)
    assert splice(document, {}).text == text
    targets = _in_chinese(document)
    result = splice(document, targets)
    assert parse(result.text, SHOWN, source=False).shape == document.shape
    assert len(result.blocks) + len(result.findings) == len(targets)


HOSTILE = tuple(
    map(
        repeated,
        ("<p>", "<p>a</p>", "<!-- ", "<pre>", "<b>a ", "<p\n", "<p a='", "<div title=a>\n"),
    )
)


@pytest.mark.parametrize("pattern", HOSTILE, ids=lambda pattern: pattern.name)
def test_the_work_grows_with_the_text(pattern: Pattern) -> None:
    small, large = (_steps("<div>\n" + pattern.make(n)) for n in (150, 600))
    assert large <= 6 * small


def _steps(text: str) -> int:
    profile = cProfile.Profile()
    profile.runcall(parse, text, SHOWN, False)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
