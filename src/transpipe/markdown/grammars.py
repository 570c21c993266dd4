"""Which rules each grammar has."""

from __future__ import annotations

from dataclasses import replace

from transpipe.markdown import jsx_rules, line_rules
from transpipe.markdown.block_rules import RULES as COMMON
from transpipe.markdown.blocks import Ruleset
from transpipe.model import Grammar

# What CommonMark has and MDX does not: code by indent, HTML blocks.
_NOT_IN_MDX = frozenset({"indent_code", "raw_html"})
# What is ours stands between comments, in MDX lines of an expression: asked for before these.
_OURS = tuple(rule for rule in COMMON if rule.name in ("banner", "attribution"))
_MDX = (
    *(rule for rule in COMMON if rule not in _OURS),
    line_rules.ALONE,
    *jsx_rules.RULES,
    *(replace(rule, before="block_html") for rule in _OURS),
)

RULESETS = {
    Grammar.FIRST: Ruleset(COMMON),
    Grammar.MARKDOWN: Ruleset(
        (*COMMON, line_rules.SETTING, line_rules.ALONE, line_rules.DEMO),
    ),
    Grammar.MDX: Ruleset(_MDX, _NOT_IN_MDX, html=False),
}
