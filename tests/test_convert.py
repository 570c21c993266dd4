"""Simplified to traditional: prose alone, and never over a person's words."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transpipe import po
from transpipe.convert.articles import convert_markdown
from transpipe.convert.prose import convert_prose
from transpipe.convert.quotes import convert_text
from transpipe.convert.variants import base, derive
from transpipe.engines.opencc import OpenCC
from transpipe.markdown import inline, source
from transpipe.markdown.segments import parse
from transpipe.model import (
    Catalogue,
    Cut,
    Layout,
    Locale,
    Maker,
    Origin,
    Owner,
    Quotes,
    State,
    Syntax,
    Unit,
)
from transpipe.model.text import digest

TW = Locale.ZH_TW
CASES = Path(__file__).parent / "cases"
ARTICLES = sorted((CASES / "convert").glob("*/"))


def kinds(text: str) -> list[object]:
    blocks = parse(text, Cut(Syntax(html=True)), source=False).blocks
    return [(block.kind, block.path, block.level, block.lines) for block in blocks]


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_article(case: Path) -> None:
    text = source.read((case / "zh_CN.md").read_bytes())
    made = convert_markdown(text, OpenCC(), TW)
    assert source.write(made) == (case / "zh_TW.md").read_bytes()
    assert kinds(made) == kinds(text)


PARTS = (
    "软件",
    "“默认”",
    "`软件`",
    "[文件]",
    '](./软件 "默认")',
    "**",
    "\n",
    "\n\n",
    "- ",
    "> ",
    "# ",
)
PARTS += (
    "$软件$",
    "{文件}",
    "https://a.b/软件",
    "<b title='软件'>",
    "\r\n",
    "| ",
    "⟦1⟧",
    "⟧",
    "\x1e",
)


@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.text(max_size=30))
def test_no_line_comes_or_goes_and_nothing_but_chinese_changes(text: str) -> None:
    made = convert_markdown(text, OpenCC(), TW)
    assert kinds(made) == kinds(text)
    outside = re.compile(
        "[^\u4e00-\u9fff“”‘’「」『』\\[\\]]+"
    )  # a label that is words is written out
    assert outside.findall(made) == outside.findall(text)


@pytest.mark.parametrize(
    "unit", ["http://a/", "a@", "$软", "{软", "[[软", "‘软", "%(软", "软件", "www.a", "“"]
)
def test_no_text_takes_much_longer_than_its_length(unit: str) -> None:
    begun = time.process_time()
    convert_markdown(unit * (20_000 // len(unit)), OpenCC(), TW)
    assert time.process_time() - begun < 2


def test_plain_text() -> None:
    assert convert_text("软件 `软件`", OpenCC(), TW) == "軟體 `軟體`"


def test_what_looks_like_a_placeholder_is_lost_by_nobody() -> None:
    texts = ["软件 ⟦1⟧ `软`", "<x id='1'/> 软件 ⟦⟧", "软件"]
    converted = convert_prose(texts, OpenCC(), TW)
    assert [text.count("⟦") for text in converted] == [1, 1, 0]
    assert converted[2] == "軟體"
    assert "`软`" in converted[0]


def test_code_and_addresses_of_real_articles_stay(data: Path) -> None:
    texts: list[str] = []
    for name in ("sdp-hans-s4", "asz-12factor-1", "fa-clean-features"):
        text = (data / "align-dev" / name / "zh.md").read_text("utf-8")
        texts += [segment.text for _n, segment in parse(text, source=False).segments()]
    converted = convert_prose(texts, OpenCC(), TW)
    assert len(texts) > 100
    for before, after in zip(texts, converted, strict=True):
        assert inline.code_spans(after) == inline.code_spans(before)
        assert [link.target for link in inline.links(after)] == [
            link.target for link in inline.links(before)
        ]
    assert sum(a != b for a, b in zip(texts, converted, strict=True)) > len(texts) / 2


# One catalogue per locale from one parent.


def parent(*units: Unit) -> Catalogue:
    return Catalogue(
        "原文/x.md", Locale.ZH_CN, units, Layout.OWN, headers=(("Language", "zh_CN"), ("X", "1"))
    )


def done(source: str, target: str) -> Unit:
    return Unit(source, target, State.TRANSLATED, references=("原文/x.md",))


def overridden(unit: Unit, target: str) -> Unit:
    """What a derived unit becomes when a person writes over it and the file is read again."""
    return replace(unit, target=target)


def only(catalogue: Catalogue) -> Unit:
    (unit,) = catalogue.units
    return unit


def test_confirmed_words_are_derived_and_marked() -> None:
    made = derive(parent(done("Software", "软件")), None, OpenCC(), TW)
    assert (made.locale, made.layout) == (TW, Layout.PARENT)
    assert made.headers[:2] == (("Language", "zh_TW"), ("X", "1"))
    assert made.header("X-Transpipe-Converter") == OpenCC().version
    unit = only(made)
    assert (unit.target, unit.state, unit.owner) == ("軟體", State.TRANSLATED, Owner.DERIVED)
    assert unit.origin == Origin(
        Maker.CONVERT, "s2twp", unit.key, digest(unit.target), base(done("Software", "软件"))
    )
    assert unit.references == ("原文/x.md",)


def test_states_are_carried_over() -> None:
    units = (
        Unit("Empty"),
        Unit("Doubtful", "软件", State.FUZZY, previous="Old"),
        Unit("Draft", "软件", State.FUZZY).marked(Origin.of("mt:google")),
        Unit("Gone", "软件", State.OBSOLETE),
    )
    empty, doubtful, draft = derive(parent(*units), None, OpenCC(), TW).units
    assert (empty.target, empty.state, empty.origin) == ("", State.EMPTY, None)
    assert (doubtful.target, doubtful.state, doubtful.owner) == ("軟體", State.FUZZY, Owner.DERIVED)
    assert doubtful.previous == "Old"
    assert (draft.target, draft.state, draft.owner) == ("軟體", State.FUZZY, Owner.MACHINE)
    assert draft.origin is not None
    assert draft.origin.by == "mt:google"
    assert draft.words == ""


def test_derived_words_follow_the_parent() -> None:
    first = derive(parent(done("Software", "软件")), None, OpenCC(), TW)
    second = derive(parent(done("Software", "这个软件")), first, OpenCC(), TW)
    assert only(second).target == "這個軟體"


def test_twice_is_once() -> None:
    units = (done("Software", "软件"), Unit("Empty"), done("Net", "网络"))
    first = derive(parent(*units), None, OpenCC(), TW)
    mixed = replace(first, units=(overridden(first.units[0], "軟件"), *first.units[1:]))
    second = derive(parent(*units), mixed, OpenCC(), TW)
    assert derive(parent(*units), second, OpenCC(), TW) == second


def test_an_override_stays_and_is_doubted_once_when_its_parent_changes() -> None:
    before, after = parent(done("Software", "软件")), parent(done("Software", "这个软件"))
    made = derive(before, None, OpenCC(), TW)
    written = replace(made, units=(overridden(only(made), "軟件"),))
    kept = derive(before, written, OpenCC(), TW)
    assert (only(kept).target, only(kept).state) == ("軟件", State.TRANSLATED)
    assert only(kept).parent == "软件"

    doubted = derive(after, kept, OpenCC(), TW)
    assert (only(doubted).target, only(doubted).state) == ("軟件", State.FUZZY)
    assert only(doubted).parent == "软件"
    assert derive(after, doubted, OpenCC(), TW) == doubted

    agreed = replace(doubted, units=(replace(only(doubted), state=State.TRANSLATED),))
    settled = derive(after, agreed, OpenCC(), TW)
    assert only(settled).state is State.TRANSLATED
    assert only(settled).parent == "这个软件"
    assert derive(after, settled, OpenCC(), TW) == settled


def test_an_override_without_a_mark_is_doubted_once_too() -> None:
    before, after = parent(done("Software", "软件")), parent(done("Software", "这个软件"))
    old = Catalogue("原文/x.md", TW, (done("Software", "軟件"),))
    kept = derive(before, old, OpenCC(), TW)
    assert (only(kept).state, only(kept).parent) == (State.TRANSLATED, "软件")
    doubted = derive(after, kept, OpenCC(), TW)
    assert only(doubted).state is State.FUZZY
    agreed = replace(doubted, units=(replace(only(doubted), state=State.TRANSLATED),))
    assert only(derive(after, agreed, OpenCC(), TW)).state is State.TRANSLATED


def test_an_override_outlives_its_unit_and_comes_back_doubted() -> None:
    full, short = parent(done("A", "甲"), done("B", "软件")), parent(done("A", "甲"))
    made = derive(full, None, OpenCC(), TW)
    written = replace(made, units=(made.units[0], overridden(made.units[1], "軟件")))
    gone = derive(short, written, OpenCC(), TW)
    assert [(u.target, u.state) for u in gone.units] == [
        ("甲", State.TRANSLATED),
        ("軟件", State.OBSOLETE),
    ]
    assert derive(short, gone, OpenCC(), TW) == gone
    back = derive(full, gone, OpenCC(), TW)
    assert [(u.target, u.state) for u in back.units] == [
        ("甲", State.TRANSLATED),
        ("軟件", State.FUZZY),
    ]


def test_a_persons_words_survive_any_parent() -> None:
    class Upside:
        """A converter that gets everything wrong."""

        version, quotes = "wrong", Quotes.CORNER

        def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
            return [text[::-1] for text in texts]

    states = (State.EMPTY, State.FUZZY, State.TRANSLATED, State.OBSOLETE)
    for state in states:
        unit = Unit("Software", "" if state is State.EMPTY else "软件", state)
        old = Catalogue("原文/x.md", TW, (done("Software", "軟件"),))
        made = derive(parent(unit), old, Upside(), TW)
        assert [u.target for u in made.units] == ["軟件"]
        assert made.units[0].owner is Owner.PERSON


def test_words_without_a_mark_are_doubted_once_their_parent_changes() -> None:
    """Through the file: what a person typed over a mark, too."""
    old = Catalogue("原文/x.md", TW, (done("Software", "軟件包"),))
    seen = po.parse(po.render(derive(parent(done("Software", "软件")), old, OpenCC(), TW)))
    assert [(u.target, u.parent, u.state) for u in seen.active()] == [
        ("軟件包", "软件", State.TRANSLATED)
    ]
    later = derive(parent(done("Software", "软件包")), seen, OpenCC(), TW)
    assert [(u.target, u.parent, u.state) for u in later.active()] == [
        ("軟件包", "软件", State.FUZZY)
    ]


def test_a_second_conversion_writes_the_same_file() -> None:
    """Through marks and PO file, as the command does it, with an override in between."""

    def converted(old: Catalogue | None) -> Catalogue:
        return derive(parent(*units), old, OpenCC(), TW)

    draft = Unit("Draft", "软件", State.FUZZY).marked(Origin.of("mt:google"))
    units = (done("Software", "软件"), done("Net", "网络"), Unit("Empty"), draft)
    first = po.render(converted(None))
    edited = first.replace('"網路"', '"网路"')
    assert edited != first
    second = po.render(converted(po.parse(edited)))
    assert [unit.owner for unit in po.parse(second).units] == [
        Owner.DERIVED, Owner.PERSON, Owner.PERSON, Owner.MACHINE,
    ]  # fmt: skip
    assert '"网路"' in second
    assert "# > 网络" in second
    assert po.render(converted(po.parse(second))) == second
