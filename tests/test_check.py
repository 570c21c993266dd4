"""What a reviewer should look at, and what not."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.repository import Repository
from tests.test_opaque import copied
from transpipe import wiring
from transpipe.check.run import check_file, check_pair, check_units
from transpipe.config import names, termbase
from transpipe.editions.reading import aligned
from transpipe.links.addresses import Files
from transpipe.markdown.segments import parse
from transpipe.model import Finding, Locale, Severity, State, Termbase, Unit
from transpipe.rules import CODES, Context
from transpipe.rules.rule import Once
from transpipe.source_edits.opaque import Past, unfollowed
from transpipe.text.terms import Finder
from transpipe.workflows.check import spelling_of

CASES = Path(__file__).parent / "cases"
ARTICLES = sorted((CASES / "check").glob("*/"))


def findings_of(case: Path) -> list[Finding]:
    """A case's findings: its source and target have their segments in the same order."""
    target = parse((case / "target.md").read_text("utf-8"), source=False)
    source_file, files = case / "source.md", case / "files.txt"
    source = parse(source_file.read_text("utf-8")) if source_file.exists() else None
    paths = Files(files.read_text("utf-8").split("\n")) if files.exists() else None
    old = case / "old.md"
    changes = (
        unfollowed([Past(parse(old.read_text("utf-8")))], copied(source, target))
        if source and old.exists()
        else ()
    )
    base = case / "terms.toml"
    terms = Finder(termbase.parse(base.read_text("utf-8")) if base.exists() else Termbase())
    decided = case / "names.toml"
    rows = names.parse(decided.read_text("utf-8")) if decided.exists() else ()
    beads = aligned(source, target, None) if source else ()
    spelling = spelling_of(target, Locale.ZH_CN, wiring.speller())
    style = case / "wanted.txt"
    once = case / "once.txt"
    lines = once.read_text("utf-8").splitlines() if once.exists() else ()
    context = Context(
        named(case), paths, target, source, changes, terms=terms, beads=beads, spelling=spelling,
        products={each.said: each.name for each in rows if each.name},
        wanted=style.read_text("utf-8").split() if style.exists() else (),
        once=tuple(Once(*line.split("\t")) for line in lines),
    )  # fmt: skip
    found = [*check_file(context)]
    if source:
        there = [segment for _n, segment in source.segments()]
        here = [(target.blocks[n].lines[0], segment) for n, segment in target.segments()]
        pairs = [
            (Unit(s.text, t.text, State.TRANSLATED), line)
            for s, (line, t) in zip(there, here, strict=False)
        ]
        found += check_units(pairs, "x.md", Context(terms=terms))
    return found


def named(case: Path) -> str:
    """The name of the file of a case: that of a page with programs, where it is one."""
    return "x.mdx" if case.name.endswith("-in-mdx") else "x.md"


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case.name)
def test_article(case: Path) -> None:
    found = findings_of(case)
    assert all(finding.file in (named(case), "x.md") and finding.message for finding in found)
    told = [f"{finding.line}:{finding.column} {finding.code}" for finding in found]
    assert told == (case / "findings.txt").read_text("utf-8").splitlines()


def test_columns_frame_what_they_are_about() -> None:
    text = "# 一\n\n- 见\n  [乙](./b.md)。\n"
    (finding,) = check_file(Context("译文/x.md", Files(["a.md"]), parse(text, source=False)))
    line = text.split("\n")[finding.line - 1]
    assert line[finding.column - 1 : finding.end_column - 1] == "[乙](./b.md)"


def test_unknown_files_make_no_dead_links() -> None:
    document = parse("见[乙](./b.md)。\n", source=False)
    assert not [*check_file(Context("x.md", article=document))]


def test_words_that_stand_in_no_file_are_checked_as_text_too() -> None:
    unit = Unit("The **queue (FIFO)**.", "该**队列（先进先出）**好。", State.TRANSLATED)
    assert [f.code for f in check_units([(unit, 0)], "x.po")] == ["emphasis-broken"]
    assert not [*check_units([(unit, 3)], "x.md")]


def test_units_without_words_have_no_findings() -> None:
    gone = Unit("Call `a`.", "调用。", State.OBSOLETE)
    assert not [*check_units([(Unit("Call `a`."), 0), (gone, 0)], "x.po")]


def rows(path: Path) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs-hard.jsonl"])
def test_labelled_pairs(data: Path, name: str) -> None:
    """Good pairs are left alone, and each kind of defect that has a rule is found."""
    false, found, missed = [], Counter[str](), Counter[str]()
    ours = set(CODES) - {"glossary"}
    for row in rows(data / "lint-dev" / name):
        codes = {
            finding.code
            for finding in check_pair(str(row["source"]), str(row["target"]))
            if finding.severity is not Severity.INFO
        }
        if row["defect"] is None:
            false += [(row["id"], codes)] if codes else []
        elif row["defect"] in ours:
            (found if row["defect"] in codes else missed)[str(row["defect"])] += 1
    assert len(false) <= 3, false
    assert missed.total() <= found.total() / (20 if name == "pairs.jsonl" else 5), missed


def test_rows_of_pairs(tmp_path: Path) -> None:
    """Whatever is no row is told with its line, and so is what does not go with them."""
    rows = [
        {"id": "a", "source": "It waits 5 s.", "target": "等 5 小时。"},
        {"id": "b", "source": "It waits 5 s.", "target": "等 5 秒。"},
    ]
    repository = Repository(tmp_path)
    repository.write("rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    ran = repository.transpipe("check", "--pairs", "rows.jsonl", "--json")
    (told,) = map(json.loads, ran.out.splitlines())
    assert (told["id"], told["check"], told["number"]) == ("a", "wrong-number", "TP105")
    assert "wrong-number" in repository.transpipe("check", "--pairs", "rows.jsonl").out
    repository.write("rows.jsonl", '{"id": "a"}\n')
    for options in (["rows.jsonl"], ["none.jsonl"], ["rows.jsonl", "--fix"]):
        ran = repository.transpipe("check", "--pairs", *options)
        assert (ran.code, ran.err.count("\n")) == (2, 1), options
