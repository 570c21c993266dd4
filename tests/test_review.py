"""What a reviewer is shown: which units changed, and that nothing in them can do harm."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.conftest import CASES, later
from transpipe import po
from transpipe.editions.compared import Compared, Versions
from transpipe.editions.sides import Side
from transpipe.model import (
    Catalogue,
    Change,
    ChangeKind,
    Comparison,
    Concern,
    Conflict,
    Document,
    Edit,
    Locale,
    Maker,
    Origin,
    Orphan,
    Pair,
    PairKind,
    Review,
    Sourceless,
    State,
    Unit,
)
from transpipe.publish.review import (
    Screen,
    Style,
    as_html,
    as_lines,
    as_markdown,
    as_rows,
    in_order,
)
from transpipe.publish.review.markdown import LIMIT
from transpipe.text.han import columns

WORDS = ["a", "b", "cc", "缓存", "磁盘", "*x*", "\n"]
REVIEWS = sorted((CASES / "review").glob("*/"))
PAIR = Pair("原文/a.md", "译文/a.md", PairKind.BOTH)
ENGLISH = Style("en")


def done(source: str, target: str, **more: object) -> Unit:
    return replace(Unit(source, target, State.TRANSLATED), **more)


def catalogue(*units: Unit) -> Catalogue:
    return Catalogue("原文/a.md", Locale.ZH_CN, units)


def side(known: Catalogue | None) -> Side:
    file = Document.blank()
    return Side(Sourceless(PAIR, file) if known is None else Orphan(PAIR, file, known))


def changes(
    before: Catalogue | None, after: Catalogue | None, article: str = "原文/a.md"
) -> tuple[Change, ...]:
    pair = replace(PAIR, source=article)
    locale = (after or before or catalogue()).locale
    return tuple(Compared(Versions(pair, side(before), side(after)), locale).changes())


def compared(*found: tuple[Change, ...]) -> Comparison:
    return Comparison(changes=in_order(change for group in found for change in group))


def words(edits: tuple[Edit, ...], without: str) -> str:
    return "".join(edit.text for edit in edits if edit.op != without)


@pytest.mark.parametrize("case", REVIEWS, ids=lambda case: case.name)
def test_comment(case: Path) -> None:
    before = po.parse((case / "before.po").read_text("utf-8"))
    after = po.parse((case / "after.po").read_text("utf-8"))
    comment = as_markdown(compared(changes(before, after, "原文/article.md")), ENGLISH)
    assert comment == (case / "comment.md").read_text("utf-8")


def test_nothing_has_changed() -> None:
    one = catalogue(done("A", "甲"))
    assert changes(one, one) == ()
    assert changes(None, None) == ()
    assert "No unit has changed." in as_markdown(Comparison(), ENGLISH)
    assert list(as_lines(Comparison(), "en")) == []


def test_without_a_catalogue_before_all_is_new() -> None:
    found = changes(None, catalogue(done("A", "甲"), Unit("B")))
    assert [change.how for change in found] == [ChangeKind.NEW, ChangeKind.NEW]
    assert all(change.before is None for change in found)


def test_a_removed_article() -> None:
    (change,) = changes(catalogue(done("A", "甲")), None)
    assert change.how is ChangeKind.REMOVED
    assert change.article == "原文/a.md"


def test_obsolete_is_removed_and_never_a_partner() -> None:
    unit = done("Words that go.", "离开的话。")
    (change,) = changes(catalogue(unit), catalogue(replace(unit, state=State.OBSOLETE)))
    assert change.how is ChangeKind.REMOVED


def test_the_previous_source_goes_before_likeness() -> None:
    old = catalogue(done("one two three", "一二三"), done("seven eight nine", "七八九"))
    stale = Unit("one two three four", "七八九", State.FUZZY, previous="seven eight nine")
    found = {c.before.target: c for c in changes(old, catalogue(stale)) if c.before}
    assert found["七八九"].after
    assert found["七八九"].after.unit == stale
    assert found["一二三"].after is None


def test_the_same_words_under_another_source() -> None:
    old = catalogue(done("Ask the doctor.", "去问医生。"), done("One.", "同"), done("Two!", "同"))
    new = catalogue(done("Consult a physician!", "去问医生。"), done("Three?", "同"))
    found = changes(old, new)
    assert sorted(change.how for change in found) == ["new", "removed", "removed", "source"]


def test_what_moved_is_told_as_moved_and_the_fewest() -> None:
    a, b, c = done("A", "甲"), done("B", "乙"), done("C", "丙")
    (change,) = changes(catalogue(a, b, c), catalogue(c, a, b))
    assert (change.how, change.concern, change.now.source) == ("moved", Concern.MOVED, "C")
    assert changes(catalogue(a, b, c), catalogue(a, b, c)) == ()


def test_what_went_to_another_article_is_one_move() -> None:
    unit = done("Words that travel far.", "远行的话。")
    found = compared(
        changes(catalogue(unit), catalogue(), "原文/a.md"),
        changes(catalogue(), catalogue(unit), "原文/b.md"),
    )
    (change,) = found.changes
    assert (change.article, change.origin, change.how) == ("原文/b.md", "原文/a.md", "moved")
    assert "from 原文/a.md" in as_markdown(found, ENGLISH)


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
    assert change.how is ChangeKind.STATE


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
        found = [c for c in changes(catalogue(*old), catalogue(*new)) if c.how != "moved"]
        gone = [change.before.unit for change in found if change.before]
        come = [change.after.unit for change in found if change.after]
        assert len(gone) == len(set(gone)) == len(set(old) - set(new))
        assert len(come) == len(set(come)) == len(set(new) - set(old))


# ── What weighs most ────────────────────────────────────────────────────────────────────────

OLD = "The lid must not be opened within 30 minutes."
OLD_WORDS = "30 分钟内不得打开盖子。"


@pytest.mark.parametrize(
    ("source", "target", "concern"),
    [
        ("The lid must be opened within 30 minutes.", OLD_WORDS, Concern.MODALITY),
        (OLD, "30 分钟内须打开盖子。", Concern.MODALITY),
        ("The lid must be opened within 30 minutes.", "30 分钟内须打开盖子。", Concern.FOLLOWED),
        ("The lid must not be opened within 40 minutes.", OLD_WORDS, Concern.NUMBER),
        (OLD, "40 分钟内不得打开盖子。", Concern.NUMBER),
        ("The lid must not be opened within 40 minutes.", "40 分钟内不得打开盖子。",
         Concern.FOLLOWED),
        (OLD, "", Concern.LOST),
        (OLD, "30 分钟之内不得打开盖子。", Concern.WORDING),
        (OLD, "30 分钟内不得`打开`盖子。", Concern.WORDING),
    ],
)  # fmt: skip
def test_why_a_change_is_to_be_looked_at(source: str, target: str, concern: Concern) -> None:
    state = State.FUZZY if source != OLD and target == OLD_WORDS else State.TRANSLATED
    after = Unit(source, target, state if target else State.EMPTY, previous=OLD)
    after = replace(after, previous=OLD if source != OLD else None)
    (change,) = changes(catalogue(done(OLD, OLD_WORDS)), catalogue(after))
    assert change.concern is concern


@pytest.mark.parametrize(
    ("old", "new", "concern"),
    [
        # "No" that bears on nothing is an answer, a button, a number.
        (("Click **OK**.", "点击**确定**。"), ("Click **No**.", "点击**否**。"), Concern.FOLLOWED),
        (("Click OK to stop.", "点击确定停止。"), ("Click No to stop.", "点击否停止。"),
         Concern.FOLLOWED),
        (("Is it old: Yes", "旧的：是"), ("Is it old: No", "旧的：否"), Concern.FOLLOWED),
        (("Is it safe? Yes.", "安全吗？安全。"), ("Is it safe? No.", "安全吗？不安全。"),
         Concern.FOLLOWED),
        (("See page five.", "见第五页。"), ("See No. five.", "见第五号。"), Concern.FOLLOWED),
        # In English alone an answer came or went.
        (("Is it safe? No.", "安全吗？不安全。"), ("Is it safe? Yes.", "安全吗？不安全。"),
         Concern.MODALITY),
        (("Yes", "是"), ("No", "是"), Concern.MODALITY),
        (("See page 5.", "见 5。"), ("See No. 5.", "见 5。"), Concern.STALE),
        # In Chinese alone it came or went; and what bears on a word denies.
        (("No", "否"), ("No", "是"), Concern.MODALITY),
        (("No", "**否**"), ("No", "**是**"), Concern.MODALITY),
        (("It has data.", "它有数据。"), ("It has no data.", "它有数据了。"), Concern.MODALITY),
        (("Data is safe.", "数据安全。"), ("No data is safe.", "数据是安全的。"), Concern.MODALITY),
        (("Is it safe? Yes.", "安全吗？安全。"), ("Is it safe? Yes.", "安全吗？不安全。"),
         Concern.MODALITY),
        (("Click it.", "点击它。"), ("Click it.", "点击它，是否安全？"), Concern.WORDING),
    ],
)  # fmt: skip
def test_a_no_that_is_a_label_denies_nothing(
    old: tuple[str, str], new: tuple[str, str], concern: Concern
) -> None:
    (change,) = changes(catalogue(done(*old)), catalogue(done(*new)))
    assert change.concern is concern


@pytest.mark.parametrize(
    ("old", "new", "concern"),
    [
        (("If no lid is on, it waits.", "若没有盖子，它就等待。"),
         ("If `lid` is `none`, it waits.", "若 `lid` 是 `none`，它就等待。"), Concern.FOLLOWED),
        (("`lid` says whether the lid of the pot is on.", "`lid` 说明壶上是否有盖子。"),
         ("`lid` says which lid of the pot is on: `none` or `big`.",
          "`lid` 说明壶上是哪个盖子：`none` 或 `big`。"),
         Concern.FOLLOWED),
        (("See [the pot](pot.md).", "见[壶](pot.md)。"),
         ("See [the lid](not-a-pot.md).", "见[盖子](not-a-pot.md)。"), Concern.FOLLOWED),
        # What denies beside code denies.
        (("It has `tea`.", "它有 `tea`。"), ("It has no `tea`.", "它有一些 `tea`。"),
         Concern.MODALITY),
        (("It has no `tea`.", "它没有 `tea`。"), ("It has no `tea`.", "它有 `tea`。"),
         Concern.MODALITY),
    ],
)  # fmt: skip
def test_a_no_in_code_or_an_address_denies_nothing(
    old: tuple[str, str], new: tuple[str, str], concern: Concern
) -> None:
    (change,) = changes(catalogue(done(*old)), catalogue(done(*new)))
    assert change.concern is concern


def test_a_lost_not_comes_before_ten_other_changes() -> None:
    old = [done(f"Cup {n} is blue.", f"杯子 {n} 是蓝的。") for n in range(12)]
    new = [done(f"Cup {n} is blue.", f"杯子 {n} 是蓝色的。") for n in range(12)]
    new[9] = done("Cup 9 is blue.", "杯子 9 不是蓝的。")
    found = compared(changes(catalogue(*old), catalogue(*new)))
    assert found.changes[0].now.target == "杯子 9 不是蓝的。"


def test_a_draft_that_a_person_edited_is_shown_beside_what_came_of_it() -> None:
    drafted = Unit("Warm the pot.", "热锅。", State.FUZZY).marked(Origin.of("mt:echo"))
    edited = replace(drafted, target="先温一温壶。", state=State.TRANSLATED)
    (change,) = changes(catalogue(drafted), catalogue(edited))
    assert change.draft == "热锅。"
    assert words(change.final, "-") == "先温一温壶。"
    assert "draft → now" in as_markdown(compared((change,)), ENGLISH)
    three = list(as_lines(compared((change,)), "en", Screen(80, three=True)))
    text = ["".join(edit.text for edit in line.runs) for line in three]
    assert any("热锅。" in line and "先温一温壶。" in line and "Warm" in line for line in text)


def test_a_draft_that_a_person_left_says_so() -> None:
    drafted = Unit("Warm the pot.", "热锅。", State.FUZZY).marked(Origin.of("mt:echo"))
    (change,) = changes(catalogue(drafted), catalogue(replace(drafted, state=State.TRANSLATED)))
    assert "left as drafted: mt:echo" in as_markdown(compared((change,)), ENGLISH)


# ── The comment ─────────────────────────────────────────────────────────────────────────────


def test_a_comment_fits_and_counts_what_it_left_out() -> None:
    many = tuple(done(f"Paragraph {n}. " + "word & more " * 20, "译文" * 60) for n in range(400))
    found = compared(
        changes(None, catalogue(*many), "原文/a.md"), changes(None, catalogue(*many), "原文/b.md")
    )
    comment = as_markdown(found, ENGLISH)
    assert len(comment) <= LIMIT
    shown = comment.count('<td colspan="2"><b>')
    assert 20 < shown < 800
    assert f"+{800 - shown} more" in comment
    assert comment.count("<table>") == comment.count("</table>") == comment.count("<details")


def test_twenty_changes_are_shown_unfolded() -> None:
    def comment(*counts: int) -> str:
        groups = [
            changes(
                None, catalogue(*(done(f"{n} {x} words", "词") for x in range(count))), f"{n}.md"
            )
            for n, count in enumerate(counts)
        ]
        return as_markdown(compared(*groups), ENGLISH)

    assert comment(10, 10).count("<details open>") == 2
    assert comment(20, 10).count("<details open>") == 1
    assert comment(20, 10).count("<details>") == 1
    unfolded = comment(5, 30, 2).split("<details>")[0]
    assert unfolded.count('<td colspan="2"><b>') == 20  # an article is cut where that is
    assert comment(5, 30, 2).count('<td colspan="2"><b>') == 37


@pytest.mark.parametrize("size", [70_000, *later(400_000)])
def test_one_huge_unit_does_not_break_a_comment(size: int) -> None:
    found = changes(None, catalogue(done("<&" * size, "@a" * size), done("B", "乙")))
    comment = as_markdown(compared(found), ENGLISH)
    assert len(comment) <= LIMIT


def test_no_text_leaves_its_html_block() -> None:
    evil = "x\n\n# h\r\n\n</td></table>\n\n- @all #1 GH-2 https://github.com/a/b/issues/3 <script>"
    found = changes(None, catalogue(done(evil, evil)), evil)
    body = as_markdown(compared(found), ENGLISH).split("<details", 1)[1].rstrip("\n")
    assert "\n\n" not in body
    assert "\r" not in body
    assert "<script" not in body
    for name in ("@all", "#1", "GH-2", "github.com/"):
        assert name not in body


@pytest.mark.parametrize("case", REVIEWS, ids=lambda case: case.name)
def test_a_table_is_one_html_block_to_markdown(case: Path) -> None:
    comment = (case / "comment.md").read_text("utf-8")
    kinds = [token.type for token in MarkdownIt("commonmark").parse(comment)]
    assert kinds.count("html_block") == 3  # the marker, a line that counts, the table
    assert kinds[-1] == "html_block"


def test_a_link_leads_to_the_line() -> None:
    found = changes(catalogue(done("A", "甲")), catalogue(done("A", "乙")))
    version = replace(found[0].now, source_line=3, target_line=4)
    comparison = compared((replace(found[0], after=version, target_file="译文/a b.md"),))
    style = Style("en", link="https://example.org/blob/1/{path}#L{line}")
    comment = as_markdown(comparison, style)
    assert 'href="https://example.org/blob/1/%E8%AF%91%E6%96%87/a%20b.md#L4"' in comment
    assert "<a" not in as_markdown(comparison, Style("en", link="javascript:{path}{line}"))


# ── The terminal ────────────────────────────────────────────────────────────────────────────


def test_a_terminal_is_not_steered() -> None:
    found = changes(None, catalogue(done("a\x1b[2Jb\u202ec\x07", "一\n二")), "a\x1b")
    lines = list(as_lines(compared(found), "en"))
    text = "".join(edit.text for line in lines for edit in line.runs)
    assert not {"\x1b", "\x07", "\u202e", "\n"} & set(text)
    assert [line.lead for line in lines] == ["", "", "  en  ", "  zh  ", "      ", "  ", ""]


@pytest.mark.parametrize("width", [40, 60, 79, 100])
@pytest.mark.parametrize("three", [False, True])
def test_lines_fit_the_width(width: int, three: bool) -> None:
    rng = random.Random(width)
    pool = ["word", "a", "缓存，", "**", "`x y`", "longer", "https://example.org/a/very/long/path"]
    old, new = (" ".join(rng.choices(pool, k=80)) for _ in "ab")
    found = changes(catalogue(done(old, old)), catalogue(done(new, new, previous=old)))
    for line in as_lines(compared(found), "en", Screen(width, three=three)):
        marks = sum(4 for run in line.runs if run.op != "=")
        assert columns(line.lead + "".join(run.text for run in line.runs)) + marks <= width, line


# ── For programs ────────────────────────────────────────────────────────────────────────────


def test_rows_are_flat_and_whole() -> None:
    old = catalogue(done("A word.", "一个词。"))
    new = catalogue(Unit("A good word.", "一个词。", State.FUZZY, previous="A word."), Unit("New!"))
    first, second = as_rows(compared(changes(old, new)))
    assert (first["change"], first["old_state"], first["state"]) == ("source", "done", "stale")
    assert (first["old_source"], first["source"]) == ("A word.", "A good word.")
    assert (first["concern"], first["severity"]) == ("stale", "warning")
    assert second["old_source"] is None
    assert second["state"] == "missing"
    derived = as_rows(compared(changes(None, replace(new, locale=Locale.ZH_TW))))
    assert {row["locale"] for row in derived} == {"zh_TW"}


def test_a_page_needs_nothing_beside_it() -> None:
    found = changes(None, catalogue(done("<b>A</b> https://example.org", "甲")))
    page = as_html(compared(found), "en")
    assert "<script" not in page
    assert "src=" not in page
    assert "&lt;b&gt;A" in page


def test_a_new_translation_is_no_wording() -> None:
    (new,) = changes(catalogue(), catalogue(done("Warm the pot.", "温壶。")))
    (filled,) = changes(
        catalogue(Unit("Warm the pot.")), catalogue(done("Warm the pot.", "温壶。"))
    )
    assert {new.concern, filled.concern} == {Concern.TRANSLATED}
    assert "newly translated" in as_markdown(compared((filled,)), ENGLISH)


UNSEEN = "a\u200bb\u2060c\ufeffd\u202ee\u200df"


def test_what_nobody_sees_is_shown() -> None:
    found = compared(changes(catalogue(done("A", "甲")), catalogue(done("A", f"甲{UNSEEN}"))))
    text = "".join(edit.text for line in as_lines(found, "en") for edit in line.runs)
    for said in (as_markdown(found, ENGLISH), as_html(found, "en"), text):
        assert said.count("U+") == 5
        assert not {"\u2060", "\ufeff", "\u202e", "\u200d"} & set(said)
    assert "👩\u200d🚀" in as_html(
        compared(changes(None, catalogue(done("A", "👩\u200d🚀")))), "en"
    )
