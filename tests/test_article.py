"""The translated article, in either layout."""

from __future__ import annotations

from dataclasses import replace

from transpipe.links.mapping import LinkMap
from transpipe.links.targets import Targets
from transpipe.markdown.segments import parse
from transpipe.model import (
    Catalogue,
    Conflict,
    Edition,
    Layout,
    Locale,
    Maker,
    Missing,
    Origin,
    Pair,
    PairKind,
    Policy,
    Publication,
    State,
    Unit,
)
from transpipe.publish.article import fill, from_source, into_own
from transpipe.units.build import empty, unit_of
from transpipe.units.placement import place

SOURCE = """\
# Title

First words.

> A quote.

* One
* Two

| Head | Other |
| --- | --- |
| Cell | |

```
code
```

Last words.
"""
WORDS = {"Title": "题目", "First words.": "开头。", "A quote.": "引文。", "One": "一", "Two": "二",
         "Head": "表头", "Other": "别的", "Cell": "格", "Last words.": "结尾。"}  # fmt: skip
LINKS = LinkMap("原文/a.md", "译文/a.md")


def catalogue(source: str, words: dict[str, str]) -> Catalogue:
    made = empty(parse(source), "原文/a.md", Locale.ZH_CN, Layout.PARENT)
    units = tuple(u.changed(words[u.source]) if u.source in words else u for u in made.units)
    return replace(made, units=units)


def published(
    words: dict[str, str], policy: Policy | None = None, source: str = SOURCE
) -> Publication:
    document = parse(source)
    units = unit_of(document, catalogue(source, words))
    return from_source(document, units, LINKS, policy or Policy(), "译文/a.md")


# ── In the source's blocks ──────────────────────────────────────────────────────────────────


def test_all_words_in_the_blocks_of_the_source() -> None:
    result = published(WORDS)
    assert result.published == len(WORDS)
    wanted = SOURCE
    for english, chinese in WORDS.items():
        wanted = wanted.replace(english, chinese)
    assert result.text == wanted


def test_what_has_no_words_stays_english() -> None:
    assert published({"Title": "题目"}).text == SOURCE.replace("Title", "题目")


def test_what_has_no_words_is_left_out() -> None:
    some = {"Title": "题目", "Two": "二", "Head": "表头", "Last words.": "结尾。"}
    result = published(some, Policy(missing=Missing.OMIT))
    assert "First" not in result.text
    assert "One" not in result.text
    assert "# 题目\n\n* 二\n" in result.text
    assert "```\ncode\n```\n\n结尾。\n" in result.text


def test_what_has_no_words_is_marked() -> None:
    result = published({"Title": "题目"}, Policy(missing=Missing.MARK, missing_mark="（未译）"))
    assert "First words.（未译）\n" in result.text
    assert "* One（未译）\n" in result.text
    assert "code（" not in result.text


def test_line_ends_and_byte_order_marks_stay() -> None:
    source = "\ufeff# Title\r\n\r\nFirst words.\r\n"
    assert published(WORDS, source=source).text == "\ufeff# 题目\r\n\r\n开头。\r\n"


def test_words_of_several_paragraphs() -> None:
    result = published({"First words.": "开头。\n\n还是开头。"})
    assert "# Title\n\n开头。\n\n还是开头。\n\n> A quote." in result.text
    result = published({"A quote.": "引文。\n\n还是引文。"})
    assert "> 引文。\n>\n> 还是引文。\n\n* One" in result.text


def test_a_draft_is_published_when_asked_and_then_marked() -> None:
    made = catalogue(SOURCE, {})
    draft = replace(made.units[0], target="草稿", state=State.FUZZY).marked(Origin(Maker.TM))
    units = unit_of(parse(SOURCE), replace(made, units=(draft, *made.units[1:])))
    for policy, wanted in (
        (Policy(), "# Title\n"),
        (Policy(drafts=True, draft_mark="〔机译〕"), "# 草稿〔机译〕\n"),
    ):
        result = from_source(parse(SOURCE), units, LINKS, policy)
        assert result.text.startswith(wanted)


def test_words_that_would_break_the_structure_are_refused_with_a_finding() -> None:
    source = "Title line\n==========\n\nFirst words.\n"
    result = published({"First words.": "甲\n\n```\n乙"}, source=source)
    assert parse(result.text).shape == parse(source).shape or not result.findings
    for finding in result.findings:
        assert (finding.file, finding.line) == ("译文/a.md", 4)


def test_links_lead_to_the_translations() -> None:
    links = LinkMap(
        "原文/a.md", "译文/甲.md", Targets({"原文/b.md": "译文/乙.md"}), {}, ("原文/b.md",)
    )
    source = "See [b](./b.md) and ![p](p.png).\n\nNot [translated](./b.md).\n"
    made = catalogue(source, {"See [b](./b.md) and ![p](p.png).": "看[乙](./b.md)与![图](p.png)。"})
    document = parse(source)
    text = from_source(document, unit_of(document, made), links, Policy()).text
    assert text == "看[乙](./乙.md)与![图](p.png)。\n\nNot [translated](./乙.md).\n"


# ── In the file's own blocks ────────────────────────────────────────────────────────────────

