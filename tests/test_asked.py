"""Which findings are wanted: by the settings, by other tools' settings, by switches in a text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.repository import Repository, adopted
from transpipe.check.mending import mend_file
from transpipe.check.noqa import unwanted
from transpipe.config.autocorrect import codes_off, patterns
from transpipe.errors import BadSetting
from transpipe.markdown.segments import parse
from transpipe.rules import Context

TARGET = "# 题目\n\n实际上,它很快 。\n"
FILES = {
    "原文/a.md": "# Title\n\nIn fact, it is fast.\n",
    "译文/a.md": TARGET,
    "原文/old/b.md": "# Other\n\nIn fact, it is slow.\n",
    "译文/old/b.md": "# 别的\n\n实际上,它很慢 。\n",
}


def told(made: Repository) -> dict[tuple[str, str], str]:
    ran = made.transpipe("check", "--json")
    rows = map(json.loads, ran.out.splitlines())
    return {(row["file"], row["check"]): row["severity"] for row in rows}


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return adopted(tmp_path / "made", FILES, ["原文/a.md", "原文/old/b.md"])


def test_what_no_rule_of_files_finds_has_a_severity_too(made: Repository) -> None:
    made.write("原文/a.md", FILES["原文/a.md"].replace("fast", "slow"))
    made.transpipe("sync")
    (stale,) = {key for key in told(made) if key[1].startswith("stale-")}
    before = told(made)[stale]
    wanted = "info" if before != "info" else "error"
    settings = made.read("transpipe.toml")
    made.write("transpipe.toml", f'{settings}\n[check.severity]\n{stale[1]} = "{wanted}"\n')
    assert told(made)[stale] == wanted


def test_severities_and_files(made: Repository) -> None:
    before = told(made)
    assert before["译文/a.md", "halfwidth-punct"] == "warning"
    settings = made.read("transpipe.toml")
    made.write(
        "transpipe.toml",
        settings
        + '\n[check.severity]\nTP3 = "error"\nTP302 = "info"\nspace-around-punct = "warning"\n'
        + '\n[check.ignore_in]\n"译文/old/**" = ["TP3"]\n',
    )
    after = told(made)
    assert after["译文/a.md", "halfwidth-punct"] == "error"
    assert after["译文/a.md", "space-around-punct"] == "warning"
    assert not [code for path, code in after if path == "译文/old/b.md"]
    assert [code for path, code in before if path == "译文/old/b.md"]
    assert made.transpipe("check").code == 1
    made.transpipe("check", "--fix")
    assert "实际上，它很快。" in made.read("译文/a.md")
    assert "实际上,它很慢 。" in made.read("译文/old/b.md")


@pytest.mark.parametrize(
    "table",
    ['severity = {TP9 = "error"}', 'severity = {TP3 = "bad"}', "severity = 3",
     'ignore_in = {"x/**" = ["nothing"]}'],
)  # fmt: skip
def test_odd_settings_are_refused_in_a_line(made: Repository, table: str) -> None:
    made.write("transpipe.toml", made.read("transpipe.toml") + f"\n[check]\n{table}\n")
    ran = made.transpipe("check")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "transpipe.toml:" in ran.err


def test_the_settings_of_autocorrect(made: Repository) -> None:
    made.write(".autocorrectignore", "# old\n译文/old/\n")
    made.write(".autocorrectrc", "rules:\n  # on\n  space-word: 1\n  no-space-fullwidth: 0\n")
    found = told(made)
    assert {code for path, code in found if path == "译文/a.md"} == {"halfwidth-punct"}
    assert not [code for path, code in found if path == "译文/old/b.md"]
    made.write(".autocorrectrc", "rules:\n  space-word: yes\n")
    ran = made.transpipe("check")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert ".autocorrectrc:2" in ran.err


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", set()),
        ("# yaml\nrules:\n  fullwidth: 0\nfileTypes:\n  md: markdown\n",
         {"halfwidth-punct", "halfwidth-bracket"}),
        ('{\n  "rules": {\n    "space-backticks": 0\n  }\n}\n', {"missing-code-space"}),
        ("textRules:\n  space-word: 0\nspellcheck:\n  words:\n    - iOS\n", set()),
    ],
)  # fmt: skip
def test_rules_that_are_off(text: str, codes: set[str]) -> None:
    assert codes_off(text) == codes


def test_what_is_no_settings_file() -> None:
    with pytest.raises(BadSetting):
        codes_off("rules\n")
    assert patterns("# a\n\n!b\nc/\n") == ("c/",)


SWITCHED = [
    ("<!-- autocorrect-disable -->\n\n{row}\n\n<!-- autocorrect-enable -->\n\n{other}\n", True),
    ("<!-- autocorrect: false -->\n\n{row}\n\n<!-- autocorrect: true -->\n\n{other}\n", True),
    ("<!-- textlint-disable -->\n\n{row}\n\n<!-- textlint-enable -->\n\n{other}\n", True),
    ("<!-- zhlint ignore: 实际 -->\n\n{row}\n\n{other}\n", True),
    ("<!-- autocorrect-disabled -->\n\n{row}\n\n{other}\n", False),
    ("autocorrect-disable\n\n{row}\n\n{other}\n", False),
]


@pytest.mark.parametrize(("form", "off"), SWITCHED)
def test_the_switches_of_other_tools(form: str, off: bool) -> None:
    text = form.format(row="实际上,它很快。", other="别的,照样。")
    new = mend_file(Context("x.md", article=parse(text, source=False)))
    assert ("实际上,它" in new) is off
    assert "别的，照样" in new


def test_a_file_that_zhlint_leaves_alone() -> None:
    switch = "<!-- autocorrect-enable -->"
    text = f"<!-- zhlint disabled -->\n\n实际上,它很快。\n\n{switch}\n\n别的,照样。\n"
    assert mend_file(Context("x.md", article=parse(text, source=False))) == text


def test_of_two_comments_for_one_line_both_hold() -> None:
    text = "<!-- autocorrect-disable -->\n\n<!-- transpipe: noqa TP206 -->\n见 x。\n"
    assert {"TP206", "halfwidth-punct"} <= set(unwanted(text)[4])
    assert unwanted("<!-- autocorrect-disable -->\n见 <!-- transpipe: noqa --> x。\n")[2] == ()


def test_comments_that_refuse_nothing(made: Repository) -> None:
    noted = TARGET.replace("实际上", "<!-- transpipe: noqa TP3 -->\n实际上", 1)
    made.write("译文/a.md", noted + "\n<!-- transpipe: noqa TP206 -->\n又一段。\n")
    rows = [json.loads(row) for row in made.transpipe("check", "--json").out.splitlines()]
    ours = [(row["line"], row["check"]) for row in rows if row["file"] == "译文/a.md"]
    assert (6, "unused-noqa") in ours
    assert (3, "unused-noqa") not in ours


@pytest.mark.parametrize(
    "text",
    [
        '{"rules": {"fullwidth": 0, "space-word": 1}}',
        "rules: {fullwidth: 0, space-word: 1}\n",
        'rules: { "space-word": 1, "fullwidth": 0 } # ours\ntextRules: {a: 0}\n',
        '{\n\t"rules": {\n\t\t"fullwidth": 0\n\t}\n}\n',
        '{"spellcheck": {"words": ["a", "b: {c"]}, "rules": {"fullwidth": 0}}\n',
    ],
)
def test_the_tables_of_autocorrect_on_one_line(text: str) -> None:
    assert codes_off(text) == {"halfwidth-punct", "halfwidth-bracket"}


@pytest.mark.parametrize(
    "text", ["rules: 3\n", "rules:\n\tfullwidth: 0\n", "rules: {fullwidth: x}\n"]
)
def test_what_autocorrect_cannot_read_either(text: str) -> None:
    with pytest.raises(BadSetting):
        codes_off(text)
