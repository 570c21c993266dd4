"""Articles that keep the English inside, read as pairs; and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.figures import mixed
from tests.repository import Repository, small
from transpipe.align.bilingual import is_bilingual, read_bilingual
from transpipe.markdown.segments import parse

pytestmark = pytest.mark.first(1)

FOLDERS = sorted((CASES / "align" / "bilingual").glob("*/"))
EXAMPLE = CASES / "align" / "bilingual" / "english-above-its-chinese" / "article.md"


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_pairs_stand_as_they_were_written(case: Path) -> None:
    document = parse((case / "article.md").read_text("utf-8"), source=False)
    wanted = (case / "pairs.txt").read_text("utf-8").splitlines()
    assert is_bilingual(document) == bool(wanted)
    if not wanted:
        return
    found = read_bilingual(document)
    assert found is not None
    pairs = [
        " = ".join(
            "\n\n".join(side.blocks[n].text for n in numbers)
            for side, numbers in ((found.source, bead.source), (found.target, bead.target))
        )
        for bead in found.beads
        if bead.source and bead.target
    ]
    assert pairs == wanted
    used = sorted(n for bead in found.beads for n in bead.source)
    assert used == list(range(len(found.source.blocks)))


def test_a_chinese_article_alone_has_no_pairs() -> None:
    document = parse("# 队列\n\n队列让服务不必等待。\n", source=False)
    assert not is_bilingual(document)
    assert read_bilingual(document) is None


def test_real_articles_are_not_taken_for_bilingual(data: Path) -> None:
    files = [*(data / "align-dev").glob("*/*.md"), *(data / "lint-dev").glob("*.md")]
    found = [
        path
        for path in sorted(files)[::2]
        if is_bilingual(parse(path.read_text("utf-8"), source=False))
    ]
    assert found == []


# ── The command ─────────────────────────────────────────────────────────────────────────────


def english(text: str) -> str:
    """The blocks of the example that are English."""
    return "\n\n".join(b for b in text.split("\n\n") if not any("一" <= c <= "鿿" for c in b))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    text = EXAMPLE.read_text("utf-8")
    source = english(text).replace("Messages pile up.", "Messages pile up fast.")
    made = small(tmp_path / "r", {"原文/queue.md": source, "译文/queue.md": text})
    assert made.transpipe("init").code == 0
    return made


def test_the_english_inside_says_which_source_is_meant(repository: Repository) -> None:
    before = repository.read("译文/queue.md")
    ran = repository.transpipe("align", "--from", "bilingual")
    assert ran.code == 0, ran.err
    assert "the English stands inside: 5 pairs" in ran.out
    catalogue = repository.read("locales/zh_CN/LC_MESSAGES/原文/queue.po")
    assert 'msgid "A queue between services"\nmsgstr "服务之间的队列"' in catalogue
    # What was edited since is stale, with the text that was translated.
    assert '#| msgid "Messages pile up. Watch' in catalogue
    assert 'msgid "Messages pile up fast. Watch' in catalogue
    assert repository.transpipe("build").code == 0
    assert repository.read("译文/queue.md") == before


def test_without_a_source_it_is_reported(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    made = small(tmp_path / "r", {"译文/queue.md": text, "原文/other.md": "Other.\n"})
    made.transpipe("init")
    ran = made.transpipe("align", "--from", "bilingual")
    assert ran.code == 0, ran.err
    assert "the English stands inside (5 pairs), but there is no source article" in ran.out
    assert not (made.root / "locales").exists()


# ── What has a source, block for block ──────────────────────────────────────────────────────

TABLE = CASES / "align" / "bilingual" / "not-the-cells-of-a-row" / "article.md"
NAMES = ("waterLevel", "pumpSpeed", "motorPower", "valveAngle", "tankSize", "pipeLength")


def aligned(place: Path, source: str, target: str) -> Repository:
    """A repository with one article, adopted without a word about how."""
    made = small(place / "r", {"原文/a.md": source, "译文/a.md": target})
    for command in ("init", "align"):
        assert made.transpipe(command).code == 0
    return made


def test_a_table_of_names_beside_yes_and_no_is_read_with_its_source(tmp_path: Path) -> None:
    rows = zip(NAMES, ("Yes", "Yes", "No", "No", "No", "No"), strict=True)
    cells = "".join(f"| {name} | {said} |\n" for name, said in rows)
    source = f"# Settings\n\n| Name | Required |\n| --- | --- |\n{cells}"
    made = aligned(tmp_path, source, TABLE.read_text("utf-8"))
    units = made.units("原文/a.md")
    assert not any(units[name].target for name in NAMES if units[name].target != name)
    said = {text: units[text].target for text in ("Name", "Required", "Yes", "No")}
    assert said == {"Name": "名称", "Required": "必填", "Yes": "是", "No": "否"}


def test_names_above_what_they_mean_are_no_english_of_the_article(tmp_path: Path) -> None:
    terms = (("Redis", "A store in memory.", "内存里的存储。"),
             ("Kafka", "A log in parts.", "分区的日志。"),
             ("Nginx", "A door for requests.", "请求的大门。"),
             ("Docker", "A box for a program.", "装程序的箱子。"))  # fmt: skip
    source = "# Terms\n\n" + "\n\n".join(f"{name}\n\n{said}" for name, said, _ in terms) + "\n"
    target = "# 术语\n\n" + "\n\n".join(f"{name}\n\n{said}" for name, _, said in terms) + "\n"
    units = aligned(tmp_path, source, target).units("原文/a.md")
    assert {said: units[said].target for _, said, _ in terms} == {s: t for _, s, t in terms}
    assert not any(units[name].target not in ("", name) for name, _, _ in terms)


def test_every_other_paragraph_left_in_english_makes_no_pairs(tmp_path: Path) -> None:
    pairs = (("The first talks about servers.", ""),
             ("The second one talks about slow databases.", "第二段讲的是慢数据库。"),
             ("A third paragraph is all about networks.", ""),
             ("Queues and their limits come fourth here.", "第四段讲的是队列及其限制。"),
             ("Then the fifth explains how caches work.", ""),
             ("The sixth says goodbye to all the readers.", "第六段向所有读者道别。"))  # fmt: skip
    source = "\n\n".join(english for english, _ in pairs) + "\n"
    target = "\n\n".join(chinese or english for english, chinese in pairs) + "\n"
    units = aligned(tmp_path, source, target).units("原文/a.md")
    assert {english: units[english].target for english, _ in pairs} == dict(pairs)


def test_items_of_names_beside_yes_and_no(tmp_path: Path) -> None:
    rows = list(zip(NAMES, ("Yes", "Yes", "No", "No", "No", "No"), strict=True))
    source = "# Settings\n\n" + "".join(f"- {name}\n- {said}\n" for name, said in rows)
    chinese = {"Yes": "是", "No": "否"}
    target = "# 设置\n\n" + "".join(f"- {name}\n- {chinese[said]}\n" for name, said in rows)
    units = aligned(tmp_path, source, target).units("原文/a.md")
    assert not any(units[name].target not in ("", name) for name in NAMES)


@pytest.mark.parametrize("form", ["above", "below", "in comments"])
@pytest.mark.parametrize("grown", [False, True])
def test_real_articles_in_both_languages_are_read_as_such(
    data: Path, form: str, grown: bool
) -> None:
    """Also where the source has changed since, and more was written."""
    read = []
    for case in mixed.cases(data):
        source, pairs = mixed.gold(case)
        count = sum(1 for _ in parse(source).segments())
        if len(pairs) >= 0.85 * count:
            text, now = both(source, pairs, form)
            read.append(is_bilingual(parse(text, source=False), parse(now if grown else source)))
    assert len(read) > 15
    assert all(read)


def both(source: str, pairs: Sequence[mixed.Pair], form: str) -> tuple[str, str]:
    """An article in both languages, and what its source became: other words, more paragraphs."""
    lines, text, now = source.split("\n"), list[str](), list[str]()
    starts = {pair.lines[0]: pair for pair in pairs}
    at = 1
    while at <= len(lines):
        pair = starts.get(at)
        end = pair.lines[1] if pair else at
        said = "\n".join(lines[at - 1 : end])
        if pair is None:
            text.append(said)
        elif form == "in comments":
            text += ["<!--", said, "-->", pair.chinese]
        else:
            text += [pair.chinese, "", said] if form == "below" else [said, "", pair.chinese]
        old = pair is not None and at % 3 == 0
        now.append(said.replace(" the ", " such a ").replace(" is ", " can be ") if old else said)
        now += ["", "And this was written later.", ""] if pair and at % 7 == 0 else []
        at = end + 1
    return "\n".join(text), "\n".join(now)


@pytest.mark.more
def test_copies_that_are_translated_in_part_are_not(data: Path) -> None:
    copies = [mixed.copy(data, seed) for seed in range(500, 560)]
    read = [is_bilingual(parse(c.file, source=False), parse(c.source)) for c in copies]
    assert not any(read)


# ── What is said of where the English is ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "arguments", "inside"),
    [
        ("", (), True),
        ('from = "source"\n', (), False),
        ('from = "source"\n', ("--from", "bilingual"), True),
        ('from = "source"\n[articles."原文/queue.md"]\nfrom = "auto"\n', (), True),
        ('[articles."原文/queue.md"]\nfrom = "source"\n', (), False),
        ("", ("--from", "source"), False),
    ],
)
def test_a_setting_or_an_option_says_where_the_english_is(
    repository: Repository, settings: str, arguments: tuple[str, ...], inside: bool
) -> None:
    repository.write("transpipe.toml", settings)
    ran = repository.transpipe("align", *arguments)
    assert ran.code == 0, ran.err
    assert ("the English stands inside" in ran.out) is inside


# ── The form of Kubernetes ──────────────────────────────────────────────────────────────────

NODES = """---
title: Nodes
content_type: concept
---

