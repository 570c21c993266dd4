"""One shape for all rules: what is told of each, in which order, and who asks them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.codes import GUIDE, table, updated
from transpipe.check.run import check_pair
from transpipe.editions.pairing import known_codes
from transpipe.links.addresses import Files
from transpipe.markdown.segments import parse
from transpipe.model import Severity
from transpipe.rules import CODES, RULES, Context, Rule, Scope, drafts, judge

CASES = Path(__file__).parent / "cases" / "check"


@pytest.mark.parametrize("rule", [*RULES, *drafts.RULES], ids=lambda rule: rule.code)
def test_a_rule_says_in_a_line_what_it_finds(rule: Rule) -> None:
    assert rule.help
    assert "\n" not in rule.help
    assert len(rule.help) <= 90
    assert not rule.help.endswith(".")


def test_a_code_is_one_rule_of_each_scope() -> None:
    assert not [name for name, n in Counter((r.code, r.of) for r in RULES).items() if n > 1]
    assert len({(rule.code, rule.severity) for rule in RULES}) == len(CODES)
    assert not {rule.code for rule in drafts.RULES} & set(CODES)


def test_every_rule_has_a_case() -> None:
    told = "".join(case.read_text("utf-8") for case in CASES.glob("*/findings.txt"))
    assert set(CODES) == {line.split()[1] for line in told.splitlines()}


def test_the_settings_know_every_rule_of_a_check_and_none_of_drafts() -> None:
    assert set(CODES) <= set(known_codes())
    assert not {rule.code for rule in drafts.RULES} & set(known_codes())


def test_findings_of_a_theme_stand_in_the_order_of_the_source() -> None:
    """Whatever the rule: what is lost first is told first, then what is new."""
    source = "Call `a_b()`, `c_c` and `flush_all()`."
    target = "调用 `flush_al()`、`zz`。"
    told = [(f.code, f.severity) for f in check_pair(source, target)]
    assert told == [
        ("dropped-code", Severity.ERROR),
        ("dropped-code", Severity.ERROR),
        ("changed-code", Severity.ERROR),
        ("extra-code", Severity.INFO),
    ]


def test_code_with_nothing_in_it_is_code_too() -> None:
    told = [f.code for f in check_pair("A ` ` and `b`.", "有 `b`。")]
    assert told == ["dropped-code"]
    assert not check_pair("Only `b`.", "只有 ` ` 和 `b`。")


def test_the_guide_has_the_table_of_codes() -> None:
    guide = GUIDE.read_text("utf-8")
    assert updated(guide) == guide, "make codes"
    assert updated(guide.replace(table().split("\n", 3)[2] + "\n", "")) == guide


def test_the_guide_names_every_code_that_may_be_ignored() -> None:
    guide = GUIDE.read_text("utf-8")
    assert not [
        code for code in known_codes() if not code.startswith("stale-") and f"`{code}`" not in guide
    ]


def test_a_very_long_address_is_told_by_its_ends() -> None:
    long, other = (f"https://example.org/{letter * 3000}end" for letter in "ab")
    found, *_others = check_pair(f"See [it]({long}).", f"见[它]({other})。")
    assert found.code == "changed-url"
    assert len(found.message) < 400
    assert "https://example.org/aaa" in found.message
    assert found.message.endswith("bbend")


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Pass a `dict`.", "传入一个字典。", [("dropped-code", "warning")]),
        ("Pass `--all`.", "传入全部。", [("dropped-code", "error")]),
        ("Pass `list[int]`.", "传入 `list`。", [("changed-code", "warning")]),
        ("Pass `to_list`.", "传入 `to_lst`。", [("changed-code", "error")]),
        ('Say `"pt-BR"`.', "写成 `pt-BR`。", [("changed-code", "warning")]),
        ("At `−40°` it stops.", "到 `-40°` 就停。", [("changed-code", "info")]),
        ("At `-40°` it stops.", "到 `–40°` 就停。", [("changed-code", "error")]),
        ("Edit `conf/a.yaml`.", "编辑 `app/conf/a.yaml`。", [("changed-code", "warning")]),
        ("Edit `conf/a.yaml`.", "编辑 `app/conf-a.yaml`。", [("changed-code", "error")]),
        ("Two `a`, one `a`.", "两个 `a`，一个 a。", [("dropped-code", "warning")]),
        ("A **key**.", "一个键。", [("dropped-emphasis", "warning")]),
        ("A *key*.", "一个键。", [("dropped-emphasis", "info")]),
        ("Wait 1-2 days.", "等一两天。", []),
        ("Use OAuth2 here.", "使用 OAuth2 时如此。", []),
        ("It begins `/** a`.", "以 `/** a` 开头。", []),
        ("A ** b", "甲 ** 乙", []),
    ],
)
def test_a_finding_is_as_grave_as_the_harm(
    source: str, target: str, told: list[tuple[str, str]]
) -> None:
    assert [(f.code, f.severity.value) for f in check_pair(source, target)] == told


_MARKS = st.sampled_from('[]()<>{}`*_~!#^:;,.?\\" \n%&$-/（）［］【】：，。！？“”＊～、')
_WORDS = ("缓存", "不要", "服务器", "word", "Not", "12", "半", "的的")
_WHOLE = st.sampled_from(
    [
        *(
            "{#id}",
            "%s",
            "`code`",
            "**词**",
            "＊＊词＊＊",
            "![](p.png)",
            "https://x.org",
            "www.x.org",
        ),
        *("[a](gone.md)", "[^1]", "[a][b]", "{{< ref", '{{% relref "gone.md" %}}', "［a］（b.md）"),
    ]
)
_TEXTS = st.lists(st.one_of(_WHOLE, st.sampled_from(_WORDS), _MARKS), max_size=5).map("".join)


@given(_TEXTS, _TEXTS)
def test_no_rule_is_spared_where_it_would_find_something(source: str, target: str) -> None:
    """What `where` says of a rule holds for any text."""
    files = Files(frozenset({"en/a.md", "zh/a.md"}))
    article, english = parse(f"# 甲\n\n{target}\n"), parse(f"# A\n\n{source}\n")
    known = Context("zh/a.md", files, article, english, source="en/a.md")
    for context in (Context(), known):
        for of in Scope:
            asked = (rule for rule in RULES if rule.of is of)
            found = ((r, list(r.find(source, target, context))) for r in asked)
            codes = Counter(rule.code for rule, hits in found for _hit in hits)
            told = Counter(finding.code for finding, _span in judge(source, target, of, context))
            assert told == codes
