"""An article as translators' other tools have it: XLIFF 1.2 and 2.0.

What is read is data of strangers: `text.xml_events` says what is refused. Of the marks inside a
text what they stand for is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from transpipe.draft.returned import sent
from transpipe.model import Catalogue, Maker, Owner, Unit, Xliff, made_for, stale
from transpipe.text.xml_events import can_be_said, escaped, quoted

OURS = "transpipe"  # who says what is noted beside a unit
SENT = "sent="
PREVIOUS = "previous-version"


def write(catalogue: Catalogue, version: Xliff) -> str:
    """A document of all live units that XML can say."""
    units = [unit for unit in catalogue.active() if is_sayable(unit)]
    head, entry, foot = _FORMS[version]
    name, tag = quoted(catalogue.article), catalogue.locale.value.replace("_", "-")
    return head.format(name=name, tag=tag) + "".join(map(entry, units)) + foot


def is_sayable(unit: Unit) -> bool:
    """Whether a unit can be written; control characters cannot."""
    notes = (*unit.extracted, *unit.notes)
    return all(map(can_be_said, (unit.source, unit.target, made_for(unit)[0], *notes)))


def _noted(unit: Unit) -> Iterator[tuple[str, str]]:
    """Who says what beside a unit: what went out, where it stands, what people noted."""
    yield OURS, SENT + sent(unit)
    yield from (("developer", line) for line in unit.extracted if line.strip())
    yield from (("translator", line) for line in unit.notes if line.strip())


# ── 1.2 ─────────────────────────────────────────────────────────────────────────────────────────

_HEAD_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original={name} source-language="en" target-language="{tag}" datatype="plaintext">
<body>
"""
_FOOT_1 = "</body>\n</file>\n</xliff>\n"
_QUALIFIERS = {Maker.MT: "mt-suggestion", Maker.TM: "fuzzy-match"}


def _entry_1(unit: Unit) -> str:
    """The state and `approved` say the same, for tools go by the one or the other."""
    approved = "yes" if unit.confirmed else "no"
    said = [f"<source>{escaped(unit.source)}</source>"]
    if unit.target:
        said.append(f"<target {_state_1(unit)}>{escaped(unit.target)}</target>")
    said += [f'<note from="{who}">{escaped(what)}</note>' for who, what in _noted(unit)]
    if stale(unit):
        said.append(
            f'<alt-trans alttranstype="{PREVIOUS}"><source>{escaped(made_for(unit)[0])}</source>'
            f"<target>{escaped(unit.target)}</target></alt-trans>"
        )
    body = "\n".join(said)
    return (
        f'<trans-unit id="{unit.key}" approved="{approved}" xml:space="preserve">\n'
        f"{body}\n</trans-unit>\n"
    )


def _state_1(unit: Unit) -> str:
    if unit.confirmed:
        return f'state="{"final" if unit.review_holds else "translated"}"'
    made = unit.origin.maker if unit.origin and unit.owner is Owner.MACHINE else None
    qualifier = f' state-qualifier="{_QUALIFIERS[made]}"' if made in _QUALIFIERS else ""
    return f'state="needs-review-translation"{qualifier}'


# ── 2.0 ─────────────────────────────────────────────────────────────────────────────────────────

_HEAD_2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" \
xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" srcLang="en" trgLang="{tag}">
<file id="f1" original={name} xml:space="preserve">
"""
_FOOT_2 = "</file>\n</xliff>\n"
MACHINE = f"{OURS}:machine"


def _entry_2(unit: Unit) -> str:
    said = []
    if stale(unit):
        said.append(
            '<mtc:matches><mtc:match ref="#s1" type="tm">'
            f"<source>{escaped(made_for(unit)[0])}</source>"
            f"<target>{escaped(unit.target)}</target></mtc:match></mtc:matches>"
        )
    notes = (f'<note category="{who}">{escaped(what)}</note>' for who, what in _noted(unit))
    said.append(f"<notes>{''.join(notes)}</notes>")
    target = f"<target>{escaped(unit.target)}</target>" if unit.target else ""
    source = f"<source>{escaped(unit.source)}</source>"
    said.append(f'<segment id="s1" {_state_2(unit)}>{source}{target}</segment>')
    return f'<unit id="{unit.key}">\n' + "\n".join(said) + "\n</unit>\n"


def _state_2(unit: Unit) -> str:
    if unit.confirmed:
        return f'state="{"final" if unit.review_holds else "translated"}"'
    machine = f' subState="{MACHINE}"' if unit.owner is Owner.MACHINE else ""
    return f'state="initial"{machine}'


_FORMS: Mapping[Xliff, tuple[str, Callable[[Unit], str], str]] = {
    Xliff.V1: (_HEAD_1, _entry_1, _FOOT_1),
    Xliff.V2: (_HEAD_2, _entry_2, _FOOT_2),
}
