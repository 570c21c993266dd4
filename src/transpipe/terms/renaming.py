"""A term that gets another name: its units with the new form in the place of the old one.

Only where the source has the term and the target the old form as a form of its own; code, addresses
and longer terms stay. What a person had confirmed must be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from transpipe.markdown.inline import mask, unmask, words
from transpipe.model import Maker, Origin, Owner, State, Term, Unit
from transpipe.text.terms import Finder, outside, spans_of


@dataclass(frozen=True)
class Renaming:
    """A term whose `old` form becomes `new`, beside all terms that `finder` knows."""

    term: Term
    old: str
    new: str
    finder: Finder

    def renamed(self, unit: Unit) -> Unit:
        """The unit with the new form, to be confirmed; the same where there is nothing to do.

        A draft stays one, and a unit in doubt keeps its doubt. A conflict is left alone.
        """
        if not unit.active or not unit.target or unit.conflict:
            return unit
        there = {term for term, _place in self.finder.found(words(unit.source))}
        if self.term not in there:
            return unit
        target = self._put(unit.target, there)
        if target == unit.target:
            return unit
        changed = replace(unit, target=target)
        if unit.owner is Owner.MACHINE and unit.origin is not None:
            return changed.marked(unit.origin)
        if unit.state is not State.TRANSLATED:
            return changed
        return replace(changed, state=State.FUZZY).marked(Origin(Maker.FIX))

    def _put(self, target: str, there: Iterable[Term]) -> str:
        masked, slots = mask(target)
        forms = {form for term in there for form in term.targets} | {self.new}
        longer = [form for form in forms if self.old in form and form != self.old]
        around = [span for form in longer for span in spans_of(form, masked)]
        pieces, end = list[str](), 0
        for span in outside(spans_of(self.old, masked), around):
            if span.start >= end:
                pieces += [masked[end : span.start], self.new]
                end = span.end
        text = unmask("".join((*pieces, masked[end:])), slots)
        return target if text is None else text
