"""Tables: what fixes columns and rows, and what stays open."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from transpipe.align.beads import align
from transpipe.markdown.segments import parse
from transpipe.model import Certainty, Document, Doubt

Rows = Sequence[Sequence[str]]

NAMES = ("pump", "valve", "boiler", "sensor", "timer", "relay")


def table(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


def paired(source: Rows, target: Rows) -> dict[str, tuple[str, Doubt | None]]:
    """By the text of a source cell, what it was paired with, and why that is doubtful."""
    english = parse(f"# Parts\n\n{table(source)}\nSwitch it off first.\n")
    chinese = parse(f"# 部件\n\n{table(target)}\n请先关掉它。\n", source=False)
    return {
        text(english, bead.source): (text(chinese, bead.target), bead.reason)
        for bead in align(english, chinese)
        if bead.source
    }


def text(document: Document, blocks: Sequence[int]) -> str:
    return " ".join(document.blocks[block].text for block in blocks)


def test_rows_that_only_differ_in_words_nobody_knows_are_doubtful() -> None:
    labels = (("Qorba", "甲乙"), ("Zelim", "丙丁"), ("Vastu", "戊己"), ("Nirpo", "庚辛"))
    source = [("Part", "Type", "Needed"), *((one, "`int`", "Yes") for one, _ in labels)]
    moved = [*labels[1:], labels[0]]
    target = [("部件", "类型", "必需"), *((other, "`int`", "是") for _, other in moved)]
    found = paired(source, target)
    assert {found[one][1] for one, _ in labels} == {Doubt.PLACE}
    assert found["Type"] == ("类型", None)


def test_a_row_that_was_moved_is_found_by_its_name() -> None:
    source = [("Name", "Needed"), *((name, "Yes") for name in NAMES)]
    target = [("名称", "必需"), *((name, "是") for name in (*NAMES[1:], NAMES[0]))]
    found = paired(source, target)
    assert [found[name][0] for name in NAMES] == list(NAMES)


def test_rows_with_different_names_are_no_sure_pair() -> None:
    source = [("Name", "Size", "Needed"), ("`pump`", "64 MB", "Yes"), ("`valve`", "10 MB", "Yes")]
    target = [("名称", "大小", "必需"), ("`timer`", "10 MB", "是"), ("`pump`", "64 MB", "是")]
    found = paired(source, target)
    assert found["`pump`"][0] == "`pump`"
    assert found["`valve`"][0] == "" or found["`valve`"][1] is not None


def test_a_moved_row_is_found_by_words_that_only_it_has() -> None:
    names = (
        ("Message queue", "消息队列"),
        ("Log file", "日志文件"),
        ("Password", "密码"),
        ("User", "用户"),
    )
    moved = (*names[1:3], names[0], names[3])
    source = [("Part", "Type", "Since"), *((one, "`int`", "v3.1") for one, _ in names)]
    target = [("部件", "类型", "始于"), *((other, "`int`", "v3.1") for _, other in moved)]
    found = paired(source, target)
    assert [found[one][0] for one, _ in names] == [other for _, other in names]


def test_a_row_is_not_found_elsewhere_where_its_cells_say_otherwise() -> None:
    source = [("Method", "Path"), ("GET", "/pumps"), ("PUT", "/valves"), ("POST", "/relays")]
    target = [("方法", "路径"), ("PUT", "/valves"), ("POST", "/relays"), ("GET", "/timers")]
    found = paired(source, target)
    assert found["/pumps"][0] == "" or found["/pumps"][1] is not None


def test_a_column_in_the_place_of_another_is_not_its_translation() -> None:
    source = [("Name", "Needed"), *((n, "Yes" if n < "r" else "No") for n in NAMES)]
    notes = (
        "每天早上八点以前检查一次",
        "坏了就换新的",
        "夏天不用",
        "放在室外",
        "每月上油",
        "断电后重置",
    )
    target = [("名称", "备注"), *zip(NAMES, notes, strict=True)]
    found = paired(source, target)
    assert found["Needed"][0] == "" or found["Needed"][1] is not None
    assert all(found[name] == (name, None) for name in NAMES)


def test_flags_follow_the_rows_in_which_they_stand() -> None:
    locked, shared = "YYNNYN", "YNNYNY"
    english, chinese = {"Y": "Yes", "N": "No"}, {"Y": "是", "N": "否"}
    source = [("Name", "Qorba", "Zelim")]
    source += [(n, english[a], english[b]) for n, a, b in zip(NAMES, locked, shared, strict=True)]
    target = [("名称", "甲乙", "丙丁")]
    target += [(n, chinese[b], chinese[a]) for n, a, b in zip(NAMES, locked, shared, strict=True)]
    found = paired(source, target)
    assert found["Qorba"] == ("丙丁", None)
    assert found["Zelim"] == ("甲乙", None)


@given(st.permutations(range(4)), st.permutations(NAMES))
def test_columns_stand_in_any_order(order: Sequence[int], names: Sequence[str]) -> None:
    kinds, sizes = ("`int`", "`text`", "`list`"), (7, 40, 512, 3, 99, 1024)
    said = (
        ("Stops at night.", "夜间停止。"),
        ("Shows an error message.", "显示错误信息。"),
        ("Saves a file.", "保存文件。"),
        ("Sends a request to the server.", "向服务器发送请求。"),
        ("Opens the window.", "打开窗口。"),
        ("Counts the users.", "统计用户数量。"),
    )
    heads = (("Name", "名称"), ("Type", "类型"), ("Size", "大小"), ("Description", "说明"))
    rows = [(names[n], kinds[n % 3], str(sizes[n]), *said[n]) for n in range(len(names))]
    source = [[one for one, _ in heads], *([*row[:3], row[3]] for row in rows)]
    target = [[heads[c][1] for c in order]]
    target += [[(*row[:3], row[4])[c] for c in order] for row in rows]
    found = paired(source, target)
    for one, other in (*heads, *said):
        assert found[one][0] == other


def test_each_cell_is_in_one_bead() -> None:
    source = [("Name", "Size"), ("pump", "7"), ("valve", "")]
    target = [("名称", "备注", "大小"), ("pump", "", "7"), ("valve", "旧", "")]
    english = parse(table(source))
    chinese = parse(table(target), source=False)
    beads = align(english, chinese)
    assert sorted(n for bead in beads for n in bead.source) == list(range(len(english.blocks)))
    assert sorted(n for bead in beads for n in bead.target) == list(range(len(chinese.blocks)))
    assert all(b.certainty is not Certainty.NONE for b in beads if b.source and b.target)


def test_columns_of_a_table_that_nobody_reads_are_paired_in_order_and_doubtful() -> None:
    """Each with each would take the square of their number."""
    wide = range(400)
    source = [[f"name {n}" for n in wide], [f"value {n}" for n in wide]]
    target = [[f"名称 {n}" for n in wide], [f"数值 {n}" for n in wide]]
    found = paired(source, target)
    assert [found[f"value {n}"] for n in wide] == [(f"数值 {n}", Doubt.COLUMN) for n in wide]
