"""What a newer converter or newer rules change by themselves: told once, apart from edits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from transpipe.model import Catalogue, Finding, Owner, Severity
from transpipe.text.diff import excerpt, word_diff

_FORM = "form-waits"
_SHOWN = 3  # changes that are shown; the catalogue's own diff has all


def tell_converted(before: Catalogue, after: Catalogue) -> Iterator[Finding]:
    """A finding where the same words are converted otherwise than they were."""
    old = before.find()
    changed: list[tuple[str, str]] = []
    for unit in after.active():
        was = old.get(unit.id)
        if was is None or {was.owner, unit.owner} != {Owner.DERIVED} or was.target == unit.target:
            continue
        if was.origin and unit.origin and was.origin.base == unit.origin.base != "":
            changed.append((was.target, unit.target))
    if changed:
        said = ngettext(
            "{locale}: {n} unit is converted otherwise (a newer converter, other terms): {edits}",
            "{locale}: {n} units are converted otherwise (a newer converter, other terms): {edits}",
            len(changed),
        ).format(locale=after.locale.value, n=len(changed), edits=_excerpts(changed))
        yield Finding("converted-anew", Severity.INFO, said, after.article, 1)


def tell_waiting(now: Catalogue, anew: Catalogue) -> tuple[Finding, ...]:
    """A finding where words of a derived catalogue would be others, derived anew."""
    if now.units == anew.units:
        return ()
    said = _(
        "{locale}: some words would be converted otherwise now; they stay until "
        "`transpipe convert --upgrade`, and with --dry-run it lists them"
    ).format(locale=now.locale.value)
    return (Finding("upgrade-waits", Severity.INFO, said, now.article, 1),)


def tell_other_form(catalogue: Catalogue) -> Finding:
    """A finding for a derived catalogue that holds more or less than the settings say."""
    return Finding(_FORM, Severity.INFO, catalogue.locale.value, catalogue.article, 1)


def tell_forms(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, with one for all catalogues of a locale that hold what they are not to.

    Only `convert --upgrade` changes that: it is a change of its own.
    """
    found = [each for each in findings if each.code == _FORM]
    told: list[Finding] = []
    for locale, count in Counter(each.message for each in found).items():
        said = ngettext(
            "{locale}: {n} catalogue does not hold what the setting derived_catalogues says; "
            "`transpipe convert --upgrade` changes that, and nothing people wrote",
            "{locale}: {n} catalogues do not hold what the setting derived_catalogues says; "
            "`transpipe convert --upgrade` changes that, and nothing people wrote",
            count,
        ).format(locale=locale, n=count)
        first = next(each for each in found if each.message == locale)
        told.append(replace(first, message=said))
    return (*(each for each in findings if each.code != _FORM), *told)


def tell_recut(before: Catalogue, after: Catalogue) -> Iterator[Finding]:
    """A finding where newer rules make other units of the same article."""
    old, new = before.find(), after.find()
    gone = [unit.source for key, unit in old.items() if key not in new]
    come = [unit.source for key, unit in new.items() if key not in old]
    if gone or come:
        count = len(gone) + len(come)
        said = ngettext(
            "newer rules cut it otherwise; {n} unit comes or goes: {texts}",
            "newer rules cut it otherwise; {n} units come or go: {texts}",
            count,
        ).format(n=count, texts=_listed([*(f"- {t}" for t in gone), *(f"+ {t}" for t in come)]))
        yield Finding("cut-anew", Severity.INFO, said, after.article, 1)


def _excerpts(changed: Sequence[tuple[str, str]]) -> str:
    return _listed([excerpt(word_diff(*texts)) for texts in changed])


def _listed(texts: Sequence[str]) -> str:
    shown = [" ".join(text.split()) for text in texts[:_SHOWN]]
    return " · ".join((*shown, "…") if len(texts) > _SHOWN else shown)
