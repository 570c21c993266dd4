"""What a reviewer is shown: which units changed, and that nothing in them can do harm."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.conftest import CASES
from transpipe import po
from transpipe.model import (
    Catalogue,
    Conflict,
    Edit,
    Locale,
    Maker,
    Origin,
    Review,
    State,
    Unit,
)
from transpipe.publish.changes import changes, kind
from transpipe.publish.review import LIMIT, as_markdown, as_rows, as_text

WORDS = ["a", "b", "cc", "缓存", "磁盘", "*x*", "\n"]
REVIEWS = sorted((CASES / "review").glob("*/"))


def done(source: str, target: str, **more: object) -> Unit:
    return replace(Unit(source, target, State.TRANSLATED), **more)


def catalogue(*units: Unit) -> Catalogue:
    return Catalogue("原文/a.md", Locale.ZH_CN, units)


def words(edits: tuple[Edit, ...], without: str) -> str:
    return "".join(edit.text for edit in edits if edit.op != without)


@pytest.mark.parametrize("case", REVIEWS, ids=lambda case: case.name)
def test_comment(case: Path) -> None:
    before = po.parse((case / "before.po").read_text("utf-8"))
    after = po.parse((case / "after.po").read_text("utf-8"))
    comment = as_markdown({"原文/article.md": changes(before, after)}, language="en")
    assert comment == (case / "comment.md").read_text("utf-8")


def test_nothing_has_changed() -> None:
    one = catalogue(done("A", "甲"))
    assert changes(one, one) == ()
    assert changes(None, None) == ()
    assert "No unit has changed." in as_markdown({"原文/a.md": ()}, language="en")
    assert as_text({"原文/a.md": ()}) == []


def test_without_a_catalogue_before_all_is_new() -> None:
    found = changes(None, catalogue(done("A", "甲"), Unit("B")))
    assert [kind(change) for change in found] == ["new", "new"]
    assert all(change.before is None for change in found)


def test_a_removed_article() -> None:
    (change,) = changes(catalogue(done("A", "甲")), None)
    assert kind(change) == "removed"
    assert change.article == "原文/a.md"


def test_obsolete_is_removed_and_never_a_partner() -> None:
    unit = done("Words that go.", "离开的话。")
    (change,) = changes(catalogue(unit), catalogue(replace(unit, state=State.OBSOLETE)))
    assert kind(change) == "removed"


def test_the_previous_source_goes_before_likeness() -> None:
    old = catalogue(done("one two three", "一二三"), done("seven eight nine", "七八九"))
    stale = Unit("one two three four", "七八九", State.FUZZY, previous="seven eight nine")
    found = {c.before.target: c for c in changes(old, catalogue(stale)) if c.before}
    assert found["七八九"].after == stale
    assert found["一二三"].after is None


def test_the_same_words_under_another_source() -> None:
    old = catalogue(done("Ask the doctor.", "去问医生。"), done("One.", "同"), done("Two!", "同"))
    new = catalogue(done("Consult a physician!", "去问医生。"), done("Three?", "同"))
    found = changes(old, new)
    assert sorted(kind(change) for change in found) == ["new", "removed", "removed", "source"]


def test_moved_units_are_no_change() -> None:
    a, b, c = done("A", "甲"), done("B", "乙"), done("C", "丙")
    assert changes(catalogue(a, b, c), catalogue(c, a, b)) == ()


@pytest.mark.parametrize(
    "after",
    [
        Unit("A", "甲", State.FUZZY),
        done("A", "甲", conflict=Conflict("md", "乙")),
        done("A", "甲", review=Review("李", "0")),
        done("A", "甲").marked(Origin.of("convert:s2twp")),
    ],
)
def test_a_state_alone_is_a_change(after: Unit) -> None:
    (change,) = changes(catalogue(done("A", "甲")), catalogue(after))
    assert kind(change) == "state"


def test_marks_alone_are_no_change() -> None:
    unit = done("A", "甲")
    assert changes(catalogue(unit), catalogue(replace(unit, origin=Origin(Maker.ALIGN)))) == ()


def test_the_diff_holds_both_texts() -> None:
    rng = random.Random(7)
    for _ in range(200):
        old, new = (" ".join(rng.choices(WORDS, k=9)) for _ in "ab")
        (change, *_) = changes(catalogue(done("S", old)), catalogue(done("S", new + "!")))
        assert words(change.target, "+") == old
        assert words(change.target, "-") == new + "!"


def test_every_change_is_shown_once() -> None:
    rng = random.Random(11)
    for _ in range(100):
        pool = [done(f"Paragraph {n} about {n * 7919}.", f"段落{n}") for n in range(12)]
        old, new = (tuple(rng.sample(pool, rng.randrange(12))) for _ in "ab")
        found = changes(catalogue(*old), catalogue(*new))
        gone = [change.before for change in found if change.before]
        come = [change.after for change in found if change.after]
        assert len(gone) == len(set(gone)) == len(set(old) - set(new))
        assert len(come) == len(set(come)) == len(set(new) - set(old))


def test_a_comment_fits_and_counts_what_it_left_out() -> None:
    many = tuple(done(f"Paragraph {n}. " + "word & more " * 20, "译文" * 60) for n in range(900))
    found = changes(None, catalogue(*many))
    comment = as_markdown({"a": found, "b": found}, language="en")
    assert len(comment) <= LIMIT
    shown = comment.count("<tr valign")
    assert 20 < shown < 1800
    assert f"+{1800 - shown} more" in comment
    assert comment.count("<table>") == comment.count("</table>") == comment.count("<details>")


@pytest.mark.parametrize("size", [70_000, 400_000])
def test_one_huge_unit_does_not_break_a_comment(size: int) -> None:
    found = changes(None, catalogue(done("<&" * size, "@a" * size), done("B", "乙")))
    comment = as_markdown({"a": found}, language="en")
    assert len(comment) <= LIMIT


def test_no_text_leaves_its_html_block() -> None:
    evil = "x\n\n# h\r\n\n</td></table>\n\n- @all #1 GH-2 https://github.com/a/b/issues/3 <script>"
    found = changes(None, catalogue(done(evil, evil)))
    body = as_markdown({evil: found}, language="en").split("<details", 1)[1].rstrip("\n")
    assert "\n\n" not in body
    assert "\r" not in body
    assert "<script" not in body
    for name in ("@all", "#1", "GH-2", "github.com/"):
        assert name not in body


@pytest.mark.parametrize("case", REVIEWS, ids=lambda case: case.name)
def test_a_table_is_one_html_block_to_markdown(case: Path) -> None:
    comment = (case / "comment.md").read_text("utf-8")
    kinds = [token.type for token in MarkdownIt("commonmark").parse(comment)]
    assert kinds.count("html_block") == 2  # the marker and the table
    assert kinds[-1] == "html_block"


def test_a_terminal_is_not_steered() -> None:
    found = changes(None, catalogue(done("a\x1b[2Jb\u202ec\x07", "一\n二")))
    lines = as_text({"a\x1b": found}, language="en")
    text = "".join(edit.text for _kind, runs in lines for edit in runs)
    assert not {"\x1b", "\x07", "\u202e", "\n"} & set(text)
    assert [name for name, _runs in lines] == [
        "heading", "state", "source", "target", "target", "blank",
    ]  # fmt: skip


def test_rows_are_flat_and_whole() -> None:
    old = catalogue(done("A word.", "一个词。"))
    new = catalogue(Unit("A good word.", "一个词。", State.FUZZY, previous="A word."), Unit("New!"))
    first, second = as_rows(changes(old, new))
    assert (first["change"], first["old_state"], first["state"]) == ("source", "done", "stale")
    assert (first["old_source"], first["source"]) == ("A word.", "A good word.")
    assert second["old_source"] is None
    assert second["state"] == "missing"
    derived = as_rows(changes(None, replace(new, locale=Locale.ZH_TW)))
    assert {row["locale"] for row in derived} == {"zh_TW"}
