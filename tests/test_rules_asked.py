"""Rules that are not asked of a text would have found nothing in it."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from transpipe.rules import NOWHERE, RULES, Scope
from transpipe.text import amounts
from transpipe.text.count_signs import MONTHS, count_signs

_PIECES = (
    "[", "]", "(", ")", "［", "【", "〔", "！", "![", "](", "<", ">", "://", "www.", "a.md",
    "*", "**", "_", "＊＊", "~~", "`", "`a`", "{", "{{", "%s", "⟦0⟧", "$", "-", "–", "—", ",", ".",
    "缓存", "的", "，", "。", "Redis", " ", "\n", "3", "1) ", "（", "）",
)  # fmt: skip
_AMOUNTS = (
    "half ", "an hour", "every ", "per second", "today ", "三", "一", "半", "每", "天", "月", "5",
    "May ", "noon ", "two ", "third ", "quarter", "a ", "of ", "in ", "dozen", "年代", "世纪",
    "分之", "%", "/", "~", "century", "o'clock", "million", "words ", "文字", "个", "零", "点",
    "下午", *MONTHS,
)  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@given(_TEXTS, _TEXTS)
def test_a_rule_finds_nothing_where_it_is_not_asked(source: str, target: str) -> None:
    """Of a pair it is asked where one of the two texts has what it looks for."""
    for rule in RULES:
        seen = (source, target) if rule.of is Scope.PAIR else (target,)
        unasked = rule.where is not None and not any(map(rule.where, seen))
        if unasked or (rule.given is not None and not rule.given(NOWHERE)):
            assert not list(rule.find(source, target, NOWHERE)), rule.code


@given(st.lists(st.sampled_from(_AMOUNTS), max_size=6).map("".join))
def test_a_text_without_signs_of_amounts_has_none(text: str) -> None:
    """All forms are looked for, whatever the signs say."""
    wanted = amounts.amounts.__wrapped__(text)
    signs = count_signs(text)._replace(telling=True)
    with patch.object(amounts, "count_signs", lambda _text: signs):
        assert amounts.amounts.__wrapped__(text) == wanted
