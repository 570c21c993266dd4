"""Where each block of a new version came from, and which sentences belong to which half."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from tests.conftest import CASES
from tests.test_catalogue_merge import article, edited
from transpipe.cli import main
from transpipe.markdown.segments import parse
from transpipe.model import Document, Fate
from transpipe.source_edits.successors import heirs
from transpipe.source_edits.versions import follow
from transpipe.text.han import joined
from transpipe.units.shares import shares

FILES = sorted((CASES / "follow").glob("*/"))


def lines(document: Document, numbers: tuple[int, ...]) -> str:
    spans = [document.blocks[number].lines for number in numbers]
    return f"{spans[0][0]}-{spans[-1][1]}"


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    old, new = (parse((case / name).read_text("utf-8")) for name in ("old.md", "new.md"))
    told = [
        " ".join([lines(new, step.new), step.fate, *([lines(old, step.old)] if step.old else [])])
        for step in follow(old, new)
    ]
    assert told == (case / "map.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("seed", range(40))
def test_every_block_is_told_of_and_none_is_given_twice(seed: int) -> None:
    random = Random(seed)
    before = article(random, 12)
    old, new = (parse("\n\n".join(text)) for text in (before, edited(random, before, [])))
    steps = follow(old, new)
    assert {n for step in steps for n in step.new} == set(range(len(new.blocks)))
    whole = [step.old for step in steps if step.old and step.fate is not Fate.SPLIT]
    assert len(whole) == len(set(whole))
    assert all(step.fate is Fate.UNCHANGED for step in follow(new, new))
    for step in steps:
        if step.fate is Fate.UNCHANGED:
            assert new.blocks[step.new[0]].text == old.blocks[step.old[0]].text


def test_an_heir_has_one_on_one_side() -> None:
    random = Random(3)
    for _round in range(50):
        before = article(random, 10)
        after = edited(random, edited(random, before, []), [])
        found = heirs(before, after, {})
        assert all(min(len(heir.old), len(heir.new)) == 1 for heir in found)
        for numbers in ([n for h in found for n in h.old], [n for h in found for n in h.new]):
            assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("seed", range(20))
def test_no_sentence_is_lost_when_shared_out(seed: int) -> None:
    random = Random(seed)
    source = " ".join(f"Sentence {n} of {random.randint(1, 9)}." for n in range(6))
    target = "".join(
        f"第{n}句话，共{random.randint(1, 9)}句。" for n in range(random.randint(1, 7))
    )
    parts = [" ".join(source.split(". ")[:k]) for k in (2, 3)]
    found = shares(source, target, parts)
    assert sorted("".join(found)) == sorted(target)


def test_targets_are_joined_as_chinese_is_written() -> None:
    assert joined(["缓存已满。", "等一等。"]) == "缓存已满。等一等。"
    assert joined(["见 Redis", "and more"]) == "见 Redis and more"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES / "follow" / "rows-are-followed-as-one"
    with pytest.raises(SystemExit) as left:
        main(["stale", "--map", str(case / "old.md"), str(case / "new.md"), "--json"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert left.value.code == 0
    assert rows[1] == {"new": [3, 3], "old": [4, 4], "tag": "edited"}
    assert rows[-1] == {"new": [5, 5], "old": None, "tag": "new"}


def test_the_command_wants_one_of_both(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["stale"])
    assert left.value.code == 2
    assert "--map" in capsys.readouterr().err