<!-- overview -->

A node is a machine that does the work of a cluster.
It may be real or virtual.

<!-- body -->

## Management

There are two ways to add a node:

1. Its agent registers itself
2. Somebody adds it by hand

{{< note >}}
Names must be unique within a cluster.
{{< /note >}}

## What is next

Read about the scheduler, which finds a node for each task.
"""
IN_COMMENTS = """---
title: 节点
content_type: concept
---
<!--
title: Nodes
content_type: concept
-->

<!-- overview -->

<!--
A node is a machine that does the work of a cluster.
It may be real or virtual.
-->
节点是为集群干活的机器，
可以是物理机，也可以是虚拟机。

<!-- body -->

<!--
## Management

There are two ways to add a node:

1. Its agent registers itself
2. Somebody adds it by hand
-->
## 管理

添加节点有两种方式：

1. 由它的代理自行注册
2. 由人手动添加

{{< note >}}
<!--
Names must be unique within a cluster.
-->
同一个集群里名称必须唯一。
{{< /note >}}

## 接下来

请阅读调度器的介绍，它为每个任务寻找节点。
"""
SAID = {
    "Nodes": "节点",
    "A node is a machine that does the work of a cluster. It may be real or virtual.": (
        "节点是为集群干活的机器，可以是物理机，也可以是虚拟机。"
    ),
    "Management": "管理",
    "There are two ways to add a node:": "添加节点有两种方式：",
    "Its agent registers itself": "由它的代理自行注册",
    "Somebody adds it by hand": "由人手动添加",
    "Names must be unique within a cluster.": "同一个集群里名称必须唯一。",
    "What is next": "接下来",
    "Read about the scheduler, which finds a node for each task.": (
        "请阅读调度器的介绍，它为每个任务寻找节点。"
    ),
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("content_type: concept\n-->", "-->"),
        ("<!--\ntitle: Nodes\ncontent_type: concept\n-->", "<!-- title: Nodes -->"),
        ("<!--\ntitle: Nodes\ncontent_type: concept\n-->\n", ""),
        ("title: 节点", 'title: "节点"'),
        ("<!-- body -->\n\n", ""),
        ("-->\n节点是", "-->\n\n节点是"),
        ("title: Nodes\n", "reviewers:\n- somebody\ntitle: Nodes\n"),
    ],
    ids=["as it is", "only a title", "a line", "no title", "quoted", "less", "blank", "a list"],
)
def test_english_in_comments_is_paired_first_and_the_rest_aligned(
    tmp_path: Path, old: str, new: str
) -> None:
    file = IN_COMMENTS.replace(old, new, 1)
    made = aligned(tmp_path, NODES, file)
    units = made.units("原文/a.md")
    assert {text: unit.target for text, unit in units.items()} == SAID
    assert made.transpipe("build").code == 0
    assert made.read("译文/a.md") == file


def test_a_name_that_stays_is_a_title_too(tmp_path: Path) -> None:
    made = aligned(tmp_path, NODES, IN_COMMENTS.replace("title: 节点", "title: Nodes"))
    units = made.units("原文/a.md")
    assert units["Nodes"].target in ("", "Nodes")
    assert {text: u.target for text, u in units.items() if text != "Nodes"} == {
        text: said for text, said in SAID.items() if text != "Nodes"
    }
