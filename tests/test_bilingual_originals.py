"""Articles that keep the English inside, read as pairs; and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CASES
from tests.repository import Repository, small
from transpipe.align.bilingual import is_bilingual, read_bilingual
from transpipe.markdown.segments import parse

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
