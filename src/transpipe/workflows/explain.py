"""What a check is for, with an example: for who meets its code for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.editions.pairing import known_codes
from transpipe.errors import BadArgument
from transpipe.model import Severity
from transpipe.model.codes import NUMBERS, meant
from transpipe.rules import RULES
from transpipe.rules.examples import EXAMPLES, IN_ARTICLES
from transpipe.text.similarity import nearest


@dataclass(frozen=True, slots=True)
class Explained:
    """A check: its code and number, how grave it is at most, what it finds; an example if any."""

    code: str
    number: str
    severity: Severity
    help: str
    source: str = ""
    bad: str = ""
    good: str = ""


def explained(name: str) -> tuple[Explained, ...]:
    """The checks that a name, a number or the beginning of a number means. Raises BadArgument."""
    wanted = codes_of([name])
    examples = EXAMPLES | IN_ARTICLES
    found = {rule.code: rule for rule in reversed(RULES) if rule.code in wanted}
    return tuple(
        Explained(
            code,
            NUMBERS.get(code, ""),
            found[code].severity,
            _(found[code].help),
            *examples.get(code, ("", "", "")),
        )
        for code in sorted(found, key=lambda code: NUMBERS.get(code, "~"))
    )


def codes_of(names: Sequence[str]) -> frozenset[str]:
    """The codes that some names mean. Raises BadArgument for one that means none."""
    found: set[str] = set()
    known = known_codes()
    for name in names:
        codes = meant(name, known)
        if not codes:
            near = nearest(name, known)
            hint = _(" (did you mean {nearest}?)").format(nearest=near) if near else ""
            raise BadArgument(_("there is no check {name}").format(name=name) + hint)
        found.update(codes)
    return frozenset(found)
