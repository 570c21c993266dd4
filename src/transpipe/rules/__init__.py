"""What is wrong with a pair of texts, a Chinese text, or a Chinese file; with a machine's answer.

Takes a source, a target and what is known of the place, gives hits and, through `judge`, findings.
A rule is a value, `Rule(code, severity, help, find, fix)`, and stands in one module with those of
its theme; a new one is an entry of that module's `RULES`. Settings, the guide and the checks read
the tuple `RULES` here; drafts are held against `drafts.RULES`. Start in `rule`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from transpipe.model import Finding, Span
from transpipe.rules.article import RULES as ARTICLE
from transpipe.rules.boundaries import RULES as BOUNDARIES
from transpipe.rules.code import RULES as CODE
from transpipe.rules.content import RULES as CONTENT
from transpipe.rules.coverage import RULES as COVERAGE
from transpipe.rules.dead import RULES as DEAD
from transpipe.rules.definitions import RULES as DEFINITIONS
from transpipe.rules.directives import RULES as DIRECTIVES
from transpipe.rules.emphasised import RULES as EMPHASISED
from transpipe.rules.form import RULES as FORM
from transpipe.rules.furniture import RULES as FURNITURE
from transpipe.rules.harm import RULES as HARM
from transpipe.rules.houses import RULES as HOUSES
from transpipe.rules.index_rows import RULES as INDEX_ROWS
from transpipe.rules.items import RULES as ITEMS
from transpipe.rules.layout import RULES as LAYOUT
from transpipe.rules.links import RULES as LINKS
from transpipe.rules.links_in_prose import RULES as LINKS_IN_PROSE
from transpipe.rules.meaning import RULES as MEANING
from transpipe.rules.names import RULES as NAMES
from transpipe.rules.notes import RULES as NOTES
from transpipe.rules.order import RULES as ORDER
from transpipe.rules.radicals import RULES as RADICALS
from transpipe.rules.rendering import RULES as RENDERING
from transpipe.rules.rule import NOWHERE, Context, Hit, Rule, Scope
from transpipe.rules.script import RULES as SCRIPT
from transpipe.rules.terms import RULES as TERMS
from transpipe.rules.typography import RULES as TYPOGRAPHY
from transpipe.rules.words import RULES as WORDS

__all__ = ["CODES", "MENDABLE", "NOWHERE", "RULES", "Context", "Hit", "Rule", "Scope", "judge"]

# In the order in which findings are told.
THEMES = (
    *(
        LINKS,
        RENDERING,
        NOTES,
        CODE,
        WORDS,
        SCRIPT,
        RADICALS,
        EMPHASISED,
        BOUNDARIES,
        FORM,
        MEANING,
        ORDER,
        LAYOUT,
        LINKS_IN_PROSE,
        CONTENT,
        DIRECTIVES,
    ),
    *(
        TERMS,
        DEAD,
        DEFINITIONS,
        ARTICLE,
        ITEMS,
        INDEX_ROWS,
        COVERAGE,
        HARM,
        FURNITURE,
        NAMES,
        TYPOGRAPHY,
        HOUSES,
    ),
)
RULES: tuple[Rule, ...] = tuple(chain.from_iterable(THEMES))
CODES = tuple(dict.fromkeys(rule.code for rule in RULES))
# What `check --fix` mends by itself, as far as it can; how Chinese is set is no matter of one hit.
MENDABLE = frozenset(
    rule.code for rule in RULES if rule.fix is not None or rule in (*TYPOGRAPHY, *HOUSES)
)

_THEMES = {
    of: tuple(
        rules for theme in THEMES if (rules := tuple(rule for rule in theme if rule.of is of))
    )
    for of in Scope
}
_GUARDS = {
    of: tuple(dict.fromkeys(rule.where for rules in themes for rule in rules if rule.where))
    for of, themes in _THEMES.items()
}
_GIVEN = {
    of: tuple(dict.fromkeys(rule.given for rules in themes for rule in rules if rule.given))
    for of, themes in _THEMES.items()
}


def judge(
    source: str, target: str, of: Scope, context: Context = NOWHERE
) -> Iterator[tuple[Finding, Span]]:
    """The findings of a pair, text or article, without their file, each with where it stands.

    Themes come one after the other, and within each what stands first in the source.
    """
    guards = _GUARDS[of]
    if of is Scope.PAIR:
        true = tuple([where(target) or where(source) for where in guards])
    else:
        true = tuple([where(target) for where in guards])
    hits: list[tuple[int, Rule, Hit]] = []
    for theme, rule in _asked(of, true, tuple([given(context) for given in _GIVEN[of]])):
        for hit in rule.find(source, target, context):
            hits.append((theme, rule, hit))
    hits.sort(key=lambda found: (found[0], found[2].order))
    for _theme, rule, hit in hits:
        yield _finding(rule, hit, source, target), hit.span


@lru_cache(maxsize=1 << 12)
def _asked(
    of: Scope, true: tuple[bool, ...], given: tuple[bool, ...]
) -> tuple[tuple[int, Rule], ...]:
    """The rules that may find something where these of the guards are true, with their theme."""
    where = dict(zip(_GUARDS[of], true, strict=True))
    able = dict(zip(_GIVEN[of], given, strict=True))
    return tuple(
        (number, rule)
        for number, rules in enumerate(_THEMES[of])
        for rule in rules
        if (rule.where is None or where[rule.where]) and (rule.given is None or able[rule.given])
    )


def _finding(rule: Rule, hit: Hit, source: str, target: str) -> Finding:
    severity = hit.severity or rule.severity
    shown = (source, target) if rule.of is Scope.PAIR else (hit.source, hit.target)
    line = hit.line if rule.of is Scope.ARTICLE else 0
    return Finding(rule.code, severity, hit.message, "", line, source=shown[0], target=shown[1])
