"""What the rules can mend by themselves: each mend takes its finding away, and brings no other."""

from __future__ import annotations

from collections.abc import Iterator

from transpipe.model import Span
from transpipe.rules import RULES
from transpipe.rules.rule import NOWHERE, Context, Hit, Rule, Scope

_ROUNDS = 100  # mends in one text


def mend(source: str, target: str, of: Scope, context: Context = NOWHERE) -> str:
    """The target with every safe mend, the first one first; as it is where there is none."""
    for _round in range(_ROUNDS):
        new = next(_better(source, target, of, context), None)
        if new is None:
            break
        target = new
    return target


def _better(source: str, target: str, of: Scope, context: Context) -> Iterator[str]:
    """The target after one mend, of each that leaves fewer findings than there were."""
    hits = list(_hits(source, target, of, context))
    for rule, hit in sorted(hits, key=lambda found: found[1].span):
        new = rule.fix(target, hit) if rule.fix is not None else target
        if new != target and len(list(_hits(source, new, of, context))) < len(hits):
            yield new


def _hits(source: str, target: str, of: Scope, context: Context) -> Iterator[tuple[Rule, Hit]]:
    for rule in RULES:
        if rule.fix is not None and rule.of is of:
            for hit in rule.find(source, target, context):
                if hit.mend is not None:
                    yield rule, hit


def mended_lines(target: str, context: Context) -> str:
    """A Chinese file with the mends of what concerns it as a whole, its definitions."""
    changes: list[tuple[Span, str]] = []
    for _rule, hit in _hits("", target, Scope.ARTICLE, context):
        changes.append((hit.span, hit.mend or ""))
    for span, new in sorted(changes, reverse=True):
        target = target[: span.start] + new + target[span.end :]
    return target
