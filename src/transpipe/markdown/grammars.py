"""Which rules each grammar has."""

from __future__ import annotations

from transpipe.markdown import jsx_rules, line_rules
from transpipe.markdown.block_rules import RULES as COMMON
from transpipe.markdown.blocks import Ruleset
from transpipe.model import Grammar

# What CommonMark has and MDX does not: code by indent, HTML blocks.
_NOT_IN_MDX = frozenset({"indent_code", "raw_html", "banner"})

RULESETS = {
    Grammar.FIRST: Ruleset(COMMON),
    Grammar.MARKDOWN: Ruleset(
        (*COMMON, line_rules.SETTING, line_rules.ALONE, line_rules.DEMO),
    ),
    Grammar.MDX: Ruleset((*COMMON, line_rules.ALONE, *jsx_rules.RULES), _NOT_IN_MDX, html=False),
}
