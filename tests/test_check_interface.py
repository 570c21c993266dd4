"""How checks are asked for: codes and numbers, what a file refuses, the forms that tools read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.repository import Repository, after, small
from transpipe.check.noqa import is_refused, unused, unwanted, wanted
from transpipe.check.run import check_file, check_pair, check_units
from transpipe.editions.pairing import known_codes
from transpipe.markdown.segments import parse
from transpipe.model import Finding, Severity, State, Unit
from transpipe.model.codes import NUMBERS, meant
from transpipe.rules import CODES, Context
from transpipe.rules.examples import EXAMPLES, IN_ARTICLES
from transpipe.rules.typography import STYLE
from transpipe.workflows.explain import explained

ENGLISH = "# Lease\n\nIt waits 5 minutes.\n\nRun `sync --all`.\n"
CHINESE = "# 租约\n\n等 5 小时。\n\n运行全部同步。\n"


@pytest.fixture
def adopted(tmp_path: Path) -> Repository:
    return after(tmp_path / "r", {"原文/a.md": ENGLISH, "译文/a.md": CHINESE}, "init", "align")


CASES = Path(__file__).parent / "cases" / "check"


def told(repository: Repository, *options: str) -> list[str]:
    ran = repository.transpipe("check", "--json", *options)
    assert not ran.err
    return [row["check"] for row in map(json.loads, ran.out.splitlines())]


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_check_has_its_fault_and_the_other_none(code: str) -> None:
    source, bad, good = EXAMPLES[code]
    assert code in {finding.code for finding in (*check_pair(source, bad), *of_file(bad))}
    assert not check_pair(source, good)
    assert code not in STYLE or not of_file(good)


@pytest.mark.parametrize("code", IN_ARTICLES)
def test_an_example_of_an_article_has_a_case(code: str, tmp_path: Path) -> None:
    assert code not in EXAMPLES
    assert (CASES / code / "findings.txt").is_file()
    said = Repository(tmp_path).transpipe("check", "--explain", code).out
    assert all(text in said for text in IN_ARTICLES[code])


@pytest.mark.parametrize("code", sorted(set(known_codes()) - set(CODES)))
def test_what_no_rule_finds_is_explained_too(code: str) -> None:
    (said,) = explained(code)
    assert (said.code, bool(said.help)) == (code, True)


def of_file(text: str) -> list[Finding]:
    return list(check_file(Context("x.md", article=parse(text))))


def test_every_check_has_a_number_of_its_own() -> None:
    assert set(CODES) <= set(NUMBERS)
    assert len(set(NUMBERS.values())) == len(NUMBERS)
    assert meant("tp105", CODES) == meant("wrong-number", CODES) == ("wrong-number",)
    assert set(meant("TP6", CODES)) == {
        "bidi-control", "invisible-character", "homoglyph", "unsafe-link",
    }  # fmt: skip
    assert not meant("TP999", CODES)
    assert not meant("number", CODES)


def test_a_check_is_explained_by_its_name_and_its_number(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    said = repository.transpipe("check", "--explain", "TP105").out
    assert said == repository.transpipe("check", "--explain", "wrong-number").out
    assert "TP105 wrong-number" in said
    assert EXAMPLES["wrong-number"][1] in said
    ran = repository.transpipe("check", "--explain", "wrong-nummer")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "wrong-number" in ran.err


def test_findings_of_some_codes(adopted: Repository) -> None:
    assert sorted(told(adopted)) == ["dropped-code", "wrong-number"]
    assert told(adopted, "--code", "TP105") == ["wrong-number"]
    assert len(told(adopted, "--code", "TP103", "--code", "wrong-number")) == 2
    assert adopted.transpipe("check", "--code", "TP105").code == 0
    ran = adopted.transpipe("check", "--code", "TP999")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_settings_name_codes_by_numbers_and_by_how_these_begin(adopted: Repository) -> None:
    settings = adopted.read("transpipe.toml")
    for asked, left in (
        ('ignore = ["TP105"]', ["dropped-code"]),
        ('ignore = ["TP1"]', []),
        ('select = ["TP105"]', ["wrong-number"]),
        ('select = ["TP1"]\nignore = ["TP103"]', ["wrong-number"]),
    ):
        adopted.write("transpipe.toml", f"{settings}\n[check]\n{asked}\n")
        assert told(adopted) == left
    adopted.write("transpipe.toml", f'{settings}\n[check]\nselect = ["TP999"]\n')
    ran = adopted.transpipe("check")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "check.select" in ran.err


def test_a_caret_stands_under_the_place_whatever_its_width(tmp_path: Path) -> None:
    lead = "这里的文字相当长，" * 8
    made = Repository(tmp_path, {"COLUMNS": "60"})
    made.write("a.md", f"# 题目\n\n{lead}实际上,它很快\t。\n")
    lines = made.transpipe("check", "a.md", "--code", "TP301").out.splitlines()
    (where,) = (n for n, line in enumerate(lines) if "实际上," in line)
    row, caret = lines[where : where + 2]
    assert "\t" not in row
    place = row.index("实际上,") + len("实际上")
    assert cell_len(row) <= 60
    assert caret == " " * cell_len(row[:place]) + "^"
    piped = Repository(tmp_path).transpipe("check", "a.md").out
    assert "^" not in piped


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("", 2),
        ("<!-- transpipe: noqa TP105 -->\n\n", 1),
        ("<!-- transpipe: noqa wrong-number, TP2 -->\n", 1),
        ("<!-- transpipe: noqa -->\n", 1),
        ("<!-- transpipe: noqa TP103 -->\n", 3),  # one says that it refuses nothing
    ],
)
def test_a_file_refuses_findings(adopted: Repository, comment: str, left: int) -> None:
    adopted.write("译文/a.md", CHINESE.replace("等 5", f"{comment}等 5"))
    assert len(told(adopted)) == left


def test_a_comment_beside_text_speaks_of_its_line() -> None:
    text = "甲 <!-- transpipe: noqa TP105 -->\n乙\n\n<!-- transpipe: noqa -->\n丙\n丁\n\n戊\n"
    assert dict(unwanted(text)) == {1: ("TP105",), 5: (), 6: ()}
    found = [Finding("wrong-number", Severity.WARNING, "", "a.md", n) for n in range(1, 9)]
    assert [finding.line for finding in wanted(found, unwanted(text))] == [2, 3, 4, 7, 8]


@pytest.mark.parametrize(
    "text",
    [
        "写上 `<!-- transpipe: noqa TP105 -->` 即可\n",
        "写上 ``<!-- autocorrect-disable -->`` 即可\n",
        "```html\n<!-- transpipe: noqa -->\n```\n\n丙\n",
        "> ~~~\n> <!-- zhlint disabled -->\n> ~~~\n\n丙\n",
    ],
)
def test_a_comment_that_is_shown_as_code_refuses_nothing(text: str) -> None:
    assert dict(unwanted(text)) == {}
    assert list(unused([], text)) == []


def test_a_comment_beside_code_is_about_its_line() -> None:
    text = "见 `a` <!-- transpipe: noqa TP105 -->\n乙\n"
    assert dict(unwanted(text)) == {1: ("TP105",)}
    assert [found.line for found in unused([], text)] == [1]


def test_a_translator_refuses_findings_of_an_entry() -> None:
    unit = Unit("Wait 5 s.", "等 5 小时。", State.TRANSLATED, notes=("# noqa: TP105",))
    assert not [*check_units([(unit, 3)], "a.md")]
    assert not is_refused(("# noqa: TP103",), "wrong-number")
    assert is_refused(("# noqa",), "wrong-number")
    assert not is_refused(("# see noqa: TP105",), "wrong-number")


def test_forms_for_hosts_and_tools(adopted: Repository) -> None:
    github = adopted.transpipe("check", "--format", "github")
    assert github.code == 1
    assert {line.partition(" ")[0] for line in github.out.splitlines()} == {"::error", "::warning"}
    (run,) = json.loads(adopted.transpipe("check", "--format", "sarif").out)["runs"]
    assert {result["ruleId"] for result in run["results"]} == {"dropped-code", "wrong-number"}
    adopted.write("译文/a.md", CHINESE.replace("等 5", "见 https://a.org吧，等 5"))
    found = json.loads(adopted.transpipe("check", "--format", "rdjson").out)["diagnostics"]
    (one,) = [each for each in found if each["code"]["value"] == NUMBERS["address-runs-on"]]
    line = adopted.read("译文/a.md").split("\n")[2].encode()
    span = one["location"]["range"]
    start, end = span["start"]["column"] - 1, span["end"]["column"] - 1
    assert line[start:end].decode().startswith("https://a.org吧")
    assert "suggestions" not in one
    assert adopted.transpipe("check", "--format", "none").code == 2


@pytest.mark.parametrize("again", [False, True], ids=["lf", "crlf"])
def test_what_can_be_mended_safely_is_suggested(adopted: Repository, *, again: bool) -> None:
    """Each suggestion, put in the place of its bytes, is what `check --fix` writes there."""
    bad = "它等 5 小时,见 `a` 的“值”; 还有一 二三。\n\n它用Redis 缓存:如下,\n再往后。\n"
    text = CHINESE + "\n" + bad
    adopted.write("译文/a.md", text.replace("\n", "\r\n") if again else text)
    adopted.transpipe("sync")
    found = json.loads(adopted.transpipe("check", "--format", "rdjson").out)["diagnostics"]
    lines = adopted.read("译文/a.md").split("\n")
    said = [s for each in found for s in each.get("suggestions", ())]
    assert len(said) == 2  # a line each, whatever there is to be mended in it
    for each in said:
        span, number = each["range"], each["range"]["start"]["line"] - 1
        assert span["end"]["line"] == number + 1
        raw = lines[number].encode()
        start, end = span["start"]["column"] - 1, span["end"]["column"] - 1
        lines[number] = (raw[:start] + each["text"].encode() + raw[end:]).decode()
    adopted.transpipe("check", "--fix")
    assert lines == adopted.read("译文/a.md").split("\n")


def test_words_that_stand_in_no_file_yet_are_shown_where_the_catalogue_has_them(
    tmp_path: Path,
) -> None:
    repository = small(tmp_path / "work", {"原文/a.md": "# Waits\n\nIt waits 5 minutes.\n"})
    for step in ("init", "sync"):
        repository.transpipe(step)
    (path,) = repository.root.glob("locales/**/*.po")
    text = path.read_text("utf-8")
    wrong = text.replace('minutes."\nmsgstr ""', 'minutes."\nmsgstr "等 6 分钟。"')
    path.write_text(wrong, "utf-8")
    rows = [json.loads(row) for row in repository.transpipe("check", "--json").out.splitlines()]
    (told,) = [row for row in rows if row["check"] == "wrong-number"]
    assert repository.root / told["file"] == path
    assert wrong.split("\n")[told["line"] - 1] == 'msgid "It waits 5 minutes."'