OWN = """\
译者：某人

# 题目

开头。

* 一
* 二

（译注：说明。）

结尾。
"""


def own(words: dict[str, str], after: Catalogue, text: str = OWN) -> Publication:
    file = parse(text, source=False)
    return into_own(file, place(catalogue(SOURCE, words), file), after, LINKS, "译文/a.md")


def changed(words: dict[str, str], **units: Unit | None) -> Catalogue:
    """The catalogue of all words with some units put in the place of others; None: gone."""
    made = catalogue(SOURCE, words)
    found = [units.get(u.source.split()[0].strip("."), u) for u in made.units]
    return replace(made, units=tuple(unit for unit in found if unit is not None))


def test_nothing_changed() -> None:
    result = own(WORDS, catalogue(SOURCE, WORDS))
    assert (result.text, result.findings) == (OWN, ())


def test_new_words_change_their_block_alone() -> None:
    result = own(WORDS, catalogue(SOURCE, {**WORDS, "One": "壹"}))
    assert result.text == OWN.replace("* 一", "* 壹")


def test_a_unit_that_left_is_taken_out_and_reported() -> None:
    result = own(WORDS, changed(WORDS, Two=None))
    assert result.text == OWN.replace("* 二\n", "")
    (finding,) = result.findings
    assert (finding.code, finding.line, finding.target) == ("removed", 8, "二")


def test_a_unit_in_conflict_keeps_what_was_agreed() -> None:
    both = Unit("Last words.", "目录", State.FUZZY, conflict=Conflict("md", "文件"))
    assert own(WORDS, changed(WORDS, Last=both)).text == OWN


def test_more_and_fewer_paragraphs() -> None:
    more = catalogue(SOURCE, {**WORDS, "Last words.": "结尾。\n\n真的。"})
    longer = own(WORDS, more).text
    assert longer == OWN + "\n真的。\n"
    less = own({**WORDS, "Last words.": "结尾。\n\n真的。"}, catalogue(SOURCE, WORDS), longer)
    assert less.text == OWN


def test_words_take_the_place_of_their_english() -> None:
    words = {key: text for key, text in WORDS.items() if key != "First words."}
    text = OWN.replace("开头。", "First words.")
    assert own(words, catalogue(SOURCE, WORDS), text).text == OWN


def test_a_block_that_two_units_share() -> None:
    text = OWN.replace("开头。\n", "开头。引文。\n")
    after = catalogue(SOURCE, {**WORDS, "A quote.": "一段引文。"})
    assert own(WORDS, after, text).text == text.replace("引文。", "一段引文。")


def test_a_block_shared_with_the_first_paragraph_of_a_unit() -> None:
    words = {**WORDS, "First words.": "开头。\n\n接着。"}
    text = OWN.replace("开头。\n", "开头。引文。\n\n接着。\n")
    assert own(words, changed(words, First=None), text).text == OWN.replace("开头。", "引文。")
    after = changed(words, First=Unit("First words.").changed("起初。\n\n后来。"))
    later = text.replace("开头。", "起初。").replace("接着。", "后来。")
    assert own(words, after, text).text == later


def test_an_own_file_keeps_its_line_ends() -> None:
    text = OWN.replace("\n", "\r\n")
    result = own(WORDS, catalogue(SOURCE, {**WORDS, "One": "壹"}), text)
    assert result.text == text.replace("* 一", "* 壹")


def test_a_cell_of_a_table() -> None:
    text = "| 表头 | 别的 |\n|:--|--:|\n| 格 | 空 |\n"
    after = catalogue(SOURCE, {**WORDS, "Cell": "单元格"})
    assert own(WORDS, after, text).text == text.replace("格", "单元格")


# ── Filling in ──────────────────────────────────────────────────────────────────────────────


def filled(text: str, words: dict[str, str], policy: Policy) -> str:
    source, made = parse(SOURCE), catalogue(SOURCE, words)
    file = parse(text, source=False)
    edition = Edition(Pair("原文/a.md", "译文/a.md", PairKind.BOTH), file, made, source)
    return fill(edition, policy, LINKS)


def test_missing_blocks_stand_behind_their_predecessors() -> None:
    text = filled(OWN, WORDS, Policy(missing=Missing.OMIT))
    assert "开头。\n\n> 引文。\n\n* 一\n" in text
    assert text.replace("> 引文。\n\n", "") == OWN
    item = filled(OWN.replace("* 一\n", ""), WORDS, Policy(missing=Missing.OMIT))
    assert "* 二\n" in item
    assert "* 一\n" in item


def test_filled_twice_is_filled_once() -> None:
    for policy in (Policy(missing=Missing.OMIT), Policy()):
        once = filled(OWN, WORDS, policy)
        assert filled(once, WORDS, policy) == once


def test_the_english_fills_in_where_the_settings_say_so() -> None:
    words = {key: text for key, text in WORDS.items() if key != "A quote."}
    assert "> A quote.\n" in filled(OWN, words, Policy())
    assert "A quote" not in filled(OWN, words, Policy(missing=Missing.OMIT))


def test_english_that_stands_there_already_is_not_filled_in_again() -> None:
    words = {key: text for key, text in WORDS.items() if key != "A quote."}
    once = filled(OWN, words, Policy())
    assert filled(once, words, Policy()) == once
