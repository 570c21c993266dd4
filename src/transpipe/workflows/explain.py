"""What a check is for, with an example: for who meets its code for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _

from transpipe.editions.pairing import known_codes
from transpipe.errors import BadArgument
from transpipe.model import Severity, Weight
from transpipe.model.codes import NUMBERS, meant
from transpipe.rules import RULES
from transpipe.rules.examples import EXAMPLES, IN_ARTICLES
from transpipe.text.similarity import nearest
from transpipe.workflows.status import word


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
    rules = {rule.code: (rule.severity, _(rule.help)) for rule in reversed(RULES)}
    known = _without_rules() | rules
    return tuple(
        Explained(code, NUMBERS.get(code, ""), *known[code], *examples.get(code, ("", "", "")))
        for code in sorted(wanted, key=lambda code: (NUMBERS.get(code, "~"), code))
    )


def _without_rules() -> dict[str, tuple[Severity, str]]:
    """What is found otherwise than by a rule: how grave it is at most, and what it says."""
    said = _("the source has changed since it was translated: {weight}")
    weights = {f"stale-{each}": said.format(weight=word(each)) for each in Weight}
    by_severity = {
        Severity.ERROR: {
            "conflict": _("both sides have changed one unit"),
            "not-text": _("a file that cannot be read as text"),
            "unreadable": _("a file that cannot be opened"),
        },
        Severity.WARNING: {
            **weights,
            "two-flag-lines": _("the flags of a unit stand on two lines of its catalogue"),
            "duplicate-row": _("a row with a file that another row has already"),
            "missing-path": _("the settings name a file or folder that is not there"),
            "renamed-source": _("a row links a source that has another name now"),
            "renamed-target": _("a row links a translation that has another name now"),
            "unlinked-target": _("a Chinese file of which no source is known"),
            "unlisted-article": _("no row of the index links a file that belongs to an article"),
        },
        Severity.INFO: {
            "not-current": _("an article with units staler than the settings allow"),
            "unused-noqa": _("a comment that refuses a finding which is not there"),
            "unused-baseline": _("a line of the baseline that knows what is found no more"),
            "empty-target": _("a row says translated of a file that is empty"),
            "english-target": _("a row says translated of a file that is English"),
            "sourceless": _("a Chinese article without an English source"),
            "moved-item": _("an item that stands elsewhere than in the English list"),
            "outdated-row": _("a row that `transpipe index update` would write otherwise"),
        },
    }
    return {
        code: (grade, said) for grade, each in by_severity.items() for code, said in each.items()
    }


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
