"""What is said of catalogues that other tools took something out of: once, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from gettext import ngettext

from transpipe.catalogue.restored import Restored
from transpipe.model import Finding, Severity


def told(restored: Restored, path: str, target: str) -> Iterator[Finding]:
    """The findings of one catalogue at `path`, whose Chinese file is `target`."""
    if restored.anything:
        said = _("left out by another tool, and put back: {what}").format(what=_what(restored))
        yield Finding("restored", Severity.WARNING, said, path, 1)
    if count := restored.copies:
        said = ngettext(
            "{count} unit says only its own source: that is no translation",
            "{count} units say only their own source: that is no translation",
            count,
        )
        yield Finding("untranslated", Severity.WARNING, said.format(count=count), path, 1)
    if count := restored.english:
        said = ngettext(
            "{count} unit is in English; both texts are in the catalogue",
            "{count} units are in English; both texts are in the catalogue",
            count,
        )
        yield Finding("untranslated", Severity.WARNING, said.format(count=count), path, 1)
    for unit in restored.asked:
        said = _(
            "emptied in the catalogue, but {file} still says it, so the words are back, fuzzy: "
            "clear the flag to keep them, or empty it once more; {words}"
        ).format(file=target, words=" ".join(unit.target.split()))
        yield Finding("emptied", Severity.WARNING, said, path, 1, source=unit.source)
    for unit in restored.let_go:
        said = _("emptied; the words stay in the catalogue as obsolete")
        yield Finding("emptied", Severity.INFO, said, path, 1, source=unit.source)


def _what(restored: Restored) -> str:
    counts = (
        (restored.units, ngettext("{n} unit", "{n} units", restored.units)),
        (restored.obsolete, ngettext("{n} obsolete unit", "{n} obsolete units", restored.obsolete)),
        (
            restored.words,
            ngettext("the words of {n} unit", "the words of {n} units", restored.words),
        ),
        (
            restored.marks,
            ngettext("marks or flags of {n} unit", "marks or flags of {n} units", restored.marks),
        ),
    )
    parts = [said.format(n=count) for count, said in counts if count]
    parts += [_("header fields")] if restored.header else []
    return ", ".join(parts)
